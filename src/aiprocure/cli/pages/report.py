"""The page that shows a report."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines, titled
from aiprocure.reports import Report, Section
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import list_rows

__all__ = ["report_page"]


def report_page(report: Report, phrases: Phrases) -> RenderableType:
    """Return the page of a report: its headline with what qualifies it, and the sections."""
    headline, *others = report.lead
    first = Line(Styled(headline.text, "bold"))
    return Group(
        titled(report.title, (first, *item_lines(others))),
        *(titled(section.heading, _lines(section, phrases)) for section in report.sections),
    )


def _lines(section: Section, phrases: Phrases) -> Iterator[Line]:
    yield from item_lines(section.items)
    for table in section.tables:
        yield from item_lines(list_rows(table, phrases))
