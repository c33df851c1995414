"""Checking: a dossier in, findings out. Each check has a code; to add one, add it to the ``CHECKS`` of its module."""

from aiprocure.checks import advice, answers, check_sheets, edition_and_phase, possibility, risk_cases, scope
from aiprocure.checks.context import examine
from aiprocure.checks.definition import Check
from aiprocure.checks.findings import apply_check
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding

__all__ = ["CHECKS", "Check", "check", "find_check"]

_OF_CONTENT: tuple[Check, ...] = (
    *scope.CHECKS,
    *answers.CHECKS,
    *advice.CHECKS,
    *check_sheets.CHECKS,
    *risk_cases.CHECKS,
)
CHECKS: tuple[Check, ...] = (*edition_and_phase.CHECKS, possibility.check_possible(_OF_CONTENT), *_OF_CONTENT)
"""Every check, in the order of the findings."""


def find_check(code: str) -> Check | None:
    """Return the check that makes the findings of a code, or None for a code that no check has.

    >>> found = find_check("open-clause")
    >>> found is not None and (found.opens, found.undermines)
    (True, False)
    """
    return next((each for each in CHECKS if each.code == code), None)


def check(dossier: Dossier, edition: Edition) -> tuple[Finding, ...]:
    """Return every finding about a dossier; none where nothing is found.

    Findings come in the order of :data:`CHECKS`. Under one code the emphasized come first (``raised_by``), and then all
    come in the order of the edition's records, whatever the order of the items in the dossier. A dossier is checked
    against any sound edition; that it names another is itself a finding. The day is the dossier's ``on``; there is no
    clock. Raises :class:`InvalidEdition` for an edition that is not sound, and :class:`InvalidArgument` for what is not
    a dossier; for a dossier, nothing.

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
    context = examine(dossier, edition)
    return tuple(finding for each in CHECKS for finding in apply_check(each, context))


def __dir__() -> list[str]:
    return list(__all__)
