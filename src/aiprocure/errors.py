"""What can go wrong, said so that it can be put right.

Every exception that leaves the library is an :class:`AiprocureError`. Those about data carry a tuple of
:class:`Problem`, one for each thing wrong: all of them at once, each naming its place.
"""

import reprlib
from collections.abc import Iterable

import attrs

__all__ = [
    "AiprocureError",
    "Invalid",
    "InvalidAnswers",
    "InvalidCase",
    "InvalidData",
    "InvalidEdition",
    "Problem",
    "UnknownEdition",
    "nearest",
    "place",
    "shown",
]

_MOST_SHOWN = 100
_LONGEST_SHOWN = 80
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = _LONGEST_SHOWN


@attrs.frozen
class Problem:
    """One thing wrong: where it is, and what would be right.

    >>> print(Problem("rules[3].outcome", "no outcome 'hihg'; choose from low, high"))
    rules[3].outcome: no outcome 'hihg'; choose from low, high
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what

    def under(self, where: str) -> "Problem":
        """Return this problem as it stands inside ``where``."""
        dot = "." if where and self.where and not self.where.startswith("[") else ""
        return Problem(f"{where}{dot}{self.where}", self.what)


class AiprocureError(Exception):
    """The root of every exception that leaves the library."""


class Invalid(AiprocureError):
    """Input that is not right, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        """Everything found wrong, in the order of the data."""
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if len(self.problems) > _MOST_SHOWN:
            lines.append(f"and {len(self.problems) - _MOST_SHOWN} more problems")
        return "\n".join(lines)


class InvalidAnswers(Invalid):
    """Answers that do not choose exactly one option on every axis."""


class InvalidCase(Invalid):
    """A case file that cannot be read, or does not say what a case file has to say."""


class InvalidData(Invalid):
    """Plain data that does not have the shape of the value it should become."""


class InvalidEdition(Invalid):
    """An edition that is misshapen, or that does not decide every combination exactly one way."""


class UnknownEdition(AiprocureError):
    """An edition that is not carried, named together with what is."""


def shown(value: object) -> str:
    """Return a short, printable form of any value, however long, deep or hostile it is.

    >>> shown("A9"), shown(10**9999), shown([[[]]])
    ("'A9'", '<int>', '[[[]]]')
    """
    try:
        return _SHORT.repr(value)
    except ValueError:
        return f"<{type(value).__name__}>"


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
