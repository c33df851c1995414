"""Whatever bytes a CSV file holds, it is assessed or it is refused. Run by hand, with atheris.

PYTHONPATH=src python tests/fuzz/csv_inventories.py build/fuzz tests/fuzz/corpus/csv -max_len=4096 -max_total_time=600
"""

import csv
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure import assess, editions
    from aiprocure.errors import InvalidAnswers, InvalidTable
    from aiprocure.frames.inventories import assess_table

EDITION = editions.load(editions.available()[-1])
FOLDER = Path(tempfile.mkdtemp())
SOURCE, TARGET = FOLDER / "inventory.csv", FOLDER / "assessed.csv"
LONGEST_REFUSAL = 1_000_000


def read(content: bytes) -> None:
    """Assess the bytes as a CSV file: the first byte says whether bad values are refused."""
    SOURCE.write_bytes(content[1:])
    TARGET.unlink(missing_ok=True)
    try:
        summary = assess_table(SOURCE, TARGET, EDITION, invalid="null" if content[:1] < b"P" else "raise")
    except (InvalidAnswers, InvalidTable) as error:
        if not error.problems or len(str(error)) > LONGEST_REFUSAL or TARGET.exists():
            raise AssertionError("refused without a problem, at too great length, or with a result") from error
        str(error).encode()
    else:
        look_at_result(summary.rows)
    if {file.name for file in FOLDER.iterdir()} - {SOURCE.name, TARGET.name}:
        raise AssertionError("an unfinished file is left")


def look_at_result(rows: int) -> None:
    """Compare each outcome with what the engine says of the row, and look for formulas."""
    csv.field_size_limit(2_000_000)
    with TARGET.open(encoding="utf-8-sig", newline="") as stream:
        headings, *assessed = csv.reader(stream)
    if len(assessed) != rows:
        raise AssertionError("rows were lost")
    for row in (headings, *assessed):
        if any(cell[:1] in {"=", "+", "-", "@", "\t", "\r"} for cell in row if cell):
            raise AssertionError("a cell is a formula")
    for row in assessed:
        cells = dict(zip(headings, row, strict=True))
        try:
            expected = assess(EDITION, EDITION.answers(**{axis.id: cells[axis.id] for axis in EDITION.axes})).outcome.id
        except (InvalidAnswers, KeyError):
            continue  # a heading that names an axis otherwise, or a bad value
        if cells["outcome"] != expected:
            raise AssertionError(f"outcome {cells['outcome']!r}, not {expected!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
