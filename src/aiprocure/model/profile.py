"""A profile: a ministry's own policy on top of an edition, as written. Nothing in it is the guideline's word."""

import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import Clause, ClauseId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.dossier import ItemId, Stage, UserScope
from aiprocure.model.edition import EditionId
from aiprocure.model.finding import FindingCode, Severity
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.representation import rich_repr

if TYPE_CHECKING:
    from aiprocure.model.edition import Edition

__all__ = ["PROFILE", "ItemPolicy", "OwnItem", "Profile", "Standing", "Waiver", "Weight", "When"]

PROFILE = Source(SourceId("府省庁の方針"), Text("府省庁の方針", "The ministry's policy"))
"""What everything of a profile is cited to, with the title of the profile as the place."""


class Standing(StrEnum):
    """What a ministry decides about an item of the check sheets, the strictest first."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    OUT_OF_SCOPE = "out-of-scope"
    """The item is not asked for."""

    @property
    def rank(self) -> int:
        """Its rank among the standings: 0 for the strictest."""
        return list(Standing).index(self)


@attrs.frozen
class When:
    """The procurements that a part of a profile is about: those that meet every condition which is named.

    Each condition is met by any of its values. What a dossier leaves unsaid meets none, but for the phase: a dossier
    without one is at planning.
    """

    forms: tuple[str, ...] = ()
    """Forms of procurement (調達形態), in the ministry's words, as ``project.form`` of a dossier has them."""
    phases: tuple[Stage, ...] = ()
    outcomes: tuple[OutcomeId, ...] = ()
    """Outcomes of the determination, by id or word. One that is not determined yet meets none."""
    users: tuple[UserScope, ...] = ()


@attrs.frozen
class ItemPolicy:
    """What a ministry decides about an item of the check sheets. What it decides of a headline holds for its rows."""

    id: ItemId
    standing: Standing | None = None
    evidence: tuple[str, ...] = ()
    """What evidence serves: any of these."""
    reason: str | None = None
    """Why; without a reason nothing is out of scope."""
    when: When = When()


@attrs.frozen
class OwnItem:
    """An item that a ministry adds to a check sheet: to that of ``own_requirements`` or of ``own_clauses``."""

    number: int
    """A number that the sheet does not have. A dossier names the item by it: ``sheet-row/101``, ``clause/101``."""
    text: str
    standing: Standing | None = None
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    when: When = When()
    """The procurements that are asked for it."""


@attrs.frozen
class Weight:
    """How much the findings of a code weigh, whether more or less than they otherwise would."""

    code: FindingCode
    severity: Severity
    subject: str | None = None
    """The one record whose findings are meant, by family and id; without it, all of the code."""
    reason: str | None = None
    when: When = When()


@attrs.frozen
class Waiver:
    """A finding set aside until a day, by decision of a post, for one dossier or for all."""

    code: FindingCode
    reason: str
    post: str
    """The post that decided; no person's name."""
    lapses: datetime.date
    """The day on which it lapses: the first on which it no longer holds."""
    subject: str | None = None
    """The record that the finding concerns, by family and id: needed where findings of the code differ in theirs."""
    project: str | None = None
    """The title of the one project that it is for; without it, it is for all."""
    case: str | None = None
    """The one risk case that the finding is about, by its ``id`` in the dossier of that project: needed where findings
    of the code are about risk cases."""


@attrs.frozen(repr=False)
class Profile:
    """A ministry's policy on top of an edition. The order of its entries never matters. Read by ``ap.profiles``."""

    edition: EditionId
    title: str
    requirements: tuple[ItemPolicy, ...] = ()
    clauses: tuple[ItemPolicy, ...] = ()
    own_requirements: tuple[OwnItem, ...] = ()
    own_clauses: tuple[OwnItem, ...] = ()
    weights: tuple[Weight, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        items = len(self.requirements) + len(self.clauses)
        own = len(self.own_requirements) + len(self.own_clauses)
        counts = f"{items} items, {own} own items, {len(self.weights)} weights, {len(self.waivers)} waivers"
        return f"<Profile {self.edition} {self.title}: {counts}>"

    def __str__(self) -> str:
        return self.title

    @property
    def citation(self) -> Citation:
        """What its parts are cited to."""
        return Citation(PROFILE.id, self.title, Provenance.SUPPLIED)

    def extend(self, edition: "Edition") -> "Edition":
        """Return an edition with the profile's own items in its check sheets, so that dossiers can name them.

        An edition that has them already is returned as it is.

        >>> from aiprocure import editions
        >>> own = OwnItem(101, "国内のデータセンターで処理すること")
        >>> extended = Profile(EditionId("2025-05-27"), "○○省の方針", own_requirements=(own,)).extend(
        ...     editions.load("2025-05-27")
        ... )
        >>> extended.find("sheet-row/101")
        <SheetRow 101 国内のデータセンターで処理すること>
        """
        rows = [each for each in map(self._row, _by_number(self.own_requirements)) if each not in edition.sheet_rows]
        clauses = [each for each in map(self._clause, _by_number(self.own_clauses)) if each not in edition.clauses]
        if not rows and not clauses:
            return edition
        sources = edition.sources if PROFILE in edition.sources else (*edition.sources, PROFILE)
        return attrs.evolve(
            edition,
            sheet_rows=(*edition.sheet_rows, *rows),
            clauses=(*edition.clauses, *clauses),
            sources=sources,
        )

    def _row(self, item: OwnItem) -> SheetRow:
        return SheetRow(SheetRowId(str(item.number)), Text(item.text), self.citation, number=item.number)

    def _clause(self, item: OwnItem) -> Clause:
        words = Text(item.text)
        return Clause(ClauseId(str(item.number)), item.number, Text(self.title), words, words, self.citation)


def _by_number(items: tuple[OwnItem, ...]) -> list[OwnItem]:
    return sorted(items, key=lambda item: item.number)
