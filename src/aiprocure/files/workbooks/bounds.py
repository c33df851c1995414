"""What a workbook may hold at most, so that reading it takes at most a second and some tens of megabytes."""

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.errors.text import Text

__all__ = [
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "MOST_COLUMNS",
    "MOST_ELEMENTS",
    "MOST_MERGED",
    "MOST_ROWS",
    "MOST_TEXT",
    "too_large",
]

MOST_BYTES = 5_000_000
"""Bytes of the file."""
MOST_ELEMENTS = 200_000
"""XML elements of the parts that are read."""
MOST_CHARACTERS = 4_000_000
"""Characters of the parts that are read."""
MOST_ROWS = 5_000
"""Rows of a check sheet, and of all check sheets together."""
MOST_COLUMNS = 100
"""Columns of a check sheet."""
MOST_TEXT = 2_000_000
"""Characters of the check sheets: one string may be in many cells."""
MOST_MERGED = 10_000
"""Merged ranges of a check sheet, one over several columns counted in each."""
MOST_NOTES = 1_000
"""Notes on what was passed over."""


def too_large(most: int, ja: str, en: str) -> InvalidSheet:
    """Return the exception for a workbook that holds more of something than can be read; the caller raises it."""
    return InvalidSheet(Problem.of("workbook-too-large", most=most, what=Text(ja, en)))
