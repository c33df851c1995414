"""What is typed in reply to a question, line by line."""

import contextlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from aiprocure.errors import InvalidData, Problem, Text
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling

__all__ = ["BACK", "QUIT", "means", "read_choice", "read_reply"]

BACK = frozenset({"back", "戻る"})
QUIT = frozenset({"quit", "やめる"})
T = TypeVar("T")

_LONGEST_LINE = 65_536
"""Characters of a line that is piped. A line that goes on is refused before the rest of it is read."""
_NUMBERED = re.compile(r"\(?(?P<name>[A-Za-z]*\d+)(?:\)|番|[.、:])?\s*(?P<words>.*)", re.DOTALL)
"""A number, or an id that ends in one, in parentheses or with 番 or a stop behind it, and words of the choice."""


def read_reply(prompt: str) -> str:
    """Return the line typed after a prompt, without white space around it.

    Raises :class:`EOFError` where the input ends or the reply is to quit, :class:`KeyboardInterrupt` on Ctrl-C,
    and :class:`InvalidData` where the input is not text, or a line is too long.
    """
    try:
        reply = _typed(prompt) if _is_at_terminal() else _piped(prompt)
    except (EOFError, KeyboardInterrupt):
        click.echo(err=True)
        raise
    if means(reply, QUIT):
        raise EOFError
    return reply.strip()


def means(reply: str, words: frozenset[str]) -> bool:
    """Return whether a reply is one of some words, in full-width letters or capitals too."""
    return len(reply) <= LONGEST_SPELLING and plain_spelling(reply).casefold() in words


def read_choice(reply: str, choices: Iterable[T], read: Callable[[str], T | None]) -> T | None:
    """Return the choice that a reply means, or None where it means none.

    ``read`` reads one name of a choice: its number, mark, id or words. It can be written as ``(1)``, ``1.`` or ``1番``,
    and be followed by words of the same choice, as in ``④未定``. An empty reply takes the only choice there is.

    >>> numbers = {"1": 1, "未定": 4, "4": 4}
    >>> [read_choice(reply, [1, 4], numbers.get) for reply in ("１", "⑴", "4番", "④未定", "1 未定", "")]
    [1, 1, 4, 4, None, None]
    """
    if not reply:
        offered = tuple(choices)
        return offered[0] if len(offered) == 1 else None
    if (found := read(reply)) is not None or len(reply) > 2 * LONGEST_SPELLING:
        return found
    numbered = _NUMBERED.fullmatch(unicodedata.normalize("NFKC", plain_spelling(reply)))
    named = read(numbered["name"]) if numbered else None
    return named if numbered and (not numbered["words"] or read(numbered["words"]) == named) else None


def _is_text(line: str) -> bool:
    """Return whether a line has no lone surrogates, which stand for bytes in another encoding."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_at_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _typed(prompt: str) -> str:
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  # lets a line be edited, and knows how wide Japanese is
    return input(prompt)


def _piped(prompt: str) -> str:
    """The next line of a pipe. Standard output is left to the result, in case that goes to a file.

    A line that is not text, or too long, ends the dialogue: were it asked for again, the next line, or the rest of
    this one, would answer in its place.
    """
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline(_LONGEST_LINE + 1) if sys.stdin else ""
    if not line:
        raise EOFError
    click.echo(err=True)
    if len(line) > _LONGEST_LINE:
        unit = Text("字（入力の一行の上限）", " characters in a line of the input")
        raise InvalidData(Problem.of("too-long", most=_LONGEST_LINE, unit=unit))
    line = line.removeprefix("\ufeff")  # the byte order mark that a file may begin with
    if not _is_text(line):
        raise InvalidData(Problem.of("input-not-text", value=line, encoding=sys.stdin.encoding))
    return line
