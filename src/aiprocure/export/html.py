"""What there is to tell about a value as HTML, the decision tree drawn in it."""

from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.export.diagram.figure import figure_of
from aiprocure.export.markup import Markup, element
from aiprocure.model.dossier import Dossier
from aiprocure.reports import Account, Item, Section, Tellable, account_of
from aiprocure.reports.phrases import Phrases

__all__ = ["to_html"]

# Written into every element, as a style sheet would reach the rest of the page. No colour but that of the page.
_PAGE = "line-height:1.6;max-width:64em;overflow-wrap:anywhere;white-space:pre-line"
_HEADLINE = "font-size:1.4em;font-weight:bold;margin:.2em 0"
_HEADING = "font-size:1em;font-weight:bold;line-height:1.6;margin:1.2em 0 .3em;border-bottom:1px solid"
_ITEMS = "margin:0;padding-left:1.5em"
_NOTE = "font-size:.85em;opacity:.75"
_NO_BULLET = {"style": "list-style:none"}


def to_html(value: Tellable, *, language: Language = "ja", case: Dossier | None = None) -> str:
    """Return a fragment of HTML that tells an edition, an assessment, an exploration or a comparison in full.

    It has no script and no style sheet, and refers to nothing outside itself. With the case that an assessment judges,
    it begins with the project, and tells the reason given for each answer. Whatever anyone wrote shows as text.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> "高  「高リスク」に該当する可能性が高い" in to_html(assess(edition, edition.answers(A=1, B=2, C=3, D=1)))
    True
    """
    account = account_of(value, Phrases(language), case)
    return str(element("div", *_content(account, language), class_="aiprocure", lang=language, style=_PAGE))


def _content(account: Account, language: Language) -> Iterator[Markup]:
    for section in account.about:
        yield from _section(section)
    yield element("p", account.headline, style=_HEADLINE)
    if account.lead:
        yield _listed(account.lead)
    if account.drawn is not None:
        yield element("div", figure_of(account.drawn, language), style="margin:1em 0;overflow-x:auto")
    for section in account.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Markup]:
    yield element("h4", section.heading, style=_HEADING)
    yield _listed(section.items)


def _listed(items: Iterable[Item]) -> Markup:
    return element("ul", *map(_item, items), style=_ITEMS)


def _item(item: Item) -> Markup:
    text = element("strong", item.text) if item.warns else item.text
    note = (element("span", item.note, style=_NOTE),) if item.note else ()
    inside = (_listed(item.inside),) if item.inside else ()
    return element("li", text, *note, *inside, **(_NO_BULLET if item.numbered else {}))
