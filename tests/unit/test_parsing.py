"""Texts that people write, parsed with distrust: what is wrong with them is said in words, with its line."""

import inspect
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from aiprocure.encoding.parsing import parse, read_source, source_of
from aiprocure.errors import InvalidData, Problem, Text

KIND = Text("案件書類", "a dossier")
MOST = 65_536


def problem_of(text: str | bytes, form: Any = "toml") -> Problem:
    """The one thing for which a text cannot be read."""
    with pytest.raises(InvalidData) as caught:
        parse(source_of(text, form=form, most_bytes=MOST))
    [problem] = caught.value.problems
    assert not re.search(r"\(at line|char \d|Exceeds", f"{problem.text.ja}{problem.text.en}")
    return problem


def refused(path: Any) -> Problem:
    """The one thing for which a file cannot be read."""
    with pytest.raises(InvalidData) as caught:
        read_source(path, kind=KIND, most_bytes=MOST)
    [problem] = caught.value.problems
    return problem


def test_a_text_is_read_whatever_its_line_ends_and_with_or_without_a_mark() -> None:
    expected = {"a": {"b": "一"}}
    for text in ("[a]\nb = '一'\n", "\ufeff[a]\r\nb = '一'\r\n", "[a]\nb = '一'".encode()):
        assert parse(source_of(text, form="toml", most_bytes=MOST)) == expected
    for text in ('{"a": {"b": "一"}}', '\ufeff{"a": {"b":\r\n"一"}}'.encode()):
        assert parse(source_of(text, form="json", most_bytes=MOST)) == expected


