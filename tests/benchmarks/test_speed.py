"""How fast, as ratios: what is measured and what it is measured against run in turn, in one run."""

import os
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import attrs
from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.model.citation import SourceId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId
from aiprocure.model.text import Text
from strategies import CITATION, make_axis


def ratio(benchmark: BenchmarkFixture, measured: Callable[[], object], reference: Callable[[], object]) -> float:
    """The least time of what is measured, in least times of the reference; 100 rounds, each of one after the other."""
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

    repeat(benchmark, run_measured, run_reference, rounds=100)
    benchmark.extra_info["ratio"] = result = min(times) / min(references)
    return result


def repeat(
    benchmark: Any, measured: Callable[[], object], before: Callable[[], object] | None = None, *, rounds: int
) -> None:
    """Have pytest-benchmark, which has no types, record some rounds."""
    benchmark.pedantic(measured, setup=before, rounds=rounds)


def test_assess_takes_at_most_5_bare_dictionary_lookups(benchmark: BenchmarkFixture, edition: ap.Edition) -> None:
    all_answers = edition.all_answers()
    keys = [tuple(answers.values()) for answers in all_answers]
    table = {key: ap.assess(edition, answers) for key, answers in zip(keys, all_answers, strict=True)}

    def look_up() -> None:
        for key in keys:
            table[key]

    def assess() -> None:
        for answers in all_answers:
            ap.assess(edition, answers)

    assert ratio(benchmark, assess, look_up) <= 5


def test_a_second_load_takes_at_most_10_bare_dictionary_lookups(benchmark: BenchmarkFixture) -> None:
    table = {"2025-05-27": 1}

    def look_up() -> None:
        for _ in range(1_000):
            table["2025-05-27"]

    def load() -> None:
        for _ in range(1_000):
            ap.editions.load("2025-05-27")

    assert ratio(benchmark, load, look_up) <= 10


def startups(code: str, rounds: int = 25) -> dict[str, float]:
    """The least seconds, each in a fresh interpreter, of every step that a piece of code times.

    Compiled modules are kept from run to run, as they are where a library is installed.
    """
    runs: list[dict[str, float]] = []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds):
        run = subprocess.run([sys.executable, "-c", TIMER + code], capture_output=True, text=True, check=True, env=env)
        runs.append({name: float(time) for name, time in (line.split() for line in run.stdout.splitlines())})
    return {name: min(run[name] for run in runs) for name in runs[0]}


TIMER = """
from time import perf_counter
def timed(name, step):
    begin = perf_counter()
    step()
    print(name, perf_counter() - begin)
"""
START = """
def attrs():
    import attrs
def aiprocure():
    import aiprocure
def load():
    import aiprocure
    aiprocure.editions.load("2025-05-27")
timed("attrs", attrs)
timed("aiprocure", aiprocure)
timed("load", load)
"""


def test_importing_and_loading_are_light(benchmark: BenchmarkFixture) -> None:
    """Importing takes at most 1.4 times importing attrs (which it imports), the first load at most twice."""
    least: dict[str, float] = {}
    repeat(benchmark, lambda: least.update(startups(START)), rounds=1)
    importing = (least["attrs"] + least["aiprocure"]) / least["attrs"]
    loading = least["load"] / least["attrs"]
    benchmark.extra_info.update(importing=importing, loading=loading)
    assert importing <= 1.4
    assert loading <= 2


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


def test_soundness_of_15_625_combinations_is_cheaper_than_going_through_them(
    benchmark: BenchmarkFixture, edition: ap.Edition
) -> None:
    """The reference builds every combination once, and decides none of them."""
    large = large_edition(edition)
    assert problems_in(large) == ()
    assert ratio(benchmark, lambda: problems_in(large), large.all_answers) <= 1
