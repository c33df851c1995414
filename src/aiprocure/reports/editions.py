"""The report on an edition, and the items about it that every report on a decision shows."""

from collections import Counter

from aiprocure.model.citation import Provenance, Source
from aiprocure.model.edition import Edition
from aiprocure.model.records import FAMILIES, entries_of
from aiprocure.model.rules import Reading
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, cite, keep_filled

__all__ = [
    "applied_edition_items",
    "caution_items",
    "confirmation_items",
    "edition_items",
    "holding_items",
    "reading_items",
    "report_edition",
    "reported_section",
    "source_items",
]


def report_edition(edition: Edition, phrases: Phrases) -> Report:
    """Return the report on an edition: its rows with the tree, its rival readings, what it holds, and its sources."""
    rows = tuple(Item(phrases.row(edition, rule)) for rule in edition.rules)
    return Report(
        phrases.say("edition"),
        (Item(phrases.of(edition.text)), *edition_items(edition, phrases)),
        keep_filled(
            Section(phrases.say("family_rule"), rows, drawing=edition),
            Section(phrases.say("rival_readings"), reading_items(edition, phrases)),
            *([reported_section(edition, phrases)] if edition.superseded_by else []),
            Section(phrases.say("holds"), holding_items(edition, phrases)),
            Section(phrases.say("sources"), source_items(edition, phrases)),
        ),
    )


def reading_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return the rival readings, each under its number."""
    return tuple(_numbered(edition, each, phrases) for each in edition.readings)


def _numbered(edition: Edition, reading: Reading, phrases: Phrases) -> Item:
    """Return a rival reading under the number by which every other report calls it."""
    numbered = phrases.say("detail", key=phrases.readings(edition, [reading.id]), value=phrases.of(reading.text))
    return Item(numbered, phrases.citation(reading.citation))


def edition_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return the name of an edition, and after it by what its reading was confirmed, and the cautions."""
    return (
        Item(phrases.edition(edition)),
        *confirmation_items(edition, phrases),
        *caution_items(edition, phrases),
    )


def applied_edition_items(edition: Edition, phrases: Phrases, *, briefly: bool = False) -> tuple[Item, ...]:
    """Return the same of an edition that was applied: its id before its title, so that no line ends within the id."""
    named = {"code": edition.code, "id": edition.id, "revision": edition.revision, "title": phrases.of(edition.text)}
    return (
        Item(phrases.say("edition_briefly" if briefly else "edition_applied", **named)),
        *edition_items(edition, phrases)[1:],
    )


def confirmation_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return by which source a user confirmed the reading, with the combinations looked up; nothing where none did."""
    cited = {rule.citation for rule in edition.rules}
    citation = next(iter(cited))
    if len(cited) > 1 or citation.provenance is not Provenance.CONFIRMED or edition.redrawn:
        return ()
    source = next(_consulted(source, phrases) for source in edition.sources if source.id == citation.document)
    name = "confirmed_so_far" if edition.readings else "confirmed_by"
    return (Item(phrases.say(name, source=source, place=citation.place, count=len(edition.readings))),)


def _consulted(source: Source, phrases: Phrases) -> str:
    """Return a source in its words, with the day on which a user looked into it."""
    words = phrases.of(source.text)
    return phrases.say("consulted", source=words, day=phrases.day(source.consulted)) if source.consulted else words


def caution_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return the warnings that go with an edition: that its rows are not the published ones, and what superseded it."""
    supplied = any(rule.citation.provenance is Provenance.SUPPLIED for rule in edition.rules)
    reasons = {"rows_redrawn": edition.redrawn, "rows_supplied": supplied}
    changed = (Item(phrases.say(name), warns=True) for name, holds in reasons.items() if holds)
    after = edition.superseded_by
    return (*changed, *([cite(after.text, after.citation, phrases, warns=True)] if after else []))


def reported_section(edition: Edition, phrases: Phrases) -> Section:
    """Return what is reported of the version that supersedes an edition, under a heading that says what it is.

    Empty for an edition that nothing supersedes.
    """
    after = edition.superseded_by
    if after is None:
        return Section("")
    day = after.effective
    effective = phrases.say("effect_unknown") if day is None else phrases.say("effect_on", day=phrases.day(day))
    days = (
        Item(phrases.say("approved_on", day=phrases.day(after.approved)), phrases.citation(after.citation)),
        Item(effective, phrases.citation(after.effect_citation) if after.effective else ""),
    )
    facts = (cite(fact.text, fact.citation, phrases) for fact in edition.reported)
    return Section(phrases.say("reported_of", version=after.version), (*days, *facts))


def holding_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return how many records of each family an edition holds."""
    counts = Counter(entry.family for entry in edition.once(entries_of))
    held = (family for family, _ in FAMILIES if counts[family])
    return tuple(Item(phrases.say("detail", key=phrases.family(family), value=counts[family])) for family in held)


def source_items(edition: Edition, phrases: Phrases) -> tuple[Item, ...]:
    """Return the documents that the records cite."""
    return tuple(Item(f"{source.id}  {_consulted(source, phrases)}") for source in edition.sources)
