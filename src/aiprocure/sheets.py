"""A ministry's own copies of the check sheets (別紙3 and 別紙4), read from a workbook with distrust.

A workbook is a package of XML parts. Its worksheets and its shared strings are read through once within bounds, and
openpyxl is then given those alone, in a package made here: what else a workbook may hold (formats, names, drawings,
formulas) can cost memory or time without end, and nothing in it is wanted. Nothing is evaluated, nothing is fetched.

This module needs the extra ``excel``.
"""

import io
import itertools
import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TypeAlias
from xml.parsers import expat

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.model.axes import plain_spelling
from aiprocure.model.checklists import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.text import Text, is_plain
from aiprocure.wording import shown

try:
    import openpyxl
    from openpyxl import Workbook
    from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
except ImportError as error:
    raise ImportError("reading workbooks needs an extra: pip install 'aiprocure[excel]'") from error

__all__ = ["MOST_BYTES", "MOST_ROWS", "read_workbook"]

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000

_MOST_UNPACKED = 10_000_000
_MOST_PARTS = 1_000
_MOST_TAGS = 600_000
_MOST_SHEETS = 200
_MOST_COLUMNS = 100
_MOST_MERGED = 10_000
_MOST_FLAWED = 10_000
_MOST_TEXT = 2_000_000
_MOST_ATTRIBUTES = 50
_MOST_INSIDE = 5_000
_DEEPEST = 32
_LONGEST_STRETCH = 300_000  # a cell of 32,767 characters, each written as a reference, is less
_HEADER_WITHIN = 30
_LONGEST_TITLE = 100
_LONGEST_NAME = 100
_LARGEST_NUMBER = 10_000
_LONGEST_NUMBER = 20
_NO_HEADER = (
    f"no sheet names, within its first {_HEADER_WITHIN} rows, the columns 要求事項# and 要求事項 (別紙3), "
    "or 取り決め事項# and 取り決め事項 (別紙4)"
)

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ABSENT = re.compile(r"[ー－—–―‐‑−ｰ-]|[・･·…‥⋯⋮︙.．\s]*")
_SUFFIXES = {
    ".xlsm": "a workbook that may hold macros; save it as .xlsx",
    ".xltm": "a template that may hold macros; save it as .xlsx",
    ".xls": "a workbook in the format of Excel before 2007; save it as .xlsx",
}

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_Place: TypeAlias = tuple[int, int]
_Begin: TypeAlias = Callable[[int, str, dict[str, str], int], None]
_End: TypeAlias = Callable[[int, str, int], None]


@attrs.frozen
class _Table:
    """A check sheet as it is known by its columns."""

    text: str
    others: tuple[str, ...]
    required: tuple[str, ...] = ()


_PROCUREMENT = _Table("要求事項", ("対策例", "対策例詳細", "裏付けとなる情報の例", "見出し"))
_CONTRACT = _Table(
    "取り決め事項",
    ("契約時の項目", "契約書に盛り込む条項内容例", "補足説明"),
    required=("契約時の項目", "契約書に盛り込む条項内容例"),
)


@attrs.frozen
class _Part:
    """A worksheet: its name, its XML, and what was noted when that was read through."""

    title: str
    xml: bytes
    merged: tuple[str, ...]
    flawed: Mapping[_Place, str]


@attrs.frozen
class _Cell:
    """A cell: what it says, where it is, and, where it is merged, the cell that it says it from."""

    value: object
    flaw: str | None
    place: str
    origin: str

    @property
    def is_absent(self) -> bool:
        """Whether it is blank, or holds no more than a dash or the marks of an excerpt."""
        if isinstance(self.value, str):
            return not self.flaw and _ABSENT.fullmatch(_unified(self.value)) is not None
        return not self.flaw and self.value is None


@attrs.frozen
class _Grid:
    """A worksheet's cells."""

    title: str
    rows: tuple[tuple[object, ...], ...]
    merged: Mapping[_Place, _Place]
    flawed: Mapping[_Place, str]

    def cell(self, row: int, column: int) -> _Cell:
        """Return a cell, with the value of the first cell of the merged range that it is in."""
        origin = self.merged.get((row, column), (row, column))
        values = self.rows[origin[0] - 1] if origin[0] <= len(self.rows) else ()
        value = values[origin[1] - 1] if origin[1] <= len(values) else None
        return _Cell(value, self.flawed.get(origin), _place(self.title, row, column), _place(self.title, *origin))

    @property
    def last_row(self) -> int:
        """The last row that any cell is in."""
        return max((len(self.rows), *(row for row, _ in self.merged)))


