"""Many dossiers beside each other, each in a row: its verdict, what is left, the gravest finding and who plans it."""

from collections.abc import Sequence

import attrs

from aiprocure.checks import find_kinds
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.model.item_status import ItemStatus
from aiprocure.reports.kinds import count_findings
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, tabulate
from aiprocure.reports.status_lists import count_left
from aiprocure.reports.verdicts import is_undermined, settled_outcome

__all__ = ["CheckedDossier", "report_overview"]


@attrs.frozen
class CheckedDossier:
    """A dossier with what came of it: the determination, the status of its items, and the findings."""

    file: str
    dossier: Dossier
    value: Assessment | Exploration
    statuses: tuple[ItemStatus, ...]
    findings: tuple[Finding, ...]


def report_overview(checked: Sequence[CheckedDossier], phrases: Phrases) -> Report:
    """Return the report on some dossiers: how many there are, and a table with a row for each."""
    columns = {
        "column_dossier": 10,
        "column_verdict": 4,
        "column_left": 5,
        "column_gravest": 10,
        "column_owner": 5,
    }
    found = [finding for each in checked for finding in each.findings]
    headline = phrases.say("dossiers_counted", count=len(checked), findings=count_findings(found, phrases))
    table = tabulate(phrases, columns, [_row(each, phrases) for each in checked])
    return Report(
        phrases.say("checked_dossiers"), (Item(headline),), (Section(phrases.say("dossiers_checked"), (), table),)
    )


def _row(each: CheckedDossier, phrases: Phrases) -> tuple[str, ...]:
    still_open, to_correct = count_left(each.statuses)
    named = f"{each.dossier.project.title}\n{each.file}"
    left = phrases.say("left_counted", open=still_open, to_correct=to_correct)
    owner = each.dossier.project.detail("planner") or phrases.say("no_owner")
    return named, _verdict(each, phrases), left, _gravest(each, phrases), owner


def _verdict(each: CheckedDossier, phrases: Phrases) -> str:
    """The word for the outcome, with a warning where it must not be used."""
    outcome = settled_outcome(each.value)
    word = phrases.of(outcome.text) if outcome else phrases.say("not_settled")
    return phrases.say("verdict_undermined", outcome=word) if is_undermined(each.findings) else word


def _gravest(each: CheckedDossier, phrases: Phrases) -> str:
    kinds = find_kinds(each.findings)
    if not kinds:
        return phrases.say("no_finding")
    severity = phrases.say(f"severity_{kinds[0].severity}")
    return phrases.say("detail", key=severity, value=phrases.of(kinds[0].messages[0]))
