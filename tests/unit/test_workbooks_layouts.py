"""What a reader of a check sheet sees, in the layouts that ministries give it, and what is said of the rest."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Font, NamedStyle
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from aiprocure.files.workbooks import read_workbook
from aiprocure.model.check_sheets import Clause, SheetRow
from workbook_files import (
    CONTRACT,
    HEAD,
    MAIN,
    NAMED,
    PROCUREMENT,
    SHEET,
    STRINGS,
    Rows,
    Value,
    altered,
    inline,
    notes,
    refusals,
    refused,
    with_cells,
    words,
    write,
)

STRUCK = Font(strike=True)


def opened(rows: Sequence[Sequence[object]], title: str = "別紙3") -> tuple[openpyxl.Workbook, Worksheet]:
    """A workbook to be formatted, and its worksheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(folder: Path, book: openpyxl.Workbook) -> Path:
    """The file of a workbook."""
    file = folder / "sheet.xlsx"
    book.save(file)
    return file


def measures(file: Path) -> list[list[str]]:
    """The countermeasures of each row."""
    return [
        [str(each.text) for each in row.countermeasures]
        for row in read_workbook(file).rows
        if isinstance(row, SheetRow)
    ]


def test_a_hidden_row_is_not_read_and_named(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r"], [2, "s"], [3, "t"], []])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[5].hidden = True
    file = saved(tmp_path, book)
    assert words(file) == [(1, "r"), (3, "t")]
    assert notes(file) == [("hidden-row", "別紙3!A3")]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ('<col min="2" max="2" width="0" customWidth="1"/>', 'ht="0" customHeight="1"'),
        ('<col min="2" max="2" hidden="1"/>', 'hidden="true"'),
        ('<col min="2" max="2" width="9" hidden="true"/>', 'ht="0.0" hidden="0"'),
    ],
)
def test_what_has_no_height_or_width_is_hidden(tmp_path: Path, columns: str, row: str) -> None:
    header = inline("A1", "要求事項#") + inline("B1", "要求事項") + inline("C1", "要求事項")
    first = f'<c r="A2"><v>1</v></c>{inline("B2", "旧")}{inline("C2", "新")}'
    second = f'<c r="A3"><v>2</v></c>{inline("C3", "s")}'
    data = f'<row r="1">{header}</row><row r="2" ht="9">{first}</row><row r="3" {row}>{second}</row>'
    xml = f'{HEAD}<worksheet xmlns="{MAIN}"><cols>{columns}</cols><sheetData>{data}</sheetData></worksheet>'
    file = altered(write(tmp_path, [PROCUREMENT]), {SHEET: xml})
    assert (words(file), notes(file)) == ([(1, "新")], [("hidden-column", "別紙3!B1"), ("hidden-row", "別紙3!A3")])


