"""Laws of what-if, over generated editions, against going through every case."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine import reopenings
from soak import COMPARISONS, count, examples
from strategies import answers_to, partial_answers_to, sound_editions

small_editions = sound_editions(most_axes=4, most_options=3)


@given(small_editions, st.data())
def test_what_if_is_every_change_of_a_single_answer(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment = ap.assess(edition, answers)
    expected = [
        (axis.id, option.id, brute.rows_for(edition.rules, {**answers, axis.id: option.id})[0].outcome)
        for axis in edition.axes
        for option in axis.options
        if option.id != answers[axis.id]
    ]
    changes = ap.what_if(assessment)
    assert [(change.axis.id, change.option.id, change.outcome.id) for change in changes] == expected
    assert all(change.differs == (change.outcome.id != assessment.outcome.id) for change in changes)
    assert {change.axis for change in changes if change.differs}.isdisjoint(assessment.irrelevant)
    count(COMPARISONS, len(changes))
    for change in changes:
        disputed = ap.assess(edition, answers.but(**{change.axis.id: change.option.id})).disputed
        assert change.disputed_by == tuple(reading.id for reading in disputed)


@given(small_editions, st.data())
def test_routes_are_the_minimal_ways_all_of_them(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment = ap.assess(edition, answers)
    alone = {change.option: change for change in ap.what_if(assessment)}
    for outcome in edition.outcomes:
        routes = ap.routes(assessment, to=outcome.id)
        ways = [frozenset(change.option.id for change in route.changes) for route in routes]
        assert set(ways) == brute.ways_to(edition, answers, outcome.id)
        assert len(set(ways)) == len(ways)
        count(COMPARISONS)
        for route in routes:
            after = answers.but(**{change.axis.id: change.option.id for change in route.changes})
            there = ap.assess(edition, after)
            assert route.outcome == outcome == there.outcome
            assert route.disputed_by == tuple(reading.id for reading in there.disputed)
            assert all(change == alone[change.option] for change in route.changes)
        if outcome == assessment.outcome:
            assert ways == [frozenset()]


@settings(max_examples=examples(40))
@given(small_editions, st.data())
def test_reopenings_are_the_minimal_changes_to_what_is_given_by_which_an_outcome_is_possible(
    edition: ap.Edition, data: st.DataObject
) -> None:
    """Among the routes from each way to complete the answers, those that change nothing still open, and no more."""
    partial = data.draw(partial_answers_to(edition))
    open_axes = tuple(axis.id for axis in edition.axes if axis.id not in partial)
    completed = [each for each in edition.all_answers() if partial.items() <= each.items()]
    outcome = data.draw(st.sampled_from(edition.outcomes))
    ways = {
        frozenset(change.option.id for change in route.changes)
        for answers in completed
        for route in ap.routes(ap.assess(edition, answers), to=outcome.id, keep=open_axes)
    }
    found = reopenings(ap.explore(edition, partial), to=outcome.id)
    changes = [frozenset(option.id for option in each.changes) for each in found]
    assert set(changes) == {way for way in ways if not any(other < way for other in ways)}
    assert len(set(changes)) == len(changes)
    assert changes == sorted(changes, key=len)
    for each in found:
        changed: dict[str, str] = {option.axis: option.id for option in each.changes}
        assert each.after == ap.explore(edition, edition.partial_answers(**{**partial, **changed}))
        assert outcome in each.after.possible


@given(small_editions, st.data())
def test_keep_and_avoid_undecided_leave_out_routes_and_nothing_else(edition: ap.Edition, data: st.DataObject) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    outcome = data.draw(st.sampled_from(edition.outcomes)).id
    keep = data.draw(st.lists(st.sampled_from(edition.axes), max_size=2))
    avoid = data.draw(st.booleans())
    expected = [
        route
        for route in ap.routes(assessment, to=outcome)
        if not any(change.axis in keep for change in route.changes)
        and not any(avoid and change.option.undecided for change in route.changes)
    ]
    names = tuple(data.draw(st.sampled_from([axis.id, axis.slug])) for axis in keep)
    assert list(ap.routes(assessment, to=outcome, keep=names, avoid_undecided=avoid)) == expected


@given(small_editions, st.data())
def test_routes_come_with_the_fewest_changes_then_the_least_movement_of_risk_first(
    edition: ap.Edition, data: st.DataObject
) -> None:
    answers = data.draw(answers_to(edition))
    routes = ap.routes(ap.assess(edition, answers), to=data.draw(st.sampled_from(edition.outcomes)).id)
    efforts = [
        (
            len(route.changes),
            sum(abs(brute.rank(edition, c.option.id) - brute.rank(edition, answers[c.axis.id])) for c in route.changes),
        )
        for route in routes
    ]
    assert efforts == sorted(efforts)
    for route in routes:
        places = [edition.axes.index(change.axis) for change in route.changes]
        assert places == sorted(places)


@given(small_editions, st.data())
def test_what_is_possible_is_what_the_completions_come_to(edition: ap.Edition, data: st.DataObject) -> None:
    partial = data.draw(partial_answers_to(edition))
    exploration = ap.explore(edition, partial)
    left = brute.completions(brute.outcomes_of(edition), partial)
    outcomes = [outcome for _, outcome in left]
    assert exploration.answers == partial
    assert exploration.counts == {outcome: outcomes.count(outcome) for outcome in outcomes}
    assert [o.id for o in exploration.possible] == [o.id for o in edition.outcomes if o.id in outcomes]
    assert exploration.settled == (len(set(outcomes)) == 1)
    assert list(exploration.disputed_by) == [
        reading.id
        for reading in edition.readings
        if any(brute.rows_for(reading.rules, case)[0].outcome != outcome for case, outcome in left)
    ]
    count(COMPARISONS)


@given(small_editions, st.data())
def test_an_axis_is_irrelevant_where_changing_it_changes_no_completion(
    edition: ap.Edition, data: st.DataObject
) -> None:
    partial = data.draw(partial_answers_to(edition))
    decided = brute.outcomes_of(edition)
    irrelevant = [axis.id for axis in edition.axes if not brute.can_matter(decided, partial, axis.id)]
    exploration = ap.explore(edition, partial)
    assert [axis.id for axis in exploration.irrelevant] == irrelevant
    count(COMPARISONS)
    asked = [axis.id for axis in exploration.ask_next]
    assert sorted(asked) == sorted(axis.id for axis in edition.axes if axis.id not in [*partial, *irrelevant])
    assert (asked == []) == exploration.settled


@given(small_editions, st.data())
def test_an_answer_that_cannot_matter_never_shows_through(edition: ap.Edition, data: st.DataObject) -> None:
    partial = data.draw(partial_answers_to(edition))
    exploration = ap.explore(edition, partial)
    for axis in exploration.irrelevant:
        for other in (partial.without(axis.id), *(partial.but(**{axis.id: option.id}) for option in axis.options)):
            again = ap.explore(edition, other)
            assert (again.possible, again.ask_next, again.settled) == (
                exploration.possible,
                exploration.ask_next,
                exploration.settled,
            )
            assert axis in again.irrelevant
            total, left = sum(again.counts.values()), sum(exploration.counts.values())
            assert all(again.counts[o] * left == exploration.counts[o] * total for o in exploration.counts)


@settings(max_examples=examples(60))
@given(small_editions, st.data())
def test_the_order_of_questions_is_the_best_and_among_equals_the_figures(
    edition: ap.Edition, data: st.DataObject
) -> None:
    partial = data.draw(partial_answers_to(edition))
    asked = tuple(axis.id for axis in ap.explore(edition, partial).ask_next)
    assert asked == brute.best_order(edition, partial)
    count(COMPARISONS)


@settings(max_examples=examples(40))
@given(small_editions)
def test_a_questionnaire_is_no_longer_than_any_fixed_order(edition: ap.Edition) -> None:
    decided = brute.outcomes_of(edition)

    def questionnaire(partial: dict[str, str]) -> int:
        asked = ap.explore(edition, edition.partial_answers(**partial)).ask_next
        if not asked:
            assert brute.settled(decided, partial)
            return 0
        assert brute.can_matter(decided, partial, asked[0].id)
        after = (questionnaire({**partial, asked[0].id: option.id}) for option in asked[0].options)
        return len(brute.completions(decided, partial)) + sum(after)

    orders = permutations([str(axis.id) for axis in edition.axes])
    count(COMPARISONS)
    assert questionnaire({}) <= min(brute.questions(decided, {}, order) for order in orders)
