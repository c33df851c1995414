"""What the command prints of dossiers that it checks, and how it ends."""

import contextlib
import errno
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import TypeAdapter
from rich.cells import cell_len
from rich.console import Console

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.cli.check_reports import Checked, markdown_report
from aiprocure.cli.commands import cmd_check as checking
from aiprocure.encoding import CheckRecord
from aiprocure.errors import InvalidData, Language, Problem
from aiprocure.model.finding import Finding

SYSTEM = '[system]\nstate_secrets = false\nnational_security = false\nreviewer = "係長"\nreviewer_answers_to = "課長"\n'
HEAD = 'edition = "2025-05-27"\non = 2025-09-01\nphase = "planning"\n'
ITEMS = "".join(f'[[requirements]]\nid = "requirement/{n}"\nset_aside = "別に定める"\n' for n in range(1, 22))
CLAUSES = "".join(f'[[clauses]]\nid = "clause/{n}"\nwords = "定める"\n' for n in (6, 7))


def dossier(folder: Path, name: str, *, data: str = "③", more: str = "", items: str = ITEMS + CLAUSES) -> str:
    """The path of a new file with a dossier about which there is nothing to find, but for what is put in it."""
    options = {"A": "③", "B": "②", "C": data, "D": "②"}
    answers = "".join(f'[answers.{axis}]\noption = "{option}"\nreason = "x"\n' for axis, option in options.items())
    file = folder / name
    file.write_text(f'{HEAD}[project]\ntitle = "要約"\n{answers}{SYSTEM}{more}{items}', encoding="utf-8")
    return str(file)