def test_a_hidden_column_is_not_read_and_named(tmp_path: Path) -> None:
    book, sheet = opened([["要求事項#", "要求事項", "要求事項", "対策例"], [1, "旧い文言", "新しい文言", "m"]])
    sheet.column_dimensions["B"].hidden = True
    file = saved(tmp_path, book)
    assert words(file) == [(1, "新しい文言")]
    assert notes(file) == [("hidden-column", "別紙3!B1")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_and_named(tmp_path: Path, state: str) -> None:
    book, _ = opened([PROCUREMENT, [1, "new"]])
    old = book.create_sheet("旧")
    old.append(PROCUREMENT)
    old.append([1, "old"])
    old.sheet_state = state
    file = saved(tmp_path, book)
    assert words(file) == [(1, "new")]
    assert notes(file) == [("hidden-sheet", "旧")]


def test_a_workbook_whose_check_sheet_is_hidden_is_refused_and_says_so(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r"]])
    book.create_sheet("表紙")
    sheet.sheet_state = "hidden"
    assert refusals(saved(tmp_path, book)) == [("no-check-sheet", ""), ("hidden-sheet", "別紙3")]


def test_headings_that_are_hidden_are_named(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r"]])
    sheet.row_dimensions[1].hidden = True
    other = book.create_sheet("他")
    other.append(PROCUREMENT)
    other.column_dimensions["A"].hidden = True
    assert refusals(saved(tmp_path, book)) == [
        ("no-check-sheet", ""),
        ("hidden-row", "別紙3!A1"),
        ("hidden-row", "別紙3!B1"),
        ("hidden-column", "他!A1"),
    ]


def test_what_continues_a_hidden_row_is_not_taken_for_the_row_before_it(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m"], [2, "s", "n"], [None, None, "o"]])
    sheet.row_dimensions[3].hidden = True
    file = saved(tmp_path, book)
    assert measures(file) == [["m"]]
    assert notes(file) == [("hidden-row", "別紙3!A3"), ("row-passed-over", "別紙3!C4")]


def test_a_merged_cell_is_seen_where_a_part_of_it_is_shown(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m"], [None, None, "n"], [None, None, "o"]])
    for range_ in ("A2:A4", "B2:B4"):
        sheet.merge_cells(range_)
    sheet.row_dimensions[2].hidden = True
    file = saved(tmp_path, book)
    assert (words(file), measures(file)) == ([(1, "r")], [["n", "o"]])
    sheet.row_dimensions[2].hidden = False
    sheet.row_dimensions[3].hidden = True
    assert (words(saved(tmp_path, book)), measures(file)) == ([(1, "r")], [["m", "o"]])


def test_a_formula_that_is_hidden_is_no_matter(tmp_path: Path) -> None:
    book, sheet = opened([[*PROCUREMENT, "計"], [1, "r", None, None, None, None, "=1+1"], [2, "=1"]])
    sheet.column_dimensions["G"].hidden = True
    sheet.row_dimensions[3].hidden = True
    assert words(saved(tmp_path, book)) == [(1, "r")]


def test_text_struck_out_in_a_run_is_not_read_and_named(tmp_path: Path) -> None:
    text = CellRichText(
        TextBlock(InlineFont(strike=True), "旧文言"), "新文言", TextBlock(InlineFont(b=True), "とすること")
    )
    file = saved(tmp_path, opened([PROCUREMENT, [1, text]])[0])
    assert words(file) == [(1, "新文言とすること")]
    assert notes(file) == [("struck-out", "別紙3!B2")]
    [problem] = read_workbook(file).passed_over
    assert problem.text.ja == "'旧文言' には取消線がある。削除されたものとし、読み取っていない。"


def test_a_cell_struck_out_says_nothing(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m", "d", "e", "⑭"]])
    sheet["C2"].font = sheet["D2"].font = sheet["E2"].font = sheet["F2"].font = STRUCK
    file = saved(tmp_path, book)
    [row] = read_workbook(file).rows
    assert isinstance(row, SheetRow)
    assert (row.requirement, row.countermeasures) == (None, ())
    assert notes(file) == [("struck-out", f"別紙3!{column}2") for column in "CDEF"]


def test_a_run_with_a_format_of_its_own_is_live_in_a_cell_struck_out(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, CellRichText("旧", TextBlock(InlineFont(b=True), "新"))]])
    sheet["B2"].font = STRUCK
    assert words(saved(tmp_path, book)) == [(1, "新")]


@pytest.mark.parametrize("cells", ["AB", "ABCDEF", "B", "A"])
def test_a_row_struck_out_is_none(tmp_path: Path, cells: str) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m"], [2, "s", "n", "d", "e", "⑭"], [None, None, "o"]])
    for column in cells:
        sheet[f"{column}3"].font = STRUCK
    file = saved(tmp_path, book)
    assert (words(file), measures(file)) == ([(1, "r")], [["m"]])
    assert [note for note in notes(file) if note[0] == "struck-out"] == [("struck-out", f"別紙3!{c}3") for c in cells]
    assert ("row-passed-over", "別紙3!C4") in notes(file)


def test_a_format_of_a_whole_row_or_column_strikes_out_cells_without_one(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m"], [2, "s", "n"]])
    sheet.row_dimensions[3].font = STRUCK
    sheet.column_dimensions["C"].font = STRUCK
    sheet["C1"].font = Font(strike=False, bold=True)
    file = saved(tmp_path, book)
    assert (words(file), measures(file)) == ([(1, "r")], [[]])
    assert notes(file) == [("struck-out", place) for place in ("別紙3!C2", "別紙3!A3", "別紙3!B3", "別紙3!C3")]


def test_a_number_may_be_struck_out_and_replaced(tmp_path: Path) -> None:
    number = CellRichText(TextBlock(InlineFont(strike=True), "18"), "19")
    assert words(saved(tmp_path, opened([PROCUREMENT, [number, "r"]])[0])) == [(19, "r")]


STRIKES = ["<strike/>", '<strike val="1"/>', '<strike val="true"/>', '<x:strike xmlns:x="y"/>']


@pytest.mark.parametrize("strike", STRIKES)
def test_shared_strings_are_struck_out_in_runs(tmp_path: Path, strike: str) -> None:
    old = f"<r><rPr>{strike}</rPr><t>旧</t></r>"
    live = '<r><rPr><strike val="0"/></rPr><t>新</t></r><rPh sb="0" eb="1"><t>シン</t></rPh>'
    row = f'{NAMED}<row r="2"><c r="A2"><v>19</v></c><c r="B2" t="s"><v>0</v></c></row>'
    file = altered(with_cells(tmp_path, row), {STRINGS: f'<sst xmlns="{MAIN}"><si>{old}{live}</si></sst>'})
    assert words(file) == [(19, "新")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("体制を_x0009_構築", "体制を\t構築"),
        ("体制を_x005F_x000D_構築", "体制を_x000D_構築"),
        ("一_x000D_\n二", "一\n二"),
        ("_x5927__x81e3_", "大臣"),
        ("_xD867__xDE3D_", "\U00029e3d"),
        ("_x41_", "_x41_"),
        ("_x005f_x005F_", "_x005F_"),
    ],
)
def test_characters_written_in_letters_are_decoded_everywhere(tmp_path: Path, written: str, read: str) -> None:
    cells = f'<row r="2"><c r="A2"><v>1</v></c>{inline("B2", written)}</row>'
    cells += '<row r="3"><c r="A3"><v>2</v></c><c r="B3" t="s"><v>0</v></c></row>'
    cells += f'<row r="4"><c r="A4"><v>3</v></c><c r="B4" t="str"><v>{written}</v></c></row>'
    file = altered(with_cells(tmp_path, NAMED + cells), {STRINGS: f"<sst><si><t>{written}</t></si></sst>"})
    assert words(file) == [(1, read), (2, read), (3, read)]


def test_the_name_of_a_sheet_is_decoded(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [1, "r"]], title="別紙_x0033_")
    assert read_workbook(file).rows[0].citation.place == "別紙3!B2"


@pytest.mark.parametrize("hidden", ["_x001B_", "_x202E_", "_xD800_"])
def test_what_is_written_in_letters_is_no_way_around_what_text_may_hold(tmp_path: Path, hidden: str) -> None:
    assert refusals(write(tmp_path, [PROCUREMENT, [1, f"r{hidden}"]])) == [("hidden-characters", "別紙3!B2")]


@pytest.mark.parametrize("in_1904", [False, True])
@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (datetime.date(2025, 7, 1), "yyyy-mm-dd", "2025-07-01"),
        (datetime.date(2025, 7, 1), 'yyyy"年"m"月"d"日"', "2025-07-01"),
        (datetime.date(2025, 7, 1), '[$-411]ggge"年"m"月"d"日";@', "2025-07-01"),
        (datetime.date(2025, 7, 1), "mm-dd-yy", "2025-07-01"),
        (datetime.datetime(2025, 7, 1, 9, 30), "yyyy/m/d h:mm", "2025-07-01T09:30:00"),
        (45_839, "General", "45839"),
        (45_839, '#,##0"日"', "45839"),
        (45_839, "[Red]0.00", "45839"),
    ],
)
def test_a_date_in_a_cell_for_text_is_named_as_the_date(
    tmp_path: Path, value: Value | datetime.date, number_format: str, said: str, in_1904: bool
) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r"]])
    if in_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet["C2"] = value
    sheet["C2"].number_format = number_format
    assert refused(saved(tmp_path, book)) == f"別紙3!C2: expected text, not {said}"


DATED = "<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="C2" s="1"><v>1</v></c>', "expected text, not 1900-01-01"),
        ('<c r="C2" s="1"><v>61</v></c>', "expected text, not 1900-03-01"),
        ('<c r="C2" s="1"><v>0.5</v></c>', "expected text, not datetime.time(12, 0)"),
        ('<c r="C2" t="d"><v>2025-07-01</v></c>', "expected text, not 2025-07-01"),
        ('<c r="C2" t="d"><v>2025-07-01T09:30:00</v></c>', "expected text, not 2025-07-01T09:30:00"),
        ('<c r="C2" s="1"><v>-5</v></c>', "a date is stored as '-5'; enter it again"),
        ('<c r="C2" s="1"><v>1e99</v></c>', "a date is stored as '1e99'; enter it again"),
        ('<c r="C2" s="1"><v>9999999</v></c>', "a date is stored as '9999999'; enter it again"),
        ('<c r="C2" t="d"><v>2025-13-01</v></c>', "a date is stored as '2025-13-01'; enter it again"),
    ],
)
def test_dates_are_read_as_they_are_stored(tmp_path: Path, cell: str, said: str) -> None:
    row = f'{NAMED}<row r="2"><c r="A2" s="9"><v>1</v></c>{inline("B2", "r")}{cell}</row>'
    assert refused(altered(with_cells(tmp_path, row), {"xl/styles.xml": DATED})) == f"別紙3!C2: {said}"


