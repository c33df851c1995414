"""How fast, as ratios: what is measured and what it is measured against run in turn, in one run."""

import os
import subprocess
import sys
from statistics import median

from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from timing import large_edition, ratio, repeat


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


def startups(code: str, rounds: int = 80) -> list[dict[str, float]]:
    """The seconds, each time in a fresh interpreter, of every step that a piece of code times.

    Compiled modules are kept from run to run, as they are where a library is installed.
    """
    runs: list[dict[str, float]] = []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds):
        run = subprocess.run([sys.executable, "-c", TIMER + code], capture_output=True, text=True, check=True, env=env)
        runs.append({name: float(time) for name, time in (line.split() for line in run.stdout.splitlines())})
    return runs


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
    """Importing takes at most 1.4 times importing attrs (which it imports), the first load at most twice.

    Each interpreter's own ratio, and the median of them: how fast the machine is changes from one to the next.
    """
    runs: list[dict[str, float]] = []
    repeat(benchmark, lambda: runs.extend(startups(START)), rounds=1)
    importing = median((run["attrs"] + run["aiprocure"]) / run["attrs"] for run in runs)
    loading = median(run["load"] / run["attrs"] for run in runs)
    benchmark.extra_info.update(importing=importing, loading=loading)
    assert importing <= 1.4
    assert loading <= 2


def test_soundness_of_15_625_combinations_is_cheaper_than_going_through_them(
    benchmark: BenchmarkFixture, edition: ap.Edition
) -> None:
    """The reference builds every combination once, and decides none of them."""
    large = large_edition(edition)
    assert problems_in(large) == ()
    assert ratio(benchmark, lambda: problems_in(large), large.all_answers) <= 1
