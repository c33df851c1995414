"""An edition amended: with rows that a ministry has and the source does not hold, or with other rules than its own."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from aiprocure.errors import Choice, InvalidArgument, InvalidSheet, Problem
from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import (
    Clause,
    ClauseId,
    Countermeasure,
    OwnColumn,
    RequirementId,
    SheetRow,
    SheetRowId,
)
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.normalization import LONGEST_SPELLING, is_blank, plain_spelling
from aiprocure.model.records import spellings_of
from aiprocure.model.representation import in_both_languages
from aiprocure.model.rules import Rule

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = [
    "CONTENT",
    "HEADING",
    "LARGEST_NUMBER",
    "PROPOSAL",
    "SUPPLIED",
    "Difference",
    "add_rows",
    "find_differences",
    "replace_rules",
]

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

LARGEST_NUMBER = 10_000
_HEADLINE = Text("見出し", "headline")
_THEME = Text("主題", "theme")
HEADING = Text("契約時の項目", "heading")
_ARRANGEMENT = Text("取り決め事項", "arrangement")
CONTENT = Text("契約書に盛り込む条項内容例", "example of a clause")
_Row: TypeAlias = SheetRow | Clause
_R = TypeVar("_R", SheetRow, Clause)
_Passages: TypeAlias = Mapping[str, Text | None]
_ByWords: TypeAlias = dict[tuple[int | None, tuple[str, ...]], dict[str, _R]]


@attrs.frozen
class Difference:
    """A passage of a row that a ministry has adapted, beside what the source says there."""

    source: str
    """The source's row, by family and id: ``sheet-row/19``."""
    supplied: str
    """The ministry's version of it: ``sheet-row/19-supplied``."""
    field: str
    """Which passage differs: ``text``; of a row also ``requirement``, the headline that it falls under; of a clause
    also ``heading``, ``content`` or ``note``."""
    source_text: Text | None
    supplied_text: Text | None
    where: str
    """The sheet and cell of the ministry's row."""


def add_rows(edition: "Edition", rows: Iterable[_Row]) -> "Edition":
    """Return an edition with rows added; see :meth:`Edition.with_rows`.

    A row that has a number and the words of the source adds countermeasures and a ministry's own columns to the
    source's row. A row that has the number alone, or another headline, is the ministry's version of it, and gets an id
    of its own: ``19-supplied``. Nothing of a row may be
    cited to the source, at any depth, unless the source's row holds it already.
    """
    given = sorted(_checked(rows), key=_by_place)
    sheet_rows = _with_headlines(edition, [row for row in given if isinstance(row, SheetRow)])
    clauses = [row for row in given if isinstance(row, Clause)]
    problems = (
        *_problems_of_sheet_rows(edition, sheet_rows),
        *_problems_of_clauses(edition, clauses),
        *_problems_of_origin(edition.sheet_rows, sheet_rows),
        *_problems_of_origin(edition.clauses, clauses),
        *_problems_of_wording(edition.sheet_rows, sheet_rows),
        *_problems_of_wording(edition.clauses, clauses),
    )
    if problems:
        raise InvalidSheet(problems)
    more = attrs.evolve(
        edition,
        sheet_rows=_with_sheet_rows(edition, sheet_rows),
        clauses=_with_clauses(edition.clauses, clauses),
    )
    sources = edition.sources if SUPPLIED in edition.sources else (*edition.sources, SUPPLIED)
    return edition if more == edition else attrs.evolve(more, sources=sources)


def find_differences(edition: "Edition") -> tuple[Difference, ...]:
    """Return how the rows that a ministry has adapted differ from the source's, in the order of the edition.

    >>> from aiprocure import editions
    >>> find_differences(editions.load("2025-05-27"))
    ()
    """
    named = {each.id: in_both_languages(each) for each in edition.requirements}

    def sheet_row(row: SheetRow) -> _Passages:
        return {"text": row.text, "requirement": named[row.requirement] if row.requirement else None}

    def clause(row: Clause) -> _Passages:
        return {"text": row.text, "heading": row.heading, "content": row.content, "note": row.note}

    return (
        *_differences_in("sheet-row", edition.sheet_rows, sheet_row),
        *_differences_in("clause", edition.clauses, clause),
    )


