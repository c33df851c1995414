"""The report on an edition whose reading was settled by what was seen in the official sheet."""

from collections.abc import Iterable

from aiprocure.engine.identification import MOST_TOLD_APART, look_ups
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Rule
from aiprocure.reports.editions import edition_items, reading_items, source_items
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Item, Report, Section, keep_filled

__all__ = ["combination_items", "report_settlement"]


def report_settlement(before: Edition, settled: Edition, phrases: Phrases) -> Report:
    """Return the report on a settled edition: the reading adopted, those still open, and what tells these apart."""
    following = look_ups(settled) if len(settled.readings) < MOST_TOLD_APART else ()
    return Report(
        phrases.say("settlement"),
        (
            Item(_adopted(before, settled, phrases)),
            *edition_items(settled, phrases),
        ),
        keep_filled(
            Section(phrases.say("rival_readings"), reading_items(settled, phrases)),
            Section(
                phrases.say("look_up_next"), combination_items(settled, following[0], phrases) if following else ()
            ),
            Section(phrases.say("sources"), source_items(settled, phrases)),
        ),
    )


def combination_items(edition: Edition, answers: Answers, phrases: Phrases) -> tuple[Item, ...]:
    """Return a combination in the words of the sheet: each axis, in the order of asking, with the option."""
    return tuple(
        Item(phrases.axis(axis), inside=(Item(phrases.option(option)),))
        for axis in asked_axes(edition)
        for option in axis.options
        if option.id == answers[axis.id]
    )


def _adopted(before: Edition, settled: Edition, phrases: Phrases) -> str:
    """Which of the readings is adopted: the edition's own or, under the number that it had, a rival one."""
    reading = next((each for each in before.readings if _rows(each.rules) == _rows(settled.rules)), None)
    if reading is None or _rows(before.rules) == _rows(settled.rules):
        return phrases.say("reading_kept")
    numbered = phrases.readings(before, [reading.id])
    return phrases.say("reading_adopted", reading=numbered, text=phrases.of(reading.text))


def _rows(rules: Iterable[Rule]) -> list[tuple[object, ...]]:
    """Some rows without where they come from."""
    return [(rule.id, rule.when, rule.outcome) for rule in rules]
