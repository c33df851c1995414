"""A ministry's own check sheets, read from workbooks with distrust."""

import importlib
import os
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

from aiprocure.errors import InvalidSheet
from aiprocure.errors.messages import shown
from aiprocure.errors.text import Text
from aiprocure.files.workbooks import read_workbook
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, SheetRow
from aiprocure.model.citation import Citation, Provenance, SourceId

Value: TypeAlias = str | int | float | bool | None
Rows: TypeAlias = list[list[Value]]

PROCUREMENT: list[Value] = ["要求事項#", "要求事項", "対策例", "対策例詳細", "裏付けとなる情報の例", "見出し"]
CONTRACT: list[Value] = ["取り決め事項#", "契約時の項目", "取り決め事項", "契約書に盛り込む条項内容例", "補足説明"]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
UNREADABLE = "not a workbook that can be read"


def write(folder: Path, rows: Rows, *merged: str, title: str = "別紙3", more: dict[str, Rows] | None = None) -> Path:
    """A workbook with some rows in a sheet, some cells of it merged, and more sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, each in {title: rows, **(more or {})}.items():
        sheet = book.create_sheet(name)
        for row in each:
            sheet.append(row)
    for range_ in merged:
        book[title].merge_cells(range_)
    file = folder / "sheet.xlsx"
    book.save(file)
    return file


def altered(file: Path, parts: dict[str, str | bytes | None], *, way: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook with parts replaced, added, or (where None) left out."""
    with zipfile.ZipFile(file) as archive:
        content: dict[str, str | bytes | None] = {name: archive.read(name) for name in archive.namelist()}
        if STRINGS in parts:  # openpyxl writes text into the cells, and knows of no such part
            relation = '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            content[RELATIONS] = archive.read(RELATIONS).decode().replace("</Relationships>", relation)
    with zipfile.ZipFile(file, "w", way) as archive:
        for name, part in (content | parts).items():
            if part is not None:
                archive.writestr(name, part)
    return file


def with_cells(folder: Path, cells: str, after: str = "") -> Path:
    """A workbook whose one worksheet has this XML as its rows, and after them."""
    xml = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'
    return altered(write(folder, [PROCUREMENT]), {SHEET: xml})


def inline(place: str, text: str) -> str:
    """A cell's XML with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


NAMED = f'<row r="1">{inline("A1", "要求事項#")}{inline("B1", "要求事項")}{inline("C1", "対策例")}</row>'


def refused(file: Path) -> str:
    """What is said of a workbook that cannot be read, without the file's own name."""
    with pytest.raises(InvalidSheet) as caught:
        read_workbook(file)
    return str(caught.value).replace(f"{file}: ", "")


def words(file: Path) -> list[tuple[int | None, str]]:
    """The number and text of each row that is read."""
    return [(row.number, row.text.ja) for row in read_workbook(file)]


def cited(place: str) -> Citation:
    """The citation of a cell."""
    return Citation(SourceId("supplied"), place, Provenance.SUPPLIED)


def test_a_procurement_sheet_is_read_whole(tmp_path: Path) -> None:
    file = write(tmp_path, [["調達"], PROCUREMENT, [19, "要求", "対策", "詳細", "裏付け", "⑭"], [20, "別の要求"]])
    [first, second] = read_workbook(str(file))
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
    assert read_workbook(file) == (first, second)


def test_both_sheets_can_be_in_one_workbook_among_others(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        [["表紙"]],
        title="本紙",
        more={"あ": [CONTRACT, [6, "h", "t", "c"]], "い": [PROCUREMENT, [19, "r"]], "う": []},
    )
    assert [(type(row).__name__, row.citation.place) for row in read_workbook(file)] == [
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
    [row] = read_workbook(file)
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
        "no sheet names, within its first 30 rows, the columns 要求事項# and 要求事項 (別紙3), or 取り決め事項# and"
    )


