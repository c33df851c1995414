"""How values and places are worded in messages, however hostile they are."""

import datetime
import re
import reprlib
from collections.abc import Iterable

from aiprocure.errors.text import Text

__all__ = ["brief", "did_you_mean", "expect", "in_words", "pointer", "quotable", "shown", "shown_path"]

_LONGEST_SHOWN = 80
_LONGEST_WORD = 400
_LARGEST_SHOWN = 10**_LONGEST_SHOWN
_ADDRESS = re.compile(" at 0x[0-9A-Fa-f]+")


class _Short(reprlib.Repr):
    """Short forms that are the same in every version of Python, and on every run."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = _LONGEST_SHOWN

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002  # as reprlib calls it
        """Return a number, unless it has too many digits."""
        return repr(x) if abs(x) < _LARGEST_SHOWN else "<int>"

    def repr_instance(self, x: object, level: int) -> str:
        """Return what an object says of itself, but for where it lies in memory."""
        return _ADDRESS.sub("", super().repr_instance(x, level))


_SHORT = _Short()


def shown(value: object) -> str:
    """Return a short, printable form of any value, however long, deep or hostile it is.

    >>> shown("A9"), shown(10**9999), shown([[[]]])
    ("'A9'", '<int>', '[[[]]]')
    """
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        passage = _SHORT.repr(value)
    except Exception:  # noqa: BLE001  # a value whose own repr fails is shown all the same
        return f"<{type(value).__name__}>"
    return passage if "\n" not in passage else f"<{type(value).__name__}>"  # a table draws itself in many lines


def brief(word: str) -> str:
    r"""Return a word as it is where it is printable and not too long, and otherwise in a short, printable form.

    >>> print(brief("火災"), brief("a\nb"), len(brief("x" * 10_000)))
    火災 a\nb 78
    """
    return word if word.isprintable() and len(word) <= _LONGEST_WORD else shown(word)[1:-1]


def quotable(passage: str) -> str:
    r"""Return a passage in a short, printable form, for a message to put its own quotation marks around.

    >>> print(quotable("火災"), quotable("\x1b[2J"))
    火災 \x1b[2J
    """
    return shown(passage)[1:-1]


def shown_path(path: object) -> str:
    r"""Return the path of a file in full, printable whatever its name.

    >>> shown_path("案件.toml"), shown_path("\x1b[2J.toml")
    ('案件.toml', '\\x1b[2J.toml')
    """
    written = str(path)
    return written if written.isprintable() else repr(written)[1:-1]


def pointer(*steps: object) -> str:
    """Return the JSON Pointer (RFC 6901) that a series of keys and positions leads along.

    A key of more than 400 characters is cut short, so that many problems under it stay small.

    >>> pointer("rules", 3, "when", "C"), pointer("answers", "a/b"), pointer()
    ('/rules/3/when/C', '/answers/a~1b', '')
    """
    return "".join(f"/{_escaped(step)}" for step in steps)


def _escaped(step: object) -> str:
    written = step if isinstance(step, str) else str(step) if isinstance(step, int) else shown(step)
    short = written if len(written) <= _LONGEST_WORD else f"{written[:_LONGEST_WORD]}…"
    return short.replace("~", "~0").replace("/", "~1")


def in_words(where: str) -> Text:
    """Return a JSON Pointer as people count, in Japanese; in English it stays as it is.

    >>> print(in_words("/axes/0/options/11/slug"), in_words("/id"))
    1件目のaxesの12件目のoptionsの「slug」 「id」
    """
    parts: list[str] = []
    for step in where.split("/")[1:]:
        if step.isdecimal() and parts:
            parts[-1] = f"{int(step) + 1}件目の{parts[-1][1:-1]}"
        else:
            parts.append(f"「{step.replace('~1', '/').replace('~0', '~')}」")
    return Text("の".join(parts), where)


def did_you_mean(word: object, known: Iterable[str]) -> Text:
    """Return a hint at the known word nearest to one that is not known, in both languages; empty where none is near.

    >>> print(did_you_mean("outcom", ["id", "outcome"]), did_you_mean("x", ["id"]).ja == "")
    「outcome」の誤りではないか。 True
    """
    from difflib import get_close_matches

    close = get_close_matches(word[:_LONGEST_SHOWN], list(known), n=1) if isinstance(word, str) else []
    return Text(f"「{close[0]}」の誤りではないか。", f"; did you mean {close[0]!r}?") if close else Text("", "")


def expect(kind: type[object], argument: object) -> None:
    """Raise :class:`InvalidArgument` unless an argument is of a kind."""
    if not isinstance(argument, kind):
        from aiprocure.errors import Choice, InvalidArgument, Problem

        raise InvalidArgument(Problem.of("wrong-type", value=argument, expected=[Choice(kind.__name__)]))
