"""What the cells of a dossier's workbook say, one kind of value after the other, and what is refused of them."""

import datetime
import functools
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import InvalidArgument, InvalidDossier
from aiprocure.errors.text import Text
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.files.dossier_sheets.contents import contents_of, data_in
from aiprocure.files.dossier_sheets.kinds import DAY, WORDS, Kind, Shown, shown_in
from aiprocure.files.dossier_sheets.parts import Entries, Row, parts_of
from aiprocure.files.workbooks.cells import Value
from aiprocure.model.check_sheets import Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId

EDITION = ap.editions.load("2025-05-27")
NOON = datetime.time(12)
DAY_ONE = datetime.date(2025, 7, 1)
TITLED = {"edition": EDITION.id, "project": {"title": "件名"}}
SHOWN: list[tuple[Value, Kind, bool, Shown]] = [
    ("一\r\n二\r三", WORDS, False, "一\n二\n三"),
    (True, WORDS, False, "true"),
    (3, WORDS, False, "3"),
    (0.1, WORDS, False, "0.1"),
    (45_839, DAY, False, DAY_ONE),
    (44_377, DAY, True, DAY_ONE),
    (45_839.5, DAY, False, "45839.5"),
    (0.5, DAY, False, "0.5"),
    (-1, DAY, False, "-1"),
    (1e300, DAY, False, "1e+300"),
    (datetime.datetime.combine(DAY_ONE, datetime.time()), DAY, False, DAY_ONE),
    (datetime.datetime.combine(DAY_ONE, NOON), DAY, False, "2025-07-01 12:00:00"),
    (DAY_ONE, DAY, False, DAY_ONE),
    (NOON, WORDS, False, "12:00:00"),
    (None, DAY, False, None),
]


@pytest.mark.parametrize(("value", "kind", "since_1904", "shown"), SHOWN)
def test_a_cell_shows_what_a_program_has_made_of_it(value: Value, kind: Kind, since_1904: bool, shown: Shown) -> None:
    assert shown_in(value, kind, since_1904=since_1904) == shown


@pytest.mark.parametrize(("data", "shown"), [("1899-12-31", "1899-12-31"), ("来月", "来月"), ("2025-07-01", DAY_ONE)])
def test_a_day_is_shown_as_a_day_where_all_programs_agree_which(data: str, shown: Shown) -> None:
    assert DAY.show(data, "ja") == shown


def filled() -> dict[str, Any]:
    """A dossier that says all that can be said, each thing as a workbook spells it."""
    option = {"option": "②", "reason": "理由"}
    item = {"words": "文案", "measures": ["対策"], "evidence": ["裏付け"], "owner": "企画課", "due": "2025-12-26"}
    judgement = {"by": "課長", "on": "2025-06-01", "reason": "理由", "answers": {"A": option}}
    return {
        **TITLED,
        "on": "2025-07-01",
        "phase": "contract",
        "answers": {axis.id: option for axis in EDITION.axes},
        "judgements": {"planner": judgement, "caio": judgement},
        "system": {"outputs": ["text"], "users": ["public"], "cloud": True, "ismap": "unknown", "reviewer": "係長"},
        "products": [{"name": "製品", "provider": "社", "risk": False, "judgement": "判断"}],
        "requirements": [{"id": "requirement/1", **item}, {"id": "requirement/2", "set_aside": "理由"}],
        "clauses": [{"id": "clause/7", **item}],
        "advice": {"purpose": "目的", "sought": True, "sought_on": "2025-07-02"},
        "nco_advice": {"sought": False, "reason": "理由"},
        "service": {"accepted_on": "2025-07-03", "rules_told": "周知"},
        "verifications": [{"on": "2025-07-04", "what": "検証", "next_on": "2026-07-04"}],
        "risk_cases": [{"happened": "誤答", "step": "2", "social_impact": True, "reports": [{"to": "caio"}]}],
    }


def test_every_field_of_a_dossier_has_a_cell() -> None:
    dossier = dossiers.from_data(filled())
    assert contents_of(dossier, EDITION, "ja").exact == {}
    named = {part.name for part in parts_of(EDITION)} - {""}
    assert named == {field.name for field in attrs.fields(type(dossier))} - {"edition", "on", "phase"}


