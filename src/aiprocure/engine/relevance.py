"""Where an axis can matter: the combinations in which another answer on it would lead to another outcome.

This is the Boolean difference of the outcome with respect to the axis, for axes of more than two options: the union,
over the outcomes, of what has the outcome for some option of the axis and does not have it for the one chosen. It is
then quantified existentially over every subset of the other axes, as these may still be open. Axes are at most ten, so
the table has at most 10 × 1,024 sets.
"""

import attrs

from aiprocure.engine.grid import Combinations, Grid, grid_of, grounds_of, union
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.model.representation import rich_repr

__all__ = ["Relevance", "relevance_of"]


@attrs.frozen(repr=False)
class Relevance:
    """Where each axis can matter, the answers to the other axes being known, or some of them open.

    Axes are numbered in the edition's order. A set of axes is a number: bit ``n`` is set where it has axis ``n``.
    """

    axes: tuple[Axis, ...]
    over: tuple[tuple[Combinations, ...], ...] = attrs.field(eq=False)
    """``over[n][open]``: the combinations in which axis ``n`` can matter while the axes of ``open`` are open."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Relevance of {len(self.axes)} axes>"


def relevance_of(edition: Edition) -> Relevance:
    """Return where each axis of an edition can matter."""
    grid = edition.once(grid_of)
    matters = (_matters(edition, grid, axis) for axis in edition.axes)
    return Relevance(edition.axes, tuple(_over_open_axes(grid, where) for where in matters))


def _matters(edition: Edition, grid: Grid, axis: Axis) -> Combinations:
    """The Boolean difference with respect to an axis, all other answers being known."""
    grounds = edition.once(grounds_of).values()
    return union(grid.regardless_of(axis, ground) & ~ground for ground in grounds)


def _over_open_axes(grid: Grid, where: Combinations) -> tuple[Combinations, ...]:
    """For every set of open axes, in the order of their numbers: where it holds for some answers on these.

    Each axis doubles the list: the sets without it, then the same sets with it.
    """
    over = [where]
    for axis in grid.axes:
        over += [grid.regardless_of(axis, combinations) for combinations in over]
    return tuple(over)
