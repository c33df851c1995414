"""How items of the check sheets correspond to other standards."""

from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary, words
from aiprocure.model.scope import NeighbourId

__all__ = ["Control", "ControlId", "Correspondence", "CorrespondenceId", "Relation", "Standard", "StandardId"]

StandardId = NewType("StandardId", str)
ControlId = NewType("ControlId", str)
CorrespondenceId = NewType("CorrespondenceId", str)


class Relation(StrEnum):
    """How what a standard covers relates to an item."""

    SAME = "same"
    NARROWER = "narrower"
    """The standard covers less than the item."""
    BROADER = "broader"
    """The standard covers more than the item."""
    RELATED = "related"
    NONE = "none"
    """The standard has no counterpart."""


@attrs.frozen(repr=False)
class Standard:
    """Another text with which items of the check sheets are compared, and the neighbour that it is, if it is one."""

    id: StandardId
    text: Text
    citation: Citation
    neighbour: NeighbourId | None = None
    note: Text | None = None
    note_citation: Citation | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Control:
    """A control, a viewpoint or a group of them in a standard, by its mark and title there."""

    id: ControlId
    mark: str
    standard: StandardId
    text: Text
    citation: Citation
    within: ControlId | None = None
    """The group that it belongs to."""

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the title after the mark."""
        return caption(self.mark, self.text, language)


@attrs.frozen(repr=False)
class Correspondence:
    """How some items relate to some controls of a standard, and why.

    A certificate or a result under the standard may serve as evidence for an item; it never settles one by itself.
    ``items`` are named by family and id: ``requirement/14``, ``theme/inputs``. ``text`` is the reason.
    """

    id: CorrespondenceId
    items: tuple[str, ...]
    standard: StandardId
    relation: Relation
    text: Text
    citation: Citation
    controls: tuple[ControlId, ...] = ()
    """None where the standard has no counterpart."""

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
