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
