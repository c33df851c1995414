"""Tables in files: read with distrust, assessed as frames are, written whole and harmless."""

import base64
import csv
import gc
import importlib
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import aiprocure as ap
from aiprocure import frames, tables
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidTable, MissingExtra
from aiprocure.frames.inventories import csv_chunks, parquet_chunks, text_rows
from aiprocure.frames.inventories.parquet_pages import page_sizes
from aiprocure.frames.inventories.writers import write_target
from aiprocure.model.inventory import InventorySummary

HEADER = "案件,users,work,data,review\n"
ROWS = '議事録の要約,①,2,C3,reviewed\n"検索, 応答","３",❷,２,D2\n'


def write(path: Path, content: str | bytes) -> Path:
    """A file with some content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_in(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def refused(source: Path, edition: ap.Edition, target: Path | None = None) -> list[str]:
    """Everything that is said to be wrong with a table; nothing has been written, and no file is left behind."""
    target = target or source.with_name("out.csv")
    before = sorted(source.parent.iterdir())
    with pytest.raises((InvalidTable, InvalidAnswers)) as caught:
        tables.assess_table(source, target, edition)
    assert sorted(source.parent.iterdir()) == before
    assert all(str(problem).isprintable() for problem in caught.value.problems)
    return [str(problem).replace(f"{source.parent}/", "") for problem in caught.value.problems]


def summary(edition: ap.Edition, rows: int, low: int, high: int, **others: int) -> InventorySummary:
    """A summary with these counts."""
    lightest, heaviest = edition.outcomes
    counts = {"bad": 0, "disputed": 0, **others}
    return InventorySummary(rows, counts["bad"], counts["disputed"], ((lightest, low), (heaviest, high)))


def tables_problems(source: Path, edition: ap.Edition) -> Sequence[ap.errors.Problem]:
    """What is wrong with an inventory, as data."""
    with pytest.raises((InvalidTable, InvalidAnswers)) as caught:
        tables.assess_table(source, source.with_name("new.csv"), edition)
    return caught.value.problems


def test_a_csv_file_is_assessed(edition: ap.Edition, tmp_path: Path) -> None:
    source, target = write(tmp_path / "in.csv", HEADER + ROWS), tmp_path / "out.csv"
    assert tables.assess_table(source, target, edition) == summary(edition, 2, 2, 0)
    assert rows_in(target) == [
        ["案件", "users", "work", "data", "review", "outcome", "rule", "disputed"],
        ["議事録の要約", "①", "2", "C3", "reviewed", "low", "R9", "false"],
        ["検索, 応答", "３", "❷", "２", "D2", "low", "R6", "false"],
    ]
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_byte_order_mark_line_ends_and_empty_lines_are_no_matter(
    edition: ap.Edition, tmp_path: Path, bom: str, ends: str
) -> None:
    content = bom + (HEADER + "\n" + ROWS + "\n").replace("\n", ends)
    target = tmp_path / "OUT.CSV"
    assert tables.assess_table(write(tmp_path / "in.csv", content), str(target), edition).rows == 2
    assert rows_in(target)[0][0] == "案件"


@pytest.mark.slow
@pytest.mark.parametrize("source_kind", ["csv", "parquet"])
@pytest.mark.parametrize("target_kind", ["csv", "parquet"])
def test_every_combination_comes_out_as_the_table_has_it_whatever_the_files(
    edition: ap.Edition, tmp_path: Path, source_kind: str, target_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_rows, "CHUNK_BYTES", 100)
    monkeypatch.setattr(parquet_chunks, "CHUNK_ROWS", 10)
    expected = frames.table(edition)
    answers = expected.drop_columns(["outcome", "rule", "disputed"])
    source, target = tmp_path / f"in.{source_kind}", tmp_path / f"out.{target_kind}"
    if source_kind == "csv":
        with source.open("w", encoding="utf-8") as stream:
            csv.writer(stream).writerows([answers.column_names, *(row.values() for row in answers.to_pylist())])
    else:
        pq.write_table(answers, source)
    told: list[tuple[int, int]] = []
    counted = tables.assess_table(source, target, edition, progress=lambda done, total: told.append((done, total)))
    assert counted == summary(edition, 144, 12, 132, disputed=36)
    if target_kind == "csv":
        said = [
            [str(value).replace("True", "true").replace("False", "false") for value in row.values()]
            for row in expected.to_pylist()
        ]
        assert rows_in(target) == [expected.column_names, *said]
    else:
        assert pq.read_table(target).to_pylist() == expected.to_pylist()
    assert told == sorted(told)
    assert len(told) > 10
    assert told[-1][0] == told[-1][1] == (144 if source_kind == "parquet" else source.stat().st_size)


BEFORE = [
    *"\u061c\ufe0f\u034f\u3164\u2800\u115f\u180b\U000e0020\ufff9\U0001d159",
    "\t",
    "\r",
    " ",
    "　",
    "\v",
    "\f",
    "\x00",
    "\x1c",
    "\x85",
    "\xa0",
    "\xad",
    "\u2003",
    "\u200b",
    "\u2060",
    "\ufeff",
]
SIGNS = "=+-@＝＋－＠"
FORMULAS = ["=1+1", "+81", "-5", "@A1", "\n", "＝1", "＋1", "－1", "＠A", *(f"{blank}=1" for blank in BEFORE)]
HARMLESS = ["1=1", "'=1", "", "・=1", "a\n=1", "a,b", 'a"b']


def test_what_a_spreadsheet_would_take_for_a_formula_is_written_as_text(edition: ap.Edition, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(["=cmd", "A", "B", "C", "D"])
        writer.writerows([text, "1", "1", "1", "1"] for text in FORMULAS + HARMLESS)
    tables.assess_table(source, target, edition)
    header, *rows = rows_in(target)
    assert header[0] == "'=cmd"
    assert [row[0] for row in rows] == [f"'{text}" for text in FORMULAS] + HARMLESS
    tables.assess_table(target, tmp_path / "again.csv", edition, prefix="again_")
    assert [row[:5] for row in rows_in(tmp_path / "again.csv")] == [row[:5] for row in rows_in(target)]


def test_headers_and_cells_are_made_harmless_alike(tmp_path: Path) -> None:
    texts = [before + sign + "1" for before in ["", *BEFORE, "\xa0\ufeff"] for sign in SIGNS] + ["a=1", "・=1"]
    with write_target(tmp_path / "out.csv") as target:
        target.write(pa.table([pa.array([text]) for text in texts], names=texts), texts)
    header, row = rows_in(tmp_path / "out.csv")
    assert header == row == [f"'{text}" for text in texts[:-2]] + texts[-2:]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())], ids=str
)
def test_text_of_every_type_stays_as_it_is_in_parquet_and_is_harmless_in_csv(
    edition: ap.Edition, tmp_path: Path, kind: pa.DataType
) -> None:
    texts = [*FORMULAS, *HARMLESS]
    ones = {name: pa.array([1] * len(texts)) for name in "ABCD"}
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"題": pa.array(texts).cast(kind), **ones}), source)
    tables.assess_table(source, tmp_path / "out.parquet", edition)
    tables.assess_table(source, tmp_path / "out.csv", edition)
    assert pq.read_table(tmp_path / "out.parquet")["題"].to_pylist() == texts
    assert [row[0] for row in rows_in(tmp_path / "out.csv")[1:]] == [f"'{text}" for text in FORMULAS] + HARMLESS


def test_values_of_other_types_are_kept(edition: ap.Edition, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    ones: dict[str, Any] = {key: [1] for key in "ABCD"}
    pq.write_table(pa.table({**ones, "n": [-5], "x": [1.5], "none": pa.nulls(1), "yes": [True]}), source)
    tables.assess_table(source, tmp_path / "out.csv", edition)
    assert rows_in(tmp_path / "out.csv")[1][4:8] == ["-5", "1.5", "", "true"]
    pq.write_table(pa.table({**ones, "list": [[1]], "bytes": [b"=1"]}), source)
    assert refused(source, edition, tmp_path / "new.csv") == [
        (
            "new.csv: /list: a CSV file cannot hold the column 'list' of type list<element: int64>; "
            "leave it out, or write Parquet"
        ),
        "new.csv: /bytes: a CSV file cannot hold the column 'bytes' of type binary; leave it out, or write Parquet",
    ]


def test_bad_values_are_named_with_their_lines(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_rows, "CHUNK_BYTES", 30)
    content = 'A,B,C,D,題\n1,1,1,1,"二\n行"\n⑨,1,1,1,\n' + "1,,1,1,\n" * 6 + "⑨,1,1,1,\n"
    source = write(tmp_path / "in.csv", content)
    lines = ", ".join(f"not answered in row {n}" for n in range(4, 9))
    assert refused(source, edition) == [
        "in.csv:3: /A: no option of axis A in 2 rows: '⑨' in row 3, '⑨' in row 10; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        f"in.csv:4: /B: no option of axis B in 6 rows: {lines}, …; choose from B1 ①, B2 ②, B3 ③",
    ]
    counted = tables.assess_table(source, tmp_path / "out.csv", edition, invalid="null")
    assert counted == summary(edition, 9, 0, 1, bad=8)
    assert [row[5] for row in rows_in(tmp_path / "out.csv")[1:]] == ["high", *[""] * 8]


def test_bad_values_of_parquet_are_named_with_their_rows(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_chunks, "CHUNK_ROWS", 2)
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"A": [1, 1, 9], "B": [1, 1, 1], "C": [1, 1, 1], "D": [1, 1, 1]}), source)
    assert refused(source, edition) == [
        "in.parquet:3: /A: no option of axis A in 1 row: 9 in row 3; choose from A1 ①, A2 ②, A3 ③, A4 ④"
    ]


UNREADABLE = {
    "": "in.csv: no header; its first row names the columns",
    "A,A,B,C,D\n1,1,1,1,1\n": "in.csv: /A: two columns are named 'A'; rename the one that does not answer the axis",
    ",".join(map(str, range(1_001))): "in.csv:1: more than the 1000 columns that an inventory may have",
    'A,B,C,D\n1,1,1,1\n1,1,1,"1\n': "in.csv:3: not a row of a CSV file (a quote is not closed); "
    "is every quote closed, and doubled within a cell?",
    'A,B,C,D\n1,1,1,"1"1\n': "in.csv:2: not a row of a CSV file (characters follow a closing quote); "
    "is every quote closed, and doubled within a cell?",
    'A,B,C,D\n1,1,1,"' + "x\n" * 600_000: "in.csv:2: not a row of a CSV file (a cell is too long); "
    "is every quote closed, and doubled within a cell?",
    "A,B,C,D\r1,1,1,1\r": "in.csv:1: not a row of a CSV file (lines end in CR alone); "
    "is every quote closed, and doubled within a cell?",
    **{
        f"A{separator}B{separator}C{separator}D\n" + separator.join("1234") + "\n": "in.csv:1: the header is separated "
        f"by {name}; save it as CSV with commas (Excel's format for it is CSV UTF-8)"
        for separator, name in {"\t": "tabs", ";": "semicolons", "，": "full-width commas"}.items()
    },
    "A,B,C,D\n" + "1," * 600_000: "in.csv:2: a row of more than 1000000 bytes; is a quote not closed?",
    "A,B,C,D\n" + "\n" * 200_001: "in.csv:200002: more than 200000 blank rows; delete them",
    "A,B,C,D\n1,1,1,1\n" + ",,,\r\n" * 200_001: "in.csv:200003: more than 200000 blank rows; delete them",
}


@pytest.mark.parametrize("content", UNREADABLE, ids=list(map(str, range(len(UNREADABLE)))))
def test_csv_files_that_cannot_be_read_are_refused_with_their_line(
    edition: ap.Edition, tmp_path: Path, content: str
) -> None:
    assert refused(write(tmp_path / "in.csv", content), edition) == [UNREADABLE[content]]


def test_it_is_the_rows_that_may_not_be_long_not_the_file(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_chunks, "LONGEST_ROW", 60)
    source = write(tmp_path / "in.csv", HEADER + ROWS * 10)
    assert tables.assess_table(source, tmp_path / "out.csv", edition).rows == 20


def test_rows_of_nothing_but_empty_cells_are_passed_over(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", ",,,\nA,B,C,D\n,,,\n1,1,1,1\n 　,,\n,,,\n9,1,1,1\n,,,,\n")
    counted = tables.assess_table(source, tmp_path / "out.csv", edition, invalid="null")
    assert counted == summary(edition, 2, 0, 1, bad=1)
    assert refused(source, edition, tmp_path / "new.csv") == [
        "in.csv:7: /A: no option of axis A in 1 row: '9' in row 7; choose from A1 ①, A2 ②, A3 ③, A4 ④"
    ]


def test_what_is_no_path_is_refused(edition: ap.Edition, tmp_path: Path) -> None:
    for source, target in ((None, tmp_path / "out.csv"), (tmp_path / "in.csv", b"out.csv")):
        with pytest.raises(InvalidArgument, match=r"^expected the path of a file, not (None|b'out.csv')$"):
            tables.assess_table(source, target, edition)  # type: ignore[arg-type]


def test_ragged_rows_are_refused_with_all_their_lines(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", 'A,B,C,D\n1,1,1,1\n1,1,1\n"1\n",1,1,1\n1,1,1,1,1\n1,1,1,1\n')
    assert refused(source, edition) == [
        "in.csv:3: 3 cells where the header has 4",
        "in.csv:5: 5 cells where the header has 4",
    ]


def test_blank_cells_beyond_the_header_and_missing_ones_below_no_heading_do_not_matter(
    edition: ap.Edition, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    tables.assess_table(write(tmp_path / "in.csv", "A,B,C,D\n1,1,1,1,, 　\n"), target, edition)
    assert rows_in(target)[1] == ["1", "1", "1", "1", "high", "R1", "false"]
    tables.assess_table(write(tmp_path / "in.csv", "A,B,C,D,, \n1,1,1,1\n"), tmp_path / "more.csv", edition)
    assert rows_in(tmp_path / "more.csv")[1][:6] == ["1", "1", "1", "1", "", ""]
    assert refused(write(tmp_path / "in.csv", "A,B,C,D\n1,1,1,1,,x\n"), edition) == [
        "in.csv:2: 6 cells where the header has 4"
    ]


def test_a_file_without_any_heading_of_an_axis_lacks_all_columns(edition: ap.Edition, tmp_path: Path) -> None:
    said = refused(write(tmp_path / "in.csv", "件名,金額\n要約,1\n検索,2\n"), edition)
    assert [line[:11] for line in said] == [f"in.csv: /{axis}:" for axis in "ABCD"]


class Failing(io.BytesIO):
    """The content of a file on a disk that fails."""

    def fileno(self) -> int:
        return 0

    def readline(self, _size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_disk_that_fails_while_it_is_read_is_a_refusal() -> None:
    with pytest.raises(InvalidTable) as caught:
        list(csv_chunks.read_csv(Failing(b"A,B,C,D")))
    [problem] = caught.value.problems
    assert (problem.code, problem.line) == ("cannot-be-read", 1)


HEADINGS = [
    "Ａ",
    "[A]",
    "軸A",
    "判断軸Ａ",
    "USERS",
    "A（利用者の範囲・種別）",
    "利用者の範囲・種別（A）",
    "【A】利用者の範囲・種別",
    "A_利用者の範囲・種別",
    "(A) 利用者の範囲･種別 *",
    "軸A　利用者の範囲・種別",
    '"利用者の\n範囲・種別"',
    "※利用者の 範囲・種別",
    "\ufeffA",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_says_the_axis_by_its_letters(edition: ap.Edition, tmp_path: Path, heading: str) -> None:
    source = write(tmp_path / "in.csv", f"件名,{heading},B,C,D\n要約,3,2,3,2\n")
    assert tables.assess_table(source, tmp_path / "out.csv", edition) == summary(edition, 1, 1, 0)


@pytest.mark.parametrize("heading", ["AB", "A1", "利用者", "C", "-", "Aa"])
def test_a_heading_of_other_letters_says_nothing(edition: ap.Edition, tmp_path: Path, heading: str) -> None:
    said = refused(write(tmp_path / "in.csv", f"件名,{heading},B,C,D\n要約,3,2,3,2\n"), edition)
    assert said[0].startswith("in.csv: /A: no column is called A, users or ")


def test_so_many_ragged_rows_are_told_and_no_more(edition: ap.Edition, tmp_path: Path) -> None:
    said = refused(write(tmp_path / "in.csv", HEADER + "x\n" * 1_500), edition)
    assert len(said) == 1_001
    assert said[-1] == "in.csv:1001: too many errors; stopped here"


@pytest.mark.parametrize(("encoding", "seems"), [("utf-16", "UTF-16"), ("euc_jp", "EUC-JP")])
def test_another_encoding_is_refused_with_what_to_do(
    edition: ap.Edition, tmp_path: Path, encoding: str, seems: str
) -> None:
    content = (HEADER + "要約の作成について,1,2,3,2\n").encode(encoding)
    [said] = refused(write(tmp_path / "in.csv", content), edition)
    assert said.startswith(f"in.csv:1: not UTF-8 text; it seems to be {seems}")
    assert "; Excel's format for it is CSV UTF-8" in said
    [problem] = tables_problems(tmp_path / "in.csv", edition)
    assert problem.code == "not-utf-8"
    assert "Excelでは、「CSV UTF-8」の形式で保存すること。" in problem.text.ja


def assessed(source: Path, edition: ap.Edition, **options: Any) -> list[list[str]]:
    """The rows that come of an inventory."""
    tables.assess_table(source, source.with_name("out.csv"), edition, **options)
    return rows_in(source.with_name("out.csv"))


@pytest.mark.parametrize("header", ["案件,A,B,C,D\n", "NO,A,B,C,D\n"])
def test_cp932_is_found_where_it_is_certain(edition: ap.Edition, tmp_path: Path, header: str) -> None:
    """In whichever row the first Japanese stands. What comes of it is UTF-8."""
    rows = f"{header}議事録の要約～①,①,２,3,❷\n能登,1,1,1,1\n"
    source = write(tmp_path / "in.csv", rows.replace("❷", "②").encode("cp932"))
    assert [row[0] for row in assessed(source, edition)[1:]] == ["議事録の要約～①", "能登"]
    assert assessed(source, edition) == assessed(source, edition, encoding="cp932")
    assert source.with_name("out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    "content",
    [
        "案,A,B,C,D\nx,1,1,1,1\n".encode("cp932"),  # one character may be two of another encoding
        "ﾃﾞｰﾀ連携,A,B,C,D\nx,1,1,1,1\n".encode("cp932"),  # half-width kana are what EUC-JP turns into
        "Übergröße,A,B,C,D\nx,1,1,1,1\n".encode("cp1252"),
        "业务名称,A,B,C,D\nx,1,1,1,1\n".encode("gb2312"),
        "案件,A,B,C,D\nx,1,1,1,1\nﾃﾞｰﾀ,1,1,1,1\n".encode("cp932"),
        "案件,A,B,C,D\n".encode("cp932") + "議事録,1,1,1,1\n".encode(),
    ],
)
def test_an_encoding_is_never_guessed(edition: ap.Edition, tmp_path: Path, content: bytes) -> None:
    [problem] = tables_problems(write(tmp_path / "in.csv", content), edition)
    assert problem.code == "not-utf-8" or (problem.code, problem.line) == ("encodings-mixed", 2)
    assert not (tmp_path / "new.csv").exists()


def test_an_encoding_that_is_given_is_used(edition: ap.Edition, tmp_path: Path) -> None:
    rows = "ﾃﾞｰﾀ連携,A,B,C,D\nx,1,1,1,1\n"
    source = write(tmp_path / "in.csv", rows.encode("cp932"))
    assert assessed(source, edition, encoding="cp932")[0][0] == "ﾃﾞｰﾀ連携"
    for encoding, code in (("utf-8", "not-utf-8"), ("cp932", "not-cp932")):
        bad = write(tmp_path / "bad.csv", b"\x81\x20,A,B,C,D\n")
        with pytest.raises(InvalidTable) as caught:
            assessed(bad, edition, encoding=encoding)
        assert [(problem.code, problem.line) for problem in caught.value.problems] == [(code, 1)]
    marked = write(tmp_path / "marked.csv", "\ufeffA,B,C,D\n1,1,1,1\n")
    assert len(assessed(marked, edition, encoding="utf-8")) == 2
    with pytest.raises(InvalidTable, match="CP932"):
        assessed(marked, edition, encoding="cp932")
    with pytest.raises(InvalidArgument, match="latin-1"):
        assessed(marked, edition, encoding="latin-1")
    with pytest.raises(InvalidTable, match=r"in\.parquet: only a CSV file"):
        assessed(tmp_path / "in.parquet", edition, encoding="cp932")


def test_what_is_added_is_said_in_words_where_a_language_is_named(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "A,B,C,D\n3,2,3,2\n1,1,1,1\n9,1,1,1\n")
    japanese = assessed(source, edition, language="ja", invalid="null")
    assert [row[4:] for row in japanese] == [
        ["判定", "決めた行", "別の読み"],
        ["低", "R10：C③かつB②かつA②③", "同じ"],
        ["高", "R1：C①④", "同じ"],
        ["", "", ""],
    ]
    english = assessed(source, edition, language="en", invalid="null", prefix="DS-920 ")
    assert [row[4:] for row in english[:2]] == [
        ["DS-920 Outcome", "DS-920 Deciding row", "DS-920 Other readings"],
        ["Low", "R10: C③ & B② & A②③", "Agree"],
    ]
    taken = write(tmp_path / "in.csv", "A,B,C,D,判定\n3,2,3,2,低\n")
    with pytest.raises(InvalidAnswers, match="判定"):
        assessed(taken, edition, language="ja")


def test_files_that_are_no_tables_are_refused(edition: ap.Edition, tmp_path: Path) -> None:
    assert refused(write(tmp_path / "in.xls", ""), edition, tmp_path / "out.txt") == [
        "in.xls: the name of an inventory ends in .csv, .xlsx, .parquet, not in '.xls'",
        "out.txt: the name of an inventory ends in .csv, .xlsx, .parquet, not in '.txt'",
    ]
    [said] = refused(write(tmp_path / "in.parquet", b"PAR1\x1b[2Jnothing of the kindPAR1"), edition)
    assert said.startswith("in.parquet: not a Parquet file that can be read: ")
    assert refused(tmp_path / "absent.csv", edition) == ["absent.csv: cannot be read: no such file"]
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("pipe.csv", "folder.csv"):
        (tmp_path / "folder.csv").mkdir(exist_ok=True)
        assert refused(tmp_path / name, edition) == [f"{name}: not a regular file"]


def test_columns_that_do_not_answer_the_axes_are_refused(edition: ap.Edition, tmp_path: Path) -> None:
    assert refused(write(tmp_path / "in.csv", "A,B,D,rule\n1,1,1,1\n"), edition) == [
        "in.csv: /rule: a column is called 'rule' already; give the added columns a prefix (at the shell: --prefix)",
        (
            f"in.csv: /C: no column is called C, data or {edition.axes[2].text.en}; "
            "name the one that answers the axis in columns (at the shell: --column C=...)"
        ),
    ]
    source = write(tmp_path / "in.csv", "利用者,B,C,D,rule\n1,2,2,1,1\n")
    counted = tables.assess_table(
        source, tmp_path / "out.csv", edition, {"users": "利用者", "B": "B", "C": "C", "D": "D"}, prefix="x"
    )
    assert counted == summary(edition, 1, 0, 1, disputed=1)
    wrongs: list[dict[str, Any]] = [{"invalid": "ignore"}, {"prefix": 1}, {"columns": []}]
    for wrong in wrongs:
        with pytest.raises(InvalidArgument):
            tables.assess_table(source, tmp_path / "out.csv", edition, **wrong)


def test_a_table_without_rows_keeps_its_header(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "A,B,C,D\n")
    assert tables.assess_table(source, tmp_path / "out.csv", edition) == summary(edition, 0, 0, 0)
    assert rows_in(tmp_path / "out.csv") == [["A", "B", "C", "D", "outcome", "rule", "disputed"]]
    assert tables.assess_table(source, tmp_path / "out.parquet", edition).rows == 0
    assert tables.assess_table(tmp_path / "out.parquet", tmp_path / "again.csv", edition, prefix="x").rows == 0


def test_a_file_that_is_there_is_replaced_whole_and_keeps_its_permissions(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", HEADER + ROWS)
    target = write(tmp_path / "out.csv", "")
    target.chmod(0o640)
    tables.assess_table(source, target, edition)
    assert len(rows_in(target)[0]) == 8
    assert target.stat().st_mode & 0o777 == 0o640
    with pytest.raises(OSError, match="No such file"):
        tables.assess_table(source, tmp_path / "absent" / "out.csv", edition, prefix="x")


def test_a_target_that_cannot_hold_the_table_is_named(edition: ap.Edition, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    ones: dict[str, Any] = {key: [1] for key in "ABCD"}
    pq.write_table(pa.table({**ones, "t": pa.array([1], pa.timestamp("s", "Nowhere/\x1b[2J"))}), source)
    [said] = refused(source, edition)
    assert said.startswith("out.csv: cannot hold the table: ")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_is_refused_leaves_no_file_whatever_its_kind(edition: ap.Edition, tmp_path: Path, kind: str) -> None:
    """And nothing is left half open: a writer that is not closed complains when it is thrown away."""
    source = write(tmp_path / "in.csv", HEADER + ROWS + "x,⑨,①,①,①\n")
    with pytest.raises(InvalidAnswers):
        tables.assess_table(source, tmp_path / f"out.{kind}", edition)
    gc.collect()
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


TEXTS = {
    "string": pa.string(),
    "large": pa.large_string(),
    "view": pa.string_view(),
    "dictionary": pa.dictionary(pa.int32(), pa.string()),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_that_are_long_are_written_out_a_few_at_a_time(edition: ap.Edition, tmp_path: Path, kind: str) -> None:
    """However often a long text is repeated, for the file holds it once."""
    rows = 1_000
    answers: dict[str, Any] = {
        axis.id: pa.array([axis.options[0].id, None] * (rows // 2), TEXTS[kind]) for axis in edition.axes
    }
    long = {"長": pa.array(["長" * 20_000] * rows, TEXTS[kind]), "bytes": pa.array([b"\xff"] * rows)}
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(pa.table({**answers, **long}), source)
    told: list[int] = []
    counted = tables.assess_table(source, target, edition, invalid="null", progress=lambda done, _: told.append(done))
    assert counted == summary(edition, rows, 0, rows // 2, bad=rows // 2)
    assert max(later - earlier for earlier, later in pairwise(told)) * 60_000 < 5_000_000
    written = pq.ParquetFile(target)
    assert written.metadata.num_rows == rows
    assert written.schema_arrow.field("長").type == (pa.large_string() if kind == "view" else TEXTS[kind])
    first = next(written.iter_batches(2)).to_pylist()
    assert [row["outcome"] for row in first] == ["high", None]
    assert first[0]["長"] == "長" * 20_000


def test_nothing_written_is_an_empty_file(tmp_path: Path) -> None:
    with write_target(tmp_path / "out.csv"):
        pass
    assert (tmp_path / "out.csv").read_bytes() == b""


def test_without_its_extra_a_call_says_what_to_install_and_an_import_nothing(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("aiprocure.frames")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    bare = importlib.import_module("aiprocure.frames.inventories")
    assert dir(bare) == ["InventorySummary", "MOST_COLUMNS", "assess_table"]
    counts = importlib.import_module("aiprocure.frames.inventories.counts")
    with pytest.raises(MissingExtra, match=r"^an extra is needed: pip install 'aiprocure\[tables\]'$"):
        bare.assess_table("in.csv", "out.csv", edition)
    with pytest.raises(MissingExtra):
        counts.count_answers("in.csv", edition)


def test_the_first_cell_that_is_no_option_is_the_value_refused(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "A,B,C,D\n,1,1,\n9,1,1,\n8,1,1,\n")
    first, blank = tables_problems(source, edition)
    assert (first.code, first.where, first.value) == ("no-option-in-rows", "/A", "'9'")
    assert (blank.code, blank.where, blank.value) == ("no-option-in-rows", "/D", "")


def test_columns_are_found_as_excel_and_people_write_them(edition: ap.Edition, tmp_path: Path) -> None:
    names = [axis.text.ja for axis in edition.axes]
    english = [axis.text.in_language("en") for axis in edition.axes]
    decomposed = unicodedata.normalize("NFD", "利用者が")
    headers: dict[str, dict[str, str] | None] = {
        "A,B,C,D,,": None,
        ",".join(names) + ",備考,備考": None,
        ",".join(f"{axis.id} {name}" for axis, name in zip(edition.axes, names, strict=True)) + ",,": None,
        ",".join(f"{axis.id}．{name}" for axis, name in zip(edition.axes, names, strict=True)) + ",,": None,
        ",".join(f'"{name}"' for name in english) + ",,": None,
        "Ａ,users ,C,D,,": {"B": "users "},
        f"{decomposed},B,C,D,,": {"A": "利用者が"},
        "利用者が,B,C,D,,": {"A": decomposed},
        f"A,B,C,D,{names[0]},": None,
    }
    for header, columns in headers.items():
        source = write(tmp_path / "in.csv", f"{header}\n①,②,③,②,x,y\n")
        assert tables.assess_table(source, tmp_path / "out.csv", edition, columns) == summary(edition, 1, 1, 0)
        [written, row] = rows_in(tmp_path / "out.csv")
        assert written == [*next(csv.reader([header])), "outcome", "rule", "disputed"]
        assert row == ["①", "②", "③", "②", "x", "y", "low", "R9", "false"]


def test_columns_of_one_name_are_numbered_in_parquet(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "A,B,C,D,題,題,題_2,,\n①,②,③,②,1,2,3,4,5\n")
    tables.assess_table(source, tmp_path / "out.parquet", edition)
    written = pq.read_table(tmp_path / "out.parquet")
    assert written.column_names[4:9] == ["題", "題_3", "題_2", "", "_2"]
    assert [column[0].as_py() for column in written.columns[4:9]] == ["1", "2", "3", "4", "5"]


TITLES = {
    "案件一覧,,,,\n件名,A,B,C,D\nx,1,1,1,1\n": ("'案件一覧'", 2),
    "案件一覧\n\n件名,A,B,C,D\nx,1,1,1,1\n": ("'案件一覧'", 3),
    "\n案件一覧,,,,\n,,,,\n件名,A,B,C,D\nx,1,1,1,1\n": ("'案件一覧'", 4),
    "案件一覧,,,令和8年1月,\n件名,A,B,C,D\nx,1,1,1,1\n": ("'案件一覧 令和8年1月'", 2),
    "案件一覧,,,,\n作成,総務省,,,\n件名,利用者の範囲・種別,B,C,D\nx,1,1,1,1\n": ("'案件一覧'", 2),
}


@pytest.mark.parametrize("content", TITLES)
def test_a_title_above_the_header_is_asked_about(edition: ap.Edition, tmp_path: Path, content: str) -> None:
    title, row = TITLES[content]
    [said] = refused(write(tmp_path / "in.csv", content), edition)
    assert f"the header seems to be in row {row}; is the first row, {title}, a title? If so, delete the rows" in said


def test_rows_are_counted_as_a_spreadsheet_counts_them(edition: ap.Edition, tmp_path: Path) -> None:
    content = 'A,B,C,D,"備\r\n考"\r\n①,②,③,②,"一\r\n二\r\n三"\r\n\r\n,,,,\r\n①,②,③,⑨,x\r\n'
    [said] = refused(write(tmp_path / "in.csv", content), edition)
    assert said.startswith("in.csv:5: /D: no option of axis D in 1 row: '⑨' in row 5; ")


def test_whole_numbers_with_a_point_are_read_in_csv_and_no_others(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", "A,B,C,D\n1.0,2.00,３．０,2.0\n1.5,2,3,2\n1.,2,3,2\n1e0,2,3,2\nTrue,2,3,2\n")
    assert tables.assess_table(source, tmp_path / "out.csv", edition, invalid="null").bad == 4


def test_no_file_is_its_own_target(edition: ap.Edition, tmp_path: Path) -> None:
    source = write(tmp_path / "in.csv", HEADER + ROWS)
    (tmp_path / "soft.csv").symlink_to(source)
    (tmp_path / "hard.csv").hardlink_to(source)
    for name in ("in.csv", "soft.csv", "hard.csv"):
        assert refused(source, edition, tmp_path / name) == ["in.csv: is also an input; choose another file"]
    assert source.read_text(encoding="utf-8") == HEADER + ROWS


def test_a_path_is_a_path_whatever_it_looks_like(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({key: ["1"] for key in "ABCD"}), source)
    for path in (f"file:{source}", f"local:{source}", "hdfs://x/in.parquet", "s3://x/in.parquet"):
        with pytest.raises(InvalidTable, match="cannot be read: no such file"):
            tables.assess_table(path, source, edition)
    for path in ("a\0.csv", "\ud800.parquet"):
        with pytest.raises(InvalidTable, match="a name that no file of this system can have"):
            tables.assess_table(path, "out.csv", edition)
    odd = os.fsdecode(b"n\xff.parquet")
    source.rename(odd)
    assert tables.assess_table(odd, "out.csv", edition).rows == 1


def ones(rows: int, **others: Any) -> pa.Table:
    """A table whose answers are right."""
    return pa.table({**{key: pa.array(["1"] * rows) for key in "ABCD"}, **others})


HUGE: dict[str, tuple[Callable[[], pa.Table], dict[str, Any], str]] = {
    "lists": (lambda: ones(200, x=[[0] * 20_000] * 200), {}, "/x: the column 'x' unpacks to too much; leave it out"),
    "nested text": (lambda: ones(2_000, x=[[{"t": "x" * 20_000}]] * 2_000), {}, "/x: the column 'x' unpacks to too"),
    "prefixes": (
        lambda: ones(20_000, x=[f"{'x' * 500}{n}" for n in range(20_000)]),
        {"use_dictionary": False, "column_encoding": {"x": "DELTA_BYTE_ARRAY"}},
        "/x: the column 'x' unpacks to too much",
    ),
    "long": (lambda: ones(600_000), {}, "a Parquet file that unpacks to far more than its size"),
    "repeated text": (
        lambda: ones(
            2_000, x=pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), pa.array(["x" * 100_000]))
        ),
        {},
        "a Parquet file that unpacks to far more than its size",
    ),
    "one page": (
        lambda: ones(30, x=["x" * 2_000_000] * 30),
        {"use_dictionary": False, "data_page_size": 10**9},
        "more than 40 MB have to be unpacked at once",
    ),
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_parquet_file_that_unpacks_without_bound_is_refused(edition: ap.Edition, tmp_path: Path, kind: str) -> None:
    make, options, said = HUGE[kind]
    source = tmp_path / "in.parquet"
    pq.write_table(make(), source, compression="zstd", **options)
    assert source.stat().st_size < 500_000
    [problem] = refused(source, edition, tmp_path / "out.parquet")
    assert said in problem


def test_lists_that_are_small_are_kept(edition: ap.Edition, tmp_path: Path) -> None:
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    table = ones(1_000, tags=[["x", "y"]] * 1_000, fixed=pa.array([b"x" * 1_000] * 1_000, pa.binary(1_000)))
    for version in ("1.0", "2.0"):
        pq.write_table(table, source, data_page_version=version)
        tables.assess_table(source, target, edition)
        assert pq.read_table(target, columns=table.column_names).equals(table)


MISREAD = (
    bytes([0x15, 0, 0x05, 2, 0, 0x15, 0, 0x15, 0, 0]),  # a field given twice
    bytes([0x15, 0, 0x16, 0, 0x15, 0, 0]),  # a size of another width
    bytes([0x15, 0, 0x15, 0x80, 0x80, 0x80, 0x80, 0x10, 0x15, 0, 0]),  # a size that does not fit its width
    bytes([0x05, 1, 0, 0]),  # a field with a negative id
    bytes([0x15, 0, 0x15, 0, 0x15, 0, 0x5C, 0x15, 0, 0x35, 0, 0, 0]),  # a data page described as one of another kind
    bytes([0x19, 0x15, 0]),  # a list
)
"""Page headers that another reader would read otherwise."""


def test_page_headers_are_read_as_they_are_and_refused_where_they_are_not() -> None:
    header = bytes([0x15, 4, 0x15, 200, 1, 0x15, 20, 0x2C, 0x15, 8, 0x15, 0, 0, 0])  # type 2, 100 bytes from 10
    assert attrs.asdict(page_sizes(io.BytesIO(header + b"x" * 10), 0, len(header) + 10, 100))["dictionary"] == 100
    rest = bytes([0x15, 2, 0x15, 20, 0x15, 0])  # an index page of 10 bytes
    odd = rest + bytes([0x11, 0x12, 0x13, 7, 0x18, 2, 65, 66, 0x17, *[0] * 8, 0x1C, 0x15, 6, 0, 0])  # and more fields
    assert page_sizes(io.BytesIO(odd), 0, len(odd), 100).values == 0
    for wrong in (
        b"",
        b"\x15",
        b"\x19\x00",
        b"\x15" + b"\xff" * 12,
        b"\x1c" * 20,
        b"\x18\xff\x7f",
        b"\x15\x01\x00",
        *MISREAD,
    ):
        with pytest.raises(InvalidTable, match="not a Parquet file that can be read: page header"):
            page_sizes(io.BytesIO(wrong), 0, 10, 100)
    with pytest.raises(InvalidTable, match="in too many small pages"):
        page_sizes(io.BytesIO((rest + b"\0") * 20_010), 0, 7 * 20_010, 0)


def parquet_with_footer(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Write a small Parquet file, of which the footer is changed."""
    pq.write_table(ones(1), file, compression="none", use_dictionary=False, store_schema=False)
    content = file.read_bytes()
    begin = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    footer = change(content[begin:-8])
    file.write_bytes(content[:begin] + footer + len(footer).to_bytes(4, "little") + b"PAR1")


