"""A table of the rows of an edition, as redrawn in a spreadsheet: a proposal, each problem at its cell."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import attrs

from aiprocure.engine.observations import unknown_outcome
from aiprocure.engine.soundness import MOST_PROBLEMS, MOST_ROWS, problems_in
from aiprocure.errors import Choice, InvalidProposal, Problem
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Text
from aiprocure.files.axis_headings import headings_of_axis, is_outcome_heading, plain_heading
from aiprocure.files.workbooks.cells import Value
from aiprocure.files.workbooks.outcome_tables import read_outcome
from aiprocure.files.workbooks.tables import Cell, Row
from aiprocure.files.workbooks.worksheets import HEADER_WITHIN
from aiprocure.model.amendments import PROPOSAL
from aiprocure.model.axes import Axis, AxisId, OptionId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition
from aiprocure.model.ids import LONGEST_ID, is_id
from aiprocure.model.normalization import one_spelled
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition
from aiprocure.model.rules import Condition, Rule, RuleId

__all__ = ["edition_named_in", "propose_rows"]

_LONGEST_CELL = 10_000
_ROW_HEADINGS = frozenset({"row", "rule", "行", "行番号", "行の識別子", "id"})
_EDITION_HEADINGS = frozenset({"edition", "版", "適用する版"})
_ANY = frozenset({"*", "＊", "-", "－", "―", "全て", "すべて", "任意", "any"})
"""How a cell says that an axis does not matter. A blank one says nothing: it may have been emptied by mistake."""
_BETWEEN = re.compile(r"[|｜、,，;；/／・\s]+")
_DAY = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")


@attrs.frozen
class _Header:
    """The columns of a table, and what they are called."""

    names: Mapping[int, str]
    row: int
    axes: tuple[tuple[Axis, int], ...]
    outcome: int
    edition: int | None

    def cell(self, row: Row, column: int) -> Cell:
        """Return a cell of a row; one of CSV has the name of its column as its place."""
        found = row.cell(column)
        return found if found.line is None else attrs.evolve(found, where=pointer(self.names[column]))


@attrs.frozen
class _ReadRow:
    """A row that could be read, with the cell that names it, and those of the axes."""

    rule: Rule
    named: Cell
    cells: Mapping[AxisId, Cell]


def propose_rows(tables: Iterable[Iterator[Row]], edition: Edition, title: str) -> Proposal:
    """Return the proposal to put the rows of a table in place of all rows of an edition.

    A row that the edition has as it is, is not in the proposal; one that the table does not have is withdrawn. Raises
    :class:`InvalidProposal` with everything wrong and its cell, and where the rows do not decide every combination
    exactly one way.
    """
    reader = _Reader(edition)
    for rows in tables:
        reader.read_table(rows)
    read = reader.finish()
    known = set(edition.rules)
    changed = [_proposed(each.rule, edition) for each in read if each.rule not in known]
    given = {each.rule.id for each in read}
    withdrawn = tuple(rule.id for rule in edition.rules if rule.id not in given)
    return Proposal(edition.id, title, tuple(changed), withdrawn)


def edition_named_in(tables: Iterable[Iterator[Row]]) -> str:
    """Return the edition that the first row of a table names; empty where none does."""
    for rows in tables:
        for heading in islice(rows, HEADER_WITHIN):
            named = _named_columns(heading)
            column = _first(named, lambda name: plain_heading(name) in _EDITION_HEADINGS)
            if column is not None and any(map(is_outcome_heading, named.values())):
                return next((_edition_id(row.cell(column).value) for row in rows), "")
    return ""


@attrs.define
class _Reader:
    """The rows read so far, and everything found wrong."""

    edition: Edition
    read: list[_ReadRow] = attrs.Factory(list)
    problems: list[Problem] = attrs.Factory(list)
    heading: Cell | None = None
    ids: set[str] = attrs.Factory(set)

    def read_table(self, rows: Iterator[Row]) -> None:
        """Read the rows below the header, if there is one."""
        for heading in islice(rows, HEADER_WITHIN):
            if header := self._header_in(heading):
                first = heading.cell(header.row)
                self.heading = first if first.line is None else attrs.evolve(first, where="")
                break
        else:
            return
        for count, row in enumerate(rows, 1):
            if count > MOST_ROWS:
                many = Problem.of("too-many", what=Text("行", "rows"), count=count, most=MOST_ROWS)
                raise InvalidProposal([*self.problems, header.cell(row, header.row).problem(many)])
            self._read_row(row, header)
            if len(self.problems) >= MOST_PROBLEMS:
                last = header.cell(row, header.row).problem(Problem.of("stopped-here"))
                raise InvalidProposal([*self.problems, last])

    def finish(self) -> tuple[_ReadRow, ...]:
        """Return what the tables say, or raise everything that is wrong."""
        if self.heading is None:
            axes = [Choice(axis.id, axis.text.ja, axis.text) for axis in self.edition.axes]
            raise InvalidProposal(Problem.of("no-table-of-rows", expected=axes, rows=HEADER_WITHIN))
        if not self.problems:
            redrawn = self.edition.with_rules(each.rule for each in self.read)
            self.problems = [self._placed(problem, self.heading) for problem in problems_in(redrawn)]
        if self.problems:
            raise InvalidProposal(self.problems)
        return tuple(self.read)

    def _placed(self, problem: Problem, heading: Cell) -> Problem:
        """A problem of the rows at the cell that it is about; one of all of them at the heading."""
        _, _, number, *rest = f"{problem.where}///".split("/")
        if not number.isdecimal():
            return heading.problem(problem)
        read = self.read[int(number)]
        return read.cells.get(AxisId(rest[1]), read.named).problem(problem)

    def _header_in(self, heading: Row) -> _Header | None:
        """The columns that a row names, if it names one for the row, for each axis and for the outcome."""
        named = _named_columns(heading)
        axes: list[tuple[Axis, int]] = []
        for axis in self.edition.axes:
            headings = headings_of_axis(named.values(), axis)
            axes += [(axis, column) for column, name in named.items() if name in headings][:1]
        left = {column: name for column, name in named.items() if column not in {column for _, column in axes}}
        row = _first(left, lambda name: plain_heading(name) in _ROW_HEADINGS)
        outcome = _first(left, is_outcome_heading)
        if row is None or outcome is None or len(axes) < len(self.edition.axes):
            return None
        edition = _first(left, lambda name: plain_heading(name) in _EDITION_HEADINGS)
        return _Header(named, row, tuple(axes), outcome, edition)

    def _read_row(self, row: Row, header: _Header) -> None:
        cells = {axis.id: header.cell(row, column) for axis, column in header.axes}
        named, decided = header.cell(row, header.row), header.cell(row, header.outcome)
        if all(cell.is_blank for cell in (named, *cells.values(), decided)):
            return
        before = len(self.problems)
        self.problems += [each.flaw for each in (named, *cells.values(), decided) if each.flaw]
        if header.edition is not None:
            self._check_edition(header.cell(row, header.edition))
        id_ = self._id_in(named)
        sets = {axis.id: self._options_in(axis, cells[axis.id]) for axis, _ in header.axes}
        outcome = read_outcome(self.edition, decided.value)
        if outcome is None:
            self.problems.append(decided.problem(unknown_outcome(self.edition, decided.value)))
        elif len(self.problems) == before:
            when = Condition({axis: options for axis, options in sets.items() if options is not None})
            self.read.append(_ReadRow(self._rule(RuleId(id_), when, outcome.id), named, cells))

    def _rule(self, id_: RuleId, when: Condition, outcome: OutcomeId) -> Rule:
        """The row of the edition that says the same, or else a new one."""
        known = next((rule for rule in self.edition.rules if rule.id == id_), None)
        if known is not None and (known.when, known.outcome) == (when, outcome):
            return known
        return Rule(id_, when, outcome, Citation(PROPOSAL.id, id_, Provenance.SUPPLIED))

    def _id_in(self, cell: Cell) -> str:
        id_ = str(cell.value).strip() if isinstance(cell.value, str | int) else ""
        if cell.is_blank:
            self.problems.append(cell.problem(Problem.of("nothing-written", what=Text("行の識別子", "id of the row"))))
        elif not is_id(id_):
            self.problems.append(cell.problem(Problem.of("id-invalid", value=cell.value, most=LONGEST_ID)))
        elif id_ in self.ids:
            self.problems.append(cell.problem(Problem.of("row-given-twice", value=id_)))
        self.ids.add(id_)
        return id_

    def _options_in(self, axis: Axis, cell: Cell) -> frozenset[OptionId] | None:
        """The options that a cell names; None where it says that the axis does not matter."""
        value = cell.value
        if isinstance(value, str) and len(value) > _LONGEST_CELL:
            self.problems.append(
                cell.problem(Problem.of("too-long", most=_LONGEST_CELL, unit=Text("字", " characters")))
            )
            return None
        if isinstance(value, str) and value.strip().lower() in _ANY:
            return None
        found: set[OptionId] = set()
        for part in _parts(axis, value):
            option = axis.read(part)
            if option is None:
                self.problems.append(cell.problem(axis.refusal(part)))
            else:
                found.add(option.id)
        return frozenset(found)

    def _check_edition(self, cell: Cell) -> None:
        id_ = self.edition.id
        if not cell.is_blank and one_spelled(_edition_id(cell.value), (id_,)) is None:
            self.problems.append(cell.problem(Problem.of("edition-differs", value=cell.value, right=id_)))


def _parts(axis: Axis, value: Value) -> Iterable[object]:
    """What a cell names: one option, several with something between them, or several marks."""
    if not isinstance(value, str) or axis.read(value) is not None:
        return [value]
    written = [part for part in dict.fromkeys(_BETWEEN.split(value)) if part]
    if len(written) == 1 and set(value.strip()) <= {option.mark for option in axis.options}:
        return dict.fromkeys(value.strip())
    return written or [value]


def _named_columns(heading: Row) -> dict[int, str]:
    return {column: value for column in heading.columns if isinstance(value := heading.cell(column).value, str)}


def _first(named: Mapping[int, str], is_wanted: Callable[[str], bool]) -> int | None:
    return next((column for column, name in named.items() if is_wanted(name)), None)


def _edition_id(value: Value) -> str:
    """The id that a cell holds, empty where it holds none. Spreadsheets make a date of one that looks like one."""
    written = "" if value is None else str(value).strip()
    day = _DAY.fullmatch(written)
    return "{}-{:0>2}-{:0>2}".format(*day.groups()) if day else written


def _proposed(rule: Rule, edition: Edition) -> ProposedRow:
    sets = dict(rule.when.sets)
    when = {
        str(axis.id): tuple(str(option.id) for option in axis.options if option.id in sets[axis.id])
        for axis in edition.axes
        if axis.id in sets
    }
    return ProposedRow(rule.id, WrittenCondition(when), rule.outcome)
