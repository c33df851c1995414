"""Reports as Markdown: CommonMark with the tables of GitHub's dialect."""

import re
from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item, Report, Reportable, Section, Table, make_report
from aiprocure.reports.line_breaking import split_lines
from aiprocure.reports.phrases import Phrases

__all__ = ["report_as_markdown", "to_markdown"]

_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>&|~\#$^{}]                  # what marks anything up anywhere
        |(?<=[:/])/ | (?<=\w)\.(?=[^\W\d_])     # what makes an address of http://example.com or www.example.com
        |^[-+=:]                                # what begins a list or a rule""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_AT = "<!-- -->@"
"""No backslash keeps GitHub from making a link of an address of mail; this between its parts does."""


def to_markdown(
    value: Reportable,
    dossier: Dossier | None = None,
    findings: Iterable[Finding] | None = None,
    *,
    language: Language = "ja",
) -> str:
    """Return the report on a value as Markdown.

    Whatever anyone wrote shows as text: it makes no heading, link, picture or table, and no HTML. The lines of a
    passage are divided by ``<br>``. The arguments are those of every format: the value, the dossier that it is about,
    and the findings about that.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> report = to_markdown(assess(edition, edition.answers(A=1, B=2, C=3, D=1)), findings=(), language="en")
    >>> [line for line in report.splitlines() if line.startswith("#")][:3]
    ["# Check of a procurement's dossier", '## 1. To be decided', '## 2. Findings']
    """
    return report_as_markdown(make_report(value, Phrases(language), dossier, findings))


def report_as_markdown(report: Report) -> str:
    """Return a report as Markdown."""
    headline, *others = report.lead
    blocks = [f"# {_escape(report.title)}", f"**{_escape(headline.text)}**"]
    if others:
        blocks.append(_list(others))
    for number, section in enumerate(report.sections, 1):
        blocks += [f"## {number}. {_escape(section.heading)}", *_blocks(section)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _blocks(section: Section) -> Iterator[str]:
    if section.items:
        yield _list(section.items)
    yield from map(_table, section.tables)


def _list(items: Iterable[Item]) -> str:
    return "\n".join(line for item in items for line in _item(item, ""))


def _item(item: Item, indent: str) -> Iterator[str]:
    text, gap = _escape(item.text), " " if item.note.startswith(" ") else ""
    yield f"{indent}- {f'**{text}**' if item.warns else text}{gap}{_escape(item.note)}"
    for inner in item.inside:
        yield from _item(inner, indent + "  ")


def _table(table: Table) -> str:
    rows = ([_escape(cell) for cell in row] for row in (table.headings, *table.rows))
    heading, *written = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((heading, "|" + " --- |" * len(table.headings), *written))


def _escape(passage: str) -> str:
    """A passage as text alone, on one line of the source."""
    lines = (_SPECIAL.sub(r"\\\g<0>", line) for line in split_lines(passage))
    return "<br>".join(_NUMBERED.sub(r"\1\\\2", line).replace("@", _AT) for line in lines)
