"""Every block of the README and of docs, every example: run, and found to be true."""

import doctest
import re
import runpy
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.cli import aiprocure

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DOSSIERS = sorted((ROOT / "examples" / "dossiers").glob("*.toml"))
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))

EXPECTED: dict[str, tuple[str, str, list[list[str]], list[str]]] = {
    "kobe-specification-authoring.toml": ("high", "R1", [["B3"], ["C4"]], []),
    "kobe-voicebot.toml": ("high", "R1", [["C1"], ["A1", "D1"]], []),
    "obu-city-wide.toml": ("high", "R1", [["B3"], ["C4"]], []),
    "saitama-digital-support.toml": ("high", "R1", [["B3"], ["C4"], ["A1", "D1"]], []),
    "sendai-internal-rag.toml": ("high", "R1", [["B3"], ["C4"]], []),
}


def blocks(document: Path) -> Iterator[tuple[str, str]]:
    """The language and the content of every fenced block."""
    yield from re.findall(r"^```(\w*)\n(.*?)^```$", document.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_block_of_a_document_is_true(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own, where the examples are: what a command writes stays there for the next one.

    A block that begins with the name of a file, as a comment, is that file.
    """
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for language, content in blocks(document):
        match language:
            case "python":
                exec(compile(content, str(document), "exec"), names)
            case "console":
                run_console(content)
            case "toml":
                if named := re.match(r"# (\w+\.toml)\n", content):
                    Path(named[1]).write_text(content, encoding="utf-8")
                read_toml(content)
            case "sh":
                check_shell(content)
            case _:
                pytest.fail(f"{document.name}: nobody runs a block of {language!r}")


def read_toml(content: str) -> None:
    """A block is a part of an edition, a policy, or a dossier.

    A dossier can be determined if it says nothing beyond its answers.
    """
    data = tomllib.loads(content)
    if "title" in data:
        ap.profiles.from_data(data)
        return
    if "edition" not in data:
        ap.encoding.from_data(ap.encoding.to_data(ap.editions.load("2025-05-27")) | data, ap.Edition)
        return
    dossier = dossiers.from_data(data)
    if data.keys() <= {"edition", "project", "answers"}:
        dossiers.determine(dossier)


def run_console(content: str) -> None:
    """Run the commands of a block, and compare what they print; `...` stands for anything.

    What `printf` types into a command is typed.
    """
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", content, re.MULTILINE):
        typing, _, running = command.rpartition(" | ")
        program, *words = shlex.split(running)
        assert program == "aiprocure"
        typed = "".join(shlex.split(typing)[1:]).replace(r"\n", "\n")
        printed = CliRunner().invoke(aiprocure, words, input=typed, catch_exceptions=False).output
        printed = re.sub(" +$", "", printed, flags=re.MULTILINE)
        if not doctest.OutputChecker().check_output(expected, printed, doctest.ELLIPSIS):
            pytest.fail(f"$ {command}\n{printed}\nis not\n{expected}")


def check_shell(content: str) -> None:
    """A make target has to be there; what pip installs is run by the tests of the wheel, pyinstaller by an executor."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in content.splitlines():
        program, target, *_ = shlex.split(line, comments=True)
        assert program in {"make", "pip", "pyinstaller"}
        if program == "make":
            assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (document.parent / target).exists(), target


def test_the_readme_can_be_read_on_an_index_page() -> None:
    """There a relative link leads nowhere: files are named, and links stay within the page."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\(([^)]+)\)", readme) == ["#日本語", "#english"]
    named = re.findall(r"`((?:docs|examples)/[^`]*|[A-Z]+\.md)`", readme)
    assert len(named) >= 30
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_documents_have_blocks_to_run() -> None:
    assert sum(language == "python" for document in DOCUMENTS for language, _ in blocks(document)) >= 10


@pytest.mark.parametrize("file", DOSSIERS, ids=lambda file: file.name)
def test_the_example_dossiers_are_determined_as_described(file: Path) -> None:
    assessment = dossiers.determine(dossiers.load(file))
    reasons = [[option.id for option in reason] for reason in ap.explain(assessment)]
    disputed = [reading.id for reading in assessment.disputed]
    assert (assessment.outcome.id, assessment.rule.id, reasons, disputed) == EXPECTED[file.name]


@pytest.mark.parametrize("file", DOSSIERS, ids=lambda file: file.name)
def test_each_example_dossier_has_its_reasons_and_its_source(file: Path) -> None:
    dossier = dossiers.load(file)
    assert len(dossier.answers.reasons) == 4
    assert dict(dossier.project.details)["出典"].startswith("https://")
    assert dict(dossier.project.details)["出典"] in file.read_text(encoding="utf-8").splitlines()[1]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_scripts_run(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out


def test_readme_says_the_same_in_both_languages() -> None:
    _, japanese, english = re.split(
        "^## (?:日本語|English)$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert outline(japanese) == outline(english)
    assert len(outline(japanese)) >= 30


def outline(text: str) -> list[str]:
    """What a text is made of, line by line: headings, points, rows of tables, and blocks by their language."""
    return re.findall(r"^(?:###|\*|\||```\w+)(?= |$)", text, re.MULTILINE)


def test_the_library_page_names_every_exception() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    for name in ap.errors.__all__:
        value = getattr(ap.errors, name)
        if isinstance(value, type) and issubclass(value, Exception):
            assert f"| `{name}` |" in page
