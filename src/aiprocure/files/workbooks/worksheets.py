"""The cells of worksheets, merged ranges followed, as openpyxl reads them from a package made here."""

import io
import itertools
import re
import zipfile
from collections.abc import Generator, Mapping
from contextlib import closing

import attrs
import openpyxl
from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

from aiprocure.errors import InvalidSheet
from aiprocure.files.workbooks.ooxml import MAIN, MOST_COLUMNS, MOST_MERGED, MOST_ROWS, Part, Place, place_of, refusal

__all__ = ["Cell", "Grid", "open_grids", "unified"]

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ABSENT = re.compile(r"[ー－—–―‐‑−ｰ-]|[・･·…‥⋯⋮︙.．\s]*")


@attrs.frozen
class Cell:
    """A cell: what it says, where it is, and, where it is merged, the cell that it says it from."""

    value: object
    flaw: str | None
    place: str
    origin: str

    @property
    def is_absent(self) -> bool:
        """Whether it is blank, or holds no more than a dash or the marks of an excerpt."""
        if isinstance(self.value, str):
            return not self.flaw and _ABSENT.fullmatch(unified(self.value)) is not None
        return not self.flaw and self.value is None


@attrs.frozen
class Grid:
    """A worksheet's cells."""

    title: str
    rows: tuple[tuple[object, ...], ...]
    merged: Mapping[Place, Place]
    flawed: Mapping[Place, str]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, with the value of the first cell of the merged range that it is in."""
        origin = self.merged.get((row, column), (row, column))
        values = self.rows[origin[0] - 1] if origin[0] <= len(self.rows) else ()
        value = values[origin[1] - 1] if origin[1] <= len(values) else None
        return Cell(value, self.flawed.get(origin), place_of(self.title, row, column), place_of(self.title, *origin))

    @property
    def last_row(self) -> int:
        """The last row that any cell is in."""
        return max((len(self.rows), *(row for row, _ in self.merged)))


def open_grids(parts: tuple[Part, ...], strings: bytes) -> Generator[Grid, None, None]:
    """Give the worksheets' cells, one worksheet at a time, as all of them at once may be many."""
    left = MOST_MERGED
    try:
        with closing(_opened(parts, strings)) as book:
            for part, sheet in zip(parts, book.worksheets, strict=True):
                merged = _origins(part, left)
                left -= len(merged)
                sheet.reset_dimensions()
                rows = tuple(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True))
                yield Grid(part.title, rows, merged, part.flawed)
    except InvalidSheet:
        raise
    except Exception:  # noqa: BLE001  # openpyxl meets what is malformed with exceptions of every kind
        raise refusal("not a workbook that can be read") from None


def _opened(parts: tuple[Part, ...], strings: bytes) -> Workbook:
    """Return a workbook of worksheets and shared strings and nothing else, opened by openpyxl."""
    numbers = range(1, len(parts) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/sheet{n}.xml"/>' for n in numbers
    )
    types = {"workbook": "sheet.main", "sharedStrings": "sharedStrings"}
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in types.items()
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{overrides}</Types>')
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        )
        archive.writestr("xl/sharedStrings.xml", strings)
        for number, part in zip(numbers, parts, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", part.xml)
    return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _origins(part: Part, most: int) -> dict[Place, Place]:
    """Return, for each cell of a merged range, the first cell of that range."""
    origins: dict[Place, Place] = {}
    covered = 0
    for reference in part.merged:
        left, top, right, bottom = _bounds(reference)
        covered += (right - left + 1) * (bottom - top + 1)
        if covered > most:
            raise refusal(f"merged over more than {MOST_MERGED} cells in all", place_of(part.title, top, left))
        if bottom > MOST_ROWS:
            raise refusal(f"merged below the {MOST_ROWS} rows that a sheet may have", place_of(part.title, top, left))
        places = itertools.product(range(top, bottom + 1), range(left, right + 1))
        origins.update(dict.fromkeys(places, (top, left)))
    return origins


def _bounds(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None or right < left or bottom < top:
        raise ValueError
    return left, top, right, bottom


def unified(written: str) -> str:
    """Return what is written with every line break as one, as some systems write a carriage return in letters."""
    return written.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n").strip()
