"""How outcomes change from one edition to another, or when the rules are changed.

Both editions are projected onto one grid, that of the axes and options which they share. There each is a truth table
of bit sets, and what moves is the intersection of an outcome of the one with a different outcome of the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from aiprocure.engine.correspondence import AxisMatch, find_matches, put_in_terms_of_before
from aiprocure.engine.grid import Combinations, Grid, union
from aiprocure.engine.minimization import STEP_BUDGET, Cover, Row, find_fewest_rows
from aiprocure.engine.record_changes import ChangedPassage, find_added_records, find_changed_passages
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import Choice, InvalidAnswers, InvalidArgument, Problem
from aiprocure.errors.messages import pointer, shown
from aiprocure.model.answers import Answers, require_answers_to
from aiprocure.model.axes import Axis, AxisId, Option, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.records import Reference, entries_of
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import Condition, Rule

__all__ = ["Comparison", "Move", "OpenMove", "Total", "compare"]


@attrs.frozen(repr=False)
class Total:
    """All combinations that move from one outcome to another."""

    before: Outcome
    after: Outcome
    combinations: int
    weight: int
    """How many items of the inventory have these answers; 0 without one."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Total {self.before.id} → {self.after.id}: {self.combinations} combinations>"


@attrs.frozen(repr=False)
class Move:
    """Combinations that move from one outcome to another, as one row of option sets. Rows may overlap."""

    when: Condition
    before: Outcome
    after: Outcome
    combinations: int
    weight: int
    """How many items of the inventory have these answers; 0 without one."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Move {self}>"

    def __str__(self) -> str:
        return f"{self.when}: {self.before} → {self.after}"


@attrs.frozen(repr=False)
class OpenMove:
    """Combinations whose outcome turns on what one side alone asks, as one row of option sets. Rows may overlap."""

    when: Condition
    before: tuple[Outcome, ...]
    """What they may come to, lightest first."""
    after: tuple[Outcome, ...]
    combinations: int
    weight: int
    """How many items of the inventory have these answers; 0 without one."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<OpenMove {self}>"

    def __str__(self) -> str:
        before, after = ("|".join(map(str, side)) for side in (self.before, self.after))
        return f"{self.when}: {before} → {after}"

    @property
    def certain(self) -> bool:
        """Whether they move whatever is answered: what they may come to before is nothing that they may after."""
        return _ids(self.before).isdisjoint(_ids(self.after))