def _differences_in(family: str, rows: tuple[_R, ...], passages_of: Callable[[_R], _Passages]) -> Iterator[Difference]:
    by_id: dict[str, _R] = {row.id: row for row in rows}
    for row in rows:
        source = by_id.get(str(row.number))
        if source is None or row.id != _id_of_version(row):
            continue
        passages = passages_of(row)
        for field, before in passages_of(source).items():
            after = passages[field]
            if _folded(before) != _folded(after):
                names = (f"{family}/{source.id}", f"{family}/{row.id}")
                yield Difference(*names, field, before, after, row.citation.place)


def _id_of_version(row: _Row) -> str:
    """The id of a ministry's version of a row that the source numbers as well."""
    return f"{row.number}-{SUPPLIED.id}"


def _checked(rows: object) -> tuple[_Row, ...]:
    given = tuple(rows) if isinstance(rows, Iterable) else (rows,)
    for row in given:
        if not isinstance(row, SheetRow | Clause):
            raise InvalidArgument(_wrong_type(row, SheetRow, Clause))
    return given


def _wrong_type(value: object, *kinds: type[object]) -> Problem:
    return Problem.of("wrong-type", value=value, expected=[Choice(kind.__name__) for kind in kinds])


def _by_place(row: _Row) -> tuple[int, str]:
    return len(row.citation.place), row.citation.place


def _problems_of_sheet_rows(edition: "Edition", rows: list[SheetRow]) -> Iterator[Problem]:
    first: dict[int | None, str] = {
        row.number: row.requirement
        for row in edition.sheet_rows
        if row.number is not None and row.requirement and not _is_numbered_by_source(row)
    }
    known = {each.id for each in edition.requirements}
    for row in rows:
        yield from _problems_of_number(row)
        yield from _problems_of_blank(row.citation, Text("要求事項", "requirement"), row.text)
        for each in row.countermeasures:
            yield from _problems_of_blank(each.citation, Text("対策例", "countermeasure"), each.text)
        if row.requirement is not None:
            cell, headline = (row.requirement_citation or row.citation).place, row.requirement
            if headline not in known:
                choices = [Choice(each.id, each.mark) for each in edition.requirements]
                yield Problem.of("no-such-record", cell, value=row.requirement, expected=choices, kind=_HEADLINE)
            elif row.number is not None and first.setdefault(row.number, headline) != headline:
                yield Problem.of("two-headlines", cell, value=row.number, first=first[row.number], second=headline)


def _problems_of_clauses(edition: "Edition", clauses: list[Clause]) -> Iterator[Problem]:
    themes = [Choice(theme.id) for theme in edition.themes]
    for clause in clauses:
        yield from _problems_of_number(clause)
        for what, text in ((_ARRANGEMENT, clause.text), (HEADING, clause.heading), (CONTENT, clause.content)):
            yield from _problems_of_blank(clause.citation, what, text)
        if clause.theme is not None and clause.theme not in {theme.id for theme in themes}:
            yield Problem.of("no-such-record", clause.citation.place, value=clause.theme, expected=themes, kind=_THEME)


def _problems_of_number(row: _Row) -> Iterator[Problem]:
    number, where = row.number, row.citation.place
    if number is None:
        yield Problem.of("row-unnumbered", where)
    elif not 1 <= number <= LARGEST_NUMBER:
        yield Problem.of("row-misnumbered", where, value=number, most=LARGEST_NUMBER)


def _problems_of_blank(citation: Citation, what: Text, text: Text) -> Iterator[Problem]:
    if is_blank(text.ja):
        yield Problem.of("nothing-written", citation.place, what=what)


def _problems_of_origin(known: tuple[_R, ...], rows: list[_R]) -> Iterator[Problem]:
    """What the source does not hold must not pass for its words, at any depth."""
    by_words = _by_words(known)
    for row in rows:
        same = _same_in(by_words, row)
        if row != same:
            for citation in _added_citations(row, same):
                if (citation.document, citation.provenance) != (SUPPLIED.id, Provenance.SUPPLIED):
                    yield Problem.of("not-cited-as-supplied", citation.place)


def _added_citations(row: _Row, same: _Row | None) -> Iterator[Citation]:
    """The citations of all that a row adds to the row that is the same, or to the edition where there is none."""
    yield row.citation
    link = row.requirement_citation if isinstance(row, SheetRow) else row.theme_citation
    if link is not None and (same is None or _link(same) is None):
        yield link
    if isinstance(row, SheetRow):
        held = same.countermeasures if isinstance(same, SheetRow) else ()
        yield from (each.citation for each in row.countermeasures if each not in held)


