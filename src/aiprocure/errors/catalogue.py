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
    "no-such-axis": Text("軸 {value} はない。{expected}から選ぶこと。", "no axis {value}; choose from {expected}"),
    # Plain data.
    # Files: TOML and JSON.
    # Editions.
    # Dossiers.
    "answers-open": Text(
        "回答のない軸がある。{command} により回答すること。", "some axes are not answered; {command} asks for them"
    ),
    "dossier-too-long": Text(
        "案件書類が{size}バイトとなり、上限の{most}バイトを超える。",
        "the dossier would have {size} bytes; at most {most} can be read",
    ),
    # Proposals.
    # Workbooks.
    # Columns and inventories.
    # The command.
    "changed-meanwhile": Text(
        "{file} の内容が質問の間に変わったため、書き出していない。示した内容を別の名前で保存すること。",
        "{file}: has changed since it was read, and is not replaced; save what is printed under another name",
    ),
    "edition-not-named": Text(
        "収録している版が複数ある。--edition により{expected}のいずれかを指定すること。",
        "several editions are carried; name one with --edition: {expected}",
    ),
    "given-twice": Text("二度以上指定されている：{given}。一度だけ指定すること。", "given more than once: {given}"),
    "input-not-text": Text(
        "入力は {encoding} の文字列ではない（{value}）。{encoding} で入力すること。",
        "the input is not {encoding} text: {value}",
    ),
    "line-too-long": Text(
        "入力の一行が{most}字を超える。一行に一つの回答を書くこと。",
        "a line of the input has more than {most} characters; write one reply on each line",
    ),
    "no-such-outcome": Text(
        "結果 {value} はない。{expected}から選ぶこと。", "no outcome {value}; choose from {expected}"
    ),
    "not-a-pair": Text("{form} の形で書くこと。{given} は読めない。", "expected {form}, not {given}"),
    "reply-too-long": Text("{most}字までで書くこと。", "at most {most} characters"),
    "wrong-ending": Text(
        "{file} に書き出すことはできない。名前の末尾を {ending} とすること。",
        "{file}: the name of this dossier has to end in {ending}",
    ),
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
