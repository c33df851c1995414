"""Inventories, assessed and counted at the shell."""

import csv
import importlib
import json
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.cli.commands import cmd_assess_table as inventory
from brute import every_case, rows_for

OF_IT = ["--edition", "2025-05-27"]
PROPOSAL = str(Path(__file__).parents[2] / "examples" / "proposals" / "cross-ministry-as-public.toml")


def run(*words: str | Path) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, [str(word) for word in words], catch_exceptions=False)


def write(file: Path, *lines: str) -> Path:
    """A file of some lines."""
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def every(tmp_path: Path, edition: ap.Edition) -> Path:
    """An inventory of every combination once."""
    return write(tmp_path / "every.csv", "A,B,C,D", *(",".join(case.values()) for case in every_case(edition)))


def test_every_row_is_judged_and_written_with_what_it_comes_to(every: Path, edition: ap.Edition) -> None:
    output = every.with_name("out.csv")
    result = run("assess-table", every, "-o", output, *OF_IT, "--ids")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        f"144件の案件を判定し、結果を {output} に書き出した。\n"
        "  低：12件\n  高：132件\n  図の別の読みでは結論が異なるもの：36件\n"
        "    読みにより結論が分かれるため、公式の判定シートで確かめること。\n"
        "  DS-920「"
    )
    assert "この版に代わる Version 2.0 が" in result.stdout
    assert len(read(output)) == 144
    for row in read(output):
        [rule] = rows_for(edition.rules, row)
        assert (row["outcome"], row["rule"]) == (rule.outcome, rule.id)


def test_what_is_added_is_in_the_language_asked_for_and_parquet_keeps_ids(every: Path) -> None:
    output = every.with_name("out.csv")
    for words, headings in (([], ["判定", "決めた行", "別の読み"]), (["--lang", "en"], ["Outcome", "Deciding row"])):
        assert run("assess-table", every, "-o", output, *OF_IT, *words, "--overwrite").exit_code == 0
        assert list(read(output)[0])[4:][: len(headings)] == headings
    assert {row["Outcome"] for row in read(output)} == {"Low", "High"}
    run("assess-table", every, "-o", every.with_name("out.parquet"), *OF_IT)
    assert pq.read_schema(every.with_name("out.parquet")).names[4:] == ["outcome", "rule", "disputed"]


def test_a_workbook_and_a_csv_file_of_excel_are_judged_and_counted_alike(tmp_path: Path) -> None:
    file, book = tmp_path / "ﾃﾞｰﾀ.csv", tmp_path / "a.xlsx"
    file.write_bytes("ﾃﾞｰﾀ,A,B,C,D\n要約,③,②,③,②\n".encode("cp932"))
    assert "--encoding cp932" in run("assess-table", file, "-o", book, *OF_IT).stderr
    assert "--encoding cp932" in run("compare", "2025-05-27", "rival-1", "--inventory", file).stderr
    assert not book.exists()
    result = run("assess-table", file, "-o", book, *OF_IT, "--encoding", "cp932", "--prefix", "前回の")
    assert (result.exit_code, result.stderr) == (0, "")
    counted = [
        run("compare", "2025-05-27", "rival-1", "--inventory", file, "--encoding", "cp932"),
        run("compare", "2025-05-27", "rival-1", "--inventory", book),
    ]
    assert counted[0].exit_code == 0
    assert counted[0].stdout == counted[1].stdout
    assert "--inventory" in run("compare", "2025-05-27", "rival-1", "--encoding", "cp932").stderr


def test_columns_are_named_by_axis_in_id_or_slug(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "件名,誰が,業務=何,データ,確認", "要約,③,②,③,②")
    columns = ["--column", "A=誰が", "--column", "work=業務=何", "--column", "C=データ", "--column", "D=確認"]
    result = run("assess-table", file, "-o", tmp_path / "out.csv", *OF_IT, *columns, "--lang", "en", "--ids")
    assert "Low: 1\n  High: 0\n" in result.stdout
    assert read(tmp_path / "out.csv")[0]["rule"] == "R10"


def test_axes_without_a_named_column_are_answered_by_their_headings(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "利用者,B,data,D", "③,②,③,②")
    assert run("assess-table", file, "-o", tmp_path / "out.csv", *OF_IT, "--column", "A=利用者", "--ids").exit_code == 0
    assert read(tmp_path / "out.csv")[0]["rule"] == "R10"


def test_names_that_are_taken_are_avoided_by_a_prefix(tmp_path: Path) -> None:
    file, output = write(tmp_path / "a.csv", "A,B,C,D,rule", "③,②,③,②,mine"), tmp_path / "out.csv"
    assert "--prefix" in run("assess-table", file, "-o", output, *OF_IT, "--ids").stderr
    assert run("assess-table", file, "-o", output, *OF_IT, "--ids", "--prefix", "ds920_").exit_code == 0
    assert (read(output)[0]["rule"], read(output)[0]["ds920_rule"]) == ("mine", "R10")


