"""What hostile workbooks cost that are given as dossiers: processor time and memory, each measured in one process."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping

import pytest

import aiprocure as ap
from aiprocure.export.xlsx import workbook_bytes
from workbook_files import HEAD, MAIN

EDITION = ap.editions.load("2025-05-27")
FIELDS, ITEMS, STRINGS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml"
LONG = "あ" * 32_767
MEASURED = """
import json, sys, time
from aiprocure import dossiers, errors
from pathlib import Path
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
base, *files = sys.argv[1:]
dossiers.load(base)
told = {}
def read(file):
    Path("/proc/self/clear_refs").write_text("5")
    before, begin = peak(), time.process_time()
    try:
        said = repr(dossiers.load(file))
    except errors.InvalidDossier as error:
        said = error.problems[0].code
    return time.process_time() - begin, peak() - before, said
for file in files:
    readings = [read(file)]
    while readings[-1][0] >= 1 and len(readings) < 3:
        readings.append(read(file))
    told[Path(file).stem] = min(readings)[0], readings[0][1], readings[0][2]
print(json.dumps(told))
"""


def row(*texts: str) -> str:
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{''.join(cells)}</row>"


def shared(*numbers: int) -> str:
    cells = (f'<c t="s"><v>{number}</v></c>' for number in numbers)
    return f"<row>{''.join(cells)}</row>"


def strings(*texts: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def sheet(*rows: str) -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


ITEM_HEAD = row(
    "番号",
    "項目",
    "要求事項",
    "対策例",
    "適用の要否",
    "仕様書への記載内容",
    "対策",
    "裏付け",
    "適用しない理由",
    "担当",
    "期限",
)
FIELD_HEAD = row("区分", "記入する事項", "内容（記入欄）", "書き方") + row("全体", "適用する版", "2025-05-27")
EXACT_HEAD = row("記載の場所", "値1", "値2")
FLAWED = "<row>" + '<c t="e"><v>#N/A</v></c>' * 11 + "</row>"
NUMBERS = range(4_900)
"""As many as a sheet may have rows, but for a few."""
HOSTILE: dict[str, dict[str, str | bytes]] = {
    "a zip bomb": {ITEMS: b" " * 100_000_000},
    "a million rows": {FIELDS: sheet(FIELD_HEAD, "<row><c><v>1</v></c></row>" * 1_000_000)},
    "headings in every row": {ITEMS: sheet(ITEM_HEAD * len(NUMBERS))},
    "a heading in every cell": {ITEMS: sheet(ITEM_HEAD, row(*["対策"] * 90) * 600)},
    "almost a heading in every cell": {ITEMS: sheet(ITEM_HEAD, row(*["要求" + "あ" * 50] * 90) * 700)},
    "long texts in every cell": {ITEMS: sheet(ITEM_HEAD, shared(*[0] * 11) * len(NUMBERS)), STRINGS: strings(LONG)},
    "long labels": {FIELDS: sheet(FIELD_HEAD, shared(0, 0, 1, 1) * len(NUMBERS)), STRINGS: strings(LONG, "x")},
    "huge shared strings": {STRINGS: strings(*["x" * 290_000 + "\U0001f600"] * 30)},
    "many details": {FIELDS: sheet(FIELD_HEAD, *(row("そのほかの事項", f"事項{n}", "x") for n in NUMBERS))},
    "many items": {ITEMS: sheet(ITEM_HEAD, row("⑭", "", "", "", "", "文案") * len(NUMBERS))},
    "a flaw in every cell": {ITEMS: sheet(ITEM_HEAD, FLAWED * len(NUMBERS))},
    "unknown items": {ITEMS: sheet(ITEM_HEAD, *(row(f"？{n}", "", "", "", "", "文案") for n in NUMBERS))},
    "elements in elements": {ITEMS: sheet("<row>" * 60_000 + "</row>" * 60_000)},
    "deep exact values": {ITEMS: sheet(EXACT_HEAD, row("/system", "[" * 30_000, "[" * 30_000) * 20)},
    "many exact values": {ITEMS: sheet(EXACT_HEAD, *(row(f"/a{n}/b/c/d/e/f/g", "[0]") for n in NUMBERS))},
}


def altered(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """A workbook with some of its parts replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
    return written.getvalue()


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, int, str]]:
    """The processor time in seconds, the memory in kilobytes and what is said of each file.

    On a busy machine the same work takes more processor time, never less: one of three readings has to be in time.
    """
    folder = tmp_path_factory.mktemp("hostile")
    base = workbook_bytes(EDITION)
    files = [folder / "base.xlsx"]
    files[0].write_bytes(base)
    for name, parts in HOSTILE.items():
        files.append(folder / f"{name}.xlsx")
        files[-1].write_bytes(altered(base, parts))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    told: dict[str, tuple[float, int, str]] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is measured in other units elsewhere")
@pytest.mark.parametrize("name", HOSTILE)
def test_no_workbook_takes_more_than_a_second_or_60_mb(name: str, measured: dict[str, tuple[float, int, str]]) -> None:
    seconds, kilobytes, said = measured[name]
    assert seconds < 1, said
    assert kilobytes < 60_000, said
    assert not said.startswith("<Dossier"), "it is refused"
