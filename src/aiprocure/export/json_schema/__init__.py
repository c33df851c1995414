"""JSON Schema (2020-12) of dossiers, answers, proposals and test vectors of one edition, and of editions.

What no schema can say is how large a dossier may be in all, or how records hold together; ``$comment`` says it.
"""

import datetime
import types
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, cast, get_args, get_origin, overload

import attrs

from aiprocure.checks import CHECKS
from aiprocure.editions.labels import field_texts
from aiprocure.encoding import Data, fingerprint
from aiprocure.encoding.formats import DOSSIER_FORMAT, PROFILE_FORMAT, PROPOSAL_FORMAT
from aiprocure.encoding.plain_data import Vectors
from aiprocure.encoding.reader import LONGEST_TEXT
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.errors.text import Text
from aiprocure.export.json_schema.editions import edition_schema
from aiprocure.export.json_schema.vectors import vectors_schema
from aiprocure.export.patterns import (
    DATE,
    id_pattern,
    line_pattern,
    name_pattern,
    one_of,
    plain_pattern,
    wide_date_pattern,
)
from aiprocure.files import profiles
from aiprocure.files.dossiers import MOST_BYTES, MOST_ENTRIES, MOST_VALUES
from aiprocure.files.value_names import spellings_of_kind
from aiprocure.model.amendments import LARGEST_NUMBER
from aiprocure.model.answers import Answers
from aiprocure.model.axes import LONGEST_ANSWER, Axis, AxisId
from aiprocure.model.dossier import (
    CLAUSE_FAMILIES,
    LARGEST_DETAIL,
    PROJECT_KEYS,
    REQUIREMENT_FAMILIES,
    Dossier,
    Item,
    Judgement,
    Judgements,
    Occurrence,
    Product,
    Stage,
    UserScope,
    Verification,
    WrittenAnswer,
)
from aiprocure.model.edition import Edition
from aiprocure.model.ids import LONGEST_ID
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Waiver, Weight, When
from aiprocure.model.proposal import Proposal, ProposedRow
from aiprocure.model.records import Entry, Record, entries_of, outcomes_by_name, spellings_of
from aiprocure.model.rules import Rule

__all__ = ["to_json_schema"]

Schema: TypeAlias = dict[str, Data]
_SCALARS: Mapping[object, str] = {bool: "truth", datetime.date: "date"}
_BEYOND_ROWS = " Besides, exactly one row has to decide every combination."
_BEYOND_POLICY = f" Besides, its file has at most {profiles.MOST_BYTES} bytes. Not all that has this form is read."
_LIMITS = (
    f" Besides, a dossier has at most {MOST_VALUES} values, and its file at most {MOST_BYTES} bytes, and no two of its"
    " risk cases have the same id."
)


@overload
def to_json_schema(kind: type[Edition]) -> Schema: ...


@overload
def to_json_schema(
    kind: type[Dossier] | type[Answers] | type[Profile] | type[Proposal] | type[Vectors], edition: Edition
) -> Schema: ...


def to_json_schema(kind: object, edition: Edition | None = None) -> Schema:
    """Return the JSON Schema of dossiers, answers, profiles, proposals or test vectors for an edition, or of editions.

    Its titles are in Japanese, then in English. It accepts the JSON that ``dossiers.from_data(data, edition=edition)``
    takes, or the complete answers in text that ``edition.answers(**data)`` takes, and no other. That of proposals
    accepts what has meaning in the edition, whether or not its rows then decide every combination; that of profiles
    offers the items of the check sheets and the codes of findings, and leaves it to the reader what may be waived or
    weakened, which subjects and numbers there are, and whether reasons say something; that of editions
    accepts the JSON that has the form of one, whether or not it is sound; that of vectors accepts what ``to_vectors``
    writes.

    >>> from aiprocure import editions
    >>> to_json_schema(Dossier, editions.load("2025-05-27"))["required"]
    ['edition', 'project']
    >>> to_json_schema(Edition)["properties"]["axes"]["title"]
    '判定軸 / Axes'
    """
    drafted: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if kind is Edition:
        return drafted | edition_schema()
    makers: dict[object, tuple[Callable[[Edition], Schema], str]] = {
        Dossier: (_dossier, _LIMITS),
        Answers: (_complete_answers, ""),
        Profile: (_profile, _BEYOND_POLICY),
        Proposal: (_proposal, _BEYOND_ROWS),
        Vectors: (vectors_schema, ""),
    }
    if kind not in makers:
        kinds = [Choice(getattr(each, "__name__", "")) for each in (*makers, Edition)]
        raise InvalidArgument(Problem.of("wrong-type", value=kind, expected=kinds))
    if not isinstance(edition, Edition):
        raise InvalidArgument(Problem.of("wrong-type", value=edition, expected=[Choice("Edition")]))
    make, beyond = makers[kind]
    comment = f"{edition.code} {edition.id} revision {edition.revision}, {fingerprint(edition)}.{beyond}"
    return drafted | {"$comment": comment} | make(edition)


