"""The fewest rows, by example."""

import random

import pytest

from aiprocure.engine.grid import Grid
from aiprocure.engine.minimization import find_fewest_rows
from aiprocure.errors.text import Text
from strategies import make_axis


def grid_of(*sizes: int) -> Grid:
    return Grid.over(tuple(make_axis(name, size, Text("軸")) for name, size in zip("ABCDE", sizes, strict=False)))


def described(grid: Grid, rows: tuple[tuple[frozenset[str], ...], ...]) -> int:
    """What rows describe, combination by combination."""
    every = grid.each(grid.everything)
    return sum(
        1 << number
        for number, options in enumerate(every)
        if any(all(o.id in side for o, side in zip(options, row, strict=True)) for row in rows)
    )


def test_rows_may_overlap_where_that_takes_fewer() -> None:
    """All but one corner of a cube: three rows that overlap."""
    grid = grid_of(2, 2, 2)
    found = find_fewest_rows(grid, grid.everything >> 1)
    assert (len(found.rows), found.fewest) == (3, True)


def test_the_widest_row_is_not_always_wanted() -> None:
    """Four rows meet round a fifth, which is as wide as they are and is not needed."""
    grid = grid_of(4, 4)
    cells = {(0, 1), (1, 1), (1, 2), (2, 1), (2, 2), (0, 2), (1, 0), (2, 3), (1, 3), (2, 0), (3, 1), (3, 2)}
    chosen = sum(1 << 4 * row + column for row, column in cells)
    found = find_fewest_rows(grid, chosen)
    assert described(grid, found.rows) == chosen
    assert (len(found.rows), found.fewest) == (2, True)


@pytest.mark.parametrize("nothing", [grid_of(2, 2), grid_of()])
def test_nothing_takes_no_rows(nothing: Grid) -> None:
    assert (find_fewest_rows(nothing, 0).rows, find_fewest_rows(nothing, 0).fewest) == ((), True)


def test_everything_takes_one_row() -> None:
    for grid in (grid_of(3, 2), grid_of()):
        [row] = find_fewest_rows(grid, grid.everything).rows
        assert [len(side) for side in row] == [len(axis.options) for axis in grid.axes]


@pytest.mark.parametrize("steps", [0, 10, 100, 1_000, 10_000])
def test_rows_are_exact_whatever_the_budget(steps: int) -> None:
    grid = grid_of(4, 3, 4, 3)
    for seed in range(5):
        chosen = random.Random(seed).getrandbits(144)
        found = find_fewest_rows(grid, chosen, steps=steps)
        assert described(grid, found.rows) == chosen
        if not steps:
            assert not found.fewest


def test_a_chessboard_is_no_harm() -> None:
    grid = grid_of(4, 3, 4, 3)
    chess = sum(1 << n for n, options in enumerate(grid.each(grid.everything)) if sum(o.number for o in options) % 2)
    found = find_fewest_rows(grid, chess)
    assert (len(found.rows), found.fewest) == (8, True)
    assert described(grid, found.rows) == chess


def test_a_grid_sums_itself_up() -> None:
    assert repr(grid_of(4, 3, 4, 3)) == "<Grid of 144 combinations>"
