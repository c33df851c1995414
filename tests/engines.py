"""Frames of every engine that runs in Python alone, made from columns and read back as rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa

Columns: TypeAlias = Mapping[str, Sequence[object]]

EAGER = ["pandas", "polars", "pyarrow"]
LAZY = ["polars-lazy", "duckdb", "duckdb-own", "ibis", "dask"]
ORDERED = [*EAGER, "polars-lazy"]


def make_frame(engine: str, columns: Columns) -> Any:
    """A frame of an engine. What takes long to import is imported here."""
    return MAKERS[engine](columns)


def _duckdb(columns: Columns) -> Any:
    import duckdb

    return duckdb.from_arrow(pa.table(dict(columns)))


def _own_duckdb(columns: Columns) -> Any:
    """A table of a connection that is not the module's own: whatever asks the module for it fails."""
    import duckdb

    connection = duckdb.connect()
    connection.register("columns", pa.table(dict(columns)))
    connection.execute("create table inventory as from columns")
    return connection.table("inventory")


def _ibis(columns: Columns) -> Any:
    import ibis  # type: ignore[import-untyped]

    return ibis.memtable(pa.table(dict(columns)))


def _dask(columns: Columns) -> Any:
    import dask.dataframe as dd

    from_pandas: Any = dd.from_pandas
    return from_pandas(pd.DataFrame(columns), npartitions=2)


MAKERS: dict[str, Callable[[Columns], Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars-lazy": pl.LazyFrame,
    "pyarrow": lambda columns: pa.table(dict(columns)),
    "duckdb": _duckdb,
    "duckdb-own": _own_duckdb,
    "ibis": _ibis,
    "dask": _dask,
}


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame of any engine, null as None whatever the engine has for it."""
    known: Any = nw.from_native(frame)
    eager = known.collect() if isinstance(known, nw.LazyFrame) else known
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in eager.rows(named=True)]
