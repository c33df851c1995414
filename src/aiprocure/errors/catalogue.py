"""The words of every problem, in Japanese and English, by its code. The one place where problems are worded.

``{value}`` is what was given, ``{expected}`` what would be right; the other places are filled by whoever finds the
problem. A test holds the places of both languages equal.
"""

from collections.abc import Mapping

from aiprocure.errors.text import Text

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Text] = {
    # Calls: a slip in the calling code.
    "wrong-type": Text("{expected}とすること。{value} は使えない。", "expected {expected}, not {value}"),
    "missing-extra": Text(
        "この機能には追加のパッケージが必要である。pip install 'aiprocure[{extra}]' により導入すること。",
        "an extra is needed: pip install 'aiprocure[{extra}]'",
    ),
    # Answers.
    "no-such-option": Text(
        "選択肢 {value} はない。{expected}から選ぶこと。", "no option {value}; choose from {expected}"
    ),
    # Plain data.
    "missing-key": Text("項目 {key} がない。記載すること。", "the key {key} is missing"),
    "unknown-key": Text(
        "{value} という項目はない。{hint}書ける項目は、{expected}である。",
        "unknown key {value}{hint}; the keys are {expected}",
    ),
    "hidden-characters": Text(
        "{value} に制御文字又は目に見えない文字がある。取り除くこと。",
        "expected text without control or invisible characters, not {value}",
    ),
    "blank": Text(
        "{value} は、何も述べていない。内容を記載すること。", "expected text that says something, not {value}"
    ),
    "not-one-line": Text("{value} は、一行で記載すること。", "expected text in one line, not {value}"),
    "too-long": Text("{most}{unit}を超えている。短くすること。", "longer than {most}{unit}"),
    "too-many": Text("{what}が {count} 個ある。{most} 個以内とすること。", "{count} {what}; at most {most} are read"),
    "too-many-digits": Text(
        "数の桁が多過ぎるため、読み取れない。4,300桁以下とすること。",
        "a number with more digits than can be read; at most 4,300",
    ),
    "too-large": Text(
        "{value} は大き過ぎる。絶対値が10の18乗より小さい数とすること。",
        "expected a number nearer to zero than 10^18, not {value}",
    ),
    "no-such-day": Text("{value} という日はない。暦にある日付とすること。", "there is no day {value} in the calendar"),
    "stopped-here": Text(
        "誤りが多いため、ここで確認を打ち切った。上記を直してから再び確認すること。",
        "too many errors; stopped here",
    ),
    "not-a-value": Text(
        "本ライブラリの値を渡すこと。{value} は書き出せない。",
        "expected a value of the model, an assessment, an exploration or a comparison, not {value}",
    ),
    "not-one-value": Text(
        "値は、一つずつ書き出すこと。{value} は書き出せない。",
        "expected one value; write its values one by one, not {value}",
    ),
    "not-a-kind": Text(
        "{value} は、素のデータから作れる種類の値ではない。",
        "{value} is not a kind of value that plain data can become",
    ),
    "read-by-retrace": Text(
        "{value} の記録は、retrace(data, edition) により読むこと。",
        "a record of {value} refers to its edition; read it with retrace(data, edition)",
    ),
    "not-read-back": Text(
        "比較の記録（{value}）は、二つの版を含まないため、読み戻せない。compare により比べ直すこと。",
        "a record of a comparison ({value}) does not hold its two editions and is not read back; compare them again",
    ),
    "unknown-format": Text(
        "{value} という書式の記録は読めない。{expected}のいずれかとすること。",
        "unknown format {value}; expected one of {expected}",
    ),
    "record-differs": Text(
        "記録には {given} とあるが、版によれば {found} である。", "{given}; the edition gives {found}"
    ),
    # Files: TOML and JSON.
    "not-a-path": Text("ファイルのパスを渡すこと。{value} は渡せない。", "expected the path of a file, not {value}"),
    "not-a-file": Text("通常のファイルではない。", "not a regular file"),
    "not-a-folder": Text("フォルダーではない。", "not a folder"),
    "cannot-be-read": Text("読み取れない。{why}。", "cannot be read: {why}"),
    "unknown-ending": Text(
        "{kind}のファイル名は、{expected}のいずれかで終わるものとすること。{value} は読み取れない。",
        "the name of {kind} ends in {expected}, not in {value}",
    ),
    "not-utf-8": Text(
        "文字コードがUTF-8ではない{seems}。エディターの「名前を付けて保存」で文字コードにUTF-8を選び、保存し直すこと。",
        "not UTF-8 text{seems}; in the editor's Save As, choose the encoding UTF-8, and save it again",
    ),
    "too-deep": Text("入れ子が深過ぎる。{most}段以下とすること。", "nested more than {most} levels deep"),
    "key-too-deep": Text(
        "点で区切った項目名が長過ぎる。{most}個以下の名前とすること。", "a key of more than {most} parts"
    ),
    "too-many-dots": Text(
        "項目名と数の中の点が多過ぎる。{most}個以下とすること。", "more than {most} dots in keys and numbers"
    ),
    "duplicate-key": Text(
        "項目 {value} が二度以上書かれている。一つだけ残すこと。", "the key {value} is given more than once"
    ),
    "header-is-comment": Text(
        "項目 {value} が二度書かれている。見出し {header} の行が注釈（#）のままであれば、行頭の # を消すこと。",
        "the key {value} is given more than once; is the heading {header} above it still a comment?",
    ),
    "not-a-json-number": Text("{value} は、JSONの数ではない。", "{value} is not a number in JSON"),
    "wrong-character": Text(
        "文字 {value}（{name}）は、ここでは使えない。代わりに半角の {right} を使うこと。",
        "the character {value} ({name}) cannot be used here; write {right}",
    ),
    "odd-space": Text(
        "ここに半角でない空白（{name}）がある。取り除くか、半角の空白とすること。",
        "a space other than the ordinary one ({name}) cannot be used here; remove it, or write an ordinary space",
    ),
    "key-needs-quotes": Text(
        "項目名 {name} は、引用符で囲むこと。例：{right}",
        "the name {name} needs quotation marks: {right}",
    ),
    "text-needs-quotes": Text(
        '文字列は、引用符（"）で囲むこと。{value} はそのままでは書けない。',
        "put text in quotation marks; {value} cannot stand without them",
    ),
    "value-missing": Text("= の後に値がない。値を書くか、行を消すこと。", "there is no value after ="),
    "equals-missing": Text("項目名の後に = がない。", "expected = after the name of the key"),
    "not-closed": Text("{value} で始まる部分が閉じられていない。", "what begins with {value} is not closed"),
    "invalid-escape": Text(
        "引用符の中の \\ の使い方が正しくない。文字としての \\ は、\\\\ と書くこと。",
        "\\ is not used correctly in this text; write \\\\ for the character itself",
    ),
    "comma-before-end": Text(
        "閉じ括弧の前に余分なコンマがある。取り除くこと。", "a comma before the closing bracket; remove it"
    ),
    "not-well-formed": Text(
        "{form}の書き方に従っていない。{value} の辺りを確かめること。", "not well-formed {form} near {value}"
    ),
    "wrong-form": Text(
        "形式は、{expected}のいずれかとすること。{value} は使えない。", "expected {expected} as the form, not {value}"
    ),
    # Editions.
    "no-such-edition": Text(
        "{value} という版は収録していない。収録しているのは、{expected}である。",
        "no edition {value}; carried: {expected}",
    ),
    "edition-by-id": Text(
        "版は、識別子（文字列）で指定すること。{value} では指定できない。",
        "an edition is named by its id, not by {value}",
    ),
    "no-edition-yet": Text(
        "{day} に有効な版はなかった。収録している最も近い版は、{nearest}である。",
        "no edition was in force on {day}; the nearest edition carried is {nearest}",
    ),
    "superseded": Text(
        "{day} には、{edition}は、{approved}に決定された{version}に改められていた。その版は収録していない。"
        "収録している最も近い版は、{edition}である。",
        "by {day}, {edition} was superseded by {version}, approved on {approved}, which is not carried; "
        "the nearest edition carried is {edition}",
    ),
    "given-in-two-files": Text(
        "項目 {value} が {first} と {second} の両方にある。一方だけに書くこと。",
        "the key {value} is given in {first} and in {second}",
    ),
    "folder-without-edition": Text("フォルダーに .toml のファイルがない。", "the folder holds no .toml file"),
    # Dossiers.
    "edition-differs": Text(
        "照らす版は {right} である。{value} とある記載を改めるか、その版を渡すこと。",
        "expected {right}, the edition it is read against, not {value}",
    ),
    "too-many-values": Text(
        "項目と値の数が、合わせて{most}を超えている。減らすこと。",
        "more than the {most} values that a dossier may have in all",
    ),
    "no-such-item": Text("{value} という{kind}は、この版にない。{hint}", "no {kind} {value} in the edition{hint}"),
    "key-belongs-at-top": Text(
        "項目 {value} は、ファイルの先頭（最初の [ ] の見出しより前）に書くこと。",
        "the key {value} belongs at the top; move it above the first [table]",
    ),
    "key-belongs-to-item": Text(
        "項目 {value} は、[[requirements]] 又は [[clauses]] の見出しの下に書くこと。"
        "見出しの行が注釈（#）のままであれば、行頭の # を消すこと。",
        "the key {value} belongs under [[requirements]] or [[clauses]]; is that heading still a comment?",
    ),
    # Proposals.
    "no-such-row": Text(
        "{value} という行は、この版にない。{expected}から選ぶこと。", "no row {value}; choose from {expected}"
    ),
    "row-given-twice": Text(
        "行 {value} が二度以上書かれているか、取り除く行としても書かれている。一つだけ残すこと。",
        "row {value} is given more than once, or is withdrawn as well",
    ),
    "no-such-outcome": Text(
        "結果 {value} はない。{expected}から選ぶこと。", "no outcome {value}; choose from {expected}"
    ),
    "no-option-chosen": Text(
        "選択肢が一つもなく、この行に当てはまる場合がない。{expected}から選ぶこと。",
        "no option at all, so no case reaches this row; choose from {expected}",
    ),
    "axis-named-twice": Text(
        "判定軸 {axes} が、識別子と識別名とで二度書かれている。一方だけに書くこと。",
        "an axis is named twice, by id and by slug: {axes}",
    ),
    # Workbooks.
    # Columns and inventories.
    # The command.
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
