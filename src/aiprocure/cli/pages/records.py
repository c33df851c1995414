"""The pages that show what an edition holds: editions, their records counted, and a record with its links."""

import datetime
from collections.abc import Iterable, Iterator
from typing import cast

import attrs
from rich.console import Group, RenderableType
from rich.text import Text as Styled

from aiprocure.checks import find_check
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.sections import item_lines, section, styled_citation, titled
from aiprocure.errors.text import Text
from aiprocure.model.axes import Option
from aiprocure.model.check_sheets import Countermeasure, OwnColumn
from aiprocure.model.citation import Citation
from aiprocure.model.crosswalk import Correspondence
from aiprocure.model.edition import Edition
from aiprocure.model.guidance import Guidance
from aiprocure.model.meanings import Meaning
from aiprocure.model.records import CheckReference, CrossReference, Entry
from aiprocure.model.rules import Rule
from aiprocure.reports.crosswalk import crosswalk_items
from aiprocure.reports.editions import edition_items, holding_items, reported_section
from aiprocure.reports.guidance import guidance_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Section, keep_filled

__all__ = ["editions_page", "overview_page", "record_page"]

_SHOWN_PLAINLY = {"issued", "addresses"}
"""The fields that are neither words nor links, and are shown."""


def editions_page(phrases: Phrases, carried: Iterable[Edition]) -> RenderableType:
    """Return the editions that are carried, with what superseded each, and what is reported of that."""
    listed = tuple(carried)
    return Group(
        section(phrases, "carried", item_lines(i for e in listed for i in edition_items(e, phrases))),
        *_sections(reported_section(edition, phrases) for edition in listed),
    )


def overview_page(phrases: Phrases, edition: Edition) -> RenderableType:
    """Return what an edition holds, counted family by family."""
    named, held = edition_items(edition, phrases), holding_items(edition, phrases)
    return Group(section(phrases, "edition", item_lines(named)), section(phrases, "holds", item_lines(held)))


def record_page(phrases: Phrases, edition: Edition, found: CrossReference, checked: CheckReference) -> RenderableType:
    """Return a record with its passages, its citation, what is tied to it, its links and the checks that act on it."""
    entry = found.entry
    return Group(
        Styled(f"{phrases.family(entry.family)}  {entry.record.id}", "bold cyan"),
        *_passages(phrases, entry.record),
        Line(Styled(phrases.say("reference", reference=entry.reference), "dim")),
        "",
        *_sections(_tied_sections(phrases, edition, found)),
        *(section(phrases, heading, _entries(phrases, entries)) for heading, entries in _links(found) if entries),
        *([section(phrases, "acted_on_by", lines)] if (lines := _checks(phrases, checked)) else []),
    )


def _sections(sections: Iterable[Section]) -> Iterator[RenderableType]:
    """The sections that have items."""
    return (titled(each.heading, item_lines(each.items)) for each in keep_filled(*sections))


def _tied_sections(phrases: Phrases, edition: Edition, found: CrossReference) -> tuple[Section, ...]:
    """What guides an answer with the record, and what other standards the record corresponds to."""
    entry = found.entry
    guidance = (each.record for each in found.linked_from if isinstance(each.record, Guidance))
    crosswalk = crosswalk_items(edition, f"{entry.family}/{entry.record.id}", phrases)
    return (
        Section(phrases.say("guidance"), guidance_items(guidance, phrases)),
        Section(phrases.say("crosswalk"), crosswalk),
    )


def _checks(phrases: Phrases, checked: CheckReference) -> list[Line]:
    """The checks that act on a record, or why there are none; nothing where neither is known."""
    if checked.why_none is not None:
        return [Line(Styled(phrases.say("no_check", why=phrases.of(checked.why_none))))]
    acting = (check for code in checked.checks if (check := find_check(code)))
    return [Line(Styled(f"{check.code}  {check.describe(phrases.language)}")) for check in acting]


def _links(found: CrossReference) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The links of a record, but for those that are shown in full."""
    others = tuple(entry for entry in found.linked_from if not isinstance(entry.record, Guidance | Correspondence))
    return (("links_to", found.links_to), ("linked_from", others))


def _entries(phrases: Phrases, entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        passage = str(entry.record) if isinstance(entry.record, Rule) else phrases.of(entry.record.text)
        yield Line(Styled(f"{entry.family} {entry.record.id}  {passage}"))


def _passages(phrases: Phrases, record: object, indent: int = 2) -> Iterator[Line]:
    for field in attrs.fields(cast(type[attrs.AttrsInstance], type(record))):
        value = getattr(record, field.name)
        if isinstance(value, Text):
            yield Line(Styled(_passage(phrases, field.name, value)), indent)
        elif isinstance(value, Citation):
            why = "" if field.name == "citation" else phrases.say("why_linked")
            yield Line(Styled.assemble((why, "dim"), styled_citation(phrases, value)), indent)
        elif field.name in _SHOWN_PLAINLY:
            yield from (
                Line(Styled(phrases.say("detail", key=phrases.say(f"field_{field.name}"), value=item)), indent)
                for item in _each_of(value)
            )
        elif isinstance(value, tuple):
            for item in value:
                yield from _item(phrases, field.name, item, indent + 2)


def _each_of(value: object) -> Iterator[str]:
    """A day, or each of some addresses, as a line shows it."""
    given = value if isinstance(value, tuple) else (value,)
    return (str(each) for each in given if isinstance(each, str | datetime.date))


def _item(phrases: Phrases, name: str, item: object, indent: int) -> Iterator[Line]:
    if isinstance(item, Text):
        yield Line(Styled(_passage(phrases, name, item)), indent)
    elif isinstance(item, Option):
        yield Line(Styled(f"{item.mark} {phrases.of(item.text)}"), indent)
    elif isinstance(item, OwnColumn):
        yield Line(Styled(phrases.say("detail", key=phrases.of(item.heading), value=phrases.of(item.text))), indent)
    elif isinstance(item, Meaning):
        yield Line(Styled(_passage(phrases, name, item.text)), indent)
    elif isinstance(item, Countermeasure):
        yield from _passages(phrases, item, indent)


def _passage(phrases: Phrases, field: str, text: Text) -> str:
    if field == "text":
        return phrases.of(text)
    return phrases.say("detail", key=phrases.say(f"field_{field}"), value=phrases.of(text))
