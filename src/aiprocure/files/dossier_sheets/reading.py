"""Dossiers read from workbooks that people have filled in, with whatever spreadsheet programs do to a file."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from aiprocure.editions.labels import field_texts
from aiprocure.encoding import Data
from aiprocure.encoding.parsing import path_of
from aiprocure.errors import Choice, InvalidData, InvalidDossier, InvalidSheet, Problem, UnknownEdition
from aiprocure.errors.messages import shown, shown_path
from aiprocure.errors.text import Text
from aiprocure.files.dossier_sheets.contents import Contents, data_in, read_exact
from aiprocure.files.dossier_sheets.items import find_labelled
from aiprocure.files.dossier_sheets.kinds import WORDS, Kind, Shown, plain_label, same, shown_in
from aiprocure.files.dossier_sheets.layout import FoundTable, find_tables, is_heading, known_tables
from aiprocure.files.dossier_sheets.parts import (
    APPLIES,
    VALUE,
    Fields,
    Items,
    Part,
    ProjectPart,
    Row,
    label,
    parts_of,
)
from aiprocure.files.named_editions import elsewhere
from aiprocure.files.workbooks.books import read_book
from aiprocure.files.workbooks.bounds import MOST_ROWS, MOST_TEXT, too_large
from aiprocure.files.workbooks.cells import place_name
from aiprocure.files.workbooks.packages import read_content
from aiprocure.files.workbooks.worksheets import Worksheet
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition

__all__ = ["ENDING", "MOST_WRITTEN", "ReadWorkbook", "axis_label", "cell_of", "is_workbook", "read_dossier_workbook"]

ENDING = ".xlsx"
_MOST_PROBLEMS = 100
MOST_WRITTEN = 1_500
"""Rows of a table. A list of a dossier has at most 1,000 entries."""
_EXACT = re.compile("/[a-z_]{0,40}")
"""The pointers of the parts that have exact data."""


@attrs.frozen
class ReadWorkbook:
    """What a workbook says of a dossier, as plain data, and the cells that it stands in, by the pointers of the data.

    ``edition`` is the edition that it names, or the one that was given. ``problems`` are what cannot be read of it: the
    data are of all the rest.
    """

    file: str
    data: Mapping[str, Data]
    edition: Edition
    places: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def with_problems(self, found: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return what cannot be read, and the problems of the data with cells in place of pointers, each cell once."""
        located = [
            attrs.evolve(each, file=self.file, where=cell_of(self.places, each.where) or each.where) for each in found
        ]
        return (*self.problems, *elsewhere(located, self.problems))


def cell_of(places: Mapping[str, str], where: str) -> str:
    """Return the cell that a pointer leads to, or the nearest one around it; nothing where there is none.

    >>> places = {"/requirements/0": "調達チェック!A5", "/requirements/0/due": "調達チェック!K5"}
    >>> cell_of(places, "/requirements/0/due"), cell_of(places, "/requirements/0/words/3"), cell_of(places, "/advice")
    ('調達チェック!K5', '調達チェック!A5', '')
    """
    while where:
        if place := places.get(where):
            return place
        where = where.rpartition("/")[0]
    return ""


def is_workbook(path: object) -> bool:
    """Return whether the name of a file says that it is a workbook."""
    return path_of(path).lower().endswith(ENDING)


def read_dossier_workbook(path: "str | os.PathLike[str]", choose: Callable[[str], Edition]) -> ReadWorkbook:
    """Return what a workbook made by ``aiprocure.export.to_xlsx`` says. ``choose`` returns the edition of an id.

    Raises :class:`InvalidDossier` with why the file cannot be read, or with all that cannot be where it names no
    edition.
    """
    name = path_of(path)
    file = shown_path(name)
    try:
        read = _read(file, Path(name), choose)
    except (InvalidSheet, InvalidData) as error:
        raise InvalidDossier(attrs.evolve(problem, file=file) for problem in error.problems) from None
    return attrs.evolve(read, problems=tuple(attrs.evolve(problem, file=file) for problem in read.problems))


