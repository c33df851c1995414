"""What a specification demands and what a contract settles: the items of a check sheet as a dossier drafts them.

They come in the order of the sheet. An item is there once: with its words, or empty in brackets with what the sheet
offers. What does not apply comes behind them with its reasons, and then what the sheet does not have.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import attrs

from aiprocure.checks import item_statuses
from aiprocure.checks.context import place_items, versions_of
from aiprocure.checks.placeholders import says_nothing
from aiprocure.model.check_sheets import Clause, Requirement, RequirementId, SheetRow
from aiprocure.model.dossier import Item as WrittenItem
from aiprocure.model.dossier import ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.item_status import ItemStatus, Status
from aiprocure.model.papers import Paper, PaperKind
from aiprocure.reports.dossiers import items_by_name
from aiprocure.reports.editions import edition_items
from aiprocure.reports.passages import (
    drafted_items,
    empty_item,
    offered_by_clause,
    offered_by_row,
    offered_evidence,
    set_aside_items,
)
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, cite, keep_filled
from aiprocure.reports.rulings import word_rulings
from aiprocure.reports.status_lists import sheet_of, status_tally

__all__ = ["report_extract"]

_APPLYING = "items-that-apply"
"""The consequence by which each ministry decides which items apply."""


@attrs.frozen
class _Extract:
    """The items of one check sheet in a dossier, by family and id, and how each of the sheet's items stands."""

    edition: Edition
    phrases: Phrases
    written: Mapping[ItemId, list[WrittenItem]]
    unknown: tuple[WrittenItem, ...]
    statuses: Mapping[ItemId, ItemStatus]
    rulings: Mapping[str, tuple[str, ...]]
    """What the ministry's policy says of an item about which something was found."""
    bidding: bool
    """Whether bidders read it, who have to show that they meet an item."""

    def said_of(self, name: str) -> Iterator[Item]:
        """Yield what is drafted for an item, entry by entry, or that it is empty; and what the policy says of it."""
        for item in self._addressing(name):
            yield from drafted_items(item, self.phrases, bidding=self.bidding)
        if self._is_open(name):
            yield empty_item("empty_item", self.phrases)
        if self._addressing(name) or self._is_open(name):
            yield from map(Item, self.rulings.get(name, ()))

    def offers(self, name: str, rows: Iterable[SheetRow], *, captioned: bool) -> Iterator[Item]:
        """Yield what rows of the sheet offer for an item: all where no words are drafted, else evidence where none is.

        What ``captioned`` rows demand stands there already.
        """
        if self.lacks_words(name):
            offered = [item for row in rows for item in offered_by_row(row, self.phrases, captioned=captioned)]
        elif self._lacks_evidence(name):
            offered = [item for row in rows for item in offered_evidence(row, self.phrases)]
        else:
            offered = []
        if offered:
            yield Item(self.phrases.say("sheet_offers"), inside=tuple(offered))

    def lacks_words(self, name: str) -> bool:
        """Return whether an item is open, or addressed without any words."""
        addressing = self._addressing(name)
        return self._is_open(name) or (bool(addressing) and all(says_nothing(item.words) for item in addressing))

    def _lacks_evidence(self, name: str) -> bool:
        """Whether an item is addressed without anything that shows it."""
        addressing = self._addressing(name)
        return bool(addressing) and all(says_nothing(each) for item in addressing for each in item.evidence)

    def _addressing(self, name: str) -> list[WrittenItem]:
        """The entries that address an item."""
        return [item for item in self.written.get(ItemId(name), ()) if item.set_aside is None]

    def _is_open(self, name: str) -> bool:
        """Whether an item that the sheet asks for is neither addressed nor set aside."""
        status = self.statuses.get(ItemId(name))
        return status is not None and status.status is Status.OPEN


def report_extract(paper: Paper, phrases: Phrases) -> Report:
    """Return what the specification or the contract holds, drafted from a dossier."""
    extract = _extract(paper, phrases)
    is_contract = paper.kind is PaperKind.CONTRACT
    sections = _clause_sections(extract) if is_contract else _requirement_sections(extract)
    sheet = phrases.say(f"sheet_{'contract' if is_contract else 'procurement'}_whole")
    tally = status_tally(tuple(extract.statuses.values()), phrases)
    return Report(
        phrases.say("detail", key=phrases.say(f"paper_{paper.kind}"), value=paper.dossier.project.title),
        (
            Item(phrases.say("detail", key=sheet, value=tally)),
            Item(phrases.say("drafted_from_dossier")),
            *(cite(each.text, each.citation, phrases) for each in paper.edition.consequences if each.id == _APPLYING),
            *edition_items(paper.edition, phrases),
        ),
        keep_filled(
            *sections,
            Section(phrases.say("items_set_aside"), tuple(_set_aside(extract))),
            Section(phrases.say("items_unknown"), tuple(_unknown(extract))),
        ),
    )


