"""Inventories in workbooks: read as a CSV file would say it, and written so that text is text."""

import datetime
import decimal
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import aiprocure as ap
from aiprocure import tables
from aiprocure.errors import InvalidAnswers, InvalidTable
from aiprocure.frames.inventories import counts, text_rows, xlsx_chunks, xlsx_writer
from workbook_files import HEAD, MAIN, SHEET, STRINGS, Rows, Value, altered, inline
from workbook_files import write as write_book

NAMES = ["利用者の範囲・種別", "生成AI利活用業務の性格", "要機密情報や個人情報の学習等の有無", "D"]


def save(folder: Path, rows: Rows, **more: Rows) -> Path:
    """A workbook with an inventory on its first sheet."""
    return write_book(folder, rows, title="案件", more=more)


def sheet(folder: Path, cells: str, **parts: str | None) -> Path:
    """A workbook whose sheet has this XML below a header of A to D."""
    header = f'<row r="1">{"".join(inline(f"{name}1", name) for name in "ABCD")}</row>'
    xml = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{header}{cells}</sheetData></worksheet>'
    return altered(save(folder, [["A", "B", "C", "D"]]), {SHEET: xml, **parts})


def judged(source: Path, edition: ap.Edition, **options: Any) -> list[tuple[Any, ...]]:
    """The rows of the workbook that comes of an inventory."""
    target = source.with_name("judged.xlsx")
    tables.assess_table(source, target, edition, **options)
    return list(openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True))


def refusals(source: Path, edition: ap.Edition) -> list[tuple[str, str, int | None]]:
    """The code, the place and the row of each problem; nothing is written, and every problem names a file."""
    target = source.with_name("judged.xlsx")
    with pytest.raises((InvalidTable, InvalidAnswers)) as caught:
        tables.assess_table(source, target, edition)
    assert not target.exists()
    assert all(problem.file for problem in caught.value.problems)
    return [(problem.code, problem.where, problem.line) for problem in caught.value.problems]


def test_values_stay_what_they_are(edition: ap.Edition, tmp_path: Path) -> None:
    day, moment = datetime.datetime(2026, 4, 1), datetime.datetime(2026, 4, 1, 9, 30)
    book = openpyxl.Workbook()
    rows: list[list[Any]] = [["件名", *NAMES, "予算", "開始", "公開"], ["要約", "③", 2, 3.0, "②", 1500000, day, True]]
    for row in [*rows, [None], ["検索", "①", 1, 1, "①", 0.5, moment, False]]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "in.xlsx")
    assert judged(tmp_path / "in.xlsx", edition, language="ja") == [
        ("件名", *NAMES, "予算", "開始", "公開", "判定", "決めた行", "別の読み"),
        ("要約", "③", 2, 3, "②", 1500000, day, True, "低", "R10：C③かつB②かつA②③", "同じ"),
        ("検索", "①", 1, 1, "①", 0.5, moment, False, "高", "R1：C①④", "同じ"),
    ]
    tables.assess_table(tmp_path / "in.xlsx", tmp_path / "out.csv", edition)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        '"要約","③","2","3","②","1500000","2026-04-01","TRUE","low","R10",false',
        '"検索","①","1","1","①","0.5","2026-04-01 09:30:00","FALSE","high","R1",false',
    ]
    assert counts.count_answers(tmp_path / "in.xlsx", edition) == counts.count_answers(tmp_path / "out.csv", edition)


