"""CSV files, read some rows at a time."""

import csv
import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, BinaryIO, TypeAlias

import attrs
import pyarrow as pa

from aiprocure.encoding.regular_files import reason_of
from aiprocure.encoding.text_encodings import decode
from aiprocure.errors import InvalidData, InvalidTable, Problem, Text
from aiprocure.frames.inventories.chunk import Chunk, unique_names
from aiprocure.frames.inventories.limits import (
    CHUNK_BYTES,
    CHUNK_CELLS,
    LONGEST_ROW,
    MOST_BLANK_ROWS,
    MOST_RAGGED,
)

__all__ = ["BOM", "read_csv"]

BOM = b"\xef\xbb\xbf"
_HOW = Text(
    "Excelでは、「CSV UTF-8」の形式で保存すること。通常の「CSV」はShift_JISである。",
    "have Excel save it as CSV UTF-8, not as the plain CSV (Shift_JIS)",
)
_ROWS_BELOW = 10
"""How many rows below the header are looked at for a header that is there instead."""

_OTHER_SEPARATORS = {
    "\t": Text("タブ", "tabs"),
    ";": Text("セミコロン", "semicolons"),
    "，": Text("全角のコンマ（，）", "full-width commas"),
}
_IN_EXCEL = Text("Excelでは、「CSV UTF-8」の形式で保存すること。", "; Excel's format for it is CSV UTF-8")
_MALFORMED = {
    "unexpected end": Text("引用符が閉じていない", "a quote is not closed"),
    "expected after": Text("閉じた引用符の後に文字がある", "characters follow a closing quote"),
    "new-line character": Text("改行がCRのみである", "lines end in CR alone"),
    "larger than": Text("セルが長過ぎる", "a cell is too long"),
}
_OTHERWISE = Text("形式に合わない", "it does not follow the format")

Row: TypeAlias = tuple[int, Sequence[str]]
"""The cells of a row, after its number: rows are counted from 1 as a spreadsheet does, also with line ends in cells."""


def read_csv(stream: BinaryIO) -> Iterator[Chunk]:
    """Yield the rows of a CSV file in UTF-8, chunk by chunk; the first has none, but shows those below the header."""
    total = os.fstat(stream.fileno()).st_size
    if stream.read(len(BOM)) != BOM:
        stream.seek(0)
    lines = _Lines(stream)
    rows = _rows(lines)
    number, headings = next(rows, (1, []))
    below = list(islice(rows, _ROWS_BELOW))
    _require_commas(number, headings, below)
    _require_no_title(number, headings, below)
    header = _Header(tuple(headings), tuple(unique_names(headings, number)))
    yield header.chunk([], lines.read, total, below)
    ragged: list[Problem] = []
    chunk: list[Row] = []
    begin = 0
    for number, written in chain(below, rows):
        cells = _fitted(written, headings)
        if len(cells) != len(headings):
            ragged.append(_problem("row-ragged", number, count=len(cells), expected_count=len(headings)))
            if len(ragged) == MOST_RAGGED:
                raise InvalidTable([*ragged, _problem("stopped-here", number)])
        elif not ragged:
            chunk.append((number, cells))
        if lines.read - begin >= CHUNK_BYTES or len(chunk) * len(headings) >= CHUNK_CELLS:
            yield header.chunk(chunk, lines.read, total)
            chunk, begin = [], lines.read
    if ragged:
        raise InvalidTable(ragged)
    yield header.chunk(chunk, total, total)


@attrs.frozen
class _Header:
    """The first row of a file, and the names that its columns get."""

    headings: tuple[str, ...]
    names: tuple[str, ...]

    def chunk(self, rows: Sequence[Row], done: int, total: int, below: Sequence[Row] = ()) -> Chunk:
        columns = zip(*(cells for _, cells in rows), strict=True) if rows else [()] * len(self.names)
        arrays = [pa.array(column, pa.string()) for column in columns]
        numbers = [number for number, _ in rows]
        return Chunk(pa.table(arrays, names=list(self.names)), self.headings, numbers.__getitem__, done, total, below)


