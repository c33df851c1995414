"""What 資料4 proposes to revise."""

from typing import NewType

import attrs

from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary

__all__ = ["Topic", "TopicId"]

TopicId = NewType("TopicId", str)


@attrs.frozen(repr=False)
class Topic:
    """A candidate topic for the revision: what the guideline says now, what is proposed, and which records it touches.

    ``touches`` names records by family and id (``mitigation/A-1``), a link that is ours and has its own citation.
    """

    id: TopicId
    theme: Text
    text: Text
    citation: Citation
    now: tuple[Text, ...] = ()
    proposed: tuple[Text, ...] = ()
    touches: tuple[str, ...] = ()
    touches_citation: Citation | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the id."""
        return caption(self.id, self.text, language)
