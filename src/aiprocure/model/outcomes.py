"""The outcomes of a determination, and what follows from them."""

from typing import NewType

import attrs

from aiprocure.errors.problem import Choice
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Consequence", "Outcome", "OutcomeId"]

OutcomeId = NewType("OutcomeId", str)


@attrs.frozen(repr=False)
class Outcome:
    """A possible result of a determination."""

    id: OutcomeId
    text: Text
    meaning: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words

    @property
    def choice(self) -> Choice:
        """The outcome as a message offers it: by its id, and in Japanese by the word that may be written as well."""
        return Choice(self.id, self.text.ja, Text(f"{self.id} {self.text.ja}", self.id))


@attrs.frozen(repr=False)
class Consequence:
    """What the guideline says follows, and after which outcomes."""

    id: str
    outcomes: tuple[OutcomeId, ...]
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