def _dossier(edition: Edition) -> Schema:
    written = {axis.id: _titled_axis(axis, {"$ref": f"#/$defs/axis-{n}"}) for n, axis in enumerate(edition.axes, 1)}
    judgement = _record(Judgement, answers=_answers(edition, written))
    schema = _record(
        Dossier,
        edition=_named_edition(edition),
        project=_project(),
        answers=_answers(edition, written),
        judgements=_record(Judgements, planner=judgement, caio=judgement),
        products=_few(_record(Product)),
        requirements=_few({"$ref": "#/$defs/requirement"}),
        clauses=_few({"$ref": "#/$defs/clause"}),
        verifications=_few(_record(Verification)),
        risk_cases=_few(_record(Occurrence, step=_or_null({"$ref": "#/$defs/step"}))),
    )
    return _titled("dossier.dossier", _document(DOSSIER_FORMAT, schema)) | {"$defs": _definitions(edition)}


def _document(written_as: str, schema: Schema) -> Schema:
    """A table that may say its format."""
    about = "このデータの書式。記載しなくてもよい。\nThe format of this data. It need not be given."
    named: Schema = {"const": written_as, "title": "書式 / Format", "description": about}
    return schema | {"properties": {"format": named, **cast(Schema, schema["properties"])}}


def _profile(edition: Edition) -> Schema:
    outcomes: list[Data] = [*sorted(outcomes_by_name(edition.outcomes))]
    codes: list[Data] = [str(check.code) for check in CHECKS]
    line: Schema = {"$ref": "#/$defs/line"}
    fixed = {"phases": _few(_of_type(Stage)), "users": _few(_of_type(UserScope))}
    when = _record(When, forms=_few(line), outcomes=_few({"enum": outcomes}), **fixed)
    evidence = _few({"$ref": "#/$defs/text"})
    number: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
    own = _few(_record(OwnItem, number=number, when=when, evidence=evidence))

    def policies(families: tuple[str, ...]) -> Schema:
        return _few(_record(ItemPolicy, id=_named_record(edition, families), when=when, evidence=evidence))

    schema = _record(
        Profile,
        edition=_named_edition(edition),
        title=line,
        requirements=policies(REQUIREMENT_FAMILIES),
        clauses=policies(CLAUSE_FAMILIES),
        own_requirements=own,
        own_clauses=own,
        weights=_few(_record(Weight, code={"enum": codes}, when=when)),
        waivers=_few(_record(Waiver, code={"enum": codes})),
    )
    definitions = {name: each for name, each in _definitions(edition).items() if name in ("text", "line", "date")}
    return _titled("profile.profile", _document(PROFILE_FORMAT, schema)) | {"$defs": definitions}


def _proposal(edition: Edition) -> Schema:
    """A row names its axes as answers do, each with one option or several."""
    one = {axis.id: _spelled_option(axis) for axis in edition.axes}
    several = {
        axis.id: _titled_axis(axis, {"anyOf": [one[axis.id], {"type": "array", "minItems": 1, "items": one[axis.id]}]})
        for axis in edition.axes
    }
    outcomes: list[Data] = [*sorted(outcomes_by_name(edition.outcomes))]
    row = _record(
        ProposedRow,
        id={"type": "string", "maxLength": LONGEST_ID, "pattern": id_pattern()},
        when=_answers(edition, several),
        outcome={"enum": outcomes},
    )
    ids: list[Data] = [str(rule.id) for rule in edition.rules]
    schema = _record(
        Proposal,
        edition=_named_edition(edition),
        rules={"type": "array", "items": row},
        withdrawn={"type": "array", "items": {"enum": ids}},
    )
    return _titled("proposal.proposal", _document(PROPOSAL_FORMAT, schema)) | {"$defs": {"text": _text()}}


def _named_edition(edition: Edition) -> Schema:
    return _named({edition.id: f"{edition.code} {edition.id}"}, one_of([plain_spelling(edition.id)]))


def _few(entry: Schema) -> Schema:
    return {"type": "array", "maxItems": MOST_ENTRIES, "items": entry}


def _definitions(edition: Edition) -> Schema:
    scalars: list[Data] = [
        {"$ref": "#/$defs/line"},
        {"type": "boolean"},
        {"type": "number", "exclusiveMinimum": -LARGEST_DETAIL, "exclusiveMaximum": LARGEST_DETAIL},
    ]
    wide_date: Schema = {"type": "string", "pattern": wide_date_pattern()}
    return {
        "text": _text(),
        "line": {"type": "string", "maxLength": LONGEST_TEXT, "pattern": line_pattern()},
        "date": {"anyOf": [{"type": "string", "format": "date", "pattern": DATE}, wide_date]},
        "truth": {"anyOf": [{"type": "boolean"}, _spelled(one_of(spellings_of_kind(bool)))]},
        "detail": {"anyOf": [*scalars, {"type": "array", "minItems": 1, "items": {"anyOf": scalars}}]},
        "requirement": _record(Item, id=_named_record(edition, REQUIREMENT_FAMILIES)),
        "clause": _record(Item, id=_named_record(edition, CLAUSE_FAMILIES)),
        "step": _named_record(edition, ("process-step",), in_full=False),
        **{f"axis-{n}": _written_option(axis) for n, axis in enumerate(edition.axes, 1)},
    }


