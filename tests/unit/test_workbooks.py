"""The rows of a ministry's own check sheets, as records that cite their cells."""

from pathlib import Path

import pytest

from aiprocure.errors.text import Text
from aiprocure.files.workbooks import ReadSheet, read_workbook
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, SheetRow
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
    cited,
    inline,
    notes,
    refusals,
    refused,
    with_cells,
    words,
    write,
)


def test_a_procurement_sheet_is_read_whole(tmp_path: Path) -> None:
    file = write(tmp_path, [["調達"], PROCUREMENT, [19, "要求", "対策", "詳細", "裏付け", "⑭"], [20, "別の要求"]])
    [first, second] = read_workbook(str(file)).rows
    measure = Countermeasure(Text("対策"), cited("別紙3!C3"), Text("詳細"), Text("裏付け"))
    assert isinstance(first, SheetRow)
    assert (first.id, first.number, first.text, first.citation) == ("19", 19, Text("要求"), cited("別紙3!B3"))
    assert (first.requirement, first.requirement_citation) == ("14", cited("別紙3!F3"))
    assert first.countermeasures == (measure,)
    assert isinstance(second, SheetRow)
    assert (second.requirement, second.requirement_citation, second.countermeasures) == (None, None, ())


def test_a_contract_sheet_is_read_whole(tmp_path: Path) -> None:
    file = write(
        tmp_path, [CONTRACT, [6, "項目", "取り決め", "条項", "補足"], [7, "項", "取", "条", "－"]], title="契約"
    )
    first = Clause(ClauseId("6"), 6, Text("項目"), Text("取り決め"), Text("条項"), cited("契約!C2"), Text("補足"))
    second = Clause(ClauseId("7"), 7, Text("項"), Text("取"), Text("条"), cited("契約!C3"))
    assert read_workbook(file).rows == (first, second)


def test_both_sheets_can_be_in_one_workbook_among_others(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        [["表紙"]],
        title="本紙",
        more={"あ": [CONTRACT, [6, "h", "t", "c"]], "い": [PROCUREMENT, [19, "r"]], "う": []},
    )
    assert [(type(row).__name__, row.citation.place) for row in read_workbook(file).rows] == [
        ("Clause", "あ!C2"),
        ("SheetRow", "い!B2"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["要求事項\n＃", "要求\n事項"],
        ["　要求 事項　＃ ", "要 求 事 項"],
        ["要求事項\r\n#", "要求事項_x000D_\n"],
        ["#要求事項", "要求事項"],
        ["要求事項", "要求事項"],
        ["要求事項＃", "要求事項#"],
    ],
)
def test_line_breaks_spaces_and_widths_in_a_header_do_not_matter(tmp_path: Path, header: list[Value]) -> None:
    header = [*header, " 対策例\n（ 詳細 ）", "ﾎｶ", "対策例　＃", "見 出\nし"]
    file = write(tmp_path, [header, [19, "要求", "", "", "対策", "１４"]])
    [row] = read_workbook(file).rows
    assert isinstance(row, SheetRow)
    assert (row.number, row.text.ja, row.requirement) == (19, "要求", "14")
    assert [str(measure.text) for measure in row.countermeasures] == ["対策"]


def test_the_number_is_the_column_with_the_sign_wherever_it_stands(tmp_path: Path) -> None:
    file = write(tmp_path, [["要求事項", "備考", "要求事項#"], ["要求", "x", 19]])
    assert words(file) == [(19, "要求")]


def test_the_header_is_found_within_the_first_30_rows(tmp_path: Path) -> None:
    blank: Rows = [["題"] for _ in range(29)]
    assert words(write(tmp_path, [*blank, PROCUREMENT, [19, "r"]])) == [(19, "r")]
    assert refused(write(tmp_path, [["題"], *blank, PROCUREMENT, [19, "r"]])).startswith(
        "no sheet has, within its first 30 rows, the columns 要求事項# and 要求事項 (別紙3), or 取り決め事項# and"
    )


