"""Workbooks of dossiers: what is refused with its cell, and what the command makes of them."""

import functools
import io
import json
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.cli import aiprocure
from aiprocure.errors import InvalidDossier, MissingExtra
from aiprocure.errors.text import Text
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.model.check_sheets import SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from workbook_files import PROCUREMENT, write

EDITION = ap.editions.load("2025-05-27")
ANSWERS = {"A": "①", "B": "②", "C": "③", "D": "②"}
DOSSIER = dossiers.from_data({"edition": EDITION.id, "project": {"title": "件名"}, "answers": ANSWERS})


@functools.cache
def content() -> bytes:
    """The workbook of the dossier."""
    return workbook_bytes(DOSSIER)


def written(folder: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """The workbook in which something was changed."""
    book = openpyxl.load_workbook(io.BytesIO(content()))
    change(book)
    file = folder / "案件.xlsx"
    book.save(file)
    return file


def cell_of(sheet: Worksheet, row: str, heading: str) -> str:
    """The name of the cell in the row of a label and the column of a heading."""
    for head in sheet.iter_rows():
        columns = [cell.column_letter for cell in head if cell.value == heading]
        if columns:
            labels = (cell for each in sheet.iter_rows(min_row=head[0].row) for cell in each if cell.value == row)
            return f"{columns[0]}{next(labels).row}"
    raise AssertionError(heading)


def put(sheet: str, row: str, heading: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell_of(book[sheet], row, heading)].value = value

    return change


def rename(sheet: str, heading: str, other: str | None) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        [cell] = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == heading]
        cell.value = other

    return change


def strike(book: openpyxl.Workbook) -> None:
    sheet = book["調達チェック"]
    cell = sheet[cell_of(sheet, "⑭", "対策")]
    cell.value, cell.font = "消した対策", Font(strike=True)


def copy_sheet(book: openpyxl.Workbook) -> None:
    book.copy_worksheet(book["契約チェック"])


def add_row(book: openpyxl.Workbook) -> None:
    sheet = book["調達チェック"]
    sheet.append(["#999", None, None, None, None, "文案"])


def write_twice(book: openpyxl.Workbook) -> None:
    book["助言"].append(["案件", "件名", "別の件名"])


def set_aside_and_apply(book: openpyxl.Workbook) -> None:
    put("調達チェック", "⑭", "適用の要否", "適用する")(book)
    put("調達チェック", "⑭", "適用しない理由", "不要")(book)


REFUSED = [
    (put("案件", "クラウドサービス", "内容（記入欄）", "たぶん"), [("no-such-option", "案件!C")]),
    (put("案件", "基準日", "内容（記入欄）", "来月"), [("wrong-type", "案件!C")]),
    (put("案件", "件名", "内容（記入欄）", None), [("missing-key", "案件!C")]),
    (put("案件", "適用する版", "内容（記入欄）", "1999-01-01"), [("no-such-edition", "案件!C")]),
    (put("案件", "目的", "内容（記入欄）", "=1+1"), [("formula-cell", "案件!C")]),
    (put("判定", "A 利用者の範囲・種別", "回答", "⑨"), [("no-such-option", "判定!C")]),
    (put("調達チェック", "⑭", "適用の要否", "要検討"), [("no-such-option", "調達チェック!E")]),
    (put("リスクケース", "発生した事象", "発生日", "発生日"), []),
    (strike, [("struck-cell", "調達チェック!G")]),
    (copy_sheet, [("book-table-twice", "契約チェック Copy!A4")]),
    (add_row, [("book-row-unknown", "調達チェック!A")]),
    (write_twice, [("book-cell-twice", "助言!C")]),
    (set_aside_and_apply, [("applies-with-reason", "調達チェック!I")]),
    (rename("調達チェック", "対策", "講じること"), [("book-column-missing", "調達チェック!A4")]),
    (lambda book: book.remove(book["リスクケース"]), [("book-table-missing", "")]),
    (rename("案件", "適用する版", "版"), [("edition-cell-missing", "")]),
]


