"""The risk cases that have happened: known, reported, acted on."""

from collections.abc import Callable
from itertools import permutations
from typing import get_args

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Look, Sighting
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Language, Text
from aiprocure.model.dossier import Occurrence
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.model.normalization import is_blank, plain_spelling

__all__ = ["CHECKS"]


def _each(amiss: Callable[[Occurrence, Examination], bool]) -> Look:
    """A look at every risk case, for those of which something holds."""
    return lambda it: [
        Sighting(("risk_cases", position)) for position, case in enumerate(it.dossier.risk_cases) if amiss(case, it)
    ]


def _unreported(case: Occurrence, it: Examination) -> bool:
    """Whether no report went to the CAIO: what is not surely that post, and this ministry's, is not taken for it."""
    names = it.edition.once(_names_of_caio)
    ministry, post = (_squeezed(it.dossier.project.detail(key) or "") for key in ("ministry", "caio"))
    known = {post, *names, *(f"{ministry}{of}{name}" for of in ("", "の") for name in names)} - {""}
    return known.isdisjoint(_squeezed(report.to) for report in case.reports)


def _names_of_caio(edition: Edition) -> frozenset[str]:
    """The role's id, and its names in each language: one of them, or one with another in brackets."""
    caio = [role.text for role in edition.roles if role.id == "caio"]
    texts = [_squeezed(text.in_language(language)) for text in caio for language in get_args(Language)]
    names = {"caio", *(name for text in texts for name in text.rstrip(")").partition("(")[::2] if name)}
    return frozenset(names | {f"{name}({other})" for name, other in permutations(names, 2)})


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
