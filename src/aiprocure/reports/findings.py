"""The reports on findings: alone, or with the determination and the dossier, as an officer hands them on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from aiprocure.checks import find_check
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.model.citation import Provenance
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.reports.dossiers import (
    ListedItem,
    carried_edition,
    clause_section,
    items_by_name,
    name_items,
    project_sections,
    recorded_sections,
    requirement_section,
    system_section,
)
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, keep_filled, tabulate
from aiprocure.reports.rulings import word_rulings

__all__ = ["report_findings", "report_procurement"]


def report_findings(findings: Sequence[Finding], phrases: Phrases, dossier: Dossier | None = None) -> Report:
    """Return the report on findings, with the dossier that they are about if it is given."""
    edition = carried_edition(dossier) if dossier else None
    return Report(
        _title(dossier, phrases),
        (Item(_count(findings, phrases)), *_undermined(findings, phrases)),
        keep_filled(
            *project_sections(dossier, phrases),
            *([system_section(dossier, phrases)] if dossier else []),
            *_finding_sections(findings, edition, dossier, phrases),
            *_dealt_with(dossier, edition, phrases),
        ),
    )


def report_procurement(
    value: Assessment | Exploration,
    determination: Report,
    findings: Sequence[Finding],
    phrases: Phrases,
    dossier: Dossier | None,
) -> Report:
    """Return all that an officer hands on: the report on a determination, completed by the findings and the dossier."""
    edition, project = value.edition, project_sections(dossier, phrases)
    headline, *rest = determination.lead
    *sections, sources = determination.sections[len(project) :]
    counted = phrases.say("detail", key=phrases.say("findings"), value=_count(findings, phrases))
    return Report(
        _title(dossier, phrases),
        (headline, *_undermined(findings, phrases), Item(counted), *rest, *_provenance(edition, phrases)),
        keep_filled(
            *project,
            *([system_section(dossier, phrases)] if dossier else []),
            *sections,
            *_finding_sections(findings, edition, dossier, phrases),
            _mitigation_section(value, phrases),
            *([requirement_section(dossier, edition, phrases)] if dossier else []),
            clause_section(dossier, edition, phrases),
            *(recorded_sections(dossier, edition, phrases) if dossier else []),
            sources,
        ),
    )


def _title(dossier: Dossier | None, phrases: Phrases) -> str:
    title = phrases.say("checked_dossier")
    return phrases.say("detail", key=title, value=dossier.project.title) if dossier else title


def _dealt_with(dossier: Dossier | None, edition: Edition | None, phrases: Phrases) -> Iterator[Section]:
    """How a dossier deals with the items of the check sheets, and what else it records."""
    if dossier:
        yield requirement_section(dossier, edition, phrases)
        yield clause_section(dossier, edition, phrases)
        yield from recorded_sections(dossier, edition, phrases)


def _undermined(findings: Sequence[Finding], phrases: Phrases) -> Iterator[Item]:
    """Why the determination must not be used, where a finding says so."""
    undermining = [finding for finding in findings if _undermines(finding)]
    contradicted = dict.fromkeys(
        phrases.place("/".join(finding.where.split("/")[:3]))
        for finding in undermining
        if finding.where.startswith("/answers/")
    )
    if contradicted:
        yield Item(phrases.say("answers_contradicted", answers=phrases.listed(contradicted)), warns=True)
    if any(not finding.where.startswith("/answers/") for finding in undermining):
        yield Item(phrases.say("out_of_scope"), warns=True)


def _provenance(edition: Edition, phrases: Phrases) -> Iterator[Item]:
    """The caveats of a determination that is handed on."""
    if any(rule.citation.provenance is Provenance.RECONSTRUCTED for rule in edition.rules):
        yield Item(phrases.say("rows_reconstructed"))
    yield Item(phrases.say("ministry_judges"))


def _finding_sections(
    findings: Sequence[Finding], edition: Edition | None, dossier: Dossier | None, phrases: Phrases
) -> Iterator[Section]:
    """What was found, the gravest first and numbered through; and apart from it the items that are still open."""
    if not findings:
        yield Section(phrases.say("findings"), (Item(phrases.say("no_findings")),))
    names = name_items(dossier, edition) if dossier else {}
    standing = [finding for finding in _weighed(findings) if not finding.is_set_aside]
    numbered = list(enumerate((finding for finding in standing if not _is_open(finding)), 1))
    columns = {"column_number": 3, "column_finding": 18, "column_remedy": 14, "column_where": 10}
    open_items = [finding for finding in standing if _is_open(finding)]
    for severity in Severity:
        rows = [_finding_row(number, each, phrases, names) for number, each in numbered if each.severity is severity]
        still_open = sum(each.severity is severity for each in open_items)
        tally = _capitalize(_tally(f"severity_{severity}", len(rows) + still_open, still_open, phrases))
        heading = phrases.say("detail", key=phrases.say("findings"), value=tally)
        yield Section(heading, tables=tabulate(phrases, columns, rows))
    remedies = dict.fromkeys(Item(phrases.of(each.remedy), phrases.citation(each.citation)) for each in open_items)
    items = edition.once(items_by_name) if edition else {}
    rows = [_open_row(each, items.get(each.subject or ""), phrases) for each in open_items]
    table = tabulate(phrases, {"column_item": 17, "column_severity": 3}, rows)
    yield Section(_capitalize(_tally("open_items", len(rows), 0, phrases)), tuple(remedies), table)
    yield _set_aside_section(findings, phrases, names)


def _set_aside_section(findings: Sequence[Finding], phrases: Phrases, names: Mapping[str, str]) -> Section:
    """What the ministry's policy sets aside, in full, with the reason; empty where there is nothing of it."""
    aside = [finding for finding in _weighed(findings) if finding.is_set_aside]
    rows = [
        (
            phrases.of(each.message) + phrases.citation(each.citation) + _emphasis(each, phrases),
            "\n".join(word_rulings(each, phrases)),
            phrases.place(each.where, names),
        )
        for each in aside
    ]
    note = (Item(phrases.say("findings_set_aside_note")),) if aside else ()
    table = tabulate(phrases, {"column_finding": 18, "column_ruling": 14, "column_where": 10}, rows)
    return Section(_capitalize(_tally("findings_set_aside", len(rows), 0, phrases)), note, table)


