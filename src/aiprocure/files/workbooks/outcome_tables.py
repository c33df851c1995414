"""A table of combinations and their outcomes, such as the official sheet holds, as what was seen there."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar, cast

import attrs

from aiprocure.engine.observations import marks, unknown_outcome
from aiprocure.engine.soundness import MOST_PROBLEMS, require_sound
from aiprocure.errors import Choice, InvalidArgument, InvalidData, InvalidSheet, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Text
from aiprocure.files.axis_headings import headings_of_axis, is_outcome_heading, plain_heading
from aiprocure.files.workbooks.cells import Value
from aiprocure.files.workbooks.tables import Cell, Row, tables_in
from aiprocure.files.workbooks.worksheets import HEADER_WITHIN
from aiprocure.model.answers import Answers
from aiprocure.model.axes import LONGEST_WORDS, Axis
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId

__all__ = ["read_outcome", "read_outcomes"]

T = TypeVar("T")


@attrs.frozen
class _Header:
    """The columns that answer the axes, in the order of these, and the one that gives the outcome."""

    axes: tuple[tuple[Axis, int], ...]
    outcome: int


def read_outcomes(path: str | Path, edition: Edition) -> tuple[tuple[Answers, OutcomeId], ...]:
    """Return the combinations in a table of the official sheet, each with the outcome that it is given there.

    The table is in a CSV file (UTF-8) or in the sheets of an .xlsx file. One of the first 30 rows names a column for
    each axis, by its id, slug or name, and one for the outcome (判定, 判定結果, outcome …). A cell answers an axis in
    any way that :meth:`Edition.answers` reads, and gives an outcome by its id or words. Rows without an outcome, and
    what is hidden, are not read.

    Raises :class:`InvalidSheet` with everything wrong and its row or cell, a combination with two outcomes included, or
    with why the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidArgument(Problem.of("not-a-path", value=path))
    require_sound(edition)
    file = shown_path(path)
    try:
        return _Reader(edition).read(tables_in(Path(path)))
    except (InvalidData, InvalidSheet) as error:
        raise InvalidSheet(attrs.evolve(problem, file=file) for problem in error.problems) from None


def read_outcome(edition: Edition, written: object) -> Outcome | None:
    """Return the outcome that a word means, by its id or its own words in either language; None where it means none.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> read_outcome(edition, "高"), read_outcome(edition, "LOW"), read_outcome(edition, "中")
    (<Outcome high 高>, <Outcome low 低>, None)
    """
    if not isinstance(written, str) or len(written) > LONGEST_WORDS:
        return None
    plain = plain_heading(written)
    by_id = [outcome for outcome in edition.outcomes if plain_heading(outcome.id) == plain]
    meant = by_id or [outcome for outcome in edition.outcomes if plain in map(plain_heading, _words_of(outcome))]
    return meant[0] if plain and len(meant) == 1 else None


def _words_of(outcome: Outcome) -> Iterator[str]:
    for text in (outcome.text, outcome.meaning):
        yield from (text.ja, text.in_language("en"))


@attrs.define
class _Reader:
    """The outcomes read so far, and everything found wrong."""

    edition: Edition
    seen: dict[Answers, OutcomeId] = attrs.Factory(dict)
    meant: dict[tuple[str, type, Value], object] = attrs.Factory(dict)
    """What each spelling means in each column: a table has few of them, and many rows."""
    problems: list[Problem] = attrs.Factory(list)

    def read(self, tables: Iterable[Iterator[Row]]) -> tuple[tuple[Answers, OutcomeId], ...]:
        """Return what the tables say, or raise everything that is wrong."""
        headers = [self._read_table(rows) for rows in tables]
        if not any(headers):
            axes = [Choice(axis.id, axis.text.ja, axis.text) for axis in self.edition.axes]
            self.problems.append(Problem.of("no-outcome-table", expected=axes, rows=HEADER_WITHIN))
        elif not self.problems and not self.seen:
            self.problems.append(Problem.of("nothing-written", what=Text("判定の結果", "outcome")))
        if self.problems:
            raise InvalidSheet(self.problems)
        return tuple(self.seen.items())

    def _read_table(self, rows: Iterator[Row]) -> bool:
        """Read the rows below the header, and return whether there is one."""
        found = (self._header_in(row) for row in islice(rows, HEADER_WITHIN))
        header = next((header for header in found if header), None)
        if header is None:
            return False
        for row in rows:
            self._read_row(row, header)
            if len(self.problems) >= MOST_PROBLEMS:
                raise InvalidSheet([*self.problems, row.cell(header.outcome).problem(Problem.of("stopped-here"))])
        return True

    def _header_in(self, row: Row) -> _Header | None:
        """The columns that a row names, if it names one for each axis and one for the outcome."""
        named = {column: value for column in row.columns if isinstance(value := row.cell(column).value, str)}
        outcomes = [column for column, heading in named.items() if is_outcome_heading(heading)]
        axes: list[tuple[Axis, int]] = []
        for axis in self.edition.axes if outcomes else ():
            headings = headings_of_axis(named.values(), axis)
            axes += [(axis, column) for column, heading in named.items() if heading in headings][:1]
        return _Header(tuple(axes), outcomes[0]) if outcomes and len(axes) == len(self.edition.axes) else None

    def _read_row(self, row: Row, header: _Header) -> None:
        cell = row.cell(header.outcome)
        if cell.is_blank:
            return
        answering = [(axis, row.cell(column)) for axis, column in header.axes]
        flaws = [each.flaw for each in (cell, *(answer for _, answer in answering)) if each.flaw]
        if flaws:
            self.problems += flaws
            return
        outcome = self._meant("", cell.value, lambda value: read_outcome(self.edition, value))
        if outcome is None:
            self.problems.append(cell.problem(unknown_outcome(self.edition, cell.value)))
        chosen = [(axis, answer, self._meant(axis.id, answer.value, axis.read)) for axis, answer in answering]
        wrong = [answer.problem(axis.refusal(answer.value, "")) for axis, answer, option in chosen if option is None]
        self.problems += wrong
        if outcome is not None and not wrong:
            options = {axis.id: option.id for axis, _, option in chosen if option}
            self._keep(self.edition.answers(**options), outcome, cell)

    def _meant(self, column: str, value: Value, read: Callable[[Value], T | None]) -> T | None:
        key = (column, type(value), value)
        if key not in self.meant:
            self.meant[key] = read(value)
        return cast(T | None, self.meant[key])

    def _keep(self, answers: Answers, outcome: Outcome, cell: Cell) -> None:
        first = self.seen.setdefault(answers, outcome.id)
        if first != outcome.id:
            texts = {each.id: each.text for each in self.edition.outcomes}
            combination = marks(self.edition, answers)
            twice = Problem.of(
                "seen-otherwise", value=outcome.id, marks=combination, first=texts[first], second=outcome.text
            )
            self.problems.append(cell.problem(twice))
