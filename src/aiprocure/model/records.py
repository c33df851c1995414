"""How the records of an edition refer to each other, and how they are named from outside."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NewType, TypeAlias

import attrs

from aiprocure.errors import Choice, Problem, Text, UnknownRecord
from aiprocure.errors.messages import did_you_mean, shown
from aiprocure.model.axes import Axis, Option
from aiprocure.model.check_sheets import Clause, Requirement, RequirementGroup, SheetRow, Theme
from aiprocure.model.citation import Provenance, Source
from aiprocure.model.crosswalk import Control, Correspondence, Standard
from aiprocure.model.documents import Document, Remark
from aiprocure.model.glossary import Term
from aiprocure.model.guidance import Guidance
from aiprocure.model.ids import FindingCode
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.representation import rich_repr
from aiprocure.model.revision_topics import Topic
from aiprocure.model.risk_cases import ProcessStep, RiskCase
from aiprocure.model.roles import Body, Duty, Phase, Report, Role
from aiprocure.model.rules import Reading, Rule
from aiprocure.model.scope import Neighbour, ScopeRule
from aiprocure.model.supersession import ReportedFact

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = [
    "FAMILIES",
    "CheckReference",
    "CrossReference",
    "Entry",
    "Link",
    "Record",
    "Reference",
    "choices_of_few",
    "entries_of",
    "find_entry",
    "links_between",
    "links_of",
    "outcomes_by_name",
    "spellings_of",
    "supplied_first",
]

Record: TypeAlias = (
    Requirement
    | Axis
    | Option
    | Outcome
    | Rule
    | Reading
    | Consequence
    | RequirementGroup
    | SheetRow
    | Theme
    | Clause
    | Mitigation
    | ProcessStep
    | RiskCase
    | Role
    | Phase
    | Duty
    | Body
    | Report
    | Document
    | Remark
    | ScopeRule
    | Neighbour
    | Topic
    | Term
    | Source
    | Guidance
    | Standard
    | Control
    | Correspondence
    | ReportedFact
)
Reference = NewType("Reference", str)
"""The stable name of a record: code, edition, family and id, as in ``ds-920/2025-05-27/requirement/14``."""

FAMILIES: tuple[tuple[str, type[Record]], ...] = (
    ("requirement", Requirement),
    ("axis", Axis),
    ("option", Option),
    ("outcome", Outcome),
    ("rule", Rule),
    ("reading", Reading),
    ("consequence", Consequence),
    ("requirement-group", RequirementGroup),
    ("sheet-row", SheetRow),
    ("theme", Theme),
    ("clause", Clause),
    ("mitigation", Mitigation),
    ("process-step", ProcessStep),
    ("risk-case", RiskCase),
    ("role", Role),
    ("phase", Phase),
    ("duty", Duty),
    ("body", Body),
    ("report", Report),
    ("document", Document),
    ("remark", Remark),
    ("scope", ScopeRule),
    ("neighbour", Neighbour),
    ("topic", Topic),
    ("term", Term),
    ("source", Source),
    ("guidance", Guidance),
    ("standard", Standard),
    ("control", Control),
    ("correspondence", Correspondence),
    ("reported", ReportedFact),
)
"""The families of records. A bare name that several records share means the one whose family is listed first."""

_LINKS: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Option: {"axis": ("axis",)},
    Rule: {"outcome": ("outcome",)},
    Consequence: {"outcomes": ("outcome",)},
    Requirement: {"group": ("requirement-group",)},
    SheetRow: {"requirement": ("requirement",)},
    Clause: {"theme": ("theme",)},
    Mitigation: {"axis": ("axis",), "row": ("sheet-row",)},
    RiskCase: {"step": ("process-step",)},
    Guidance: {"axis": ("axis",), "options": ("option",)},
    Standard: {"neighbour": ("neighbour",)},
    Control: {"standard": ("standard",), "within": ("control",)},
    Correspondence: {"standard": ("standard",), "controls": ("control",)},
    Duty: {"role": ("role",), "phase": ("phase",)},
    Report: {"actors": ("role", "body"), "receiver": ("role", "body")},
}
"""Which field of a record names records of which families."""
_LONGEST_NAME = 200
_MOST_OFFERED = 12
"""How many records are all offered where a name means none of them, and none is near."""


@attrs.frozen(repr=False)
class Entry:
    """A record with its family and the reference it is cited by."""

    reference: Reference
    family: str
    record: Record

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Entry {self.reference}>"


@attrs.frozen
class Link:
    """A reference from a field of a record to the record with this id, in one of these families."""

    field: str
    families: tuple[str, ...]
    id: str


@attrs.frozen
class CrossReference:
    """A record, the records it names, and the records that name it."""

    entry: Entry
    links_to: tuple[Entry, ...]
    linked_from: tuple[Entry, ...]


@attrs.frozen
class CheckReference:
    """A record, the checks that act on it, and where there are none, why."""

    entry: Entry
    checks: tuple[FindingCode, ...]
    """The codes of their findings, in the order in which a dossier is checked."""
    why_none: Text | None


def links_of(record: Record) -> tuple[Link, ...]:
    """Return the links of a record to others, field by field. Its citation is not counted."""
    links: list[Link] = []
    for field, families in _LINKS.get(type(record), {}).items():
        named = getattr(record, field)
        links += (Link(field, families, id_) for id_ in (named if isinstance(named, tuple) else (named,)) if id_)
    if isinstance(record, Rule):
        options = sorted(option for _, chosen in record.when.sets for option in chosen)
        links += (Link("when", ("option",), option) for option in options)
    if isinstance(record, Topic):
        links += _named_in("touches", record.touches)
    if isinstance(record, Correspondence):
        links += _named_in("items", record.items)
    if isinstance(record, Remark):
        links += _named_in("about", record.about)
    return tuple(links)


def _named_in(field: str, names: tuple[str, ...]) -> Iterator[Link]:
    """The links of a field that names records by family and id."""
    parts = (name.partition("/") for name in names)
    return (Link(field, (family,), id_) for family, _, id_ in parts)


def entries_of(edition: "Edition") -> tuple[Entry, ...]:
    """Return every record of an edition, family by family."""
    prefix = f"{edition.code.lower()}/{edition.id}"
    records = tuple(_records(edition))
    return tuple(
        Entry(Reference(f"{prefix}/{family}/{record.id}"), family, record)
        for family, kind in FAMILIES
        for record in records
        if type(record) is kind
    )


def links_between(edition: "Edition") -> tuple[tuple[Entry, Entry], ...]:
    """Return every link of an edition, from the entry that names another to the one that is named."""
    by_name = {(entry.family, str(entry.record.id)): entry for entry in edition.once(entries_of)}
    return tuple(
        (entry, by_name[family, link.id])
        for entry in edition.once(entries_of)
        for link in links_of(entry.record)
        for family in link.families
        if (family, link.id) in by_name
    )


def find_entry(edition: "Edition", name: object, families: tuple[str, ...] = ()) -> Entry:
    """Return the entry that a reference, an id, a mark or a slug names, in some families or in all.

    Raises :class:`UnknownRecord`, with the nearest names there are or all of a few, for a name that no record has.
    """
    if not isinstance(name, str):
        raise UnknownRecord(Problem.of("wrong-type", value=name, expected=[Choice("str")]), shown(name))
    entries = edition.once(entries_of)
    wanted = plain_spelling(name) if len(name) <= _LONGEST_NAME else ""
    family, _, rest = "/".join(wanted.split(maxsplit=1)).partition("/")
    known = tuple(entry for entry in entries if entry.family in families or not families)
    found = [entry for entry in known if entry.reference == wanted] or _named(wanted, known)
    if not found and family in dict(FAMILIES):
        of_family = tuple(entry for entry in known if entry.family == family)
        found = [entry for entry in of_family if entry.record.id == rest] or _named(rest, of_family)
    if not found:
        raise _unknown(name, wanted, known)
    return found[0]


def _unknown(name: str, wanted: str, known: tuple[Entry, ...]) -> UnknownRecord:
    """The exception for a name that none of some records has, with the nearest names there are, or all of a few."""
    from difflib import get_close_matches

    names = sorted({spelling for entry in known for spelling in spellings_of(entry.record)})
    near = get_close_matches(wanted, names)
    if not near and (offered := choices_of_few(known)):
        problem = Problem.of("no-such-record", value=name, expected=offered, kind=Text("記録", "record"))
        return UnknownRecord(problem, name, (choice.id for choice in offered))
    hint = did_you_mean(wanted, near)
    problem = Problem.of(
        "record-unknown", value=name, expected=map(Choice, near), kind=Text("記録", "record"), hint=hint
    )
    return UnknownRecord(problem, name, near)


def choices_of_few(entries: Iterable[Entry]) -> tuple[Choice, ...]:
    """Return the ids of some records, with their families where these differ; none where there are too many."""
    named = {(entry.family, str(entry.record.id)): None for entry in entries}
    if len(named) > _MOST_OFFERED:
        return ()
    several = len({family for family, _ in named}) > 1
    return tuple(Choice(f"{family}/{id_}" if several else id_) for family, id_ in named)


def spellings_of(record: Record) -> frozenset[str]:
    """Return every plain spelling that names a record within its family.

    An outcome is also named by its word, and a record with a number but no mark by ``#19``.
    """
    if isinstance(record, Option):
        return record.spellings - {record.mark, str(record.number)}
    if isinstance(record, Outcome):
        return frozenset({record.id, record.text.ja, record.text.en or record.id})
    number, mark = getattr(record, "number", None), getattr(record, "mark", None)
    numbered = f"#{number}" if number is not None and mark is None else None
    own = (record.id, getattr(record, "slug", None), mark, number, numbered)
    return frozenset(plain_spelling(str(spelling)) for spelling in own if spelling is not None)


def outcomes_by_name(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Return outcomes by their ids and by their words."""
    return {name: outcome for outcome in outcomes for name in spellings_of(outcome)}


def _named(name: str, entries: tuple[Entry, ...]) -> list[Entry]:
    """The entries that a name without a family means, first those of the family that has it."""
    named = (entry for entry in entries if name == entry.record.id or name in spellings_of(entry.record))
    return supplied_first(named)


def supplied_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by family, and in each those first that a ministry has supplied: a number means its version."""
    order = [family for family, _ in FAMILIES]
    return sorted(entries, key=lambda entry: (order.index(entry.family), not _is_supplied(entry.record)))


def _is_supplied(record: Record) -> bool:
    citation = getattr(record, "citation", None)
    return citation is not None and citation.provenance is Provenance.SUPPLIED


def _records(edition: "Edition") -> Iterator[Record]:
    """Yield every record of an edition, those inside other records after these."""
    for field in attrs.fields(type(edition)):
        value = getattr(edition, field.name)
        if field.init and isinstance(value, tuple):
            yield from value
    for axis in edition.axes:
        yield from axis.options
    for reading in edition.readings:
        yield from reading.rules
