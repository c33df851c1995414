"""What is added to an inventory, in words."""

from collections.abc import Mapping

import attrs

from aiprocure.editions.labels import phrases_in
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Condition

__all__ = ["AddedWords", "added_words"]


@attrs.frozen
class AddedWords:
    """The headings of the columns added, and what stands in each of them for an id or a truth value."""

    headings: tuple[str, str, str]
    said: tuple[Mapping[object, str], Mapping[object, str], Mapping[object, str]]


def added_words(edition: Edition, language: Language) -> AddedWords:
    """Return the words for the outcome, the row that decides it, and whether other readings differ.

    >>> from aiprocure import editions
    >>> words = added_words(editions.load("2025-05-27"), "ja")
    >>> words.headings, words.said[0]["high"], words.said[1]["R9"], words.said[2][True]
    (('判定', '決めた行', '別の読み'), '高', 'R9：C③かつB②かつA①④かつD②', '異なる')
    """
    phrases = phrases_in(language)
    rows: dict[object, str] = {
        rule.id: phrases["detail"].format(key=rule.id, value=_condition(edition, rule.when, phrases))
        for rule in edition.rules
    }
    return AddedWords(
        (phrases["added_outcome"], phrases["added_rule"], phrases["added_disputed"]),
        (
            {outcome.id: outcome.text.in_language(language) for outcome in edition.outcomes},
            rows,
            {True: phrases["readings_differ"], False: phrases["readings_agree"]},
        ),
    )


def _condition(edition: Edition, when: Condition, phrases: Mapping[str, str]) -> str:
    """Return a condition by its marks, its axes in the order of asking."""
    sets = dict(when.sets)
    axes = [axis for id_ in edition.asking_order.axes for axis in edition.axes if axis.id == id_ and id_ in sets]
    named = (axis.id + "".join(option.mark for option in axis.options if option.id in sets[axis.id]) for axis in axes)
    return phrases["both"].join(named) or phrases["always"]
