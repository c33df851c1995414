"""Tables read from files, with distrust, a piece at a time."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from aiprocure.errors import InvalidTable, Problem
from aiprocure.errors.messages import shown, shown_path, unworded

__all__ = ["BOM", "MOST_COLUMNS", "Piece", "file_kind", "read_pieces"]

MOST_COLUMNS = 1_000
BOM = b"\xef\xbb\xbf"
_LONGEST_ROW = 1_000_000
_MOST_RAGGED = 1_000
_PIECE_BYTES = 4_000_000
_PIECE_ROWS = 50_000
_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)


@attrs.frozen
class Piece:
    """Some rows of a table, where each of them stands in its file, and how much of the file has been read by now."""

    rows: pa.Table
    where: str
    """What tells rows apart in the file: ``on line`` or ``in row``, with a number counted from 1."""
    number_of: Callable[[int], int]
    """The number in the file of the row at a position in the piece."""
    done: int
    total: int


def read_pieces(file: Path) -> Iterator[Piece]:
    """Give a table piece by piece; the first has no rows.

    Raises :class:`InvalidTable` with the file and the lines, and with no character from the file that could do harm.
    """
    problems: tuple[Problem, ...]
    try:
        _require_an_end(file)
        yield from _csv_pieces(file) if file_kind(file) == ".csv" else _parquet_pieces(file)
    except InvalidTable as error:
        problems = error.problems
    except pa.ArrowException as error:
        problems = (unworded("", f"not a Parquet file that can be read: {shown(str(error))}"),)
    except OSError as error:
        problems = (unworded("", f"cannot be read: {error.strerror or shown(str(error))}"),)
    else:
        return
    raise InvalidTable(
        unworded(f"{shown_path(file)} {problem.where}".strip(), problem.text.in_language("en")) for problem in problems
    )


def _parquet_pieces(file: Path) -> Iterator[Piece]:
    with pq.ParquetFile(file) as parquet:
        schema, total, done = _without_views(parquet.schema_arrow), parquet.metadata.num_rows, 0
    _require_columns(schema.names)
    yield Piece(schema.empty_table(), "in row", _row_after(0), 0, total)
    texts = [field.name for field in schema if any(is_kind(field.type) for is_kind in _TEXT)]
    with pq.ParquetFile(file, read_dictionary=texts) as parquet:  # each text once, however many rows repeat it
        for batch in parquet.iter_batches(_PIECE_ROWS):
            rows = pa.Table.from_batches([batch])
            for part in _parts(rows):
                begin, done = done, done + len(part)
                yield Piece(part.cast(schema), "in row", _row_after(begin), done, total)


def _without_views(schema: Any) -> Any:
    """A schema with plain texts for views of texts, of which PyArrow itself cannot take rows."""
    plain = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
    return pa.schema([field.with_type(plain.get(field.type, field.type)) for field in schema], schema.metadata)


def _parts(rows: pa.Table) -> Iterator[pa.Table]:
    """Give rows in parts that take little memory with each of their texts written out."""
    longest = sum(_longest_text(column) for column in rows.columns)
    step = max(1, _PIECE_BYTES // (longest + 1))
    yield from (rows.slice(begin, step) for begin in range(0, len(rows), step))


def _longest_text(column: Any) -> int:
    """The most bytes that a text takes in a column whose texts are each there once; 0 in any other."""
    if not pa.types.is_dictionary(column.type) or not any(is_kind(column.type.value_type) for is_kind in _TEXT):
        return 0
    lengths = (pc.max(pc.binary_length(chunk.dictionary)).as_py() for chunk in column.chunks)
    return max((length or 0 for length in lengths), default=0)


def _row_after(begin: int) -> Callable[[int], int]:
    return lambda n: begin + n + 1


def _csv_pieces(file: Path) -> Iterator[Piece]:
    with file.open("rb") as stream:
        if stream.read(len(BOM)) != BOM:
            stream.seek(0)
        lines = _Lines(stream)
        rows = _csv_rows(lines)
        line, header = next(rows, (1, []))
        _require_columns(header, f"line {line}")
        total = file.stat().st_size
        yield _csv_piece(header, [], lines.read, total)
        ragged: list[Problem] = []
        piece: list[tuple[int, list[str]]] = []
        begin = lines.read
        for line, cells in rows:
            if len(cells) != len(header):
                ragged.append(unworded(f"line {line}", f"{len(cells)} cells where the header has {len(header)}"))
                if len(ragged) == _MOST_RAGGED:
                    raise InvalidTable([*ragged, unworded(f"line {line}", "read no further: too much is wrong")])
            elif not ragged:
                piece.append((line, cells))
            if lines.read - begin >= _PIECE_BYTES:
                yield _csv_piece(header, piece, lines.read, total)
                piece, begin = [], lines.read
        if ragged:
            raise InvalidTable(ragged)
        yield _csv_piece(header, piece, total, total)


def _csv_piece(header: list[str], rows: list[tuple[int, list[str]]], done: int, total: int) -> Piece:
    columns = zip(*(cells for _, cells in rows), strict=True) if rows else [()] * len(header)
    arrays = [pa.array(column, pa.string()) for column in columns]
    lines = [line for line, _ in rows]
    return Piece(pa.table(arrays, names=header), "on line", lines.__getitem__, done, total)


@attrs.define
class _Lines:
    """The lines of a file of text in UTF-8, one after the other, as long as they are not too long."""

    stream: BinaryIO
    number: int = 0
    read: int = 0
    row_from: int = 0
    """How much had been read where the row began that the next line belongs to."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(_LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.read += len(line)
        if self.read - self.row_from > _LONGEST_ROW:
            raise self.refusal(f"a row of more than {_LONGEST_ROW} bytes; is a quote not closed?")
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            what = f"not UTF-8 text: {shown(line[error.start : error.end])}"
            raise self.refusal(f"{what}; have Excel save it as CSV UTF-8, not as the plain CSV (Shift_JIS)") from None

    def refusal(self, what: str) -> InvalidTable:
        return InvalidTable([unworded(f"line {self.number}", what)])


def _csv_rows(lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """Give the rows with the lines that they begin on, but for empty lines and rows of nothing but empty cells."""
    reader = csv.reader(lines, strict=True)
    while True:
        begin = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            what = f"not a row of a CSV file ({error}); is every quote closed, and doubled within a cell?"
            raise InvalidTable([unworded(f"line {begin}", what)]) from None
        if cells is None:
            return
        lines.row_from = lines.read
        if any(cell.strip() for cell in cells):
            yield begin, cells


def _require_columns(names: list[str], where: str = "") -> None:
    problems = [
        unworded(where, f"two columns are named {shown(name)}") for name, count in Counter(names).items() if count > 1
    ]
    if not names:
        problems.append(unworded(where, "no header; its first line names the columns"))
    if len(names) > MOST_COLUMNS:
        problems = [unworded(where, f"more than the {MOST_COLUMNS} columns that a table may have")]
    if problems:
        raise InvalidTable(problems)


def _require_an_end(file: Path) -> None:
    if file.exists() and not file.is_file():
        raise InvalidTable([unworded("", "not a file that can be read to its end")])


def file_kind(file: Path) -> str:
    """Return how a file's name ends, in small letters."""
    return file.suffix.lower()
