"""What the guideline covers, which other rules there are, and when to turn to which."""

from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Neighbour", "NeighbourId", "ScopeKind", "ScopeRule", "ScopeRuleId"]

ScopeRuleId = NewType("ScopeRuleId", str)
NeighbourId = NewType("NeighbourId", str)


class ScopeKind(StrEnum):
    """What a rule of scope does."""

    COVERED = "covered"
    PARTLY_COVERED = "partly-covered"
    NOT_YET_COVERED = "not-yet-covered"
    EXCLUDED = "excluded"
    RULE = "rule"
    """Something that has to be done beside the guideline."""
    ADVICE = "advice"
    """Whose advice is sought, and when."""


@attrs.frozen(repr=False)
class ScopeRule:
    """A rule on what the guideline covers, or on what applies beside it."""

    id: ScopeRuleId
    kind: ScopeKind
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Neighbour:
    """Another rule, standard or scheme, and what it is for."""

    id: NeighbourId
    text: Text
    purpose: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
