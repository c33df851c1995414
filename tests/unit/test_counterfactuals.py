"""Changes and routes, by example."""

import pytest

import aiprocure as ap
from aiprocure.engine import reopenings
from aiprocure.errors import InvalidArgument, UnknownRecord


def high(edition: ap.Edition) -> ap.Assessment:
    return ap.assess(edition, edition.answers(A="①", B="②", C="③", D="①"))


def test_every_other_option_is_a_change(edition: ap.Edition) -> None:
    changes = ap.what_if(high(edition))
    assert [str(change) for change in changes] == [
        "A② → 低",
        "A③ → 低",
        "A④ → 高",
        "B① → 高",
        "B③ → 高",
        "C① → 高",
        "C② → 高",
        "C④ → 高",
        "D② → 低",
        "D③ → 高",
    ]
    assert repr(changes[0]) == "<Change A② → 低>"
    assert repr(changes[2]) == "<Change A④ → 高 as before>"


def test_routes_are_shortest_first_and_then_least_of_a_change(edition: ap.Edition) -> None:
    grave = ap.assess(edition, edition.answers(A="④", B="③", C="④", D="③"))
    routes = ap.routes(grave, to="low")
    assert [str(route) for route in routes] == [
        "A② & B② & C③ → 低",
        "A③ & B② & C② → 低",
        "B② & C③ & D② → 低",
        "A③ & B② & C③ → 低",
        "A② & B② & C② & D② → 低",
    ]
    assert repr(routes[0]) == "<Route A② & B② & C③ → 低>"


def test_there_is_one_route_without_changes_where_one_is_there_already(edition: ap.Edition) -> None:
    [route] = ap.routes(high(edition), to="high")
    assert (route.changes, route.outcome.id) == ((), "high")
    assert str(route) == "― → 高"
    assert len(ap.routes(high(edition), to="high", keep=("A", "B", "C", "D"), avoid_undecided=True)) == 1


def test_there_is_none_where_what_is_kept_decides(edition: ap.Edition) -> None:
    grave = ap.assess(edition, edition.answers(A=1, B=1, C=1, D=1))
    assert ap.routes(grave, to="low", keep=("work",)) == ()
    assert len(ap.routes(grave, to="low", keep=("D", "D"))) == 3


def test_undecided_can_be_left_out_as_a_change_but_not_as_an_answer(edition: ap.Edition) -> None:
    low = ap.assess(edition, edition.answers(A=4, B=2, C=3, D=2))
    options = {c.option.id for route in ap.routes(low, to="high") for c in route.changes}
    decided = {c.option.id for route in ap.routes(low, to="high", avoid_undecided=True) for c in route.changes}
    assert options - decided == {"B3", "C4", "D3"}
    assert decided == {"B1", "C1", "C2", "D1"}


def test_rivals_that_dispute_what_comes_of_it_are_named(edition: ap.Edition) -> None:
    by_option = {str(change.option.id): change for change in ap.what_if(high(edition))}
    assert by_option["B1"].disputed_by == ()
    routes = ap.routes(ap.assess(edition, edition.answers(A=2, B=2, C=3, D=2)), to="high")
    assert {str(route): route.disputed_by for route in routes}["B① → 高"] == ("rival-1", "rival-2", "rival-3")


@pytest.mark.parametrize("name", ["hihg", "", "A", "A1", "R1", 5, None])
def test_an_outcome_that_is_none_is_refused(edition: ap.Edition, name: str) -> None:
    with pytest.raises(UnknownRecord):
        ap.routes(high(edition), to=name)


@pytest.mark.parametrize("name", ["E", "A1", "low", 5])
def test_an_axis_that_is_none_is_refused(edition: ap.Edition, name: str) -> None:
    with pytest.raises(UnknownRecord):
        ap.routes(high(edition), to="low", keep=(name,))


def test_what_is_no_assessment_is_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument, match="Assessment"):
        ap.what_if(edition)  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument, match="Assessment"):
        ap.routes("x", to="low")  # type: ignore[arg-type]  # the slip this is about


def test_arguments_of_the_wrong_type_are_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument, match=r"^/keep: expected tuple, list, set, frozenset, not 'AB'$"):
        ap.routes(high(edition), to="low", keep="AB")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument, match=r"^/keep: expected tuple, list, set, frozenset, not 5$"):
        ap.routes(high(edition), to="low", keep=5)  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument, match=r"^/avoid_undecided: expected bool, not 'x'$"):
        ap.routes(high(edition), to="low", avoid_undecided="x")  # type: ignore[arg-type]  # the slip this is about


def test_what_reopens_a_settled_outcome_is_told_before_every_axis_is_answered(edition: ap.Edition) -> None:
    settled = ap.explore(edition, edition.partial_answers(A="③", C="①"))
    found = reopenings(settled, to="low")
    assert [str(each) for each in found] == ["C② → 低 3通り、高 6通り", "C③ → 低 3通り、高 6通り"]
    assert [axis.id for axis in found[0].after.ask_next] == ["B"]
    assert repr(found[0]) == "<Reopening C② → 低 3通り、高 6通り>"


def test_what_is_possible_already_needs_no_change(edition: ap.Edition) -> None:
    nothing = ap.explore(edition, edition.partial_answers())
    assert [str(each) for each in reopenings(nothing, to="high")] == ["― → 低 12通り、高 132通り"]


def test_once_every_axis_is_answered_these_are_the_routes(edition: ap.Edition) -> None:
    assessment = high(edition)
    complete = ap.explore(edition, edition.partial_answers(**assessment.answers))
    routes = ap.routes(assessment, to="low")
    assert [each.changes for each in reopenings(complete, to="low")] == [
        tuple(change.option for change in route.changes) for route in routes
    ]
    with pytest.raises(UnknownRecord):
        reopenings(complete, to="lowest")
    with pytest.raises(InvalidArgument, match="expected Exploration"):
        reopenings(assessment, to="low")  # type: ignore[arg-type]  # the slip this is about