def _weighed(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by their rank: the gravest first, and among equals the emphasized."""
    return sorted(findings, key=lambda finding: finding.rank)


def _undermines(finding: Finding) -> bool:
    """Whether the determination cannot be relied on before the finding is put right, as its check says."""
    check = find_check(finding.code)
    return check is not None and check.undermines


def _is_open(finding: Finding) -> bool:
    """Whether the finding is an open item, as its check says."""
    check = find_check(finding.code)
    return check is not None and check.opens


def _count(findings: Sequence[Finding], phrases: Phrases) -> str:
    """How many findings there are, in a line: all of them by severity, with how many of those are open items.

    What the ministry's policy sets aside is counted apart.
    """
    standing = [each for each in findings if not each.is_set_aside]
    counts = Counter(each.severity for each in standing)
    still_open = Counter(each.severity for each in standing if _is_open(each))
    tallies = [_tally(f"severity_{each}", counts[each], still_open[each], phrases) for each in Severity]
    if aside := len(findings) - len(standing):
        tallies.append(_tally("set_aside", aside, 0, phrases))
    return phrases.listed(tallies)


def _tally(name: str, count: int, still_open: int, phrases: Phrases) -> str:
    """How many there are of something, and how many open items among them where there are any."""
    if still_open:
        return phrases.say("tally_with_open", words=phrases.say(name), count=count, open=still_open)
    return phrases.say("tally", words=phrases.say(name), count=count)


def _capitalize(heading: str) -> str:
    return heading[:1].upper() + heading[1:]


def _finding_row(number: int, finding: Finding, phrases: Phrases, names: Mapping[str, str]) -> tuple[str, ...]:
    found = phrases.of(finding.message) + phrases.citation(finding.citation) + _notes(finding, phrases)
    return (str(number), found, phrases.of(finding.remedy), phrases.place(finding.where, names))


def _emphasis(finding: Finding, phrases: Phrases) -> str:
    """Why a finding is emphasized, on a line of its own; nothing where it is not."""
    return "\n" + phrases.say("emphasized", reason=phrases.of(finding.reason)) if finding.reason else ""


def _notes(finding: Finding, phrases: Phrases) -> str:
    """Why a finding is emphasized, and what the ministry's policy says of it, each on a line of its own."""
    return _emphasis(finding, phrases) + "".join(f"\n{ruling}" for ruling in word_rulings(finding, phrases))


def _open_row(finding: Finding, item: ListedItem | None, phrases: Phrases) -> tuple[str, str]:
    family = str(finding.subject).partition("/")[0]
    caption = phrases.say("detail", key=phrases.family(family), value=phrases.caption(item)) if item else ""
    said = (caption or phrases.of(finding.message)) + _notes(finding, phrases)
    return said, phrases.say(f"severity_{finding.severity}")


def _mitigation_section(value: Assessment | Exploration, phrases: Phrases) -> Section:
    """What lowers the risk on the axes that an outcome rests on, numbered through."""
    axes = {axis.id: phrases.axis(axis) for axis in value.edition.axes}
    mitigations = value.mitigations if isinstance(value, Assessment) else ()
    rows = [
        (str(number), phrases.of(each.text) + phrases.citation(each.citation), axes[each.axis])
        for number, each in enumerate(mitigations, 1)
    ]
    columns = {"column_number": 2, "column_mitigation": 12, "column_axis": 6}
    return Section(phrases.family("mitigation"), tables=tabulate(phrases, columns, rows))
