"""How the command ends, as a process: its exit code, whatever becomes of its streams, and what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and signals of POSIX")

COMMAND = [sys.executable, "-m", "aiprocure"]
LOW = ["assess", "--edition", "2025-05-27", "-A", "3", "-B", "2", "-C", "3", "-D", "2"]
HIGH = ["assess", "--edition", "2025-05-27", "-A", "1", "-B", "1", "-C", "1", "-D", "1"]
CHECKED = 'edition = "2025-05-27"\n[project]\ntitle = "要約"\n'


def buffered() -> dict[str, str]:
    """The environment without what would hide that output is buffered."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


def shell(words: str, *command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell, whose words say what becomes of its streams: "$@" is the command."""
    whole = ["bash", "-c", words, "bash", *COMMAND, *command]
    return subprocess.run(whole, capture_output=True, text=True, encoding="utf-8", check=False, env=buffered(), cwd=cwd)


@pytest.mark.parametrize(
    "command", [["table"], ["editions", "--json"], [*HIGH, "--fail-on-high"], ["new", "--title", "x"]]
)
@pytest.mark.parametrize("stdout", [">&-", ">/dev/full"])
def test_a_result_that_cannot_be_written_is_an_ending_of_its_own(command: list[str], stdout: str) -> None:
    result = shell(f'"$@" {stdout}', *command)
    assert (result.returncode, len(result.stderr.splitlines())) == (3, 1)
    assert result.stderr.startswith("aiprocure: 結果を出力できない（")


def test_a_closed_output_does_not_matter_where_nothing_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(CHECKED, encoding="utf-8")
    result = shell('"$@" >&-', "check", "a.toml", "--format", "json", "-o", "a.json", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["format"] == "aiprocure.check/1"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (LOW, 0),
        ([*LOW, "--fail-on-high"], 0),
        ([*HIGH, "--fail-on-high"], 1),
        ([*HIGH, "--fail-on-high", "--json"], 1),
        (["check", "missing.toml", "--format", "json"], 2),
        (["table", "--all"], 0),
    ],
)
def test_a_reader_that_has_gone_away_does_not_change_the_code(command: list[str], code: int) -> None:
    read, write = os.pipe()
    os.close(read)
    result = subprocess.run([*COMMAND, *command], stdout=write, stderr=subprocess.PIPE, check=False, env=buffered())
    os.close(write)
    assert (result.returncode, b"Traceback" in result.stderr) == (code, False)


@pytest.mark.parametrize(
    ("command", "code"),
    [(["no-such-command"], 2), (["assess", "--no-such-option"], 2), (["check", "missing.toml"], 2), (LOW, 0)],
)
@pytest.mark.parametrize("stderr", ["2>/dev/full", "2>&-"])
def test_messages_that_cannot_be_written_do_not_change_the_code(command: list[str], code: int, stderr: str) -> None:
    assert shell(f'"$@" {stderr}', *command).returncode == code


def test_both_streams_may_be_closed() -> None:
    assert shell('"$@" >&- 2>&-', "table").returncode == 3
    assert shell('"$@" <&- >&- 2>&-', "no-such-command").returncode == 2


def test_where_nothing_is_typed_a_question_is_not_answered() -> None:
    result = shell('"$@" <&-', "ask", "--edition", "2025-05-27")
    assert (result.returncode, result.stdout) == (130, "")
    assert result.stderr.endswith("aiprocure: 中断した。何も書き出していない。\n")


AS_AT_A_TERMINAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
"""
"""What ignores no signal, even where the tests run in the background of a shell or under ``nohup``."""

AT_AN_IMPORT = """
import os, runpy, signal, sys
class Signalling:
    def find_spec(self, name, *_):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Signalling())
sys.argv = ["aiprocure", "table"]
runpy.run_module("aiprocure", run_name="__main__")
"""


@pytest.mark.parametrize(
    "module",
    ["aiprocure.errors", "aiprocure.cli", "click", "rich.console", "aiprocure.cli.commands.cmd_table", "rich.table"],
)
def test_ctrl_c_ends_the_command_however_early(module: str) -> None:
    script = f"{AS_AT_A_TERMINAL}MODULE = {module!r}{AT_AN_IMPORT}"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (result.returncode, result.stdout) == (130, b"")
    assert b"Traceback" not in result.stderr


AT_THE_LAST_STEP = """
import os, signal, sys
from aiprocure.__main__ import main
link = os.link
def stop(*names):
    os.kill(os.getpid(), SIGNAL)
    link(*names)
os.link = stop
sys.argv = ["aiprocure", "new", "--title", "x", "-o", "k.toml"]
main()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_command_that_is_stopped_leaves_nothing(tmp_path: Path, name: str, code: int) -> None:
    script = AS_AT_A_TERMINAL + AT_THE_LAST_STEP.replace("SIGNAL", f"signal.{name}")
    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (result.returncode, result.stdout, list(tmp_path.iterdir())) == (code, b"", [])
    assert b"Traceback" not in result.stderr


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    """As ``nohup`` has it."""
    script = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN){AT_THE_LAST_STEP}"
    script = script.replace("SIGNAL", "signal.SIGHUP")
    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (result.returncode, [file.name for file in tmp_path.iterdir()]) == (0, ["k.toml"])


def test_after_a_command_that_was_killed_a_second_try_succeeds(tmp_path: Path) -> None:
    script = AT_THE_LAST_STEP.replace("SIGNAL", "signal.SIGKILL")
    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    [left] = [file.name for file in tmp_path.iterdir()]
    assert (result.returncode, left.endswith(".part")) == (-signal.SIGKILL, True)
    again = shell('"$@"', "new", "--title", "x", "-o", "k.toml", cwd=tmp_path)
    assert (again.returncode, [file.name for file in tmp_path.iterdir()]) == (0, ["k.toml"])


def test_a_defect_of_ours_is_no_result() -> None:
    script = "import aiprocure.cli, sys; aiprocure.cli.aiprocure = None; from aiprocure.__main__ import main; main()"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (result.returncode, result.stderr.splitlines()[-1][:9]) == (70, b"TypeError")


@pytest.mark.parametrize("words", [["new", "--title"], ["new", "--edition"], ["new", "-A"], ["show"], ["compare", "x"]])
def test_a_word_that_is_not_utf_8_is_refused(words: list[str]) -> None:
    result = subprocess.run([*COMMAND, *words, b"\xff"], capture_output=True, check=False)
    assert (result.returncode, result.stdout, b"Traceback" in result.stderr) == (2, b"", False)


def test_names_that_no_system_holds_are_refused_or_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(CHECKED, encoding="utf-8")
    long = "x" * 300
    for code, words in (
        (2, ["check", f"{long}.toml"]),
        (2, ["compare", f"{long}.toml", "2025-05-27"]),
        (3, ["check", "a.toml", "--format", "json", "-o", f"{long}.json"]),
        (3, ["check", "a.toml", "--format", "json", "-o", "a.toml/x.json"]),
        (3, ["new", "--title", "x", "-o", f"{long}.toml"]),
    ):
        result = shell('"$@"', *words, cwd=tmp_path)
        assert (result.returncode, "Traceback" in result.stderr) == (code, False)
        assert next(word for word in words if "/" in word or long in word) in result.stderr


@pytest.mark.parametrize("laid", ["dangling", "loop"])
def test_a_link_is_not_followed_unasked(tmp_path: Path, laid: str) -> None:
    (tmp_path / "a.toml").write_text(CHECKED, encoding="utf-8")
    (tmp_path / "o.json").symlink_to("elsewhere.json" if laid == "dangling" else "o.json")
    words = ["check", "a.toml", "--format", "json", "-o", "o.json"]
    result = shell('"$@"', *words, cwd=tmp_path)
    assert (result.returncode, {file.name for file in tmp_path.iterdir()}) == (2, {"a.toml", "o.json"})
    assert result.stderr.startswith("aiprocure: o.json：既に存在する。")
    assert shell('"$@" --overwrite', *words, cwd=tmp_path).returncode == 0


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(CHECKED, encoding="utf-8")
    (tmp_path / "o.json").touch(mode=0o444)
    result = shell('"$@"', "check", "a.toml", "--format", "json", "-o", "o.json", "--overwrite", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (
        3,
        "aiprocure: o.json：書き出せない（権限がない）。書き出す場所を確認するか、別の場所を指定すること。\n",
    )
    assert (tmp_path / "o.json").read_bytes() == b""