def test_values_of_parquet_are_values_in_a_workbook(edition: ap.Edition, tmp_path: Path) -> None:
    values = {
        "whole": 7,
        "large": 2**60,
        "part": 0.25,
        "exact": decimal.Decimal("0.1"),
        "long": decimal.Decimal("0.12345678901234567891"),
        "endless": float("inf"),
        "day": datetime.date(2026, 4, 1),
        "early": datetime.date(1899, 1, 1),
        "time": datetime.time(9, 30),
        "here": datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC),
        "none": None,
    }
    rows = pa.table({**{name: ["1"] for name in "ABCD"}, **{name: [value] for name, value in values.items()}})
    pq.write_table(rows, tmp_path / "in.parquet")
    header, row = judged(tmp_path / "in.parquet", edition)
    assert dict(zip(header, row, strict=True)) == {
        **dict.fromkeys("ABCD", "1"),
        **values,
        "large": str(2**60),
        "exact": 0.1,
        "long": "0.12345678901234567891",
        "endless": "inf",
        "day": datetime.datetime(2026, 4, 1),
        "early": "1899-01-01",
        "time": "09:30:00",
        "here": "2026-04-01 09:00:00+00:00",
        "outcome": "high",
        "rule": "R1",
        "disputed": False,
    }
    pq.write_table(rows.append_column("list", [[[1]]]), tmp_path / "in.parquet")
    (tmp_path / "judged.xlsx").unlink()
    assert refusals(tmp_path / "in.parquet", edition) == [("xlsx-cannot-hold", "/list", None)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<c><v>-0.5</v></c>", -0.5),
        ("<c><v>1E3</v></c>", 1000),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"),
        ("<c t='str'><f>1</f><v>_x0041_</v></c>", "A"),
        ("<c t='str'><f>1</f><v></v></c>", None),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c t='d'><v>2026-04-01</v></c>", datetime.datetime(2026, 4, 1)),
        ("<c t='s'><v>1</v></c>", "赤 黒"),
        ("<c t='inlineStr'><is><r><rPr><strike/></rPr><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c>", "ab"),
        ("<c s='1'><v>9999999999</v></c>", 9999999999),
        ("<c s='9'><v>5</v></c>", 5),
        ("<c><v> </v></c>", None),
        ("<c><x/><v>1</v></c>", 1),
        ("<c t='str'><v>&amp;_x0041</v></c>", "&_x0041"),
    ],
)
def test_a_cell_is_what_its_reader_sees(edition: ap.Edition, tmp_path: Path, cell: str, said: object) -> None:
    answers = "".join(f"<c r='{name}2'><v>1</v></c>" for name in "ABCD")
    header = "".join(inline(f"{name}1", name) for name in "ABCDE")
    xml = (
        f"<worksheet><cols/><sheetData><row r='1'>{header}</row><row>{answers}{cell}</row></sheetData><x/></worksheet>"
    )
    styles = "<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>"
    strings = "<sst><si><t>x</t></si><si><r><t>赤 </t></r><r><rPr><strike/></rPr><t>黒</t></r></si></sst>"
    parts: dict[str, str | bytes | None] = {SHEET: xml, "xl/styles.xml": styles, STRINGS: strings}
    assert judged(altered(save(tmp_path, [["A"]]), parts), edition)[1][4] == said


@pytest.mark.parametrize(
    "cells",
    [
        "<row r='1'/>",
        "<row r='1048577'/>",
        "<row r='2'><c r='A3'><v>1</v></c></row>",
        "<row r='2'><c r='B2'/><c r='A2'/></row>",
        "<row r='2'><c r='2A'/></row>",
        "<row r='2'><c><v>one</v></c></row>",
        "<row r='2'><c><v>1e400</v></c></row>",
        f"<row r='2'><c><v>{'1' * 41}</v></c></row>",
        "<row r='2'><c t='s'><v>-1</v></c></row>",
        "<row r='2'><c t='s'><v>0</v></c></row>",
        "<row r='2'>",
        "<row r='2'><c t='str'><v>\0</v></c></row>",
    ],
)
def test_a_malformed_sheet_is_refused(edition: ap.Edition, tmp_path: Path, cells: str) -> None:
    assert refusals(sheet(tmp_path, cells), edition) == [("workbook-unreadable", "", None)]


