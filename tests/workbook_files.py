"""Workbooks made for the tests, and what is said of them."""

import zipfile
from pathlib import Path
from typing import TypeAlias

import openpyxl
import pytest

from aiprocure.errors import InvalidSheet
from aiprocure.files.workbooks import read_workbook
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
UNREADABLE = [("workbook-unreadable", "")]
TOO_LARGE = [("workbook-too-large", "")]


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
    return [(row.number, row.text.ja) for row in read_workbook(file).rows]


def cited(place: str) -> Citation:
    """The citation of a cell."""
    return Citation(SourceId("supplied"), place, Provenance.SUPPLIED)


def notes(file: Path) -> list[tuple[str, str]]:
    """The code and the place of each thing that is passed over, or kept as the ministry's own."""
    return [(problem.code, problem.where) for problem in read_workbook(file).passed_over]


def refusals(file: Path) -> list[tuple[str, str]]:
    """The code and the place of each problem of a workbook that is refused."""
    with pytest.raises(InvalidSheet) as caught:
        read_workbook(file)
    return [(problem.code, problem.where) for problem in caught.value.problems]
