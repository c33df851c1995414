"""JSON Schema of the test vectors of one edition."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from aiprocure.encoding import Data, fingerprint
from aiprocure.encoding.formats import VECTORS_FORMAT
from aiprocure.model.citation import Provenance
from aiprocure.model.edition import Edition

__all__ = ["vectors_schema"]

Schema: TypeAlias = dict[str, Data]
_TEXT: Schema = {"type": "string"}


def vectors_schema(edition: Edition) -> Schema:
    """Return the schema of the test vectors of an edition."""
    axes = {str(axis.id): _one_of(option.id for option in axis.options) for axis in edition.axes}
    outcome, rule = _one_of(each.id for each in edition.outcomes), _one_of(each.id for each in edition.rules)
    cited = _table({"document": _TEXT, "place": _TEXT, "provenance": _one_of(Provenance)})
    readings = _list({"enum": [str(reading.id) for reading in edition.readings]} if edition.readings else False)
    problem = _table({"code": _TEXT, "where": _TEXT})
    identity: Schema = {"id": {"const": edition.id}, "revision": {"const": edition.revision}}
    return {
        "title": "検証用の例 / Test vectors",
        **_table(
            {
                "format": {"const": VECTORS_FORMAT},
                "edition": _table({**identity, "fingerprint": {"const": fingerprint(edition)}}),
                "superseded_by": {"type": ["object", "null"]},
                "notes": _list(_TEXT),
                "axes": _table({axis: _list(options) for axis, options in axes.items()}),
                "outcomes": _list(outcome),
                "rules": _list(_table({"id": rule, "citation": cited})),
                "decided": _list(
                    _table({"answers": _table(axes), "outcome": outcome, "rule": rule, "disputed_by": readings})
                ),
                "refused": _list(_table({"answers": {"type": "object"}, "problems": {"minItems": 1} | _list(problem)})),
            }
        ),
    }


def _one_of(ids: Iterable[str]) -> Schema:
    return {"enum": [str(id_) for id_ in ids]}


def _list(items: Data) -> Schema:
    return {"type": "array", "items": items}


def _table(properties: Mapping[str, Data]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
