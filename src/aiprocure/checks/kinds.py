"""Findings of a kind: of one code and weight, which is said once, with all that it concerns."""

from collections.abc import Iterable

import attrs

from aiprocure.checks.definition import Check
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.finding import Finding, FindingCode, Severity

__all__ = ["Kind", "kinds_of"]


@attrs.frozen
class Kind:
    """Findings of one code and severity, that stand or are set aside."""

    code: FindingCode
    severity: Severity
    messages: tuple[Text, ...]
    """What is said of them all: a message for all of them where the check has one, or else each different one."""
    remedies: tuple[Text, ...]
    """What to do: the different ones, of which there is mostly one."""
    citations: tuple[Citation, ...]
    set_aside: bool
    """Whether the ministry's policy sets them aside."""
    findings: tuple[Finding, ...]
    """The emphasized first."""


def kinds_of(findings: Iterable[Finding], checks: Iterable[Check]) -> tuple[Kind, ...]:
    """Return findings by kind, the gravest first, and among equals what is emphasized; what is set aside comes last.

    ``checks`` are those by which they were found.
    """
    together = {each.code: each.of_several for each in checks}
    groups: dict[tuple[FindingCode, Severity, bool], list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.rank):
        groups.setdefault((finding.code, finding.severity, finding.is_set_aside), []).append(finding)
    return tuple(_kind(tuple(group), together.get(group[0].code)) for group in groups.values())


def _kind(findings: tuple[Finding, ...], together: Text | None) -> Kind:
    first = findings[0]
    messages = tuple(dict.fromkeys(each.message for each in findings))
    if together is not None and len(findings) > 1:
        messages = (together,)
    remedies = tuple(dict.fromkeys(each.remedy for each in findings))
    citations = tuple(dict.fromkeys(each.citation for each in findings))
    return Kind(first.code, first.severity, messages, remedies, citations, first.is_set_aside, findings)
