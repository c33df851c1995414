"""The rows of a check sheet sorted: which begin an item, which continue one, and which are something else."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Literal, TypeAlias

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.errors.text import Text
from aiprocure.files.workbooks.bounds import MOST_COLUMNS, MOST_NOTES
from aiprocure.files.workbooks.cells import Cell, Value, place_name
from aiprocure.files.workbooks.headers import Header, header_rows, headers_in
from aiprocure.files.workbooks.headings import PROCUREMENT, names_check_sheet, nearest_heading
from aiprocure.files.workbooks.worksheets import Worksheet
from aiprocure.model.normalization import plain_spelling

__all__ = ["Items", "Line", "sort_rows"]

_LARGEST_NUMBER = 10_000
_LONGEST_NUMBER = 20
_MOST_FLAWED = 1_000
_MEASURE = "対策例"
_NUMBER = re.compile(
    r"(?:#|№|No\.?|項番|番号|第|[(\[〔【])?\s*([0-9]{1,5})(?:\.0+)?\s*(?:[.)\]〕】、。:]|番|号|項)?", re.IGNORECASE
)
_BRACKETED = re.compile(r"[(]?[0-9]+[)]")
_NOTES_BEGIN = re.compile(r"[(\[〔【<*※]*\s*(?:※|注|備考|留意|記載要領|凡例)")
_MEANT_AS_NUMBER = re.compile(r"(?:#|№|No\.?|[(+-])*\s*[0-9]", re.IGNORECASE)
_Kind: TypeAlias = Literal["item", "continued", "empty", "wrong-number", "without-text", "other"]


@attrs.frozen
class Line:
    """A row of a worksheet, as far as it belongs to an item: its cells by the names of their columns, and its own."""

    row: int
    cells: Mapping[str, Cell]
    own: tuple[tuple[str, Cell], ...]


@attrs.define
class _Numbering:
    """The numbers of the items so far, to tell a numbered list of notes from them."""

    words: dict[int, Value] = attrs.Factory(dict)
    after_notes: bool = False
    last_note: int | None = None

    def is_of_note(self, number: int, cells: Mapping[str, Cell]) -> bool:
        """Return whether a number begins or continues a list of notes: (1) below the item 19, or 1 below ※."""
        written = cells["number"].value
        is_bracketed = isinstance(written, str) and _BRACKETED.fullmatch(plain_spelling(written)) is not None
        if self.last_note is not None and number == self.last_note + 1:
            is_note = True
        elif self.after_notes:
            is_note = number in self.words and self.words[number] != cells["text"].value
        else:
            is_note = is_bracketed and bool(self.words) and number <= max(self.words)
        self.last_note, self.after_notes = (number if is_note else None), False
        if not is_note and not is_bracketed:
            self.words.setdefault(number, cells["text"].value)
        return is_note


@attrs.define
class Items:
    """The items of a check sheet, each its number and its lines, with the problems and notes met while sorting.

    ``headers`` are the rows that name the columns: the last one says where they stand below it.
    """

    sheet: Worksheet
    headers: list[Header]
    lines: list[tuple[int, list[Line]]] = attrs.Factory(list)
    problems: list[Problem] = attrs.Factory(list)
    notes: list[Problem] = attrs.Factory(list)
    _is_open: bool = False
    _is_used: bool = False
    _read: list[tuple[int, Header]] = attrs.Factory(list)
    _numbering: _Numbering = attrs.Factory(_Numbering)

    @property
    def header(self) -> Header:
        """The row that names the columns of the rows being read."""
        return self.headers[-1]

    def name_columns(self, found: list[Header]) -> None:
        """Take a row that names the columns again, in the same order or in another."""
        self._is_open = False
        for header in found:
            if header.table is not self.header.table:
                where = place_name(self.sheet.title, header.row, header.columns["text"])
                self.problems.append(Problem.of("two-check-sheets", where))
            elif attrs.evolve(header, row=self.header.row) == self.header:
                pass
            elif self._is_used:
                self.headers.append(header)
                self._is_used = False
            elif len(header.columns) >= len(self.header.columns):
                self.headers[-1] = header

    def sort(self, row: int) -> None:
        """Take the next row."""
        cells = {name: self.sheet.cell(row, column) for name, column in self.header.columns.items()}
        number = _number(cells["number"])
        kind = self._kind(row, cells, number)
        if kind not in ("empty", "other"):
            self._read.append((row, self.header))
        match kind:
            case "item":
                self.lines.append((number or 0, [self._line(row, cells)]))
                self._is_open = self._is_used = True
            case "continued":
                if cells["text"].is_absent and cells["number"].is_absent:
                    where = cells[_MEASURE].place
                    self.notes.append(Problem.of("row-continued", where, number=self.lines[-1][0]))
                self.lines[-1][1].append(self._line(row, cells))
                self._is_open = True
            case "wrong-number":
                first = cells["number"]
                problem = Problem.of("row-misnumbered", first.origin, value=first.value, most=_LARGEST_NUMBER)
                self._refuse(first.flaw or problem)
            case "without-text":
                what = _text_beside(number, self.header)
                self._refuse(Problem.of("nothing-written", cells["text"].origin, what=what))
            case "other":
                self._pass_over(row)
            case _:
                self._is_open = False

    def formulas(self) -> Iterator[Problem]:
        """Yield the formulas where columns are named and in the rows that are read: elsewhere, they do not matter."""
        for row, header in (*((header.row, header) for header in self.headers), *self._read):
            for column in (*header.columns.values(), *header.own):
                flaw = self.sheet.cell(row, column).flaw
                if flaw and flaw.code == "formula-cell":
                    yield flaw

    def _refuse(self, problem: Problem) -> None:
        self._is_open = False
        self.problems.append(problem)

    def _pass_over(self, row: int) -> None:
        """Note a row that is no part of an item, and whether it begins notes."""
        self._is_open = False
        column = min(self._written(row), default=min(self.header.columns.values()))
        seen = self.sheet.cell(row, column)
        if isinstance(seen.value, str) and _NOTES_BEGIN.match(plain_spelling(seen.value[:_LONGEST_NUMBER])):
            self._numbering.after_notes = True
        self.notes.append(Problem.of("row-passed-over", seen.place, value=seen.value))

    def _written(self, row: int) -> list[int]:
        """The columns of a row in which a reader sees something."""
        return [
            column
            for column in self.sheet.rows.get(row, {})
            if column not in self.sheet.hidden_columns and not self.sheet.cell(row, column).is_absent
        ]

    def skip(self) -> None:
        """Take a row that is hidden: what continues it does not continue the item before it."""
        self._is_open = False

    def _kind(self, row: int, cells: Mapping[str, Cell], number: int | None) -> _Kind:  # noqa: PLR0911  # a decision table
        first, text = cells["number"], cells["text"]
        others = [cell for name, cell in cells.items() if name not in ("number", "text")]
        if _repeats_header(cells):
            return "empty"
        if all(cell.is_absent for cell in cells.values()):
            return "other" if self._written(row) else "empty"
        if self._is_merged_with_item(first, text):
            return "continued"
        if first.origin == text.origin:
            return "other"
        if text.is_absent:
            if first.struck or text.struck:
                return "other"
            if number is not None:
                return "other" if all(cell.is_absent for cell in others) else "without-text"
            is_measure = _MEASURE in cells and not cells[_MEASURE].is_absent
            return "continued" if self._is_open and first.is_absent and is_measure else "other"
        if number is not None:
            return "other" if self._numbering.is_of_note(number, cells) else "item"
        return "wrong-number" if _is_meant_as_number(first) else "other"

    def _is_merged_with_item(self, number: Cell, text: Cell) -> bool:
        """Return whether a row shares a merged number with the item before it or, without a number, its words."""
        if not self.lines or number.origin == text.origin:
            return False
        before = self.lines[-1][1][-1].cells
        same_number, same_text = number.origin == before["number"].origin, text.origin == before["text"].origin
        return same_number or (same_text and number.is_absent)

    def _line(self, row: int, cells: Mapping[str, Cell]) -> Line:
        written = self.sheet.rows.get(row, {})
        own = (
            (name, cell)
            for column, name in self.header.own.items()
            if column in written or column in self.sheet.merged
            if not (cell := self.sheet.cell(row, column)).is_absent
        )
        return Line(row, cells, tuple(own))


def _repeats_header(cells: Mapping[str, Cell]) -> bool:
    """Return whether a row names the columns again, as the top of a new page may."""
    return names_check_sheet(cells["text"].value) and _number(cells["number"]) is None


def _number(cell: Cell) -> int | None:
    """Return the number that a cell holds, however it is written: 19, １９, ⑲, #19, No.19, (19), 19．"""
    value, number = cell.value, 0
    if isinstance(value, str) and len(value) <= _LONGEST_NUMBER:
        match = _NUMBER.fullmatch(plain_spelling(value))
        number = int(match.group(1)) if match else 0
    elif isinstance(value, int | float) and not isinstance(value, bool) and value == int(value):
        number = int(value)
    return number if 1 <= number <= _LARGEST_NUMBER and not cell.flaw else None


