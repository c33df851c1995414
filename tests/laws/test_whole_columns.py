"""Frames over generated editions, against going through every case."""

import csv
import random
import tempfile
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiprocure import frames, tables
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from brute import Case, every_case, outcomes_of, rows_for
from engines import Columns, make_frame, rows_of
from soak import ROWS, count, examples
from strategies import sound_editions

editions = sound_editions(most_axes=4, most_options=4)
SOME_ROWS, RARELY, OFTEN = 200, 0.03, 0.5
few = settings(max_examples=examples(25))


def columns_of(edition: Edition, cases: list[Case]) -> dict[str, list[str]]:
    """Cases as columns, named otherwise than the axes."""
    return {f"column {axis.id}": [case[axis.id] for case in cases] for axis in edition.axes}


def named(edition: Edition) -> dict[str, str]:
    """Which of these columns answers which axis."""
    return {axis.slug: f"column {axis.id}" for axis in edition.axes}


@few
@given(editions, st.randoms(use_true_random=False), st.sampled_from(["polars", "pyarrow", "pandas"]))
def test_every_case_is_decided_by_its_row_and_disputed_where_a_rival_row_decides_otherwise(
    edition: Edition, random: random.Random, engine: str
) -> None:
    cases = [random.choice(every_case(edition)) for _ in range(50)]
    assessed = frames.assess(make_frame(engine, columns_of(edition, cases)), edition, named(edition))
    for case, row in zip(cases, rows_of(assessed), strict=True):
        [rule] = rows_for(edition.rules, case)
        rivals = {rows_for(reading.rules, case)[0].outcome for reading in edition.readings}
        assert (row["outcome"], row["rule"]) == (rule.outcome, rule.id)
        assert row["disputed"] is (rivals - {rule.outcome} != set())


def from_csv(edition: Edition, columns: Columns) -> list[object]:
    """The rows that a CSV file of these columns is decided by."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "i.csv"), Path(folder, "o.csv")
        with source.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow(("n", *columns))
            csv.writer(stream).writerows((n, *row) for n, row in enumerate(zip(*columns.values(), strict=True)))
        tables.assess_table(source, target, edition, named(edition), invalid="null")
        with target.open(encoding="utf-8-sig", newline="") as stream:
            return [row["rule"] or None for row in csv.DictReader(stream)]


def by_engine(make: Callable[[Columns], Any]) -> Callable[[Edition, Columns], list[object]]:
    """How a frame of an engine gives the rows that columns are decided by."""

    def decide(edition: Edition, columns: Columns) -> list[object]:
        assessed = frames.assess(make(columns), edition, named(edition), invalid="null")
        return [row["rule"] for row in rows_of(assessed)]

    return decide


WAYS: dict[str, Callable[[Edition, Columns], list[object]]] = {
    **{engine: by_engine(partial(make_frame, engine)) for engine in ("pyarrow", "polars", "polars-lazy", "pandas")},
    "pandas object": by_engine(partial(pd.DataFrame, dtype=object)),
    "pandas category": by_engine(partial(pd.DataFrame, dtype="category")),
    "csv": from_csv,
}
"""The rows of an edition that columns of texts are decided by, by the engine that holds them."""


AROUND = [
    "",
    "",
    " ",
    "\u3000",
    "\u200b",
    "\ufe0f",
    "\u034f",
    "0",
    "-",
    "'",
    "\n",
    "．",
    "軸",
    "=",
    "\x1b",
    "\u202e",
    '"',
]
CHARACTERS = [chr(code) for code in (*range(1, 0xD800), *range(0xE000, 0x11000))]
CHANGES: list[Callable[[str], str]] = [
    *(str, str.upper, str.title, str.strip),
    *(partial(unicodedata.normalize, form) for form in ("NFKC", "NFD", "NFKD")),
]


def odd_spelling(axis: Axis, way: str, random: random.Random) -> str:
    """A spelling of an option as it is, changed or with something around it; or three characters of any kind.

    ``1.0`` is a number to a CSV file, of which everything is text, and to no other.
    """
    if random.random() < RARELY:
        return "".join(random.choice(CHARACTERS) for _ in range(3))
    option = random.choice(axis.options)
    plain = [option.id, str(option.number), option.mark, option.slug, "a" if way == "csv" else f"{option.number}.0"]
    changed = random.choice(CHANGES)(random.choice(plain))
    return changed if random.random() > OFTEN else f"{random.choice(AROUND)}{changed}{random.choice(AROUND)}"


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=examples(3))
@given(edition=editions, seed=st.integers(0, 2**64))
def test_every_value_is_read_as_its_axis_reads_it(way: str, edition: Edition, seed: int) -> None:
    chance, axes = random.Random(seed), edition.axes
    columns = {
        f"column {axis.id}": [odd_spelling(axis, way, chance) for _ in range(SOME_ROWS)] for axis in edition.axes
    }
    read = {
        axis.id: [axis.read(value) for value in column] for axis, column in zip(axes, columns.values(), strict=True)
    }
    for n, rule in enumerate(WAYS[way](edition, columns)):
        case: Case = {axis: option.id for axis, options in read.items() if (option := options[n])}
        assert rule == (rows_for(edition.rules, case)[0].id if len(case) == len(read) else None)
    count(ROWS, SOME_ROWS)


@few
@given(editions, st.randoms(use_true_random=False))
def test_sensitivity_counts_the_rows_that_each_answer_would_move(edition: Edition, random: random.Random) -> None:
    cases = [random.choice(every_case(edition)) for _ in range(30)]
    weights: dict[str, int] = {outcome.id: weight for weight, outcome in enumerate(edition.outcomes)}
    weighed = {tuple(case.items()): weights[outcome] for case, outcome in outcomes_of(edition)}
    counted = frames.sensitivity(pl.DataFrame(columns_of(edition, cases)), edition, named(edition)).rows(named=True)
    options = [(axis.id, option.id) for axis in edition.axes for option in axis.options]
    for (axis, option), row in zip(options, counted, strict=True):
        by = [weighed[tuple({**case, axis: option}.items())] - weighed[tuple(case.items())] for case in cases]
        assert row == {
            "axis": axis,
            "option": option,
            "moved": sum(each != 0 for each in by),
            "heavier": sum(each > 0 for each in by),
            "lighter": sum(each < 0 for each in by),
        }


@few
@given(editions)
def test_the_table_assessed_again_is_the_same(edition: Edition) -> None:
    table = frames.table(edition, backend="polars")
    again = frames.assess(table.drop("outcome", "rule", "disputed"), edition)
    assert table.equals(again)


@pytest.mark.parametrize("engine", ["polars-lazy", "duckdb", "duckdb-own"])
@settings(max_examples=examples(8))
@given(edition=editions)
def test_what_is_lazy_says_the_same(engine: str, edition: Edition) -> None:
    cases = every_case(edition)
    columns: Columns = {"n": list(range(len(cases))), **columns_of(edition, cases)}
    rows = rows_of(frames.assess(make_frame(engine, columns), edition, named(edition)))
    ordered = sorted(rows, key=lambda row: int(row["n"]))
    assert [row["rule"] for row in ordered] == [rows_for(edition.rules, case)[0].id for case in cases]
