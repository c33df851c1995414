"""What-if on the shipped edition: every partial state and every case, against enumeration, with counts by hand."""

from collections import Counter
from itertools import product

import pytest

import aiprocure as ap
import brute
from aiprocure.engine.exploration import Exploration
from aiprocure.model.rules import Reading

BECOMING_HIGH = (
    *(6 + 2, 6 + 1, 6, 6 + 1),  # C②: A② & D② (D①③ too); A③ & D①②③ (A② too unless D②): A①④ there as well
    *(4 + 3, 4 + 3),  # C③: A①④ & D②: D①③ and C② too
    *(4 + 3, 4, 4 + 3),  # C③: A② & D①②③: A①④ and C② too unless D②
    *(4 + 2, 4, 4 + 2),  # C③: A③ & D①②③: A①④ too unless D②
)
"""By hand, for each of the 12 cases that are low, how many single changes make it high: B①③ and C①④ always do."""


@pytest.fixture(scope="module")
def explorations(edition: ap.Edition) -> list[tuple[dict[str, str], Exploration]]:
    """All partial states: on each axis an option, or none yet."""
    ids = [axis.id for axis in edition.axes]
    states = product(*([None, *(option.id for option in axis.options)] for axis in edition.axes))
    given = [{str(a): str(option) for a, option in zip(ids, state, strict=True) if option} for state in states]
    return [(state, ap.explore(edition, edition.partial_answers(**state))) for state in given]


def test_every_partial_state_is_explored_as_enumeration_has_it(
    edition: ap.Edition, explorations: list[tuple[dict[str, str], Exploration]]
) -> None:
    assert len(explorations) == 400 == 5 * 4 * 5 * 4
    decided = brute.outcomes_of(edition)
    for state, exploration in explorations:
        left = brute.completions(decided, state)
        assert exploration.counts == Counter(outcome for _, outcome in left)
        assert exploration.settled == brute.settled(decided, state)
        irrelevant = [axis.id for axis in edition.axes if not brute.can_matter(decided, state, axis.id)]
        assert [axis.id for axis in exploration.irrelevant] == irrelevant
        assert tuple(axis.id for axis in exploration.ask_next) == brute.best_order(edition, state)
        disputed = [
            reading.id
            for reading in edition.readings
            if any(brute.rows_for(reading.rules, case)[0].outcome != outcome for case, outcome in left)
        ]
        assert list(exploration.disputed_by) == disputed


def test_332_states_are_settled(explorations: list[tuple[dict[str, str], Exploration]]) -> None:
    """Counted by hand, from the branches of the figure.

    高: 160 with C①④; 120 with B①③ otherwise; with B open, 10 under C②, 4 under C③, 4 with C open; with B②, 10, 4, 4.
    低: with B②, 5 under C② (A② & D②, A③) and 11 under C③ (A②③; D② with A①④ or open).
    """
    settled = Counter(exploration.possible[0].id for _, exploration in explorations if exploration.settled)
    assert settled == {"high": 160 + 120 + 18 + 18, "low": 5 + 11}


def test_a_questionnaire_takes_225_questions_over_the_144_cases(edition: ap.Edition) -> None:
    """By hand: B of all 144; C of the 48 with B②; A of the 24 with C②③; D of 3 under C② (A②) and of 6 under C③ (A①④).

    Asked in the order of the figure they are 249: C of 144, B of 72, A of 24 and D of 9.
    """

    def questionnaire(state: dict[str, str]) -> Counter[str]:
        exploration = ap.explore(edition, edition.partial_answers(**state))
        asked: Counter[str] = Counter()
        for axis in exploration.ask_next[:1]:
            asked[axis.id] += sum(exploration.counts.values())
            for option in axis.options:
                asked += questionnaire({**state, axis.id: option.id})
        return asked

    asked = questionnaire({})
    assert asked == {"B": 144, "C": 48, "A": 24, "D": 9}
    decided = brute.outcomes_of(edition)
    assert asked.total() == brute.questions(decided, {}, ("B", "C", "A", "D")) == 225
    assert brute.questions(decided, {}, ("C", "B", "A", "D")) == 144 + 72 + 24 + 9


def test_every_single_change_of_every_case(edition: ap.Edition) -> None:
    outcomes = {tuple(case.values()): outcome for case, outcome in brute.outcomes_of(edition)}
    differing = 0
    for answers in edition.all_answers():
        changes = ap.what_if(ap.assess(edition, answers))
        assert len(changes) == 3 + 2 + 3 + 2
        for change in changes:
            after = tuple({**answers, change.axis.id: change.option.id}.values())
            assert change.outcome.id == outcomes[after]
            assert change.differs == (outcomes[after] != outcomes[tuple(answers.values())])
            differing += change.differs
    assert differing == 2 * sum(BECOMING_HIGH)


def test_every_route_of_every_case(edition: ap.Edition) -> None:
    longest: Counter[int] = Counter()
    for answers in edition.all_answers():
        assessment = ap.assess(edition, answers)
        for outcome in edition.outcomes:
            routes = ap.routes(assessment, to=outcome.id)
            ways = [frozenset(change.option.id for change in route.changes) for route in routes]
            assert set(ways) == brute.ways_to(edition, answers, outcome.id)
            assert len(ways) == len(set(ways))
            efforts = [
                (len(way), sum(abs(brute.rank(edition, o) - brute.rank(edition, answers[o[0]])) for o in way))
                for way in ways
            ]
            assert efforts == sorted(efforts)
            longest[len(ways[0])] += outcome.id == "low"
    assert longest[0] == 12
    assert sum(longest.values()) == 144


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("rival-1", {"A1|A4 & B2 & C3 & D1|D3": 4, "A2|A3 & B1|B3 & C3 & D2": 4}),
        ("rival-2", {"A1|A4 & B2 & C3 & D1|D3": 4, "A2|A3 & B1|B3 & C3": 12, "B1|B3 & C3 & D2": 8}),
        (
            "rival-3",
            {
                "A1|A4 & B2 & C2": 6,
                "A1|A2|A4 & B2 & C2 & D1|D3": 6,
                "A1|A4 & B2 & C2|C3 & D1|D3": 8,
                "A3 & B1|B3 & C2|C3": 12,
                "A2|A3 & B1|B3 & C2|C3 & D2": 8,
                "A2|A3 & B1|B3 & C3": 12,
                "B1|B3 & C3 & D2": 8,
            },
        ),
    ],
)
def test_each_rival_read_instead_lightens_what_it_disputes(
    edition: ap.Edition, name: str, rows: dict[str, int]
) -> None:
    """Rows by hand, from the branches. There are no fewer: each has a case that no row shares with that of another."""
    reading = edition.find(name)
    assert isinstance(reading, Reading)
    comparison = ap.compare(edition, edition.with_rules(reading.rules), inventory=edition.all_answers())
    assert {str(move.when): move.combinations for move in comparison.moves} == rows
    assert {(move.before.id, move.after.id) for move in comparison.moves} == {("high", "low")}
    assert comparison.fewest
    [total] = comparison.totals
    assert total.combinations == total.weight == {"rival-1": 8, "rival-2": 20, "rival-3": 36}[name]
    disputed = [a for a in edition.all_answers() if reading in ap.assess(edition, a).disputed]
    assert comparison.changed == len(disputed)
    assert (comparison.compared, comparison.undetermined, comparison.not_counted) == (144, 0, 0)
    assert len(comparison.records_added) == len(comparison.records_removed) == 10
    assert (comparison.changed_passages, comparison.unshared) == ((), ())
