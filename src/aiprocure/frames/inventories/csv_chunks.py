"""CSV files, read some rows at a time."""

import csv
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import attrs

from aiprocure.encoding.regular_files import reason_of
from aiprocure.errors import InvalidTable, Problem, Text
from aiprocure.frames.inventories.chunk import Chunk
from aiprocure.frames.inventories.csv_encodings import LineDecoder
from aiprocure.frames.inventories.limits import LONGEST_ROW, MOST_BLANK_ROWS
from aiprocure.frames.inventories.text_rows import Row, chunks_of, in_row

__all__ = ["BOM", "read_csv"]

BOM = b"\xef\xbb\xbf"
_OTHER_SEPARATORS = {
    "\t": Text("タブ", "tabs"),
    ";": Text("セミコロン", "semicolons"),
    "，": Text("全角のコンマ（，）", "full-width commas"),
}
_MALFORMED = {
    "unexpected end": Text("引用符が閉じていない", "a quote is not closed"),
    "expected after": Text("閉じた引用符の後に文字がある", "characters follow a closing quote"),
    "new-line character": Text("改行がCRのみである", "lines end in CR alone"),
    "larger than": Text("セルが長過ぎる", "a cell is too long"),
}
_OTHERWISE = Text("形式に合わない", "it does not follow the format")


def read_csv(stream: BinaryIO, encoding: str | None = None) -> Iterator[Chunk]:
    """Yield the rows of a CSV file, chunk by chunk; the first has none, but shows those below the header."""
    total = os.fstat(stream.fileno()).st_size
    if stream.read(len(BOM)) != BOM:
        stream.seek(0)
    elif encoding not in (None, "utf-8"):
        raise InvalidTable(in_row(1, Problem.of("not-cp932")))
    else:
        encoding = "utf-8"
    lines = _Lines(stream, LineDecoder(encoding))
    return chunks_of(_rows(lines), lambda: lines.read, lambda: lines.read, total, _require_commas)


@attrs.define
class _Lines:
    """The lines of a text, one after the other, as long as no row of theirs is too long."""

    stream: BinaryIO
    decoder: LineDecoder
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
            raise InvalidTable(in_row(self.row, Problem.of("cannot-be-read", why=reason_of(error)))) from None
        if not line:
            raise StopIteration
        self.read += len(line)
        if self.read - self.row_from > LONGEST_ROW:
            raise InvalidTable(in_row(self.row, Problem.of("row-too-long", most=LONGEST_ROW)))
        return self.decoder.decode(line, self.row)

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
            raise InvalidTable(in_row(lines.row, Problem.of("csv-row-malformed", what=_reason(error)))) from None
        if cells is None:
            return
        number = lines.row
        lines.next_row()
        if any(cells) and any(cell.strip() for cell in cells):
            yield number, cells
        elif (blank := blank + 1) > MOST_BLANK_ROWS:
            raise InvalidTable(in_row(number, Problem.of("too-many-blank-rows", most=MOST_BLANK_ROWS)))


def _require_commas(number: int, headings: Sequence[str], below: Sequence[Row]) -> None:
    """Raise :class:`InvalidTable` where the first rows are one cell each, with other separators than commas."""
    first = [headings, *(cells for _, cells in below[:1])]
    for separator, name in _OTHER_SEPARATORS.items():
        if all(len(cells) == 1 and separator in str(cells[0]) for cells in first):
            raise InvalidTable(in_row(number, Problem.of("csv-separator", value=headings[0], separator=name)))


def _reason(error: csv.Error) -> Text:
    """Return why a row is malformed, in words of our own."""
    said = str(error)
    return next((text for words, text in _MALFORMED.items() if words in said), _OTHERWISE)
