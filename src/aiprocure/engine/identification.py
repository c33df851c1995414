"""Which combinations to look up in the official sheet, so that the fewest tell the readings of an edition apart.

Twenty questions among the readings: an optimal decision tree whose leaves are readings, whose questions are
combinations, and whose answers are outcomes. Exact, by dynamic programming over sets of readings.
"""

from collections.abc import Iterable, Iterator
from itertools import compress
from typing import TypeAlias

import attrs

from aiprocure.engine.grid import Combinations, grid_of, grounds_of_readings
from aiprocure.engine.observations import Seen, read_observations, require_agreeing
from aiprocure.errors import InvalidEdition, Problem
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId

__all__ = ["MOST_TOLD_APART", "look_ups"]

MOST_TOLD_APART = 10
"""How many readings that differ can be told apart by an exact search, which doubles with each of them."""

Readings: TypeAlias = int
"""A set of readings: bit ``i`` is set where reading ``i`` belongs to it."""
Split: TypeAlias = tuple[Readings, ...]
"""The readings by what they decide in one combination, those that decide alike together."""


def look_ups(edition: Edition, seen: Seen = (), /) -> tuple[Answers, ...]:
    """Return the combinations to look up in the official sheet to tell the readings of an edition apart, first first.

    The first is the one to look up now, given what was seen: pairs of answers and the id of the outcome that the sheet
    gives them. The others follow as long as the outcomes leave most to be told apart; so there are as many as are
    needed in the worst case, and no way of looking up needs fewer. After each, ask again with what was seen: the next
    one depends on it. Empty once settled, that is, where all readings that agree with everything seen decide alike.

    Among combinations that are equally good, it is one that leaves the fewest readings at most, and of those the first
    in the order of the axes. Raises :class:`InvalidObservations`
    for what cannot have been seen, and where no reading agrees with it; :class:`InvalidEdition` for an edition that is
    not sound, or has more than :data:`MOST_TOLD_APART` readings left that decide differently.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> look_ups(edition)
    (<Answers A1 B1 C3 D2>, <Answers A1 B2 C3 D1>)
    >>> look_ups(edition, [(look_ups(edition)[0], "low")])
    (<Answers A1 B2 C2 D1>,)
    """
    agreeing = require_agreeing(edition, read_observations(edition, seen))
    of_readings = edition.once(grounds_of_readings)
    distinct = list(dict.fromkeys(tuple(of_readings[number].items()) for number in agreeing))
    if len(distinct) > MOST_TOLD_APART:
        many = Problem.of("too-many-readings", "/readings", count=len(distinct), most=MOST_TOLD_APART)
        raise InvalidEdition(many)
    if len(distinct) == 1:
        return ()
    grid = edition.once(grid_of)
    splits = _splits([dict(grounds) for grounds in distinct], grid.everything)
    chosen = _Search(splits).worst_path((1 << len(distinct)) - 1)
    return tuple(edition.answers(**{option.axis: option.id for option in grid.first(1 << number)}) for number in chosen)


@attrs.frozen
class _Search:
    """The search for the fewest look-ups, with the first combination of every way to split all readings."""

    splits: dict[Split, int]
    found: dict[Readings, tuple[int, Split]] = attrs.Factory(dict)
    """For each set of readings met so far, the look-ups that it needs, and the split to begin with."""

    def worst_path(self, readings: Readings) -> Iterator[int]:
        """Yield the combinations that are looked up where every outcome leaves the set that needs the most of them.

        Among equals, the set with the first of the readings, which is the one adopted as long as it is among them.
        """
        self._depth(readings, self.splits)
        while readings & (readings - 1):
            split = self.found[readings][1]
            yield self.splits[split]
            parts = sorted(_within(split, readings), key=_lowest)
            readings = max(parts, key=lambda part: self._depth(part, self.splits))

    def _depth(self, readings: Readings, splits: Iterable[Split]) -> int:
        """The look-ups that tell some readings apart in the worst case."""
        if not readings & (readings - 1):
            return 0
        if readings in self.found:
            return self.found[readings][0]
        # Combinations that split what is left alike are one; the first of them stands for all.
        telling: dict[Split, Split] = {}
        for split in splits:
            parts = _within(split, readings)
            if len(parts) > 1:
                telling.setdefault(parts, split)
        widest = max(map(len, telling))
        # The even splits first, as they are the most likely to need the fewest.
        in_order = sorted(telling, key=lambda parts: max(part.bit_count() for part in parts))
        fewest, best = readings.bit_count(), telling[in_order[0]]  # one look-up fewer always does
        for parts in in_order:
            depth = 1
            for part in sorted(parts, key=int.bit_count, reverse=True):
                if 1 + _least(part, widest) >= fewest:
                    depth = fewest
                    break
                depth = max(depth, 1 + self._depth(part, telling.values()))
            if depth < fewest:
                fewest, best = depth, telling[parts]
            if fewest == _least(readings, widest):
                break
        self.found[readings] = fewest, best
        return fewest


def _least(readings: Readings, widest: int) -> int:
    """The look-ups that so many readings need at least, where each has at most so many outcomes."""
    count, depth = readings.bit_count(), 0
    while count > 1:
        count, depth = -(-count // widest), depth + 1
    return depth


def _within(split: Split, readings: Readings) -> Split:
    """The parts of a split that hold some of the readings, without the others, in one order."""
    return tuple(sorted(part & readings for part in split if part & readings))


def _lowest(readings: Readings) -> int:
    return readings & -readings


def _splits(of_readings: list[dict[OutcomeId, Combinations]], everything: Combinations) -> dict[Split, int]:
    """Every way in which a combination splits some readings, with the first combination that does."""
    total = everything.bit_length()
    decided = [_decided(grounds.values(), total) for grounds in of_readings]
    first: dict[tuple[int, ...], int] = {}
    for number, outcomes in enumerate(zip(*decided, strict=True)):
        first.setdefault(outcomes, number)
    splits: dict[Split, int] = {}
    for outcomes, number in first.items():
        parts: dict[int, Readings] = {}
        for reading, outcome in enumerate(outcomes):
            parts[outcome] = parts.get(outcome, 0) | 1 << reading
        if len(parts) > 1:
            splits.setdefault(tuple(sorted(parts.values())), number)
    return splits


_AS_BITS = bytes.maketrans(b"01", b"\0\1")


def _decided(grounds: Iterable[Combinations], total: int) -> list[int]:
    """The position of the outcome of every combination, one by one."""
    decided = [0] * total
    for position, combinations in enumerate(grounds):
        bits = f"{combinations:0{total}b}".encode().translate(_AS_BITS)
        for number in compress(range(total), reversed(bits)):
            decided[number] = position
    return decided
