"""The page of a combination to look up in the official sheet."""

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines
from aiprocure.model.answers import Answers
from aiprocure.model.citation import Source
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.settlements import combination_items

__all__ = ["look_up_page"]


def look_up_page(
    phrases: Phrases, edition: Edition, answers: Answers, source: Source, *, number: int, most: int
) -> RenderableType:
    """Return a combination in the words of the sheet, the outcomes to choose from, and how many look-ups there are."""
    outcomes = enumerate(edition.outcomes, 1)
    return Group(
        "",
        Line(Styled(phrases.say("look_up_progress", number=number, most=most), "dim"), 0),
        Line(Styled(phrases.say("look_up", source=phrases.of(source.text)), "bold cyan"), 0),
        *item_lines(combination_items(edition, answers, phrases)),
        Line(Styled(phrases.say("what_outcome")), 0),
        *(Line(Styled(f"({position}) {phrases.verdict(outcome)}", "bold")) for position, outcome in outcomes),
        Line(Styled(phrases.say("how_to_reply_outcome"), "dim"), 0),
    )
