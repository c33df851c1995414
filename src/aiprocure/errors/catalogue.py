"""The words of every problem, in Japanese and English, by its code. The one place where problems are worded.

``{value}`` is what was given, ``{expected}`` what would be right; the other places are filled by whoever finds the
problem. A test holds the places of both languages equal.
"""

from collections.abc import Mapping

from aiprocure.errors.text import Text

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Text] = {
    # Calls: a slip in the calling code.
    "wrong-type": Text("{value} は使えない。{expected}とすること。", "expected {expected}, not {value}"),
    "missing-extra": Text(
        "追加のパッケージが必要である。pip install 'aiprocure[{extra}]' により導入すること。",
        "an extra is needed: pip install 'aiprocure[{extra}]'",
    ),
    "not-a-path": Text(
        "{value} はファイルのパスではない。パスを渡すこと。", "expected the path of a file, not {value}"
    ),
    "not-a-relative-path": Text(
        "{value} はファイルの相対パスではない。「..」を含まない相対パスを渡すこと。",
        "{value} is not the relative path of a file; give one without '..'",
    ),
    "not-a-value": Text(
        "{value} は本ライブラリの値ではない。版の記録、判定、探索又は比較の結果を渡すこと。",
        "expected a value of the model, an assessment, an exploration or a comparison, not {value}",
    ),
    "not-one-value": Text(
        "{value} は一つの値ではない。値を一つずつ渡すこと。",
        "expected one value; write its values one by one, not {value}",
    ),
    "not-a-kind": Text(
        "{value} は、データから作ることのできる型ではない。本ライブラリの値の型（Edition、Dossierなど）を渡すこと。",
        "{value} is not a kind of value that plain data can become",
    ),
    "read-by-retrace": Text(
        "{value} の記録は、版を要するため、このままでは読み戻せない。retrace(data, edition) により読み戻すこと。",
        "a record of {value} refers to its edition; read it with retrace(data, edition)",
    ),
    "not-read-back": Text(
        "比較の記録（{value}）は、二つの版を含まないため、読み戻せない。改めて比較すること。",
        "a record of a comparison ({value}) does not hold its two editions and is not read back; compare them again",
    ),
    "other-edition": Text(
        "案件書類の版は {value} であり、判定の版 {expected} と異なる。判定に用いた案件書類を渡すこと。",
        "the dossier names edition {value}, not {expected}; give the dossier that was judged",
    ),
    "other-answer": Text(
        "案件書類の回答は {given} であり、判定の回答 {expected} と異なる。判定に用いた案件書類を渡すこと。",
        "the dossier answers {given}, not {expected}; give the dossier that was judged",
    ),
    # Answers.
    "no-such-option": Text(
        "選択肢 {value} はない。{expected}から選ぶこと。", "no option {value}; choose from {expected}"
    ),
    "axis-missing": Text(
        "判定軸「{axis}」への回答がない。{expected}から選ぶこと。", "not answered: {axis}; choose from {expected}"
    ),
    "axis-unknown": Text(
        "判定軸 {value} はない。{hint}{expected}から選ぶこと。",
        "no axis {value}{hint}; the axes are {expected}",
    ),
    "answered-twice": Text(
        "判定軸 {id} に二度以上回答している。回答を一つにすること。", "axis {id} is answered twice; answer it once"
    ),
    "answers-without-edition": Text(
        "どの版に対する回答かが分からない。版の edition.{method}(**answers) により作り直すこと。",
        "these answers know no edition; begin with edition.{method}(**answers)",
    ),
    "answers-of-another-edition": Text(
        "判定軸又は選択肢の異なる版に対する回答である。edition.{method}(**answers) により作り直すこと。",
        "these answers are to other axes or options; begin with edition.{method}(**answers)",
    ),
    # Costs and weights.
    "not-an-amount": Text(
        "{value} は、費用又は重みとして使えない。0以上{most}以下の数（整数、小数又は 1/3 のような分数）とし、"
        "小数点以下は{digits}桁以下とすること。",
        "{value} cannot be a cost or a weight; give a number from 0 to {most}, such as 3, 0.5 or 1/3, "
        "with at most {digits} decimals",
    ),
    "number-given-twice": Text(
        "{value} の数を二度以上記載している。一つだけ残すこと。", "the number for {value} is given more than once"
    ),
    "weights-missing": Text(
        "重みのない選択肢がある。{expected}にも重みを付けるか、この判定軸の重みを全て除くこと。",
        "options without a weight: {expected}; give each option of the axis one, or none",
    ),
    "weights-all-zero": Text(
        "重みが全て0である。一つ以上を0より大きくすること。", "all weights are 0; give at least one that is more"
    ),
    "weights-too-fine": Text(
        "重みに共通の分母が大き過ぎる。{digits}桁以下の分母で表せる数とすること。",
        "the weights have no common denominator of at most {digits} digits; give simpler numbers",
    ),
    # Plain data.
    "missing-key": Text("項目 {key} の記載がない。記載すること。", "the key {key} is missing"),
    "unknown-key": Text(
        "項目 {value} は記載できない。{hint}記載できる項目は、{expected}である。",
        "unknown key {value}{hint}; the keys are {expected}",
    ),
    "blank": Text("{value} には内容がない。内容を記載すること。", "expected text that says something, not {value}"),
    "not-one-line": Text("{value} には改行がある。一行で記載すること。", "expected text in one line, not {value}"),
    "hidden-characters": Text(
        "{value} には、制御文字又は目に見えない文字がある。取り除くこと。",
        "expected text without control or invisible characters, not {value}",
    ),
    "too-long": Text("{most}{unit}を超えている。短くすること。", "longer than {most}{unit}"),
    "too-many": Text("{what}が{count}個ある。{most}個以下とすること。", "{count} {what}; at most {most} are read"),
    "too-large": Text(
        "{value} は大き過ぎる。絶対値を{most}以下とすること。", "{value} is too large; write at most {most}"
    ),
    "too-many-digits": Text(
        "数の桁が多過ぎる。4,300桁以下とすること。",
        "a number with more digits than can be read; at most 4,300",
    ),
    "no-such-day": Text("{value} という日はない。暦にある日とすること。", "there is no day {value} in the calendar"),
    "unknown-format": Text(
        "書式 {value} は読み取れない。{expected}のいずれかとすること。",
        "unknown format {value}; expected one of {expected}",
    ),
    "record-differs": Text(
        "記録には {given} とあるが、版により判定し直すと {found} である。"
        "記録が書き換えられていないかを確認し、判定し直すこと。",
        "{given}; the edition gives {found}",
    ),
    "revised-since": Text(
        "この記録の後、版のデータの第{value}版で、次のとおり改めた（{counts}）。{changes}",
        "made before revision {value} of the data, which changed this ({counts}): {changes}",
    ),
    "stopped-here": Text(
        "誤りが多いため、ここで確認を打ち切った。これまでに示した誤りを直してから、再び確認すること。",
        "too many errors; stopped here",
    ),
    # Files: TOML and JSON.
    "not-a-file": Text("通常のファイルではない。ファイルを指定すること。", "not a regular file"),
    "is-a-link": Text(
        "シンボリックリンクである。リンクはたどらない。ファイルそのものを置くこと。",
        "a symbolic link, which is not followed; put the file itself here",
    ),
    "not-a-folder": Text("フォルダーではない。フォルダーを指定すること。", "not a folder"),
    "cannot-be-read": Text(
        "{why}ため、読み取れない。ファイルの名前、場所及び権限を確認すること。", "cannot be read: {why}"
    ),
    "unknown-ending": Text(
        "{kind}のファイル名の末尾に {value} は使えない。使える末尾（{expected}）に改めること。",
        "the name of {kind} ends in {expected}, not in {value}",
    ),
    "wrong-form": Text(
        "{value} という形式は指定できない。{expected}のいずれかとすること。",
        "expected {expected} as the form, not {value}",
    ),
    "not-utf-8": Text("文字コードがUTF-8ではない{seems}。{how}", "not UTF-8 text{seems}; {how}"),
    "too-deep": Text("入れ子が深過ぎる。{most}段以下とすること。", "nested more than {most} levels deep"),
    "key-too-deep": Text(
        "点で区切った項目名の区切りが多過ぎる。{most}個以下の名前とすること。", "a key of more than {most} parts"
    ),
    "too-many-dots": Text(
        "項目名と数に用いた点が多過ぎる。{most}個以下とすること。", "more than {most} dots in keys and numbers"
    ),
    "duplicate-key": Text(
        "項目 {value} の記載が二つ以上ある。一つだけ残すこと。", "the key {value} is given more than once"
    ),
    "header-is-comment": Text(
        "項目 {value} の記載が二つ以上ある。その上の見出し {header} の行頭に # があれば、# を消すこと。",
        "the key {value} is given more than once; is the heading {header} above it still a comment?",
    ),
    "wrong-character": Text(
        "文字 {value}（{name}）は、ここでは使えない。半角の {right} に改めること。",
        "the character {value} ({name}) cannot be used here; write {right}",
    ),
    "odd-space": Text(
        "半角でない空白（{name}）は、ここでは使えない。取り除くか、半角の空白に改めること。",
        "a space other than the ordinary one ({name}) cannot be used here; remove it, or write an ordinary space",
    ),
    "key-needs-quotes": Text(
        '項目名 {name} が引用符（"）で囲まれていない。{right} のように囲むこと。',
        "the name {name} needs quotation marks: {right}",
    ),
    "text-needs-quotes": Text(
        '{value} が引用符（"）で囲まれていない。囲むこと。',
        "put text in quotation marks; {value} cannot stand without them",
    ),
    "value-missing": Text("= の後に値がない。値を記載するか、行を削除すること。", "there is no value after ="),
    "equals-missing": Text("項目名の後に = がない。= と値とを記載すること。", "expected = after the name of the key"),
    "not-closed": Text(
        "{value} で始まる部分が閉じられていない。閉じる引用符又は括弧を加えること。",
        "what begins with {value} is not closed",
    ),
    "invalid-escape": Text(
        "引用符の中の \\ の用い方が正しくない。\\ という文字は、\\\\ と記載すること。",
        "\\ is not used correctly in this text; write \\\\ for the character itself",
    ),
    "comma-before-end": Text(
        "閉じ括弧の前に余分なコンマがある。取り除くこと。", "a comma before the closing bracket; remove it"
    ),
    "not-a-json-number": Text("{value} は、JSONの数ではない。数を記載すること。", "{value} is not a number in JSON"),
    "not-well-formed": Text(
        "{form}の書き方に合わない箇所がある。{value} の辺りを確認すること。", "not well-formed {form} near {value}"
    ),
    # Editions.
    "no-such-edition": Text(
        "版 {value} は収録していない。{expected}から選ぶこと。",
        "no edition {value}; carried: {expected}",
    ),
    "no-edition-yet": Text(
        "{day}に有効な版はない。収録している版のうち最も近いものは、{nearest}である。",
        "no edition was in force on {day}; the nearest edition carried is {nearest}",
    ),
    "superseded": Text(
        "{day}の時点では、{edition}の版は、{version}（{approved}承認、{effective}）に改められている。"
        "{version}は収録していない。収録している版のうち最も近いものは、{edition}である。",
        "by {day}, {edition} was superseded by {version}, which was approved on {approved}, took effect {effective}, "
        "and is not carried; the nearest edition carried is {edition}",
    ),
    "folder-without-edition": Text(
        "フォルダーに、末尾が .toml のファイルがない。版のフォルダーを指定すること。", "the folder holds no .toml file"
    ),
    "folder-in-folder": Text(
        "版のフォルダーの中にフォルダーがある。中のファイルを版のフォルダーに移し、このフォルダーを除くこと。",
        "a folder inside the folder of an edition; put its files beside the others, and the folder elsewhere",
    ),
    "too-many-files": Text(
        "フォルダーにあるファイルが{most}個を超えている。版のファイルだけを置くこと。",
        "more than {most} files in the folder; keep only those of the edition in it",
    ),
    "fingerprint-differs": Text(
        "記録された指紋 {value} が、内容の指紋 {expected} と異なる。書き出した後に内容が変わっている。"
        "書き出し直すか、内容を改めたのであれば fingerprint の行を除くこと。",
        "the fingerprint {value} is not that of the content, {expected}: it was changed after it was written; "
        "write it again, or, if you meant to change it, remove the line fingerprint",
    ),
    "given-in-two-files": Text(
        "項目 {value} の記載が、{first} と {second} の両方にある。一方だけに残すこと。",
        "the key {value} is given in {first} and in {second}",
    ),
    "unwritten": Text(
        "まだ書かれていない。原文から書き写すこと。", "still to be written; transcribe it from the source"
    ),
    "record-unknown": Text(
        "{kind}に {value} はない。{hint}版にあるものを指定すること。", "no {kind} {value} in the edition{hint}"
    ),
    "no-such-record": Text(
        "{kind}に {value} はない。{expected}から選ぶこと。", "no {kind} {value}; choose from {expected}"
    ),
    "id-invalid": Text(
        "{value} は識別子として使えない。文字と数字をハイフン、ピリオド又は下線一つでつなぎ、{most}字以下とすること。",
        "{value} is not a valid id; write letters and digits joined by single hyphens, dots or underscores, "
        "at most {most} characters",
    ),
    "id-repeated": Text(
        "{value} は {first} にもある。重ならないものとすること。", "{value} is also at {first}; it has to be unique"
    ),
    "name-invalid": Text(
        "{value} は、回答の語として使えない。語又は丸数字とすること。",
        "{value} cannot be written as an answer; use a word or a mark",
    ),
    "place-missing": Text(
        "出典の中の箇所の記載がない。ページ、項番等を記載すること。", "empty; name the place in the document"
    ),
    "axes-missing": Text("判定軸がない。一つ以上設けること。", "no axes; name at least one"),
    "too-few-options": Text("選択肢が少な過ぎる。二つ以上設けること。", "too few options; an axis needs at least two"),
    "number-not-positive": Text("番号が {value} である。1以上とすること。", "{value}; numbers begin with 1"),
    "option-misplaced": Text(
        "判定軸 {value} の選択肢が、判定軸 {axis} にある。{axis} の選択肢とすること。",
        "{value}; the option is listed under axis {axis}",
    ),
    "no-feel-name": Text(
        "判定軸の識別子 {value} は、DMN の式の言語（FEEL）の名前として使えない。"
        "数字又は FEEL の語（if、in など）で始まらない識別子に改めること。",
        "{value} is not a name in FEEL, the language of DMN; "
        "write an id that begins with neither a digit nor a word of FEEL (if, in …)",
    ),
    "undecided-means": Text(
        "「未定」の選択肢が {value} を意味するとしている。意味を示さないか、「未定」としないこと。",
        "{value}; an undecided option means nothing else",
    ),
    "not-each-once": Text(
        "一覧は {listed} である。{expected}を一度ずつ記載すること。",
        "{listed}; name each of {expected} exactly once",
    ),
    "superseded-too-early": Text(
        "改定の日 {value} が、版の決定の日以前である。決定の日より後とすること。",
        "{value}; it has to come after the decision",
    ),
    "effective-before-approved": Text(
        "施行の日 {value} が、承認の日 {approved} より前である。承認の日以後とすること。",
        "{value}; it cannot come before the approval on {approved}",
    ),
    "outcomes-missing": Text(
        "どの判定に伴うものかの記載がない。判定を一つ以上記載すること。", "none; name the outcomes that it follows"
    ),
    "no-option-chosen": Text(
        "選択肢が一つもないため、この行に当たる案件がない。{expected}から一つ以上を選ぶこと。",
        "no option at all, so no case reaches this row; choose from {expected}",
    ),
    "row-overlaps": Text(
        "{sample} の判定が、{other} によっても{how}定まる。一つの行だけで定まるようにすること。",
        "also decides {sample}, which {other} decides {how}; exactly one row may",
    ),
    "undecided-combination": Text(
        "{sample} の判定を定める行がない。この組合せに当たる行を加えること。", "no row decides {sample}"
    ),
    # What was seen in the official sheet.
    "seen-otherwise": Text(
        "{marks} を確認した結果が、「{first}」と「{second}」の二通りある。確認し直し、一方だけとすること。",
        "{marks} was seen to be both {first} and {second}; look again, and keep one",
    ),
    "no-reading-agrees": Text(
        "確認した{count}通りの結果の全てと一致する読みがない。次に、それぞれを各読みと対照する。結果に誤りがなければ、"
        "判定の行を公式の資料のとおりに書き写して用いること"
        "（コマンドでは edition new --from、Pythonでは edition.with_rules）。",
        "no reading agrees with everything seen ({count}); each observation follows, beside the readings. If it is "
        "right, transcribe the official rows (edition new --from at the shell, edition.with_rules in Python)",
    ),
    "seen-beside-readings": Text(
        "{marks} を確認した結果は「{outcome}」である。{readings}である。",
        "{marks} was seen to be {outcome}; it is {readings}",
    ),
    "no-outcome-table": Text(
        "判定の表が見当たらない。先頭から{rows}行以内の一行に、判定軸（{expected}）の列と、"
        "見出しを「判定」とする列とを設けること。",
        "no row within the first {rows} names a column for each axis ({expected}) and one headed 判定 or outcome",
    ),
    "too-many-readings": Text(
        "区別すべき読みが{count}通りあり、{most}通りを超えるため、次に確認する組合せを示すことができない。"
        "いずれかの組合せを確認し、その結果を渡すこと。",
        "{count} readings to tell apart, more than the {most} for which the look-ups can be worked out; "
        "look up any combination first, and give what was seen",
    ),
    "nothing-to-look-up": Text(
        "この版には、確認によって区別すべき別の読みがない。"
        "確認した結果を版に残すときは、--seen 又は --table により指定すること。",
        "the edition has no other reading to tell apart; to record what was seen all the same, give --seen or --table",
    ),
    "rows-of-a-proposal": Text(
        "この版の判定の行は、版が採る読みのものではない（別の読み、又は改める案による）。元の版を用いること。",
        "the rows are not those of the reading that the edition adopts; settle the edition that they were drawn for",
    ),
    # Dossiers.
    "edition-differs": Text(
        "版として {value} と記載されているが、{right} により読み取ろうとしている。"
        "記載又は指定のいずれかを改め、同じ版とすること。",
        "expected {right}, the edition it is read against, not {value}",
    ),
    "too-many-values": Text(
        "項目と値の数が、合わせて{most}を超えている。減らすこと。",
        "more than {most} keys and values in all; give fewer",
    ),
    "key-belongs-at-top": Text(
        "項目 {value} を記載する場所が誤っている。ファイルの先頭（最初の [ ] の見出しより前）に移すこと。",
        "the key {value} belongs at the top; move it above the first [table]",
    ),
    "key-belongs-to-item": Text(
        "項目 {value} を記載する場所が誤っている。[[requirements]] 又は [[clauses]] の見出しの下に移すこと。"
        "その見出しの行頭に # があれば、# を消すこと。",
        "the key {value} belongs under [[requirements]] or [[clauses]]; is that heading still a comment?",
    ),
    "answers-open": Text(
        "回答のない判定軸がある。{command} により回答すること。", "some axes are not answered; {command} asks for them"
    ),
    "answers-open-in-workbook": Text(
        "回答のない判定軸がある。シート「{sheet}」で選択肢を選ぶこと。",
        "some axes are not answered; choose their options on the sheet {sheet}",
    ),
    # Proposals.
    "no-table-of-rows": Text(
        "判定の行の表が見当たらない。先頭から{rows}行以内の一行に、見出しを「行」とする列、判定軸（{expected}）の列及び"
        "見出しを「判定」とする列を設けること。",
        "no row within the first {rows} names a column headed 行 or row, one for each axis ({expected}) and one headed "
        "判定 or outcome",
    ),
    "table-without-edition": Text(
        "どの版の行かが分からない。見出しを「版」とする列に版を記載するか、版を指定すること。",
        "the table does not say of which edition its rows are; name it in a column headed 版 or edition, or give it",
    ),
    "row-given-twice": Text(
        "行 {value} の記載が二つ以上あるか、取り除く行としても記載されている。一つだけ残すこと。",
        "row {value} is given more than once, or is withdrawn as well",
    ),
    "axis-named-twice": Text(
        "判定軸 {axes} の記載が、識別子によるものと識別名によるものとの二つある。一方だけ残すこと。",
        "an axis is named twice, by id and by slug: {axes}",
    ),
    # Profiles.
    "no-such-code": Text(
        "指摘のコード {value} はない。{hint}点検の指摘のコードを記載すること。", "no finding has the code {value}{hint}"
    ),
    "not-to-waive": Text(
        "指摘 {value} は、判定を用いることができないことを示すため、免除できない。免除を取り除き、指摘を是正すること。",
        "a finding {value} says that the determination cannot be relied on; it cannot be waived",
    ),
    "not-to-weaken": Text(
        "指摘 {value} は、判定を用いることができないことを示すため、軽くできない。重さを error とすること。",
        "a finding {value} says that the determination cannot be relied on; it cannot weigh less than an error",
    ),
    "subject-missing": Text(
        "指摘 {value} は項目等ごとに生じる。subject に、免除する項目等を記載すること。",
        "there is a finding {value} for each record; say which one is waived as subject",
    ),
    "case-missing": Text(
        "指摘 {value} はリスクケースごとに生じる。case に、免除するリスクケースの管理番号を記載すること。",
        "there is a finding {value} for each risk case; say which one is waived as case, by its id",
    ),
    "case-needless": Text(
        "指摘 {value} はリスクケースについての指摘ではない。case を取り除くこと。",
        "a finding {value} is not about a risk case; take case away",
    ),
    "case-without-project": Text(
        "リスクケースの管理番号は、案件の中でのみ意味を持つ。project に、その案件の件名を記載すること。",
        "the id of a risk case means one only within a project; name the project",
    ),
    "policy-without-reason": Text(
        "対象外とする理由の記載がない。reason に記載すること。", "out of scope without a reason; give one as reason"
    ),
    # Rows added to an edition.
    "row-unnumbered": Text(
        "番号がない。シートのとおり番号を付けること。", "no number; number the row as the sheet does"
    ),
    "row-misnumbered": Text(
        "{value} は、番号として読み取れない。1から{most}までの番号を一つ記載すること。",
        "no row number can be read from {value}; number each row from 1 to {most}, as in 19",
    ),
    "nothing-written": Text("{what}の記載がない。記載すること。", "no {what}; write it"),
    "two-headlines": Text(
        "番号 {value} の行が、見出し {first} と見出し {second} の両方に属する。一方だけに属するものとすること。",
        "row {value} is under two headlines, {first} and {second}; keep one",
    ),
    "two-wordings": Text(
        "番号 {value} の文言が、{other} の文言と異なる。同じ番号の文言をそろえること。",
        "number {value} has another wording at {other}; a number has one wording",
    ),
    "not-cited-as-supplied": Text(
        "追加する行の出典が、利用者の提供したもの（supplied）となっていない。出典を、元のシートとセルとすること。",
        "not cited as supplied; cite the cell that it comes from",
    ),
    # Workbooks.
    "not-an-xlsx-file": Text(
        "ファイル名の末尾が {value} である。{advice}.xlsx の形式で保存し、そのファイルを指定すること。",
        "a workbook ends in .xlsx, not in {value}{advice}; save it as .xlsx",
    ),
    "workbook-unreadable": Text(
        "ブックとして読み取れない。表計算ソフトで開き、.xlsx の形式で保存し直すこと。",
        "not a workbook that can be read; open it in a spreadsheet program and save it as .xlsx again",
    ),
    "workbook-too-large": Text(
        "ブックの{what}が{most}を超えている。必要なシートだけを残して保存すること。",
        "more than {most} {what}; save a copy with the sheets needed only",
    ),
    "workbook-encrypted": Text(
        "パスワードで保護されているか、Excel 2003以前の形式である。パスワードを外し、.xlsx の形式で保存すること。",
        "a workbook with a password, or in the format of Excel before 2007; save it as .xlsx without a password",
    ),
    "workbook-compression": Text(
        "ブックに用いない方法で圧縮されている。表計算ソフトで開き、.xlsx の形式で保存し直すこと。",
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
        "ブックの中（{value}）に、ブックに用いない宣言がある。表計算ソフトで開き、保存し直すこと。",
        "a document type or an entity is declared in {value}; a workbook has none",
    ),
    "sheet-name": Text(
        "シートの名前 {value} は使えない。{most}字以下の一行の名前に改めること。",
        "a sheet named {value}; use one line of at most {most} characters",
    ),
    "too-many-sheets": Text(
        "シートが{most}枚を超えている。必要なシートだけを残して保存すること。",
        "more than the {most} sheets a workbook may have; save a copy with the sheets needed only",
    ),
    "no-check-sheet": Text(
        "チェックシートが見当たらない。先頭から{rows}行以内に、列「要求事項#」及び「要求事項」（別紙3）"
        "又は列「取り決め事項#」及び「取り決め事項」（別紙4）を設けること。",
        "no sheet has, within its first {rows} rows, the columns 要求事項# and 要求事項 (別紙3), "
        "or 取り決め事項# and 取り決め事項 (別紙4)",
    ),
    "two-check-sheets": Text(
        "一枚のシートに二種類のチェックシートがある。別々のシートに分けること。",
        "two check sheets on one sheet; put each on a sheet of its own",
    ),
    "sheet-column-missing": Text(
        "「{beside}」の表に、列「{name}」がない。列を設けること。",
        "no column {name} beside {beside}; a clause needs it",
    ),
    "too-many-merged": Text(
        "結合セルが{most}箇所を超えている。結合を減らすこと。", "more than {most} merged ranges; unmerge some of them"
    ),
    "too-many-flaws": Text(
        "数式及びエラー値が{most}個を超えている。値に置き換えること。",
        "more than {most} formulas and errors; replace them by their values",
    ),
    "row-too-low": Text(
        "{most}行目より下に記載がある。表を{most}行以内に収めること。",
        "below the {most} rows that a check sheet may have",
    ),
    "formula-cell": Text("数式である。値に置き換えること。", "a formula; replace it by its value"),
    "error-cell": Text(
        "エラー値（{value}）である。正しい値を記載すること。", "the error {value}; write the right value"
    ),
    "malformed-number-cell": Text(
        "数値のセルに、数値でない {value} がある。記載し直すこと。",
        "a number is stored as {value}; enter it again",
    ),
    "malformed-date-cell": Text(
        "日付のセルに、日付でない {value} がある。記載し直すこと。",
        "a date is stored as {value}; enter it again",
    ),
    "countermeasure-missing": Text(
        "対策例の詳細又は裏付けの記載があるが、対策例の記載がない。対策例を記載すること。",
        "details or evidence without a countermeasure (対策例); write what they belong to",
    ),
    "several-headlines": Text(
        "見出しが二つ以上ある（{value}）。一つの要求事項に、見出しを一つ記載すること。",
        "several headlines, {value}; give each requirement one",
    ),
    # Workbooks of dossiers.
    "book-table-missing": Text(
        "案件のブックに、見出し（{headings}）のある表がない。見出しを元に戻すか、消したシートを戻すこと。",
        "the workbook has no table with the headings {headings}; put the headings or the sheet back",
    ),
    "book-table-twice": Text(
        "シート「{value}」にも同じ表がある。一つだけを残すこと。",
        "the sheet {value} has the same table; keep one of the two",
    ),
    "book-column-missing": Text(
        "この表に、列「{name}」がない。見出しを元に戻すこと。", "the table has no column {name}; put its heading back"
    ),
    "book-row-unknown": Text(
        "「{value}」は、この表の項目に当たらない。記載（{given}）を当たる行に移すか、消すこと。",
        "{value} names nothing that this table is about; move what is written there ({given}), or delete it",
    ),
    "book-cell-twice": Text(
        "{other} にも同じ事項の記載がある。一つだけを残すこと。", "written in {other} as well; keep one of the two"
    ),
    "edition-cell-missing": Text(
        "「適用する版」の行がない。シート「案件」の行を元に戻すこと。",
        "no row says which edition applies; put that row of the first table back",
    ),
    "struck-cell": Text(
        "取消線のある文字（{value}）がある。残すなら取消線を外し、そうでなければ消すこと。",
        "{value} is struck out; delete it, or remove the line through it",
    ),
    "applies-with-reason": Text(
        "適用するとした項目に、適用しない理由がある。いずれか一方とすること。",
        "the item applies, and yet a reason is given why it does not; keep one of the two",
    ),
    "cell-too-long": Text(
        "{count}文字ある。ブックのセルに収まるよう、{most}文字以内とすること。",
        "{count} characters; a cell of a workbook holds at most {most}",
    ),
    # What is passed over in a workbook, or kept beside what it is read for.
    "hidden-sheet": Text("非表示のシートである。読み取っていない。", "a hidden sheet; it was not read"),
    "hidden-row": Text("非表示の行である。読み取っていない。", "a hidden row; it was not read"),
    "hidden-column": Text(
        "非表示の列（{value}）である。読み取っていない。", "a hidden column, {value}; it was not read"
    ),
    "struck-out": Text(
        "{value} には取消線がある。削除されたものとし、読み取っていない。", "{value} is struck out; it was not read"
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
        "列「{name}」は、府省庁が独自に設けた列として読み取った。{hint}",
        "column {name} is kept with the rows as the ministry's own{hint}",
    ),
    "unnamed-column": Text("見出しのない列である。読み取っていない。", "a column without a heading; it was not read"),
    "columns-beyond": Text(
        "{most}列目より右に記載がある。読み取っていない。", "columns to the right of the first {most} were not read"
    ),
    "row-passed-over": Text(
        "番号及び文言を備えた行ではない（{value}）。注記又は区分の行とし、読み取っていない。",
        "no row with a number and words of its own ({value}); it was not read",
    ),
    "row-continued": Text(
        "番号のない行である。番号 {number} の行の続きとして読み取った。",
        "a row without a number; it was read as part of row {number}",
    ),
    "more-passed-over": Text(
        "読み取っていないものが、ほかにもある。{most}件までを示した。",
        "more was passed over; the first {most} are listed",
    ),
    # Columns and inventories.
    "not-a-frame": Text(
        "{type} 型の値は、表ではない。pandas、Polars、PyArrow、DuckDB、Ibis、Dask又はPySparkの表を渡すこと。",
        "expected a frame of pandas, Polars, PyArrow, DuckDB, Ibis, Dask or PySpark, not a value of type {type}",
    ),
    "columns-alike": Text(
        "列の名前を区別できない（{what}）。名前を改めること。",
        "a frame whose columns cannot be told apart: {what}",
    ),
    "column-called-star": Text(
        "名前が「*」の列がある。DuckDBでは全ての列を意味するため、名前を改めること。",
        "a column is called '*', which DuckDB takes for every column; rename it",
    ),
    "column-without-name": Text("名前のない列がある。名前を付けること。", "a column has no name; give it one"),
    "columns-of-several-levels": Text(
        "列の名前が二段以上に分かれている。列ごとに一つの名前とすること。",
        "a frame whose columns have several levels; give each of them one name",
    ),
    "column-missing": Text(
        "判定軸{axis}「{name}」に回答する列がない。見出しを {axis} 又は {slug} とするか、"
        "列を指定すること（コマンドでは --column {axis}=見出し、Pythonでは columns）。",
        "no column is called {axis}, {slug} or {name}; "
        "name the one that answers the axis in columns (at the shell: --column {axis}=...)",
    ),
    "columns-for-one-axis": Text(
        "判定軸{axis}に回答する列が二つ以上ある（{names}）。一つを指定すること"
        "（コマンドでは --column {axis}=見出し、Pythonでは columns）。",
        "more than one column answers the axis: {names}; "
        "name the one that answers it in columns (at the shell: --column {axis}=...)",
    ),
    "no-such-column": Text("列 {value} はない。{hint}表にある列を指定すること。", "no column {value}{hint}"),
    "column-named-twice": Text(
        "列 {value} は、判定軸{axis}に回答する列として既に指定されている。別の列を指定すること。",
        "the column {value} answers axis {axis} already; name another column",
    ),
    "column-of-another-type": Text(
        "列 {value} は {type} 型である。文字列又は整数の列とすること。",
        "the column {value} is of type {type}; expected text or whole numbers",
    ),
    "column-taken": Text(
        "加える列と同じ名前の列 {value} が既にある。加える列の名前の前に付ける語を指定すること"
        "（コマンドでは --prefix、Pythonでは prefix）。",
        "a column is called {value} already; give the added columns a prefix (at the shell: --prefix)",
    ),
    "no-option-in-rows": Text(
        "判定軸{axis}の選択肢でない値が{rows}ある（{found}）。{expected}から選ぶこと。",
        "no option of axis {axis} in {rows}: {found}; choose from {expected}",
    ),
    "too-many-spellings": Text(
        "選択肢でない値が{most}種類を超えている。回答の列を指定しているかを確認すること。",
        "more than {most} different values that are not usual answers; name the columns of answers",
    ),
    "not-unicode": Text(
        "文字として読み取れない値がある。正しい文字コードで読み直すこと。",
        "values that are not valid text; read them again in their own encoding",
    ),
    "path-impossible": Text(
        "ファイル名に使えない文字がある。名前を改めること。", "a name that no file of this system can have"
    ),
    "header-missing": Text(
        "列の見出しがない。最初の行に見出しを記載すること。", "no header; its first row names the columns"
    ),
    "too-many-columns": Text(
        "列が{most}を超えている。判定に用いない列を除くこと。",
        "more than the {most} columns that an inventory may have",
    ),
    "heading-repeated": Text(
        "判定軸に回答する列と同じ見出し {value} の列が、ほかにもある。一方の見出しを改めること。",
        "two columns are named {value}; rename the one that does not answer the axis",
    ),
    "title-above-header": Text(
        "最初の行は {value} であり、列の見出しは{header}行目にあるとみられる。見出しより上の行を削除すること。",
        "the header seems to be in row {header}; is the first row, {value}, a title? If so, delete the rows above it",
    ),
    "row-ragged": Text(
        "セルが{count}個あり、見出しの{expected_count}列と異なる。列の数をそろえること。",
        "{count} cells where the header has {expected_count}",
    ),
    "row-too-long": Text(
        '一行が{most}バイトを超えている。引用符（"）が閉じているかを確認すること。',
        "a row of more than {most} bytes; is a quote not closed?",
    ),
    "csv-row-malformed": Text(
        'CSVの行として読み取れない（{what}）。引用符（"）が閉じているか、セルの中では二つ重ねているかを確認すること。',
        "not a row of a CSV file ({what}); is every quote closed, and doubled within a cell?",
    ),
    "csv-separator": Text(
        "見出しの区切りが{separator}である。コンマで区切ったCSVの形式で保存すること（Excelでは「CSV UTF-8」）。",
        "the header is separated by {separator}; save it as CSV with commas (Excel's format for it is CSV UTF-8)",
    ),
    "too-many-blank-rows": Text(
        "空の行が{most}行を超えている。空の行を削除すること。", "more than {most} blank rows; delete them"
    ),
    "not-cp932": Text(
        "CP932（Shift_JIS）の文字として読み取れない。文字コードの指定を確認すること。",
        "not CP932 (Shift_JIS) text; check the encoding given",
    ),
    "encodings-mixed": Text(
        "ほかの行と文字コードが異なる。一つの文字コードで保存し直すこと（Excelでは「CSV UTF-8」）。",
        "in another encoding than other rows; save all of it in one (Excel's format for it is CSV UTF-8)",
    ),
    "encoding-of-no-csv": Text(
        "文字コードは、CSVのファイルのほかには指定できない。指定を除くこと。",
        "only a CSV file has an encoding; give none",
    ),
    "workbook-mostly-blank": Text(
        "ブックに、何も記載のないセルや書式が多過ぎる。空の行と列を削除して保存すること。",
        "far more blank cells and formats than cells that say anything; delete blank rows and columns, and save it",
    ),
    "workbook-unpacks-too-far": Text(
        "展開した大きさが、ファイルの大きさに比べて大き過ぎる。CSVとするか、ファイルを分けること。",
        "a workbook that unpacks to far more than its size; give it as CSV, or in parts",
    ),
    "workbook-row-too-long": Text(
        "一行が{most}字を超えている。長いセルを短くすること。",
        "a row of more than {most} characters; shorten its cells",
    ),
    "inventory-sheets-several": Text(
        "案件の一覧とみられるシートが二枚以上ある（{names}）。判定するシートだけを残すこと。",
        "more than one sheet seems to hold an inventory: {names}; leave only the one to judge",
    ),
    "formula-without-result": Text(
        "数式の結果が保存されていない。表計算ソフトで開いて保存し直すか、値に置き換えること。",
        "a formula without its result; open the workbook in a spreadsheet program and save it again",
    ),
    "parquet-unreadable": Text(
        "Parquetのファイルとして読み取れない（{what}）。元のデータから書き出し直すこと。",
        "not a Parquet file that can be read: {what}",
    ),
    "parquet-not-utf-8": Text(
        "列 {value} に、UTF-8の文字ではないものがある。UTF-8の文字列として書き出し直すこと。",
        "the column {value} holds what is not UTF-8 text; write it again as UTF-8",
    ),
    "parquet-name-not-utf-8": Text(
        "{number}列目の名前又は時間帯に、UTF-8の文字ではないものがある。UTF-8で書き出し直すこと。",
        "the name or the time zone of column {number} is not UTF-8 text; write it again as UTF-8",
    ),
    "parquet-value-invalid": Text(
        "列 {value} に、その型の値として読み取れないものがある。書き出し直すこと。",
        "the column {value} holds what is not a value of its type; write it again",
    ),
    "parquet-too-many-pages": Text(
        "Parquetのファイルの区切り（ページ）が細か過ぎる。既定の設定で書き出し直すこと。",
        "a Parquet file in too many small pages; write it again",
    ),
    "parquet-unpacks-too-far": Text(
        "展開した大きさが、ファイルの大きさに比べて大き過ぎる。CSVとするか、ファイルを分けること。",
        "a Parquet file that unpacks to far more than its size; give it as CSV, or in parts",
    ),
    "parquet-column-too-large": Text(
        "列 {value} を展開した大きさが大き過ぎる。この列を除くか、文字列の列として書き出し直すこと。",
        "the column {value} unpacks to too much; leave it out, or write it as plain text",
    ),
    "parquet-too-wide": Text(
        "一度に展開する大きさが{most}MBを超える。列を減らすか、小さな行グループに分けて書き出し直すこと。",
        "more than {most} MB have to be unpacked at once; leave columns out, or write smaller row groups",
    ),
    "csv-cannot-hold": Text(
        "列 {value} は {type} 型であり、CSVに書き出せない。この列を除くか、Parquetに書き出すこと。",
        "a CSV file cannot hold the column {value} of type {type}; leave it out, or write Parquet",
    ),
    "xlsx-cannot-hold": Text(
        "列 {value} は {type} 型であり、ブックに書き出せない。この列を除くか、Parquetに書き出すこと。",
        "a workbook cannot hold the column {value} of type {type}; leave it out, or write Parquet",
    ),
    "xlsx-cell-too-long": Text(
        "{row}行目のセルが{most}字を超えるため、ブックに書き出せない。CSV又はParquetに書き出すこと。",
        "a cell in row {row} has more than the {most} characters that a workbook can hold; write CSV or Parquet",
    ),
    "xlsx-too-many-rows": Text(
        "行が多く、ブックの一枚のシートに収まらない（{most}行まで）。CSV又はParquetに書き出すこと。",
        "more rows than a sheet of a workbook can hold ({most}); write CSV or Parquet",
    ),
    "target-cannot-hold": Text(
        "表を書き出せない（{what}）。列の名前と値を確認するか、別の形式で書き出すこと。",
        "cannot hold the table: {what}",
    ),
    "inventory-empty": Text("案件の一覧が空である（0件）。案件を記載すること。", "the inventory is empty (0 cases)"),
    # The command.
    "not-text": Text(
        "{value} には、文字として読み取れないものがある。UTF-8の文字で指定すること。",
        "{value} is not UTF-8 text",
    ),
    "unknown-command": Text(
        "コマンド {value} はない。{expected}から選ぶこと。", "no command {value}; choose from {expected}"
    ),
    "unknown-option": Text(
        "オプション {value} はない。{hint}使い方は「{command} --help」により確認すること。",
        "no option {value}{hint}; see {command} --help",
    ),
    "unexpected-argument": Text(
        "{value} は余分である。取り除くこと。使い方は「{command} --help」により確認すること。",
        "unexpected: {value}; see {command} --help",
    ),
    "not-given": Text("指定がない。指定すること。", "not given; give it"),
    "option-without-value": Text("値がない。値を続けて指定すること。", "no value; give one after it"),
    "option-with-value": Text("値を付けることができない。値を付けずに指定すること。", "takes no value; give none"),
    "bad-option-value": Text("指定した値は使えない。{expected}から選ぶこと。", "choose from {expected}"),
    "not-a-pair": Text("{given} は読み取れない。{form} の形とすること。", "expected {form}, not {given}"),
    "given-twice": Text(
        "二度以上指定している{given}。一度だけ指定すること。", "given more than once{given}; give it once"
    ),
    "not-together": Text(
        "{others} と併せて指定することはできない。いずれか一方とすること。",
        "cannot be given with {others}; give one of them",
    ),
    "needs-option": Text("{others} の指定がない。併せて指定すること。", "give {others} as well"),
    "named-by-dossier": Text(
        "{given} は、案件書類に記載があるため、指定できない。除くこと。",
        "the dossier says so itself: give it without {given}",
    ),
    "dossier-or-answers": Text(
        "案件書類又は回答の指定が正しくない。案件書類を、回答を添えずに指定するか、"
        "--edition と全ての判定軸への回答とを指定すること。"
        "収録している版は、{expected}である。",
        "give a dossier without answers, or --edition with an answer on each axis; editions carried: {expected}",
    ),
    "one-dossier": Text("案件書類を二つ以上指定している。一度に一つだけ指定すること。", "give one dossier at a time"),
    "from-or-blank": Text(
        "基にする版の指定が正しくない。--from により版を指定するか、--blank を指定すること。",
        "give either --from with an edition, or --blank",
    ),
    "edition-required": Text(
        "適用する版を --edition により指定すること。収録している版は、{expected}である。",
        "give --edition; editions carried: {expected}",
    ),
    "edition-not-named": Text(
        "版の指定がない。--edition により{expected}から選ぶこと。",
        "several editions are carried; name one with --edition: {expected}",
    ),
    "no-edition-named": Text(
        "版 {value} は収録していない。{expected}から選ぶか、"
        "手元の版のファイル（.json、.toml）又はフォルダーを指定すること。",
        "no edition {value}; carried: {expected}; of one's own, give the path: a .json or .toml file, or a folder",
    ),
    "edition-elsewhere": Text(
        "収録していない版の案件書類には、--edition により版のファイル又はフォルダーを指定すること。",
        "for a dossier of an edition that is not carried, give the path of the edition by --edition",
    ),
    "items-elsewhere": Text(
        "府省庁の方針が加えた項目であれば、--profile によりその方針を指定すること。",
        "for an item that a ministry's policy adds, give the policy by --profile",
    ),
    "no-such-side": Text(
        "{value} という版、別の読み、ファイル（.json、.toml）又はフォルダーはない。{expected}から選ぶか、"
        "版又は改める案のファイル又は版のフォルダーを指定すること。",
        "no edition, rival reading, file (.json, .toml) or folder {value}; "
        "choose from {expected}, or give the path of an edition or a proposal",
    ),
    "input-not-text": Text(
        "入力 {value} は、文字コード {encoding} の文字ではない。{encoding} により入力すること。",
        "the input is not {encoding} text: {value}",
    ),
    "usage": Text(
        "コマンドの書き方に誤りがある（{what}）。使い方は「{command} --help」により確認すること。",
        "{what} See {command} --help",
    ),
    "already-exists": Text("既に存在する。{hint}", "already exists; {hint}"),
    "also-an-input": Text(
        "読み取るファイルと同じである。別のファイルに書き出すこと。", "is also an input; choose another file"
    ),
    "changed-meanwhile": Text(
        "質問の間に内容が変わったため、書き出していない。画面に示した内容を、別の名前で保存すること。",
        "has changed since it was read, and is not replaced; save what is printed under another name",
    ),
    "cannot-be-written": Text(
        "書き出せない（{reason}）。書き出す場所を確認するか、別の場所を指定すること。", "cannot be written: {reason}"
    ),
    "output-not-written": Text(
        "結果を出力できない（{reason}）。出力先を確認すること。", "the output cannot be written: {reason}"
    ),
    "interrupted": Text("中断した。何も書き出していない。", "aborted; nothing was written"),
    "more-problems": Text("このほかに{value}件の誤りがある。", "and {value} more problems"),
}
