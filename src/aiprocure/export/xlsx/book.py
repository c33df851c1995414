"""A workbook while it is written: its sheets, the formats of their cells, and the lists that cells choose from."""

import datetime
import functools
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from aiprocure.errors import MissingExtra
from aiprocure.export.markup import element, replace_forbidden
from aiprocure.files.dossier_sheets.kinds import Kind, Shown
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.reports.phrases import Phrases

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["LONGEST_TEXT", "Book", "Lists", "Sheet", "area", "literal", "quoted", "wrapped"]

LONGEST_TEXT = 32_767
"""How many UTF-16 units the text of a cell may have."""
_A4 = 9
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LOOKS_ENCODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_LONGEST_LITERAL = 250
_FONTS = {"ja": "Yu Gothic", "en": "Arial"}
_SIZE = 9
_PLAIN = {"font_size": _SIZE, "valign": "top", "text_wrap": True}
_LINE, _LINE_OF_WIDE = 12.5, 15.0
"""The height of a line in points: of Latin letters alone, and of East Asian ones."""
_HIGHEST = 409.0
_FILLED = 1.1
"""How many letters of the size of the cells a line has for each that its column is wide: those are somewhat larger."""
_BOLD = 1.1
"""How much wider bold letters are."""
_WORD = re.compile("[\x21-\x7e\xa1-\u024f]+|.")
"""What a line is broken around: a word of Latin letters, or any other character."""
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "text_wrap": False},
    "subtitle": {"font_size": 12, "bold": True, "text_wrap": False},
    "note": {"text_wrap": False},
    "passage": {},
    "head": {"bold": True, "bg_color": "#DCE3EC", "border": 1, "valign": "vcenter"},
    "shown": {"border": 7},
    "shown_bold": {"border": 7, "bold": True},
    "group": {"border": 7, "bold": True, "bg_color": "#F0F0F0"},
    "link": {"border": 7, "font_color": "#0B3D91", "underline": 1},
    "centred": {"border": 7, "align": "center", "valign": "vcenter"},
    "result": {"border": 2, "bold": True, "font_size": 14, "align": "center", "valign": "vcenter"},
    "state": {"border": 1, "bold": True, "align": "center", "valign": "vcenter"},
    "input": {"border": 1, "bg_color": "#FFF9DB", "locked": False, "num_format": "@"},
    "input_date": {"border": 1, "bg_color": "#FFF9DB", "locked": False, "num_format": "yyyy-mm-dd", "align": "left"},
    "grave": {"bg_color": "#7B1E1E", "font_color": "#FFFFFF", "bold": True},
    "attention": {"bg_color": "#FFD966", "font_color": "#000000", "bold": True, "underline": 1},
    "done": {"bg_color": "#DDEEDD", "font_color": "#000000"},
    "aside": {"bg_color": "#E4E4E4", "font_color": "#404040", "italic": True},
}
"""Formats by name. A state is told by its words; the fills are dark, bright and pale, so that they differ in grey."""


@attrs.define
class Lists:
    """The lists that cells choose from, each in a column of a sheet of its own."""

    title: str
    columns: list[tuple[str, tuple[str, ...]]] = attrs.Factory(list)

    def source(self, heading: str, words: Sequence[str]) -> str:
        """Return the range of a list, which is added, under a heading, where none of the same words is there yet."""
        lists = [each for _, each in self.columns]
        if tuple(words) not in lists:
            lists.append(tuple(words))
            self.columns.append((heading, tuple(words)))
        column = lists.index(tuple(words))
        return f"={area(self.title, 3, column, 2 + max(1, len(words)), column)}"


