"""The status of every item of the check sheets: addressed, set aside, open or to be corrected. One place says which."""

from collections.abc import Iterable, Mapping

from aiprocure.checks.check_sheets import headlines_by_row, listed_clauses, listed_requirements, rows_by_headline
from aiprocure.checks.context import PlacedItem, place_items
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier, ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Pointer
from aiprocure.model.item_status import ItemStatus, Status

__all__ = ["item_statuses"]


def item_statuses(dossier: Dossier, edition: Edition, findings: Iterable[Finding]) -> tuple[ItemStatus, ...]:
    """Return how every item of both check sheets stands, in the order of the sheets.

    The items are those that :func:`check` asks for: the headlines, or a ministry's rows in their place, and the
    arrangements. What is stated of a headline holds for its rows, and a headline whose rows are all dealt with is dealt
    with. An item is to be corrected where one of ``findings``, those of :func:`check` about the dossier, is about the
    part that deals with it. What the ministry's policy sets aside does not count, and an item left unsaid that it sets
    aside does not apply. Raises :class:`InvalidEdition` for an edition that is not sound.

    >>> from aiprocure import check, editions
    >>> from aiprocure.files import dossiers
    >>> edition = editions.load("2025-05-27")
    >>> dossier = dossiers.from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約"},
    ...     "requirements": [{"id": "①", "words": "遵守すること。"}, {"id": "②", "set_aside": "体制が既にあるため"}],
    ...     "clauses": [{"id": "6", "set_aside": ""}],
    ... })
    >>> statuses = item_statuses(dossier, edition, check(dossier, edition))
    >>> [str(each.status) for each in statuses[:3]], str(statuses[-2].status), len(statuses)
    (['addressed', 'set-aside', 'open'], 'to-correct', 23)
    """
    expect(Dossier, dossier)
    require_sound(edition)
    known, _ = place_items(dossier, edition)
    written: dict[str, list[PlacedItem]] = {}
    for placed in known:
        written.setdefault(placed.item.id, []).append(placed)
    about = _found_about(findings)
    names = (*edition.once(listed_requirements), *edition.once(listed_clauses))
    return tuple(_status(name, _entries(name, written, edition), about) for name in names)


def _entries(name: str, written: Mapping[str, list[PlacedItem]], edition: Edition) -> tuple[PlacedItem, ...]:
    """The parts of a dossier that deal with an item; none where it is open."""
    rows = edition.once(rows_by_headline).get(name, ())
    of_rows = [placed for row in rows for placed in written.get(row, ())]
    if own := written.get(name):
        return (*own, *of_rows)
    if rows and all(row in written for row in rows):
        return tuple(of_rows)
    return tuple(written.get(edition.once(headlines_by_row).get(name, ""), ()))


def _found_about(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What was found, by the pointer of the item that it is about; else, of what is left unsaid, by its subject."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        section, position = (*finding.where.split("/")[1:3], "", "")[:2]
        of_item = section in {"requirements", "clauses"} and position
        about.setdefault(f"/{section}/{position}" if of_item else finding.subject or "", []).append(finding)
    return about


def _status(name: str, entries: tuple[PlacedItem, ...], about: Mapping[str, list[Finding]]) -> ItemStatus:
    where = tuple(Pointer(f"/{placed.section}/{placed.position}") for placed in entries)
    found = [finding for each in (where or (name,)) for finding in about.get(each, ())]
    aside = [finding for finding in found if finding.is_set_aside]
    codes = tuple(dict.fromkeys(finding.code for finding in found if not finding.is_set_aside))
    item, by_policy = ItemId(name), bool(aside)
    if not entries:
        if codes or not aside:
            return ItemStatus(item, Status.OPEN, found=codes, by_policy=by_policy)
        return ItemStatus(item, Status.SET_ASIDE, reasons=_decided(aside), by_policy=by_policy)
    if codes:
        return ItemStatus(item, Status.TO_CORRECT, where, found=codes, by_policy=by_policy)
    reasons = [placed.item.set_aside for placed in entries]
    if None in reasons:
        return ItemStatus(item, Status.ADDRESSED, where, by_policy=by_policy)
    stated = tuple(dict.fromkeys(each for each in reasons if each))
    return ItemStatus(item, Status.SET_ASIDE, where, stated, by_policy=by_policy)


def _decided(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Why the ministry's policy sets findings aside, in its words."""
    rulings = (ruling for finding in findings for ruling in finding.rulings if ruling.sets_aside)
    return tuple(dict.fromkeys(ruling.reason for ruling in rulings if ruling.reason))
