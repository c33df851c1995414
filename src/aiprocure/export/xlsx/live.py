"""Formulas, each with what it comes to now, so that it is said once, and shown by programs that do not calculate.

An expression is put together of others, and its value of theirs. Only what a cell holds has to be given as both.
"""

from typing import Generic, TypeVar

import attrs

from aiprocure.export.xlsx.book import literal

__all__ = ["Live", "all_of", "any_of", "choose", "constant", "negate"]

_Value = TypeVar("_Value", bool, str)


@attrs.frozen
class Live(Generic[_Value]):
    """A formula without its equals sign, and what it comes to now."""

    formula: str
    now: _Value


def constant(text: str) -> Live[str]:
    """Return a text.

    >>> constant("one")
    Live(formula='"one"', now='one')
    """
    return Live(literal(text), text)


def choose(condition: Live[bool], then: Live[_Value], otherwise: Live[_Value]) -> Live[_Value]:
    """Return one of two expressions, by a condition.

    >>> choose(Live("A1=1", False), constant("one"), constant("other"))
    Live(formula='IF(A1=1,"one","other")', now='other')
    """
    formula = f"IF({condition.formula},{then.formula},{otherwise.formula})"
    return Live(formula, then.now if condition.now else otherwise.now)


def all_of(*conditions: Live[bool]) -> Live[bool]:
    """Return whether all of some conditions hold."""
    return Live(f"AND({','.join(each.formula for each in conditions)})", all(each.now for each in conditions))


def any_of(*conditions: Live[bool]) -> Live[bool]:
    """Return whether one of some conditions holds."""
    return Live(f"OR({','.join(each.formula for each in conditions)})", any(each.now for each in conditions))


def negate(condition: Live[bool]) -> Live[bool]:
    """Return whether a condition does not hold."""
    return Live(f"NOT({condition.formula})", not condition.now)
