"""How values show themselves in IPython: its own shell, asked for what it would show."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import aiprocure as ap
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Language
from aiprocure.model.inventory import InventorySummary
from aiprocure.notebook import Shell, show_in
from aiprocure.reports import Reportable

DOSSIER = ap.dossiers.from_data({"edition": "2025-05-27", "project": {"title": "要約"}, "answers": {"A": 1}})


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    yield InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    InteractiveShell.clear_instance()


def shown(shell: InteractiveShell, value: object) -> dict[str, str]:
    assert shell.display_formatter
    formats, _ = shell.display_formatter.format(value)  # type: ignore[no-untyped-call]
    return dict(formats)


def test_the_extension_shows_every_kind_of_value_in_japanese(shell: InteractiveShell, edition: ap.Edition) -> None:
    shell.run_line_magic("load_ext", "aiprocure")
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    values: list[Reportable] = [
        edition,
        assessment,
        ap.explore(edition, edition.partial_answers(C=2)),
        ap.compare(edition, edition),
        DOSSIER,
        ap.check(DOSSIER, edition),
        ap.what_if(assessment),
        ap.routes(assessment, to="low"),
        InventorySummary(3, 1, 1, ((edition.outcomes[0], 2),)),
    ]
    for value in values:
        formats = shown(shell, value)
        assert formats["text/html"] == ap.export.to_html(value)
        assert formats["text/plain"] == ap.export.to_text(value)


def test_a_value_inside_another_is_shown_in_a_line(shell: InteractiveShell, edition: ap.Edition) -> None:
    show_in(cast(Shell, shell), "ja")
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    assert shown(shell, [assessment]) == {"text/plain": "[<Assessment high by R8: A1 B2 C3 D1>]"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_any_other_tuple_is_shown_as_ever(shell: InteractiveShell, edition: ap.Edition, language: Language) -> None:
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    mixed = (*ap.what_if(assessment)[:1], *ap.routes(assessment, to="low")[:1])
    values = ((), (1, "a"), mixed, [ap.what_if(assessment)])
    before = [shown(shell, value) for value in values]
    show_in(cast(Shell, shell), language)
    assert [shown(shell, value) for value in values] == before


def test_unloading_the_extension_shows_values_as_before(shell: InteractiveShell, edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    values = (edition, assessment, ap.what_if(assessment), DOSSIER)
    before = [shown(shell, value) for value in values]
    shell.run_line_magic("load_ext", "aiprocure")
    show_in(cast(Shell, shell), "en")
    shell.run_line_magic("unload_ext", "aiprocure")
    assert [shown(shell, value) for value in values] == before
    shell.run_line_magic("load_ext", "aiprocure")
    assert shown(shell, assessment)["text/plain"] == ap.export.to_text(assessment)


def test_a_session_shows_values_in_the_language_it_was_told(shell: InteractiveShell, edition: ap.Edition) -> None:
    show_in(cast(Shell, shell), "en")
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    assert shown(shell, assessment)["text/html"] == ap.export.to_html(assessment, language="en")
    assert shown(shell, assessment)["text/plain"].startswith("Determination\n  High  Likely to be high-risk\n")
    with pytest.raises(InvalidArgument, match="expected ja, en, not 'fr'"):
        show_in(cast(Shell, shell), "fr")  # type: ignore[arg-type]
    assert shown(shell, assessment)["text/plain"].startswith("Determination")


def test_nothing_is_shown_otherwise_before_it_is_asked_for(shell: InteractiveShell, edition: ap.Edition) -> None:
    assert "text/html" not in shown(shell, edition)


def test_the_library_needs_no_ipython() -> None:
    code = "import sys, aiprocure.notebook, aiprocure.export; print('IPython' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
