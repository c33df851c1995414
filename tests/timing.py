"""What tests of time share: times as ratios, and an edition larger than any guideline."""

import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any

import attrs
from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.errors.text import Text
from aiprocure.model.citation import SourceId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId
from strategies import CITATION, make_axis


def processor_time(run: Callable[[], object]) -> float:
    """How many seconds of processor time something takes, without what a measurement of coverage adds to it."""
    traced = sys.gettrace()
    sys.settrace(None)
    try:
        begin = process_time()
        run()
        return process_time() - begin
    finally:
        sys.settrace(traced)


def ratio(
    benchmark: BenchmarkFixture, measured: Callable[[], object], reference: Callable[[], object], *, rounds: int = 100
) -> float:
    """The least time of what is measured, in least times of the reference; each round one after the other."""
    references: list[float] = []

    def run_reference() -> None:
        begin = perf_counter()
        reference()
        references.append(perf_counter() - begin)

    times: list[float] = []

    def run_measured() -> None:
        begin = perf_counter()
        measured()
        times.append(perf_counter() - begin)

    repeat(benchmark, run_measured, run_reference, rounds=rounds)
    benchmark.extra_info["ratio"] = result = min(times) / min(references)
    return result


def repeat(
    benchmark: Any, measured: Callable[[], object], before: Callable[[], object] | None = None, *, rounds: int
) -> None:
    """Have pytest-benchmark, which has no types, record some rounds."""
    benchmark.pedantic(measured, setup=before, rounds=rounds)


def large_edition(edition: ap.Edition) -> ap.Edition:
    """An edition of 6 axes of 5 options, 15,625 combinations, decided by 125 rows."""
    axes = tuple(make_axis(f"X{n}", 5, Text("問い")) for n in range(6))
    rules = tuple(
        Rule(
            RuleId(f"R-{a.id}-{b.id}-{c.id}"),
            Condition({o.axis: [o.id] for o in (a, b, c)}),
            OutcomeId("low"),
            CITATION,
        )
        for a in axes[0].options
        for b in axes[2].options
        for c in axes[5].options
    )
    return Edition(
        id=edition.id,
        revision=1,
        code="DS-0",
        decided=edition.decided,
        text=edition.text,
        citation=CITATION,
        sources=(attrs.evolve(edition.sources[0], id=SourceId("source")),),
        outcomes=(Outcome(OutcomeId("low"), Text("低"), Text("低"), CITATION),),
        axes=axes,
        asking_order=AskingOrder(tuple(axis.id for axis in axes), CITATION),
        rules=rules,
    )