@pytest.mark.parametrize(
    ("text", "code", "place", "english"),
    [
        ('　[project]\ntitle = "x"', "odd-space", (1, 1), "(full-width, U+3000)"),
        ('a = 1\ntitle\u00a0= "x"', "odd-space", (2, 6), "(U+00A0)"),
        ("title = “x”", "wrong-character", (1, 9), "the character '“' (U+201C) cannot be used here; write \""),
        ("title = ＂x＂", "wrong-character", (1, 9), '(U+FF02) cannot be used here; write "'),
        ("title = 「x」", "wrong-character", (1, 9), '(U+300C) cannot be used here; write "'),
        ("title = ‘x’", "wrong-character", (1, 9), "(U+2018) cannot be used here; write '"),
        ('title = "x”', "wrong-character", (1, 11), '(U+201D) cannot be used here; write "'),
        ('title = "議事録、要約”\n', "wrong-character", (1, 16), '(U+201D) cannot be used here; write "'),
        ('title ＝ "x"', "wrong-character", (1, 7), "(U+FF1D) cannot be used here; write ="),
        ('title： "x"', "wrong-character", (1, 6), "(U+FF1A) cannot be used here; write ="),
        ('［project］\ntitle = "x"', "wrong-character", (1, 1), "(U+FF3B) cannot be used here; write ["),
        ('[project］\ntitle = "x"', "wrong-character", (1, 9), "(U+FF3D) cannot be used here; write ]"),
        ('【project】\ntitle = "x"', "wrong-character", (1, 1), "(U+3010) cannot be used here; write ["),
        ('a = ["x"、"y"]', "wrong-character", (1, 9), "(U+3001) cannot be used here; write ,"),
        ('a = ["x"，"y"]', "wrong-character", (1, 9), "(U+FF0C) cannot be used here; write ,"),
        ('Ａ = "①"', "wrong-character", (1, 1), "(U+FF21) cannot be used here; write A"),
        ('a = "x" ＃ 注', "wrong-character", (1, 9), "(U+FF03) cannot be used here; write #"),
        ("on = ２０２５-06-01", "wrong-character", (1, 6), "(U+FF12) cannot be used here; write 2"),
        ('a = 1\n\u200bb = "x"', "hidden-characters", (2, 1), "'\\u200b'"),
        ('件名 = "x"', "key-needs-quotes", (1, 1), 'the name 件名 needs quotation marks: "件名" = …'),
        ('[案件]\ntitle = "x"', "key-needs-quotes", (1, 2), 'the name 案件 needs quotation marks: ["案件"]'),
        ('[[要件]]\nid = "1"', "key-needs-quotes", (1, 3), 'needs quotation marks: [["要件"]]'),
        ("title = 議事録の要約", "text-needs-quotes", (1, 9), "put text in quotation marks; '議事録の要約'"),
        ("phase = planning", "text-needs-quotes", (1, 9), "'planning' cannot stand without them"),
        ("a = [1, planning]", "text-needs-quotes", (1, 9), "'planning'"),
        ("on = 2025年6月1日", "text-needs-quotes", (1, 6), "'2025年6月1日'"),
        ("title = ", "value-missing", (1, 9), "there is no value after ="),
        ("title = # 件名", "value-missing", (1, 9), "there is no value after ="),
        ('title\na = "x"', "equals-missing", (1, 6), "expected = after the name of the key"),
        ('title "x"', "equals-missing", (1, 7), "expected = after the name of the key"),
        ('title: "x"', "equals-missing", (1, 6), "expected = after the name of the key"),
        ('title = "x\na = 1', "not-closed", (1, 9), "what begins with '\"x' is not closed"),
        ("title = 'x\na = 1", "not-closed", (1, 9), "is not closed"),
        ('title = "x', "not-closed", (1, 9), "is not closed"),
        (r'title = "x\"', "not-closed", (1, 9), "is not closed"),
        ('title = """x\na = 1', "not-closed", (1, 9), "is not closed"),
        ("title = '''x\na = 1", "not-closed", (1, 9), "is not closed"),
        ('a = [1,\n"b", # [\n', "not-closed", (1, 5), "is not closed"),
        ("a = {b = [1], c = [2", "not-closed", (1, 19), "is not closed"),
        (r'path = "C:\Users"', "invalid-escape", (1, 11), "is not used correctly in this text"),
        (r'path = "C:\資料"', "invalid-escape", (1, 11), "is not used correctly in this text"),
        ("a = 1\na = 2", "duplicate-key", (2, 6), "the key 'a' is given more than once"),
        ("[project]\n[project]", "duplicate-key", (2, 9), "the key '[project]' is given more than once"),
        ("a = {b = 1, b = 2}", "duplicate-key", (1, 18), "the key 'b' is given more than once"),
        ("a = 1\na.b = 2", "duplicate-key", (2, 8), "the key 'a.b' is given more than once"),
        (
            '[[requirements]]\nid = "1"\n#[[requirements]]\n#words = ""\nid = "2"',
            "header-is-comment",
            (5, 1),
            "the key 'id' is given more than once; is the heading [[requirements]] above it still a comment?",
        ),
        ('# [[clauses]]\n[[requirements]]\nid = "1"\nid = "2"', "duplicate-key", (4, 9), "'id'"),
        ("\0", "hidden-characters", (1, 1), r"'\x00'"),
        ("a = 1 b = 2", "not-well-formed", (1, 7), "not well-formed TOML near 'b = 2'"),
        ("a = [1,,2]", "not-well-formed", (1, 8), "not well-formed TOML near ',2]'"),
        ("= 1", "not-well-formed", (1, 1), "not well-formed TOML near '= 1'"),
        ("[" * 60_000, "too-deep", (1, 101), "nested more than 100 levels deep"),
        ("[[[]]]\n" * 60 + "a = " + "[" * 60_000, "too-deep", (61, 105), "nested more than 100 levels deep"),
        ("a = '['\n# [\nb = " + "{a = " * 101, "too-deep", (3, 505), "nested more than 100 levels deep"),
        (f"a = 1\nb = [-{'9' * 5000}]", "too-many-digits", (2, 6), "more digits than can be read"),
        (f"a = 1\nb = {'9_' * 5000}", "too-many-digits", (2, 5), "more digits than can be read"),
        (f"b = {'9' * 5000} .5", "too-many-digits", (None, None), "more digits than can be read"),
        (f"{'9' * 5000} = 1\na = 1\na = 2", "duplicate-key", (3, 6), "given more than once"),
        ("x = 1\n" + "a." * 16 + "a = 1", "key-too-deep", (2, 1), "a key of more than 16 parts"),
        ("[" + "'a' . " * 16 + "a]", "key-too-deep", (1, 2), "a key of more than 16 parts"),
        ("a=[" + "1.," * 20_001, "too-many-dots", (1, 60_005), "more than 20000 dots"),
        ("𠮷 = 1", "key-needs-quotes", (1, 1), "the name 𠮷"),
        ('"𠮷" = 1 ＃', "wrong-character", (1, 10), "(U+FF03)"),
    ],
)
def test_what_is_wrong_with_toml_is_said_in_words(
    text: str, code: str, place: tuple[int | None, int | None], english: str
) -> None:
    problem = problem_of(text)
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert english in problem.text.in_language("en")
    assert problem_of(text.replace("\n", "\r\n")).code == code


