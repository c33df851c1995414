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
    "axis-unknown": Text(
        "判断軸 {value} はない。{hint}判断軸は {expected} である。",
        "no axis {value}{hint}; the axes are {expected}",
    ),
    # Plain data.
    # Files: TOML and JSON.
    "not-a-path": Text("ファイルのパスを渡すこと。{value} は渡せない。", "expected the path of a file, not {value}"),
    "not-a-file": Text("通常のファイルではない。", "not a regular file"),
    "cannot-be-read": Text("読み取れない。{why}。", "cannot be read: {why}"),
    "too-many-problems": Text("誤りが多いため、確認をここで打ち切った。", "too many errors; stopped here"),
    # Editions.
    # Dossiers.
    # Proposals.
    # Workbooks.
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
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
