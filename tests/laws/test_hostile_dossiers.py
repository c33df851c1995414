"""Whatever a file holds, it is a dossier or it is refused: with its places, soon, in little space, and no more."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import InvalidDossier
from strategies import dossier_data_for, json_like, spoiled
from timing import processor_time

EDITION = ap.editions.load("2025-05-27")
LEAST = {"edition": "2025-05-27", "project": {"title": "議事録の要約"}}
BEGIN = 'edition = "2025-05-27"\nproject = { title = "x" }\nanswers = {}\n'


def many(line: str, *, begin: str = BEGIN, end: str = "") -> bytes:
    """A file that has as many numbered lines as may be."""
    lines, left = [begin], dossiers.MOST_BYTES - len(f"{begin}{end}".encode())
    for number in range(left):
        lines.append(line.replace("#", str(number)))
        left -= len(lines[-1].encode())
        if left < 0:
            break
    return "".join([*lines[:-1], end]).encode()


LARGE = {
    "ten megabytes": b"#" * 10_000_000,
    "comments": many("# \n"),
    "items": many('[[requirements]]\nid="1"\n'),
    "items that mean nothing": many('[[requirements]]\nid="#"\n'),
    "items that mean nearly something": many('[[clauses]]\nid="claues/#"\n'),
    "items without a name": many("[[requirements]]\n"),
    "unknown keys": many("x#=1\n"),
    "unknown keys of items": many("[[requirements]]\nid='1'\nwodrs=1\naesmeurs=1\neevidcne=1\nsteaside=1\n"),
    "reports": many("{a=1,b=2},", begin=BEGIN + "[[risk_cases]]\nhappened=''\nreports=[", end="]"),
    "measures": many("1,", begin=BEGIN + "[[clauses]]\nid='7'\nmeasures=[", end="]"),
    "answers": many("x#=1\n", begin='edition = "2025-05-27"\nproject = { title = "x" }\n[answers]\n'),
    "details": many("x#=1\n", begin='edition = "2025-05-27"\nanswers = {}\n[project]\ntitle = "x"\n'),
    "deep keys": many("x#.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p=1\n"),
    "deeper keys": many("a."),
    "tables": many("[[a]]\nb.c.d.e.f.g.h.i.j.k.l.m.n.o.p=1\n"),
    "inline tables": many("x#=" + "{a=" * 150 + "1" + "}" * 150 + "\n"),
    "lists": many("x#=" + "[" * 200 + "]" * 200 + "\n"),
    "a list never closed": many("[", begin="a="),
    "a text never closed": many('"x\n', begin='a="""'),
    "a long key": b"a" * dossiers.MOST_BYTES,
    "a long text": BEGIN.encode() + b"on='" + b"x" * 200_000 + b"'",
    "quotes": b'"' * dossiers.MOST_BYTES,
    "texts of several lines, escaped": many('\\"""\n', begin=""),
    "texts of several lines, as they are": many("'''" + "\n", begin=""),
    "a text of escaped quotes, never closed": many('\\"', begin='x="'),
    "tables with deep keys": many("[a#]\nb.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=1\n"),
    "deep tables with deep keys": many("[[a#.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q]]\nb.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=1\n"),
    "no text": b"\xff" * dossiers.MOST_BYTES,
    "nothing": b"\x00" * dossiers.MOST_BYTES,
    "kinds of output that mean nothing": many('"絵",', begin=BEGIN + "[system]\noutputs=[", end="]"),
    "a long key over a long list": b"a" * 60_000 + b"=[" + b"1," * 90_000 + b"]",
    "a long name over a long list": b"project={title='x'," + b"a" * 60_000 + b"=[" + b"1," * 90_000 + b"]}",
    "full-width quotes": many("x# = “x”\n"),
    "one line of full-width quotes": many("「", begin="x = "),
}
SMALL = {
    "nested a hundred deep": BEGIN.encode() + b"on=" + b"[" * 100 + b"]" * 100,
    "a key twice": BEGIN.encode() + b"phase='planning'\nphase='contract'",
    "not UTF-8": BEGIN.encode() + b"on='\xff'",
    "a lone surrogate": BEGIN.encode() + rb'on="\ud800"',
    "not a number": BEGIN.encode() + b"on=nan",
    "infinity": BEGIN.encode() + b"on=inf",
    "a huge integer": BEGIN.encode() + b"on=" + b"9" * 4_000,
    "an unreadable integer": BEGIN.encode() + b"on=" + b"9" * 5_000,
    "a mark of direction in a name": BEGIN.replace('"x"', '"\u202ex"').encode(),
    "a character of no width in a name": BEGIN.replace('"x"', '"a\u200bb"').encode(),
    "a name of hidden characters": BEGIN.encode() + '"\u202eemoh" = 1'.encode(),
    "a name that is code": BEGIN.encode() + b"\"__import__('os').system('true')\" = 1",
}
WATCHED = """
import sys
from aiprocure import dossiers
from aiprocure.errors import InvalidDossier

def read():
    try:
        dossiers.load(sys.argv[1])
    except InvalidDossier:
        pass

def watch(event, arguments):
    if event.split(".")[0] in {"open", "import", "exec", "compile", "os", "socket", "subprocess"}:
        seen.append((event, arguments[0]))

read()
seen = []
sys.addaudithook(watch)
read()
assert seen == [("open", sys.argv[1])], seen
[peak] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
assert int(peak) < 200_000, peak
"""
JSON = {
    "a key twice": b'{"edition": "2025-05-27", "edition": "2025-05-27"}',
    "a lone surrogate": json.dumps(LEAST | {"project": {"title": "\ud800"}}).encode(),
    "a null character": json.dumps(LEAST | {"project": {"title": "\x00"}}).encode(),
    "not a number": json.dumps(LEAST | {"on": float("nan")}).encode(),
    "infinity": json.dumps(LEAST | {"project": {"title": 1e400}}).encode(),
    "a huge exponent": json.dumps(LEAST)
    .replace('"議事録の要約"'.encode("ascii", "backslashreplace").decode(), "1e999")
    .encode(),
    "nested deep": b"[" * dossiers.MOST_BYTES,
    "a hundred deep": b"[" * 100 + b"]" * 100,
    "not UTF-8": "{}".encode("utf-16"),
}


