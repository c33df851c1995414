"""A dossier read against an edition: what every check looks at."""

from collections.abc import Mapping

import attrs

from aiprocure.engine.grid import disputes_of, grid_of
from aiprocure.engine.reasons import driving_axes, forces
from aiprocure.model.axes import Option, axes_by_name
from aiprocure.model.dossier import Dossier, Item, Stage, System
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome
from aiprocure.model.records import Record, entries_of
from aiprocure.model.rules import Reading

__all__ = ["Examination", "PlacedItem", "evidence_sought", "examine", "records_by_name"]


@attrs.frozen
class PlacedItem:
    """An item of a dossier, and where it stands there."""

    section: str
    position: int
    item: Item


@attrs.frozen(eq=False)
class Examination:
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
    """The items that the edition knows."""
    unknown: tuple[PlacedItem, ...]
    """The items that it does not."""
    named: frozenset[str]
    """What the dossier says anything of, by family and id."""

    @property
    def system(self) -> System:
        """The system described."""
        return self.dossier.system

    @property
    def past_planning(self) -> bool:
        """Whether the procurement is beyond planning. While no phase is said, it is judged as if at planning."""
        return self.dossier.phase not in {None, Stage.PLANNING}

    @property
    def records(self) -> Mapping[str, Record]:
        """The records of the edition, by family and id."""
        return self.edition.once(records_by_name)

    @property
    def disputed(self) -> tuple[Reading, ...]:
        """The rival readings that would, or with the axes still open could, decide otherwise."""
        left = self.edition.once(grid_of).all_of(option.id for option in self.chosen.values())
        disputes = self.edition.once(disputes_of)
        return tuple(reading for reading in self.edition.readings if left & disputes[reading.id])

    @property
    def driving(self) -> frozenset[str]:
        """The headlines and rows tied to an axis that the outcome, if it is not the lightest, rests on."""
        if self.outcome is None:
            return frozenset()
        axes = driving_axes(self.edition, tuple(self.chosen.values()), self.outcome)
        rows = {mitigation.row for mitigation in self.edition.mitigations if mitigation.axis in axes}
        headlines = {row.requirement for row in self.edition.sheet_rows if row.id in rows and row.requirement}
        return frozenset({f"sheet-row/{row}" for row in rows} | {f"requirement/{headline}" for headline in headlines})


def examine(dossier: Dossier, edition: Edition) -> Examination:
    """Return a dossier read against an edition, a sound one, whether or not it is the one that it names."""
    chosen, written, misread = _read_answers(dossier, edition)
    options = tuple(chosen.values())
    outcome = next((outcome for outcome in edition.outcomes if forces(edition, options, outcome.id)), None)
    records = edition.once(records_by_name)
    items = tuple(
        PlacedItem(section, position, item)
        for section, listed in (("requirements", dossier.requirements), ("clauses", dossier.clauses))
        for position, item in enumerate(listed)
    )
    return Examination(
        dossier=dossier,
        edition=edition,
        chosen=chosen,
        written=written,
        misread=misread,
        outcome=outcome,
        items=tuple(placed for placed in items if placed.item.id in records),
        unknown=tuple(placed for placed in items if placed.item.id not in records),
        named=frozenset(placed.item.id for placed in items),
    )


def records_by_name(edition: Edition) -> Mapping[str, Record]:
    """Return every record of an edition, by family and id, in the order of the edition."""
    return {f"{entry.family}/{entry.record.id}": entry.record for entry in edition.once(entries_of)}


def evidence_sought(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Return the rows of the check sheet that name evidence, by the name of each and by that of their headline."""
    sought: dict[str, frozenset[str]] = {}
    for row in edition.sheet_rows:
        if any(countermeasure.evidence for countermeasure in row.countermeasures):
            for name in (f"sheet-row/{row.id}", f"requirement/{row.requirement}"):
                sought[name] = sought.get(name, frozenset()) | {f"sheet-row/{row.id}"}
    return sought


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
