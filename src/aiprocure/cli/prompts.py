"""What is typed in reply to a question, line by line."""

import contextlib
import sys

import click

from aiprocure.cli.failures import Refusal
from aiprocure.errors.messages import shown
from aiprocure.model.normalization import plain_spelling

__all__ = ["BACK", "QUIT", "UNDECIDED", "means", "read_reply"]

BACK = frozenset({"back", "戻る"})
QUIT = frozenset({"quit", "やめる"})
UNDECIDED = frozenset({"undecided", "未定"})


def read_reply(prompt: str) -> str:
    """Return the line typed after a prompt, without white space around it.

    Raises :class:`EOFError` where the input ends or the reply is to quit, :class:`KeyboardInterrupt` on Ctrl-C,
    and :class:`Refusal` where the input is no text.
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
    return plain_spelling(reply).casefold() in words


def _is_text(line: str) -> bool:
    """Return whether a line holds none of the lone surrogates that stand for bytes in another encoding."""
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
    """Standard output is left to the result, in case that goes to a file.

    A line that is no text is refused for good: were it asked for again, the next would answer in its place.
    """
    click.echo(prompt, nl=False, err=True)
    line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    line = line.removeprefix("\ufeff")  # the mark of byte order, which a file that is piped may begin with
    click.echo(err=True)
    if not _is_text(line):
        raise Refusal(f"the input is no {sys.stdin.encoding} text: {shown(line)}")
    return line
