"""What a passage says, and whether it says anything at all."""

import sys
import unicodedata

import pytest

from aiprocure.model.normalization import is_blank, is_plain, plain_spelling

pytestmark = pytest.mark.slow

IGNORABLE = [
    *("\u00ad", "\u034f", "\u061c", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u180b", "\u180c", "\u180d", "\u180e"),
    *("\u180f", "\u200b", "\u200f", "\u202a", "\u202e", "\u2060", "\u2065", "\u206f", "\u3164", "\ufe00", "\ufe0f"),
    *("\ufeff", "\uffa0", "\ufff0", "\ufff8", "\U0001bca0", "\U0001bca3", "\U0001d173", "\U0001d17a", "\U000e0000"),
    *("\U000e0001", "\U000e0002", "\U000e0020", "\U000e0100", "\U000e01ef", "\U000e0fff"),
]
"""The ends of each range of Default_Ignorable_Code_Point, by Unicode's own list, and some between."""
OTHERWISE_EMPTY = [
    "\u2800",
    "\ufff9",
    "\ufffb",
    "\U00013441",
    "\U00016fe4",
    " ",
    "\t",
    "\n",
    "\u3000",
    "\x1b",
    "\ud800",
]
VISIBLE_FORMATS = range(0x13430, 0x13440), range(0x600, 0x606), (0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
"""Format characters that are drawn: signs of Arabic, Syriac and Kaithi, and joiners of hieroglyphs."""


@pytest.mark.parametrize("character", [*IGNORABLE, *OTHERWISE_EMPTY], ids=ascii)
def test_a_character_that_shows_nothing_says_nothing_however_often(character: str) -> None:
    assert is_blank(character)
    assert is_blank(f" {character}\u3000{character * 20}")
    assert not is_blank(f"{character}対象外")
    assert not is_blank(f"対象外{character}")


def test_what_is_left_out_or_empty_says_nothing() -> None:
    assert is_blank(None)
    assert is_blank("")


def test_every_space_control_and_hidden_format_of_this_python_says_nothing() -> None:
    visible = {code for codes in VISIBLE_FORMATS for code in codes}
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
    said = [
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in hidden and code not in visible and not is_blank(chr(code))
    ]
    assert said == []


@pytest.mark.parametrize("passage", ["葛\U000e0100城市", "❤\ufe0f", "か\u3099", "-", "。", "👨\u3000👩", "ー", "0"])
def test_a_passage_that_shows_something_says_something_and_may_hold_selectors(passage: str) -> None:
    assert not is_blank(passage)
    assert is_plain(passage)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Ａ❷", "A2"), (" ⑭　", "14"), ("1\ufe0f", "1"), ("①\u20dd", "1"), ("ｂ", "b"), ("㉑", "21"), ("一", "一")],
)
def test_a_spelling_is_made_plain(written: str, plain: str) -> None:
    assert plain_spelling(written) == plain