def run(*words: str) -> Result:
    """What the command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, ["check", *words], catch_exceptions=False)


def test_nothing_found_is_said(tmp_path: Path) -> None:
    result = run(dossier(tmp_path, "a.toml"), "--fail-on", "warning")
    assert result.exit_code == 0
    assert result.output.startswith("案件書類 ")
    assert "（全21件）\n  残る項目及び要修正の項目はない。\n\n契約チェックシート：" in result.output
    assert "\n点検の結果：要是正（0件）、要対応（0件）、参考（0件）\n  指摘する事項はない。\n" in result.output
    assert "(1) 点検の結果を決裁の資料とする：aiprocure check " in result.output


def test_a_ministry_s_own_rows_are_items_of_its_dossiers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in (("要求事項#", "要求事項", "見出し"), (1, "教育を行うこと", "⑤"), (2, "記録を残すこと", "⑤")):
        sheet.append(cells)
    book.save(tmp_path / "別紙3.xlsx")
    file = dossier(tmp_path, "a.toml", items='[[requirements]]\nid = "#1"\nwords = "年に一度行うこと。"\n')
    assert run(file).exit_code == 2
    result = run(file, "--sheet", str(tmp_path / "別紙3.xlsx"), "--format", "markdown")
    assert result.exit_code == 0
    items = result.stdout[result.stdout.index("チェックシートの項目の状況") :].partition("\n## ")[0]
    assert "| \\#2 記録を残すこと | 残 |" in items
    assert "| \\#1 教育を行うこと | 対応済 |" in items
    assert "⑤" not in items
    assert "| ⑥ 生成AIシステムへの入出力または処理されるデータの取扱いの適切な管理 | 残 |" in items
    assert "| \\#1 教育を行うこと | 文案：年に一度行うこと。 |" in result.stdout
    assert run(file, "--sheet", file).stderr.startswith("aiprocure: ")


def test_a_dossier_that_is_no_table_is_refused_with_or_without_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text("[]", encoding="utf-8")
    assert run(str(file)).stderr.startswith(f"aiprocure: {file}：")


def test_alike_findings_are_said_once_with_the_items_they_concern(tmp_path: Path) -> None:
    result = run(dossier(tmp_path, "a.toml", items=ITEMS), "--lang", "en")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.output.splitlines()]
    said = "note  Arrangements of the contract check sheet are neither addressed nor set aside. (2: #6, #7)"
    assert [line for line in lines if line.startswith(said)]
    assert "資料4 別紙4 契約チェックシート, editorial" in result.output[result.output.index("\nSources\n") :]
    assert result.output.count("neither addressed nor set aside") == 1


OBU = str(Path(__file__).parents[2] / "examples" / "dossiers" / "obu-city-wide.toml")
KOBE = str(Path(__file__).parents[2] / "examples" / "dossiers" / "kobe-voicebot.toml")


def test_the_verdict_is_among_the_first_lines_and_all_is_on_a_page() -> None:
    lines = run(KOBE).output.splitlines()
    assert len(lines) <= 60
    assert any("「高リスク」に該当する可能性が高い" in line for line in lines[:8])
    assert any(line.startswith("  判定を支える回答：C①、又はA①かつD①") for line in lines[:8])


def test_on_a_terminal_of_80_columns_all_is_on_a_page_too() -> None:
    terminal = {"FORCE_COLOR": "1", "COLUMNS": "80"}
    words = ["check", "examples/dossiers/kobe-voicebot.toml"]
    with contextlib.chdir(Path(KOBE).parents[2]):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", CliRunner().invoke(aiprocure, words, env=terminal).output)
    lines = shown.splitlines()
    assert len(lines) <= 60
    assert max(map(cell_len, lines)) <= 80
    assert any("「高リスク」に該当する可能性が高い" in line for line in lines[:8])


def test_what_to_do_next_is_a_command_or_a_place_in_the_file(tmp_path: Path) -> None:
    steps = run(KOBE).output.partition("次にすること\n")[2].splitlines()
    assert [step[:5] for step in steps if step] == ["  (1)", "  (2)", "  (3)"]
    assert f"aiprocure new --from {KOBE} -o {KOBE} --overwrite" in steps[1]
    number = int(steps[2].partition("行目")[0].rpartition(" ")[2])
    assert Path(KOBE).read_text(encoding="utf-8").splitlines()[number - 1] == "[[requirements]]"
    contradicted = dossier(tmp_path, "b c.toml", more="personal_information = true\n")
    first = run(contradicted, "--lang", "en").output.partition("Next\n")[2].splitlines()[0]
    assert first.endswith(", answer C)")
    assert ", line " in first
    report, papers = run(contradicted, "--lang", "en").output.splitlines()[-3:-1]
    assert report.endswith(f"aiprocure check '{contradicted}' --format docx -o findings.docx --lang en")
    assert papers.endswith(f"aiprocure pack '{contradicted}' -o papers.docx --lang en")
    unanswered = tmp_path / "u.toml"
    unanswered.write_text(f'{HEAD}[project]\ntitle = "要約"\n', encoding="utf-8")
    assert f"aiprocure ask {unanswered} -o {unanswered} --overwrite" in run(str(unanswered)).output


def test_the_commands_to_give_next_have_the_options_that_were_given(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in (("要求事項#", "要求事項"), (1, "教育を行うこと")):
        sheet.append(cells)
    book.save(tmp_path / "別紙 3.xlsx")
    sheets, edition = ["--sheet", str(tmp_path / "別紙 3.xlsx")], ["--edition", "2025-05-27"]
    own = '[[requirements]]\nid = "#1"\nset_aside = "別に定める"\n'
    file = dossier(tmp_path, "a.toml", items=ITEMS + CLAUSES + own)
    words = f"{file} --sheet '{tmp_path}/別紙 3.xlsx' --format docx -o findings.docx --edition 2025-05-27 --lang en\n"
    assert f"(1) Hand on what was found: aiprocure check {words}" in run(file, *sheets, *edition, "--lang", "en").output
    file = dossier(tmp_path, "b.toml")
    assert f"記載がない項目1件を記入する。初めの項目：#1（{file}）" in run(file, *sheets).output


def test_the_official_sheet_is_looked_up_where_readings_differ(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(f'{HEAD}answers = {{ A = 1, B = 2, C = 3, D = 1 }}\n[project]\ntitle = "要約"\n', encoding="utf-8")
    assert "確かめる：aiprocure settle --edition 2025-05-27 -o 確定した版.json\n" in run(str(file)).output


def test_details_show_all_that_is_handed_on() -> None:
    shown = run(KOBE, "--details").output
    for heading in ("判断を要する事項", "チェックシートの項目の状況", "判定の経路", "リスク軽減策", "次にすること"):
        assert f"\n{heading}\n" in shown


def test_several_dossiers_are_a_row_each_and_details_follow_on_demand(tmp_path: Path) -> None:
    second = dossier(tmp_path, "b.toml", more="personal_information = true\n")
    rows = run(KOBE, second).output
    assert "案件書類 2件：要是正 1、要対応 " in rows
    assert "残18・要修正5" in rows
    assert "（記載なし）" in rows
    assert "低（用いないこと）" in rows
    assert "判定を支える回答" not in rows
    assert run(KOBE, second, "--details").output.count("判定を支える回答") == 2
    unanswered = tmp_path / "u.toml"
    unanswered.write_text(f'{HEAD}[project]\ntitle = "要約"\n', encoding="utf-8")
    assert " 未定 " in run(KOBE, str(unanswered)).output
    assert " なし " in run(KOBE, dossier(tmp_path, "clean.toml")).output


def test_what_a_policy_sets_aside_is_marked_in_every_part() -> None:
    policy = str(Path(__file__).parents[2] / "examples" / "profiles" / "policy.toml")
    shown = run(KOBE, "--profile", policy).output
    assert "適用しない1件、" in shown
    assert "免除・対象外（1件）" in shown
    assert "\n  免除・対象外  調達チェックシートの項目「⑤" in shown
    assert "| 適用しない | 府省庁の方針による。<br>" in run(KOBE, "--profile", policy, "--format", "markdown").output
    found = json.loads(run(KOBE, "--profile", policy, "--format", "json").output)
    [record] = TypeAdapter(CheckRecord).validate_python(found, strict=True)["dossiers"]
    [aside] = [each for each in record["items"] if each.get("by_policy")]
    assert (aside["item"], aside["status"], "where" in aside) == ("requirement/5", "set-aside", False)
    assert [kind["code"] for kind in record["kinds"] if kind["set_aside"]] == ["open-requirement"]
    assert "ほかに、府省庁の方針により免除又は対象外とされた指摘 2件" in run(KOBE, OBU, "--profile", policy).output


def test_json_has_the_same_structure() -> None:
    written = json.loads(run(KOBE, "--format", "json").output)
    assert TypeAdapter(CheckRecord).validate_python(written, strict=True) == written
    [record] = written["dossiers"]
    determination = record["determination"]
    assert (determination["outcome"], determination["possible"], determination["undermined"]) == (
        "high",
        ["high"],
        False,
    )
    assert determination["reasons"] == [["C1"], ["A1", "D1"]]
    assert record["counts"]["procurement"] == {"addressed": 0, "set-aside": 0, "open": 16, "to-correct": 5}
    assert [each["status"] for each in record["items"]].count("open") == 18
    assert sorted(position for kind in record["kinds"] for position in kind["findings"]) == list(
        range(len(record["findings"]))
    )
    for kind in record["kinds"]:
        assert {record["findings"][position]["code"] for position in kind["findings"]} == {kind["code"]}


@pytest.mark.parametrize(
    ("more", "data", "codes"),
    [("", "③", (0, 0, 0)), ("", "④", (0, 0, 1)), ("personal_information = true\n", "③", (0, 1, 1))],
)
def test_the_exit_code_tells_whether_a_finding_weighs_as_much(
    tmp_path: Path, more: str, data: str, codes: tuple[int, int, int]
) -> None:
    file = dossier(tmp_path, "a.toml", more=more, data=data)
    ends = [run(file), run(file, "--fail-on", "error"), run(file, "--fail-on", "warning")]
    assert tuple(result.exit_code for result in ends) == codes


def test_json_is_the_findings_and_their_count(tmp_path: Path) -> None:
    clean, contradicted = dossier(tmp_path, "a.toml"), dossier(tmp_path, "b.toml", more="personal_information = true\n")
    found = json.loads(run(clean, contradicted, "--format", "json").output)
    assert found["summary"] == {"error": 1, "warning": 0, "note": 0}
    assert [(each["file"], each["edition"], len(each["findings"])) for each in found["dossiers"]] == [
        (clean, "2025-05-27", 0),
        (contradicted, "2025-05-27", 1),
    ]
    finding = ap.encoding.from_data(found["dossiers"][1]["findings"][0], Finding)
    assert (finding.code, finding.where) == ("personal-information-handled", "/answers/C")


def test_several_dossiers_are_summed_up_and_one_that_cannot_be_read_stops_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('edition = "2025-05-27"\n[answers]\nZ = 1\n', encoding="utf-8")
    missing = str(tmp_path / "missing.toml")
    clean, contradicted = dossier(tmp_path, "a.toml"), dossier(tmp_path, "b.toml", more="personal_information = true\n")
    result = run(clean, str(broken), missing, contradicted, "--fail-on", "error")
    assert result.exit_code == 2
    assert result.stdout.endswith(
        "案件書類 2件：要是正 1、要対応 0、参考 0\n案件ごとの点検の結果は、--details を付けて示す。\n"
    )
    errors = result.stderr.splitlines()
    assert errors[0].startswith(f"aiprocure: {broken} 1行目1文字目：案件：")
    assert errors[-1].startswith(f"aiprocure: {missing}：")


def test_how_far_it_has_come_is_shown_to_somebody_who_watches_several(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(checking, "Console", lambda **_: Console(file=screen, force_terminal=True, width=80))
    files = (Path("a.toml"), Path("b.toml"))
    assert tuple(checking._showing_progress(files, "ja")) == files
    assert "点検中…" in screen.getvalue()
    assert "100%" in screen.getvalue()
    before = screen.getvalue()
    assert tuple(checking._showing_progress(files[:1], "en")) == files[:1]
    assert screen.getvalue() == before


def test_json_has_the_problems_of_what_cannot_be_read(tmp_path: Path) -> None:
    clean, missing = dossier(tmp_path, "a.toml"), str(tmp_path / "missing.toml")
    broken = tmp_path / "broken.json"
    broken.write_text('{"edition": "2025-05-27", "project": {}, "answers": {}}', encoding="utf-8")
    for files, read in (([clean], [clean]), ([], [])):
        result = run(*files, str(broken), missing, "--format", "json")
        found = json.loads(result.stdout)
        assert result.exit_code == 2
        assert found["format"] == "aiprocure.check/1"
        assert [each["file"] for each in found["dossiers"]] == read
        assert [each["file"] for each in found["unreadable"]] == [str(broken), missing]
        [[title], [unread]] = [each["problems"] for each in found["unreadable"]]
        assert title.keys() == {"code", "where", "value", "expected", "text", "file", "line", "column"}
        assert (title["where"], title["file"], unread["where"], unread["file"]) == (
            *("/project/title", str(broken)),
            *("", missing),
        )
        assert result.stderr.splitlines()[0].startswith(f"aiprocure: {broken}")
    assert json.loads(run(clean, "--format", "json").stdout)["unreadable"] == []


def test_a_file_given_twice_is_checked_once(tmp_path: Path) -> None:
    file = dossier(tmp_path, "a.toml")
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    found = json.loads(run(str(link), file, f"{tmp_path}/./a.toml", "--format", "json").stdout)
    assert [each["file"] for each in found["dossiers"]] == [str(link)]
    twice = run("missing.toml", "./missing.toml")
    assert (twice.exit_code, len(twice.stderr.splitlines())) == (2, 1)


def test_no_file_is_a_slip() -> None:
    assert run().exit_code == 2


def workbook(folder: Path, name: str, *rows: tuple[int | str, ...], headline: str | None = "⑤") -> str:
    """The path of a new workbook with a procurement check sheet of some rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for cells in (("要求事項#", "要求事項", "見出し"), *((*row, headline) for row in rows)):
        sheet.append(cells)
    book.save(folder / name)
    return str(folder / name)


