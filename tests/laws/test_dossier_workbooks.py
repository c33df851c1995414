"""A dossier, its workbook, and the dossier read back: the same, whatever people and programs do to the file."""

import functools
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import InvalidDossier
from aiprocure.errors.text import Language
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.files.dossier_sheets.contents import contents_of, data_in
from aiprocure.files.dossier_sheets.items import items_of
from aiprocure.model.dossier import Dossier
from soak import examples
from strategies import dossiers_for, sound_editions

EDITION = ap.editions.load("2025-05-27")
languages: st.SearchStrategy[Language] = st.sampled_from(("ja", "en"))


def read_back(content: bytes, edition: ap.Edition | None = None) -> Dossier:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "案件.xlsx"
        file.write_bytes(content)
        return dossiers.load(file, edition=edition)


@settings(max_examples=examples(45))
@given(dossiers_for(EDITION), languages)
def test_what_the_cells_say_is_the_dossier(dossier: Dossier, language: Language) -> None:
    data = data_in(contents_of(dossier, EDITION, language), EDITION, {})
    assert dossiers.from_data(data) == dossier


@settings(max_examples=examples(6))
@given(st.data(), languages)
def test_a_workbook_is_read_back_as_its_dossier(data: st.DataObject, language: Language) -> None:
    edition = data.draw(sound_editions(most_axes=3))
    dossier = data.draw(dossiers_for(edition))
    assert read_back(workbook_bytes(dossier, edition=edition, language=language), edition) == dossier


@settings(max_examples=examples(2))
@given(dossiers_for(EDITION), languages)
def test_a_workbook_of_the_shipped_edition_is_read_back(dossier: Dossier, language: Language) -> None:
    findings = ap.check(dossier, EDITION)
    assert read_back(workbook_bytes(dossier, findings=findings, language=language)) == dossier