@pytest.mark.parametrize(
    "header", [["要求事項#"], ["要求事項", "対策例"], ["x" * 101, 5], ["取り決め事項#", "要求事項"]]
)
def test_a_workbook_without_a_number_and_a_text_column_is_refused(tmp_path: Path, header: list[Value]) -> None:
    assert refused(write(tmp_path, [header, [19, "r"]])).startswith("no sheet has")


def test_a_header_over_two_rows_is_one_and_a_repeated_one_is_none(tmp_path: Path) -> None:
    rows: Rows = [
        ["要求事項#", "要求事項", "対策", None],
        [None, None, "対策例", "対策例詳細"],
        [19, "r", "m", "d"],
        ["要求事項＃", "要求 事項", "対策例", "対策例詳細"],
        [20, "s"],
    ]
    file = write(tmp_path, rows, "A1:A2", "B1:B2", "C1:D1")
    [first, second] = read_workbook(file).rows
    assert isinstance(first, SheetRow)
    assert first.countermeasures == (Countermeasure(Text("m"), cited("別紙3!C3"), Text("d")),)
    assert second.number == 20
    assert words(write(tmp_path, [PROCUREMENT, [], [19, "r"]], *[f"{column}1:{column}2" for column in "ABCDEF"])) == [
        (19, "r")
    ]


