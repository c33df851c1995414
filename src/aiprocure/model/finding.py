"""A finding: a judgement about what a dossier says, or leaves unsaid. Returned, never raised."""

from enum import StrEnum
from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import rich_repr

__all__ = ["Finding", "FindingCode", "Pointer", "Severity"]

FindingCode = NewType("FindingCode", str)
"""The stable name of what was found, as in ``open-requirement``."""
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

    @property
    def rank(self) -> tuple[int, bool]:
        """Its rank in a list of findings: the gravest first, and among equals the emphasized."""
        return self.severity.rank, not self.raised_by

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Finding {self.severity} {self.code} at {self.where or '/'}>"

    def __str__(self) -> str:
        return str(self.message)
