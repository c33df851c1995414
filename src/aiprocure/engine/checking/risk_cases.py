"""The risk cases that have happened: known, reported, acted on."""

import re
from collections.abc import Callable

from aiprocure.engine.checking.checks import Check, Look, Sighting, quotable
from aiprocure.engine.checking.examination import Examination
from aiprocure.model.axes import plain_spelling
from aiprocure.model.dossier import Occurrence, is_blank
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.text import Text

__all__ = ["CHECKS"]

_CAIO = re.compile(
    r"(.*?)の?(?:ai統括責任者(?:\(caio\))?|caio(?:\((?:ai統括責任者|chiefaiofficer)\))?|chiefaiofficer(?:\(caio\))?)"
)
"""The role, by its id or by its text or either half of it, after what may be the name of a ministry."""
_MINISTRY = re.compile(r"(?!.*[未非不無元前旧除])(?:こども|[一-鿿々ァ-ヶー○〇◯●]){1,20}(?:省|庁|府|局|院|官房|委員会)")
"""What can safely be taken for the name of a ministry. Of what is not, a report to the CAIO is not presumed."""


def _each(amiss: Callable[[Occurrence, Examination], bool]) -> Look:
    """A look at every risk case, for those of which something holds."""
    return lambda it: [
        Sighting(("risk_cases", position)) for position, case in enumerate(it.dossier.risk_cases) if amiss(case, it)
    ]


def _unreported(case: Occurrence, it: Examination) -> bool:
    """Whether no report went to the CAIO: named so, or by the post that the project gives as its CAIO."""
    ministry, post = (_squeezed(it.dossier.project.detail(name) or "") for name in ("ministry", "caio"))
    receivers = [_squeezed(report.to) for report in case.reports]
    return not any((receiver and receiver == post) or _is_caio(receiver, ministry) for receiver in receivers)


def _is_caio(receiver: str, ministry: str) -> bool:
    """Whether a receiver is called the CAIO, and no other ministry's than the project's, where that is said."""
    named = _CAIO.fullmatch(receiver)
    if named is None:
        return False
    before = named[1]
    own = not ministry or ministry.startswith(before)
    return before in {"", ministry} or (own and _MINISTRY.fullmatch(before) is not None)


def _of_unknown_kind(it: Examination) -> list[Sighting]:
    known = it.edition.once(_kinds)
    return [
        Sighting(("risk_cases", position, "kind"), words={"kind": quotable(case.kind)})
        for position, case in enumerate(it.dossier.risk_cases)
        if case.kind is not None and _plain(case.kind) not in known
    ]


def _of_unknown_step(it: Examination) -> list[Sighting]:
    return [
        Sighting(("risk_cases", position, "step"), words={"step": quotable(case.step)})
        for position, case in enumerate(it.dossier.risk_cases)
        if case.step is not None and f"process-step/{case.step}" not in it.records
    ]


def _kinds(edition: Edition) -> frozenset[str]:
    named = (name for kind in edition.risk_cases for name in (kind.id, kind.text.ja, kind.text.in_language("en")))
    return frozenset(_plain(name) for name in named)


def _plain(name: str) -> str:
    return plain_spelling(name).casefold()


def _squeezed(name: str) -> str:
    return "".join(_plain(name).split())


CHECKS = (
    Check(
        "risk-case-not-reported",
        Severity.ERROR,
        Text(
            "リスクケースが生じたが、AI統括責任者（CAIO）への報告が書かれていない。",
            "A risk case has arisen, and no report of it to the CAIO is recorded.",
        ),
        Text(
            "AI統括責任者（CAIO）に報告し、報告（reports）に相手（caio など）と日を書くこと。",
            "Report it to the CAIO, and record to whom (as caio) and when (reports).",
        ),
        _each(_unreported),
        rests_on="report/risk-case-to-caio",
    ),
    Check(
        "risk-case-without-action",
        Severity.WARNING,
        Text(
            "リスクケースを報告したが、行った対応が書かれていない。",
            "A risk case was reported, and nothing that was done about it is recorded.",
        ),
        Text("行った対応（action）を書くこと。", "Record what was done (action)."),
        _each(lambda case, _: bool(case.reports) and is_blank(case.action)),
        rests_on="report/provider-response",
    ),
    Check(
        "unknown-risk-case-kind",
        Severity.NOTE,
        Text(
            "リスクケースの種類「{kind}」は、この版の例示にない。例示にないことは、リスクケースでないことを意味しない。",
            "'{kind}' is not among this edition's kinds of risk cases. They are examples; others are risk cases too.",
        ),
        Text(
            "例示の種類に当たるかを確かめること。当たらなければ、そのままでよい。",
            "Check whether it is one of the kinds given; if it is not, let it stand.",
        ),
        _of_unknown_kind,
        ours=True,
    ),
    Check(
        "unknown-process-step",
        Severity.WARNING,
        Text(
            "利用のプロセス「{step}」は、点検した版にない。",
            "'{step}' is no process step of the edition checked against.",
        ),
        Text("点検した版のプロセスから選ぶこと。", "Choose from the process steps of that edition."),
        _of_unknown_step,
    ),
)
