"""Formulas, each with what it comes to now, so that it is said once, and shown by programs that do not calculate.

An expression is put together of others, and its value of theirs. Only what a cell holds has to be given as both.
"""

import attrs

from aiprocure.export.xlsx.book import literal

__all__ = ["Condition", "Live", "all_of", "any_of", "choose", "constant", "negate"]


@attrs.frozen
class Live:
    """The formula of a text, without its equals sign, and what it comes to now."""

    formula: str
    now: str


@attrs.frozen
class Condition:
    """The formula of a condition, and whether it holds now."""

    formula: str
    now: bool


def constant(text: str) -> Live:
    """Return a text.

    >>> constant("one")
    Live(formula='"one"', now='one')
    """
    return Live(literal(text), text)


def choose(condition: Condition, then: Live, otherwise: Live) -> Live:
    """Return one of two texts, by a condition.

    >>> choose(Condition("A1=1", False), constant("one"), constant("other"))
    Live(formula='IF(A1=1,"one","other")', now='other')
    """
    formula = f"IF({condition.formula},{then.formula},{otherwise.formula})"
    return Live(formula, then.now if condition.now else otherwise.now)


def all_of(*conditions: Condition) -> Condition:
    """Return whether all of some conditions hold."""
    return Condition(f"AND({','.join(each.formula for each in conditions)})", all(each.now for each in conditions))


def any_of(*conditions: Condition) -> Condition:
    """Return whether one of some conditions holds."""
    return Condition(f"OR({','.join(each.formula for each in conditions)})", any(each.now for each in conditions))


def negate(condition: Condition) -> Condition:
    """Return whether a condition does not hold."""
    return Condition(f"NOT({condition.formula})", not condition.now)