def test_an_item_merged_over_rows_is_one_item_with_what_each_row_adds(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m1", None, None, "⑭"], [None, None, "m2"], [], [20, "s"]]
    file = write(tmp_path, rows, "A2:A4", "B2:B4", "F2:F3", "A5:A5")
    first, second = read_workbook(file).rows
    assert isinstance(first, SheetRow)
    assert (first.number, first.text.ja, first.citation) == (19, "r", cited("別紙3!B2"))
    assert (first.requirement, first.requirement_citation) == ("14", cited("別紙3!F2"))
    assert first.countermeasures == (
        Countermeasure(Text("m1"), cited("別紙3!C2")),
        Countermeasure(Text("m2"), cited("別紙3!C3")),
    )
    assert second.number == 20
    assert read_workbook(file).sheets == (ReadSheet("別紙3", 1, (2, 5)),)


def test_words_merged_over_rows_of_one_number_are_one_item(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m1"], [None, None, "m2"], [20, None, "m3"]]
    file = write(tmp_path, rows, "B2:B4")
    assert words(file) == [(19, "r"), (20, "r")]
    assert [len(row.countermeasures) for row in read_workbook(file).rows if isinstance(row, SheetRow)] == [2, 1]
    assert notes(file) == []


def test_a_countermeasure_merged_over_rows_is_given_with_each_detail(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m", "d1"], [None, None, None, "d2"], [None, None, None, None]]
    [row] = read_workbook(write(tmp_path, rows, "A2:A4", "B2:B4", "C2:C4", "D3:D4")).rows
    assert isinstance(row, SheetRow)
    assert [(str(each.text), str(each.detail)) for each in row.countermeasures] == [("m", "d1"), ("m", "d2")]


def test_a_clause_merged_over_rows_has_the_words_of_each(tmp_path: Path) -> None:
    rows: Rows = [CONTRACT, [6, "h", "t", "c1", "n"], [None, None, None, "c2", None]]
    [clause] = read_workbook(write(tmp_path, rows, "A2:A3", "B2:B3", "C2:C3", "E2:E3")).rows
    assert isinstance(clause, Clause)
    assert (clause.heading.ja, clause.text.ja, clause.content.ja, str(clause.note)) == ("h", "t", "c1\nc2", "n")


def test_a_number_merged_over_two_texts_is_one_item_that_says_both(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m"], [None, "s", "n"], [20, "t"]]
    file = write(tmp_path, rows, "A2:A3")
    assert words(file) == [(19, "r\ns"), (20, "t")]
    first = read_workbook(file).rows[0]
    assert isinstance(first, SheetRow)
    assert [str(each.text) for each in first.countermeasures] == ["m", "n"]


def test_merged_cells_below_the_last_row_that_is_written_add_nothing(tmp_path: Path) -> None:
    rows = f'<row r="2"><c r="A2"><v>19</v></c>{inline("B2", "r")}</row>'
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C9:D9"/></mergeCells>'
    assert words(with_cells(tmp_path, NAMED + rows, merged)) == [(19, "r")]


@pytest.mark.parametrize(
    "number",
    [
        19,
        19.0,
        "19",
        "１９",
        "#19",
        "＃１９",
        "⑲",
        " 19　",
        "#　19",
        "１９．",
        "19)",
        "（19）",
        "No.19",
        "№１９",
        "19、",
    ],
)
def test_a_number_can_be_written_in_many_ways(tmp_path: Path, number: Value) -> None:
    assert words(write(tmp_path, [PROCUREMENT, [number, "r"]])) == [(19, "r")]


@pytest.mark.parametrize("number", ["19.5", "1" * 21, 1.5, -1, 0, True, 10_001, "100000", "19、20", "19-2", "⑲～⑳"])
def test_what_is_meant_as_a_number_and_cannot_be_one_is_refused(tmp_path: Path, number: Value) -> None:
    file = write(tmp_path, [PROCUREMENT, [number, "r"]])
    said = f"no row number can be read from {number!r}; number each row from 1 to 10000, as in 19"
    assert refused(file) == f"別紙3!A2: {said}"


def test_a_number_with_a_point_that_is_whole_is_a_number(tmp_path: Path) -> None:
    row = f'<row r="2"><c r="A2"><v>19.0</v></c>{inline("B2", "r")}<c r="F2"><v>14.0</v></c></row>'
    [read] = read_workbook(with_cells(tmp_path, NAMED.replace("</row>", inline("F1", "見出し") + "</row>") + row)).rows
    assert isinstance(read, SheetRow)
    assert (read.number, read.requirement) == (19, "14")


@pytest.mark.parametrize("number", ["1e999", "x", "1_0", "nan", "9" * 5000, "0x1"])
def test_a_number_cell_that_holds_no_number_is_named(tmp_path: Path, number: str) -> None:
    row = f'<row r="2"><c r="A2"><v>{number}</v></c>{inline("B2", "r")}</row>'
    assert refusals(with_cells(tmp_path, NAMED + row)) == [("malformed-number-cell", "別紙3!A2")]


@pytest.mark.parametrize(("written", "read"), [(14, "14"), (14.0, "14"), ("⑭", "14"), ("１４", "14"), ("x", "x")])
def test_a_headline_is_folded_and_not_looked_up(tmp_path: Path, written: Value, read: str) -> None:
    [row] = read_workbook(write(tmp_path, [PROCUREMENT, [19, "r", None, None, None, written]])).rows
    assert isinstance(row, SheetRow)
    assert row.requirement == read


@pytest.mark.parametrize("blank", [None, "", " 　\n", "ー", "－", "—", "-", " - ", "…", "・・・"])
def test_a_dash_or_a_blank_is_nothing(tmp_path: Path, blank: Value) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m", blank, blank, blank], [20, "s", blank, blank, blank], [blank] * 6]
    first, second = read_workbook(write(tmp_path, rows)).rows
    assert isinstance(first, SheetRow)
    assert isinstance(second, SheetRow)
    assert first.requirement is None
    assert first.countermeasures == (Countermeasure(Text("m"), cited("別紙3!C2")),)
    assert second.countermeasures == ()


def test_rows_of_the_marks_of_an_excerpt_are_skipped(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, ["・", "…", "・・・", "︙"], ["‥", None, "・\n・\n・"], [19, "r"], [None] * 6]
    assert words(write(tmp_path, rows)) == [(19, "r")]


def test_line_breaks_inside_a_cell_are_kept_as_one_kind(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "　一\r\n二_x000D_\n三\n "]])
    assert words(file) == [(19, "一\n二\n三")]


def test_readings_over_the_characters_are_no_part_of_the_text(tmp_path: Path) -> None:
    """Excel keeps the furigana of what is typed in Japanese beside it."""
    string = '<si><r><t>要求</t></r><r><rPr><b/></rPr><t>事項</t></r><rPh sb="0" eb="2"><t>ヨウキュウ</t></rPh></si>'
    rows = f'{NAMED}<row r="2"><c r="A2"><v>19</v></c><c r="B2" t="s"><v>0</v></c></row>'
    file = altered(with_cells(tmp_path, rows), {STRINGS: f'{HEAD}<sst xmlns="{MAIN}">{string}</sst>'})
    assert words(file) == [(19, "要求事項")]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_cells(tmp_path: Path) -> None:
    rows: Rows = [
        PROCUREMENT,
        ["2.x", " r", "m"],
        [3, None, None, "d"],
        [19, 5, True, "\u202e", "=1+1", False],
        ["=A1", "=1", "=2", "=3", "=4", "=5"],
    ]
    contract: Rows = [CONTRACT, [6, None, "t", "－", None], [7, "h", "…", "c", 5], [8, "h", "t", "c", 5]]
    file = write(tmp_path, rows, more={"別紙4": contract})
    assert refusals(file) == [
        ("row-misnumbered", "別紙3!A2"),
        ("nothing-written", "別紙3!B3"),
        ("wrong-type", "別紙3!B4"),
        ("wrong-type", "別紙3!C4"),
        ("hidden-characters", "別紙3!D4"),
        ("formula-cell", "別紙3!E4"),
        ("wrong-type", "別紙3!F4"),
        *(("formula-cell", f"別紙3!{column}5") for column in "ABCDEF"),
        ("nothing-written", "別紙4!B2"),
        ("nothing-written", "別紙4!D2"),
        ("nothing-written", "別紙4!C3"),
        ("wrong-type", "別紙4!E4"),
    ]


def test_what_is_wrong_with_a_merged_cell_is_said_once_where_it_is_written(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, ["2.x", "r", "m"], [None, None, "n"]], "A2:A3", "B2:B3")
    assert refusals(file) == [("row-misnumbered", "別紙3!A2")]


def test_details_without_a_countermeasure_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [["要求事項#", "要求事項", "対策例詳細"], [19, "r", "d"], [20, "s"]])
    assert refused(file) == (
        "別紙3!C2: details or evidence without a countermeasure (対策例); write what they belong to"
    )


