"""Whatever the parts of a workbook hold, it is read or it is refused. Run by hand, with atheris.

The bytes are the parts in the order of ``PARTS``, with a line ``%%`` between them; the archive is made here, since
bytes that are changed inside a deflated stream say nothing about the reader. A part that is not given is the plain one.

PYTHONPATH=src python tests/fuzz/workbooks.py build/fuzz tests/fuzz/corpus/workbooks -max_len=8192 -max_total_time=600
"""

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure import editions
    from aiprocure.errors import InvalidSheet
    from aiprocure.files.workbooks import read_workbook

EDITION = editions.load(editions.available()[-1])
FILE = Path(tempfile.mkdtemp()) / "sheet.xlsx"
LONGEST_REFUSAL = 1_000_000
HEAD = b"<?xml version='1.0' encoding='UTF-8'?>"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PARTS = {
    "xl/worksheets/sheet1.xml": b"<worksheet><sheetData/></worksheet>",
    "xl/sharedStrings.xml": b"<sst><si><t>x</t></si></sst>",
    "xl/styles.xml": b"<styleSheet/>",
    "xl/workbook.xml": b'<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="r1" Type="%sworksheet" '
    b'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%ssharedStrings" Target="sharedStrings.xml"/>'
    b'<Relationship Id="r3" Type="%sstyles" Target="styles.xml"/></Relationships>' % (OFFICE, OFFICE, OFFICE),
    "_rels/.rels": b'<Relationships><Relationship Id="r1" Type="%sofficeDocument" Target="xl/workbook.xml"/>'
    b"</Relationships>" % OFFICE,
}
"""The parts of a plain workbook."""


def packed(content: bytes) -> bytes:
    """Return a workbook with the parts that some bytes give."""
    given = dict(zip(PARTS, content.split(b"\n%%\n"), strict=False))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        for name, plain in PARTS.items():
            parts.writestr(name, HEAD + given.get(name, plain))
    return archive.getvalue()


def read(content: bytes) -> None:
    """Read the workbook, and add what it holds to an edition."""
    FILE.write_bytes(packed(content))
    try:
        workbook = read_workbook(FILE)
        edition = EDITION.with_rows(workbook.rows) if workbook.rows else EDITION
    except InvalidSheet as error:
        if not error.problems or len(str(error)) > LONGEST_REFUSAL:
            raise AssertionError("refused without a problem, or at too great length") from error
        str(error).encode()
        return
    if len(edition.sheet_rows) < len(EDITION.sheet_rows):
        raise AssertionError("a workbook took rows away")
    for row in workbook.rows:
        f"{row.text.ja}{row.citation.place}".encode()


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
