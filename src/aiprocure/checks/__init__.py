"""Checking: a dossier in, findings out. Each check has a code; to add one, add it to the ``CHECKS`` of its module."""

from collections.abc import Iterable

from aiprocure.checks import (
    advice,
    answers,
    check_sheets,
    edition_and_phase,
    judgements,
    policy,
    possibility,
    risk_cases,
    scope,
    service,
    supply_chain,
)
from aiprocure.checks.context import examine
from aiprocure.checks.definition import Check
from aiprocure.checks.findings import apply_check
from aiprocure.checks.kinds import Kind, kinds_of
from aiprocure.checks.profiles import require_fitting
from aiprocure.checks.rulings import rule_on
from aiprocure.checks.statuses import item_statuses
from aiprocure.checks.unchecked import WHY_NONE
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.profile import Profile
from aiprocure.model.records import CheckReference, find_entry

__all__ = ["CHECKS", "Check", "Kind", "check", "checks_of", "find_check", "find_kinds", "item_statuses"]

_OF_CONTENT: tuple[Check, ...] = (
    *scope.CHECKS,
    *answers.CHECKS,
    *judgements.CHECKS,
    *advice.CHECKS,
    *supply_chain.CHECKS,
    *check_sheets.CHECKS,
    *service.CHECKS,
    *risk_cases.CHECKS,
    *policy.CHECKS,
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


def check(dossier: Dossier, edition: Edition, profile: Profile | None = None) -> tuple[Finding, ...]:
    """Return every finding about a dossier; none where nothing is found.

    Findings come in the order of :data:`CHECKS`. Under one code the emphasized come first (``raised_by``), and then all
    come in the order of the edition's records, whatever the order of the items in the dossier. A dossier is checked
    against any sound edition; that it names another is itself a finding. The day is the dossier's ``on``; there is no
    clock. Raises :class:`InvalidEdition` for an edition that is not sound, and :class:`InvalidArgument` for what is not
    a dossier; for a dossier, nothing.

    ``profile`` is a ministry's policy. It makes findings weigh more or less, sets them aside, where they stay and say
    so, and adds what it asks for itself; see :attr:`Finding.rulings`. Raises :class:`InvalidProfile` for one of another
    edition, and for one that does not fit the edition.

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
    if profile is None:
        context = examine(dossier, edition)
        return tuple(finding for each in CHECKS for finding in apply_check(each, context))
    expect(Profile, profile)
    require_fitting(profile, edition, CHECKS)
    extended = profile.extend(edition)
    require_sound(extended)
    context = examine(dossier, extended, profile)
    found = ((finding, each) for each in CHECKS for finding in apply_check(each, context))
    return rule_on(found, profile, context)


def find_kinds(findings: Iterable[Finding]) -> tuple[Kind, ...]:
    """Return findings by kind, each said once with all that it concerns: the gravest first.

    >>> from aiprocure import editions
    >>> from aiprocure.files import dossiers
    >>> dossier = dossiers.from_data({"edition": "2025-05-27", "project": {"title": "議事録の要約"}})
    >>> kinds = find_kinds(check(dossier, editions.load("2025-05-27")))
    >>> [len(kind.findings) for kind in kinds if kind.code == "open-requirement"]
    [21]
    """
    return kinds_of(findings, CHECKS)


def checks_of(edition: Edition, name: str) -> CheckReference:
    """Return the record that a name means, with the checks that act on it, or why none of them does.

    A record of the guideline on which no check acts has a reason if it asks something, or might seem to: if it is of
    scope, a duty, a report, a consequence, a neighbour or a mitigation. Raises :class:`UnknownRecord` for a name that
    no record of the edition has, as :meth:`Edition.find` does.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> checks_of(edition, "report/provider-response").checks
    ('risk-case-without-action',)
    >>> print(checks_of(edition, "duty/caio-education").why_none)
    府省庁全体の対応事項である。案件書類は、一つの案件について記載するものである。
    """
    entry = find_entry(edition, name)
    record = f"{entry.family}/{entry.record.id}"
    acting = tuple(each.code for each in CHECKS if {*each.rests_on, *each.acts_on} & {record, entry.family})
    return CheckReference(entry, acting, None if acting else WHY_NONE.get(record))


def __dir__() -> list[str]:
    return list(__all__)
