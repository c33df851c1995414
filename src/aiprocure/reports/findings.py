"""The reports on findings: alone, or with the determination and the dossier, as an officer hands them on.

The verdict comes first, then what is to be decided, then every item of the check sheets, then the findings by kind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from aiprocure.checks import Kind, find_kinds, item_statuses
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.item_status import ItemStatus
from aiprocure.reports.citations import cite_by_number, cited_items, flow, notes_in, number_citations, number_items
from aiprocure.reports.determinations import headline, mitigation_section
from aiprocure.reports.dossiers import (
    carried_edition,
    clause_section,
    name_items,
    project_sections,
    recorded_sections,
    requirement_section,
    system_section,
)
from aiprocure.reports.editions import applied_edition_items
from aiprocure.reports.kinds import brief_kind_section, count_findings, kind_section, number_codes
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, keep_filled
from aiprocure.reports.status_lists import brief_status_sections, status_section
from aiprocure.reports.verdicts import decision_section, undermining_items, verdict_items

__all__ = ["report_check_briefly", "report_findings", "report_procurement"]


def report_findings(findings: Sequence[Finding], phrases: Phrases, dossier: Dossier | None = None) -> Report:
    """Return the report on findings, with the dossier that they are about if it is given."""
    edition = carried_edition(dossier) if dossier else None
    kinds = find_kinds(findings)
    numbers = number_citations(phrases.citation(each) for kind in kinds for each in kind.citations)
    cite = cite_by_number(numbers, phrases)
    return Report(
        _title(dossier, phrases),
        (Item(count_findings(findings, phrases)), *undermining_items(findings, phrases)),
        keep_filled(
            *_status_sections(dossier, edition, findings, kinds, phrases),
            kind_section(kinds, edition, phrases, _names(dossier, edition), cite),
            *project_sections(dossier, phrases),
            *(_dossier_sections(dossier, edition, phrases, None) if dossier else ()),
            Section(phrases.say("sources"), cited_items(numbers, phrases)),
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
    kinds, statuses = find_kinds(findings), _statuses(dossier, edition, findings)
    mitigations = mitigation_section(value, phrases, phrases.citation)
    *reasons, sources = (each for each in determination.sections[len(project) :] if each != mitigations)
    lead = _lead(value, findings, phrases)
    numbers = number_citations(_citations_in(kinds, lead, reasons, value, phrases))
    cite = cite_by_number(numbers, phrases)
    return Report(
        _title(dossier, phrases),
        tuple(number_items(lead, numbers, phrases)),
        keep_filled(
            decision_section(value, kinds, statuses, phrases),
            *_status_sections(dossier, edition, findings, kinds, phrases),
            kind_section(kinds, edition, phrases, _names(dossier, edition), cite),
            *project,
            *(attrs.evolve(each, items=tuple(number_items(each.items, numbers, phrases))) for each in reasons),
            mitigation_section(value, phrases, cite),
            *(
                _dossier_sections(dossier, edition, phrases, cite)
                if dossier
                else [clause_section(None, edition, phrases, cite)]
            ),
            Section(sources.heading, (*cited_items(numbers, phrases), *sources.items)),
        ),
    )


def report_check_briefly(
    value: Assessment | Exploration, findings: Sequence[Finding], phrases: Phrases, dossier: Dossier, title: str
) -> Report:
    """Return what checking a dossier has shown, in few lines: the verdict, the items left, the findings by kind."""
    edition, kinds = value.edition, find_kinds(findings)
    lead = (*_verdict(value, findings, phrases), *applied_edition_items(edition, phrases, briefly=True))
    numbers = number_citations(_citations_in(kinds, lead, (), None, phrases))
    return Report(
        title,
        tuple(number_items(lead, numbers, phrases)),
        keep_filled(
            *brief_status_sections(_statuses(dossier, edition, findings), edition, phrases),
            brief_kind_section(kinds, edition, phrases, _names(dossier, edition), cite_by_number(numbers, phrases)),
            Section(phrases.say("sources"), flow(cited_items(numbers, phrases))),
        ),
    )


def _title(dossier: Dossier | None, phrases: Phrases) -> str:
    title = phrases.say("checked_dossier")
    return phrases.say("detail", key=title, value=dossier.project.title) if dossier else title


def _lead(value: Assessment | Exploration, findings: Sequence[Finding], phrases: Phrases) -> tuple[Item, ...]:
    """The verdict with how much was found, the edition that was applied, and the caveats of what is handed on."""
    counted = phrases.say("detail", key=phrases.say("findings"), value=count_findings(findings, phrases))
    return (
        *_verdict(value, findings, phrases),
        Item(counted),
        *applied_edition_items(value.edition, phrases),
        *_provenance(value.edition, phrases),
    )


def _verdict(value: Assessment | Exploration, findings: Sequence[Finding], phrases: Phrases) -> tuple[Item, ...]:
    """The determination, why not to use it if that is so, what it rests on, and how sure it is."""
    return Item(headline(value, phrases)), *undermining_items(findings, phrases), *verdict_items(value, phrases)


def _provenance(edition: Edition, phrases: Phrases) -> Iterator[Item]:
    """The caveats of a determination that is handed on."""
    if any(rule.citation.provenance is Provenance.RECONSTRUCTED for rule in edition.rules):
        yield Item(phrases.say("rows_reconstructed"))
    yield Item(phrases.say("ministry_judges"))


def _statuses(dossier: Dossier | None, edition: Edition, findings: Sequence[Finding]) -> tuple[ItemStatus, ...]:
    return item_statuses(dossier, edition, findings) if dossier else ()


def _status_sections(
    dossier: Dossier | None,
    edition: Edition | None,
    findings: Sequence[Finding],
    kinds: Sequence[Kind],
    phrases: Phrases,
) -> Iterator[Section]:
    """All items of the check sheets with their status, where the dossier and the edition are known."""
    if dossier and edition:
        yield status_section(item_statuses(dossier, edition, findings), edition, number_codes(kinds), phrases)


def _names(dossier: Dossier | None, edition: Edition | None) -> Mapping[str, str]:
    return name_items(dossier, edition) if dossier else {}


def _dossier_sections(
    dossier: Dossier, edition: Edition | None, phrases: Phrases, cite: Callable[[Citation], str] | None
) -> Iterator[Section]:
    """What a dossier says of its system, how it deals with the items of the check sheets, and what else it records."""
    yield system_section(dossier, phrases)
    yield requirement_section(dossier, edition, phrases)
    yield clause_section(dossier, edition, phrases, cite)
    yield from recorded_sections(dossier, edition, phrases)


def _citations_in(
    kinds: Sequence[Kind],
    lead: Sequence[Item],
    sections: Sequence[Section],
    value: Assessment | Exploration | None,
    phrases: Phrases,
) -> Iterator[str]:
    """Every citation that a report refers to, in words, in the order in which it comes first."""
    yield from notes_in(lead)
    yield from (phrases.citation(each) for kind in kinds for each in kind.citations)
    for section in sections:
        yield from notes_in(section.items)
    if value is not None:
        mitigations = value.mitigations if isinstance(value, Assessment) else ()
        yield from (phrases.citation(each.citation) for each in mitigations)
        yield from (phrases.citation(each.citation) for each in value.edition.clauses)
