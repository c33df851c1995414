"""Answers, the way people write them."""

import pickle
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import Choice, InvalidAnswers
from aiprocure.errors.text import Text
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.axes import LONGEST_WORDS, Axis

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
    2.0,
    Decimal(2),
    Decimal("2.0"),
    Fraction(2),
    "政府職員等による府省庁内・複数府省庁横断での利活用（共通システムでの利活用等）",
    unicodedata.normalize("NFD", "政府職員等による府省庁内・複数府省庁横断での利活用（共通システムでの利活用等）"),
    " 政府職員等による府省庁内・複数府省庁横断での利活用(共通システムでの利活用等)",
]
NONES = ["a2", "A5", "B2", "9", 0, 9, -1, "", " ", "②③", "2.0", "²", "½", "٢", "⑵", "public ", "Public"]
NOT_OPTIONS: list[object] = [
    *(True, False, None, [2], (2,), {2}, {"A": 2}, b"2", object()),
    *(1.5, float("nan"), float("inf"), 2 + 0j, Fraction(3, 2), Decimal("sNaN"), Decimal("1e999999")),
    Decimal("2.0000000000000000000001"),
]


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
    assert (problem.code, problem.where) == ("no-such-option", "/A")
    assert problem.expected == (Choice("A1", "①"), Choice("A2", "②"), Choice("A3", "③"), Choice("A4", "④"))
    assert problem.text.in_language("en").startswith("no option ")
    assert problem.text.in_language("en").endswith("; choose from A1 ①, A2 ②, A3 ③, A4 ④")
    assert problem.text.ja.endswith("はない。A1 ①、A2 ②、A3 ③、A4 ④から選ぶこと。")


def test_white_space_around_an_option_does_not_matter(edition: ap.Edition) -> None:
    assert edition.answers(A="public ", **rest())["A"] == "A1"


def test_the_message_is_the_one_the_style_guide_asks_for(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers, match=r"^/A: no option 9; choose from A1 ①, A2 ②, A3 ③, A4 ④$"):
        edition.answers(A=9, **rest())


def test_an_undecided_option_is_read_by_the_word_for_it(edition: ap.Edition) -> None:
    undecided = edition.answers(**dict.fromkeys("ABCD", " 未定　"))
    assert list(undecided.values()) == ["A4", "B3", "C4", "D3"]


def test_an_option_is_read_by_its_own_words_in_either_language(edition: ap.Edition) -> None:
    for axis in edition.axes:
        for option in axis.options:
            assert axis.read(option.text.ja) is axis.read(option.text.en) is option


def test_words_that_could_mean_two_options_mean_none(edition: ap.Edition) -> None:
    axis = edition.axes[0]
    first, second, *others = axis.options
    twins = attrs.evolve(axis, options=(first, attrs.evolve(second, text=first.text, undecided=True), *others))
    assert twins.read(first.text.ja) is twins.read("未定") is None
    assert twins.read("A2") is twins.options[1]


def test_words_are_read_only_up_to_their_greatest_length(edition: ap.Edition) -> None:
    axis = edition.axes[0]
    longest = attrs.evolve(axis.options[0], text=Text("が" * LONGEST_WORDS))
    assert attrs.evolve(axis, options=(longest,)).read(unicodedata.normalize("NFD", "が" * LONGEST_WORDS)) is longest
    longer = attrs.evolve(axis.options[0], text=Text("が" * (LONGEST_WORDS + 1)))
    assert attrs.evolve(axis, options=(longer,)).read("が" * (LONGEST_WORDS + 1)) is None
    assert axis.read("1" + " " * 10_000_000) is None


def test_the_same_answers_are_the_same_object_however_they_are_written(edition: ap.Edition) -> None:
    answers = edition.answers(A="A1", **rest())
    assert edition.answers(D="②", users="❶", C="not-handled", B=2.0) is answers
    assert edition.answers(A="1", B=2, C=3, D=2) is answers


