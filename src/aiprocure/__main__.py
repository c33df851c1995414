"""Runs the command as a process: its streams, the signals that end it, and its exit code."""

import errno
import io
import os
import sys

TYPE_CHECKING = False  # importing typing would take a third of the time until an interrupt is heeded
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any, TextIO, TypeAlias

    from _typeshed import ReadableBuffer

    Handler: TypeAlias = Callable[[int, FrameType | None], Any]

_REFUSED = 2
_DEFECT = 70
_INTERRUPTED = 130
_STOPPED = 128
"""The code of a process that a signal stopped is this and the number of the signal."""
_ESCAPED = "backslashreplace"


class _Output(io.RawIOBase):
    """A standard stream of which a reader that has gone away only ends the output.

    Any other failure is raised once, and where the stream is for messages never: they do not change how a command ends.
    """

    def __init__(self, stream: object, *, messages: bool) -> None:
        buffer = getattr(stream, "buffer", None)  # None where the stream was closed before the command began
        self._raw: io.RawIOBase | None = getattr(buffer, "raw", buffer)
        self._messages = messages
        self._lost = False

    def writable(self) -> bool:
        """Return that it can be written to, as :class:`io.BufferedWriter` asks."""
        return True

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        """Return its descriptor."""
        return self._opened().fileno()

    def write(self, content: "ReadableBuffer") -> int | None:
        """Write bytes, or pass over them once writing has failed."""
        if not self._lost:
            try:
                return self._opened().write(content)
            except OSError as error:
                self._lost = True
                if not (self._messages or isinstance(error, BrokenPipeError)):
                    raise
        return memoryview(content).nbytes

    def _opened(self) -> io.RawIOBase:
        if self._raw is None:
            raise OSError(errno.EBADF, "it is closed")
        return self._raw


def main() -> None:
    """Run ``aiprocure``, and exit with the code that its work has earned, whatever becomes of its streams.

    What a terminal cannot show is escaped; what it sends that is not text reads as characters that no reply may hold.
    Without the extra ``cli``, say how to install it and exit with 2.
    """
    code: object = _INTERRUPTED
    try:
        _replace_interrupts(_default_interrupt(), by=_leave)  # nothing is unfinished yet, and imports may swallow one
        _prepare_streams()
        _unwind_when_stopped()
        code = _run()
    except KeyboardInterrupt:
        pass
    finally:
        _ignore_interrupts()  # how it ends has been settled
    sys.exit(code)  # type: ignore[arg-type]  # what another sys.exit was given


def _run() -> object:
    """Run the command, and return its exit code."""
    from aiprocure.errors import MissingExtra

    try:
        from aiprocure.cli import aiprocure

        _replace_interrupts(_leave, by=_default_interrupt())
        aiprocure()
    except SystemExit as ending:
        return ending.code
    except MissingExtra as missing:
        text = missing.problems[0].text
        print(f"aiprocure: {text.en if 'en' in sys.argv else text.ja}", file=sys.stderr)  # noqa: T201  # there is no click
        return _REFUSED
    except Exception:  # noqa: BLE001  # a defect of ours: Python's own code for it, 1, means something else here
        import traceback

        traceback.print_exc()
    return _DEFECT


def _prepare_streams() -> None:
    sys.stdin = sys.stdin or io.StringIO()  # closed: nothing is typed
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    sys.stdout = _prepared(sys.stdout, sys.__stdout__, messages=False)
    sys.stderr = _prepared(sys.stderr, sys.__stderr__, messages=True)


def _prepared(stream: "TextIO | None", original: "TextIO | None", *, messages: bool) -> "TextIO":
    """Return a standard stream that does not change how a command ends, in place of the one that Python opened."""
    if stream is not None and stream is not original:  # not the stream of a process: that of a test or a notebook
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)
        return stream
    unbuffered = getattr(stream, "line_buffering", False) or getattr(stream, "write_through", False)
    output = io.BufferedWriter(_Output(stream, messages=messages))
    encoding = "utf-8" if stream is None else stream.encoding
    return io.TextIOWrapper(output, encoding, _ESCAPED, line_buffering=unbuffered or messages)


def _default_interrupt() -> "Handler":
    import signal

    return signal.default_int_handler


def _replace_interrupts(handler: "Handler", *, by: "Handler") -> None:
    """Let an interrupt that a handler would heed be heeded by another one. One that is ignored stays ignored."""
    import signal

    if signal.getsignal(signal.SIGINT) is handler:
        signal.signal(signal.SIGINT, by)


def _leave(_number: int, _frame: "FrameType | None") -> None:
    os._exit(_INTERRUPTED)


def _unwind_when_stopped() -> None:
    """Let the signals that ask a process to stop unwind it, so that unfinished files are removed."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    import signal

    signal.signal(number, signal.SIG_IGN)  # nothing is to stop the unwinding
    sys.exit(_STOPPED + number)


def _ignore_interrupts() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
