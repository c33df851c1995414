"""Oracles: the same questions answered by going through every case, written apart from the engine."""

import functools
import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import chain, combinations, permutations, product

from aiprocure.model.edition import Edition
from aiprocure.model.records import entries_of
from aiprocure.model.rules import Rule

Case = Mapping[str, str]
Decided = list[tuple[Case, str]]
Row = tuple[frozenset[str], ...]


def every_case(edition: Edition) -> list[Case]:
    """Every combination, as a dictionary from axis id to option id."""
    return [
        dict(zip([axis.id for axis in edition.axes], options, strict=True))
        for options in product(*([option.id for option in axis.options] for axis in edition.axes))
    ]


def rows_for(rules: tuple[Rule, ...], case: Case) -> list[Rule]:
    """Every row whose condition a case meets."""
    return [rule for rule in rules if not [axis for axis, options in rule.when.sets if case[axis] not in options]]


def outcomes_of(edition: Edition) -> list[tuple[Case, str]]:
    """Every combination with the outcome of the first row that it meets."""
    return [(case, rows_for(edition.rules, case)[0].outcome) for case in every_case(edition)]


def sufficient_reasons(edition: Edition, case: Case) -> set[frozenset[str]]:
    """The minimal sets of a case's options that force its outcome."""
    decided = outcomes_of(edition)
    [outcome] = [its for other, its in decided if other == case]

    def forces(axes: tuple[str, ...]) -> bool:
        return {its for other, its in decided if all(other[axis] == case[axis] for axis in axes)} == {outcome}

    subsets = [axes for size in range(len(case) + 1) for axes in combinations(case, size)]
    forcing = [frozenset(case[axis] for axis in axes) for axes in subsets if forces(axes)]
    return {reason for reason in forcing if not any(other < reason for other in forcing)}


def irrelevant_axes(edition: Edition, case: Case) -> list[str]:
    """The axes on which every other answer would give the same outcome, the rest staying as it is."""
    decided = outcomes_of(edition)

    def outcomes_varying(axis: str) -> set[str]:
        return {its for other, its in decided if all(other[a] == case[a] for a in case if a != axis)}

    return [axis.id for axis in edition.axes if len(outcomes_varying(axis.id)) == 1]


class Everything:
    """What holds of every combination of an edition, from one table of all of them."""

    def __init__(self, edition: Edition) -> None:
        self.outcome = {tuple(case.values()): outcome for case, outcome in outcomes_of(edition)}
        self.rivals = [
            {tuple(case.values()): rows_for(reading.rules, case)[0].outcome for case in every_case(edition)}
            for reading in edition.readings
        ]
        axes = range(len(edition.axes))
        self.subsets = [places for size in range(len(axes) + 1) for places in combinations(axes, size)]
        self.possible: dict[tuple[tuple[int, ...], tuple[str, ...]], set[str]] = {}
        for options, outcome in self.outcome.items():
            for places in self.subsets:
                self.possible.setdefault((places, tuple(options[n] for n in places)), set()).add(outcome)

    def disputing(self, options: tuple[str, ...]) -> list[int]:
        """The numbers of the readings that decide a combination otherwise."""
        return [n for n, outcome in enumerate(self.rivals) if outcome[options] != self.outcome[options]]

    def forcing(self, options: tuple[str, ...]) -> list[tuple[int, ...]]:
        """The sets of axes whose answers alone force the outcome."""
        return [s for s in self.subsets if len(self.possible[s, tuple(options[n] for n in s)]) == 1]

    def irrelevant(self, options: tuple[str, ...]) -> list[int]:
        """The axes without which the answers on all the others force the outcome."""
        others = {n: tuple(other for other in range(len(options)) if other != n) for n in range(len(options))}
        return [n for n, rest in others.items() if rest in self.forcing(options)]

    def reasons(self, options: tuple[str, ...]) -> set[frozenset[str]]:
        """The minimal sets of options that force the outcome."""
        forcing = [frozenset(places) for places in self.forcing(options)]
        minimal = [places for places in forcing if not any(other < places for other in forcing)]
        return {frozenset(options[n] for n in places) for places in minimal}


