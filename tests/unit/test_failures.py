"""Refusals: what is said of whatever fails for reasons outside, in which language and form, and with which code."""

import errno
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from aiprocure.cli import aiprocure
from aiprocure.cli.failures import (
    INTERRUPTED,
    REFUSED,
    UNWRITABLE,
    Refusal,
    problem_line,
    refusing,
    requested_language,
    unwritable,
)
from aiprocure.cli.output import PROBLEMS_FORMAT
from aiprocure.errors import Choice, InvalidData, MissingExtra, Problem


def run(*words: str) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, words, catch_exceptions=False)


@pytest.mark.parametrize(
    ("error", "problem_code", "code"),
    [
        (InvalidData([Problem.of("interrupted"), Problem.of("not-given")]), ["interrupted", "not-given"], REFUSED),
        (MissingExtra("excel"), ["missing-extra"], REFUSED),
        (Refusal(Problem.of("one-dossier"), code=UNWRITABLE), ["one-dossier"], UNWRITABLE),
        ("\udcff".encode, ["not-text"], REFUSED),
        (OSError(errno.ENOSPC, "No space left on device"), ["output-not-written"], UNWRITABLE),
        (OSError(errno.EACCES, "Permission denied", "o.json"), ["cannot-be-written"], UNWRITABLE),
        (KeyboardInterrupt(), ["interrupted"], INTERRUPTED),
        (EOFError(), ["interrupted"], INTERRUPTED),
        (click.Abort(), ["interrupted"], INTERRUPTED),
    ],
)
def test_whatever_fails_for_reasons_outside_is_a_refusal(error: object, problem_code: list[str], code: int) -> None:
    with pytest.raises(Refusal) as caught, refusing():
        raise error if isinstance(error, BaseException) else _error_of(error)
    assert ([problem.code for problem in caught.value.problems], caught.value.code) == (problem_code, code)


def _error_of(call: object) -> BaseException:
    """What a call raises."""
    assert callable(call)
    with pytest.raises(UnicodeEncodeError) as caught:
        call()
    return caught.value


def test_a_mistake_of_ours_is_not_a_refusal() -> None:
    for mistake in (ImportError("no module", name="aiprocure.nothing"), KeyError("x"), TypeError("y")):
        with pytest.raises(type(mistake)), refusing():
            raise mistake


def test_a_file_that_cannot_be_written_is_named_with_the_reason_in_both_languages() -> None:
    [problem] = unwritable(OSError(errno.EROFS, "Read-only file system"), "案\x1b.json").problems
    assert (
        problem_line(problem, "ja")
        == "案\\x1b.json：書き出せない（読み取り専用の場所である）。書き出す場所を確認するか、別の場所を指定すること。"
    )
    assert problem_line(problem, "en") == "案\\x1b.json: cannot be written: read-only file system"
    for error in (OSError(-1, "odd"), OSError("odd")):
        [problem] = unwritable(error).problems
        assert problem_line(problem, "en") == "the output cannot be written: odd"


def test_a_line_begins_with_the_place() -> None:
    problem = Problem("x", "/a/\u202eb", "", (), Problem.of("not-given").text, file="f.toml", line=3, column=7)  # type: ignore[arg-type]  # a code
    assert problem_line(problem, "en") == 'f.toml, line 3, column 7: "a", "\\u202eb": not given; give it'


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], "ja"),
        (["assess", "--lang", "en"], "en"),
        (["--lang=en", "assess"], "en"),
        (["--lang", "en", "--lang", "ja"], "ja"),
        (["--lang", "fr"], "ja"),
        (["--lang"], "ja"),
        (["en"], "ja"),
    ],
)
def test_the_language_is_known_even_where_a_command_makes_no_sense(words: list[str], language: str) -> None:
    assert requested_language(words) == language


@pytest.mark.parametrize(
    ("words", "ja", "en"),
    [
        (["asess"], "コマンド 'asess' はない。ask、assess、", "no command 'asess'; choose from ask, assess, "),
        (["table", "--x"], "オプション '--x' はない。使い方は「", "no option '--x'; see aiprocure table --help"),
        (
            ["table", "--edtion", "x"],
            "オプション '--edtion' はない。--editionのことではないか。使い方は「",
            "no option '--edtion'; did you mean --edition?; see aiprocure table --help",
        ),
        (["check"], "DOSSIER...：指定がない。指定すること。", "DOSSIER...: not given; give it"),
        (
            ["table", "--edition"],
            "--edition：値がない。値を続けて指定すること。",
            "--edition: no value; give one ",
        ),
        (
            ["check", "x", "--format", "y"],
            "--format：指定した値は使えない。text、json、",
            "--format: choose from text, json, sarif, ",
        ),
        (
            ["table", "x", "y"],
            "'x y' は余分である。取り除くこと。使い方は「",
            "unexpected: 'x y'; see aiprocure table --help",
        ),
        (
            ["table", "--edition", "a", "--edition", "b", "--json", "--json"],
            "--edition：二度以上指定している。一度だけ指定すること。",
            "--edition: given more than once; give it once",
        ),
        (["table", "--json=x"], "--json：値を付けることができない。値を付けずに", "--json: takes no value; give none"),
        (["show", "\0"], "'\\x00' には、文字として読み取れないものがある。", "'\\x00' is not UTF-8 text"),
    ],
)
def test_a_slip_on_the_command_line_is_said_in_the_language_asked_for(words: list[str], ja: str, en: str) -> None:
    for language, expected in (("ja", ja), ("en", en)):
        result = run(words[0], "--lang", language, *words[1:])
        assert result.exit_code == 2
        assert any(line.startswith(f"aiprocure: {expected}") for line in result.stderr.splitlines())


