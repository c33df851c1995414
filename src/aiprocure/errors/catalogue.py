"""The words of every problem, in Japanese and English, by its code. The one place where problems are worded.

``{value}`` is what was given, ``{expected}`` what would be right; the other places are filled by whoever finds the
problem. A test holds the places of both languages equal.
"""

from collections.abc import Mapping

from aiprocure.errors.text import Text

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Text] = {
    # Calls: a slip in the calling code.
    "wrong-type": Text("{expected}を渡すこと。{value} は渡せない。", "expected {expected}, not {value}"),
    "missing-extra": Text(
        "この機能には追加のパッケージが必要である。pip install 'aiprocure[{extra}]' により導入すること。",
        "an extra is needed: pip install 'aiprocure[{extra}]'",
    ),
    "not-a-relative-path": Text(
        "{value} はファイルの相対パスではない。ファイルの相対パス（「..」を含まないもの）を渡すこと。",
        "{value} is not the relative path of a file; give one without '..'",
    ),
    "other-edition": Text(
        "案件書類の版 {value} が、判定の版 {expected} と異なる。判定の対象である案件書類を渡すこと。",
        "the dossier names edition {value}, not {expected}; give the dossier that was judged",
    ),
    "other-answer": Text(
        "案件書類の回答（{given}）が、判定の回答（{expected}）と異なる。判定の対象である案件書類を渡すこと。",
        "the dossier answers {given}, not {expected}; give the dossier that was judged",
    ),
    # Answers.
    "no-such-option": Text(
        "選択肢 {value} はない。{expected}から選ぶこと。", "no option {value}; choose from {expected}"
    ),
    # Plain data.
    # Files: TOML and JSON.
    # Editions.
    # Dossiers.
    # Proposals.
    # Workbooks.
    # Columns and inventories.
    # The command.
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
