"""How fast what-if is, as ratios: what is measured and what it is measured against run in turn, in one run."""

import random
from itertools import cycle, islice, product

import attrs
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId
from strategies import CITATION, make_axis
from timing import large_edition, ratio


def per_assess(edition: ap.Edition) -> list[ap.Answers]:
    """All answers, each assessed once before: what is measured against is a look-up."""
    return [ap.assess(edition, answers).answers for answers in edition.all_answers()]


def test_explore_takes_at_most_200_times_one_assess(benchmark: BenchmarkFixture, edition: ap.Edition) -> None:
    """On average over all 400 partial states, against as many times one assess."""
    all_answers = per_assess(edition)
    states = product(*([None, *(option.id for option in axis.options)] for axis in edition.axes))
    ids = [axis.id for axis in edition.axes]
    partial = [edition.partial_answers(**{a: o for a, o in zip(ids, s, strict=True) if o}) for s in states]

    def assess() -> None:
        for answers in islice(cycle(all_answers), len(partial)):
            ap.assess(edition, answers)

    def explore() -> None:
        for answers in partial:
            ap.explore(edition, answers)

    assert ratio(benchmark, explore, assess) <= 200


def test_routes_take_at_most_2_000_times_one_assess(benchmark: BenchmarkFixture, edition: ap.Edition) -> None:
    """On average over all 144 cases."""
    all_answers = per_assess(edition)
    assessments = [ap.assess(edition, answers) for answers in all_answers]

    def assess() -> None:
        for answers in all_answers:
            ap.assess(edition, answers)

    def routes() -> None:
        for assessment in assessments:
            ap.routes(assessment, to="low")

    assert ratio(benchmark, routes, assess) <= 2_000


@pytest.mark.parametrize("rival", [0, 1, 2])
def test_comparing_with_a_rival_takes_no_longer_than_finding_it_sound(
    benchmark: BenchmarkFixture, edition: ap.Edition, rival: int
) -> None:
    other = edition.with_rules(edition.readings[rival].rules)
    assert ratio(benchmark, lambda: ap.compare(edition, other), lambda: problems_in(edition)) <= 1


def drawn(edition: ap.Edition, axes: tuple[Axis, ...], asked: tuple[Axis, ...]) -> Edition:
    """An edition of these axes with a row for every combination of some of them, decided by lot."""
    outcomes = tuple(Outcome(OutcomeId(id_), Text("結果"), Text("結果"), CITATION) for id_ in ("low", "high"))
    lot = random.Random(len(asked))
    rules = tuple(
        Rule(RuleId(f"R{n}"), Condition({o.axis: [o.id] for o in options}), lot.choice(outcomes).id, CITATION)
        for n, options in enumerate(product(*(axis.options for axis in asked)))
    )
    order = AskingOrder(tuple(axis.id for axis in axes), CITATION)
    return attrs.evolve(large_edition(edition), axes=axes, asking_order=order, rules=rules, outcomes=outcomes)


@pytest.mark.parametrize("sizes", [(10,) * 5, (3,) * 10])
def test_the_largest_editions_are_compared_and_explored_in_bounded_time(
    benchmark: BenchmarkFixture, edition: ap.Edition, sizes: tuple[int, ...]
) -> None:
    """Two rule sets without anything in common, over 100,000 and 59,049 combinations, of which half move.

    Comparing and exploring them with nothing remembered takes at most 100 times finding both sound.
    """
    axes = tuple(make_axis(f"X{n}", size, Text("問い")) for n, size in enumerate(sizes))
    half = len(axes) // 2
    sides = drawn(edition, axes, axes[:half]), drawn(edition, axes, axes[half:])
    assert problems_in(sides[1]) == ()
    comparison = ap.compare(*sides)
    assert not comparison.fewest
    assert comparison.changed > comparison.compared // 3
    both = ratio(benchmark, lambda: compare_anew(*sides), lambda: [problems_in(side) for side in sides], rounds=2)
    assert both <= 100


def compare_anew(before: Edition, after: Edition) -> None:
    """Compare and explore with nothing remembered."""
    fresh = attrs.evolve(before, revision=2)
    ap.compare(fresh, after)
    ap.explore(fresh, fresh.partial_answers())
