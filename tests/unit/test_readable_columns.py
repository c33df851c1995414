"""A column of each type that is read in a way of its own: it says what ``edition.answers`` makes of it."""

from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute
import pytest

import aiprocure as ap
from aiprocure import frames
from aiprocure.errors import InvalidAnswers
from aiprocure.frames import readable_columns
from engines import rows_of

pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")

REST = {"B": "B2", "C": "C3", "D": "D2"}


def arrow(values: Any) -> pa.Table:
    return pa.table({"A": values} | {name: [option] * len(values) for name, option in REST.items()})


def pandas(values: Any) -> pd.DataFrame:
    return pd.DataFrame({"A": values, **REST})


def run_end_encoded(values: list[str]) -> Any:
    return pa.compute.call_function("run_end_encode", [pa.array(values)])


def arrow_series(values: Any) -> Any:
    return pd.Series(pd.arrays.ArrowExtensionArray(values))


READ: dict[str, Callable[[], Any]] = {
    "Arrow text": lambda: arrow(pa.array(["A1", "③"])),
    "Arrow text in views": lambda: arrow(pa.array(["A1", "③"], pa.string_view())),
    "Arrow numbers": lambda: arrow(pa.array([1, 3])),
    "Arrow half floats": lambda: arrow(pa.array([np.float16(1), np.float16(3)], pa.float16())),
    "Arrow decimals": lambda: arrow(pa.array([Decimal(1), Decimal(3)])),
    "Arrow dictionary": lambda: arrow(pa.array(["A1", "③"]).dictionary_encode()),
    "Arrow run lengths": lambda: arrow(run_end_encoded(["A1", "③"])),
    "pandas objects": lambda: pandas(pd.Series(["A1", np.int8(3)], dtype=object)),
    "pandas decimals": lambda: pandas(pd.Series([Decimal(1), Decimal("3.0")], dtype=object)),
    "pandas categories": lambda: pandas(pd.Categorical(["A1", "③"])),
    "pandas Arrow text": lambda: pandas(arrow_series(pa.array(["A1", "③"]))),
    "pandas Arrow chunks": lambda: pandas(arrow_series(pa.chunked_array([["A1"], ["③"]]))),
    "pandas Arrow decimals": lambda: pandas(arrow_series(pa.array([Decimal(1), Decimal(3)]))),
    "Polars text": lambda: pl.DataFrame({"A": ["A1", "③"], **REST}),
}

REFUSED: dict[str, Callable[[], Any]] = {
    "Arrow bytes": lambda: arrow(pa.array([b"1"])),
    "pandas Arrow bytes": lambda: pandas(arrow_series(pa.array([b"1"]))),
    "pandas bytes": lambda: pandas(pd.Series([b"1"], dtype=object)),
    "pandas truth": lambda: pandas(pd.Categorical([True])),
    "pandas fraction": lambda: pandas(pd.Series([Decimal("1.0000000000000000000001")], dtype=object)),
    "pandas large number": lambda: pandas(pd.Series([Decimal("1e999999")], dtype=object)),
    "pandas infinity": lambda: pandas(pd.Series([float("inf")], dtype=object)),
    "pandas signal": lambda: pandas(pd.Series([Decimal("sNaN")], dtype=object)),
    "pandas surrogate": lambda: pandas(pd.Series(["\ud800"], dtype=object)),
}


@pytest.mark.parametrize("made", READ.values(), ids=READ)
def test_a_column_is_read_for_what_it_says(made: Callable[[], Any], edition: ap.Edition) -> None:
    rows = ap.frames.assess(made(), edition)
    written = [ap.assess(edition, edition.answers(A=option, **REST)).rule.id for option in (1, 3)]
    assert list(map(str, rows["rule"].to_pylist() if isinstance(rows, pa.Table) else rows["rule"])) == written


@pytest.mark.parametrize("made", REFUSED.values(), ids=REFUSED)
def test_a_column_that_says_something_else_is_refused(made: Callable[[], Any], edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers):
        frames.assess(made(), edition)


def test_a_name_that_polars_takes_for_a_pattern_means_one_column(edition: ap.Edition) -> None:
    frame = pl.DataFrame({"^A$": ["A1"], "A": ["A3"], **REST})
    assert frames.assess(frame, edition, columns={"A": "^A$"})["rule"].to_list() == ["R9"]


def test_a_missing_value_is_missing_whatever_holds_it(edition: ap.Edition) -> None:
    for values in (pd.Series([None], dtype=object), pd.Categorical(pd.Series([None], dtype="string"))):
        with pytest.raises(InvalidAnswers):
            frames.assess(pandas(values), edition)


@attrs.frozen
class SparkFrame:
    """As much of a frame of Spark, and of narwhals around it, as a column is made readable with."""

    columns: dict[str, str]
    """What each column is selected by."""
    implementation: nw.Implementation = nw.Implementation.PYSPARK

    @property
    def schema(self) -> dict[str, Any]:
        return {name: SimpleNamespace(dataType="StringType()") for name in self.columns}

    def to_native(self) -> "SparkFrame":
        return self

    def collect_schema(self) -> nw.Schema:
        return nw.Schema(dict.fromkeys(self.columns, nw.String()))

    def __getitem__(self, selected: str) -> str:
        return selected

    def withColumn(self, name: str, selected: str) -> "SparkFrame":  # noqa: N802  # the name that Spark has for it
        return attrs.evolve(self, columns={**self.columns, name: selected})


def test_spark_is_given_names_in_backticks(edition: ap.Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on Spark itself: ``tests/executors/test_spark.py``."""
    monkeypatch.setattr(nw, "from_native", lambda native: native)
    frame: Any = SparkFrame({"a.`b": "", "A": ""})
    plain = readable_columns.make_readable(frame, "A", edition.axes[0])
    assert (plain.key, plain.kind) == ("A", "text")
    quoted: Any = readable_columns.make_readable(frame, "a.`b", edition.axes[0])
    assert quoted.frame.columns[quoted.key] == "`a.``b`"


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1, "③", None, 3.0], ["low", "low", None, "low"]), ([Decimal(3), 3, "x", "３"], ["low", "low", None, "low"])],
)
def test_dask_reads_objects_by_their_own_types(
    edition: ap.Edition, values: list[object], expected: list[str | None]
) -> None:
    import dask
    import dask.dataframe as dd

    frame = pd.DataFrame({"A": pd.Series(values, dtype=object)}).assign(**REST)
    with dask.config.set({"dataframe.convert-string": False}):
        from_pandas: Any = dd.from_pandas
        assessed = rows_of(frames.assess(from_pandas(frame, npartitions=2), edition, invalid="null"))
    assert [row["outcome"] for row in assessed] == expected
