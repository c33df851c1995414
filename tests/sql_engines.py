"""What the exports in SQL are run on: cases as columns of text, and what ``assess`` makes of them."""

from itertools import product

import aiprocure as ap

HOSTILE = "\"; drop table `t` -- ' */ \\ 業務\n"


def partial_cases(edition: ap.Edition) -> list[tuple[str | None, ...]]:
    """Every state of every axis: one of its options, or no answer."""
    return list(product(*([*(str(option.id) for option in axis.options), None] for axis in edition.axes)))


def outcomes(edition: ap.Edition, cases: list[tuple[str | None, ...]]) -> list[str | None]:
    """The outcome of each case, None where an answer is missing."""
    axes = [axis.id for axis in edition.axes]
    return [
        None if None in case else ap.assess(edition, edition.answers(**dict(zip(axes, case, strict=True)))).outcome.id
        for case in cases
    ]


def combinations(edition: ap.Edition) -> list[tuple[object, ...]]:
    """Every combination with its outcome, its row, and whether that is disputed, as the table has them."""
    found = [ap.assess(edition, answers) for answers in edition.all_answers()]
    return [
        (*(each.answers[axis.id] for axis in edition.axes), each.outcome.id, each.rule.id, bool(each.disputed))
        for each in found
    ]
