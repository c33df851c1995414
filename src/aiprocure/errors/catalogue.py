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
    # The command.
    # Transitional: goes with the last message that is not in the catalogue.
    "unworded": Text("{what}", "{what}"),
}