def test_a_dossier_that_says_all_comes_back_from_its_workbook(tmp_path: Path) -> None:
    data = filled()
    data["project"] |= {"担当課": "情報課"}
    data["risk_cases"] = [{"happened": "誤答", "reports": [{"to": "caio"}] * 3}]
    data["clauses"] = [{"id": "clause/7", "set_aside": ""}]
    ap.export.to_xlsx(dossiers.from_data(data), tmp_path / "案件.xlsx", language="en")
    assert dossiers.load(tmp_path / "案件.xlsx") == dossiers.from_data(data)


def test_an_entry_in_which_nothing_is_said_is_none() -> None:
    [verifications] = (part for part in parts_of(EDITION) if part.name == "verifications")
    assert isinstance(verifications, Entries)
    assert verifications.read([Row("", {"what": " "}), Row("", {"what": "検証"})], {}) == [{"what": "検証"}]


def test_exact_data_that_are_no_json_mean_nothing() -> None:
    contents = contents_of(dossiers.from_data(TITLED), EDITION, "ja")
    spoiled = attrs.evolve(contents, exact={"/system": "{"})
    assert data_in(spoiled, EDITION, {}) == TITLED


@functools.cache
def content() -> bytes:
    """The workbook of a dossier that says next to nothing."""
    return workbook_bytes(dossiers.from_data(TITLED))


