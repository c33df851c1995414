"""Where a record comes from, and how sure its reading is."""

import datetime
from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Citation", "Provenance", "Source", "SourceId"]

SourceId = NewType("SourceId", str)


class Provenance(StrEnum):
    """How the record was obtained."""

    STATED = "stated"
    """The source says so in words."""
    RECONSTRUCTED = "reconstructed"
    """The source shows it in a figure or table that had to be recovered."""
    EDITORIAL = "editorial"
    """Ours: a translation, a name, a link that the source implies but does not draw."""
    REPORTED = "reported"
    """A secondary source says so."""
    SUPPLIED = "supplied"
    """A user of the library added it."""
    CONFIRMED = "confirmed"
    """A user looked cases up in the source, and it agrees with all of them."""


@attrs.frozen(repr=False)
class Source:
    """A document that records are cited to."""

    id: SourceId
    text: Text
    issued: datetime.date | None = None
    consulted: datetime.date | None = None
    """The day on which a user looked into it, where a reading is settled by it."""

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Citation:
    """The document and the place in it that a record comes from, and how it was obtained."""

    document: SourceId
    place: str
    provenance: Provenance

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Citation {self}, {self.provenance}>"

    def __str__(self) -> str:
        return f"{self.document} {self.place}"
