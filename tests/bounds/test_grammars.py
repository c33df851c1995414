"""Whatever a file holds, reading it takes at most a second of processor time and 60 MB beyond an idle run.

The files are made by the grammar of their format: every one is well-formed, and has something in it repeated, nested or
drawn out as far as its reader allows. Each is read in a process of its own, which reads an honest file first.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.files import dossiers, proposals
from soak import examples
from workbook_files import HEAD, MAIN, PROCUREMENT, RELATIONS, SHEET, STRINGS, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is told otherwise elsewhere")

MOST_SECONDS, MOST_KILOBYTES = 1.0, 60_000
EDITION = "2025-05-27"
ANSWERS = {"A": "3", "B": "2", "C": "3", "D": "2"}
DOSSIER: dict[str, Any] = {"edition": EDITION, "project": {"title": "議事録の要約"}, "answers": ANSWERS}
PROPOSAL: dict[str, Any] = {
    "edition": EDITION,
    "title": "案",
    "rules": [{"id": "R4", "when": {"C": "②", "B": "②", "A": "②"}, "outcome": "high"}],
    "withdrawn": ["R5"],
}
SHIPPED: Any = ap.encoding.to_data(ap.editions.load(EDITION))
LARGEST_TABLE = 500_000
"""Bytes of an inventory: a larger one may take longer, in proportion."""

MEASURED = """
import contextlib, json, sys, time
from pathlib import Path
import aiprocure as ap
from aiprocure.checks import check
from aiprocure.export.sarif import to_sarif
from aiprocure.files import dossiers, proposals
from aiprocure.files.workbooks import read_workbook

edition = ap.editions.load("2025-05-27")

def read_dossier(file):
    dossier = dossiers.load(file)
    name = Path(file).name
    to_sarif({name: check(dossier, edition)}, texts={name: Path(file).read_text("utf-8-sig")})

def assess_inventory(file):
    from aiprocure.frames.inventories import assess_table
    assess_table(file, file + ".out" + Path(file).suffix, edition, invalid="null")

readers = {
    "dossier": read_dossier,
    "proposal": lambda file: proposals.propose(proposals.load(file)),
    "workbook": lambda file: edition.with_rows(read_workbook(file).rows),
    "inventory": assess_inventory,
    "edition": ap.editions.from_data,
}

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

kind, *files = sys.argv[1:]
for file in files:
    given = json.loads(Path(file).read_text()) if kind == "edition" else file
    before, begin = peak(), time.process_time()
    with contextlib.suppress(ap.errors.Invalid):
        readers[kind](given)
    seconds, kilobytes = time.process_time() - begin, peak() - before
print(seconds, kilobytes)
"""


def cost(kind: str, honest: Path, hostile: Path) -> tuple[float, int]:
    """Return the seconds and kilobytes that a hostile file takes in a process that has read an honest one."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, kind, str(honest), str(hostile)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes)


def stays_within_bounds(kind: str, folder: Path, suffix: str, honest: bytes, hostile: bytes) -> None:
    """A file that seems too slow is read once more: the machine may have been busy."""
    files = folder / f"honest{suffix}", folder / f"hostile{suffix}"
    for file, content in zip(files, (honest, hostile), strict=True):
        file.write_bytes(content)
    seconds, kilobytes = cost(kind, *files)
    if seconds > MOST_SECONDS:
        seconds = min(seconds, cost(kind, *files)[0])
    kept = files[1] if (seconds, kilobytes) > (MOST_SECONDS, MOST_KILOBYTES) else None
    assert (seconds <= MOST_SECONDS, kilobytes <= MOST_KILOBYTES) == (True, True), (seconds, kilobytes, kept)


def in_processes(usual: int) -> Callable[[Any], Any]:
    """Settings for tests each example of which is a process."""
    return settings(
        max_examples=examples(usual),
        deadline=None,
        phases=(Phase.explicit, Phase.generate),  # nothing is shrunk: each try is a process
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )


TEXTS = st.sampled_from(["x", "あ", "\U0001f600", "\u034f", "①", "\n", '"', "0", "\\", "-", "a.", "e\u0301"])
LEAVES: st.SearchStrategy[Any] = st.one_of(TEXTS, st.sampled_from([1, 10**30, 1.5, True, None, "", [], {}]))