def changed(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """A workbook as a program leaves it that has read it, changed it and written it anew."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    book.save(written := io.BytesIO())
    return written.getvalue()


def rows_of(sheet: Worksheet) -> list[list[tuple[object, str]]]:
    return [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]


def rewrite(sheet: Worksheet, rows: Sequence[Sequence[tuple[object, str]]]) -> None:
    """Put other rows in place of those of a sheet. A formula is written as what it might have come to."""
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for column, (value, number_format) in enumerate(row, 1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)
            is_formula = isinstance(value, str) and value.startswith("=") and number_format != "@"
            cell.value = "x" if is_formula else value  # type: ignore[assignment]  # what was read can be written
            cell.number_format = number_format
            if isinstance(cell.value, str):
                cell.data_type = "s"


def with_columns_in_another_order(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        rewrite(sheet, [row[::-1] for row in rows_of(sheet)])


def with_blank_rows(book: openpyxl.Workbook) -> None:
    blank: list[tuple[object, str]] = [(None, "General")]

    def spread(rows: list[list[tuple[object, str]]]) -> Iterator[list[tuple[object, str]]]:
        for number, row in enumerate(rows):
            yield row
            if number % 3 == 0:
                yield blank

    for sheet in book.worksheets:
        rewrite(sheet, list(spread(rows_of(sheet))))


def with_further_columns(book: openpyxl.Workbook) -> None:
    further: list[tuple[object, str]] = [("課内メモ", "General"), (45_000, "General")]
    for sheet in book.worksheets:
        rewrite(sheet, [[*further, *row] for row in rows_of(sheet)])


def with_other_titles(book: openpyxl.Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"第{number}号 {sheet.title}"[:31]
    book._sheets.reverse()  # type: ignore[attr-defined]  # openpyxl has no other way to order sheets


def with_dates_as_numbers(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.is_date:
                    cell.number_format = "General"


def with_dates_since_1904(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def with_rows_for_notes(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        below = sheet.max_row + 3
        sheet.cell(below, 30).value = "課内の覚え"


def with_hidden_rows(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1, 2):
            sheet.row_dimensions[row].hidden = True
    book.worksheets[-2].sheet_state = "hidden"


CHANGES = [
    with_columns_in_another_order,
    with_blank_rows,
    with_further_columns,
    with_other_titles,
    with_dates_as_numbers,
    with_dates_since_1904,
    with_rows_for_notes,
    with_hidden_rows,
]


@functools.cache
def written() -> tuple[Dossier, bytes]:
    """A dossier in which all kinds of cells are filled, and its workbook."""
    data: dict[str, object] = {
        "edition": EDITION.id,
        "project": {"title": "=1+1", "担当課": "企画課", "purpose": "要約"},
        "answers": {"users": {"option": 3, "reason": "省内"}, "C": "②"},
        "on": "2025-07-01",
        "judgements": {"planner": {"on": "2025-06-01", "answers": {"B": {"option": "①", "reason": "影響が大きい"}}}},
        "system": {"outputs": ["text", "code"], "cloud": False, "ismap": "unknown", "reviewer": " 係長"},
        "requirements": [
            {"id": "⑲", "words": "一行目\n二行目", "measures": ["試験", "記録"], "due": "2025-12-26"},
            {"id": "⑭", "set_aside": "", "owner": "企画課"},
            {"id": "⑭", "words": ""},
            {"id": "⑮", "owner": "企画課"},
        ],
        "clauses": [{"id": "7", "set_aside": "当たらないため"}],
        "risk_cases": [{"happened": "誤答", "on": "2025-08-01", "reports": [{"to": "caio", "on": "2025-08-02"}] * 3}],
    }
    dossier = dossiers.from_data(data)
    return dossier, workbook_bytes(dossier)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_programs_do_to_a_file_changes_no_dossier(change: Callable[[openpyxl.Workbook], None]) -> None:
    dossier, content = written()
    assert read_back(changed(content, change)) == dossier


def test_rows_that_people_add_are_read() -> None:
    dossier, content = written()

    def add(book: openpyxl.Workbook) -> None:
        cases = book["リスクケース"]
        cases.insert_rows(6)
        cases["A6"], cases["B6"] = "別の誤答", "2025-08-03"
        book["案件"].append(["そのほかの事項", "電話", "内線1"])

    grown = read_back(changed(content, add))
    assert [(each.happened, str(each.on)) for each in grown.risk_cases] == [
        ("誤答", "2025-08-01"),
        ("別の誤答", "2025-08-03"),
    ]
    assert dict(grown.project.details) == {**dict(dossier.project.details), "電話": "内線1"}


HOSTILE = [
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "{=A1}",
        '=HYPERLINK("http://example.com")',
        "'text",
        "_x000D_",
        "_x005F_x000D_",
    ),
    *(
        "あ" * 32_767,
        "x" * 32_767,
        "行\n" * 200 + "行",
        "<a&b>\"'",
        "  ",
        "1",
        "1e5",
        "TRUE",
        "2025-07-01",
        "#N/A",
        "〇" * 300,
    ),
]


def test_hostile_texts_come_back_as_they_went_in() -> None:
    named = zip(items_of(EDITION, "requirements"), HOSTILE, strict=False)
    items = [{"id": item.id, "words": text, "measures": [text], "set_aside": text} for item, text in named]
    assert len(items) == len(HOSTILE)
    project = {"title": "件名"} | {
        f"事項{n}": text for n, text in enumerate(HOSTILE) if text.strip() and "\n" not in text
    }
    dossier = dossiers.from_data({"edition": EDITION.id, "project": project, "requirements": items})
    content = workbook_bytes(dossier)
    assert read_back(content) == dossier
    sheet = openpyxl.load_workbook(io.BytesIO(content))["調達チェック"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows(max_col=11) for cell in row if (cell.row or 0) > 4)


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f600" * 16_384])
def test_what_no_cell_holds_is_refused_by_name_before_anything_is_written(text: str, tmp_path: Path) -> None:
    item = {"id": "⑭", "words": text}
    dossier = dossiers.from_data({"edition": EDITION.id, "project": {"title": "件名"}, "requirements": [item]})
    with pytest.raises(InvalidDossier) as refused:
        ap.export.to_xlsx(dossier, tmp_path / "案件.xlsx")
    assert [(each.code, each.where) for each in refused.value.problems] == [("cell-too-long", "/requirements/0/words")]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["\u202eabc", "\x07", "\x00", "\ud800", "a\u2028b", "\r\n"])
def test_characters_that_a_dossier_cannot_hold_are_refused_by_name(text: str, tmp_path: Path) -> None:
    hostile = Dossier(EDITION.id, dossiers.from_data({"edition": EDITION.id, "project": {"title": "件名"}}).project)
    spoiled = Dossier(hostile.edition, hostile.project, system=type(hostile.system)(reviewer=text))
    with pytest.raises(InvalidDossier) as refused:
        ap.export.to_xlsx(spoiled, tmp_path / "案件.xlsx")
    assert [each.where for each in refused.value.problems] == ["/system/reviewer"]
    assert not list(tmp_path.iterdir())
