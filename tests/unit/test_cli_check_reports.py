"""What ``check`` writes for others to take: SARIF, Markdown, Word, and JSON in a file."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aiprocure import export
from aiprocure.cli import aiprocure
from aiprocure.cli.commands import cmd_check as checking

SOME = 'edition = "2025-05-27"\n[project]\ntitle = "要約 [x](http://y)"\n[answers]\nA = 3\nB = 2\nC = 3\n'


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two dossiers of one name."""
    for folder in ("here/a", "here/b", "elsewhere", "further"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "案.toml").write_bytes(f"\ufeff{SOME}D = 2\n".replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(aiprocure, ["check", *words], catch_exceptions=False)


def test_sarif_names_files_as_seen_from_here_and_tells_no_other_folder(files: Path) -> None:
    elsewhere = (str(files / "elsewhere" / "案.toml"), "../further/案.toml")
    result = run("./a/案.toml", str(files / "here" / "b" / "案.toml"), *elsewhere, "--format", "sarif")
    assert result.exit_code == 0
    [sarif] = json.loads(result.stdout)["runs"]
    uris = [artifact["location"]["uri"] for artifact in sarif["artifacts"]]
    assert uris == ["a/%E6%A1%88.toml", "b/%E6%A1%88.toml", "%E6%A1%88.toml", "further/%E6%A1%88.toml"]
    assert str(files) not in result.stdout
    places = [each["locations"][0] for each in sarif["results"]]
    assert {place["physicalLocation"]["region"]["startLine"] for place in places} == {1, 8}


def test_sarif_and_json_are_written_to_a_file(files: Path) -> None:
    for form in ("sarif", "json"):
        assert run("a/案.toml", "--format", form, "-o", f"out.{form}").output == ""
        mine = run("a/案.toml", "--format", form, "-o", f"out.{form}")
        assert (mine.exit_code, mine.stderr) == (
            *(2, f"aiprocure: out.{form}: 既に存在する。置き換えるときは --overwrite を指定すること。\n"),
        )
        written = (files / "here" / f"out.{form}").read_text(encoding="utf-8")
        assert json.loads(written) == json.loads(run("a/案.toml", "--format", form).stdout)


def test_markdown_is_one_pack_after_the_other() -> None:
    whole = run("a/案.toml", "b/案.toml", "--format", "markdown", "--lang", "en").stdout
    one = run("a/案.toml", "--format", "markdown", "--lang", "en").stdout
    assert whole == f"{one}\n{one}"
    assert "**要約 \\[x\\](http:\\/\\/y)**" in one


def test_answers_that_are_missing_are_no_obstacle(files: Path) -> None:
    (files / "here" / "open.toml").write_text(SOME, encoding="utf-8")
    assert "- **低  " in run("open.toml", "--format", "markdown").stdout


def test_word_takes_one_dossier_and_a_file(files: Path) -> None:
    assert run("a/案.toml", "--format", "docx", "-o", "a.docx").exit_code == 0
    assert zipfile.is_zipfile(io.BytesIO((files / "here" / "a.docx").read_bytes()))
    for words, expected in (
        (["a/案.toml"], "give -o as well"),
        (["a/案.toml", "b/案.toml", "-o", "a.docx"], "give one dossier at a time"),
    ):
        result = run(*words, "--format", "docx", "--lang", "en")
        assert (result.exit_code, result.stderr) == (2, f"aiprocure: --format docx: {expected}\n")


def test_text_is_for_reading(files: Path) -> None:
    refused = run("a/案.toml", "-o", "x.txt")
    assert refused.stderr == "aiprocure: -o: --format json|sarif|markdown|docx とともに指定すること。\n"
    assert not (files / "here" / "x.txt").exists()


def test_without_its_extra_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "aiprocure.export.docx", raising=False)
    monkeypatch.delitem(vars(export), "to_docx", raising=False)
    result = run("a/案.toml", "--format", "docx", "-o", "a.docx")
    assert result.exit_code == 2
    assert result.stderr == "aiprocure: writing .docx needs an extra: pip install 'aiprocure[docx]'\n"


def test_nothing_is_written_of_what_cannot_be_read(files: Path) -> None:
    assert run("missing.toml", "--format", "markdown", "-o", "out.md").exit_code == 2
    assert not (files / "here" / "out.md").exists()


def test_sarif_tells_what_could_not_be_read_and_no_other_folder(files: Path) -> None:
    (files / "elsewhere" / "x.toml").write_text("edition = 1\n", encoding="utf-8")
    result = run(str(files / "elsewhere" / "x.toml"), "missing.toml", "--format", "sarif", "-o", "out.sarif")
    written = (files / "here" / "out.sarif").read_text(encoding="utf-8")
    [sarif] = json.loads(written)["runs"]
    [invocation] = sarif["invocations"]
    assert (result.exit_code, invocation["executionSuccessful"], sarif["results"]) == (2, False, [])
    told = [
        (each["message"]["text"], each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for each in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("/edition: expected text, not 1", "x.toml"),
        ("/project: missing", "x.toml"),
        ("cannot be read: No such file or directory", "missing.toml"),
    ]
    assert str(files) not in written
    [sarif] = json.loads(run("a/案.toml", "--format", "sarif").stdout)["runs"]
    assert sarif["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_no_dossier_is_written_over_and_another_file_only_if_that_is_asked_for(files: Path) -> None:
    file, other = files / "here" / "a" / "案.toml", files / "here" / "out.json"
    content = file.read_bytes()
    for name, make in (("link.json", "symlink_to"), ("same.json", "hardlink_to")):
        getattr(files / "here" / name, make)(file)
    for name in ("a/案.toml", "./b/../a/案.toml", "link.json", "same.json"):
        result = run("b/案.toml", "a/案.toml", "--format", "json", "-o", name, "--overwrite")
        assert result.exit_code == 2
        assert result.stderr.endswith(": 読み取るファイルでもある。別のファイルに書き出すこと。\n")
        assert file.read_bytes() == content
    other.write_text("mine", encoding="utf-8")
    assert run("a/案.toml", "--format", "json", "-o", "out.json", "missing.toml").exit_code == 2
    assert other.read_text(encoding="utf-8") == "mine"
    assert run("a/案.toml", "--format", "json", "-o", "out.json", "--overwrite").exit_code == 0
    assert json.loads(other.read_text(encoding="utf-8"))["unreadable"] == []


def test_a_name_that_is_no_text_is_escaped(files: Path) -> None:
    name = "a\udcffb.toml"
    (files / "here" / name).write_text(f"{SOME}D = 2\n", encoding="utf-8")
    for form in ("json", "sarif", "markdown"):
        assert run(name, "missing\udcff.toml", "--format", form, "-o", f"out.{form}").exit_code == 2
    written = (files / "here" / "out.json").read_text(encoding="utf-8")
    assert '"file": "a\\udcffb.toml"' in written
    assert json.loads(written)["dossiers"][0]["file"] == name


def test_somebody_who_watches_many_is_told_how_much_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_watched", lambda: True)
    result = run("a/案.toml", "b/案.toml", "--format", "markdown")
    assert result.stderr.startswith("案件書類 2件：")
    assert run("a/案.toml", "--format", "markdown").stderr == ""