def test_messages_name_the_options_of_the_shell(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "利用者,B,C,D", "③,②,③,②")
    said = run("assess-table", file, "-o", tmp_path / "out.csv", *OF_IT).stderr
    assert said.startswith(f"aiprocure: {file}：「A」：判定軸A「利用者の範囲・種別」に回答する列がない。")
    assert "--column A=見出し" in said


def test_parquet_is_written_too_and_json_sums_up(every: Path, edition: ap.Edition) -> None:
    result = run("assess-table", every, "-o", every.with_name("out.parquet"), *OF_IT, "--json")
    assert json.loads(result.stdout) == {
        "format": "aiprocure.inventory/1",
        "edition": "2025-05-27",
        "revision": edition.revision,
        "rows": 144,
        "outcomes": {"low": 12, "high": 132},
        "disputed": 36,
        "bad": 0,
    }
    assert every.with_name("out.parquet").read_bytes().startswith(b"PAR1")


def test_values_that_mean_no_option_are_refused_or_left_without_an_outcome(tmp_path: Path) -> None:
    file, output = write(tmp_path / "a.csv", "A,B,C,D", "3,2,3,2", "9,2,3,2"), tmp_path / "out.csv"
    result = run("assess-table", file, "-o", output, *OF_IT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        f"aiprocure: {file} 3行目：「A」：判定軸Aの選択肢でない値が1件ある（3行目の '9'）。A1 ①、"
    )
    english = run("assess-table", file, "-o", output, *OF_IT, "--lang", "en").stderr
    assert english.startswith(
        f"aiprocure: {file}, line 3: \"A\": no option of axis A in 1 row: '9' in row 3; choose from A1 ①, "
    )
    assert not output.exists()
    result = run("assess-table", file, "-o", output, *OF_IT, "--invalid", "null", "--ids")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  選択肢に当たらない値があり、判定していないもの：1件\n" in result.stdout
    assert [row["outcome"] for row in read(output)] == ["low", ""]


def test_a_formula_is_written_as_text(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "件名,A,B,C,D", "=1+1,3,2,3,2")
    run("assess-table", file, "-o", tmp_path / "out.csv", *OF_IT)
    assert read(tmp_path / "out.csv")[0]["件名"] == "'=1+1"


def test_no_file_is_written_over_unless_that_is_asked_for(every: Path) -> None:
    content, output = every.read_bytes(), write(every.with_name("out.csv"), "mine")
    link = every.with_name("link.csv")
    link.symlink_to(every)
    for itself in (every, link):
        result = run("assess-table", every, "-o", itself, *OF_IT, "--overwrite")
        assert result.stderr == f"aiprocure: {itself}：読み取るファイルと同じである。別のファイルに書き出すこと。\n"
        assert (result.exit_code, every.read_bytes()) == (2, content)
    result = run("assess-table", every, "-o", output, *OF_IT)
    assert result.stderr == f"aiprocure: {output}：既に存在する。置き換えるときは --overwrite を指定すること。\n"
    assert (result.exit_code, output.read_text(encoding="utf-8")) == (2, "mine\n")
    assert run("assess-table", every, "-o", output, *OF_IT, "--overwrite").exit_code == 0
    assert len(read(output)) == 144


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "aiprocure: --edition: "),
        (["--edition", "latest"], "no edition 'latest'; carried: 2025-05-27; of one's own, give the path"),
        ([*OF_IT, "--column", "A"], "--column: expected AXIS=COLUMN, not 'A'\n"),
        (
            [*OF_IT, "--column", "=A", "--column", "A="],
            "--column: expected AXIS=COLUMN, not '=A', 'A='\n",
        ),
        (
            [*OF_IT, "--column", "A=x", "--column", "A=y"],
            "--column: given more than once: 'A'; give it once\n",
        ),
        ([*OF_IT, "--column", "E=A"], "no axis 'E'; the axes are A users, "),
        ([*OF_IT, "--column", "A=\x1b[2J"], "\\x1b[2J"),
        ([*OF_IT, "--invalid", "skip"], "--invalid: choose from raise, null"),
    ],
)
def test_a_slip_is_said_and_exits_with_2(every: Path, words: list[str], expected: str) -> None:
    result = run("assess-table", every, "-o", every.with_name("out.csv"), *words, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr
    assert "\x1b" not in result.stderr
    assert [file.name for file in every.parent.iterdir()] == ["every.csv"]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    result = run("assess-table", tmp_path / "no.csv", "-o", tmp_path / "out.csv", *OF_IT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == f"aiprocure: {tmp_path / 'no.csv'}：そのファイルがないため、読み取れない。"
        "ファイルの名前、場所及び権限を確認すること。\n"
    )


def test_what_cannot_be_written_exits_with_3(every: Path) -> None:
    result = run("assess-table", every, "-o", every.parent / "no" / "out.csv", *OF_IT)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        f"aiprocure: {every.parent / 'no' / 'out.csv'}：書き出せない（ファイル又はフォルダーがない）。"
        "書き出す場所を確認するか、別の場所を指定すること。\n"
    )


