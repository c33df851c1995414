"""``aiprocure edition`` and ``aiprocure schema``, as a transcriber runs them."""

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure import editions, export
from aiprocure.cli import aiprocure
from aiprocure.editions.skeleton import blank_edition
from aiprocure.engine.edition_summary import summarize
from aiprocure.model.edition import Edition
from aiprocure.model.proposal import Proposal

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*words: str) -> Result:
    """What the command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, [*words], catch_exceptions=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with an edition of one's own in v2."""
    monkeypatch.chdir(tmp_path)
    editions.write(ap.editions.load("2025-05-27"), "v2")
    return tmp_path


def change(file: Path, before: str, after: str, times: int = 1) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, times), "utf-8")


def test_an_edition_is_begun_from_another_or_from_nothing(here: Path, edition: ap.Edition) -> None:
    for words, begun in (
        (["--from", "2025-05-27"], edition),
        (["--from", "v2"], edition),
        (["--blank"], blank_edition()),
    ):
        result = run("edition", "new", "-o", "new", *words)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "書き出した：new\n")
        assert editions.read("new") == begun
        for file in (here / "new").iterdir():
            file.unlink()


def test_an_edition_is_never_begun_over_another(here: Path) -> None:
    assert run("edition", "new", "-o", "v2", "--blank").exit_code == 2
    assert run("edition", "new", "-o", "new").exit_code == 2
    assert run("edition", "new", "-o", "new", "--blank", "--from", "2025-05-27").exit_code == 2
    assert run("edition", "new", "-o", "new", "--from", "2027-01-01").exit_code == 2
    assert run("edition", "new", "-o", "no/new", "--blank").exit_code == 3
    assert [each.name for each in here.iterdir()] == ["v2"]


@pytest.mark.usefixtures("here")
def test_what_is_sound_is_summed_up() -> None:
    result = run("edition", "check", "v2")
    assert (result.exit_code, result.stderr) == (0, "")
    for said in ("回答の組合せ：144通り", "低：12通り", "読み3：36通りの判定が異なる。", "判定が軽くなる組合せはない"):
        assert said in result.stdout
    assert "英訳のない記録" not in result.stdout
    english = run("edition", "check", "v2", "--lang", "en").stdout
    assert "Combinations of answers: 144" in english
    assert run("edition", "show", "v2").stdout == run("edition", "show", "2025-05-27").stdout == result.stdout


def test_what_is_not_complete_is_named(here: Path) -> None:
    change(here / "v2" / "axes.toml", '[["A3"], ["A2"], ["A1", "A4"]]', '[["A1", "A4"], ["A2"], ["A3"]]')
    change(here / "v2" / "axes.toml", 'text.en = "Scope and type of users"\n', "")
    row = '[[sheet_rows]]\nid = "own"\ntext.ja = "独自"\nrequirement = "14"\n'
    citation = 'citation = { document = "資料4", place = "（未記入）", provenance = "supplied" }\n'
    (here / "v2" / "sheet_rows.toml").write_text((here / "v2" / "sheet_rows.toml").read_text("utf-8") + row + citation)
    said = run("edition", "check", "v2").stdout
    assert "A④をA②に改めると、判定が軽くなる組合せがある（3通り。例：A4 B2 C2 D2）。" in said
    assert "A①をA④に改めると" not in said
    for heading in ("英訳のない記録\n  判定軸：A\n", "出典のない関連付けのある記録\n", "未記入の箇所\n  v2/sheet_rows"):
        assert heading in said
    summary = json.loads(run("edition", "show", "v2", "--json").stdout)
    assert summary["format"] == "aiprocure.edition-summary/1"
    assert not summary["monotone"]
    assert {each["axis"] for each in summary["reversals"]} == {"A"}
    assert summary["untranslated"][0] == "ds-920/2025-05-27/axis/A"
    assert summary["uncited"] == ["ds-920/2025-05-27/sheet-row/own"]
    checked = json.loads(run("edition", "check", "v2", "--format", "json").stdout)
    assert (checked["format"], checked["problems"]) == ("aiprocure.edition-check/1", [])
    assert checked["summary"] == {key: value for key, value in summary.items() if key != "format"}
    assert [each["where"] for each in checked["unwritten"]] == ["/sheet_rows/12/citation/place"]


