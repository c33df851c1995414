"""What commands print and write: all of it, in an encoding that is read again, and over no file unasked."""

import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from aiprocure.cli import aiprocure
from aiprocure.cli.failures import Refusal, problem_line
from aiprocure.cli.output import print_json, print_text, require_free, write_file, write_json, write_new
from aiprocure.encoding import Data


def refused(caught: pytest.ExceptionInfo[Refusal]) -> tuple[str, int]:
    """What a refusal says in English, and its code."""
    [problem] = caught.value.problems
    return problem_line(problem, "en"), caught.value.code


@pytest.mark.slow
@pytest.mark.parametrize("words", [["table"], ["table", "--all"], ["table", "--lang", "en"]])
@pytest.mark.parametrize("charset", ["utf-8", "cp932"])
@pytest.mark.parametrize("ambiguous", [1, 2])
def test_tables_line_up_however_wide_ambiguous_characters_are(words: list[str], charset: str, ambiguous: int) -> None:
    printed = CliRunner(charset=charset).invoke(aiprocure, words, catch_exceptions=False).stdout
    wide = "WFA" if ambiguous == 2 else "WF"
    lines = [line.rstrip() for line in printed.splitlines()[1:]]
    widths = {sum(2 if unicodedata.east_asian_width(each) in wide else 1 for each in line) for line in lines if line}
    assert len(widths) == 1
    assert len(lines) > 10


def test_the_text_of_a_file_is_utf_8_but_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, "cp932")
    monkeypatch.setattr(sys, "stdout", stream)
    print_text("高\udcff\n")
    assert raw.getvalue() == "高\\udcff\n".encode()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    print_text("高")
    assert raw.getvalue().endswith("高".encode("cp932"))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    print_text("高")
    assert (isinstance(sys.stdout, io.StringIO), sys.stdout.seek(0), sys.stdout.read()) == (True, 0, "高")


def test_json_is_ascii_where_a_terminal_is_or_a_text_would_disturb_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for charset, text, expected in (
        ("utf-8", "高", '"高"\n'.encode()),
        ("cp932", "高", b'"\\u9ad8"\n'),
        ("utf-8", "\u202e", b'"\\u202e"\n'),
    ):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, charset))
        print_json(text)
        assert raw.getvalue() == expected


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    file = tmp_path / "new.toml"
    write_new(file, "mine")
    with pytest.raises(Refusal) as caught:
        write_new(file, "theirs")
    assert refused(caught) == (f"{file}: already exists; choose another name", 2)
    with pytest.raises(Refusal) as caught:
        write_file(file, "theirs", overwrite=False)
    assert refused(caught) == (f"{file}: already exists; give --overwrite to replace it", 2)
    assert file.read_text(encoding="utf-8") == "mine"
    write_file(file, "theirs")
    assert file.read_text(encoding="utf-8") == "theirs"
    with pytest.raises(Refusal) as caught:
        write_file(Path("/dev/null"), "x")
    assert refused(caught) == ("/dev/null: cannot be written: exists and is not a regular file", 3)


def test_a_file_that_cannot_be_written_has_its_own_code(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        write_new(tmp_path / "none" / "new.toml", "x")
    assert refused(caught) == (f"{tmp_path}/none/new.toml: cannot be written: no such file or folder", 3)
    with pytest.raises(Refusal) as caught:
        require_free(tmp_path / ("x" * 300), [], overwrite=False)
    assert refused(caught) == (f"{tmp_path}/{'x' * 300}: cannot be written: file name too long", 3)


def test_what_is_read_is_not_written_over_by_any_name(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.touch()
    (tmp_path / "link").symlink_to(source)
    for output in (source, tmp_path / "link"):
        with pytest.raises(Refusal) as caught:
            require_free(output, [tmp_path / "missing", source], overwrite=True)
        assert refused(caught) == (f"{output}: is also an input; choose another file", 2)
    require_free(tmp_path / "free", [source], overwrite=False)


@pytest.mark.parametrize("target", ["nowhere", "link"])
def test_a_link_that_leads_nowhere_is_taken_all_the_same(tmp_path: Path, target: str) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(Refusal) as caught:
        require_free(link, [], overwrite=False)
    assert refused(caught) == (f"{link}: already exists; give --overwrite to replace it", 2)
    require_free(link, [], overwrite=True)


def test_json_in_a_file_is_whole(tmp_path: Path) -> None:
    whole: list[Data] = ["高", "\udcff", {"a": [1, None]}]
    for data in whole:
        write_json(tmp_path / "x.json", data)
        assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8")) == data