def test_control_c_leaves_nothing_behind(every: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("aiprocure.frames.inventories"), "assess_table", interrupted)
    result = run("assess-table", every, "-o", every.with_name("out.csv"), *OF_IT)
    assert (result.exit_code, result.stderr) == (130, "\naiprocure: 中断した。何も書き出していない。\n")
    assert [file.name for file in every.parent.iterdir()] == ["every.csv"]


def test_a_terminal_shows_the_progress_and_a_pipe_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inventory, "Console", lambda **given: Console(**given, force_terminal=True, width=200))
    with inventory.progress_of(Path("[/x] [red]案件.csv")) as progress:
        progress(1, 2)
    captured = capsys.readouterr()
    assert "50%" in captured.err
    assert "[/x] [red]案件.csv" in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    "words", [["assess-table", "-o", "out.csv", *OF_IT], ["compare", *OF_IT[1:] * 2, "--inventory"]]
)
def test_without_its_extra_no_table_is_read(every: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    for name in [name for name in sys.modules if name.startswith("aiprocure.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.chdir(every.parent)
    result = run(*words, every)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "aiprocure: 追加のパッケージが必要である。pip install 'aiprocure[tables]' により導入すること。\n"
    )


def test_a_module_that_is_not_there_is_no_bad_input(every: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiprocure.frames.inventories.counts", None)
    with pytest.raises(ModuleNotFoundError):
        run("compare", "2025-05-27", "rival-1", "--inventory", every)


def test_a_comparison_counts_the_cases_of_an_inventory(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "users,work,data,review", "②,②,②,②", "2,2,2,2", "A2,B2,C3,D3", "1,1,1,1")
    shown = run("compare", "2025-05-27", PROPOSAL, "--inventory", file).stdout
    assert "  低 → 高（3通り・3件）\n" in shown
    assert "  案件4件のうち、3件の判定が変わる。\n" in shown
    assert "  C②かつB②かつA②かつD②：低 → 高（1通り・2件）\n" in shown
    data = json.loads(run("compare", "2025-05-27", PROPOSAL, "--inventory", file, "--json").stdout)
    assert (data["inventory"], data["not_counted"], data["totals"][0]["items"]) == (4, 0, 3)


def test_an_inventory_is_counted_as_it_is_assessed(every: Path) -> None:
    data = json.loads(run("compare", "2025-05-27", "rival-3", "--inventory", every, "--json").stdout)
    assert data["inventory"] == 144
    assert {t["items"] for t in data["totals"]} == {36} == {t["combinations"] for t in data["totals"]}
    weights = Counter({tuple(move["when"]): move["items"] - move["combinations"] for move in data["moves"]})
    assert not +weights


def test_an_inventory_with_bad_values_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "A,B,C,D", "9,2,3,2")
    result = run("compare", "2025-05-27", "rival-1", "--inventory", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        f"aiprocure: {file} 2行目：「A」：判定軸Aの選択肢でない値が1件ある（2行目の '9'）。"
    )


def test_bad_values_of_a_long_inventory_are_counted_over_the_whole_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("aiprocure.frames.inventories.text_rows"), "CHUNK_BYTES", 10)
    file = write(tmp_path / "a.csv", "A,B,C,D", *(f"{bad},2,3,2" for bad in "12349999999"))
    said = f"aiprocure: {file} 6行目：「A」：判定軸Aの選択肢でない値が7件ある（6行目の '9'、7行目の '9'、"
    assert run("compare", "2025-05-27", "rival-1", "--inventory", file).stderr.startswith(said)


def test_an_empty_inventory_is_said_to_be_empty(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "A,B,C,D")
    result = run("compare", "2025-05-27", "rival-1", "--inventory", file)
    assert (result.exit_code, result.stderr) == (
        0,
        f"aiprocure: {file}：案件の一覧が空である（0件）。案件を記載すること。\n",
    )


def test_only_a_table_is_an_inventory(tmp_path: Path) -> None:
    result = run("compare", "2025-05-27", "rival-1", "--inventory", tmp_path / "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr == f"aiprocure: {tmp_path / 'a.txt'}：一覧のファイル名の末尾に '.txt' は使えない。"
        "使える末尾（.csv、.xlsx、.parquet）に改めること。\n"
    )
