"""The sheet of the determination: the answers, and live formulas for all that follows from them.

A table of the rows that decide is written below the answers. In its column for an axis a row has a character for each
option: the option's mark where the row holds for it, and a dash where it does not. So the row that decides is found by
the characters at the places of the answers: exactly one row has a mark at all of them.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from aiprocure.encoding import fingerprint
from aiprocure.export.xlsx.book import Book, Sheet, literal
from aiprocure.files.dossier_sheets.kinds import WORDS
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.dossier_sheets.parts import Row
from aiprocure.model.axes import Axis, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Reading, Rule

__all__ = ["Determination", "write_determination"]

_DASH, _RING = "－", "○"
_TOP = 6
"""The row of the headings of the answers: what they come to stands above."""
_AXES_FROM = 4
"""The first column of the axes in the table of rows."""
_LONGEST_MARK = 0xFFFF


@attrs.frozen
class Determination:
    """Where the determination stands, for other sheets, and what it is now."""

    cell: str
    outcome: str
    open_axes: str
    """The formula for how many axes are not answered."""
    open_now: int


@attrs.frozen
class _Plan:
    """Which row of the sheet each table begins at: answers, changes, readings, rules."""

    edition: Edition
    options: Mapping[str, int]
    """The row of the first option of each axis."""
    readings: int
    rules: tuple[tuple[Reading | None, tuple[Rule, ...], int], ...]
    """Each reading, the adopted one first, with its rows and where they begin."""

    @classmethod
    def of(cls, edition: Edition) -> "_Plan":
        """Return where the tables of an edition stand."""
        row = _TOP + len(edition.axes) + 4
        options: dict[str, int] = {}
        for axis in edition.axes:
            options[axis.id] = row
            row += len(axis.options)
        readings = row + 3
        row = readings + len(edition.readings) + 3
        rules: list[tuple[Reading | None, tuple[Rule, ...], int]] = []
        for reading in (None, *edition.readings):
            its = edition.rules if reading is None else reading.rules
            rules.append((reading, its, row))
            row += len(its)
        return cls(edition, options, readings, tuple(rules))


def write_determination(
    book: Book, tables: Mapping[str, Table], edition: Edition, rows: Sequence[Row], title: str
) -> Determination:
    """Write the sheet under a title, and return where the outcome is."""
    return _Writer(book, tables, edition, rows, _Plan.of(edition)).write(title)


@attrs.define
class _Writer:
    book: Book
    tables: Mapping[str, Table]
    edition: Edition
    rows: Sequence[Row]
    plan: _Plan
    sheet: Sheet = attrs.field(init=False)
    numbers: dict[str, int] = attrs.field(init=False)
    """The number of the option that each axis is answered with now, counted from 1, or 0."""

    def write(self, title: str) -> Determination:
        widths = (24, 44, 38, 40, *[max(9, len(axis.options) * 2.6) for axis in self.edition.axes])
        self.sheet = self.book.sheet(title, widths)
        self.numbers = {axis.id: self._number_now(axis) for axis in self.edition.axes}
        self._answers()
        self._changes()
        self._readings()
        self._rules()
        self._summary()
        self.sheet.worksheet.freeze_panes(_TOP, 0)
        outcome = self.sheet.area(1, 1, 1, 1)
        numbers = self.sheet.area(_TOP + 1, _AXES_FROM, _TOP + len(self.edition.axes), _AXES_FROM)
        open_now = sum(number == 0 for number in self.numbers.values())
        return Determination(outcome, self._outcome_now(), f"COUNTIF({numbers},0)", open_now)

    def _number_now(self, axis: Axis) -> int:
        shown = next((row.cells.get("option") for row in self.rows if row.key == axis.id), None)
        captions = [self._caption(axis, n) for n in range(len(axis.options))]
        return captions.index(str(shown)) + 1 if shown in captions else 0

    def _caption(self, axis: Axis, position: int) -> str:
        option = axis.options[position]
        return f"{option.mark} {self.book.words.of(option.text)}"

    def _summary(self) -> None:
        say, sheet, words = self.book.words.say, self.sheet, self.book.words
        sheet.text(0, 0, say("book_determination_title"), "title")
        numbers = self._numbers_range()
        settled, now = f"MIN({numbers})>0", min(self.numbers.values()) > 0
        sheet.text(1, 0, say("outcome"), "head")
        unsettled = say("book_unsettled")
        sheet.formula(1, 1, f"=IF({settled},{self._outcome(None)},{literal(unsettled)})", self._outcome_now(), "result")
        meanings = {words.of(outcome.text): words.of(outcome.meaning) for outcome in self.edition.outcomes}
        known = self.book.lists.source(say("outcome"), tuple(meanings)).removeprefix("=")
        meant = self.book.lists.source(say("book_meaning"), tuple(meanings.values())).removeprefix("=")
        meaning = f'=IF({settled},INDEX({meant},SUMPRODUCT(EXACT({known},B2)*(ROW({known})-ROW({meant})+1))),"")'
        first = meant.partition(":")[0]
        meaning = meaning.replace(f"ROW({meant})", f"ROW({first})")
        sheet.formula(1, 2, meaning, meanings.get(self._outcome_now(), ""), "passage")
        sheet.text(2, 0, say("book_deciding_row"), "head")
        ruled = f'=IF({settled},{self._rule(None)},"")'
        sheet.formula(2, 1, ruled, self._rule_now(None), "shown_bold")
        sheet.text(3, 0, say("book_disputes"), "head")
        self._disputes(settled, now=now)
        sheet.text(4, 0, say("book_unanswered"), "head")
        missing = [f'IF({self._number(axis)}=0,{literal(axis.id + " ")},"")' for axis in self.edition.axes]
        missing_now = "".join(f"{axis.id} " for axis in self.edition.axes if not self.numbers[axis.id])
        none = say("book_none_unanswered")
        sheet.formula(4, 1, f"=IF({settled},{literal(none)},{'&'.join(missing)})", none if now else missing_now)
        first_outcome, *_, gravest = (words.of(outcome.text) for outcome in self.edition.outcomes)
        marks = {gravest: "grave", first_outcome: "done", unsettled: "attention"}
        self.sheet.mark((1, 1), (1, 1), marks)

    def _disputes(self, settled: str, *, now: bool) -> None:
        say = self.book.words.say
        alike, differ = say("book_readings_alike"), say("book_readings_differ")
        if not self.edition.readings:
            self.sheet.formula(
                3, 1, f'=IF({settled},{literal(say("book_no_readings"))},"")', say("book_no_readings") if now else ""
            )
            return
        first = self.plan.readings
        states = self.sheet.area(first, 3, first + len(self.edition.readings) - 1, 3).partition("!")[2]
        other = say("book_differs")
        names = "&".join(
            f'IF($D${first + n + 1}={literal(other)},{literal(self._reading_name(n) + " ")},"")'
            for n in range(len(self.edition.readings))
        )
        formula = (
            f'=IF({settled},IF(COUNTIF({states},{literal(other)})=0,{literal(alike)},{names}&{literal(differ)}),"")'
        )
        disputing = [n for n, each in enumerate(self.edition.readings) if now and self._differs_now(each)]
        value = "".join(self._reading_name(n) + " " for n in disputing) + differ if disputing else alike
        self.sheet.formula(3, 1, formula, value if now else "")

    def _reading_name(self, position: int) -> str:
        return self.book.words.say("reading_number", number=position + 1)

    def _answers(self) -> None:
        words, sheet = self.book.words, self.sheet
        sheet.text(_TOP - 1, 0, words.say("book_answers_note"), "note")
        columns = {"axis": 0, "question": 1, "option": 2, "reason": 3, "answered": _AXES_FROM}
        sheet.head(_TOP, self.tables["answers"], columns, repeat=False)
        by_axis = {row.key: row.cells for row in self.rows}
        for n, axis in enumerate(self.edition.axes):
            row, cells = _TOP + 1 + n, by_axis.get(axis.id, {})
            sheet.text(row, 0, words.axis(axis), "shown_bold")
            note = f"\n* {words.of(axis.note)}" if axis.note else ""
            sheet.text(row, 1, words.of(axis.question) + note)
            sheet.input(row, 2, cells.get("option"), WORDS)
            sheet.offer(row, 2, f"={self._options(axis)}")
            sheet.input(row, 3, cells.get("reason"), WORDS)
            options = self._options(axis)
            first = options.partition(":")[0]
            formula = f"=SUMPRODUCT(EXACT({options},$C${row + 1})*(ROW({options})-ROW({first})+1))"
            sheet.formula(row, _AXES_FROM, formula, self.numbers[axis.id], "centred")

    def _options(self, axis: Axis) -> str:
        first = self.plan.options[axis.id]
        return f"$B${first + 1}:$B${first + len(axis.options)}"

    def _changes(self) -> None:
        words, sheet = self.book.words, self.sheet
        first = min(self.plan.options.values())
        sheet.text(first - 2, 0, words.say("book_changes_title"), "subtitle")
        columns = {
            "changed_axis": 0,
            "changed_option": 1,
            "changed_outcome": 2,
            "changed_rule": 3,
            "chosen": _AXES_FROM,
        }
        sheet.head(first - 1, self.tables["changes"], columns, repeat=False)
        for axis in self.edition.axes:
            for n, _ in enumerate(axis.options):
                self._change(axis, n, self.plan.options[axis.id] + n)
        last = max(self.plan.options.values()) + len(self.edition.axes[-1].options) - 1
        sheet.worksheet.conditional_format(
            *(first, 2, last, 2),
            {
                "type": "formula",
                "criteria": f'=AND($C{first + 1}<>"",MIN({self._numbers_range()})>0,$C{first + 1}<>$B$2)',
                "format": self.book.formats["attention"],
            },
        )

    def _change(self, axis: Axis, position: int, row: int) -> None:
        words, sheet = self.book.words, self.sheet
        others = [each for each in self.edition.axes if each is not axis]
        known = f"MIN({','.join(map(self._number, others))})>0" if others else "TRUE"
        fixed: dict[str, int] = {axis.id: position + 1}
        answered = all(self.numbers[each.id] for each in others)
        rule = self._deciding(self.edition.rules, {**self.numbers, **fixed}) if answered else None
        sheet.text(row, 0, words.axis(axis) if position == 0 else axis.id, "shown")
        sheet.text(row, 1, self._caption(axis, position))
        sheet.formula(
            row,
            2,
            f'=IF({known},{self._outcome(None, fixed)},"")',
            words.outcome(self.edition, rule.outcome) if rule else "",
            "centred",
        )
        sheet.formula(row, 3, f'=IF({known},{self._rule(None, fixed)},"")', self._named(rule) if rule else "")
        chosen = "●" if self.numbers[axis.id] == position + 1 else ""
        sheet.formula(row, _AXES_FROM, f'=IF({self._number(axis)}={position + 1},"●","")', chosen, "centred")

    def _readings(self) -> None:
        words, sheet = self.book.words, self.sheet
        if not self.edition.readings:
            return
        first = self.plan.readings
        sheet.text(first - 2, 0, words.say("book_readings_title"), "subtitle")
        columns = {"reading": 0, "reading_says": 1, "reading_outcome": 2, "reading_differs": 3}
        sheet.head(first - 1, self.tables["readings"], columns, repeat=False)
        settled = f"MIN({self._numbers_range()})>0"
        for n, reading in enumerate(self.edition.readings):
            row = first + n
            sheet.text(row, 0, self._reading_name(n))
            sheet.text(row, 1, words.of(reading.text))
            now = self._outcome_by(reading)
            sheet.formula(row, 2, f'=IF({settled},{self._outcome(reading)},"")', now, "centred")
            same, other = words.say("book_same"), words.say("book_differs")
            formula = f'=IF({settled},IF(C{row + 1}=$B$2,{literal(same)},{literal(other)}),"")'
            sheet.formula(row, 3, formula, (other if self._differs_now(reading) else same) if now else "", "centred")
        last = first + len(self.edition.readings) - 1
        sheet.mark((first, 3), (last, 3), {words.say("book_differs"): "attention"})

    def _rules(self) -> None:
        words, sheet = self.book.words, self.sheet
        first = self.plan.rules[0][2]
        sheet.text(first - 2, 0, words.say("book_rules_title"), "subtitle")
        columns = {"rule_reading": 0, "rule": 1, "rule_outcome": 2, "rule_decides": 3}
        sheet.head(first - 1, self.tables["rules"], columns)
        for n, axis in enumerate(self.edition.axes):
            sheet.text(first - 1, _AXES_FROM + n, axis.id, "head")
        for position, (reading, rules, begin) in enumerate(self.plan.rules):
            name = words.say("book_adopted") if reading is None else self._reading_name(position - 1)
            decides = self._deciding(rules, self.numbers) if min(self.numbers.values()) else None
            for n, rule in enumerate(rules):
                row = begin + n
                sheet.text(row, 0, name)
                sheet.text(row, 1, self._named(rule) if reading is None else self._conditions(rule))
                sheet.text(row, 2, words.outcome(self.edition, rule.outcome), "centred")
                index = self._index(reading, {})
                settled = f"MIN({self._numbers_range()})>0"
                formula = f'=IF({settled},IF({index}={n + 1},"◎",""),"")'
                sheet.formula(row, 3, formula, "◎" if rule is decides else "", "centred")
                sets = dict(rule.when.sets)
                for m, axis in enumerate(self.edition.axes):
                    sheet.text(row, _AXES_FROM + m, _mask(axis, sets.get(axis.id)), "centred")
        last = self.plan.rules[-1][2] + len(self.plan.rules[-1][1])
        sheet.mark((first, 3), (last - 1, 3), {"◎": "attention"})
        sheet.text(last + 1, 0, words.say("book_rules_note"), "note")
        sheet.text(last + 2, 0, words.say("book_fingerprint", fingerprint=fingerprint(self.edition)), "note")

    def _named(self, rule: Rule) -> str:
        return self.book.words.row(self.edition, rule)

    def _conditions(self, rule: Rule) -> str:
        words = self.book.words
        return f"{words.conditions(self.edition, rule.when)} → {words.outcome(self.edition, rule.outcome)}"

    def _number(self, axis: Axis) -> str:
        return f"${_letter(_AXES_FROM)}${_TOP + 2 + self.edition.axes.index(axis)}"

    def _numbers_range(self) -> str:
        letter = _letter(_AXES_FROM)
        return f"${letter}${_TOP + 2}:${letter}${_TOP + 1 + len(self.edition.axes)}"

    def _index(self, reading: Reading | None, fixed: Mapping[str, int]) -> str:
        """The formula for which of the rows of a reading decides, counted from 1, some axes answered otherwise."""
        _, rules, begin = next(each for each in self.plan.rules if each[0] is reading)
        first, last = begin + 1, begin + len(rules)
        terms = []
        for n, axis in enumerate(self.edition.axes):
            letter = _letter(_AXES_FROM + n)
            number = str(fixed[axis.id]) if axis.id in fixed else self._number(axis)
            terms.append(f'(MID(${letter}${first}:${letter}${last},{number},1)<>"{_DASH}")')
        count = f"(ROW($A${first}:$A${last})-ROW($A${first})+1)"
        return f"SUMPRODUCT({'*'.join((*terms, count))})"

    def _outcome(self, reading: Reading | None, fixed: Mapping[str, int] = {}) -> str:
        return self._looked_up("C", reading, fixed)

    def _rule(self, reading: Reading | None, fixed: Mapping[str, int] = {}) -> str:
        return self._looked_up("B", reading, fixed)

    def _looked_up(self, letter: str, reading: Reading | None, fixed: Mapping[str, int]) -> str:
        _, rules, begin = next(each for each in self.plan.rules if each[0] is reading)
        return f"INDEX(${letter}${begin + 1}:${letter}${begin + len(rules)},{self._index(reading, fixed)})"

    def _deciding(self, rules: Iterable[Rule], numbers: Mapping[str, int]) -> Rule:
        chosen: dict[str, OptionId] = {axis.id: axis.options[numbers[axis.id] - 1].id for axis in self.edition.axes}
        return next(rule for rule in rules if rule.when.holds(chosen))

    def _outcome_by(self, reading: Reading | None) -> str:
        if not min(self.numbers.values()):
            return ""
        rules = self.edition.rules if reading is None else reading.rules
        return self.book.words.outcome(self.edition, self._deciding(rules, self.numbers).outcome)

    def _outcome_now(self) -> str:
        return self._outcome_by(None) or self.book.words.say("book_unsettled")

    def _rule_now(self, reading: Reading | None) -> str:
        if not min(self.numbers.values()):
            return ""
        return self._named(self._deciding(self.edition.rules if reading is None else reading.rules, self.numbers))

    def _differs_now(self, reading: Reading) -> bool:
        return self._outcome_by(reading) != self._outcome_by(None)


def _mask(axis: Axis, options: frozenset[OptionId] | None) -> str:
    """A character for each option of an axis: its mark where a row holds for it, or a dash."""
    plain = all(len(o.mark) == 1 and ord(o.mark) <= _LONGEST_MARK and o.mark != _DASH for o in axis.options)
    holds = [(o.mark if plain else _RING) if options is None or o.id in options else _DASH for o in axis.options]
    return "".join(holds)


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
