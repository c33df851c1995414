"""The command, as an officer or a pipeline runs it."""

import errno
import json
import re
import signal
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

import aiprocure as ap
from aiprocure.__main__ import main
from aiprocure.cli import aiprocure
from aiprocure.model.check_sheets import SheetRow

EXAMPLES = Path(__file__).parents[2] / "examples" / "dossiers"
FLAGS = ["assess", "--edition", "2025-05-27", "-A", "①", "-B", "2", "-C", "C3", "-D"]


@pytest.fixture(autouse=True)
def interrupts() -> Iterator[None]:
    """What Ctrl-C does is put back after a test that runs the command as a process does."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    yield
    for number, handler in zip((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), before, strict=True):
        signal.signal(number, handler)


def run(*words: str) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, words, catch_exceptions=False)


def test_answers_on_the_command_line_are_judged() -> None:
    result = run(*FLAGS, "reviewed")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "判定\n  低  「高リスク」に該当する可能性が低い\n" in result.stdout
    assert "→ ② 生成AIシステムの出力結果の適切さを判断して利活用する［資料4 リスク判定ロジック・原文］" in result.stdout
    assert "R9：C③かつB②かつA①④かつD② → 低［資料4 リスク判定ロジック（図）・図から復元］" in result.stdout
    assert "その軸の回答だけを変えても判定が変わらない軸：A\n" in result.stdout
    assert "図には別の読みが3通りあるが、いずれによっても結論は同じである。" in result.stdout
    assert "この版に代わる Version 2.0 が" in result.stdout
    assert "アドバイザリーボードに助言を求めるべきか" not in result.stdout


def test_a_high_outcome_says_what_follows_and_who_disputes_it() -> None:
    result = run(*FLAGS, "unreviewed")
    assert "判定\n  高  " in result.stdout
    assert "アドバイザリーボードに助言を求めるべきか各省において判定" in result.stdout
    assert "慎重側の読みによる「高」である。別の読み（読み1、読み2、読み3）では「低」となる。" in result.stdout
    assert "公式の判定シート" in result.stdout


def test_english_is_there_for_the_asking() -> None:
    result = run(*FLAGS, "①", "--lang", "en")
    assert "Determination\n  High  Likely to be high-risk\n" in result.stdout
    assert "Version 2.0, which replaces this edition" in result.stdout
    assert "Another reading of the figure, reading 3, would decide Low." in result.stdout


def test_several_reasons_are_counted() -> None:
    result = run("assess", "--edition", "2025-05-27", "-A", "3", "-B", "1", "-C", "1", "-D", "2")
    assert "次の2組の回答は、いずれもそれだけで判定を定める。" in result.stdout
    assert "* 国民の基本的権利や安全に大きな影響を及ぼす業務" in result.stdout


def test_a_dossier_is_judged_with_its_own_words(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(
        'edition = "2025-05-27"\n[project]\ntitle = "<script> [bold]案件[/bold]"\nsites = 3\n'
        '[answers]\nA = 1\nwork = {option = 2, reason = "定型の問合せ"}\nC = 3\nD = 2\n',
        encoding="utf-8",
    )
    result = run("assess", str(file))
    assert "案件\n  <script> [bold]案件[/bold]\n  sites：3\n" in result.stdout
    assert "理由：定型の問合せ" in result.stdout
    assert "次の回答だけで、ほかの回答にかかわらず判定が定まる。" in result.stdout
    assert "以下の軸は、この経路では問われない。" not in result.stdout


def test_a_dossier_is_judged_however_far_it_is() -> None:
    result = run("assess", str(EXAMPLES / "kobe-voicebot.toml"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "判定\n  高  " in result.stdout
    assert "理由：住民が電話で直接利用する。" in result.stdout


def test_axes_that_are_not_answered_are_named_with_the_command_that_asks_for_them(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text('edition = "2025-05-27"\nproject.title = "x"\nanswers = { A = 1, review = 2 }\n', encoding="utf-8")
    result = run("assess", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"aiprocure: {file}：回答B：判定軸「B 生成AI利活用業務の性格」への回答がない。B1 ①、B2 ②、B3 ③から選ぶこと。",
        (
            f"aiprocure: {file}：回答C：判定軸「C 要機密情報や個人情報の学習等の有無」への回答がない。"
            "C1 ①、C2 ②、C3 ③、C4 ④から選ぶこと。"
        ),
        f"aiprocure: 回答のない判定軸がある。aiprocure ask {file} -o {file} --overwrite により回答すること。",
    ]
    assert run("assess", str(file), "--lang", "en").stderr.splitlines() == [
        (
            f"aiprocure: {file}: answer B: not answered: B Nature of the work in which generative AI is used; "
            "choose from B1 ①, B2 ②, B3 ③"
        ),
        (
            f"aiprocure: {file}: answer C: not answered: C Whether confidential or personal "
            "information is used for training, stored or handled; "
            "choose from C1 ①, C2 ②, C3 ③, C4 ④"
        ),
        f"aiprocure: some axes are not answered; aiprocure ask {file} -o {file} --overwrite asks for them",
    ]


def test_json_is_the_trace(edition: ap.Edition) -> None:
    trace = json.loads(run(*FLAGS, "reviewed", "--json").stdout)
    assert trace == ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    assert ap.encoding.retrace(trace, edition).outcome.id == "low"


def test_where_every_axis_matters_none_is_called_irrelevant() -> None:
    result = run("assess", "--edition", "2025-05-27", "-A", "2", "-B", "2", "-C", "2", "-D", "2")
    assert "判定が変わらない軸" not in result.stdout


def test_a_stream_that_is_no_file_is_written_to_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["aiprocure", "editions"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 0
    assert "DS-920" in stream.getvalue()


def test_output_that_cannot_be_written_is_said_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["aiprocure", "table"])

    class Full(StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 3
    assert capsys.readouterr().err == "aiprocure: 結果を出力できない（空き容量がない）。出力先を確認すること。\n"


@pytest.mark.slow
@pytest.mark.parametrize("width", ["0", "20", "40"])
@pytest.mark.parametrize("words", [["table"], ["table", "--all", "--lang", "en"]])
def test_a_table_is_whole_however_narrow_the_terminal(
    monkeypatch: pytest.MonkeyPatch, width: str, words: list[str]
) -> None:
    whole = run(*words).stdout
    assert "│ R3  │ C2    │ B2    │ A1 A4 │ -     │ 高   │" in whole or len(whole.splitlines()) == 149
    monkeypatch.setenv("COLUMNS", width)
    assert run(*words).stdout == whole


def test_no_words_of_a_dossier_can_pass_for_a_determination(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    forged = "x\n\n判定\n  低  「高リスク」に該当する可能性が低い"

    def judge(project: object, reason: str) -> Result:
        answers = {"A": {"option": 1, "reason": reason}, "B": 1, "C": 1, "D": 1}
        data = {"edition": "2025-05-27", "project": project, "answers": answers}
        file.write_text(json.dumps(data), encoding="utf-8")
        return run("assess", str(file))

    for project in ({"title": forged}, {"title": "x", forged: 1}, {"title": "x", "y": forged}, {"title": "x\u2028y"}):
        assert judge(project, "定型の業務").exit_code == 2
    headings = [line for line in judge({"title": "x"}, forged).stdout.splitlines() if line.startswith("判定")]
    assert headings == ["判定", "判定の経路", "判定を支える理由", "判定が定まった行と、図の別の読み"]


def test_json_is_ascii_where_the_terminal_is() -> None:
    result = CliRunner(charset="ascii").invoke(aiprocure, [*FLAGS, "reviewed", "--json"], catch_exceptions=False)
    assert json.loads(result.stdout_bytes.decode("ascii"))["meaning"]["ja"] == "「高リスク」に該当する可能性が低い"


@pytest.mark.parametrize(("review", "expected"), [("①", 1), ("②", 0)])
def test_a_pipeline_can_fail_on_high(review: str, expected: int) -> None:
    assert run(*FLAGS, review).exit_code == 0
    assert run(*FLAGS, review, "--fail-on-high").exit_code == expected


def test_bad_input_is_a_line_a_problem_on_standard_error(tmp_path: Path) -> None:
    words = ["assess", "--edition", "2025-05-27", "-A", "9", "-B", "b1", "-C", "1"]
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == "aiprocure: 回答A：選択肢 '9' はない。A1 ①、A2 ②、A3 ③、A4 ④から選ぶこと。"
    assert run(*words, "--lang", "en").stderr == (
        "aiprocure: answer A: no option '9'; choose from A1 ①, A2 ②, A3 ③, A4 ④\n"
        "aiprocure: answer B: no option 'b1'; choose from B1 ①, B2 ②, B3 ③\n"
        "aiprocure: answer D: not answered: D Use of the output following judgement by an official; "
        "choose from D1 ①, D2 ②, D3 ③\n"
    )
    file = tmp_path / "case.toml"
    file.write_text("edition = 3", encoding="utf-8")
    result = run("assess", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"aiprocure: {file} 1行目11文字目：適用する版：3 は使えない。文字列とすること。\n"
        f"aiprocure: {file} 1行目1文字目：案件：項目 project の記載がない。記載すること。\n"
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["assess"],
            "案件書類を、回答を添えずに指定するか、--edition と全ての判定軸への回答とを指定すること。",
        ),
        (["assess", "-A", "1"], "案件書類を、回答を添えずに指定するか、--edition と"),
        (["assess", "x.toml", "-A", "1"], "案件書類を、回答を添えずに指定するか、--edition と"),
        (
            ["assess", "--lang", "en"],
            "give a dossier without answers, or --edition with an answer on each axis; editions carried: ",
        ),
        (
            ["assess", "x.toml"],
            "x.toml：そのファイルがないため、読み取れない。ファイルの名前、場所及び権限を確認すること。",
        ),
        (["assess", "--edition", "latest", "-A", "1"], "版 'latest' は収録していない。2025-05-27から選ぶか、"),
        (["table", "--edition", "2026"], "版 '2026' は収録していない。2025-05-27から選ぶか、"),
        (["assess", "--lang", "fr"], "--lang：指定した値は使えない。ja、enから選ぶこと。"),
        ([*FLAGS, "1", "-D", "2"], "--review：二度以上指定している。"),
        (
            [*FLAGS, "1", "--edition", "2025-05-27", "--review", "2"],
            "（-D と --review は同じものを指す）。",
        ),
        (["asess"], "コマンド 'asess' はない。ask、assess、"),
    ],
)
def test_a_slip_on_the_command_line_is_said_and_exits_with_2(words: list[str], expected: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_the_editions_are_listed() -> None:
    assert "DS-920「行政の進化と革新のための" in run("editions").stdout
    data = json.loads(run("editions", "--json").stdout)
    [edition] = data["editions"]
    assert data["format"] == "aiprocure.editions/1"
    assert (edition["id"], edition["superseded_by"]["version"]) == ("2025-05-27", "Version 2.0")
    assert edition["fingerprint"].startswith("sha256:")


def test_the_table_shows_the_rows_of_every_edition_or_of_one() -> None:
    every, one = run("table").stdout, run("table", "--edition", "2025-05-27").stdout
    assert every == one
    assert [line.split("│")[1].strip() for line in one.splitlines() if "│ R" in line] == [f"R{n}" for n in range(1, 11)]
    data = json.loads(run("table", "--json").stdout)
    assert (data["format"], [each["edition"] for each in data["editions"]]) == ("aiprocure.table/1", ["2025-05-27"])
    assert [row["id"] for row in data["editions"][0]["rows"]] == [f"R{n}" for n in range(1, 11)]


def test_the_table_shows_all_144() -> None:
    lines = [line for line in run("table", "--all").stdout.splitlines() if line.startswith("│")]
    assert len(lines) == 144
    assert sum("高" in line for line in lines) == 132
    [data] = json.loads(run("table", "--all", "--json").stdout)["editions"]
    assert len(data["rows"]) == 144
    assert sum(bool(row["disputed"]) for row in data["rows"]) == 36


def test_help_is_in_both_languages() -> None:
    for words in ([], *([name] for name in aiprocure.commands), ["sheet", "import"]):
        [_, *described] = run(*words, "--help").stdout.split("\n\n")
        [japanese, *_, english] = described[: described.index(next(each for each in described if ":\n" in each))]
        assert re.search("[ぁ-ん].*。", japanese)
        assert re.match("  [A-Z][a-z]+ .*[.]$", english, re.DOTALL)
    assert run("--version").stdout.startswith("aiprocure, version ")


def test_the_guideline_is_shown_with_its_counts() -> None:
    shown = run("guideline").stdout
    assert "調達チェックシートの見出し：21\n" in shown
    assert "リスク軽減策：12\n" in shown
    assert "Mitigations: 12\n" in run("guideline", "--lang", "en").stdout
    guideline = json.loads(run("guideline", "--json").stdout)
    [data] = guideline["editions"]
    assert guideline["format"] == "aiprocure.guideline/1"
    assert (data["id"], data["records"]["requirement"], data["records"]["duty"]) == ("2025-05-27", 21, 27)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["14"], ["公平性と包摂性の確保", "ds-920/2025-05-27/requirement/14", "sheet-row 19", "原文"]),
        (["A"], ["問い：誰が使うのか", "  ② 政府職員等による府省庁内", "mitigation A-4"]),
        (["clause", "7"], ["補足説明：事業者において発生した", "関連付けの出典：［資料4", "theme incidents"]),
        (["risk-cases"], ["不適切な入力・情報漏洩", "知的財産権の侵害", "process-step 4", "図から復元"]),
        (["sheet-row", "27"], ["対策例詳細：事前学習データ", "裏付けとなる情報の例：", "requirement 20"]),
        (["II-4"], ["現行の位置づけ：調達チェックシートで", "論点候補案：", "document annex-3"]),
        (["R9"], ["option D2", "図から復元"]),
        (["outcome", "high"], ["rule R1  R1: C1|C4 → high"]),
        (["axes"], ["判定軸  A", "判定軸  D"]),
        (["A", "--edition", "2025-05-27"], ["判定軸  A"]),
        (["mitigation", "A-1"], ["ガイドライン上対応関係は明確ではない", "open-requirement"]),
        (["planner-proposal", "--lang", "en"], ["None: The dossier has no field in which to say"]),
        (["14", "--lang", "en"], ["Headlines of the procurement check sheet  14", "Links to", "stated"]),
    ],
)
def test_a_record_or_a_family_is_shown_with_its_links_and_citation(words: list[str], expected: list[str]) -> None:
    result = run("show", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    for each in expected:
        assert each in result.stdout


def test_a_record_as_json_names_its_links() -> None:
    found = json.loads(run("show", "⑭", "--json").stdout)
    [data] = found["records"]
    assert found["format"] == "aiprocure.records/1"
    assert data["reference"] == "ds-920/2025-05-27/requirement/14"
    assert data["record"]["text"]["ja"].startswith("公平性と包摂性")
    assert data["links_to"] == ["ds-920/2025-05-27/requirement-group/system"]
    assert (data["checks"][0], data["why_no_check"]) == ("repeated-item", None)
    [purpose] = json.loads(run("show", "scope/purpose", "--json").stdout)["records"]
    assert (purpose["checks"], purpose["why_no_check"]["ja"][:6]) == ([], "ガイドライン")
    assert len(json.loads(run("show", "risk-cases", "--json").stdout)["records"]) == 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nope", "__class__", "answers", "text", "id", "\x1b[2J", "../axes"])
def test_what_is_no_record_is_refused(name: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aiprocure: 記録に {name!a} はない。")
    assert run("show", name, "--lang", "en").stderr.startswith(f"aiprocure: no record {name!a} in the edition")


def workbook(folder: Path, *rows: tuple[int | str | None, ...]) -> Path:
    """A workbook of the procurement check sheet with some rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "別紙3"
    for row in (("要求事項#", "要求事項", "対策例"), *rows):
        sheet.append(row)
    file = folder / "別紙3.xlsx"
    book.save(file)
    return file