@pytest.mark.parametrize(("change", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_named_with_its_cell(
    change: Callable[[openpyxl.Workbook], None], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    file = written(tmp_path, change)
    if not expected:
        assert dossiers.load(file) == DOSSIER
        return
    with pytest.raises(InvalidDossier) as refused:
        dossiers.load(file)
    found = [(problem.code, problem.where.rstrip("0123456789")) for problem in refused.value.problems]
    assert found == [(code, where.rstrip("0123456789")) for code, where in expected]
    assert all(problem.file == str(file) for problem in refused.value.problems)


def test_an_edition_alone_is_a_workbook_to_fill_in(tmp_path: Path) -> None:
    ap.export.to_xlsx(EDITION, tmp_path / "a.xlsx", language="en")
    assert dossiers.load(tmp_path / "a.xlsx").project.title == "(no title yet)"


def test_the_same_dossier_is_the_same_bytes() -> None:
    assert workbook_bytes(DOSSIER) == content()


def test_rows_of_a_ministry_stand_in_it_as_items(tmp_path: Path) -> None:
    citation = Citation(SourceId("supplied"), "別紙3!B2", Provenance.SUPPLIED)
    rows = [SheetRow(SheetRowId(str(n)), Text(f"省の要求事項{n}"), citation, n) for n in (19, 101)]
    edition = EDITION.with_rows(rows)
    ids = ["sheet-row/19-supplied", "sheet-row/19", "sheet-row/101"]
    items = [{"id": id_, "words": "文案"} for id_ in ids]
    data = {"edition": EDITION.id, "project": {"title": "件名"}, "requirements": items}
    dossier = dossiers.from_data(data, edition=edition)
    ap.export.to_xlsx(dossier, tmp_path / "a.xlsx", edition=edition)
    assert dossiers.load(tmp_path / "a.xlsx", edition=edition) == dossier
    with pytest.raises(InvalidDossier) as refused:
        dossiers.load(tmp_path / "a.xlsx")
    assert {problem.code for problem in refused.value.problems} == {"book-row-unknown"}


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra):
        workbook_bytes(DOSSIER)


def test_the_command_writes_judges_and_checks_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(aiprocure, ["new", "-o", "案件.xlsx", "--title", "件名"]).exit_code == 0
    refused = run(aiprocure, ["assess", "案件.xlsx"])
    assert refused.exit_code == 2
    assert "シート「判定」" in refused.output
    assert "判定!C8" in refused.output
    answer = "案件.xlsxのシート「判定」で、答えていない判定軸に回答する"
    assert answer in run(aiprocure, ["check", "案件.xlsx"]).output
    asked = run(aiprocure, ["ask", "案件.xlsx"], input="①\n①\n①\n①\n")
    assert "案件.xlsxのシート「判定」で" in asked.output
    book = openpyxl.load_workbook("案件.xlsx")
    sheet = book["判定"]
    for axis in EDITION.axes:
        option = axis.options[0]
        sheet[cell_of(sheet, axis.captioned("ja"), "回答")].value = f"{option.mark} {option.text.ja}"
    book.save("案件.xlsx")
    assert "高" in run(aiprocure, ["assess", "案件.xlsx"]).output
    assert run(aiprocure, ["what-if", "案件.xlsx"]).exit_code == 0
    assert run(aiprocure, ["check", "案件.xlsx", "-o", "指摘.xlsx"]).exit_code == 0
    assert dossiers.load("指摘.xlsx") == dossiers.load("案件.xlsx")
    assert "指摘" in openpyxl.load_workbook("指摘.xlsx").sheetnames
    assert run(aiprocure, ["new", "--from", "案件.xlsx", "-o", "案件.toml"]).exit_code == 0
    assert attrs.evolve(dossiers.load("案件.toml")) == dossiers.load("案件.xlsx")
    assert run(aiprocure, ["new", "--from", "案件.toml", "-o", "再.xlsx"]).exit_code == 0
    assert dossiers.load("再.xlsx") == dossiers.load("案件.xlsx")
    assert run(aiprocure, ["new", "--sheet", "案件.xlsx"]).exit_code == 2
    text = run(aiprocure, ["new"]).output
    assert text.startswith("#")
    assert run(aiprocure, ["new", "-o", "新.toml"]).exit_code == 0
    assert run(aiprocure, ["check", "案件.xlsx", "指摘.xlsx", "--format", "xlsx", "-o", "b.xlsx"]).exit_code == 2


def test_what_to_correct_is_told_with_its_cell_and_without_lines(tmp_path: Path) -> None:
    items = [{"id": "①", "words": "文案", "set_aside": "理由"}]
    data = {"edition": EDITION.id, "project": {"title": "件名"}, "answers": ANSWERS, "requirements": items}
    file = tmp_path / "案件.xlsx"
    ap.export.to_xlsx(dossiers.from_data(data), file)
    run = CliRunner().invoke
    assert "案件.xlsx 調達チェック!A5、" in run(aiprocure, ["check", str(file)]).output
    sarif = json.loads(run(aiprocure, ["check", str(file), "--format", "sarif"]).stdout)
    locations = [each["locations"][0]["physicalLocation"] for each in sarif["runs"][0]["results"]]
    assert locations
    assert all(location.keys() == {"artifactLocation"} for location in locations)


def test_a_workbook_and_the_sheet_it_is_checked_with_are_told_with_their_files(tmp_path: Path) -> None:
    sheet = write(tmp_path, [PROCUREMENT, [101, "府省庁の要求事項", "対策例", None, None, "⑭"]])
    file = tmp_path / "案件.xlsx"
    run = CliRunner().invoke
    made = run(aiprocure, ["new", "-o", str(file), "--sheet", str(sheet), "--title", "件名", "--answer", "A=1"])
    assert made.exit_code == 0
    assert "#101" in [cell.value for cell in openpyxl.load_workbook(file)["調達チェック"]["A"]]
    assert run(aiprocure, ["check", str(file), "--sheet", str(sheet)]).exit_code == 0
    assert run(aiprocure, ["check", str(file), "--sheet", str(tmp_path / "none.xlsx")]).exit_code == 2
    book = openpyxl.load_workbook(file)
    book["案件"]["C6"], book["案件"]["C7"] = "来年", "今"
    book.save(file)
    for language, said in (("ja", "案件!C6"), ("en", "案件!C7")):
        refused = run(aiprocure, ["check", str(file), "--sheet", str(sheet), "--lang", language])
        assert refused.exit_code == 2
        assert said in refused.output


def test_the_items_of_a_policy_stand_in_its_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = ["--profile", str(Path(__file__).parents[2] / "examples" / "profiles" / "policy.toml")]
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    plain, extended = (["new", "-o", name, "--title", "件名"] for name in ("無.xlsx", "有.xlsx"))
    assert [run(aiprocure, words).exit_code for words in (plain, [*extended, *policy])] == [0, 0]
    rows = [openpyxl.load_workbook(name)["調達チェック"].max_row for name in ("無.xlsx", "有.xlsx")]
    assert rows[0] < rows[1]
    book = openpyxl.load_workbook("有.xlsx")
    book["調達チェック"].cell(rows[1], 6).value = "方針が加えた項目の文案"
    book.save("有.xlsx")
    assert run(aiprocure, ["check", "有.xlsx", *policy]).exit_code == 0
    assert "判定!C8" in run(aiprocure, ["assess", "有.xlsx", *policy]).output
    assert run(aiprocure, ["new", "--from", "有.xlsx", "-o", "再.xlsx", *policy]).exit_code == 0
    assert run(aiprocure, ["check", "有.xlsx"]).exit_code == 2
    assert run(aiprocure, ["new", "--from", "有.xlsx", "-o", "有.xlsx", "--overwrite", *policy]).exit_code == 2
