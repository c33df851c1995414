"""The rows of check sheets, known by the names of their columns, as records that cite their cells."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import closing

import attrs

from aiprocure.errors import InvalidSheet, Problem
from aiprocure.errors.messages import shown, unworded
from aiprocure.errors.text import Text
from aiprocure.files.workbooks.ooxml import MOST_COLUMNS, MOST_ROWS, Part, refusal
from aiprocure.files.workbooks.worksheets import Cell, Grid, open_grids, unified
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.normalization import is_plain, plain_spelling

__all__ = ["read_records"]

_HEADER_WITHIN = 30
_LONGEST_NAME = 100
_LARGEST_NUMBER = 10_000
_LONGEST_NUMBER = 20
_MOST_TEXT = 2_000_000
_NO_HEADER = (
    f"no sheet names, within its first {_HEADER_WITHIN} rows, the columns 要求事項# and 要求事項 (別紙3), "
    "or 取り決め事項# and 取り決め事項 (別紙4)"
)


@attrs.frozen
class _Table:
    """A check sheet as it is known by its columns."""

    text: str
    others: tuple[str, ...]
    required: tuple[str, ...] = ()


_PROCUREMENT = _Table("要求事項", ("対策例", "対策例詳細", "裏付けとなる情報の例", "見出し"))
_CONTRACT = _Table(
    "取り決め事項",
    ("契約時の項目", "契約書に盛り込む条項内容例", "補足説明"),
    required=("契約時の項目", "契約書に盛り込む条項内容例"),
)


@attrs.frozen
class _Header:
    """Where a check sheet's columns are in a worksheet."""

    table: _Table
    row: int
    columns: Mapping[str, int]


def read_records(parts: tuple[Part, ...], strings: bytes) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of every check sheet, or raise everything that is wrong with them at once."""
    records: list[SheetRow | Clause] = []
    amiss: list[Problem] = []
    headers = written = 0
    with closing(open_grids(parts, strings)) as grids:
        for grid in grids:
            if not (header := _header(grid)):
                continue
            headers += 1
            if lacking := _lacking(grid, header):
                amiss += lacking
                continue
            amiss += _formulas_beside(grid, header)
            for cells in _rows(grid, header):
                written += sum(len(cell.value) for cell in cells.values() if isinstance(cell.value, str))
                if written > _MOST_TEXT:
                    raise refusal(f"more than the {_MOST_TEXT} characters check sheets may have", cells["text"].place)
                if not all(cell.is_absent for cell in cells.values()):
                    found: list[Problem] = []
                    records.append(_record(header.table, cells, found))
                    columns = [cell.origin for cell in cells.values()]
                    amiss += sorted(found, key=lambda problem: columns.index(problem.where))
                if len(records) > MOST_ROWS:
                    raise refusal(f"more than the {MOST_ROWS} rows check sheets may have", cells["text"].place)
    if not headers:
        raise refusal(_NO_HEADER)
    if amiss:
        raise InvalidSheet(dict.fromkeys(amiss))  # a merged cell is wrong once, however many rows it is in
    return tuple(records)


def _header(grid: Grid) -> _Header | None:
    """Return where the columns are named: of the first rows, the one that names most of them."""
    found: list[_Header] = []
    for row in range(1, min(grid.last_row, _HEADER_WITHIN) + 1):
        names = {column: _name(grid.cell(row, column).value) for column in range(1, MOST_COLUMNS + 1)}
        found += (_Header(table, row, _columns(names, table)) for table in (_PROCUREMENT, _CONTRACT))
    found = [header for header in found if header.columns]
    if len({header.table.text for header in found}) > 1:
        where = grid.cell(found[1].row, found[1].columns["text"]).place
        raise refusal("two check sheets on one sheet; put each on a sheet of its own", where)
    return max(found, key=lambda header: len(header.columns), default=None)


def _columns(names: Mapping[int, str], table: _Table) -> dict[str, int]:
    """Return where a check sheet's columns are, or nothing where its number or its text is not named."""
    named = [column for column, name in names.items() if _unnumbered(name) == table.text]
    numbered = [column for column in named if "#" in names[column]]
    plain = [column for column in named if column not in numbered]
    number, text, *_ = (*numbered[:1], *plain[:1]) if numbered and plain else (*named, 0, 0)
    if not text:
        return {}
    others = {_unnumbered(names[column]): column for column in sorted(names, reverse=True)}
    columns = {"number": number, "text": text} | {name: others[name] for name in table.others if name in others}
    return dict(sorted(columns.items(), key=lambda named: named[1]))


def _name(value: object) -> str:
    """Return what a cell says with white space and the width of its characters made no matter."""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return ""
    return "".join(unicodedata.normalize("NFKC", unified(value)).split())


def _unnumbered(name: str) -> str:
    return name.replace("#", "")


def _lacking(grid: Grid, header: _Header) -> list[Problem]:
    where = grid.cell(header.row, header.columns["text"]).place
    return [
        unworded(where, f"no column {name} beside {header.table.text}; a clause needs it")
        for name in header.table.required
        if name not in header.columns
    ]