@pytest.mark.parametrize(
    "header", [["要求事項#"], ["要求事項", "対策例"], ["x" * 101, 5], ["取り決め事項#", "要求事項"]]
)
def test_a_workbook_without_a_number_and_a_text_column_is_refused(tmp_path: Path, header: list[Value]) -> None:
    assert refused(write(tmp_path, [header, [19, "r"]])).startswith("no sheet names")


def test_a_header_over_two_rows_is_one_and_a_repeated_one_is_none(tmp_path: Path) -> None:
    rows: Rows = [
        ["要求事項#", "要求事項", "対策", None],
        [None, None, "対策例", "対策例詳細"],
        [19, "r", "m", "d"],
        ["要求事項＃", "要求 事項", "対策例", "対策例詳細"],
        [20, "s"],
    ]
    file = write(tmp_path, rows, "A1:A2", "B1:B2", "C1:D1")
    [first, second] = read_workbook(file)
    assert isinstance(first, SheetRow)
    assert first.countermeasures == (Countermeasure(Text("m"), cited("別紙3!C3"), Text("d")),)
    assert second.number == 20
    assert words(write(tmp_path, [PROCUREMENT, [], [19, "r"]], *[f"{column}1:{column}2" for column in "ABCDEF"])) == [
        (19, "r")
    ]


def test_merged_cells_are_followed(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m1", None, None, "⑭"], [None, None, "m2"], [], [20, "s"]]
    file = write(tmp_path, rows, "A2:A4", "B2:B4", "F2:F3", "A5:A5")
    first, second, third, fourth = read_workbook(file)
    assert isinstance(first, SheetRow)
    assert isinstance(second, SheetRow)
    assert isinstance(third, SheetRow)
    assert {(row.number, row.text.ja) for row in (first, second, third)} == {(19, "r")}
    assert [row.citation.place for row in (first, second, third)] == ["別紙3!B2", "別紙3!B3", "別紙3!B4"]
    assert second.requirement == "14"
    assert second.requirement_citation == cited("別紙3!F3")
    assert second.countermeasures == (Countermeasure(Text("m2"), cited("別紙3!C3")),)
    assert (third.requirement, third.countermeasures) == (None, ())
    assert fourth.number == 20


def test_merged_cells_below_the_last_row_that_is_written_are_followed(tmp_path: Path) -> None:
    rows = f'<row r="2"><c r="A2"><v>19</v></c>{inline("B2", "r")}</row>'
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C9:D9"/></mergeCells>'
    assert words(with_cells(tmp_path, NAMED + rows, merged)) == [(19, "r"), (19, "r")]


@pytest.mark.parametrize("number", [19, 19.0, "19", "１９", "#19", "＃１９", "⑲", " 19　", "#　19"])
def test_a_number_can_be_written_in_many_ways(tmp_path: Path, number: Value) -> None:
    assert words(write(tmp_path, [PROCUREMENT, [number, "r"]])) == [(19, "r")]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (None, "no number;"),
        ("－", "no number;"),
        ("x", "no number 'x';"),
        ("19.5", "no number '19.5';"),
        ("1" * 21, f"no number '{'1' * 21}';"),
        (1.5, "no number 1.5;"),
        (-1, "no number -1;"),
        (0, "no number 0;"),
        (True, "no number True;"),
        (10_001, "no number 10001;"),
        ("100000", "no number '100000';"),
    ],
)
def test_anything_else_is_no_number(tmp_path: Path, number: Value, said: str) -> None:
    file = write(tmp_path, [PROCUREMENT, [number, "r"]])
    assert refused(file) == f"別紙3!A2: {said} number each row from 1 to 10000, as in 19"


def test_a_number_with_a_point_that_is_whole_is_a_number(tmp_path: Path) -> None:
    row = f'<row r="2"><c r="A2"><v>19.0</v></c>{inline("B2", "r")}<c r="F2"><v>14.0</v></c></row>'
    [read] = read_workbook(with_cells(tmp_path, NAMED.replace("</row>", inline("F1", "見出し") + "</row>") + row))
    assert isinstance(read, SheetRow)
    assert (read.number, read.requirement) == (19, "14")


