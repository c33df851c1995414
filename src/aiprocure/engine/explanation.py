"""Why an outcome is what it is."""

from itertools import combinations

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.grid import grid_of, grounds_of
from aiprocure.model.axes import Option
from aiprocure.wording import expect

__all__ = ["explain"]


def explain(assessment: Assessment) -> tuple[tuple[Option, ...], ...]:
    """Return the sufficient reasons of an outcome: every minimal set of the given answers that alone forces it.

    Whatever the other answers were, the outcome would be the same; leave any answer out of a reason, and it would not
    be. Where there are several reasons, removing one of them does not change the outcome. Shortest reasons first.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> for reason in explain(assess(edition, edition.answers(A=3, B=1, C=1, D=2))):
    ...     print(*(option.id for option in reason))
    B1
    C1
    >>> for reason in explain(assess(edition, edition.answers(A=3, B=2, C=3, D=1))):
    ...     print(*(option.id for option in reason))
    A3 B2 C3
    """
    expect(Assessment, assessment)
    grid = assessment.edition.once(grid_of)
    elsewhere = grid.everything & ~assessment.edition.once(grounds_of)[assessment.outcome.id]
    reasons: list[tuple[Option, ...]] = []
    for size in range(len(assessment.chosen) + 1):
        for candidate in combinations(assessment.chosen, size):
            minimal = not any(set(reason) <= set(candidate) for reason in reasons)
            if minimal and not grid.all_of(option.id for option in candidate) & elsewhere:
                reasons.append(candidate)
    return tuple(reasons)
