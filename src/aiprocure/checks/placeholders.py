"""Words that only hold a place: what reads 未定 or 未記入 says no more than what was left out."""

import re
import unicodedata

__all__ = ["names_nobody", "says_nothing"]

_OTHERS = re.compile("[\\W_\u115f\u1160\u3164\uffa0\U00013441\U00013442]+")
"""What is neither letter nor number, with the letters that show nothing: all that is blank is among it."""
_LONGEST = 100
"""A longer passage is not a mere placeholder."""
_PLACEHOLDERS = frozenset(
    {
        "",
        *("未定", "未記入", "未記載", "未入力", "未回答", "未作成", "未確認", "未検討", "件名未記入"),
        *(
            "記入中",
            "作成中",
            "検討中",
            "調整中",
            "確認中",
            "調査中",
            "究明中",
            "原因調査中",
            "原因究明中",
            "後日",
            "後日記入",
            "後日記載",
            "追って記載",
            "要確認",
        ),
        *("なし", "無し", "無", "特になし", "不明", "不詳", "空欄"),
        *("tbd", "tba", "tbc", "todo", "na", "none", "unknown", "undecided", "notitleyet", "notwrittenyet"),
    }
)
_NOBODY = (
    "未定",
    "未記",
    "未選任",
    "未任命",
    "未指名",
    "未決",
    "該当なし",
    "空席",
    "欠員",
    "不在",
    "誰も",
)
"""Words that, anywhere in what stands for a post, say that nobody holds it or that it is not known who does."""


def says_nothing(passage: str | None) -> bool:
    """Return whether a passage is blank, has neither letter nor number, or is nothing but a word that holds a place.

    >>> says_nothing("（未記入）"), says_nothing("―"), says_nothing("ＴＢＤ"), says_nothing("未定の事項を整理する")
    (True, True, True, False)
    """
    if passage is None:
        return True
    if len(passage) > _LONGEST:
        return _OTHERS.fullmatch(passage) is not None
    return _letters(passage) in _PLACEHOLDERS


def names_nobody(post: str | None) -> bool:
    """Return whether what should name a post names none.

    >>> names_nobody("未定（4月に任命）"), names_nobody("総務課長")
    (True, False)
    """
    if post is None or says_nothing(post):
        return True
    letters = _letters(post[:_LONGEST])
    return any(word in letters for word in _NOBODY)


def _letters(passage: str) -> str:
    """The letters and numbers of a passage, whatever their width and case."""
    return _OTHERS.sub("", unicodedata.normalize("NFKC", passage)).casefold()