def test_rows_of_several_workbooks_are_added(tmp_path: Path) -> None:
    file = dossier(tmp_path, "a.toml", items='[[requirements]]\nid = "#1"\nwords = "年に一度行うこと。"\n')
    sheets = [
        word for n in (1, 2) for word in ("--sheet", workbook(tmp_path, f"{n}.xlsx", (n, f"{n}番の事項を行うこと")))
    ]
    markdown = run(file, *sheets, "--format", "markdown").stdout
    assert "1番の事項を行うこと" in markdown
    assert "2番の事項を行うこと" in markdown
    assert run(file, *sheets, *sheets, "--format", "markdown").stdout == markdown


@pytest.mark.parametrize("form", ["text", "json", "sarif", "markdown"])
def test_a_workbook_that_cannot_be_read_is_reported_like_a_dossier(tmp_path: Path, form: str) -> None:
    file, broken = dossier(tmp_path, "a.toml"), tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK")
    result = run(file, "--sheet", str(broken), "--format", form)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"aiprocure: {broken}：")
    match form:
        case "json":
            data = json.loads(result.stdout)
            assert ([each["file"] for each in data["unreadable"]], data["dossiers"]) == ([str(broken)], [])
        case "sarif":
            [invocation] = json.loads(result.stdout)["runs"][0]["invocations"]
            assert (invocation["executionSuccessful"], len(invocation["toolExecutionNotifications"])) == (False, 1)
        case _:
            assert result.stdout == ""


