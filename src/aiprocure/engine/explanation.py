"""Why an outcome is what it is."""

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.reasons import sufficient_reasons
from aiprocure.errors.messages import expect
from aiprocure.model.axes import Option

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
    return sufficient_reasons(assessment.edition, assessment.chosen, assessment.outcome.id)
