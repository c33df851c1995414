"""Case files: read with distrust, and determined."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

from aiprocure import editions, encoding
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors import InvalidAnswers, InvalidCase, InvalidData, Problem, UnknownEdition
from aiprocure.model.case import Case
from aiprocure.wording import expect, shown

_IN_PYTHON = re.compile("Exceeds the limit.*")

__all__ = ["MOST_BYTES", "determine", "from_data", "load"]

MOST_BYTES = 65_536
_TOO_DEEP_A_KEY = re.compile(
    r"""(?<![\w"'.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}""", re.ASCII
)  # tomllib takes time with the square of a key's depth


def load(path: str | Path) -> Case:
    """Return the case that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidCase` with everything misshapen and its place, or with why the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidCase([Problem("path", f"expected the path of a file, not {shown(path)}")])
    file = Path(path)
    try:
        return from_data(_parsed(_content(file), file.suffix))
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except RecursionError:
        what = "nested too deeply to be a case file"
    except ValueError as error:
        what = _IN_PYTHON.sub("a number with more digits than can be read", str(error))
    raise InvalidCase([Problem(shown(str(path)).strip("'"), what)])


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


def _content(file: Path) -> str:
    if file.suffix.lower() not in (".toml", ".json"):
        raise ValueError(f"a case file ends in .toml or .json, not in {shown(file.suffix)}")
    if file.exists() and not file.is_file():
        raise ValueError("not a file that can be read to its end")
    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"longer than the {MOST_BYTES} bytes a case file may have")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: {shown(content[error.start : error.end])} at byte {error.start}") from None


def _parsed(content: str, suffix: str) -> object:
    if suffix.lower() == ".json":
        return json.loads(content, object_pairs_hook=_unrepeated, parse_constant=_refuse_constant)
    if deep := _TOO_DEEP_A_KEY.search(content):
        line = content.count("\n", 0, deep.start()) + 1
        raise ValueError(f"a key of more than 16 parts (at line {line})")
    return tomllib.loads(content)


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {shown(repeated)} stands twice in one table")
    return table


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is no number")
