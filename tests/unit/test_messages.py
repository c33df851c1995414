"""Values and places in messages, however hostile they are."""

import datetime

import pytest

from aiprocure.errors import InvalidArgument, Text
from aiprocure.errors.messages import brief, did_you_mean, expect, pointer, quotable, shown, shown_path


class Rude:
    """Something whose own repr fails."""

    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x" * 1000, "'" + "x" * 37 + "..." + "x" * 38 + "'"),
        ("\x1b\u202e\ud800", r"'\x1b\u202e\ud800'"),
        (10**10_000, "<int>"),
        (-5, "-5"),
        (datetime.date(2025, 5, 27), "2025-05-27"),
        (Rude(), "<Rude instance>"),
        (object(), "<object object>"),
    ],
    ids=["long", "unprintable", "large", "small", "day", "rude", "address"],
)
def test_a_value_is_shown_short_and_printable(value: object, expected: str) -> None:
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), ""),
        (("rules", 3, "when", "C"), "/rules/3/when/C"),
        (("回答", "risk-order"), "/回答/risk-order"),
        (("a/b", "~"), "/a~1b/~0"),
        ((None, 1.5), "/None/1.5"),
        (("x" * 401,), f"/{'x' * 400}…"),
    ],
)
def test_a_place_is_a_json_pointer(steps: tuple[object, ...], expected: str) -> None:
    assert pointer(*steps) == expected


def test_a_word_is_itself_unless_it_is_long_or_unprintable() -> None:
    assert (brief("x" * 400), brief("a\nb"), len(brief("x" * 401))) == ("x" * 400, r"a\nb", 78)
    assert (quotable("火災"), quotable("\x1b[2J")) == ("火災", r"\x1b[2J")
    assert (shown_path("案件.toml"), shown_path("\x1b[2J.toml")) == ("案件.toml", r"\x1b[2J.toml")


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    hint = Text("「project」の誤りではないか。", "; did you mean 'project'?")
    assert did_you_mean("projct", ["project", "answers"]) == hint
    assert did_you_mean("zzz", ["project"]) == did_you_mean(3, ["project"]) == Text("", "")


def test_an_argument_of_another_kind_is_refused() -> None:
    expect(int, 1)
    with pytest.raises(InvalidArgument, match=r"^expected int, not 'x'$"):
        expect(int, "x")