def _read(file: str, path: Path, choose: Callable[[str], Edition]) -> ReadWorkbook:
    book = read_book(read_content(path), is_heading, hidden_too=True)
    found = [table for sheet in book.worksheets for table in find_tables(sheet)]
    problems = [*_missing(found), *_beyond(book.worksheets)]
    edition_cell = _edition_cell(found)
    if edition_cell is None:
        raise InvalidData(problems or [Problem.of("edition-cell-missing")])
    named, place = edition_cell
    try:
        edition = choose(named)
    except (UnknownEdition, InvalidData) as error:
        unknown = (attrs.evolve(each, where=place) for each in error.problems)
        raise InvalidData((*problems, *unknown)) from None
    reader = _Reader(edition, {part.name: part for part in parts_of(edition)})
    for table in _first_of_each(found):
        reader.read(table)
    contents = Contents({name: tuple(rows.values()) for name, rows in reader.rows.items()}, reader.exact)
    places = dict(reader.places)
    data = data_in(contents, edition, places)
    problems += dict.fromkeys(reader.problems)
    return ReadWorkbook(file, data, edition, places, tuple(problems[:_MOST_PROBLEMS]))


def _first_of_each(found: Sequence[FoundTable]) -> Iterator[FoundTable]:
    """Yield the tables without those that are there again on another sheet, which are told as a problem."""
    titles: dict[str, str] = {}
    for each in found:
        if each.table.name == "fields" or titles.setdefault(each.table.name, each.sheet.title) == each.sheet.title:
            yield each


def _missing(found: Sequence[FoundTable]) -> Iterator[Problem]:
    """Yield what a workbook lacks that has been written with it: tables, and their columns."""
    for table in known_tables():
        if not table.inputs or table.name == "exact":
            continue
        same = [each for each in found if each.table.name == table.name]
        headings = "、".join(column.heading.ja for column in table.inputs if not column.list)
        if not same:
            names = Text(headings, ", ".join(column.heading.in_language("en") for column in table.inputs))
            yield Problem.of("book-table-missing", headings=names)
        first = same[0].sheet.title if same else ""
        if table.name != "fields":
            for again in same[1:]:
                if again.sheet.title != first:
                    where = place_name(again.sheet.title, again.header, min(again.columns.values()))
                    yield Problem.of("book-table-twice", where, value=first)
        for each in same:
            yield from _missing_columns(each)


def _missing_columns(found: FoundTable) -> Iterator[Problem]:
    names = {name.partition("/")[0] for name in found.columns}
    needed = [column for column in found.table.columns[:1] if found.table.name != "exact"]
    for column in (*needed, *found.table.inputs):
        if (column.list or column.name) not in names:
            where = place_name(found.sheet.title, found.header, min(found.columns.values()))
            yield Problem.of("book-column-missing", where, name=column.heading)


def _beyond(sheets: Sequence[Worksheet]) -> Iterator[Problem]:
    for sheet in sheets:
        if sheet.beyond_row:
            yield Problem.of("row-too-low", place_name(sheet.title, *sheet.beyond_row), most=MOST_ROWS)


def _edition_cell(found: Sequence[FoundTable]) -> tuple[str, str] | None:
    """What the cell of the edition says, and where it is."""
    titles = _labels_of(field_texts()["dossier.edition.title"])
    for table in found:
        if table.table.name == "fields":
            for row in table.rows:
                field, value = (table.columns.get(name) for name in ("field", VALUE))
                if field and value and plain_label(table.sheet.cell(row, field).value) in titles:
                    written = shown_in(table.sheet.cell(row, value).value, WORDS)
                    return str(written or ""), place_name(table.sheet.title, row, value)
    return None


def _labels_of(text: Text) -> tuple[str, str]:
    return plain_label(text.ja), plain_label(text.in_language("en"))


