"""What a check is: what it looks for, how much that weighs, and what it says."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from aiprocure.checks.context import Context
from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.finding import FindingCode, Severity
from aiprocure.model.meanings import Meaning

__all__ = ["Check", "Look", "Match", "Steps", "match_if"]

Steps: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead to a part of a dossier."""
_PLACEHOLDER = re.compile(r"\{\w+\}")


@attrs.frozen
class Match:
    """One place at which a check has found what it looks for."""

    where: Steps
    subject: str | None = None
    """The record concerned, by family and id; without one, the record that the check rests on, if any."""
    words: Mapping[str, str | Text] = attrs.field(factory=dict)
    """What fills the placeholders of the message, beside ``{subject}``."""
    tied: bool = False
    """Whether it is emphasized where the subject lowers the risk on which the outcome rests."""
    advice: Text | None = None
    """What the remedy says beside what it says of every match."""
    citation: Citation | None = None
    """What is cited, where that is neither the record that the check rests on nor the subject."""


Look: TypeAlias = Callable[[Context], Iterable[Match]]


@attrs.frozen
class Check:
    """One thing that is looked for in every dossier, under a code of its own.

    A check that rests on records is silent in an edition that does not hold them, and cites the first in one that
    does. Where it is silent, wholly or in part, for want of a record or a meaning, ``possibility`` finds that.
    """

    code: FindingCode = attrs.field(converter=FindingCode)
    severity: Severity
    message: Text
    remedy: Text
    look: Look
    at_planning: Severity = attrs.field(kw_only=True)
    """The severity at planning, and in a dossier without a phase."""
    rests_on: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """Records, by family and id, each of which the edition has to hold. The first is what is cited."""
    needs: tuple[Meaning, ...] = attrs.field(default=(), kw_only=True)
    """What it looks for among the answers: where no option of an edition means it, the check is not made in full."""
    name: Text | None = attrs.field(default=None, kw_only=True)
    """What is checked, in a few words: said where an edition does not have what the check rests on or needs."""
    acts_on: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """What else it looks after: other records, by family and id, or all records of a family, by its name alone."""
    ours: bool = attrs.field(default=False, kw_only=True)
    """Whether what is cited does not itself say so, and the judgement is this library's own."""
    undermines: bool = attrs.field(default=False, kw_only=True)
    """Whether the determination cannot be relied on before the finding is put right: the system is outside the
    edition's scope, or an answer is contradicted or means nothing."""
    of_several: Text | None = attrs.field(default=None, kw_only=True)
    """What it says of several items at once, which are listed after it; without it, each message stands for itself."""
    decides: bool = attrs.field(default=False, kw_only=True)
    """Whether what it asks for is a decision of the ministry, and not only something to be written down."""
    opens: bool = attrs.field(default=False, kw_only=True)
    """Whether a finding is an open item: an item of a check sheet that is neither addressed nor set aside."""
    asks: bool = attrs.field(default=False, kw_only=True)
    """Whether a finding asks that an item of a check sheet be dealt with, at all or more fully: a ministry's policy may
    say that the item is not asked for."""

    of_cases: bool = attrs.field(default=False, kw_only=True)
    """Whether each finding is about one risk case, so that those of this code differ in the case."""

    @at_planning.default
    def _at_planning(self) -> Severity:
        return self.severity

    @property
    def names_subject(self) -> bool:
        """Whether each finding names a record of its own, so that those of this code differ in what they concern."""
        return "{subject}" in self.message.ja

    def describe(self, language: Language) -> str:
        """Return what it says of any dossier: its message, with an ellipsis for what a finding fills in."""
        return _PLACEHOLDER.sub("…", self.message.in_language(language))


def match_if(
    condition: object, *where: str | int, subject: str | None = None, **words: str | Text
) -> tuple[Match, ...]:
    """Return a match at a part of the dossier where a condition is met, or none."""
    return (Match(where, subject, words),) if condition else ()