def test_rows_that_do_not_fit_an_edition_are_reported_with_their_workbook(tmp_path: Path) -> None:
    file = dossier(tmp_path, "a.toml")
    one, other = (workbook(tmp_path, f"{n}.xlsx", (1, f"{n}番目の言葉")) for n in (1, 2))
    for sheets in ([one, other], [other, one]):
        result = run(file, *(word for sheet in sheets for word in ("--sheet", sheet)), "--format", "json")
        [unreadable] = json.loads(result.stdout)["unreadable"]
        assert (result.exit_code, unreadable["file"], len(unreadable["problems"])) == (2, sheets[-1], 1)


def test_a_dossier_that_a_report_cannot_hold_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = dossier(tmp_path, "good.toml"), dossier(tmp_path, "bad.toml")

    def hold_only_good(checked: list[Checked], language: Language) -> str:
        if any(each.file.name == "bad.toml" for each in checked):
            raise InvalidData(Problem.of("not-text", value="x"))
        return markdown_report(checked, language)

    monkeypatch.setattr(checking, "markdown_report", hold_only_good)
    result = run(bad, good, "--format", "markdown", "--lang", "en")
    assert (result.exit_code, result.stderr) == (2, f"aiprocure: {bad}: 'x' is not UTF-8 text\n")
    assert result.stdout == run(good, "--format", "markdown", "--lang", "en").stdout
    assert run(bad, "--format", "markdown").stdout == ""


