"""Lines of text for a terminal, broken as Japanese is."""

from collections.abc import Iterator
from itertools import pairwise

import attrs
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text as Styled

from aiprocure.reports.line_breaking import split_pieces

__all__ = ["Line", "Lines"]

_WIDEST = 2
"""Columns of the widest character."""


@attrs.frozen
class Line:
    """A line of text that stays indented where it is too long for the terminal, broken as Japanese is."""

    text: Styled
    indent: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Styled | Segment]:
        width = None if options.no_wrap else options.max_width - self.indent
        if not self.text.spans and not self.text.style:
            yield from self._plain_segments(width)
            return
        for paragraph in self.text.split("\n"):
            for part in paragraph.divide(_breaks(paragraph.plain, width)):
                part.rstrip()
                yield Styled(" " * self.indent, no_wrap=True, overflow="ignore") + part

    def _plain_segments(self, width: int | None) -> Iterator[Segment]:
        """The same of a text without styles, which are most: a dossier may hold thirty thousand of them."""
        margin = " " * self.indent
        for paragraph in self.text.plain.removesuffix("\n").split("\n"):
            breaks = _breaks(paragraph, width)
            for start, end in pairwise((0, *breaks, len(paragraph))):
                yield Segment(f"{margin}{paragraph[start:end].rstrip()}\n".expandtabs())


@attrs.frozen
class Lines:
    """Lines one below the other, rendered without the detours that rich makes for each of a group."""

    lines: tuple[Line, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Styled | Segment]:
        for line in self.lines:
            yield from line.__rich_console__(console, options)


def _breaks(passage: str, width: int | None) -> list[int]:
    """Where to break a passage so that it fits a width, as Japanese is broken; a word too long stays whole."""
    if width is None or _WIDEST * len(passage) <= width:
        return []
    breaks, used, start = [], 0, 0
    for piece in split_pieces(passage):
        if used and used + cell_len(piece.rstrip()) > width:
            breaks.append(start)
            used = 0
        used += cell_len(piece)
        start += len(piece)
    return breaks
