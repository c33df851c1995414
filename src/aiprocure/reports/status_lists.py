"""The status of the items of the check sheets in words: counted by sheet, and listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.finding import FindingCode
from aiprocure.model.item_status import ItemStatus, Status
from aiprocure.reports.dossiers import ListedItem, items_by_name, mark_of
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section, tabulate

__all__ = [
    "brief_status_sections",
    "count_left",
    "sheet_of",
    "short_name",
    "status_section",
    "status_tally",
    "status_word",
]

_LEFT = (Status.TO_CORRECT, Status.OPEN)
_LONGEST: Mapping[Language, int] = {"ja": 14, "en": 28}
"""How much of a caption is shown where several stand on a line."""
_SHEET_WIDTH: Mapping[Language, int] = {"ja": 3, "en": 5}
"""How wide the column of the names of sheets is, for none to be divided."""
_MOST_CAPTIONS = 8
"""Of how many items captions are shown; of more, their marks."""


def status_section(
    statuses: Sequence[ItemStatus], edition: Edition, numbers: Mapping[FindingCode, int], phrases: Phrases
) -> Section:
    """Return all items of both check sheets with their status. ``numbers`` are those of the findings, by code."""
    items = edition.once(items_by_name)
    rows = [
        (
            phrases.say(f"sheet_{sheet_of(each)}"),
            phrases.caption(items[each.item]),
            status_word(each.status, phrases),
            _why(each, numbers, phrases),
        )
        for each in statuses
    ]
    columns = {"column_sheet": _SHEET_WIDTH[phrases.language], "column_item": 10, "column_status": 4, "column_why": 9}
    return Section(
        phrases.say("item_statuses"),
        tuple(Item(phrases.say("detail", key=name, value=tally)) for name, tally in _tallies(statuses, phrases)),
        tabulate(phrases, columns, rows),
    )


def brief_status_sections(statuses: Sequence[ItemStatus], edition: Edition, phrases: Phrases) -> Iterator[Section]:
    """Yield for each sheet the counts, and the items that are open or to be corrected, several to a line."""
    items = edition.once(items_by_name)
    for name, sheet in _bysheet_of(statuses).items():
        left = {status: [items[each.item] for each in sheet if each.status is status] for status in _LEFT}
        yield Section(
            phrases.say("detail", key=phrases.say(f"sheet_{name}_whole"), value=status_tally(sheet, phrases)),
            tuple(
                Item(phrases.say("detail", key=status_word(status, phrases), value=_listed(each, phrases)))
                for status, each in left.items()
                if each
            )
            or (Item(phrases.say("nothing_left")),),
        )


def _listed(items: Sequence[ListedItem], phrases: Phrases) -> str:
    """A few items by their captions, shortened; more of them by their marks."""
    if len(items) > _MOST_CAPTIONS:
        return phrases.listed(short_name(item, phrases) for item in items)
    return phrases.listed(_shortened(phrases.caption(item), phrases) for item in items)


def status_tally(statuses: Sequence[ItemStatus], phrases: Phrases) -> str:
    """Return how many items have which status, in a line."""
    counts = Counter(each.status for each in statuses)
    tallies = (phrases.say("status_count", status=status_word(s, phrases), count=counts[s]) for s in Status)
    return phrases.say("status_tally", counts=phrases.listed(tallies), all=len(statuses))


def count_left(statuses: Iterable[ItemStatus]) -> tuple[int, int]:
    """Return how many items are open, and how many are to be corrected."""
    counts = Counter(each.status for each in statuses)
    return counts[Status.OPEN], counts[Status.TO_CORRECT]


def status_word(status: Status, phrases: Phrases) -> str:
    """Return the word for how an item stands."""
    return phrases.say(f"status_{status.value.replace('-', '_')}")


def short_name(item: ListedItem, phrases: Phrases) -> str:
    """Return the mark or number of an item, or its words where it has neither."""
    return mark_of(item) or phrases.caption(item)


def _shortened(caption: str, phrases: Phrases) -> str:
    longest = _LONGEST[phrases.language]
    return caption if len(caption) <= longest else caption[: longest - 1].rstrip() + "…"


def _tallies(statuses: Sequence[ItemStatus], phrases: Phrases) -> Iterator[tuple[str, str]]:
    for name, sheet in _bysheet_of(statuses).items():
        yield phrases.say(f"sheet_{name}_whole"), status_tally(sheet, phrases)


def _bysheet_of(statuses: Iterable[ItemStatus]) -> dict[str, list[ItemStatus]]:
    sheets: dict[str, list[ItemStatus]] = {}
    for each in statuses:
        sheets.setdefault(sheet_of(each), []).append(each)
    return sheets


def sheet_of(status: ItemStatus) -> str:
    """Return which check sheet an item is of: ``procurement`` or ``contract``."""
    return "contract" if status.item.startswith("clause/") else "procurement"


def _why(status: ItemStatus, numbers: Mapping[FindingCode, int], phrases: Phrases) -> str:
    """Why an item does not apply, or the findings by which it is to be corrected; else nothing."""
    if status.status is Status.TO_CORRECT:
        return phrases.say("see_findings", numbers=phrases.listed(str(numbers[code]) for code in status.found))
    policy = [phrases.say("by_policy")] if status.by_policy else []
    return "\n".join((*policy, *status.reasons))
