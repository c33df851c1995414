"""An edition amended: with rows that a ministry has and the source does not hold, or with other rules than its own."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors import InvalidArgument, InvalidSheet, Problem, UnknownRecord
from aiprocure.errors.messages import shown, unworded
from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.records import find_entry
from aiprocure.model.rules import Rule

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["PROPOSAL", "SUPPLIED", "redrawn", "supplemented"]

SUPPLIED = Source(
    SourceId("supplied"),
    Text("利用者が提供した調達チェックシート・契約チェックシート", "The check sheets that a user supplied"),
)

PROPOSAL = Source(
    SourceId("proposal"),
    Text(
        "この版の判定の行に代わる行（別の読み、又は改める案）",
        "Rows in place of the edition's own (another reading, or a proposal)",
    ),
)


def supplemented(edition: "Edition", rows: Iterable[SheetRow | Clause]) -> "Edition":
    """Return an edition with rows added; see :meth:`Edition.with_rows`."""
    given = sorted(_checked(rows), key=_by_place)
    sheet_rows = [row for row in given if isinstance(row, SheetRow)]
    clauses = [row for row in given if isinstance(row, Clause)]
    problems = (
        *_problems_of_sheet_rows(edition, sheet_rows),
        *_problems_of_clauses(edition, clauses),
        *_problems_of_origin(edition, given),
        *_problems_of_wording((*edition.sheet_rows, *sheet_rows)),
        *_problems_of_wording((*edition.clauses, *clauses)),
    )
    if problems:
        raise InvalidSheet(problems)
    more = attrs.evolve(edition, sheet_rows=_merged(edition, sheet_rows), clauses=_with_clauses(edition, clauses))
    sources = edition.sources if SUPPLIED in edition.sources else (*edition.sources, SUPPLIED)
    return edition if more == edition else attrs.evolve(more, sources=sources)


def _checked(rows: object) -> tuple[SheetRow | Clause, ...]:
    if not isinstance(rows, Iterable):
        raise InvalidArgument(f"expected rows of a check sheet, not {shown(rows)}")
    given = tuple(rows)
    for row in given:
        if not isinstance(row, SheetRow | Clause):
            raise InvalidArgument(f"expected rows of a check sheet, not {shown(row)}")
    return given


def _by_place(row: SheetRow | Clause) -> tuple[int, str]:
    return len(row.citation.place), row.citation.place


def _problems_of_sheet_rows(edition: "Edition", rows: list[SheetRow]) -> Iterator[Problem]:
    headlines: dict[int | None, str] = {
        row.number: row.requirement for row in edition.sheet_rows if row.number is not None and row.requirement
    }
    for row in rows:
        where = row.citation.place
        if row.number is None or row.number < 1:
            yield unworded(where, "a row without a number; number it as the sheet does")
        if not row.text.ja.strip():
            yield unworded(where, "an empty requirement; write what is demanded")
        if row.requirement is not None:
            cell = row.requirement_citation.place if row.requirement_citation else where
            try:
                headline = _headline(edition, row.requirement)
            except UnknownRecord:
                choices = ", ".join(f"{each.id} {each.mark}" for each in edition.requirements)
                yield unworded(cell, f"no headline {shown(row.requirement)}; choose from {choices}")
                continue
            if headlines.setdefault(row.number, headline) != headline:
                yield unworded(cell, f"row {row.number} under two headlines, {headlines[row.number]} and {headline}")


def _problems_of_clauses(edition: "Edition", clauses: list[Clause]) -> Iterator[Problem]:
    themes = [theme.id for theme in edition.themes]
    for clause in clauses:
        where = clause.citation.place
        if clause.number < 1:
            yield unworded(where, f"numbered {clause.number}; number it as the sheet does")
        if not all(text.ja.strip() for text in (clause.text, clause.heading, clause.content)):
            yield unworded(where, "an empty arrangement, heading or content; write what is to be settled")
        if clause.theme is not None and clause.theme not in themes:
            yield unworded(where, f"no theme {shown(clause.theme)}; choose from {', '.join(themes)}")


def _problems_of_origin(edition: "Edition", rows: list[SheetRow | Clause]) -> Iterator[Problem]:
    """What the source does not hold must not pass for its words."""
    known = {*edition.sheet_rows, *edition.clauses}
    for row in rows:
        if row not in known and (row.citation.document, row.citation.provenance) != (SUPPLIED.id, Provenance.SUPPLIED):
            yield unworded(row.citation.place, "not cited as supplied; cite the cell that it comes from")


def _problems_of_wording(rows: tuple[SheetRow | Clause, ...]) -> Iterator[Problem]:
    """A number given twice has to have the same words each time."""
    first: dict[int, SheetRow | Clause] = {}
    for row in rows:
        if row.number is not None and _words(first.setdefault(row.number, row)) != _words(row):
            other = first[row.number].citation
            elsewhere = other.place if other.document == SUPPLIED.id else other
            what = f"number {row.number} has other words at {elsewhere}; a number has one wording"
            yield unworded(row.citation.place, what)


def _with_clauses(edition: "Edition", clauses: list[Clause]) -> tuple[Clause, ...]:
    known = {clause.number for clause in edition.clauses}
    new = {clause.number: clause for clause in reversed(clauses) if clause.number not in known}
    named = (attrs.evolve(clause, id=ClauseId(str(number))) for number, clause in new.items())
    return tuple(sorted((*edition.clauses, *named), key=_supplied_last))


def _merged(edition: "Edition", rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    merged = list(edition.sheet_rows)
    for row in rows:
        linked = row if row.requirement is None else attrs.evolve(row, requirement=_headline(edition, row.requirement))
        position = next((i for i, known in enumerate(merged) if _is_same(known, row)), None)
        if position is None:
            merged.append(attrs.evolve(linked, id=SheetRowId(str(row.number))))
        else:
            merged[position] = _with_countermeasures(merged[position], linked)
    return tuple(sorted(merged, key=_supplied_last))


def _is_same(known: SheetRow, row: SheetRow) -> bool:
    """A row is known by its number or, where the source gives only its sentence, by that."""
    return known.number == row.number or (known.number is None and _words(known) == _words(row))


def _supplied_last(row: SheetRow | Clause) -> int:
    """What an edition was shipped with stays where it is; what is supplied follows by number."""
    return (row.number or 0) if row.citation.document == SUPPLIED.id else 0


def _with_countermeasures(row: SheetRow, more: SheetRow) -> SheetRow:
    known = {_measure(countermeasure) for countermeasure in row.countermeasures}
    added = tuple(each for each in more.countermeasures if _measure(each) not in known)
    linked = row if row.requirement is not None else more
    return attrs.evolve(
        row,
        number=more.number,
        countermeasures=(*row.countermeasures, *added),
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


def redrawn(edition: "Edition", rules: Iterable[Rule]) -> "Edition":
    """Return an edition with other rows; see :meth:`Edition.with_rules`."""
    given = _checked_rules(rules)
    if set(given) == set(edition.rules):
        return edition if given == edition.rules else attrs.evolve(edition, rules=given)
    known = {*edition.rules, *(rule for reading in edition.readings for rule in reading.rules)}
    rows = tuple(rule if rule in known else _supplied_rule(rule) for rule in given)
    sources = edition.sources if PROPOSAL in edition.sources else (*edition.sources, PROPOSAL)
    return attrs.evolve(edition, rules=rows, readings=(), sources=sources)


def _checked_rules(rules: object) -> tuple[Rule, ...]:
    if not isinstance(rules, Iterable):
        raise InvalidArgument(f"expected rows that decide, not {shown(rules)}")
    given = tuple(rules)
    for rule in given:
        if not isinstance(rule, Rule):
            raise InvalidArgument(f"expected rows that decide, not {shown(rule)}")
    return given


def _supplied_rule(rule: Rule) -> Rule:
    return attrs.evolve(rule, citation=Citation(PROPOSAL.id, rule.id, Provenance.SUPPLIED))
