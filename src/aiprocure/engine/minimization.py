"""The fewest rows of option sets that describe some combinations exactly.

This is two-level minimisation of a function of many-valued variables, as Quine and McCluskey do it for Boolean ones:

1. The prime implicants: rows that describe none but the combinations wanted, and cannot be widened by any option.
   Options of an axis that nothing tells apart are taken as one, which keeps them few.
2. A minimum hitting set: each combination demands one of the prime implicants that describe it. Demands that another
   one implies are dropped, then branch and bound tries one row, two rows, and so on. Demands that share no prime
   implicant need a row each, and so are a lower bound on what is left to choose.

Both steps are exponential at worst (the second is NP-hard), so the search has a budget of steps, counted and not timed:
the same input always gives the same rows. Once the budget is spent, rows are chosen greedily. They are as exact, only
perhaps not the fewest, and :attr:`Cover.fewest` says so.
"""

from itertools import accumulate
from operator import and_
from typing import TypeAlias

import attrs

from aiprocure.engine.grid import Combinations, Grid, union
from aiprocure.model.axes import Axis, Option, OptionId

__all__ = ["STEP_BUDGET", "Cover", "Row", "find_fewest_rows"]

STEP_BUDGET = 200_000
"""The steps that a search may take; fewer on a large grid, where each step is longer."""

Group: TypeAlias = frozenset[OptionId]
"""Options of one axis that the combinations do not tell apart, or several such groups together."""
Row: TypeAlias = tuple[Group, ...]
"""One set of options an axis, in the order of the axes."""
Alike: TypeAlias = dict[Group, Combinations]
"""The groups of options of an axis, each with the combinations that choose one of them."""


@attrs.frozen
class Cover:
    """Rows that together describe some combinations exactly. They may overlap."""

    rows: tuple[Row, ...]
    fewest: bool
    """Whether no fewer rows would do. Where the budget was spent this is not known, and the rows are as exact."""


class _BudgetSpentError(Exception):
    """The search has taken all the steps that it may."""


@attrs.define
class _Budget:
    """The steps that a search may still take."""

    left: int

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise _BudgetSpentError


def find_fewest_rows(grid: Grid, combinations: Combinations, *, steps: int = STEP_BUDGET) -> Cover:
    """Return the fewest rows that describe some combinations of a grid, and no others."""
    groups = tuple(_group_options(grid, axis, combinations) for axis in grid.axes)
    budget = _Budget(steps // (1 + grid.everything.bit_length() // 1_000))
    try:
        rows = _wide_rows(grid, groups, combinations, budget)
        primes = [row for row in rows if _widened(grid, groups, row, combinations) == row]
        return Cover(_minimum_cover(grid, primes, combinations, budget), fewest=True)
    except _BudgetSpentError:
        return Cover(_greedy_cover(grid, groups, combinations), fewest=False)


def _group_options(grid: Grid, axis: Axis, combinations: Combinations) -> Alike:
    """The groups of options of an axis that can replace each other in every one of the combinations."""
    alike: dict[Combinations, list[OptionId]] = {}
    for option in axis.options:
        alike.setdefault(grid.rest_of(option.id, combinations), []).append(option.id)
    return {frozenset(options): grid.any_of(options) for options in alike.values()}


def _wide_rows(grid: Grid, groups: tuple[Alike, ...], within: Combinations, budget: _Budget) -> list[Row]:
    """Candidates for prime implicants over the last axes, all within some combinations.

    For each group of options of the first of these axes there is a set of what may follow it. The candidates are made
    from the intersections of these sets: each with every group that it may follow. All prime implicants are among them.
    On the axes before, the combinations choose the first option.
    """
    if not groups:
        return [()] if within else []
    rest = {group: grid.rest_of(min(group), within) for group in groups[0]}
    shared: set[Combinations] = set()
    for each in rest.values():
        shared |= {each, *(each & other for other in shared)}
        budget.spend(len(shared))
    rows: dict[Row, None] = {}
    for within_all in sorted(shared - {0}):
        fitting = frozenset().union(*(group for group, each in rest.items() if not within_all & ~each))
        rows |= dict.fromkeys((fitting, *row) for row in _wide_rows(grid, groups[1:], within_all, budget))
        budget.spend(len(rest) + len(rows))
    return list(rows)


def _widened(grid: Grid, groups: tuple[Alike, ...], row: Row, within: Combinations) -> Row:
    """The prime implicant that a row becomes, axis by axis, with every group added that keeps it within the wanted."""
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


def _minimum_cover(grid: Grid, rows: list[Row], combinations: Combinations, budget: _Budget) -> tuple[Row, ...]:
    """The fewest of some rows that describe all of the combinations."""
    demands = _demands([grid.within(row) for row in rows], combinations, budget)
    tries = (_hitting_set(demands, most, budget) for most in range(len(rows) + 1))
    chosen = next(numbers for numbers in tries if numbers is not None)
    return tuple(row for number, row in enumerate(rows) if chosen & 1 << number)


def _demands(sets: list[Combinations], combinations: Combinations, budget: _Budget) -> list[int]:
    """For each combination, the numbers (as bits) of the sets that hold it, of which one has to be chosen.

    A demand that contains another one is left out: whatever hits the smaller one hits it too.
    """
    cells: dict[int, Combinations] = {0: combinations} if combinations else {}
    for number, described in enumerate(sets):
        inside = {holders | 1 << number: cell & described for holders, cell in cells.items()}
        outside = {holders: cell & ~described for holders, cell in cells.items()}
        cells = {holders: cell for holders, cell in (inside | outside).items() if cell}
        budget.spend(len(cells))
    demands: list[int] = []
    for holders in sorted(cells, key=int.bit_count):
        budget.spend(len(demands))
        if not any(holders & demand == demand for demand in demands):
            demands.append(holders)
    return demands


def _hitting_set(demands: list[int], most: int, budget: _Budget) -> int | None:
    """At most so many numbers (as bits) that hit every demand, or None where so many cannot.

    Branches on the first demand, which is the smallest: one of its numbers has to be chosen.
    """
    budget.spend(1 + len(demands))
    if not demands:
        return 0
    if _lower_bound(demands) > most:
        return None
    for number in _bits(demands[0]):
        chosen = _hitting_set([demand for demand in demands if not demand & number], most - 1, budget)
        if chosen is not None:
            return chosen | number
    return None


def _lower_bound(demands: list[int]) -> int:
    """How many numbers are needed at least: one for each of some disjoint demands, found greedily."""
    seen = count = 0
    for demand in demands:
        if not demand & seen:
            seen |= demand
            count += 1
    return count


def _bits(number: int) -> list[int]:
    """The bits that are set in a number, the lowest first."""
    bits = []
    while number:
        bits.append(number & -number)
        number &= number - 1
    return bits


def _greedy_cover(grid: Grid, groups: tuple[Alike, ...], combinations: Combinations) -> tuple[Row, ...]:
    """Prime implicants that describe all of the combinations: one for the first that is missing, again and again."""
    rows: list[Row] = []
    missing = combinations
    while missing:
        rows.append(_widened(grid, groups, tuple(map(_alone, grid.first(missing))), combinations))
        missing &= ~grid.within(rows[-1])
    return tuple(rows)


def _alone(option: Option) -> Group:
    """A group of one option."""
    return frozenset({option.id})
