"""Frames of every engine, against ``assess`` row by row."""

import datetime
import importlib
import itertools
import sys
from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import aiprocure as ap
from aiprocure import frames
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidEdition, MissingExtra
from aiprocure.model.axes import Option
from engines import EAGER, LAZY, ORDERED, Columns, make_frame, rows_of

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")  # narwhals, of its own future

ENGINES = [*EAGER, *LAZY]
GOOD: Columns = {
    "users": ["①", "３"],
    "work": ["B2", "❷"],
    "data": ["not-handled", " 3 "],
    "review": ["D2", "reviewed"],
}
AXES = "the axes are A users, B work, C data, D review"
SPELLINGS: list[Callable[[Option], str]] = [
    lambda option: option.id,
    lambda option: option.mark,
    lambda option: option.slug,
    lambda option: str(option.number),
    lambda option: chr(ord("❶") + option.number - 1),
    lambda option: chr(ord("０") + option.number),
    lambda option: f"　{option.axis}{option.mark}\ufe0e ",
]


def spelled(edition: ap.Edition) -> tuple[Columns, list[ap.Answers]]:
    """Every combination, each in a different mixture of spellings, in columns with a hostile name and others beside."""
    every = edition.all_answers()
    spellings = itertools.cycle(SPELLINGS)
    columns: dict[str, list[object]] = {"n": list(range(len(every)))}
    for axis in edition.axes:
        options = {option.id: option for option in axis.options}
        columns[f'{axis.slug}"; drop table'] = [next(spellings)(options[answers[axis.id]]) for answers in every]
        next(spellings)
    return {**columns, "'; --": ["=1+1"] * len(every)}, list(every)


