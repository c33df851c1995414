"""The items of the check sheets as a workbook lists them: in order, each under a label of its own."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import attrs

from aiprocure.checks.context import versions_of
from aiprocure.errors.text import Text
from aiprocure.files.dossier_sheets.kinds import plain_label
from aiprocure.files.item_names import find_spelled, spelled_clauses, spelled_requirements
from aiprocure.model.check_sheets import Clause, Requirement, SheetRow
from aiprocure.model.edition import Edition

__all__ = ["Listed", "ListedItem", "find_labelled", "items_of"]

ListedItem: TypeAlias = Requirement | SheetRow | Clause


@attrs.frozen
class Listed:
    """An item of a check sheet: its id by family, the label that it has in a workbook, and the record.

    ``headline`` is the id of the headline that it falls under. ``replaced`` is whether a ministry's version of it is
    listed as well: it is shown only where a dossier deals with it.
    """

    id: str
    label: Text
    record: ListedItem
    headline: str | None = None
    replaced: bool = False


def items_of(edition: Edition, section: str) -> tuple[Listed, ...]:
    """Return the items that a section of a dossier may name, ``requirements`` or ``clauses``, in the sheet's order.

    >>> from aiprocure import editions
    >>> items = items_of(editions.load("2025-05-27"), "requirements")
    >>> [(item.label.ja, item.id) for item in items[17:20]]
    [('⑭', 'requirement/14'), ('#19', 'sheet-row/19'), ('⑮', 'requirement/15')]
    """
    return edition.once(_clauses if section == "clauses" else _requirements)


def find_labelled(edition: Edition, section: str, written: str) -> str | None:
    """Return the id of the item that a label means, or any spelling of its name; None where it means none."""
    known = edition.once(_clauses_by_label if section == "clauses" else _requirements_by_label).get(
        plain_label(written)
    )
    if known is not None:
        return known
    entry = find_spelled(written, edition.once(spelled_clauses if section == "clauses" else spelled_requirements))
    return None if entry is None else f"{entry.family}/{entry.record.id}"


def _requirements(edition: Edition) -> tuple[Listed, ...]:
    replaced = frozenset(edition.once(versions_of))
    known = {requirement.id for requirement in edition.requirements}
    listed: list[Listed] = []
    for requirement in edition.requirements:
        id_ = f"requirement/{requirement.id}"
        listed.append(Listed(id_, Text(requirement.mark, requirement.mark), requirement))
        under = [row for row in edition.sheet_rows if row.requirement == requirement.id]
        rows = _rows(under, requirement.mark, id_, replaced)
        listed += sorted(rows, key=lambda row: row.replaced)  # so that the rows which count follow one another
    others = [row for row in edition.sheet_rows if row.requirement not in known]
    return (*listed, *_rows(others, "", None, replaced))


def _rows(rows: list[SheetRow], mark: str, headline: str | None, replaced: frozenset[str]) -> Iterator[Listed]:
    """The rows under a headline, or under none. One without a number is counted."""
    unnumbered = 0
    for row in rows:
        id_ = f"sheet-row/{row.id}"
        label = Text(f"#{row.number}", f"#{row.number}")
        if row.number is None:
            unnumbered += 1
            label = Text(f"{mark}-{unnumbered}", f"{mark}-{unnumbered}") if mark else _loose(unnumbered)
        yield Listed(id_, _of_version(label, id_, replaced), row, headline, id_ in replaced)


def _loose(number: int) -> Text:
    return Text(f"他-{number}", f"Other-{number}")


def _clauses(edition: Edition) -> tuple[Listed, ...]:
    replaced = frozenset(edition.once(versions_of))
    return tuple(
        Listed(id_, _of_version(Text(number, number), id_, replaced), clause, replaced=id_ in replaced)
        for clause in edition.clauses
        for id_, number in [(f"clause/{clause.id}", f"#{clause.number}")]
    )


def _of_version(label: Text, id_: str, replaced: frozenset[str]) -> Text:
    """A label that tells the source's version of an item from the ministry's, where there are both."""
    if id_ not in replaced:
        return label
    return Text(f"{label.ja}（原文）", f"{label.in_language('en')} (source)")


def _by_label(listed: tuple[Listed, ...]) -> Mapping[str, str]:
    pairs = [(plain_label(text), item.id) for item in listed for text in (item.label.ja, item.label.in_language("en"))]
    return dict(reversed(pairs))


def _requirements_by_label(edition: Edition) -> Mapping[str, str]:
    return _by_label(edition.once(_requirements))


def _clauses_by_label(edition: Edition) -> Mapping[str, str]:
    return _by_label(edition.once(_clauses))
