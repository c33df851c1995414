"""What a cell of an inventory holds, and the text that a CSV file has for it."""

import datetime
from collections.abc import Iterable
from typing import TypeAlias

__all__ = ["CellValue", "cell_text", "cell_texts"]

_EXACT = 10**15

CellValue: TypeAlias = str | int | float | datetime.date | datetime.time


def cell_text(value: CellValue) -> str:
    """Return the text of a value, as a CSV file would hold it.

    >>> import datetime
    >>> cell_text(3.0), cell_text(0.5), cell_text(True), cell_text(datetime.datetime(2026, 4, 1, 9, 30))
    ('3', '0.5', 'TRUE', '2026-04-01 09:30:00')
    """
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case datetime.datetime():
            return value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return repr(value)


def cell_texts(values: Iterable[CellValue]) -> list[str]:
    """Return the texts of values."""
    return [value if isinstance(value, str) else cell_text(value) for value in values]
