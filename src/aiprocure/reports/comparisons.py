"""What there is to tell about how outcomes move when the rules do."""

import re
from collections.abc import Iterable, Iterator

from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors.text import Text
from aiprocure.model.edition import Edition
from aiprocure.model.records import Reference
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Account, Item, filled

__all__ = ["comparison_account"]


def comparison_account(comparison: Comparison, words: Phrases, names: tuple[str, str] | None = None) -> Account:
    """Return what there is to tell about a comparison, its sides called by their editions if by no other names."""
    return Account(
        words.say("moved"),
        _headline(comparison, words),
        tuple(_totals(comparison, words)),
        filled(
            (words.say("moving_rows"), _moves(comparison, words)),
            (words.say("open_rows"), _open_moves(comparison, words)),
            (words.say("differing_records"), _records(comparison, words)),
        ),
        filled((words.say("compared_sides"), _sides(comparison, words, names))),
    )


def _headline(comparison: Comparison, words: Phrases) -> str:
    moving = comparison.changed + comparison.certain
    names = ("moved_at_least", "moved_none_surely") if comparison.undetermined else ("moved_of", "moved_none")
    return words.say(names[moving == 0], changed=moving, compared=comparison.compared)


def _sides(comparison: Comparison, words: Phrases, names: tuple[str, str] | None) -> Iterator[Item]:
    """Both sides by name, with what has to be said of each. Where their names are the same, that has to be said."""
    before, after = comparison.before, comparison.after
    if before and after:
        (name, *warnings), (other, *others) = edition_items(before, words), edition_items(after, words)
        first, second = names or (name.text, other.text)
        yield Item(words.say("side_before", side=first), inside=tuple(w for w in warnings if w not in others))
        yield Item(words.say("side_after", side=second), inside=tuple(w for w in others if w not in warnings))
        if first == second and before != after:
            yield Item(words.say("same_name"), warns=True)
        yield from (warning for warning in warnings if warning in others)


def _totals(comparison: Comparison, words: Phrases) -> Iterator[Item]:
    yield from (Item(_moved(total, words), _count(total, comparison, words)) for total in comparison.totals)
    if comparison.undetermined:
        said = words.say("undetermined_combinations", count=comparison.undetermined, certain=comparison.certain)
        yield Item(said, warns=True)
    if comparison.weight:
        moved = sum(total.weight for total in comparison.totals)
        yield Item(words.say("moved_items", moved=moved, all=comparison.weight))
    if comparison.not_counted:
        yield Item(words.say("unplaced_items", count=comparison.not_counted), warns=True)


def _moves(comparison: Comparison, words: Phrases) -> Iterator[Item]:
    if comparison.moves:
        yield Item(words.say("fewest_rows" if comparison.fewest else "few_rows"))
    for move in comparison.moves:
        said = words.say("detail", key=_when(move, comparison, words), value=_moved(move, words))
        yield Item(said, _count(move, comparison, words))


def _open_moves(comparison: Comparison, words: Phrases) -> Iterator[Item]:
    for move in comparison.open_moves:
        before, after = (
            words.say("or").join(words.of(each.text) for each in side) for side in (move.before, move.after)
        )
        value = f"{before} → {after}{words.say('moves_anyway') if move.certain else ''}"
        said = words.say("detail", key=_when(move, comparison, words), value=value)
        yield Item(said, _count(move, comparison, words), warns=move.certain)


def _when(move: Move | OpenMove, comparison: Comparison, words: Phrases) -> str:
    return words.conditions(comparison.before, move.when) if comparison.before else str(move.when)


def _moved(moved: Move | Total, words: Phrases) -> str:
    return f"{words.of(moved.before.text)} → {words.of(moved.after.text)}"


def _count(moved: Move | OpenMove | Total, comparison: Comparison, words: Phrases) -> str:
    name = "count_items" if comparison.weight else "count"
    return words.say("aside", words=words.say(name, combinations=moved.combinations, items=moved.weight))


def _records(comparison: Comparison, words: Phrases) -> Iterator[Item]:
    unshared = comparison.unshared
    vanished, appeared = (
        [r for r in each if r not in unshared] for each in (comparison.records_removed, comparison.records_added)
    )
    for name, references in (("unshared", unshared), ("vanished", vanished), ("appeared", appeared)):
        if references:
            yield Item(words.say(name), inside=tuple(_by_family(references, words)))
    yield from (_rewording(each, comparison, words) for each in comparison.changed_passages)


def _by_family(references: Iterable[Reference], words: Phrases) -> Iterator[Item]:
    families: dict[str, list[str]] = {}
    for reference in references:
        *_, family, id_ = reference.split("/")
        families.setdefault(family, []).append(id_)
    for family, ids in families.items():
        yield Item(words.say("detail", key=words.family(family), value=words.listed(ids)))


def _rewording(rewording: ChangedPassage, comparison: Comparison, words: Phrases) -> Item:
    before = _wording(rewording.before, rewording, comparison.before, words)
    after = _wording(rewording.after, rewording, comparison.after, words)
    sides = (Item(words.say("side_before", side=before)), Item(words.say("side_after", side=after)))
    return Item(_reworded(rewording, words), inside=sides)


def _reworded(rewording: ChangedPassage, words: Phrases) -> str:
    """Which passage it is, in words: of ``countermeasures[0].evidence``, what evidence is called."""
    *_, family, id_ = rewording.reference.split("/")
    if rewording.passage == "row":
        return words.say("row_reworded", id=id_)
    field = words.field(re.sub(r".*\.|\[\d+\]$", "", rewording.passage))
    return words.say("reworded_field" if field else "reworded", family=words.family(family), id=id_, field=field)


def _wording(text: Text | None, rewording: ChangedPassage, edition: Edition | None, words: Phrases) -> str:
    """A passage; of a row, what decides, by its marks where the edition is known."""
    rules = edition.rules if edition and rewording.passage == "row" else ()
    row = next((rule for rule in rules if rewording.reference.endswith(f"/rule/{rule.id}")), None)
    if edition and row:
        return words.row(edition, row)
    return words.of(text) if text else words.say("no_passage")
