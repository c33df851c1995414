"""What inventories of hostile contents cost: memory and processor time of real processes, beyond an idle run."""

import csv
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aiprocure import editions, tables
from timing import processor_time

MEGABYTE = 1_000_000
MOST_SECONDS, MOST_MEMORY = 1.0, 60 * MEGABYTE
HEADER = "A,B,C,D\n"
PROGRAM = """
import re, sys, time
from pathlib import Path
from aiprocure import editions, tables
from aiprocure.errors import AiprocureError
try:
    tables.assess_table(sys.argv[1], sys.argv[2], editions.load("2025-05-27"))
except AiprocureError as error:
    print(error.problems[0].code)
else:
    print("assessed")
print(time.process_time())
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])  # of this process, not of its parent
"""

Write: TypeAlias = Callable[[Path], object]


@attrs.frozen
class Cost:
    """What one process said, and what it took."""

    said: str
    seconds: float
    memory: int
    """The most memory that the process held at a time, in bytes."""


def cost_of(source: Path, target: Path) -> Cost:
    """Assess an inventory in a process of its own."""
    words = [sys.executable, "-c", PROGRAM, str(source), str(target)]
    said, seconds, kilobytes = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return Cost(said, float(seconds), int(kilobytes) * 1_024)


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    """What inventories of one row cost."""
    folder = tmp_path_factory.mktemp("idle")
    (folder / "in.csv").write_text(HEADER + "1,1,1,1\n", encoding="utf-8")
    pq.write_table(answered(1), folder / "in.parquet")
    tables.assess_table(folder / "in.csv", folder / "in.xlsx", editions.load("2025-05-27"), prefix="before ")
    return {f".{kind}": cost_of(folder / f"in.{kind}", folder / f"out.{kind}") for kind in ("csv", "xlsx", "parquet")}


def answered(rows: int, **others: Any) -> pa.Table:
    """Rows that are answered, and other columns."""
    return pa.table({**{name: pa.array(["1"] * rows) for name in "ABCD"}, **others})


def repeated(content: bytes, times: int, before: bytes = HEADER.encode()) -> Write:
    def write(file: Path) -> None:
        with file.open("wb") as stream:
            stream.write(before)
            for _ in range(times):
                stream.write(content)

    return write


def parquet(make: Callable[[], Any], **options: Any) -> Write:
    """Rows that repeat themselves, one row group."""

    def write(file: Path) -> None:
        pq.write_table(make(), file, compression="zstd", **options)

    return write


def text_by_text(file: Path) -> None:
    """2 GB of text: a megabyte, 2,000 times."""
    one = pa.array(["x" * MEGABYTE])
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), one)
    pq.write_table(answered(2_000, text=column), file, compression="zstd")


def nested(depth: int) -> Any:
    column: Any = pa.array(["x" * 1_000] * 100_000)
    for _ in range(depth):
        column = pa.StructArray.from_arrays([column], ["inner"])
    return answered(100_000, nested=column)


def lists() -> Any:
    return answered(1_000, list=pa.array([[0] * 100_000] * 100).take(pa.array([*range(100)] * 10)))


def fixed_sizes() -> Any:
    return answered(20_000, fixed=pa.array([b"\0" * 10_000] * 20_000, pa.binary(10_000)))


def columns(count: int) -> Any:
    return answered(100_000, **{f"column{n}": pa.nulls(100_000, pa.int64()).fill_null(0) for n in range(count)})


def spellings(file: Path) -> None:
    with file.open("w", encoding="utf-8") as stream:
        stream.write(HEADER)
        stream.writelines(f"x{n},1,1,1\n" for n in range(150_000))


SHEET_BEGINS = (
    b'<worksheet><sheetData><row r="1">'
    + b"".join(b'<c r="%c1" t="inlineStr"><is><t>%c</t></is></c>' % (letter, letter) for letter in b"ABCD")
    + b"</row>"
)


def workbook(
    piece: bytes, times: int, *, part: str = "xl/worksheets/sheet1.xml", begins: bytes = SHEET_BEGINS
) -> Write:
    """A workbook with a part that repeats a piece. It is never finished: it has to be refused before."""

    def write(file: Path) -> None:
        book = openpyxl.Workbook()
        book.worksheets[0].append(["A", "B", "C", "D"])
        book.save(file)
        with zipfile.ZipFile(file) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        relations = "xl/_rels/workbook.xml.rels"
        shared = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        parts[relations] = parts[relations].replace(b"</Relationships>", shared)
        parts |= {"xl/sharedStrings.xml": b"<sst/>"}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts.items():
                if name != part:
                    archive.writestr(name, content)
            with archive.open(part, "w") as stream:
                stream.write(begins)
                for _ in range(times):
                    stream.write(piece)

    return write


