"""Where a line of Japanese or English text can be broken, and what the lines of a passage are."""

import re

from aiprocure.model.normalization import is_plain

__all__ = ["split_lines", "split_pieces"]

_OPENING, _CLOSING = "（「『［", "、。，．・：；？！」』）］ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜"
_ENGLISH_CLOSING = r"(?:[,.;:!?)\]}]+(?![!-~]) ?)?"
"""What stays with a character that is not ASCII, unless a word begins with it."""
_UNBREAKABLE = re.compile(f"[{_OPENING}]*(?:[!-~]+ ?|.{_ENGLISH_CLOSING})[{_CLOSING}]*", re.DOTALL)


def split_pieces(text: str) -> list[str]:
    """Split text into the pieces that a line break must not divide: words, and punctuation with what it belongs to.

    >>> split_pieces("別紙「Annex 1」、又は")
    ['別', '紙', '「Annex ', '1」、', '又', 'は']
    >>> split_pieces("items ⑦, ⑧ (see ⑨).")
    ['items ', '⑦, ', '⑧', ' ', '(see ', '⑨).']
    """
    pieces: list[str] = _UNBREAKABLE.findall(text)
    return pieces


def split_lines(passage: str) -> list[str]:
    r"""Split a passage into its lines, with � in place of what cannot be seen.

    >>> split_lines("一\u202e行目\r\n二行目")
    ['一�行目', '二行目']
    """
    lines = (line.replace("\t", " ").strip() for line in passage.splitlines())
    return [line if is_plain(line) else "".join(c if is_plain(c) else "\ufffd" for c in line) for line in lines]
