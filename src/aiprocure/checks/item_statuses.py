"""The status of every item of the check sheets: addressed, set aside, open or to be corrected. One place says which."""

from collections.abc import Iterable, Mapping

from aiprocure.checks.check_sheets import headlines_by_row, listed_clauses, listed_requirements, rows_by_headline
from aiprocure.checks.context import PlacedItem, place_items
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.messages import expect
from aiprocure.model.dossier import Dossier, ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, FindingCode, Pointer
from aiprocure.model.item_status import ItemStatus, Status

__all__ = ["item_statuses"]

_OPEN_CODES = {"requirement": "open-requirement", "sheet-row": "open-requirement", "clause": "open-clause"}


def item_statuses(dossier: Dossier, edition: Edition, findings: Iterable[Finding]) -> tuple[ItemStatus, ...]:
    """Return how every item of both check sheets stands, in the order of the sheets.

    The items are those that :func:`check` asks for: the headlines, or a ministry's rows in their place, and the
    arrangements. What is stated of a headline holds for its rows, and a headline whose rows are all dealt with is dealt
    with. An item is to be corrected where one of ``findings``, those of :func:`check` about the dossier, is about the
    part that deals with it. Raises :class:`InvalidEdition` for an edition that is not sound.

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
    found = _found_at(findings)
    names = (*edition.once(listed_requirements), *edition.once(listed_clauses))
    return tuple(_status(name, _entries(name, written, edition), found) for name in names)


def _entries(name: str, written: Mapping[str, list[PlacedItem]], edition: Edition) -> tuple[PlacedItem, ...]:
    """The parts of a dossier that deal with an item; none where it is open."""
    rows = edition.once(rows_by_headline).get(name, ())
    of_rows = [placed for row in rows for placed in written.get(row, ())]
    if own := written.get(name):
        return (*own, *of_rows)
    if rows and all(row in written for row in rows):
        return tuple(of_rows)
    return tuple(written.get(edition.once(headlines_by_row).get(name, ""), ()))


def _found_at(findings: Iterable[Finding]) -> dict[str, list[FindingCode]]:
    """The codes of what was found, by the pointer of the item that each is about."""
    found: dict[str, list[FindingCode]] = {}
    for finding in findings:
        section, position = (*finding.where.split("/")[1:3], "", "")[:2]
        if section in {"requirements", "clauses"} and position:
            found.setdefault(f"/{section}/{position}", []).append(finding.code)
    return found


def _status(name: str, entries: tuple[PlacedItem, ...], found: Mapping[str, list[FindingCode]]) -> ItemStatus:
    item = ItemId(name)
    if not entries:
        return ItemStatus(item, Status.OPEN, found=(FindingCode(_OPEN_CODES[name.partition("/")[0]]),))
    where = tuple(Pointer(f"/{placed.section}/{placed.position}") for placed in entries)
    codes = tuple(dict.fromkeys(code for each in where for code in found.get(each, ())))
    if codes:
        return ItemStatus(item, Status.TO_CORRECT, where, found=codes)
    reasons = [placed.item.set_aside for placed in entries]
    if None in reasons:
        return ItemStatus(item, Status.ADDRESSED, where)
    return ItemStatus(item, Status.SET_ASIDE, where, tuple(dict.fromkeys(each for each in reasons if each)))
