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
    "no-such-axis": Text("軸 {value} はない。{expected}から選ぶこと。", "no axis {value}; choose from {expected}"),
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
    "too-long": Text("{most}{unit}を超えている。短くすること。", "longer than {most}{unit}"),
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
    "number-too-large": Text(
        "数 {value} は大きすぎる。{most} 以下とすること。", "{value} is too large; write at most {most}"
    ),
    # Files: TOML and JSON.
    "not-a-path": Text("ファイルのパスを渡すこと。{value} は渡せない。", "expected the path of a file, not {value}"),
    "not-a-file": Text("通常のファイルではない。", "not a regular file"),
    "cannot-be-read": Text("読み取れない。{why}。", "cannot be read: {why}"),
    "not-a-folder": Text("フォルダーではない。", "not a folder"),
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
    "row-overlaps": Text(
        "{sample} は {other} により{how}決まっている。一つの行だけで決まるようにすること。",
        "also decides {sample}, which {other} decides {how}; exactly one row may",
    ),
    "undecided-combination": Text("{sample} を決める行がない。行を追加すること。", "no row decides {sample}"),
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
    "answers-open": Text(
        "回答のない軸がある。{command} により回答すること。", "some axes are not answered; {command} asks for them"
    ),
    "dossier-too-long": Text(
        "案件書類が{size}バイトとなり、上限の{most}バイトを超える。",
        "the dossier would have {size} bytes; at most {most} can be read",
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
    "not-an-xlsx-file": Text(
        "拡張子が .xlsx ではない（{value}）。{advice}.xlsx の形式で保存したものを指定すること。",
        "a workbook ends in .xlsx, not in {value}{advice}; save it as .xlsx",
    ),
    "workbook-unreadable": Text(
        "ブックとして読み取ることができない。表計算ソフトで開き、.xlsx の形式で保存し直すこと。",
        "not a workbook that can be read; open it in a spreadsheet program and save it as .xlsx again",
    ),
    "workbook-too-large": Text(
        "ブックが大きすぎる（{what}の上限は {most}）。チェックシートだけを残して保存すること。",
        "more than {most} {what}; save a copy with the check sheets only",
    ),
    "workbook-encrypted": Text(
        "パスワードで保護されているか、又は Excel 2003 以前の形式である。"
        "パスワードを外し、.xlsx の形式で保存すること。",
        "a workbook with a password, or in the format of Excel before 2007; save it as .xlsx without a password",
    ),
    "workbook-compression": Text(
        "ブックに用いられない方法で圧縮されている。表計算ソフトで開き、.xlsx の形式で保存し直すこと。",
        "compressed in a way that no workbook uses; open it in a spreadsheet program and save it again",
    ),
    "workbook-with-macros": Text(
        "マクロを含んでいる。マクロを除いて保存すること。", "a workbook that holds macros; save it without them"
    ),
    "workbook-with-links": Text(
        "他のブックへのリンクを含んでいる。リンクを値に置き換えて保存すること。",
        "a workbook with links to other workbooks; save it with their values instead",
    ),
    "workbook-with-declarations": Text(
        "ブックの内部（{value}）に、文書型又は実体の宣言がある。表計算ソフトで開き、保存し直すこと。",
        "a document type or an entity is declared in {value}; a workbook has none",
    ),
    "sheet-name": Text(
        "シートの名前 {value} を用いることができない。{most}文字以内の1行の名前に改めること。",
        "a sheet named {value}; use one line of at most {most} characters",
    ),
    "no-check-sheet": Text(
        "チェックシートが見当たらない。先頭から{rows}行以内に、列「要求事項#」及び「要求事項」（別紙3）"
        "又は列「取り決め事項#」及び「取り決め事項」（別紙4）を設けること。",
        "no sheet has, within its first {rows} rows, the columns 要求事項# and 要求事項 (別紙3), "
        "or 取り決め事項# and 取り決め事項 (別紙4)",
    ),
    "two-check-sheets": Text(
        "1枚のシートに2種類のチェックシートがある。別々のシートに分けること。",
        "two check sheets on one sheet; put each on a sheet of its own",
    ),
    "sheet-column-missing": Text(
        "「{beside}」の表に、列「{name}」がない。列を設けること。",
        "no column {name} beside {beside}; a clause needs it",
    ),
    "too-many-sheets": Text(
        "シートが{most}枚を超えている。チェックシートだけを残して保存すること。",
        "more than the {most} sheets a workbook may have; save a copy with the check sheets only",
    ),
    "too-many-merged": Text(
        "結合セルが{most}箇所を超えている。結合を減らすこと。", "more than {most} merged ranges; unmerge some of them"
    ),
    "too-many-flaws": Text(
        "数式及びエラー値が{most}個を超えている。値に置き換えること。",
        "more than {most} formulas and errors; replace them by their values",
    ),
    "row-too-low": Text(
        "{most}行目より下にある。表を{most}行以内に収めること。", "below the {most} rows that a check sheet may have"
    ),
    "formula-cell": Text("数式である。数式を値に置き換えること。", "a formula; replace it by its value"),
    "error-cell": Text(
        "エラー値（{value}）である。正しい値を記載すること。", "the error {value}; write the right value"
    ),
    "malformed-number-cell": Text(
        "数値のセルに、数値でない {value} が保存されている。入力し直すこと。",
        "a number is stored as {value}; enter it again",
    ),
    "malformed-date-cell": Text(
        "日付のセルに、日付でない {value} が保存されている。入力し直すこと。",
        "a date is stored as {value}; enter it again",
    ),
    "cell-not-text": Text("文字列ではなく {value} である。文字列で記載すること。", "expected text, not {value}"),
    "cell-is-a-date": Text(
        "文字列ではなく日付 {value} である。文字列で記載すること。", "expected text, not the date {value}"
    ),
    "invisible-characters": Text(
        "制御文字又は目に見えない文字を含んでいる（{value}）。これを除くこと。",
        "expected text without control or invisible characters, not {value}",
    ),
    "row-number": Text(
        "番号として読むことができない（{value}）。各行に、1から{most}までの番号を一つ記載すること。",
        "no row number can be read from {value}; number each row from 1 to {most}, as in 19",
    ),
    "requirement-empty": Text(
        "番号 {number} の要求事項に記載がない。求める内容を記載すること。",
        "requirement {number} is empty; write what is demanded",
    ),
    "arrangement-empty": Text(
        "番号 {number} の取り決め事項に記載がない。取り決める内容を記載すること。",
        "arrangement {number} is empty; write what is to be settled",
    ),
    "heading-empty": Text(
        "「契約時の項目」に記載がない。何についての取り決めかを記載すること。",
        "no heading; write what the arrangement is about",
    ),
    "content-empty": Text(
        "「契約書に盛り込む条項内容例」に記載がない。契約書に記載する内容の例を記載すること。",
        "no content; write what the contract should say",
    ),
    "countermeasure-missing": Text(
        "詳細又は裏付けの対象となる対策例がない。対策例を記載すること。",
        "details or evidence without a countermeasure (対策例); write what they belong to",
    ),
    "several-headlines": Text(
        "見出しが二つ以上ある（{value}）。一つの要求事項に、見出しを一つ記載すること。",
        "several headlines, {value}; give each requirement one",
    ),
    # What is passed over in a workbook, or kept beside what it is read for.
    "hidden-sheet": Text("非表示のシートである。読み取っていない。", "a hidden sheet; it was not read"),
    "hidden-row": Text("非表示の行である。読み取っていない。", "a hidden row; it was not read"),
    "hidden-column": Text(
        "非表示の列（{value}）である。読み取っていない。", "a hidden column, {value}; it was not read"
    ),
    "struck-out": Text(
        "取消線の付いた {value} は、削除されたものとして読み取っていない。", "{value} is struck out; it was not read"
    ),
    "struck-out-by-condition": Text(
        "条件付き書式により取消線が付くことがある。条件は判断せず、取消線のないものとして読み取った。",
        "a condition may strike out text here; conditions are not evaluated, and the text was read",
    ),
    "heading-alone": Text(
        "見出し {value} があるが、番号の列と記載の列とがそろっていないため、チェックシートとして読み取っていない。",
        "the heading {value} does not stand beside one for the number, so this sheet was not read as a check sheet",
    ),
    "own-column": Text(
        "列「{name}」は、府省庁独自の列として行とともに保持した。{hint}",
        "column {name} is kept with the rows as the ministry's own{hint}",
    ),
    "unnamed-column": Text("見出しのない列である。読み取っていない。", "a column without a heading; it was not read"),
    "columns-beyond": Text(
        "{most}列目より右は読み取っていない。", "columns to the right of the first {most} were not read"
    ),
    "row-passed-over": Text(
        "番号と記載とを備えた行ではない（{value}）。注記又は区分の行として扱い、読み取っていない。",
        "no row with a number and words of its own ({value}); it was not read",
    ),
    "row-continued": Text(
        "番号のない行である。番号 {number} の続きとして読み取った。",
        "a row without a number; it was read as part of row {number}",
    ),
    "more-passed-over": Text(
        "読み取っていないものがほかにもある。ここでは{most}件までを示した。",
        "more was passed over; the first {most} are listed",
    ),
    # Columns and inventories.
    "not-a-frame": Text(
        "{type} 型の値は、表ではない。pandas、Polars、PyArrow、DuckDB、Ibis、Dask 又は PySpark の表を渡すこと。",
        "expected a frame of pandas, Polars, PyArrow, DuckDB, Ibis, Dask or PySpark, not a value of type {type}",
    ),
    "columns-alike": Text(
        "列の名前が区別できない（{what}）。名前を改めること。",
        "a frame whose columns cannot be told apart: {what}",
    ),
    "column-called-star": Text(
        "DuckDB が全ての列と解する名前「*」の列がある。名前を改めること。",
        "a column is called '*', which DuckDB takes for every column; rename it",
    ),
    "columns-of-several-levels": Text(
        "列の名前が複数の階層から成る。列ごとに一つの名前とすること。",
        "a frame whose columns have several levels; give each of them one name",
    ),
    "column-missing": Text(
        "軸{axis}（{name}）に答える列がない。列の見出しを「{axis}」とするか、列を指定すること"
        "（コマンドでは --column {axis}=見出し、Python では columns）。",
        "no column is called {axis}, {slug} or {name}; "
        "name the one that answers the axis in columns (at the shell: --column {axis}=...)",
    ),
    "columns-for-one-axis": Text(
        "軸{axis}に答える列が複数ある（{names}）。一つを指定すること"
        "（コマンドでは --column {axis}=見出し、Python では columns）。",
        "more than one column answers the axis: {names}; "
        "name the one that answers it in columns (at the shell: --column {axis}=...)",
    ),
    "no-such-column": Text("列 {value} はない。{hint}", "no column {value}{hint}"),
    "column-named-twice": Text(
        "列 {value} は、既に軸{axis}に答える列として指定されている。軸ごとに別の列を指定すること。",
        "the column {value} answers axis {axis} already; name another column",
    ),
    "column-of-another-type": Text(
        "列 {value} は {type} 型である。文字列又は整数の列とすること。",
        "the column {value} is of type {type}; expected text or whole numbers",
    ),
    "column-taken": Text(
        "加える列と同じ名前の列 {value} が既にある。加える列の名前の前に付ける語を指定すること"
        "（コマンドでは --prefix、Python では prefix）。",
        "a column is called {value} already; give the added columns a prefix (at the shell: --prefix)",
    ),
    "no-option-in-rows": Text(
        "軸{axis}の選択肢に当たらない値が{count}件ある。{found}。{expected}から選ぶこと。",
        "no option of axis {axis} in {rows}: {found}; choose from {expected}",
    ),
    "too-many-spellings": Text(
        "選択肢に当たらない値が{most}種類を超える。回答の列を指定しているか確かめること。",
        "more than {most} different values that are not usual answers; name the columns of answers",
    ),
    "not-unicode": Text(
        "文字として読めない値がある。正しい文字コードで読み直すこと。",
        "values that are not valid text; read them again in their own encoding",
    ),
    "inventory-kind-unknown": Text(
        "一覧は {kinds} のファイルとすること。{value} は扱えない。",
        "the name of an inventory ends in {kinds}, not in {value}",
    ),
    "path-impossible": Text(
        "この環境では用いることのできない文字が、ファイル名に含まれる。", "a name that no file of this system can have"
    ),
    "source-is-target": Text(
        "読み取る一覧そのものである。別のファイルに書き出すこと。", "the inventory itself; write to another file"
    ),
    "header-missing": Text(
        "見出しがない。最初の行に列の見出しを書くこと。", "no header; its first row names the columns"
    ),
    "too-many-columns": Text(
        "列が{most}を超えている。判定に要しない列を除くこと。",
        "more than the {most} columns that an inventory may have",
    ),
    "heading-repeated": Text(
        "軸に答える列と同じ見出し {value} の列が、ほかにもある。一方の見出しを改めること。",
        "two columns are named {value}; rename the one that does not answer the axis",
    ),
    "title-above-header": Text(
        "列の見出しは{header}行目にあるように見える。最初の行 {value} は表題か。"
        "表題であれば、見出しより上の行を削除すること。",
        "the header seems to be in row {header}; is the first row, {value}, a title? If so, delete the rows above it",
    ),
    "row-ragged": Text(
        "セルが{count}個ある。見出しは{expected_count}列である。列の数をそろえること。",
        "{count} cells where the header has {expected_count}",
    ),
    "row-too-long": Text(
        '一行が{most}バイトを超えている。引用符（"）が閉じているか確かめること。',
        "a row of more than {most} bytes; is a quote not closed?",
    ),
    "csv-row-malformed": Text(
        'CSVの行として読み取れない（{what}）。引用符（"）が閉じているか、セルの中では二つ重ねているか確かめること。',
        "not a row of a CSV file ({what}); is every quote closed, and doubled within a cell?",
    ),
    "csv-not-utf-8": Text(
        "文字コードがUTF-8ではない（{value}）。Excelでは、通常の「CSV」（Shift_JIS）ではなく、"
        "「CSV UTF-8」の形式で保存すること。",
        "not UTF-8 text: {value}; have Excel save it as CSV UTF-8, not as the plain CSV (Shift_JIS)",
    ),
    "too-many-blank-rows": Text(
        "空の行が{most}行を超えている。空の行を削除すること。", "more than {most} blank rows; delete them"
    ),
    "parquet-unreadable": Text(
        "Parquetのファイルとして読み取れない（{what}）。", "not a Parquet file that can be read: {what}"
    ),
    "parquet-too-many-pages": Text(
        "Parquetのファイルが細かく分かれすぎている。書き出し直すこと。",
        "a Parquet file in too many small pages; write it again",
    ),
    "parquet-unpacks-too-far": Text(
        "展開すると、ファイルの大きさに比べて大きすぎる。CSVにするか、ファイルを分けること。",
        "a Parquet file that unpacks to far more than its size; give it as CSV, or in parts",
    ),
    "parquet-column-too-large": Text(
        "列 {value} は、展開すると大きすぎる。この列を除くか、文字列の列として書き出し直すこと。",
        "the column {value} unpacks to too much; leave it out, or write it as plain text",
    ),
    "parquet-too-wide": Text(
        "一度に展開しなければならない量が{most}MBを超えている。列を減らすか、小さな行グループに分けて書き出し直すこと。",
        "more than {most} MB have to be unpacked at once; leave columns out, or write smaller row groups",
    ),
    "csv-cannot-hold": Text(
        "{type} 型の列 {value} は、CSVに書き出せない。この列を除くか、Parquetに書き出すこと。",
        "a CSV file cannot hold the column {value} of type {type}; leave it out, or write Parquet",
    ),
    "target-cannot-hold": Text("この表を書き出せない（{what}）。", "cannot hold the table: {what}"),
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
    "named-by-dossier": Text(
        "案件書類に書かれているため、指定できない：{given}。",
        "the dossier says so itself: give it without {given}",
    ),
    "dossier-or-answers": Text(
        "案件書類を指定するか、--edition と全ての軸への回答を指定すること。収録している版は、{expected}である。",
        "give a dossier, or --edition with an answer on each axis; editions carried: {expected}",
    ),
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
    "changed-meanwhile": Text(
        "{file} の内容が質問の間に変わったため、書き出していない。示した内容を別の名前で保存すること。",
        "{file}: has changed since it was read, and is not replaced; save what is printed under another name",
    ),
    "edition-not-named": Text(
        "収録している版が複数ある。--edition により{expected}のいずれかを指定すること。",
        "several editions are carried; name one with --edition: {expected}",
    ),
    "input-not-text": Text(
        "入力は {encoding} の文字列ではない（{value}）。{encoding} で入力すること。",
        "the input is not {encoding} text: {value}",
    ),
    "line-too-long": Text(
        "入力の一行が{most}字を超える。一行に一つの回答を書くこと。",
        "a line of the input has more than {most} characters; write one reply on each line",
    ),
    "not-a-pair": Text("{form} の形で書くこと。{given} は読めない。", "expected {form}, not {given}"),
    "reply-too-long": Text("{most}字までで書くこと。", "at most {most} characters"),
    "wrong-ending": Text(
        "{file} に書き出すことはできない。名前の末尾を {ending} とすること。",
        "{file}: the name of this dossier has to end in {ending}",
    ),
    # Rows added to an edition.
    "row-unnumbered": Text(
        "番号がない。シートのとおり番号を付けること。", "no number; number the row as the sheet does"
    ),
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
}
