"""The tables in a CSV file or a workbook, a row at a time, each cell with its place."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from aiprocure.encoding.regular_files import read_regular_file
from aiprocure.encoding.text_encodings import decode
from aiprocure.errors import InvalidSheet, Problem
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Text
from aiprocure.files.axis_headings import is_outcome_heading
from aiprocure.files.workbooks.books import read_book
from aiprocure.files.workbooks.bounds import MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from aiprocure.files.workbooks.cells import Value
from aiprocure.files.workbooks.packages import read_content
from aiprocure.files.workbooks.worksheets import Worksheet

__all__ = ["Cell", "Row", "rows_of_text", "tables_in"]


@attrs.frozen
class Cell:
    """What a cell says, and how a problem with it names its place."""

    value: Value
    where: str
    line: int | None = None
    flaw: Problem | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        return self.flaw is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))

    def problem(self, problem: Problem) -> Problem:
        """Return a problem as one with this cell."""
        return attrs.evolve(problem, where=self.where, line=self.line)


@attrs.frozen
class Row:
    """A row of a table: its cells by their columns, each looked at only when it is asked for."""

    cell: Callable[[int], Cell]
    columns: Iterable[int]


def tables_in(file: Path) -> Iterator[Iterator[Row]]:
    """Yield the rows of a CSV file, or of each sheet of a workbook that has a column of outcomes."""
    if file.suffix.lower() == ".csv":
        yield rows_of_text(decode(read_regular_file(str(file), most_bytes=MOST_BYTES)))
        return
    for sheet in read_book(read_content(file), is_outcome_heading).worksheets:
        yield _rows_of_sheet(sheet)


def _rows_of_sheet(sheet: Worksheet) -> Iterator[Row]:
    """Yield the rows that a reader of a worksheet sees."""
    if sheet.beyond_row:
        raise InvalidSheet(Problem.of("row-too-low", sheet.title, most=MOST_ROWS))
    columns = [column for column in range(1, MOST_COLUMNS + 1) if column not in sheet.hidden_columns]

    def row_of(number: int) -> Row:
        def cell(column: int) -> Cell:
            found = sheet.cell(number, column)
            return Cell(found.value, found.place, flaw=found.flaw)

        return Row(cell, columns)

    yield from (row_of(number) for number in range(1, sheet.last_row + 1) if number not in sheet.hidden_rows)


def rows_of_text(text: str) -> Iterator[Row]:
    """Yield the rows of CSV, each cell placed by its line and its heading."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def row_of(line: int, cells: list[str]) -> Row:
        def cell(column: int) -> Cell:
            return Cell(cells[column] if column < len(cells) else "", pointer(column + 1), line)

        return Row(cell, range(min(len(cells), MOST_COLUMNS)))

    try:
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise InvalidSheet(attrs.evolve(Problem.of("row-too-low", most=MOST_ROWS), line=reader.line_num))
            yield row_of(reader.line_num, cells)
    except csv.Error:
        malformed = Problem.of("csv-row-malformed", what=Text("形式に合わない", "it does not follow the format"))
        raise InvalidSheet(attrs.evolve(malformed, line=reader.line_num)) from None
