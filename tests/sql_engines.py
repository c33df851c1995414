"""What the exports in SQL are run on: states as columns of text, in the engines that are Python packages."""

import sqlite3
from collections.abc import Mapping, Sequence

import duckdb

import aiprocure as ap
from executed import State

HOSTILE = "\"; drop table `t` -- ' */ \\ 業務\n"


def combinations(edition: ap.Edition) -> list[tuple[object, ...]]:
    """Every combination with its outcome, its row, and whether that is disputed, as the table has them."""
    found = [ap.assess(edition, answers) for answers in edition.all_answers()]
    return [
        (*(each.answers[axis.id] for axis in edition.axes), each.outcome.id, each.rule.id, bool(each.disputed))
        for each in found
    ]


def in_duckdb(edition: ap.Edition, cases: Sequence[State], columns: Mapping[str, str] | None = None) -> list[object]:
    """What the expression gives for each case."""
    names = ['"' + (columns or {}).get(axis.id, axis.id).replace('"', '""') + '"' for axis in edition.axes]
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE t (number INTEGER, {', '.join(f'{name} VARCHAR' for name in names)})")
        marks = ", ".join("?" * (len(names) + 1))
        values = [value for number, case in enumerate(cases) for value in (number, *case)]
        database.execute(f"INSERT INTO t VALUES {', '.join([f'({marks})'] * len(cases))}", values)
        found = database.execute(f"SELECT {ap.export.to_sql(edition, columns=columns)} AS o FROM t ORDER BY number")
        return [row[0] for row in found.fetchall()]


def in_sqlite(edition: ap.Edition, cases: Sequence[State], columns: Mapping[str, str] | None = None) -> list[object]:
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
