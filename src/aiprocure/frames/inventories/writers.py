"""Tables written to files: whole, or not at all, and with no cell that a spreadsheet would take for a formula."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from aiprocure.encoding.atomic_write import writing_whole
from aiprocure.errors import InvalidTable, Problem
from aiprocure.errors.messages import shown, shown_path, unworded
from aiprocure.frames.inventories.chunks import BOM, file_kind

__all__ = ["Target", "write_target"]

# Controls, spaces and what is invisible, one by one: Python and PyArrow do not mean the same by \s.
_BLANK = "\\x00-\\x20\\x7f-\\xa0\\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_FORMULA = rf"\A([{_BLANK}]*[=+\-@＝＋－＠]|[\t\r\n])"
_PLAIN = (
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_boolean,
    pa.types.is_temporal,
    pa.types.is_null,
)


@attrs.define
class Target:
    """The file that is written, piece by piece."""

    file: Path
    stream: BinaryIO
    _writer: pq.ParquetWriter | pyarrow.csv.CSVWriter | None = None

    def write(self, rows: pa.Table) -> None:
        """Write some rows. All of them have the same columns."""
        try:
            if file_kind(self.file) == ".csv":
                rows = _harmless(rows, self.file)
            if self._writer is None:
                self._writer = self._begin(rows.schema)
            self._writer.write_table(rows)
        except pa.ArrowException as error:
            raise InvalidTable(
                [unworded(shown_path(self.file), f"cannot hold the table: {shown(str(error))}")]
            ) from None

    def _begin(self, schema: pa.Schema) -> pq.ParquetWriter | pyarrow.csv.CSVWriter:
        if file_kind(self.file) == ".parquet":
            return pq.ParquetWriter(self.stream, schema)
        self.stream.write(BOM)  # Excel takes a file without it for Shift_JIS
        return pyarrow.csv.CSVWriter(self.stream, schema)

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()


def _harmless(rows: pa.Table, file: Path) -> pa.Table:
    """Return rows as a CSV file may hold them: what a spreadsheet would take for a formula, headers too, is text."""
    cells: list[pa.ChunkedArray[Any]] = []
    problems: list[Problem] = []
    for name, column in zip(rows.column_names, rows.columns, strict=True):
        if (plain := _plain_cells(column)) is None:
            what = f"a CSV file cannot hold the column {shown(name)} of type {shown(str(column.type))}"
            problems.append(unworded(shown_path(file), what))
        else:
            cells.append(plain)
    if problems:
        raise InvalidTable(problems)
    return pa.table(cells, names=[re.sub(_FORMULA, r"'\1", name) for name in rows.column_names])


def _plain_cells(column: "pa.ChunkedArray[Any]") -> "pa.ChunkedArray[Any] | None":
    """Return cells that are no formulas, or nothing where they are no plain values."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain_cells(column.cast(kind.value_type))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        text = column.cast(pa.large_string())
        return pc.replace_substring_regex(text, pattern=_FORMULA, replacement=r"'\1")
    return column if any(is_kind(kind) for is_kind in _PLAIN) else None


@contextmanager
def write_target(file: Path) -> Iterator[Target]:
    """Give a table to write, which takes the place of a file once all of it has been written, and not otherwise."""
    with writing_whole(file) as stream:
        target = Target(file, stream)
        try:
            yield target
        finally:
            target.close()
