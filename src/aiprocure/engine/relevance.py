"""Where an axis can matter: the combinations in which another answer on it would lead to another outcome."""

import attrs

from aiprocure.engine.grid import Combinations, Grid, grid_of, grounds_of, union
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition

__all__ = ["Influence", "influence_of"]


@attrs.frozen(repr=False)
class Influence:
    """Where each axis can matter, the answers to the other axes being known, or some of them open.

    Axes are numbered in the edition's order; a set of axes is a number whose bit ``n`` stands for axis ``n``.
    """

    axes: tuple[Axis, ...]
    over: tuple[tuple[Combinations, ...], ...] = attrs.field(eq=False)
    """``over[n][open]``: the combinations in which axis ``n`` can matter while the axes of ``open`` are open."""

    def __repr__(self) -> str:
        return f"<Influence of {len(self.axes)} axes>"


def influence_of(edition: Edition) -> Influence:
    """Return where each axis of an edition can matter."""
    grid = edition.once(grid_of)
    matters = (_matters(edition, grid, axis) for axis in edition.axes)
    return Influence(edition.axes, tuple(_over_open_axes(grid, where) for where in matters))


def _matters(edition: Edition, grid: Grid, axis: Axis) -> Combinations:
    grounds = edition.once(grounds_of).values()
    return union(grid.regardless_of(axis, ground) & ~ground for ground in grounds)


def _over_open_axes(grid: Grid, where: Combinations) -> tuple[Combinations, ...]:
    """For every set of open axes, in the order of their numbers: where it is so for some answer to them."""
    over = [where]
    for axis in grid.axes:
        over += [grid.regardless_of(axis, combinations) for combinations in over]
    return tuple(over)
