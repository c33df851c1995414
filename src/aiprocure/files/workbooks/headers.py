"""Where the columns of a check sheet stand in a worksheet."""

from collections.abc import Mapping

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.files.workbooks.bounds import MOST_COLUMNS
from aiprocure.files.workbooks.cells import place_name, unified
from aiprocure.files.workbooks.headings import TABLES, Heading, Table, heading_of
from aiprocure.files.workbooks.worksheets import HEADER_WITHIN, Worksheet

__all__ = ["Header", "find_header"]


@attrs.frozen
class Header:
    """Where a check sheet's columns are in a worksheet: ``number``, ``text`` and the others by their headings.

    ``own`` are the further columns that are named there, with their headings.
    """

    table: Table
    row: int
    columns: Mapping[str, int]
    own: Mapping[int, str]


def find_header(sheet: Worksheet) -> Header | None:
    """Return where the columns are named: of the rows that name a check sheet, the one that names most of them."""
    found = [header for row in _rows_to_look_at(sheet) for header in _headers_of(sheet, row)]
    if len({header.table.text for header in found}) > 1:
        where = place_name(sheet.title, found[1].row, found[1].columns["text"])
        raise InvalidSheet(Problem.of("two-check-sheets", where))
    return max(found, key=lambda header: len(header.columns), default=None)


def _rows_to_look_at(sheet: Worksheet) -> list[int]:
    """The rows that hold such a heading, and those that it is merged over."""
    named = set(sheet.named)
    rows = {row for row, _ in named}
    for ranges in sheet.merged.values():
        merged = (range(top, min(bottom, HEADER_WITHIN) + 1) for top, bottom, first in ranges if first in named)
        rows.update(row for each in merged for row in each)
    return sorted(rows - sheet.hidden_rows)


def _headers_of(sheet: Worksheet, row: int) -> list[Header]:
    written = {
        column: unified(value)
        for column in range(1, MOST_COLUMNS + 1)
        if column not in sheet.hidden_columns and isinstance(value := sheet.cell(row, column).value, str)
    }
    headings = {column: heading for column, name in written.items() if (heading := heading_of(name))}
    headers: list[Header] = []
    for table in TABLES:
        if columns := _columns(headings, table):
            own = {column: written[column] for column in headings if column not in columns.values()}
            headers.append(Header(table, row, columns, own))
    return headers


def _columns(headings: Mapping[int, Heading], table: Table) -> dict[str, int]:
    """Return where a check sheet's columns are, or nothing where its number or its text is not named."""
    named = [column for column, heading in headings.items() if heading.words == table.text]
    plain = [column for column in named if not headings[column].is_numbered]
    numbers = [column for column in named if headings[column].is_numbered]
    numbers += [column for column, heading in headings.items() if heading == Heading("", is_numbered=True)]
    if numbers and plain:
        number, text = numbers[0], plain[0]
    elif len(named) > 1:
        number, text = named[:2]
    else:
        return {}
    columns = {"number": number, "text": text}
    for name in table.others:
        wanted = heading_of(name)
        same = [column for column, heading in headings.items() if wanted and heading.words == wanted.words]
        if same:  # one of a number goes after one of words, and the left one before the right one
            columns[name] = min(same, key=lambda column: headings[column].is_numbered)
    return dict(sorted(columns.items(), key=lambda each: each[1]))
