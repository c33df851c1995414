"""Laws of comparing, over generated pairs of editions, against going through every case."""

import math
from collections import Counter

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.comparison import Comparison, Move, OpenMove
from aiprocure.engine.grid import Grid
from aiprocure.engine.minimization import STEP_BUDGET, find_fewest_rows
from aiprocure.errors.text import Text
from aiprocure.model.citation import Provenance
from aiprocure.model.records import entries_of
from aiprocure.model.rules import Reading, Rule
from soak import COMPARISONS, count, examples
from strategies import answers_to, edition_pairs, make_axis, redrawn_pairs, sound_editions

Pair = tuple[ap.Edition, ap.Edition]


def meets(case: brute.Case, move: Move | OpenMove) -> bool:
    return not [axis for axis, options in move.when.sets if case[axis] not in options]


@given(redrawn_pairs() | edition_pairs())
def test_the_rows_are_exactly_the_combinations_that_move(pair: Pair) -> None:
    comparison = ap.compare(*pair)
    moved = brute.moves_between(*pair)
    undetermined = 0
    for case, before, after in moved:
        undetermined += None in (before, after)
        rows = {(move.before.id, move.after.id) for move in comparison.moves if meets(case, move)}
        assert rows == (set() if before == after or None in (before, after) else {(before, after)})
        count(COMPARISONS)
    assert (comparison.compared, comparison.undetermined) == (len(moved), undetermined)
    for move in comparison.moves:
        assert move.combinations == sum(meets(case, move) for case, _, _ in moved)
    totals = Counter((b, a) for _, b, a in moved if b != a and None not in (b, a))
    assert {(total.before.id, total.after.id): total.combinations for total in comparison.totals} == totals
    assert comparison.changed == sum(totals.values())


@given(edition_pairs())
def test_what_turns_on_what_is_not_shared_is_told_with_all_that_it_may_come_to(pair: Pair) -> None:
    comparison = ap.compare(*pair)
    possible = brute.possible_between(*pair)
    certain = 0
    for case, before, after in possible:
        rows = [
            ({outcome.id for outcome in move.before}, {outcome.id for outcome in move.after}, move.certain)
            for move in comparison.open_moves
            if meets(case, move)
        ]
        undetermined = len(before) > 1 or len(after) > 1
        assert bool(rows) == undetermined
        assert all(row == (before, after, not before & after) for row in rows)
        count(COMPARISONS)
        certain += undetermined and not before & after
    assert comparison.certain == certain
    for move in comparison.open_moves:
        assert move.combinations == sum(meets(case, move) for case, _, _ in possible)


@given(redrawn_pairs() | edition_pairs(), st.data())
def test_weights_are_the_items_of_the_inventory(pair: Pair, data: st.DataObject) -> None:
    before, _ = pair
    inventory = data.draw(st.lists(answers_to(before), max_size=12))
    comparison = ap.compare(*pair, inventory=inventory)
    assert comparison == ap.compare(*pair, inventory=Counter(inventory))
    assert comparison == ap.compare(*pair, inventory=iter(inventory))
    outcomes = [
        (case, b, a)
        for answers in inventory
        for case, b, a in brute.moves_between(*pair)
        if case.items() <= answers.items()
    ]
    placed = [(case, b, a) for case, b, a in outcomes if None not in (b, a)]
    assert (comparison.weight, comparison.not_counted) == (len(inventory), len(inventory) - len(placed))
    for total in comparison.totals:
        assert total.weight == sum((b, a) == (total.before.id, total.after.id) for _, b, a in placed)
    rows: tuple[Move | OpenMove, ...] = (*comparison.moves, *comparison.open_moves)
    for move in rows:
        assert move.weight == sum(meets(case, move) for case, _, _ in outcomes)


def directions(comparison: Comparison) -> set[tuple[object, ...]]:
    """What moves, or may, from what to what."""
    rows: tuple[Move | OpenMove, ...] = (*comparison.moves, *comparison.open_moves)
    return {(move.when, move.before, move.after, move.combinations) for move in rows}


