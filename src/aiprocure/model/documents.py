"""The documents that make up the guideline."""

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
    """Something about the documents that the source leaves open."""

    id: RemarkId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words
