"""What the script of a page knows: the edition's rows and words, in which every record is a number."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias, get_args

from aiprocure.editions.labels import phrases_in
from aiprocure.encoding.formats import DOSSIER_FORMAT
from aiprocure.engine.readings import is_most_cautious
from aiprocure.engine.tree import Leaf
from aiprocure.errors.text import Language, Text
from aiprocure.export.diagram.chart import Node, build_chart
from aiprocure.export.patterns import line_pattern, name_pattern, one_of, plain_pattern
from aiprocure.files.dossiers import MOST_BYTES
from aiprocure.model.axes import LONGEST_ANSWER, Axis, Option, OptionId
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import Rule
from aiprocure.reports.phrases import Phrases, asked_axes

__all__ = ["LANGUAGES", "in_each", "page_data"]

Json: TypeAlias = dict[str, object]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages of a page, in the order in which every passage has them."""

_WORDS = (
    *("and", "cautious_side", "check_officially", "count", "detail", "disputed_by", "disputed_then", "disputes_some"),
    *("each_route", "irrelevant", "left_open", "no_route", "page_answered_twice", "page_each_reopening", "page_file"),
    *("page_given_twice", "page_left_then", "page_no_edition"),
    *("page_loaded", "page_needless", "page_next", "page_no_axis", "page_no_option", "page_no_reason", "page_not_json"),
    *("page_not_table", "page_number", "page_other_edition", "page_other_format", "page_refused", "page_saved"),
    *("page_title_missing", "page_too_deep", "page_too_large", "page_unanswered", "page_undecided", "reading_number"),
    *("reason", "reasons_many", "reasons_none", "reasons_one", "rival_side", "routes_to", "template_untitled"),
    *("undisputed", "undisputed_lightest", "unsettled"),
)
"""The labels that the script fills."""


def in_each(make: Callable[[Phrases], str]) -> tuple[str, ...]:
    """Return a passage in every language."""
    return tuple(make(Phrases(language)) for language in LANGUAGES)


def page_data(edition: Edition) -> Json:
    """Return what the script of a page knows of an edition.

    >>> from aiprocure import editions
    >>> data = page_data(editions.load("2025-05-27"))
    >>> data["asking"], data["cautious"]
    ([2, 1, 0, 3], True)
    """
    adopted_and_rivals = (edition.rules, *(reading.rules for reading in edition.readings))
    return {
        "id": edition.id,
        "title": in_each(lambda phrases: phrases.say("page_title", edition=phrases.edition(edition))),
        "axes": [_axis(axis) for axis in edition.axes],
        "asking": [edition.axes.index(axis) for axis in asked_axes(edition)],
        "outcomes": [_outcome(edition, outcome) for outcome in edition.outcomes],
        "readings": [[_row(edition, rule) for rule in rules] for rules in adopted_and_rivals],
        "rivals": [{"id": each.id, **_passage(each.text, each.citation)} for each in edition.readings],
        "cautious": edition.once(is_most_cautious),
        "tree": [_node(edition, node) for node in build_chart(edition).nodes],
        "guidance": list(_guidance(edition)),
        "words": {name: [phrases_in(language)[name] for language in LANGUAGES] for name in _WORDS},
        "dossier": {
            "format": DOSSIER_FORMAT,
            "most": MOST_BYTES,
            "answer": LONGEST_ANSWER,
            "line": line_pattern(),
            "plain": plain_pattern(),
        },
    }


def _axis(axis: Axis) -> Json:
    spellings: dict[str, list[str]] = {option.id: [] for option in axis.options}
    for spelling, option in axis.spellings.items():
        spellings[option.id].append(spelling)
    ranks = {option: rank for rank, group in enumerate(axis.risk_order.lightest_first) for option in group}
    return {
        "id": axis.id,
        "slug": axis.slug,
        "caption": in_each(lambda phrases: phrases.axis(axis)),
        "options": [
            {
                "id": option.id,
                "number": option.number,
                "mark": option.mark,
                "caption": _captioned(option),
                "undecided": option.undecided,
                "rank": ranks[option.id],
                "pattern": name_pattern(one_of(spellings[option.id])),
            }
            for option in axis.options
        ],
    }


def _captioned(option: Option) -> tuple[str, ...]:
    return in_each(lambda phrases: phrases.option(option))


def _outcome(edition: Edition, outcome: Outcome) -> Json:
    follows = (each for each in edition.consequences if outcome.id in each.outcomes)
    return {
        "id": outcome.id,
        "text": in_each(lambda phrases: phrases.of(outcome.text)),
        "verdict": in_each(lambda phrases: phrases.verdict(outcome)),
        "follows": [_passage(each.text, each.citation) for each in follows],
    }


def _row(edition: Edition, rule: Rule) -> Json:
    axes = {axis.id: number for number, axis in enumerate(edition.axes)}
    return {
        "id": rule.id,
        "when": [[axes[axis], _numbers(edition.axes[axes[axis]], options)] for axis, options in rule.when.sets],
        "outcome": _rank(edition, rule.outcome),
        "text": in_each(lambda phrases: phrases.row(edition, rule)),
        "note": _cited(rule.citation),
    }


def _node(edition: Edition, node: Node) -> Json:
    """A node of the tree: what it asks or says, and the options of its parent's axis that lead to it."""
    if isinstance(node.tree, Leaf):
        content: Json = {"outcome": _rank(edition, node.tree.outcome.id)}
    else:
        content = {"axis": edition.axes.index(node.tree.axis)}
    if node.parent is not None and node.edge:
        options = {option.id: option.axis for option in node.edge.options}
        [axis] = {axis.id: axis for axis in edition.axes if axis.id in options.values()}.values()
        content |= {"parent": node.parent, "options": _numbers(axis, options)}
    return content


def _guidance(edition: Edition) -> Iterator[Json]:
    """Guidance in the order of the axes."""
    for number, axis in enumerate(edition.axes):
        for each in edition.guidance:
            if each.axis == axis.id:
                yield {"axis": number, "options": _numbers(axis, each.options), **_passage(each.text, each.citation)}


def _numbers(axis: Axis, options: Collection[OptionId]) -> list[int]:
    return [number for number, option in enumerate(axis.options) if option.id in options]


def _rank(edition: Edition, outcome: OutcomeId) -> int:
    return [each.id for each in edition.outcomes].index(outcome)


def _passage(text: Text, citation: Citation) -> Json:
    return {"text": in_each(lambda phrases: phrases.of(text)), "note": _cited(citation)}


def _cited(citation: Citation) -> tuple[str, ...]:
    return in_each(lambda phrases: phrases.citation(citation))