def _problems_of_wording(known: tuple[_R, ...], rows: list[_R]) -> Iterator[Problem]:
    """A number has one wording among the rows of a ministry, those given now and those given before."""
    by_words = _by_words(known)
    before = {row.number: row for row in known if not _is_numbered_by_source(row)}
    first: dict[int | None, _R] = {}
    for row in rows:
        if row.number is not None:
            others = [first.setdefault(row.number, row)]
            if row.number in before and _same_in(by_words, row) is None:
                others.append(before[row.number])
            other = next((each for each in others if _words(each) != _words(row)), None)
            if other is not None:
                place = other.citation.place if other.citation.document == SUPPLIED.id else other.citation
                yield Problem.of("two-wordings", row.citation.place, value=row.number, other=place)


def _is_numbered_by_source(row: _Row) -> bool:
    """Whether the number is the source's own: the source's rows that a ministry has numbered keep their own ids."""
    return row.citation.provenance is not Provenance.SUPPLIED and row.id == str(row.number)


def _by_words(rows: Iterable[_R]) -> _ByWords[_R]:
    """Rows by number and words, and those that are the same by id."""
    found: _ByWords[_R] = {}
    for row in rows:
        found.setdefault((row.number, _words(row)), {})[row.id] = row
    return found


def _same_in(by_words: _ByWords[_R], row: _R) -> _R | None:
    """The row that has the same number and words or, where the source gives only its sentence, the same words."""
    for number in (row.number, None):
        for each in by_words.get((number, _words(row)), {}).values():
            if not _is_placed_otherwise(row, each):
                return each
    return None


def _is_placed_otherwise(row: _Row, source: _Row) -> bool:
    """Whether a ministry has put a row of the source under another headline, or under another theme."""
    links = (_link(row), _link(source))
    return None not in links and links[0] != links[1] and _is_numbered_by_source(source)


def _with_sheet_rows(edition: "Edition", rows: list[SheetRow]) -> tuple[SheetRow, ...]:
    merged = {row.id: row for row in edition.sheet_rows}
    by_words = _by_words(edition.sheet_rows)
    measures: dict[SheetRowId, list[Countermeasure]] = {}
    for row in rows:
        citation = None if row.requirement is None else row.requirement_citation or row.citation
        linked = attrs.evolve(row, requirement_citation=citation, countermeasures=())
        same = _same_in(by_words, row)
        if same is None:
            after = _as_new(linked, merged)
        else:
            by_words.pop((None, _words(row)), None)  # a sentence of the source has one number, and now it has it
            after = _numbered_and_linked(same, linked)
        merged[after.id] = by_words.setdefault((row.number, _words(row)), {})[after.id] = after
        measures.setdefault(after.id, []).extend(row.countermeasures)
    for id_, added in measures.items():
        merged[id_] = _with_countermeasures(merged[id_], added)
    return tuple(sorted(merged.values(), key=_supplied_last))


def _with_headlines(edition: "Edition", rows: list[SheetRow]) -> list[SheetRow]:
    """The rows with the ids of their headlines; what means no headline stays as it is written."""
    headlines = _headlines_of(edition, rows)
    return [attrs.evolve(row, requirement=headlines[row.requirement] or row.requirement) for row in rows]


def _headlines_of(edition: "Edition", rows: Iterable[SheetRow]) -> Mapping[str | None, RequirementId | None]:
    """The headline that each spelling of one means; None for a spelling that means none, and for no spelling.

    A spelling is one that :meth:`Edition.find` reads; all are looked up in one table, however many are unknown.
    """
    family = f"{edition.code.lower()}/{edition.id}/requirement"
    known = {
        name: requirement.id
        for requirement in edition.requirements
        for spelling in spellings_of(requirement)
        for name in (spelling, f"requirement/{spelling}", f"{family}/{spelling}")
    }
    found: dict[str | None, RequirementId | None] = {None: None}
    for written in {row.requirement for row in rows if row.requirement is not None}:
        plain = plain_spelling(written) if len(written) <= LONGEST_SPELLING else ""
        found[written] = known.get(plain) or known.get("/".join(plain.split(maxsplit=1)))
    return found


def _as_new(row: SheetRow, known: Mapping[SheetRowId, SheetRow]) -> SheetRow:
    """A row under an id of its own; a ministry's version falls under the headline of the source's row."""
    source = known.get(SheetRowId(str(row.number)))
    if source is None:
        return attrs.evolve(row, id=SheetRowId(str(row.number)))
    version = attrs.evolve(row, id=SheetRowId(_id_of_version(row)))
    if row.requirement is not None or source.requirement is None:
        return version
    return attrs.evolve(version, requirement=source.requirement, requirement_citation=row.citation)


