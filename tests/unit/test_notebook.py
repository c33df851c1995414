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
from aiprocure.notebook import Shell, show_in
from aiprocure.reports import Tellable


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
    values: list[Tellable] = [
        edition,
        assessment,
        ap.explore(edition, edition.partial_answers(C=2)),
        ap.compare(edition, edition),
    ]
    for value in values:
        formats = shown(shell, value)
        assert formats["text/html"] == ap.export.to_html(value)
        assert formats["text/plain"] == ap.export.to_text(value)


def test_a_value_inside_another_is_shown_in_a_line(shell: InteractiveShell, edition: ap.Edition) -> None:
    show_in(cast(Shell, shell), "ja")
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    assert shown(shell, [assessment]) == {"text/plain": "[<Assessment high by R8: A1 B2 C3 D1>]"}


def test_a_session_shows_values_in_the_language_it_was_told(shell: InteractiveShell, edition: ap.Edition) -> None:
    show_in(cast(Shell, shell), "en")
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    assert shown(shell, assessment)["text/html"] == ap.export.to_html(assessment, language="en")
    assert shown(shell, assessment)["text/plain"].startswith("Determination\n  High  Likely to be high-risk\n")
    with pytest.raises(InvalidArgument, match="no labels in 'fr'"):
        show_in(cast(Shell, shell), "fr")  # type: ignore[arg-type]
    assert shown(shell, assessment)["text/plain"].startswith("Determination")


def test_nothing_is_shown_otherwise_before_it_is_asked_for(shell: InteractiveShell, edition: ap.Edition) -> None:
    assert "text/html" not in shown(shell, edition)


def test_the_library_needs_no_ipython() -> None:
    code = "import sys, aiprocure.notebook, aiprocure.export; print('IPython' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
