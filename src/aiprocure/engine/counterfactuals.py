"""What another answer would change, and which changes lead to another outcome."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.engine.grid import Combinations, disputes_of, grid_of, grounds_of
from aiprocure.errors import Choice, InvalidArgument, InvalidData, Problem
from aiprocure.errors.messages import expect, pointer
from aiprocure.model.axes import Axis, AxisId, Option, OptionId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.records import find_entry
from aiprocure.model.representation import rich_repr
from aiprocure.model.rules import ReadingId

if TYPE_CHECKING:
    from aiprocure.engine.supplied_numbers import Costs, Numbers

__all__ = ["Change", "Reopening", "Route", "reopenings", "routes", "what_if"]


@attrs.frozen(repr=False)
class Change:
    """Another answer on one axis, and the outcome that it alone would lead to."""

    axis: Axis
    option: Option
    outcome: Outcome
    differs: bool
    """Whether this is another outcome than before."""
    disputed_by: tuple[ReadingId, ...]
    """The rival readings that would decide otherwise after this change."""
    supplied_cost: Fraction | None = None
    """What it costs by the caller's own numbers; None where the caller gave none."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Change {self}{'' if self.differs else ' as before'}>"

    def __str__(self) -> str:
        return f"{self.axis.id}{self.option.mark} → {self.outcome}"


@attrs.frozen(repr=False)
class Route:
    """A minimal set of changes that together lead to an outcome: none of them can be left out."""

    changes: tuple[Change, ...]
    """Each with the outcome that it alone would lead to."""
    outcome: Outcome
    disputed_by: tuple[ReadingId, ...]
    """The rival readings that would decide otherwise after these changes."""

    __rich_repr__ = rich_repr

    @property
    def supplied_cost(self) -> Fraction | None:
        """What the changes cost together by the caller's own numbers; None where one of them has no cost."""
        costs = [change.supplied_cost for change in self.changes]
        known = [cost for cost in costs if cost is not None]
        return sum(known, Fraction(0)) if len(known) == len(costs) else None

    def __repr__(self) -> str:
        return f"<Route {self}>"

    def __str__(self) -> str:
        changes = " & ".join(f"{change.axis.id}{change.option.mark}" for change in self.changes)
        supplied = self.supplied_cost if self.changes else None
        cost = "" if supplied is None else f"（利用者による費用 {supplied}）"
        return f"{changes or '―'} → {self.outcome}{cost}"


@attrs.frozen(repr=False)
class Reopening:
    """A minimal set of changes to the answers given so far after which an outcome is possible."""

    changes: tuple[Option, ...]
    """The other options, in the order of the axes."""
    after: Exploration
    """What is open after these changes."""

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Reopening {self}>"

    def __str__(self) -> str:
        return f"{' & '.join(f'{option.axis}{option.mark}' for option in self.changes) or '―'} → {self.after}"


def what_if(assessment: Assessment) -> tuple[Change, ...]:
    """Return every change of a single answer, in the order of the axes and of their options.

    A change on an axis that is irrelevant never differs.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> [change for change in what_if(assess(edition, edition.answers(A=1, B=2, C=3, D=1))) if change.differs]
    [<Change A② → 低>, <Change A③ → 低>, <Change D② → 低>]
    """
    expect(Assessment, assessment)
    chosen = frozenset(assessment.answers.values())
    return tuple(
        _change(assessment, axis, option)
        for axis in assessment.edition.axes
        for option in axis.options
        if option.id not in chosen
    )


def routes(
    assessment: Assessment,
    *,
    to: str,
    keep: tuple[str, ...] = (),
    avoid_undecided: bool = False,
    cost: "Numbers | None" = None,
) -> tuple[Route, ...]:
    """Return every minimal set of changes that leads to an outcome, named by its id; none if no change leads there.

    ``keep`` names axes, by id or slug, whose answers cannot change; ``avoid_undecided`` leaves out changes to 未定.
    Fewest changes first, then the least movement in the axes' orders of risk. Where the outcome is there already, the
    one route has no changes.

    ``cost`` gives the caller's own cost of changes, by axis and there by the option that a change leads to, or by both
    options as in ``"①→②"``, which goes first. The cheapest routes then come first, by exact arithmetic; those with a
    change that has no cost come after all others, and routes that cost the same come as they do without costs. No set
    of changes at all that leads to the outcome is cheaper than the first route, where every change has a cost.

    Raises :class:`UnknownRecord` for an outcome or an axis that the edition does not have, and :class:`InvalidData`
    with everything wrong in ``cost``.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> high = assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    >>> routes(high, to="low")
    (<Route A② → 低>, <Route D② → 低>, <Route A③ → 低>)
    >>> routes(high, to="low", keep=("users",))
    (<Route D② → 低>,)
    >>> routes(high, to="low", cost={"users": {"②": 5, "③": 8}, "review": {"①→②": "1/2"}})[0]
    <Route D② → 低（利用者による費用 1/2）>
    """
    expect(Assessment, assessment)
    if not isinstance(keep, tuple | list | set | frozenset):
        raise _wrong_type("keep", keep, "tuple", "list", "set", "frozenset")
    if not isinstance(avoid_undecided, bool):
        raise _wrong_type("avoid_undecided", avoid_undecided, "bool")
    edition = assessment.edition
    grid, chosen = edition.once(grid_of), assessment.answers
    outcome = next(o for o in edition.outcomes if o.id == find_entry(edition, to, ("outcome",)).record.id)
    kept = [find_entry(edition, axis, ("axis",)).record.id for axis in keep]
    allowed = edition.once(grounds_of)[outcome.id] & grid.all_of(chosen[axis] for axis in kept)
    if avoid_undecided:
        undecided = (option.id for axis in edition.axes for option in axis.options if option.undecided)
        allowed &= ~grid.any_of(option for option in undecided if option not in chosen.values())
    ways = _minimal_ways(edition, dict(chosen.choices), allowed)
    if cost is None:
        return tuple(_route(assessment, way, outcome) for way in ways)
    costs = _read_costs(edition, cost)
    return tuple(sorted((_route(assessment, way, outcome, costs) for way in ways), key=_expense))


