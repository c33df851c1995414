"""What was found in dossiers, dossier by dossier, and counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import section, styled_citation
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding, Severity
from aiprocure.reports.phrases import Phrases

__all__ = ["findings_page", "findings_summary"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def findings_page(words: Phrases, file: str, dossier: Dossier, findings: Iterable[Finding]) -> RenderableType:
    """Return what was found in one dossier, as an officer would want to read it: the gravest first."""
    weighed = sorted(findings, key=lambda finding: finding.rank)
    alike = groupby(weighed, key=lambda finding: (finding.severity, finding.code))
    lines = [line for _, each in alike for line in _alike(words, tuple(each))]
    nothing = Line(Styled(words.say("no_findings")))
    return section(words, "dossier", lines or [nothing], file=file, title=dossier.project.title)


def findings_summary(words: Phrases, findings: Iterable[Finding], *, dossiers: int) -> RenderableType:
    """Return how much was found in some dossiers, by severity."""
    counts = Counter(finding.severity.value for finding in findings)
    numbers = {severity.value: counts[severity.value] for severity in Severity}
    return Group(Styled(words.say("findings_summary", dossiers=dossiers, **numbers), "bold"))


def _alike(words: Phrases, findings: tuple[Finding, ...]) -> Iterator[Line]:
    """Findings of one code and weight, and the remedy that all of them have."""
    for finding in findings:
        severity = words.say(f"severity_{finding.severity}")
        place = (finding.where, "dim")
        yield Line(Styled.assemble((severity, _STYLES[finding.severity]), f"  {finding.code}  ", place))
        yield Line(Styled.assemble(words.of(finding.message), styled_citation(words, finding.citation)), 4)
    yield Line(Styled(f"→ {words.of(findings[0].remedy)}"), 4)
