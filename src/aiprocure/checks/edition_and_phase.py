"""What a dossier is judged by: the edition, the day, the phase."""

import datetime

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Text
from aiprocure.model.days import day_text
from aiprocure.model.finding import Severity
from aiprocure.model.supersession import Supersession

__all__ = ["CHECKS"]


def _superseded(context: Context) -> tuple[Match, ...]:
    after, on = context.edition.superseded_by, context.dossier.on
    if after is None or on is None or not after.is_effective(on):
        return ()
    return (Match(("on",), words=_later_version(after, on), citation=after.effect_citation),)


def _approved_meanwhile(context: Context) -> tuple[Match, ...]:
    """Approval is not effect: until then this edition applies, but who plans should know what comes."""
    after, on = context.edition.superseded_by, context.dossier.on
    if after is None or on is None or on < after.approved or after.is_effective(on):
        return ()
    return (Match(("on",), words=_later_version(after, on), citation=after.citation),)


def _later_version(after: Supersession, on: datetime.date) -> dict[str, str | Text]:
    approved = day_text(after.approved)
    return {"version": after.version, "approved": approved, "effect": after.effect, "on": day_text(on)}


def _not_yet_decided(context: Context) -> tuple[Match, ...]:
    on, decided = context.dossier.on, context.edition.decided
    if on is None or on >= decided:
        return ()
    return (Match(("on",), words={"on": day_text(on), "decided": day_text(decided)}),)


def _other_edition(context: Context) -> tuple[Match, ...]:
    named, edition = context.dossier.edition, context.edition.id
    return match_if(named != edition, "edition", named=quotable(named), edition=edition)


CHECKS = (
    Check(
        "other-edition",
        Severity.WARNING,
        Text(
            "案件書類は {named} の版を示しているが、{edition} の版により点検した。",
            "The dossier names edition {named}, but is checked against edition {edition}.",
        ),
        Text(
            "案件書類が示す版により点検するか、「適用する版」の記載を改めること。",
            "Check it against the edition that it names, or change the edition in the dossier.",
        ),
        _other_edition,
    ),
    Check(
        "superseded-edition",
        Severity.WARNING,
        Text(
            "この版は、{version}（{approved}承認、{effect}）により改定されており、{on}の時点では最新でない。",
            "On {on} this edition had already been superseded by {version}, which was approved on {approved} and took "
            "effect {effect}.",
        ),
        Text(
            "改定後の版を確認すること。この点検は、改定後の版の基準によるものではない。",
            "Consult the newer edition; nothing here is judged by its criteria.",
        ),
        _superseded,
    ),
    Check(
        "newer-version-approved",
        Severity.NOTE,
        Text(
            "この版に代わる {version} は、承認されているが、{on}の時点で未施行である（{approved}承認、{effect}）。",
            "{version}, which replaces this edition, was approved on {approved}, but was not in effect on {on}. It "
            "takes effect {effect}.",
        ),
        Text(
            "施行の日を確認し、案件がその日以後に及ぶ場合は、改定後の版も確認すること。",
            "Confirm the day of effect, and consult the newer version where the procurement extends beyond that day.",
        ),
        _approved_meanwhile,
    ),
    Check(
        "edition-not-yet-decided",
        Severity.WARNING,
        Text(
            "この版は{decided}に決定されたものであり、{on}の時点では存在しない。",
            "This edition was decided on {decided}; it did not exist on {on}.",
        ),
        Text("「基準日」又は「適用する版」の記載を改めること。", "Change the day judged at, or the edition."),
        _not_yet_decided,
        acts_on=("scope/start-of-application",),
    ),
    Check(
        "date-not-stated",
        Severity.NOTE,
        Text(
            "基準日の記載がないため、この版が改定済みであったかを確認できない。",
            "No day is given, so whether this edition had been superseded cannot be checked.",
        ),
        Text("「基準日」を記載すること。", "State the day judged at."),
        lambda context: match_if(context.dossier.on is None and context.edition.superseded_by, "on"),
    ),
    Check(
        "phase-not-stated",
        Severity.NOTE,
        Text(
            "フェーズの記載がないため、企画時とみなして点検した。",
            "No phase is given; the dossier is checked as if at planning.",
        ),
        Text(
            "「フェーズ」を、企画、調達、契約、提供開始以降から選んで記載すること。",
            "State the phase: planning, procurement, contract or service.",
        ),
        lambda context: match_if(context.dossier.phase is None, "phase"),
    ),
)
