"""What an edition amounts to: how it decides, and what in it is not complete."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from aiprocure.engine.exploration import Tally
from aiprocure.engine.grid import disputes_of, grid_of, grounds_of
from aiprocure.engine.monotonicity import Reversal, reversals
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.text import Text
from aiprocure.model.edition import Edition
from aiprocure.model.records import FAMILIES, Entry, Record, entries_of
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import ReadingId

__all__ = ["EditionSummary", "summarize"]

_KINDS = tuple(kind for _, kind in FAMILIES)


@attrs.frozen(repr=False)
class EditionSummary:
    """What an edition amounts to."""

    edition: Edition
    combinations: int
    tallies: tuple[Tally, ...]
    """Every outcome, the lightest first, with how many combinations lead to it."""
    disputed: tuple[tuple[ReadingId, int], ...]
    """Every rival reading, with how many combinations it decides otherwise."""
    reversals: tuple[Reversal, ...]
    """Where the edition is not monotone."""
    records: tuple[tuple[str, int], ...]
    """How many records there are of each family that it has."""
    untranslated: tuple[Entry, ...]
    """The records with words that have no English."""
    uncited: tuple[Entry, ...]
    """The records with a link that has no citation of its own."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        outcomes = ", ".join(f"{tally.outcome.id} {tally.combinations}" for tally in self.tallies)
        return f"<EditionSummary of {self.edition.id}: {self.combinations} combinations, {outcomes}>"


def summarize(edition: Edition) -> EditionSummary:
    """Return what an edition amounts to. Raises :class:`InvalidEdition` for one that is not sound.

    >>> from aiprocure import editions
    >>> summary = summarize(editions.load("2025-05-27"))
    >>> summary, summary.reversals, summary.untranslated
    (<EditionSummary of 2025-05-27: 144 combinations, low 12, high 132>, (), ())
    """
    require_sound(edition)
    grounds, entries = edition.once(grounds_of), edition.once(entries_of)
    counts = Counter(entry.family for entry in entries)
    return EditionSummary(
        edition,
        edition.once(grid_of).everything.bit_length(),
        tuple(Tally(outcome, grounds[outcome.id].bit_count()) for outcome in edition.outcomes),
        tuple((reading, disputed.bit_count()) for reading, disputed in edition.once(disputes_of).items()),
        reversals(edition),
        tuple((family, counts[family]) for family, _ in FAMILIES if counts[family]),
        tuple(entry for entry in entries if any(text.en is None for text in _texts_of(entry.record))),
        tuple(entry for entry in entries if _has_link_uncited(entry.record)),
    )


def _texts_of(value: Any) -> Iterator[Text]:
    """Yield the words of a record, but for those of records inside it."""
    for field in attrs.fields(type(value)):
        held = getattr(value, field.name)
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, Text):
                yield each
            elif attrs.has(type(each)) and type(each) not in _KINDS:
                yield from _texts_of(each)


def _has_link_uncited(record: Record) -> bool:
    """Whether a link that may be left out is there, and the citation that goes with it is not.

    Any other link may be drawn where the record itself is cited.
    """
    fields = {field.name: field for field in attrs.fields(type(record))}
    return any(
        getattr(record, name) and getattr(record, f"{name}_citation") is None
        for name, field in fields.items()
        if field.default is None and f"{name}_citation" in fields
    )