def _text() -> Schema:
    return {"type": "string", "maxLength": LONGEST_TEXT, "pattern": plain_pattern()}


def _complete_answers(edition: Edition) -> Schema:
    named = {axis.id: _titled_axis(axis, _named_option(axis)) for axis in edition.axes}
    each: list[Data] = [{"anyOf": [{"required": [axis.id]}, {"required": [axis.slug]}]} for axis in edition.axes]
    return _titled("answers.answers", _answers(edition, named)) | {"allOf": each}


def _answers(edition: Edition, by_axis: Mapping[AxisId, Schema]) -> Schema:
    """An axis is named by its id or by its slug, not by both."""
    properties: Schema = {name: by_axis[axis.id] for axis in edition.axes for name in (axis.id, axis.slug)}
    twice: list[Data] = [{"required": [axis.id, axis.slug]} for axis in edition.axes if axis.id != axis.slug]
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "not": {"anyOf": [*twice, False]},
    }


def _titled_axis(axis: Axis, schema: Schema) -> Schema:
    return {"title": f"{axis.id} {_in_both(axis.text, ' / ')}", "description": _in_both(axis.question)} | schema


def _spelled_option(axis: Axis) -> Schema:
    numbers: list[Data] = [option.number for option in axis.options]
    return {"anyOf": [_named_option(axis), {"enum": numbers}]}


def _written_option(axis: Axis) -> Schema:
    option = _spelled_option(axis)
    return {"anyOf": [option, _record(WrittenAnswer, option=option)]}


def _named_option(axis: Axis) -> Schema:
    ids = {str(option.id): f"{option.mark} {_in_both(option.text, ' / ')}" for option in axis.options}
    return _named(ids, one_of(axis.spellings), longest=LONGEST_ANSWER)


def _named_record(edition: Edition, families: tuple[str, ...], *, in_full: bool = True) -> Schema:
    """A record of some families, by any spelling of its name."""
    entries = [entry for entry in edition.once(entries_of) if entry.family in families]
    ids = {_id(entry, in_full=in_full): _title(entry.record) for entry in entries}
    return (
        _named(ids, "|".join(_spelled_family(edition, family, entries) for family in families)) if ids else {"not": {}}
    )


def _id(entry: Entry, *, in_full: bool) -> str:
    return f"{entry.family}/{entry.record.id}" if in_full else entry.record.id


def _title(record: Record) -> str:
    english = None if isinstance(record, Rule) else record.text.en
    return _in_both(Text(str(record), english), " / ")


def _spelled_family(edition: Edition, family: str, entries: Iterable[Entry]) -> str:
    spellings = {spelling for entry in entries if entry.family == family for spelling in spellings_of(entry.record)}
    return one_of(spellings, after=(family, f"{edition.code.lower()}/{edition.id}/{family}"))


def _named(ids: Mapping[str, str], names: str, *, longest: int = LONGEST_SPELLING) -> Schema:
    """One of some ids, each with its title, or another spelling of what it names."""
    chosen: list[Data] = [{"const": id_, "title": title} for id_, title in ids.items()]
    return {"anyOf": [{"oneOf": chosen}, _spelled(names, longest=longest)]}


def _spelled(names: str, *, longest: int = LONGEST_SPELLING) -> Schema:
    return {"type": "string", "maxLength": longest, "pattern": name_pattern(names)}


def _project() -> Schema:
    detail: Schema = {"$ref": "#/$defs/detail"}
    return {
        "type": "object",
        "properties": {key: _titled(f"project.{key}", detail) for key in PROJECT_KEYS},
        "required": ["title"],
        "propertyNames": {"$ref": "#/$defs/line"},
        "additionalProperties": detail,
    }


def _record(kind: type[Any], **given: Schema) -> Schema:
    """A table with the fields of a class: each as its type says, unless it is given."""
    name = kind.__name__.lower()
    fields = attrs.fields(kind)
    properties: Schema = {
        field.name: _titled(f"{name}.{field.name}", given.get(field.name) or _of_type(field.type)) for field in fields
    }
    required: list[Data] = [field.name for field in fields if field.default is attrs.NOTHING]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of_type(kind: Any) -> Schema:
    if isinstance(kind, types.UnionType):
        return _or_null(_of_type(get_args(kind)[0]))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of_type(get_args(kind)[0])}
    if attrs.has(kind):
        return _record(kind)
    if issubclass(kind, StrEnum):
        name = kind.__name__.lower()
        texts = field_texts()
        ids = {str(value): _in_both(texts[f"{name}.{value}"], " / ") for value in kind}
        return _named(ids, one_of(spellings_of_kind(kind)))
    return {"$ref": f"#/$defs/{_SCALARS.get(kind, 'text')}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _titled(name: str, schema: Schema) -> Schema:
    texts = field_texts()
    return {"title": _in_both(texts[f"{name}.title"], " / "), "description": _in_both(texts[f"{name}.about"])} | schema


def _in_both(text: Text, between: str = "\n") -> str:
    return text.ja if text.en is None else f"{text.ja}{between}{text.en}"
