"""What every check looks at: a dossier read against an edition."""

import datetime
from collections.abc import Mapping

import attrs

from aiprocure.engine.grid import disputes_of, grid_of
from aiprocure.engine.reasons import driving_axes, forces
from aiprocure.model.amendments import find_differences
from aiprocure.model.axes import Option, axes_by_name
from aiprocure.model.dossier import CLAUSE_FAMILIES, REQUIREMENT_FAMILIES, Dossier, Item, Stage, System
from aiprocure.model.edition import Edition
from aiprocure.model.meanings import Meaning, gravest, lightest
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.outcomes import Outcome
from aiprocure.model.profile import Profile
from aiprocure.model.records import Record, entries_of
from aiprocure.model.rules import Reading

__all__ = ["Context", "PlacedItem", "examine", "place_items", "records_by_name", "versions_of"]


@attrs.frozen
class PlacedItem:
    """An item of a dossier, and its place there."""

    section: str
    position: int
    item: Item


@attrs.frozen(eq=False)
class Context:
    """A dossier, the edition it is checked against, and what follows from the two. Nothing in it is taken on trust."""

    dossier: Dossier
    edition: Edition
    chosen: Mapping[str, Option]
    """The options answered, by the id of their axis."""
    written: Mapping[str, str]
    """How the dossier names those axes."""
    misread: tuple[str, ...]
    """The axes, as the dossier names them, whose answer means nothing in the edition."""
    outcome: Outcome | None
    """The outcome that the answers force; none while more than one is possible."""
    items: tuple[PlacedItem, ...]
    """The items that the edition knows, each in the section where it belongs."""
    unknown: tuple[PlacedItem, ...]
    """All other items."""
    named: frozenset[str]
    """The items that the edition knows and the dossier deals with in any way, by family and id."""
    profile: Profile | None = None
    """The ministry's policy, if it is checked with one."""

    @property
    def system(self) -> System:
        """The system described."""
        return self.dossier.system

    @property
    def past_planning(self) -> bool:
        """Whether the procurement is beyond planning. A dossier without a phase is judged as if at planning."""
        return self.dossier.phase not in {None, Stage.PLANNING}

    @property
    def in_service(self) -> bool:
        """Whether service has started."""
        return self.dossier.phase is Stage.SERVICE

    def has_come(self, day: datetime.date | None) -> bool:
        """Return whether a day is given and is not after the day of the dossier."""
        return day is not None and day <= (self.dossier.on or datetime.date.max)

    @property
    def records(self) -> Mapping[str, Record]:
        """The records of the edition, by family and id."""
        return self.edition.once(records_by_name)

    def at_most(self, *meanings: Meaning) -> tuple[Option, ...]:
        """Return the options answered that mean one of some meanings of an aspect, and nothing graver of it."""
        aspect = meanings[0].aspect
        return tuple(option for option in self.chosen.values() if gravest(aspect, option.means) in meanings)

    def at_least(self, *meanings: Meaning) -> tuple[Option, ...]:
        """Return the options answered that mean one of some meanings of an aspect, and nothing lighter of it."""
        aspect = meanings[0].aspect
        return tuple(option for option in self.chosen.values() if lightest(aspect, option.means) in meanings)

    @property
    def disputed(self) -> tuple[Reading, ...]:
        """The rival readings that would, or with the axes still open could, decide otherwise."""
        left = self.edition.once(grid_of).all_of(option.id for option in self.chosen.values())
        disputes = self.edition.once(disputes_of)
        return tuple(reading for reading in self.edition.readings if left & disputes[reading.id])

    @property
    def emphasized(self) -> Mapping[str, tuple[Mitigation, ...]]:
        """The headlines and rows that lower the risk on which the outcome rests, with the mitigations that say so.

        Those of the axes in the sufficient reasons of the outcome; none for the lightest outcome, or while it is open.
        """
        if self.outcome is None:
            return {}
        axes = driving_axes(self.edition, tuple(self.chosen.values()), self.outcome)
        tied: dict[str, tuple[Mitigation, ...]] = {}
        for mitigation in self.edition.mitigations:
            if mitigation.axis in axes:
                for name in self._items_of(mitigation):
                    tied[name] = (*tied.get(name, ()), mitigation)
        return tied

    def _items_of(self, mitigation: Mitigation) -> frozenset[str]:
        """A mitigation's row, the ministry's version of it, and the headlines above them."""
        source = f"sheet-row/{mitigation.row}"
        rows = {source, self.edition.once(versions_of).get(source, source)}
        above = {f"requirement/{row.requirement}" for row in self.edition.sheet_rows if f"sheet-row/{row.id}" in rows}
        return frozenset(rows | above)


def examine(dossier: Dossier, edition: Edition, profile: Profile | None = None) -> Context:
    """Return a dossier read against a sound edition, whether or not it is the one that the dossier names."""
    chosen, written, misread = _read_answers(dossier, edition)
    options = tuple(chosen.values())
    outcome = next((outcome for outcome in edition.outcomes if forces(edition, options, outcome.id)), None)
    known, unknown = place_items(dossier, edition)
    return Context(
        dossier=dossier,
        edition=edition,
        chosen=chosen,
        written=written,
        misread=misread,
        outcome=outcome,
        items=known,
        unknown=unknown,
        named=frozenset(placed.item.id for placed in known),
        profile=profile,
    )


def place_items(dossier: Dossier, edition: Edition) -> tuple[tuple[PlacedItem, ...], tuple[PlacedItem, ...]]:
    """Return the items of a dossier that an edition knows, in the section where they belong, and all others.

    One of which no more is known than who sees to it is in neither: it is as open as one that is not listed.
    """
    records = edition.once(records_by_name)
    known: list[PlacedItem] = []
    unknown: list[PlacedItem] = []
    sections = (
        ("requirements", dossier.requirements, REQUIREMENT_FAMILIES),
        ("clauses", dossier.clauses, CLAUSE_FAMILIES),
    )
    for section, items, families in sections:
        for position, item in enumerate(items):
            belongs = item.id in records and item.id.partition("/")[0] in families
            if not belongs or not item.is_only_assigned:
                (known if belongs else unknown).append(PlacedItem(section, position, item))
    return tuple(known), tuple(unknown)


def records_by_name(edition: Edition) -> Mapping[str, Record]:
    """Return every record of an edition, by family and id, in the order of the edition."""
    return {f"{entry.family}/{entry.record.id}": entry.record for entry in edition.once(entries_of)}


def versions_of(edition: Edition) -> Mapping[str, str]:
    """Return the ministry's version of each row that a ministry has adapted, both by family and id."""
    return {difference.source: difference.supplied for difference in find_differences(edition)}


def _read_answers(dossier: Dossier, edition: Edition) -> tuple[dict[str, Option], dict[str, str], tuple[str, ...]]:
    axes = axes_by_name(edition.axes)
    chosen: dict[str, Option] = {}
    written: dict[str, str] = {}
    misread: list[str] = []
    for name, answer in dossier.answers.by_axis:
        axis = axes.get(name)
        option = axis.read(answer.option) if axis and axis.id not in chosen else None
        if option is None:
            misread.append(name)
        else:
            chosen[option.axis], written[option.axis] = option, name
    return chosen, written, tuple(misread)
