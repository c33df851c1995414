"""The sheets of the check sheets: a line for each item, its state by a formula, and counts of what is left."""

from collections.abc import Mapping, Sequence

import attrs

from aiprocure.errors.text import Text
from aiprocure.export.xlsx.book import Book, Sheet, literal
from aiprocure.files.dossier_sheets.items import Listed, items_of
from aiprocure.files.dossier_sheets.kinds import WORDS, Shown
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.dossier_sheets.parts import APPLIES, Items, Row
from aiprocure.model.check_sheets import Clause, Requirement, SheetRow
from aiprocure.model.citation import Provenance
from aiprocure.model.edition import Edition

__all__ = ["STATES", "CheckSheet", "write_check_sheet"]

STATES = ("left", "amend", "done", "aside", "elsewhere")
"""The states of an item, as the labels call them: still open, to be corrected, dealt with, not applied, and dealt with
under its headline or by its rows."""
_HEADER = 3
_WIDTHS = {
    "number": 6,
    "heading": 17,
    "clause_heading": 11,
    "requirement": 25,
    "clause": 25,
    "examples": 22,
    "content": 34,
    APPLIES: 9,
    "words": 30,
    "measures": 18,
    "evidence": 15,
    "set_aside": 15,
    "owner": 9,
    "due": 10.5,
    "state": 8.5,
    "findings": 27,
}
_NO_FINDINGS = 8
_DEFAULT_WIDTH = 18


@attrs.frozen
class CheckSheet:
    """Where a check sheet stands, for other sheets: its cells with the states, and how many have each state now."""

    title: str
    states: str
    counts: Mapping[str, int]


def write_check_sheet(
    book: Book, table: Table, part: Items, rows: Sequence[Row], findings: Mapping[str, str]
) -> CheckSheet:
    """Write the sheet of a section, and return where it stands. ``findings`` are in words, by the ids of the items."""
    return _Writer(book, table, part, rows, findings).write()