def expected(edition: ap.Edition, answers: ap.Answers) -> dict[str, object]:
    """What ``assess`` says."""
    assessment = ap.assess(edition, answers)
    return {
        "outcome": assessment.outcome.id,
        "rule": assessment.rule.id,
        "disputed": bool(assessment.disputed),
    }


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_every_combination_comes_out_as_assess_has_it(edition: ap.Edition, engine: str) -> None:
    columns, answers = spelled(edition)
    frame = make_frame(engine, columns)
    named = {axis.slug: f'{axis.slug}"; drop table' for axis in edition.axes}
    assessed = frames.assess(frame, edition, named)
    assert type(assessed) is type(frame)
    rows = rows_of(assessed)
    assert list(rows[0]) == [*columns, "outcome", "rule", "disputed"]
    rows.sort(key=lambda row: int(row["n"]))
    for n, row in enumerate(rows):
        assert row == {**{name: values[n] for name, values in columns.items()}, **expected(edition, answers[n])}


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_values_are_null_where_that_is_asked_for(edition: ap.Edition, engine: str) -> None:
    columns: Columns = {
        "n": [0, 1, 2, 3],
        "A": ["③", "⑨", None, "A2"],
        "B": [3, 2, 3, 4],
        "C": [2.0, 2.0, 1.5, None],
        "D": ["②", "", "'; drop table x; --", "②\x00"],
    }
    rows = sorted(
        rows_of(frames.assess(make_frame(engine, columns), edition, invalid="null")), key=lambda row: row["n"]
    )
    assert [(row["outcome"], row["rule"], row["disputed"]) for row in rows] == [
        ("high", "R2", True),
        (None, None, None),
        (None, None, None),
        (None, None, None),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_values_are_refused_with_their_column_number_and_first_positions(edition: ap.Edition, engine: str) -> None:
    columns: Columns = {
        "A": ["①", *["⑨"] * 6, None],
        "B": [1, 2, 3, 4, 3, 2, 1, 1],
        "C": [1.0, 2.0, 1.5, None, 1.0, 1.0, 1.0, 1.0],
        "D": ["②"] * 8,
    }
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(make_frame(engine, columns), edition)
    a, b, c = caught.value.problems
    assert [problem.where for problem in (a, b, c)] == ["/A", "/B", "/C"]
    assert {problem.code for problem in (a, b, c)} == {"no-option-in-rows"}
    if engine in ORDERED:
        assert [problem.value for problem in (a, b, c)] == ["'⑨'", "4", "1.5"]
    said_a, said_b, said_c = (problem.text.in_language("en") for problem in (a, b, c))
    choices = "; choose from A1 ①, A2 ②, A3 ③, A4 ④"
    if engine in ORDERED:
        said = ", ".join(f"'⑨' in row {n}" for n in range(2, 7))
        assert said_a == f"no option of axis A in 7 rows: {said}, …{choices}"
        assert said_b == "no option of axis B in 1 row: 4 in row 4; choose from B1 ①, B2 ②, B3 ③"
        assert "in 2 rows: 1.5 in row 3, not answered in row 4; " in said_c
        assert b.text.ja == "判定軸Bの選択肢でない値が1件ある（4件目の 4）。B1 ①、B2 ②、B3 ③から選ぶこと。"
    else:
        assert said_a.startswith("no option of axis A in 7 rows: ")
        assert said_a.count("'⑨'") + said_a.count("not answered") == 5
        assert said_a.endswith(f", …{choices}")
        assert said_b == "no option of axis B in 1 row: 4; choose from B1 ①, B2 ②, B3 ③"
        assert said_c.startswith("no option of axis C in 2 rows: ")
        assert "in row " not in said_c


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_sensitivity_counts_what_each_single_answer_would_move(edition: ap.Edition, engine: str) -> None:
    every = [answers for answers in edition.all_answers() for _ in range(1 + (answers["D"] == "D2"))]
    frame = make_frame(engine, {axis.id: [answers[axis.id] for answers in every] for axis in edition.axes})
    weights = {outcome.id: n for n, outcome in enumerate(edition.outcomes)}

    def weight(answers: ap.Answers) -> int:
        return weights[ap.assess(edition, answers).outcome.id]

    oracle = []
    for axis in edition.axes:
        for option in axis.options:
            moved = [weight(answers.but(**{axis.id: option.id})) - weight(answers) for answers in every]
            up, down = sum(by > 0 for by in moved), sum(by < 0 for by in moved)
            oracle.append({"axis": axis.id, "option": option.id, "moved": up + down, "heavier": up, "lighter": down})
    counted = frames.sensitivity(frame, edition)
    assert type(counted) is type(frame)
    assert rows_of(counted) == oracle


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_sensitivity_leaves_bad_rows_out_and_has_no_rows_to_move_in_an_empty_frame(
    edition: ap.Edition, engine: str
) -> None:
    bad = make_frame(engine, {"A": ["x"], "B": ["①"], "C": ["①"], "D": ["①"]})
    assert {row["moved"] for row in rows_of(frames.sensitivity(bad, edition, invalid="null"))} == {0}
    with pytest.raises(InvalidAnswers):
        frames.sensitivity(bad, edition)


@pytest.mark.parametrize("backend", EAGER)
def test_the_table_has_every_combination(edition: ap.Edition, backend: Any) -> None:
    table = frames.table(edition, backend=backend)
    assert type(table) is type(make_frame(backend, {}))
    assert rows_of(table) == [{**answers, **expected(edition, answers)} for answers in edition.all_answers()]


def test_the_table_can_have_other_names_and_no_other_backend(edition: ap.Edition) -> None:
    assert frames.table(edition, prefix="x_").column_names == ["A", "B", "C", "D", "x_outcome", "x_rule", "x_disputed"]
    with pytest.raises(InvalidArgument, match=r"^expected 'pyarrow', 'pandas', 'polars', not 'duckdb'$"):
        frames.table(edition, backend="duckdb")  # type: ignore[call-overload]


def test_true_is_not_1(edition: ap.Edition) -> None:
    rest = {"B": [2] * 4, "C": [3] * 4, "D": [2] * 4}
    mixed = pd.DataFrame({"A": pd.Series([1, True, "①", None], dtype=object), **rest})
    assert rows_of(frames.assess(mixed, edition, invalid="null")[["rule"]]) == [
        {"rule": rule} for rule in ("R9", None, "R9", None)
    ]
    with pytest.raises(InvalidAnswers, match=r"^/A: no option of axis A in 2 rows: True in row 2, not answ"):
        frames.assess(mixed, edition)
    with pytest.raises(InvalidAnswers, match=r"^/columns/A: the column 'A' is of type Boolean; expected text or wh"):
        frames.assess(pl.DataFrame({"A": [True] * 4, **rest}), edition, {"A": "A", "B": "B", "C": "C", "D": "D"})


def test_bytes_and_lone_surrogates_are_not_text(edition: ap.Edition) -> None:
    values = [b"\xff", b"1", "\udc97", 1]
    rest = {"B": [1] * 4, "C": [1] * 4, "D": [1] * 4}
    frame = pd.DataFrame({"A": pd.Series(values, dtype=object), **rest})
    said = r"3 rows: b'\\xff' in row 1, b'1' in row 2, '\\udc97' in row 3;"
    with pytest.raises(InvalidAnswers, match=said):
        frames.assess(frame, edition)


def test_text_that_is_not_utf_8_is_refused(edition: ap.Edition) -> None:
    wrong = pa.StringArray.from_buffers(2, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff1"))
    with pytest.raises(InvalidAnswers, match=r"^/columns: values that are not valid text; read them again in their"):
        frames.assess(pa.table({**GOOD, "users": wrong}), edition)


@pytest.mark.slow
@pytest.mark.parametrize(
    "column",
    [
        pl.Series(["①", "②"], dtype=pl.Categorical),
        pl.Series(["①", "②"], dtype=pl.Enum(["①", "②"])),
        pl.Series([1, 2], dtype=pl.UInt8),
        pl.Series([1, 2], dtype=pl.Float32),
        pl.Series([1, 2], dtype=pl.Decimal(9, 2)),
        pd.Series(["①", "②"], dtype="category"),
        pd.Series(["①", "②"], dtype=object),
        pd.Series([1, 2], dtype=object),
        pd.Series([1, 2], dtype="Int64"),
        pd.Series(["①", "②"], dtype="string"),
        pd.Series(["①", "②"], index=[5, 5]),
        pa.array(["①", "②"], pa.large_string()),
        pa.array(["①", "②"], pa.string_view()),
        pa.array(["①", "②"]).dictionary_encode(),
        pa.array([1, 2], pa.float64()),
        pa.array([1, 2], pa.decimal128(5, 2)),
        np.array([1, 2], dtype=np.int16),
    ],
    ids=lambda column: f"{type(column).__module__.partition('.')[0]} {getattr(column, 'dtype', '')}",
)
def test_text_and_whole_numbers_of_every_type_are_read(edition: ap.Edition, column: Any) -> None:
    rest = {"B": [2, 2], "C": [2, 2], "D": [2, 2]}
    match column:
        case pl.Series():
            frame: Any = pl.DataFrame({"A": column, **rest})
        case pa.Array() | pa.ChunkedArray():
            columns: dict[str, Any] = {"A": column, **rest}
            frame = pa.table(columns)
        case _:
            frame = pd.DataFrame({"A": column}).assign(B=2, C=2, D=2)
    assert [row["rule"] for row in rows_of(frames.assess(frame, edition))] == ["R3", "R5"]


@pytest.mark.parametrize("column", [pl.Series([None, None]), pa.nulls(2), pd.Series([None, None], dtype=object)])
def test_a_column_of_nothing_is_not_answered(edition: ap.Edition, column: Any) -> None:
    kind = {pl.Series: pl.DataFrame, pd.Series: pd.DataFrame}.get(type(column), pa.table)
    frame: Any = kind({**GOOD, "users": column})
    with pytest.raises(InvalidAnswers, match=r"^/users: no option of axis A in 2 rows: not answered in row 1, "):
        frames.assess(frame, edition)
    assert [row["outcome"] for row in rows_of(frames.assess(frame, edition, invalid="null"))] == [None, None]


def test_a_frame_without_rows_has_nothing_wrong(edition: ap.Edition) -> None:
    empty = pl.DataFrame(GOOD).clear()
    assert frames.assess(empty, edition).columns == [*GOOD, "outcome", "rule", "disputed"]
    assert frames.sensitivity(empty, edition)["moved"].to_list() == [0] * 14


def test_an_index_stays_and_nothing_is_aligned_by_it(edition: ap.Edition) -> None:
    frame = pd.DataFrame({**GOOD, "users": ["①", "⑨"]}, index=["x", "x"])
    assessed = frames.assess(frame, edition, invalid="null")
    assert list(assessed.index) == ["x", "x"]
    assert assessed["rule"].tolist()[0] == "R9"
    assert list(frame.columns) == list(GOOD)


def test_what_is_lazy_stays_lazy(edition: ap.Edition) -> None:
    """Of a lazy frame nothing is computed but, once, the spellings that are not the usual ones."""
    asked: list[int] = []

    def count(batch: pl.DataFrame) -> pl.DataFrame:
        asked.append(len(batch))
        return batch

    columns, _ = spelled(edition)
    lazy = pl.LazyFrame(columns).map_batches(count)
    named = {axis.slug: f'{axis.slug}"; drop table' for axis in edition.axes}
    assessed = frames.assess(lazy, edition, named)
    counted = frames.sensitivity(lazy, edition, named)
    assert len(asked) == 2
    assert isinstance(assessed, pl.LazyFrame)
    assert isinstance(counted, pl.LazyFrame)
    assessed.collect()
    assert len(asked) == 3


@pytest.mark.slow
def test_dask_computes_nothing_but_the_spellings(edition: ap.Edition) -> None:
    import dask.local

    computed: list[object] = []

    def scheduler(graph: Any, keys: Any, **options: Any) -> Any:
        computed.append(keys)
        return dask.local.get_sync(graph, keys, **options)

    with dask.config.set(scheduler=scheduler):
        assessed = frames.assess(make_frame("dask", GOOD), edition)
        assert len(computed) == 1
        assert len(assessed.compute()) == 2


def test_an_unknown_frame_is_refused(edition: ap.Edition) -> None:
    for frame in ([], {"A": [1]}, None, pl.Series([1]), object()):
        with pytest.raises(InvalidArgument, match=r"^expected a frame of pandas, Polars, .*, not a value of type "):
            frames.assess(frame, edition)


def test_columns_of_several_levels_are_refused(edition: ap.Edition) -> None:
    frame = pd.DataFrame([[1, 1, 1, 1]], columns=pd.MultiIndex.from_tuples([(name, "") for name in "ABCD"]))
    for columns in (None, {"A": "A"}):
        with pytest.raises(InvalidArgument, match=r"^a frame whose columns have several levels; give each of them one"):
            frames.assess(frame, edition, columns)


def test_columns_that_are_not_called_by_text_are_no_matter(edition: ap.Edition) -> None:
    frame = pd.DataFrame([[1, 1, 1, 1, 2]], columns=["A", "B", "C", "D", 5])
    assert rows_of(frames.assess(frame, edition))[0]["rule"] == "R1"
    with pytest.raises(InvalidAnswers, match=r"^/columns/A: no column '５'$"):
        frames.assess(frame, edition, {"A": "５"})


def test_everything_wrong_with_the_columns_is_said_at_once(edition: ap.Edition) -> None:
    frame = pl.DataFrame({"who": ["①"], "when": [datetime.date(2026, 1, 1)], "Outcome": ["?"], "B": [1]})
    named = {"users": "who", "A": "who", "work": "when", "data": "whoo", "D": "B", "E": "B", "use": "who"}
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(frame, edition, named)
    assert sorted(map(str, caught.value.problems)) == sorted(
        [
            "/Outcome: a column is called 'Outcome' already; give the added columns a prefix (at the shell: --prefix)",
            f"/columns/E: no axis 'E'; {AXES}",
            f"/columns/use: no axis 'use'; did you mean 'users'?; {AXES}",
            (
                "/A: more than one column answers the axis: 'who' and 'who'; "
                "name the one that answers it in columns (at the shell: --column A=...)"
            ),
            "/columns/work: the column 'when' is of type Date; expected text or whole numbers",
            "/columns/data: no column 'whoo'; did you mean 'who'?",
        ]
    )
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(frame, edition, {"A": "who", "B": "who", "C": "B", "D": 1})  # type: ignore[dict-item]
    assert [(problem.code, problem.where, problem.value) for problem in caught.value.problems[1:]] == [
        ("column-named-twice", "/columns/B", "'who'"),
        ("no-such-column", "/columns/D", "1"),
    ]


def test_columns_named_like_the_axes_are_found(edition: ap.Edition) -> None:
    assert frames.assess(pl.DataFrame(GOOD), edition)["outcome"].to_list() == ["low", "low"]
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(pl.DataFrame({**GOOD, "A": [1, 1]}).drop("data"), edition)
    assert list(map(str, caught.value.problems)) == [
        (
            "/A: more than one column answers the axis: 'users' and 'A'; "
            "name the one that answers it in columns (at the shell: --column A=...)"
        ),
        (
            f"/C: no column is called C, data or {edition.axes[2].text.en}; "
            "name the one that answers the axis in columns (at the shell: --column C=...)"
        ),
    ]


def test_axes_without_a_named_column_are_answered_by_their_headings(edition: ap.Edition) -> None:
    frame = pl.DataFrame({"誰が": ["③"], "A": ["x"], "work": ["②"], "C": ["③"], "review": ["②"], "B2": ["①"]})
    assert frames.assess(frame, edition, {"users": "誰が"})["rule"].to_list() == ["R10"]
    assert frames.assess(frame, edition, {"users": "誰が", "B": "B2"})["outcome"].to_list() == ["high"]


def test_a_column_named_for_an_axis_answers_no_other(edition: ap.Edition) -> None:
    frame = pl.DataFrame(GOOD)
    assert frames.assess(frame.with_columns(A=pl.col("users")), edition, {"A": "A"})["rule"].to_list() == ["R9", "R10"]
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(frame, edition, {"A": "data"})
    assert [problem.where for problem in caught.value.problems] == ["/C"]


def test_a_prefix_keeps_what_is_there(edition: ap.Edition) -> None:
    frame = pl.DataFrame({**GOOD, "outcome": ["mine", "mine"]})
    assessed = frames.assess(frame, edition, prefix="ds920_")
    assert assessed.columns == [*GOOD, "outcome", "ds920_outcome", "ds920_rule", "ds920_disputed"]
    assert assessed["outcome"].to_list() == ["mine", "mine"]


def test_slips_of_the_caller_are_named(edition: ap.Edition) -> None:
    frame: Any = pl.DataFrame(GOOD)
    for wrong in ({"invalid": "ignore"}, {"columns": ["users"]}, {"prefix": None}):
        with pytest.raises(InvalidArgument):
            frames.assess(frame, edition, **wrong)
    with pytest.raises(InvalidArgument):
        frames.assess(frame, "2025-05-27")  # type: ignore[arg-type]
    with pytest.raises(InvalidEdition):
        frames.assess(frame, attrs.evolve(edition, rules=edition.rules[1:]))
    with pytest.raises(InvalidAnswers, match=r"^a frame whose columns cannot be told apart: "):
        frames.assess(pd.DataFrame([[1, 2]], columns=["A", "A"]), edition)


def test_a_column_that_is_none_of_answers_is_not_read_to_its_end(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("aiprocure.frames.codes"), "MOST_SPELLINGS", 3)
    frame = pl.DataFrame({"A": [f"{n}人" for n in range(4)], "B": [1] * 4, "C": [1] * 4, "D": [1] * 4})
    with pytest.raises(InvalidAnswers, match=r"^/columns: more than 3 different values that are not usual answers;"):
        frames.assess(frame, edition, invalid="null")


def test_messages_carry_no_control_characters(edition: ap.Edition) -> None:
    frame = pl.DataFrame({**GOOD, "users": ["\x1b[2J", "\u202e①"]})
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(frame, edition)
    assert str(caught.value).isprintable()


def test_without_its_extra_a_call_says_what_to_install_and_an_import_nothing(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("aiprocure.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    bare = importlib.import_module("aiprocure.frames")
    assert dir(bare) == ["assess", "sensitivity", "table"]
    for call in (bare.assess, bare.sensitivity):
        with pytest.raises(MissingExtra, match=r"^an extra is needed: pip install 'aiprocure\[frames\]'$"):
            call(GOOD, edition)
    with pytest.raises(MissingExtra):
        bare.table(edition)


def test_decisions_say_what_they_are(edition: ap.Edition) -> None:
    from aiprocure.engine.decisions import decisions_of

    assert repr(decisions_of(edition)) == "<Decisions of 144 combinations>"
