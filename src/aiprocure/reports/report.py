"""The one document model: a report has a title, a lead and sections, and every format shows it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["Drawable", "Item", "Report", "Section", "Table", "cite", "keep_filled", "list_rows", "tabulate"]

Drawable: TypeAlias = Edition | Assessment | Exploration
"""A value with a decision tree to draw."""


@attrs.frozen
class Item:
    """A passage, a note right behind it, and items under it."""

    text: str
    note: str = ""
    inside: tuple["Item", ...] = ()
    warns: bool = False
    """Whether the reader must not overlook it."""
    numbered: bool = False
    """Whether it begins with its own number, and so needs no bullet."""


@attrs.frozen
class Table:
    """Rows of passages under headings. ``widths`` are those of the columns, in proportion."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@attrs.frozen
class Section:
    """The content under a heading: items, then tables. A format that can draw shows the drawing above them."""

    heading: str
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    drawing: Drawable | None = None


@attrs.frozen
class Report:
    """A value as a document."""

    title: str
    lead: tuple[Item, ...]
    """What to know first: the headline, then what qualifies it. Never empty."""
    sections: tuple[Section, ...]


def keep_filled(*sections: Section) -> tuple[Section, ...]:
    """Return the sections that have items or tables."""
    return tuple(section for section in sections if section.items or section.tables)


def cite(text: Text, citation: Citation, phrases: Phrases, *, before: str = "", warns: bool = False) -> Item:
    """Return a passage of the guideline with its citation."""
    return Item(before + phrases.of(text), phrases.citation(citation), warns=warns)


def tabulate(phrases: Phrases, columns: Mapping[str, int], rows: Sequence[Iterable[str]]) -> tuple[Table, ...]:
    """Return a table, or none where there are no rows. ``columns`` are widths by the names of the headings' labels."""
    headings = tuple(phrases.say(name) for name in columns)
    return (Table(headings, tuple(map(tuple, rows)), tuple(columns.values())),) if rows else ()


def list_rows(table: Table, phrases: Phrases) -> Iterator[Item]:
    """Yield the rows of a table as items, for a format that has no tables."""
    for row in table.rows:
        first, second, *others = row
        if not others:
            yield Item(phrases.say("detail", key=first, value=second))
            continue
        numbered = first.isdecimal()
        cells = list(zip(table.headings, row, strict=True))[2 if numbered else 1 :]
        inside = tuple(Item(phrases.say("detail", key=heading, value=cell)) for heading, cell in cells)
        yield Item(f"({first}) {second}" if numbered else first, inside=inside, numbered=numbered)
