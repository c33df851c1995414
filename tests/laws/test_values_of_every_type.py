"""What ``edition.answers`` makes of a value, every column of every engine makes of it, whatever its type is called.

A whole number is a whole number in every type. Everything else that ``answers`` refuses is refused, with an exception
of the library and no other.
"""

import datetime
import decimal
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import frames
from aiprocure.errors import InvalidAnswers
from engines import EAGER, LAZY, Columns, make_frame, rows_of
from soak import examples

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")

D = decimal.Decimal
REST = {"B": "B1", "C": "C3", "D": "D2"}
NAMES = [
    "^A$",
    "^.*$",
    "*",
    "a.b",
    "`a`",
    "a`b",
    'a"b',
    "a'b",
    "[A]",
    "$A",
    "A b",
    "{A}",
    "A\\",
    "%s",
    "列",
    "",
    "#",
    "A;",
]
FEW = settings(max_examples=examples(15), deadline=None)


class Unprintable:
    """A value that cannot be shown."""

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


WHOLE = st.integers(-1, 6)
TEXT = st.sampled_from(
    ["A1", "A3", "①", "❷", "３", "public", " 2 ", "", "a1", "9", "True", "None", "1.5", "①②", "A1\x00"]
)
FLOATS = st.floats() | WHOLE.map(float) | st.sampled_from([1.0000000000000002, 1 - 2**-53, 1e300])
DECIMALS = st.decimals(-2, 6, places=3) | WHOLE.map(D) | st.just(D("1.000"))
FINE = st.sampled_from([D("1.0000000000000000000001"), D("0.9999999999999999999999"), D("2.0000000000000000000000")])
OBJECTS = st.one_of(
    WHOLE,
    TEXT,
    FLOATS,
    DECIMALS,
    FINE,
    st.booleans(),
    st.none(),
    st.sampled_from([b"1", b"\xff", "\ud800", 10**5000, -(10**5000), Fraction(1), 1j, Unprintable(), [1], {"a": 1}]),
    st.sampled_from([np.bool_(True), np.int8(1), np.float32(2.0), np.float64(1.5), np.str_("A1"), pd.NaT, pd.NA]),
    st.sampled_from(
        [datetime.date(2026, 1, 1), pd.Timestamp("2026-01-01"), pd.Timedelta(1), D("NaN"), D("sNaN"), D("1e999999")]
    ),
)


def arrow(data_type: Any) -> Callable[[list[Any]], Any]:
    return lambda values: pa.table({"A": pa.array(values, data_type)})


def maker(engine: str) -> Callable[[list[Any]], Any]:
    return lambda values: make_frame(engine, {"A": values})


def run_end_encoded(array: Any) -> Any:
    return pa.compute.call_function("run_end_encode", [array])


def encoded(values: list[Any]) -> Any:
    return pa.table({"A": run_end_encoded(pa.array(values))})


COLUMNS: dict[str, tuple[st.SearchStrategy[Any], Callable[[list[Any]], Any]]] = {
    "polars text": (TEXT, lambda v: pl.DataFrame({"A": v})),
    "polars lazy": (TEXT, lambda v: pl.LazyFrame({"A": v})),
    "polars categorical": (TEXT, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Categorical)})),
    "polars int8": (WHOLE, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Int8)})),
    "polars int128": (WHOLE, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Int128)})),
    "polars uint64": (
        st.integers(0, 2**64 - 1) | st.integers(0, 5),
        lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.UInt64)}),
    ),
    "polars float": (FLOATS, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Float64)})),
    "polars decimal": (DECIMALS, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Decimal(38, 3))})),
    "polars fine": (FINE, lambda v: pl.DataFrame({"A": pl.Series(v, dtype=pl.Decimal(38, 22))})),
    "pandas object": (OBJECTS, lambda v: pd.DataFrame({"A": pd.Series(v, dtype=object)})),
    "pandas text": (TEXT, lambda v: pd.DataFrame({"A": v})),
    "pandas string": (TEXT, lambda v: pd.DataFrame({"A": pd.Series(v, dtype="string")})),
    "pandas float": (FLOATS, lambda v: pd.DataFrame({"A": pd.Series(v, dtype="float64")})),
    "pandas Int64": (WHOLE | st.none(), lambda v: pd.DataFrame({"A": pd.Series(v, dtype="Int64")})),
    "pandas category of numbers": (WHOLE | st.none(), lambda v: pd.DataFrame({"A": pd.Categorical(v)})),
    "pandas category of floats": (WHOLE.map(float) | st.none(), lambda v: pd.DataFrame({"A": pd.Categorical(v)})),
    "pandas category of text": (TEXT | st.none(), lambda v: pd.DataFrame({"A": pd.Categorical(v)})),
    "pandas category of truth": (st.booleans(), lambda v: pd.DataFrame({"A": pd.Categorical(v)})),
    "pandas arrow decimal": (
        FINE,
        lambda v: pd.DataFrame({"A": pd.Series(v, dtype=pd.ArrowDtype(pa.decimal256(60, 22)))}),
    ),
    "arrow text": (TEXT, arrow(pa.string())),
    "arrow view": (TEXT, arrow(pa.string_view())),
    "arrow dictionary": (TEXT, lambda v: pa.table({"A": pa.array(v, pa.string()).dictionary_encode()})),
    "arrow dictionary of numbers": (WHOLE, lambda v: pa.table({"A": pa.array(v).dictionary_encode()})),
    "arrow run-end-encoded text": (TEXT, encoded),
    "arrow run-end-encoded numbers": (WHOLE, encoded),
    "arrow half float": (
        WHOLE.map(float) | st.just(1.5),
        lambda v: pa.table({"A": pa.array(map(np.float16, v), pa.float16())}),
    ),
    "arrow float": (FLOATS, arrow(pa.float64())),
    "arrow decimal32": (DECIMALS, arrow(pa.decimal32(9, 3))),
    "arrow decimal64": (DECIMALS, arrow(pa.decimal64(9, 3))),
    "arrow decimal128": (FINE, arrow(pa.decimal128(38, 22))),
    "arrow decimal256": (FINE, arrow(pa.decimal256(60, 22))),
    "arrow uint8": (st.integers(0, 5), arrow(pa.uint8())),
    **{
        f"{engine} {name}": (values, maker(engine))
        for engine in ("duckdb", "ibis")
        for name, values in {"text": TEXT, "whole": WHOLE, "float": FLOATS, "fine": FINE}.items()
    },
}


