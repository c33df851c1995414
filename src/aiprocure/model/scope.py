"""What the guideline covers, which other rules there are, and when to turn to which."""

import datetime
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

    PURPOSE = "purpose"
    """What the guideline is for."""
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
    """Another rule, standard, scheme or document, and what it is for, where the source says so."""

    id: NeighbourId
    text: Text
    purpose: Text | None = None
    citation: Citation = attrs.field(kw_only=True)
    notes: tuple[Text, ...] = ()
    """What else the source says of it: who runs it and on what basis, or what is to be made of it."""
    issued: datetime.date | None = None
    addresses: tuple[str, ...] = ()
    """Where the source says it can be read."""

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
