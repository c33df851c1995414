"""Whether graver answers ever lead to a lighter outcome, and where."""

from collections.abc import Iterator
from itertools import pairwise

import attrs

from aiprocure.engine.grid import Combinations, grid_of, grounds_of
from aiprocure.engine.soundness import require_sound
from aiprocure.model.answers import Answers
from aiprocure.model.axes import Axis, Option
from aiprocure.model.edition import Edition
from aiprocure.model.representation import rich_repr

__all__ = ["Reversal", "reversals"]


@attrs.frozen(repr=False)
class Reversal:
    """Two options of an axis, the second at least as grave as the first, yet in some cases with a lighter outcome."""

    lighter: Option
    graver: Option
    cases: int
    """How many combinations of answers on the other axes are decided so."""
    sample: Answers
    """The first of them, with the option that is held to be lighter, and decides graver."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Reversal {self.lighter.id} {self.graver.id}: {self.cases} cases>"


def reversals(edition: Edition) -> tuple[Reversal, ...]:
    """Return where an edition is not monotone; nothing where it is.

    The options of each axis are taken in their order of risk, each with the next; of two that are of equal risk,
    neither may decide graver. Where none of these is reversed, no graver answers lead to a lighter outcome. Raises
    :class:`InvalidEdition` for an edition that is not sound.

    >>> from aiprocure import editions
    >>> reversals(editions.load("2025-05-27"))
    ()
    """
    require_sound(edition)
    found = (_reversal(edition, axis, *pair) for axis in edition.axes for pair in _ordered_pairs(axis))
    return tuple(reversal for reversal in found if reversal is not None)


def _ordered_pairs(axis: Axis) -> Iterator[tuple[Option, Option]]:
    """Yield neighbours in the order of risk: the first may not decide graver than the second."""
    options = {option.id: option for option in axis.options}
    ranked = [(options[id_], rank) for rank, group in enumerate(axis.risk_order.lightest_first) for id_ in group]
    for (option, rank), (following, its_rank) in pairwise(ranked):
        yield option, following
        if rank == its_rank:
            yield following, option


def _reversal(edition: Edition, axis: Axis, lighter: Option, graver: Option) -> Reversal | None:
    grid, grounds = edition.once(grid_of), edition.once(grounds_of)
    decided: Combinations = 0
    at_least: Combinations = 0
    for outcome in reversed(edition.outcomes):
        at_least |= grounds[outcome.id]
        decided |= grid.rest_of(lighter.id, at_least) & ~grid.rest_of(graver.id, at_least)
    if not decided:
        return None
    first = {option.axis: option.id for option in grid.first(decided)} | {axis.id: lighter.id}
    return Reversal(lighter, graver, decided.bit_count(), edition.answers(**first))
