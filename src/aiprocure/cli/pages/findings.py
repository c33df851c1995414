"""The pages that show findings: those in one dossier, and how many there are in all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import section, styled_citation
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding, Severity
from aiprocure.reports.dossiers import carried_edition, name_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.rulings import word_rulings

__all__ = ["findings_page", "findings_summary"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def findings_page(phrases: Phrases, file: str, dossier: Dossier, findings: Iterable[Finding]) -> RenderableType:
    """Return what was found in one dossier, the gravest first."""
    names = name_items(dossier, carried_edition(dossier))
    weighed = sorted(findings, key=lambda finding: finding.rank)
    alike = groupby(weighed, key=lambda finding: (finding.is_set_aside, finding.severity, finding.code))
    lines = [line for _, each in alike for line in _alike(phrases, tuple(each), names)]
    nothing = Line(Styled(phrases.say("no_findings")))
    return section(phrases, "dossier", lines or [nothing], file=file, title=dossier.project.title)


def findings_summary(phrases: Phrases, findings: Iterable[Finding], *, dossiers: int) -> RenderableType:
    """Return how much was found in some dossiers, by severity, and how much a ministry's policy sets aside."""
    listed = tuple(findings)
    counts = Counter(finding.severity.value for finding in listed if not finding.is_set_aside)
    numbers = {severity.value: counts[severity.value] for severity in Severity}
    lines = [Styled(phrases.say("findings_summary", dossiers=dossiers, **numbers), "bold")]
    if aside := sum(finding.is_set_aside for finding in listed):
        lines.append(Styled(phrases.say("findings_summary_set_aside", count=aside)))
    return Group(*lines)


def _alike(phrases: Phrases, findings: tuple[Finding, ...], names: Mapping[str, str]) -> Iterator[Line]:
    """Findings of one code and weight, and the remedy that all of them have."""
    for finding in findings:
        severity = (phrases.say(f"severity_{finding.severity}"), _STYLES[finding.severity])
        if finding.is_set_aside:
            severity = (phrases.say("set_aside"), "dim")
        yield Line(Styled.assemble(severity, f"  {phrases.place(finding.where, names)}"))
        yield Line(Styled.assemble(phrases.of(finding.message), styled_citation(phrases, finding.citation)), 4)
        if finding.reason:
            yield Line(Styled(phrases.say("emphasized", reason=phrases.of(finding.reason))), 4)
        for ruling in word_rulings(finding, phrases):
            yield Line(Styled(ruling), 4)
    yield Line(Styled(f"→ {phrases.of(findings[0].remedy)}"), 4)
