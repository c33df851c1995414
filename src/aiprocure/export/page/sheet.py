"""What a page shows, in both languages side by side: the form, places for what it decides, and the edition."""

from collections.abc import Callable, Iterable, Iterator

from aiprocure.encoding import fingerprint
from aiprocure.errors.text import Language
from aiprocure.export.diagram.figure import draw_bare_tree
from aiprocure.export.markup import Markup, element, void_element
from aiprocure.export.page.content import LANGUAGES, in_each
from aiprocure.model.axes import Axis, Option
from aiprocure.model.edition import Edition
from aiprocure.reports.editions import edition_items, reading_items, source_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item

__all__ = ["write_sheet"]

_NAMES: dict[Language, str] = {"ja": "日本語", "en": "English"}
_LONGEST_REASON = 2_000
"""Characters of a reason that is typed. A dossier can hold many as long as this."""
_LONGEST_TITLE = 500


def write_sheet(edition: Edition, language: Language) -> Iterator[Markup]:
    """Yield what stands in the body of a page before its script."""
    buttons = (
        _button(_NAMES[each], lang=each, data_language=each, aria_pressed=_truth(each == language))
        for each in LANGUAGES
    )
    yield element(
        "header",
        element("div", *buttons, class_="tools", role="group", aria_label=" / ".join(_NAMES.values())),
        element("h1", *_shown(lambda phrases: phrases.say("page_title", edition=phrases.edition(edition)))),
        *_lists(lambda phrases: edition_items(edition, phrases)[1:]),
        element("noscript", element("p", *_label("page_needs_script"))),
    )
    yield element("main", _decided(), _form(edition), _basis(edition), _about(edition))


def _form(edition: Edition) -> Markup:
    later = element("details", element("summary", *_label("page_later")), element("div", id="others"), id="later")
    content = element(
        "div",
        element("p", *_label("page_offline"), class_="offline"),
        element("label", *_label("page_project"), _input("text", id="title", maxlength=_LONGEST_TITLE), class_="text"),
        element("div", *(_question(number, axis) for number, axis in enumerate(edition.axes)), id="asked"),
        later,
        element(
            "div",
            _button(*_label("page_save"), id="save"),
            element(
                "label", *_label("page_load"), _input("file", id="load", accept=".json,application/json"), class_="file"
            ),
            _button(*_label("page_print"), id="print"),
            _button(*_label("page_clear_all"), id="clear"),
            class_="tools",
        ),
        element("p", id="told", role="status"),
        id="form",
        hidden="hidden",
    )
    return element("section", element("h2", *_label("page_questions")), content, id="questions")


def _question(number: int, axis: Axis) -> Markup:
    """The question of an axis, with its options; what belongs to an answer shows once there is one."""
    note = axis.note
    given = element(
        "div",
        element("label", *_label("page_reason"), element("textarea", maxlength=_LONGEST_REASON), class_="reason"),
        element("p", class_="printed"),
        _button(*_shown(lambda phrases: phrases.say("page_clear", axis=axis.id))),
        class_="given",
    )
    return element(
        "fieldset",
        element("legend", *_shown(lambda phrases: phrases.axis(axis))),
        element("p", *_shown(lambda phrases: phrases.of(axis.question)), class_="question"),
        *([element("p", *_shown(lambda phrases: f"* {phrases.of(note)}"), class_="question")] if note else []),
        *(_choice(number, place, option) for place, option in enumerate(axis.options)),
        element("p", class_="status", id=f"status-{number}"),
        given,
        id=f"axis-{number}",
        aria_describedby=f"status-{number}",
        data_axis=axis.id,
    )


def _choice(number: int, place: int, option: Option) -> Markup:
    button = _input("radio", name=f"option-{number}", value=place, data_option=option.id)
    words = element("span", *_shown(lambda phrases: phrases.option(option)))
    return element("label", button, words, class_="option")


def _decided() -> Markup:
    """The outcome. What reads the page aloud says it anew whenever it changes."""
    outcome = element("div", element("p", id="verdict"), element("ul", id="certainty"), role="status", id="outcome")
    return element("section", element("h2", *_label("outcome")), outcome, id="decided")


def _basis(edition: Edition) -> Markup:
    lightest = edition.outcomes[0]
    trees = (element("div", draw_bare_tree(edition, each), class_=f"drawing {each}", tabindex=0) for each in LANGUAGES)
    return element(
        "div",
        _section("next", _label("ask_next")),
        _section("reasons", _label("reasons")),
        _section("path", _label("path"), *trees),
        _section("row", _label("deciding_row")),
        _section("routes", _shown(lambda phrases: phrases.say("routes_to", outcome=phrases.of(lightest.text)))),
        _section("guidance", _label("guidance")),
        _section("follows", _label("follows")),
        id="basis",
    )


def _section(name: str, heading: Iterable[Markup], *above: Markup) -> Markup:
    """A section whose list the script fills."""
    return element("section", element("h2", *heading), *above, element("ul"), id=name)


def _about(edition: Edition) -> Markup:
    """The edition itself: what it is, its rows with where they come from, its rival readings, and its sources."""
    return element(
        "section",
        element("h2", *_label("edition")),
        *_lists(lambda phrases: (*edition_items(edition, phrases), _fingerprint(edition, phrases))),
        element("h2", *_label("family_rule")),
        *_lists(lambda phrases: _rows(edition, phrases)),
        *([element("h2", *_label("rival_readings"))] if edition.readings else []),
        *_lists(lambda phrases: reading_items(edition, phrases)),
        element("h2", *_label("sources")),
        *_lists(lambda phrases: source_items(edition, phrases)),
        id="about",
    )


def _fingerprint(edition: Edition, phrases: Phrases) -> Item:
    return Item(phrases.say("page_fingerprint", fingerprint=fingerprint(edition)))


def _rows(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    return tuple(Item(phrases.row(edition, rule), phrases.citation(rule.citation)) for rule in edition.rules)


def _lists(make: Callable[[Phrases], Iterable[Item]]) -> Iterator[Markup]:
    """Items in each language, where there are any."""
    for language in LANGUAGES:
        if items := tuple(make(Phrases(language))):
            yield element("ul", *map(_item, items), class_=language, lang=language)


def _item(item: Item) -> Markup:
    text = element("strong", item.text) if item.warns else item.text
    return element("li", text, *([element("small", item.note)] if item.note else []))


def _shown(make: Callable[[Phrases], str]) -> Iterator[Markup]:
    """A passage in each language, of which the page shows one."""
    for language, passage in zip(LANGUAGES, in_each(make), strict=True):
        yield element("span", passage, class_=language, lang=language)


def _label(name: str) -> Iterator[Markup]:
    return _shown(lambda phrases: phrases.say(name))


def _button(*content: Markup | str, **attributes: object) -> Markup:
    return element("button", *content, type="button", **attributes)


def _input(kind: str, **attributes: object) -> Markup:
    return void_element("input", type=kind, **attributes)


def _truth(value: bool) -> str:  # noqa: FBT001  # as ARIA writes it
    return str(value).lower()
