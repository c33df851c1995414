"""The determination in SQL, run by a PostgreSQL server of its own. It has to be there: nothing here is skipped."""

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import aiprocure as ap
from executed import EDITIONS, Comparing, states_of
from sql_engines import combinations

OWNER = "postgres" if os.geteuid() == 0 else None
"""The server refuses to run for root: Debian's package makes a user for it."""
HOSTILE = "\"; drop table `t` -- ' */ \\ 業務"


def program(name: str) -> str:
    """A program of the server, on the path or where Debian puts it."""
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None)
    assert found, f"{name} is not installed"
    return found


@pytest.fixture(scope="module")
def query() -> Iterator[Callable[[str], list[list[str]]]]:
    """What runs SQL and returns the rows of its last statement. The server listens on a socket in a folder alone."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if OWNER:
            shutil.chown(folder, OWNER)
        data = f"{folder}/data"

        def run(*words: str, given: str | None = None) -> str:
            done = subprocess.run(
                words,
                input=given,
                capture_output=True,
                text=True,
                encoding="utf-8",
                user=OWNER,
                cwd=folder,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        run(program("initdb"), "-D", data, "-U", "tester", "-E", "UTF8", "--locale=C", "-N")
        control = (program("pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log")
        run(*control, "-o", f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off", "start")
        psql = (program("psql"), "-h", folder, "-U", "tester", "-d", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1")
        try:
            yield lambda sql: list(csv.reader(io.StringIO(run(*psql, "--csv", "-t", given=sql))))
        finally:
            run(*control, "-m", "immediate", "stop")


@pytest.mark.parametrize("name", EDITIONS)
def test_every_state_comes_to_what_assess_gives(
    name: str, query: Callable[[str], list[list[str]]], compare: Comparing
) -> None:
    edition = EDITIONS[name]
    columns: dict[str, str] = {edition.axes[0].id: HOSTILE}
    cases = states_of(edition)
    heads = ", ".join('"' + columns.get(axis.id, axis.id).replace('"', '""') + '"' for axis in edition.axes)
    rows = ", ".join(
        "(" + ", ".join([str(number), *("NULL::text" if each is None else f"'{each}'" for each in case)]) + ")"
        for number, case in enumerate(cases)
    )
    expression = ap.export.to_sql(edition, dialect="postgresql", columns=columns)
    found = query(f"SELECT coalesce({expression}, '-') FROM (VALUES {rows}) AS t (number, {heads}) ORDER BY number")
    outcomes = (None if row[0] == "-" else row[0] for row in found)
    [[version]] = query("SHOW server_version")
    compare(f"PostgreSQL {version.split()[0]}", edition, cases, outcomes)


@pytest.mark.parametrize("name", EDITIONS)
def test_the_table_holds_every_combination(name: str, query: Callable[[str], list[list[str]]]) -> None:
    edition = EDITIONS[name]
    made = f"CREATE TEMP TABLE made AS {ap.export.to_sql_table(edition, dialect='postgresql')};"
    found = query(f"{made} SELECT * FROM made")
    assert sorted(found) == sorted([*map(str, row[:-1]), "t" if row[-1] else "f"] for row in combinations(edition))
