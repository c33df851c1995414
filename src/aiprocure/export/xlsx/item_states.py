"""The states of the items of a check sheet: a formula for each line, which says of it what ``item_statuses`` says.

It sees only whether a cell is blank: words that settle nothing, such as 未定, are for ``check`` to find. A line that is
counted with its headline, or with the rows below it, has its state in brackets.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from aiprocure.checks.check_sheets import (
    evidence_sought,
    headlines_by_row,
    listed_clauses,
    listed_requirements,
    rows_by_headline,
)
from aiprocure.export.xlsx.live import Condition, Live, all_of, any_of, choose, constant, negate
from aiprocure.files.dossier_sheets.parts import APPLIES, Items, Row
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["STATES", "ItemStates"]

STATES = ("left", "amend", "done", "aside")
"""The states of an item, as the labels call them: still open, to be corrected, dealt with, and not applied."""
_WRITTEN = ("words", "measures", "evidence")
_LONGEST_PART = 2_500
"""Characters of a part of a formula that is in it twice. Spreadsheet programs take formulas of 8,192."""


@attrs.define
class ItemStates:
    """The states of the items in the lines of a check sheet. ``columns`` are the letters of its columns, by name."""

    part: Items
    rows: Sequence[Row]
    columns: Mapping[str, str]
    first: int
    """The number of the first line in the sheet, counted from 1."""
    words: Phrases
    known: dict[int, Live] = attrs.Factory(dict)
    lines: Mapping[str, Sequence[int]] = attrs.field(init=False)
    """The lines of each item, counted from 0."""
    counted: frozenset[str] = attrs.field(init=False)
    """The items that count by themselves."""

    @lines.default
    def _placed(self) -> Mapping[str, Sequence[int]]:
        placed: dict[str, list[int]] = {}
        for n, row in enumerate(self.rows):
            placed.setdefault(row.key, []).append(n)
        return placed

    @counted.default
    def _listed(self) -> frozenset[str]:
        listed = listed_clauses if self.part.name == "clauses" else listed_requirements
        return frozenset(self.edition.once(listed))

    @property
    def edition(self) -> Edition:
        """The edition whose items these are."""
        return self.part.edition

    def word(self, state: str, *, counted: bool = True) -> str:
        """Return what a state is called: in brackets where the line does not count by itself."""
        word = self.words.say(f"book_state_{state}")
        return word if counted else self.words.say("book_state_within", state=word)

    def of(self, n: int) -> Live:
        """Return the state of a line."""
        if n not in self.known:
            self.known[n] = self._of(n)
        return self.known[n]

    def _of(self, n: int) -> Live:
        name = self.rows[n].key
        if name not in self.counted:
            return self._own(n, constant(self.words.say("book_state_elsewhere")), counted=False)
        under = self._lines_under(name)
        if under:
            return self._of_headline(n, under)
        above = self.lines.get(self.edition.once(headlines_by_row).get(name, ""), ())
        return self._own(n, self._as(above[0]) if above else constant(self.word("left")))

    def _as(self, headline: int) -> Live:
        """The state of a row in which nothing is written: that of its headline."""
        left, above = constant(self.word("left")), self._state_cell(headline)
        for state in STATES[1:]:
            within = self.word(state, counted=False)
            left = choose(
                Condition(f"{above}={constant(within).formula}", self.of(headline).now == within),
                constant(self.word(state)),
                left,
            )
        return left

    def _of_headline(self, n: int, under: Sequence[int]) -> Live:
        """The state of a headline that counts: what is stated of its rows counts with it."""
        amend, done, aside, left = (constant(self.word(each)) for each in ("amend", "done", "aside", "left"))
        amended, unnamed = self._any_is(under, self.word("amend", counted=False)), self._any_is(under, self._elsewhere)
        addressed = self._any_is(under, self.word("done", counted=False))
        said = choose(addressed, done, aside)
        by_rows = choose(unnamed, left, choose(amended, amend, said))
        own = self._own(n, left, aside=said)
        return choose(self._is_named(n), choose(amended, amend, own), by_rows)

    @property
    def _elsewhere(self) -> str:
        return self.words.say("book_state_elsewhere")

    def _own(self, n: int, otherwise: Live, *, counted: bool = True, aside: Live | None = None) -> Live:
        """The state of a line by its own cells, and by those that hold for it as well; otherwise another."""
        amend, done = (constant(self.word(each, counted=counted)) for each in ("amend", "done"))
        reason = self._is_filled(n, "set_aside")
        contradicted = any_of(negate(reason), self._applies(n, applies=True), self._any_filled(n, _WRITTEN))
        said_not = any_of(self._applies(n, applies=False), reason)
        settled = choose(contradicted, amend, aside or constant(self.word("aside", counted=counted)))
        lacking, covered = self._lacks_evidence(n), self._is_covered(n)
        worded = choose(lacking, amend, done) if lacking else done
        begun = amend if covered is None else choose(covered, worded, amend)
        named = choose(self._is_begun(n), begun, otherwise)
        return choose(said_not, settled, choose(self._is_filled(n, "words"), worded, named))

    def _is_named(self, n: int) -> Condition:
        """Whether anything is said of an item besides who sees to it, and by when."""
        return any_of(
            self._any_filled(n, (*_WRITTEN, "set_aside")), self._applies(n, applies=False), self._is_only_applied(n)
        )

    def _is_begun(self, n: int) -> Condition:
        return any_of(self._any_filled(n, _WRITTEN[1:]), self._is_only_applied(n))

    def _is_only_applied(self, n: int) -> Condition:
        """Whether it is said to apply, and nobody is to say how."""
        return all_of(
            self._applies(n, applies=True),
            negate(self._is_filled(n, "owner")),
            negate(self._is_filled(n, "due")),
        )

    def _is_covered(self, n: int) -> Condition | None:
        """Whether an item without words has them elsewhere: a headline by its rows, a row by that."""
        name = self.rows[n].key
        if under := self._lines_under(name):
            words, reasons = (self._block(column, under) for column in ("words", "set_aside"))
            unsettled = any(not self._cell(n, "words") and not self._cell(n, "set_aside") for n in under)
            return Condition(f'SUMPRODUCT(({words}="")*({reasons}=""))=0', not unsettled)
        above = self.lines.get(self.edition.once(headlines_by_row).get(name, ""), ())
        return self._is_filled(above[0], "words") if above else None

    def _lacks_evidence(self, n: int) -> Condition | None:
        """Whether the sheet seeks evidence for an item, and there is none."""
        name = self.rows[n].key
        sought = self.edition.once(evidence_sought).get(name, frozenset())
        if not sought:
            return None
        above = self.lines.get(self.edition.once(headlines_by_row).get(name, ""), ())[:1]
        without = [negate(self._is_filled(each, "evidence")) for each in (n, *above)]
        if name not in sought:
            unnamed = [negate(self._is_named(each)) for row in sorted(sought) for each in self.lines.get(row, ())[:1]]
            without.append(any_of(*unnamed))
        found = all_of(*without)
        # Of a headline with very many rows no formula can tell; there the check does, as it always does.
        return found if len(found.formula) < _LONGEST_PART else None

    def _lines_under(self, name: str) -> Sequence[int]:
        """The lines of the rows under a headline, which follow one another."""
        rows = self.edition.once(rows_by_headline).get(name, ())
        return [n for row in rows for n in self.lines.get(row, ())]

    def _any_is(self, lines: Sequence[int], state: str) -> Condition:
        block = self._block("state", lines)
        formula = f"SUMPRODUCT(({block}={constant(state).formula})*1)>0"
        return Condition(formula, any(self.of(n).now == state for n in lines))

    def _block(self, column: str, lines: Iterable[int]) -> str:
        numbers = [self.first + n for n in lines]
        return f"${self.columns[column]}${min(numbers)}:${self.columns[column]}${max(numbers)}"

    def _state_cell(self, n: int) -> str:
        return f"${self.columns['state']}${self.first + n}"

    def _cell(self, n: int, column: str) -> object:
        return self.rows[n].cells.get(column)

    def _is_filled(self, n: int, column: str) -> Condition:
        return Condition(f'${self.columns[column]}{self.first + n}<>""', bool(self._cell(n, column)))

    def _any_filled(self, n: int, columns: Sequence[str]) -> Condition:
        return any_of(*(self._is_filled(n, column) for column in columns))

    def _applies(self, n: int, *, applies: bool) -> Condition:
        text = next(text for value, text in self.part.applies.choices if value is applies)
        shown = self.rows[n].cells.get(APPLIES)
        word = self.words.of(text)
        return Condition(f"${self.columns[APPLIES]}{self.first + n}={constant(word).formula}", shown == word)