def test_what_a_sheet_may_not_hold_is_refused_with_its_place(edition: ap.Edition, tmp_path: Path) -> None:
    formulas = "<row><c><f>1</f></c><c><f>2</f><v/></c></row>"
    assert refusals(sheet(tmp_path, formulas), edition) == [
        ("formula-without-result", "案件!A2", None),
        ("formula-without-result", "案件!B2", None),
    ]
    said = refusals(sheet(tmp_path, "<row><c><f>1</f></c></row>" * 1_001), edition)
    assert (len(said), said[-1]) == (1_001, ("stopped-here", "", 1_001))
    wide = "<row><c r='ALM2'><v>1</v></c></row>"
    assert refusals(sheet(tmp_path, wide), edition) == [("too-many-columns", "", 2)]
    ragged = "<row r='7'><c r='E7'><v>1</v></c></row>"
    assert refusals(sheet(tmp_path, ragged), edition) == [("row-ragged", "", 7)]
    bad = "<row r='4'><c><v>9</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>"
    assert refusals(sheet(tmp_path, bad), edition) == [("no-option-in-rows", "/A", 4)]
    declared = {"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"}
    assert refusals(sheet(tmp_path, "", **declared), edition) == [("workbook-unreadable", "", None)]
    long = f"<sst><si><t>{'x' * 250_000}</t></si></sst>"
    cells = "<c t='s'><v>0</v></c>" * 5
    assert refusals(sheet(tmp_path, f"<row>{cells}</row>", **{STRINGS: long}), edition) == [
        ("workbook-row-too-long", "", 2)
    ]


def test_other_files_are_refused(edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "in.xlsx"
    for content, code in ((b"A,B", "workbook-unreadable"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook-encrypted")):
        file.write_bytes(content)
        assert refusals(file, edition) == [(code, "", None)]
    monkeypatch.setattr(xlsx_chunks, "MOST_WORKBOOK_BYTES", 1)
    assert refusals(file, edition) == [("workbook-too-large", "", None)]


def allow(**left: int) -> Any:
    """What makes an allowance of other numbers."""

    def begin(allowance: Any) -> None:
        for name, value in left.items():
            setattr(allowance, name, value)

    return begin


def test_bounds_name_what_is_too_much(edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more: dict[str, Rows] = {f"s{n}": [[1]] for n in range(3)}
    many = save(tmp_path, [["A", "B", "C", "D"]], **more)
    monkeypatch.setattr(xlsx_chunks, "_MOST_SHEETS", 3)
    assert refusals(many, edition) == [("too-many-sheets", "", None)]
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_chunks, "_LARGEST_PART", 10)
    assert refusals(many, edition) == [("workbook-too-large", "", None)]
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_chunks._Allowance, "__init__", allow(elements=400_000, bytes=5_000))
    assert refusals(sheet(tmp_path, "<row/>" * 2_000), edition) == [("workbook-mostly-blank", "", None)]
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_chunks._Allowance, "__init__", allow(elements=500, bytes=10_000_000))
    assert refusals(sheet(tmp_path, "<row/>" * 2_000), edition) == [("workbook-mostly-blank", "", None)]
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_chunks, "LONGEST_ROW", 4)
    assert refusals(sheet(tmp_path, f"<row>{inline('A2', 'abcde')}</row>"), edition) == [
        ("workbook-row-too-long", "", 2)
    ]
    monkeypatch.undo()
    monkeypatch.setattr(xlsx_chunks, "MOST_PARTS", 3)
    assert refusals(save(tmp_path, []), edition) == [("workbook-too-large", "", None)]
    monkeypatch.undo()
    strings = sheet(tmp_path, "", **{STRINGS: "<sst><si><t>abc</t></si><si><t>abc</t></si></sst>"})
    for name in ("MOST_STRINGS", "MOST_STRING_CHARACTERS"):
        monkeypatch.setattr(xlsx_chunks, name, 1)
        assert refusals(strings, edition) == [("workbook-too-large", "", None)]
        monkeypatch.undo()


