"""From a check's matches to findings: worded, cited, placed in the dossier, and the emphasized first."""

from collections.abc import Iterator, Mapping

import attrs

from aiprocure.checks.context import Context, records_by_name
from aiprocure.checks.definition import Check, Match, Steps
from aiprocure.checks.record_names import name_record
from aiprocure.errors.messages import pointer, quotable
from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Advice, Dossier, Judgement, Judgements, NcoAdvice, Service, System, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Pointer
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.records import Record

__all__ = ["apply_check"]

_UNSAID: tuple[object, ...] = (
    *(None, (), System(), Advice(), NcoAdvice(), Service(), Judgement(), Judgements(), WrittenAnswers({})),
)
_EMPHASIS = Text(
    "この判定を支える判定軸{axes}について、リスク軽減策に挙げられている項目である。",
    "The outcome rests on {axes}, and the item is among the mitigations for it.",
)


def apply_check(check: Check, context: Context) -> tuple[Finding, ...]:
    """Return what a check finds: what is emphasized first, then in the order of the edition's records.

    What concerns no record comes last, in the order of the dossier.
    """
    if not all(map(context.records.__contains__, check.rests_on)):
        return ()
    matches = tuple(check.look(context))
    if not matches:
        return ()
    emphasized = context.emphasized if any(match.tied for match in matches) else {}
    found = [_finding(check, match, context, emphasized) for match in matches]
    if len(found) > 1:
        order = context.edition.once(_order_of)
        found.sort(key=lambda each: (not each.raised_by, order.get(each.subject or "", len(order)), each.subject or ""))
    return tuple(found)


def _order_of(edition: Edition) -> Mapping[str, int]:
    """The position of each record, by family and id."""
    return {name: position for position, name in enumerate(edition.once(records_by_name))}


def _finding(check: Check, match: Match, context: Context, emphasized: Mapping[str, tuple[Mitigation, ...]]) -> Finding:
    mitigations = emphasized.get(match.subject or "", ()) if match.tied else ()
    return Finding(
        code=check.code,
        severity=check.severity if context.past_planning else check.at_planning,
        where=Pointer(pointer(*_said(context.dossier, match.where))),
        message=_filled(check.message, match, context.records.get(match.subject or "")),
        remedy=_remedy(check.remedy, match.advice),
        citation=_citation(check, match, context),
        subject=match.subject or next(iter(check.rests_on), None),
        raised_by=_raised_by(mitigations),
        reason=_reason(mitigations, context) if mitigations else None,
    )


def _remedy(remedy: Text, advice: Text | None) -> Text:
    if advice is None:
        return remedy
    return Text(remedy.ja + advice.ja, f"{remedy.in_language('en')} {advice.in_language('en')}")


def _raised_by(mitigations: tuple[Mitigation, ...]) -> tuple[str, ...]:
    """The axes and the mitigations that raise a finding, by family and id."""
    axes = dict.fromkeys(f"axis/{mitigation.axis}" for mitigation in mitigations)
    return (*axes, *(f"mitigation/{mitigation.id}" for mitigation in mitigations))


def _reason(mitigations: tuple[Mitigation, ...], context: Context) -> Text:
    ids = {mitigation.axis for mitigation in mitigations}
    axes = [axis for axis in context.edition.axes if axis.id in ids]
    named = Text(
        "、".join(f"{axis.id}（{axis.text.ja}）" for axis in axes),
        " and ".join(f"axis {axis.id} ({axis.text.in_language('en')})" for axis in axes),
    )
    return _format(_EMPHASIS, {"axes": named})


def _citation(check: Check, match: Match, context: Context) -> Citation:
    record = context.records.get(next(iter(check.rests_on), match.subject or ""))
    cited: Citation = match.citation or getattr(record, "citation", None) or context.edition.citation
    ours = check.ours or not (match.citation or record)
    return attrs.evolve(cited, provenance=Provenance.EDITORIAL) if ours else cited


def _filled(template: Text, match: Match, record: Record | None) -> Text:
    subject = name_record(record) if record else quotable(match.subject or "")
    return _format(template, {"subject": subject, **match.words})


def _format(template: Text, words: Mapping[str, str | Text]) -> Text:
    """A message with its placeholders filled. What fills them is never itself read as a template."""

    def fill(language: Language) -> str:
        spelled = {name: each if isinstance(each, str) else each.in_language(language) for name, each in words.items()}
        return template.in_language(language).format_map(spelled)

    return Text(fill("ja"), fill("en"))


def _said(dossier: Dossier, steps: Steps) -> Iterator[str | int]:
    """The steps to a part of a dossier, as far as the dossier says anything: no file need hold what is left unsaid."""
    part: object = dossier
    for step in steps:
        part = _inner(part, step)
        if part in _UNSAID:
            return
        yield step


def _inner(part: object, step: str | int) -> object:
    if isinstance(part, tuple):
        return part[int(step)]
    if isinstance(part, WrittenAnswers):
        return dict(part.by_axis)[str(step)]
    return getattr(part, str(step))
