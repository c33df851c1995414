"""How every id of an edition is written: the one grammar of editions, records and rows."""

from typing import NewType

__all__ = ["ID_GRAMMAR", "LONGEST_ID", "FindingCode", "is_id"]

FindingCode = NewType("FindingCode", str)
"""The stable name of what was found, as in ``open-requirement``."""

_JAPANESE = (("々", "〇"), ("ぁ", "ゖ"), ("ァ", "ヺ"), ("ー", "ー"), ("㐀", "䶿"), ("一", "鿿"))
"""The first and the last of each range of Japanese letters."""
_LETTERS = "0-9A-Za-z" + "".join(f"{first}-{last}" for first, last in _JAPANESE)
ID_GRAMMAR = f"[{_LETTERS}]+(?:[-._][{_LETTERS}]+)*"
"""Words of ASCII letters, ASCII digits and Japanese letters, joined by single hyphens, dots or underscores.

So an id has no slash, no white space and no full-width form: it fits into a reference, a path and a URL as it is, and
means one thing however it is typed. The pattern spans the whole id.
"""
LONGEST_ID = 100
"""How long an id may be, in characters."""
_JOINTS = str.maketrans("._", "--")


def is_id(written: str) -> bool:
    r"""Return whether a word is an id: it keeps to :data:`ID_GRAMMAR`, and is at most :data:`LONGEST_ID` long.

    >>> [is_id(written) for written in ("2025-05-27", "A1", "資料4", "", "a/b", "../x", "2.0\n", "２.０")]
    [True, True, True, False, False, False, False, False]
    """
    # Not matched by the pattern, as it takes longer to compile than all ids of an edition take to check.
    return len(written) <= LONGEST_ID and all(map(_is_word, written.translate(_JOINTS).split("-")))


def _is_word(part: str) -> bool:
    if part.isascii():
        return part.isalnum()
    return all(
        (letter.isascii() and letter.isalnum()) or any(first <= letter <= last for first, last in _JAPANESE)
        for letter in part
    )