def test_a_contract_sheet_has_to_have_headings_and_contents(tmp_path: Path) -> None:
    assert refused(write(tmp_path, [["取り決め事項#", "取り決め事項"], [6, "t"], [7, "u"]])).splitlines() == [
        "別紙3!B1: no column 契約時の項目 beside 取り決め事項; a clause needs it",
        "別紙3!B1: no column 契約書に盛り込む条項内容例 beside 取り決め事項; a clause needs it",
    ]


def test_an_error_is_no_text_and_no_formula_is_read(tmp_path: Path) -> None:
    cells = '<c r="A2"><v>19</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>1+1</f><v>2</v></c>'
    file = with_cells(tmp_path, f'{NAMED}<row r="2">{cells}</row>')
    assert refused(file).splitlines() == [
        "別紙3!B2: the error '#REF!'; write the right value",
        "別紙3!C2: a formula; replace it by its value",
    ]
    beside = write(tmp_path, [[*PROCUREMENT, "備考"], [19, "r", None, None, None, None, "=1+1"]])
    assert refusals(beside) == [("formula-cell", "別紙3!G2")]


def test_a_number_that_is_a_formula_or_an_error_is_refused(tmp_path: Path) -> None:
    cells = f'<c r="A2" t="e"><v>#N/A</v></c>{inline("B2", "r")}'
    assert refusals(with_cells(tmp_path, f'{NAMED}<row r="2">{cells}</row>')) == [("error-cell", "別紙3!A2")]
    assert refusals(write(tmp_path, [PROCUREMENT, ["=1+1", "r"]])) == [("formula-cell", "別紙3!A2")]


