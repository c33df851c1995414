"""A workbook as a package of XML parts, taken apart within bounds.

Its worksheets and its shared strings are read through once; what else a workbook may hold (formats, names, drawings,
formulas) can cost memory or time without end, and nothing in it is wanted. Nothing is evaluated, nothing is fetched.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias
from xml.parsers import expat

import attrs
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from aiprocure.errors import InvalidSheet
from aiprocure.errors.messages import shown, unworded
from aiprocure.model.normalization import is_plain

__all__ = [
    "MAIN",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_MERGED",
    "MOST_ROWS",
    "Part",
    "Place",
    "place_of",
    "read_content",
    "refusal",
    "take_apart",
]

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_MERGED = 10_000
_MOST_UNPACKED = 10_000_000
_MOST_PARTS = 1_000
_MOST_TAGS = 600_000
_MOST_SHEETS = 200
_MOST_FLAWED = 10_000
_MOST_ATTRIBUTES = 50
_MOST_INSIDE = 5_000
_DEEPEST = 32
_LONGEST_STRETCH = 300_000  # a cell of 32,767 characters, each written as a reference, is less
_LONGEST_TITLE = 100
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_SUFFIXES = {
    ".xlsm": "a workbook that may hold macros; save it as .xlsx",
    ".xltm": "a template that may hold macros; save it as .xlsx",
    ".xls": "a workbook in the format of Excel before 2007; save it as .xlsx",
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Place: TypeAlias = tuple[int, int]
_Begin: TypeAlias = Callable[[int, str, dict[str, str], int], None]
_End: TypeAlias = Callable[[int, str, int], None]


@attrs.frozen
class Part:
    """A worksheet: its name, its XML, and what was noted when that was read through."""

    title: str
    xml: bytes
    merged: tuple[str, ...]
    flawed: Mapping[Place, str]


def refusal(what: str, where: str = "") -> InvalidSheet:
    """What to raise for a workbook as a whole, or for a cell of it. The file is named by :func:`read_workbook`."""
    return InvalidSheet([unworded(where, what)])


def read_content(file: Path) -> bytes:
    """Return what a file holds, or raise :class:`InvalidSheet` where it cannot be a workbook."""
    suffix = file.suffix.lower()
    if suffix != ".xlsx":
        raise refusal(_SUFFIXES.get(suffix, f"a workbook ends in .xlsx, not in {shown(file.suffix)}"))
    try:
        if file.exists() and not file.is_file():
            raise refusal("not a file that can be read to its end")
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise refusal(f"cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise refusal(f"cannot be read: {error}") from None
    if len(content) > MOST_BYTES:
        raise refusal(f"longer than the {MOST_BYTES} bytes a workbook may have")
    if content.startswith(_COMPOUND_FILE):
        raise refusal("a workbook with a password, or in the format of Excel before 2007; save it as .xlsx without")
    return content


def take_apart(content: bytes) -> tuple[tuple[Part, ...], bytes]:
    """Return the worksheets of a workbook, and the part with its shared strings."""
    try:
        return _worksheets(_unpacked(content))
    except InvalidSheet:
        raise
    except Exception:  # noqa: BLE001  # zipfile and expat meet what is malformed with exceptions of every kind
        raise refusal("not a workbook that can be read") from None


def _unpacked(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a package, within bounds and free of declarations."""
    if content.count(_DIRECTORY_ENTRY) > _MOST_PARTS:  # counted first, as zipfile reads the whole directory at once
        raise refusal(f"more than the {_MOST_PARTS} parts a workbook may have")
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
            raise refusal(f"a document type or an entity is declared in {shown(name)}; a workbook has none")
    if sum(part.count(b"<") for part in parts.values()) > _MOST_TAGS:
        raise refusal(f"more than the {_MOST_TAGS} tags a workbook may have")
    return parts


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise refusal(f"longer than the {_MOST_UNPACKED} bytes a workbook may have once it is unpacked")
    if any(member.flag_bits & 1 for member in members):
        raise refusal("a workbook with a password; save it without")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise refusal("compressed in a way that no workbook is")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise refusal("a workbook that holds macros; save it without")
    if any("/externallinks/" in f"/{name}" for name in names):
        raise refusal("a workbook with links to other workbooks; save it with their values instead")
    if len(set(names)) < len(names):
        raise ValueError


def _worksheets(parts: Mapping[str, bytes]) -> tuple[tuple[Part, ...], bytes]:
    [workbook] = _related(parts, "", "officeDocument").values()
    if _related(parts, workbook, "externalLink"):
        raise refusal("a workbook with links to other workbooks; save it with their values instead")
    [*names] = _related(parts, workbook, "sharedStrings").values()
    strings = parts[names[0]] if names else b'<sst xmlns="%s"/>' % MAIN.encode()
    _walk(strings, 2, lambda *_: None)  # a string's own pieces are what is counted
    worksheets = _related(parts, workbook, "worksheet")
    sheets = [sheet for sheet in _elements(parts[workbook], "sheet") if sheet["id"] in worksheets]
    if len(sheets) > _MOST_SHEETS:
        raise refusal(f"more than the {_MOST_SHEETS} sheets a workbook may have")
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
        raise refusal(f"a sheet named {shown(name)}; name it in a line of at most {_LONGEST_TITLE} characters")
    return name


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element with a name."""
    found: list[dict[str, str]] = []

    def begin(_depth: int, tag: str, attributes: dict[str, str], _at: int) -> None:
        if tag == name:
            found.append(attributes)
        if len(found) > _MOST_PARTS:
            raise refusal(f"more than {_MOST_PARTS} entries {name} in a part")

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
    flawed: dict[Place, str] = attrs.Factory(dict)

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
                if len(self.merged) > MOST_MERGED:
                    raise refusal(f"more than {MOST_MERGED} merged cells", self.title)

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
            raise refusal(what, place_of(self.title, self.row, self.column))
        if self.column > MOST_COLUMNS:
            what = f"to the right of the {MOST_COLUMNS} columns that a sheet may have"
            raise refusal(what, place_of(self.title, self.row, self.column))
        if tag == "f":
            self._flaw("a formula; write its value instead")

    def _flaw(self, what: str) -> None:
        self.flawed[self.row, self.column] = what
        if len(self.flawed) > _MOST_FLAWED:
            raise refusal(f"more than {_MOST_FLAWED} formulas and errors", self.title)


def _worksheet(title: str, part: bytes) -> Part:
    scan = _Scan(title)
    _walk(part, 4, scan.begin, scan.end)
    rows = part[scan.first : scan.last] if scan.first else b""
    if not rows:
        return Part(title, b'<worksheet xmlns="%s"/>' % MAIN.encode(), tuple(scan.merged), scan.flawed)
    head = part[scan.root : scan.content]  # it names the name spaces
    root = re.split(rb"[\s>]", head, maxsplit=1)[0][1:]
    data = b'<dimension xmlns="%s" ref="A1"/><sheetData xmlns="%s">%s</sheetData>' % (*[MAIN.encode()] * 2, rows)
    return Part(title, head + data + b"</%s>" % root, tuple(scan.merged), scan.flawed)


def place_of(title: str, row: int, column: int) -> str:
    """Return a cell as it is named in Excel: ``別紙3!B14``."""
    return f"{title}!{get_column_letter(column)}{row}"