def refused(file: Path) -> InvalidDossier:
    """What is said of a file that is no dossier."""
    with pytest.raises(InvalidDossier) as caught:
        dossiers.load(file)
    return caught.value


def places_are_named(error: InvalidDossier) -> None:
    """Every problem has words, a place where there is more than one, and both can be printed anywhere."""
    assert error.problems
    assert len(str(error).splitlines()) <= 101
    for problem in error.problems[:200]:
        assert problem.text.ja
        assert problem.text.in_language("en")
        assert problem.where or len(error.problems) == 1
        assert str(problem).isprintable()
        assert len(str(problem)) < 2_000


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_soon_read_or_refused(name: str, tmp_path: Path) -> None:
    """A second is promised; a test that shares its machine allows three."""
    file = tmp_path / "dossier.toml"
    file.write_bytes(LARGE[name])
    found: list[InvalidDossier] = []

    def read() -> None:
        try:
            dossiers.load(file)
        except InvalidDossier as error:
            found.append(error)

    assert processor_time(read) < 3
    for error in found:
        places_are_named(error)


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_broken_file_is_refused_with_its_place(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"dossier.{suffix}"
    for name, content in (SMALL if suffix == "toml" else JSON).items():
        file.write_bytes(content)
        assert refused(file).problems, name
        places_are_named(refused(file))


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_mark_of_byte_order_and_other_line_ends_do_not_matter(change: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    text = BEGIN + '[[requirements]]\nid = "１４"\nwords = """\n一\n二"""\n'
    file.write_bytes(text.encode())
    expected = dossiers.load(file)
    file.write_bytes(change(text).encode())
    assert dossiers.load(file) == expected
    assert expected.requirements[0].words == "一\n二"


def test_a_dossier_of_too_many_values_is_refused_where_most_are() -> None:
    items = [{"id": "1"}] * 100_000
    for data, expected in (
        (LEAST | {"requirements": items}, "/requirements: 100000 entries; at most 1000 are read"),
        (dict.fromkeys(map(str, range(100_001))), "more than 100000 keys and values in all; give fewer"),
        (items + items, "more than 100000 keys and values in all; give fewer"),
    ):
        begin = time.process_time()
        with pytest.raises(InvalidDossier) as caught:
            dossiers.from_data(data)
        assert str(caught.value) == expected
        assert time.process_time() - begin < 1


def test_data_that_holds_itself_is_refused() -> None:
    data: dict[str, object] = dict(LEAST)
    data["system"] = [data] * 2
    with pytest.raises(InvalidDossier, match="more than 100000 keys and values in all"):
        dossiers.from_data(data)


def test_reading_stops_where_too_much_is_wrong() -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.from_data(LEAST | {"requirements": [{"id": 1}] * 1_000})
    assert len(caught.value.problems) == 1_002
    assert str(caught.value.problems[-2]) == "/requirements/999: too many errors; stopped here"
    assert str(caught.value).splitlines()[-1] == "and 902 more problems"
    with pytest.raises(InvalidDossier) as caught:
        dossiers.from_data(LEAST | dict.fromkeys(map(str, range(5_000))))
    assert len(caught.value.problems) == 1_001
    assert str(caught.value.problems[-1]) == "/1000: too many errors; stopped here"


@st.composite
def nearly_dossiers(draw: st.DrawFn) -> object:
    """A dossier with one thing changed, somewhere."""
    return spoiled(draw(dossier_data_for(EDITION)), draw)


@given(json_like | nearly_dossiers())
def test_any_data_is_a_dossier_or_is_refused(data: object) -> None:
    try:
        dossiers.from_data(data)
    except InvalidDossier as error:
        places_are_named(error)


@given(st.binary(max_size=200), st.sampled_from(["toml", "json"]), st.booleans())
def test_any_file_is_a_dossier_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str, begun: bool
) -> None:
    file = tmp_path_factory.getbasetemp() / f"dossier.{suffix}"
    file.write_bytes((BEGIN.encode() if begun else b"") + content)
    try:
        dossiers.load(file)
    except InvalidDossier as error:
        places_are_named(error)


def test_the_worst_file_takes_little_space_and_opens_no_other(tmp_path: Path) -> None:
    """Watched from without: the most memory ever used, and every file opened once all is imported."""
    file = tmp_path / "dossier.toml"
    file.write_bytes(LARGE["deep keys"])
    subprocess.run([sys.executable, "-c", WATCHED, file], check=True)
