"""What is said of a project after whose outcome the ministry decides whether to seek the Board's advice."""

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Sighting, seen_if
from aiprocure.errors.text import Text
from aiprocure.model.finding import Severity
from aiprocure.model.normalization import is_blank
from aiprocure.model.outcomes import Consequence

__all__ = ["CHECKS"]

_BOARD_ADVICE = "consequence/board-advice"
_PLANNING = "topic/III-1"
"""Which gives, as what a planner does at planning: goals, how risk is kept small, how quality is assured."""


def _called_for(it: Examination, name: str, *, amiss: bool) -> tuple[Sighting, ...]:
    """A sighting at a part of the advice, where something is amiss with it and the outcome calls for it."""
    consequence, outcome = it.records.get(_BOARD_ADVICE), it.outcome
    if outcome is None or not isinstance(consequence, Consequence) or outcome.id not in consequence.outcomes:
        return ()
    return seen_if(amiss, "advice", name, subject=f"outcome/{outcome.id}")


def _purpose_missing(it: Examination) -> tuple[Sighting, ...]:
    said = (it.dossier.advice.purpose, it.dossier.project.detail("purpose"))
    return _called_for(it, "purpose", amiss=all(map(is_blank, said)))


def _not_sought(it: Examination) -> tuple[Sighting, ...]:
    advice = it.dossier.advice
    return _called_for(it, "sought", amiss=advice.sought is False and is_blank(advice.reason))


CHECKS = (
    Check(
        "purpose-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、プロジェクトの目的が書かれていない。",
            "The outcome is {subject}, and the purpose of the project is not said.",
        ),
        Text("プロジェクトの目的（advice の purpose）を書くこと。", "State the purpose under advice (purpose)."),
        _purpose_missing,
        rests_on=_PLANNING,
        ours=True,
    ),
    Check(
        "mitigation-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、リスクを軽減する方法が書かれていない。",
            "The outcome is {subject}, and it is not said how the risk is mitigated.",
        ),
        Text("リスクを軽減する方法（advice の mitigation）を書くこと。", "Say how, under advice (mitigation)."),
        lambda it: _called_for(it, "mitigation", amiss=is_blank(it.dossier.advice.mitigation)),
        rests_on=_PLANNING,
        ours=True,
    ),
    Check(
        "quality-assurance-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、運用時の品質確保策が書かれていない。",
            "The outcome is {subject}, and it is not said how quality is assured in operation.",
        ),
        Text(
            "運用時の品質確保策（advice の quality_assurance）を書くこと。",
            "Say how, under advice (quality_assurance).",
        ),
        lambda it: _called_for(it, "quality_assurance", amiss=is_blank(it.dossier.advice.quality_assurance)),
        rests_on=_PLANNING,
        ours=True,
    ),
    Check(
        "advice-not-stated",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、アドバイザリーボードに助言を求めるかが書かれていない。",
            "The outcome is {subject}, and it is not said whether the Advisory Board's advice is sought.",
        ),
        Text(
            "助言を求めるべきかを府省庁として判断し、助言の求め（advice の sought）とその理由（reason）を書くこと。",
            "Decide as a ministry whether to seek it, and say so under advice (sought, reason).",
        ),
        lambda it: _called_for(it, "sought", amiss=it.dossier.advice.sought is None),
        at_planning=Severity.NOTE,
        rests_on=_BOARD_ADVICE,
        ours=True,
    ),
    Check(
        "advice-not-sought",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、アドバイザリーボードに助言を求めないとし、その理由が書かれていない。",
            "The outcome is {subject}, the Advisory Board's advice is not sought, and no reason is given.",
        ),
        Text(
            "助言を求めるか、求めない理由（advice の reason）を書くこと。",
            "Seek it, or give the reason under advice (reason).",
        ),
        _not_sought,
        rests_on=_BOARD_ADVICE,
        ours=True,
    ),
)
