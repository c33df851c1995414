"""Files that are no workbooks, or would cost too much to read."""

import os
import zipfile
from pathlib import Path

import pytest

from aiprocure.errors import InvalidArgument, InvalidSheet
from aiprocure.files.workbooks import read_workbook
from workbook_files import (
    HEAD,
    MAIN,
    NAMED,
    PROCUREMENT,
    RELATIONS,
    SHEET,
    STRINGS,
    TOO_LARGE,
    UNREADABLE,
    Rows,
    altered,
    inline,
    notes,
    refusals,
    refused,
    with_cells,
    words,
    write,
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sheet.xlsm", "a workbook ends in .xlsx, not in '.xlsm', which may hold macros; save it as .xlsx"),
        ("sheet.xltm", "a workbook ends in .xlsx, not in '.xltm', which may hold macros; save it as .xlsx"),
        ("sheet.XLS", "a workbook ends in .xlsx, not in '.XLS', the format of Excel before 2007; save it as .xlsx"),
        ("sheet.csv", "a workbook ends in .xlsx, not in '.csv'; save it as .xlsx"),
        ("sheet.xlsx", "cannot be read: no such file"),
        ("nul\0l.xlsx", "cannot be read: the name holds a character that no file name can"),
        ("half\ud800.xlsx", "cannot be read: the name holds a character that no file name can"),
        ("octets\udcff.xlsx", "cannot be read: no such file"),
    ],
)
def test_a_file_that_is_no_workbook_by_its_name_is_refused(tmp_path: Path, name: str, said: str) -> None:
    assert refused(tmp_path / name).endswith(said)


def test_a_file_whose_name_is_no_utf_8_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    assert words(file.rename(tmp_path / "octets\udcff.xlsx")) == [(19, "r")]


def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder.xlsx", tmp_path / "pipe.xlsx"
    folder.mkdir()
    os.mkfifo(pipe)
    assert [refusals(folder), refusals(pipe)] == [[("not-a-file", "")]] * 2


def test_a_problem_names_the_file_and_is_worded_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "別紙3.xlsx"
    with pytest.raises(InvalidSheet) as caught:
        read_workbook(file)
    [problem] = caught.value.problems
    assert (problem.file, problem.where, problem.text.ja) == (
        str(file),
        "",
        "そのファイルがないため、読み取れない。ファイルの名前、場所及び権限を確認すること。",
    )


def test_anything_but_a_path_is_a_slip_of_the_caller() -> None:
    with pytest.raises(InvalidArgument, match=r"^expected the path of a file, not 5$"):
        read_workbook(5)  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", UNREADABLE),
        (b"not a zip", UNREADABLE),
        (b"PK\x05\x06" + bytes(18), UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), [("workbook-encrypted", "")]),
        (b"x" * 5_000_001, [("too-long", "")]),
        (b"PK\x01\x02" * 1001, TOO_LARGE),
    ],
)
def test_a_file_that_is_no_workbook_by_its_content_is_refused(
    tmp_path: Path, content: bytes, said: list[tuple[str, str]]
) -> None:
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(content)
    assert refusals(file) == said


def test_a_truncated_workbook_is_refused_wherever_it_ends(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    content = file.read_bytes()
    for length in range(0, len(content) - 1, 97):
        file.write_bytes(content[:length])
        assert refusals(file) == UNREADABLE


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


LONG = f"<si><t>{'x' * 30_000}</t></si>"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/vbaProject.bin": b"x"}, [("workbook-with-macros", "")]),
        ({"xl/VBAPROJECT.BIN": b"x"}, [("workbook-with-macros", "")]),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, [("workbook-with-links", "")]),
        ({"xl/media/a": bytes(10_000_001)}, TOO_LARGE),
        ({"a.xml": b"<!DOCTYPE a>"}, [("workbook-with-declarations", "")]),
        ({SHEET: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, [("workbook-with-declarations", "")]),
        ({"a.RELS": b"<!ENTITY a>"}, [("workbook-with-declarations", "")]),
        ({"a.xml": "<!DOCTYPE a>".encode("utf-16")}, [("workbook-with-declarations", "")]),
        ({STRINGS: f"<sst>{'<a/>' * 200_001}</sst>"}, TOO_LARGE),
        ({STRINGS: f"<sst>{LONG * 140}</sst>"}, TOO_LARGE),
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
        ({STRINGS: f"<sst>{'<a>' * 40}{'</a>' * 40}</sst>"}, UNREADABLE),
        ({STRINGS: "<sst " + "".join(f' a{n}=""' for n in range(51)) + "/>"}, UNREADABLE),
        ({STRINGS: f"<sst><si><t>{'x' * 300_000}</t></si></sst>"}, UNREADABLE),
        ({"xl/workbook.xml": f"<a>{'<sheet/>' * 201}</a>"}, [("too-many-sheets", "")]),
        ({"xl/styles.xml": "<broken"}, UNREADABLE),
    ],
)
def test_a_hostile_part_is_refused(
    tmp_path: Path, parts: dict[str, str | bytes | None], said: list[tuple[str, str]]
) -> None:
    assert refusals(altered(write(tmp_path, [PROCUREMENT, [19, "r"]]), parts)) == said