@pytest.mark.parametrize(
    "header",
    [
        ["要求事項番号", "要求事項", "対策例", "対策例の詳細", "裏付けとなる情報例", "見出し番号"],
        ["No", "要求事項", "対策の例", "対策例（詳細）", "裏付となる情報の例", "見出し#"],
        ["№", "要求事項", "対策例", "対策例【詳細】", "裏付けとなる情報の例", "見出し No."],
        ["Ｎｏ．", "要求事項", "対策例", "対策例・詳細", "裏付けとなる、情報の例", "見出しの番号"],
        ["番号", "要 求 事 項", "対策例", "対策例_x000A_詳細", "裏付けとなる情報の例", "見出し"],
        ["項番", "要求事項", "対策例", "「対策例」の詳細", "裏付けとなる情報の例", "見出し"],
        ["#", "要求事項", "対策例", "対策例詳細", "裏付けとなる情報の例", "見出し"],
    ],
)
def test_columns_are_known_by_every_plain_spelling(tmp_path: Path, header: list[Value]) -> None:
    file = write(tmp_path, [header, [1, "r", "m", "d", "e", "⑭"]])
    [row] = read_workbook(file).rows
    assert isinstance(row, SheetRow)
    known = [str(name) for name in header if name not in ("対策の例", "裏付となる情報の例")]
    if len(known) == 6:
        assert row.requirement == "14"
        [measure] = row.countermeasures
        assert (str(measure.text), str(measure.detail), str(measure.evidence)) == ("m", "d", "e")
        assert notes(file) == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("対策の例", "対策例"),
        ("裏付となる情報の例", "裏付けとなる情報の例"),
        ("見出", "見出し"),
        ("対策例", "対策例"),
    ],
)
def test_a_column_that_is_nearly_known_is_kept_and_the_known_one_named(tmp_path: Path, name: str, near: str) -> None:
    file = write(tmp_path, [[*PROCUREMENT, name], [1, "r", "m", None, None, None, "x"]])
    [note] = read_workbook(file).passed_over
    assert (note.code, note.where) == ("own-column", "別紙3!G1")
    assert str(note.text.en) == f"column {name} is kept with the rows as the ministry's own; did you mean {near}?"


