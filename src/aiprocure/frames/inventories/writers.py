"""Inventories written to files: whole, or not at all, and with no cell that a spreadsheet would take for a formula."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from aiprocure.encoding.atomic_write import writing_whole
from aiprocure.errors import InvalidTable, Problem
from aiprocure.errors.messages import pointer, shown, shown_path
from aiprocure.frames.inventories.cell_values import CellValue
from aiprocure.frames.inventories.csv_chunks import BOM
from aiprocure.frames.inventories.files import file_kind
from aiprocure.frames.inventories.xlsx_writer import XlsxWriter
from aiprocure.model.normalization import INVISIBLE

__all__ = ["Target", "write_target"]

_FORMULA = rf"\A([{INVISIBLE}]*[=+\-@＝＋－＠]|[\t\r\n])"
_MOST_DICTIONARIES = 100
_TITLE = "一覧"
"""The name of the sheet of a workbook."""
_PLAIN = (
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_boolean,
    pa.types.is_temporal,
    pa.types.is_null,
)

Cells: TypeAlias = Sequence[Sequence[CellValue]]


@attrs.define
class Target:
    """The file that is written, chunk by chunk."""

    file: Path
    stream: BinaryIO
    _writer: pq.ParquetWriter | pyarrow.csv.CSVWriter | None = None
    _sheet: XlsxWriter | None = None

    def write(self, rows: pa.Table, headings: Sequence[str], cells: Cells | None = None) -> None:
        """Write some rows. All of them have the same columns, which may have headings of which two are alike.

        ``cells`` are the first of their cells, row by row, where the source has no types of columns.
        """
        with self._refusals():
            if file_kind(self.file) == ".xlsx":
                self._write_sheet(rows, headings, cells)
                return
            if file_kind(self.file) == ".csv":
                rows = _harmless(rows, headings)
            if self._writer is None:
                self._writer = self._begin(rows.schema)
            self._writer.write_table(rows)

    def _write_sheet(self, rows: pa.Table, headings: Sequence[str], cells: Cells | None) -> None:
        if self._sheet is None:
            self._sheet = XlsxWriter(self.stream, _TITLE, headings)
            self._sheet.write_header()
        ready = len(cells[0]) if cells else 0
        columns = [column.to_pylist() for column in _plain_columns(rows, headings, "xlsx-cannot-hold")[ready:]]
        for number, values in enumerate(zip(*columns, strict=True)):
            self._sheet.write_row((*cells[number], *values) if cells else values)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Raise every refusal with the name of the file."""
        problems: Iterable[Problem]
        try:
            yield
        except InvalidTable as error:
            problems = error.problems
        except (pa.ArrowException, UnicodeError) as error:
            problems = [Problem.of("target-cannot-hold", what=shown(str(error)))]
        else:
            return
        raise InvalidTable(attrs.evolve(problem, file=shown_path(self.file)) for problem in problems)

    def _begin(self, schema: pa.Schema) -> pq.ParquetWriter | pyarrow.csv.CSVWriter:
        if file_kind(self.file) == ".parquet":
            few = len(schema) <= _MOST_DICTIONARIES  # dictionaries and statistics of each column take memory
            return pq.ParquetWriter(self.stream, schema, use_dictionary=few, write_statistics=few)
        self.stream.write(BOM)  # Excel takes a file without it for Shift_JIS
        return pyarrow.csv.CSVWriter(self.stream, schema)

    def close(self) -> None:
        """Finish the file."""
        for writer in (self._writer, self._sheet):
            if writer is not None:
                writer.close()


def _harmless(rows: pa.Table, headings: Sequence[str]) -> pa.Table:
    """Return rows as a CSV file may hold them: what a spreadsheet would take for a formula, headings too, is text."""
    cells = _plain_columns(rows, headings, "csv-cannot-hold")
    if _holds_formulas([column for column in cells if pa.types.is_large_string(column.type)]):
        cells = [_without_formulas(column) for column in cells]
    return pa.table(cells, names=[re.sub(_FORMULA, r"'\1", name) for name in headings])


def _plain_columns(rows: pa.Table, headings: Sequence[str], code: str) -> "list[pa.ChunkedArray[Any]]":
    """Return the columns with plain values. Raises :class:`InvalidTable` for those with others, by a code."""
    cells: list[pa.ChunkedArray[Any]] = []
    problems: list[Problem] = []
    for name, column in zip(headings, rows.columns, strict=True):
        if (plain := _plain_cells(column)) is None:
            problems.append(Problem.of(code, pointer(name), value=name, type=str(column.type)))
        else:
            cells.append(plain)
    if problems:
        raise InvalidTable(problems)
    return cells


def _plain_cells(column: "pa.ChunkedArray[Any]") -> "pa.ChunkedArray[Any] | None":
    """Return cells as plain values, texts as one type of them; None where they are neither."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain_cells(column.cast(kind.value_type))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return column.cast(pa.large_string())
    return column if any(is_kind(kind) for is_kind in _PLAIN) else None


def _holds_formulas(texts: "Sequence[pa.ChunkedArray[Any]]") -> bool:
    """Return whether any text is a formula. All are looked at together: to make the pattern ready takes long."""
    chunks: list[Any] = [pa.array([], pa.large_string()), *(chunk for column in texts for chunk in column.chunks)]
    return bool(pc.any(pc.match_substring_regex(pa.concat_arrays(chunks), _FORMULA)).as_py())


def _without_formulas(column: "pa.ChunkedArray[Any]") -> "pa.ChunkedArray[Any]":
    if pa.types.is_large_string(column.type):
        return pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
    return column


@contextmanager
def write_target(file: Path) -> Iterator[Target]:
    """Yield a target, which takes the place of a file once all of it has been written, and not otherwise."""
    with writing_whole(file) as stream:
        target = Target(file, stream)
        try:
            yield target
        finally:
            target.close()
