"""What can go wrong, said so that it can be put right: in Japanese and in English, and as data.

Every exception that the library raises for what it was given is an :class:`AiprocureError`, and carries a tuple of
:class:`Problem`, one for each thing wrong: all of them at once, each with a stable code and its place. Beside them
stands :class:`OSError`, where a file cannot be written.
"""

from collections.abc import Iterable

from aiprocure.errors.problem import Choice, Problem, ProblemCode
from aiprocure.errors.text import Language, Text

__all__ = [
    "AiprocureError",
    "Choice",
    "Invalid",
    "InvalidAnswers",
    "InvalidArgument",
    "InvalidData",
    "InvalidDossier",
    "InvalidEdition",
    "InvalidObservations",
    "InvalidProfile",
    "InvalidProposal",
    "InvalidSheet",
    "InvalidTable",
    "Language",
    "MissingExtra",
    "Problem",
    "ProblemCode",
    "Text",
    "UnknownEdition",
    "UnknownRecord",
]

_MOST_SHOWN = 100


class AiprocureError(Exception):
    """The root of every exception that the library raises for what it was given, with every problem found."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        """Everything found wrong, in the order of the data."""
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:_MOST_SHOWN]]
        if len(self.problems) > _MOST_SHOWN:
            lines.append(f"and {len(self.problems) - _MOST_SHOWN} more problems")
        return "\n".join(lines)


class Invalid(AiprocureError, ValueError):
    """Input that is not right."""


class InvalidAnswers(Invalid):
    """Answers that do not choose exactly one option on every axis."""


class InvalidArgument(AiprocureError, TypeError):
    """An argument of the wrong type: a slip in the calling code that a type checker would have found."""


class InvalidData(Invalid):
    """Plain data that does not have the shape of the value it should become."""


class InvalidDossier(Invalid):
    """A dossier that cannot be read, or does not say what a dossier has to say."""


class InvalidEdition(Invalid):
    """An edition that is misshapen, or that does not decide every combination exactly one way."""


class InvalidObservations(Invalid):
    """Observations of the official sheet that cannot be read, or with which no reading of an edition agrees."""


class InvalidProfile(Invalid):
    """A ministry's policy that cannot be read, or that asks for what no policy may."""


class InvalidProposal(Invalid):
    """A proposal that cannot be read, or whose rows do not fit the edition."""


class InvalidSheet(Invalid):
    """A workbook that cannot be read, or rows that do not fit an edition."""


class InvalidTable(Invalid):
    """An inventory that cannot be read, or that the file it is to be written to cannot hold."""


class MissingExtra(AiprocureError, ImportError):
    """Something was called that needs an extra which is not installed. ``extra`` is its name."""

    def __init__(self, extra: str) -> None:
        super().__init__(Problem.of("missing-extra", extra=extra))
        self.extra = extra
        self.args: tuple[object, ...] = (extra,)


class _Unknown(AiprocureError, LookupError):
    """A name that means nothing here."""

    def __init__(self, problems: Problem | Iterable[Problem], name: str = "", known: Iterable[str] = ()) -> None:
        super().__init__(problems)
        self.name = name
        """What was asked for."""
        self.known: tuple[str, ...] = tuple(known)
        """What there is."""
        self.args: tuple[object, ...] = (self.problems, self.name, self.known)


class UnknownEdition(_Unknown):
    """An edition that is not carried. ``name`` is what was asked for, ``known`` the ids of those carried."""


class UnknownRecord(_Unknown):
    """A record that an edition does not hold.

    ``name`` is what was asked for, ``known`` the nearest names there are, or all where none is near and they are few.
    """


def __dir__() -> list[str]:
    return list(__all__)
