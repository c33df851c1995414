"""A cell of a worksheet, as a reader of the sheet sees it."""

import datetime
import re
from typing import TypeAlias

import attrs

from aiprocure.errors import Problem

__all__ = ["Cell", "Place", "Value", "column_letters", "column_number", "place_in", "place_name", "unified"]

Place: TypeAlias = tuple[int, int]
"""A row and a column, counted from 1."""
Value: TypeAlias = str | int | float | bool | datetime.date | datetime.time | None
_ABSENT = re.compile(r"[ー－—–―‐‑−ｰ-]|[・･·…‥⋯⋮︙.．\s]*")


@attrs.frozen
class Cell:
    """A cell: what it says live, where it is, and, where it is merged, the cell that it says it from.

    ``flaw`` is why its value cannot be read. ``struck`` is what it holds struck out.
    """

    value: Value
    place: str
    origin: str
    flaw: Problem | None = None
    struck: str = ""

    @property
    def is_absent(self) -> bool:
        """Whether it is blank, or holds no more than a dash or the marks of an excerpt."""
        if self.flaw:
            return False
        return _ABSENT.fullmatch(unified(self.value)) is not None if isinstance(self.value, str) else self.value is None


def unified(written: str) -> str:
    r"""Return text with every line break written as ``\n``, and no white space around it."""
    return written.replace("\r\n", "\n").replace("\r", "\n").strip()


def place_name(title: str, row: int, column: int) -> str:
    """Return the name of a cell, as in ``別紙3!B14``."""
    return f"{title}!{column_letters(column)}{row}"


def place_in(name: str) -> Place:
    """Return the row and column that the name of a cell says; nothing before all others where it names a whole sheet.

    >>> place_in("別紙3!B14"), place_in("別紙3")
    ((14, 2), (0, 0))
    """
    found = re.search("!([A-Z]+)([0-9]+)$", name)
    return (int(found.group(2)), column_number(found.group(1))) if found else (0, 0)


def column_letters(column: int) -> str:
    """Return the letters of a column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