def test_an_axis_answered_twice_is_never_taken_for_two_axes(edition: ap.Edition) -> None:
    """The sum of what two options of one axis weigh is the sum of nothing else."""
    for a in range(1, 5):
        for again in range(1, 5):
            with pytest.raises(InvalidAnswers, match="answered twice"):
                edition.answers(A=a, users=again, B=1, C=1, D=1)
            with pytest.raises(InvalidAnswers, match="answered twice"):
                edition.answers(A=a, users=again, B=1, C=1)


def test_a_hundred_thousand_unknown_axes_are_one_problem(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(**{f"axis-{n}": 1 for n in range(100_000)})
    [problem] = caught.value.problems
    assert (problem.code, str(problem)) == ("too-many", "100000 answers; at most 1000 are read")


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
    assert [str(problem) for problem in caught.value.problems] == [
        "/a: no axis 'a'; the axes are A users, B work, C data, D review",
        "/user: no axis 'user'; did you mean 'users'?; the axes are A users, B work, C data, D review",
        "/B: no option True; choose from B1 ①, B2 ②, B3 ③",
        "/work: axis B is answered twice; answer it once",
        "/D: no option None; choose from D1 ①, D2 ②, D3 ③",
        "/A: not answered: A Scope and type of users; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        (
            "/C: not answered: C Whether confidential or personal information is used for training, stored or handled; "
            "choose from C1 ①, C2 ②, C3 ③, C4 ④"
        ),
    ]
    assert [problem.code for problem in caught.value.problems] == [
        "axis-unknown",
        "axis-unknown",
        "no-such-option",
        "answered-twice",
        "no-such-option",
        "axis-missing",
        "axis-missing",
    ]
    assert [problem.text.ja for problem in caught.value.problems[1:6:2]] == [
        "判定軸 'user' はない。「users」の誤りではないか。A users、B work、C data、D reviewから選ぶこと。",
        "判定軸 B に二度以上回答している。回答を一つにすること。",
        "判定軸「A 利用者の範囲・種別」への回答がない。A1 ①、A2 ②、A3 ③、A4 ④から選ぶこと。",
    ]
    assert caught.value.problems[-1].expected[0] == Choice("C1", "①")


def test_the_second_answer_to_an_axis_is_the_value_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(**rest(), A=1, users="②")
    [problem] = caught.value.problems
    assert (problem.code, problem.where, problem.value) == ("answered-twice", "/users", "'②'")


def test_but_gives_a_new_value(edition: ap.Edition) -> None:
    answers = edition.answers(A=1, **rest())
    assert answers.but(D="①", users="❸") == edition.answers(A=3, B=2, C=3, D=1)
    assert answers == edition.answers(A=1, **rest())
    assert answers.but() == answers


def test_but_reads_as_strictly_as_answers_do(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers) as caught:
        edition.answers(A=1, **rest()).but(D=9, review=1, E=1)
    assert [problem.where for problem in caught.value.problems] == ["/D", "/review", "/E"]


def test_answers_from_plain_data_know_no_options_until_they_are_read(edition: ap.Edition) -> None:
    answers = ap.encoding.from_data({"A": "A1", "B": "B2", "C": "C3", "D": "D2"}, ap.Answers)
    with pytest.raises(InvalidAnswers, match="know no edition"):
        answers.but(D=1)
    assert edition.answers(**answers).but(D=1)["D"] == "D1"


def test_answers_are_a_mapping_and_a_key(edition: ap.Edition) -> None:
    answers = edition.answers(D=2, C=3, B=2, A=1)
    assert isinstance(answers, Mapping)
    as_dict = {"A": "A1", "B": "B2", "C": "C3", "D": "D2"}
    assert dict(answers) == as_dict
    assert answers == as_dict
    assert as_dict == answers
    assert answers != {**as_dict, "A": "A2"}
    assert answers != tuple(as_dict.items())
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
    assert [str(problem) for problem in caught.value.problems] == [
        "/a: no axis 'a'; the axes are A users, B work, C data, D review",
        "/B: no option 9; choose from B1 ①, B2 ②, B3 ③",
        "/work: axis B is answered twice; answer it once",
    ]


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
    assert [problem.where for problem in caught.value.problems] == ["/D", "/E"]
    with pytest.raises(InvalidAnswers) as caught:
        partial.without("users", "user", "C2")
    assert [str(problem) for problem in caught.value.problems] == [
        "/user: no axis 'user'; did you mean 'users'?; the axes are A users, B work, C data, D review",
        "/C2: no axis 'C2'; did you mean 'C'?; the axes are A users, B work, C data, D review",
    ]