@attrs.define
class Book:
    """A workbook, its formats by name, and what is in it in words."""

    workbook: "Workbook"
    content: io.BytesIO
    words: Phrases
    lists: Lists
    formats: dict[str, "Format"]
    sheets: list["Sheet"] = attrs.Factory(list)
    long_texts: list[tuple["Sheet", int, int, str]] = attrs.Factory(list)
    """The texts that no row is high enough for, with their sheets, rows and columns."""
    cover: "Sheet" = attrs.field(init=False)
    """The first sheet, which is written last."""

    @cover.default
    def _first(self) -> "Sheet":
        return self.sheet(self.words.say("book_sheet_cover"), (7, 26, 92, 24))

    @classmethod
    def new(cls, words: Phrases, *, title: str, created: datetime.date) -> "Book":
        """Return a workbook without sheets. Raises :class:`MissingExtra` where XlsxWriter is not installed."""
        try:
            import xlsxwriter
        except ImportError:
            raise MissingExtra("xlsx") from None
        content = io.BytesIO()
        workbook = xlsxwriter.Workbook(
            content,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "default_format_properties": {"font_name": _FONTS[words.language], "font_size": _SIZE},
            },
        )
        day = datetime.datetime.combine(created, datetime.time())
        workbook.set_properties({"title": replace_forbidden(title)[:255], "author": "", "created": day})
        formats = {
            name: workbook.add_format({**_PLAIN, "font_name": _FONTS[words.language], **style})
            for name, style in _STYLES.items()
        }
        return cls(workbook, content, words, Lists(words.say("book_sheet_lists")), formats)

    def sheet(self, title: str, widths: Sequence[float]) -> "Sheet":
        """Return a new sheet: A4, landscape, as wide as a page, protected without a password."""
        worksheet = self.workbook.add_worksheet(title)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&L&A&R&P / &N")
        worksheet.hide_gridlines(2)
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        allowed = ("format_columns", "format_rows", "insert_rows", "sort", "autofilter")
        worksheet.protect("", dict.fromkeys(allowed, True))
        sheet = Sheet(self, worksheet, title, tuple(widths))
        self.sheets.append(sheet)
        return sheet

    def finish(self) -> bytes:
        """Return the workbook as bytes."""
        for sheet in self.sheets:
            for row, height in sheet.heights.items():
                sheet.worksheet.set_row(row, height)
        self.workbook.close()
        return _repacked(self.content, self.workbook.str_table.string_array)


