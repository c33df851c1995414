"""Case files: read with distrust, and determined."""

import json
import tomllib
from pathlib import Path

from aiprocure import editions, encoding
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import InvalidAnswers, InvalidCase, InvalidData, Problem, UnknownEdition, shown
from aiprocure.model.case import Case

__all__ = ["MOST_BYTES", "determine", "from_data", "load"]

MOST_BYTES = 1_000_000


def load(path: str | Path) -> Case:
    """Return the case that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidCase` with everything wrong and its place.
    """
    file = Path(path)
    try:
        data = _parsed(_content(file), file.suffix)
    except OSError as error:
        raise _refusal(f"cannot be read: {error.strerror or error}") from None
    except RecursionError:
        raise _refusal("nested too deeply to be a case file") from None
    except ValueError as error:
        raise _refusal(str(error)) from None
    return from_data(data)


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
    try:
        edition = editions.load(case.edition)
        return assess(edition, edition.answers(**case.answers.options))
    except UnknownEdition as error:
        raise InvalidCase([Problem("edition", str(error))]) from None
    except InvalidAnswers as error:
        raise InvalidCase(problem.under("answers") for problem in error.problems) from None


def _refusal(what: str) -> InvalidCase:
    return InvalidCase([Problem("", what)])


def _content(file: Path) -> str:
    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"longer than the {MOST_BYTES} bytes a case file may have")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: {shown(content[error.start : error.end])} at byte {error.start}") from None


def _parsed(content: str, suffix: str) -> object:
    match suffix.lower():
        case ".toml":
            return tomllib.loads(content)
        case ".json":
            return json.loads(content, object_pairs_hook=_unrepeated, parse_constant=_refuse_constant)
        case _:
            raise ValueError(f"a case file ends in .toml or .json, not in {shown(suffix)}")


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        repeated = next(key for i, (key, _) in enumerate(pairs) if key in dict(pairs[:i]))
        raise ValueError(f"the key {shown(repeated)} stands twice in one table")
    return table


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is no number")
