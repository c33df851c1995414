"""Some rows of an inventory."""

from collections import Counter
from collections.abc import Callable, Sequence

import attrs
import pyarrow as pa

from aiprocure.errors import InvalidTable, Problem
from aiprocure.frames.inventories.cell_values import CellValue
from aiprocure.frames.inventories.limits import MOST_COLUMNS

__all__ = ["Chunk", "unique_names"]


@attrs.frozen
class Chunk:
    """Some rows of an inventory, where each of them is in its file, and how much of the file has been read by now."""

    rows: pa.Table
    """The rows, under names of which no two are alike."""
    headings: tuple[str, ...]
    """The names of the columns in the file."""
    number_of: Callable[[int], int]
    """The number in the file of the row at a position in the chunk, as a spreadsheet counts rows."""
    done: int
    total: int
    below: Sequence[tuple[int, Sequence[str]]] = ()
    """Where this is the first chunk: the rows just below the header, with their numbers."""
    cells: list[Sequence[CellValue]] = attrs.Factory(list)
    """The same rows cell by cell, where the file has no types of columns, until the next chunk is asked for."""


def unique_names(headings: Sequence[str], row: int | None = None) -> list[str]:
    """Return names for columns of which no two are alike: a second ``備考`` is called ``備考_2``.

    Raises :class:`InvalidTable` where there are no columns, or too many.
    """
    if not headings:
        raise InvalidTable(Problem.of("header-missing"))
    if len(headings) > MOST_COLUMNS:
        raise InvalidTable(attrs.evolve(Problem.of("too-many-columns", most=MOST_COLUMNS), line=row))
    seen: Counter[str] = Counter()
    taken = set(headings)
    names: list[str] = []
    for heading in headings:
        seen[heading] += 1
        name = heading
        while seen[heading] > 1 and name in taken:
            name = f"{heading}_{seen[heading]}"
            seen[heading] += name in taken
        taken.add(name)
        names.append(name)
    return names
