"""Which records only one of two editions has, and whose passages differ."""

from collections.abc import Iterator, Mapping
from typing import cast

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.amendments import PROPOSAL
from aiprocure.model.edition import Edition
from aiprocure.model.records import Entry, Record, Reference, entries_of
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import Reading, Rule

__all__ = ["ChangedPassage", "find_added_records", "find_changed_passages"]


@attrs.frozen(repr=False)
class ChangedPassage:
    """A passage of a record that differs between two editions. Where one side lacks it, it is None there."""

    reference: Reference
    """The record, as the later side names it."""
    passage: str
    """The passage's place in the record: ``text``, ``countermeasures[0].evidence``; ``row`` for what a rule decides."""
    before: Text | None
    after: Text | None

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<ChangedPassage of {self.reference}: {self.passage}>"


def find_added_records(before: Edition, after: Edition) -> tuple[Reference, ...]:
    """Return the records that the later of two editions has and the earlier does not, by family and id."""
    known = _compared(before, after)
    return tuple(entry.reference for name, entry in _compared(after, before).items() if name not in known)


def find_changed_passages(before: Edition, after: Edition) -> tuple[ChangedPassage, ...]:
    """Return every passage of a record of both editions that differs between them."""
    known = _compared(before, after)
    return tuple(
        change
        for name, entry in _compared(after, before).items()
        if name in known and entry.record != known[name].record
        for change in _changes(entry, dict(_passages(known[name].record)))
    )


def _compared(edition: Edition, other: Edition) -> dict[tuple[str, str], Entry]:
    """An edition's records by family and id: those of its rival readings only if the other has rival readings too.

    The source that marks an edition with other rules is left out: it is not a record of the guideline.
    """
    rivals = {rule for reading in edition.readings for rule in reading.rules}
    return {
        (entry.family, entry.record.id): entry
        for entry in edition.once(entries_of)
        if entry.record != PROPOSAL
        and (other.readings or not (isinstance(entry.record, Reading) or entry.record in rivals))
    }


def _changes(entry: Entry, before: Mapping[str, Text]) -> Iterator[ChangedPassage]:
    """Yield the passages of a record that differ from what they were before."""
    after = dict(_passages(entry.record))
    for passage in {**before, **after}:
        if before.get(passage) != after.get(passage):
            yield ChangedPassage(entry.reference, passage, before.get(passage), after.get(passage))


def _passages(value: object, where: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every passage of a record with its place. Records inside it are compared on their own."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, Rule):
        yield "row", Text(f"{value.when} → {value.outcome}")
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            if not isinstance(item, Record):
                yield from _passages(item, f"{where}[{position}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(cast(type[attrs.AttrsInstance], type(value))):
            yield from _passages(getattr(value, field.name), f"{where}.{field.name}" if where else field.name)
