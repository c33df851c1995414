"""The parts of pages: sections under a heading, items, and citations."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line, Lines
from aiprocure.model.citation import Citation
from aiprocure.reports import Item
from aiprocure.reports.phrases import Phrases

__all__ = ["item_lines", "section", "styled_citation", "titled"]


def section(phrases: Phrases, heading: str, lines: Iterable[Line], **values: object) -> RenderableType:
    """Return lines under a heading, given by the name of its label and what fills it."""
    return titled(phrases.say(heading, **values), lines)


def titled(heading: str, lines: Iterable[Line]) -> RenderableType:
    """Return lines under a heading."""
    return Group(Line(Styled(heading, "bold cyan"), 0), Lines(tuple(lines)), "")


def styled_citation(phrases: Phrases, citation: Citation) -> Styled:
    """Return a citation, dimmed behind what it is about."""
    return Styled(phrases.citation(citation), "dim")


def item_lines(items: Iterable[Item], indent: int = 2) -> Iterator[Line]:
    """Yield items, each with its note behind it, and the items inside it indented."""
    for item in items:
        text = Styled(item.text, "yellow" if item.warns else "")
        yield Line(text + Styled(item.note, "dim") if item.note else text, indent)
        if item.inside:
            yield from item_lines(item.inside, indent + 2)
