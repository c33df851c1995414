"""What every export says of the edition that it is made from: what names it, and what to know before relying on it."""

from typing import get_args

from aiprocure.encoding import fingerprint
from aiprocure.engine.decisions import decisions_of
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.rules import ReadingId, RuleId
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases

__all__ = ["disputes_by_rule", "free_name", "notes_on"]


def notes_on(edition: Edition) -> tuple[str, ...]:
    """Return what names an edition, where its rows come from, what superseded it, and its rival readings.

    A line each, first in Japanese and then in English, and the fingerprint at the end.

    >>> from aiprocure import editions
    >>> notes = notes_on(editions.load("2025-05-27"))
    >>> notes[0]
    'DS-920「行政の進化と革新のための生成AIの調達・利活用に係るガイドライン」（2025-05-27、データ第3版）'
    >>> notes[-1][:7]
    'sha256:'
    """
    return (*(line for language in get_args(Language) for line in _lines(edition, language)), fingerprint(edition))


def disputes_by_rule(edition: Edition) -> dict[RuleId, tuple[ReadingId, ...]]:
    """Return, for each row, the rival readings that decide any of its combinations otherwise."""
    decisions = edition.once(decisions_of)
    found: dict[RuleId, dict[ReadingId, None]] = {rule.id: {} for rule in edition.rules}
    for number in sorted(decisions.disputed):
        found[decisions.rules[number]].update(dict.fromkeys(decisions.disputed_by[number]))
    return {
        rule: tuple(reading.id for reading in edition.readings if reading.id in disputing)
        for rule, disputing in found.items()
    }


def free_name(edition: Edition, name: str) -> str:
    """Return a name, made longer while an axis has it, so that it can stand beside the ids of the axes.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> free_name(edition, "outcome"), free_name(edition, "A")
    ('outcome', 'A_')
    """
    taken = {each for axis in edition.axes for each in (axis.id, axis.slug)}
    while name in taken:
        name += "_"
    return name


def _lines(edition: Edition, language: Language) -> list[str]:
    phrases = Phrases(language)
    lines = [f"{item.text}{item.note}" for item in edition_items(edition, phrases)]
    lines.append(f"{phrases.say('sources')}{phrases.citation(edition.citation)}")
    for reading in edition.readings:
        said = phrases.say("detail", key=reading.id, value=phrases.of(reading.text))
        lines.append(f"{phrases.say('rival_readings')} {said}{phrases.citation(reading.citation)}")
    return lines
