"""How fast, as ratios: what is measured and what it is measured against run in turn, in one run."""

import os
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict
from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.model.axes import Option
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


class Form(BaseModel):
    """The four answers as pydantic checks them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    A: Literal["A1", "A2", "A3", "A4"]
    B: Literal["B1", "B2", "B3"]
    C: Literal["C1", "C2", "C3", "C4"]
    D: Literal["D1", "D2", "D3"]


def decide(form: Form) -> str:  # noqa: PLR0911  # a return for each row
    """The rows of the edition as someone would write them down in code, one after the other."""
    if form.C in {"C1", "C4"}:
        return "R1"
    if form.C == "C2":
        if form.B in {"B1", "B3"}:
            return "R2"
        if form.A in {"A1", "A4"}:
            return "R3"
        if form.A == "A2":
            return "R4" if form.D in {"D1", "D3"} else "R5"
        return "R6"
    if form.B in {"B1", "B3"}:
        return "R7"
    if form.A in {"A1", "A4"}:
        return "R8" if form.D in {"D1", "D3"} else "R9"
    return "R10"


SPELLINGS: list[Callable[[Option], object]] = [
    lambda option: option.id,
    lambda option: option.number,
    lambda option: option.mark,
    lambda option: option.slug,
    lambda option: option.text.ja,
]


@pytest.mark.parametrize("spelling", SPELLINGS, ids=["id", "number", "mark", "slug", "words"])
def test_reading_and_assessing_answers_takes_no_longer_than_pydantic_and_an_if_chain(
    benchmark: BenchmarkFixture, edition: ap.Edition, spelling: Callable[[Option], object]
) -> None:
    cases = [dict(answers) for answers in edition.all_answers()]
    written = [
        {option.axis: spelling(option) for option in ap.assess(edition, edition.answers(**case)).chosen}
        for case in cases
    ]
    rules = [decide(Form.model_validate(case)) for case in cases]
    assert rules == [ap.assess(edition, edition.answers(**answers)).rule.id for answers in written]

    def read_and_assess() -> None:
        for answers in written:
            ap.assess(edition, edition.answers(**answers))

    def validate_and_decide() -> None:
        for case in cases:
            decide(Form.model_validate(case))

    assert ratio(benchmark, read_and_assess, validate_and_decide) <= 1


def test_a_second_load_takes_at_most_10_bare_dictionary_lookups(benchmark: BenchmarkFixture) -> None:
    table = {"2025-05-27": 1}

    def look_up() -> None:
        for _ in range(1_000):
            table["2025-05-27"]

    def load() -> None:
        for _ in range(1_000):
            ap.editions.load("2025-05-27")

    assert ratio(benchmark, load, look_up) <= 10


def startups(code: str, rounds: int = 40) -> list[dict[str, float]]:
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
    """Importing takes at most 1.2 times importing attrs (which it imports), the first load at most 1.7 times.

    Each interpreter's own ratio, and the median of them: how fast the machine is changes from one to the next.
    """
    runs: list[dict[str, float]] = []
    repeat(benchmark, lambda: runs.extend(startups(START)), rounds=1)
    importing = median((run["attrs"] + run["aiprocure"]) / run["attrs"] for run in runs)
    loading = median(run["load"] / run["attrs"] for run in runs)
    benchmark.extra_info.update(importing=importing, loading=loading)
    assert importing <= 1.2
    assert loading <= 1.7


def test_soundness_of_15_625_combinations_is_cheaper_than_going_through_them(
    benchmark: BenchmarkFixture, edition: ap.Edition
) -> None:
    """The reference builds every combination once, and decides none of them."""
    large = large_edition(edition)
    assert problems_in(large) == ()
    assert ratio(benchmark, lambda: problems_in(large), large.all_answers) <= 1