@given(redrawn_pairs() | edition_pairs())
def test_swapping_the_sides_swaps_the_directions(pair: Pair) -> None:
    there, back = ap.compare(*pair), ap.compare(*reversed(pair))
    assert directions(there) == {(when, after, before, n) for when, before, after, n in directions(back)}
    assert {(t.before, t.after, t.combinations) for t in there.totals} == {
        (t.after, t.before, t.combinations) for t in back.totals
    }
    assert (there.records_added, there.records_removed) == (back.records_removed, back.records_added)
    assert sorted(there.unshared) == sorted(back.unshared)
    assert (there.compared, there.undetermined, there.fewest) == (back.compared, back.undetermined, back.fewest)
    assert there.certain == back.certain
    assert {(r.passage, r.before, r.after) for r in there.changed_passages} == {
        (r.passage, r.after, r.before) for r in back.changed_passages
    }
    assert bool(there) == bool(back)


@given(sound_editions(), st.data())
def test_an_edition_compared_with_itself_differs_in_nothing(edition: ap.Edition, data: st.DataObject) -> None:
    comparison = ap.compare(edition, edition, inventory=[data.draw(answers_to(edition))])
    assert not comparison
    assert (comparison.moves, comparison.totals, comparison.changed_passages, comparison.unshared) == ((), (), (), ())
    assert (comparison.records_added, comparison.records_removed) == ((), ())
    assert (comparison.changed, comparison.undetermined, comparison.not_counted, comparison.weight) == (0, 0, 0, 1)
    assert comparison.compared == math.prod(len(axis.options) for axis in edition.axes)
    assert comparison.fewest


@given(redrawn_pairs())
def test_comparing_is_empty_only_where_every_case_and_every_row_stays(pair: Pair) -> None:
    assert bool(ap.compare(*pair)) == (set(map(str, pair[0].rules)) != set(map(str, pair[1].rules)))


@settings(max_examples=examples(300))
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3).filter(lambda sizes: math.prod(sizes) <= 12), st.data())
def test_no_fewer_rows_would_do_where_it_is_said_so(sizes: list[int], data: st.DataObject) -> None:
    """However little patience there is, the rows are exact; and with enough, the fewest of all sets of rows."""
    grid = Grid.over(tuple(make_axis(name, size, Text("軸")) for name, size in zip("ABC", sizes, strict=False)))
    chosen = data.draw(st.integers(0, grid.everything))
    wanted = {tuple(str(option.id) for option in combination) for combination in grid.each(chosen)}
    least = brute.fewest_rows([[str(option.id) for option in axis.options] for axis in grid.axes], wanted)
    for patience in (STEP_BUDGET, data.draw(st.integers(0, 200)), 0):
        found = find_fewest_rows(grid, chosen, steps=patience)
        described = {
            tuple(str(option.id) for option in combination)
            for combination in grid.each(grid.everything)
            if any(all(o.id in options for o, options in zip(combination, row, strict=True)) for row in found.rows)
        }
        assert described == wanted
        assert found.fewest or patience < STEP_BUDGET
        count(COMPARISONS)
        assert len(found.rows) == least if found.fewest else len(found.rows) >= least


@given(redrawn_pairs(most_axes=4, most_options=5))
def test_rows_are_as_wide_as_can_be(pair: Pair) -> None:
    """No option can be added to a row of a comparison without describing a combination that does not move so."""
    cases = brute.moves_between(*pair)
    for move in ap.compare(*pair).moves:
        for axis, options in move.when.sets:
            for option in next(a for a in pair[0].axes if a.id == axis).options:
                if option.id not in options:
                    rest = [(a, o) for a, o in move.when.sets if a != axis]
                    strays = [
                        case
                        for case, b, a in cases
                        if case[axis] == option.id
                        and all(case[a_] in o for a_, o in rest)
                        and (b, a) != (move.before.id, move.after.id)
                    ]
                    assert strays


