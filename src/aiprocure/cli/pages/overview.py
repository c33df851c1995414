"""The page that shows many dossiers beside each other."""

from rich.table import Table as RichTable
from rich.text import Text as Styled

from aiprocure.reports import Table

__all__ = ["overview_table"]


def overview_table(table: Table) -> RichTable:
    """Return a table of a report as one that rich draws."""
    drawn = RichTable(show_lines=True)
    for heading, width in zip(table.headings, table.widths, strict=True):
        drawn.add_column(Styled(heading), overflow="fold", ratio=width)
    for row in table.rows:
        drawn.add_row(*map(Styled, row))
    return drawn
