"""The sheets with a row for each entry of a list, such as the risk cases that have happened."""

from collections.abc import Mapping, Sequence

from aiprocure.editions.labels import field_texts
from aiprocure.export.xlsx.book import Book
from aiprocure.files.dossier_sheets.kinds import Kind
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.dossier_sheets.parts import Entries, Row
from aiprocure.model.edition import Edition

__all__ = ["write_entries"]

_HEADER = 3
_BLANK_ROWS = 8
_WIDTHS: Mapping[str, float] = {"day": 11, "choice": 18, "words": 26, "lines": 26, "several": 18}


def write_entries(book: Book, tables: Mapping[str, Table], part: Entries, rows: Sequence[Row], edition: Edition) -> str:
    """Write the sheet of a list, and return its title: what is written, and rows for more.

    Risk cases come with the edition's examples.
    """
    words = book.words
    columns = part.columns_for(rows)
    title = words.say("book_sheet_risk_cases") if part.name == "risk_cases" else _sheet_title(words.of(part.title))
    sheet = book.sheet(title, [_WIDTHS[field.kind.form] for _, field, _ in columns])
    sheet.text(0, 0, words.of(part.title), "title")
    sheet.text(1, 0, words.of(field_texts()[f"dossier.{part.name}.about"]), "note")
    sheet.text(2, 0, words.say("book_entries_note"), "note")
    for n, (_, field, number) in enumerate(columns):
        sheet.text(_HEADER, n, f"{words.of(field.title)}{number or ''}", "head")
    sheet.worksheet.repeat_rows(_HEADER)
    for n in range(len(rows) + _BLANK_ROWS):
        cells = rows[n].cells if n < len(rows) else {}
        for column, (name, field, number) in enumerate(columns):
            where = _HEADER + 1 + n, column
            free = bool(number) or field.key == "kind"
            sheet.input(
                *where, cells.get(name), Kind(field.kind.form) if free else field.kind, heading=words.of(field.title)
            )
            if free and field.kind.choices:
                listed = [words.of(text) for _, text in field.kind.choices]
                sheet.choose(*where, words.of(field.title), listed, only=False)
    sheet.worksheet.freeze_panes(_HEADER + 1, 1)
    if part.name == "risk_cases":
        first = _HEADER + len(rows) + _BLANK_ROWS + 2  # a title there would be read as an entry
        sheet.head(first, tables["examples"], {"example_step": 0, "example": 2}, repeat=False)
        steps = {step.id: f"{step.mark} {words.of(step.text)}" for step in edition.process_steps}
        for n, case in enumerate(edition.risk_cases, first + 1):
            sheet.text(n, 0, steps.get(case.step, ""))
            sheet.text(n, 2, words.of(case.text))
    return title


def _sheet_title(title: str) -> str:
    """A title that a sheet may have."""
    return "".join(character for character in title if character not in "[]:*?/\\'")[:31]
