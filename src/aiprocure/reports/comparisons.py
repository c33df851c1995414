"""The report on a comparison: how outcomes move when the rules do."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from aiprocure.engine.comparison import Comparison, Move, OpenMove, Total
from aiprocure.engine.record_changes import ChangedPassage
from aiprocure.errors.messages import brief
from aiprocure.errors.text import Text
from aiprocure.model.answers import Answers
from aiprocure.model.axes import Option, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.records import Reference
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Item, Report, Section, keep_filled

__all__ = ["Change", "ChangedCase", "report_comparison"]

Change: TypeAlias = Move | OpenMove | tuple[Option, ...]
"""What becomes of a case: its outcome moves, may move, or cannot be compared for want of the options answered."""


@attrs.frozen
class ChangedCase:
    """A case of an inventory whose outcome moves, may move or cannot be compared: its number from 1, and what it says.

    The title is empty where the inventory has none: the case is named by its answers then.
    """

    number: int
    answers: Answers
    change: Change
    title: str = ""


def report_comparison(
    comparison: Comparison,
    phrases: Phrases,
    names: tuple[str, str] | None = None,
    cases: Iterable[ChangedCase] = (),
) -> Report:
    """Return the report on a comparison, its sides called by the names given, or else by their editions.

    ``cases`` are those of an inventory whose outcome moves, may move or cannot be compared.
    """
    return Report(
        phrases.say("moved"),
        (Item(_headline(comparison, phrases)), *_totals(comparison, phrases)),
        keep_filled(
            Section(phrases.say("compared_sides"), tuple(_sides(comparison, phrases, names))),
            Section(phrases.say("moving_rows"), tuple(_moves(comparison, phrases))),
            Section(phrases.say("open_rows"), tuple(_open_moves(comparison, phrases))),
            Section(phrases.say("moving_cases"), tuple(_case(case, comparison, phrases) for case in cases)),
            Section(phrases.say("matched_axes"), tuple(_matches(comparison, phrases))),
            Section(phrases.say("differing_records"), tuple(_records(comparison, phrases))),
        ),
    )


def _headline(comparison: Comparison, phrases: Phrases) -> str:
    moving = comparison.changed + comparison.certain
    names = ("moved_at_least", "moved_none_surely") if comparison.undetermined else ("moved_of", "moved_none")
    return phrases.say(names[moving == 0], changed=moving, compared=comparison.compared)


def _sides(comparison: Comparison, phrases: Phrases, names: tuple[str, str] | None) -> Iterator[Item]:
    """Both sides by name, each with its cautions; that the names are the same; and the cautions that both share."""
    before, after = comparison.before, comparison.after
    (name, *warnings), (other, *others) = edition_items(before, phrases), edition_items(after, phrases)
    first, second = names or (name.text, other.text)
    yield Item(phrases.say("side_before", side=first), inside=tuple(w for w in warnings if w not in others))
    yield Item(phrases.say("side_after", side=second), inside=tuple(w for w in others if w not in warnings))
    if first == second and before != after:
        yield Item(phrases.say("same_name"), warns=True)
    yield from (warning for warning in warnings if warning in others)


def _totals(comparison: Comparison, phrases: Phrases) -> Iterator[Item]:
    yield from (Item(_moved(total, phrases), _count(total, comparison, phrases)) for total in comparison.totals)
    if comparison.undetermined:
        said = phrases.say("undetermined_combinations", count=comparison.undetermined, certain=comparison.certain)
        yield Item(said, warns=True)
    if comparison.weight:
        moved = sum(total.weight for total in comparison.totals)
        yield Item(phrases.say("moved_items", moved=moved, all=comparison.weight))
    if comparison.not_counted:
        yield Item(phrases.say("uncounted_items", count=comparison.not_counted), warns=True)


def _moves(comparison: Comparison, phrases: Phrases) -> Iterator[Item]:
    if comparison.moves:
        yield Item(phrases.say("fewest_rows" if comparison.fewest else "few_rows"))
    yield from (_combinations(move, comparison, phrases) for move in comparison.moves)


def _open_moves(comparison: Comparison, phrases: Phrases) -> Iterator[Item]:
    yield from (_combinations(move, comparison, phrases) for move in comparison.open_moves)


def _combinations(move: Move | OpenMove, comparison: Comparison, phrases: Phrases) -> Item:
    """Combinations whose outcome moves, by their marks, and by the words of the options inside."""
    said = phrases.say("detail", key=_when(move, comparison, phrases), value=_moved(move, phrases))
    inside = tuple(map(Item, _words(dict(move.when.sets), comparison, phrases)))
    return Item(
        said, _count(move, comparison, phrases), warns=isinstance(move, OpenMove) and move.certain, inside=inside
    )


def _case(case: ChangedCase, comparison: Comparison, phrases: Phrases) -> Item:
    """A case of an inventory by its title, or by the words of its answers inside."""
    change = case.change
    if isinstance(change, tuple):
        said = phrases.say("lost_options", options=phrases.listed(map(phrases.option, change)))
    else:
        said = _moved(change, phrases)
    name = phrases.say("case_titled" if case.title else "case_number", number=case.number, title=brief(case.title))
    given = () if case.title else _words({axis: [option] for axis, option in case.answers.items()}, comparison, phrases)
    warns = isinstance(change, tuple) or (isinstance(change, OpenMove) and change.certain)
    return Item(phrases.say("detail", key=name, value=said), warns=warns, inside=tuple(map(Item, given)))


def _words(sets: Mapping[str, Collection[OptionId]], comparison: Comparison, phrases: Phrases) -> Iterator[str]:
    """The options of some axes in words, a line for each axis in the order of asking."""
    for axis in asked_axes(comparison.before):
        if options := [option for option in axis.options if option.id in sets.get(axis.id, ())]:
            yield f" {phrases.say('or').strip()} ".join(map(phrases.option, options))


def _when(move: Move | OpenMove, comparison: Comparison, phrases: Phrases) -> str:
    return phrases.conditions(comparison.before, move.when)


def _moved(moved: Move | OpenMove | Total, phrases: Phrases) -> str:
    if not isinstance(moved, OpenMove):
        return f"{phrases.of(moved.before.text)} → {phrases.of(moved.after.text)}"
    sides = (phrases.say("or").join(phrases.of(each.text) for each in side) for side in (moved.before, moved.after))
    return f"{' → '.join(sides)}{phrases.say('moves_anyway') if moved.certain else ''}"


def _count(moved: Move | OpenMove | Total, comparison: Comparison, phrases: Phrases) -> str:
    name = "count_items" if comparison.weight else "count"
    return phrases.say("aside", words=phrases.say(name, combinations=moved.combinations, items=moved.weight))


def _matches(comparison: Comparison, phrases: Phrases) -> Iterator[Item]:
    """The axes that are the same by what they mean and not by their ids, with their options."""
    for match in comparison.matches:
        if match.before.id != match.after.id or any(one.id != other.id for one, other in match.options):
            named = f"{phrases.axis(match.before)} → {phrases.axis(match.after)}"
            options = phrases.listed(f"{one.mark} → {other.mark}" for one, other in match.options)
            yield Item(named, phrases.say("aside", words=options))


def _records(comparison: Comparison, phrases: Phrases) -> Iterator[Item]:
    unshared = comparison.unshared
    vanished, appeared = (
        [r for r in each if r not in unshared] for each in (comparison.records_removed, comparison.records_added)
    )
    alone = (("unshared_before", comparison.unshared_before), ("unshared_after", comparison.unshared_after))
    for name, references in (*alone, ("vanished", vanished), ("appeared", appeared)):
        if references:
            yield Item(phrases.say(name), inside=tuple(_by_family(references, phrases)))
    yield from (_rewording(each, comparison, phrases) for each in comparison.changed_passages)


def _by_family(references: Iterable[Reference], phrases: Phrases) -> Iterator[Item]:
    families: dict[str, list[str]] = {}
    for reference in references:
        *_, family, id_ = reference.split("/")
        families.setdefault(family, []).append(id_)
    for family, ids in families.items():
        yield Item(phrases.say("detail", key=phrases.family(family), value=phrases.listed(ids)))


def _rewording(rewording: ChangedPassage, comparison: Comparison, phrases: Phrases) -> Item:
    before = _wording(rewording.before, rewording, comparison.before, phrases)
    after = _wording(rewording.after, rewording, comparison.after, phrases)
    sides = (Item(phrases.say("side_before", side=before)), Item(phrases.say("side_after", side=after)))
    return Item(_reworded(rewording, phrases), inside=sides)


def _reworded(rewording: ChangedPassage, phrases: Phrases) -> str:
    """Which passage it is, in words: of ``countermeasures[0].evidence``, what evidence is called."""
    *_, family, id_ = rewording.reference.split("/")
    if rewording.passage == "row":
        return phrases.say("row_reworded", id=id_)
    field = phrases.field(re.sub(r".*\.|\[\d+\]$", "", rewording.passage))
    return phrases.say("reworded_field" if field else "reworded", family=phrases.family(family), id=id_, field=field)


def _wording(text: Text | None, rewording: ChangedPassage, edition: Edition, phrases: Phrases) -> str:
    """A passage; of a row, what it decides, by its marks."""
    rules = edition.rules if rewording.passage == "row" else ()
    row = next((rule for rule in rules if rewording.reference.endswith(f"/rule/{rule.id}")), None)
    if row:
        return phrases.row(edition, row)
    return phrases.of(text) if text else phrases.say("no_passage")
