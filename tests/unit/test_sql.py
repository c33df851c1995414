"""The determination in SQL, run by DuckDB and SQLite on every combination and every partial state."""

import sqlite3
from collections import Counter
from pathlib import Path
from typing import get_args

import attrs
import duckdb
import pytest
from hypothesis import given, settings

import aiprocure as ap
from aiprocure.errors import InvalidArgument, InvalidData, InvalidEdition
from aiprocure.errors.text import Text
from aiprocure.export.sql import Dialect
from soak import examples
from sql_engines import HOSTILE, combinations, outcomes, partial_cases
from strategies import sound_editions

SHIPPED = ap.editions.load("2025-05-27")
MADE_UP = ap.editions.read(Path(__file__).parents[1] / "editions" / "made_up_2")
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
Cases = list[tuple[str | None, ...]]


def in_duckdb(edition: ap.Edition, cases: Cases, columns: dict[str, str] | None = None) -> list[object]:
    """What the expression gives for each case."""
    names = ['"' + (columns or {}).get(axis.id, axis.id).replace('"', '""') + '"' for axis in edition.axes]
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE t (number INTEGER, {', '.join(f'{name} VARCHAR' for name in names)})")
        marks = ", ".join("?" * (len(names) + 1))
        values = [value for number, case in enumerate(cases) for value in (number, *case)]
        database.execute(f"INSERT INTO t VALUES {', '.join([f'({marks})'] * len(cases))}", values)
        found = database.execute(f"SELECT {ap.export.to_sql(edition, columns=columns)} AS o FROM t ORDER BY number")
        return [row[0] for row in found.fetchall()]


def in_sqlite(edition: ap.Edition, cases: Cases, columns: dict[str, str] | None = None) -> list[object]:
    """What the expression gives for each case."""
    names = [(columns or {}).get(axis.id, axis.id).replace("`", "``") for axis in edition.axes]
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"CREATE TABLE t ({', '.join(f'`{name}` TEXT' for name in names)})")
        database.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", cases)
        expression = ap.export.to_sql(edition, dialect="sqlite", columns=columns)
        return [row[0] for row in database.execute(f"SELECT {expression} AS o FROM t ORDER BY rowid")]
    finally:
        database.close()


def table_in(dialect: Dialect, edition: ap.Edition) -> list[tuple[object, ...]]:
    """What the query gives."""
    query = ap.export.to_sql_table(edition, dialect=dialect)
    if dialect == "duckdb":
        with duckdb.connect() as ducks:
            return ducks.execute(query).fetchall()
    database = sqlite3.connect(":memory:")
    try:
        return [(*row[:-1], bool(row[-1])) for row in database.execute(query)]
    finally:
        database.close()


@pytest.mark.parametrize("edition", [SHIPPED, MADE_UP], ids=["shipped", "five axes"])
def test_every_state_comes_to_what_assess_gives(edition: ap.Edition) -> None:
    cases = partial_cases(edition)
    assert in_duckdb(edition, cases) == in_sqlite(edition, cases) == outcomes(edition, cases)


def test_the_states_are_all_of_them() -> None:
    assert (len(partial_cases(SHIPPED)), len(MADE_UP.axes)) == (400, 5)
    assert sum(None not in case for case in partial_cases(SHIPPED)) == 144


@pytest.mark.parametrize("edition", [SHIPPED, MADE_UP], ids=["shipped", "five axes"])
@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_the_table_holds_every_combination(dialect: Dialect, edition: ap.Edition) -> None:
    assert table_in(dialect, edition) == combinations(edition)


def test_what_means_nothing_gives_null_and_a_column_may_have_any_name() -> None:
    columns = {"A": HOSTILE, "B": "A", "C": "x" * 10_000, "D": "列"}
    cases: Cases = [
        ("A2", "B2", "C3", "D2"),
        ("a2", "B2", "C3", "D2"),
        ("", "B2", "C3", "D2"),
        ("A2", "A2", "C3", "D2"),
    ]
    assert in_duckdb(SHIPPED, cases, columns) == in_sqlite(SHIPPED, cases, columns) == ["low", None, None, None]


def test_a_column_that_is_not_there_is_an_error_and_never_a_text() -> None:
    """In double quotes SQLite would take the name for text, here for the option itself."""
    expression = ap.export.to_sql(SHIPPED, dialect="sqlite", columns={"A": "A2"})
    database = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such column: A2"):
        database.execute(f"SELECT {expression} FROM (SELECT 'B2' AS B, 'C3' AS C, 'D2' AS D)")
    database.close()