def test_no_string_is_counted_from_the_end(tmp_path: Path) -> None:
    row = f'{NAMED}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>-1</v></c></row>'
    file = altered(with_cells(tmp_path, row), {STRINGS: "<sst><si><t>r</t></si></sst>"})
    assert refusals(file) == UNREADABLE


def test_a_relation_to_another_workbook_is_refused_wherever_its_part_is(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    relations = zipfile.ZipFile(file).read(RELATIONS).replace(b"/theme", b"/externalLink")
    assert refusals(altered(file, {RELATIONS: relations})) == [("workbook-with-links", "")]


def test_a_part_that_is_two_sheets_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT], more={"二": []})
    relations = zipfile.ZipFile(file).read(RELATIONS).replace(b"sheet2.xml", b"sheet1.xml")
    assert refusals(altered(file, {RELATIONS: relations})) == UNREADABLE


def test_more_parts_than_a_workbook_has_are_refused(tmp_path: Path) -> None:
    file = altered(write(tmp_path, [PROCUREMENT]), {f"a/{n}": b"" for n in range(1000)})
    assert refusals(file) == TOO_LARGE


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_workbook_is_compressed_with_is_refused(tmp_path: Path, way: int) -> None:
    file = altered(write(tmp_path, [PROCUREMENT]), {}, way=way)
    assert refusals(file) == [("workbook-compression", "")]


def test_a_part_with_a_password_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT])
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(content)
    assert refusals(file) == [("workbook-encrypted", "")]


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "a\u202eb"])
def test_a_sheet_with_a_hostile_name_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path, [PROCUREMENT], title="NAME")
    workbook = zipfile.ZipFile(file).read("xl/workbook.xml").decode().replace("NAME", name.replace("\n", "&#10;"))
    assert refusals(altered(file, {"xl/workbook.xml": workbook})) == [("sheet-name", "")]


@pytest.mark.slow
def test_more_sheets_than_a_workbook_may_have_are_refused(tmp_path: Path) -> None:
    most: dict[str, Rows] = {f"s{n}": [] for n in range(199)}
    assert words(write(tmp_path, [PROCUREMENT, [19, "r"]], more=most)) == [(19, "r")]
    file = write(tmp_path, [PROCUREMENT, [19, "r"]], more={**most, "s": []})
    assert refusals(file) == [("too-many-sheets", "")]


CELL = '<c r="{}"><v>1</v></c>'
BEYOND = [("row-too-low", "別紙3!B5001")]
MERGED = [("too-many-merged", "別紙3")]


@pytest.mark.parametrize(
    ("rows", "after", "said"),
    [
        (f'<row r="5001">{CELL.format("B5001")}</row>', "", BEYOND),
        ("", '<mergeCell ref="A1"/>' * 10_001, MERGED),
        ("", '<mergeCell ref="A2:J2"/>' * 1_001, MERGED),
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
        ('<row r="2"><c r="A2" t="s"><v>-1</v></c></row>', "", UNREADABLE),
        ("<row>" + "<a>" * 40 + "</a>" * 40 + "</row>", "", UNREADABLE),
    ],
)
def test_a_worksheet_beyond_its_bounds_is_refused(
    tmp_path: Path, rows: str, after: str, said: list[tuple[str, str]]
) -> None:
    assert refusals(with_cells(tmp_path, NAMED + rows, f"<mergeCells>{after}</mergeCells>")) == said


