"""Words that only hold a place, in every text that a check reads."""

import pytest

from aiprocure.checks.placeholders import names_nobody, says_nothing
from aiprocure.model.normalization import is_blank

NOTHING = [
    "",
    "　",
    "\ufe0f",
    "\u3164-",
    "未定",
    "（未記入）",
    "【未定】",
    "未定。",
    "検討中",
    "ＴＢＤ",
    "N/A",
    "―――",
    "?",
    "なし",
]
SOMETHING = ["対象外", "未定の事項を一覧にする", "検討中の案による", "0", "はい", "N", "A/B", "不明な点は照会する"]


@pytest.mark.parametrize("passage", NOTHING, ids=ascii)
def test_a_placeholder_says_nothing_and_names_nobody(passage: str) -> None:
    assert says_nothing(passage)
    assert names_nobody(passage)


def test_whatever_is_blank_says_nothing() -> None:
    blank = [character for character in map(chr, (*range(0x20000), *range(0xE0000, 0xE1000))) if is_blank(character)]
    assert [character for character in blank if not says_nothing(character)] == []
    assert says_nothing("".join(blank))


def test_what_is_left_out_says_nothing_and_names_nobody() -> None:
    assert says_nothing(None)
    assert names_nobody(None)


@pytest.mark.parametrize("passage", SOMETHING)
def test_words_that_go_on_say_something(passage: str) -> None:
    assert not says_nothing(passage)


@pytest.mark.parametrize("post", ["未定（4月に任命）", "係長（空席）", "該当なし", "欠員のため課長補佐", "未 定"])
def test_a_post_that_nobody_holds_names_nobody(post: str) -> None:
    assert names_nobody(post)


@pytest.mark.parametrize("post", ["総務課長", "CAIO", "caio", "情報化係", "係長"])
def test_a_post_names_somebody(post: str) -> None:
    assert not names_nobody(post)


@pytest.mark.parametrize(("character", "nothing"), [("―", True), ("\u3164", True), ("未", False), ("。", True)])
def test_a_long_passage_says_something_if_any_of_its_characters_does(character: str, nothing: bool) -> None:
    assert says_nothing(character * 10_000) is nothing
    assert not says_nothing(character * 10_000 + "対象外")
