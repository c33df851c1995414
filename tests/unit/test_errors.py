"""Problems and exceptions."""

import pickle

import pytest

from aiprocure.errors import AiprocureError, Invalid, InvalidAnswers, Problem, UnknownEdition
from aiprocure.errors.messages import nearest, place, shown


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [("A", "answers", "answers.A"), ("[0]", "rules", "rules[0]"), ("", "edition", "edition"), ("A", "", "A")],
)
def test_a_problem_moves_under_a_place(inner: str, outer: str, expected: str) -> None:
    assert Problem(inner, "wrong").under(outer) == Problem(expected, "wrong")


def test_a_problem_without_a_place_is_its_words() -> None:
    assert str(Problem("", "wrong")) == "wrong"


def test_a_hundred_problems_are_printed_and_the_rest_counted() -> None:
    error = Invalid(Problem(f"[{n}]", "wrong") for n in range(103))
    lines = str(error).splitlines()
    assert len(error.problems) == 103
    assert lines[99:] == ["[99]: wrong", "and 3 more problems"]


def test_exceptions_have_one_root_and_survive_pickling() -> None:
    for error in (InvalidAnswers([Problem("A", "wrong")]), UnknownEdition("none")):
        assert isinstance(error, AiprocureError)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), ""),
        (("rules", 3, "when", "C"), "rules[3].when.C"),
        (("回答", "risk-order"), "回答.risk-order"),
        (("a b",), "['a b']"),
        (("\x1b[2J", "\u202e", "\ud800"), r"['\x1b[2J']['\u202e']['\ud800']"),
        ((True, None), "[True][None]"),
    ],
)
def test_a_place_is_printable_whatever_the_keys_are(steps: tuple[object, ...], expected: str) -> None:
    assert place(*steps) == expected


def test_a_value_is_shown_short_and_printable() -> None:
    assert shown("x" * 1000) == "'" + "x" * 37 + "..." + "x" * 38 + "'"
    assert shown("\x1b\u202e\ud800") == r"'\x1b\u202e\ud800'"
    assert shown(10**10_000) == "<int>"


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert nearest("projct", ["project", "answers"]) == "; did you mean 'project'?"
    assert nearest("zzz", ["project"]) == nearest(3, ["project"]) == ""
