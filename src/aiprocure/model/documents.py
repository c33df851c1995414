"""The documents that make up the guideline, and what is said of the guideline and of its records."""

from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Document", "DocumentId", "Remark", "RemarkId"]

DocumentId = NewType("DocumentId", str)
RemarkId = NewType("RemarkId", str)


@attrs.frozen(repr=False)
class Document:
    """The main document of the guideline or one of its annexes, and what it is for."""

    id: DocumentId
    text: Text
    purpose: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Remark:
    """What the source says of the guideline or of records of other families, or leaves open about them.

    ``about`` names these records by family and id (``mitigation/A-1``). Where the source does not draw the link itself,
    the link has its own citation.
    """

    id: RemarkId
    text: Text
    citation: Citation
    about: tuple[str, ...] = ()
    about_citation: Citation | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words