def test_a_number_without_end_is_no_number(tmp_path: Path) -> None:
    assert "別紙3!A2: no number inf" in refused(
        with_cells(tmp_path, f'{NAMED}<row r="2"><c r="A2"><v>1e999</v></c>{inline("B2", "r")}</row>')
    )


@pytest.mark.parametrize(("written", "read"), [(14, "14"), (14.0, "14"), ("⑭", "14"), ("１４", "14"), ("x", "x")])
def test_a_headline_is_folded_and_not_looked_up(tmp_path: Path, written: Value, read: str) -> None:
    [row] = read_workbook(write(tmp_path, [PROCUREMENT, [19, "r", None, None, None, written]]))
    assert isinstance(row, SheetRow)
    assert row.requirement == read


@pytest.mark.parametrize("blank", [None, "", " 　\n", "ー", "－", "—", "-", " - ", "…", "・・・"])
def test_a_dash_or_a_blank_is_nothing(tmp_path: Path, blank: Value) -> None:
    rows: Rows = [PROCUREMENT, [19, "r", "m", blank, blank, blank], [20, "s", blank, blank, blank], [blank] * 6]
    first, second = read_workbook(write(tmp_path, rows))
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


def test_everything_amiss_is_said_at_once(tmp_path: Path) -> None:
    rows: Rows = [
        PROCUREMENT,
        ["x", " ", "m"],
        [None, None, None, "d"],
        [19, 5, True, "\u202e", "=1+1", False],
        ["=A1", "=1", "=2", "=3", "=4", "=5"],
    ]
    contract: Rows = [CONTRACT, [6, None, "t", "－", None], ["y", "h", "…", "c", 5]]
    file = write(tmp_path, rows, more={"別紙4": contract})
    number = "number each row from 1 to 10000, as in 19"
    formula = "a formula; write its value instead"
    assert refused(file).splitlines() == [
        f"別紙3!A2: no number 'x'; {number}",
        "別紙3!B2: an empty requirement; write what is demanded",
        f"別紙3!A3: no number; {number}",
        "別紙3!B3: an empty requirement; write what is demanded",
        "別紙3!C3: details or evidence without a 対策例; write what they belong to",
        "別紙3!B4: expected text, not 5",
        "別紙3!C4: expected text, not True",
        r"別紙3!D4: expected text without control or invisible characters, not '\u202e'",
        f"別紙3!E4: {formula}",
        "別紙3!F4: expected text, not False",
        *(f"別紙3!{column}5: {formula}" for column in "ABCDEF"),
        "別紙4!B2: no heading; write what the arrangement is about",
        "別紙4!D2: no content; write what the contract should say",
        f"別紙4!A3: no number 'y'; {number}",
        "別紙4!C3: an empty arrangement; write what is to be settled",
        "別紙4!E3: expected text, not 5",
    ]


def test_what_is_wrong_with_a_merged_cell_is_said_once_where_it_is_written(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, ["x", "r", "m"], [None, None, "n"]], "A2:A3", "B2:B3")
    assert refused(file) == "別紙3!A2: no number 'x'; number each row from 1 to 10000, as in 19"


def test_details_without_a_column_of_countermeasures_are_amiss(tmp_path: Path) -> None:
    file = write(tmp_path, [["要求事項#", "要求事項", "対策例詳細"], [19, "r", "d"], [20, "s"]])
    assert refused(file) == "別紙3!C2: details or evidence without a 対策例; write what they belong to"


def test_a_contract_sheet_has_to_have_headings_and_contents(tmp_path: Path) -> None:
    assert refused(write(tmp_path, [["取り決め事項#", "取り決め事項"], [6, "t"], [7, "u"]])).splitlines() == [
        "別紙3!B1: no column 契約時の項目 beside 取り決め事項; a clause needs it",
        "別紙3!B1: no column 契約書に盛り込む条項内容例 beside 取り決め事項; a clause needs it",
    ]