@pytest.mark.parametrize(
    ("text", "code", "place", "english"),
    [
        ("{“a”: 1}", "wrong-character", (1, 2), '(U+201C) cannot be used here; write "'),
        ("{'a': 1}", "wrong-character", (1, 2), 'write "'),
        ('{"a"：1}', "wrong-character", (1, 5), "write :"),
        ('{"a": 1、"b": 2}', "wrong-character", (1, 8), "write ,"),
        ('{　"a": 1}', "odd-space", (1, 2), "U+3000"),
        ('{"a": 1,\n}', "comma-before-end", (1, 8), "remove it"),
        ('{"a": [1, ]}', "comma-before-end", (1, 9), "remove it"),
        ('{"a": planning}', "text-needs-quotes", (1, 7), "'planning'"),
        ("{title: 1}", "text-needs-quotes", (1, 2), "'title'"),
        ('{"a": "x}', "not-closed", (1, 7), "is not closed"),
        ('{"a": "x\n"}', "not-closed", (1, 7), "is not closed"),
        ('{"a: NaN}', "not-closed", (1, 2), "is not closed"),
        ("{", "not-closed", (1, 1), "what begins with '{' is not closed"),
        ('{"a": [1', "not-closed", (1, 7), "is not closed"),
        ("", "not-well-formed", (1, 1), "not well-formed JSON near ''"),
        ('{"\\x": 1}', "invalid-escape", (1, 3), "is not used correctly"),
        ('{"a" 1}', "text-needs-quotes", (1, 6), "'1'"),
        ('{"a": 1 "b": 2}', "not-well-formed", (1, 9), "near '\"b\": 2}'"),
        ('{"a": {"b": 1, "c": 2, "b": 3}}', "duplicate-key", (1, 24), "the key 'b' is given more than once"),
        ("{\"('a')\": 1, \"('a')\": 2}", "duplicate-key", (1, 14), """the key "('a')" is given"""),
        ('{"a": {"b": 1},\n"b": [{"b": 1}],\n"\\u0062": 1}', "duplicate-key", (3, 1), "the key 'b'"),
        ('}{"a": 1, "a": 2}', "duplicate-key", (1, 11), "the key 'a'"),
        ('{"a": "NaN",\n "b": NaN}', "not-a-json-number", (2, 7), "'NaN' is not a number in JSON"),
        (f'{{"a": [\n-{"9" * 5000}]}}', "too-many-digits", (2, 1), "more digits than can be read"),
        ("[" * 60_000, "too-deep", (1, 101), "nested more than 100 levels deep"),
    ],
)
def test_what_is_wrong_with_json_is_said_in_words(
    text: str, code: str, place: tuple[int | None, int | None], english: str
) -> None:
    problem = problem_of(text, "json")
    assert (problem.code, (problem.line, problem.column)) == (code, place)
    assert english in problem.text.in_language("en")


@pytest.mark.parametrize(
    ("content", "seems", "line"),
    [
        ("title = '議事録の要約'".encode("cp932"), "; it seems to be Shift_JIS (CP932)", 1),
        ("a = 1\ntitle = '議事録の要約'".encode("euc_jp"), "; it seems to be EUC-JP", 2),
        ("title = '議事録'".encode("utf-16"), "; it seems to be UTF-16", None),
        ("title = 'x'".encode("utf-16-le"), "; it seems to be UTF-16", None),
        ("title = 'x'".encode("utf-16-be"), "; it seems to be UTF-16", None),
        (b"title = '\xff\xfe'", "", 1),
        ("a = '\ud800'", "", 1),
    ],
)
def test_what_is_not_utf_8_is_named_by_its_encoding(content: bytes | str, seems: str, line: int | None) -> None:
    problem = problem_of(content)
    assert (problem.code, problem.line) == ("not-utf-8", line)
    assert problem.text.in_language("en").startswith(f"not UTF-8 text{seems}; in the editor's Save As, ")
    assert "UTF-8を選び、保存し直すこと。" in problem.text.ja