def many_parts(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(5_000):
            archive.writestr(f"{n}", b"")


def shared_text(file: Path) -> None:
    """A text of 30,000 characters in 8,000 cells."""
    workbook(b"", 0)(file)
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    cells = b'<c t="s"><v>0</v></c>' * 4
    rows = b"".join(b"<row>%s</row>" % cells for _ in range(2_000))
    parts["xl/worksheets/sheet1.xml"] = SHEET_BEGINS + rows + b"</sheetData></worksheet>"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


NUMBERED = b"".join(b"<si><t>%06d</t></si>" % n for n in range(10_000))

HOSTILE: dict[str, tuple[str, str, Write]] = {
    "300 MB of empty lines": (".csv", "too-many-blank-rows", repeated(b"\n" * MEGABYTE, 300)),
    "100 MB of commas": (".csv", "too-many-blank-rows", repeated(b",,,\n" * 250_000, 100)),
    "a row of 100 MB": (".csv", "row-too-long", repeated(b"x" * MEGABYTE, 100)),
    "a header of 100 MB": (".csv", "row-too-long", repeated(b"x," * 500_000, 100, b"")),
    "a quote of 100 MB": (".csv", "csv-row-malformed", repeated(b"x\n" * 500_000, 100, HEADER.encode() + b'"')),
    "a million ragged rows": (".csv", "row-ragged", repeated(b"1\n" * 1_000_000, 1)),
    "150,000 spellings": (".csv", "too-many-spellings", spellings),
    "a zip of 5,000 parts": (".xlsx", "workbook-too-large", many_parts),
    "300 MB of rows in a workbook": (
        ".xlsx",
        "workbook-unpacks-too-far",
        workbook(b"<row><c><v>1</v></c></row>" * 40_000, 300),
    ),
    "9 MB of blank cells": (".xlsx", "workbook-mostly-blank", workbook(b"<row><c/><c/></row>" * 4_500, 100)),
    "a comment of 9 MB": (".xlsx", "workbook-unreadable", workbook(b"<!--" * 250_000, 9)),
    "a tag of 9 MB": (".xlsx", "workbook-unreadable", workbook(b" a='b'" * 160_000, 9, begins=b"<worksheet ")),
    "a cell of 9 MB": (
        ".xlsx",
        "workbook-row-too-long",
        workbook(b"x" * 900_000, 10, begins=SHEET_BEGINS + b"<row><c t='str'><v>"),
    ),
    "400,000 shared texts": (
        ".xlsx",
        "workbook-too-large",
        workbook(NUMBERED, 40, part="xl/sharedStrings.xml", begins=b"<sst>"),
    ),
    "240 MB of one shared text": (".xlsx", "workbook-unpacks-too-far", shared_text),
    "2 GB of repeated text": (".parquet", "parquet-unpacks-too-far", text_by_text),
    "100 MB of nested text": (".parquet", "parquet-column-too-large", parquet(lambda: nested(3))),
    "100 million numbers in lists": (".parquet", "parquet-column-too-large", parquet(lists)),
    "200 MB of fixed size": (".parquet", "parquet-unpacks-too-far", parquet(fixed_sizes)),
    "900 columns": (".parquet", "parquet-too-wide", parquet(lambda: columns(900), use_dictionary=False)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_inventory_costs_at_most_a_second_and_60_mb(tmp_path: Path, idle: dict[str, Cost], name: str) -> None:
    kind, code, write = HOSTILE[name]
    source, target = tmp_path / f"in{kind}", tmp_path / f"out{kind}"
    write(source)
    cost = cost_of(source, target)
    source.unlink()
    assert cost.said == code
    assert cost.seconds - idle[kind].seconds <= MOST_SECONDS
    assert cost.memory - idle[kind].memory <= MOST_MEMORY
    assert not target.exists()


def copy(source: Path) -> None:
    """Read and write a CSV file with Python's own module, and nothing else."""
    with source.open(encoding="utf-8", newline="") as read, source.with_name("copy").open("w", newline="") as written:
        csv.writer(written).writerows(csv.reader(read))


def test_a_wide_inventory_takes_time_in_proportion_to_its_bytes(tmp_path: Path, idle: dict[str, Cost]) -> None:
    """1,000 columns and 1,000 rows, 6 MB: so many times as long as to copy the file, cell by cell."""
    source = tmp_path / "in.csv"
    names = ",".join(f"列{n}" for n in range(996))
    cells = ",".join(f"値{n % 10}" for n in range(996))
    source.write_text(f"A,B,C,D,{names}\n" + f"3,2,3,2,{cells}\n" * 1_000, encoding="utf-8")
    for kind, most_times in ((".csv", 20), (".xlsx", 40), (".parquet", 10)):
        copied = processor_time(lambda: copy(source))
        cost = cost_of(source, tmp_path / f"out{kind}")
        assert cost.said == "assessed"
        assert cost.seconds - idle[".csv"].seconds <= most_times * copied
        assert cost.memory - idle[".csv"].memory <= MOST_MEMORY