def test_an_error_is_no_text_and_no_formula_is_read(tmp_path: Path) -> None:
    cells = '<c r="A2"><v>19</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="E2"><f>1+1</f><v>2</v></c>'
    file = with_cells(tmp_path, f'{NAMED}<row r="2">{cells}</row>')
    assert refused(file).splitlines() == [
        "別紙3!E2: a formula; write its value instead",
        "別紙3!B2: an error; write what should be there",
    ]
    beside = write(tmp_path, [[*PROCUREMENT, "備考"], [19, "r", None, None, None, None, "=1+1"]])
    assert refused(beside) == "別紙3!G2: a formula; write its value instead"


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


def test_formats_and_names_however_odd_are_not_read(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    assert words(
        altered(file, {"xl/styles.xml": "<broken", "xl/theme/theme1.xml": None, "docProps/core.xml": "?"})
    ) == [(19, "r")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sheet.xlsm", "a workbook that may hold macros; save it as .xlsx"),
        ("sheet.xltm", "a template that may hold macros; save it as .xlsx"),
        ("sheet.XLS", "a workbook in the format of Excel before 2007; save it as .xlsx"),
        ("sheet.csv", "a workbook ends in .xlsx, not in '.csv'"),
        ("sheet.xlsx", "cannot be read: No such file or directory"),
        ("nul\0l.xlsx", "cannot be read: embedded null byte"),
    ],
)
def test_a_file_that_is_no_workbook_by_its_name_is_refused(tmp_path: Path, name: str, said: str) -> None:
    assert refused(tmp_path / name).endswith(said)


def test_only_a_file_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    assert refused(folder) == "not a file that can be read to its end"
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(InvalidSheet, match=f"^{pipe}: not a file that can be read to its end$"):
        read_workbook(pipe)
    with pytest.raises(InvalidSheet, match=r"^path: expected the path of a file, not 5$"):
        read_workbook(5)  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", UNREADABLE),
        (b"not a zip", UNREADABLE),
        (b"PK\x05\x06" + bytes(18), UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a workbook with a password, or in the format of Excel"),
        (b"x" * 5_000_001, "longer than the 5000000 bytes a workbook may have"),
        (b"PK\x01\x02" * 1001, "more than the 1000 parts a workbook may have"),
    ],
)
def test_a_file_that_is_no_workbook_by_its_content_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(content)
    assert refused(file).startswith(said)


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    content = file.read_bytes()
    for length in range(0, len(content) - 1, 97):
        file.write_bytes(content[:length])
        assert refused(file) == UNREADABLE


