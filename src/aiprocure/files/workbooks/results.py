"""What was read from a workbook."""

import attrs

from aiprocure.errors import Problem
from aiprocure.model.check_sheets import Clause, SheetRow

__all__ = ["ReadSheet", "Workbook"]


@attrs.frozen
class ReadSheet:
    """A check sheet that was read: its title, the row that names its columns, and the rows its items begin in."""

    title: str
    header: int
    rows: tuple[int, ...]


@attrs.frozen(repr=False)
class Workbook:
    """The rows of the check sheets in a workbook, and what of these sheets was not read."""

    rows: tuple[SheetRow | Clause, ...]
    """The rows in the order of the workbook; :meth:`Edition.with_rows` takes them."""
    sheets: tuple[ReadSheet, ...]
    """The sheets that they were read from."""
    passed_over: tuple[Problem, ...]
    """What was hidden, struck out, or not understood, each with its cell, and what is kept as the ministry's own."""

    def __repr__(self) -> str:
        return f"<Workbook: {len(self.rows)} rows, {len(self.sheets)} sheets, {len(self.passed_over)} passed over>"
