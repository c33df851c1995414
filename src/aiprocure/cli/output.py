"""What a command prints or writes: pages, tables, text and JSON, for a terminal, a pipe or a file."""

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console, RenderableType
from rich.table import Table

from aiprocure.cli.failures import (
    Refusal,
    about,
    problem_data,
    problem_line,
    requested_language,
    unwritable,
    wants_json,
)
from aiprocure.encoding import Data, ExplorationRecord, Trace
from aiprocure.errors import Language, Problem, Text
from aiprocure.model.normalization import is_plain

__all__ = [
    "PROBLEMS_FORMAT",
    "print_error",
    "print_json",
    "print_overview",
    "print_page",
    "print_problems",
    "print_refusal",
    "print_table",
    "print_text",
    "require_free",
    "write_file",
    "write_json",
    "write_new",
    "write_new_folder",
    "writing",
]

PROBLEMS_FORMAT = "aiprocure.problems/1"

_MOST_PRINTED = 100
_WIDEST = 1_000
_OVERWRITE = Text("置き換えるときは --overwrite を指定すること。", "give --overwrite to replace it")
_ANOTHER_NAME = Text("別の名前を指定すること。", "choose another name")


def print_json(data: Data | ExplorationRecord | Trace) -> None:
    """Print plain data as JSON that any terminal can take, and that no text in it can disturb."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    click.echo(text if unicode and is_plain(text) else json.dumps(data, indent=2))


def print_overview(table: Table) -> None:
    """Print a table on standard output: as wide as the terminal, or as its contents where there is none."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDEST
    console.print(table)


def print_text(text: str) -> None:
    """Print the text of a file: for a terminal in its encoding, and otherwise in UTF-8, as the file will be read."""
    binary = hasattr(sys.stdout, "buffer") and not sys.stdout.isatty()
    click.echo(text.encode(errors="backslashreplace") if binary else text, nl=False)


def print_page(page: RenderableType, *, stderr: bool = False) -> None:
    """Print a page on standard output, or error: as wide as the terminal, or unbroken where there is none.

    A word too long for the terminal is for the terminal to break.
    """
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    console.print(page, soft_wrap=not console.is_terminal, crop=False)


def print_table(table: Table) -> None:
    """Print a table on standard output, never narrower than its contents."""
    console = Console(highlight=False, markup=False, emoji=False, width=_WIDEST)
    console.width = console.measure(table).maximum
    console.print(table)


def print_refusal(refusal: Refusal, words: Sequence[str]) -> None:
    """Print why a command is refused, as the words of the command ask for it.

    A line for each problem goes to standard error. Where JSON is asked for, standard output has a JSON document all the
    same, which differs from a result in its ``format``.
    """
    print_problems(refusal.problems, requested_language(words), refusal.names)
    if wants_json(words):
        problems: list[Data] = [problem_data(problem) for problem in refusal.problems]
        with contextlib.suppress(OSError):  # the refusal has been printed, and its exit code stays
            print_json({"format": PROBLEMS_FORMAT, "problems": problems})


def print_problems(problems: Sequence[Problem], language: Language, names: Mapping[str, str] | None = None) -> None:
    """Print problems on standard error, a line for each of the first hundred. ``names`` are those of their items."""
    for problem in problems[:_MOST_PRINTED]:
        print_error(problem_line(problem, language, names))
    if (more := len(problems) - _MOST_PRINTED) > 0:
        print_error(problem_line(Problem.of("more-problems", value=more), language))


def print_error(message: str) -> None:
    """Print a message on standard error, each line of it under the command's name."""
    for line in message.splitlines():
        click.echo(f"aiprocure: {line}", err=True)


def write_json(file: Path, data: Data, *, overwrite: bool = True) -> None:
    """Write plain data to a file as JSON: all of it, or nothing. What no text can hold, as a name may, is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    write_file(file, (text if is_plain(text) else json.dumps(data, indent=2)) + "\n", overwrite=overwrite)


def require_free(output: Path, inputs: Iterable[Path], *, overwrite: bool) -> None:
    """Refuse to write over an input, by whatever name, and over anything else unless that is asked for.

    A link counts as something, wherever it leads.
    """
    with writing(output):
        exists = output.exists()
        if exists and any(each.exists() and output.samefile(each) for each in inputs):
            raise Refusal(about(output, Problem.of("also-an-input")))
    if not overwrite and os.path.lexists(output):
        raise _already_exists(output, _OVERWRITE)


def write_new(file: Path, content: str) -> None:
    """Write a file that does not exist yet: all of it, or nothing; never over another."""
    _write(file, content, otherwise=_ANOTHER_NAME)


def write_new_folder(folder: Path, contents: Mapping[str, str]) -> None:
    """Write a folder of texts that does not exist yet, or is empty: all of it, or nothing."""
    from aiprocure.encoding.atomic_write import write_folder

    with writing(folder):
        try:
            write_folder(folder, contents)
        except FileExistsError:
            raise _already_exists(folder, _ANOTHER_NAME) from None


def write_file(file: Path, content: str | bytes, *, overwrite: bool = True) -> None:
    """Write a file, all of it or nothing; without ``overwrite`` not even over one that has appeared meanwhile."""
    _write(file, content, otherwise=None if overwrite else _OVERWRITE)


def _write(file: Path, content: str | bytes, *, otherwise: Text | None) -> None:
    """Write a file, over another only where nothing is said to do otherwise."""
    from aiprocure.encoding.atomic_write import write_whole

    with writing(file):
        try:
            write_whole(file, content, replace=otherwise is None)
        except FileExistsError:
            if otherwise is None:
                raise
            raise _already_exists(file, otherwise) from None


def _already_exists(file: Path, hint: Text) -> Refusal:
    return Refusal(about(file, Problem.of("already-exists", hint=hint)))


@contextlib.contextmanager
def writing(file: Path) -> Iterator[None]:
    """Say which file it is that cannot be written, and why."""
    try:
        yield
    except OSError as error:
        raise unwritable(error, file) from None
