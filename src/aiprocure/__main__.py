"""Runs the command, or says what it needs."""

import io
import sys


def main() -> None:
    """Run ``aiprocure``; without the extra ``cli``, say how to install it and exit with 2.

    What a terminal cannot show is escaped, and so is what it sends that is no text. Where the output cannot be written,
    exit with 3.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        from aiprocure.cli import aiprocure
    except ImportError as error:
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