def test_cells_without_places_are_counted(tmp_path: Path) -> None:
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    rows = "".join(
        f"<row>{''.join(cell.format(text) for text in row)}</row>" for row in (["要求事項#", "要求事項"], ["19", "r"])
    )
    assert words(with_cells(tmp_path, rows)) == [(19, "r")]


def test_a_prefix_for_the_name_space_is_no_matter(tmp_path: Path) -> None:
    cell = '<x:c t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'
    rows = "".join(
        f"<x:row>{''.join(cell.format(text) for text in row)}</x:row>"
        for row in (["要求事項#", "要求事項"], ["19", "r"])
    )
    xml = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:cols/><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    assert words(altered(write(tmp_path, [PROCUREMENT]), {SHEET: xml})) == [(19, "r")]


def test_rows_that_are_only_formatted_are_no_matter(tmp_path: Path) -> None:
    row = f'<row r="2"><c r="A2"><v>19</v></c>{inline("B2", "r")}<c r="XFD2" s="1"/></row>'
    empty = '<row r="1048575"/><row r="1048576"><c r="A1048576" s="1"/></row>'
    assert words(with_cells(tmp_path, NAMED + row + empty)) == [(19, "r")]


def test_what_else_a_package_holds_is_not_read(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    assert words(altered(file, {"xl/styles.xml": "<a/>", "xl/theme/theme1.xml": None, "docProps/core.xml": "?"})) == [
        (19, "r")
    ]


def test_a_band_over_the_columns_is_no_row(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, ["ガバナンス項目", None], [19, "r"]], "A2:F2")
    assert words(file) == [(19, "r")]


def test_a_headline_may_be_written_with_its_words(tmp_path: Path) -> None:
    [row] = read_workbook(write(tmp_path, [PROCUREMENT, [19, "r", None, None, None, "⑭ 公平性と包摂性の確保"]])).rows
    assert isinstance(row, SheetRow)
    assert row.requirement == "14"


def test_two_check_sheets_on_one_sheet_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"], [], CONTRACT, [6, "h", "a", "c"]])
    assert refusals(file) == [("two-check-sheets", "別紙3!C4")]


@pytest.mark.parametrize(
    ("rows", "noted"),
    [
        ([["=1+1"], PROCUREMENT, [19, "r"]], []),
        ([PROCUREMENT, [19, "r", *[None] * 5, "=1+1"]], [("unnamed-column", "別紙3!H2")]),
        ([PROCUREMENT, [19, "r"], ["合計", "=1+1"]], [("row-passed-over", "別紙3!A3")]),
        ([PROCUREMENT, [19, "r"], ["合計", *[None] * 6, "=1+1"]], [("row-passed-over", "別紙3!A3")]),
        ([PROCUREMENT, [19, "r"], [], [None, None, "=1+1"]], [("row-passed-over", "別紙3!C4")]),
    ],
)
def test_a_formula_that_is_not_read_does_not_matter(tmp_path: Path, rows: Rows, noted: list[tuple[str, str]]) -> None:
    file = write(tmp_path, rows)
    assert (words(file), notes(file)) == ([(19, "r")], noted)


def test_a_formula_that_names_a_column_is_refused(tmp_path: Path) -> None:
    header = f'{inline("A1", "要求事項#")}<c r="B1" t="str"><f>"要求"&amp;"事項"</f><v>要求事項</v></c>'
    rows = f'<row r="1">{header}</row><row r="2"><c r="A2"><v>19</v></c>{inline("B2", "r")}</row>'
    assert refusals(with_cells(tmp_path, rows)) == [("formula-cell", "別紙3!B1")]
