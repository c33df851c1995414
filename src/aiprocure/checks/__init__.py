"""Checking: a dossier in, findings out. One check a code; to add one is to add it to its topic's ``CHECKS``."""

from aiprocure.checks import advice, answers, risk_cases
from aiprocure.checks import check_sheets as items
from aiprocure.checks import edition_and_phase as basis
from aiprocure.checks import scope as coverage
from aiprocure.checks.context import examine
from aiprocure.checks.definition import Check
from aiprocure.checks.findings import findings_of
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding

__all__ = ["CHECKS", "Check", "check"]

CHECKS: tuple[Check, ...] = (
    *basis.CHECKS,
    *coverage.CHECKS,
    *answers.CHECKS,
    *advice.CHECKS,
    *items.CHECKS,
    *risk_cases.CHECKS,
)
"""Every check there is, in the order of the findings."""


def check(dossier: Dossier, edition: Edition) -> tuple[Finding, ...]:
    """Return every finding about a dossier: nothing where nothing is amiss.

    Findings come in the order of :data:`CHECKS`, and under one code in that of the edition's records, whatever the
    order of the items in the dossier. A dossier is checked against any sound edition, not only the one that it names,
    which is itself a finding. The day is the dossier's ``on``; there is no clock. Raises :class:`InvalidEdition` for
    an edition that is not sound, and :class:`InvalidArgument` for what is no dossier; for a dossier, nothing.

    >>> from aiprocure import editions
    >>> from aiprocure.files import dossiers
    >>> dossier = dossiers.from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約"},
    ...     "answers": {"A": 3, "B": 2, "C": 3, "D": 2},
    ...     "phase": "procurement",
    ...     "system": {"personal_information": True, "reviewer": "総務課長"},
    ... })
    >>> found = check(dossier, editions.load("2025-05-27"))
    >>> [finding for finding in found if finding.severity == "error"]
    [<Finding error personal-information-handled at /answers/C>]
    """
    expect(Dossier, dossier)
    require_sound(edition)
    examination = examine(dossier, edition)
    return tuple(finding for each in CHECKS for finding in findings_of(each, examination))


def __dir__() -> list[str]:
    return list(__all__)