def test_the_sheet_is_the_one_that_names_the_axes(edition: ap.Edition, tmp_path: Path) -> None:
    inventory: Rows = [["A", "B", "C", "D"], [1, 1, 1, 1]]
    file = write_book(tmp_path, [["説明"], ["D"]], title="はじめに", more={"案件": inventory, "備考": []})
    assert len(judged(file, edition)) == 2
    other: Rows = [["誰が", "何を", "C", "D"], [3, 2, 3, 2]]
    file = write_book(tmp_path, [["説明"]], title="はじめに", more={"案件": other})
    assert judged(file, edition, columns={"A": "誰が", "B": "何を"})[1][4] == "low"
    (tmp_path / "judged.xlsx").unlink()
    file = write_book(tmp_path, inventory, title="本省", more={"支局": inventory})
    assert refusals(file, edition) == [("inventory-sheets-several", "", None)]
    with pytest.raises(InvalidTable, match="本省, 支局"):
        judged(file, edition)
    file = write_book(tmp_path, [["説明"]], title="はじめに", more={"備考": []})
    assert {code for code, _, _ in refusals(file, edition)} == {"column-missing"}
    assert refusals(save(tmp_path, []), edition) == [("header-missing", "", None)]
    book = openpyxl.load_workbook(write_book(tmp_path, [["x"]], title="表", more={"隠": inventory}))
    book["隠"].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    assert {code for code, _, _ in refusals(tmp_path / "hidden.xlsx", edition)} == {"column-missing"}
    titled = save(tmp_path, [["令和8年度の案件"], *inventory])
    assert refusals(titled, edition) == [("title-above-header", "", 1)]


def test_a_workbook_without_sheets_has_no_header(edition: ap.Edition, tmp_path: Path) -> None:
    empty = "<workbook><sheets/></workbook>"
    assert refusals(sheet(tmp_path, "", **{"xl/workbook.xml": empty}), edition) == [("header-missing", "", None)]


def test_what_unpacks_too_far_is_refused(edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_chunks, "SPARE_BYTES", 0)
    monkeypatch.setattr(xlsx_chunks, "MOST_TIMES_LARGER", 1)
    few = sheet(tmp_path, "<row><c><v>1</v></c></row>")
    assert refusals(few, edition) == [("workbook-unpacks-too-far", "", None)]
    strings = f"<sst><si><t>{'x' * 300}</t></si></sst>"
    shared = altered(
        sheet(tmp_path, "<row><c t='s'><v>0</v></c></row>" * 200), {STRINGS: strings}, way=zipfile.ZIP_STORED
    )
    assert refusals(shared, edition) == [("workbook-unpacks-too-far", "", None)]


def test_a_workbook_is_read_piece_by_piece(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_rows, "CHUNK_CELLS", 40)
    monkeypatch.setattr(xlsx_chunks, "_MOST_KEPT", 2)
    source = save(tmp_path, [["A", "B", "C", "D"], *[list[Value]([n % 4 + 1, 2, 3, 2]) for n in range(100)]])
    told: list[tuple[int, int]] = []
    tables.assess_table(source, tmp_path / "out.xlsx", edition, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert (len(told) > 10, told[-1][0]) == (True, told[-1][1])
    assert len(judged(source, edition)) == 101


def test_what_a_workbook_cannot_hold_is_refused(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"A,B,C,D,memo\n1,1,1,1,{'𠮷' * 16_384}\n", encoding="utf-8")
    assert refusals(source, edition) == [("xlsx-cell-too-long", "/memo", None)]
    source.write_text(f"A,B,C,D,memo\n1,1,1,1,{'𠮷' * 16_383}x\n", encoding="utf-8")
    assert judged(source, edition)[1][4] == "𠮷" * 16_383 + "x"
    (tmp_path / "judged.xlsx").unlink()
    for name in ("MOST_WORKBOOK_ROWS", "_MOST_SHEET_BYTES"):
        monkeypatch.setattr(xlsx_writer, name, 1)
        assert refusals(source, edition) == [("xlsx-too-many-rows", "", None)]
        monkeypatch.undo()


def test_two_workbooks_of_the_same_inventory_are_the_same_file(edition: ap.Edition, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("A,B,C,D\n1,1,1,1\n", encoding="utf-8")
    contents: list[bytes] = []
    for _ in range(2):
        judged(tmp_path / "in.csv", edition)
        contents.append((tmp_path / "judged.xlsx").read_bytes())
    assert contents[0] == contents[1]
    with zipfile.ZipFile(tmp_path / "judged.xlsx") as archive:
        assert archive.testzip() is None