def _open_but(closed: str, opened: Callable[..., object]) -> Callable[..., object]:
    """What opens every file but one, which may not be read. Who runs the tests may read them all."""

    def guarded(file: object, *more: object, **named: object) -> object:
        if str(file) == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(file, *more, **named)

    return guarded


def test_a_dossier_without_read_permission_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, clean = dossier(tmp_path, "closed.toml"), dossier(tmp_path, "a.toml")
    for module in (io, os):
        monkeypatch.setattr(module, "open", _open_but(closed, module.open))
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    result = run(closed, clean)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert result.stderr.startswith(f"aiprocure: {closed}：")
    assert "\n点検の結果：要是正（0件）、要対応（0件）、参考（0件）\n" in result.stdout


@pytest.mark.parametrize(
    ("option", "one", "other"),
    [
        ("--format", "json", "sarif"),
        ("--output", "a", "b"),
        ("--fail-on", "error", "warning"),
        ("--lang", "ja", "en"),
    ],
)
def test_each_option_is_given_once(option: str, one: str, other: str) -> None:
    result = run("x.toml", option, one, option, other)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert option in result.stderr


def test_what_was_read_passed_over_and_differs_in_workbooks_is_printed_beside_the_findings(tmp_path: Path) -> None:
    file = dossier(tmp_path, "a.toml")
    one, other = (
        workbook(tmp_path, "1.xlsx", (19, "別の言葉"), headline=None),
        workbook(tmp_path, "2.xlsx", (2, "x"), ("※ 注", ""), headline=None),
    )
    result = run(file, "--sheet", one, "--sheet", other, "--format", "json")
    first, differs, second, note = result.stderr.splitlines()
    assert result.exit_code == 0
    assert json.loads(result.stdout)["unreadable"] == []
    assert first.startswith(f"aiprocure: {one}：Sheet：1行目を列の見出しとし、")
    assert second.startswith(f"aiprocure: {other}：Sheet：1行目を列の見出しとし、")
    assert note.startswith(f"aiprocure: {other}：Sheet!A3：")
    assert differs.startswith(f"aiprocure: {one}：Sheet!B2：")


def test_a_later_workbook_may_adapt_what_an_earlier_one_supplies(tmp_path: Path, edition: ap.Edition) -> None:
    """Each is added to the edition that the one before has made: the source's words, then a ministry's own."""
    source = str(next(row.text for row in edition.sheet_rows if row.number == 19))
    one, other = (workbook(tmp_path, f"{n}.xlsx", (19, w), headline=None) for n, w in enumerate((source, "別の言葉")))
    assert run(dossier(tmp_path, "a.toml"), "--sheet", one, "--sheet", other).exit_code == 0


def test_a_problem_names_the_item_as_the_dossier_does(tmp_path: Path) -> None:
    file = dossier(tmp_path, "a.toml", items='[[requirements]]\nid = "⑭"\nphase = "x"\n')
    assert "調達チェックシートの項目⑭" in run(file).stderr
    assert "item ⑭" in run(file, "--lang", "en").stderr
