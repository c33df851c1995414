"""What was seen in the official sheet, beside what each reading of an edition decides there."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeAlias

import attrs

from aiprocure.engine.grid import Combinations, grid_of, grounds_of_readings
from aiprocure.engine.soundness import MOST_COMBINATIONS, MOST_PROBLEMS, require_sound
from aiprocure.errors import Choice, Invalid, InvalidArgument, InvalidObservations, Problem
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Language, Text
from aiprocure.model.answers import Answers, require_answers_to
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome

__all__ = ["Observation", "Seen", "marks", "read_observations", "require_agreeing", "unknown_outcome"]

Seen: TypeAlias = Iterable[tuple[Answers, str]]
"""Combinations looked up, each with the id of the outcome that the official sheet gives it, in any order."""


@attrs.frozen
class Observation:
    """The outcome that the official sheet gives a combination: its number on the grid, and where it was given."""

    answers: Answers
    number: int
    outcome: Outcome
    position: int


def read_observations(edition: Edition, seen: Seen) -> tuple[Observation, ...]:
    """Return what was seen, in the order of the combinations, each of them once.

    Raises :class:`InvalidObservations` with everything that is not a pair of answers to the edition and an outcome of
    it, and with every combination that is given two outcomes; :class:`InvalidEdition` for an edition that is not sound.
    """
    require_sound(edition)
    found: dict[int, Observation] = {}
    problems: list[Problem] = []
    for position, pair in enumerate(_checked(seen)):
        try:
            observation = _read(edition, pair, position)
            first = found.setdefault(observation.number, observation)
            if first.outcome != observation.outcome:
                raise InvalidObservations(_contradiction(edition, first, observation))
        except Invalid as error:
            problems += (problem.under("seen", position) for problem in error.problems)
        if len(problems) >= MOST_PROBLEMS:
            problems.append(Problem.of("stopped-here", pointer("seen", position)))
            break
    if problems:
        raise InvalidObservations(problems)
    return tuple(found[number] for number in sorted(found))


def require_agreeing(edition: Edition, observations: tuple[Observation, ...]) -> tuple[int, ...]:
    """Return the readings that agree with everything seen: 0 for the one adopted, then the rivals, counted from 1.

    Raises :class:`InvalidObservations` where there is none, with what each of them decides in what was seen.
    """
    seen = [(outcome.id, _combinations(edition, observations, outcome)) for outcome in edition.outcomes]
    agreeing = tuple(
        number
        for number, grounds in enumerate(edition.once(grounds_of_readings))
        if not any(combinations & ~grounds[outcome] for outcome, combinations in seen)
    )
    if not agreeing:
        raise InvalidObservations(_disagreement(edition, observations))
    return agreeing


def marks(edition: Edition, answers: Answers) -> str:
    """Return answers by the marks of their options: ``A①B②C③D②``."""
    return "".join(
        f"{axis.id}{option.mark}" for axis in edition.axes for option in axis.options if option.id == answers[axis.id]
    )


def unknown_outcome(edition: Edition, written: object) -> Problem:
    """Return the problem with what is not an outcome of an edition."""
    choices = [Choice(each.id, text=each.text) for each in edition.outcomes]
    return Problem.of("no-such-record", value=written, expected=choices, kind=Text("判定の結果", "outcome"))


def _checked(seen: object) -> list[object]:
    if not isinstance(seen, Iterable):
        raise InvalidArgument(Problem.of("wrong-type", pointer("seen"), value=seen, expected=[_PAIRS]))
    given = list(islice(seen, MOST_COMBINATIONS + 1))
    if len(given) > MOST_COMBINATIONS:
        what = Text("確認した結果", "observations")
        many = Problem.of("too-many", pointer("seen"), what=what, count=len(given), most=MOST_COMBINATIONS)
        raise InvalidObservations(many)
    return given


_PAIR = Choice("tuple[Answers, str]")
_PAIRS = Choice("Iterable[tuple[Answers, str]]")


def _read(edition: Edition, pair: object, position: int) -> Observation:
    match pair:
        case (Answers() as answers, str(written)):
            require_answers_to(edition.axes, answers, Answers)
        case _:
            raise InvalidObservations(Problem.of("wrong-type", value=pair, expected=[_PAIR]))
    outcome = next((each for each in edition.outcomes if each.id == written), None)
    if outcome is None:
        raise InvalidObservations(unknown_outcome(edition, written).under(1))
    return Observation(answers, _number(edition.axes, answers), outcome, position)


def _number(axes: tuple[Axis, ...], answers: Answers) -> int:
    """The number of a combination on the grid: one digit an axis, the last one fastest."""
    number = 0
    for axis in axes:
        number = number * len(axis.options) + [option.id for option in axis.options].index(answers[axis.id])
    return number


def _combinations(edition: Edition, observations: Iterable[Observation], outcome: Outcome) -> Combinations:
    """The combinations that were seen to have an outcome."""
    bits = bytearray(edition.once(grid_of).everything.bit_length() // 8 + 1)
    for observation in observations:
        if observation.outcome == outcome:
            bits[observation.number // 8] |= 1 << observation.number % 8
    return int.from_bytes(bits, "little")


def _contradiction(edition: Edition, first: Observation, second: Observation) -> Problem:
    return Problem.of(
        "seen-otherwise",
        value=second.outcome.id,
        marks=marks(edition, second.answers),
        first=first.outcome.text,
        second=second.outcome.text,
    )


def _disagreement(edition: Edition, observations: tuple[Observation, ...]) -> Iterator[Problem]:
    """Yield that no reading agrees, and each observation beside the readings, in the order in which they were given."""
    yield Problem.of("no-reading-agrees", count=len(observations))
    in_order = sorted(observations, key=lambda each: each.position)
    for observation in islice(in_order, MOST_PROBLEMS):
        yield Problem.of(
            "seen-beside-readings",
            pointer("seen", observation.position),
            value=observation.outcome.id,
            marks=marks(edition, observation.answers),
            outcome=observation.outcome.text,
            readings=Text(*(_beside(edition, observation, language) for language in ("ja", "en"))),
        )
    if len(in_order) > MOST_PROBLEMS:
        yield Problem.of("stopped-here", pointer("seen", in_order[MOST_PROBLEMS].position))


def _beside(edition: Edition, observation: Observation, language: Language) -> str:
    """What each reading decides there, outcome by outcome."""
    parts: list[str] = []
    for outcome in edition.outcomes:
        numbers = [
            number
            for number, grounds in enumerate(edition.once(grounds_of_readings))
            if grounds[outcome.id] >> observation.number & 1
        ]
        if numbers and language == "ja":
            names = "・".join(f"読み{number}" if number else "採る読み" for number in numbers)
            parts.append(f"{names}では「{outcome.text.ja}」")
        elif numbers:
            names = " and ".join(f"reading {number}" if number else "the adopted reading" for number in numbers)
            parts.append(f"{outcome.text.in_language(language)} by {names}")
    return ("、" if language == "ja" else "; ").join(parts)
