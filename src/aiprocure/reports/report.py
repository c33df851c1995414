"""An account: what there is to tell about a value, in sections of items, whatever format lays them out."""

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["Account", "Drawable", "Item", "Section", "cited", "filled"]

Drawable: TypeAlias = Edition | Assessment | Exploration
"""What has a decision tree to draw."""


@attrs.frozen
class Item:
    """A passage, with what is said about it: a note right behind it, and items inside it."""

    text: str
    note: str = ""
    inside: tuple["Item", ...] = ()
    warns: bool = False
    """Whether it must not be passed over."""
    numbered: bool = False
    """Whether it begins with a number of its own, and so needs no bullet."""


@attrs.frozen
class Section:
    """Items under a heading."""

    heading: str
    items: tuple[Item, ...]


@attrs.frozen
class Account:
    """What there is to tell: the one thing to know, what qualifies it, perhaps a drawing, and the sections."""

    heading: str
    """What the headline tells, for a format whose headline is no title."""
    headline: str
    lead: tuple[Item, ...]
    sections: tuple[Section, ...]
    about: tuple[Section, ...] = ()
    """What it is about, to be told before the headline."""
    drawn: Drawable | None = None


def filled(*parts: tuple[str, Iterable[Item]]) -> tuple[Section, ...]:
    """Return the parts that have anything in them, as sections."""
    sections = (Section(heading, tuple(items)) for heading, items in parts)
    return tuple(section for section in sections if section.items)


def cited(text: Text, citation: Citation, words: Phrases, *, before: str = "", warns: bool = False) -> Item:
    """Return a passage of the guideline with its citation."""
    return Item(before + words.of(text), words.citation(citation), warns=warns)
