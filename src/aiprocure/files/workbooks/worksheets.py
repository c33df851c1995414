"""Worksheets as a reader sees them: their values, merged ranges followed, and what is hidden or struck out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.files.workbooks.bounds import MOST_COLUMNS, MOST_MERGED, MOST_ROWS
from aiprocure.files.workbooks.cells import Cell, Place, Value, column_number, place_name
from aiprocure.files.workbooks.dates import date_of, parsed_date
from aiprocure.files.workbooks.headings import names_check_sheet
from aiprocure.files.workbooks.strings import StringBuilder, StringItem, decoded
from aiprocure.files.workbooks.styles import PLAIN, Style, Styles
from aiprocure.files.workbooks.xml_reader import Budget, Part, is_true, read_xml

__all__ = ["HEADER_WITHIN", "Formats", "Worksheet", "read_worksheet"]

HEADER_WITHIN = 30
"""The rows that a check sheet's columns are named in."""
_MOST_COLUMN_RANGES = 16_384  # as many as a worksheet has columns
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,3})?|-?\.[0-9]+([eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile("-?[0-9]{1,15}")
_MAY_NAME = re.compile("[求決]")  # a letter of each heading that names a check sheet: few texts are looked at twice
_Flaw: TypeAlias = tuple[str, str]
"""The code of a problem, and the value that it shows."""
_Merged: TypeAlias = tuple[int, int, Place]
"""Of a merged range in one column: the first row, the last, and the first cell of the range."""


@attrs.frozen
class Formats:
    """What all worksheets of a workbook share: strings, the formats of cells, and the calendar of dates."""

    strings: Sequence[StringItem]
    styles: Styles
    since_1904: bool


@attrs.frozen
class Worksheet:
    """The cells of a worksheet within :data:`MOST_ROWS` rows and :data:`MOST_COLUMNS` columns.

    ``named`` are the cells that hold a heading that only the tables wanted have, check sheets or others.
    ``conditionally_struck`` are the ranges that a condition may strike out. ``beyond_row`` and
    ``beyond_column`` are the first cells outside.
    """

    title: str
    rows: Mapping[int, Mapping[int, Value]]
    struck: Mapping[Place, str]
    flaws: Mapping[Place, _Flaw]
    merged: Mapping[int, Sequence[_Merged]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    named: tuple[Place, ...]
    conditionally_struck: tuple[str, ...]
    beyond_row: Place | None
    beyond_column: Place | None
    since_1904: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, with the value of the first cell of the merged range that it is in."""
        first = self._origin(row, column)
        return Cell(
            self.rows.get(first[0], {}).get(first[1]),
            place_name(self.title, row, column),
            place_name(self.title, *first),
            self.flaw(first),
            self.struck.get(first, ""),
        )

    def flaw(self, place: Place) -> Problem | None:
        """Return why a cell's value cannot be read."""
        if place not in self.flaws:
            return None
        code, value = self.flaws[place]
        return Problem.of(code, place_name(self.title, *place), value=value)

    def is_hidden(self, place: Place) -> bool:
        """Return whether a cell is in a hidden row or column."""
        return place[0] in self.hidden_rows or place[1] in self.hidden_columns

    @property
    def last_row(self) -> int:
        """The last row that holds a value."""
        return max(self.rows, default=0)

    def _origin(self, row: int, column: int) -> Place:
        ranges = self.merged.get(column, ())
        position = bisect_right(ranges, row, key=lambda each: each[0]) - 1
        if position >= 0 and row <= ranges[position][1]:
            return ranges[position][2]
        return row, column


class _NoCheckSheetError(Exception):
    """Raised to stop reading a worksheet."""


@attrs.define
class _CellBuilder:
    """A cell while its elements are read."""

    place: Place
    kind: str
    style: Style
    written: list[str] = attrs.Factory(list)
    text: StringBuilder | None = None
    has_formula: bool = False
    in_value: bool = False


@attrs.define
class _Scan:
    """A worksheet while its XML is read. Rows and cells have to be in their order."""

    title: str
    formats: Formats
    names_table: Callable[[object], bool]
    rows: dict[int, dict[int, Value]] = attrs.Factory(dict)
    struck: dict[Place, str] = attrs.Factory(dict)
    flaws: dict[Place, _Flaw] = attrs.Factory(dict)
    merged: list[str] = attrs.Factory(list)
    hidden_rows: set[int] = attrs.Factory(set)
    hidden_columns: set[int] = attrs.Factory(set)
    column_styles: dict[int, Style] = attrs.Factory(dict)
    column_ranges: int = 0
    named: list[Place] = attrs.Factory(list)
    conditionally_struck: dict[str, None] = attrs.Factory(dict)
    range: str = ""
    beyond_row: Place | None = None
    beyond_column: Place | None = None
    within: str = ""
    seen_data: bool = False
    row: int = 0
    column: int = 0
    row_style: Style | None = None
    cell: _CellBuilder | None = None

    def begin(self, depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if depth == 2:  # noqa: PLR2004
            self._begin_section(tag, attributes)
        elif self.within == "sheetData":
            self._begin_in_data(depth, tag, attributes)
        elif depth == 3 and tag == "col":  # noqa: PLR2004
            self._take_columns(attributes)
        elif depth == 3 and tag == "mergeCell":  # noqa: PLR2004
            self.merged.append(attributes["ref"])
        elif tag in ("cfRule", "strike"):
            self._take_condition(tag, attributes)

    def _take_condition(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note a condition that strikes out: by one of the formats kept apart or, where newer, by one of its own."""
        struck = self.formats.styles.struck_by_condition
        if self.within == "conditionalFormatting" and tag == "cfRule":
            number = int(attributes.get("dxfId", -1))
            if 0 <= number < len(struck) and struck[number]:
                self.conditionally_struck[self.range] = None
        elif self.within == "extLst" and tag == "strike" and is_true(attributes.get("val", "1")):
            self.conditionally_struck[""] = None

    def _begin_section(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.within, self.range = tag, attributes.get("sqref", "").partition(" ")[0].partition(":")[0]
        if tag == "sheetData":
            if self.seen_data:
                raise ValueError
            self.seen_data = True

    def _begin_in_data(self, depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        if depth == 3:  # noqa: PLR2004
            self._begin_row(tag, attributes)
        elif self.cell is None:
            self._begin_cell(tag, attributes)
        else:
            self._begin_value(self.cell, tag, attributes)

    def _take_columns(self, attributes: Mapping[str, str]) -> None:
        self.column_ranges += 1
        if self.column_ranges > _MOST_COLUMN_RANGES:
            raise ValueError
        columns = range(max(int(attributes["min"]), 1), min(int(attributes["max"]), MOST_COLUMNS) + 1)
        if is_true(attributes.get("hidden")) or _is_zero(attributes.get("width")):
            self.hidden_columns.update(columns)
        if "style" in attributes:
            self.column_styles.update(dict.fromkeys(columns, self._style(attributes["style"])))

    def _begin_row(self, tag: str, attributes: Mapping[str, str]) -> None:
        row, self.column = int(attributes.get("r", self.row + 1)), 0
        if tag != "row" or row <= self.row:
            raise ValueError
        if row > HEADER_WITHIN and not self.named:
            raise _NoCheckSheetError
        self.row = row
        if is_true(attributes.get("hidden")) or _is_zero(attributes.get("ht")):
            self.hidden_rows.add(row)
        self.row_style = self._style(attributes["s"]) if is_true(attributes.get("customFormat")) else None

    def _begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        row, column = self.row, self.column + 1
        if "r" in attributes:
            row, column = _place(attributes["r"])
        if tag != "c" or row != self.row or column <= self.column:
            raise ValueError
        self.column = column
        if "s" in attributes:
            style = self._style(attributes["s"])
        else:
            style = self.row_style or self.column_styles.get(column, PLAIN)
        self.cell = _CellBuilder((row, column), attributes.get("t", "n"), style)

    def _style(self, number: str) -> Style:
        position = int(number)
        styles = self.formats.styles.cells
        return styles[position] if 0 <= position < len(styles) else PLAIN

    def _begin_value(self, cell: _CellBuilder, tag: str, attributes: Mapping[str, str]) -> None:
        if cell.text is not None:
            cell.text.begin(tag, attributes)
        elif tag == "f":
            cell.has_formula = True
        elif tag == "v":
            cell.in_value = True
        elif tag == "is":
            cell.text = StringBuilder()

    def take(self, characters: str) -> None:
        """Take characters."""
        if self.cell is None:
            return
        if self.cell.text is not None:
            self.cell.text.take(characters)
        elif self.cell.in_value:
            self.cell.written.append(characters)

    def end(self, depth: int, tag: str) -> None:
        """Take the end of an element."""
        if self.cell is not None:
            if depth == 4:  # noqa: PLR2004
                self._end_cell(self.cell)
                self.cell = None
            elif self.cell.text is not None:
                self.cell.text.end(tag)
            elif tag == "v":
                self.cell.in_value = False
        elif depth == 2 and tag == "sheetData" and not self.named:  # noqa: PLR2004
            raise _NoCheckSheetError

    def _end_cell(self, cell: _CellBuilder) -> None:
        row, column = cell.place
        if cell.text is None and not cell.written and not cell.has_formula:
            return
        if row > MOST_ROWS:
            self.beyond_row = self.beyond_row or cell.place
        elif column > MOST_COLUMNS:
            self.beyond_column = self.beyond_column or cell.place
        else:
            self._keep(cell)

    def _keep(self, cell: _CellBuilder) -> None:
        row, column = cell.place
        value = self._live(cell, cell.text.finish() if cell.text else self._value(cell, "".join(cell.written)))
        if cell.has_formula:
            self.flaws[cell.place] = "formula-cell", ""
        if value is not None or cell.place in self.flaws:
            self.rows.setdefault(row, {})[column] = value
        if isinstance(value, str) and (row <= HEADER_WITHIN or _MAY_NAME.search(value)) and self.names_table(value):
            self.named.append(cell.place)

    def _live(self, cell: _CellBuilder, value: Value | StringItem) -> Value:
        """Return what of a value is not struck out, and note what is."""
        if not isinstance(value, tuple):
            if value is None or not cell.style.is_struck:
                return value
            self.struck[cell.place] = str(value)
            return None
        struck = [(text, cell.style.is_struck if of_run is None else of_run) for text, of_run in value]
        if any(is_struck for _, is_struck in struck):
            self.struck[cell.place] = "".join(text for text, is_struck in struck if is_struck)
        return "".join(text for text, is_struck in struck if not is_struck) or None

    def _value(self, cell: _CellBuilder, written: str) -> Value | StringItem:
        plain = written.strip()
        value: Value | StringItem = None
        if cell.kind == "str":
            value = decoded(written)
        elif not plain:
            pass
        elif cell.kind == "b":
            value = plain == "1"
        elif cell.kind == "e":
            self.flaws[cell.place] = "error-cell", plain
        elif cell.kind == "d":
            value = self._date(cell, lambda: parsed_date(plain), plain)
        elif cell.kind == "s":
            value = self.formats.strings[_position(plain)]
        elif not _NUMBER.fullmatch(plain) or abs(float(plain)) == float("inf"):
            self.flaws[cell.place] = "malformed-number-cell", plain
        elif cell.style.is_date:
            value = self._date(cell, lambda: date_of(float(plain), since_1904=self.formats.since_1904), plain)
        else:
            value = int(plain) if _WHOLE.fullmatch(plain) else float(plain)
        return value

    def _date(self, cell: _CellBuilder, make: Callable[[], Value], written: str) -> Value:
        try:
            return make()
        except (ValueError, OverflowError):
            self.flaws[cell.place] = "malformed-date-cell", written
            return None


def _position(written: str) -> int:
    """Return a position in a list, none counted from its end."""
    position = int(written)
    if position < 0:
        raise ValueError
    return position


def _is_zero(written: str | None) -> bool:
    return written is not None and float(written) == 0


def _place(reference: str) -> Place:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError
    return int(match.group(2)), column_number(match.group(1))


def _by_column(title: str, references: list[str], last_row: int) -> dict[int, list[_Merged]]:
    """Return the merged ranges of each column from top to bottom, as far as there are rows and columns."""
    columns: dict[int, list[_Merged]] = {}
    count = 0
    for reference in references:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        if bottom < top or right < left:
            raise ValueError
        for column in range(left, min(right, MOST_COLUMNS) + 1):
            columns.setdefault(column, []).append((top, min(bottom, last_row), (top, left)))
            count += 1
        if count > MOST_MERGED:
            raise InvalidSheet(Problem.of("too-many-merged", title, most=MOST_MERGED))
    return {column: sorted(ranges) for column, ranges in columns.items()}


def read_worksheet(
    title: str, part: Part, formats: Formats, budget: Budget, names_table: Callable[[object], bool] = names_check_sheet
) -> Worksheet | None:
    """Return a worksheet, or None where nothing in its first rows names a table wanted: it is read no further then."""
    scan = _Scan(title, formats, names_table)
    try:
        read_xml(part, budget, scan.begin, scan.end, scan.take)
    except _NoCheckSheetError:
        return None
    if not scan.named:
        return None
    merged = _by_column(title, scan.merged, max(scan.rows))
    return Worksheet(
        title,
        scan.rows,
        scan.struck,
        scan.flaws,
        merged,
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        tuple(scan.named),
        tuple(scan.conditionally_struck),
        scan.beyond_row,
        scan.beyond_column,
        formats.since_1904,
    )