def reopenings(exploration: Exploration, *, to: str) -> tuple[Reopening, ...]:
    """Return every minimal set of changes to the answers given so far that makes an outcome, named by its id, possible.

    It says what would have to be answered otherwise where an outcome is settled before every axis is answered; the axes
    still open then decide. Fewest changes first, then the least movement in the axes' orders of risk. Where the outcome
    is possible already, the one reopening has no changes. Once every axis is answered these are the :func:`routes`.

    Raises :class:`UnknownRecord` for an outcome that the edition does not have.

    >>> from aiprocure import editions, explore
    >>> edition = editions.load("2025-05-27")
    >>> reopenings(explore(edition, edition.partial_answers(C=1)), to="low")
    (<Reopening C② → 低 4通り、高 32通り>, <Reopening C③ → 低 8通り、高 28通り>)
    """
    expect(Exploration, exploration)
    edition, given = exploration.edition, dict(exploration.answers.choices)
    outcome = find_entry(edition, to, ("outcome",)).record.id
    ways = _minimal_ways(edition, given, edition.once(grounds_of)[OutcomeId(outcome)])
    changed = (given | {option.axis: option.id for option in way} for way in ways)
    return tuple(
        Reopening(way, explore(edition, edition.partial_answers(**answers)))
        for way, answers in zip(ways, changed, strict=True)
    )


def _read_costs(edition: Edition, cost: object) -> "Costs":
    from aiprocure.engine.supplied_numbers import read_costs

    try:
        return read_costs(edition, cost)
    except (InvalidData, InvalidArgument) as error:
        raise type(error)(problem.under("cost") for problem in error.problems) from None


def _expense(route: Route) -> tuple[bool, Fraction]:
    """What a route costs, behind all others where that is not known."""
    cost = route.supplied_cost
    return cost is None, cost or Fraction(0)


def _wrong_type(name: str, given: object, *expected: str) -> InvalidArgument:
    return InvalidArgument(Problem.of("wrong-type", pointer(name), value=given, expected=map(Choice, expected)))


def _minimal_ways(
    edition: Edition, given: Mapping[AxisId, OptionId], allowed: Combinations
) -> list[tuple[Option, ...]]:
    """Every minimal set of changes to answers that leads to one of the combinations allowed, the least effort first.

    They are found by size. Whatever contains one that was found leads there as well, and is taken out of ``allowed``.
    """
    grid = edition.once(grid_of)
    ways: list[tuple[Option, ...]] = []
    for size in range(len(given) + 1):
        for changed in combinations(given, size):
            there = allowed & grid.all_of(option for axis, option in given.items() if axis not in changed)
            found = (tuple(option for option in options if option.axis in changed) for options in grid.each(there))
            for way in dict.fromkeys(found):
                ways.append(way)
                allowed &= ~grid.all_of(option.id for option in way)
    return sorted(ways, key=lambda way: _effort(edition, given, way))


def _after(assessment: Assessment, way: tuple[Option, ...]) -> Combinations:
    """The one combination that some changes lead to."""
    choices = dict(assessment.answers.choices) | {option.axis: option.id for option in way}
    return assessment.edition.once(grid_of).all_of(choices.values())


def _change(assessment: Assessment, axis: Axis, option: Option) -> Change:
    edition, after = assessment.edition, _after(assessment, (option,))
    outcome = next(o for o in edition.outcomes if after & edition.once(grounds_of)[o.id])
    return Change(axis, option, outcome, outcome != assessment.outcome, _disputing(edition, after))


def _route(assessment: Assessment, way: tuple[Option, ...], outcome: Outcome, costs: "Costs | None" = None) -> Route:
    axes = {axis.id: axis for axis in assessment.edition.axes}
    changes = tuple(_change(assessment, axes[option.axis], option) for option in way)
    if costs is not None:
        changes = tuple(_costed(change, assessment, costs) for change in changes)
    return Route(changes, outcome, _disputing(assessment.edition, _after(assessment, way)))


def _costed(change: Change, assessment: Assessment, costs: "Costs") -> Change:
    from aiprocure.engine.supplied_numbers import cost_of

    return attrs.evolve(change, supplied_cost=cost_of(costs, assessment.answers[change.axis.id], change.option.id))


def _disputing(edition: Edition, combination: Combinations) -> tuple[ReadingId, ...]:
    return tuple(id_ for id_, disputed in edition.once(disputes_of).items() if combination & disputed)


def _effort(edition: Edition, given: Mapping[AxisId, OptionId], way: tuple[Option, ...]) -> tuple[int, int]:
    """How many answers change, and by how many steps of risk in all."""
    ranks = edition.once(_ranks)
    return len(way), sum(abs(ranks[option.id] - ranks[given[option.axis]]) for option in way)


def _ranks(edition: Edition) -> dict[str, int]:
    """The rank of each option in the risk order of its axis, 0 for the lightest."""
    return {
        option: rank
        for axis in edition.axes
        for rank, group in enumerate(axis.risk_order.lightest_first)
        for option in group
    }
