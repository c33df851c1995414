"""What can go wrong, and at which step of using generative AI."""

from typing import NewType

import attrs

from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary, words

__all__ = ["ProcessStep", "ProcessStepId", "RiskCase", "RiskCaseId"]

ProcessStepId = NewType("ProcessStepId", str)
RiskCaseId = NewType("RiskCaseId", str)


@attrs.frozen(repr=False)
class ProcessStep:
    """A step of using generative AI, from the prompt to what is made of the output."""

    id: ProcessStepId
    number: int
    mark: str
    slug: str
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the mark."""
        return caption(self.mark, self.text, language)


@attrs.frozen(repr=False)
class RiskCase:
    """A kind of risk case, what happens in it, and the step it happens at. The source's list is illustrative."""

    id: RiskCaseId
    step: ProcessStepId
    text: Text
    event: Text
    citation: Citation
    step_citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