def meant(edition: ap.Edition, value: object) -> str | None:
    """The outcome that ``answers`` comes to with a value, or None where it refuses it. A whole number is one."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float | D) and value in range(100):
        value = int(value)
    try:
        return ap.assess(edition, edition.answers(A=value, **REST)).outcome.id
    except InvalidAnswers:
        return None


def with_the_rest(frame: Any) -> Any:
    """The other three axes answered in every row."""
    match frame:
        case pd.DataFrame():
            return frame.assign(**REST)
        case pa.Table():
            for name, answer in REST.items():
                frame = frame.append_column(name, pa.array([answer] * len(frame)))
            return frame
        case pl.DataFrame() | pl.LazyFrame():
            return frame.with_columns(**{name: pl.lit(answer) for name, answer in REST.items()})
        case _:
            rest = {name: nw.lit(answer) for name, answer in REST.items()}
            return nw.from_native(frame).with_columns(**rest).to_native()


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_value_means_what_answers_makes_of_it(edition: ap.Edition, kind: str) -> None:
    values, make = COLUMNS[kind]
    slow = kind.startswith(("duckdb", "ibis"))

    @settings(FEW, max_examples=examples(3 if slow else 15))
    @given(st.lists(values, min_size=1, max_size=12))
    def check(values: list[Any]) -> None:
        frame = with_the_rest(make(values))
        outcomes = [row["outcome"] for row in rows_of(frames.assess(frame, edition, invalid="null"))]
        expected = [meant(edition, value) for value in values]
        assert (sorted(outcomes, key=str) == sorted(expected, key=str)) if slow else (outcomes == expected)
        if None in expected:
            with pytest.raises(InvalidAnswers) as caught:
                frames.assess(frame, edition)
            assert str(caught.value).isprintable()

    check()


UNREADABLE = {
    "list": [[1], [2]],
    "list view": pa.array([[1], [2]], pa.list_view(pa.int8())),
    "interval": pa.array([(1, 2, 3)] * 2, pa.month_day_nano_interval()),
    "bool8": pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, 0], pa.int8())),
    "truth": [True, False],
    "binary": [b"1", b"2"],
    "dictionary of binary": pa.array([b"1", b"2"]).dictionary_encode(),
    "dictionary of truth": pa.array([True, False]).dictionary_encode(),
    "run-end-encoded truth": run_end_encoded(pa.array([True, False])),
    "union": pa.UnionArray.from_sparse(pa.array([0, 0], pa.int8()), [pa.array([1, 2])]),
    "struct": pa.array([{"a": 1}, {"a": 2}]),
    "date": [datetime.date(2026, 1, 1)] * 2,
    "duration": pa.array([1, 2], pa.duration("s")),
    "uuid": pa.ExtensionArray.from_storage(pa.uuid(), pa.array([b"1" * 16] * 2, pa.binary(16))),
}


def refused(frame: Any, edition: ap.Edition) -> str:
    """What is said of a column that cannot be read, whatever is done with invalid values."""
    with pytest.raises(InvalidAnswers):
        frames.assess(frame, edition, invalid="null")
    with pytest.raises(InvalidAnswers) as caught:
        frames.assess(frame, edition)
    [problem] = caught.value.problems
    assert (problem.code, problem.where, problem.value) == ("column-of-another-type", "/A", "'A'")
    return str(problem)


@pytest.mark.parametrize("kind", UNREADABLE)
def test_columns_of_other_types_are_refused_with_their_type(edition: ap.Edition, kind: str) -> None:
    column: Any = UNREADABLE[kind]
    table = pa.table({"A": column, **{name: [answer] * 2 for name, answer in REST.items()}})
    said = refused(table, edition)
    assert str(table["A"].type).partition("<")[0] in said
    frame = pd.DataFrame({"A": pd.Series(pd.arrays.ArrowExtensionArray(table["A"]))}).assign(**REST)
    assert "expected text or whole numbers" in refused(frame, edition)


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([b"1"]),
        pl.Series([True]),
        pl.Series([[1]]),
        pl.Series([object()], dtype=pl.Object),
        pl.Series([datetime.timedelta(1)]),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_other_types_of_polars_are_refused(edition: ap.Edition, column: pl.Series) -> None:
    for frame in (with_the_rest(pl.DataFrame({"A": column})), with_the_rest(pl.LazyFrame({"A": column}))):
        assert str(column.dtype).partition("(")[0] in refused(frame, edition)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([True]),
        pd.Series([True], dtype="boolean"),
        pd.Series(pd.period_range("2026", periods=1)),
        pd.Series(pd.arrays.SparseArray([1])),
        pd.Series(pd.interval_range(0, 1)),
        pd.Series([1j]),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_other_types_of_pandas_are_refused(edition: ap.Edition, column: Any) -> None:
    assert str(column.dtype) in refused(pd.DataFrame({"A": column}).assign(**REST), edition)


@pytest.mark.parametrize(
    "value", ["5::bignum", "true", "uuid()", "interval 1 day", "[1]", "'1'::blob", "date '2026-01-01'"]
)
def test_columns_of_other_types_of_duckdb_are_refused(edition: ap.Edition, value: str) -> None:
    import duckdb

    refused(duckdb.sql(f"""select {value} as "A", 'B1' as "B", 'C1' as "C", 'D1' as "D" """), edition)


@pytest.mark.parametrize("engine", [*EAGER, *LAZY])
def test_the_name_of_a_column_means_nothing_but_itself(edition: ap.Edition, engine: str) -> None:
    """Polars takes ``^A$`` and ``*`` for patterns, DuckDB ``*`` for every column, Spark dots and backticks for more."""
    sql = engine.startswith(("duckdb", "ibis"))
    names = [name for name in NAMES if not (sql and name in ("", "*"))]
    for name in names if not sql else names[::3]:
        others = {other: ["A3"] for other in names if other != name}
        columns: Columns = {**others, name: ["A1"], "A": ["A3"], "B": ["B2"], "C": ["C3"], "D": ["D1"]}
        assessed = frames.assess(make_frame(engine, columns), edition, {"A": name})
        [row] = rows_of(assessed)
        assert list(row) == [*columns, "outcome", "rule", "disputed"]
        assert row["outcome"] == "high", name
    wrong: Columns = {"^A$": ["⑨"], "A": ["A3"], "B": ["B2"], "C": ["C3"], "D": ["D1"]}
    with pytest.raises(InvalidAnswers, match="no option of axis A in 1 row: '⑨'"):
        frames.assess(make_frame(engine, wrong), edition, {"A": "^A$"})


def test_a_column_without_a_name_is_refused_in_ibis(edition: ap.Edition) -> None:
    frame = make_frame("ibis", {"": ["x"], "A": ["A1"], **{name: [answer] for name, answer in REST.items()}})
    with pytest.raises(InvalidAnswers, match=r"^a column has no name; give it one$"):
        frames.assess(frame, edition)


def test_a_column_that_duckdb_takes_for_every_column_is_refused(edition: ap.Edition) -> None:
    for columns in (None, {"A": "*"}):
        with pytest.raises(
            InvalidAnswers, match=r"^a column is called '\*', which DuckDB takes for every column; renam"
        ):
            frames.assess(
                make_frame("duckdb", {"*": ["A1"], "A": ["A1"], **{n: [a] for n, a in REST.items()}}), edition, columns
            )


def test_pandas_can_be_queried_for_what_is_disputed_beside_rows_that_are_not_judged(edition: ap.Edition) -> None:
    frame = pd.DataFrame({"A": ["③", "⑨", "①"], "B": [3, 3, 1], "C": [2, 2, 1], "D": [2, 2, 1]})
    assessed = frames.assess(frame, edition, invalid="null")
    assert assessed["disputed"].dtype == "boolean"
    assert assessed.query("disputed")["A"].tolist() == ["③"]