def _extract(paper: Paper, phrases: Phrases) -> _Extract:
    dossier, edition = paper.dossier, paper.edition
    is_contract = paper.kind is PaperKind.CONTRACT
    section, sheet = ("clauses", "contract") if is_contract else ("requirements", "procurement")
    known, unknown = place_items(dossier, edition)
    written: dict[ItemId, list[WrittenItem]] = {}
    for placed in known:
        if placed.section == section:
            written.setdefault(placed.item.id, []).append(placed.item)
    statuses = item_statuses(dossier, edition, paper.findings)
    return _Extract(
        edition=edition,
        phrases=phrases,
        written=written,
        unknown=tuple(placed.item for placed in unknown if placed.section == section),
        statuses={each.item: each for each in statuses if sheet_of(each) == sheet},
        rulings=_rulings(paper, phrases),
        bidding=not is_contract,
    )


def _rulings(paper: Paper, phrases: Phrases) -> Mapping[str, tuple[str, ...]]:
    """What the ministry's policy says of each item about which something was found, each different thing once."""
    said: dict[str, dict[str, None]] = {}
    for finding in paper.findings:
        said.setdefault(finding.subject or "", {}).update(dict.fromkeys(word_rulings(finding, phrases)))
    return {subject: tuple(each) for subject, each in said.items()}


def _requirement_sections(extract: _Extract) -> Iterator[Section]:
    """The headlines by their groups, each with its rows, and then the rows under no headline."""
    edition, phrases = extract.edition, extract.phrases
    groups = {group.id: phrases.of(group.text) for group in edition.requirement_groups}
    under: dict[RequirementId | None, list[SheetRow]] = {}
    for row in edition.sheet_rows:
        under.setdefault(row.requirement, []).append(row)
    for group, headlines in groupby(edition.requirements, lambda each: each.group):
        items = (item for each in headlines for item in _headline(extract, each, under.get(each.id, [])))
        yield Section(groups[group], tuple(items))
    apart = tuple(item for row in under.get(None, []) for item in _row(extract, row))
    yield Section(phrases.say("rows_apart"), apart)


def _headline(extract: _Extract, headline: Requirement, rows: list[SheetRow]) -> Iterator[Item]:
    """A headline with what is drafted for it and for its rows; nothing where there is nothing to say of either."""
    name, replaced = f"requirement/{headline.id}", extract.edition.once(versions_of)
    names = {row.id: f"sheet-row/{row.id}" for row in rows}
    left = [row for row in rows if names[row.id] not in replaced and ItemId(names[row.id]) not in extract.written]
    inside = (
        *extract.said_of(name),
        *extract.offers(name, left, captioned=False),
        *(item for row in rows for item in _row(extract, row)),
    )
    if inside:
        yield Item(extract.phrases.caption(headline), inside=inside, numbered=True)


def _row(extract: _Extract, row: SheetRow) -> Iterator[Item]:
    name = f"sheet-row/{row.id}"
    if inside := (*extract.said_of(name), *extract.offers(name, [row], captioned=True)):
        yield Item(extract.phrases.caption(row), inside=inside, numbered=True)


def _clause_sections(extract: _Extract) -> Iterator[Section]:
    """The arrangements by their headings, in the order of the sheet."""
    for heading, clauses in groupby(extract.edition.clauses, lambda each: extract.phrases.of(each.heading)):
        yield Section(heading, tuple(item for each in clauses for item in _clause(extract, each)))


def _clause(extract: _Extract, clause: Clause) -> Iterator[Item]:
    name = f"clause/{clause.id}"
    offered = tuple(offered_by_clause(clause, extract.phrases)) if extract.lacks_words(name) else ()
    offers = [Item(extract.phrases.say("sheet_offers"), inside=offered)] if offered else []
    if inside := (*extract.said_of(name), *offers):
        yield Item(extract.phrases.caption(clause), inside=inside, numbered=True)


def _set_aside(extract: _Extract) -> Iterator[Item]:
    """The items that do not apply, with the reasons: those of the dossier, or of the ministry's policy."""
    for name, record in extract.edition.once(items_by_name).items():
        items = [each for each in extract.written.get(ItemId(name), ()) if each.set_aside is not None]
        inside = [said for item in items for said in set_aside_items(item, extract.phrases)]
        status = extract.statuses.get(ItemId(name))
        if status and status.status is Status.SET_ASIDE and not status.where:
            inside += [Item(extract.phrases.say("by_policy")), *map(Item, status.reasons)]
        if inside:
            yield Item(extract.phrases.caption(record), inside=tuple(inside), numbered=True)


def _unknown(extract: _Extract) -> Iterator[Item]:
    """What the dossier drafts for items that the sheet does not have, by their ids."""
    for item in extract.unknown:
        said = (
            drafted_items(item, extract.phrases, bidding=extract.bidding)
            if item.set_aside is None
            else set_aside_items(item, extract.phrases)
        )
        record = extract.edition.once(items_by_name).get(item.id)
        yield Item(extract.phrases.caption(record) if record else item.id, inside=tuple(said))