@pytest.mark.no_cover
@settings(max_examples=examples(12))
@given(sound_editions(most_axes=3, most_options=3))
def test_every_engine_decides_as_assess_does(edition: ap.Edition) -> None:
    cases = partial_cases(edition)
    assert in_duckdb(edition, cases) == in_sqlite(edition, cases) == outcomes(edition, cases)
    assert table_in("duckdb", edition) == table_in("sqlite", edition) == combinations(edition)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_edition_and_what_there_is_to_know_of_it_stand_before(dialect: Dialect) -> None:
    disputes = Counter(
        reading.id for answers in SHIPPED.all_answers() for reading in ap.assess(SHIPPED, answers).disputed
    )
    rivals = ", ".join(f"{reading.id} ({disputes[reading.id]})" for reading in SHIPPED.readings)
    for text in (ap.export.to_sql(SHIPPED, dialect=dialect), ap.export.to_sql_table(SHIPPED, dialect=dialect)):
        assert text.splitlines()[:4] == [
            f"/* aiprocure: DS-920 2025-05-27, revision {SHIPPED.revision}, {ap.encoding.fingerprint(SHIPPED)} */",
            "/* rows: reconstructed */",
            f"/* rival readings, and the combinations that each decides otherwise: {rivals} */",
            "/* superseded by Version 2.0, approved on 2026-06-12 */",
        ]
    assert ap.export.to_sql(SHIPPED, dialect=dialect) == ap.export.to_sql(
        ap.editions.load("2025-05-27"), dialect=dialect
    )


def test_an_edition_without_rivals_or_a_later_version_says_so() -> None:
    redrawn = attrs.evolve(SHIPPED.with_rules(SHIPPED.readings[0].rules), superseded_by=None)
    lines = ap.export.to_sql(redrawn).splitlines()
    assert lines[1].endswith(", redrawn */")
    assert lines[2:4] == ["/* rival readings, and the combinations that each decides otherwise: none */", "CASE"]


def test_hostile_words_of_an_edition_stay_in_their_comment() -> None:
    assert SHIPPED.superseded_by is not None
    later = attrs.evolve(SHIPPED.superseded_by, version="*/ DROP TABLE t; /*\n--\r", text=Text("x"))
    edition = attrs.evolve(SHIPPED, superseded_by=later)
    assert in_duckdb(edition, [("A2", "B2", "C3", "D2")]) == in_sqlite(edition, [("A2", "B2", "C3", "D2")]) == ["low"]
    comment = ap.export.to_sql(edition).splitlines()[3]
    assert (comment.count("*/"), comment.count("/*")) == (1, 1)


def test_spark_escapes_with_a_stroke() -> None:
    assert "WHEN `列``` IN" in ap.export.to_sql(SHIPPED, dialect="spark", columns={"A": "列`"})


@pytest.mark.parametrize(
    ("columns", "places"),
    [
        ({"E": "x"}, ["/columns/E"]),
        ({"A": ""}, ["/columns/A"]),
        ({"A": 5, "B": "\0", "C": "\ud800", "users": "x"}, ["/columns/A", "/columns/B", "/columns/C"]),
        ({"A": "B"}, ["/columns/B"]),
    ],
)
def test_columns_that_cannot_be_are_refused_all_at_once(columns: dict[str, str], places: list[str]) -> None:
    for write in (ap.export.to_sql, ap.export.to_sql_table):
        with pytest.raises(InvalidData) as caught:
            write(SHIPPED, columns=columns)
        assert [problem.where for problem in caught.value.problems] == places


def test_a_column_of_the_table_is_called_as_no_other() -> None:
    with pytest.raises(InvalidData, match=r"^/columns/A: the column 'outcome' answers axis A already"):
        ap.export.to_sql_table(SHIPPED, columns={"A": "Outcome"})
    assert "Outcome" in ap.export.to_sql_table(SHIPPED, dialect="postgresql", columns={"A": "Outcome"})
    assert "Outcome" in ap.export.to_sql(SHIPPED, columns={"A": "Outcome"})


def test_arguments_of_the_wrong_type_are_refused() -> None:
    with pytest.raises(
        InvalidData, match=r"^/dialect: expected duckdb, sqlite, postgresql, spark as the form, not 'x'$"
    ):
        ap.export.to_sql(SHIPPED, dialect="x")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument, match=r"^/columns: expected Mapping, not 'x'$"):
        ap.export.to_sql(SHIPPED, columns="x")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument):
        ap.export.to_sql_table("x")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidEdition):
        ap.export.to_sql(SHIPPED.with_rules(SHIPPED.rules[1:]))
