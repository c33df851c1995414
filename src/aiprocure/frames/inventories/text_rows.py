"""The rows of a file whose cells are text, made into chunks."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeAlias

import attrs
import pyarrow as pa

from aiprocure.errors import InvalidTable, Problem
from aiprocure.frames.inventories.cell_values import CellValue, cell_text, cell_texts
from aiprocure.frames.inventories.chunk import Chunk, unique_names
from aiprocure.frames.inventories.limits import CHUNK_BYTES, CHUNK_CELLS, MOST_RAGGED

__all__ = ["ROWS_BELOW", "Row", "chunks_of", "in_row"]

ROWS_BELOW = 10
"""How many rows below the header are looked at for a header that is there instead."""

Row: TypeAlias = tuple[int, Sequence[CellValue]]
"""The cells of a row, after its number: rows are counted from 1 as a spreadsheet does, also with line ends in cells."""
Look: TypeAlias = Callable[[int, Sequence[str], Sequence[Row]], None]
"""Looks at the number and the cells of the header, and at the rows below it, and refuses what cannot be read."""


def chunks_of(
    rows: Iterator[Row],
    read: Callable[[], int],
    weight: Callable[[], int],
    total: int,
    look: Look = lambda *_: None,
) -> Iterator[Chunk]:
    """Yield rows chunk by chunk; the first has none, but shows those below the header.

    ``read`` tells how much of the ``total`` has been read, and ``weight`` how much text that was.
    """
    number, named = next(rows, (1, ()))
    headings = cell_texts(named)
    below = list(islice(rows, ROWS_BELOW))
    look(number, headings, below)
    _require_no_title(number, headings, below)
    header = _Header(tuple(headings), tuple(unique_names(headings, number)))
    yield header.chunk([], read(), total, below)
    ragged: list[Problem] = []
    chunk, begin = list[Row](), 0
    for number, written in chain(below, rows):
        cells = _fitted(written, headings)
        if len(cells) != len(headings):
            ragged.append(in_row(number, Problem.of("row-ragged", count=len(cells), expected_count=len(headings))))
            if len(ragged) == MOST_RAGGED:
                raise InvalidTable([*ragged, in_row(number, Problem.of("stopped-here"))])
        elif not ragged:
            chunk.append((number, cells))
        if weight() - begin >= CHUNK_BYTES or len(chunk) * len(headings) >= CHUNK_CELLS:
            made = header.chunk(chunk, read(), total)
            yield made
            made.cells.clear()  # whoever holds it still holds no more than its table
            chunk, begin = [], weight()
    if ragged:
        raise InvalidTable(ragged)
    yield header.chunk(chunk, total, total)


@attrs.frozen
class _Header:
    """The first row of a file, and the names that its columns get."""

    headings: tuple[str, ...]
    names: tuple[str, ...]

    def chunk(self, rows: Sequence[Row], done: int, total: int, below: Sequence[Row] = ()) -> Chunk:
        written = [cells for _, cells in rows]
        columns = zip(*written, strict=True) if rows else [()] * len(self.names)
        arrays = [pa.array(cell_texts(column), pa.string()) for column in columns]
        numbers = [number for number, _ in rows]
        table = pa.table(arrays, names=list(self.names))
        near = [(number, cell_texts(cells)) for number, cells in below]
        return Chunk(table, self.headings, numbers.__getitem__, done, total, near, written)


def _fitted(cells: Sequence[CellValue], headings: Sequence[str]) -> Sequence[CellValue]:
    """Return cells without blank ones beyond the header, and with those left out below no heading."""
    count = len(headings)
    if len(cells) > count and not any(cell_text(cell).strip() for cell in cells[count:]):
        return cells[:count]
    if len(cells) < count and not any(heading.strip() for heading in headings[len(cells) :]):
        return [*cells, *[""] * (count - len(cells))]
    return cells


def _require_no_title(number: int, headings: Sequence[str], below: Sequence[Row]) -> None:
    """Raise :class:`InvalidTable` where the first row has one cell that says something, and the next one has more."""
    said = [cell for cell in headings if cell.strip()]
    more = [row for row, cells in below[:1] if sum(bool(cell_text(cell).strip()) for cell in cells) > 1]
    if len(said) == 1 and more:
        raise InvalidTable(in_row(number, Problem.of("title-above-header", value=said[0], header=more[0])))


def in_row(row: int, problem: Problem) -> Problem:
    """Return a problem with the number of its row."""
    return attrs.evolve(problem, line=row)