def test_more_column_formats_than_columns_are_refused(tmp_path: Path) -> None:
    columns = '<col min="1" max="1"/>' * 16_385
    xml = f'<worksheet xmlns="{MAIN}"><cols>{columns}</cols><sheetData>{NAMED}</sheetData></worksheet>'
    assert refusals(altered(write(tmp_path, [PROCUREMENT]), {SHEET: xml})) == UNREADABLE


def test_columns_beyond_the_first_hundred_are_named_and_not_read(tmp_path: Path) -> None:
    row = f'<row r="2">{CELL.format("A2")}{inline("B2", "r")}{CELL.format("CV2")}{CELL.format("CW2")}</row>'
    file = with_cells(tmp_path, NAMED + row)
    assert words(file) == [(1, "r")]
    assert notes(file) == [("unnamed-column", "別紙3!CV2"), ("columns-beyond", "別紙3!CW2")]


def test_everything_merged_is_no_matter(tmp_path: Path) -> None:
    file = with_cells(tmp_path, NAMED, '<mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>')
    assert words(file) == []


def test_more_formulas_than_can_be_named_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"<row>{'<c><f>1</f></c>' * 100}</row>" for _ in range(11))
    assert refusals(with_cells(tmp_path, NAMED + rows)) == [("too-many-flaws", "別紙3")]


def test_more_rows_than_check_sheets_have_are_refused(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT]
    rows += [[n, "r"] for n in range(1, 3000)]
    assert refusals(write(tmp_path, rows, more={"別紙3b": rows})) == TOO_LARGE


def test_more_text_than_check_sheets_have_is_refused(tmp_path: Path) -> None:
    """One string can be in as many cells as one likes: what is read is counted, and not what is stored."""
    string = f"<sst><si><t>{'r' * 32_000}</t></si></sst>"
    cell = '<row><c><v>1</v></c><c t="s"><v>0</v></c></row>'
    file = with_cells(tmp_path, NAMED + cell * 63)
    assert refusals(altered(file, {STRINGS: string})) == TOO_LARGE


WIDE = f'<row r="1">{"".join(f"<c><v>{day}</v></c>" for day in range(151))}</row>'


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(WIDE, id="a schedule of 151 columns"),
        pytest.param("<row><c><v>1</v></c></row>" * 6_000, id="a log of 6,000 rows"),
        pytest.param('</sheetData><mergeCells><mergeCell ref="A1:XFD99"/></mergeCells><sheetData>', id="a cover"),
        pytest.param("<row><c><f>1</f></c></row>" * 2_000, id="formulas"),
        pytest.param('<row><c t="e"><v>#N/A</v></c></row>' * 2_000, id="errors"),
        pytest.param(f"<row>{inline('A1', '要求事項')}</row><row r='9000'><c><v>1</v></c></row>", id="contents"),
        pytest.param("<row><c><v>x</v></c></row>", id="malformed numbers"),
    ],
)
def test_a_sheet_that_is_no_check_sheet_does_not_matter(tmp_path: Path, other: str) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]], more={"他": []})
    xml = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{other}</sheetData></worksheet>'
    file = altered(file, {"xl/worksheets/sheet2.xml": xml})
    assert (words(file), notes(file)) == ([(19, "r")], [])


@pytest.mark.parametrize(
    "target",
    ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/WORKSHEETS/Sheet1.XML"],
)
def test_parts_are_found_whatever_their_case_and_from_wherever_they_are_named(tmp_path: Path, target: str) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    relations = zipfile.ZipFile(file).read(RELATIONS).replace(b"/xl/worksheets/sheet1.xml", target.encode())
    part = zipfile.ZipFile(file).read(SHEET)
    assert words(altered(file, {RELATIONS: relations, SHEET: None, "xl/Worksheets/SHEET1.xml": part})) == [(19, "r")]


def test_nothing_but_the_file_is_touched_and_it_is_closed(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    read_workbook(file)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    file.rename(tmp_path / "other.xlsx")
