"""Who does what, and who reports what to whom."""

from typing import NewType

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.representation import in_japanese, rich_repr, summary, words

__all__ = ["Body", "BodyId", "Duty", "DutyId", "PartyId", "Phase", "PhaseId", "Report", "ReportId", "Role", "RoleId"]

RoleId = NewType("RoleId", str)
PhaseId = NewType("PhaseId", str)
DutyId = NewType("DutyId", str)
BodyId = NewType("BodyId", str)
ReportId = NewType("ReportId", str)
PartyId = NewType("PartyId", str)
"""The id of a role or of a body."""


@attrs.frozen(repr=False)
class Role:
    """One of those to whom the guideline gives duties."""

    id: RoleId
    text: Text
    definition: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Phase:
    """A phase of a project, or what goes on whatever the project."""

    id: PhaseId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words


@attrs.frozen(repr=False)
class Duty:
    """What a role has to do in a phase. The phase is recovered from a figure, and has its own citation.

    So has the role, where the source does not say in the same words whose duty it is.
    """

    id: DutyId
    role: RoleId
    phase: PhaseId
    text: Text
    citation: Citation
    phase_citation: Citation
    role_citation: Citation | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words


@attrs.frozen(repr=False)
class Body:
    """A body outside the project that the guideline sets up."""

    id: BodyId
    text: Text
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    captioned = words


@attrs.frozen(repr=False)
class Report:
    """A step of reporting a risk case or a use of high risk: who acts, towards whom, and what is done.

    Where the source does not say in words who acts and towards whom, that has its own citation.
    """

    id: ReportId
    actors: tuple[PartyId, ...]
    text: Text
    citation: Citation
    receiver: PartyId | None = None
    parties_citation: Citation | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese
    captioned = words
