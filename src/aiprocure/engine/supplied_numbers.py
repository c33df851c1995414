"""The costs and weights that a caller supplies: read exactly, or refused with everything wrong and its place."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Rational
from typing import Protocol, TypeAlias, TypeVar

from aiprocure.errors import Choice, InvalidArgument, InvalidData, Problem, Text
from aiprocure.errors.messages import pointer
from aiprocure.model.axes import Axis, Option, OptionId, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import plain_spelling

__all__ = ["Costs", "Number", "Numbers", "cost_of", "read_costs", "read_number", "read_weights"]

V_co = TypeVar("V_co", covariant=True)


class _Table(Protocol[V_co]):
    """A mapping whose keys may be of any type: a ``Mapping[str, int]`` is none of ``Mapping[str | int, int]``."""

    def items(self) -> Iterable[tuple[object, V_co]]: ...


Number: TypeAlias = int | float | Decimal | Fraction | str
"""A number that is taken exactly: a float by its decimal text (0.1 is a tenth), text as in 3, 0.25, 1e3 or 1/3."""
Numbers: TypeAlias = _Table[_Table[Number]]
"""Numbers for options, in mappings: by axis (id or slug), and there by option (id, mark, number, slug)."""
Costs: TypeAlias = Mapping[tuple[OptionId | None, OptionId], Fraction]
"""What it costs to change to an option: from one option, or, where that is None, from any."""

_LARGEST = 10**15
_DIGITS = 30
_MOST_PROBLEMS = 100
_LONGEST = 100
_COMMON_DIGITS = 60
"""Digits of the denominator that the weights of an axis share: shares stay small enough to be written."""
_WRITTEN = re.compile(
    r"\+?[0-9]+(?:_[0-9]+)*(?:\.[0-9]+(?:_[0-9]+)*)?(?:[eE][+-]?[0-9]{1,3})?|[0-9]+/0*[1-9][0-9]*", re.ASCII
)
_TABLE = Choice("table", text=Text("表（名前と値の組）", "a table of names and values"))
_ARROWS = ("→", "->")
K = TypeVar("K")


def read_number(given: object) -> Fraction | None:
    """Return a number exactly, or None for what is not a number from 0 to 10**15 with at most 30 decimals.

    >>> read_number(0.1), read_number("1/3"), read_number(True), read_number(float("nan")), read_number(-1)
    (Fraction(1, 10), Fraction(1, 3), None, None, None)
    """
    number = _exactly(given)
    return number if number is not None and 0 <= number <= _LARGEST and number.denominator <= 10**_DIGITS else None


def read_costs(edition: Edition, given: object) -> Costs:
    """Return the costs of changes, by the option that they lead to or, as in ``①→②``, by both.

    Raises :class:`InvalidData` with everything wrong, and :class:`InvalidArgument` for what is not a mapping.

    >>> from aiprocure import editions
    >>> read_costs(editions.load("2025-05-27"), {"A": {"②": 3, "①→②": 0.5}})
    {(None, 'A2'): Fraction(3, 1), ('A1', 'A2'): Fraction(1, 2)}
    """
    costs, problems = _read(edition, given, _change)
    if problems:
        raise InvalidData(problems)
    return {change: cost for change, cost in costs.items() if cost is not None}


def cost_of(costs: Costs, before: OptionId, after: OptionId) -> Fraction | None:
    """Return what a change costs: what is said of both options, or else of the one that it leads to."""
    return costs.get((before, after), costs.get((None, after)))


def read_weights(edition: Edition, given: object) -> dict[OptionId, Fraction]:
    """Return the weights of options: of an axis either every option has one, or none has.

    Raises as :func:`read_costs` does, and where the weights of an axis are all zero.
    """
    weights, problems = _read(edition, given, _option)
    for axis in edition.axes:
        problems += _problems_of_weights(axis, weights)
    if problems:
        raise InvalidData(problems)
    return {
        option.id: weights[option.id] or Fraction(0)
        for a in edition.axes
        for option in a.options
        if option.id in weights
    }


def _exactly(given: object) -> Fraction | None:
    """A finite number as a fraction. What would make a huge one is turned away before."""
    match given:
        case bool():
            return None
        case str():
            plain = plain_spelling(given) if len(given) <= _LONGEST else ""
            return Fraction(plain) if _WRITTEN.fullmatch(plain) else None
        case float():
            return Fraction(float.__repr__(given)) if math.isfinite(given) else None
        case Decimal():
            exponent = given.as_tuple().exponent
            small = isinstance(exponent, int) and exponent >= -_LONGEST and given.adjusted() <= _LONGEST
            return Fraction(given) if small else None
        case Rational():
            return Fraction(int(given.numerator), int(given.denominator))
    return None


def _read(
    edition: Edition, given: object, meaning: Callable[[Axis, object], K | None]
) -> tuple[dict[K, Fraction | None], list[Problem]]:
    """The number of each thing that a key means, None where it is not a number, and everything wrong."""
    if not isinstance(given, Mapping):
        raise InvalidArgument(Problem.of("wrong-type", value=given, expected=[_TABLE]))
    axes, numbers = axes_by_name(edition.axes), dict[K, Fraction | None]()
    problems: list[Problem] = []
    for name, table in given.items():
        if (axis := axes.get(name)) is None:
            problems.append(no_such_axis(name, edition.axes, pointer(name)))
        elif not isinstance(table, Mapping):
            problems.append(Problem.of("wrong-type", pointer(name), value=table, expected=[_TABLE]))
        else:
            for key, written in table.items():
                problems += (each.under(name, key) for each in _read_one(axis, key, written, meaning, numbers))
                if len(problems) > _MOST_PROBLEMS:
                    break
        if len(problems) > _MOST_PROBLEMS:
            return numbers, [*problems[:_MOST_PROBLEMS], Problem.of("stopped-here", pointer(name))]
    return numbers, problems


def _read_one(
    axis: Axis,
    key: object,
    written: object,
    meaning: Callable[[Axis, object], K | None],
    numbers: dict[K, Fraction | None],
) -> list[Problem]:
    """Keep a number for what its key means, and return what is wrong with either."""
    problems: list[Problem] = []
    meant, number = meaning(axis, key), read_number(written)
    if number is None:
        problems.append(Problem.of("not-an-amount", value=written, most=f"{_LARGEST:,}", digits=_DIGITS))
    if meant is None:
        problems.append(axis.refusal(key))
    elif meant in numbers:
        problems.append(Problem.of("number-given-twice", value=key))
    else:
        numbers[meant] = number
    return problems


def _option(axis: Axis, key: object) -> OptionId | None:
    option = axis.read(key)
    return option.id if option else None


def _change(axis: Axis, key: object) -> tuple[OptionId | None, OptionId] | None:
    """The change that a key means: to one option, or from one to another."""
    if option := axis.read(key):
        return None, option.id
    if not isinstance(key, str):
        return None
    ends: list[tuple[Option | None, Option | None]] = [
        (axis.read(before), axis.read(after)) for arrow in _ARROWS for before, _, after in [key.partition(arrow)]
    ]
    return next(((a.id, b.id) for a, b in ends if a and b and a != b), None)


def _problems_of_weights(axis: Axis, weights: Mapping[OptionId, Fraction | None]) -> list[Problem]:
    """What is wrong with the weights of an axis as a whole: some missing, all zero, or none in common."""
    given = [weights[option.id] for option in axis.options if option.id in weights]
    exact = [weight for weight in given if weight is not None]
    missing = [option for option in axis.options if option.id not in weights]
    where = pointer(axis.id)
    if given and missing:
        return [Problem.of("weights-missing", where, expected=[Choice(o.id, o.mark) for o in missing])]
    if exact and len(exact) == len(given) and not any(exact):
        return [Problem.of("weights-all-zero", where)]
    if math.lcm(*(weight.denominator for weight in exact)) >= 10**_COMMON_DIGITS:
        return [Problem.of("weights-too-fine", where, digits=_COMMON_DIGITS)]
    return []
