"""How the adopted reading of the source compares with its rival readings."""

from aiprocure.engine.grid import grid_of, grounds_of, union
from aiprocure.model.edition import Edition

__all__ = ["is_most_cautious"]


def is_most_cautious(edition: Edition) -> bool:
    """Return whether an edition adopts the most cautious reading: no rival reading decides any combination graver.

    So what the edition calls the lightest, every reading calls so too. Worked out from the rows; false where there is
    no rival reading to compare with.

    >>> from aiprocure import editions
    >>> is_most_cautious(editions.load("2025-05-27"))
    True
    """
    grid, grounds = edition.once(grid_of), edition.once(grounds_of)
    ranks = {outcome.id: rank for rank, outcome in enumerate(edition.outcomes)}
    return bool(edition.readings) and not any(
        grid.meeting(rule.when) & union(ground for id_, ground in grounds.items() if ranks[id_] < ranks[rule.outcome])
        for reading in edition.readings
        for rule in reading.rules
    )
