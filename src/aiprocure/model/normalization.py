"""Plain spellings, plain passages, and passages that say nothing: the one place that looks at single characters."""

import functools
import re
import unicodedata
from collections.abc import Iterable

__all__ = [
    "HIDDEN_CATEGORIES",
    "INVISIBLE",
    "LONGEST_SPELLING",
    "is_blank",
    "is_plain",
    "one_spelled",
    "plain_spelling",
]

LONGEST_SPELLING = 100
"""How long a name may be, in characters."""
INVISIBLE = (
    r"\x00-\x20\x7f-\xa0"  # controls and spaces: Python and RE2 do not mean the same by \s
    "\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
    # Default_Ignorable_Code_Point, in every version of Unicode up to 16.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # Drawn as nothing without that property: Braille without a dot, anchors, fillers and blanks of other scripts.
    "\u2800\ufff9-\ufffb\U00013441\U00013442\U00016fe4\U0001d159"
)
"""Every character that shows nothing by itself, as the inside of a character class for Python and RE2 alike."""
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""The categories of Unicode that a plain passage has no character of, but for line ends and tabs."""


def plain_spelling(written: str) -> str:
    """Return a spelling with full-width forms and circled digits made plain, and without white space around it.

    >>> plain_spelling("Ａ❷"), plain_spelling(" ⑭　")
    ('A2', '14')
    """
    composed = unicodedata.normalize("NFC", written)
    return "".join(_plain_character(character) for character in composed).strip()


def one_spelled(written: str, names: Iterable[str]) -> str | None:
    """Return the one of some names that is written, exactly or else in another spelling; None where none is.

    >>> one_spelled("２０２５-０５-２７", ["2025-05-27"]), one_spelled("2025", ["2025-05-27"])
    ('2025-05-27', None)
    """
    known = tuple(names)
    if written in known:
        return written
    plain = plain_spelling(written) if len(written) <= LONGEST_SPELLING else ""
    return next((name for name in known if plain and plain_spelling(name) == plain), None)


def _plain_character(character: str) -> str:
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    if character in "\ufe0e\ufe0f\u20dd":  # presentation selectors, and the circle that encloses what it follows
        return ""
    value = unicodedata.numeric(character, None)
    if value is not None and "CIRCLED" in unicodedata.name(character):
        return str(int(value))
    return character


def is_plain(passage: str) -> bool:
    r"""Return whether a passage is free of control and invisible characters, odd line ends and lone surrogates.

    >>> is_plain("一行目\n二行目"), is_plain("\x1b[2J"), is_plain("\u202e"), is_plain("\ud800")
    (True, False, False, False)
    """
    return passage.isprintable() or all(
        character in "\n\t" or unicodedata.category(character) not in HIDDEN_CATEGORIES for character in passage
    )


@functools.cache
def _shows_nothing() -> re.Pattern[str]:
    """Compiled when it is first needed, as that takes long."""
    return re.compile(rf"[\s{INVISIBLE}\ud800-\udfff]*")


def is_blank(passage: str | None) -> bool:
    r"""Return whether a passage says nothing: it was left out, or none of its characters shows anything.

    A character that is invisible by itself, such as a variation selector, may stand in a passage that says something.

    >>> is_blank(None), is_blank(" 　\u3164"), is_blank("\u034f\ufe0f"), is_blank("対象外"), is_blank("葛\U000e0100")
    (True, True, True, False, False)
    """
    return passage is None or _shows_nothing().fullmatch(passage) is not None
