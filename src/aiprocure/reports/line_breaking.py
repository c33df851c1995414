"""Where a line may be broken, as Japanese is and English too (kinsoku shori)."""

import re

__all__ = ["pieces_of"]

_OPENING, _CLOSING = "（「『［", "、。，．・：；？！」』）］ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜"
_UNBREAKABLE = re.compile(f"[{_OPENING}]*(?:[!-~]+ ?|.)[{_CLOSING}]*", re.DOTALL)


def pieces_of(text: str) -> list[str]:
    """Return what no line is broken within, which together is the text: words, and punctuation with what it belongs to.

    >>> pieces_of("別紙「Annex 1」、又は")
    ['別', '紙', '「Annex ', '1」、', '又', 'は']
    """
    pieces: list[str] = _UNBREAKABLE.findall(text)
    return pieces
