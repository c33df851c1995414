"""An inventory comes to the same, whatever file it is in, and texts come back from a workbook as they went in."""

import csv
import tempfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from aiprocure import tables
from aiprocure.frames.inventories import xlsx_chunks
from aiprocure.frames.inventories.xlsx_writer import XlsxWriter
from aiprocure.model.edition import Edition
from brute import every_case, rows_for
from soak import examples
from strategies import sound_editions

TEXTS = st.one_of(
    st.text(),
    st.sampled_from(
        ["=1+1", "<r><t>x</t></r>", "_x0000_x0001_", "a\r\nb", "\u202eabc", "\x01\x1f", " x ", "\ufffe", "]]>&"]
    ),
)


def write(file: Path, rows: list[list[str]]) -> Path:
    """An inventory in any of the formats."""
    match file.suffix:
        case ".csv":
            with file.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(rows)
        case ".parquet":
            pq.write_table(pa.table(dict(zip(rows[0], map(list, zip(*rows[1:], strict=True)), strict=True))), file)
        case _:
            book = openpyxl.Workbook()
            for row in rows:
                book.worksheets[0].append(row)
            book.save(file)
    return file


@settings(max_examples=examples(5))
@given(sound_editions(most_axes=3, most_options=3))
def test_an_inventory_comes_to_the_same_in_every_format(edition: Edition) -> None:
    cases = every_case(edition)
    rows = [[str(axis.id) for axis in edition.axes], *([case[axis.id] for axis in edition.axes] for case in cases)]
    expected = [next(str(rule.id) for rule in rows_for(edition.rules, case)) for case in cases]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in (".csv", ".xlsx", ".parquet"):
            file = write(folder / f"in{source}", rows)
            tables.assess_table(file, folder / "out.xlsx", edition, prefix="judged ")
            tables.assess_table(file, folder / "out.parquet", edition, prefix="judged ")
            sheet = openpyxl.load_workbook(folder / "out.xlsx").worksheets[0]
            assert [row[-2] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
            assert pq.read_table(folder / "out.parquet")["judged rule"].to_pylist() == expected


@settings(max_examples=examples(50))
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_texts_come_back_from_a_workbook_as_they_went_in(rows: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryFile() as stream:
        writer = XlsxWriter(stream, "一覧", ("A", "B"))
        writer.write_header()
        for row in rows:
            writer.write_row(row)
        writer.close()
        stream.seek(0)
        first, *chunks = xlsx_chunks.read_xlsx(stream, lambda _: True)
        read = [tuple(cells) for chunk in chunks for cells in chunk.cells or ()]
    assert first.headings == ("A", "B")
    assert read == [row for row in rows if any(cell.strip() for cell in row)]