@given(edition_pairs())
def test_records_appear_vanish_and_change_words_as_their_data_do(pair: Pair) -> None:
    """Records by family and id; those of rival readings only where both sides have some."""
    both_disputed = all(edition.readings for edition in pair)

    def known(edition: ap.Edition) -> dict[tuple[str, str], dict[str, object]]:
        rivals = [rule for reading in edition.readings for rule in reading.rules]
        return {
            (entry.family, entry.record.id): passages_of(entry.record)
            for entry in entries_of(edition)
            if both_disputed or not (isinstance(entry.record, Reading) or entry.record in rivals)
        }

    before, after = map(known, pair)
    comparison = ap.compare(*pair)
    assert {named(reference) for reference in comparison.records_added} == after.keys() - before.keys()
    assert {named(reference) for reference in comparison.records_removed} == before.keys() - after.keys()
    reworded = {
        (name, where, str(before[name].get(where)), str(after[name].get(where)))
        for name in before.keys() & after.keys()
        for where in before[name] | after[name]
        if before[name].get(where) != after[name].get(where)
    }
    assert {
        (named(r.reference), r.passage, *(str(text and ap.encoding.to_data(text)) for text in (r.before, r.after)))
        for r in comparison.changed_passages
    } == reworded
    axes_and_options = {(f, i) for f, i in before.keys() ^ after.keys() if f in ("axis", "option")}
    assert {named(reference) for reference in comparison.unshared} == axes_and_options


def named(reference: str) -> tuple[str, str]:
    """The family and the id in a reference."""
    _, _, family, id_ = reference.split("/")
    return family, id_


def passages_of(record: object) -> dict[str, object]:
    """The passages of a record without those of the records inside it; of a row, the row."""
    if isinstance(record, Rule):
        return {"row": {"ja": f"{record.when} → {record.outcome}"}}
    data = {key: value for key, value in ap.encoding.to_data(record).items() if key not in ("options", "rules")}
    return brute.passages_in(data)


@given(redrawn_pairs(), st.data())
def test_rows_that_nobody_published_are_marked_supplied(pair: Pair, data: st.DataObject) -> None:
    edition, other = pair
    mixed = data.draw(st.permutations([*edition.rules, *other.rules]))
    drawn = edition.with_rules(mixed)
    published = {rule.id: rule for rule in edition.rules}
    for rule, given_ in zip(drawn.rules, mixed, strict=True):
        assert (rule.id, rule.when, rule.outcome) == (given_.id, given_.when, given_.outcome)
        assert (rule == given_) == (given_ == published.get(rule.id))
        assert rule == given_ or (rule.citation.document, rule.citation.provenance) == ("proposal", Provenance.SUPPLIED)
    assert drawn.readings == ()
    assert edition.with_rules(edition.rules) is edition
    assert edition.with_rules(iter(edition.rules)) is edition


@given(redrawn_pairs(), st.data())
def test_an_edition_with_other_rows_decides_as_they_do_or_not_at_all(pair: Pair, data: st.DataObject) -> None:
    edition, other = pair
    answers = data.draw(answers_to(edition))
    drawn = edition.with_rules(other.rules)
    assert ap.assess(drawn, answers).outcome.id == brute.rows_for(other.rules, answers)[0].outcome
    assert ap.editions.from_data(ap.encoding.to_data(drawn)) == drawn
    partly = attrs.evolve(edition, readings=()).with_rules(data.draw(st.permutations(other.rules))[1:])
    for sides in ((edition, partly), (partly, edition)):
        with pytest.raises(ap.errors.InvalidEdition, match="no row decides"):
            ap.compare(*sides)
    with pytest.raises(ap.errors.InvalidEdition, match="no row decides"):
        ap.assess(partly, answers)
