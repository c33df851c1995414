"""Reports as HTML, with the decision tree drawn in them."""

from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.export.diagram.figure import draw_tree
from aiprocure.export.markup import Markup, element, void_element
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item, Report, Reportable, Section, Table, make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["to_html", "whole_page"]

# Written into every element, as a style sheet would reach the rest of the page. No colour but that of the page.
_PAGE = "line-height:1.6;max-width:64em;overflow-wrap:anywhere;white-space:pre-line"
_TITLE = "font-size:1em;font-weight:bold;line-height:1.6;margin:0"
_HEADLINE = "font-size:1.4em;font-weight:bold;margin:.2em 0"
_HEADING = "font-size:1em;font-weight:bold;line-height:1.6;margin:1.2em 0 .3em;border-bottom:1px solid"
_ITEMS = "margin:0;padding-left:1.5em"
_NOTE = "font-size:.85em;opacity:.75"
_TABLE = "border-collapse:collapse;width:100%;table-layout:fixed;margin:.5em 0"
_CELL = "border:1px solid;padding:.2em .5em;text-align:left;vertical-align:top"
_NO_BULLET = {"style": "list-style:none"}


def to_html(
    value: Reportable,
    dossier: Dossier | None = None,
    findings: Iterable[Finding] | None = None,
    *,
    language: Language = "ja",
) -> str:
    """Return the report on a value as a fragment of HTML.

    It has no script and no style sheet, and refers to nothing outside itself. Whatever anyone wrote shows as text. The
    arguments are those of every format: the value, the dossier that it is about, and the findings about that.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> "高  「高リスク」に該当する可能性が高い" in to_html(assess(edition, edition.answers(A=1, B=2, C=3, D=1)))
    True
    """
    report = make_report(value, Phrases(language), dossier, findings)
    return str(element("div", *_content(report, language), class_="aiprocure", lang=language, style=_PAGE))


def whole_page(title: str, fragment: str, language: Language) -> str:
    """Return a fragment of HTML as a page of its own, which a browser opens from a file.

    >>> print(whole_page("<題>", "<p>本文</p>", "ja"))
    <!DOCTYPE html>
    <html lang="ja"><head><meta charset="utf-8"><title>&lt;題&gt;</title></head><body><p>本文</p></body></html>
    """
    head = element("head", void_element("meta", charset="utf-8"), element("title", title))
    return f"<!DOCTYPE html>\n{element('html', head, element('body', Markup(fragment)), lang=language)}"


def _content(report: Report, language: Language) -> Iterator[Markup]:
    headline, *others = report.lead
    yield element("h3", report.title, style=_TITLE)
    yield element("p", headline.text, style=_HEADLINE)
    if others:
        yield _list(others)
    for section in report.sections:
        yield from _section(section, language)


def _section(section: Section, language: Language) -> Iterator[Markup]:
    yield element("h4", section.heading, style=_HEADING)
    if section.drawing is not None:
        yield element("div", draw_tree(section.drawing, language), style="margin:1em 0;overflow-x:auto")
    if section.items:
        yield _list(section.items)
    yield from map(_table, section.tables)


def _list(items: Iterable[Item]) -> Markup:
    return element("ul", *map(_item, items), style=_ITEMS)


def _item(item: Item) -> Markup:
    text = element("strong", item.text) if item.warns else item.text
    note = (element("span", item.note, style=_NOTE),) if item.note else ()
    inside = (_list(item.inside),) if item.inside else ()
    return element("li", text, *note, *inside, **(_NO_BULLET if item.numbered else {}))


def _table(table: Table) -> Markup:
    shares = (100 * width / sum(table.widths) for width in table.widths)
    heads = (
        element("th", heading, scope="col", style=f"{_CELL};width:{share:.0f}%")
        for heading, share in zip(table.headings, shares, strict=True)
    )
    rows = (element("tr", *(element("td", cell, style=_CELL) for cell in row)) for row in table.rows)
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows), style=_TABLE)
