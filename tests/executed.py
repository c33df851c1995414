"""The proof that a determination is the same everywhere: what each engine made of every state, put into one table."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors.text import Language, Text

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "docs" / "executors.md", ROOT / "README.md")
EDITIONS: Mapping[str, ap.Edition] = {
    "shipped": ap.editions.load("2025-05-27"),
    "five axes": ap.editions.read(ROOT / "tests" / "editions" / "made_up_2"),
}
ENGINES: Mapping[str, str] = {
    "DuckDB": "to_sql",
    "SQLite": "to_sql",
    "PostgreSQL": "to_sql",
    "Apache Spark": "to_sql",
    "Apache KIE": "to_dmn",
    "Node.js": "to_vectors",
    "Chromium": "to_page",
    "LibreOffice": "to_xlsx",
    "pandas": "frames.assess",
    "Polars": "frames.assess",
    "PyArrow": "frames.assess",
    "Ibis": "frames.assess",
    "Dask": "frames.assess",
    "Pyodide": "assess",
}
"""Each engine and what it runs, in the order of the table. It is complete only with all of them."""
LANGUAGES: tuple[Language, ...] = ("ja", "en")
NAME = "executed"
"""What the runs are called in the report of a test."""

State: TypeAlias = tuple[str | None, ...]
"""An option of each axis, or None where it is not answered."""


@attrs.frozen
class Run:
    """What one engine has run of one edition, and in how many states it differs."""

    engine: str
    version: str
    edition: str
    combinations: int
    partial: int
    differences: int


def states_of(edition: ap.Edition) -> list[State]:
    """Every state of every axis: one of its options, or no answer."""
    return list(itertools.product(*([*(str(option.id) for option in axis.options), None] for axis in edition.axes)))


def outcomes_of(edition: ap.Edition, states: Iterable[State]) -> list[str | None]:
    """What ``assess`` makes of each state: the id of an outcome, or None where an answer is missing."""
    return [None if None in state else _outcome(edition, state) for state in states]


def _outcome(edition: ap.Edition, state: State) -> str:
    axes: list[str] = [axis.id for axis in edition.axes]
    return ap.assess(edition, edition.answers(**dict(zip(axes, state, strict=True)))).outcome.id


@attrs.frozen
class Comparing:
    """What compares an engine's outcomes with those of the library, and notes the run in the report of a test."""

    test: pytest.Item

    def __call__(
        self,
        engine: str,
        edition: ap.Edition,
        states: Sequence[State],
        outcomes: Iterable[object],
        expected: Iterable[object] | None = None,
    ) -> None:
        """Compare what an engine, called with its version, makes of states, among them every combination.

        Where nothing else is expected, that is what ``assess`` gives, and nothing where an answer is missing.
        """
        assert {state for state in states_of(edition) if None not in state} <= set(states)
        wanted = outcomes_of(edition, states) if expected is None else expected
        differing = {
            state: (outcome, each)
            for state, outcome, each in zip(states, outcomes, wanted, strict=True)
            if outcome != each
        }
        self.note(engine, edition, states, len(differing))
        assert differing == {}

    def note(self, engine: str, edition: ap.Edition, states: Iterable[State], differences: int) -> None:
        """Note what an engine, called with its version, was given, where it has compared by itself."""
        engine, _, version = engine.rpartition(" ")
        assert engine in ENGINES
        partial = [None in state for state in states]
        name = "shipped" if edition == EDITIONS["shipped"] else f"{len(edition.axes)} axes".replace("5", "five")
        run = Run(engine, version, name, partial.count(False), partial.count(True), differences)
        self.test.user_properties.append((NAME, attrs.asdict(run)))


def runs_in(reports: Iterable[pytest.TestReport]) -> list[Run]:
    """The runs that tests have noted."""
    return [Run(**value) for each in reports for name, value in each.user_properties if name == NAME]  # type: ignore[arg-type]  # as it was noted


HEADINGS = (
    Text("実行したもの", "engine"),
    Text("版", "version"),
    Text("実行した関数の出力", "runs"),
    Text("2025年5月27日の版", "edition of 27 May 2025"),
    Text("五つの軸の版", "edition of five axes"),
    Text("違い", "differences"),
)
COUNTED = Text("{combinations}通り、未回答を含む{partial}通り", "{combinations} combinations, {partial} partial states")


def table_of(runs: Sequence[Run], language: Language) -> list[str]:
    """The table of all runs, as lines of Markdown: one row an engine."""
    headings = [heading.in_language(language) for heading in HEADINGS]
    rows = [_row(engine, [run for run in runs if run.engine == engine], language) for engine in ENGINES]
    head, *body = (f"| {' | '.join(cells)} |" for cells in (headings, *rows))
    return [head, "|---|---|---|--:|--:|--:|", *body]


def _row(engine: str, runs: Sequence[Run], language: Language) -> list[str]:
    """What an engine has run. States that it has run in several tests count once."""
    versions = sorted({run.version for run in runs})
    counts = []
    for edition in EDITIONS:
        largest = max((run for run in runs if run.edition == edition), key=lambda run: (run.combinations, run.partial))
        counts.append(COUNTED.in_language(language).format(**attrs.asdict(largest)))
    differences = sum(run.differences for run in runs)
    return [engine, ", ".join(versions), f"`{ENGINES[engine]}`", *counts, str(differences)]


def missing_from(runs: Sequence[Run]) -> list[str]:
    """The engines, with an edition, that have run nothing."""
    ran = {(run.engine, run.edition) for run in runs}
    return [f"{engine} ({edition})" for engine in ENGINES for edition in EDITIONS if (engine, edition) not in ran]


def tables_in(document: Path) -> dict[str, list[str]]:
    """The lines of the table that a document has in each language."""
    text = document.read_text(encoding="utf-8")
    found = re.findall(r"<!-- executors (\w+) -->\n(.*?)\n<!-- / -->", text, re.DOTALL)
    return {language: table.splitlines() for language, table in found}


def write_tables(document: Path, runs: Sequence[Run]) -> None:
    """Put the table of all runs into a document, in each language that it has one in."""
    text = document.read_text(encoding="utf-8")
    for language in LANGUAGES:
        table = "\n".join(table_of(runs, language))
        start, end = f"<!-- executors {language} -->\n", "\n<!-- / -->"
        before, after = text.split(start)
        text = f"{before}{start}{table}{end}{after.partition(end)[2]}"
    document.write_text(text, encoding="utf-8")
