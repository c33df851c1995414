"""The rows of check sheets as records that cite their cells."""

import datetime
import re
from collections.abc import Iterable, Iterator

import attrs

from aiprocure.errors import Choice, InvalidSheet, Problem
from aiprocure.errors.text import Text
from aiprocure.files.workbooks.books import read_book
from aiprocure.files.workbooks.bounds import MOST_NOTES, MOST_ROWS, MOST_TEXT, too_large
from aiprocure.files.workbooks.cells import Cell, Place, Value, place_in, place_name, unified
from aiprocure.files.workbooks.headers import Header, count_headings, find_header
from aiprocure.files.workbooks.headings import PROCUREMENT
from aiprocure.files.workbooks.items import Line, sort_rows
from aiprocure.files.workbooks.results import ReadSheet, Workbook
from aiprocure.files.workbooks.worksheets import HEADER_WITHIN, Worksheet
from aiprocure.model.amendments import CONTENT, HEADING
from aiprocure.model.check_sheets import (
    Clause,
    ClauseId,
    Countermeasure,
    OwnColumn,
    RequirementId,
    SheetRow,
    SheetRowId,
)
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.normalization import is_plain, plain_spelling

__all__ = ["read_check_sheets"]

_MEASURE = ("対策例", "対策例詳細", "裏付けとなる情報の例")
_BETWEEN = r"(?:[、,，・/;；~〜～\-‐–—&＆\s]|及び|並びに|又は|若しくは|と|から)"
_SEVERAL = re.compile(rf"[0-9]{{1,2}}{_BETWEEN}+[0-9]{{1,2}}(?![0-9])")
_TEXT = Choice("text", text=Text("文字列", "text"))
_CIRCLED = re.compile("[\u2460-\u2473\u24f5-\u24fe\u2776-\u277f\u3251-\u325f\u32b1-\u32bf]")


def read_check_sheets(content: bytes) -> Workbook:
    """Return what the check sheets of an .xlsx file say, or raise everything that is wrong with them at once."""
    book = read_book(content)
    hidden = [Problem.of("hidden-sheet", title) for title in book.hidden]
    reader = _Reader()
    for sheet in book.worksheets:
        if header := find_header(sheet):
            reader.read(sheet, header)
        else:
            hidden += _headings_without_header(sheet)
    if not reader.problems and not reader.sheets:
        raise InvalidSheet([Problem.of("no-check-sheet", rows=HEADER_WITHIN), *hidden])
    if reader.problems:
        raise InvalidSheet(dict.fromkeys(reader.problems))  # a merged cell is wrong once, however many rows it is in
    notes = (*hidden, *reader.passed_over)
    if len(notes) > MOST_NOTES:
        notes = (*notes[:MOST_NOTES], Problem.of("more-passed-over", most=MOST_NOTES))
    return Workbook(tuple(reader.rows), tuple(reader.sheets), notes)


def _headings_without_header(sheet: Worksheet) -> Iterator[Problem]:
    """Yield the headings of a check sheet that are hidden, or lack one beside them, where no header is to be seen."""
    is_hidden = any(map(sheet.is_hidden, sheet.named))
    for place in sheet.named:
        where = place_name(sheet.title, *place)
        if place[0] in sheet.hidden_rows:
            yield Problem.of("hidden-row", where)
        elif place[1] in sheet.hidden_columns:
            yield Problem.of("hidden-column", where, value=sheet.cell(*place).value)
        elif not is_hidden and count_headings(sheet, place[0]) > 1:
            yield Problem.of("heading-alone", where, value=sheet.cell(*place).value)


@attrs.define
class _Reader:
    """What was read so far, within the bounds of all check sheets together."""

    rows: list[SheetRow | Clause] = attrs.Factory(list)
    sheets: list[ReadSheet] = attrs.Factory(list)
    passed_over: list[Problem] = attrs.Factory(list)
    problems: list[Problem] = attrs.Factory(list)
    written: int = 0

    def read(self, sheet: Worksheet, header: Header) -> None:
        """Read one check sheet."""
        if sheet.beyond_row:
            where = place_name(sheet.title, *sheet.beyond_row)
            raise InvalidSheet(Problem.of("row-too-low", where, most=MOST_ROWS))
        items = sort_rows(sheet, header)
        if lacking := [problem for each in items.headers for problem in _lacking(sheet, each)]:
            self.problems += lacking
            return
        found = list(items.problems)
        make = _sheet_row if header.table is PROCUREMENT else _clause
        for number, lines in items.lines:
            self._count(lines)
            self.rows.append(attrs.evolve(make(number, lines, found), own_columns=_own_columns(lines, items.notes)))
            if len(self.rows) > MOST_ROWS:
                raise too_large(MOST_ROWS, "行数", "rows of check sheets")
        self.problems += sorted(found, key=_by_place)
        self.passed_over += sorted(items.notes, key=_by_place)
        self.sheets.append(
            ReadSheet(sheet.title, items.headers[0].row, tuple(lines[0].row for _, lines in items.lines))
        )

    def _count(self, lines: Iterable[Line]) -> None:
        cells = (cell for line in lines for cell in (*line.cells.values(), *(own for _, own in line.own)))
        self.written += sum(len(cell.value) for cell in cells if isinstance(cell.value, str))
        if self.written > MOST_TEXT:
            raise too_large(MOST_TEXT, "チェックシートの文字数", "characters of check sheets")


def _by_place(problem: Problem) -> Place:
    return place_in(problem.where)


def _lacking(sheet: Worksheet, header: Header) -> list[Problem]:
    where = place_name(sheet.title, header.row, header.columns["text"])
    return [
        Problem.of("sheet-column-missing", where, name=name, beside=header.table.text)
        for name in header.table.required
        if name not in header.columns
    ]