@attrs.frozen(repr=False)
class Comparison:
    """What differs between two editions: what they decide, what they say, and what they ask."""

    before: Edition = attrs.field(eq=False)
    after: Edition = attrs.field(eq=False)
    moves: tuple[Move, ...]
    """Rows that describe exactly the combinations that move."""
    fewest: bool
    """Whether no fewer rows would describe them; where the search took too long, that is not known."""
    totals: tuple[Total, ...]
    """The combinations that move, each counted once."""
    compared: int
    """The combinations of what both sides ask and offer."""
    undetermined: int
    """How many of these one side decides by something that the other does not ask. They are in no row of ``moves``."""
    certain: int
    """How many of the undetermined move all the same, whatever is answered there."""
    open_moves: tuple[OpenMove, ...]
    """Rows that describe exactly the undetermined."""
    records_added: tuple[Reference, ...]
    """The records that only the later side has; those of rival readings only where both sides have some."""
    records_removed: tuple[Reference, ...]
    """The records that only the earlier side has, likewise."""
    changed_passages: tuple[ChangedPassage, ...]
    """The passages of records of both sides that differ."""
    weight: int
    """The items of the inventory in all."""
    not_counted: int
    """The items of the inventory that are at no combination compared: their answers are not shared, or undetermined."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        moving = f"{self.changed} of {self.compared} combinations move, by {len(self.moves)} rows"
        return f"<Comparison: {moving}{f'; {self.undetermined} are undetermined' if self.undetermined else ''}>"

    def __str__(self) -> str:
        return "\n".join(map(str, (*self.moves, *self.open_moves))) or "―"

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any((self.moves, self.undetermined, self.records_added, self.records_removed, self.changed_passages))

    @property
    def matches(self) -> tuple[AxisMatch, ...]:
        """The axes that both sides ask, and the options that both offer, whatever they are called."""
        return find_matches(self.before, self.after)

    @property
    def unshared_before(self) -> tuple[Reference, ...]:
        """The axes and options that only the earlier side has."""
        matches = self.matches
        alone = _unmatched(self.before, [match.before.id for match in matches])
        return _references(self.before, [*alone, *(option for match in matches for option in match.removed)])

    @property
    def unshared_after(self) -> tuple[Reference, ...]:
        """The axes and options that only the later side has."""
        matches = self.matches
        alone = _unmatched(self.after, [match.after.id for match in matches])
        return _references(self.after, [*alone, *(option for match in matches for option in match.added)])

    @property
    def unshared(self) -> tuple[Reference, ...]:
        """The axes and options that only one side has, and so are not compared."""
        return (*self.unshared_before, *self.unshared_after)

    def change_of(self, answers: Answers) -> Move | OpenMove | None:
        """Return the row by which the outcome of answers to ``before`` moves, or turns on what one side alone asks.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> comparison = compare(edition, edition.with_rules(edition.find("rival-1").rules))
        >>> comparison.change_of(edition.answers(A=1, B=2, C=3, D=1))
        <Move A1|A4 & B2 & C3 & D1|D3: 高 → 低>
        """
        rows: tuple[Move | OpenMove, ...] = (*self.moves, *self.open_moves)
        return next((row for row in rows if row.when.holds(answers)), None)

    def lost_in(self, answers: Answers) -> tuple[Option, ...]:
        """Return those answers to ``before`` that ``after`` does not offer, though it asks the axis: to be given anew.

        >>> from aiprocure import editions
        >>> edition = editions.load("2025-05-27")
        >>> compare(edition, edition).lost_in(edition.answers(A=1, B=1, C=3, D=3))
        ()
        """
        lost = (
            option
            for match in self.matches
            for option in match.before.options
            if option.id == answers[match.before.id] and all(option is not kept for kept, _ in match.options)
        )
        return tuple(lost)

    @property
    def changed(self) -> int:
        """How many combinations are known to move from one outcome to another."""
        return sum(total.combinations for total in self.totals)


def compare(
    before: Edition, after: Edition, *, inventory: Iterable[Answers] | Mapping[Answers, int] = ()
) -> Comparison:
    """Return what differs between two editions, two readings of one, or an edition and a proposed change of its rows.

    Combinations are those of the axes and options that both sides have, in the terms of ``before``; what only one has
    is named. Axes and options are the same where the editions declare that they mean the same, whatever their ids; in
    editions that declare no meanings, by id. Records are matched by family and id; those of rival readings are compared
    where both sides have rival readings. With an inventory, answers to ``before`` or how often each is given, its items
    are counted too.

    Raises :class:`InvalidEdition` for a side that is not sound, and :class:`InvalidAnswers` for anything but answers to
    ``before``.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> comparison = compare(edition, edition.with_rules(edition.find("rival-1").rules))
    >>> comparison
    <Comparison: 8 of 144 combinations move, by 2 rows>
    """
    require_sound(before)
    require_sound(after)
    matches = find_matches(before, after)
    grid = Grid.over(tuple(_shared_axes(matches)))
    cells = _cells(before, after, matches, grid)
    moving = [(b[0], a[0], cell) for b, a, cell in cells if len(b) == len(a) == 1 and b[0].id != a[0].id]
    unsettled = [(b, a, cell) for b, a, cell in cells if len(b) > 1 or len(a) > 1]
    items = _placed(before, grid, inventory)
    count = _Count(grid, _whole_axes(matches), _digits(items))
    steps = STEP_BUDGET // max(1, len(moving) + len(unsettled))
    covers = [(b, a, find_fewest_rows(grid, cell, steps=steps)) for b, a, cell in moving]
    open_covers = [(b, a, find_fewest_rows(grid, cell, steps=steps)) for b, a, cell in unsettled]
    undetermined = union(cell for *_, cell in unsettled)
    return Comparison(
        moves=tuple(Move(when, b, a, *n) for b, a, found in covers for when, *n in count.rows(found)),
        fewest=all(found.fewest for *_, found in (*covers, *open_covers)),
        totals=tuple(Total(b, a, *count.of(cell)) for b, a, cell in moving),
        compared=grid.everything.bit_count(),
        undetermined=undetermined.bit_count(),
        certain=union(cell for b, a, cell in unsettled if _ids(b).isdisjoint(_ids(a))).bit_count(),
        open_moves=tuple(OpenMove(when, b, a, *n) for b, a, found in open_covers for when, *n in count.rows(found)),
        records_added=find_added_records(before, after),
        records_removed=find_added_records(after, before),
        changed_passages=find_changed_passages(before, after),
        weight=sum(items.values()),
        not_counted=sum(items.values()) - count.of(grid.everything & ~undetermined)[1],
        before=before,
        after=after,
    )


@attrs.frozen
class _Count:
    """How rows over a grid become conditions, and how combinations are counted.

    ``digits`` are the binary digits of how many items have each combination, a set of combinations for each digit: so
    the items of any set are counted by a few intersections, however many combinations it has.
    """

    grid: Grid
    whole: Mapping[AxisId, frozenset[OptionId]]
    digits: tuple[Combinations, ...]

    def rows(self, found: Cover) -> list[tuple[Condition, int, int]]:
        """Return each row of a cover with the number of its combinations, and of their items."""
        return [(self._when(row), *self.of(self.grid.within(row))) for row in found.rows]

    def _when(self, row: Row) -> Condition:
        """The condition of a row. It leaves out an axis on which the row takes every option that either side offers."""
        named = ((axis.id, options) for axis, options in zip(self.grid.axes, row, strict=True))
        return Condition((axis, options) for axis, options in named if options != self.whole.get(axis))

    def of(self, combinations: Combinations) -> tuple[int, int]:
        """Return the number of some combinations, and of their items."""
        items = sum((combinations & ones).bit_count() << digit for digit, ones in enumerate(self.digits))
        return combinations.bit_count(), items


def _shared_axes(matches: Iterable[AxisMatch]) -> Iterator[Axis]:
    """The axes of the earlier side with the options that both have, in one order whichever side is the earlier.

    An axis none of whose options is shared is not.
    """
    for match in matches:
        if shared := tuple(sorted((option for option, _ in match.options), key=lambda option: option.id)):
            yield attrs.evolve(match.before, options=shared)


def _unmatched(edition: Edition, matched: Collection[AxisId]) -> list[Axis | Option]:
    """The axes of an edition that are not matched, with their options."""
    axes = [axis for axis in edition.axes if axis.id not in matched]
    return [*axes, *(option for axis in axes for option in axis.options)]


def _references(edition: Edition, records: Iterable[Axis | Option]) -> tuple[Reference, ...]:
    """The references of some records of an edition, in its order."""
    wanted = {(type(record), record.id) for record in records}
    return tuple(e.reference for e in edition.once(entries_of) if (type(e.record), e.record.id) in wanted)


def _cells(
    before: Edition, after: Edition, matches: tuple[AxisMatch, ...], grid: Grid
) -> list[tuple[tuple[Outcome, ...], tuple[Outcome, ...], Combinations]]:
    """The combinations of a grid by the outcomes that they may have on either side."""
    earlier = _by_outcomes(before, before.rules, grid)
    later = _by_outcomes(after, put_in_terms_of_before(after.rules, matches), grid)
    return [(b, a, x & y) for b, x in earlier for a, y in later if x & y]


def _by_outcomes(edition: Edition, rules: Iterable[Rule], grid: Grid) -> list[tuple[tuple[Outcome, ...], Combinations]]:
    """The combinations of a grid, by the outcomes that they may have, depending on the axes that the grid lacks.

    One outcome after another divides every set into the part that can have it and the part that cannot.
    """
    cells: dict[tuple[Outcome, ...], Combinations] = {(): grid.everything}
    for outcome in edition.outcomes:
        where = union(_met(rule, grid) for rule in rules if rule.outcome == outcome.id)
        inside = {(*outcomes, outcome): cell & where for outcomes, cell in cells.items()}
        outside = {outcomes: cell & ~where for outcomes, cell in cells.items()}
        cells = {outcomes: cell for outcomes, cell in (inside | outside).items() if cell}
    return sorted(cells.items(), key=lambda each: [edition.outcomes.index(outcome) for outcome in each[0]])


def _ids(outcomes: Iterable[Outcome]) -> set[OutcomeId]:
    return {outcome.id for outcome in outcomes}


def _met(rule: Rule, grid: Grid) -> Combinations:
    """The combinations of a grid in which a rule can hold, whatever is answered on the axes that the grid lacks."""
    sets = dict(rule.when.sets)
    return grid.within(sets[axis.id] & grid.choosing.keys() for axis in grid.axes if axis.id in sets)


def _whole_axes(matches: Iterable[AxisMatch]) -> dict[AxisId, frozenset[OptionId]]:
    """All options of each axis, unless the later side offers more of them."""
    return {
        match.before.id: frozenset(option.id for option in match.before.options) for match in matches if not match.added
    }


def _placed(edition: Edition, grid: Grid, inventory: Iterable[Answers] | Mapping[Answers, int]) -> dict[int, int]:
    """The items of an inventory at each combination, by its number; at -1 those that are at none."""
    items: Counter[int] = Counter()
    problems: list[Problem] = []
    for answers, count in _counted(inventory):
        try:
            items[_number(edition, grid, answers)] += _checked_count(count)
        except InvalidAnswers as error:
            problems += (problem.under("inventory", shown(answers)) for problem in error.problems)
    if problems:
        raise InvalidAnswers(problems)
    return items


def _counted(inventory: Iterable[Answers] | Mapping[Answers, int]) -> Iterable[tuple[Answers, int]]:
    """Answers and how often they are given. Equal answers of two editions are counted apart: one may be refused."""
    try:
        if isinstance(inventory, Mapping):
            return inventory.items()
        counts = Counter((answers, id(getattr(answers, "axes", None))) for answers in inventory)
    except TypeError:
        choices = [Choice("Iterable[Answers]"), Choice("Mapping[Answers, int]")]
        raise InvalidArgument(
            Problem.of("wrong-type", pointer("inventory"), value=inventory, expected=choices)
        ) from None
    return [(answers, count) for (answers, _), count in counts.items()]


def _number(edition: Edition, grid: Grid, answers: Answers) -> int:
    """The number of the combination that answers choose, or -1 where it is not one that both editions have."""
    require_answers_to(edition.axes, answers, Answers)
    read = edition.answers(**answers)
    options = [read[axis.id] for axis in grid.axes]
    return grid.all_of(options).bit_length() - 1 if all(option in grid.choosing for option in options) else -1


def _checked_count(count: object) -> int:
    """How often answers are given, or a refusal of what cannot be that."""
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise InvalidAnswers(Problem.of("wrong-type", value=count, expected=[Choice("int", "≥ 0")]))
    return count


def _digits(items: Mapping[int, int]) -> tuple[Combinations, ...]:
    """For each binary digit of the number of items at a combination, the combinations where it is 1."""
    return tuple(
        union(1 << number for number, count in items.items() if number >= 0 and count >> digit & 1)
        for digit in range(max(items.values(), default=0).bit_length())
    )