def _text_beside(number: int | None, header: Header) -> Text:
    """Return what the words beside a number are called in a table."""
    ja, en = ("要求事項", "requirement") if header.table is PROCUREMENT else ("取り決め事項", "arrangement")
    return Text(f"番号 {number} の{ja}", f"{en} beside number {number}")


def _is_meant_as_number(cell: Cell) -> bool:
    """Return whether a cell that holds no number of a row was to hold one: no note's mark, and no section's name."""
    if isinstance(cell.value, str) and not cell.flaw:
        return _MEANT_AS_NUMBER.match(plain_spelling(cell.value[:_LONGEST_NUMBER])) is not None
    return not cell.is_absent


def sort_rows(sheet: Worksheet, header: Header) -> Items:
    """Return the items below a header, and what else is to be said of the sheet."""
    if len(sheet.flaws) > _MOST_FLAWED:
        raise InvalidSheet(Problem.of("too-many-flaws", sheet.title, most=_MOST_FLAWED))
    items = Items(sheet, [header])
    named = {row: found for row in header_rows(sheet) if row > header.row and (found := headers_in(sheet, row))}
    for row in range(header.row + 1, sheet.last_row + 1):
        if row in named:
            items.name_columns(named[row])
        elif row in sheet.hidden_rows:
            items.skip()
        else:
            items.sort(row)
    items.problems += items.formulas()
    items.notes += [
        *_hidden(sheet, header),
        *islice(_struck(sheet, header), MOST_NOTES),
        *islice(_conditionally_struck(sheet), MOST_NOTES),
        *_columns(sheet, items),
    ]
    return items


