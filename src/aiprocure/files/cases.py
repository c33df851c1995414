"""Case files: read with distrust, and determined."""

from pathlib import Path

from aiprocure import editions, encoding
from aiprocure.encoding.parsing import read_manuscript
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import InvalidAnswers, InvalidCase, InvalidData, Problem, UnknownEdition
from aiprocure.errors.messages import expect
from aiprocure.model.case import Case

__all__ = ["MOST_BYTES", "determine", "from_data", "load"]

MOST_BYTES = 65_536


def load(path: str | Path) -> Case:
    """Return the case that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidCase` with everything misshapen and its place, or with why the file cannot be read.
    """
    try:
        return from_data(read_manuscript(path, kind="a case file", most_bytes=MOST_BYTES))
    except InvalidData as error:
        raise InvalidCase(error.problems) from None


def from_data(data: object) -> Case:
    """Return the case that plain data describes.

    ``edition`` names an edition; ``project`` has a ``title``, and any text, number, date or truth value, or list of
    these, that describes the project; ``answers`` has, for each axis, an option or a table of ``option`` and
    ``reason``. Raises :class:`InvalidCase` with everything misshapen and its place.

    >>> case = from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約", "accounts": 200},
    ...     "answers": {"A": "③", "B": "②", "C": {"option": "②", "reason": "保存も学習もされない"}, "D": "reviewed"},
    ... })
    >>> case.project.details, case.answers.reasons
    ((('accounts', '200'),), {'C': '保存も学習もされない'})
    """
    try:
        return encoding.from_data(data, Case)
    except InvalidData as error:
        raise InvalidCase(error.problems) from None


def determine(case: Case) -> Assessment:
    """Return what the edition that a case names makes of its answers.

    Its shape is known to be right by now; here it is found whether it means anything.

    Raises :class:`InvalidCase` where the edition is not carried, or where an answer means none of its options.

    >>> case = from_data({
    ...     "edition": "2025-05-27",
    ...     "project": {"title": "議事録の要約"},
    ...     "answers": {"A": 3, "B": 2, "C": 2, "D": 9},
    ... })
    >>> determine(case)
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidCase: answers.D: no option 9; choose from D1 ①, D2 ②, D3 ③
    """
    expect(Case, case)
    try:
        edition = editions.load(case.edition)
        return assess(edition, edition.answers(**case.answers.options))
    except UnknownEdition as error:
        raise InvalidCase([Problem("edition", str(error))]) from None
    except InvalidAnswers as error:
        raise InvalidCase(problem.under("answers") for problem in error.problems) from None
