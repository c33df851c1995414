"""The determination in SQL, run by DuckDB and SQLite."""

import sqlite3
from collections import Counter
from typing import get_args

import attrs
import duckdb
import pytest
from hypothesis import given, settings

import aiprocure as ap
from aiprocure.errors import InvalidArgument, InvalidData, InvalidEdition
from aiprocure.errors.text import Text
from aiprocure.export.sql import Dialect
from executed import EDITIONS, State, outcomes_of, states_of
from soak import examples
from sql_engines import HOSTILE, combinations, in_duckdb, in_sqlite
from strategies import sound_editions

SHIPPED, MADE_UP = EDITIONS.values()
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)


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
@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
def test_the_table_holds_every_combination(dialect: Dialect, edition: ap.Edition) -> None:
    assert table_in(dialect, edition) == combinations(edition)


def test_what_means_nothing_gives_null_and_a_column_may_have_any_name() -> None:
    columns = {"A": HOSTILE, "B": "A", "C": "x" * 10_000, "D": "列"}
    cases: list[State] = [
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


@pytest.mark.slow
@settings(max_examples=examples(12))
@given(sound_editions(most_axes=3, most_options=3))
def test_every_engine_decides_as_assess_does(edition: ap.Edition) -> None:
    cases = states_of(edition)
    assert in_duckdb(edition, cases) == in_sqlite(edition, cases) == outcomes_of(edition, cases)
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
