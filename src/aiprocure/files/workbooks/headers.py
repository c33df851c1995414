"""Where the columns of a check sheet stand in a worksheet."""

from collections.abc import Mapping

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.files.workbooks.bounds import MOST_COLUMNS
from aiprocure.files.workbooks.cells import place_name, unified
from aiprocure.files.workbooks.headings import TABLES, Heading, Table, heading_of
from aiprocure.files.workbooks.worksheets import HEADER_WITHIN, Worksheet

__all__ = ["Header", "count_headings", "find_header", "header_rows", "headers_in"]


_PLAIN_NUMBER = Heading("", is_numbered=True)
_TALLEST = 30
"""The rows that one heading may be merged over."""


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
    """Return where the columns are named first; a row further down may name them again."""
    found = [header for row in header_rows(sheet) if row <= HEADER_WITHIN for header in headers_in(sheet, row)]
    if len({header.table.text for header in found}) > 1:
        where = place_name(sheet.title, found[1].row, found[1].columns["text"])
        raise InvalidSheet(Problem.of("two-check-sheets", where))
    return found[0] if found else None


def header_rows(sheet: Worksheet) -> list[int]:
    """Return the rows that hold a heading that only check sheets have, and those that it is merged over."""
    named = set(sheet.named)
    rows = {row for row, _ in named}
    for ranges in sheet.merged.values():
        merged = (range(top, min(bottom, top + _TALLEST) + 1) for top, bottom, first in ranges if first in named)
        rows.update(row for each in merged for row in each)
    return sorted(rows - sheet.hidden_rows)


def headers_in(sheet: Worksheet, row: int) -> list[Header]:
    """Return the columns of each check sheet that a row names, with those that the row below it goes on to name."""
    written = _written_in(sheet, row)
    headings = _headings(written)
    headers: list[Header] = []
    for table in TABLES:
        if columns := _columns(headings, table):
            own = {column: written[column] for column in headings if column not in columns.values()}
            headers.append(_with_row_below(sheet, Header(table, row, columns, own)))
    return headers


def count_headings(sheet: Worksheet, row: int) -> int:
    """Return how many headings of a check sheet stand in a row, whether or not they are enough to read it by."""
    headings = _headings(_written_in(sheet, row))
    texts = max(sum(map(table.has_text_in, headings.values())) for table in TABLES)
    numbers = sum(heading == _PLAIN_NUMBER for heading in headings.values())
    return texts + numbers + max(len(_others(headings, table)) for table in TABLES)


def _written_in(sheet: Worksheet, row: int) -> dict[int, str]:
    return {
        column: unified(value)
        for column in range(1, MOST_COLUMNS + 1)
        if column not in sheet.hidden_columns and isinstance(value := sheet.cell(row, column).value, str)
    }


def _headings(written: Mapping[int, str]) -> dict[int, Heading]:
    return {column: heading for column, name in written.items() if (heading := heading_of(name))}


def _with_row_below(sheet: Worksheet, header: Header) -> Header:
    """Return a header of two rows, where the second names columns under those of the first, or the header as it is."""
    row = header.row + 1
    written = {} if row in sheet.hidden_rows else _written_in(sheet, row)
    if not written.keys().isdisjoint((header.columns["number"], header.columns["text"])):
        return header
    more = {
        name: column
        for name, column in _others(_headings(written), header.table).items()
        if name not in header.columns and column not in header.columns.values()
    }
    if not more:
        return header
    columns = _from_left_to_right({**header.columns, **more})
    own = {column: name for column, name in {**header.own, **written}.items() if column not in columns.values()}
    return Header(header.table, row, columns, own)


def _columns(headings: Mapping[int, Heading], table: Table) -> dict[str, int]:
    """Return where a check sheet's columns are, or nothing where its number or its text is not named."""
    named = [column for column, heading in headings.items() if table.has_text_in(heading)]
    named.sort(key=lambda column: headings[column].words != table.text)  # 要求事項 goes before 要求事項の内容
    plain = [column for column in named if not headings[column].is_numbered]
    numbers = [column for column in named if headings[column].is_numbered]
    numbers += [column for column, heading in headings.items() if heading == _PLAIN_NUMBER]
    if numbers and plain:
        number, text = numbers[0], plain[0]
    elif len(named) > 1:
        number, text = named[:2]
    else:
        return {}
    return _from_left_to_right({"number": number, "text": text, **_others(headings, table)})


def _others(headings: Mapping[int, Heading], table: Table) -> dict[str, int]:
    """Return where a check sheet's columns are, beside its number and its text."""
    columns: dict[str, int] = {}
    for name in table.others:
        wanted = heading_of(name)
        same = [column for column, heading in headings.items() if wanted and heading.words == wanted.words]
        if same:  # one of a number goes after one of words, and the left one before the right one
            columns[name] = min(same, key=lambda column: headings[column].is_numbered)
    return columns


def _from_left_to_right(columns: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(columns.items(), key=lambda each: each[1]))
