"""Tables of the official sheet, as a ministry has them: CSV and workbooks."""

import csv
import time
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidArgument, InvalidSheet
from aiprocure.errors.text import Text
from aiprocure.files.workbooks.outcome_tables import read_outcome

HEADER = ["A 利用者の範囲・種別", "B", "C", "出力結果の政府職員による判断を経た利活用", "判定"]
Rows = list[list[Any]]


def full_table(edition: ap.Edition, reading: int) -> Rows:
    """All combinations by marks, with what a rival reading decides."""
    marks = {option.id: option.mark for axis in edition.axes for option in axis.options}
    rules = edition.readings[reading].rules
    return [
        [*(marks[option] for option in answers.values()), "高" if decided == "high" else "低"]
        for answers in edition.all_answers()
        for decided in [next(rule.outcome for rule in rules if rule.when.holds(answers))]
    ]


def written(folder: Path, rows: Rows, ending: str) -> Path:
    """A table as a CSV file, or as a workbook with a sheet 別紙1."""
    file = folder / f"table{ending}"
    if ending == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return file
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "別紙1"
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file


def problems(file: Path, edition: ap.Edition) -> list[str]:
    with pytest.raises(InvalidSheet) as caught:
        ap.sheets.read_outcomes(file, edition)
    assert all(problem.file == str(file) for problem in caught.value.problems)
    return [str(problem).removeprefix(f"{file}: ").removeprefix(str(file)) for problem in caught.value.problems]


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("reading", [0, 1, 2])
def test_a_whole_table_settles_the_reading(edition: ap.Edition, tmp_path: Path, ending: str, reading: int) -> None:
    rows: Rows = [["高リスク判定シート"], [], list(HEADER), *full_table(edition, reading)]
    seen = ap.sheets.read_outcomes(written(tmp_path, rows, ending), edition)
    assert len(seen) == 144
    settled = ap.settle(edition, seen, source=edition.sources[0])
    assert [rule.id for rule in settled.rules] == [rule.id for rule in edition.readings[reading].rules]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_cells_are_read_as_answers_are_and_blank_outcomes_are_not_seen(
    edition: ap.Edition, tmp_path: Path, ending: str
) -> None:
    rows: Rows = [
        ["備考", "D", "c", "B", "A", "判定結果"],
        ["x", 2, "C③", "②", "public", "Low"],
        ["", 2, "③", "①", 1, "「高リスク」に該当する可能性が高い"],
        ["未確認", 2, "③", "①", 2, ""],
        ["", 2, "③", "①", 1, " 高 "],
        [],
    ]
    rows[0][2] = "C"
    assert ap.sheets.read_outcomes(written(tmp_path, rows, ending), edition) == (
        (edition.answers(A=1, B=2, C=3, D=2), "low"),
        (edition.answers(A=1, B=1, C=3, D=2), "high"),
    )


def test_everything_wrong_is_named_with_its_row_or_cell(edition: ap.Edition, tmp_path: Path) -> None:
    rows: Rows = [
        [*list("ABCD"), "判定"],
        [1, 1, 3, 2, "中"],
        ["⑨", 1, 3, "", "高"],
        [1, 2, 3, 1, "高"],
        [1, 2, 3, 1, "低"],
    ]
    said = [
        "no outcome '中'; choose from Low, High",
        "no option '⑨'; choose from A1 ①, A2 ②, A3 ③, A4 ④",
        "choose from D1 ①, D2 ②, D3 ③",
        "A①B②C③D① was seen to be both High and Low; look again, and keep one",
    ]
    in_csv = problems(written(tmp_path, rows, ".csv"), edition)
    in_book = problems(written(tmp_path, rows, ".xlsx"), edition)
    assert [each.partition(": ")[0] for each in in_csv] == [":2", ":3", ":3", ":5"]
    assert [each.partition(": ")[0] for each in in_book] == ["別紙1!E2", "別紙1!A3", "別紙1!D3", "別紙1!E5"]
    for found in (in_csv, in_book):
        assert all(each.endswith(words) for each, words in zip(found, said, strict=True))


