"""The sheets with a row for each field: the project, the system, advice, and whatever else has fixed fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from aiprocure.editions.labels import field_texts
from aiprocure.errors.text import Text
from aiprocure.export.xlsx.book import Book, Sheet, literal
from aiprocure.files.dossier_sheets.kinds import WORDS, Kind, Shown
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.dossier_sheets.parts import VALUE, Fields, ProjectPart, Row, label
from aiprocure.model.dossier import PROJECT_KEYS

__all__ = ["Form", "FormPart", "write_form"]

FormPart: TypeAlias = tuple[Fields | ProjectPart, Sequence[Row]]
"""A part of a dossier that a form is for, with its rows."""

_HEADER = 3
_FREE_ROWS = 4
"""The rows for details that nobody has thought of yet."""
_WIDTHS = (20, 32, 62, 62)


@attrs.frozen
class Form:
    """Where a form stands, for other sheets: the range of its cells to fill in, and how many of them are blank."""

    title: str
    inputs: str
    blank: int


@attrs.frozen
class _Line:
    part: Text
    field: Text | str
    shown: Shown
    kind: Kind
    about: Text | None
    fixed: bool = False


def write_form(book: Book, table: Table, title: str, heading: str, parts: Sequence[FormPart]) -> Form:
    """Write a sheet with a row for each field of some parts, and return where it stands."""
    words, sheet = book.words, book.sheet(title, _WIDTHS)
    sheet.text(0, 0, heading, "title")
    sheet.text(1, 0, words.say("book_form_note"), "note")
    sheet.head(_HEADER, table, {"part": 0, "field": 1, VALUE: 2, "about": 3})
    lines = [line for part, rows in parts for line in _lines(part, rows)]
    for n, line in enumerate(lines, _HEADER + 1):
        _write(sheet, n, line)
    last = _HEADER + len(lines)
    sheet.worksheet.freeze_panes(_HEADER + 1, 2)
    inputs = sheet.area(_HEADER + 1, 2, last, 2)
    _count(sheet, inputs, sum(not line.shown for line in lines))
    return Form(title, inputs, sum(not line.shown for line in lines))


def _count(sheet: Sheet, inputs: str, blank: int) -> None:
    say = sheet.book.words.say
    before, after = say("book_blank_count", count="\0").split("\0")
    formula = f"={literal(before)}&COUNTBLANK({inputs.partition('!')[2]})&{literal(after)}"
    sheet.formula(2, 0, formula, f"{before}{blank}{after}", "subtitle")


def _lines(part: Fields | ProjectPart, rows: Sequence[Row]) -> Iterator[_Line]:
    """Yield a line for each row of a part."""
    texts = field_texts()
    by_key = {row.key: row.cells.get(VALUE) for row in rows}
    if isinstance(part, Fields):
        for field in part.fields:
            fixed = (part.name, field.key) == ("", "edition")
            yield _Line(part.title, field.title, by_key.get(field.key), field.kind, field.about, fixed)
    else:
        for key, shown in by_key.items():
            if key in PROJECT_KEYS:
                yield _Line(label("case"), part.titles[key], shown, WORDS, texts[f"project.{key}.about"])
            else:
                yield _Line(label("book_detail"), key, shown, WORDS, None)
        for _ in range(_FREE_ROWS):
            yield _Line(label("book_detail"), "", None, WORDS, label("book_detail_about"))


def _write(sheet: Sheet, row: int, line: _Line) -> None:
    words = sheet.book.words
    sheet.text(row, 0, words.of(line.part))
    if isinstance(line.field, str):
        sheet.input(row, 1, line.field or None, WORDS)
        heading = line.field
    else:
        heading = words.of(line.field)
        sheet.text(row, 1, heading, "shown_bold")
    if line.fixed:
        sheet.text(row, 2, str(line.shown or ""))
    else:
        sheet.input(row, 2, line.shown, line.kind, heading=heading)
    sheet.text(row, 3, _about(line, sheet))


def _about(line: _Line, sheet: Sheet) -> str:
    """What to write in a cell, and, where there may be several, which values there are."""
    words = sheet.book.words
    about = words.of(line.about) if line.about else ""
    if line.kind.form != "several":
        return about
    listed: Mapping[str, str] = {"values": words.listed(words.of(text) for _, text in line.kind.choices)}
    return f"{about}{words.say('book_several', **listed)}"