HISTOGRAM, LONGER = bytes([0x19, 0x26, 0, 2]), bytes([0x19, 0x36, 0, 2, 0])
FOOTERS: dict[str, Callable[[bytes], bytes]] = {
    "a histogram of another size": lambda footer: footer.replace(HISTOGRAM, LONGER),
    "fewer columns": lambda footer: footer.replace(bytes([0x19, 0x4C, 0x26]), bytes([0x19, 0x3C, 0x26])),
    "cut": lambda footer: footer[: len(footer) // 2],
    "empty": lambda _: b"",
    "without row groups": lambda _: bytes([0x15, 4, 0x19, 0x1C, 0x48, 1, 120, 0x15, 0, 0, 0x16, 0, 0x19, 0x0C, 0]),
}


@pytest.mark.parametrize("change", FOOTERS.values(), ids=FOOTERS)
def test_a_footer_that_contradicts_itself_is_refused(
    edition: ap.Edition, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    """PyArrow ends the process where it is asked about some of them."""
    parquet_with_footer(tmp_path / "in.parquet", change)
    try:
        tables.assess_table(tmp_path / "in.parquet", tmp_path / "out.csv", edition)
    except (InvalidTable, ap.errors.InvalidAnswers):
        assert not (tmp_path / "out.csv").exists()
    else:
        pytest.fail("it was read")


@pytest.mark.parametrize("nested", [False, True])
def test_a_time_zone_that_is_not_utf_8_is_refused(edition: ap.Edition, tmp_path: Path, *, nested: bool) -> None:
    instant = pa.timestamp("us", tz="Asia/Tokyo")
    source = tmp_path / "in.parquet"
    pq.write_table(ones(1, t=pa.nulls(1, pa.struct([("t", instant)]) if nested else instant)), source)
    content = source.read_bytes()
    for shift in range(3):  # the schema of Arrow is kept in base 64
        zone = base64.b64encode(b"x" * shift + b"Asia/Tokyo")[4 if shift else 0 : -4]
        spoiled = base64.b64encode(b"x" * shift + b"Asia\xff\xff\xff\xff\xff\xff")[4 if shift else 0 : -4]
        content = content.replace(zone, spoiled)
    source.write_bytes(content)
    [said] = refused(source, edition)
    assert said.startswith("in.parquet: the name or the time zone of column 5 is not UTF-8 text; ")


@pytest.mark.parametrize("place", ["answer", "beside", "name"])
def test_parquet_that_is_not_utf_8_is_refused(edition: ap.Edition, tmp_path: Path, place: str) -> None:
    table = ones(1, 題名=["値値"])
    before, after = ("題名".encode(), b"\xff" * 6) if place == "name" else ("値値".encode(), b"\xff" * 6)
    if place == "answer":
        table = table.set_column(0, "A", pa.array(["値値"]))
    source = tmp_path / "in.parquet"
    pq.write_table(table, source, compression="none", use_dictionary=False, store_schema=False, write_statistics=False)
    source.write_bytes(source.read_bytes().replace(before, after))
    with pytest.raises(InvalidTable) as caught:
        tables.assess_table(source, tmp_path / "out.csv", edition)
    problem = caught.value.problems[0]
    assert (problem.code, problem.where, problem.line) == {
        "answer": ("parquet-not-utf-8", "/A", 1),
        "beside": ("parquet-not-utf-8", "/題名", 1),
        "name": ("parquet-name-not-utf-8", "", None),
    }[place]
    assert "UTF8" not in f"{problem}{problem.text.ja}"
    assert {"answer": "列 'A' ", "beside": "列 '題名' ", "name": "5列目"}[place] in problem.text.ja


def test_row_groups_that_lack_a_column_are_refused(
    tmp_path: Path, edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.parquet"
    pq.write_table(pa.table({name: ["1"] for name in "ABCD"}), file)
    monkeypatch.setattr(parquet_chunks, "read_row_groups", lambda *_: [[]])
    with pytest.raises(InvalidTable, match="not a Parquet file that can be read: row group"):
        ap.tables.assess_table(file, tmp_path / "y.csv", edition=edition)


def corrupted(error: Exception) -> Any:
    def fail(*_: object, **_options: object) -> Any:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (pa.ArrowNotImplementedError("x"), "written in a way that PyArrow does not support"),
        (OSError("x"), "not a Parquet file that can be read"),
        (OSError(5, "Input/output error"), "not a Parquet file that can be read"),
        (pa.ArrowInvalid("x"), "not a Parquet file that can be read"),
        (OverflowError("x"), "not a Parquet file that can be read"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), "not a Parquet file that can be read"),
    ],
)
def test_whatever_pyarrow_raises_is_a_refusal(
    tmp_path: Path, edition: ap.Edition, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    file = tmp_path / "x.parquet"
    pq.write_table(pa.table({name: ["1"] for name in "ABCD"}), file)
    monkeypatch.setattr(pq, "ParquetFile", corrupted(error))
    with pytest.raises(InvalidTable, match=said):
        ap.tables.assess_table(file, tmp_path / "y.csv", edition=edition)


def test_the_row_of_a_text_that_is_not_utf_8_is_named(edition: ap.Edition, tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    table = ones(2, 題名=["要約", "値値"])
    pq.write_table(table, source, compression="none", use_dictionary=False, write_statistics=False)
    source.write_bytes(source.read_bytes().replace("値値".encode(), b"\xff" * 6))
    with pytest.raises(InvalidTable) as caught:
        tables.assess_table(source, tmp_path / "out.csv", edition)
    [problem] = caught.value.problems
    assert (problem.code, problem.where, problem.line) == ("parquet-not-utf-8", "/題名", 2)
