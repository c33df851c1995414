"""Runs the command, or says what it needs."""

import io
import sys

_ESCAPED = "backslashreplace"


def main() -> None:
    """Run ``aiprocure``; without the extra ``cli``, say how to install it and exit with 2.

    What a terminal cannot show is escaped; what it sends that is no text reads as characters that no reply may hold.
    Where the output cannot be written, exit with 3.
    """
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, _ESCAPED), (sys.stderr, _ESCAPED)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    try:
        from aiprocure.cli import aiprocure
    except ImportError as error:
        if error.name is not None:  # a module that is not there is our mistake; what lacks its extra says so in words
            raise
        sys.exit(_complain(str(error), 2))
    try:
        aiprocure(standalone_mode=True)
    except OSError as error:
        sys.exit(_complain(f"the output cannot be written: {error.strerror}", 3))


def _complain(what: str, code: int) -> int:
    print(what, file=sys.stderr)  # noqa: T201  # there may be no click to do it
    return code


if __name__ == "__main__":
    main()
