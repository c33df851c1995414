"""What can go wrong, said so that it can be put right.

Every exception that the library raises for what it was given is an :class:`AiprocureError`. Those about data carry a
tuple of :class:`Problem`, one for each thing wrong: all of them at once, each naming its place. Beside them stand
:class:`ImportError`, where an extra is missing, and :class:`OSError`, where a file cannot be written.
"""

from collections.abc import Iterable

import attrs

__all__ = [
    "AiprocureError",
    "Invalid",
    "InvalidAnswers",
    "InvalidArgument",
    "InvalidCase",
    "InvalidData",
    "InvalidDossier",
    "InvalidEdition",
    "InvalidProposal",
    "InvalidSheet",
    "InvalidTable",
    "Problem",
    "UnknownEdition",
    "UnknownRecord",
]

_MOST_SHOWN = 100


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
    """The root of every exception that the library raises for what it was given."""


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


class InvalidArgument(AiprocureError, TypeError):
    """An argument of the wrong type: a slip in the calling code that a type checker would have found."""


class InvalidCase(Invalid):
    """A case file that cannot be read, or does not say what a case file has to say."""


class InvalidData(Invalid):
    """Plain data that does not have the shape of the value it should become."""


class InvalidDossier(Invalid):
    """A dossier that cannot be read, or does not say what a dossier has to say."""


class InvalidEdition(Invalid):
    """An edition that is misshapen, or that does not decide every combination exactly one way."""


class InvalidProposal(Invalid):
    """A proposal that cannot be read, or whose rows cannot stand in the edition that it is about."""


class InvalidSheet(Invalid):
    """A workbook that cannot be read, or rows that cannot stand in an edition."""


class InvalidTable(Invalid):
    """A table that cannot be read, or that the file it is to be written to cannot hold."""


class UnknownEdition(AiprocureError):
    """An edition that is not carried, named together with what is."""


class UnknownRecord(AiprocureError):
    """A record that an edition does not hold."""