def test_a_ministrys_own_columns_are_kept_with_the_row(tmp_path: Path) -> None:
    own: list[Value] = ["適用の要否", "仕様書への記載内容", "担当"]
    book, sheet = opened(
        [[*PROCUREMENT, *own], [1, "r", None, None, None, None, "要", 3.5, "課"], [2, "s", *["ー"] * 5]]
    )
    sheet["I3"] = datetime.date(2025, 7, 1)
    sheet["H3"] = True
    sheet.append([3, "t", *[None] * 5, 7, "\u202e"])
    sheet.merge_cells("I2:I2")
    file = saved(tmp_path, book)
    rows = read_workbook(file).rows
    assert [[(str(each.heading), str(each.text)) for each in row.own_columns] for row in rows] == [
        [("適用の要否", "要"), ("仕様書への記載内容", "3.5"), ("担当", "課")],
        [("仕様書への記載内容", "TRUE"), ("担当", "2025-07-01")],
        [("仕様書への記載内容", "7")],
    ]
    assert notes(file) == [("own-column", f"別紙3!{c}1") for c in "GHI"] + [("hidden-characters", "別紙3!I4")]


def test_a_clause_keeps_a_ministrys_own_columns_too(tmp_path: Path) -> None:
    [clause] = read_workbook(write(tmp_path, [[*CONTRACT, "条番号"], [6, "h", "t", "c", "n", "第5条"]])).rows
    assert isinstance(clause, Clause)
    assert [(str(each.heading), str(each.text)) for each in clause.own_columns] == [("条番号", "第5条")]


