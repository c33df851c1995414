"""Workbooks read some rows at a time: the one sheet that holds the inventory, its cells as text."""

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO

import attrs

from aiprocure.errors import InvalidSheet, InvalidTable, Problem, Text
from aiprocure.files.workbooks.bounds import too_large
from aiprocure.files.workbooks.cells import column_number, place_name
from aiprocure.files.workbooks.dates import date_of, parsed_date
from aiprocure.files.workbooks.packages import COMPOUND_FILE, DIRECTORY_ENTRY, MOST_PARTS, Package, package_of
from aiprocure.files.workbooks.strings import StringBuilder, StringItem, decoded
from aiprocure.files.workbooks.styles import Styles, read_styles
from aiprocure.files.workbooks.xml_reader import Budget, is_true, local_names, read_xml, read_xml_in_pieces
from aiprocure.frames.inventories.cell_values import CellValue, cell_texts
from aiprocure.frames.inventories.chunk import Chunk
from aiprocure.frames.inventories.limits import (
    LONGEST_ROW,
    MOST_COLUMNS,
    MOST_RAGGED,
    MOST_STRING_CHARACTERS,
    MOST_STRINGS,
    MOST_TIMES_LARGER,
    MOST_WORKBOOK_BYTES,
    MOST_WORKBOOK_ROWS,
    SPARE_BYTES,
    SPARE_ELEMENTS,
)
from aiprocure.frames.inventories.text_rows import ROWS_BELOW, Row, chunks_of, in_row

__all__ = ["read_xlsx"]

