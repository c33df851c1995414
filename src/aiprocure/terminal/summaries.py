"""The page that sums up an inventory."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text as Styled

from aiprocure.phrases import Phrases
from aiprocure.terminal.lines import Line
from aiprocure.terminal.sections import section

if TYPE_CHECKING:
    from aiprocure.tables import TableSummary

__all__ = ["summary_page"]


def summary_page(words: Phrases, summary: "TableSummary", file: str) -> RenderableType:
    """Return how many rows of an inventory came to each outcome, how many are disputed, and how many not judged."""
    return section(words, "rows_written", _counts(words, summary), rows=summary.rows, file=file)


def _counts(words: Phrases, summary: "TableSummary") -> Iterator[Line]:
    for outcome, count in summary.outcomes:
        yield Line(Styled(words.say("rows_of", what=words.of(outcome.text), count=count), "bold"))
    if summary.disputed:
        yield Line(Styled(words.say("rows_disputed", count=summary.disputed), "yellow"))
    if summary.bad:
        yield Line(Styled(words.say("rows_bad", count=summary.bad), "yellow"))
