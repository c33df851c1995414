"""Files that are no workbooks, or would cost too much to read."""

import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
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


def names(file: Path) -> None:
    """A long URI for a prefix, which a parser that looks it up copies into every name."""
    cells = "<w:c w:a='' w:b='' w:d=''/>" * 20_000
    uri = "u" * 290_000
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}" xmlns:w="{uri}"><sheetData>{cells}</sheetData></worksheet>'})


def attributes(file: Path) -> None:
    """As many attributes as fit, all of other names."""
    cells = "".join("<c " + " ".join(f"a{n}_{m}=''" for m in range(20_000)) + "/>" for n in range(30))
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData><row>{cells}</row></sheetData></worksheet>'})


def empty_cells(file: Path) -> None:
    """Half a million empty cells."""
    rows = NAMED + f"<row>{'<c/>' * 5_000}</row>" * 100
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'})


def wide_rows(file: Path) -> None:
    """Rows as wide as a worksheet can be, in the few that are looked at for a header."""
    rows = f"<row>{'<c><v>1</v></c>' * 16_384}</row>" * 20
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'})


def references(file: Path) -> None:
    """Characters that are each written as a reference, and line breaks."""
    string = f"<si><t>{'&#9;' * 70_000}</t></si>"
    breaks = "<si><t>" + "\n" * 290_000 + "</t></si>"
    altered(file, {STRINGS: f'<sst xmlns="{MAIN}">{string * 10}{breaks * 20}</sst>'})


def struck(file: Path) -> None:
    """Everything struck out."""
    cells = "<row>" + '<c s="1"><v>1</v></c>' * 29 + "</row>"
    fonts = "<fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>"
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{NAMED}{cells * 4_999}</sheetData></worksheet>'
    altered(file, {SHEET: sheet, "xl/styles.xml": f"<styleSheet>{fonts}</styleSheet>"})


def merges(file: Path) -> None:
    """Every row merged over every column."""
    ranges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(2, 60_000))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{NAMED}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>'
    altered(file, {SHEET: sheet})


def continued(file: Path) -> None:
    """One item continued as often as can be."""
    more = '<row><c/><c/><c t="inlineStr"><is><t>m</t></is></c></row>'
    rows = f"{NAMED}<row><c><v>1</v></c>{inline('B2', 'r')}</row>{more * 4_998}"
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'})


def columns(file: Path) -> None:
    """Every column formatted, over and over."""
    ranges = '<col min="1" max="16384" style="1" hidden="1"/>' * 150_000
    altered(file, {SHEET: f'<worksheet xmlns="{MAIN}"><cols>{ranges}</cols><sheetData>{NAMED}</sheetData></worksheet>'})


def sheets(file: Path) -> None:
    """Two hundred sheets that all seem to be check sheets."""
    rows: Rows = [[*[None] * 99, "要求事項"]] * 5
    write(file.parent, rows, more={f"s{n}": rows for n in range(199)})


HOSTILE: list[Callable[[Path], None]] = [
    *(lying, open_bomb, entities, merged, crowded, strings, wide, ranges, directory, names, attributes, empty_cells),
    *(wide_rows, references, struck, merges, continued, columns, sheets),
]
MEASURED = """
import sys, time
from aiprocure import errors, sheets
sheets.read_workbook
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before, begin = peak(), time.process_time()
try:
    print(sheets.read_workbook(sys.argv[1]))
except errors.InvalidSheet as error:
    print(len(error.problems), error.problems[0])
print(time.process_time() - begin, peak() - before)
"""


def measured(file: Path) -> tuple[float, int, str]:
    """The processor time in seconds and the memory in kilobytes that reading a file takes, and what is printed."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), int(kilobytes), done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is measured in other units elsewhere")
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_no_file_takes_more_than_a_second_or_60_mb(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Each is read in a process of its own, which measures processor time and memory beyond those of starting.

    On a busy machine the same work takes more processor time, never less: one of three readings has to be in time.
    """
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    make(file)
    readings = [measured(file)]
    while readings[-1][0] >= 1 and len(readings) < 3:
        readings.append(measured(file))
    assert min(seconds for seconds, _, _ in readings) < 1, readings
    assert max(kilobytes for _, kilobytes, _ in readings) < 60_000, readings


def test_nothing_but_the_file_is_touched_and_it_is_closed(tmp_path: Path) -> None:
    file = write(tmp_path, [PROCUREMENT, [19, "r"]])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    read_workbook(file)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    file.rename(tmp_path / "other.xlsx")