@attrs.frozen
class _Header:
    """Where a check sheet's columns are in a worksheet."""

    table: _Table
    row: int
    columns: Mapping[str, int]


def read_workbook(path: str | Path) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of the check sheets that an .xlsx file holds, each with its sheet and cell as its citation.

    The sheets are known by their columns: 要求事項# and 要求事項, with 対策例, 対策例詳細, 裏付けとなる情報の例 and
    見出し (the headline that a row falls under) where they are given; or 取り決め事項# and 取り決め事項, with
    契約時の項目, 契約書に盛り込む条項内容例 and 補足説明. The row that names them stands on any sheet, within its
    first 30 rows. Every cell of a merged range says what its first cell says.

    Raises :class:`InvalidSheet` with everything wrong and its cell, or with why the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidSheet([Problem("path", f"expected the path of a file, not {shown(path)}")])
    file = shown(str(path)).strip("'")
    try:
        return _records(*_parts(_content(Path(path))))
    except InvalidSheet as error:
        problems = error.problems
    raise InvalidSheet(attrs.evolve(problem, where=problem.where or file) for problem in problems)


def _refusal(what: str, where: str = "") -> InvalidSheet:
    """What to raise for a workbook as a whole, or for a cell of it. The file is named by :func:`read_workbook`."""
    return InvalidSheet([Problem(where, what)])