def _sheet_row(number: int, lines: list[Line], problems: list[Problem]) -> SheetRow:
    """Return an item of the procurement check sheet. Where something is wrong, that is added, and this is of no use."""
    text = lines[0].cells["text"]
    headline = _headline(_distinct(lines, "見出し"), problems)
    return SheetRow(
        SheetRowId(str(number)),
        _joined(_distinct(lines, "text"), problems) or Text(""),
        _citation(text),
        number,
        headline[0] if headline else None,
        _citation(headline[1]) if headline else None,
        _countermeasures(lines, problems),
    )


def _clause(number: int, lines: list[Line], problems: list[Problem]) -> Clause:
    """Return an item of the contract check sheet, likewise."""
    text = lines[0].cells["text"]

    def joined(column: str, what: Text | None = None) -> Text | None:
        cells = _distinct(lines, column)
        if not cells and what:
            problems.append(Problem.of("nothing-written", lines[0].cells[column].origin, what=what))
        return _joined(cells, problems)

    return Clause(
        ClauseId(str(number)),
        number,
        joined(HEADING.ja, HEADING) or Text(""),
        joined("text") or Text(""),
        joined(CONTENT.ja, CONTENT) or Text(""),
        _citation(text),
        joined("補足説明"),
    )


def _joined(cells: list[Cell], problems: list[Problem]) -> Text | None:
    """Return what cells say together: more than one where the number beside them is merged."""
    texts = [words.ja for cell in cells if (words := _text(cell, problems))]
    return Text("\n".join(texts)) if texts else None


def _distinct(lines: list[Line], column: str) -> list[Cell]:
    """Return the cells of a column that say something, a merged one once."""
    found: dict[str, Cell] = {}
    for line in lines:
        if column in line.cells and not line.cells[column].is_absent:
            found.setdefault(line.cells[column].origin, line.cells[column])
    return list(found.values())


def _text(cell: Cell, problems: list[Problem]) -> Text | None:
    """Return what a cell says, or nothing where it holds nothing that is text."""
    problem = cell.flaw or _problem_of_text(cell)
    if problem:
        problems.append(problem)
    return Text(unified(cell.value)) if isinstance(cell.value, str) and not problem else None


def _problem_of_text(cell: Cell) -> Problem | None:
    if not isinstance(cell.value, str):
        return Problem.of("wrong-type", cell.origin, value=cell.value, expected=[_TEXT])
    if not is_plain(unified(cell.value)):
        return Problem.of("hidden-characters", cell.origin, value=cell.value)
    return None


def _headline(cells: list[Cell], problems: list[Problem]) -> tuple[RequirementId, Cell] | None:
    """Return the one headline that an item falls under, with its cell."""
    found: dict[str, Cell] = {}
    for cell in cells:
        is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        as_text = attrs.evolve(cell, value=f"{cell.value:g}") if is_number else cell  # 14 is as good as the text
        text = _text(as_text, problems)
        if text is None:
            continue
        plain = plain_spelling(text.ja)
        if len(_CIRCLED.findall(text.ja)) > 1 or _SEVERAL.match(plain):
            problems.append(Problem.of("several-headlines", cell.origin, value=text.ja))
        begins = re.match(r"[0-9]{1,2}(?![0-9])", plain)  # a headline may be written with its words: ⑭ 公平性と…
        found.setdefault(begins.group() if begins else plain, cell)
    if len(found) > 1:
        written = "、".join(str(cell.value) for cell in found.values())
        problems.append(Problem.of("several-headlines", next(iter(found.values())).origin, value=written))
    return next(((RequirementId(name), cell) for name, cell in found.items()), None)


def _countermeasures(lines: list[Line], problems: list[Problem]) -> tuple[Countermeasure, ...]:
    found: dict[tuple[str, ...], Countermeasure] = {}
    for line in lines:
        given = {name: line.cells[name] for name in _MEASURE if name in line.cells}
        if all(cell.is_absent for cell in given.values()):
            continue
        measure = line.cells.get("対策例")
        first = next(iter(given.values()))
        if measure is None or measure.is_absent:
            problems.append(Problem.of("countermeasure-missing", first.origin))
        text, detail, evidence = (_text_of(line.cells.get(name), problems) for name in _MEASURE)
        written = tuple(cell.origin for cell in given.values() if not cell.is_absent)  # merged ones count once
        found.setdefault(written, Countermeasure(text or Text(""), _citation(first), detail, evidence))
    return tuple(found.values())


def _text_of(cell: Cell | None, problems: list[Problem]) -> Text | None:
    return None if cell is None or cell.is_absent else _text(cell, problems)


def _own_columns(lines: list[Line], notes: list[Problem]) -> tuple[OwnColumn, ...]:
    """Return what a ministry's own columns say; what cannot be read there is noted, and no reason to refuse."""
    cells = {(name, cell.origin): cell for line in lines for name, cell in line.own}
    found: list[OwnColumn] = []
    for (name, _), cell in cells.items():
        words = attrs.evolve(cell, value=_written(cell.value))
        if text := _text(words, notes):
            found.append(OwnColumn(Text(name), text))
    return tuple(found)


def _written(value: Value) -> str:
    """Return a value of any type as it might be written by hand."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}"
        case datetime.date() | datetime.time():
            return _date_written(value)
        case _:
            return str(value)


def _date_written(value: datetime.date | datetime.time) -> str:
    return value.isoformat(" ", "minutes") if isinstance(value, datetime.datetime) else value.isoformat()


def _citation(cell: Cell) -> Citation:
    return Citation(SourceId("supplied"), cell.place, Provenance.SUPPLIED)
