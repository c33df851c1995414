"""A finding: a judgement about what a dossier says, or leaves unsaid. Returned, never raised."""

import datetime
from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.ids import FindingCode
from aiprocure.model.representation import rich_repr

__all__ = ["Effect", "Finding", "FindingCode", "Pointer", "Ruling", "Severity"]

Pointer = NewType("Pointer", str)
"""A JSON pointer (RFC 6901) to a part of a dossier, as in ``/requirements/3``; empty for the whole of it."""


class Severity(StrEnum):
    """How much a finding weighs, the gravest first."""

    ERROR = "error"
    """What is said contradicts itself or the edition, puts the system out of its scope, or leaves a duty undone."""
    WARNING = "warning"
    """Something has to be put right, said or decided before going on."""
    NOTE = "note"
    """Something to know, or to see to later."""

    @property
    def rank(self) -> int:
        """Its rank among the severities: 0 for the gravest."""
        return list(Severity).index(self)


class Effect(StrEnum):
    """What a ministry's policy does about a finding."""

    REQUIRED = "required"
    """The item is required: the finding weighs as an error from procurement on."""
    RECOMMENDED = "recommended"
    """The item is recommended: the finding weighs as a note."""
    OUT_OF_SCOPE = "out-of-scope"
    """The item is not asked for: the finding is set aside."""
    EVIDENCE = "evidence"
    """It is said what evidence serves."""
    WEIGHED = "weighed"
    """The finding weighs more or less than it otherwise would."""
    WAIVED = "waived"
    """The finding is set aside until a day."""
    WAIVER_LAPSED = "waiver-lapsed"
    """It was set aside until a day that has come: the finding stands."""
    WAIVER_UNDATED = "waiver-undated"
    """It would be set aside until a day, but the dossier has no day to judge that by: the finding stands."""


@attrs.frozen
class Ruling:
    """What a ministry's policy says about one finding. Its words are the ministry's."""

    effect: Effect
    citation: Citation
    """The policy; always ``supplied``."""
    reason: str | None = None
    post: str | None = None
    """The post that decided a waiver."""
    lapses: datetime.date | None = None
    """The first day on which a waiver no longer holds."""
    evidence: tuple[str, ...] = ()
    """What evidence serves."""

    @property
    def sets_aside(self) -> bool:
        """Whether the finding is set aside by it."""
        return self.effect in {Effect.WAIVED, Effect.OUT_OF_SCOPE}


@attrs.frozen(repr=False)
class Finding:
    """What was found, how much it weighs, what it concerns, and what to do about it. Made by ``check``."""

    code: FindingCode
    severity: Severity
    where: Pointer
    """The part of the dossier it concerns; for what is left unsaid, the nearest part around it that is said."""
    message: Text
    remedy: Text
    """What to do about it. Some of it is done outside the dossier, and leaves the finding where it is."""
    citation: Citation
    """What it rests on. ``editorial`` where the judgement is this library's own."""
    subject: str | None = None
    """The record of the edition it concerns, by family and id (``requirement/14``)."""
    raised_by: tuple[str, ...] = ()
    """What emphasizes it (重点): the axes on which the outcome rests and the mitigations that tie the subject to them,
    by family and id (``axis/C``, ``mitigation/C-1``). The severity stays as it is."""
    reason: Text | None = None
    """Why it is emphasized, in words; None where it is not."""
    rulings: tuple[Ruling, ...] = ()
    """What the ministry's policy says about it, where it was checked with one."""

    @property
    def is_set_aside(self) -> bool:
        """Whether the ministry's policy sets it aside. It is shown all the same."""
        return any(ruling.sets_aside for ruling in self.rulings)

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """Its rank in a list: the gravest first, among equals the emphasized; what is set aside after all others."""
        return self.is_set_aside, self.severity.rank, not self.raised_by

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Finding {self.severity} {self.code} at {self.where or '/'}>"

    def __str__(self) -> str:
        return str(self.message)
