"""The report on an inventory that was judged."""

from collections.abc import Iterator

from aiprocure.model.inventory import InventorySummary
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report

__all__ = ["report_inventory", "summary_items"]


def report_inventory(summary: InventorySummary, phrases: Phrases) -> Report:
    """Return the report on an inventory: how many cases it holds, and what came of them."""
    headline = Item(phrases.say("rows_judged", rows=summary.rows))
    return Report(phrases.say("inventory"), (headline, *summary_items(summary, phrases)), ())


def summary_items(summary: InventorySummary, phrases: Phrases) -> Iterator[Item]:
    """Yield how many cases came to each outcome, how many are disputed, and how many were not judged."""
    for outcome, count in summary.outcomes:
        yield Item(phrases.say("rows_of", what=phrases.of(outcome.text), count=count))
    if summary.disputed:
        check = Item(phrases.say("check_officially"))
        yield Item(phrases.say("rows_disputed", count=summary.disputed), inside=(check,), warns=True)
    if summary.bad:
        yield Item(phrases.say("rows_bad", count=summary.bad), warns=True)
