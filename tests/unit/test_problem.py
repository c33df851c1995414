"""Problems as data, and the exceptions that carry them."""

import pickle

import attrs
import pytest

from aiprocure.errors import (
    AiprocureError,
    Choice,
    Invalid,
    InvalidAnswers,
    InvalidArgument,
    MissingExtra,
    Problem,
    Text,
    UnknownEdition,
    UnknownRecord,
)

MISSING = Problem.of("missing-key", "/A", key="A")


def test_a_problem_is_worded_in_both_languages_from_its_data() -> None:
    choices = (Choice("D1", "①"), Choice("D2", "②"))
    problem = Problem.of("no-such-option", "/answers/D", value="９", expected=choices)
    assert problem == Problem(
        problem.code,
        "/answers/D",
        "'９'",
        choices,
        Text("選択肢 '９' はない。D1 ①、D2 ②から選ぶこと。", "no option '９'; choose from D1 ①, D2 ②"),
    )
    assert problem.code == "no-such-option"


def test_a_problem_with_nothing_given_has_no_value() -> None:
    assert (MISSING.value, MISSING.expected) == ("", ())
    assert Problem.of("wrong-type", value=None, expected=[Choice("int")]).value == "None"


def test_a_word_may_differ_between_the_languages_and_is_never_read_as_a_template() -> None:
    problem = Problem.of("missing-key", key=Text("件名{value}", "title{value}"))
    assert problem.text.ja.startswith("項目 件名{value} の記載がない。")
    assert problem.text.en == "the key title{value} is missing"


def test_a_choice_is_called_by_its_text_in_a_message() -> None:
    choice = Choice("date", text=Text("日付", "a date"))
    assert (choice.in_language("ja"), choice.in_language("en"), str(choice)) == ("日付", "a date", "date")
    assert str(Problem.of("wrong-type", value=1, expected=[choice])) == "expected a date, not 1"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(("answers",), "/answers/A"), (("rules", 0), "/rules/0/A"), (("a/b", "~"), "/a~1b/~0/A"), ((), "/A")],
)
def test_a_problem_moves_under_a_place(steps: tuple[object, ...], expected: str) -> None:
    assert MISSING.under(*steps) == attrs.evolve(MISSING, where=expected)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ({}, "/A: the key A is missing"),
        ({"where": ""}, "the key A is missing"),
        ({"file": "x.toml"}, "x.toml: /A: the key A is missing"),
        ({"file": "x.toml", "line": 3}, "x.toml:3: /A: the key A is missing"),
        ({"file": "x.toml", "line": 3, "column": 5, "where": ""}, "x.toml:3:5: the key A is missing"),
        ({"where": "/\x1b[2J"}, r"/\x1b[2J: the key A is missing"),
    ],
)
def test_a_problem_is_printed_with_its_position_and_place(position: dict[str, object], expected: str) -> None:
    assert str(attrs.evolve(MISSING, **position)) == expected  # type: ignore[arg-type]  # fields by name


def test_a_hundred_problems_are_printed_and_the_rest_counted() -> None:
    error = Invalid(MISSING.under(n) for n in range(103))
    lines = str(error).splitlines()
    assert len(error.problems) == 103
    assert lines[99:] == ["/99/A: the key A is missing", "and 3 more problems"]


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InvalidAnswers([MISSING, MISSING]), ValueError),
        (InvalidArgument(MISSING), TypeError),
        (UnknownEdition(MISSING, "none", ["2025-05-27"]), LookupError),
        (UnknownRecord(MISSING, "x", []), LookupError),
        (MissingExtra("frames"), ImportError),
    ],
    ids=lambda each: getattr(each, "__name__", type(each).__name__),
)
def test_every_exception_is_a_builtin_one_too_and_survives_pickling(
    error: AiprocureError, builtin: type[Exception]
) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(error, AiprocureError)
    assert isinstance(error, builtin)
    assert (type(again), again.problems, vars(again)) == (type(error), error.problems, vars(error))
    assert str(again) == str(error)


def test_what_is_unknown_says_what_was_asked_for_and_what_there_is() -> None:
    error = UnknownEdition(MISSING, "none", ["2025-05-27"])
    assert (error.name, error.known, error.problems) == ("none", ("2025-05-27",), (MISSING,))
    assert MissingExtra("frames").extra == "frames"
    assert "pip install 'aiprocure[frames]'" in str(MissingExtra("frames"))