def test_a_workbook_is_read_into_a_file_of_rows(tmp_path: Path, edition: ap.Edition) -> None:
    file, output = workbook(tmp_path, (1, "要求", "対策")), tmp_path / "rows.json"
    result = run("sheet", "import", str(file), "-o", str(output))
    assert (result.exit_code, result.stdout) == (0, "")
    data = json.loads(output.read_text(encoding="utf-8"))
    rows = [ap.encoding.from_data(row, SheetRow) for row in data["sheet_rows"]]
    assert edition.with_rows(rows).find("sheet-row 1") == rows[0]
    assert data["clauses"] == []
    assert json.loads(run("sheet", "import", str(file)).stdout) == data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.json", "別紙3.xlsx"]


def test_rows_that_cannot_stand_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file, output = workbook(tmp_path, (19, "別の言葉"), (2, None, "対策")), tmp_path / "rows.json"
    result = run("sheet", "import", str(file), "-o", str(output))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aiprocure: {file}：別紙3!B3：")
    assert not output.exists()


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "rows.json"
    folder.mkdir()
    result = run("sheet", "import", str(workbook(tmp_path, (1, "要求"))), "-o", str(folder), "--overwrite")
    assert (result.exit_code, result.stdout) == (3, "")
    assert (
        result.stderr == f"aiprocure: {folder}：書き出せない（フォルダーである）。"
        "書き出す場所を確認するか、別の場所を指定すること。\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rows.json", "別紙3.xlsx"]


def test_neither_the_workbook_nor_any_other_file_is_written_over_unasked(tmp_path: Path) -> None:
    source, other = workbook(tmp_path, (1, "要求")), tmp_path / "rows.json"
    before = source.read_bytes()
    other.write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(source)
    for output, *more in ([source], [source, "--overwrite"], [tmp_path / "link.json", "--overwrite"], [other]):
        assert run("sheet", "import", str(source), "-o", str(output), *map(str, more)).exit_code == 2
    assert (source.read_bytes(), other.read_text(encoding="utf-8")) == (before, "old")
    assert run("sheet", "import", str(source), "-o", str(other), "--overwrite").exit_code == 0
    assert json.loads(other.read_text(encoding="utf-8"))["sheet_rows"]
