"""What a check is: what it looks for, how much that weighs, and what it says."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import attrs

from aiprocure.checks.context import Examination
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.finding import FindingCode, Severity

__all__ = ["Check", "Look", "Sighting", "Steps", "seen_if"]

Steps: TypeAlias = tuple[str | int, ...]
"""The keys and positions that lead to a part of a dossier."""


@attrs.frozen
class Sighting:
    """One place at which a check has found what it looks for."""

    where: Steps
    subject: str | None = None
    """The record concerned, by family and id; without one, the record that the check rests on, if any."""
    words: Mapping[str, str | Text] = attrs.field(factory=dict)
    """What fills the placeholders of the message, beside ``{subject}``."""
    tied: bool = False
    """Whether it weighs one step more where the subject is tied to an axis that drives the outcome."""
    citation: Citation | None = None
    """What is cited, where that is neither the record that the check rests on nor the subject."""


Look: TypeAlias = Callable[[Examination], Iterable[Sighting]]


@attrs.frozen
class Check:
    """One thing that is looked for in every dossier, under a code of its own.

    A check that rests on a record is silent in an edition that does not hold it, and cites it in one that does.
    """

    code: FindingCode = attrs.field(converter=FindingCode)
    severity: Severity
    message: Text
    remedy: Text
    look: Look
    at_planning: Severity = attrs.field(kw_only=True)
    """The severity at planning, and while no phase is said."""
    rests_on: str | None = attrs.field(default=None, kw_only=True)
    """A record, by family and id."""
    ours: bool = attrs.field(default=False, kw_only=True)
    """Whether what is cited does not itself say so, and the judgement is this library's own."""

    @at_planning.default
    def _at_planning(self) -> Severity:
        return self.severity


def seen_if(condition: object, *where: str | int, subject: str | None = None, **words: str) -> tuple[Sighting, ...]:
    """Return a sighting at a part of the dossier where a condition is met, or none."""
    return (Sighting(where, subject, words),) if condition else ()
