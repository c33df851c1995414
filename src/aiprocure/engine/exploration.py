"""What is still open while some axes are not answered yet, and what to ask next."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from aiprocure.engine.grid import Combinations, disputes_of, grid_of, grounds_of
from aiprocure.engine.relevance import relevance_of
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidArgument, InvalidData
from aiprocure.model.answers import PartialAnswers, require_answers_to
from aiprocure.model.axes import Axis, AxisId, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import ReadingId

if TYPE_CHECKING:
    from aiprocure.engine.supplied_numbers import Numbers

__all__ = ["Exploration", "Tally", "explore"]


@attrs.frozen
class Tally:
    """An outcome that is still possible, and how many of the combinations left lead to it."""

    outcome: Outcome
    combinations: int
    supplied_share: Fraction | None = None
    """Its share of what is left by the caller's own weights; None where the caller gave none."""


@attrs.frozen(repr=False)
class Exploration:
    """What partial answers leave open under an edition: the outcomes still possible, and what to ask next."""

    edition: Edition = attrs.field(eq=False)
    answers: PartialAnswers
    tallies: tuple[Tally, ...]
    """The outcomes still possible, lightest first, each with the combinations left that lead to it."""
    ask_next: tuple[Axis, ...]
    """The open axes that can matter, in the order that settles the outcome soonest; none once it is settled."""
    irrelevant: tuple[Axis, ...]
    """The axes, answered or open, whose answer cannot matter, given the answers to the others."""
    disputed_by: tuple[ReadingId, ...]
    """The rival readings that would decide some combination left otherwise."""
    supplied_weights: tuple[tuple[OptionId, Fraction], ...] = ()
    """The caller's own weights by option, in the order of the axes; empty where none were given."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        counts = ", ".join(f"{tally.outcome.id} {tally.combinations}" for tally in self.tallies)
        return f"<Exploration of {' '.join(self.answers.values()) or 'nothing'}: {counts}>"

    def __str__(self) -> str:
        return "、".join(map(_said, self.tallies))

    @property
    def possible(self) -> tuple[Outcome, ...]:
        """The outcomes still possible, lightest first."""
        return tuple(tally.outcome for tally in self.tallies)

    @property
    def settled(self) -> bool:
        """Whether only one outcome is possible."""
        return len(self.tallies) == 1

    @property
    def counts(self) -> Counter[str]:
        """The number of combinations left that lead to an outcome, by its id.

        Combinations are counted alike, however often they occur: this is not how likely an outcome is.
        """
        return Counter({tally.outcome.id: tally.combinations for tally in self.tallies})


def explore(edition: Edition, partial: PartialAnswers, *, weights: "Numbers | None" = None) -> Exploration:
    """Return what partial answers leave open under an edition, over all combinations that complete them.

    ``ask_next`` is the order of the open axes that needs the fewest questions on average over the combinations left,
    where an axis that can no longer matter is not asked; among equals, the one in the figure's order. Asking
    the first of it, and exploring again, is never worse than any fixed order.

    ``weights`` gives the caller's own weights of options, by axis and there by option: of an axis all or none. A
    combination left weighs the product of the weights of the options on the axes still open, where the options of an
    axis without weights weigh alike; each tally then has the exact ``supplied_share`` of its outcome. Nothing else
    changes: an outcome of the share 0 is still possible.

    Raises :class:`InvalidAnswers` for answers that the edition does not offer, :class:`InvalidEdition` for an edition
    that is not sound, and :class:`InvalidData` with everything wrong in ``weights``.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> explore(edition, edition.partial_answers(C=2))
    <Exploration of C2: low 4, high 32>
    >>> [axis.id for axis in explore(edition, edition.partial_answers(C=2)).ask_next]
    ['B', 'A', 'D']
    >>> explore(edition, edition.partial_answers(C=1)).settled
    True
    >>> print(explore(edition, edition.partial_answers(B=2, C=3), weights={"users": {1: 3, 2: 5, 3: 1, 4: 1}}))
    低 8通り（利用者による重みで 11/15）、高 4通り（利用者による重みで 4/15）
    """
    require_sound(edition)
    require_answers_to(edition.axes, partial, PartialAnswers)
    answers = edition.partial_answers(**partial)
    given = dict(answers.choices)
    left = edition.once(grid_of).all_of(given.values())
    supplied = {} if weights is None else _read_weights(edition, weights)
    share = _share_by(edition, given.keys(), left, supplied)
    tallies = (
        Tally(outcome, (left & ground).bit_count(), share(left & ground))
        for outcome, ground in zip(edition.outcomes, edition.once(grounds_of).values(), strict=True)
        if left & ground
    )
    return Exploration(
        answers=answers,
        tallies=tuple(tallies),
        ask_next=_ask_next(edition, given.keys(), left),
        irrelevant=_irrelevant(edition, left),
        disputed_by=tuple(id_ for id_, disputed in edition.once(disputes_of).items() if left & disputed),
        edition=edition,
        supplied_weights=tuple(supplied.items()),
    )


def _said(tally: Tally) -> str:
    share = "" if tally.supplied_share is None else f"（利用者による重みで {tally.supplied_share}）"
    return f"{tally.outcome} {tally.combinations}通り{share}"


def _read_weights(edition: Edition, weights: object) -> dict[OptionId, Fraction]:
    from aiprocure.engine.supplied_numbers import read_weights

    try:
        return read_weights(edition, weights)
    except (InvalidData, InvalidArgument) as error:
        raise type(error)(problem.under("weights") for problem in error.problems) from None


def _share_by(
    edition: Edition, answered: Collection[AxisId], left: Combinations, supplied: Mapping[OptionId, Fraction]
) -> Callable[[Combinations], Fraction | None]:
    """What gives the share of some combinations in those left, if weights are supplied.

    What an axis weighs as a whole cancels out: its weights are made whole numbers, and those of an answered axis 1.
    """
    if not supplied:
        return lambda _: None
    weights: dict[OptionId, int] = {}
    for axis in edition.axes:
        own = [
            supplied.get(option.id, Fraction(1)) if axis.id not in answered else Fraction(1) for option in axis.options
        ]
        common = math.lcm(*(weight.denominator for weight in own))
        weights |= {option.id: int(weight * common) for option, weight in zip(axis.options, own, strict=True)}
    grid = edition.once(grid_of)
    everything = grid.weigh(left, weights)
    return lambda some: Fraction(grid.weigh(some, weights), everything)


def _irrelevant(edition: Edition, left: Combinations) -> tuple[Axis, ...]:
    """The axes that cannot matter in any combination left, the other answers being known."""
    relevance = edition.once(relevance_of)
    return tuple(axis for axis, over in zip(relevance.axes, relevance.over, strict=True) if not left & over[0])


def _ask_next(edition: Edition, answered: Collection[AxisId], left: Combinations) -> tuple[Axis, ...]:
    """The order of the open axes that needs the fewest questions, by dynamic programming over subsets of axes.

    For every set of axes already asked, the largest first, ``best`` keeps the number of questions that follow, over all
    combinations left, and which axis to ask first; among equals, the one that the figure asks first. An axis costs one
    question in each combination where it can still matter. Sets of axes are numbers, as in :class:`Relevance`: with at
    most ten axes there are at most 1,024 of them, and ten choices in each.
    """
    over = edition.once(relevance_of).over
    numbers = {axis.id: number for number, axis in enumerate(edition.axes) if axis.id not in answered}
    in_order = [numbers[id_] for id_ in edition.asking_order.axes if id_ in numbers]
    matter = [(1 << number, over[number]) for number in in_order if left & over[number][0]]
    everything = asked = sum(bit for bit, _ in matter)
    best = {everything: (0, 0)}
    while asked:
        asked = (asked - 1) & everything
        still_open = everything ^ asked
        best[asked] = min(
            [
                (best[asked | bit][0] + (left & mattering[still_open ^ bit]).bit_count(), place)
                for place, (bit, mattering) in enumerate(matter)
                if still_open & bit
            ]
        )
    order: list[Axis] = []
    while asked != everything:
        bit, _ = matter[best[asked][1]]
        order.append(edition.axes[bit.bit_length() - 1])
        asked |= bit
    return tuple(order)
