"""Passages of a paper: what a dossier drafts for an item of a check sheet, and in brackets what it leaves empty."""

from collections.abc import Iterable, Iterator

from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import Clause, Countermeasure, OwnColumn, SheetRow
from aiprocure.model.citation import Citation
from aiprocure.model.dossier import Item as WrittenItem
from aiprocure.reports.dossiers import field_title
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item

__all__ = [
    "drafted_items",
    "empty_item",
    "offered_by_clause",
    "offered_by_row",
    "offered_evidence",
    "passage_item",
    "set_aside_items",
]


def empty_item(name: str, phrases: Phrases, **values: object) -> Item:
    """Return, in brackets, that something is still empty, by the name of the label that says what."""
    return Item(phrases.say("in_brackets", words=phrases.say(name, **values)), warns=True)


def passage_item(passage: str | None, otherwise: str, phrases: Phrases) -> Item:
    """Return a passage as it is written; where it says nothing, that it is empty, by the name of a label."""
    return empty_item(otherwise, phrases) if passage is None or says_nothing(passage) else Item(passage)


def drafted_items(item: WrittenItem, phrases: Phrases, *, bidding: bool) -> Iterator[Item]:
    """Yield the words drafted for an item, the measures, and what shows that they are taken.

    Words that are not drafted are said to be empty; so is, in a paper that bidders read, what they have to show.
    """
    yield passage_item(item.words, "empty_words", phrases)
    yield from _labelled(item.measures, field_title("item.measures", phrases), phrases)
    label = phrases.say("bidder_shows") if bidding else field_title("item.evidence", phrases)
    shown = tuple(_labelled(item.evidence, label, phrases))
    yield from shown
    if bidding and not shown:
        nothing = phrases.say("in_brackets", words=phrases.say("empty_passage"))
        yield Item(phrases.say("detail", key=label, value=nothing))


def set_aside_items(item: WrittenItem, phrases: Phrases) -> Iterator[Item]:
    """Yield why an item does not apply, and that words are drafted for it all the same, if that is so."""
    yield passage_item(item.set_aside, "empty_reason", phrases)
    if not says_nothing(item.words):
        yield empty_item("words_set_aside", phrases)
        yield Item(item.words or "")


def offered_by_row(row: SheetRow, phrases: Phrases, *, captioned: bool) -> Iterator[Item]:
    """Yield what a row of the procurement check sheet offers: its demand, if that is not a caption, and examples."""
    if not captioned:
        yield _cite_behind(phrases.say("sheet_demands"), row.text, row.citation, phrases)
    for each in row.countermeasures:
        yield _cite_behind(phrases.say("sheet_example"), each.text, each.citation, phrases)
        if each.detail is not None:
            yield _cite_behind(phrases.say("field_detail"), each.detail, each.citation, phrases)
        yield from _evidence(each, phrases)
    yield from _own_columns(row.own_columns, phrases)


def offered_evidence(row: SheetRow, phrases: Phrases) -> Iterator[Item]:
    """Yield the examples of evidence that a row of the procurement check sheet gives."""
    for each in row.countermeasures:
        yield from _evidence(each, phrases)


def offered_by_clause(clause: Clause, phrases: Phrases) -> Iterator[Item]:
    """Yield what a row of the contract check sheet offers: an example of the clause, and the note on it."""
    if clause.content != clause.text:  # of one that a ministry's policy adds, the two are the same
        yield _cite_behind(phrases.say("field_content"), clause.content, clause.citation, phrases)
    if clause.note is not None:
        yield _cite_behind(phrases.say("field_note"), clause.note, clause.citation, phrases)
    yield from _own_columns(clause.own_columns, phrases)


def _cite_behind(key: str, text: Text, citation: Citation, phrases: Phrases) -> Item:
    """A passage of the guideline behind what it is, with its citation."""
    return Item(phrases.say("detail", key=key, value=phrases.of(text)), phrases.citation(citation))


def _evidence(countermeasure: Countermeasure, phrases: Phrases) -> Iterator[Item]:
    if countermeasure.evidence is not None:
        yield _cite_behind(phrases.say("field_evidence"), countermeasure.evidence, countermeasure.citation, phrases)


def _own_columns(columns: Iterable[OwnColumn], phrases: Phrases) -> Iterator[Item]:
    for each in columns:
        yield Item(phrases.say("detail", key=phrases.of(each.heading), value=phrases.of(each.text)))


def _labelled(passages: Iterable[str], label: str, phrases: Phrases) -> Iterator[Item]:
    """Passages that say something, each behind a label."""
    for passage in passages:
        if not says_nothing(passage):
            yield Item(phrases.say("detail", key=label, value=passage))
