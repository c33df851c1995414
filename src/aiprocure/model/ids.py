"""How every id of an edition is written: the one grammar of editions, records and rows."""

import re

__all__ = ["ID_GRAMMAR", "LONGEST_ID", "is_id"]

_LETTERS = "0-9A-Za-z々-〇ぁ-ゖァ-ヺー㐀-䶿一-鿿"
ID_GRAMMAR = f"[{_LETTERS}]+(?:[-._][{_LETTERS}]+)*"
"""Words of ASCII letters, ASCII digits and Japanese letters, joined by single hyphens, dots or underscores.

So an id has no slash, no white space and no full-width form: it stands in a reference, a path and a URL as it is, and
means one thing however it is typed.
"""
LONGEST_ID = 100
"""How long an id may be, in characters."""
_ID = re.compile(ID_GRAMMAR)


def is_id(written: str) -> bool:
    r"""Return whether a word is an id: it keeps to :data:`ID_GRAMMAR`, and is at most :data:`LONGEST_ID` long.

    >>> [is_id(written) for written in ("2025-05-27", "A1", "資料4", "", "a/b", "../x", "2.0\n", "２.０")]
    [True, True, True, False, False, False, False, False]
    """
    return len(written) <= LONGEST_ID and _ID.fullmatch(written) is not None
