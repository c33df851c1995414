"""One English word for each Japanese term, and the name that the code uses."""

from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import rich_repr, summary, words

__all__ = ["Term", "TermId"]

TermId = NewType("TermId", str)


@attrs.frozen(repr=False)
class Term:
    """A fixed term: in Japanese, in English, and the identifier used for it in code and data."""

    id: TermId
    text: Text
    identifier: str
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words

    def __str__(self) -> str:
        return f"{self.text} {self.text.en}"
