"""Runs the command, or says what it needs."""

import sys


def main() -> None:
    """Run ``aiprocure``; without the extra ``cli``, say how to install it and exit with 2."""
    try:
        from aiprocure.cli import aiprocure
    except ImportError as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(2)
    aiprocure()


if __name__ == "__main__":
    main()
