"""A workbook of one sheet, written row by row: what is text stays text, and nothing is a formula.

The parts are those of ECMA-376 that every spreadsheet program asks for. Texts stand in their cells, so that no more
than a row is held at a time.
"""

import datetime
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import IO, BinaryIO

from aiprocure.errors import InvalidTable, Problem
from aiprocure.errors.messages import pointer
from aiprocure.files.workbooks.cells import column_letters
from aiprocure.frames.inventories.limits import LONGEST_CELL, MOST_WORKBOOK_ROWS

__all__ = ["XlsxWriter"]

_NO_DAY = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
        '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
        '<fonts count="2"><font><sz val="10"/><name val="Yu Gothic"/></font>'
        '<font><b/><sz val="10"/><name val="Yu Gothic"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_TEXT, _DAY, _MOMENT, _HEADING = 1, 2, 3, 4
"""The formats of cells, by their numbers in the styles."""
_BEGIN = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>'
)
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SPECIAL = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_FIRST_DAY, _FIRST_TRUE_DAY = datetime.datetime(1899, 12, 30), datetime.date(1900, 3, 1)
_EXACT = 10**15
_MOST_SHEET_BYTES = 2**31 - 1
"""Beyond it an archive needs entries that not every spreadsheet program reads."""


class XlsxWriter:
    """Writes rows to the only sheet of a workbook."""

    def __init__(self, stream: BinaryIO, title: str, headings: Sequence[str]) -> None:
        self._headings = headings
        self._letters = [column_letters(column) for column in range(1, len(headings) + 1)]
        self._row = self._bytes = 0
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        for name, xml in (_PARTS | {"xl/workbook.xml": _workbook(title)}).items():
            self._archive.writestr(_entry(name), f"{_HEAD}{xml}")
        self._sheet: IO[bytes] = self._archive.open(_entry(_SHEET), "w")
        self._sheet.write(f"{_HEAD}{_BEGIN}".encode())

    def write_header(self) -> None:
        """Write the headings. Raises :class:`InvalidTable` where a sheet cannot hold them."""
        self.write_row(self._headings, _HEADING)

    def write_row(self, values: Sequence[object], style: int = _TEXT) -> None:
        """Write a row. Raises :class:`InvalidTable` where a sheet cannot hold it."""
        self._row += 1
        if self._row > MOST_WORKBOOK_ROWS:
            raise InvalidTable(Problem.of("xlsx-too-many-rows", most=MOST_WORKBOOK_ROWS))
        cells: list[str] = []
        for column, value in enumerate(values):
            cell = _cell(value, f"{self._letters[column]}{self._row}", style)
            if cell is None:
                where = pointer(self._headings[column])
                raise InvalidTable(Problem.of("xlsx-cell-too-long", where, row=self._row, most=LONGEST_CELL))
            cells.append(cell)
        self._write(f'<row r="{self._row}">{"".join(cells)}</row>')

    def close(self) -> None:
        """Finish the workbook."""
        last = f"{self._letters[-1]}{self._row}"
        end = (
            f'</sheetData><autoFilter ref="A1:{last}"/>'
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape"/>'
            f'<ignoredErrors><ignoredError sqref="A1:{last}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
        )
        self._sheet.write(end.encode())
        self._sheet.close()
        self._archive.close()

    def _write(self, xml: str) -> None:
        content = xml.encode()
        self._bytes += len(content)
        if self._bytes > _MOST_SHEET_BYTES:
            raise InvalidTable(Problem.of("xlsx-too-many-rows", most=self._row - 1))
        self._sheet.write(content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _workbook(title: str) -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _cell(value: object, place: str, style: int) -> str | None:  # noqa: PLR0911  # one for each kind of value
    """Return the XML of a cell, nothing for one that says nothing, or None where a cell cannot hold it."""
    if isinstance(value, str):  # most cells are text
        return _text_cell(value, place, style) if value else ""
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | float() | Decimal() if _is_exact(value):
            return f'<c r="{place}"><v>{value}</v></c>'
        case datetime.datetime() if value.tzinfo is None and value.date() >= _FIRST_TRUE_DAY:
            return f'<c r="{place}" s="{_MOMENT}"><v>{(value - _FIRST_DAY) / datetime.timedelta(days=1)!r}</v></c>'
        case datetime.date() if not isinstance(value, datetime.datetime) and value >= _FIRST_TRUE_DAY:
            return f'<c r="{place}" s="{_DAY}"><v>{(value - _FIRST_DAY.date()).days}</v></c>'
        case _:
            return _text_cell(str(value), place, style)


def _is_exact(value: float | Decimal) -> bool:
    """Return whether a spreadsheet, which has floating-point numbers alone, keeps a number as it is."""
    if isinstance(value, float):
        return abs(value) < float("inf")
    if isinstance(value, Decimal):
        return value.is_finite() and Decimal(repr(float(value))) == value
    return abs(value) < _EXACT


def _text_cell(text: str, place: str, style: int) -> str | None:
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST_CELL:
        return None
    if _SPECIAL.search(text):
        text = _ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", text).translate(_MARKUP)
    kept = ' xml:space="preserve"' if text[0] <= " " or text[-1] <= " " else ""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'