def test_every_problem_is_told_in_every_form(here: Path) -> None:
    change(here / "v2" / "axes.toml", 'slug = "users"', 'slog = "users"')
    change(here / "v2" / "rules.toml", 'id = "R1"', "id = 1")
    result = run("edition", "check", "v2", "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert "v2/axes.toml, line 3, column 8: axes 1, \"slog\": unknown key 'slog'; did you mean 'slug'?" in lines[1]
    as_json = run("edition", "check", "v2", "--format", "json")
    found = json.loads(as_json.stdout)
    assert (as_json.exit_code, found["summary"]) == (2, None)
    assert (found["problems"][0]["file"], found["problems"][0]["line"]) == ("v2/axes.toml", 1)
    sarif = json.loads(run("edition", "check", "v2", "--format", "sarif").stdout)
    [invocation] = sarif["runs"][0]["invocations"]
    places = [each["locations"][0]["physicalLocation"] for each in invocation["toolExecutionNotifications"]]
    assert [(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in places] == [
        ("v2/axes.toml", 1),
        ("v2/axes.toml", 3),
        ("v2/rules.toml", 6),
    ]
    assert run("edition", "check", "missing").exit_code == 2
    assert json.loads(run("edition", "check", "missing", "--format", "sarif").stdout)["runs"]
    assert json.loads(run("edition", "show", "v2", "--json").stdout)["format"] == "aiprocure.problems/1"


def test_a_file_is_built_that_is_known_by_its_fingerprint(here: Path, edition: ap.Edition) -> None:
    result = run("edition", "build", "v2", "-o", "v2.json")
    assert (result.exit_code, result.stderr) == (0, "書き出した：v2.json\n")
    assert editions.read("v2.json") == edition
    assert run("edition", "build", "v2").stdout == (here / "v2.json").read_text("utf-8")
    assert run("edition", "build", "v2", "-o", "v2.json").exit_code == 2
    assert run("edition", "build", "v2", "-o", "v2.json", "--overwrite").exit_code == 0
    assert run("edition", "build", "v2.json", "-o", "v2.json", "--overwrite").exit_code == 2
    assert run("edition", "build", "v2", "-o", "v2.toml").exit_code == 2
    assert run("edition", "build", "v2/axes.toml", "-o", "x.json").exit_code == 2
    assert not (here / "x.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize("group", [["edition", "compare"], ["compare"]])
def test_editions_of_ones_own_are_compared(here: Path, group: list[str]) -> None:
    change(here / "v2" / "rules.toml", 'outcome = "high"', 'outcome = "low"')
    run("edition", "build", "v2", "-o", "v2.json")
    said = run(*group, "2025-05-27", "v2.json").stdout
    assert "72通りの判定が変わる" in said
    assert run(*group, "v2", "v2.json").stdout.count("判定が変わるものはない") == 1
    proposal = str(EXAMPLES / "proposals" / "cross-ministry-as-public.toml")
    assert "3通りの判定が変わる" in run(*group, "2025-05-27", proposal).stdout


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("kind", ["dossier", "answers", "proposal", "edition"])
def test_a_schema_is_printed(edition: ap.Edition, kind: str) -> None:
    kinds = {"dossier": ap.Dossier, "answers": ap.Answers, "proposal": Proposal}
    expected = export.to_json_schema(Edition) if kind == "edition" else export.to_json_schema(kinds[kind], edition)
    assert json.loads(run("schema", kind).stdout) == expected
    named = run("schema", kind, "--edition", "v2")
    assert named.exit_code == (2 if kind == "edition" else 0)
    if kind != "edition":
        assert json.loads(named.stdout) == expected


def test_summaries_and_reversals_show_themselves_in_a_line(edition: ap.Edition) -> None:
    axis = edition.axes[0]
    order = attrs.evolve(axis.risk_order, lightest_first=axis.risk_order.lightest_first[::-1])
    changed = attrs.evolve(edition, axes=(attrs.evolve(axis, risk_order=order), *edition.axes[1:]))
    assert [repr(each) for each in summarize(changed).reversals] == [
        "<Reversal A4 A2: 3 cases>",
        "<Reversal A2 A3: 2 cases>",
    ]
    assert repr(summarize(edition)) == "<EditionSummary of 2025-05-27: 144 combinations, low 12, high 132>"
