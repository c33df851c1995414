"""A check sheet with hidden, merged and struck parts is read as a reader sees it, against a plain model of seeing."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import attrs
import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from aiprocure.files.workbooks import Workbook, read_workbook
from aiprocure.model.check_sheets import SheetRow

Seen: TypeAlias = tuple[int, str, tuple[str, ...], tuple[str, ...]]
"""Of an item: its number, its words, its countermeasures, and what is in the ministry's own column."""


@attrs.frozen
class Written:
    """A cell: what is live in it, and what is struck out before that."""

    live: str = ""
    struck: str = ""


@attrs.frozen
class Line:
    """A row of a block: its countermeasure, the ministry's own column, and whether it is hidden."""

    measure: Written
    own: Written
    is_hidden: bool


@attrs.frozen
class Block:
    """An item, or (without a number) rows that say something else; its lines are merged over number and words."""

    kind: str
    number_struck: bool
    words: Written
    lines: tuple[Line, ...]


@attrs.frozen
class Sheet:
    """A check sheet."""

    blocks: tuple[Block, ...]
    hides_measures: bool
    hides_own: bool

    def numbered(self) -> Iterator[tuple[int, int, Block]]:
        """Each block with the row it begins in, and the number of the item that it would be."""
        row = 2
        for number, block in enumerate(self.blocks, 1):
            yield row, number, block
            row += len(block.lines)


CELLS = st.builds(Written, st.sampled_from(["", "い", "ろ", "は"]), st.sampled_from(["", "", "旧", "古"]))
WORDS = st.builds(Written, st.sampled_from(["求める", "備える", "示す", ""]), st.sampled_from(["", "", "旧"])).filter(
    lambda written: bool(written.live or written.struck)
)
LINES = st.lists(st.builds(Line, CELLS, CELLS, st.sampled_from([False, False, True])), min_size=1, max_size=3)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["item", "item", "item", "note", "blank", "band", "continued"]),
    st.sampled_from([False, False, False, True]),
    WORDS,
    LINES.map(tuple),
).map(lambda block: block if block.kind == "item" else attrs.evolve(block, lines=block.lines[:1]))
SHEETS = st.builds(Sheet, st.lists(BLOCKS, max_size=6).map(tuple), st.booleans(), st.booleans())


def seen(sheet: Sheet) -> list[Seen]:
    """What a reader of the sheet sees, told from the blocks and not from any cell."""
    items: list[Seen] = []
    is_open = False
    for _, number, block in sheet.numbered():
        shown = [line for line in block.lines if not line.is_hidden]
        measures = tuple(line.measure.live for line in shown if line.measure.live and not sheet.hides_measures)
        own = tuple(line.own.live for line in shown if line.own.live and not sheet.hides_own)
        if block.kind == "item":
            is_live = bool(shown) and not block.number_struck and bool(block.words.live)
            if is_live:
                items.append((number, block.words.live, measures, own))
            is_open = is_live and not block.lines[-1].is_hidden
        elif block.kind == "continued" and is_open and measures:
            item = items.pop()
            items.append((*item[:2], item[2] + measures, item[3] + own))
        else:
            is_open = False
    return items


def content(written: Written) -> str | CellRichText | None:
    """What to put into a cell."""
    if written.struck and written.live:
        return CellRichText(TextBlock(InlineFont(strike=True), written.struck), written.live)
    return written.live or written.struck or None


def put(sheet: Worksheet, place: str, written: Written, *, is_struck: bool = False) -> None:
    """Write a cell, and strike it out where nothing in it is live."""
    sheet[place] = content(written)
    if is_struck or (written.struck and not written.live):
        sheet[place].font = Font(strike=True)


def drawn(drawing: Sheet, folder: str) -> Path:
    """The file of a check sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "別紙3"
    sheet.append(["要求事項#", "要求事項", "対策例", "担当"])
    sheet.column_dimensions["C"].hidden = drawing.hides_measures
    sheet.column_dimensions["D"].hidden = drawing.hides_own
    for first, number, block in drawing.numbered():
        last = first + len(block.lines) - 1
        if block.kind == "item":
            put(sheet, f"A{first}", Written(str(number)), is_struck=block.number_struck)
            put(sheet, f"B{first}", block.words)
            if last > first:
                sheet.merge_cells(f"A{first}:A{last}")
                sheet.merge_cells(f"B{first}:B{last}")
        elif block.kind == "note":
            sheet[f"A{first}"] = "※ 注記"
        elif block.kind == "band":
            sheet[f"A{first}"] = "ガバナンス項目"
            sheet.merge_cells(f"A{first}:D{first}")
        for row, line in enumerate(block.lines, first):
            sheet.row_dimensions[row].hidden = line.is_hidden
            if block.kind in ("item", "continued"):
                put(sheet, f"C{row}", line.measure)
                put(sheet, f"D{row}", line.own)
    file = Path(folder) / "sheet.xlsx"
    book.save(file)
    return file


def read(drawing: Sheet) -> Workbook:
    """What the library reads."""
    with TemporaryDirectory() as folder:
        return read_workbook(drawn(drawing, folder))


@given(SHEETS)
def test_what_is_read_is_what_a_reader_sees(drawing: Sheet) -> None:
    assert [
        (
            row.number,
            row.text.ja,
            tuple(str(each.text) for each in row.countermeasures),
            tuple(str(each.text) for each in row.own_columns),
        )
        for row in read(drawing).rows
        if isinstance(row, SheetRow)
    ] == seen(drawing)


@given(SHEETS)
def test_every_hidden_row_that_says_something_is_named(drawing: Sheet) -> None:
    """Of a merged item only the first row holds the number and the words."""
    hidden: list[int] = []
    for first, _, block in drawing.numbered():
        for row, line in enumerate(block.lines, first):
            cells = (line.measure.live, line.own.live) if block.kind in ("item", "continued") else ()
            begins_item = row == first and (
                block.kind in ("note", "band")
                or (block.kind == "item" and (not block.number_struck or bool(block.words.live)))
            )
            if line.is_hidden and (begins_item or any(cells)):
                hidden.append(row)
    named = [problem.where for problem in read(drawing).passed_over if problem.code == "hidden-row"]
    assert [int(where.partition("!")[2][1:]) for where in named] == hidden


@given(SHEETS)
def test_what_is_struck_out_and_shown_is_named_and_in_no_row(drawing: Sheet) -> None:
    workbook = read(drawing)
    texts = [text for row in workbook.rows for text in (row.text.ja, *(str(own.text) for own in row.own_columns))]
    assert not any("旧" in text or "古" in text for text in texts)
    shown = {
        f"別紙3!B{first}"
        for first, _, block in drawing.numbered()
        if block.kind == "item" and block.words.struck and not block.lines[0].is_hidden
    }
    named = {problem.where for problem in workbook.passed_over if problem.code == "struck-out"}
    assert shown <= named
