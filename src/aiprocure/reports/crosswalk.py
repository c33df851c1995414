"""How items of the check sheets correspond to other standards."""

from collections.abc import Iterator

from aiprocure.model.crosswalk import Correspondence
from aiprocure.model.edition import Edition
from aiprocure.model.records import Record, entries_of
from aiprocure.model.rules import Rule
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item

__all__ = ["crosswalk_items"]


def crosswalk_items(edition: Edition, name: str, phrases: Phrases) -> tuple[Item, ...]:
    """Return what an item, a control or a standard, by family and id, corresponds to; how, and why."""
    captions = {
        f"{entry.family}/{entry.record.id}": _caption(entry.record, phrases)
        for entry in edition.once(entries_of)
        if any(f"{entry.family}/{entry.record.id}" in _named(each) for each in edition.correspondences)
    }
    tied = [each for each in edition.correspondences if name in _named(each)]
    items = tuple(
        Item(
            phrases.say("detail", key=_line(each, captions, phrases), value=phrases.of(each.text)),
            phrases.citation(each.citation),
        )
        for each in tied
    )
    return (*items, Item(phrases.say("crosswalk_serves"))) if any(each.controls for each in tied) else items


def _caption(record: Record, phrases: Phrases) -> str:
    return str(record) if isinstance(record, Rule) else record.captioned(phrases.language)


def _named(each: Correspondence) -> tuple[str, ...]:
    """What a correspondence names, by family and id."""
    return (*each.items, f"standard/{each.standard}", *(f"control/{control}" for control in each.controls))


def _line(each: Correspondence, captions: dict[str, str], phrases: Phrases) -> str:
    """The items, the standard with its controls, and how they relate, in a line."""
    named: Iterator[str] = (captions[name] for name in _named(each)[len(each.items) + 1 :])
    return phrases.say(
        f"relation_{each.relation}",
        items=phrases.listed(captions[item] for item in each.items),
        standard=captions[f"standard/{each.standard}"],
        controls=phrases.listed(named),
    )