@attrs.define
class _Lines:
    """The lines of a text in UTF-8, one after the other, as long as no row of theirs is too long."""

    stream: BinaryIO
    row: int = 1
    """The number of the row that the next line belongs to, as a spreadsheet counts."""
    read: int = 0
    row_from: int = 0
    """How much had been read where that row began."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self.stream.readline(LONGEST_ROW + 1)
        except OSError as error:
            raise InvalidTable(_problem("cannot-be-read", self.row, why=reason_of(error))) from None
        if not line:
            raise StopIteration
        self.read += len(line)
        if self.read - self.row_from > LONGEST_ROW:
            raise InvalidTable(_problem("row-too-long", self.row, most=LONGEST_ROW))
        try:
            return decode(line) if b"\0" in line else line.decode()
        except (InvalidData, UnicodeDecodeError):
            raise InvalidTable(_not_utf_8(line, self.row)) from None

    def next_row(self) -> None:
        """Count a row that has been read to its end."""
        self.row += 1
        self.row_from = self.read


def _rows(lines: _Lines) -> Iterator[Row]:
    """Yield the rows with their numbers, but for blank ones."""
    reader = csv.reader(lines, strict=True)
    blank = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InvalidTable(_problem("csv-row-malformed", lines.row, what=_reason(error))) from None
        if cells is None:
            return
        number = lines.row
        lines.next_row()
        if any(cells) and any(cell.strip() for cell in cells):
            yield number, cells
        elif (blank := blank + 1) > MOST_BLANK_ROWS:
            raise InvalidTable(_problem("too-many-blank-rows", number, most=MOST_BLANK_ROWS))


def _fitted(cells: Sequence[str], headings: Sequence[str]) -> Sequence[str]:
    """Return cells without blank ones beyond the header, and with those left out below no heading."""
    count = len(headings)
    if len(cells) > count and not any(cell.strip() for cell in cells[count:]):
        return cells[:count]
    if len(cells) < count and not any(heading.strip() for heading in headings[len(cells) :]):
        return [*cells, *[""] * (count - len(cells))]
    return cells


def _require_commas(number: int, headings: Sequence[str], below: Sequence[Row]) -> None:
    """Raise :class:`InvalidTable` where the first rows are one cell each, with other separators than commas."""
    first = [headings, *(cells for _, cells in below[:1])]
    for separator, name in _OTHER_SEPARATORS.items():
        if all(len(cells) == 1 and separator in cells[0] for cells in first):
            raise InvalidTable(_problem("csv-separator", number, value=headings[0], separator=name))


def _require_no_title(number: int, headings: Sequence[str], below: Sequence[Row]) -> None:
    """Raise :class:`InvalidTable` where the first row has one cell that says something, and the next one has more."""
    said = [cell for cell in headings if cell.strip()]
    more = [row for row, cells in below[:1] if sum(bool(cell.strip()) for cell in cells) > 1]
    if len(said) == 1 and more:
        raise InvalidTable(_problem("title-above-header", number, value=said[0], header=more[0]))


def _not_utf_8(line: bytes, row: int) -> Iterator[Problem]:
    """Yield what is wrong with a line in another encoding, and how Excel is to save it."""
    try:
        decode(line)
    except InvalidData as error:
        for problem in error.problems:
            text = Text(f"{problem.text.ja}{_IN_EXCEL.ja}", f"{problem.text.in_language('en')}{_IN_EXCEL.en}")
            yield attrs.evolve(problem, text=text, line=row)


def _reason(error: csv.Error) -> Text:
    """Return why a row is malformed, in words of our own."""
    said = str(error)
    return next((text for words, text in _MALFORMED.items() if words in said), _OTHERWISE)


def _problem(code: str, row: int, *, value: object = attrs.NOTHING, **words: Any) -> Problem:
    return attrs.evolve(Problem.of(code, value=value, **words), line=row)
