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
    "axis-missing": Text(
        "「{axis}」に回答していない。{expected}から選ぶこと。", "not answered; choose from {expected}"
    ),
    "axis-unknown": Text(
        "判断軸 {value} はない。{hint}判断軸は {expected} である。",
        "no axis {value}{hint}; the axes are {expected}",
    ),
    "answered-twice": Text(
        "「{axis}」に二度回答している。一つにすること。", "axis {id} is answered twice; answer it once"
    ),
    "answers-without-edition": Text(
        "どの版の選択肢による回答であるかが不明である。edition.{method}(**answers) により作り直すこと。",
        "these answers know no edition; begin with edition.{method}(**answers)",
    ),
    "answers-of-another-edition": Text(
        "判断軸または選択肢が異なる版の回答である。edition.{method}(**answers) により作り直すこと。",
        "these answers are to other axes or options; begin with edition.{method}(**answers)",
    ),
    # Plain data.
    "too-many": Text("{what}が {count} 個ある。{most} 個以内とすること。", "{count} {what}; at most {most} are read"),
    "stopped-here": Text(
        "誤りが多いため、ここで確認を打ち切った。上記を直してから再び確認すること。",
        "too many errors; stopped here",
    ),
    "number-too-large": Text(
        "数 {value} は大きすぎる。{most} 以下とすること。", "{value} is too large; write at most {most}"
    ),
    # Files: TOML and JSON.
    # Editions.
    "record-unknown": Text(
        "版 {edition} に {value} という項目はない。{hint}", "no record {value} in edition {edition}{hint}"
    ),
    "link-unknown": Text("{families} に {value} はない。{hint}", "no {families} {value}{hint}"),
    "link-unknown-of-few": Text(
        "{families} に {value} はない。{expected}から選ぶこと。", "no {families} {value}; choose from {expected}"
    ),
    "source-unknown": Text(
        "出典 {value} はない。{expected}から選ぶこと。", "no source {value}; choose from {expected}"
    ),
    "id-invalid": Text(
        "{value} は識別子ではない。英数字または日本語の文字を、ハイフン、ピリオドまたは下線一つでつないで "
        "{most} 字以内で書くこと。",
        "{value} is not a valid id; write letters and digits joined by single hyphens, dots or underscores, "
        "at most {most} characters",
    ),
    "id-repeated": Text(
        "{value} は {first} にもある。一つにすること。", "{value} is also at {first}; it has to be unique"
    ),
    "name-invalid": Text(
        "{value} は回答として書くことができない。語または丸数字とすること。",
        "{value} cannot be written as an answer; use a word or a mark",
    ),
    "passage-invalid": Text(
        "{value} は文章ではない。制御文字のない、空でない文章とすること。",
        "{value} is not a plain passage; write words without control characters",
    ),
    "place-missing": Text("出典の中の箇所がない。ページ、項番等を書くこと。", "empty; name the place in the document"),
    "axes-missing": Text("判断軸がない。一つ以上書くこと。", "no axes; name at least one"),
    "too-few-options": Text("選択肢が足りない。二つ以上書くこと。", "too few options; an axis needs at least two"),
    "number-not-positive": Text("番号が {value} である。1 以上とすること。", "{value}; numbers begin with 1"),
    "option-misplaced": Text(
        "判断軸 {value} の選択肢が、判断軸 {axis} の下にある。{axis} とすること。",
        "{value}; the option is listed under axis {axis}",
    ),
    "not-each-once": Text(
        "{listed}と並んでいる。{expected}を一度ずつ並べること。", "{listed}; name each of {expected} exactly once"
    ),
    "superseded-too-early": Text(
        "改定日 {value} が決定日以前である。決定日より後の日とすること。",
        "{value}; it has to come after the decision",
    ),
    "outcomes-missing": Text(
        "どの判定に伴うものであるかがない。判定を一つ以上書くこと。", "none; name the outcomes that it follows"
    ),
    "no-option-chosen": Text(
        "選択肢が一つもなく、この行に当てはまる場合がない。{expected}から選ぶこと。",
        "no option at all, so no case reaches this row; choose from {expected}",
    ),
    "row-overlaps": Text(
        "{sample} は {other} により{how}決まっている。一つの行だけで決まるようにすること。",
        "also decides {sample}, which {other} decides {how}; exactly one row may",
    ),
    "undecided-combination": Text("{sample} を決める行がない。行を追加すること。", "no row decides {sample}"),
    # Dossiers.
    # Proposals.
    # Workbooks.
    # Columns and inventories.
    # The command.
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
