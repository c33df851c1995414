"""Lines of text for a terminal, broken as Japanese is."""

from collections.abc import Iterator

import attrs
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text as Styled

from aiprocure.reports.line_breaking import split_pieces

__all__ = ["Line"]


@attrs.frozen
class Line:
    """A line of text that stays indented where it is too long for the terminal, broken as Japanese is."""

    text: Styled
    indent: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Styled]:
        for paragraph in self.text.split("\n"):
            width = paragraph.cell_len if options.no_wrap else options.max_width - self.indent
            for part in paragraph.divide(_breaks(paragraph.plain, width)):
                part.rstrip()
                yield Styled(" " * self.indent, no_wrap=True, overflow="ignore") + part


def _breaks(passage: str, width: int) -> list[int]:
    """Where to break a passage so that it fits a width, as Japanese is broken; a word too long stays whole."""
    breaks, used, start = [], 0, 0
    for piece in split_pieces(passage):
        if used and used + cell_len(piece.rstrip()) > width:
            breaks.append(start)
            used = 0
        used += cell_len(piece)
        start += len(piece)
    return breaks
