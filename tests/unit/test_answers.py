"""Answers, the way people write them."""

import pickle
from collections.abc import Mapping
from enum import IntEnum

import pytest

import aiprocure as ap
from aiprocure.errors import InvalidAnswers, Problem
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.axes import Axis

TWOS = [
    "A2",
    2,
    "2",
    "②",  # circled
    "２",  # full-width
    "Ａ２",  # a full-width id
    "A②",
    "❷",  # negative circled
    "➁",  # sans-serif circled
    "➋",  # negative sans-serif circled
    "⓶",  # double circled
    "㊁",  # circled ideograph
    "2⃝",  # enclosed by a combining circle
    "②\ufe0e",  # with a presentation selector
    "cross-ministry",
    "ｃｒｏｓｓ－ｍｉｎｉｓｔｒｙ",
    "　② ",
]
NONES = ["a2", "A5", "B2", "9", 0, 9, -1, "", " ", "②③", "2.0", "²", "½", "٢", "⑵", "public ", "Public"]
NOT_OPTIONS = [True, False, None, 2.0, float("nan"), [2], (2,), {2}, {"A": 2}, b"2", object()]


def rest() -> dict[str, object]:
    """Answers to the other axes."""
    return {"B": 2, "C": 3, "D": 2}


@pytest.mark.parametrize("written", TWOS)
def test_every_way_of_writing_an_option_is_read(edition: ap.Edition, written: object) -> None:
    assert edition.answers(A=written, **rest())["A"] == "A2"


@pytest.mark.parametrize("written", [*(n for n in NONES if n != "public "), *NOT_OPTIONS])
def test_anything_else_is_refused_with_its_place_and_the_choices(edition: ap.Edition, written: object) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(A=written, **rest())
    [problem] = caught.value.problems
    assert problem.where == "A"
    assert problem.what.startswith("no option ")
    assert problem.what.endswith("; choose from A1 ①, A2 ②, A3 ③, A4 ④")


def test_white_space_around_an_option_is_no_matter(edition: ap.Edition) -> None:
    assert edition.answers(A="public ", **rest())["A"] == "A1"


def test_the_message_is_the_one_the_style_guide_asks_for(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers, match=r"^A: no option 9; choose from A1 ①, A2 ②, A3 ③, A4 ④$"):
        edition.answers(A=9, **rest())


def test_a_whole_number_of_another_kind_is_a_number(edition: ap.Edition) -> None:
    class Number(IntEnum):
        TWO = 2

    assert edition.answers(A=Number.TWO, **rest())["A"] == "A2"


def test_axes_are_named_by_id_or_slug(edition: ap.Edition) -> None:
    by_slug = edition.answers(users="public", work="non-critical", data="not-handled", review="reviewed")
    assert by_slug == edition.answers(A=1, **rest())