def _content(file: Path) -> bytes:
    suffix = file.suffix.lower()
    if suffix != ".xlsx":
        raise _refusal(_SUFFIXES.get(suffix, f"a workbook ends in .xlsx, not in {shown(file.suffix)}"))
    try:
        if file.exists() and not file.is_file():
            raise _refusal("not a file that can be read to its end")
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise _refusal(f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise _refusal(f"cannot be read: {error}") from None
    if len(content) > MOST_BYTES:
        raise _refusal(f"longer than the {MOST_BYTES} bytes a workbook may have")
    if content.startswith(_COMPOUND_FILE):
        raise _refusal("a workbook with a password, or in the format of Excel before 2007; save it as .xlsx without")
    return content


def _parts(content: bytes) -> tuple[tuple[_Part, ...], bytes]:
    """Return the worksheets of a workbook, and the part with its shared strings."""
    try:
        return _worksheets(_unpacked(content))
    except InvalidSheet:
        raise
    except Exception:  # noqa: BLE001  # zipfile and expat meet what is malformed with exceptions of every kind
        raise _refusal("not a workbook that can be read") from None


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a package, within bounds and free of declarations."""
    if content.count(_DIRECTORY_ENTRY) > _MOST_PARTS:  # counted first, as zipfile reads the whole directory at once
        raise _refusal(f"more than the {_MOST_PARTS} parts a workbook may have")
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_members(archive.infolist())
        for member in archive.infolist():
            if member.filename.lower().endswith((".xml", ".rels")):
                with archive.open(member) as stream:
                    # never more than was declared, whatever a part unpacks to
                    parts[member.filename] = stream.read(member.file_size)
    for name, part in parts.items():
        if _DECLARATION.search(part.replace(b"\0", b"")):  # found in UTF-16 as well
            raise _refusal(f"a document type or an entity is declared in {shown(name)}; a workbook has none")
    if sum(part.count(b"<") for part in parts.values()) > _MOST_TAGS:
        raise _refusal(f"more than the {_MOST_TAGS} tags a workbook may have")
    return parts


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise _refusal(f"longer than the {_MOST_UNPACKED} bytes a workbook may have once it is unpacked")
    if any(member.flag_bits & 1 for member in members):
        raise _refusal("a workbook with a password; save it without")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise _refusal("compressed in a way that no workbook is")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise _refusal("a workbook that holds macros; save it without")
    if any("/externallinks/" in f"/{name}" for name in names):
        raise _refusal("a workbook with links to other workbooks; save it with their values instead")
    if len(set(names)) < len(names):
        raise ValueError


def _worksheets(parts: Mapping[str, bytes]) -> tuple[tuple[_Part, ...], bytes]:
    [workbook] = _related(parts, "", "officeDocument").values()
    if _related(parts, workbook, "externalLink"):
        raise _refusal("a workbook with links to other workbooks; save it with their values instead")
    [*names] = _related(parts, workbook, "sharedStrings").values()
    strings = parts[names[0]] if names else b'<sst xmlns="%s"/>' % _MAIN.encode()
    _walk(strings, 2, lambda *_: None)  # a string's own pieces are what is counted
    worksheets = _related(parts, workbook, "worksheet")
    sheets = [sheet for sheet in _elements(parts[workbook], "sheet") if sheet["id"] in worksheets]
    if len(sheets) > _MOST_SHEETS:
        raise _refusal(f"more than the {_MOST_SHEETS} sheets a workbook may have")
    if len({worksheets[sheet["id"]] for sheet in sheets}) < len(sheets):
        raise ValueError
    return tuple(_worksheet(_title(sheet["name"]), parts[worksheets[sheet["id"]]]) for sheet in sheets), strings


def _related(parts: Mapping[str, bytes], part: str, kind: str) -> dict[str, str]:
    """Return the names of the parts that are in some relation to a part, by the ids of the relations."""
    folder, name = posixpath.split(part)
    relations = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"<none/>")
    return {
        relation["Id"]: posixpath.normpath(posixpath.join("/", folder, relation["Target"])).lstrip("/")
        for relation in _elements(relations, "Relationship")
        if relation["Type"].endswith(f"/{kind}")
    }


def _title(name: str) -> str:
    if len(name) > _LONGEST_TITLE or not is_plain(name) or "\n" in name:
        raise _refusal(f"a sheet named {shown(name)}; name it in a line of at most {_LONGEST_TITLE} characters")
    return name


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element with a name."""
    found: list[dict[str, str]] = []

    def begin(_depth: int, tag: str, attributes: dict[str, str], _at: int) -> None:
        if tag == name:
            found.append(attributes)
        if len(found) > _MOST_PARTS:
            raise _refusal(f"more than {_MOST_PARTS} entries {name} in a part")

    _walk(part, _DEEPEST, begin)
    return found


def _walk(part: bytes, item: int, begin: _Begin, end: _End = lambda *_: None) -> None:
    """Read through a part in UTF-8: each element's depth, local name, attributes and position.

    Raises an exception for what is malformed, or would cost whoever reads it as a tree too much: deep elements, many
    attributes, long stretches without a tag, and more than a few thousand elements inside one at the depth ``item``.
    """
    if b"\0" in part or _is_stretched(part):
        raise ValueError
    parser = expat.ParserCreate(namespace_separator="}")
    depth = inside = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, inside
        depth += 1
        inside = inside + 1 if depth > item else 0
        if depth > _DEEPEST or inside > _MOST_INSIDE or len(attributes) > _MOST_ATTRIBUTES:
            raise ValueError
        begin(depth, _local(tag), {_local(name): value for name, value in attributes.items()}, parser.CurrentByteIndex)

    def finish(tag: str) -> None:
        nonlocal depth
        end(depth, _local(tag), parser.CurrentByteIndex)
        depth -= 1

    parser.XmlDeclHandler = _check_encoding
    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.Parse(part, True)  # noqa: FBT003  # it takes no keyword


def _is_stretched(part: bytes) -> bool:
    """Return whether there is a long stretch without a tag, in time with the part's length."""
    at = 0
    while 0 <= at < len(part) - _LONGEST_STRETCH:
        at = part.rfind(b"<", at + 1, at + _LONGEST_STRETCH)
    return at < 0


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() != "utf-8":
        raise ValueError


def _local(name: str) -> str:
    return name.rpartition("}")[2]


@attrs.define
class _Scan:
    """What is noted of a worksheet while its XML is read through. Rows and cells have to be in their order."""

    title: str
    root: int = 0
    content: int = 0
    within: str = ""
    seen: set[str] = attrs.Factory(set)
    first: int = 0
    last: int = 0
    row: int = 0
    column: int = 0
    merged: list[str] = attrs.Factory(list)
    flawed: dict[_Place, str] = attrs.Factory(dict)

    def begin(self, depth: int, tag: str, attributes: dict[str, str], at: int) -> None:
        """Note where an element begins."""
        match depth, self.within:
            case 1, _:
                self.root = at
            case 2, _:
                self.content = self.content or at
                self.within = tag
                if tag in self.seen:
                    raise ValueError
                self.seen |= {tag} & {"sheetData"}
            case 3, "sheetData":
                self._begin_row(tag, attributes, at)
            case 4, "sheetData":
                self._begin_cell(tag, attributes)
            case 5, "sheetData":
                self._begin_value(tag)
            case 3, "mergeCells":
                self.merged.append(attributes["ref"])
                if len(self.merged) > _MOST_MERGED:
                    raise _refusal(f"more than {_MOST_MERGED} merged cells", self.title)

    def end(self, depth: int, tag: str, at: int) -> None:
        """Note where the rows end."""
        if depth == 2 and tag == "sheetData":  # noqa: PLR2004
            self.last = self.last or at

    def _begin_row(self, tag: str, attributes: dict[str, str], at: int) -> None:
        row, self.column = int(attributes.get("r", self.row + 1)), 0
        if tag != "row" or row <= self.row:
            raise ValueError
        self.row = row
        self.first = self.first or at
        if row > MOST_ROWS:
            self.last = self.last or at

    def _begin_cell(self, tag: str, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        row, column = coordinate_to_tuple(written) if written else (self.row, self.column + 1)
        if tag != "c" or row != self.row or column <= self.column:
            raise ValueError
        self.column = column
        if attributes.get("t") == "e":
            self._flaw("an error; write what should be there")

    def _begin_value(self, tag: str) -> None:
        if self.row > MOST_ROWS:
            what = f"below the {MOST_ROWS} rows that a sheet may have"
            raise _refusal(what, _place(self.title, self.row, self.column))
        if self.column > _MOST_COLUMNS:
            what = f"to the right of the {_MOST_COLUMNS} columns that a sheet may have"
            raise _refusal(what, _place(self.title, self.row, self.column))
        if tag == "f":
            self._flaw("a formula; write its value instead")

    def _flaw(self, what: str) -> None:
        self.flawed[self.row, self.column] = what
        if len(self.flawed) > _MOST_FLAWED:
            raise _refusal(f"more than {_MOST_FLAWED} formulas and errors", self.title)


def _worksheet(title: str, part: bytes) -> _Part:
    scan = _Scan(title)
    _walk(part, 4, scan.begin, scan.end)
    rows = part[scan.first : scan.last] if scan.first else b""
    if not rows:
        return _Part(title, b'<worksheet xmlns="%s"/>' % _MAIN.encode(), tuple(scan.merged), scan.flawed)
    head = part[scan.root : scan.content]  # it names the name spaces
    root = re.split(rb"[\s>]", head, maxsplit=1)[0][1:]
    data = b'<dimension xmlns="%s" ref="A1"/><sheetData xmlns="%s">%s</sheetData>' % (*[_MAIN.encode()] * 2, rows)
    return _Part(title, head + data + b"</%s>" % root, tuple(scan.merged), scan.flawed)


def _grids(parts: tuple[_Part, ...], strings: bytes) -> Generator[_Grid, None, None]:
    """Give the worksheets' cells, one worksheet at a time, as all of them at once may be many."""
    left = _MOST_MERGED
    try:
        with closing(_opened(parts, strings)) as book:
            for part, sheet in zip(parts, book.worksheets, strict=True):
                merged = _origins(part, left)
                left -= len(merged)
                sheet.reset_dimensions()
                rows = tuple(sheet.iter_rows(max_row=MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True))
                yield _Grid(part.title, rows, merged, part.flawed)
    except InvalidSheet:
        raise
    except Exception:  # noqa: BLE001  # openpyxl meets what is malformed with exceptions of every kind
        raise _refusal("not a workbook that can be read") from None


def _opened(parts: tuple[_Part, ...], strings: bytes) -> Workbook:
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
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        )
        archive.writestr("xl/sharedStrings.xml", strings)
        for number, part in zip(numbers, parts, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", part.xml)
    return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _origins(part: _Part, most: int) -> dict[_Place, _Place]:
    """Return, for each cell of a merged range, the first cell of that range."""
    origins: dict[_Place, _Place] = {}
    covered = 0
    for reference in part.merged:
        left, top, right, bottom = _bounds(reference)
        covered += (right - left + 1) * (bottom - top + 1)
        if covered > most:
            raise _refusal(f"merged over more than {_MOST_MERGED} cells in all", _place(part.title, top, left))
        if bottom > MOST_ROWS:
            raise _refusal(f"merged below the {MOST_ROWS} rows that a sheet may have", _place(part.title, top, left))
        places = itertools.product(range(top, bottom + 1), range(left, right + 1))
        origins.update(dict.fromkeys(places, (top, left)))
    return origins


def _bounds(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(reference)
    if left is None or top is None or right is None or bottom is None or right < left or bottom < top:
        raise ValueError
    return left, top, right, bottom


def _place(title: str, row: int, column: int) -> str:
    return f"{title}!{get_column_letter(column)}{row}"


def _records(parts: tuple[_Part, ...], strings: bytes) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of every check sheet, or raise everything that is wrong with them at once."""
    records: list[SheetRow | Clause] = []
    amiss: list[Problem] = []
    headers = written = 0
    with closing(_grids(parts, strings)) as grids:
        for grid in grids:
            if not (header := _header(grid)):
                continue
            headers += 1
            if lacking := _lacking(grid, header):
                amiss += lacking
                continue
            for cells in _rows(grid, header):
                written += sum(len(cell.value) for cell in cells.values() if isinstance(cell.value, str))
                if written > _MOST_TEXT:
                    raise _refusal(f"more than the {_MOST_TEXT} characters check sheets may have", cells["text"].place)
                if not all(cell.is_absent for cell in cells.values()):
                    found: list[Problem] = []
                    records.append(_record(header.table, cells, found))
                    columns = [cell.origin for cell in cells.values()]
                    amiss += sorted(found, key=lambda problem: columns.index(problem.where))
                if len(records) > MOST_ROWS:
                    raise _refusal(f"more than the {MOST_ROWS} rows check sheets may have", cells["text"].place)
    if not headers:
        raise _refusal(_NO_HEADER)
    if amiss:
        raise InvalidSheet(dict.fromkeys(amiss))  # a merged cell is wrong once, however many rows it is in
    return tuple(records)


def _header(grid: _Grid) -> _Header | None:
    """Return where the columns are named: of the first rows, the one that names most of them."""
    found: list[_Header] = []
    for row in range(1, min(grid.last_row, _HEADER_WITHIN) + 1):
        names = {column: _name(grid.cell(row, column).value) for column in range(1, _MOST_COLUMNS + 1)}
        found += (_Header(table, row, _columns(names, table)) for table in (_PROCUREMENT, _CONTRACT))
    found = [header for header in found if header.columns]
    return max(found, key=lambda header: len(header.columns), default=None)


def _columns(names: Mapping[int, str], table: _Table) -> dict[str, int]:
    """Return where a check sheet's columns are, or nothing where its number or its text is not named."""
    named = [column for column, name in names.items() if _unnumbered(name) == table.text]
    numbered = [column for column in named if "#" in names[column]]
    plain = [column for column in named if column not in numbered]
    number, text, *_ = (*numbered[:1], *plain[:1]) if numbered and plain else (*named, 0, 0)
    if not text:
        return {}
    others = {_unnumbered(names[column]): column for column in sorted(names, reverse=True)}
    columns = {"number": number, "text": text} | {name: others[name] for name in table.others if name in others}
    return dict(sorted(columns.items(), key=lambda named: named[1]))


def _name(value: object) -> str:
    """Return what a cell says with white space and the width of its characters made no matter."""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return ""
    return "".join(unicodedata.normalize("NFKC", _unified(value)).split())


def _unnumbered(name: str) -> str:
    return name.replace("#", "")


def _lacking(grid: _Grid, header: _Header) -> list[Problem]:
    where = grid.cell(header.row, header.columns["text"]).place
    return [
        Problem(where, f"no column {name} beside {header.table.text}; a clause needs it")
        for name in header.table.required
        if name not in header.columns
    ]


def _rows(grid: _Grid, header: _Header) -> Iterator[dict[str, _Cell]]:
    """Give the rows below a header, except where the header is repeated, or merged over several rows."""
    for row in range(header.row + 1, grid.last_row + 1):
        cells = {name: grid.cell(row, column) for name, column in header.columns.items()}
        if {_unnumbered(_name(cells[name].value)) for name in ("number", "text")} != {header.table.text}:
            yield cells


def _record(table: _Table, cells: Mapping[str, _Cell], amiss: list[Problem]) -> SheetRow | Clause:
    """Return what a row says. Where something is amiss with it, that is added, and the record is of no use."""
    number = _number(cells["number"], amiss)
    citation = _citation(cells["text"])
    if table is _PROCUREMENT:
        headline = _headline(cells.get("見出し"), amiss)
        return SheetRow(
            SheetRowId(str(number)),
            _required(cells["text"], "an empty requirement; write what is demanded", amiss),
            citation,
            number,
            headline,
            _citation(cells["見出し"]) if headline else None,
            _countermeasures(cells, amiss),
        )
    return Clause(
        ClauseId(str(number)),
        number,
        _required(cells["契約時の項目"], "no heading; write what the arrangement is about", amiss),
        _required(cells["text"], "an empty arrangement; write what is to be settled", amiss),
        _required(cells["契約書に盛り込む条項内容例"], "no content; write what the contract should say", amiss),
        citation,
        _text(cells.get("補足説明"), amiss),
    )


def _number(cell: _Cell, amiss: list[Problem]) -> int:
    match cell.value:
        case _ if cell.flaw:
            number = None
        case str() as written if len(written) <= _LONGEST_NUMBER:
            plain = plain_spelling(written).removeprefix("#").strip()
            number = int(plain) if re.fullmatch("[0-9]{1,5}", plain) else None
        case float() as written if written.is_integer():
            number = int(written)
        case int() as written if not isinstance(written, bool):
            number = written
        case _:
            number = None
    if number is not None and 1 <= number <= _LARGEST_NUMBER:
        return number
    what = "no number" if cell.is_absent else f"no number {shown(cell.value)}"
    amiss.append(Problem(cell.origin, cell.flaw or f"{what}; number each row from 1 to {_LARGEST_NUMBER}, as in 19"))
    return 0


def _required(cell: _Cell, otherwise: str, amiss: list[Problem]) -> Text:
    if cell.is_absent:
        amiss.append(Problem(cell.origin, otherwise))
    return _text(cell, amiss) or Text("")


def _text(cell: _Cell | None, amiss: list[Problem]) -> Text | None:
    """Return what a cell says, or nothing where it says nothing, or nothing that is text."""
    if cell is None or cell.is_absent:
        return None
    if cell.flaw:
        amiss.append(Problem(cell.origin, cell.flaw))
    elif not isinstance(cell.value, str):
        amiss.append(Problem(cell.origin, f"expected text, not {shown(cell.value)}"))
    elif not is_plain(words := _unified(cell.value)):
        what = f"expected text without control or invisible characters, not {shown(cell.value)}"
        amiss.append(Problem(cell.origin, what))
    else:
        return Text(words)
    return None


def _unified(written: str) -> str:
    """Return what is written with every line break as one, as some systems write a carriage return in letters."""
    return written.replace("_x000D_", "\r").replace("\r\n", "\n").replace("\r", "\n").strip()


def _headline(cell: _Cell | None, amiss: list[Problem]) -> RequirementId | None:
    if cell and not cell.flaw and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell = attrs.evolve(cell, value=f"{cell.value:g}")  # 14 as a number is as good as the text
    text = _text(cell, amiss)
    return RequirementId(plain_spelling(text.ja)) if text else None


def _countermeasures(cells: Mapping[str, _Cell], amiss: list[Problem]) -> tuple[Countermeasure, ...]:
    given = {name: cells[name] for name in ("対策例", "対策例詳細", "裏付けとなる情報の例") if name in cells}
    if all(cell.is_absent for cell in given.values()):
        return ()
    first, *_ = given.values()
    if "対策例" not in cells or first.is_absent:
        amiss.append(Problem(first.origin, "details or evidence without a 対策例; write what they belong to"))
    detail, evidence = (_text(cells.get(name), amiss) for name in ("対策例詳細", "裏付けとなる情報の例"))
    return (Countermeasure(_text(cells.get("対策例"), amiss) or Text(""), _citation(first), detail, evidence),)


def _citation(cell: _Cell) -> Citation:
    return Citation(SourceId("supplied"), cell.place, Provenance.SUPPLIED)
