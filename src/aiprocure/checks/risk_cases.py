"""The risk cases that have happened: known, reported, acted on."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import get_args

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Look, Match
from aiprocure.checks.placeholders import names_nobody, says_nothing
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Language, Text
from aiprocure.model.days import day_text
from aiprocure.model.dossier import Notification, Occurrence
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.normalization import plain_spelling

__all__ = ["CHECKS"]

_BETWEEN_WORDS = re.compile("[()（）・、，,/／]|または|又は|および|及び|\\b(?:or|and)\\b")
_AROUND_WORDS = re.compile("^output of |の出力$")
_SHORTEST_WORD = 2
_BOARD_IN_SHORT = {"アドバイザリーボード", "advisoryboard", "theadvisoryboard"}
_PREVENTION = "report/board-prevention"
_PREVENTION_NAME = Text("リスクケースの再発防止", "how the recurrence of risk cases is prevented")
_REPORTING = ("duty/provider-risk-cases", "duty/user-risk-cases")


def _each(holds: Callable[[Occurrence, Context], bool]) -> Look:
    """A look at every risk case, for those of which something holds."""
    return lambda context: [
        Match(("risk_cases", position))
        for position, case in enumerate(context.dossier.risk_cases)
        if holds(case, context)
    ]


def _unreported(case: Occurrence, context: Context) -> bool:
    """Whether no report went to the CAIO: only what is surely that post, and this ministry's, is taken for it."""
    names = context.edition.once(_names_of_caio)
    ministry, post = (_squeezed(context.dossier.project.detail(key) or "") for key in ("ministry", "caio"))
    known = {post, *names, *(f"{ministry}{of}{name}" for of in ("", "の") for name in names)}
    return not any(
        _squeezed(report.to) in known and not names_nobody(report.to) and _is_timely(report, case, context)
        for report in case.reports
    )


def _is_reported(case: Occurrence, context: Context) -> bool:
    """Whether a report went to anybody."""
    return any(not names_nobody(report.to) and _is_timely(report, case, context) for report in case.reports)


def _is_timely(report: Notification, case: Occurrence, context: Context) -> bool:
    """Whether a report can have been made of a case: not before it happened, nor after the day of the dossier."""
    earliest, latest = case.on or datetime.date.min, context.dossier.on or datetime.date.max
    return report.on is None or earliest <= report.on <= latest


def _names_of_caio(edition: Edition) -> frozenset[str]:
    """The role's id, and its names in each language: one of them, or one with another in brackets."""
    return _names_of("caio", (role.text for role in edition.roles if role.id == "caio"))


def _names_of_board(edition: Edition) -> frozenset[str]:
    """The names of the Advisory Board, and the short ones that the source uses too."""
    return _names_of("board", (body.text for body in edition.bodies if body.id == "board")) | _BOARD_IN_SHORT


def _names_of(id_: str, named: Iterable[Text]) -> frozenset[str]:
    texts = [_squeezed(text.in_language(language)) for text in named for language in get_args(Language)]
    names = {id_, *(name for text in texts for name in text.rstrip(")").partition("(")[::2] if name)}
    return frozenset(names | {f"{name}({other})" for name, other in permutations(names, 2)})


def _unreported_to_board(case: Occurrence, context: Context) -> bool:
    """Whether a case of social impact was reported, but not to the Board."""
    known = context.edition.once(_names_of_board)
    to_board = any(_squeezed(report.to) in known and _is_timely(report, case, context) for report in case.reports)
    return bool(case.social_impact and case.reports) and not to_board


def _reported_too_early(context: Context) -> Iterator[Match]:
    for position, case in enumerate(context.dossier.risk_cases):
        for number, report in enumerate(case.reports):
            if report.on is not None and case.on is not None and report.on < case.on:
                words = {"reported": day_text(report.on), "happened": day_text(case.on)}
                yield Match(("risk_cases", position, "reports", number, "on"), words=words)


def _of_unknown_kind(context: Context) -> list[Match]:
    known = context.edition.once(_words_of_kinds)
    return [
        Match(("risk_cases", position, "kind"), words={"kind": quotable(case.kind)})
        for position, case in enumerate(context.dossier.risk_cases)
        if case.kind is not None and not _holds_any(_squeezed(case.kind), known)
    ]


def _holds_any(passage: str, words: frozenset[str]) -> bool:
    return any(word in passage for word in words)


def _words_of_kinds(edition: Edition) -> frozenset[str]:
    """The words by which a kind is known: its id, its name, and each thing that its name names."""
    names = {name for kind in edition.risk_cases for name in (kind.text.ja, kind.text.in_language("en"))}
    parts = {part.strip() for name in names for part in _BETWEEN_WORDS.split(_plain(name))}
    words = {_squeezed(_AROUND_WORDS.sub("", part)) for part in parts}
    known = {kind.id for kind in edition.risk_cases} | names
    return frozenset(_squeezed(each) for each in known) | {word for word in words if len(word) >= _SHORTEST_WORD}


