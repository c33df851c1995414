"""The pages of a questionnaire."""

import math
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines, section, styled_citation
from aiprocure.engine.exploration import Exploration
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.reports.editions import edition_items
from aiprocure.reports.guidance import guidance_items
from aiprocure.reports.phrases import Phrases

__all__ = ["choice_of_editions", "question_page"]


def choice_of_editions(phrases: Phrases, carried: Iterable[Edition]) -> RenderableType:
    """Return the editions to choose from, numbered."""
    return section(phrases, "choose_edition", _numbered(phrases, carried))


def question_page(phrases: Phrases, edition: Edition, exploration: Exploration, axis: Axis) -> RenderableType:
    """Return a question with its options, and how far the questions have led."""
    heading = Styled.assemble((phrases.axis(axis), "bold cyan"), styled_citation(phrases, axis.citation))
    return Group(
        "",
        Line(Styled(_progress(phrases, edition, exploration), "dim"), 0),
        Line(heading, 0),
        Line(Styled(phrases.of(axis.question))),
        *([Line(Styled(f"* {phrases.of(axis.note)}", "dim"))] if axis.note else []),
        *(Line(Styled(f"{option.mark} {phrases.of(option.text)}", "bold")) for option in axis.options),
        *_guidance(phrases, edition, axis),
        Line(Styled(phrases.say("how_to_reply"), "dim"), 0),
    )


def _guidance(phrases: Phrases, edition: Edition, axis: Axis) -> Iterator[Line]:
    """The guidance on the options of an axis, under a heading that says that it is none of the guideline's words."""
    if items := guidance_items((each for each in edition.guidance if each.axis == axis.id), phrases):
        yield Line(Styled(phrases.say("guidance"), "dim"), 0)
        yield from item_lines(items)


def _progress(phrases: Phrases, edition: Edition, exploration: Exploration) -> str:
    possible = phrases.listed(phrases.of(outcome.text) for outcome in exploration.possible)
    if exploration.settled:
        return phrases.say("settled_already", outcome=possible)
    asked = len(exploration.answers)
    return phrases.say(
        "progress",
        number=asked + 1,
        most=asked + len(exploration.ask_next),
        left=sum(exploration.counts.values()),
        all=math.prod(len(axis.options) for axis in edition.axes),
        possible=possible,
    )


def _numbered(phrases: Phrases, carried: Iterable[Edition]) -> Iterator[Line]:
    for number, edition in enumerate(carried, 1):
        yield Line(Styled(f"({number})", "bold"), 0)
        yield from item_lines(edition_items(edition, phrases))
