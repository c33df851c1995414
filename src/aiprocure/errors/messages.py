"""How values and places are worded in messages, however hostile they are."""

import datetime
import reprlib
from collections.abc import Iterable

from aiprocure.errors import InvalidArgument

__all__ = ["expect", "nearest", "place", "quotable", "shown", "shown_path"]

_LONGEST_SHOWN = 80
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = _LONGEST_SHOWN


def shown(value: object) -> str:
    """Return a short, printable form of any value, however long, deep or hostile it is.

    >>> shown("A9"), shown(10**9999), shown([[[]]])
    ("'A9'", '<int>', '[[[]]]')
    """
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return _SHORT.repr(value)
    except Exception:  # noqa: BLE001  # a value whose own repr fails is shown all the same
        return f"<{type(value).__name__}>"


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


def place(*steps: object) -> str:
    """Return the place that a series of keys and positions leads to.

    >>> place("rules", 3, "when", "C"), place("answers", "not a key!")
    ('rules[3].when.C', "answers['not a key!']")
    """
    path = ""
    for step in steps:
        if (
            isinstance(step, str)
            and step.isprintable()
            and step.replace("-", "_").isidentifier()
            and len(step) <= _LONGEST_SHOWN
        ):
            path += f".{step}" if path else step
        else:
            path += f"[{shown(step)}]"
    return path


def nearest(word: object, known: Iterable[str]) -> str:
    """Return a hint at the known word nearest to one that is not known, or nothing where none is near.

    >>> nearest("outcom", ["id", "outcome"]), nearest("x", ["id"])
    ("; did you mean 'outcome'?", '')
    """
    from difflib import get_close_matches

    close = get_close_matches(word[:_LONGEST_SHOWN], list(known), n=1) if isinstance(word, str) else []
    return f"; did you mean {close[0]!r}?" if close else ""


def expect(kind: type[object], argument: object) -> None:
    """Raise :class:`InvalidArgument` unless an argument is of a kind."""
    if not isinstance(argument, kind):
        raise InvalidArgument(f"expected a value of type {kind.__name__}, not {shown(argument)}")