_MOST_SHEETS = 200
_LARGEST_PART = 2_000_000
"""Bytes of a part that is unpacked at once: all but the texts and the rows."""
_BLOCK = 1_000_000
_ELEMENTS_A_CELL, _BYTES_A_CELL, _BYTES_A_CHARACTER = 8, 400, 8
_MOST_KEPT = 10_000
_LONGEST_NUMBER = 40
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,3})?|-?\.[0-9]+([eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile("-?[0-9]{1,15}")
_VALUE, _TEXT = 1, 2


def read_xlsx(stream: BinaryIO, names_axes: Callable[[Sequence[str]], bool]) -> Iterator[Chunk]:
    """Yield the rows of a workbook, chunk by chunk; the first has none, but shows those below the header.

    They are those of the only sheet that can be seen, or of the only one with a row that ``names_axes`` among its
    first. A cell is what it would be in a CSV file: a formula is its last result, and hidden rows are read too.
    """
    with _refusing_unreadable():
        book = _open(stream)
        sheet = _sheet_of(book, names_axes)
        scan = _Scan(book, sheet)
        yield from chunks_of(scan.rows(), lambda: scan.read, lambda: scan.said, scan.size)


@contextmanager
def _refusing_unreadable() -> Iterator[None]:
    """Turn what zipfile and expat raise for malformed files, exceptions of every kind, into :class:`InvalidTable`."""
    try:
        yield
    except InvalidTable:
        raise
    except InvalidSheet as error:
        raise InvalidTable(error.problems) from None
    except Exception:  # noqa: BLE001  # see above
        raise InvalidTable(Problem.of("workbook-unreadable")) from None


@attrs.define
class _Allowance:
    """What is left to read that says nothing. What says something adds to it, so that time is in proportion to that."""

    elements: int = SPARE_ELEMENTS
    bytes: int = SPARE_BYTES

    def spend_element(self) -> None:
        """Count one element."""
        self.elements -= 1
        if self.elements < 0:
            raise InvalidTable(Problem.of("workbook-mostly-blank"))

    def spend_characters(self, count: int) -> None:
        """Characters are counted by those who keep them."""

    def spend_bytes(self, count: int) -> None:
        """Count bytes of XML."""
        self.bytes -= count
        if self.bytes < 0:
            raise InvalidTable(Problem.of("workbook-mostly-blank"))

    def earn(self, characters: int) -> None:
        """Count a cell that says something."""
        self.elements += _ELEMENTS_A_CELL
        self.bytes += _BYTES_A_CELL + _BYTES_A_CHARACTER * characters


@attrs.frozen
class _Book:
    """A workbook: its sheets that can be seen, by their names, with their parts, and what all of them share."""

    package: Package
    sheets: Sequence[tuple[str, str]]
    strings: Sequence[str]
    styles: Styles
    since_1904: bool
    allowance: _Allowance
    most_said: int
    """How many characters a sheet may come to."""


def _open(stream: BinaryIO) -> _Book:
    """Return the workbook that a file is. Its sheets stay packed."""
    _require_few_parts(stream)
    package = package_of(zipfile.ZipFile(stream), largest=_LARGEST_PART)
    budget, allowance = Budget(), _Allowance()
    [main] = package.related("", "officeDocument", budget).values()
    sheets: list[dict[str, str]] = []
    since_1904 = False

    def begin(_depth: int, tag: str, written: Mapping[str, str]) -> None:
        nonlocal since_1904
        if tag == "sheet":
            sheets.append(local_names(written))
        elif tag == "workbookPr":
            since_1904 = is_true(written.get("date1904"))

    read_xml(package.read(main), budget, begin)
    if len(sheets) > _MOST_SHEETS:
        raise InvalidTable(Problem.of("too-many-sheets", most=_MOST_SHEETS))
    parts = package.related(main, "worksheet", budget)
    seen = [
        (decoded(sheet["name"]), parts[sheet["id"]])
        for sheet in sheets
        if sheet["id"] in parts and sheet.get("state", "visible") == "visible"
    ]
    strings = _read_strings(package, package.related(main, "sharedStrings", budget).values(), allowance)
    styles = [package.read(name) for name in package.related(main, "styles", budget).values()]
    formats = read_styles(styles[0], budget) if styles else Styles()
    most_said = SPARE_BYTES + MOST_TIMES_LARGER * os.fstat(stream.fileno()).st_size
    return _Book(package, seen, strings, formats, since_1904, allowance, most_said)


def _require_few_parts(stream: BinaryIO) -> None:
    """Raise :class:`InvalidTable` for a file of many parts, which zipfile would list at once, and for other files."""
    if os.fstat(stream.fileno()).st_size > MOST_WORKBOOK_BYTES:
        raise too_large(MOST_WORKBOOK_BYTES, "バイト数", "bytes")
    count, before = 0, b""
    while block := stream.read(_BLOCK):
        if not before and block.startswith(COMPOUND_FILE):
            raise InvalidTable(Problem.of("workbook-encrypted"))
        count += (before + block).count(DIRECTORY_ENTRY)
        before = block[1 - len(DIRECTORY_ENTRY) :]
    if count > MOST_PARTS:
        raise too_large(MOST_PARTS, "部品の数", "parts")


def _part(package: Package, name: str) -> zipfile.ZipInfo:
    """Return a part that is read piece by piece, unless it unpacks to far more than its size."""
    member = package.members[name]
    if member.file_size > SPARE_BYTES + MOST_TIMES_LARGER * member.compress_size:
        raise InvalidTable(Problem.of("workbook-unpacks-too-far"))
    return member


def _read_strings(package: Package, names: Iterable[str], allowance: _Allowance) -> list[str]:
    """Return the texts that the cells of a workbook share."""
    strings: list[str] = []
    builder = StringBuilder()
    characters = 0

    def begin(_depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "si":
            builder.begin(tag, attributes)

    def take(text: str) -> None:
        nonlocal characters
        characters += len(text)
        if characters > MOST_STRING_CHARACTERS:
            raise too_large(MOST_STRING_CHARACTERS, "文字数", "characters of text")
        builder.take(text)

    def end(_depth: int, tag: str) -> None:
        if tag != "si":
            builder.end(tag)
            return
        strings.append(_plain(builder.finish()))
        allowance.earn(len(strings[-1]))
        if len(strings) > MOST_STRINGS:
            raise too_large(MOST_STRINGS, "文字列の種類", "different texts")

    for name in names:
        with package.archive.open(_part(package, name)) as stream:
            for size in read_xml_in_pieces(stream, allowance, begin, end, take):
                allowance.spend_bytes(size)
    return strings


def _plain(item: StringItem) -> str:
    return item if isinstance(item, str) else "".join(text for text, _ in item)


def _sheet_of(book: _Book, names_axes: Callable[[Sequence[str]], bool]) -> tuple[str, str]:
    """Return the sheet that holds the inventory: the only one, or the only one that names axes near its top."""
    if not book.sheets:
        raise InvalidTable(Problem.of("header-missing"))
    if len(book.sheets) == 1:
        return book.sheets[0]
    found: list[tuple[str, str]] = []
    for sheet in book.sheets:
        first = islice(_Scan(book, sheet).rows(), ROWS_BELOW + 1)
        if any(names_axes(cell_texts(cells)) for _, cells in first):
            found.append(sheet)
    if len(found) > 1:
        titles = [title for title, _ in found]
        names = Text("、".join(titles), ", ".join(titles))
        raise InvalidTable(Problem.of("inventory-sheets-several", names=names))
    return found[0] if found else book.sheets[0]


@attrs.define
class _Scan:
    """A sheet while it is read. Rows and cells have to be in their order."""

    book: _Book
    sheet: tuple[str, str]
    read: int = 0
    said: int = 0
    """How many characters the rows yielded have: many cells may share a text."""
    size: int = attrs.field(init=False)
    done: list[Row] = attrs.Factory(list)
    flaws: list[Problem] = attrs.Factory(list)
    known: dict[tuple[str, str, str], CellValue] = attrs.Factory(dict)
    """The values of numbers, by how they are written."""
    within: str = ""
    row: int = 0
    column: int = 0
    characters: int = 0
    """Of the row."""
    cells: dict[int, CellValue] = attrs.Factory(dict)
    width: int = 0
    kind: str = ""
    style: str = ""
    has_formula: bool = False
    inside: int = 0
    written: list[str] = attrs.Factory(list)
    builder: StringBuilder = attrs.Factory(StringBuilder)

    @size.default
    def _size(self) -> int:
        return _part(self.book.package, self.sheet[1]).file_size

    def rows(self) -> Iterator[Row]:
        """Yield the rows that say something, each as wide as the first."""
        allowance = self.book.allowance
        with self.book.package.archive.open(self.book.package.members[self.sheet[1]]) as stream:
            for size in read_xml_in_pieces(stream, allowance, self._begin, self._end, self._take):
                self.read += size
                allowance.spend_bytes(size)
                done, self.done = self.done, []
                for number, cells in done:
                    self.said += sum(len(cell) for cell in cells if isinstance(cell, str))
                    if self.said > self.book.most_said:
                        raise InvalidTable(Problem.of("workbook-unpacks-too-far"))
                    yield number, cells
        if self.flaws:
            raise InvalidTable(self.flaws)

    def _begin(self, depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        if self.inside == _TEXT:
            self.builder.begin(tag, attributes)
        elif depth == 2:  # noqa: PLR2004
            self.within = tag
        elif self.within != "sheetData":
            return
        elif depth == 3:  # noqa: PLR2004
            self._begin_row(int(attributes.get("r", self.row + 1)))
        elif depth == 4:  # noqa: PLR2004
            self._begin_cell(attributes)
        elif tag == "v":
            self.inside = _VALUE
        elif tag == "is":
            self.inside = _TEXT
        elif tag == "f":
            self.has_formula = True

    def _begin_row(self, row: int) -> None:
        if not self.row < row <= MOST_WORKBOOK_ROWS:
            raise ValueError
        self.row, self.column, self.characters, self.cells = row, 0, 0, {}

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        column = self.column + 1
        if "r" in attributes:
            match = _REFERENCE.fullmatch(attributes["r"])
            if match is None or int(match.group(2)) != self.row:
                raise ValueError
            column = column_number(match.group(1))
        if column <= self.column:
            raise ValueError
        self.column, self.kind, self.style = column, attributes.get("t", "n"), attributes.get("s", "")
        self.has_formula = False
        self.written.clear()

    def _take(self, characters: str) -> None:
        if not self.inside:
            return
        self.characters += len(characters)
        if self.characters > LONGEST_ROW:
            raise InvalidTable(in_row(self.row, Problem.of("workbook-row-too-long", most=LONGEST_ROW)))
        if self.inside == _TEXT:
            self.builder.take(characters)
        else:
            self.written.append(characters)

    def _end(self, depth: int, tag: str) -> None:
        if self.within != "sheetData":
            return
        if depth == 5:  # noqa: PLR2004
            if self.inside == _TEXT:
                self.kind = "is"
            self.inside = 0
        elif self.inside == _TEXT:
            self.builder.end(tag)
        elif depth == 4:  # noqa: PLR2004
            self._end_cell()
        elif depth == 3 and any(_says(cell) for cell in self.cells.values()):  # noqa: PLR2004
            self._end_row()

    def _end_row(self) -> None:
        last = max(self.cells)
        self.width = self.width or last
        self.done.append((self.row, [self.cells.get(column, "") for column in range(1, max(last, self.width) + 1)]))

    def _end_cell(self) -> None:
        value = _plain(self.builder.finish()) if self.kind == "is" else self._value("".join(self.written))
        if value != "":
            if self.column > MOST_COLUMNS:
                raise InvalidTable(in_row(self.row, Problem.of("too-many-columns", most=MOST_COLUMNS)))
            length = len(value) if isinstance(value, str) else 0
            self.characters += length if self.kind == "s" else 0
            if self.characters > LONGEST_ROW:
                raise InvalidTable(in_row(self.row, Problem.of("workbook-row-too-long", most=LONGEST_ROW)))
            self.cells[self.column] = value
            self.book.allowance.earn(0 if self.kind == "s" else length)
        elif self.has_formula and self.kind != "str":
            self._keep_flaw(Problem.of("formula-without-result", place_name(self.sheet[0], self.row, self.column)))

    def _keep_flaw(self, problem: Problem) -> None:
        self.flaws.append(problem)
        if len(self.flaws) >= MOST_RAGGED:
            raise InvalidTable([*self.flaws, in_row(self.row, Problem.of("stopped-here"))])

    def _value(self, written: str) -> CellValue:
        """Return what a cell says, or an empty text."""
        if self.kind == "str":
            return decoded(written)
        plain = written.strip()
        if not plain or self.kind == "e":
            return plain
        if self.kind == "s":
            return self.book.strings[_position(plain)]
        if len(plain) > _LONGEST_NUMBER:
            raise ValueError
        key = (self.kind, self.style, plain)
        if key not in self.known:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            self.known[key] = self._read_number(plain)
        return self.known[key]

    def _read_number(self, written: str) -> CellValue:
        if self.kind == "b":
            return written == "1"
        if self.kind == "d":
            return parsed_date(written)
        if not _NUMBER.fullmatch(written) or abs(float(written)) == float("inf"):
            raise ValueError
        if self._is_date():
            try:
                return date_of(float(written), since_1904=self.book.since_1904)
            except (ValueError, OverflowError):
                pass  # there is no such date: Excel shows marks, and keeps the number
        return int(written) if _WHOLE.fullmatch(written) else float(written)

    def _is_date(self) -> bool:
        styles, position = self.book.styles.cells, int(self.style or 0)
        return 0 <= position < len(styles) and styles[position].is_date


def _says(value: CellValue) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _position(written: str) -> int:
    """Return a position in a list, none counted from its end."""
    position = int(written)
    if position < 0:
        raise ValueError
    return position