def test_json_that_is_asked_for_has_the_problems() -> None:
    for words in (["show", "nope", "--json"], ["check", "--format=json", "--no"], ["check", "--format", "json"]):
        result = run(*words)
        document = json.loads(result.stdout)
        assert (result.exit_code, document["format"]) == (2, PROBLEMS_FORMAT)
        assert result.stderr.count("\n") == len(document["problems"]) == 1
    result = run("check", "x.toml", "--format", "docx", "--format", "json")
    [problem] = json.loads(result.stdout)["problems"]
    assert problem == {
        "code": "given-twice",
        "where": "/format",
        "value": "",
        "expected": [],
        "text": {
            "ja": "二度以上指定している。一度だけ指定すること。",
            "en": "given more than once; give it once",
        },
        "file": "",
        "line": None,
        "column": None,
    }
    [problem] = json.loads(run("table", "--lang", "fr", "--json").stdout)["problems"]
    assert problem["expected"] == [{"id": "ja", "label": ""}, {"id": "en", "label": ""}]


def test_json_of_a_refusal_is_ascii_where_the_terminal_is_or_a_text_would_disturb_it() -> None:
    plain = CliRunner(charset="ascii").invoke(aiprocure, ["show", "nope", "--json"], catch_exceptions=False)
    assert json.loads(plain.stdout_bytes.decode("ascii"))["format"] == PROBLEMS_FORMAT
    assert "\u202e" not in run("show", "\u202e", "--json").stdout


def test_of_very_many_problems_the_first_hundred_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise InvalidData(Problem.of("not-given", f"/{n}") for n in range(123))

    monkeypatch.setattr("aiprocure.cli.commands.cmd_table.load_editions", refuse)
    lines = run("table", "--lang", "en").stderr.splitlines()
    assert (lines[0], len(lines), lines[-1]) == (
        *('aiprocure: "0": not given; give it', 101),
        "aiprocure: and 23 more problems",
    )
    assert run("table").stderr.splitlines()[-1] == "aiprocure: このほかに23件の誤りがある。"


def test_what_would_be_right_is_data_too() -> None:
    assert Refusal(Problem.of("bad-option-value", expected=[Choice("ja")])).problems[0].expected == (Choice("ja"),)


@pytest.mark.parametrize("words", [[], ["sheet"]])
def test_where_a_command_has_to_be_named_the_help_is_shown(words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--help" in result.stderr
    assert "コマンドの書き方に誤りがある" not in result.stderr


def test_a_slip_that_click_has_no_kind_for_is_said_in_its_words() -> None:
    with pytest.raises(Refusal) as caught, refusing():
        raise click.UsageError("Odd.", click.Context(click.Command("x"), info_name="x"))
    [problem] = caught.value.problems
    assert problem_line(problem, "ja") == (
        "コマンドの書き方に誤りがある（Odd.）。使い方は「x --help」により確認すること。"
    )


def test_a_command_that_a_group_does_not_have_is_refused_with_those_it_has() -> None:
    result = run("sheet", "nope")
    assert result.exit_code == 2
    assert result.stderr == "aiprocure: コマンド 'nope' はない。importから選ぶこと。\n"


def test_the_commands_are_those_that_there_are() -> None:
    assert len(aiprocure.commands) == len(set(aiprocure.commands))
    assert "nope" not in aiprocure.commands


@pytest.mark.parametrize(
    ("words", "where", "said"),
    [
        (["what-if", "d.toml", "--to", "foo"], "/to", "--to：結果に 'foo' はない。"),
        (["what-if", "d.toml", "--keep", "A", "--keep", "foo"], "/keep/1", "--keep：判定軸 'foo' はない。"),
        (["check"], "/dossier", "DOSSIER...：指定がない。"),
        (["show"], "/name", "NAME：指定がない。"),
        (["table", "--lang", "fr"], "/lang", "--lang：指定した値は使えない。"),
        (["table", "--lang"], "/lang", "--lang：値がない。"),
        (["new", "--title", ""], "/title", "--title：'' には内容がない。"),
        (["check", "a", "b", "--format", "docx"], "/format", "--format docx：案件書類を二つ以上指定している。"),
        (["assess", "--edition", "2025-05-27", "--answer", "A"], "/answer", "--answer：'A' は読み取れない。"),
        (["assess", "--edition", "2025-05-27", "--answer", "A/~=1"], "/A~1~0", "回答A/~：判定軸 'A/~' はない。"),
    ],
)
def test_what_a_command_was_given_has_a_pointer_for_programs_and_its_name_for_people(
    words: list[str], where: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = "answers = {A = 1, B = 1, C = 1, D = 1}"
    Path("d.toml").write_text(f'edition = "2025-05-27"\nproject = {{title = "x"}}\n{answers}\n', encoding="utf-8")
    refused: list[Refusal] = []
    monkeypatch.setattr("aiprocure.cli.print_refusal", lambda refusal, _words: refused.append(refusal))
    run(*words)
    [refusal] = refused
    assert refusal.problems[0].where == where
    assert problem_line(refusal.problems[0], "ja", refusal.names).startswith(said)


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("--editio", "--editionのことではないか。"),
        ("--editions", "--editionのことではないか。"),
        ("--edtion", "--editionのことではないか。"),
        ("--ed", "--editionのことではないか。"),
        ("--hello", ""),
        ("--option", ""),
        ("-Z", ""),
    ],
)
def test_only_an_option_that_is_near_is_offered(given: str, offered: str) -> None:
    assert run("assess", given, "x").stderr.startswith(f"aiprocure: オプション '{given}' はない。{offered}使い方は")
