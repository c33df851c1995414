"""An edition with the rows that a ministry has and the source does not hold."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors import InvalidArgument, InvalidSheet, Problem, UnknownRecord
from aiprocure.model.checklists import Clause, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Source, SourceId
from aiprocure.model.references import find_entry
from aiprocure.model.text import Text
from aiprocure.wording import shown

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["SUPPLIED", "supplemented"]

SUPPLIED = Source(
    SourceId("supplied"),
    Text("利用者が提供した調達チェックシート・契約チェックシート", "The check sheets that a user supplied"),
)


def supplemented(edition: "Edition", rows: Iterable[SheetRow | Clause]) -> "Edition":
    """Return an edition with rows added; see :meth:`Edition.with_rows`."""
    given = sorted(rows, key=_by_place) if _all_rows(rows := tuple(rows)) else []
    sheet_rows = [row for row in given if isinstance(row, SheetRow)]
    clauses = [row for row in given if isinstance(row, Clause)]
    problems = (
        *_problems_of_sheet_rows(edition, sheet_rows),
        *_problems_of_wording((*edition.sheet_rows, *sheet_rows)),
        *_problems_of_wording((*edition.clauses, *clauses)),
    )
    if problems:
        raise InvalidSheet(problems)
    known = {clause.number for clause in edition.clauses}
    new_clauses = {clause.number: clause for clause in reversed(clauses) if clause.number not in known}
    more = attrs.evolve(
        edition,
        sheet_rows=_merged(edition, sheet_rows),
        clauses=(*edition.clauses, *(new_clauses[number] for number in sorted(new_clauses))),
    )
    sources = edition.sources if SUPPLIED in edition.sources else (*edition.sources, SUPPLIED)
    return edition if more == edition else attrs.evolve(more, sources=sources)


def _all_rows(rows: tuple[object, ...]) -> bool:
    for row in rows:
        if not isinstance(row, SheetRow | Clause):
            raise InvalidArgument(f"expected rows of a check sheet, not {shown(row)}")
    return True


def _by_place(row: SheetRow | Clause) -> tuple[int, str]:
    return len(row.citation.place), row.citation.place


def _problems_of_sheet_rows(edition: "Edition", rows: list[SheetRow]) -> Iterator[Problem]:
    headlines: dict[int | None, str] = {}
    for row in rows:
        where = row.citation.place
        if row.number is None:
            yield Problem(where, "a row without a number; number it as the sheet does")
        if not row.text.ja.strip():
            yield Problem(where, "an empty requirement; write what is demanded")
        if row.requirement is not None:
            cell = row.requirement_citation.place if row.requirement_citation else where
            try:
                headline = _headline(edition, row.requirement)
            except UnknownRecord:
                choices = ", ".join(f"{each.id} {each.mark}" for each in edition.requirements)
                yield Problem(cell, f"no headline {shown(row.requirement)}; choose from {choices}")
                continue
            if headlines.setdefault(row.number, headline) != headline:
                yield Problem(cell, f"row {row.number} under two headlines, {headlines[row.number]} and {headline}")


def _problems_of_wording(rows: tuple[SheetRow | Clause, ...]) -> Iterator[Problem]:
    """A number given twice has to have the same words each time."""
    first: dict[int, SheetRow | Clause] = {}
    for row in rows:
        if row.number is not None and _words(first.setdefault(row.number, row)) != _words(row):
            other = first[row.number].citation
            elsewhere = other.place if other.document == SUPPLIED.id else other
            what = f"number {row.number} has other words at {elsewhere}; a number has one wording"
            yield Problem(row.citation.place, what)


def _merged(edition: "Edition", rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    merged: dict[int | None, SheetRow] = {row.number: row for row in edition.sheet_rows if row.number is not None}
    known = set(merged)
    for row in rows:
        linked = row if row.requirement is None else attrs.evolve(row, requirement=_headline(edition, row.requirement))
        before = merged.get(row.number)
        merged[row.number] = linked if before is None else _with_countermeasures(before, linked)
    kept = (row if row.number is None else merged[row.number] for row in edition.sheet_rows)
    new = sorted((row for number, row in merged.items() if number not in known), key=lambda row: row.number or 0)
    return (*kept, *(attrs.evolve(row, id=SheetRowId(str(row.number))) for row in new))


def _with_countermeasures(row: SheetRow, more: SheetRow) -> SheetRow:
    known = {_measure(countermeasure) for countermeasure in row.countermeasures}
    added = tuple(each for each in more.countermeasures if _measure(each) not in known)
    linked = row if row.requirement is not None else more
    return attrs.evolve(
        row,
        countermeasures=row.countermeasures + added,
        requirement=linked.requirement,
        requirement_citation=linked.requirement_citation,
    )


def _headline(edition: "Edition", written: str) -> RequirementId:
    return RequirementId(find_entry(edition, written, ("requirement",)).record.id)


def _words(row: SheetRow | Clause) -> tuple[str, ...]:
    texts = (row.text,) if isinstance(row, SheetRow) else (row.text, row.heading, row.content, row.note)
    return tuple(_folded(text) for text in texts)


def _measure(countermeasure: Countermeasure) -> tuple[str, ...]:
    return tuple(_folded(text) for text in (countermeasure.text, countermeasure.detail, countermeasure.evidence))


def _folded(text: Text | None) -> str:
    return "" if text is None else "".join(unicodedata.normalize("NFKC", text.ja).split())
