"""The fewest rows of option sets that describe some combinations exactly."""

from itertools import accumulate
from operator import and_
from typing import TypeAlias

import attrs

from aiprocure.engine.grid import Combinations, Grid, union
from aiprocure.model.axes import Axis, Option, OptionId

__all__ = ["PATIENCE", "Cover", "Row", "cover"]

PATIENCE = 200_000
"""How many steps a search may take, fewer on a large grid: to find the fewest rows is NP-hard."""

Group: TypeAlias = frozenset[OptionId]
"""Options of one axis that nothing tells apart, or several such groups together."""
Row: TypeAlias = tuple[Group, ...]
"""One set of options an axis, in the order of the axes."""
Alike: TypeAlias = dict[Group, Combinations]
"""The groups of options of an axis, each with the combinations that choose one of them."""


@attrs.frozen
class Cover:
    """Rows that together describe some combinations exactly. They may overlap."""

    rows: tuple[Row, ...]
    fewest: bool
    """Whether no fewer rows would do. Where the search took too long, this is not known, and the rows are as exact."""


class _OutOfPatienceError(Exception):
    """A search has taken all the steps that it may."""


@attrs.define
class _Patience:
    """The steps that are left to a search."""

    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _OutOfPatienceError


def cover(grid: Grid, combinations: Combinations, *, patience: int = PATIENCE) -> Cover:
    """Return the fewest rows that describe some combinations of a grid, and no others."""
    groups = tuple(_alike(grid, axis, combinations) for axis in grid.axes)
    left = _Patience(patience // (1 + grid.everything.bit_length() // 1_000))
    try:
        rows = _wide_rows(grid, groups, combinations, left)
        largest = [row for row in rows if _widened(grid, groups, row, combinations) == row]
        return Cover(_fewest(grid, largest, combinations, left), fewest=True)
    except _OutOfPatienceError:
        return Cover(_enough(grid, groups, combinations), fewest=False)


def _alike(grid: Grid, axis: Axis, combinations: Combinations) -> Alike:
    """The groups of options of an axis that can take each other's place in every one of the combinations."""
    alike: dict[Combinations, list[OptionId]] = {}
    for option in axis.options:
        alike.setdefault(grid.rest_of(option.id, combinations), []).append(option.id)
    return {frozenset(options): grid.any_of(options) for options in alike.values()}


def _wide_rows(grid: Grid, groups: tuple[Alike, ...], within: Combinations, left: _Patience) -> list[Row]:
    """Rows within some combinations, the largest ones among them, over the last axes.

    The combinations choose the first option on the axes before.
    """
    if not groups:
        return [()] if within else []
    rest = {group: grid.rest_of(min(group), within) for group in groups[0]}
    shared: set[Combinations] = set()
    for each in rest.values():
        shared |= {each, *(each & other for other in shared)}
        left.spend(len(shared))
    rows: dict[Row, None] = {}
    for within_all in sorted(shared - {0}):
        fitting = frozenset().union(*(group for group, each in rest.items() if not within_all & ~each))
        rows |= dict.fromkeys((fitting, *row) for row in _wide_rows(grid, groups[1:], within_all, left))
        left.spend(len(rest) + len(rows))
    return list(rows)


def _widened(grid: Grid, groups: tuple[Alike, ...], row: Row, within: Combinations) -> Row:
    """A row with every group of options added, axis by axis, that keeps it within some combinations."""
    sides = [grid.any_of(options) for options in row]
    later = [*accumulate(reversed(sides[1:]), and_, initial=grid.everything)]
    outside = grid.everything & ~within
    widened: list[Group] = []
    for alike in groups:
        elsewhere = outside & later.pop()
        fitting = [group for group, chosen in alike.items() if not elsewhere & chosen]
        outside &= union(alike[group] for group in fitting)
        widened.append(frozenset().union(*fitting))
    return tuple(widened)


def _fewest(grid: Grid, rows: list[Row], combinations: Combinations, left: _Patience) -> tuple[Row, ...]:
    """The fewest of some rows that describe all of the combinations."""
    demands = _demands([grid.within(row) for row in rows], combinations, left)
    tries = (_meeting(demands, most, left) for most in range(len(rows) + 1))
    chosen = next(numbers for numbers in tries if numbers is not None)
    return tuple(row for number, row in enumerate(rows) if chosen & 1 << number)


def _demands(sets: list[Combinations], combinations: Combinations, left: _Patience) -> list[int]:
    """For each combination, the numbers (as bits) of the sets that hold it, of which one has to be chosen.

    A demand that is met whenever another one is, is left out.
    """
    cells: dict[int, Combinations] = {0: combinations} if combinations else {}
    for number, described in enumerate(sets):
        inside = {holders | 1 << number: cell & described for holders, cell in cells.items()}
        outside = {holders: cell & ~described for holders, cell in cells.items()}
        cells = {holders: cell for holders, cell in (inside | outside).items() if cell}
        left.spend(len(cells))
    demands: list[int] = []
    for holders in sorted(cells, key=int.bit_count):
        left.spend(len(demands))
        if not any(holders & demand == demand for demand in demands):
            demands.append(holders)
    return demands


def _meeting(demands: list[int], most: int, left: _Patience) -> int | None:
    """At most so many numbers (as bits) of which every demand holds one, or nothing where there are none."""
    left.spend(1 + len(demands))
    if not demands:
        return 0
    if _apart(demands) > most:
        return None
    for number in _bits(demands[0]):
        chosen = _meeting([demand for demand in demands if not demand & number], most - 1, left)
        if chosen is not None:
            return chosen | number
    return None


def _apart(demands: list[int]) -> int:
    """How many demands there are at least that no one number meets together."""
    seen = count = 0
    for demand in demands:
        if not demand & seen:
            seen |= demand
            count += 1
    return count


def _bits(number: int) -> list[int]:
    bits = []
    while number:
        bits.append(number & -number)
        number &= number - 1
    return bits


def _enough(grid: Grid, groups: tuple[Alike, ...], combinations: Combinations) -> tuple[Row, ...]:
    """Rows that describe all of the combinations, each as wide as it can be made."""
    rows: list[Row] = []
    missing = combinations
    while missing:
        rows.append(_widened(grid, groups, tuple(map(_alone, grid.first(missing))), combinations))
        missing &= ~grid.within(rows[-1])
    return tuple(rows)


def _alone(option: Option) -> Group:
    return frozenset({option.id})
