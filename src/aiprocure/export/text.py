"""Reports as plain text."""

from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item, Reportable, Section, make_report
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import list_rows

__all__ = ["to_text"]


def to_text(
    value: Reportable,
    dossier: Dossier | None = None,
    findings: Iterable[Finding] | None = None,
    *,
    language: Language = "ja",
) -> str:
    """Return the report on a value as plain text.

    The arguments are those of every format: the value, the dossier that it is about, and the findings about that.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> print(to_text(assess(edition, edition.answers(A=1, B=2, C=1, D=1)), language="en"))
    Determination
      High  Likely to be high-risk
      DS-920, Guideline on the procurement and use of generative AI for ... (2025-05-27, data revision 3)
    ...
    """
    phrases = Phrases(language)
    report = make_report(value, phrases, dossier, findings)
    sections = (Section(report.title, report.lead), *report.sections)
    return "\n\n".join("\n".join((section.heading, *_section(section, phrases))) for section in sections)


def _section(section: Section, phrases: Phrases) -> Iterator[str]:
    yield from _lines(section.items, 2)
    for table in section.tables:
        yield from _lines(list_rows(table, phrases), 2)


def _lines(items: Iterable[Item], indent: int) -> Iterator[str]:
    for item in items:
        yield from (" " * indent + line for line in (item.text + item.note).splitlines())
        yield from _lines(item.inside, indent + 2)
