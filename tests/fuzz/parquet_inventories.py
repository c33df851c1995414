"""Whatever bytes a Parquet file holds, it is assessed or it is refused. Run by hand, with atheris.

Files of any schema, encoding and compression are made, and bytes of their footers and pages changed.
``-rss_limit_mb`` holds the memory.

PYTHONPATH=src python tests/fuzz/parquet_inventories.py build/fuzz tests/fuzz/corpus/parquet \
    -max_len=8192 -rss_limit_mb=600 -timeout=5 -max_total_time=600
"""

import io
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris  # type: ignore[import-untyped]  # in the group "fuzz"
import pyarrow as pa
import pyarrow.parquet as pq

with atheris.instrument_imports(include=["aiprocure"]):
    from aiprocure import editions
    from aiprocure.errors import InvalidAnswers, InvalidTable
    from aiprocure.frames import decisions  # noqa: F401  # what is imported when it is first needed is not instrumented
    from aiprocure.frames.inventories import assess_table, chunks, writers  # noqa: F401

EDITION = editions.load(editions.available()[-1])
FOLDER = Path(tempfile.mkdtemp())
SOURCE = FOLDER / "inventory.parquet"
TARGETS = FOLDER / "assessed.csv", FOLDER / "assessed.parquet"
LONGEST_REFUSAL, MADE_ANEW, SMALLEST = 1_000_000, 0.05, 20


def read(content: bytes) -> None:
    """Assess the bytes as a Parquet file, into a file of each kind."""
    SOURCE.write_bytes(content)
    for target in TARGETS:
        target.unlink(missing_ok=True)
        try:
            assess_table(SOURCE, target, EDITION, invalid="null")
        except (InvalidAnswers, InvalidTable) as error:
            if not error.problems or len(str(error)) > LONGEST_REFUSAL or target.exists():
                raise AssertionError("refused without a problem, at too great length, or with a result") from error
            str(error).encode()
        else:
            if target.suffix == ".csv":
                target.read_bytes().decode()
    if {file.name for file in FOLDER.iterdir()} - {file.name for file in (SOURCE, *TARGETS)}:
        raise AssertionError("an unfinished file is left")


KINDS: list[tuple[pa.DataType, object]] = [
    *((pa.string(), "①"), (pa.large_string(), "A1"), (pa.string_view(), "2"), (pa.int8(), 1), (pa.uint64(), 2)),
    *((pa.float64(), 1.0), (pa.decimal128(9, 2), 1), (pa.bool_(), True), (pa.binary(), b"1"), (pa.binary(1), b"1")),
    *((pa.list_(pa.string()), ["1"]), (pa.struct([("a", pa.int32())]), {"a": 1}), (pa.timestamp("us", "UTC"), 1)),
    *((pa.list_(pa.int8(), 2), [1, 2]), (pa.map_(pa.string(), pa.int8()), [("a", 1)]), (pa.date32(), 1)),
    *((pa.dictionary(pa.int8(), pa.string()), "③"), (pa.null(), None), (pa.duration("s"), 1), (pa.float16(), 1.0)),
]


def made(chance: random.Random) -> bytes:
    """Return a Parquet file of columns of any types, pages, encodings and row groups."""
    rows = chance.choice([0, 1, 3, 40])
    columns: dict[str, pa.Array[Any]] = {}
    for name in [*(axis.id for axis in EDITION.axes), "x", "備考"][: chance.choice([4, 4, 4, 6, 3])]:
        kind, value = chance.choice([KINDS[0], KINDS[3], chance.choice(KINDS)])
        columns[name] = pa.array([chance.choice([value, value, None]) for _ in range(rows)], kind)
    stream = io.BytesIO()
    pq.write_table(
        pa.table(columns),
        stream,
        compression=chance.choice(["none", "snappy", "zstd", "gzip"]),
        use_dictionary=chance.choice([True, False]),
        data_page_version=chance.choice(["1.0", "2.0"]),
        row_group_size=chance.choice([1, 7, 1_000]),
        store_schema=chance.choice([True, False]),
        write_statistics=chance.choice([True, False]),
        write_page_index=chance.choice([True, False]),
    )
    return stream.getvalue()


def mutate(content: bytes, most: int, seed: int) -> bytes:
    """Make another file, or change bytes of the footer, of the headers of the pages, or anywhere."""
    chance = random.Random(seed)
    if chance.random() < MADE_ANEW or len(content) < SMALLEST:
        return made(chance)[:most]
    begin = max(4, len(content) - 8 - int.from_bytes(content[-8:-4], "little"))
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 4])):
        first, last = chance.choice([(begin, len(content) - 8), (4, 40), (4, len(content))])
        place = chance.randrange(min(first, len(content) - 1), max(first + 1, min(last, len(content))))
        changed[min(place, len(changed) - 1)] = chance.choice([0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)])
    return bytes(changed)[:most]


if __name__ == "__main__":
    atheris.Setup(sys.argv, read, custom_mutator=mutate)
    atheris.Fuzz()
