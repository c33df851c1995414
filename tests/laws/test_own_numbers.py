"""Laws of the numbers that a caller supplies, over generated editions, against going through every case."""

import json
from decimal import Decimal
from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine import Number, Route
from aiprocure.engine.supplied_numbers import read_number
from soak import examples
from strategies import answers_to, partial_answers_to, sound_editions

small_editions = sound_editions(most_axes=4, most_options=3)
quarters = st.integers(0, 40).map(lambda number: Fraction(number, 4))
exact = quarters | st.fractions(0, 9, max_denominator=9)
Table = dict[str, dict[str, Fraction]]


@st.composite
def costs_for(draw: st.DrawFn, edition: ap.Edition, *, every: bool) -> Table:
    """Costs of changes, by the option that they lead to or by both; of every option if that is wanted."""
    table: Table = {}
    for axis in edition.axes:
        ids = [option.id for option in axis.options]
        alone: dict[str, Fraction] = {id_: draw(exact) for id_ in ids if every or draw(st.booleans())}
        both = {
            f"{before}→{after}": draw(exact)
            for before in ids
            for after in ids
            if before < after and draw(st.booleans())
        }
        table[axis.id] = alone | both
    return table


@st.composite
def weights_for(draw: st.DrawFn, edition: ap.Edition) -> Table:
    """Weights of the options of some axes, one of each axis at least above zero."""
    axes = draw(st.lists(st.sampled_from(edition.axes), min_size=1, unique=True))
    drawn: Table = {axis.id: {option.id: draw(exact) for option in axis.options} for axis in axes}
    return {
        axis: weights if any(weights.values()) else dict.fromkeys(weights, Fraction(1))
        for axis, weights in drawn.items()
    }


def ways(routes: tuple[Route, ...]) -> list[frozenset[str]]:
    return [frozenset(change.option.id for change in route.changes) for route in routes]


@given(st.data(), st.integers(0, 10**15 * 4))
def test_a_number_means_the_same_however_it_is_written(data: st.DataObject, count: int) -> None:
    number = Fraction(count, 4)
    written: list[Number] = [number, Decimal(count) / 4, f"{count}/4", str(Decimal(count) / 4)]
    written += [count / 4] if Fraction(repr(count / 4)) == number else []
    assert read_number(data.draw(st.sampled_from(written))) == number


@given(st.floats(0, 10**15).filter(lambda number: number == 0 or number > 1e-12))
def test_a_float_is_its_decimal_text(number: float) -> None:
    assert read_number(number) == Fraction(repr(number)) == read_number(repr(number))


@settings(max_examples=examples(50))
@given(small_editions, st.data())
def test_unit_costs_keep_the_order_that_there_is_without_costs(edition: ap.Edition, data: st.DataObject) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    outcome = data.draw(st.sampled_from(edition.outcomes)).id
    unit = {axis.id: {option.id: 1 for option in axis.options} for axis in edition.axes}
    routes = ap.routes(assessment, to=outcome, cost=unit)
    assert ways(routes) == ways(ap.routes(assessment, to=outcome))
    assert [route.supplied_cost for route in routes] == [len(route.changes) for route in routes]


@settings(max_examples=examples(50))
@given(small_editions, st.data())
def test_the_cheapest_way_of_all_comes_first(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment, costs = ap.assess(edition, answers), data.draw(costs_for(edition, every=True))
    for outcome in edition.outcomes:
        routes = ap.routes(assessment, to=outcome.id, cost=costs)
        assert next((route.supplied_cost for route in routes), None) == brute.least_cost(
            edition, costs, answers, outcome.id
        )
        assert set(ways(routes)) == brute.ways_to(edition, answers, outcome.id)


@settings(max_examples=examples(50))
@given(small_editions, st.data())
def test_costs_sort_routes_and_change_nothing_else(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment, costs = ap.assess(edition, answers), data.draw(costs_for(edition, every=False))
    outcome = data.draw(st.sampled_from(edition.outcomes)).id
    without = ap.routes(assessment, to=outcome)
    routes = ap.routes(assessment, to=outcome, cost=costs)
    expected = []
    for route in without:
        after = answers.but(**{change.axis.id: change.option.id for change in route.changes})
        expected.append((brute.cost_between(costs, answers, after), route))
    expected.sort(key=lambda pair: (pair[0] is None, pair[0] or 0))
    bare = [
        attrs.evolve(route, changes=tuple(attrs.evolve(change, supplied_cost=None) for change in route.changes))
        for route in routes
    ]
    assert [(route.supplied_cost, its) for route, its in zip(routes, bare, strict=True)] == expected
    for route in routes:
        assert ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(route))), Route) == route


@settings(max_examples=examples(50))
@given(small_editions, st.data(), quarters.filter(bool))
def test_uniform_weights_give_the_counts(edition: ap.Edition, data: st.DataObject, weight: Fraction) -> None:
    partial = data.draw(partial_answers_to(edition))
    uniform = {axis.id: {option.id: weight for option in axis.options} for axis in edition.axes}
    exploration = ap.explore(edition, partial, weights=uniform)
    left = sum(exploration.counts.values())
    assert [t.supplied_share for t in exploration.tallies] == [
        Fraction(t.combinations, left) for t in exploration.tallies
    ]


@settings(max_examples=examples(50))
@given(small_editions, st.data())
def test_shares_are_what_the_completions_weigh_and_nothing_else_changes(
    edition: ap.Edition, data: st.DataObject
) -> None:
    partial, weights = data.draw(partial_answers_to(edition)), data.draw(weights_for(edition))
    exploration = ap.explore(edition, partial, weights=weights)
    found = {tally.outcome.id: tally.supplied_share for tally in exploration.tallies}
    assert found == brute.shares(edition, weights, partial)
    assert sum(share for share in found.values() if share is not None) == 1
    bare = tuple(attrs.evolve(tally, supplied_share=None) for tally in exploration.tallies)
    assert attrs.evolve(exploration, tallies=bare, supplied_weights=()) == ap.explore(edition, partial)
    written = json.loads(json.dumps(ap.encoding.to_data(exploration)))
    assert ap.encoding.retrace(written, edition) == exploration