def test_a_column_without_a_heading_is_named_once(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [1, "r", *[None] * 5, " "], [2, "s", *[None] * 5, "x"], [3, "t", *[None] * 5, "y"]]
    assert notes(write(tmp_path, rows)) == [("unnamed-column", "別紙3!H3")]


@pytest.mark.parametrize(
    "written",
    ["⑭、⑮", "⑭～⑯", "⑭⑮", "⑭\n⑮", "14,15", "14・15", "１４及び１５", "⑭ 公平性、⑮ 安全性", "14-16", "⑭から⑯"],
)
def test_two_headlines_in_a_cell_are_refused_and_both_are_named(tmp_path: Path, written: str) -> None:
    file = write(tmp_path, [PROCUREMENT, [1, "r", None, None, None, written]])
    assert refused(file) == f"別紙3!F2: several headlines, {written!r}; give each requirement one"


def test_two_headlines_of_one_item_are_refused(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [1, "r", None, None, None, "⑭"], [None, None, None, None, None, "⑮"]]
    file = write(tmp_path, rows, "A2:A3", "B2:B3")
    assert refused(file) == "別紙3!F2: several headlines, '⑭、⑮'; give each requirement one"


@pytest.mark.parametrize("written", ["⑭ 公平性と包摂性の確保（第2版）", "14", "14．公平性", "⑭公平性", "⑭、"])
def test_a_headline_with_its_words_is_one(tmp_path: Path, written: str) -> None:
    [row] = read_workbook(write(tmp_path, [PROCUREMENT, [1, "r", None, None, None, written]])).rows
    assert isinstance(row, SheetRow)
    assert row.requirement == "14"


@pytest.mark.parametrize(
    "row",
    [
        ["※ 太字は必須である。"],
        ["（注）第2欄は参考である。"],
        ["※1", "本表は令和7年5月のものである。"],
        ["注", "本表は令和7年5月のものである。"],
        [None, "※ 補足は別紙による。"],
        ["Ⅰ ガバナンス項目"],
        ["Ⅱ", "システム項目"],
        ["第1章", "総則"],
        [None, None, None, "詳細の続き"],
        [None, None, None, None, None, None, None, "欄外の書込み"],
        [7],
        ["小計", None, "3件"],
    ],
)
def test_a_row_without_a_number_and_words_of_its_own_is_named_and_not_read(tmp_path: Path, row: list[Value]) -> None:
    file = write(tmp_path, [["別紙3　調達チェックシート"], ["版：1"], PROCUREMENT, [1, "r", "m"], row, ["２．", "s"]])
    assert words(file) == [(1, "r"), (2, "s")]
    assert measures(file) == [["m"], []]
    column = next("ABCDEFGH"[i] for i, value in enumerate(row) if value is not None)
    assert notes(file) == [("row-passed-over", f"別紙3!{column}5")]


