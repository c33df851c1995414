"""What an edition makes of every combination of answers, by the combination's number in the grid."""

import attrs

from aiprocure.engine.grid import Combinations, disputes_of, grid_of
from aiprocure.engine.soundness import require_sound
from aiprocure.model.axes import Option
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import ReadingId, RuleId

__all__ = ["Decisions", "decisions_of", "first_combinations"]


@attrs.frozen(repr=False)
class Decisions:
    """For each combination: its outcome, the row that decides it, and the rival readings that decide it otherwise."""

    outcomes: tuple[OutcomeId, ...]
    rules: tuple[RuleId, ...]
    disputed_by: tuple[tuple[ReadingId, ...], ...]
    disputed: frozenset[int]
    """The numbers of the combinations that any rival reading decides otherwise."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Decisions of {len(self.rules)} combinations>"


def decisions_of(edition: Edition) -> Decisions:
    """Return what an edition makes of every combination. Raises :class:`InvalidEdition` where it is not sound.

    >>> from aiprocure import editions
    >>> decisions = decisions_of(editions.load("2025-05-27"))
    >>> decisions, decisions.rules[0], decisions.outcomes[0]
    (<Decisions of 144 combinations>, 'R1', 'high')
    """
    require_sound(edition)
    grid = edition.once(grid_of)
    deciding = {number: rule for rule in edition.rules for number in _members(grid.meeting(rule.when))}
    rules = [deciding[number] for number in range(len(deciding))]
    disputed_by: list[tuple[ReadingId, ...]] = [()] * len(rules)
    for reading, combinations in edition.once(disputes_of).items():
        for number in _members(combinations):
            disputed_by[number] += (reading,)
    return Decisions(
        outcomes=tuple(rule.outcome for rule in rules),
        rules=tuple(rule.id for rule in rules),
        disputed_by=tuple(disputed_by),
        disputed=frozenset(number for number, readings in enumerate(disputed_by) if readings),
    )


def first_combinations(edition: Edition) -> tuple[tuple[Option, ...], ...]:
    """Return the first combination that each row of a sound edition decides, one option an axis, row by row."""
    grid = edition.once(grid_of)
    return tuple(grid.first(grid.meeting(rule.when)) for rule in edition.rules)


def _members(combinations: Combinations) -> list[int]:
    return [number for number, bit in enumerate(reversed(f"{combinations:b}")) if bit == "1"]
