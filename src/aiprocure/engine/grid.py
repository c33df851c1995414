"""Every combination of answers at once, so that a question about all of them is a question about sets.

A set of combinations is a truth table packed into one integer, a bit for each combination. Union, intersection and
difference are ``|``, ``&`` and ``& ~``, and to let go of an axis is to shift and combine, all at the speed of machine
words: 100,000 combinations, the most that a sound edition has, are 12 kB.
"""

import functools
import math
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import Condition, ReadingId, Rule

__all__ = ["Combinations", "Grid", "disputes_of", "grid_of", "grounds_of", "grounds_of_readings", "union"]

Combinations: TypeAlias = int
"""A set of combinations: bit ``i`` is set where combination ``i`` belongs to it."""


@attrs.frozen(repr=False)
class Grid:
    """The combinations of one option on each axis, numbered in the order of the axes, the last one fastest."""

    axes: tuple[Axis, ...]
    everything: Combinations
    choosing: dict[OptionId, Combinations] = attrs.field(eq=False)
    """The combinations that choose an option."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Grid of {self.everything.bit_length()} combinations>"

    @classmethod
    def over(cls, axes: tuple[Axis, ...]) -> "Grid":
        """Return the grid over some axes."""
        everything = (1 << math.prod(len(axis.options) for axis in axes)) - 1
        choosing: dict[OptionId, Combinations] = {}
        # The options of an axis take turns: each is chosen in a run of combinations, once in every period.
        period = everything.bit_length()
        for axis in axes:
            run = period // len(axis.options)
            every_period = everything // ((1 << period) - 1)
            for position, option in enumerate(axis.options):
                choosing[option.id] = ((1 << run) - 1 << position * run) * every_period
            period = run
        return cls(axes, everything, choosing)

    def any_of(self, options: Iterable[OptionId]) -> Combinations:
        """Return the combinations that choose at least one of some options."""
        return union(self.choosing[option] for option in options)

    def all_of(self, options: Iterable[OptionId]) -> Combinations:
        """Return the combinations that choose every one of some options."""
        found = self.everything
        for option in options:
            found &= self.choosing[option]
        return found

    def within(self, sets: Iterable[Iterable[OptionId]]) -> Combinations:
        """Return the combinations that choose at least one option of each of some sets."""
        found = self.everything
        for options in sets:
            found &= self.any_of(options)
        return found

    def meeting(self, condition: Condition) -> Combinations:
        """Return the combinations under which a condition holds."""
        return self.within(options for _, options in condition.sets)

    def regardless_of(self, axis: Axis, combinations: Combinations) -> Combinations:
        """Return the combinations that agree with one of some combinations on every axis but perhaps one."""
        anyhow = union(self.rest_of(option.id, combinations) for option in axis.options)
        return union(anyhow << _lowest(self.choosing[option.id]) for option in axis.options)

    def rest_of(self, option: OptionId, combinations: Combinations) -> Combinations:
        """Return those of some combinations that choose an option, with the first option of its axis in its place."""
        chosen = self.choosing[option]
        return (combinations & chosen) >> _lowest(chosen)

    def first(self, combinations: Combinations) -> tuple[Option, ...]:
        """Return the first of some combinations (at least one), one option an axis."""
        number = _lowest(combinations)
        options: list[Option] = []
        for axis in reversed(self.axes):
            number, position = divmod(number, len(axis.options))
            options.insert(0, axis.options[position])
        return tuple(options)

    def each(self, combinations: Combinations) -> tuple[tuple[Option, ...], ...]:
        """Return some combinations one by one, one option an axis."""
        found: list[tuple[Option, ...]] = []
        while combinations:
            found.append(self.first(combinations))
            combinations &= combinations - 1
        return tuple(found)

    def weigh(self, combinations: Combinations, weights: Mapping[OptionId, int]) -> int:
        """Return what some combinations weigh together. Each weighs the product of the weights of its options.

        Summed axis by axis, the slowest first. What is left of the truth table under different options is often the
        same, and is then summed once.
        """

        @functools.cache
        def weigh(axes: tuple[Axis, ...], table: Combinations, size: int) -> int:
            if not axes or not table:
                return table
            first, *others = axes
            rest, run = tuple(others), size // len(first.options)
            parts = (
                (option.id, table >> position * run & (1 << run) - 1) for position, option in enumerate(first.options)
            )
            return sum(weights[option] * weigh(rest, part, run) for option, part in parts if weights[option])

        return weigh(self.axes, combinations, self.everything.bit_length())


def _lowest(combinations: Combinations) -> int:
    """The number of the first of some combinations."""
    return (combinations & -combinations).bit_length() - 1


def grid_of(edition: Edition) -> Grid:
    """Return the grid over an edition's axes."""
    return Grid.over(edition.axes)


def grounds_of(edition: Edition) -> dict[OutcomeId, Combinations]:
    """Return, for each outcome of an edition, the combinations that its rules decide so."""
    return _grounds(edition, edition.rules)


def grounds_of_readings(edition: Edition) -> tuple[dict[OutcomeId, Combinations], ...]:
    """Return the grounds of the reading that an edition adopts and of each rival one, in this order."""
    return (edition.once(grounds_of), *(_grounds(edition, reading.rules) for reading in edition.readings))


def disputes_of(edition: Edition) -> dict[ReadingId, Combinations]:
    """Return, for each rival reading of an edition, the combinations that it decides otherwise."""
    adopted, *rivals = edition.once(grounds_of_readings)
    everything = edition.once(grid_of).everything
    return {
        reading.id: everything & ~union(adopted[o] & rival[o] for o in adopted)
        for reading, rival in zip(edition.readings, rivals, strict=True)
    }


def _grounds(edition: Edition, rules: tuple[Rule, ...]) -> dict[OutcomeId, Combinations]:
    """The combinations that some rules decide so, for each outcome."""
    grid = edition.once(grid_of)
    grounds: dict[OutcomeId, Combinations] = {outcome.id: 0 for outcome in edition.outcomes}
    for rule in rules:
        grounds[rule.outcome] |= grid.meeting(rule.when)
    return grounds


def union(sets: Iterable[Combinations]) -> Combinations:
    """Return the combinations that belong to at least one of some sets."""
    found = 0
    for combinations in sets:
        found |= combinations
    return found
