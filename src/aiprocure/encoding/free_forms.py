"""The parts of a dossier that may be written more freely than other values: a project, an answer, and their details."""

import datetime
from collections.abc import Mapping
from itertools import islice
from typing import Any

from aiprocure.encoding.reader import (
    MOST_PROBLEMS,
    Read,
    Word,
    as_in_files,
    read_each,
    read_option,
    read_table,
    read_text,
    refusal,
    structured,
    wrong_type,
)
from aiprocure.errors import Choice, InvalidData, Problem, Text
from aiprocure.errors.messages import shown
from aiprocure.model.dossier import LARGEST_DETAIL, Detail, Project, WrittenAnswer
from aiprocure.model.normalization import is_blank

__all__ = ["free_reader_before_edition", "free_reader_of"]

_DETAIL = Choice(
    "detail",
    text=Text(
        "一行の文字列、数、日付、真偽又はこれらの並び",
        "a line of text, a number, a date, true or false, or a list of these",
    ),
)


def free_reader_of(kind: object) -> Read | None:
    """Return what reads a kind of value that a dossier may write freely, or None for every other kind."""
    return _read_project if kind is Project else _read_answer if kind is WrittenAnswer else None


def free_reader_before_edition(kind: object) -> Read | None:
    """Return what :func:`free_reader_of` does, but for answers that an edition reads next.

    For one value that can be no option there stands a word that every axis refuses, saying what to choose from instead.
    """
    return _read_any_answer if kind is WrittenAnswer else free_reader_of(kind)


def _read_project(data: object) -> Project:
    table = read_table(data)
    problems = [] if "title" in table else [Problem.of("missing-key", "/title", key="title")]
    wrong = ((name, problem) for name in table for problem in _problems_of_line(name))
    problems += [problem.under(name) for name, problem in islice(wrong, MOST_PROBLEMS)]
    details = read_each(((name, _read_detail, value) for name, value in table.items()), problems)
    return Project(details.pop("title"), tuple(details.items()))


def _read_answer(data: object) -> WrittenAnswer:
    return structured(data, WrittenAnswer) if isinstance(data, Mapping) else WrittenAnswer(read_option(data))


def _read_any_answer(data: object) -> WrittenAnswer:
    if isinstance(data, Mapping):
        return structured(data, WrittenAnswer, _free_in_answer)
    return WrittenAnswer(_read_any_option(data))


def _free_in_answer(kind: object) -> Read | None:
    return _read_any_option if kind == str | int else None


def _read_any_option(data: object) -> Any:
    """A spelling of an option, or, for one value that can be none (true, a fraction, a day), how it is shown."""
    match data:
        case None | bool() | datetime.date() | datetime.time():
            return Word(shown(as_in_files(data)))
        case float() if not data.is_integer():
            return Word(shown(data))
    return read_option(data)


def _problems_of_line(passage: str) -> tuple[Problem, ...]:
    """Why a passage is not a line of text."""
    try:
        _read_line(passage)
    except InvalidData as error:
        return error.problems
    return ()


def _read_line(data: str) -> str:
    if is_blank(data):
        raise refusal("blank", data)
    if "\n" in data:
        raise refusal("not-one-line", data)
    return read_text(data)


def _read_detail(data: object) -> Detail:
    match data:
        case str():
            return Detail(_read_line(data))
        case bool():
            return Detail("true" if data else "false")
        case int() | float() if -LARGEST_DETAIL < data < LARGEST_DETAIL:
            return Detail(str(data))
        case datetime.date() | datetime.time():
            return Detail(data.isoformat())
        case list() if data and not any(isinstance(item, list) for item in data):
            return Detail("、".join(map(_read_detail, data)))
        case int() | float():
            raise InvalidData(Problem.of("too-large", value=data, most=LARGEST_DETAIL - 1))
    raise wrong_type(_DETAIL, data)
