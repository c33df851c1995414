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
    # Rows added to an edition.
    "row-unnumbered": Text("番号がない。シートのとおり番号を付けること。", "no number; number the row as the sheet does"),
    "row-misnumbered": Text(
        "番号 {value} は使えない。1から{most}までの番号を付けること。", "number {value}; number rows from 1 to {most}"
    ),
    "nothing-written": Text("{what}の記載がない。記載すること。", "no {what}; write it"),
    "no-such-headline": Text(
        "見出し {value} はない。{expected}から選ぶこと。", "no headline {value}; choose from {expected}"
    ),
    "no-such-theme": Text("主題 {value} はない。{expected}から選ぶこと。", "no theme {value}; choose from {expected}"),
    "two-headlines": Text(
        "{value}番の行が、見出し{first}と見出し{second}の両方に属するとされている。一方にすること。",
        "row {value} is under two headlines, {first} and {second}; keep one",
    ),
    "two-wordings": Text(
        "{value}番の文言が、{other}にあるものと異なる。一つの番号の文言は一つとすること。",
        "number {value} has another wording at {other}; a number has one wording",
    ),
    "not-cited-as-supplied": Text(
        "利用者が追加したものとして引用されていない。元のセルを引用すること。",
        "not cited as supplied; cite the cell that it comes from",
    ),
    # Columns and inventories.
    # The command.
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
