"""Case files, read with distrust."""

import json
import os
import time
from pathlib import Path

import pytest

from aiprocure import cases
from aiprocure.errors import InvalidCase

GOOD = """
edition = "2025-05-27"
[project]
title = "議事録の要約"
accounts = 200
[answers]
A = "③"
B = { option = "②", reason = "定型の業務" }
C = 2
review = "reviewed"
"""
GOOD_JSON = {
    "edition": "2025-05-27",
    "project": {"title": "議事録の要約", "accounts": 200},
    "answers": {"A": "③", "B": {"option": "②", "reason": "定型の業務"}, "C": 2, "review": "reviewed"},
}


def refused(file: Path) -> str:
    """What is said of a file that is no case file."""
    with pytest.raises(InvalidCase) as caught:
        cases.load(file)
    return str(caught.value)


def write(folder: Path, content: str | bytes, name: str = "case.toml") -> Path:
    """A file with some content."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_toml_and_json_are_read_alike(tmp_path: Path) -> None:
    toml = cases.load(write(tmp_path, GOOD))
    assert toml == cases.load(str(write(tmp_path, json.dumps(GOOD_JSON), "case.JSON")))
    assert cases.determine(toml).outcome.id == "low"
    assert cases.determine(toml).rule.id == "R6"


@pytest.mark.parametrize("content", ["\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path, content: str) -> None:
    assert cases.load(write(tmp_path, content)) == cases.load(write(tmp_path, GOOD, "other.toml"))


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("", "case.txt", "a case file ends in .toml or .json, not in '.txt'"),
        ("edition = ", "case.toml", "Invalid value"),
        ("a = 1\na = 2", "case.toml", "Cannot overwrite a value"),
        ("{", "case.json", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (
            '{"a": {"b": 1, "c": 2, "b": 3}}',
            "case.json",
            "the key 'b' stands twice in one table (at line 1, column 24)",
        ),
        ('{"a": "NaN",\n "b": NaN}', "case.json", "NaN is no number (at line 2, column 7)"),
        ('{"a: NaN}', "case.json", "Unterminated string starting at: line 1 column 2 (char 1)"),
        (
            f'{{"a": [\n-{"9" * 5000}]}}',
            "case.json",
            "a number with more digits than can be read (at line 2, column 1)",
        ),
        ("[project]\n[project]", "case.toml", ": Cannot declare project twice (at line 2, column 9)"),
        ('[a."b\'c"]\n[a."b\'c"]', "case.toml", """: Cannot declare a["b'c"] twice (at line 2, column 9)"""),
        ("a = {b = 1, b = 2}", "case.toml", ": Duplicate inline table key b (at line 1, column 18)"),
        ("{\"('a')\": 1, \"('a')\": 2}", "case.json", """the key "('a')" stands twice in one table"""),
        (
            '{"a": {"b": 1},\n"b": [{"b": 1}],\n"\\u0062": 1}',
            "case.json",
            "'b' stands twice in one table (at line 3, column 1)",
        ),
        ('}{"a": 1, "a": 2}', "case.json", "'a' stands twice in one table (at line 1, column 11)"),
        ('{"\\x": 1}', "case.json", "Invalid \\escape: line 1 column 3 (char 2)"),
        (b"title = '\xff\xfe'", "case.toml", r"not UTF-8 text: b'\xff' at byte 9"),
        (b"\x00" * 9, "case.toml", "Invalid statement (at line 1, column 1)"),
        ("[" * 60_000, "case.json", "more than 100 lists and tables in each other (at line 1, column 101)"),
        ("[[[]]]\n" * 60 + "a = " + "[" * 60_000, "case.toml", "in each other (at line 61, column 105)"),
        ("a = '['\n# [\nb = " + "{a = " * 101, "case.toml", "in each other (at line 3, column 505)"),
        (
            f"a = 1\nb = [-{'9' * 5000}]",
            "case.toml",
            "a number with more digits than can be read (at line 2, column 6)",
        ),
        (f"a = 1\nb = {'9_' * 5000}", "case.toml", "a number with more digits than can be read (at line 2, column 5)"),
        (f"b = {'9' * 5000} .5", "case.toml", "a number with more digits than can be read"),
        (f"{'9' * 5000} = 1\na = 1\na = 2", "case.toml", "Cannot overwrite a value"),
        ("#" * 65_537, "case.toml", "longer than the 65536 bytes a case file may have"),
        ("x = 1\n" + "a." * 16 + "a = 1", "case.toml", "a key of more than 16 parts (at line 2, column 1)"),
        ("[" + "'a' . " * 16 + "a]", "case.toml", "a key of more than 16 parts (at line 1, column 2)"),
    ],
)
def test_a_file_that_cannot_be_parsed_is_refused(
    tmp_path: Path, content: str | bytes, name: str, expected: str
) -> None:
    assert expected in refused(write(tmp_path, content, name))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert (
        refused(tmp_path / "missing.toml") == f"{tmp_path / 'missing.toml'}: cannot be read: No such file or directory"
    )
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert refused(folder) == f"{folder}: not a file that can be read to its end"
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert refused(pipe) == f"{pipe}: not a file that can be read to its end"
    assert "a case file ends in" in refused(Path("/dev/zero"))
    assert r"nul\x00l.toml: " in refused(Path("nul\0l.toml"))
    assert refused(5) == "path: expected the path of a file, not 5"  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("a." * 32_000 + "a = 1", "case.toml"),
        ("[" + "a." * 32_000 + "a]", "case.toml"),
        ("[[a]]\n" * 10_900, "case.toml"),
        ("a" * 65_000, "case.toml"),
        ('"' * 65_000, "case.toml"),
        ("{" + ", ".join(f'"{n}": 1' for n in range(6_000)) + ', "0": 1}', "case.json"),
        ("[" + f"{'9' * 4300}," * 15, "case.json"),
        ("a = [" + f"{'9' * 4300}a, " * 15, "case.toml"),
        ("[answers]\n" + "".join(f"x{n} = 9\n" for n in range(5_000)), "case.toml"),
    ],
)
def test_no_file_takes_long(tmp_path: Path, content: str, name: str) -> None:
    """A file that took time with the square of its size would take minutes here; the limit is far above the rest."""
    begin = time.process_time()
    refused(write(tmp_path, content, name))
    assert time.process_time() - begin < 5


def test_what_a_case_lacks_is_said_at_once(tmp_path: Path) -> None:
    content = GOOD.replace("edition =", "editoin =").replace("title =", "titel =").replace("reason", "reson")
    assert refused(write(tmp_path, content)).splitlines() == [
        "project.title: missing",
        "answers.B.reson: unknown key; did you mean 'reason'?; the keys are option, reason",
        "edition: missing",
        "editoin: unknown key; did you mean 'edition'?; the keys are edition, project, answers",
    ]


def test_answers_that_mean_nothing_are_refused_with_their_place_in_the_file(tmp_path: Path) -> None:
    content = GOOD.replace('"③"', '"⑨"').replace("review =", "rewiev =")
    with pytest.raises(InvalidCase) as caught:
        cases.determine(cases.load(write(tmp_path, content)))
    assert [problem.where for problem in caught.value.problems] == ["answers.A", "answers.rewiev", "answers.D"]


def test_an_edition_that_is_not_carried_is_refused(tmp_path: Path) -> None:
    case = cases.load(write(tmp_path, GOOD.replace("2025-05-27", "2026-06-12")))
    with pytest.raises(InvalidCase, match=r"^edition: no edition '2026-06-12'; carried: 2025-05-27$"):
        cases.determine(case)


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is a thing of POSIX")
def test_nothing_but_the_file_is_touched(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    cases.load(file)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
