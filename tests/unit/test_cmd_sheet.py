"""``sheet import`` says what it read and what it passed over."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.errors.messages import quotable
from aiprocure.model.check_sheets import SheetRow
from workbook_files import CONTRACT, PROCUREMENT, Rows, write


def run(*words: str) -> Result:
    """What the command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, ["sheet", "import", *words], catch_exceptions=False)


REST = "注記又は区分の行とし、読み取っていない。"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a hidden row, a note and a column of the ministry's own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "別紙3"
    for row in ([*PROCUREMENT, "担当"], [1, "r", *[None] * 4, "課"], [2, "s"], [3, "t"], ["※ 注記"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    file = tmp_path / "別紙3.xlsx"
    book.save(file)
    return file


def test_it_names_the_sheets_and_rows_read_and_what_was_passed_over(workbook: Path) -> None:
    result = run(str(workbook))
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        [
            f"aiprocure: {workbook}：別紙3：1行目を列の見出しとし、2行目から4行目までの2件を読み取った。",
            f"aiprocure: {workbook}：別紙3!G1：列「担当」は、府省庁が独自に設けた列として読み取った。",
            f"aiprocure: {workbook}：別紙3!A3：非表示の行である。読み取っていない。",
            f"aiprocure: {workbook}：別紙3!A5：番号及び文言を備えた行ではない（'※ 注記'）。" + REST,
        ],
    )


def test_it_says_so_in_english_too(workbook: Path) -> None:
    assert run(str(workbook), "--lang", "en").stderr.splitlines() == [
        f"aiprocure: {workbook}: 別紙3: read 2 rows, from row 2 to row 4, below the headings in row 1",
        f"aiprocure: {workbook}: 別紙3!G1: column 担当 is kept with the rows as the ministry's own",
        f"aiprocure: {workbook}: 別紙3!A3: a hidden row; it was not read",
        f"aiprocure: {workbook}: 別紙3!A5: no row with a number and words of its own ('※ 注記'); it was not read",
    ]


def test_the_rows_go_to_standard_output_with_the_ministrys_own_columns(workbook: Path) -> None:
    data = json.loads(run(str(workbook)).stdout)
    first, second = (ap.encoding.from_data(row, SheetRow) for row in data["sheet_rows"])
    assert ([str(each.text) for each in first.own_columns], second.number, data["clauses"]) == (["課"], 3, [])


def test_a_sheet_without_rows_and_more_than_can_be_listed_are_said(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT])
    assert run(str(file)).stderr == (
        f"aiprocure: {file}：別紙3：1行目を列の見出しとしたが、その下に読み取る行がなかった。\n"
    )
    rows: Rows = [PROCUREMENT]
    rows += [["※"] for _ in range(1_001)]
    many = run(str(write(tmp_path, rows))).stderr.splitlines()
    assert many[-1] == f"aiprocure: {file}：読み取っていないものが、ほかにもある。1000件までを示した。"


def test_what_cannot_be_read_is_refused_with_nothing_printed(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.xlsx"))
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_rows_go_to_a_file_and_never_over_the_workbook(workbook: Path, tmp_path: Path) -> None:
    output = tmp_path / "rows.json"
    assert (run(str(workbook), "-o", str(output)).exit_code, run(str(workbook), "-o", str(workbook)).exit_code) == (
        0,
        2,
    )
    assert json.loads(output.read_text(encoding="utf-8"))["format"] == "aiprocure.check-sheet-rows/1"


def test_a_row_that_a_ministry_has_adapted_is_named_beside_the_source_s(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "別の言葉"]])
    source = next(row.text for row in ap.editions.load("2025-05-27").sheet_rows if row.number == 19)
    result = run(str(file))
    assert (result.exit_code, result.stderr.splitlines()[1:]) == (
        0,
        [
            f"aiprocure: {file}：別紙3!B2：調達チェックシートの要求事項 19の文言「別の言葉」が、"  # noqa: ISC004
            f"出典の記載「{quotable(source.ja)}」と異なる。"
            "府省庁のものを sheet-row/19-supplied として加え、出典のものも残す。"
        ],
    )
    assert (
        run(str(file), "--lang", "en")
        .stderr.splitlines()[-1]
        .endswith(
            f"wording: '別の言葉' where the source has '{quotable(source.in_language('en'))}'; "
            "added as sheet-row/19-supplied, beside the source's own"
        )
    )


def test_whatever_differs_in_a_row_is_shown_in_both_wordings(tmp_path: Path) -> None:
    clause = next(each for each in ap.editions.load("2025-05-27").clauses if each.number == 6)
    row: list[str | int | float | bool | None] = [6, "別の項目", str(clause.text), "別の条項", "別の補足"]
    file = write(tmp_path, [CONTRACT, row], title="別紙4")
    lines = run(str(file)).stderr.splitlines()[1:]
    assert len(lines) == 3
    passages = (("契約時の項目", "heading"), ("契約書に盛り込む条項内容例", "content"), ("補足説明", "note"))
    for line, (words, field), supplied in zip(lines, passages, (row[1], row[3], row[4]), strict=True):
        assert line.startswith(
            f"aiprocure: {file}：別紙4の2行目：契約チェックシートの取り決め事項 6の{words}「{supplied}」が、"
        )
        assert f"出典の記載「{quotable(str(getattr(clause, field)))}」と異なる。" in line


def test_rows_that_no_edition_takes_are_refused_with_the_name_of_the_workbook(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [1, "x"], [1, "y"]])
    result = run(str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aiprocure: {file}：別紙3!")