@attrs.define
class _Writer:
    book: Book
    table: Table
    part: Items
    rows: Sequence[Row]
    findings: Mapping[str, str]
    columns: Mapping[str, int] = attrs.field(init=False)
    lines: Mapping[str, int] = attrs.field(init=False)
    """The line that each item has first, counted from 0."""
    sheet: Sheet = attrs.field(init=False)

    @columns.default
    def _numbered(self) -> Mapping[str, int]:
        return {column.name: n for n, column in enumerate(self.table.columns)}

    @lines.default
    def _placed(self) -> Mapping[str, int]:
        return dict(reversed([(row.key, _HEADER + 1 + n) for n, row in enumerate(self.rows)]))

    def write(self) -> CheckSheet:
        words, section = self.book.words, self.part.name
        widths = [_WIDTHS.get(column.name, _DEFAULT_WIDTH) for column in self.table.columns]
        widths = [*widths[:-1], widths[-1] if self.findings else _NO_FINDINGS]
        self.sheet = self.book.sheet(words.say(f"book_sheet_{section}"), widths)
        self.sheet.text(0, 0, words.say(f"book_{section}_title"), "title")
        self.sheet.text(1, 0, words.say("book_items_note"), "note")
        self.sheet.head(_HEADER, self.table, self.columns)
        listed = {each.id: each for each in items_of(self.part.edition, section)}
        states: list[str] = []
        for n, row in enumerate(self.rows, _HEADER + 1):
            states.append(self._line(n, listed[row.key], row, listed))
        last = _HEADER + max(1, len(self.rows))
        column = self.columns["state"]
        marks = {"left": "attention", "amend": "grave", "done": "done", "aside": "aside"}
        self.sheet.mark(
            (_HEADER + 1, column), (last, column), {self._state(name): style for name, style in marks.items()}
        )
        self.sheet.worksheet.freeze_panes(_HEADER + 1, 3)
        self.sheet.worksheet.autofilter(_HEADER, 0, last, len(self.columns) - 1)
        area = self.sheet.area(_HEADER + 1, column, last, column)
        counts = {name: states.count(name) for name in STATES}
        self._counts(area, counts)
        return CheckSheet(self.sheet.title, area, counts)

    def _state(self, name: str) -> str:
        return self.book.words.say(f"book_state_{name}")

    def _counts(self, area: str, counts: Mapping[str, int]) -> None:
        quoted = area.partition("!")[2]
        said, now = [], []
        for name in STATES[:-1]:
            pattern = self.book.words.say("book_state_count", state=self._state(name), count="\0")
            before, after = pattern.split("\0")
            said.append(f"{literal(before)}&COUNTIF({quoted},{literal(self._state(name))})&{literal(after)}")
            now.append(f"{before}{counts[name]}{after}")
        self.sheet.formula(2, 0, "=" + "&".join(said), "".join(now), "subtitle")

    def _line(self, row: int, item: Listed, written: Row, listed: Mapping[str, Listed]) -> str:
        words = self.book.words
        shown = self._shown(item, listed)
        for name, text in shown.items():
            heading = isinstance(item.record, Requirement)
            self.sheet.text(row, self.columns[name], text, "group" if heading else "shown")
        for column in self.table.inputs:
            kind = self.part.applies if column.name == APPLIES else column.kind or WORDS
            heading_ = words.of(column.heading)
            self.sheet.input(row, self.columns[column.name], written.cells.get(column.name), kind, heading=heading_)
        formula = self._formula(row, item)
        state = self._state_now(item, written)
        self.sheet.formula(row, self.columns["state"], formula, self._state(state), "state")
        self.sheet.text(row, self.columns["findings"], self.findings.get(item.id, ""))
        return state

    def _shown(self, item: Listed, listed: Mapping[str, Listed]) -> dict[str, str]:
        words, number = self.book.words, {"number": self.book.words.of(item.label)}
        match item.record:
            case Requirement() as headline:
                return {**number, "heading": words.of(headline.text), "requirement": "", "examples": ""}
            case SheetRow() as row:
                above = listed.get(item.headline or "")
                heading = words.of(above.label) if above else ""
                return {
                    **number,
                    "heading": heading,
                    "requirement": words.of(row.text),
                    "examples": self._examples(row),
                }
            case Clause() as clause:
                note = f"\n{words.of(clause.note)}" if clause.note else ""
                return {
                    **number,
                    "clause_heading": words.of(clause.heading),
                    "clause": words.of(clause.text),
                    "content": words.of(clause.content) + note,
                }

    def _examples(self, row: SheetRow) -> str:
        words, lines = self.book.words, []
        for each in row.countermeasures:
            lines.append(f"・{words.of(each.text)}")
            lines += [words.of(each.detail)] if each.detail else []
            if each.evidence:
                lines.append(words.say("detail", key=words.say("field_evidence"), value=words.of(each.evidence)))
        return "\n".join(lines)

    # What follows is said twice: as formulas, and as what they come to now. A test holds the two together.

    def _formula(self, row: int, item: Listed) -> str:
        def state(name: str) -> str:
            return literal(self._state(name))

        reason, words = self._cell("set_aside", row), self._cell("words", row)
        no, yes = (literal(self.book.words.of(text)) for text in (self._word(applies=False), self._word(applies=True)))
        applies = self._cell(APPLIES, row)
        aside = (
            f'IF(OR({reason}="",COUNTA({self._cells("words", "evidence", row)})>0),{state("amend")},{state("aside")})'
        )
        covered, elsewhere = self._covered(item), self._elsewhere(item)
        unworded = f"IF({covered},{state('done')},{state('amend')})" if covered else state("amend")
        blank = f"IF({elsewhere},{state('elsewhere')},{state('left')})" if elsewhere else state("left")
        begun = f"OR({applies}={yes},COUNTA({self._cells('measures', 'evidence', row)})>0)"
        return (
            f'=IF(OR({applies}={no},{reason}<>""),{aside},'
            f'IF({words}<>"",{state("done")},IF({begun},{unworded},{blank})))'
        )

    def _word(self, *, applies: bool) -> Text:
        return next(text for value, text in self.part.applies.choices if value is applies)

    def _cell(self, column: str, row: int) -> str:
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, self.columns[column], col_abs=True))

    def _cells(self, first: str, last: str, row: int) -> str:
        return f"{self._cell(first, row)}:{self._cell(last, row)}"

    def _under(self, item: Listed) -> list[str]:
        """The rows under a headline that are shown, the ministry's in place of the source's."""
        listed = items_of(self.part.edition, self.part.name)
        return [each.id for each in listed if each.headline == item.id and not each.replaced]

    def _covered(self, item: Listed) -> str:
        """The formula for whether an item without words has them elsewhere: a headline by its rows, a row by that."""
        if item.headline:
            return f'{self._cell("words", self.lines[item.headline])}<>""'
        terms = [
            f'OR({self._cell("words", self.lines[row])}<>"",{self._cell("set_aside", self.lines[row])}<>"")'
            for row in self._under(item)
        ]
        return f"AND({','.join(terms)})" if terms else ""

    def _elsewhere(self, item: Listed) -> str:
        """The formula for whether an item in which nothing is written need not be dealt with itself."""
        edition = self.part.edition
        if item.headline:
            supplied = item.headline in edition.once(_supplied_headlines)
            return self._named(self.lines[item.headline]) if supplied else "TRUE"
        if isinstance(item.record, SheetRow):
            return "" if _is_supplied(item.record) else "TRUE"
        if item.id in edition.once(_supplied_headlines):
            return "TRUE"
        terms = [self._named(self.lines[row]) for row in self._under(item)]
        return f"AND({','.join(terms)})" if terms else ""

    def _named(self, row: int) -> str:
        return f"COUNTA({self._cells(APPLIES, 'set_aside', row)})>0"

    def _state_now(self, item: Listed, row: Row) -> str:
        cells = row.cells
        others = any(cells.get(name) for name in ("words", "measures", "evidence"))
        if cells.get("set_aside") or self.part.applies.read(cells.get(APPLIES)) is False:
            return "amend" if not cells.get("set_aside") or others else "aside"
        if cells.get("words"):
            return "done"
        if others or cells.get(APPLIES):
            return "done" if self._is_covered(item) else "amend"
        return "elsewhere" if self._is_elsewhere(item) else "left"

    def _cells_now(self, id_: str) -> Mapping[str, Shown]:
        return self.rows[self.lines[id_] - _HEADER - 1].cells

    def _is_covered(self, item: Listed) -> bool:
        if item.headline:
            return bool(self._cells_now(item.headline).get("words"))
        under = [self._cells_now(row) for row in self._under(item)]
        return bool(under) and all(cells.get("words") or cells.get("set_aside") for cells in under)

    def _is_elsewhere(self, item: Listed) -> bool:
        edition = self.part.edition
        if item.headline:
            is_item = item.headline in edition.once(_supplied_headlines)
            return self._is_named(item.headline) if is_item else True
        if isinstance(item.record, SheetRow):
            return not _is_supplied(item.record)
        if item.id in edition.once(_supplied_headlines):
            return True
        under = self._under(item)
        return bool(under) and all(map(self._is_named, under))

    def _is_named(self, id_: str) -> bool:
        columns = list(self.columns)
        between = columns[columns.index(APPLIES) : columns.index("set_aside") + 1]
        return any(self._cells_now(id_).get(name) for name in between)


def _is_supplied(row: SheetRow) -> bool:
    return row.citation.provenance is Provenance.SUPPLIED


def _supplied_headlines(edition: Edition) -> frozenset[str]:
    """The headlines under which a ministry has supplied rows: these are the items in their place."""
    return frozenset(f"requirement/{row.requirement}" for row in edition.sheet_rows if _is_supplied(row))
