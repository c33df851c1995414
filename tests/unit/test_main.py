"""The streams and the signals of the command, without a process of its own."""

import errno
import io
import os
import runpy
import signal
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from aiprocure import __main__ as command
from aiprocure.__main__ import main


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Handlers of signals, and streams, are put back after each test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    streams = sys.stdin, sys.stdout, sys.stderr
    yield
    sys.stdin, sys.stdout, sys.stderr = streams
    for number, handler in before.items():
        signal.signal(number, handler)


class Raw(io.RawIOBase):
    """What a stream writes to: it takes bytes, or fails with the error of a number, as often as it is asked."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.asked, self.written = number, 0, b""

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 7

    def write(self, content: object) -> int:
        self.asked += 1
        if self.number:
            raise OSError(self.number, "failed")
        self.written += bytes(memoryview(content))  # type: ignore[arg-type]  # a buffer
        return memoryview(content).nbytes  # type: ignore[arg-type]  # a buffer


def test_an_interrupt_before_the_command_begins_ends_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that an import does with an exception keeps it from ending."""
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command._replace_interrupts(signal.default_int_handler, by=command._leave)
    signal.raise_signal(signal.SIGINT)
    command._replace_interrupts(command._leave, by=signal.default_int_handler)
    assert (codes, signal.getsignal(signal.SIGINT)) == ([130], signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    command._replace_interrupts(signal.default_int_handler, by=command._leave)
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def output(raw: Raw | None, *, messages: bool = False) -> command._Output:
    """The stream of a process whose raw stream, buffered or not, is this."""
    return command._Output(None if raw is None else SimpleNamespace(buffer=SimpleNamespace(raw=raw)), messages=messages)


def test_what_is_written_arrives() -> None:
    raw = Raw()
    stream = output(raw)
    assert (stream.write(b"abc"), raw.written, stream.isatty(), stream.fileno(), stream.writable()) == (
        *(3, b"abc", True, 7, True),
    )
    unbuffered = command._Output(SimpleNamespace(buffer=raw), messages=False)
    assert (unbuffered.write(b"de"), raw.written) == (2, b"abcde")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failure_is_raised_once_and_the_rest_is_passed_over(number: int) -> None:
    raw = Raw(number)
    stream = output(raw)
    with pytest.raises(OSError, match="failed") as caught:
        stream.write(b"abc")
    assert caught.value.errno == number
    assert (stream.write(b"abcd"), raw.asked) == (4, 1)


def test_a_reader_that_has_gone_away_is_no_failure_and_for_messages_none_is() -> None:
    for raw, messages in ((Raw(errno.EPIPE), False), (Raw(errno.ENOSPC), True), (Raw(errno.EPIPE), True)):
        stream = output(raw, messages=messages)
        assert (stream.write(b"abc"), stream.write(b"de"), raw.asked) == (3, 2, 1)


def test_a_stream_that_is_closed_is_no_terminal_and_takes_nothing() -> None:
    stream = output(None)
    assert stream.isatty() is False
    with pytest.raises(OSError, match="it is closed"):
        stream.fileno()
    with pytest.raises(OSError, match="it is closed"):
        stream.write(b"x")
    assert output(None, messages=True).write(b"abc") == 3


def test_the_streams_of_a_process_are_replaced_and_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
        monkeypatch.setattr(sys, f"__{name}__", None)
    command._prepare_streams()
    assert sys.stdin.read() == ""
    assert (sys.stdout.encoding, sys.stdout.isatty(), sys.stderr.write("x\n")) == ("utf-8", False, 2)
    mine, wrapped = io.StringIO(), io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", mine)
    monkeypatch.setattr(sys, "stderr", wrapped)
    command._prepare_streams()
    assert sys.stdout is mine
    assert (sys.stderr, wrapped.errors) == (wrapped, "backslashreplace")
    process = io.TextIOWrapper(io.BufferedWriter(Raw()), "cp932", line_buffering=True)
    monkeypatch.setattr(sys, "stdout", process)
    monkeypatch.setattr(sys, "__stdout__", process)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff"), "utf-8"))
    command._prepare_streams()
    assert (sys.stdout.encoding, sys.stdout.errors, sys.stdin.read()) == ("cp932", "backslashreplace", "\udcff")
    assert isinstance(sys.stdout, io.TextIOWrapper)
    assert sys.stdout.line_buffering


def test_the_signals_that_stop_a_process_unwind_it_and_where_there_are_none_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    command._unwind_when_stopped()
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    with pytest.raises(SystemExit) as caught:
        signal.raise_signal(signal.SIGTERM)
    assert (caught.value.code, signal.getsignal(signal.SIGTERM)) == (128 + signal.SIGTERM, signal.SIG_IGN)
    monkeypatch.delattr(signal, "SIGHUP")
    command._unwind_when_stopped()


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (SystemExit(1), 1),
        (KeyboardInterrupt(), 130),
        (RuntimeError("a defect"), 70),
    ],
)
def test_how_the_command_ends_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ending: BaseException, code: int
) -> None:
    def end() -> None:
        raise ending

    monkeypatch.setattr("aiprocure.cli.aiprocure", end)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == code
    assert ("Traceback" in capsys.readouterr().err) == (code == 70)
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


@pytest.mark.parametrize(("words", "expected"), [([], "導入すること"), (["--lang", "en"], "an extra is needed")])
@pytest.mark.parametrize("missing", ["click", "rich.console"])
def test_without_its_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str, words: list[str], expected: str
) -> None:
    monkeypatch.delitem(sys.modules, "aiprocure.cli")
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr(sys, "argv", ["aiprocure", *words])
    with pytest.raises(SystemExit) as caught:
        main()
    printed = capsys.readouterr().err
    assert (caught.value.code, printed.startswith("aiprocure: "), printed.count("\n")) == (2, True, 1)
    assert "pip install 'aiprocure[cli]'" in printed
    assert expected in printed


def test_a_module_runs_as_the_command_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["aiprocure", "editions"])
    monkeypatch.delitem(sys.modules, "aiprocure.__main__")
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("aiprocure", run_name="__main__")
    assert caught.value.code == 0
    assert "DS-920" in capsys.readouterr().out
