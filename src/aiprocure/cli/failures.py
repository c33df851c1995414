"""Bad input and work broken off, said in a line for each problem."""

import contextlib
from collections.abc import Iterator

import click

from aiprocure.errors import AiprocureError

__all__ = ["BrokenOff", "Refusal", "Unwritable", "complain", "refusing"]


class Refusal(click.ClickException):
    """Bad input."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002  # as click calls it
        """Print the problems, a line each."""
        complain(self.message)


class Unwritable(click.ClickException):
    """A result that cannot be written."""

    exit_code = 3

    def show(self, file: object = None) -> None:  # noqa: ARG002  # as click calls it
        """Print why."""
        complain(self.message)


class BrokenOff(click.ClickException):
    """Ctrl-C, or input that ends too soon; the exit code is the one that shells give to Ctrl-C."""

    exit_code = 130

    def show(self, file: object = None) -> None:  # noqa: ARG002  # as click calls it
        """Print that nothing came of it."""
        complain(self.message)


def complain(message: str) -> None:
    """Print a message on standard error, each line of it under the command's name."""
    for line in message.splitlines():
        click.echo(f"aiprocure: {line}", err=True)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn what the library raises into a refusal, and likewise Ctrl-C, and input that ends too soon."""
    try:
        yield
    except AiprocureError as error:
        raise Refusal(str(error)) from None
    except ImportError as error:
        if error.name is not None:  # a module that is not there is our mistake; what lacks its extra says so in words
            raise
        raise Refusal(str(error)) from None
    except (KeyboardInterrupt, EOFError):
        raise BrokenOff("broken off; nothing was written") from None