def _with_clauses(known: tuple[Clause, ...], clauses: list[Clause]) -> tuple[Clause, ...]:
    merged = {clause.id: clause for clause in known}
    by_words = _by_words(known)
    for clause in clauses:
        same = _same_in(by_words, clause)
        if same is not None:
            added = attrs.evolve(merged[same.id], own_columns=_own_columns(merged[same.id], clause))
            merged[same.id] = by_words[clause.number, _words(clause)][same.id] = added
        else:
            source = merged.get(ClauseId(str(clause.number)))
            id_ = ClauseId(str(clause.number) if source is None else _id_of_version(clause))
            theme = clause.theme if clause.theme is not None or source is None else source.theme
            citation = None if theme is None else clause.theme_citation or clause.citation
            added = attrs.evolve(clause, id=id_, theme=theme, theme_citation=citation)
            merged[id_] = by_words.setdefault((clause.number, _words(clause)), {})[id_] = added
    return tuple(sorted(merged.values(), key=_supplied_last))


def _supplied_last(row: _Row) -> int:
    """What an edition was shipped with stays where it is; what is supplied follows by number."""
    return (row.number or 0) if row.citation.document == SUPPLIED.id else 0


def _numbered_and_linked(row: SheetRow, more: SheetRow) -> SheetRow:
    """A row with the number, the headline and the ministry's own columns that it did not have."""
    linked = row if row.requirement is not None else more
    return attrs.evolve(
        row,
        number=more.number,
        requirement=linked.requirement,
        requirement_citation=linked.requirement_citation,
        own_columns=_own_columns(row, more),
    )


def _own_columns(row: _Row, more: _Row) -> tuple[OwnColumn, ...]:
    """What a ministry's own columns say of a row, each thing once."""
    return tuple(dict.fromkeys((*row.own_columns, *more.own_columns)))


def _with_countermeasures(row: SheetRow, added: Iterable[Countermeasure]) -> SheetRow:
    """A row with the countermeasures that are new to it."""
    known = {_measure(each) for each in row.countermeasures}
    new: dict[tuple[str, ...], Countermeasure] = {}
    for each in added:
        new.setdefault(_measure(each), each)
    kept = (each for key, each in new.items() if key not in known)
    return attrs.evolve(row, countermeasures=(*row.countermeasures, *kept))


def _link(row: _Row) -> str | None:
    """The headline or the theme that a row falls under."""
    return row.requirement if isinstance(row, SheetRow) else row.theme


def _words(row: _Row) -> tuple[str, ...]:
    texts = (row.text,) if isinstance(row, SheetRow) else (row.text, row.heading, row.content, row.note)
    return tuple(_folded(text) for text in texts)


def _measure(countermeasure: Countermeasure) -> tuple[str, ...]:
    return tuple(_folded(text) for text in (countermeasure.text, countermeasure.detail, countermeasure.evidence))


def _folded(text: Text | None) -> str:
    """A passage without white space and whatever the width of its characters, which make no other words."""
    return "" if text is None else "".join(unicodedata.normalize("NFKC", text.ja).split())


def replace_rules(edition: "Edition", rules: Iterable[Rule]) -> "Edition":
    """Return an edition with other rules; see :meth:`Edition.with_rules`."""
    given = _checked_rules(rules)
    if set(given) == set(edition.rules):
        return edition if given == edition.rules else attrs.evolve(edition, rules=given)
    known = {*edition.rules, *(rule for reading in edition.readings for rule in reading.rules)}
    rows = tuple(rule if rule in known else _supplied_rule(rule) for rule in given)
    sources = edition.sources if PROPOSAL in edition.sources else (*edition.sources, PROPOSAL)
    return attrs.evolve(edition, rules=rows, readings=(), sources=sources)


def _checked_rules(rules: object) -> tuple[Rule, ...]:
    given = tuple(rules) if isinstance(rules, Iterable) else (rules,)
    for rule in given:
        if not isinstance(rule, Rule):
            raise InvalidArgument(_wrong_type(rule, Rule))
    return given


def _supplied_rule(rule: Rule) -> Rule:
    return attrs.evolve(rule, citation=Citation(PROPOSAL.id, rule.id, Provenance.SUPPLIED))