@attrs.define
class _Reader:
    """The rows read so far, by part, and what is wrong with them."""

    edition: Edition
    parts: Mapping[str, Part]
    rows: dict[str, dict[object, Row]] = attrs.Factory(dict)
    """By what each is about, or by its number where there may be several about the same."""
    exact: dict[str, str] = attrs.Factory(dict)
    places: dict[str, str] = attrs.Factory(dict)
    problems: list[Problem] = attrs.Factory(list)
    characters: int = 0
    """How many were read: one text may be in many cells."""
    written: dict[tuple[str, str], str] = attrs.Factory(dict)
    """Where the one cell of each field or axis is that something is written in."""
    fields: Mapping[tuple[str, str], tuple[str, str]] = attrs.field(init=False)

    @fields.default
    def _labelled(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        return _fields_by_label(self.parts.values())

    def read(self, found: FoundTable) -> None:
        """Read the rows of a table."""
        for row in found.rows:
            if len(self.problems) >= _MOST_PROBLEMS:
                return
            cells, places = self._cells(found, row)
            match found.table.name:
                case "fields":
                    self._read_field(_Line(found, row, cells, places))
                case "answers":
                    self._read_answer(_Line(found, row, cells, places))
                case "exact":
                    self._read_exact(_Line(found, row, cells, places))
                case name if isinstance(part := self.parts[name], Items):
                    self._read_item(part, _Line(found, row, cells, places))
                case name:
                    self._add(name, Row("", cells, places))

    def _add(self, part: str, row: Row, key: object = None) -> None:
        """Add a row, but for one in which nothing is written and that has no key."""
        if key is None and row.is_blank:
            return
        rows = self.rows.setdefault(part, {})
        rows[len(rows) if key is None else key] = row
        if len(rows) > MOST_WRITTEN:
            raise too_large(MOST_WRITTEN, "一つの表に記入した行数", "rows written in one table")

    def _count(self, shown: Shown) -> Shown:
        """Return what a cell shows, counted."""
        self.characters += len(str(shown or ""))
        if self.characters > MOST_TEXT:
            raise too_large(MOST_TEXT, "記入欄の文字数", "characters to fill in")
        return shown

    def _cells(self, found: FoundTable, row: int) -> tuple[dict[str, Shown], dict[str, str]]:
        """What the cells of a row show that people write in, and their names."""
        cells: dict[str, Shown] = {}
        places: dict[str, str] = {}
        for name, column in found.columns.items():
            kind = self._kind(found, row, name)
            if kind is None:
                continue
            cell = found.sheet.cell(row, column)
            places[name] = cell.place
            if cell.flaw:
                self.problems.append(cell.flaw)
            elif cell.struck:
                self.problems.append(Problem.of("struck-cell", cell.place, value=cell.struck))
            else:
                cells[name] = self._count(shown_in(cell.value, kind, since_1904=found.sheet.since_1904))
        return cells, places

    def _kind(self, found: FoundTable, row: int, name: str) -> Kind | None:
        """The kind of the cells of a column, or None where nobody writes in it."""
        if found.table.name == "fields":
            return self._kind_of_field(found, row) if name == VALUE else None
        list_, _, rest = name.partition("/")
        wanted = f"{list_}/{rest.partition('/')[2]}" if rest else name
        return next((column.kind for column in found.table.columns if column.name == wanted), None)

    def _kind_of_field(self, found: FoundTable, row: int) -> Kind:
        field = self._field(found, row)
        part = self.parts.get(field[0]) if field else None
        if field and isinstance(part, Fields):
            return next((each.kind for each in part.fields if each.key == field[1]), WORDS)
        return WORDS

    def _label(self, found: FoundTable, row: int, name: str) -> str:
        column = found.columns.get(name)
        value = found.sheet.cell(row, column).value if column else None
        return same(str(self._count(shown_in(value, WORDS)) or ""))

    def _field(self, found: FoundTable, row: int) -> tuple[str, str] | None:
        """The part and the field that a row is about."""
        part, field = self._label(found, row, "part"), self._label(found, row, "field")
        if plain_label(part) in _labels_of(label("book_detail")):
            return "project", field
        return self.fields.get((plain_label(part), plain_label(field)))

    def _read_field(self, line: "_Line") -> None:
        field = self._field(line.found, line.row)
        if field is None:
            self._refuse_unknown(line, "field")
        elif self._is_first(field, line):
            self._add(field[0], Row(field[1], line.cells, line.places), field[1])

    def _read_answer(self, line: "_Line") -> None:
        written = plain_label(self._label(line.found, line.row, "axis"))
        axes = ((axis, (*_labels_of(axis_label(axis)), plain_label(axis.id))) for axis in self.edition.axes)
        axis = next((axis for axis, names in axes if written in names), None)
        if axis is None:
            self._refuse_unknown(line, "axis")
        elif self._is_first(("answers", axis.id), line):
            self._add("answers", Row(axis.id, line.cells, line.places), axis.id)

    def _read_item(self, part: Items, line: "_Line") -> None:
        id_ = find_labelled(self.edition, part.name, self._label(line.found, line.row, "number"))
        if id_ is None:
            self._refuse_unknown(line, "number")
            return
        applies = part.applies.read(line.cells.get(APPLIES))
        if isinstance(applies, str):
            expected = [Choice(text.in_language("en"), text.ja, text) for _, text in part.applies.choices]
            problem = Problem.of("no-such-option", line.places[APPLIES], value=applies, expected=expected)
            self.problems.append(problem)
        elif applies is True and str(line.cells.get("set_aside") or "").strip():
            self.problems.append(Problem.of("applies-with-reason", line.places["set_aside"]))
        places = {**line.places, "id": line.place("number")}
        self._add(part.name, Row(id_, line.cells, places))

    def _read_exact(self, line: "_Line") -> None:
        """Take the exact data of a part, which is spread over the cells of numbered columns."""
        where = self._label(line.found, line.row, "place")
        named = line.cells.items()
        pieces = sorted((int(name.split("/")[1]), piece) for name, piece in named if isinstance(piece, str))
        if not pieces:
            return
        if not _EXACT.fullmatch(where):
            self._refuse_unknown(line, "place")
            return
        self.exact[where] = "".join(piece for _, piece in pieces)
        self.places.setdefault(where, line.place("place"))
        try:
            read_exact(self.exact[where])
        except InvalidData as error:
            cell = line.place("json/0/piece")
            self.problems += (
                attrs.evolve(each, file="", line=None, column=None, where=cell) for each in error.problems
            )

    def _refuse_unknown(self, line: "_Line", column: str) -> None:
        """Refuse a row in which something is written, but that is about nothing known."""
        written = [shown_ for shown_ in line.cells.values() if str(shown_ or "").strip()]
        if written:
            named = self._label(line.found, line.row, column)
            problem = Problem.of("book-row-unknown", line.place(column), value=named, given=shown(written[0]))
            self.problems.append(problem)

    def _is_first(self, field: tuple[str, str], line: "_Line") -> bool:
        """Whether a field is written in no other row; where it is, that is a problem."""
        if not any(line.cells.values()):
            return field not in self.written
        place = next(iter(line.places.values()))
        if field in self.written:
            self.problems.append(Problem.of("book-cell-twice", place, other=self.written[field]))
            return False
        self.written[field] = place
        return True


@attrs.frozen
class _Line:
    """A row of a table that was found: what its cells show that people write in, and where these are."""

    found: FoundTable
    row: int
    cells: Mapping[str, Shown]
    places: Mapping[str, str]

    def place(self, column: str) -> str:
        """The name of a cell, or of the first one where the table lacks its column."""
        return place_name(self.found.sheet.title, self.row, self.found.columns.get(column, 1))


def axis_label(axis: Axis) -> Text:
    """Return what an axis is called in a workbook."""
    return Text(axis.captioned("ja"), axis.captioned("en"))


def _fields_by_label(parts: Iterable[Part]) -> Mapping[tuple[str, str], tuple[str, str]]:
    """The part and the name of every field, by what the two are called in either language."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for part in parts:
        if isinstance(part, Fields):
            named = [(part.title, part.name, each.title, each.key) for each in part.fields]
        elif isinstance(part, ProjectPart):
            named = [(label("case"), part.name, title, name) for name, title in part.titles.items()]
        else:
            continue
        for title, name, field, key in named:
            for outer in _labels_of(title):
                for inner in _labels_of(field):
                    found[outer, inner] = name, key
    return found
