"""How fast a million rows are assessed, as a ratio to native Polars: both run in turn, in one run."""

import random
from collections.abc import Callable
from time import perf_counter
from typing import Any

import polars as pl
import pytest

import aiprocure as ap
from aiprocure import frames

ROWS = 1_000_000


@pytest.fixture(scope="module")
def inventory(edition: ap.Edition) -> pl.DataFrame:
    """A million projects, each answered at random by the ids of options."""
    draw = random.Random(920)
    return pl.DataFrame(
        {axis.id: draw.choices([option.id for option in axis.options], k=ROWS) for axis in edition.axes}
    )


def native(inventory: pl.DataFrame, edition: ap.Edition) -> pl.DataFrame:
    """The same columns by hand, for columns of ids alone: each combination as a number, looked up.

    Of the ways to write it this is a fast one: when/then over the ten rows takes twice as long.
    """
    assessments = [ap.assess(edition, answers) for answers in edition.all_answers()]
    number = (
        pl.col("A").replace_strict(["A1", "A2", "A3", "A4"], [0, 36, 72, 108], return_dtype=pl.Int64)
        + pl.col("B").replace_strict(["B1", "B2", "B3"], [0, 12, 24], return_dtype=pl.Int64)
        + pl.col("C").replace_strict(["C1", "C2", "C3", "C4"], [0, 3, 6, 9], return_dtype=pl.Int64)
        + pl.col("D").replace_strict(["D1", "D2", "D3"], [0, 1, 2], return_dtype=pl.Int64)
    )
    numbers = list(range(144))
    return (
        inventory.with_columns(number=number)
        .with_columns(
            outcome=pl.col("number").replace_strict(numbers, [a.outcome.id for a in assessments]),
            rule=pl.col("number").replace_strict(numbers, [a.rule.id for a in assessments]),
            disputed=pl.col("number").is_in([n for n in numbers if assessments[n].disputed]),
        )
        .drop("number")
    )


def ratio(benchmark: Any, measured: Callable[[], object], reference: Callable[[], object]) -> float:
    """The least time of what is measured, in least times of the reference; rounds of one after the other."""
    times: dict[Callable[[], object], list[float]] = {measured: [], reference: []}

    def run(what: Callable[[], object]) -> None:
        begin = perf_counter()
        what()
        times[what].append(perf_counter() - begin)

    benchmark.pedantic(lambda: run(measured), setup=lambda: run(reference), rounds=25)
    benchmark.extra_info["ratio"] = result = min(times[measured]) / min(times[reference])
    return result


def test_assessing_a_million_rows_takes_at_most_1_5_times_native_polars(
    benchmark: Any, edition: ap.Edition, inventory: pl.DataFrame
) -> None:
    assert frames.assess(inventory, edition).equals(native(inventory, edition))
    assert ratio(benchmark, lambda: frames.assess(inventory, edition), lambda: native(inventory, edition)) <= 1.5


def test_other_spellings_take_at_most_twice_native_polars_on_ids(
    benchmark: Any, edition: ap.Edition, inventory: pl.DataFrame
) -> None:
    """Marks and slugs are looked up like ids; the columns that come of it are the same."""
    written = {o.id: (o.mark, o.slug)[o.number % 2] for axis in edition.axes for o in axis.options}
    otherwise = inventory.with_columns(pl.all().replace_strict(written))
    added = ["outcome", "rule", "disputed"]
    assert frames.assess(otherwise, edition).select(added).equals(native(inventory, edition).select(added))
    assert ratio(benchmark, lambda: frames.assess(otherwise, edition), lambda: native(inventory, edition)) <= 2