@pytest.mark.parametrize("place", range(0, 6000, 61))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, place: int) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    content = bytearray(file.read_bytes())
    content[place % len(content)] ^= 0xFF
    file.write_bytes(content)
    try:
        assert words(file) == [(19, "r")]
    except InvalidSheet as error:
        assert len(error.problems) == 1  # noqa: PT017


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/vbaProject.bin": b"x"}, "a workbook that holds macros; save it without"),
        ({"xl/VBAPROJECT.BIN": b"x"}, "a workbook that holds macros; save it without"),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "a workbook with links to other workbooks;"),
        ({"xl/media/a": bytes(10_000_001)}, "longer than the 10000000 bytes a workbook may have once it is unpacked"),
        ({"a.xml": b"<!DOCTYPE a>"}, "a document type or an entity is declared in 'a.xml'; a workbook has none"),
        ({SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, f"a document type or an entity is declared in '{SHEET}'"),
        ({"a.RELS": b"<!ENTITY a>"}, "a document type or an entity is declared in 'a.RELS'"),
        ({"a.xml": "<!DOCTYPE a>".encode("utf-16")}, "a document type or an entity is declared in 'a.xml'"),
        ({"a.xml": b"<a/>" * 600_001}, "more than the 600000 tags a workbook may have"),
        ({"XL/WORKBOOK.XML": b"<a/>"}, UNREADABLE),
        ({"_rels/.rels": None}, UNREADABLE),
        ({"_rels/.rels": "<a/>"}, UNREADABLE),
        ({"xl/workbook.xml": None}, UNREADABLE),
        ({"xl/workbook.xml": "<a>"}, UNREADABLE),
        ({SHEET: None}, UNREADABLE),
        ({SHEET: "<a>"}, UNREADABLE),
        ({SHEET: '<?xml version="1.0" encoding="cp037"?><a/>'}, UNREADABLE),
        ({SHEET: f"{HEAD}<a/>".encode("utf-16")}, UNREADABLE),
        ({STRINGS: "<a>"}, UNREADABLE),
        ({STRINGS: None}, UNREADABLE),
        ({STRINGS: f"<sst><si>{'<r/>' * 5001}</si></sst>"}, UNREADABLE),
        ({STRINGS: f"<sst>{'<a>' * 40}{'</a>' * 40}</sst>"}, UNREADABLE),
        ({STRINGS: "<sst " + "".join(f' a{n}=""' for n in range(51)) + "/>"}, UNREADABLE),
        ({STRINGS: f"<sst><si><t>{'x' * 300_000}</t></si></sst>"}, UNREADABLE),
        ({"xl/workbook.xml": f"<a>{'<sheet/>' * 1001}</a>"}, "more than 1000 entries sheet in a part"),
    ],
)
def test_a_hostile_part_is_refused(tmp_path: Path, parts: dict[str, str | bytes | None], said: str) -> None:
    assert refused(altered(write(tmp_path, [PROCUREMENT, [19, "r"]]), parts)).startswith(said)


def test_a_relation_to_another_workbook_is_refused_wherever_its_part_is(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    relations = zipfile.ZipFile(file).read(RELATIONS).replace(b"/theme", b"/externalLink")
    assert refused(altered(file, {RELATIONS: relations})).startswith("a workbook with links to")


def test_a_part_that_is_two_sheets_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT], more={"二": []})
    relations = zipfile.ZipFile(file).read(RELATIONS).replace(b"sheet2.xml", b"sheet1.xml")
    assert refused(altered(file, {RELATIONS: relations})) == UNREADABLE


def test_more_parts_than_a_workbook_has_are_refused(tmp_path: Path) -> None:
    file = altered(write(tmp_path, [PROCUREMENT]), {f"a/{n}": b"" for n in range(1000)})
    assert refused(file) == "more than the 1000 parts a workbook may have"


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_workbook_is_compressed_with_is_refused(tmp_path: Path, way: int) -> None:
    file = altered(write(tmp_path, [PROCUREMENT]), {}, way=way)
    assert refused(file) == "compressed in a way that no workbook is"


def test_a_part_with_a_password_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT])
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    assert refused(file) == "a workbook with a password; save it without"


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "a\u202eb"])
def test_a_sheet_with_a_hostile_name_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path, [PROCUREMENT], title="NAME")
    workbook = zipfile.ZipFile(file).read("xl/workbook.xml").decode().replace("NAME", name.replace("\n", "&#10;"))
    assert refused(altered(file, {"xl/workbook.xml": workbook})).startswith(f"a sheet named {shown(name)};")


def test_more_sheets_than_a_workbook_may_have_are_refused(tmp_path: Path) -> None:
    most: dict[str, Rows] = {f"s{n}": [] for n in range(199)}
    assert words(write(tmp_path, [PROCUREMENT, [19, "r"]], more=most)) == [(19, "r")]
    file = write(tmp_path, [PROCUREMENT, [19, "r"]], more={**most, "s": []})
    assert refused(file) == "more than the 200 sheets a workbook may have"


CELL = '<c r="{}"><v>1</v></c>'


