"""A workbook as a package of XML parts, unpacked one by one within bounds. Nothing is evaluated or fetched."""

import contextlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from aiprocure.encoding.regular_files import read_regular_file
from aiprocure.errors import InvalidData, InvalidSheet, Problem
from aiprocure.errors.text import Text
from aiprocure.files.workbooks.bounds import MOST_BYTES, too_large
from aiprocure.files.workbooks.xml_reader import Budget, Part, local_names, read_xml

__all__ = [
    "COMPOUND_FILE",
    "DIRECTORY_ENTRY",
    "MOST_PARTS",
    "Package",
    "open_package",
    "package_of",
    "read_content",
    "refusing_unreadable",
]

_MOST_UNPACKED = 10_000_000
MOST_PARTS = 1_000
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DIRECTORY_ENTRY = b"PK\x01\x02"
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")  # found in UTF-16 as well, once its zeros are left out
_ADVICE = {
    ".xlsm": Text("マクロを含み得る形式である。", ", which may hold macros"),
    ".xltm": Text("マクロを含み得る形式である。", ", which may hold macros"),
    ".xls": Text("Excel 2003 以前の形式である。", ", the format of Excel before 2007"),
}


def read_content(file: Path) -> bytes:
    """Return what a file holds, or raise :class:`InvalidSheet` where it cannot be a workbook."""
    suffix = file.suffix.lower()
    if suffix != ".xlsx":
        raise InvalidSheet(Problem.of("not-an-xlsx-file", value=file.suffix, advice=_ADVICE.get(suffix, "")))
    try:
        content = read_regular_file(str(file), most_bytes=MOST_BYTES)
    except InvalidData as error:
        raise InvalidSheet(error.problems) from None
    if content.startswith(COMPOUND_FILE):
        raise InvalidSheet(Problem.of("workbook-encrypted"))
    return content


@contextlib.contextmanager
def refusing_unreadable() -> Iterator[None]:
    """Turn what zipfile and expat raise for malformed files, exceptions of every kind, into :class:`InvalidSheet`."""
    try:
        yield
    except InvalidSheet:
        raise
    except Exception:  # noqa: BLE001  # see above
        raise InvalidSheet(Problem.of("workbook-unreadable")) from None


@attrs.frozen
class Package:
    """The parts of a workbook by their names in lower case, as ECMA-376 part 2 compares them."""

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]
    largest: int = _MOST_UNPACKED
    """Bytes of a part that is unpacked at once."""

    def read(self, name: str) -> Part:
        """Return a part unpacked: never more than it declares, whatever it would unpack to."""
        member = self.members[name]
        if member.file_size > self.largest:
            raise too_large(self.largest, "部品のバイト数", "bytes in a part")
        with self.archive.open(member) as stream:
            return Part(name, stream.read(member.file_size))

    def related(self, part: str, kind: str, budget: Budget) -> dict[str, str]:
        """Return the names of the parts that are in some relation to a part, by the ids of the relations."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels").lower()
        found: dict[str, str] = {}

        def begin(_depth: int, tag: str, written: Mapping[str, str]) -> None:
            attributes = local_names(written)
            if tag == "Relationship" and attributes["Type"].endswith(f"/{kind}"):
                found[attributes["Id"]] = _target(folder, attributes["Target"])

        if relations in self.members:
            read_xml(self.read(relations), budget, begin)
        return found


def _target(folder: str, target: str) -> str:
    """Return the name of the part that a relation leads to: from the root, or from the folder of its source."""
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/").lower()


def open_package(content: bytes) -> Package:
    """Return the package that a workbook is. Its parts stay packed."""
    if content.count(DIRECTORY_ENTRY) > MOST_PARTS:  # counted first, as zipfile reads the whole directory at once
        raise too_large(MOST_PARTS, "部品の数", "parts")
    archive = zipfile.ZipFile(io.BytesIO(content))
    if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
        raise too_large(_MOST_UNPACKED, "展開後のバイト数", "bytes once it is unpacked")
    package = package_of(archive)
    _refuse_declarations(package)
    return package


def package_of(archive: zipfile.ZipFile, *, largest: int = _MOST_UNPACKED) -> Package:
    """Return the package that an archive is, unless it holds what is not read. ``largest`` is of parts read whole."""
    members = archive.infolist()
    names = [member.filename.replace("\\", "/").lstrip("/").lower() for member in members]
    if any(member.flag_bits & 1 for member in members):
        raise InvalidSheet(Problem.of("workbook-encrypted"))
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise InvalidSheet(Problem.of("workbook-compression"))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise InvalidSheet(Problem.of("workbook-with-macros"))
    if any("/externallinks/" in f"/{name}" for name in names):
        raise InvalidSheet(Problem.of("workbook-with-links"))
    if len(set(names)) < len(names):
        raise ValueError
    return Package(archive, dict(zip(names, members, strict=True)), largest)


def _refuse_declarations(package: Package) -> None:
    """Refuse a document type or an entity in any part, whether it is going to be read or not."""
    for name, member in package.members.items():
        if name.endswith((".xml", ".rels")) and _DECLARATION.search(package.read(name).xml.replace(b"\0", b"")):
            raise InvalidSheet(Problem.of("workbook-with-declarations", value=member.filename))
