"""The files of inventories: which they may be, and how they are opened."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import BinaryIO

import attrs

from aiprocure.encoding.regular_files import reason_of
from aiprocure.errors import Choice, InvalidAnswers, InvalidArgument, InvalidTable, Problem, Text
from aiprocure.errors.messages import shown_path

__all__ = ["ENCODINGS", "file_kind", "inventory_paths", "known_encoding", "open_inventory", "require_another_file"]

ENCODINGS = ("utf-8", "cp932")
"""Those that a CSV file may be in."""

_INVENTORY = Text("一覧", "an inventory")
_KINDS = (".csv", ".xlsx", ".parquet")


def file_kind(file: Path) -> str:
    """Return how a file's name ends, in small letters."""
    return file.suffix.lower()


def inventory_paths(*named: object) -> list[Path]:
    """Return the paths of files that are to be inventories.

    Raises :class:`InvalidArgument` for anything that is not a path, and :class:`InvalidTable` for names of other kinds
    of file, and for names that the system cannot have.
    """
    problems: list[Problem] = []
    files: list[Path] = []
    for each in named:
        if not isinstance(each, str | PathLike) or not isinstance(path := os.fspath(each), str):
            raise InvalidArgument(Problem.of("not-a-path", value=each))
        files.append(file := Path(path))
        if file_kind(file) not in _KINDS:
            problem = Problem.of("unknown-ending", value=file.suffix, expected=map(Choice, _KINDS), kind=_INVENTORY)
            problems.append(_about(problem, file))
        elif not _is_possible(path):
            problems.append(_about(Problem.of("path-impossible"), file))
    if problems:
        raise InvalidTable(problems)
    return files


def known_encoding(encoding: str | None, file: Path) -> str | None:
    """Return one of :data:`ENCODINGS` for a CSV file, or None where it is to be found.

    Raises :class:`InvalidArgument` for any other, and :class:`InvalidTable` where the file has no such thing.
    """
    if encoding is None:
        return None
    if encoding not in ENCODINGS:
        raise InvalidArgument(Problem.of("wrong-type", value=encoding, expected=map(Choice, ENCODINGS)))
    if file_kind(file) != ".csv":
        raise InvalidTable(_about(Problem.of("encoding-of-no-csv"), file))
    return encoding


def _is_possible(path: str) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _about(problem: Problem, file: Path) -> Problem:
    return attrs.evolve(problem, file=shown_path(file))


@contextmanager
def open_inventory(file: Path) -> Iterator[BinaryIO]:
    """Yield the content of a file. Only a regular file is read: no pipe is waited for, and no path taken for a URI.

    Every refusal within the block names the file. Raises :class:`InvalidTable` where the file cannot be opened.
    """
    try:
        with _opened(file) as stream:
            yield stream
    except (InvalidAnswers, InvalidTable) as error:
        raise type(error)(problem if problem.file else _about(problem, file) for problem in error.problems) from None


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise InvalidTable(Problem.of("cannot-be-read", why=reason_of(error))) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # of what is open, whatever the name means by now
        os.close(descriptor)
        raise InvalidTable(Problem.of("not-a-file"))
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


def require_another_file(stream: BinaryIO, target: Path) -> None:
    """Raise :class:`InvalidTable` where an open file is the one that is to be written, whatever it is called."""
    try:
        same = os.path.samestat(os.fstat(stream.fileno()), target.stat())
    except OSError:
        return  # it is not there yet, or writing it will say what is wrong
    if same:
        raise InvalidTable(Problem.of("also-an-input"))
