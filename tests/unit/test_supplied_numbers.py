"""Costs and weights, by example."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

import aiprocure as ap
from aiprocure.engine import Numbers, Route
from aiprocure.engine.exploration import Tally
from aiprocure.engine.grid import grid_of
from aiprocure.engine.supplied_numbers import read_number
from aiprocure.errors import InvalidArgument, InvalidData
from aiprocure.reports.phrases import exact_text

NOT_AMOUNTS: list[object] = [
    *(True, False, None, -1, -0.5, "x", "", "-1", "1/0", "1/-3", "nan", "inf", "1.", ".5", "0x1", [], 1j, "1" * 101),
    *(float("nan"), float("inf"), float("-inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal(-1)),
    *(10**15 + 1, 1e300, "1e999", Decimal("1e999999"), Decimal("1e-999999"), 5e-324, Fraction(1, 10**31), "1e-31"),
]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (0, Fraction(0)),
        (-0.0, Fraction(0)),
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        (1e15, Fraction(10**15)),
        (1 / 3, Fraction("0.3333333333333333")),
        (Decimal("0.10"), Fraction(1, 10)),
        (Fraction(1, 3), Fraction(1, 3)),
        ("1/3", Fraction(1, 3)),
        ("+1_000.5e-1", Fraction(1001, 10) - Fraction(5, 100)),
        (" ３．５ ", Fraction(7, 2)),
        (f"0.{'0' * 29}1", Fraction(1, 10**30)),
    ],
)
def test_a_number_is_taken_exactly(written: object, number: Fraction) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize("written", NOT_AMOUNTS, ids=str)
def test_what_is_no_finite_number_of_zero_or_more_is_refused_at_its_place(edition: ap.Edition, written: object) -> None:
    assert read_number(written) is None
    with pytest.raises(InvalidData) as caught:
        ap.routes(high(edition), to="low", cost={"A": {"②": written}})  # type: ignore[dict-item]  # the slip this is about
    [problem] = caught.value.problems
    assert (problem.code, problem.where) == ("not-an-amount", "/cost/A/②")


def test_numbers_of_other_packages_are_taken_where_they_are_exact() -> None:
    numpy = pytest.importorskip("numpy")
    assert read_number(numpy.int64(3)) == 3
    assert read_number(numpy.float64(0.1)) == Fraction(1, 10)
    assert read_number(numpy.float32(0.1)) is read_number(numpy.bool_(True)) is None


def high(edition: ap.Edition) -> ap.Assessment:
    return ap.assess(edition, edition.answers(A="①", B="②", C="③", D="①"))


def told(routes: tuple[Route, ...]) -> list[str]:
    return [str(route) for route in routes]


def test_the_cheapest_routes_come_first_and_say_whose_cost_it_is(edition: ap.Edition) -> None:
    routes = ap.routes(high(edition), to="low", cost={"users": {"②": 5, "3": 0.1}, "D": {"D2": "1/3"}})
    assert told(routes) == [
        "A③ → 低（利用者による費用 1/10）",
        "D② → 低（利用者による費用 1/3）",
        "A② → 低（利用者による費用 5）",
    ]
    assert repr(routes[0]) == "<Route A③ → 低（利用者による費用 1/10）>"
    assert [route.changes[0].supplied_cost for route in routes] == [Fraction(1, 10), Fraction(1, 3), 5]


def test_a_cost_of_both_options_goes_before_the_cost_of_one(edition: ap.Edition) -> None:
    cost: Numbers = {"A": {"②": 5, "①→②": 1, "public -> 3": 2, "③→②": 9}, "D": {"②": 3}}
    assert [route.supplied_cost for route in ap.routes(high(edition), to="low", cost=cost)] == [1, 2, 3]


def test_a_route_with_a_change_that_has_no_cost_comes_last_in_the_usual_order(edition: ap.Edition) -> None:
    routes = ap.routes(high(edition), to="low", cost={"A": {"③": 1000}})
    assert told(routes) == ["A③ → 低（利用者による費用 1000）", "A② → 低", "D② → 低"]
    assert [route.supplied_cost for route in routes] == [1000, None, None]
    assert told(ap.routes(high(edition), to="low", cost={})) == told(ap.routes(high(edition), to="low"))


def test_a_route_without_changes_costs_nothing(edition: ap.Edition) -> None:
    [route] = ap.routes(high(edition), to="high", cost={"A": {"③": 1}})
    assert (route.supplied_cost, str(route)) == (Fraction(0), "― → 高")


def test_shares_are_the_callers_and_say_so(edition: ap.Edition) -> None:
    exploration = ap.explore(edition, edition.partial_answers(B=2, C=3), weights={"A": {1: 3, 2: 5, 3: 1, 4: 1}})
    assert exploration.tallies == (
        Tally(edition.outcomes[0], 8, Fraction(11, 15)),
        Tally(edition.outcomes[1], 4, Fraction(4, 15)),
    )
    assert str(exploration) == "低 8通り（利用者による重みで 11/15）、高 4通り（利用者による重みで 4/15）"
    assert exploration.counts == {"low": 8, "high": 4}
    assert dict(exploration.supplied_weights) == {"A1": 3, "A2": 5, "A3": 1, "A4": 1}


def test_an_outcome_of_no_weight_is_still_possible_and_an_answered_axis_weighs_nothing(edition: ap.Edition) -> None:
    weights = {"A": {1: 0, 2: 1, 3: 1, 4: 0}, "C": {1: 1, 2: 1, 3: 0, 4: 1}}
    exploration = ap.explore(edition, edition.partial_answers(B=2, C=3), weights=weights)
    assert [str(tally.supplied_share) for tally in exploration.tallies] == ["1", "0"]
    assert [outcome.id for outcome in exploration.possible] == ["low", "high"]
    assert not exploration.settled


def test_no_weights_leave_no_shares(edition: ap.Edition) -> None:
    assert ap.explore(edition, edition.partial_answers(), weights={}) == ap.explore(edition, edition.partial_answers())


def test_everything_wrong_with_costs_is_said_at_once(edition: ap.Edition) -> None:
    cost = {"E": {1: 1}, "A": {9: 1, "A2": -1, 2: 1, "①→①": 1, "①→9": 1, True: 1}, 5: {}, "B": 4, "a/b": {}}
    with pytest.raises(InvalidData) as caught:
        ap.routes(high(edition), to="low", cost=cost)  # type: ignore[arg-type]  # the slip this is about
    assert [(problem.code, problem.where) for problem in caught.value.problems] == [
        ("axis-unknown", "/cost/E"),
        ("no-such-option", "/cost/A/9"),
        ("not-an-amount", "/cost/A/A2"),
        ("number-given-twice", "/cost/A/2"),
        ("no-such-option", "/cost/A/①→①"),
        ("no-such-option", "/cost/A/①→9"),
        ("no-such-option", "/cost/A/True"),
        ("axis-unknown", "/cost/5"),
        ("wrong-type", "/cost/B"),
        ("axis-unknown", "/cost/a~1b"),
    ]


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        (
            {"A": {1: 1, 2: 1}},
            "/weights/A: options without a weight: A3 ③, A4 ④; give each option of the axis one, or none",
        ),
        ({"B": {1: 0, 2: 0.0, 3: "0"}}, "/weights/B: all weights are 0; give at least one that is more"),
        (
            {
                "users": {
                    1: "1/1000000000000000000039",
                    2: "1/1000000000000000000117",
                    3: "1/1000000000000000000193",
                    4: 1,
                }
            },
            "/weights/A: the weights have no common denominator of at most 60 digits; give simpler numbers",
        ),
        (
            {"A": {"①→②": 1, 1: 1, 2: 1, 3: 1, 4: 1}},
            "/weights/A/①→②: no option '①→②'; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        ),
    ],
)
def test_weights_of_an_axis_are_refused_as_a_whole(
    edition: ap.Edition, weights: dict[str, dict[int, int]], problem: str
) -> None:
    with pytest.raises(InvalidData) as caught:
        ap.explore(edition, edition.partial_answers(), weights=weights)
    assert str(caught.value) == problem


@pytest.mark.parametrize("given", [5, "A", [("A", 1)], {"A"}])
def test_what_is_no_mapping_is_refused(edition: ap.Edition, given: Mapping[str, Mapping[str, int]]) -> None:
    with pytest.raises(InvalidArgument, match=r"^/cost: expected a table of names and values, not "):
        ap.routes(high(edition), to="low", cost=given)
    with pytest.raises(InvalidArgument, match=r"^/weights: expected a table of names and values, not "):
        ap.explore(edition, edition.partial_answers(), weights=given)


def test_a_flood_of_problems_is_cut_off(edition: ap.Edition) -> None:
    tables: list[dict[str, dict[str, int]]] = [
        {"A": dict.fromkeys(map(str, range(5, 100_000)), 1)},
        {str(number): {"1": 1} for number in range(100_000)},
    ]
    for table in tables:
        with pytest.raises(InvalidData) as caught:
            ap.routes(high(edition), to="low", cost=table)
        assert len(caught.value.problems) == 101
        assert caught.value.problems[-1].code == "stopped-here"


def test_a_record_with_weights_is_proved_again(edition: ap.Edition) -> None:
    weights: Numbers = {"A": {1: 1, 2: "1/3", 3: 0.5, 4: 0}}
    exploration = ap.explore(edition, edition.partial_answers(C=2), weights=weights)
    record = ap.encoding.to_data(exploration)
    assert record["supplied_weights"] == {"A": {"A1": "1", "A2": "1/3", "A3": "1/2", "A4": "0"}}
    assert [tally["supplied_share"] for tally in record["tallies"]] == ["1/9", "8/9"]
    assert ap.encoding.retrace(record, edition) == exploration
    for wrong in ({"A": {"A1": "1"}}, {"A": {"A1": "1", "A2": "1", "A3": "1", "A4": "0"}}, 5, {}):
        with pytest.raises(InvalidData, match="supplied_"):
            ap.encoding.retrace({**record, "supplied_weights": wrong}, edition)


def test_a_fraction_in_a_record_is_text(edition: ap.Edition) -> None:
    [route, *_] = ap.routes(high(edition), to="low", cost={"A": {2: "1/3"}})
    data = ap.encoding.to_data(route)
    assert ap.encoding.from_data(data, Route) == route
    change = ap.encoding.to_data(route.changes[0])
    assert (data["changes"], change["supplied_cost"]) == ([change], "1/3")
    for wrong in (1, "1/0", "-1", "x"):
        spoiled = {**data, "changes": [{**change, "supplied_cost": wrong}]}
        with pytest.raises(InvalidData, match=r"^/changes/0/supplied_cost: expected text such as 3 or 1/3, not "):
            ap.encoding.from_data(spoiled, Route)


def test_combinations_are_weighed_together(edition: ap.Edition) -> None:
    grid = grid_of(edition)
    ones = {option.id: 1 for axis in edition.axes for option in axis.options}
    assert grid.weigh(grid.everything, ones) == 144
    assert grid.weigh(0, ones) == 0
    assert grid.weigh(grid.all_of([edition.axes[0].options[1].id]), ones | {edition.axes[0].options[1].id: 5}) == 5 * 36


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(7, 2), "3.5"),
        (Fraction(2, 3), "2/3"),
        (Fraction(1, 10**30), f"0.{'0' * 29}1"),
    ],
)
def test_a_number_is_shown_exactly(number: Fraction, text: str) -> None:
    assert exact_text(number) == text