def test_partial_answers_from_plain_data_know_no_options_until_they_are_read(edition: ap.Edition) -> None:
    partial = ap.encoding.from_data({"C": "C2"}, PartialAnswers)
    with pytest.raises(InvalidAnswers, match=r"know no edition; begin with edition\.partial_answers\("):
        partial.but(D=1)
    with pytest.raises(InvalidAnswers, match="know no edition"):
        partial.without("C")
    assert edition.partial_answers(**partial).but(D=1)["D"] == "D1"


def test_partial_answers_are_not_answers_though_they_may_equal_them(edition: ap.Edition) -> None:
    complete = edition.partial_answers(A=1, **rest())
    assert complete == edition.answers(A=1, **rest()) == dict(complete)
    assert hash(complete) == hash(edition.answers(A=1, **rest()))
    assert edition.answers(**complete) == edition.answers(A=1, **rest())
    with pytest.raises(InvalidAnswers, match="expected Answers, not <PartialAnswers A1 B2 C3 D2>"):
        ap.assess(edition, complete)  # type: ignore[arg-type]  # the slip this is about
    assert hash(pickle.loads(pickle.dumps(complete))) == hash(complete)


def respelled(edition: ap.Edition, **changes: Any) -> ap.Edition:
    """The edition with its first option changed."""
    axis, *others = edition.axes
    option = attrs.evolve(axis.options[0], **changes)
    return attrs.evolve(edition, axes=(attrs.evolve(axis, options=(option, *axis.options[1:])), *others))


@pytest.mark.parametrize("change", [{"mark": "㋐"}, {"slug": "everyone"}, {"text": Text("別の意味")}])
def test_answers_are_refused_by_an_edition_whose_options_differ(edition: ap.Edition, change: dict[str, object]) -> None:
    answers = edition.answers(A=1, **rest())
    other = respelled(edition, **change)
    for judge in JUDGES:
        with pytest.raises(
            InvalidAnswers, match=r"other axes or options; begin with edition\.answers\(\*\*answers\)"
        ) as caught:
            judge(other, answers)
        assert caught.value.problems[-1].code == "answers-of-another-edition"
        judge(other, other.answers(**answers))
    with pytest.raises(InvalidAnswers, match=r"edition\.partial_answers\("):
        ap.explore(other, edition.partial_answers(A=1))


JUDGES: list[Callable[[ap.Edition, ap.Answers], object]] = [
    ap.assess,
    lambda edition, answers: ap.compare(edition, edition, inventory=[edition.answers(**answers), answers]),
]


def test_answers_are_taken_by_an_edition_whose_options_mean_the_same(edition: ap.Edition) -> None:
    answers = edition.answers(A=1, **rest())
    other = respelled(
        edition, citation=edition.citation, text=attrs.evolve(edition.axes[0].options[0].text, en="Other")
    )
    assert ap.assess(other, answers).outcome == ap.assess(edition, answers).outcome
    assert ap.assess(edition, pickle.loads(pickle.dumps(answers))) is ap.assess(edition, answers)
    assert ap.explore(other, edition.partial_answers(A=1)).answers == {"A": "A1"}


def test_answers_from_plain_data_are_refused_until_an_edition_has_read_them(edition: ap.Edition) -> None:
    answers = ap.Answers(edition.answers(A=1, **rest()).choices)
    ap.assess(edition, edition.answers(**answers))
    for judge in JUDGES:
        with pytest.raises(
            InvalidAnswers, match=r"know no edition; begin with edition\.answers\(\*\*answers\)"
        ) as caught:
            judge(edition, answers)
        assert caught.value.problems[-1].code == "answers-without-edition"
