"""Whole numbers, however they are written: ``1``, ``1.0`` and ``1.00`` are the same number. Nothing is rounded."""

import re
from decimal import Decimal, InvalidOperation

from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling

__all__ = ["number_in_cell", "whole_number", "whole_value"]

_MOST_DIGITS = 20
_WITH_A_POINT = re.compile(r"[0-9]+\.0+")


def whole_number(written: str) -> int | None:
    """Return the whole number that an engine wrote as text, or None where it has a fraction or is no number.

    >>> whole_number("1"), whole_number("1.00"), whole_number("1e0"), whole_number("1.0000000000000000000001")
    (1, 1, 1, None)
    """
    try:
        return _whole(Decimal(written))
    except InvalidOperation:
        return None


def number_in_cell(written: str) -> int | None:
    """Return the whole number that a cell without a type says with a point, as CSV files of pandas do, or None.

    >>> number_in_cell("1.0"), number_in_cell("１．０"), number_in_cell("1"), number_in_cell("1.5")
    (1, 1, None, None)
    """
    plain = plain_spelling(written) if len(written) <= LONGEST_SPELLING else ""
    return whole_number(plain) if _WITH_A_POINT.fullmatch(plain) else None


def whole_value(value: object) -> object:
    """Return a whole number of any type as an ``int``, and everything else as it is.

    >>> whole_value(1.0), whole_value(Decimal("1.0")), whole_value(1.5), whole_value(True)
    (1, 1, 1.5, True)
    """
    if isinstance(value, float | Decimal):
        whole = _whole(Decimal(value))
        return value if whole is None else whole
    return value


def _whole(number: Decimal) -> int | None:
    """Return a number as an ``int`` where it is finite, whole and not longer than any option's number."""
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return None
    whole = int(number)
    return whole if whole == number else None