def test_a_row_with_another_countermeasure_and_no_number_continues_the_item(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [1, "r", "m"], [None, None, "n", "d"], ["・"], [None, None, "p"]]
    file = write(tmp_path, rows)
    assert measures(file) == [["m", "n"]]
    assert notes(file) == [
        ("row-continued", "別紙3!C3"),
        ("row-passed-over", "別紙3!C5"),
    ]


def test_a_band_over_the_columns_is_named_and_not_read(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, ["ガバナンス項目", None], [19, "r"]], "A2:F2")
    assert (words(file), notes(file)) == ([(19, "r")], [("row-passed-over", "別紙3!A2")])


def test_more_than_a_thousand_notes_are_not_listed(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT]
    rows += [["※"] for _ in range(1_500)]
    file = write(tmp_path, rows)
    found = notes(file)
    assert (len(found), found[-1]) == (1_001, ("more-passed-over", ""))


def test_what_was_read_sums_itself_up(tmp_path: Path) -> None:
    workbook = read_workbook(write(tmp_path, [PROCUREMENT, [1, "r"], ["※"]]))
    assert repr(workbook) == "<Workbook: 1 rows, 1 sheets, 1 passed over>"


def test_what_is_struck_out_and_not_seen_or_not_of_the_table_is_no_matter(tmp_path: Path) -> None:
    book, sheet = opened([["旧題名"], PROCUREMENT, [1, "r"], [2, "s"]])
    sheet["A1"].font = sheet["B4"].font = STRUCK
    sheet.row_dimensions[4].hidden = True
    assert notes(saved(tmp_path, book)) == [("hidden-row", "別紙3!A4")]


def test_an_indented_worksheet_with_unknown_elements_is_read(tmp_path: Path) -> None:
    cell = '<c r="A2">\n <v>1</v> <extLst>\n<ext/> x</extLst></c>'
    rows = f'\n  {NAMED}\n  <row r="2">\n {cell} \n{inline("B2", "r")}</row>\n'
    assert words(with_cells(tmp_path, rows)) == [(1, "r")]


def test_a_worksheet_without_rows_is_no_check_sheet(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [1, "r"]], more={"空": []})
    assert words(altered(file, {"xl/worksheets/sheet2.xml": "<worksheet/>"})) == [(1, "r")]


ORDINARY: Rows = [PROCUREMENT, [1, "r", "m"], [2, "s"]]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "1.0",
            "１９．０",
            "第19",
            "第19号",
            "19番",
            "19)",
            "（19）",
            "【19】",
            "[19]",
            "No.19",
            "№19",
            "Ｎｏ．１９",
            "#19",
        ),
        *("項番19", "番号 19", "19：", "⑲", 19.0),
    ],
)
def test_a_number_is_read_however_it_is_written(tmp_path: Path, written: Value) -> None:
    [(number, text)] = words(write(tmp_path, [PROCUREMENT, [written, "r"]]))
    assert (number, text) == (1 if written == "1.0" else 19, "r")


@pytest.mark.parametrize("written", ["19-1", "19、20", "19～20", "1.5", "19の2", True, 0.19, 1.9, "0", "10001", -1])
def test_what_is_meant_as_a_number_and_is_none_is_refused(tmp_path: Path, written: Value) -> None:
    assert refusals(write(tmp_path, [PROCUREMENT, [written, "r"]])) == [("row-misnumbered", "別紙3!A2")]