@pytest.mark.parametrize(
    ("rows", "after", "said"),
    [
        (f'<row r="5001">{CELL.format("B5001")}</row>', "", "別紙3!B5001: below the 5000 rows that a sheet may have"),
        (f'<row r="2">{CELL.format("CW2")}</row>', "", "別紙3!CW2: to the right of the 100 columns that a sheet may"),
        ("", '<mergeCell ref="A1:XFD1048576"/>', "別紙3!A1: merged over more than 10000 cells in all"),
        ("", '<mergeCell ref="A2:J1001"/><mergeCell ref="C3"/>', "別紙3!C3: merged over more than 10000 cells in all"),
        ("", '<mergeCell ref="B5000:B5001"/>', "別紙3!B5000: merged below the 5000 rows that a sheet may have"),
        ("", '<mergeCell ref="A1"/>' * 10_001, "別紙3: more than 10000 merged cells"),
        ("", '<mergeCell ref="A:B"/>', UNREADABLE),
        ("", '<mergeCell ref="B2:A1"/>', UNREADABLE),
        ("", '<mergeCell ref="?"/>', UNREADABLE),
        ("", "<mergeCell/>", UNREADABLE),
        ("", "</mergeCells><sheetData/><mergeCells>", UNREADABLE),
        ('<row r="1"/>', "", UNREADABLE),
        ('<row r="x"/>', "", UNREADABLE),
        (f'<row r="{"9" * 5000}"/>', "", UNREADABLE),
        ("<c/>", "", UNREADABLE),
        ('<row r="2"><row/></row>', "", UNREADABLE),
        ('<row r="2"><c r="B2"/><c r="A2"/></row>', "", UNREADABLE),
        ('<row r="2"><c r="A3"/></row>', "", UNREADABLE),
        ('<row r="2"><c r="?"/></row>', "", UNREADABLE),
        ('<row r="2"><c r="A2" t="s"><v>7</v></c></row>', "", UNREADABLE),
        (f'<row r="2"><c r="A2"><v>{"9" * 5000}</v></c></row>', "", UNREADABLE),
    ],
)
def test_a_worksheet_beyond_its_bounds_is_refused(tmp_path: Path, rows: str, after: str, said: str) -> None:
    assert refused(with_cells(tmp_path, NAMED + rows, f"<mergeCells>{after}</mergeCells>")).startswith(said)


def test_merged_cells_are_counted_over_all_sheets(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]], "H1:H4999", more={"b": [["x"]], "c": [["x"]]})
    xml = (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/><mergeCells><mergeCell ref="C3:C{{}}"/></mergeCells></worksheet>'
    )
    second = altered(file, {"xl/worksheets/sheet2.xml": xml.format(5000), "xl/worksheets/sheet3.xml": xml.format(5)})
    assert words(second) == [(19, "r")]
    third = altered(file, {"xl/worksheets/sheet3.xml": xml.format(6)})
    assert refused(third) == "c!C3: merged over more than 10000 cells in all"


def test_more_formulas_than_can_be_named_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"<row>{'<c><f>1</f></c>' * 100}</row>" for _ in range(101))
    assert refused(with_cells(tmp_path, rows)) == "別紙3: more than 10000 formulas and errors"


def test_more_rows_than_check_sheets_have_are_refused(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT]
    rows += [[n, "r"] for n in range(1, 3000)]
    file = write(tmp_path, rows, more={"別紙3b": rows})
    assert refused(file) == "別紙3b!B2003: more than the 5000 rows check sheets may have"


def test_more_text_than_check_sheets_have_is_refused(tmp_path: Path) -> None:
    """One string can stand in as many cells as one likes: what is read is counted, and not what is stored."""
    rows: Rows = [PROCUREMENT]
    rows += [[n, "r" * 32_000] for n in range(1, 65)]
    assert refused(write(tmp_path, rows)) == "別紙3!B64: more than the 2000000 characters check sheets may have"


def lying(file: Path) -> None:
    """A worksheet that says it is of 99 bytes and unpacks to 100 MB."""
    with zipfile.ZipFile(file) as archive:
        bomb = archive.read(SHEET)[:99] + b" " * 100_000_000
    altered(file, {SHEET: bomb})
    content = file.read_bytes().replace(len(bomb).to_bytes(4, "little"), (99).to_bytes(4, "little"))
    content = content.replace(zlib.crc32(bomb).to_bytes(4, "little"), zlib.crc32(bomb[:99]).to_bytes(4, "little"))
    file.write_bytes(content)


