"""What workbooks of hostile contents cost to read: memory and processor time of real processes."""

import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook_files import MAIN, NAMED, PROCUREMENT, SHEET, STRINGS, Rows, altered, inline, write


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
