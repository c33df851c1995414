"""What ``check`` writes for others to take: SARIF, Markdown, Word, and JSON in a file."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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
    assert {place["physicalLocation"]["region"]["startLine"] for place in places} == {1, 5, 6, 7, 8}


def test_sarif_and_json_are_written_to_a_file(files: Path) -> None:
    for form in ("sarif", "json"):
        assert run("a/案.toml", "--format", form, "-o", f"out.{form}").output == ""
        mine = run("a/案.toml", "--format", form, "-o", f"out.{form}")
        assert (mine.exit_code, mine.stderr) == (
            *(2, f"aiprocure: out.{form}：既に存在する。置き換えるときは --overwrite を指定すること。\n"),
        )
        written = (files / "here" / f"out.{form}").read_text(encoding="utf-8")
        assert json.loads(written) == json.loads(run("a/案.toml", "--format", form).stdout)


def test_markdown_is_one_report_after_the_other() -> None:
    whole = run("a/案.toml", "b/案.toml", "--format", "markdown", "--lang", "en").stdout
    one = run("a/案.toml", "--format", "markdown", "--lang", "en").stdout
    assert whole.endswith(f"|\n\n{one}\n{one}")
    assert whole.startswith("# Dossiers checked\n\n**Dossiers: 2; findings: ")
    assert one.startswith("# Check of a procurement's dossier: 要約 \\[x\\](http:\\/\\/y)\n")


def test_answers_that_are_missing_are_no_obstacle(files: Path) -> None:
    (files / "here" / "open.toml").write_text(SOME, encoding="utf-8")
    assert "\n**低  " in run("open.toml", "--format", "markdown").stdout


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
    assert refused.stderr == (
        "aiprocure: --output：--format json|sarif|markdown|docx|xlsx の指定がない。併せて指定すること。\n"
    )
    assert not (files / "here" / "x.txt").exists()


def test_without_its_extra_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("a/案.toml", "--format", "docx", "-o", "a.docx")
    assert result.exit_code == 2
    assert "pip install 'aiprocure[docx]'" in result.stderr
    assert not Path("a.docx").exists()


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
    placed = [
        (each["message"]["text"], each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        for each in invocation["toolExecutionNotifications"]
    ]
    assert placed[0][0].startswith("適用する版：")
    assert [uri for _, uri in dict.fromkeys(placed)][-1] == "missing.toml"
    assert {uri for _, uri in placed} == {"x.toml", "missing.toml"}
    assert [artifact["location"]["uri"] for artifact in sarif["artifacts"]] == ["x.toml", "missing.toml"]
    assert str(files) not in written
    [sarif] = json.loads(run("a/案.toml", "--format", "sarif").stdout)["runs"]
    assert sarif["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_no_name_of_a_file_costs_the_others_their_result(files: Path) -> None:
    (files / "here" / "dossiers").mkdir()
    names = ["a:b.toml", "C:x.toml", "dossiers\\x.toml", "dossiers/x.toml", "%.toml", "案 1.toml"]
    for name in names:
        (files / "here" / name).write_text(f"{SOME}D = 2\n", encoding="utf-8")
    (files / "here" / "c:d.toml").write_text("edition = 1\n", encoding="utf-8")
    assert run(*names, "c:d.toml", "--format", "sarif", "-o", "out.sarif").exit_code == 2
    [sarif] = json.loads((files / "here" / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [artifact["location"]["uri"] for artifact in sarif["artifacts"]] == [
        *("a%3Ab.toml", "C%3Ax.toml", "dossiers%5Cx.toml", "dossiers/x.toml", "%25.toml", "%E6%A1%88%201.toml"),
        "c%3Ad.toml",
    ]
    results = {each["locations"][0]["physicalLocation"]["artifactLocation"]["index"] for each in sarif["results"]}
    assert results == set(range(len(names)))


def test_files_of_one_name_are_told_apart(files: Path) -> None:
    root = files.parts[1:]
    inside = files / "here" / Path(*root) / "further" / "y.toml"
    inside.parent.mkdir(parents=True)
    outside = files / "further" / "y.toml"
    for file in (inside, outside, files / "here" / "y.toml"):
        file.write_text(f"{SOME}D = 2\n", encoding="utf-8")
    for length in range(1, len(root) + 2):  # every ending of the path is taken by a file that is here
        taken = files / "here" / Path(*outside.parts[-1 - length :])
        taken.parent.mkdir(parents=True, exist_ok=True)
        taken.write_text(f"{SOME}D = 2\n", encoding="utf-8")
    here = sorted(str(file.relative_to(files / "here")) for file in (files / "here").rglob("y.toml"))
    result = run("../further/y.toml", *here, "--format", "sarif", "-o", "out.sarif")
    assert result.exit_code == 0
    [sarif] = json.loads((files / "here" / "out.sarif").read_text(encoding="utf-8"))["runs"]
    uris = [artifact["location"]["uri"] for artifact in sarif["artifacts"]]
    assert len(set(uris)) == len(uris) == len(here) + 1
    assert uris[0].startswith("2/")


def test_no_dossier_is_written_over_and_another_file_only_if_that_is_asked_for(files: Path) -> None:
    file, other = files / "here" / "a" / "案.toml", files / "here" / "out.json"
    content = file.read_bytes()
    for name, make in (("link.json", "symlink_to"), ("same.json", "hardlink_to")):
        getattr(files / "here" / name, make)(file)
    for name in ("a/案.toml", "./b/../a/案.toml", "link.json", "same.json"):
        result = run("b/案.toml", "a/案.toml", "--format", "json", "-o", name, "--overwrite")
        assert result.exit_code == 2
        assert result.stderr.endswith("：読み取るファイルと同じである。別のファイルに書き出すこと。\n")
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