def changed(folder: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """The same in which something was changed."""
    book = openpyxl.load_workbook(io.BytesIO(content()))
    change(book)
    book.save(folder / "案件.xlsx")
    return folder / "案件.xlsx"


def refused(file: Path) -> list[tuple[str, str]]:
    """The codes and places of all that is wrong with a file."""
    with pytest.raises(InvalidDossier) as error:
        dossiers.load(file)
    return [(each.code, each.where) for each in error.value.problems]


def spoil_in_many_places(book: openpyxl.Workbook) -> None:
    book["案件"]["C7"] = "来年"
    book["案件"]["C8"] = "=1+1"
    book["判定"]["C8"] = "⑨"
    book["調達チェック"]["E5"] = "要検討"
    book["助言"].append(["助言", "感想", "良い"])
    book["リスクケース"]["A5"], book["リスクケース"]["C5"] = "誤答", "⑨"
    del book["契約チェック"]


def test_all_that_cannot_be_read_is_told_at_once_in_both_languages(tmp_path: Path) -> None:
    file = changed(tmp_path, spoil_in_many_places)
    assert refused(file) == [
        ("book-table-missing", ""),
        ("formula-cell", "案件!C8"),
        ("no-such-option", "調達チェック!E5"),
        ("book-row-unknown", "助言!B18"),
        ("no-such-option", "案件!C7"),
        ("no-such-option", "判定!C8"),
        ("no-such-record", "リスクケース!C5"),
    ]


def add_answers_again(book: openpyxl.Workbook) -> None:
    sheet = book["判定"]
    sheet["A300"], sheet["C300"] = "判定軸", "回答"
    sheet["B300"], sheet["D300"] = "問い", "理由"
    for row, axis in ((301, "A 利用者の範囲・種別"), (302, "Ａ"), (303, "Ｚ")):
        sheet.cell(row, 1).value, sheet.cell(row, 3).value = axis, "①"


def write_exact(place: str, value: str) -> Callable[[openpyxl.Workbook], None]:
    def write(book: openpyxl.Workbook) -> None:
        for row in (["記載の場所", "値1"], [place, value], ["/system", None]):
            book["出典"].append(row)

    return write


REFUSED: list[tuple[Callable[[openpyxl.Workbook], None], list[tuple[str, str]]]] = [
    (add_answers_again, [("book-cell-twice", "判定!C302"), ("book-row-unknown", "判定!A303")]),
    (write_exact("出典の覚え", "x"), [("book-row-unknown", "")]),
    (write_exact("/system", "{"), [("not-closed", "")]),
    (write_exact("/sistem", "{}"), [("unknown-key", "")]),
    (lambda book: book["調達チェック"].__setitem__("F5001", "文案"), [("row-too-low", "")]),
]


@pytest.mark.parametrize(("change", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused_has_its_cell(
    change: Callable[[openpyxl.Workbook], None], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    found = refused(changed(tmp_path, change))
    assert [code for code, _ in found] == [code for code, _ in expected]
    assert all(where for _, where in found)


def add_details(count: int, value: str) -> Callable[[openpyxl.Workbook], None]:
    def add(book: openpyxl.Workbook) -> None:
        for n in range(count):
            book["案件"].append(["そのほかの事項", f"事項{n}", value])

    return add


def head_many_tables(book: openpyxl.Workbook) -> None:
    for _ in range(101):
        book["案件"].append(["区分", "記入する事項", "内容（記入欄）", "書き方"])


@pytest.mark.parametrize("change", [add_details(1_501, "x"), add_details(62, "x" * 32_767), head_many_tables])
def test_a_workbook_of_too_much_is_refused(change: Callable[[openpyxl.Workbook], None], tmp_path: Path) -> None:
    assert refused(changed(tmp_path, change)) == [("workbook-too-large", "")]


def test_no_more_than_a_hundred_problems_are_told(tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        for n in range(200):
            book["調達チェック"].append([f"？{n}", *[None] * 4, "文案"])

    assert len(refused(changed(tmp_path, add))) == 100


def test_an_item_that_applies_and_has_only_an_owner_is_open(tmp_path: Path) -> None:
    def assign(book: openpyxl.Workbook) -> None:
        book["調達チェック"]["E5"], book["調達チェック"]["J5"] = "適用する", "企画課"

    dossier = dossiers.load(changed(tmp_path, assign))
    assert dossier.requirements[0].owner == "企画課"
    statuses = ap.item_statuses(dossier, EDITION, ap.check(dossier, EDITION))
    assert str(statuses[0].status) == "open"


def test_what_is_no_path_is_refused() -> None:
    with pytest.raises(InvalidArgument):
        ap.export.to_xlsx(EDITION, 1)  # type: ignore[arg-type]  # the slip to be refused


def test_more_than_can_be_read_back_is_not_written() -> None:
    project = {"title": "件名"} | {f"事項{n}": "あ" * 32_767 for n in range(16)}
    with pytest.raises(InvalidDossier) as error:
        workbook_bytes(dossiers.from_data({**TITLED, "project": project}))
    assert [each.code for each in error.value.problems] == ["workbook-too-large"]


def test_what_no_row_is_high_enough_for_is_printed_whole(tmp_path: Path) -> None:
    text = "".join(f"{n}番目の文。" for n in range(2_000))
    dossier = dossiers.from_data({**TITLED, "advice": {"purpose": text}})
    ap.export.to_xlsx(dossier, tmp_path / "案件.xlsx")
    assert dossiers.load(tmp_path / "案件.xlsx") == dossier
    book = openpyxl.load_workbook(tmp_path / "案件.xlsx")
    rows = list(book["長い文"].iter_rows(min_row=5, values_only=True))
    assert {row[0] for row in rows} == {"助言 C5"}
    assert "".join(str(row[1]).replace("\n", "") for row in rows) == text
    assert "長い文" in str(book["助言"].HeaderFooter.oddHeader)


def test_an_edition_without_readings_and_with_long_words_has_its_workbook(tmp_path: Path) -> None:
    citation = Citation(SourceId("supplied"), "別紙3!B2", Provenance.SUPPLIED)
    measure = Countermeasure(Text("対策例"), citation)
    row = SheetRow(SheetRowId("101"), Text("長" * 20_000), citation, 101, countermeasures=(measure,))
    edition = attrs.evolve(EDITION, readings=(), topics=()).with_rows([row])
    ap.export.to_xlsx(edition, tmp_path / "案件.xlsx")
    assert dossiers.load(tmp_path / "案件.xlsx", edition=edition).edition == EDITION.id
    shown = [cell.value for line in openpyxl.load_workbook(tmp_path / "案件.xlsx")["調達チェック"] for cell in line]
    assert any(str(value).startswith("長長") and str(value).endswith("…") for value in shown)


@pytest.mark.slow
@pytest.mark.parametrize("count", [20, 300])
def test_no_formula_is_longer_than_programs_take(count: int) -> None:
    citation = Citation(SourceId("supplied"), "別紙3!B2", Provenance.SUPPLIED)
    measures = (Countermeasure(Text("対策例"), citation, evidence=Text("記録")),)
    rows = [
        SheetRow(SheetRowId(str(n)), Text(f"要求{n}"), citation, n, RequirementId("14"), countermeasures=measures)
        for n in range(101, 101 + count)
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(EDITION.with_rows(rows))))
    formulas = [cell.value for sheet in book for line in sheet for cell in line if cell.data_type == "f"]
    assert max(len(str(formula)) for formula in formulas) < 8_192
