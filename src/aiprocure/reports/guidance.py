"""What guidance there is on how to answer."""

from collections.abc import Collection, Iterable

from aiprocure.model.axes import OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.guidance import Guidance
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section, cite

__all__ = ["guidance_items", "guidance_section"]


def guidance_items(guidance: Iterable[Guidance], phrases: Phrases) -> tuple[Item, ...]:
    """Return guidance with its examples, each piece with whose it is."""
    return tuple(
        Item(
            phrases.of(each.text),
            phrases.citation(each.citation),
            tuple(Item(phrases.say("for_example", example=phrases.of(example))) for example in each.examples),
        )
        for each in guidance
    )


def guidance_section(edition: Edition, options: Collection[OptionId], phrases: Phrases) -> Section:
    """Return the guidance on some options in the order of the edition, without examples."""
    tied = (each for each in edition.guidance if not set(options).isdisjoint(each.options))
    captions = {axis.id: phrases.axis(axis) for axis in edition.axes}
    by_axis: dict[str, list[Item]] = {}
    for each in tied:
        by_axis.setdefault(captions[each.axis], []).append(cite(each.text, each.citation, phrases))
    return Section(phrases.say("guidance"), tuple(Item(axis, inside=tuple(items)) for axis, items in by_axis.items()))