def _hidden(sheet: Worksheet, header: Header) -> Iterator[Problem]:
    columns: set[int] = set()
    for row in sorted(row for row in sheet.rows if row >= header.row):
        written = [column for column, value in sheet.rows[row].items() if value is not None]
        if row in sheet.hidden_rows and written:
            place = row, min(written)
            yield Problem.of("hidden-row", place_name(sheet.title, *place))
        for column in (set(written) & sheet.hidden_columns) - columns:
            columns.add(column)
            value = sheet.rows[row][column]
            yield Problem.of("hidden-column", place_name(sheet.title, row, column), value=value)


def _struck(sheet: Worksheet, header: Header) -> Iterator[Problem]:
    for place, text in sheet.struck.items():
        if place[0] >= header.row and not sheet.is_hidden(place):
            yield Problem.of("struck-out", place_name(sheet.title, *place), value=text)


def _conditionally_struck(sheet: Worksheet) -> Iterator[Problem]:
    for place in sheet.conditionally_struck:
        yield Problem.of("struck-out-by-condition", f"{sheet.title}!{place}" if place else sheet.title)


def _columns(sheet: Worksheet, items: Items) -> Iterator[Problem]:
    """Yield what is to be said of columns: kept as the ministry's own, without a heading, or too far to the right."""
    named = set(sheet.hidden_columns)
    for header in items.headers:
        named |= {*header.columns.values(), *header.own}
        for column, name in header.own.items():
            near = nearest_heading(name, header.table)
            hint = Text(f"「{near}」の誤りでないかを確認すること。", f"; did you mean {near}?") if near else ""
            where = place_name(sheet.title, header.row, column)
            yield Problem.of("own-column", where, name=name, hint=hint)
    for row in (line.row for _, lines in items.lines for line in lines):
        for column in sorted(sheet.rows.get(row, {}).keys() - named):
            if sheet.cell(row, column).is_absent:
                continue
            named.add(column)
            yield Problem.of("unnamed-column", place_name(sheet.title, row, column))
    if sheet.beyond_column:
        where = place_name(sheet.title, *sheet.beyond_column)
        yield Problem.of("columns-beyond", where, most=MOST_COLUMNS)
