"""Inventories read from files, some rows at a time, and coded by the combination of answers that each row gives."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import attrs

from aiprocure.errors import InvalidAnswers, InvalidTable, Problem, Text
from aiprocure.errors.messages import pointer
from aiprocure.frames.codes import MOST_SHOWN, BadValues, CodedRows, code_rows, find_bad_values
from aiprocure.frames.columns import headings_found, match_columns, open_frame
from aiprocure.frames.inventories.chunk import Chunk
from aiprocure.frames.inventories.csv_chunks import read_csv
from aiprocure.frames.inventories.files import file_kind
from aiprocure.frames.inventories.parquet_chunks import read_parquet
from aiprocure.frames.inventories.xlsx_chunks import read_xlsx
from aiprocure.model.edition import Edition

__all__ = ["InventoryReader"]

_IN_ROW = Text("{n}行目", "in row {n}")


@attrs.define
class InventoryReader:
    """The rows of an inventory, coded chunk by chunk, with the bad values found so far."""

    file: Path
    stream: BinaryIO
    edition: Edition
    columns: Mapping[str, str] | None = None
    added: tuple[str, ...] = ()
    encoding: str | None = None
    """Of a CSV file, where it is known."""
    bad: dict[str, BadValues] = attrs.field(factory=dict)
    """By the names of their columns."""

    def coded_chunks(self) -> Iterator[tuple[Chunk, CodedRows]]:
        """Yield the chunks with their rows coded: the columns that answer, and no others. The first has no rows.

        Raises :class:`InvalidTable` where the file cannot be read, :class:`InvalidAnswers` for columns that do not
        answer the axes.
        """
        typed = file_kind(self.file) == ".parquet"
        chunks = self._chunks()
        first = next(chunks)
        try:
            rows = code_rows(
                *match_columns(open_frame(first.rows), self.edition, self.columns, self.added, typed=typed)
            )
        except InvalidAnswers as error:
            raise _with_title(error, first, self.edition) from None
        _require_one_of_each(first, rows)
        yield first, rows
        answering = {str(column.axis.id): column.name for column in rows.columns}
        for chunk in chunks:
            frame = open_frame(chunk.rows.select(list(answering.values())))
            rows = code_rows(*match_columns(frame, self.edition, answering, typed=typed))
            if not rows.complete:
                self._keep(find_bad_values(rows), chunk)
            yield chunk, rows

    def _chunks(self) -> Iterator[Chunk]:
        match file_kind(self.file):
            case ".parquet":
                return read_parquet(self.stream)
            case ".xlsx":
                return read_xlsx(self.stream, self._names_axes)
            case _:
                return read_csv(self.stream, self.encoding)

    def _names_axes(self, cells: Sequence[str]) -> bool:
        """Return whether a row seems to be the header: it names two axes, or columns said to answer as many."""
        named = set((self.columns or {}).values()) & set(cells)
        return headings_found(cells, self.edition) + len(named) >= min(2, len(self.edition.axes))

    def _keep(self, found: Sequence[BadValues], chunk: Chunk) -> None:
        """Count bad values, and keep the first, with their rows in the file."""
        for values in found:
            so_far = self.bad.get(values.column.name, attrs.evolve(values, rows=0, first=(), counted=_IN_ROW))
            placed = ((text, chunk.number_of((number or 1) - 1)) for text, number in values.first)
            first = (*so_far.first, *placed)[:MOST_SHOWN]
            self.bad[values.column.name] = attrs.evolve(so_far, rows=so_far.rows + values.rows, first=first)

    def require_no_bad_values(self) -> None:
        """Raise :class:`InvalidAnswers` where there are any, each with the row of the first."""
        if self.bad:
            raise InvalidAnswers(attrs.evolve(each.problem, line=each.first[0][1]) for each in self.bad.values())


def _with_title(error: InvalidAnswers, chunk: Chunk, edition: Edition) -> InvalidAnswers | InvalidTable:
    """Return what is wrong with the columns: where the header is further down, that, and otherwise what was found."""
    if headings_found(chunk.headings, edition):
        return error
    for number, cells in chunk.below:
        if headings_found(cells, edition) > 1:
            title = " ".join(heading for heading in chunk.headings if heading.strip())
            return InvalidTable(Problem.of("title-above-header", value=title, header=number))
    return error


def _require_one_of_each(chunk: Chunk, rows: CodedRows) -> None:
    """Raise :class:`InvalidTable` where a column that answers an axis has the name of another."""
    names = [column.name for column in rows.columns if chunk.headings.count(column.name) > 1]
    if names:
        raise InvalidTable(Problem.of("heading-repeated", pointer(name), value=name) for name in names)
