"""The table of executors in the docs and the README: as ``make executors`` writes it, whole, without a difference."""

from pathlib import Path

import attrs
import pytest

from aiprocure.errors.text import Language
from executed import (
    DOCUMENTS,
    EDITIONS,
    ENGINES,
    LANGUAGES,
    Comparing,
    Run,
    missing_from,
    outcomes_of,
    states_of,
    table_of,
    tables_in,
    write_tables,
)

SIZES = {name: (len(edition.all_answers()), len(states_of(edition))) for name, edition in EDITIONS.items()}
OTHERS: dict[tuple[str, str], tuple[int, int]] = {}
"""The combinations, and the states in all, of an engine that runs others of an edition: none today."""
RUNS = [
    Run(engine, "1.0", name, combinations, states - combinations, 0)
    for engine in ENGINES
    for name, size in SIZES.items()
    for combinations, states in [OTHERS.get((engine, name), size)]
]


def cells_of(table: list[str]) -> list[list[str]]:
    """The cells of the rows of a table."""
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[2:]]


def test_the_editions_are_of_these_sizes() -> None:
    assert SIZES == {"shipped": (144, 400), "five axes": (216, 960)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_same_everywhere_and_only_the_versions_are_not_known_beforehand(language: Language) -> None:
    first, *others = (tables_in(document)[language] for document in DOCUMENTS)
    assert all(table == first for table in others)
    versions = [cells[1] for cells in cells_of(first)]
    assert all(versions)
    written = [attrs.evolve(run, version=dict(zip(ENGINES, versions, strict=True))[run.engine]) for run in RUNS]
    assert table_of(written, language) == first


def test_both_languages_say_the_same() -> None:
    japanese, english = (cells_of(tables_in(DOCUMENTS[0])[language]) for language in LANGUAGES)
    for one, other in zip(japanese, english, strict=True):
        assert (*one[:3], one[-1]) == (*other[:3], other[-1])


def test_a_run_that_is_missing_is_named() -> None:
    assert missing_from(RUNS) == []
    assert missing_from(RUNS[1:]) == [f"{RUNS[0].engine} (shipped)"]


def test_a_document_gets_the_table_of_each_language(tmp_path: Path) -> None:
    document = tmp_path / "x.md"
    document.write_text(
        "a\n<!-- executors ja -->\n\n<!-- / -->\nb\n<!-- executors en -->\nold\n<!-- / -->\nc\n", encoding="utf-8"
    )
    for _ in range(2):
        write_tables(document, RUNS)
        assert tables_in(document) == {language: table_of(RUNS, language) for language in LANGUAGES}
    assert [line for line in document.read_text(encoding="utf-8").splitlines() if line[0] != "|"] == [
        *("a", "<!-- executors ja -->", "<!-- / -->", "b", "<!-- executors en -->", "<!-- / -->", "c")
    ]


def test_what_is_noted_is_what_was_compared(request: pytest.FixtureRequest) -> None:
    edition, states = EDITIONS["shipped"], states_of(EDITIONS["shipped"])
    noted: list[tuple[str, object]] = request.node.user_properties
    outcomes = outcomes_of(edition, states)
    compare = Comparing(request.node)
    compare("Apache KIE 9.9", edition, states, outcomes)
    for hasty in (["high", *outcomes[1:-1], "high"], ["low", *outcomes[1:]]):
        with pytest.raises(AssertionError):
            compare("Apache KIE 9.9", edition, states, hasty)
    with pytest.raises(AssertionError):
        compare("Apache KIE 9.9", edition, states[1:], outcomes[1:])
    assert noted == [
        ("executed", attrs.asdict(Run("Apache KIE", "9.9", "shipped", 144, 256, differences)))
        for differences in (0, 1, 1)
    ]
    noted.clear()  # this was no engine