def test_what_cannot_be_a_source_is_refused() -> None:
    assert str(problem_of("#" * (MOST + 1))) == "longer than 65536 bytes"
    assert str(problem_of("あ" * 30_000)) == "longer than 65536 bytes"
    assert str(problem_of(5)) == "expected text or bytes, not 5"  # type: ignore[arg-type]  # the slip this is about
    assert str(problem_of("", "yaml")) == "expected toml, json as the form, not 'yaml'"


def test_a_deep_text_with_little_room_left_to_read_it_is_refused() -> None:
    def read_below(depth: int) -> None:
        if depth:
            read_below(depth - 1)
        else:
            parse(source_of("x=" + "[" * 99 + "]" * 99, form="toml", most_bytes=MOST))

    with pytest.raises(InvalidData, match=r"^cannot be read: nested too deeply$"):
        read_below(sys.getrecursionlimit() - len(inspect.stack(0)) - 100)


def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    assert str(refused(missing)) == f"{missing}: cannot be read: no such file"
    assert (
        refused(missing).text.ja == "そのファイルがないため、読み取れない。ファイルの名前、場所及び権限を確認すること。"
    )
    assert str(refused(str(tmp_path / "case.txt"))).endswith("ends in .toml, .json, not in '.txt'")
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert str(refused(folder)) == f"{folder}: not a regular file"
    assert str(refused(folder / "x.toml" / "y.toml")) == f"{folder / 'x.toml' / 'y.toml'}: cannot be read: no such file"
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    assert str(refused(loop)) == f"{loop}: cannot be read: the links lead round in a circle"
    assert str(refused(tmp_path / ("x" * 300 + ".toml"))).endswith("cannot be read: the name is too long")
    assert str(refused("nul\0l.toml")).endswith("cannot be read: the name holds a character that no file name can")
    assert refused("\ud800.toml").code == "cannot-be-read"
    assert refused("\udcff.toml").code == "cannot-be-read"
    for path in (5, None, b"x.toml"):
        assert str(refused(path)).startswith("expected the path of a file, not ")
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (MOST + 1))
    assert str(refused(large)) == f"{large}: longer than 65536 bytes"


def test_a_name_that_is_not_utf_8_is_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.toml"
    Path(os.fsdecode(path)).write_text("a = 1", encoding="utf-8")
    assert parse(read_source(os.fsdecode(path), kind=KIND, most_bytes=MOST)) == {"a": 1}


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is a thing of POSIX")
def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert str(refused(pipe)) == f"{pipe}: not a regular file"
    link = tmp_path / "zero.toml"
    link.symlink_to("/dev/zero")
    assert str(refused(link)) == f"{link}: not a regular file"


def test_a_file_that_breaks_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.toml"
    file.write_text("a = 1", encoding="utf-8")

    def broken(descriptor: int, size: int) -> bytes:  # noqa: ARG001  # as os.read is called
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)
    assert str(refused(file)) == f"{file}: cannot be read: input or output error"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("a." * 32_000 + "a = 1", "toml"),
        ("[" + "a." * 32_000 + "a]", "toml"),
        ("[[a]]\n" * 10_900 + "=", "toml"),
        ("a" * 65_000, "toml"),
        ('"' * 65_000, "toml"),
        ("'" * 65_000, "toml"),
        ('"' + '\\"' * 32_000, "toml"),
        ("x = " + '\\"' * 32_000, "toml"),
        ("x = " + '"""' * 21_000 + "'''", "toml"),
        ("x = " + "「" * 21_000, "toml"),
        ("x = [" + '"a"、' * 8_000, "toml"),
        ("#[[a]]\n" * 9_000 + "a=1\na=1", "toml"),
        ("{" + ", ".join(f'"{n}": 1' for n in range(6_000)) + ', "0": 1}', "json"),
        ("[" + f"{'9' * 4300}," * 15, "json"),
        ("a = [" + f"{'9' * 4300}a, " * 15, "toml"),
        ('{"' + '\\"' * 32_000, "json"),
        ("[" + '"a" ' * 16_000, "json"),
    ],
)
def test_no_text_takes_long(content: str, form: str) -> None:
    """A text that took time with the square of its size would take minutes here; the limit is far above the rest."""
    begin = time.process_time()
    problem_of(content, form)
    assert time.process_time() - begin < 2


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is a thing of POSIX")
def test_nothing_but_the_file_is_touched(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"a": 1}), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert parse(read_source(file, kind=KIND, most_bytes=MOST)) == {"a": 1}
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
