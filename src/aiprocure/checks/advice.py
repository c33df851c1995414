"""What is stated about a project after whose outcome the ministry decides whether to seek the Board's advice."""

import attrs

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Text
from aiprocure.model.finding import Severity
from aiprocure.model.outcomes import Consequence
from aiprocure.model.revision_topics import Topic

__all__ = ["CHECKS", "REQUESTED"]

_BOARD_ADVICE = "consequence/board-advice"
_EXPERTS = "report/advice-of-experts"
_PLANNING = "topic/III-1"
"""It gives what a planner does at planning: set goals, reduce risk, assure quality. Cited where the edition has it."""
_NAME = Text("助言を求めるべきかの判断に要る事項", "what the ministry needs to decide whether to seek advice")

_GIVEN_NAME = Text("助言への対応", "what is done about the advice given")


def _lacking(context: Context, name: str, *, lacks: bool) -> tuple[Match, ...]:
    """A match at a part of the advice that lacks something, where the outcome calls for advice to be considered."""
    consequence, outcome = context.records.get(_BOARD_ADVICE), context.outcome
    if outcome is None or not isinstance(consequence, Consequence) or outcome.id not in consequence.outcomes:
        return ()
    return match_if(lacks, "advice", name, subject=f"outcome/{outcome.id}")


def _unplanned(context: Context, name: str, *stated: str | None) -> tuple[Match, ...]:
    """The same of a part that a planner states at planning."""
    topic = context.records.get(_PLANNING)
    citation = topic.citation if isinstance(topic, Topic) else None
    lacking = _lacking(context, name, lacks=all(map(says_nothing, stated)))
    return tuple(attrs.evolve(match, citation=citation) for match in lacking)


def _purpose_missing(context: Context) -> tuple[Match, ...]:
    return _unplanned(context, "purpose", context.dossier.advice.purpose, context.dossier.project.detail("purpose"))


def _not_sought(context: Context) -> tuple[Match, ...]:
    advice = context.dossier.advice
    return _lacking(context, "sought", lacks=advice.sought is False and says_nothing(advice.reason))


def _without_answer(context: Context) -> tuple[Match, ...]:
    advice = context.dossier.advice
    return match_if(advice.sought and says_nothing(advice.answer), "advice", "sought")


def _without_response(context: Context) -> tuple[Match, ...]:
    advice = context.dossier.advice
    return match_if(not says_nothing(advice.answer) and says_nothing(advice.response), "advice", "answer")


def _not_reported(context: Context) -> tuple[Match, ...]:
    return _lacking(context, "reported_on", lacks=not context.has_come(context.dossier.advice.reported_on))


CHECKS = (
    Check(
        "purpose-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、案件の目的の記載がない。",
            "The outcome is {subject}, but the purpose of the project is not stated.",
        ),
        Text("助言の欄の「案件の目的」を記載すること。", "State the purpose of the project under advice."),
        _purpose_missing,
        rests_on=(_BOARD_ADVICE,),
        name=_NAME,
        acts_on=(_PLANNING, "duty/planner-project-plan"),
        ours=True,
    ),
    Check(
        "mitigation-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、リスク軽減策の記載がない。",
            "The outcome is {subject}, but no mitigation of the risk is stated.",
        ),
        Text("助言の欄の「リスク軽減策」を記載すること。", "State the mitigation under advice."),
        lambda context: _unplanned(context, "mitigation", context.dossier.advice.mitigation),
        rests_on=(_BOARD_ADVICE,),
        name=_NAME,
        acts_on=(_PLANNING, "duty/planner-project-plan"),
        ours=True,
    ),
    Check(
        "quality-assurance-missing",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、運用時を含めた品質の確保の記載がない。",
            "The outcome is {subject}, but it is not stated how quality is assured in operation.",
        ),
        Text(
            "助言の欄の「運用時を含めた品質の確保」を記載すること。",
            "State under advice how quality is assured in operation.",
        ),
        lambda context: _unplanned(context, "quality_assurance", context.dossier.advice.quality_assurance),
        rests_on=(_BOARD_ADVICE,),
        name=_NAME,
        acts_on=(_PLANNING, "duty/planner-project-plan"),
        ours=True,
    ),
    Check(
        "advice-not-stated",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、アドバイザリーボードに助言を求めるか否かの記載がない。",
            "The outcome is {subject}, but it is not stated whether the Advisory Board's advice is sought.",
        ),
        Text(
            "助言を求めるべきかを府省庁として判断し、助言の欄の「助言の求め」と「その理由」を記載すること。",
            "Decide as a ministry whether to seek advice, and state the decision and its reason under advice.",
        ),
        lambda context: _lacking(context, "sought", lacks=context.dossier.advice.sought is None),
        at_planning=Severity.NOTE,
        rests_on=(_BOARD_ADVICE,),
        name=_NAME,
        acts_on=("report/advice-of-experts",),
        ours=True,
        decides=True,
    ),
    Check(
        "advice-not-sought",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、アドバイザリーボードに助言を求めないとしており、その理由の記載がない。",
            "The outcome is {subject}, the Advisory Board's advice is not sought, and no reason is given.",
        ),
        Text(
            "助言を求めるか、助言の欄の「その理由」を記載すること。",
            "Seek advice, or state under advice why it is not sought.",
        ),
        _not_sought,
        rests_on=(_BOARD_ADVICE,),
        name=_NAME,
        acts_on=("report/advice-of-experts",),
        ours=True,
        decides=True,
    ),
    Check(
        "advice-without-answer",
        Severity.WARNING,
        Text(
            "アドバイザリーボードに助言を求めているが、得た助言の記載がない。",
            "The Advisory Board's advice was sought, but what it advised is not recorded.",
        ),
        Text("助言を得て、助言の欄の「得た助言」を記載すること。", "Obtain the advice, and record it under advice."),
        _without_answer,
        at_planning=Severity.NOTE,
        rests_on=(_EXPERTS,),
        name=_GIVEN_NAME,
        acts_on=(_BOARD_ADVICE,),
        ours=True,
    ),
    Check(
        "advice-without-response",
        Severity.WARNING,
        Text(
            "アドバイザリーボードの助言を得たが、これへの対応の記載がない。",
            "The Advisory Board gave its advice, but what was done about it is not recorded.",
        ),
        Text("助言の欄の「助言への対応」を記載すること。", "Record under advice what was done about it."),
        _without_response,
        at_planning=Severity.NOTE,
        rests_on=(_EXPERTS,),
        name=_GIVEN_NAME,
        acts_on=(_BOARD_ADVICE,),
        ours=True,
    ),
    Check(
        "outcome-not-reported",
        Severity.WARNING,
        Text(
            "「{subject}」と判定されたが、アドバイザリーボードへの報告の記載がない。",
            "The outcome is {subject}, but no report of it to the Advisory Board is recorded.",
        ),
        Text(
            "報告し、助言の欄の「アドバイザリーボードへの報告日」を記載すること。",
            "Report it, and record the day under advice.",
        ),
        _not_reported,
        at_planning=Severity.NOTE,
        rests_on=("report/high-risk-use", _BOARD_ADVICE),
        name=Text("アドバイザリーボードへの報告", "the report to the Advisory Board"),
        ours=True,
    ),
)
REQUESTED = frozenset(check.code for check in CHECKS if check.name == _NAME)
"""The codes of what a ministry needs to decide whether to seek advice, and does not state."""
