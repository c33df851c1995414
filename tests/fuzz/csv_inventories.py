"""Whatever bytes a CSV file holds, it is assessed or it is refused. Run by hand, with atheris.

PYTHONPATH=src python tests/fuzz/csv_inventories.py build/fuzz tests/fuzz/corpus/csv -max_len=4096 -max_total_time=600
"""

import csv
import random
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure import assess, editions
    from aiprocure.errors import InvalidAnswers, InvalidTable
    from aiprocure.frames import decisions  # noqa: F401  # what is imported when it is first needed is not instrumented
    from aiprocure.frames.inventories import assess_table, chunks, writers  # noqa: F401

EDITION = editions.load(editions.available()[-1])
FOLDER = Path(tempfile.mkdtemp())
SOURCE, TARGET = FOLDER / "inventory.csv", FOLDER / "assessed.csv"
LONGEST_REFUSAL, BY_BYTES = 1_000_000, 0.2


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


SPELLINGS = [
    spelling
    for axis in EDITION.axes
    for option in axis.options
    for spelling in (option.id, str(option.number), option.mark, option.slug, f"{option.number}.0", f"={option.mark}")
]
HEADINGS = [name for axis in EDITION.axes for name in (axis.id, axis.slug, axis.text.ja)]
ODD = ["", '"', '""', ",", "\n", "\r\n", "\r", "\0", "\ufeff", "\u034f=", "\t", "x" * 300, "\u3000", "é", "-1", "@"]


def mutate(content: bytes, most: int, seed: int) -> bytes:
    """Change a cell, a row or the header by the grammar of CSV; now and then, bytes as libFuzzer does."""
    chance = random.Random(seed)
    if chance.random() < BY_BYTES or not content:
        return bytes(atheris.Mutate(content, most))
    rows = [line.split(",") for line in content[1:].decode("utf-8", "replace").split("\n")]
    if chance.random() < BY_BYTES or len(rows) < len(EDITION.axes):
        rows = [[axis.id for axis in EDITION.axes], *([chance.choice(SPELLINGS)] * len(EDITION.axes) for _ in rows)]
    row = chance.choice(rows)
    place = chance.randrange(len(row))
    match chance.randrange(5):
        case 0:
            row[place] = chance.choice([*SPELLINGS, *ODD])
        case 1:
            row[place] = '"' + (row[place] + chance.choice(ODD)).replace('"', '""') + '"'
        case 2:
            row.insert(place, chance.choice([*HEADINGS, *ODD]))
        case 3:
            rows.insert(chance.randrange(len(rows)), [chance.choice(SPELLINGS) for _ in row])
        case _:
            del row[place]
    return (content[:1] + "\n".join(map(",".join, rows)).encode())[:most]


if __name__ == "__main__":
    atheris.Setup(sys.argv, read, custom_mutator=mutate)
    atheris.Fuzz()