def test_everything_wrong_is_said_at_once(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(a=1, user=1, B=True, work=2, D=None)
    assert caught.value.problems == (
        Problem("a", "no such axis; the axes are A (users), B (work), C (data), D (review)"),
        Problem("user", "no such axis; did you mean 'users'?; the axes are A (users), B (work), C (data), D (review)"),
        Problem("B", "no option True; choose from B1 ①, B2 ②, B3 ③"),
        Problem("work", "axis B is answered twice"),
        Problem("D", "no option None; choose from D1 ①, D2 ②, D3 ③"),
        Problem("A", "not answered; choose from A1 ①, A2 ②, A3 ③, A4 ④"),
        Problem("C", "not answered; choose from C1 ①, C2 ②, C3 ③, C4 ④"),
    )


def test_but_gives_a_new_value(edition: ap.Edition) -> None:
    answers = edition.answers(A=1, **rest())
    assert answers.but(D="①", users="❸") == edition.answers(A=3, B=2, C=3, D=1)
    assert answers == edition.answers(A=1, **rest())
    assert answers.but() == answers


def test_but_reads_as_strictly_as_answers_do(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(A=1, **rest()).but(D=9, review=1, E=1)
    assert [problem.where for problem in caught.value.problems] == ["D", "review", "E"]


def test_answers_from_plain_data_know_no_options_until_they_are_read(edition: ap.Edition) -> None:
    answers = ap.encoding.from_data({"A": "A1", "B": "B2", "C": "C3", "D": "D2"}, ap.Answers)
    with pytest.raises(InvalidAnswers, match="know no edition"):
        answers.but(D=1)
    assert edition.answers(**answers).but(D=1)["D"] == "D1"


def test_answers_are_a_mapping_and_a_key(edition: ap.Edition) -> None:
    answers = edition.answers(D=2, C=3, B=2, A=1)
    assert isinstance(answers, Mapping)
    assert dict(answers) == {"A": "A1", "B": "B2", "C": "C3", "D": "D2"}
    assert len(answers) == 4
    assert {answers: "found"}[edition.answers(A=1, **rest())] == "found"
    assert repr(answers) == "<Answers A1 B2 C3 D2>"
    with pytest.raises(KeyError):
        answers["a"]


def test_answers_survive_pickling(edition: ap.Edition) -> None:
    answers = edition.answers(A=1, **rest())
    again: ap.Answers = pickle.loads(pickle.dumps(answers))
    assert again == answers
    assert again.but(D=1) == answers.but(D=1)


def test_all_answers_are_the_144(edition: ap.Edition) -> None:
    answers = edition.all_answers()
    assert len(answers) == len(set(answers)) == 144
    assert answers[0] == edition.answers(A=1, B=1, C=1, D=1)
    assert answers[-1] == edition.answers(A=4, B=3, C=4, D=3)
    assert answers[0].but(D=2) == answers[1]


def test_axes_and_options_read_as_an_officer_would_write_them(edition: ap.Edition) -> None:
    axis: Axis = edition.axes[3]
    assert str(axis) == "D 出力結果の政府職員による判断を経た利活用"
    assert str(axis.options[2]) == "D③ 企画時点で未定"


def test_partial_answers_are_read_as_answers_are_only_fewer(edition: ap.Edition) -> None:
    partial = edition.partial_answers(data="❷", A="public")
    assert dict(partial) == {"A": "A1", "C": "C2"}
    assert (len(partial), partial["C"], repr(partial)) == (2, "C2", "<PartialAnswers A1 C2>")
    assert repr(edition.partial_answers()) == "<PartialAnswers none>"
    assert edition.answers(**partial, B=1, D=1) == edition.answers(A=1, B=1, C=2, D=1)
    with pytest.raises(KeyError):
        partial["B"]


def test_what_is_wrong_in_partial_answers_is_said_at_once(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.partial_answers(a=1, B=9, work=2, C=2)
    assert caught.value.problems == (
        Problem("a", "no such axis; the axes are A (users), B (work), C (data), D (review)"),
        Problem("B", "no option 9; choose from B1 ①, B2 ②, B3 ③"),
        Problem("work", "axis B is answered twice"),
    )


def test_partial_answers_change_grow_and_shrink_into_new_values(edition: ap.Edition) -> None:
    partial = edition.partial_answers(C=2)
    assert partial.but(D="①", C=1) == edition.partial_answers(C=1, D=1)
    assert partial.but() == partial.without() == partial == edition.partial_answers(C=2)
    assert partial.but(D=1).without("review", "C") == edition.partial_answers()
    assert partial.without("A", "A") == partial
    assert partial.without("C").but(C=2) == partial


def test_partial_answers_are_changed_as_strictly_as_they_are_read(edition: ap.Edition) -> None:
    partial = edition.partial_answers(C=2)
    with pytest.raises(InvalidAnswers) as caught:
        partial.but(D=9, E=1)
    assert [problem.where for problem in caught.value.problems] == ["D", "E"]
    with pytest.raises(InvalidAnswers) as caught:
        partial.without("users", "user", "C2")
    assert [str(problem) for problem in caught.value.problems] == [
        "user: no such axis; did you mean 'users'?; the axes are A (users), B (work), C (data), D (review)",
        "C2: no such axis; did you mean 'C'?; the axes are A (users), B (work), C (data), D (review)",
    ]


def test_partial_answers_from_plain_data_know_no_options_until_they_are_read(edition: ap.Edition) -> None:
    partial = ap.encoding.from_data({"C": "C2"}, PartialAnswers)
    with pytest.raises(InvalidAnswers, match=r"know no edition; begin with edition\.partial_answers\("):
        partial.but(D=1)
    with pytest.raises(InvalidAnswers, match="know no edition"):
        partial.without("C")
    assert edition.partial_answers(**partial).but(D=1)["D"] == "D1"


def test_partial_answers_are_no_answers(edition: ap.Edition) -> None:
    complete = edition.partial_answers(A=1, **rest())
    assert complete != edition.answers(A=1, **rest())
    assert edition.answers(**complete) == edition.answers(A=1, **rest())
    with pytest.raises(InvalidAnswers):
        ap.assess(edition, complete)  # type: ignore[arg-type]  # the slip this is about
    assert hash(pickle.loads(pickle.dumps(complete))) == hash(complete)