@pytest.mark.parametrize(
    "list_of_notes",
    [
        [["(1)", "本表は"], ["(2)", "太字は"], ["(3)", "補足は"]],
        [["（１）", "本表は"], ["（２）", "太字は"], ["（３）", "補足は"]],
        [["1)", "本表は"], ["2)", "太字は"], ["3)", "補足は"]],
        [["（注）"], [1, "本表は"], [2, "太字は"], [3, "補足は"]],
        [["※ 留意事項"], ["1.", "本表は"], ["2.", "太字は"]],
        [["【備考】"], ["１．", "本表は"]],
        [[None, "記載要領"], ["No.1", "本表は"]],
    ],
)
def test_a_numbered_list_of_notes_is_no_list_of_items(tmp_path: Path, list_of_notes: Rows) -> None:
    file = write(tmp_path, [*ORDINARY, *list_of_notes])
    assert words(file) == [(1, "r"), (2, "s")]
    assert [code for code, _ in notes(file)] == ["row-passed-over"] * len(list_of_notes)


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ([["(1)", "r"], ["(2)", "s"], ["(3)", "t"]], [1, 2, 3]),
        ([[1, "r"], ["(2)", "s"], [3, "t"]], [1, 2, 3]),
        ([[5, "r"], ["※ 太字は必須である。"], [3, "s"], [4, "t"]], [5, 3, 4]),
        ([[1, "r"], ["（注）"], [2, "s"], ["(3)", "t"]], [1, 2, 3]),
        ([[1, "r"], ["※"], [1, "r"], [2, "s"]], [1, 1, 2]),
        ([[1, "r"], ["（注）"], ["1.", "本表は"], [9, "s"], [2, "t"]], [1, 9, 2]),
    ],
)
def test_items_are_not_taken_for_a_list_of_notes(tmp_path: Path, rows: Rows, numbers: list[int]) -> None:
    assert [number for number, _ in words(write(tmp_path, [PROCUREMENT, *rows]))] == numbers


@pytest.mark.parametrize(
    "header",
    [
        ["通し番号", "要求事項"],
        ["連番", "要求事項"],
        ["項目No.", "要求事項"],
        ["要求事項番号", "要求事項の内容"],
        ["要求事項\n番号", "要求事項\n（本文）"],
    ],
)
def test_the_columns_that_make_a_check_sheet_are_known_by_usual_names(tmp_path: Path, header: list[Value]) -> None:
    assert words(write(tmp_path, [header, [1, "r"]])) == [(1, "r")]


def test_of_two_columns_of_text_the_plain_name_goes_first(tmp_path: Path) -> None:
    assert words(write(tmp_path, [["No", "要求事項の内容", "要求事項"], [1, "r", "s"]])) == [(1, "s")]


GROUPED: Rows = [
    ["要求事項#", "要求事項", "対策", None, None, "見出し", "府省庁記入欄"],
    [None, None, "対策例", "対策例詳細", "裏付けとなる情報の例", None, "適用の要否"],
    [1, "r", "m", "d", "e", "⑭", "要"],
]


@pytest.mark.parametrize("merged", [[], ["C1:E1"], ["A1:A2", "B1:B2", "C1:E1", "F1:F2"]])
def test_columns_may_be_named_in_two_rows(tmp_path: Path, merged: list[str]) -> None:
    file = write(tmp_path, GROUPED, *merged)
    [row] = read_workbook(file).rows
    assert isinstance(row, SheetRow)
    [measure] = row.countermeasures
    assert (str(measure.text), str(measure.detail), str(measure.evidence)) == ("m", "d", "e")
    assert (row.requirement, [(str(own.heading), str(own.text)) for own in row.own_columns]) == (
        "14",
        [("適用の要否", "要")],
    )
    assert notes(file) == [("own-column", "別紙3!G2")]


def test_a_second_row_of_headings_that_is_hidden_names_nothing(tmp_path: Path) -> None:
    book, sheet = opened(GROUPED)
    sheet.row_dimensions[2].hidden = True
    assert measures(saved(tmp_path, book)) == [[]]


@pytest.mark.parametrize("first", [2, 40])
def test_columns_named_again_are_read_in_their_new_order(tmp_path: Path, first: int) -> None:
    rows: Rows = [["要求事項#", "要求事項", "対策例", "対策例詳細"]]
    rows += [[number, "r", "m", "d"] for number in range(1, first)]
    rows += [[], ["要求事項#", "見出し", "要求事項", "対策例詳細", "対策例", "担当"], [90, "⑭", "s", "d2", "m2", "課"]]
    rows += [["要求事項#", "見出し", "要求事項", "対策例詳細", "対策例", "担当"], [91, None, "t"]]
    file = write(tmp_path, rows)
    assert words(file) == [*((number, "r") for number in range(1, first)), (90, "s"), (91, "t")]
    assert measures(file) == [*[["m"]] * (first - 1), ["m2"], []]
    assert notes(file) == [("own-column", f"別紙3!F{first + 2}")]