def test_formulas_and_what_is_hidden(edition: ap.Edition, tmp_path: Path) -> None:
    file = written(
        tmp_path, [[*list("ABCD"), "判定"], [1, 1, 3, 2, "高"], [1, 2, 3, 1, "低"], [1, 2, 3, 2, "低"]], ".xlsx"
    )
    book = openpyxl.load_workbook(file)
    book["別紙1"].row_dimensions[3].hidden = True
    book.create_sheet("控え").append(["判定", "備考"])
    book.save(file)
    assert [outcome for _, outcome in ap.sheets.read_outcomes(file, edition)] == ["high", "low"]
    book["別紙1"]["A2"] = "=1"
    book.save(file)
    assert problems(file, edition) == ["別紙1!A2: a formula; replace it by its value"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A,B,C,D,備考\n1,1,1,1,高\n", "no row within the first 30 names a column for each axis"),
        ("A,B,C,判定\n1,1,1,高\n", "no row within the first 30 names a column for each axis"),
        ("\n" * 31 + "A,B,C,D,判定\n1,1,1,1,高\n", "no row within the first 30 names a column for each axis"),
        ("", "no row within the first 30 names a column for each axis"),
        ("A,B,C,D,判定\n1,1,1,1,\n", "no outcome; write it"),
        ('A,B,C,D,判定\n1,1,1,1,"高', ":2: not a row of a CSV file"),
        ("A,B,C,D,判定\n" + "1,1,1,1,高\n" * 5_001, ":5002: below the 5000 rows"),
        ("A,B,C,D,判定\n1,1,1\n1,1,1,1,高,x\n", None),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(
    edition: ap.Edition, tmp_path: Path, text: str, expected: str | None
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    if expected is None:
        assert len(ap.sheets.read_outcomes(file, edition)) == 1
        return
    [problem] = problems(file, edition)
    assert problem.startswith(expected)


def test_a_file_that_is_no_table_is_refused(edition: ap.Edition, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("判定\n".encode("cp932") * 5)
    assert "not UTF-8" in problems(tmp_path / "t.csv", edition)[0]
    (tmp_path / "t.xls").write_text("x", encoding="utf-8")
    assert "save it as .xlsx" in problems(tmp_path / "t.xls", edition)[0]
    assert problems(tmp_path / "none.csv", edition) == ["cannot be read: no such file"]
    low = written(tmp_path, [[*list("ABCD"), "判定"], *[[1, 1, 1, 1, "高"]] * 5_001], ".xlsx")
    assert problems(low, edition) == ["別紙1: below the 5000 rows that a check sheet may have"]
    with pytest.raises(InvalidArgument):
        ap.sheets.read_outcomes(3, edition)  # type: ignore[arg-type]  # wrong


def test_a_hostile_table_is_refused_soon(edition: ap.Edition, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    for text in ("A,B,C,D,判定\n" + "x,y,z,9,q\n" * 400_000, "\n" * 4_000_000, "A," * 2_000_000):
        file.write_text(text, encoding="utf-8")
        before = time.process_time()
        with pytest.raises(InvalidSheet) as caught:
            ap.sheets.read_outcomes(file, edition)
        assert time.process_time() - before < 1
        assert len(caught.value.problems) <= 1_005


def test_an_outcome_is_read_where_it_can_mean_one_alone(edition: ap.Edition) -> None:
    low, high = edition.outcomes
    assert [read_outcome(edition, word) for word in ("高", "HIGH", " low ", "ｌｏｗ")] == [high, high, low, low]
    assert [read_outcome(edition, word) for word in ("", "。", 1, None, "x" * 500)] == [None] * 5
    alike = attrs.evolve(edition, outcomes=(attrs.evolve(low, text=Text("高")), high))
    assert (read_outcome(alike, "高"), read_outcome(alike, "high")) == (None, high)
