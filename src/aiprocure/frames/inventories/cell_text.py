"""What a cell of a workbook says, as text."""

import datetime
from typing import TypeAlias

__all__ = ["CellText", "cell_text"]

_EXACT = 10**15

Value: TypeAlias = int | float | datetime.date | datetime.time


class CellText(str):
    """The text of a cell that holds a number, a date or a truth value, which it keeps as ``value``."""

    __slots__ = ("value",)
    value: Value


def cell_text(value: Value) -> CellText:
    """Return the text of a value, as a CSV file would hold it.

    >>> import datetime
    >>> cell_text(3.0), cell_text(0.5), cell_text(True), cell_text(datetime.datetime(2026, 4, 1, 9, 30))
    ('3', '0.5', 'TRUE', '2026-04-01 09:30:00')
    """
    cell = CellText(_written(value))
    cell.value = value
    return cell


def _written(value: Value) -> str:
    match value:
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