@pytest.mark.parametrize("first", [2, 40])
def test_another_check_sheet_further_down_is_refused(tmp_path: Path, first: int) -> None:
    rows: Rows = [PROCUREMENT]
    rows += [[number, "r"] for number in range(1, first)]
    rows += [CONTRACT, [6, "h", "t", "c"]]
    assert [code for code, _ in refusals(write(tmp_path, rows))] == ["two-check-sheets"]


def test_a_second_row_of_a_merged_header_that_names_less_is_no_header(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [None, None, "（記載例）"], [1, "r", "m"]]
    assert measures(write(tmp_path, rows, "A1:A2", "B1:B2")) == [["m"]]


def test_the_name_of_the_text_alone_is_no_item(tmp_path: Path) -> None:
    assert words(write(tmp_path, [*ORDINARY, [None, "要求事項"], [3, "t"]])) == [(1, "r"), (2, "s"), (3, "t")]


def test_headings_that_lack_a_number_beside_them_are_named(tmp_path: Path) -> None:
    file = write(tmp_path, ORDINARY, more={"別表": [["ID", "要求事項", "対策例"], ["x", "t", "u"]]})
    assert (words(file), notes(file)) == ([(1, "r"), (2, "s")], [("heading-alone", "別表!B1")])


def test_rows_that_are_written_are_shown_where_all_others_are_hidden(tmp_path: Path) -> None:
    """``zeroHeight`` hides the rows that have no element; Excel and LibreOffice show those that have."""
    book, sheet = opened(ORDINARY)
    sheet.sheet_format.zeroHeight = True
    assert words(saved(tmp_path, book)) == [(1, "r"), (2, "s")]


def test_rows_and_columns_folded_away_are_not_read(tmp_path: Path) -> None:
    book, sheet = opened([PROCUREMENT, [1, "r", "m", "d"], [2, "s"]])
    sheet.row_dimensions.group(3, 3, hidden=True)
    sheet.column_dimensions.group("C", "E", hidden=True)
    file = saved(tmp_path, book)
    assert (words(file), measures(file)) == ([(1, "r")], [[]])


def test_a_style_with_a_name_strikes_out(tmp_path: Path) -> None:
    book, sheet = opened(ORDINARY)
    book.add_named_style(NamedStyle("見え消し", font=STRUCK))
    sheet["B3"].style = "見え消し"
    file = saved(tmp_path, book)
    assert (words(file), notes(file)) == ([(1, "r")], [("row-passed-over", "別紙3!A3"), ("struck-out", "別紙3!B3")])


@pytest.mark.parametrize(("font", "noted"), [(STRUCK, ["struck-out-by-condition"]), (Font(bold=True), [])])
def test_a_condition_that_strikes_out_is_named_and_not_evaluated(tmp_path: Path, font: Font, noted: list[str]) -> None:
    book, sheet = opened(ORDINARY)
    rule = FormulaRule(formula=["$A2=1"], font=font)  # type: ignore[no-untyped-call]  # openpyxl has no types for it
    sheet.conditional_formatting.add("B2:B9", rule)
    scale = ColorScaleRule("min", start_color="FFFFFF", end_type="max")  # type: ignore[no-untyped-call]  # likewise
    sheet.conditional_formatting.add("A1:A9", scale)
    file = saved(tmp_path, book)
    assert (words(file), notes(file)) == ([(1, "r"), (2, "s")], [(code, "別紙3!B2") for code in noted])


@pytest.mark.parametrize(("value", "noted"), [("1", [("struck-out-by-condition", "別紙3")]), ("0", [])])
def test_a_condition_of_a_newer_kind_is_named_too(tmp_path: Path, value: str, noted: list[tuple[str, str]]) -> None:
    rule = f'<x14:cfRule><x14:dxf><font><strike val="{value}"/></font></x14:dxf></x14:cfRule>'
    after = f"<extLst><ext>{rule}</ext></extLst>"
    row = f'<row r="2"><c r="A2"><v>1</v></c>{inline("B2", "r")}</row>'
    file = with_cells(tmp_path, NAMED + row, after.replace("x14:", ""))
    assert (words(file), notes(file)) == ([(1, "r")], noted)