@attrs.define
class Sheet:
    """A sheet while it is written. Rows and columns are counted from 0."""

    book: Book
    worksheet: "Worksheet"
    title: str
    widths: tuple[float, ...]
    heights: dict[int, float] = attrs.Factory(dict)

    def _fit(self, row: int, column: int, text: str, style: str) -> None:
        """Make a row high enough for a text in it. Where no row is, the whole of it goes to a sheet of its own."""
        properties = {**_PLAIN, **_STYLES[style]}
        size = properties["font_size"] / _SIZE
        lines = 1
        if properties["text_wrap"]:
            width = self.widths[column] * _FILLED / size / (_BOLD if properties.get("bold") else 1)
            lines = len(wrapped(text, width))
        latin = self.book.words.language == "en" and _width(text) == len(text)
        height = lines * (_LINE if latin else _LINE_OF_WIDE) * size + 4
        if height > _HIGHEST:
            self.book.long_texts.append((self, row, column, text))
        self.heights[row] = max(self.heights.get(row, 0), min(_HIGHEST, height))

    def text(self, row: int, column: int, text: str, style: str = "shown") -> None:
        """Write a text that nobody changes: as much of it as a cell holds."""
        text = replace_forbidden(text)
        if len(text) > LONGEST_TEXT // 2:
            text = text[: LONGEST_TEXT // 2 - 1] + "…"
        self.worksheet.write_string(row, column, text, self.book.formats[style])
        self._fit(row, column, text, style)

    def formula(self, row: int, column: int, formula: str, value: str | int, style: str = "shown") -> None:
        """Write a formula, and what it comes to now, for programs that do not calculate."""
        self.worksheet.write_formula(row, column, formula, self.book.formats[style], value)
        self._fit(row, column, str(value), style)

    def input(self, row: int, column: int, shown: Shown, kind: Kind, *, heading: str = "") -> None:
        """Write a cell to be filled in, with what it shows now: always as text, or as a date."""
        named = "input_date" if kind.form == "day" else "input"
        style = self.book.formats[named]
        self._fit(row, column, str(shown or ""), named)
        if isinstance(shown, datetime.date):
            self.worksheet.write_datetime(row, column, datetime.datetime.combine(shown, datetime.time()), style)
        elif shown:
            self.worksheet.write_string(row, column, shown, style)
        else:
            self.worksheet.write_blank(row, column, None, style)
        if kind.form == "choice" and kind.choices:
            self.choose(row, column, heading, [self.book.words.of(text) for _, text in kind.choices])

    def choose(self, row: int, column: int, heading: str, words: Sequence[str], *, only: bool = True) -> None:
        """Offer words to choose from in a cell; others are refused, unless they need not be."""
        self.offer(row, column, self.book.lists.source(heading, words), only=only)

    def offer(self, row: int, column: int, source: str, *, only: bool = True) -> None:
        """Offer the words in a range to choose from in a cell."""
        say = self.book.words.say
        self.worksheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "list",
                "source": source,
                "show_error": only,
                "error_title": say("book_choose_title"),
                "error_message": say("book_choose"),
            },
        )

    def head(self, row: int, table: Table, columns: Mapping[str, int], *, repeat: bool = True) -> None:
        """Write the headings of a table, repeated on every page."""
        for name, column in columns.items():
            self.text(row, column, self.book.words.of(table.column(name).heading), "head")
        if repeat:
            self.worksheet.repeat_rows(row)

    def mark(self, first: tuple[int, int], last: tuple[int, int], words: Mapping[str, str]) -> None:
        """Format cells by what they say: words, and the name of the format of each."""
        for said, style in words.items():
            self.worksheet.conditional_format(
                *first,
                *last,
                {"type": "cell", "criteria": "==", "value": literal(said), "format": self.book.formats[style]},
            )

    def area(self, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
        """Return the name of a range of this sheet, for formulas of any sheet."""
        return area(self.title, first_row, first_column, last_row, last_column)


def wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines that are no wider than so many Latin letters.

    >>> wrapped("one two three", 8), wrapped("調達チェック", 8)
    (['one two ', 'three'], ['調達チェ', 'ック'])
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in _WORD.findall(paragraph):
            whole = _width(word)
            for piece, wide in ((word, whole),) if whole <= width else ((each, _width(each)) for each in word):
                if used and used + wide > width and piece != " ":
                    lines.append(line)
                    line, used = "", 0.0
                line, used = line + piece, used + wide
        lines.append(line)
    return lines


def _width(text: str) -> int:
    """The width of a text in Latin letters: an East Asian character is as wide as two."""
    return len(text) if text.isascii() else sum(map(_width_of, text))


@functools.lru_cache(maxsize=4_096)
def _width_of(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _repacked(content: io.BytesIO, strings: Sequence[str]) -> bytes:
    """A workbook whose rows still grow with what is written in them, and whose texts are what was given.

    XlsxWriter takes some texts for markup, and misreads an underscore that two escapes share, so the texts are written
    here.
    """
    repacked = io.BytesIO()
    with zipfile.ZipFile(content) as parts, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as written:
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = _FIXED_HEIGHT.sub(rb"\1", data)
            elif part.filename == "xl/sharedStrings.xml":
                data = _shared(strings)
            written.writestr(zipfile.ZipInfo(part.filename, _NO_DAY), data, zipfile.ZIP_DEFLATED)
    return repacked.getvalue()


def _shared(strings: Sequence[str]) -> bytes:
    """The part that holds the texts of all cells."""
    texts = (element("si", element("t", _encoded(text), **{"xml:space": "preserve"})) for text in strings)
    attributes = {"xmlns": _MAIN, "count": len(strings), "uniqueCount": len(strings)}
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{declared}\n{element('sst', *texts, **attributes)}".encode()


def _encoded(text: str) -> str:
    """A text with what XML cannot hold written in letters, and with what looks like that told from it."""
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ENCODED.sub("_x005F_", text))


def quoted(title: str) -> str:
    """Return the title of a sheet as formulas write it."""
    return "'" + title.replace("'", "''") + "'"


def area(title: str, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """Return the name of a range of a sheet, rows and columns counted from 0."""
    from xlsxwriter.utility import xl_range_abs

    return f"{quoted(title)}!{xl_range_abs(first_row, first_column, last_row, last_column)}"


def literal(text: str) -> str:
    """Return a text as formulas write it; a long one in pieces, of which no formula may have longer ones."""
    text = replace_forbidden(text)
    pieces = [text[at : at + _LONGEST_LITERAL] for at in range(0, len(text), _LONGEST_LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
