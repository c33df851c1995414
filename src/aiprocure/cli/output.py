"""What a command prints or writes: pages, tables and JSON, for a terminal, a pipe or a file."""

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from rich.console import Console, RenderableType
from rich.table import Table

from aiprocure.cli.failures import Refusal, Unwritable
from aiprocure.encoding import Data
from aiprocure.errors.messages import shown_path
from aiprocure.model.normalization import is_plain

__all__ = [
    "print_json",
    "print_page",
    "print_table",
    "require_free",
    "write_file",
    "write_json",
    "write_new",
    "writing",
]

_WIDEST = 1_000


def print_json(data: Data) -> None:
    """Print plain data as JSON that any terminal can take, and that no text in it can disturb."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    click.echo(text if unicode and is_plain(text) else json.dumps(data, indent=2))


def print_page(page: RenderableType, *, stderr: bool = False) -> None:
    """Print a page on standard output, or error: as wide as the terminal, or unbroken where there is none.

    A word too long for the terminal is for the terminal to break.
    """
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.print(page, soft_wrap=not console.is_terminal, crop=False)


def print_table(table: Table) -> None:
    """Print a table on standard output, never narrower than what stands in it."""
    console = Console(highlight=False, markup=False, emoji=False, width=_WIDEST)
    console.width = console.measure(table).maximum
    console.print(table)


def write_json(file: Path, data: Data) -> None:
    """Write plain data to a file as JSON: all of it, or nothing. What no text can hold, as a name may, is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    write_file(file, (text if is_plain(text) else json.dumps(data, indent=2)) + "\n")


def require_free(output: Path, inputs: Iterable[Path], *, overwrite: bool) -> None:
    """Refuse to write over what is read, whatever it is called, and over any other file unless that is asked for."""
    with writing(output):
        there = output.exists()
        if there and any(each.exists() and output.samefile(each) for each in inputs):
            raise Refusal(f"{shown_path(output)}: is what is read; write to another file")
    if not overwrite and (there or output.is_symlink()):
        raise Refusal(f"{shown_path(output)}: is there already; give --overwrite to replace it")


def write_new(file: Path, content: str) -> None:
    """Write a file that is not there yet, all of it or nothing; never over another."""
    with writing(file):
        try:
            file.touch(exist_ok=False)  # whoever makes the name has it, were there two at once
        except FileExistsError:
            raise Refusal(f"{shown_path(file)}: is there already, and is not overwritten") from None
    try:
        write_file(file, content)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def write_file(file: Path, content: str | bytes) -> None:
    """Write a file, all of it or nothing, or say why it cannot be written."""
    from aiprocure.encoding.atomic_write import write_whole

    with writing(file):
        write_whole(file, content)


@contextlib.contextmanager
def writing(file: Path) -> Iterator[None]:
    """Say which file it is that cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise Unwritable(f"{shown_path(file)}: cannot be written: {error.strerror}") from None