def links_both_ways(edition: Edition) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Every link from the record that names another, and every link as the one that is named tells it."""
    names = [entry.reference for entry in entries_of(edition)]
    found = {name: edition.cross_reference(name) for name in names}
    forward = {(str(name), str(target.reference)) for name in names for target in found[name].links_to}
    backward = {(str(source.reference), str(name)) for name in names for source in found[name].linked_from}
    return forward, backward


def completions(decided: Decided, given: Case) -> Decided:
    """The combinations that answer as given, with their outcomes."""
    return [(case, outcome) for case, outcome in decided if all(case[axis] == option for axis, option in given.items())]


def can_matter(decided: Decided, given: Case, axis: str) -> bool:
    """Whether some way to answer the other axes, as given and beyond, makes the outcome hang on this one."""
    found: dict[tuple[str, ...], set[str]] = {}
    for case, outcome in completions(decided, {other: option for other, option in given.items() if other != axis}):
        found.setdefault(tuple(option for other, option in case.items() if other != axis), set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in found.values())


def options_of(decided: Decided, axis: str) -> list[str]:
    """The options of an axis, as they come."""
    return list(dict.fromkeys(case[axis] for case, _ in decided))


def questions(decided: Decided, given: Case, order: tuple[str, ...]) -> int:
    """How many questions an order asks in all the completions together, where one that cannot matter is passed over."""
    if not order:
        assert settled(decided, given)
        return 0
    first, *rest = order
    if not can_matter(decided, given, first):
        return questions(decided, given, tuple(rest))
    after = (questions(decided, {**given, first: option}, tuple(rest)) for option in options_of(decided, first))
    return len(completions(decided, given)) + sum(after)


def settled(decided: Decided, given: Case) -> bool:
    """Whether all completions come to one outcome."""
    return len({outcome for _, outcome in completions(decided, given)}) == 1


def best_order(edition: Edition, given: Case) -> tuple[str, ...]:
    """The order of the open axes that can matter with the fewest questions; of several, the first by the figure."""
    decided = outcomes_of(edition)
    axes = [axis for axis in edition.asking_order.axes if axis not in given and can_matter(decided, given, axis)]
    orders: list[tuple[str, ...]] = [*permutations(axes)]
    return min(orders, key=lambda order: questions(decided, given, order))


def ways_to(edition: Edition, case: Case, outcome: str) -> set[frozenset[str]]:
    """Every set of new answers that leads to an outcome and of which no part does."""
    decided = outcomes_of(edition)
    ways = [frozenset(other.values()) - frozenset(case.values()) for other, its in decided if its == outcome]
    return {way for way in ways if not any(other < way for other in ways)}


def cost_between(costs: Mapping[str, Mapping[str, Fraction]], before: Case, after: Case) -> Fraction | None:
    """What all the changes from one case to another cost together, or None where one of them has no cost."""
    each = [
        costs.get(axis, {}).get(f"{before[axis]}→{after[axis]}", costs.get(axis, {}).get(after[axis]))
        for axis in before
        if before[axis] != after[axis]
    ]
    return None if None in each else sum((cost for cost in each if cost is not None), Fraction(0))


def least_cost(
    edition: Edition, costs: Mapping[str, Mapping[str, Fraction]], case: Case, outcome: str
) -> Fraction | None:
    """What the cheapest of all the cases that come to an outcome costs, or None where there is no such case."""
    each = [cost_between(costs, case, other) for other, its in outcomes_of(edition) if its == outcome]
    return min((cost for cost in each if cost is not None), default=None)


def shares(edition: Edition, weights: Mapping[str, Mapping[str, Fraction]], given: Case) -> dict[str, Fraction]:
    """The share of each outcome in the completions of some answers, each weighed by its options on the other axes."""
    weighed: dict[str, Fraction] = {}
    for case, outcome in completions(outcomes_of(edition), given):
        weight = math.prod([weights[axis][case[axis]] for axis in case if axis not in given and axis in weights])
        weighed[outcome] = weighed.get(outcome, Fraction(0)) + weight
    return {outcome: weight / sum(weighed.values()) for outcome, weight in weighed.items()}


def rank(edition: Edition, option: str) -> int:
    """How grave an option is on its axis."""
    [found] = [
        position
        for axis in edition.axes
        for position, group in enumerate(axis.risk_order.lightest_first)
        if option in group
    ]
    return found


def shared_cases(before: Edition, after: Edition) -> list[Case]:
    """Every combination of the axes and options that two editions share."""
    there = {axis.id: {option.id for option in axis.options} for axis in after.axes}
    shared = {
        axis.id: [option.id for option in axis.options if option.id in there.get(axis.id, ())] for axis in before.axes
    }
    axes = [axis for axis, options in shared.items() if options]
    return [dict(zip(axes, options, strict=True)) for options in product(*(shared[axis] for axis in axes))]


def possible_between(before: Edition, after: Edition) -> list[tuple[Case, set[str], set[str]]]:
    """Every combination shared, with the outcomes that it may come to on either side."""
    sides = [outcomes_of(before), outcomes_of(after)]

    def come_to(side: Decided, case: Case) -> set[str]:
        return {outcome for _, outcome in completions(side, case)}

    return [(case, come_to(sides[0], case), come_to(sides[1], case)) for case in shared_cases(before, after)]


def moves_between(before: Edition, after: Edition) -> list[tuple[Case, str | None, str | None]]:
    """Every combination shared, with the outcome on either side, or None where that hangs on what is not shared."""

    def alone(outcomes: set[str]) -> str | None:
        return next(iter(outcomes)) if len(outcomes) == 1 else None

    return [(case, alone(earlier), alone(later)) for case, earlier, later in possible_between(before, after)]


def fewest_rows(axes: list[list[str]], wanted: set[tuple[str, ...]]) -> int:
    """The least number of rows of option sets that describe some combinations exactly: every set of rows is tried."""
    subsets = [[*chain.from_iterable(combinations(options, n + 1) for n in range(len(options)))] for options in axes]
    described = {frozenset(product(*row)) for row in product(*subsets)}
    rows = [row for row in described if row <= wanted]
    reached, number = {frozenset[tuple[str, ...]]()}, 0
    while wanted not in reached:
        reached, number = {union | row for union in reached for row in rows}, number + 1
    return number


def passages_in(data: object, where: str = "") -> dict[str, object]:
    """Every passage in plain data, by its place: a table with words in Japanese."""
    if isinstance(data, dict) and "ja" in data:
        return {where: data}
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found: dict[str, object] = {}
    for step, inner in steps:
        found |= passages_in(inner, f"{where}[{step}]" if isinstance(step, int) else f"{where}.{step}".strip("."))
    return found


def tables_of(edition: Edition) -> list[tuple[str, ...]]:
    """What each reading decides in every combination, the adopted one first; readings that decide alike once."""
    cases = every_case(edition)
    readings = [edition.rules, *(reading.rules for reading in edition.readings)]
    return list(dict.fromkeys(tuple(rows_for(rules, case)[0].outcome for case in cases) for rules in readings))


def fewest_look_ups(tables: list[tuple[str, ...]]) -> int:
    """How many look-ups tell some readings apart at worst, by playing out every way of looking up."""

    @functools.cache
    def fewest(left: frozenset[tuple[str, ...]]) -> int:
        if len(left) == 1:
            return 0
        games = []
        for place in range(len(tables[0])):
            parts = [frozenset(table for table in left if table[place] == its) for its in {t[place] for t in left}]
            if len(parts) > 1:
                games.append(1 + max(map(fewest, parts)))
        return min(games)

    return fewest(frozenset(tables))
