"""JSON Schema of an edition, from the model: the form of everything in it, whatever it says.

What no schema can say is how records hold together: that ids are unique, links lead somewhere, and one row decides
every combination. ``$comment`` says it.
"""

import datetime
from enum import StrEnum
from types import NoneType
from typing import Any, TypeAlias, get_args, get_origin

import attrs

from aiprocure.editions.fields import classes_of_edition, named, values_of
from aiprocure.encoding import Data
from aiprocure.encoding.formats import EDITION_FORMAT
from aiprocure.encoding.forms import exchanged_fields, type_in_pairs
from aiprocure.encoding.reader import LONGEST_TEXT
from aiprocure.engine.shape import LARGEST_NUMBER
from aiprocure.errors.text import Text
from aiprocure.export.patterns import DATE, plain_pattern
from aiprocure.model.edition import Edition

__all__ = ["edition_schema"]

Schema: TypeAlias = dict[str, Data]
_BEYOND = "Besides, ids are unique, links lead to records, and exactly one row decides every combination."
_SEAL: Schema = {
    "format": {
        "title": "書式 / Format",
        "description": "書式の名前と版。\nThe name and version of the format.",
        "const": EDITION_FORMAT,
    },
    "fingerprint": {
        "title": "指紋 / Fingerprint",
        "description": "内容の SHA-256。内容と異なるものは読み取れない。\n"
        "The SHA-256 of the content. A file with another one is refused.",
        "type": "string",
    },
}


def edition_schema() -> Schema:
    """Return the schema of editions."""
    kinds = [kind for kind in classes_of_edition() if kind is not Edition]
    edition = _table(Edition)
    properties = edition.pop("properties")
    return {
        "$comment": f"{EDITION_FORMAT}. {_BEYOND}",
        **_titled(*named(Edition)),
        **edition,
        "properties": {**_SEAL, **(properties if isinstance(properties, dict) else {})},
        "$defs": {
            "text": {"type": "string", "maxLength": LONGEST_TEXT, "pattern": plain_pattern()},
            "name": {"type": "string", "pattern": plain_pattern()},
            **{kind.__name__: _titled(*named(kind)) | _table(kind) for kind in kinds},
        },
    }


def _table(kind: type[Any]) -> Schema:
    """A table with the fields of a class, each as its type says."""
    fields = exchanged_fields(kind)
    required: list[Data] = [field.name for field in fields if field.default is attrs.NOTHING]
    properties: Schema = {field.name: _titled(*named(kind, field.name)) | _of_type(field.type) for field in fields}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of_type(declared: Any) -> Schema:
    declared = getattr(declared, "__supertype__", declared)
    inside = [each for each in get_args(declared) if each not in (NoneType, Ellipsis)]
    if get_origin(declared) in (tuple, frozenset):
        return {"type": "array", "items": _of_type(inside[0])}
    if inside:
        return {"anyOf": [_of_type(inside[0]), {"type": "null"}]}
    if attrs.has(declared):
        paired = type_in_pairs(declared)
        return {"$ref": f"#/$defs/{declared.__name__}"} if paired is None else _pairs(paired)
    if issubclass(declared, StrEnum):
        return {"oneOf": [{"const": value, "title": _in_both(text, " / ")} for value, text in values_of(declared)]}
    return _SCALARS.get(declared, {"$ref": "#/$defs/text"})


def _pairs(held: object) -> Schema:
    return {"type": "object", "propertyNames": {"$ref": "#/$defs/name"}, "additionalProperties": _of_type(held)}


_SCALARS: dict[object, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER},
    datetime.date: {"type": "string", "format": "date", "pattern": DATE},
}


def _titled(title: Text, about: Text) -> Schema:
    return {"title": _in_both(title, " / "), "description": _in_both(about, "\n")}


def _in_both(text: Text, between: str) -> str:
    return f"{text.ja}{between}{text.en}"
