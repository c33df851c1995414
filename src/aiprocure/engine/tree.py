"""The decision tree: the questions in the order of the figure, asked only where the answer can matter."""

from typing import TypeAlias

import attrs

from aiprocure.engine.grid import Combinations, Grid, grid_of, grounds_of
from aiprocure.engine.soundness import require_sound
from aiprocure.model.axes import Axis, Option
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome
from aiprocure.model.representation import rich_repr

__all__ = ["Branch", "Edge", "Leaf", "Tree", "decision_tree"]


@attrs.frozen(repr=False)
class Leaf:
    """The end of a path, where the outcome is settled."""

    outcome: Outcome

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Leaf {self.outcome.id}>"


@attrs.frozen(cache_hash=True, repr=False)
class Edge:
    """The options of one axis that lead to the same subtree."""

    options: tuple[Option, ...]
    to: "Tree"

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Edge {self}>"

    def __str__(self) -> str:
        return ",".join(option.mark for option in self.options)


@attrs.frozen(cache_hash=True, repr=False)
class Branch:
    """A question, with an edge for each group of options that lead to the same subtree."""

    axis: Axis
    edges: tuple[Edge, ...]

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Branch {self.axis.id}: {len(self.edges)} edges>"


Tree: TypeAlias = Branch | Leaf


def decision_tree(edition: Edition) -> Tree:
    """Return the decision tree of an edition, in its order of asking, with equal branches merged.

    An axis whose answer makes no difference at some point is not asked there. Raises :class:`InvalidEdition` for an
    edition that is not sound. Source: 資料4, リスク判定ロジック.

    >>> from aiprocure import editions
    >>> tree = decision_tree(editions.load("2025-05-27"))
    >>> tree.axis.id, [str(edge) for edge in tree.edges]
    ('C', ['①,④', '②', '③'])
    """
    require_sound(edition)
    return edition.once(_derived_tree)


def _derived_tree(edition: Edition) -> Tree:
    by_id = {axis.id: axis for axis in edition.axes}
    order = tuple(by_id[axis] for axis in edition.asking_order.axes)
    grounds = edition.once(grounds_of)
    outcomes = {outcome: grounds[outcome.id] for outcome in edition.outcomes}
    grid = edition.once(grid_of)
    return _subtree(order, grid, outcomes, grid.everything)


def _subtree(
    order: tuple[Axis, ...], grid: Grid, outcomes: dict[Outcome, Combinations], combinations: Combinations
) -> Tree:
    """The tree over the axes still to be asked, for the combinations that the answers so far leave."""
    for outcome, ground in outcomes.items():
        if not combinations & ~ground:
            return Leaf(outcome)
    axis, *rest = order
    leading_to: dict[Tree, list[Option]] = {}
    for option in axis.options:
        subtree = _subtree(tuple(rest), grid, outcomes, combinations & grid.choosing[option.id])
        leading_to.setdefault(subtree, []).append(option)
    if len(leading_to) == 1:
        return next(iter(leading_to))
    return Branch(axis, tuple(Edge(tuple(options), tree) for tree, options in leading_to.items()))
