"""How a dossier may spell the names of an edition's records, and which records those are."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from aiprocure.model.dossier import CLAUSE_FAMILIES, REQUIREMENT_FAMILIES
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.model.records import FAMILIES, Entry, entries_of, spellings_of, supplied_first

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["find_spelled", "spelled_clauses", "spelled_records", "spelled_requirements", "spelled_steps"]


def spelled_requirements(edition: "Edition") -> Mapping[str, Entry]:
    """Return the headlines and rows of the procurement check sheet, by every plain spelling of their names.

    >>> from aiprocure import editions
    >>> spelled = spelled_requirements(editions.load("2025-05-27"))
    >>> spelled["19"], spelled["sheet-row/19"]
    (<Entry ds-920/2025-05-27/requirement/19>, <Entry ds-920/2025-05-27/sheet-row/19>)
    """
    return _spelled(edition, REQUIREMENT_FAMILIES)


def spelled_clauses(edition: "Edition") -> Mapping[str, Entry]:
    """Return the rows of the contract check sheet, by every plain spelling of their names."""
    return _spelled(edition, CLAUSE_FAMILIES)


def spelled_steps(edition: "Edition") -> Mapping[str, Entry]:
    """Return the process steps, by every plain spelling of their names."""
    return _spelled(edition, ("process-step",))


def spelled_records(edition: "Edition") -> Mapping[str, Entry]:
    """Return every record, by every plain spelling of its name together with its family."""
    families = tuple(family for family, _ in FAMILIES)
    return {name: entry for name, entry in _spelled(edition, families).items() if "/" in name}


def find_spelled(name: str, spelled: Mapping[str, Entry]) -> Entry | None:
    """Return the entry that a name means, spelled in any way that :meth:`Edition.find` reads, or None.

    >>> from aiprocure import editions
    >>> find_spelled("ｃｌａｕｓｅ ⑦", spelled_clauses(editions.load("2025-05-27")))
    <Entry ds-920/2025-05-27/clause/7>
    """
    if len(name) > LONGEST_SPELLING:
        return None
    plain = plain_spelling(name)
    return spelled.get(plain) or spelled.get("/".join(plain.split(maxsplit=1)))


def _spelled(edition: "Edition", families: tuple[str, ...]) -> Mapping[str, Entry]:
    """A name means the first entry that has it; with its family, first of all the entry whose id it is."""
    entries = supplied_first(entry for entry in edition.once(entries_of) if entry.family in families)
    named = [*(pair for entry in entries for pair in _by_id(entry)), *((n, e) for e in entries for n in _names(e))]
    return dict(reversed(named))


def _by_id(entry: Entry) -> Iterator[tuple[str, Entry]]:
    yield from ((f"{entry.family}/{plain_spelling(entry.record.id)}", entry), (entry.reference, entry))


def _names(entry: Entry) -> Iterator[str]:
    family = entry.reference.removesuffix(entry.record.id)
    for spelling in sorted(spellings_of(entry.record)):
        yield from (spelling, f"{entry.family}/{spelling}", f"{family}{spelling}")
