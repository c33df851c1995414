"""A table of rows redrawn in a spreadsheet, as a proposal: every problem at its cell."""

import csv
import datetime
import io
import time
from pathlib import Path

import openpyxl
import pytest

import aiprocure as ap
from aiprocure import proposals
from aiprocure.errors import InvalidProposal
from aiprocure.export import to_csv
from aiprocure.model.edition import Edition

HEADING = "行,利用者の範囲・種別,B,C,D,判定"
EDITIONS = Path(__file__).parents[1] / "editions"


def refused(text: str, edition: Edition) -> list[tuple[int | None, str, str]]:
    """Line, place and code of everything that is wrong with a table."""
    with pytest.raises(InvalidProposal) as caught:
        proposals.from_csv(text, edition=edition, title="案")
    return [(each.line, each.where, each.code) for each in caught.value.problems]


def write(folder: Path, rows: list[list[object]], name: str = "案.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "行"
    for row in rows:
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def rows_of(edition: Edition) -> list[list[object]]:
    return [list(row) for row in csv.reader(io.StringIO(to_csv(edition)))]


def test_what_was_not_changed_is_not_proposed(edition: Edition) -> None:
    proposal = proposals.from_csv(to_csv(edition), edition=edition, title="同じ")
    assert (proposal.edition, proposal.title, proposal.rules, proposal.withdrawn) == (edition.id, "同じ", (), ())
    assert proposals.propose(proposal, edition) == edition


def test_cells_are_read_as_people_write_them(edition: Edition) -> None:
    lines = [
        "改める案,,,,,",
        HEADING,
        "R1,全て,＊,①④,-,高",
        "R2,any,B1、B3,②,*,high",
        "R3, ① ④ ,2,C2,*,HIGH",
        "R4,②,②,②,D1 / D3,高",
        ",,,,,",
        "R5,A2,2,C2,生成AIシステムの出力結果の適切さを判断して利活用する,低",
        "R6,A3,B2,C2,*,低",
        "R7,*,①③,C3,*,高",
        "新しい行,A1|A2|A4,B2,C3,D1|D3,高",
        "R9,A1｜A2・A4,B2,C3,D2,低",
        "R10,A3,B2,C3,*,低",
    ]
    text = "\n".join(lines)
    proposal = proposals.from_csv(text, edition=edition, title="②も同じく扱う")
    assert ([row.id for row in proposal.rules], proposal.withdrawn) == (["新しい行", "R9", "R10"], ("R8",))
    redrawn = proposals.propose(proposal, edition)
    assert redrawn.redrawn
    assert str(next(rule for rule in redrawn.rules if rule.id == "R9").when) == "A1|A2|A4 & B2 & C3 & D2"


def test_every_problem_is_at_its_line_and_column(edition: Edition) -> None:
    lines = to_csv(edition).splitlines()
    lines[1] = lines[1].replace("R1,*", "R1,")
    lines[2] = lines[2].replace("B1|B3", "B1|B9|B8")
    lines[3] = lines[3].replace("R3,", "R/3,")
    lines[4] = lines[4].replace("R4,", " ,")
    lines[5] = lines[5].replace("R5,", "R2,").replace(",low,", ",中,")
    lines[6] = lines[6].replace(edition.id, "2026-06-12")
    lines[7] = lines[7].replace(",C3,", f",{'C3|' * 4000},")
    found = refused("\n".join(lines), edition)
    assert found == [
        (2, "/A", "no-such-option"),
        (3, "/B", "no-such-option"),
        (3, "/B", "no-such-option"),
        (4, "/row", "id-invalid"),
        (5, "/row", "nothing-written"),
        (6, "/row", "row-given-twice"),
        (6, "/outcome", "no-such-record"),
        (7, "/edition", "edition-differs"),
        (8, "/C", "too-long"),
    ]


def test_rows_that_do_not_decide_everything_once_are_refused_at_their_rows(edition: Edition) -> None:
    text = to_csv(edition)
    assert refused(text.replace("R6,A3", "R6,A2|A3"), edition) == [(7, "/row", "row-overlaps")]
    assert refused(text.replace("R6,A3", "R6,A2"), edition)[-1] == (1, "", "undecided-combination")
    assert refused(HEADING, edition) == [(1, "", "undecided-combination")]


def test_a_text_without_such_a_table_is_refused(edition: Edition) -> None:
    for text in ("", "x,y\n1,2", "行,A,B,C,判定\nR1,*,*,*,高", "A,B,C,D,判定\n*,*,*,*,高", "行,A,B,C,D\nR1,*,*,*,*"):
        assert refused(text, edition) == [(None, "", "no-table-of-rows")]
    assert refused(f'{HEADING}\n"R1', edition) == [(2, "", "csv-row-malformed")]


def test_an_edition_that_is_not_sound_and_a_title_that_says_nothing_are_refused(edition: Edition) -> None:
    with pytest.raises(InvalidProposal, match="/title"):
        proposals.from_csv(to_csv(edition), edition=edition, title="\x1b")
    with pytest.raises(ap.errors.InvalidArgument):
        proposals.from_csv(b"", edition=edition, title="案")  # type: ignore[arg-type]  # what it is not


def test_a_sheet_of_a_workbook_is_a_proposal(edition: Edition, tmp_path: Path) -> None:
    rows = rows_of(edition)
    rows[6][5] = "高"
    for row in rows[1:]:
        row[9] = datetime.date(2025, 5, 27)
    file = write(tmp_path, [["改める案"], *rows])
    proposal = proposals.load(file)
    assert (proposal.title, [row.id for row in proposal.rules]) == ("案.xlsx", ["R6"])
    assert proposals.load(file, edition=edition) == proposal
    rows[6][1], rows[7][3] = "A9", "=1+1"
    with pytest.raises(InvalidProposal) as caught:
        proposals.load(write(tmp_path, rows), edition=edition)
    found = [(each.file.rpartition("/")[2], each.where, each.code) for each in caught.value.problems]
    assert found[0] == ("案.xlsx", "行!B7", "no-such-option")
    assert ("案.xlsx", "行!D8", "formula-cell") in found


def test_a_numbered_row_of_a_workbook_keeps_its_number(edition: Edition, tmp_path: Path) -> None:
    rows = rows_of(edition)
    for number, row in enumerate(rows[1:], 1):
        row[0] = number
    proposal = proposals.load(write(tmp_path, rows), edition=edition)
    assert [row.id for row in proposal.rules] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("written", ["2025/5/27", "2025/05/27", "２０２５-０５-２７", "2025-05-27"])
def test_the_edition_is_named_in_the_table(edition: Edition, tmp_path: Path, written: str) -> None:
    file = tmp_path / "行.csv"
    file.write_text(to_csv(edition).replace(edition.id, written), encoding="utf-8-sig")
    assert proposals.load(file).edition == edition.id


def test_a_table_of_no_edition_that_is_known_is_refused(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "行.csv"
    codes = []
    for text in (HEADING, "x", to_csv(edition).replace(edition.id, "1999-01-01"), to_csv(edition).splitlines()[0]):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidProposal) as caught:
            proposals.load(file)
        [problem] = caught.value.problems
        assert problem.file == str(file)
        codes.append(problem.code)
    assert codes == ["table-without-edition", "table-without-edition", "no-such-edition", "table-without-edition"]
    with pytest.raises(InvalidProposal, match="no-such"):
        proposals.load(tmp_path / "no-such.csv")


def test_an_edition_of_ones_own_is_given(tmp_path: Path) -> None:
    own = ap.editions.read(EDITIONS / "made_up_2")
    file = tmp_path / "rows.CSV"
    file.write_text(to_csv(own), encoding="utf-8")
    assert proposals.load(file, edition=own).rules == ()


def test_a_large_table_is_refused_soon(edition: Edition) -> None:
    begun = time.process_time()
    assert refused(f"{HEADING}\n" + "x,9,1,1,1,高\n" * 6_000, edition)[-1][2] == "stopped-here"
    assert refused(HEADING + "".join(f"\nR{n},1,1,1,1,高" for n in range(6_000)), edition)[-1][2] == "too-many"
    assert refused(f"{HEADING}\nR1,{'?|' * 4_999},1,1,1,高", edition) == [(2, "/利用者の範囲・種別", "no-such-option")]
    distinct = "|".join(str(n) for n in range(1_900))
    assert refused(f"{HEADING}\n" + f"R1,{distinct},1,1,1,高\n" * 900, edition)[-1][2] == "stopped-here"
    assert time.process_time() - begun < 5
