"""The page that sums up an inventory."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines, section
from aiprocure.model.edition import Edition
from aiprocure.model.inventory import InventorySummary
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases

__all__ = ["summary_page"]


def summary_page(words: Phrases, edition: Edition, summary: InventorySummary, file: str) -> RenderableType:
    """Return the counts of an inventory by outcome, with the edition applied."""
    lines = (*_counts(words, summary), *item_lines(edition_items(edition, words)))
    return section(words, "rows_written", lines, rows=summary.rows, file=file)


def _counts(words: Phrases, summary: InventorySummary) -> Iterator[Line]:
    for outcome, count in summary.outcomes:
        yield Line(Styled(words.say("rows_of", what=words.of(outcome.text), count=count), "bold"))
    if summary.disputed:
        yield Line(Styled(words.say("rows_disputed", count=summary.disputed), "yellow"))
        yield Line(Styled(words.say("check_officially")), 4)
    if summary.bad:
        yield Line(Styled(words.say("rows_bad", count=summary.bad), "yellow"))
