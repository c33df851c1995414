"""Every state of two editions, decided by each engine that is a Python package: as ``assess`` decides it."""

import sqlite3
from importlib.metadata import version

import duckdb
import pytest

import aiprocure as ap
from aiprocure import frames
from engines import make_frame, rows_of
from executed import EDITIONS, Comparing, states_of
from sql_engines import HOSTILE, in_duckdb, in_sqlite

FRAMES = {"pandas": "pandas", "Polars": "polars", "PyArrow": "pyarrow", "Ibis": "ibis", "Dask": "dask"}


def columns_of(edition: ap.Edition) -> dict[str, str]:
    """The column of each axis: the first has a hostile name."""
    return {axis.id: HOSTILE if place == 0 else axis.id for place, axis in enumerate(edition.axes)}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_determination_in_sql_is_that_of_assess(name: str, compare: Comparing) -> None:
    edition, states = EDITIONS[name], states_of(EDITIONS[name])
    columns = columns_of(edition)
    compare(f"DuckDB {duckdb.__version__}", edition, states, in_duckdb(edition, states, columns))
    compare(f"SQLite {sqlite3.sqlite_version}", edition, states, in_sqlite(edition, states, columns))


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")  # narwhals, of its own future
@pytest.mark.parametrize("engine", FRAMES)
@pytest.mark.parametrize("name", EDITIONS)
def test_a_frame_is_decided_as_assess_does(name: str, engine: str, compare: Comparing) -> None:
    edition, states = EDITIONS[name], states_of(EDITIONS[name])
    columns = columns_of(edition)
    values = {columns[axis.id]: [state[place] for state in states] for place, axis in enumerate(edition.axes)}
    frame = make_frame(FRAMES[engine], {"n": list(range(len(states))), **values})
    rows = rows_of(frames.assess(frame, edition, columns, invalid="null"))
    rows.sort(key=lambda row: int(row["n"]))
    package = {"Ibis": "ibis-framework"}.get(engine, engine.lower())
    compare(f"{engine} {version(package)}", edition, states, (row["outcome"] for row in rows))
