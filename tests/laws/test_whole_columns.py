"""Frames over generated editions, against going through every case."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiprocure import frames
from aiprocure.model.edition import Edition
from brute import Case, every_case, outcomes_of, rows_for
from engines import Columns, make_frame, rows_of
from strategies import sound_editions

editions = sound_editions(most_axes=4, most_options=4)
few = settings(max_examples=25)


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


@few
@given(editions, st.data())
def test_every_value_is_read_as_its_axis_reads_it(edition: Edition, data: st.DataObject) -> None:
    written = st.text(max_size=3) | st.sampled_from(["①", "❷", "３", " 1", "option-2", "A1", "軸②", "9", "2.0"])
    columns = {f"column {axis.id}": data.draw(st.lists(written, min_size=8, max_size=8)) for axis in edition.axes}
    assessed = frames.assess(pl.DataFrame(columns), edition, named(edition), invalid="null")
    for n, rule in enumerate(assessed["rule"].to_list()):
        read = {axis.id: axis.read(columns[f"column {axis.id}"][n]) for axis in edition.axes}
        case: Case = {axis: option.id for axis, option in read.items() if option}
        assert rule == (rows_for(edition.rules, case)[0].id if len(case) == len(read) else None)


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
@settings(max_examples=8)
@given(edition=editions)
def test_what_is_lazy_says_the_same(engine: str, edition: Edition) -> None:
    cases = every_case(edition)
    columns: Columns = {"n": list(range(len(cases))), **columns_of(edition, cases)}
    rows = rows_of(frames.assess(make_frame(engine, columns), edition, named(edition)))
    ordered = sorted(rows, key=lambda row: int(row["n"]))
    assert [row["rule"] for row in ordered] == [rows_for(edition.rules, case)[0].id for case in cases]