def _formulas_beside(grid: Grid, header: _Header) -> list[Problem]:
    """The formulas in columns that a check sheet does not have: they are not read, and a copy should not have them."""
    columns = set(header.columns.values())
    beside = (place for place, flaw in grid.flawed.items() if place[1] not in columns and flaw.startswith("a formula"))
    return [unworded(grid.cell(*place).place, grid.flawed[place]) for place in sorted(beside)]


def _rows(grid: Grid, header: _Header) -> Iterator[dict[str, Cell]]:
    """Give the rows below a header, except where the header is repeated, or merged over several rows."""
    for row in range(header.row + 1, grid.last_row + 1):
        cells = {name: grid.cell(row, column) for name, column in header.columns.items()}
        repeats_header = {_unnumbered(_name(cells[name].value)) for name in ("number", "text")} == {header.table.text}
        is_band = cells["number"].origin == cells["text"].origin
        if not repeats_header and not is_band:
            yield cells


def _record(table: _Table, cells: Mapping[str, Cell], amiss: list[Problem]) -> SheetRow | Clause:
    """Return what a row says. Where something is amiss with it, that is added, and the record is of no use."""
    number = _number(cells["number"], amiss)
    citation = _citation(cells["text"])
    if table is _PROCUREMENT:
        headline = _headline(cells.get("見出し"), amiss)
        return SheetRow(
            SheetRowId(str(number)),
            _required(cells["text"], "an empty requirement; write what is demanded", amiss),
            citation,
            number,
            headline,
            _citation(cells["見出し"]) if headline else None,
            _countermeasures(cells, amiss),
        )
    return Clause(
        ClauseId(str(number)),
        number,
        _required(cells["契約時の項目"], "no heading; write what the arrangement is about", amiss),
        _required(cells["text"], "an empty arrangement; write what is to be settled", amiss),
        _required(cells["契約書に盛り込む条項内容例"], "no content; write what the contract should say", amiss),
        citation,
        _text(cells.get("補足説明"), amiss),
    )


def _number(cell: Cell, amiss: list[Problem]) -> int:
    match cell.value:
        case _ if cell.flaw:
            number = None
        case str() as written if len(written) <= _LONGEST_NUMBER:
            plain = plain_spelling(written).removeprefix("#").strip()
            number = int(plain) if re.fullmatch("[0-9]{1,5}", plain) else None
        case float() as written if written.is_integer():
            number = int(written)
        case int() as written if not isinstance(written, bool):
            number = written
        case _:
            number = None
    if number is not None and 1 <= number <= _LARGEST_NUMBER:
        return number
    what = "no number" if cell.is_absent else f"no number {shown(cell.value)}"
    amiss.append(unworded(cell.origin, cell.flaw or f"{what}; number each row from 1 to {_LARGEST_NUMBER}, as in 19"))
    return 0


def _required(cell: Cell, otherwise: str, amiss: list[Problem]) -> Text:
    if cell.is_absent:
        amiss.append(unworded(cell.origin, otherwise))
    return _text(cell, amiss) or Text("")


def _text(cell: Cell | None, amiss: list[Problem]) -> Text | None:
    """Return what a cell says, or nothing where it says nothing, or nothing that is text."""
    if cell is None or cell.is_absent:
        return None
    if cell.flaw:
        amiss.append(unworded(cell.origin, cell.flaw))
    elif not isinstance(cell.value, str):
        amiss.append(unworded(cell.origin, f"expected text, not {shown(cell.value)}"))
    elif not is_plain(words := unified(cell.value)):
        what = f"expected text without control or invisible characters, not {shown(cell.value)}"
        amiss.append(unworded(cell.origin, what))
    else:
        return Text(words)
    return None


def _headline(cell: Cell | None, amiss: list[Problem]) -> RequirementId | None:
    if cell and not cell.flaw and isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell = attrs.evolve(cell, value=f"{cell.value:g}")  # 14 as a number is as good as the text
    text = _text(cell, amiss)
    if text is None:
        return None
    plain = plain_spelling(text.ja)
    begins = re.match(r"[0-9]{1,2}(?![0-9])", plain)  # a headline may be written with its words: ⑭ 公平性と…
    return RequirementId(begins.group() if begins else plain)


def _countermeasures(cells: Mapping[str, Cell], amiss: list[Problem]) -> tuple[Countermeasure, ...]:
    given = {name: cells[name] for name in ("対策例", "対策例詳細", "裏付けとなる情報の例") if name in cells}
    if all(cell.is_absent for cell in given.values()):
        return ()
    first, *_ = given.values()
    if "対策例" not in cells or first.is_absent:
        amiss.append(unworded(first.origin, "details or evidence without a 対策例; write what they belong to"))
    detail, evidence = (_text(cells.get(name), amiss) for name in ("対策例詳細", "裏付けとなる情報の例"))
    return (Countermeasure(_text(cells.get("対策例"), amiss) or Text(""), _citation(first), detail, evidence),)


def _citation(cell: Cell) -> Citation:
    return Citation(SourceId("supplied"), cell.place, Provenance.SUPPLIED)
