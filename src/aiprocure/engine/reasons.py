"""Which answers alone force an outcome."""

from itertools import combinations

from aiprocure.engine.grid import grid_of, grounds_of
from aiprocure.model.axes import AxisId, Option
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId

__all__ = ["driving_axes", "forces", "sufficient_reasons"]


def driving_axes(edition: Edition, options: tuple[Option, ...], outcome: Outcome) -> frozenset[AxisId]:
    """Return the axes on which an outcome rests: those of its sufficient reasons, together.

    None for the lightest outcome, from which nothing has to be lowered.
    """
    if outcome == edition.outcomes[0]:
        return frozenset()
    return frozenset(option.axis for reason in sufficient_reasons(edition, options, outcome.id) for option in reason)


def forces(edition: Edition, options: tuple[Option, ...], outcome: OutcomeId) -> bool:
    """Return whether some options lead to an outcome whatever is chosen on the other axes."""
    chosen = edition.once(grid_of).all_of(option.id for option in options)
    return not chosen & ~edition.once(grounds_of)[outcome]


def sufficient_reasons(
    edition: Edition, options: tuple[Option, ...], outcome: OutcomeId
) -> tuple[tuple[Option, ...], ...]:
    """Return every minimal set of some options that forces an outcome, the smallest first."""
    reasons: list[tuple[Option, ...]] = []
    for size in range(len(options) + 1):
        for candidate in combinations(options, size):
            minimal = not any(set(reason) <= set(candidate) for reason in reasons)
            if minimal and forces(edition, candidate, outcome):
                reasons.append(candidate)
    return tuple(reasons)
