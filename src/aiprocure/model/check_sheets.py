"""The check sheets: what a specification should demand (別紙3), and what a contract should settle (別紙4)."""

from typing import NewType

import attrs

from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary, words

__all__ = [
    "Clause",
    "ClauseId",
    "Countermeasure",
    "OwnColumn",
    "Requirement",
    "RequirementGroup",
    "RequirementGroupId",
    "RequirementId",
    "SheetRow",
    "SheetRowId",
    "Theme",
    "ThemeId",
]

RequirementGroupId = NewType("RequirementGroupId", str)
RequirementId = NewType("RequirementId", str)
SheetRowId = NewType("SheetRowId", str)
ThemeId = NewType("ThemeId", str)
ClauseId = NewType("ClauseId", str)


@attrs.frozen(repr=False)
class RequirementGroup:
    """A group of headlines of the procurement check sheet."""

    id: RequirementGroupId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words


@attrs.frozen(repr=False)
class Requirement:
    """A headline of the procurement check sheet, ① to ㉑. Its number is not the number of a row."""

    id: RequirementId
    number: int
    mark: str
    slug: str
    group: RequirementGroupId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the mark."""
        return caption(self.mark, self.text, language)


@attrs.frozen
class Countermeasure:
    """How a requirement can be met (対策例), in detail (対策例詳細), and what shows it (裏付けとなる情報の例)."""

    text: Text
    citation: Citation
    detail: Text | None = None
    evidence: Text | None = None


@attrs.frozen
class OwnColumn:
    """What a ministry wrote beside a row of its copy, in a column of its own: the column's heading, and the words."""

    heading: Text
    text: Text


@attrs.frozen(repr=False)
class SheetRow:
    """A requirement of the procurement check sheet (要求事項), with its examples of countermeasures.

    ``number`` is the sheet's own (要求事項#), where the source gives it. ``requirement`` is the headline that it falls
    under, a link with its own citation.
    """

    id: SheetRowId
    text: Text
    citation: Citation
    number: int | None = None
    requirement: RequirementId | None = None
    requirement_citation: Citation | None = None
    countermeasures: tuple[Countermeasure, ...] = ()
    own_columns: tuple[OwnColumn, ...] = ()

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the number, where it is known."""
        return words(self, language) if self.number is None else caption(f"#{self.number}", self.text, language)


@attrs.frozen(repr=False)
class Theme:
    """What the arrangements of the contract check sheet are about."""

    id: ThemeId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words


@attrs.frozen(repr=False)
class Clause:
    """An arrangement of the contract check sheet (取り決め事項), with an example of what the contract should say."""

    id: ClauseId
    number: int
    heading: Text
    text: Text
    content: Text
    citation: Citation
    note: Text | None = None
    theme: ThemeId | None = None
    theme_citation: Citation | None = None
    own_columns: tuple[OwnColumn, ...] = ()

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the number."""
        return caption(f"#{self.number}", self.text, language)
