"""The tables of a dossier's workbook: which columns each has, and where they are in the sheets of a file.

A table is known by its headings, in either language, wherever it stands: whatever became of the order of its columns,
of the rows above it, or of the name of its sheet.
"""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

import attrs

from aiprocure.errors.text import Text
from aiprocure.files.dossier_sheets.kinds import WORDS, Kind, plain_label
from aiprocure.files.dossier_sheets.parts import APPLIES, VALUE, Entries, entries_parts, item_columns, label
from aiprocure.files.workbooks.bounds import too_large
from aiprocure.files.workbooks.worksheets import Worksheet

__all__ = ["MOST_TABLES", "Column", "FoundTable", "Table", "find_tables", "is_heading", "known_tables"]

_LONGEST_HEADING = 60
_MOST_DIGITS = 3
MOST_TABLES = 100


@attrs.frozen
class Column:
    """A column of a table: its name, its heading, and, where people write in it, the kind of its cells.

    ``list`` is the list that it is a part of, where its heading ends in a number.
    """

    name: str
    heading: Text
    kind: Kind | None = None
    list: str = ""

    @property
    def headings(self) -> tuple[str, str]:
        """The heading in both languages, made plain."""
        return plain_label(self.heading.ja), plain_label(self.heading.in_language("en"))


@attrs.frozen
class Table:
    """A table: the part of the dossier that it holds, or a name of its own, and its columns.

    One without inputs is known only as the end of the table above it.
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns that people write in."""
        return tuple(column for column in self.columns if column.kind)

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


@attrs.frozen
class FoundTable:
    """A table in a worksheet: the row of its headings, the number of each column by name, and the rows below."""

    table: Table
    sheet: Worksheet
    header: int
    columns: Mapping[str, int]
    rows: tuple[int, ...]


@functools.cache
def known_tables() -> tuple[Table, ...]:
    """Return the tables of a workbook, those that only show something included."""
    return (
        Table("fields", (*_named("part", "field"), Column(VALUE, label("book_value"), WORDS), *_named("about"))),
        Table(
            "answers",
            (
                *_named("axis", "question"),
                Column("option", label("book_answer"), WORDS),
                Column("reason", label("book_reason"), WORDS),
                *_named("answered"),
            ),
        ),
        _items("requirements", "number", "heading", "requirement", "examples"),
        _items("clauses", "number", "clause_heading", "clause", "content"),
        *(_entries(part) for part in entries_parts({})),
        Table("exact", (*_named("place"), Column("json/piece", label("book_json"), WORDS, "json"))),
        Table("changes", _named("changed_axis", "changed_option", "chosen", "changed_outcome", "changed_rule")),
        Table("readings", _named("reading", "reading_says", "reading_outcome", "reading_differs")),
        Table("rules", _named("rule_reading", "rule", "rule_outcome", "rule_decides")),
        Table("examples", _named("example_step", "example")),
        Table("findings", _named("finding_number", "severity", "finding", "remedy", "finding_place")),
    )


def _entries(part: Entries) -> Table:
    nested = [(name, each) for name, fields in part.nested for each in fields]
    plain = (Column(each.key, each.title, each.kind) for each in part.columns)
    return Table(
        part.name, (*plain, *(Column(f"{name}/{each.key}", each.title, each.kind, name) for name, each in nested))
    )


def _named(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, label(f"book_{name}")) for name in names)


def _items(section: str, *shown: str) -> Table:
    special = {"words": label(f"book_{section}_words"), "evidence": label("book_evidence")}
    inputs = (Column(each.key, special.get(each.key, each.title), each.kind) for each in item_columns())
    applies = Column(APPLIES, label("book_applicable"), WORDS)
    return Table(section, (*_named(*shown), applies, *inputs, *_named("state", "findings")))


def is_heading(value: object) -> bool:
    """Return whether something in a cell is a heading of a table that people write in: of any of its columns."""
    return isinstance(value, str) and len(value) <= _LONGEST_HEADING and _plain_heading(value) in _headings()


@functools.cache
def _headings() -> frozenset[str]:
    known = (table for table in known_tables() if table.inputs)
    return frozenset(heading for table in known for column in table.columns for heading in column.headings)


def find_tables(sheet: Worksheet) -> Iterator[FoundTable]:
    """Yield the tables of a worksheet that people write in, each ended by the next one of any kind.

    Raises :class:`InvalidSheet` where there are very many.
    """
    known = known_tables()
    rows = sorted(sheet.rows)
    matches = ((row, _match(known, _labels(sheet, row))) for row in rows)
    found: list[tuple[Table, int, Mapping[str, int]]] = []
    for row, match in matches:
        if match:
            found.append((match[0], row, match[1]))
        if len(found) > MOST_TABLES:
            raise too_large(MOST_TABLES, "一つのシートの表の数", "tables in a sheet")
    ends = [*(row for _, row, _ in found), sheet.last_row + 1][1:]
    for (table, row, columns), end in zip(found, ends, strict=True):
        if table.inputs:
            below = tuple(rows[bisect_right(rows, row) : bisect_left(rows, end)])
            yield FoundTable(table, sheet, row, columns, below)


def _labels(sheet: Worksheet, row: int) -> dict[str, int]:
    """The headings in a row, made plain, each with the first column that it is in: none where fewer than two are."""
    labels: dict[str, int] = {}
    for column, value in sorted(sheet.rows[row].items()):
        if isinstance(value, str) and len(value) <= _LONGEST_HEADING:
            labels.setdefault(plain_label(value), column)
    known = {label: column for label, column in labels.items() if _unnumbered(label)[0] in _all_headings()}
    return known if len(known) > 1 else {}


@functools.cache
def _all_headings() -> frozenset[str]:
    """The headings of all tables."""
    return frozenset(heading for table in known_tables() for column in table.columns for heading in column.headings)


@functools.cache
def _by_heading(table: Table) -> Mapping[str, Column]:
    """The columns of a table by their headings; of two that have the same, the first."""
    return {heading: column for column in reversed(table.columns) for heading in column.headings}


def _match(known: tuple[Table, ...], labels: Mapping[str, int]) -> tuple[Table, dict[str, int]] | None:
    """The table of which a row has most headings: at least two, and at least half of them."""
    best: tuple[Table, dict[str, int]] | None = None
    for table in known if labels else ():
        columns = _columns(table, labels)
        named = {name.partition("/")[0] for name in columns}
        wanted = {column.list or column.name for column in table.columns}
        if len(named) >= max(2, (len(wanted) + 1) // 2) and (best is None or len(columns) > len(best[1])):
            best = table, columns
    return best


def _columns(table: Table, labels: Mapping[str, int]) -> dict[str, int]:
    """The columns of a table that some labels name."""
    by_heading = _by_heading(table)
    columns: dict[str, int] = {}
    for written, place in labels.items():
        column, number = by_heading.get(written), None
        if column is None or column.list:
            heading, number = _unnumbered(written)
            column = by_heading.get(heading)
        if column is None or bool(column.list) is (number is None):
            continue
        name = column.name
        if number is not None:
            name = f"{column.list}/{number - 1}/{column.name.partition('/')[2]}"
        columns.setdefault(name, place)
    return columns


def _unnumbered(label: str) -> tuple[str, int | None]:
    """A label without the number that it ends in, and the number."""
    heading = label.rstrip("0123456789")
    number = label[len(heading) :]
    return (heading, int(number)) if number and len(number) <= _MOST_DIGITS else (label, None)


def _plain_heading(written: str) -> str:
    return _unnumbered(plain_label(written))[0]