def open_bomb(file: Path) -> None:
    """A worksheet that says it unpacks to 100 MB, and does."""
    altered(file, {SHEET: b" " * 100_000_000})


def entities(file: Path) -> None:
    """Ten entities, each ten of the one before."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    altered(file, {STRINGS: f'<!DOCTYPE a [<!ENTITY e0 "x">{declared}]><a>&e9;</a>'})


def merged(file: Path) -> None:
    """Everything merged."""
    xml = f'<worksheet xmlns="{MAIN}"><sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    altered(file, {SHEET: xml})


def crowded(file: Path) -> None:
    """Almost as many cells as there can be, all full, and no end of merged cells."""
    cells = "<c><v>1</v></c>" * 29
    rows = f"<row>{inline('A1', '要求事項#')}{inline('B1', '要求事項')}</row>" + f"<row>{cells}</row>" * 4_999
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'})


def strings(file: Path) -> None:
    """As many shared strings as there can be, none of them used."""
    altered(file, {STRINGS: f'<sst xmlns="{MAIN}">{"<si/>" * 590_000}</sst>'})


def wide(file: Path) -> None:
    """Long shared strings, each with a character that makes all of it four bytes wide."""
    string = "<si><t>" + "x" * 290_000 + "\U0001f600</t></si>"
    altered(file, {STRINGS: f'<sst xmlns="{MAIN}">{string * 30}</sst>'})


def ranges(file: Path) -> None:
    """Rules over a hundred thousand ranges, which take time with the square of their number to read."""
    rule = f'<dataValidations><dataValidation sqref="{" ".join(f"A{n}" for n in range(1, 40_000))}"/></dataValidations>'
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData/>{rule}</worksheet>'})


def directory(file: Path) -> None:
    """A hundred thousand empty parts."""
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(100_000):
            archive.writestr(str(n), b"")


HOSTILE: list[Callable[[Path], None]] = [
    *(lying, open_bomb, entities, merged, crowded, strings, wide, ranges, directory)
]


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has used at most is told in other units elsewhere")
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_no_file_takes_long_or_more_than_200_mb(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Each is refused, in a process of its own that is given 30 seconds and tells what memory it has used at most."""
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    make(file)
    code = (
        "import sys\n"
        "from aiprocure import errors, sheets\n"
        "try: print(len(sheets.read_workbook(sys.argv[1])))\n"
        "except errors.InvalidSheet as error: print(len(error.problems), error.problems[0].what[:40])\n"
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True, timeout=60, env={}
    )
    assert time.monotonic() - begin < 30
    assert int(done.stdout.split()[-1]) < 200_000


def test_nothing_but_the_file_is_touched_and_it_is_closed(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    read_workbook(file)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    file.rename(tmp_path / "other.xlsx")


def test_without_the_extra_the_module_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("aiprocure.files.workbooks")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"^reading workbooks needs an extra: pip install 'aiprocure\[excel\]'$"):
        importlib.import_module("aiprocure.files.workbooks")


def test_a_band_over_the_columns_is_no_row(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, ["ガバナンス項目", None], [19, "r"]], "A2:F2")
    assert words(file) == [(19, "r")]


def test_a_headline_may_be_written_with_its_words(tmp_path: Path) -> None:
    [row] = read_workbook(write(tmp_path, [PROCUREMENT, [19, "r", None, None, None, "⑭ 公平性と包摂性の確保"]]))
    assert isinstance(row, SheetRow)
    assert row.requirement == "14"


def test_two_check_sheets_on_one_sheet_are_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"], [], CONTRACT, [6, "h", "a", "c"]])
    assert refused(file).endswith("two check sheets on one sheet; put each on a sheet of its own")


def test_a_formula_beside_the_columns_is_refused_as_well(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r", None, None, None, None, None, "=1+1"]])
    assert refused(file).endswith("!H2: a formula; write its value instead")
