"""The sheets of the check sheets: a line for each item, its state by a formula, and counts of what is left."""

from collections.abc import Mapping, Sequence

import attrs

from aiprocure.export.xlsx.book import Book, Sheet, literal
from aiprocure.export.xlsx.item_states import STATES, ItemStates
from aiprocure.files.dossier_sheets.items import Listed, items_of
from aiprocure.files.dossier_sheets.kinds import WORDS
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.dossier_sheets.parts import APPLIES, Items, Row
from aiprocure.files.workbooks.cells import column_letters
from aiprocure.model.check_sheets import Requirement, SheetRow

__all__ = ["CheckSheet", "write_check_sheet"]

_HEADER = 3
_WIDTHS = {
    "number": 6,
    "heading": 17,
    "clause_heading": 11,
    "requirement": 25,
    "clause": 25,
    "examples": 32,
    "content": 34,
    APPLIES: 9,
    "words": 29,
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
    states: ItemStates = attrs.field(init=False)
    sheet: Sheet = attrs.field(init=False)

    @columns.default
    def _numbered(self) -> Mapping[str, int]:
        return {column.name: n for n, column in enumerate(self.table.columns)}

    @states.default
    def _of_lines(self) -> ItemStates:
        letters = {name: column_letters(column + 1) for name, column in self.columns.items()}
        return ItemStates(self.part, self.rows, letters, _HEADER + 2, self.book.words)

    def write(self) -> CheckSheet:
        words, section = self.book.words, self.part.name
        widths = [_WIDTHS.get(column.name, _DEFAULT_WIDTH) for column in self.table.columns]
        widths = [*widths[:-1], widths[-1] if self.findings else _NO_FINDINGS]
        self.sheet = self.book.sheet(words.say(f"book_sheet_{section}"), widths)
        self.sheet.text(0, 0, words.say(f"book_{section}_title"), "title")
        self.sheet.text(1, 0, words.say("book_items_note"), "note")
        self.sheet.head(_HEADER, self.table, self.columns)
        listed = {each.id: each for each in items_of(self.part.edition, section)}
        states = [self._line(n, listed[row.key], listed) for n, row in enumerate(self.rows)]
        last = _HEADER + max(1, len(self.rows))
        column = self.columns["state"]
        marks = {"left": "attention", "amend": "grave", "done": "done", "aside": "aside"}
        styles = {
            self.states.word(name, counted=by_itself): marks[name] for name in STATES for by_itself in (True, False)
        }
        self.sheet.mark((_HEADER + 1, column), (last, column), styles)
        self.sheet.worksheet.freeze_panes(_HEADER + 1, 3)
        self.sheet.worksheet.autofilter(_HEADER, 0, last, len(self.columns) - 1)
        area = self.sheet.area(_HEADER + 1, column, last, column)
        counts = {name: states.count(self.states.word(name)) for name in STATES}
        self._counts(area, counts)
        return CheckSheet(self.sheet.title, area, counts)

    def _counts(self, area: str, counts: Mapping[str, int]) -> None:
        quoted = area.partition("!")[2]
        said, now = [], []
        for name in STATES:
            pattern = self.book.words.say("book_state_count", state=self.states.word(name), count="\0")
            before, after = pattern.split("\0")
            said.append(f"{literal(before)}&COUNTIF({quoted},{literal(self.states.word(name))})&{literal(after)}")
            now.append(f"{before}{counts[name]}{after}")
        self.sheet.formula(2, 0, "=" + "&".join(said), "".join(now), "subtitle")

    def _line(self, n: int, item: Listed, listed: Mapping[str, Listed]) -> str:
        words, row = self.book.words, _HEADER + 1 + n
        style = "group" if isinstance(item.record, Requirement) else "shown"
        for name, text in self._shown(item, listed).items():
            self.sheet.text(row, self.columns[name], text, style)
        for column in self.table.inputs:
            kind = self.part.applies if column.name == APPLIES else column.kind or WORDS
            shown, heading = self.rows[n].cells.get(column.name), words.of(column.heading)
            self.sheet.input(row, self.columns[column.name], shown, kind, heading=heading)
        state = self.states.of(n)
        self.sheet.formula(row, self.columns["state"], f"={state.formula}", state.now, "state")
        self.sheet.text(row, self.columns["findings"], self.findings.get(item.id, ""))
        return state.now

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
            case clause:
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
