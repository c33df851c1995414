"""The report on a paper: the request for advice, the extracts for specification and contract, or all of them."""

from collections.abc import Iterator

import attrs

from aiprocure.model.papers import Paper, PaperKind
from aiprocure.reports.briefs import report_brief
from aiprocure.reports.citations import number_report
from aiprocure.reports.extracts import report_extract
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Report, Section, keep_filled

__all__ = ["report_paper"]


def report_paper(paper: Paper, phrases: Phrases) -> Report:
    """Return the report on a paper, with its sources behind it."""
    if paper.kind is PaperKind.PACK:
        return number_report(_report_pack(paper, phrases), phrases)
    if paper.kind is PaperKind.BRIEF:
        return number_report(report_brief(paper, phrases), phrases, flowing=True)
    return number_report(report_extract(paper, phrases), phrases)


def _report_pack(paper: Paper, phrases: Phrases) -> Report:
    """All papers in one: the lead of the request for advice, then what each has to say under its own name."""
    brief = report_brief(paper, phrases)
    sections, said = list(_named(PaperKind.BRIEF, brief.sections, phrases)), list(brief.lead)
    for kind in (PaperKind.SPECIFICATION, PaperKind.CONTRACT):
        extract = report_extract(attrs.evolve(paper, kind=kind), phrases)
        lead = tuple(item for item in extract.lead if item not in said)
        sections += [Section(phrases.say(f"paper_{kind}"), lead), *_named(kind, extract.sections, phrases)]
        said += lead
    title = phrases.say("detail", key=phrases.say("paper_pack"), value=paper.dossier.project.title)
    return Report(title, brief.lead, keep_filled(*sections))


def _named(kind: PaperKind, sections: tuple[Section, ...], phrases: Phrases) -> Iterator[Section]:
    """Sections under headings that say of which paper they are."""
    for section in sections:
        heading = phrases.say("detail", key=phrases.say(f"paper_{kind}"), value=section.heading)
        yield attrs.evolve(section, heading=heading)
