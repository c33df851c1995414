"""The report on what an edition amounts to."""

from collections.abc import Iterable

from aiprocure.engine.edition_summary import EditionSummary
from aiprocure.errors import Problem
from aiprocure.model.axes import Option
from aiprocure.model.records import Entry
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, keep_filled

__all__ = ["report_edition_summary"]


def report_edition_summary(summary: EditionSummary, phrases: Phrases, unwritten: Iterable[Problem] = ()) -> Report:
    """Return the report on what an edition amounts to: how it decides, and what in it is not complete."""
    counted = Item(phrases.say("combinations_counted", count=summary.combinations))
    return Report(
        phrases.say("edition_summary"),
        (*edition_items(summary.edition, phrases), counted),
        keep_filled(
            Section(phrases.say("unwritten"), tuple(Item(phrases.problem(problem)) for problem in unwritten)),
            Section(phrases.say("axes_and_options"), _axis_items(summary, phrases)),
            Section(phrases.say("outcomes_counted"), _outcome_items(summary, phrases)),
            Section(phrases.say("order_of_risk"), _reversal_items(summary, phrases)),
            Section(phrases.say("rival_readings"), _reading_items(summary, phrases)),
            Section(phrases.say("holds"), _record_items(summary, phrases)),
            Section(phrases.say("untranslated"), _entry_items(summary.untranslated, phrases)),
            Section(phrases.say("uncited"), _entry_items(summary.uncited, phrases)),
        ),
    )


def _axis_items(summary: EditionSummary, phrases: Phrases) -> tuple[Item, ...]:
    return tuple(
        Item(
            phrases.say("options_counted", axis=phrases.axis(axis), count=len(axis.options)),
            inside=tuple(_option_item(option, phrases) for option in axis.options),
        )
        for axis in summary.edition.axes
    )


def _option_item(option: Option, phrases: Phrases) -> Item:
    """Return an option with what the edition declares that it means: nothing else shows it beside the words."""
    meanings = phrases.listed(phrases.of(meaning.text) for meaning in option.means)
    return Item(phrases.option(option), phrases.say("option_means", meanings=meanings) if meanings else "")


def _outcome_items(summary: EditionSummary, phrases: Phrases) -> tuple[Item, ...]:
    return tuple(
        Item(phrases.say("outcome_counted", outcome=phrases.of(tally.outcome.text), count=tally.combinations))
        for tally in summary.tallies
    )


def _reversal_items(summary: EditionSummary, phrases: Phrases) -> tuple[Item, ...]:
    """Return every place where a graver answer leads to a lighter outcome, or that there is none."""
    if not summary.reversals:
        return (Item(phrases.say("is_monotone")),)
    return tuple(
        Item(
            phrases.say(
                "reversal",
                lighter=f"{each.lighter.axis}{each.lighter.mark}",
                graver=f"{each.graver.axis}{each.graver.mark}",
                count=each.cases,
                sample=" ".join(each.sample.values()),
            ),
            warns=True,
        )
        for each in summary.reversals
    )


def _reading_items(summary: EditionSummary, phrases: Phrases) -> tuple[Item, ...]:
    return tuple(
        Item(phrases.say("reading_disputes", reading=phrases.readings(summary.edition, [reading]), count=count))
        for reading, count in summary.disputed
    )


def _record_items(summary: EditionSummary, phrases: Phrases) -> tuple[Item, ...]:
    return tuple(
        Item(phrases.say("detail", key=phrases.family(family), value=count)) for family, count in summary.records
    )


def _entry_items(entries: Iterable[Entry], phrases: Phrases) -> tuple[Item, ...]:
    by_family: dict[str, list[str]] = {}
    for entry in entries:
        by_family.setdefault(entry.family, []).append(entry.record.id)
    return tuple(
        Item(phrases.say("detail", key=phrases.family(family), value=phrases.listed(ids)))
        for family, ids in by_family.items()
    )
