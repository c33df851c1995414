"""From what a check has seen to a finding: weighed, worded, cited, and placed in the dossier."""

from collections.abc import Iterator
from typing import Any

import attrs

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Sighting, Steps
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Advice, Dossier, System, WrittenAnswers
from aiprocure.model.finding import Finding, Pointer
from aiprocure.model.records import Record

__all__ = ["findings_of"]

_UNSAID: tuple[object, ...] = (None, (), System(), Advice())


def findings_of(check: Check, it: Examination) -> tuple[Finding, ...]:
    """Return what a check finds, in the order of the edition's records, and where there is none, of the dossier."""
    if check.rests_on is not None and check.rests_on not in it.records:
        return ()
    sightings = tuple(check.look(it))
    driving = it.driving if any(sighting.tied for sighting in sightings) else frozenset()
    found = [_finding(check, sighting, it, driving) for sighting in sightings]
    if len(found) > 1:
        order = {name: position for position, name in enumerate(it.records)}
        found.sort(key=lambda each: (order.get(each.subject or "", len(order)), each.subject or ""))
    return tuple(found)


def _finding(check: Check, sighting: Sighting, it: Examination, driving: frozenset[str]) -> Finding:
    severity = check.severity if it.past_planning else check.at_planning
    return Finding(
        code=check.code,
        severity=severity.raised if sighting.tied and sighting.subject in driving else severity,
        where=_pointer(it.dossier, sighting.where),
        message=_filled(check.message, sighting, it.records.get(sighting.subject or "")),
        remedy=check.remedy,
        citation=_citation(check, sighting, it),
        subject=sighting.subject or check.rests_on,
    )


def _citation(check: Check, sighting: Sighting, it: Examination) -> Citation:
    record = it.records.get(check.rests_on or sighting.subject or "")
    cited: Citation = sighting.citation or getattr(record, "citation", None) or it.edition.citation
    ours = check.ours or not (sighting.citation or record)
    return attrs.evolve(cited, provenance=Provenance.EDITORIAL) if ours else cited


def _filled(template: Text, sighting: Sighting, record: Record | None) -> Text:
    """A message with its placeholders filled. What fills them is never itself read as a template."""

    def fill(language: Language) -> str:
        subject = _caption(record, language) if record else quotable(sighting.subject or "")
        words = {
            name: each if isinstance(each, str) else each.in_language(language) for name, each in sighting.words.items()
        }
        return template.in_language(language).format(subject=subject, **words)

    return Text(fill("ja"), fill("en"))


def _caption(record: Any, language: Language) -> str:
    number = getattr(record, "number", None)
    mark = getattr(record, "mark", number and f"#{number}")
    label = f"{getattr(record, 'axis', '')}{mark} " if mark else ""
    return f"{label}{record.text.in_language(language)}"


def _pointer(dossier: Dossier, steps: Steps) -> Pointer:
    """The pointer to a part of a dossier, as far as it is said: what is left at its default may stand in no file."""
    return Pointer("".join(f"/{_escaped(step)}" for step in _said(dossier, steps)))


def _said(dossier: Dossier, steps: Steps) -> Iterator[str | int]:
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


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