def _of_unknown_step(context: Context) -> list[Match]:
    return [
        Match(("risk_cases", position, "step"), words={"step": quotable(case.step)})
        for position, case in enumerate(context.dossier.risk_cases)
        if case.step is not None and f"process-step/{case.step}" not in context.records
    ]


def _plain(name: str) -> str:
    return plain_spelling(name).casefold()


def _squeezed(name: str) -> str:
    return "".join(_plain(name).split())


CHECKS = (
    Check(
        "risk-case-not-reported",
        Severity.ERROR,
        Text(
            "リスクケースが発生したが、AI統括責任者（CAIO）に報告した旨の記載がない。",
            "A risk case has happened, but no report of it to the CAIO is recorded.",
        ),
        Text(
            "AI統括責任者（CAIO）に報告し、リスクケースの「報告」に報告先と報告日を記載すること。",
            "Report it to the CAIO, and record to whom and when.",
        ),
        _each(_unreported),
        rests_on=("report/risk-case-to-caio",),
        name=Text("リスクケースの報告", "the reports of risk cases"),
        acts_on=_REPORTING,
        of_cases=True,
    ),
    Check(
        "report-before-risk-case",
        Severity.ERROR,
        Text(
            "{happened}に発生したリスクケースを、それより前の{reported}に報告したとしている。",
            "The risk case happened on {happened}, but its report is dated {reported}, before that day.",
        ),
        Text("「発生日」又は「報告日」を改めること。", "Correct the day it happened, or the day of the report."),
        _reported_too_early,
        acts_on=("report/risk-case-to-caio", *_REPORTING),
        of_cases=True,
    ),
    Check(
        "risk-case-without-action",
        Severity.WARNING,
        Text(
            "リスクケースを報告しているが、行った対応の記載がない。",
            "A risk case was reported, but no action on it is recorded.",
        ),
        Text("リスクケースの「対応」を記載すること。", "Record the action taken."),
        _each(lambda case, context: _is_reported(case, context) and says_nothing(case.action)),
        rests_on=("report/provider-response",),
        name=Text("リスクケースへの対応", "the action on risk cases"),
        acts_on=("duty/caio-risk-cases",),
        of_cases=True,
    ),
    Check(
        "risk-case-without-cause",
        Severity.WARNING,
        Text(
            "リスクケースを報告しているが、究明した原因の記載がない。",
            "A risk case was reported, but its cause is not recorded.",
        ),
        Text("原因を究明し、リスクケースの「原因」を記載すること。", "Find the cause, and record it."),
        _each(lambda case, context: _is_reported(case, context) and says_nothing(case.cause)),
        rests_on=("duty/provider-risk-cases",),
        name=Text("リスクケースの原因究明", "the cause of risk cases"),
        of_cases=True,
    ),
    Check(
        "risk-case-without-prevention",
        Severity.WARNING,
        Text(
            "リスクケースを報告しているが、再発防止策の記載がない。",
            "A risk case was reported, but it is not recorded how its recurrence is prevented.",
        ),
        Text(
            "リスクケースの「再発防止策」に、再発防止策又はこれを要しない理由を記載すること。",
            "Record what prevents its recurrence, or why that is not needed.",
        ),
        _each(lambda case, context: _is_reported(case, context) and says_nothing(case.prevention)),
        rests_on=(_PREVENTION,),
        name=_PREVENTION_NAME,
        acts_on=("report/advice-of-experts", "duty/caio-risk-cases"),
        of_cases=True,
        ours=True,
    ),
    Check(
        "risk-case-not-reported-to-board",
        Severity.WARNING,
        Text(
            "社会的影響を生ずるリスクケースについて、アドバイザリーボードに報告した旨の記載がない。",
            "A risk case has a social impact, but no report of it to the Advisory Board is recorded.",
        ),
        Text(
            "アドバイザリーボードに報告し、リスクケースの「報告」に報告先と報告日を記載すること。",
            "Report it to the Advisory Board, and record to whom and when.",
        ),
        _each(_unreported_to_board),
        rests_on=(_PREVENTION,),
        name=_PREVENTION_NAME,
        acts_on=("report/advice-of-experts",),
        of_cases=True,
    ),
    Check(
        "unknown-risk-case-kind",
        Severity.NOTE,
        Text(
            "リスクケースの種類「{kind}」は、この版の例示にない。例示にないことは、リスクケースでないことを意味しない。",
            "'{kind}' is not among the kinds of risk cases in this edition. They are examples; others are possible.",
        ),
        Text(
            "例示の種類に当たるかを確認すること。当たらない場合は、そのままで差し支えない。",
            "Check whether it is one of those kinds; if not, leave it as it is.",
        ),
        _of_unknown_kind,
        acts_on=("risk-case",),
        of_cases=True,
        ours=True,
    ),
    Check(
        "unknown-process-step",
        Severity.WARNING,
        Text(
            "利用のプロセス「{step}」は、点検した版にない。",
            "'{step}' is not a process step of the edition checked against.",
        ),
        Text("点検した版の利用のプロセスから選ぶこと。", "Choose from the process steps of that edition."),
        _of_unknown_step,
        acts_on=("process-step",),
        of_cases=True,
    ),
)