class Hostile:
    """Something too large to be printed."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "Hostile(...)"


@st.composite
def hostile(draw: st.DrawFn, made: st.SearchStrategy[Any]) -> Hostile:
    """Not made by ``map``, of which Hypothesis would print what is mapped."""
    return Hostile(draw(made))


@st.composite
def drawn_out(draw: st.DrawFn, size: int) -> Any:  # noqa: PLR0911  # one for each shape
    """A value of about so many bytes in JSON: a text, a list, a table, or one of these with another in each entry."""
    shape = draw(st.sampled_from(["text", "key", "list", "table", "lists", "tables", "long keys", "grid"]))
    text, leaf = draw(TEXTS), draw(LEAVES)
    each = len(json.dumps([leaf]))
    key = text * draw(st.sampled_from([1, 10, 300]))
    match shape:
        case "text":
            return text * (size // len(text.encode()))
        case "key":
            return {text * (size // len(text.encode())): leaf}
        case "list":
            return [leaf] * (size // each)
        case "table":
            return {f"{key}{n}": leaf for n in range(size // (len(key.encode()) + each + 8))}
        case "lists":
            depth = draw(st.sampled_from([20, 90, 150]))
            value: Any = leaf
            for _ in range(min(depth, size // 2)):
                value = [value]
            return [value] * max(1, size // (2 * depth + each))
        case "tables":
            depth, value = draw(st.sampled_from([5, 20, 90])), leaf
            for _ in range(depth):
                value = {key: value}
            return [value] * max(1, size // (depth * (len(key.encode()) + 6) + each))
        case "long keys":
            return {text * (size // 2 // len(text.encode())): [leaf] * (size // 2 // each)}
        case _:
            names = [f"{text}{n}" for n in range(draw(st.sampled_from([2, 30, 900])))]
            row = dict.fromkeys(names, leaf)
            return [row] * max(1, size // len(json.dumps(row, ensure_ascii=False).encode()))


def placed(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    """Some data with a value put in one place."""
    if not way:
        return value
    if isinstance(data, list) and isinstance(way[0], int):
        return [placed(old, way[1:], value) if n == way[0] else old for n, old in enumerate(data)]
    changed = dict(data) if isinstance(data, dict) else {}
    return changed | {way[0]: placed(changed.get(way[0], {}), way[1:], value)}


def toml_text(data: Mapping[str, Any]) -> str:
    """The data as TOML, whose strings and keys are written as in JSON, and which knows no null."""
    return "".join(f"{quoted(key)} = {toml_value(value)}\n" for key, value in data.items())


def toml_value(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{quoted(key)} = {toml_value(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        case None:
            return '""'
        case str():
            return quoted(value)
        case _:
            return json.dumps(value)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def files_of(data: Any, most_bytes: int, *, toml: bool) -> bytes:
    """The data as a file; one that is too large for its reader is cut, and so is malformed."""
    text = toml_text(data) if toml and isinstance(data, dict) else json.dumps(data, ensure_ascii=False)
    return text.encode()[:most_bytes]


DOSSIER_PLACES: list[tuple[Any, ...]] = [
    (),
    ("edition",),
    ("project",),
    ("project", "title"),
    ("answers",),
    ("answers", "A"),
    ("answers", "A", "reason"),
    ("system",),
    ("system", "outputs"),
    ("requirements",),
    ("clauses",),
    ("risk_cases",),
    ("unknown",),
]
PROPOSAL_PLACES: list[tuple[Any, ...]] = [
    (),
    ("title",),
    ("withdrawn",),
    ("rules",),
    ("rules", 0),
    ("rules", 0, "id"),
    ("rules", 0, "when"),
    ("rules", 0, "when", "A"),
]


@in_processes(6)
@given(st.sampled_from(DOSSIER_PLACES), hostile(drawn_out(dossiers.MOST_BYTES - 500)), st.booleans())
def test_a_dossier(tmp_path: Path, place: tuple[Any, ...], value: Hostile, toml: bool) -> None:
    suffix = ".toml" if toml else ".json"
    content = files_of(placed(DOSSIER, place, value.content), dossiers.MOST_BYTES, toml=toml)
    stays_within_bounds("dossier", tmp_path, suffix, files_of(DOSSIER, 10_000, toml=toml), content)


@in_processes(4)
@given(st.sampled_from(PROPOSAL_PLACES), hostile(drawn_out(proposals.MOST_BYTES - 500)), st.booleans())
def test_a_proposal(tmp_path: Path, place: tuple[Any, ...], value: Hostile, toml: bool) -> None:
    suffix = ".toml" if toml else ".json"
    content = files_of(placed(PROPOSAL, place, value.content), proposals.MOST_BYTES, toml=toml)
    stays_within_bounds("proposal", tmp_path, suffix, files_of(PROPOSAL, 10_000, toml=toml), content)


EDITION_PLACES: list[tuple[Any, ...]] = [
    *[(name,) for name in sorted(SHIPPED)],
    ("axes", 0, "options"),
    ("rules", 0, "when"),
    ("rules", 0, "id"),
    ("axes", 0, "id"),
]


@st.composite
def editions_drawn_out(draw: st.DrawFn) -> Any:
    """The shipped edition with one family of records a thousandfold, or with a drawn-out value in one place."""
    place = draw(st.sampled_from(EDITION_PLACES))
    records = SHIPPED[place[0]]
    if isinstance(records, list) and draw(st.booleans()):
        again = draw(st.sampled_from([100, 1_000, 10_000])) // len(records) + 1
        more = [each | {"id": f"{each['id']}-{n}"} if "id" in each else each for n in range(again) for each in records]
        return placed(SHIPPED, place[:1], more)
    return placed(SHIPPED, place, draw(drawn_out(2_000_000)))


@in_processes(4)
@given(hostile(editions_drawn_out()))
def test_an_edition(tmp_path: Path, data: Hostile) -> None:
    honest, content = (json.dumps(each).encode() for each in (SHIPPED, data.content))
    stays_within_bounds("edition", tmp_path, ".json", honest, content)


ATOMS = st.sampled_from(
    [
        "<c/>",
        "<c><v>1</v></c>",
        '<c t="s"><v>0</v></c>',
        '<c t="inlineStr"><is><t>x</t></is></c>',
        "<c><f>1</f><v>1</v></c>",
        '<c t="e"><v>#N/A</v></c>',
        "<si/>",
        "<si><r><rPr><strike/></rPr><t>x</t></r></si>",
        "<si><t>_x0009_</t></si>",
        '<mergeCell ref="A2:B9"/>',
        '<col min="1" max="9" hidden="1"/>',
        "<xf/>",
        "<font><strike/></font>",
        '<sheet name="S" sheetId="1" r:id="r1"/>',
        '<Relationship Id="r" Type="x/worksheet" Target="worksheets/sheet1.xml"/>',
        "&#9;",
        "x",
        "\n",
        "<w:c w:a='' w:b=''/>",
        "<!--x-->",
        "<?x y?>",
    ]
)
FRAMES = {
    SHEET: [
        '<worksheet xmlns="{m}" xmlns:w="{u}"><sheetData>{h}<row>{x}</row></sheetData></worksheet>',
        '<worksheet xmlns="{m}" xmlns:w="{u}"><sheetData>{h}{x}</sheetData><mergeCells>{x}</mergeCells></worksheet>',
        '<worksheet xmlns="{m}" xmlns:w="{u}"><cols>{x}</cols><sheetData>{h}</sheetData></worksheet>',
    ],
    STRINGS: ['<sst xmlns="{m}" xmlns:w="{u}">{x}</sst>', '<sst xmlns="{m}" xmlns:w="{u}"><si><t>{x}</t></si></sst>'],
    "xl/styles.xml": ['<styleSheet xmlns:w="{u}"><fonts>{x}</fonts><cellXfs>{x}</cellXfs></styleSheet>'],
    "xl/workbook.xml": ['<workbook xmlns:r="r" xmlns:w="{u}"><sheets>{x}</sheets></workbook>'],
    RELATIONS: ['<Relationships xmlns:r="r" xmlns:w="{u}">{x}</Relationships>'],
}


@st.composite
def workbooks_drawn_out(draw: st.DrawFn, plain: bytes) -> bytes:
    """A plain workbook with one part replaced by one in which an element, or rows of it, is repeated."""
    part = draw(st.sampled_from(list(FRAMES)))
    frame, atom = draw(st.sampled_from(FRAMES[part])), draw(ATOMS)
    size = draw(st.sampled_from([100_000, 1_000_000, 9_000_000]))
    if part == SHEET and draw(st.booleans()):
        atom = f"</row><row>{atom * draw(st.sampled_from([1, 29, 16_384]))}"
    head = '<row><c t="inlineStr"><is><t>要求事項#</t></is></c><c t="inlineStr"><is><t>要求事項</t></is></c></row>'
    uri = "u" * draw(st.sampled_from([1, 290_000]))
    xml = frame.format(m=MAIN, u=uri, h=head, x=atom * (size // len(atom) + 1))
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, HEAD + xml if name == part else old.read(name))
    return result.getvalue()


@in_processes(6)
@given(st.data())
def test_a_workbook(tmp_path: Path, data: st.DataObject) -> None:
    honest = write(tmp_path, [PROCUREMENT, [19, "r"]]).read_bytes()
    stays_within_bounds("workbook", tmp_path, ".xlsx", honest, data.draw(workbooks_drawn_out(honest)))


@st.composite
def csv_drawn_out(draw: st.DrawFn) -> bytes:
    """A CSV file that answers the axes, and beside them has many or long cells."""
    cell = draw(st.sampled_from(["", "x", '""', '"a\nb"', "=1", "あ" * 300, "1" * 90, " ", "\u034f"]))
    columns, answer = draw(st.sampled_from([0, 1, 30, 990])), draw(st.sampled_from(["1", "②", "x", " 1 ", ""]))
    distinct, end = draw(st.booleans()), draw(st.sampled_from(["\n", "\r\n", "\n\n\n"]))
    heading = ",".join([*ANSWERS, *(f"n{n}" for n in range(columns))])
    row = ",".join([answer] * 4 + [cell] * columns)
    rows = max(1, LARGEST_TABLE // len((row + end).encode()))
    lines = (f"{row[: len(answer)]}{n}{row[len(answer) :]}" if distinct else row for n in range(rows))
    return end.join([heading, *lines]).encode()[:LARGEST_TABLE]


HONEST_CSV = b"A,B,C,D\n3,2,3,2\n"


@in_processes(4)
@given(hostile(csv_drawn_out()))
def test_an_inventory_in_csv(tmp_path: Path, file: Hostile) -> None:
    stays_within_bounds("inventory", tmp_path, ".csv", HONEST_CSV, file.content)


def as_parquet(columns: Mapping[str, Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


KINDS: Mapping[str, Callable[[int, int], Any]] = {
    "text": lambda rows, width: pa.array(["x" * width]).take(pa.array([0] * rows)),
    "distinct text": lambda rows, width: pa.array([f"{n}".rjust(width) for n in range(rows)]),
    "fixed": lambda rows, width: pa.array([b"x" * width], pa.binary(width)).take(pa.array([0] * rows)),
    "list": lambda rows, width: pa.array([[1] * width]).take(pa.array([0] * rows)),
    "texts": lambda rows, width: pa.array([["x" * width]]).take(pa.array([0] * rows)),
    "struct": lambda rows, width: pa.array([{"a": {"b": "x" * width}}]).take(pa.array([0] * rows)),
    "number": lambda rows, _: pa.array([1] * rows),
    "null": lambda rows, _: pa.nulls(rows),
    "decimal": lambda rows, _: pa.array([1] * rows).cast(pa.decimal128(38, 10)),
    "dictionary": lambda rows, width: pa.DictionaryArray.from_arrays(
        pa.array([0] * rows, pa.int32()), pa.array(["x" * width])
    ),
}


@st.composite
def parquet_drawn_out(draw: st.DrawFn) -> bytes:
    """A small Parquet file that unpacks to much: rows, width and number of its columns multiply."""
    rows = draw(st.sampled_from([1, 300, 5_000, 100_000]))
    width = draw(st.sampled_from([1, 100, 5_000, 200_000]))
    count = draw(st.sampled_from([1, 20, 900]))
    kind = draw(st.sampled_from(sorted(KINDS)))
    while rows * width > 40_000_000:  # the file has to be made, after all
        rows //= 2
    while rows * width * count > 300_000_000 or rows * count > 3_000_000:
        count //= 2
    answer: Any = draw(st.sampled_from(["1", 2, "x"]))
    column = KINDS[kind](rows, width)
    columns = dict.fromkeys(ANSWERS, pa.array([answer] * rows)) | {f"n{n}": column for n in range(count)}
    options = draw(
        st.fixed_dictionaries(
            {
                "compression": st.sampled_from(["zstd", "snappy", "none"]),
                "use_dictionary": st.booleans(),
                "data_page_version": st.sampled_from(["1.0", "2.0"]),
                "data_page_size": st.sampled_from([1_000_000, 10**9]),
            }
        )
    )
    content = as_parquet(columns, **options)
    return (
        content if len(content) <= LARGEST_TABLE else as_parquet(columns | {"n0": pa.nulls(rows)}, compression="zstd")
    )


@in_processes(4)
@given(hostile(parquet_drawn_out()))
def test_an_inventory_in_parquet(tmp_path: Path, file: Hostile) -> None:
    stays_within_bounds(
        "inventory", tmp_path, ".parquet", as_parquet({k: [v] for k, v in ANSWERS.items()}), file.content
    )
