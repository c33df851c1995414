"""The worksheets of a workbook that a reader sees, and may be check sheets."""

from collections.abc import Callable, Mapping

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.files.workbooks.headings import names_check_sheet
from aiprocure.files.workbooks.packages import Package, open_package, refusing_unreadable
from aiprocure.files.workbooks.strings import StringItem, decoded, read_strings
from aiprocure.files.workbooks.styles import Styles, read_styles
from aiprocure.files.workbooks.worksheets import Formats, Worksheet, read_worksheet
from aiprocure.files.workbooks.xml_reader import Budget, is_true, local_names, read_xml
from aiprocure.model.normalization import is_plain

__all__ = ["Book", "read_book"]

_MOST_SHEETS = 200
_LONGEST_TITLE = 100


@attrs.frozen
class Book:
    """The worksheets that may be check sheets, and the titles of those that are hidden and not read."""

    worksheets: tuple[Worksheet, ...]
    hidden: tuple[str, ...]


@attrs.define
class _Contents:
    """What a workbook's main part says of its sheets, while it is read."""

    sheets: list[dict[str, str]] = attrs.Factory(list)
    since_1904: bool = False

    def begin(self, _depth: int, tag: str, written: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "sheet":
            self.sheets.append(local_names(written))
            if len(self.sheets) > _MOST_SHEETS:
                raise InvalidSheet(Problem.of("too-many-sheets", most=_MOST_SHEETS))
        elif tag == "workbookPr":
            self.since_1904 = is_true(written.get("date1904"))


@refusing_unreadable()
def read_book(
    content: bytes, names_table: Callable[[object], bool] = names_check_sheet, *, hidden_too: bool = False
) -> Book:
    """Return the worksheets in whose first rows a heading of a table wanted stands, out of the bytes of an .xlsx file.

    ``names_table`` tells such a heading: one of a check sheet, unless another is given. Hidden worksheets are left out,
    unless ``hidden_too`` asks for them.

    Raises :class:`InvalidSheet` for a workbook that is malformed, or larger than can be read.
    """
    package, budget = open_package(content), Budget()
    [main] = package.related("", "officeDocument", budget).values()
    if package.related(main, "externalLink", budget):
        raise InvalidSheet(Problem.of("workbook-with-links"))
    contents = _Contents()
    read_xml(package.read(main), budget, contents.begin)
    parts = package.related(main, "worksheet", budget)
    sheets = [(_title(sheet["name"]), sheet) for sheet in contents.sheets if sheet["id"] in parts]
    if len({parts[sheet["id"]] for _, sheet in sheets}) < len(sheets):
        raise ValueError
    strings, styles = _strings(package, main, budget), _styles(package, main, budget)
    formats = Formats(strings, styles, contents.since_1904)
    worksheets: list[Worksheet] = []
    hidden: list[str] = []
    for title, sheet in sheets:
        if not hidden_too and sheet.get("state", "visible") != "visible":
            hidden.append(title)
            continue
        if worksheet := read_worksheet(title, package.read(parts[sheet["id"]]), formats, budget, names_table):
            worksheets.append(worksheet)
    return Book(tuple(worksheets), tuple(hidden))


def _strings(package: Package, main: str, budget: Budget) -> list[StringItem]:
    names = package.related(main, "sharedStrings", budget).values()
    return [string for name in names for string in read_strings(package.read(name), budget)]


def _styles(package: Package, main: str, budget: Budget) -> Styles:
    names = package.related(main, "styles", budget).values()
    return next((read_styles(package.read(name), budget) for name in names), Styles())


def _title(written: str) -> str:
    name = decoded(written)
    if len(name) > _LONGEST_TITLE or not is_plain(name) or "\n" in name:
        raise InvalidSheet(Problem.of("sheet-name", value=name, most=_LONGEST_TITLE))
    return name
