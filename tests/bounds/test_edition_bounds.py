"""Whatever a folder or a file of an edition holds, reading it takes at most a second of processor time and 60 MB."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pytest

import aiprocure as ap
from aiprocure import editions

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is told otherwise elsewhere")

MOST_SECONDS, MOST_KILOBYTES = 1.0, 60_000
MEGABYTE = 1_000_000
Write: TypeAlias = Callable[[Path], object]
"""What writes a hostile edition to a path: a folder that is there, or a file of one."""
PROGRAM = """
import sys, time
import aiprocure as ap

def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))

def read(path):
    begin = time.process_time()
    try:
        ap.editions.read(path)
        code = "read"
    except ap.errors.InvalidEdition as error:
        code = error.problems[0].code
    return code, time.process_time() - begin

honest, *hostile = sys.argv[1:]
read(honest)
before = peak()
for path in hostile:
    print(*read(path), peak() - before)
"""


def file(name: str, content: str | bytes) -> Write:
    """A file of a folder, with everything else of an edition missing."""
    written = content.encode() if isinstance(content, str) else content
    return lambda folder: (folder / name).write_bytes(written)


def filled(before: str, each: str, after: str = "") -> str:
    """As much of something as an edition may hold."""
    return before + each * ((MEGABYTE - len((before + after).encode())) // len(each.encode())) + after


def whole(**changes: Any) -> Write:
    """The shipped edition, with something else in some of its parts."""
    data = ap.encoding.to_data(ap.editions.load("2025-05-27"))
    return lambda path: (path / "v2.json").write_text(json.dumps({**data, **changes}, ensure_ascii=False), "utf-8")


def many_files(folder: Path) -> None:
    for number in range(5_000):
        (folder / f"f{number}.toml").touch()


def deep_folders(folder: Path) -> None:
    (folder / "/".join(["d"] * 500)).mkdir(parents=True)


def linked(target: str) -> Write:
    return lambda folder: (folder / "axes.toml").symlink_to(target)


def strangely_named(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.toml")).touch()


OPTION = '[[axes.options]]\nid = "x"\n'
HOSTILE: dict[str, tuple[str, Write]] = {
    "10 MB": ("too-long", file("axes.toml", b"#" * 10 * MEGABYTE)),
    "twenty files of a megabyte": (
        "too-long",
        lambda folder: [file(f"f{n}.toml", b"#" * MEGABYTE)(folder) for n in range(20)],
    ),
    "deep lists": ("too-deep", file("axes.toml", f"axes = {'[' * 29_000}")),
    "deep tables": ("too-deep", file("axes.toml", f"axes = {'{a=' * 14_000}")),
    "deep keys": ("key-too-deep", file("axes.toml", filled("a", ".a", " = 1"))),
    "a million dots": ("too-many-values", file("axes.toml", filled("", "a.b=1\n"))),
    "dots": ("too-many-dots", file("axes.toml", "a.b=1\n" * 29_000)),
    "a million options": ("too-many-values", file("axes.toml", filled("[[axes]]\noptions = [", "1,", "]"))),
    "numbers for options": ("wrong-type", file("axes.toml", f"[[axes]]\noptions = [{'1,' * 29_000}]")),
    "options that are empty": ("missing-key", file("axes.toml", f"[[axes]]\noptions = [{'{},' * 14_000}]")),
    "options with nothing but an id": ("missing-key", file("axes.toml", f"[[axes]]\n{OPTION * 9_000}")),
    "unknown keys": ("missing-key", file("axes.toml", "".join(f"k{n}=1\n" for n in range(29_000)))),
    "many values in several files": (
        "too-many-values",
        lambda folder: [file(f"f{n}.toml", f"f{n} = [{'1,' * 9_000}]")(folder) for n in range(5)],
    ),
    "one long text": ("too-long", file("edition.toml", filled('id = "', "あ", '"'))),
    "one long id": ("id-invalid", whole(id="あ" * 200_000)),
    "ids that lead out of the folder": ("id-invalid", whole(id="../../etc/passwd", code="../x")),
    "a link": ("is-a-link", linked("/etc/passwd")),
    "a link to itself": ("is-a-link", linked("axes.toml")),
    "a link to a device": ("is-a-link", linked("/dev/zero")),
    "a pipe": ("not-a-file", lambda folder: os.mkfifo(folder / "axes.toml")),
    "a folder called a file": ("folder-in-folder", lambda folder: (folder / "axes.toml").mkdir()),
    "deep folders": ("folder-in-folder", deep_folders),
    "thousands of files": ("too-many-files", many_files),
    "a name that is not UTF-8": ("not-text", strangely_named),
    "JSON of nothing but brackets": ("too-deep", lambda folder: (folder / "v2.json").write_text("[" * 29_000)),
    "JSON of nothing but records": (
        "missing-key",
        lambda folder: (folder / "v2.json").write_text('{"rules":[' + "{}," * 14_000 + "{}]}"),
    ),
    "JSON of keys": (
        "missing-key",
        lambda folder: (folder / "v2.json").write_text(json.dumps({f"key{n}": n for n in range(29_000)})),
    ),
    "not text": ("not-utf-8", file("axes.toml", b"\xff" * MEGABYTE)),
}


@attrs.frozen
class Cost:
    """What reading an edition came to, in what processor time, and the peak so far of the process, beyond idle."""

    code: str
    seconds: float
    kilobytes: int


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Cost]]:
    """What each costs, read one after the other in one process, which reads an honest edition first."""
    top = tmp_path_factory.mktemp("hostile")
    editions.write(ap.editions.load("2025-05-27"), top / "honest")
    paths: list[Path] = []
    for number, (_, write) in enumerate(HOSTILE.values()):
        folder = top / str(number)
        folder.mkdir()
        write(folder)
        built = folder / "v2.json"
        paths.append(built if built.exists() else folder)
    words = [sys.executable, "-c", PROGRAM, str(top / "honest"), *map(str, paths)]
    done = subprocess.run(
        words, capture_output=True, text=True, check=True, env={"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    costs = [Cost(code, float(seconds), int(kilobytes)) for code, seconds, kilobytes in lines]
    yield dict(zip(HOSTILE, costs, strict=True))
    for path in paths:
        for each in path.glob("*.toml") if path.is_dir() else (path,):
            if each.is_symlink() or not each.is_dir():
                each.unlink()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_edition_costs_at_most_a_second_and_60_mb(costs: dict[str, Cost], name: str) -> None:
    cost = costs[name]
    assert cost.code == HOSTILE[name][0]
    assert cost.seconds <= MOST_SECONDS
    assert cost.kilobytes <= MOST_KILOBYTES
