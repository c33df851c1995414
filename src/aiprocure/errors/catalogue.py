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
    "not-text": Text(
        "{value} に、文字として読めないものが含まれている。UTF-8 の文字で指定すること。",
        "{value} is not UTF-8 text",
    ),
    "unknown-command": Text(
        "コマンド {value} はない。{expected}のいずれかを指定すること。", "no command {value}; choose from {expected}"
    ),
    "unknown-option": Text(
        "オプション {value} はない。{hint}使い方は「{command} --help」により確かめること。",
        "no option {value}{hint}; see {command} --help",
    ),
    "unexpected-argument": Text(
        "{value} は余分である。使い方は「{command} --help」により確かめること。",
        "unexpected: {value}; see {command} --help",
    ),
    "not-given": Text("指定がない。指定すること。", "not given; give it"),
    "option-without-value": Text("値がない。値を続けて指定すること。", "no value; give one after it"),
    "option-with-value": Text("値は付けられない。値を付けずに指定すること。", "takes no value; give none"),
    "bad-option-value": Text("{expected}のいずれかを指定すること。", "choose from {expected}"),
    "given-twice": Text("二度以上指定されている：{given}。一度だけ指定すること。", "given more than once: {given}"),
    "needs-option": Text("{others} とともに指定すること。", "give {others} as well"),
    "one-dossier": Text("案件書類は、一度に一つだけ指定すること。", "give one dossier at a time"),
    "usage": Text(
        "コマンドの書き方に誤りがある（{what}）。使い方は「{command} --help」により確かめること。",
        "{what} See {command} --help",
    ),
    "already-exists": Text("既に存在する。{hint}", "already exists; {hint}"),
    "also-an-input": Text(
        "読み取るファイルでもある。別のファイルに書き出すこと。", "is also an input; choose another file"
    ),
    "cannot-be-written": Text("書き出すことができない（{reason}）。", "cannot be written: {reason}"),
    "output-not-written": Text("結果を出力することができない（{reason}）。", "the output cannot be written: {reason}"),
    "interrupted": Text("中断した。何も書き出していない。", "aborted; nothing was written"),
    "more-problems": Text("このほかに{value}件の誤りがある。", "and {value} more problems"),
    "no-such-side": Text(
        "{value} という版、図の別の読み又は改める案のファイル（.toml、.json）はない。{expected}から選ぶこと。",
        "no edition, rival reading or proposal file (.toml, .json) {value}; choose from {expected}",
    ),
    "inventory-empty": Text("案件の一覧が空である（0件）。", "the inventory is empty (0 cases)"),
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
