"""Oracles: the same questions answered by going through every case, written apart from the engine."""

from collections.abc import Mapping
from itertools import combinations, product

from aiprocure.model.edition import Edition
from aiprocure.model.references import entries_of
from aiprocure.model.rules import Rule

Case = Mapping[str, str]


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


def links_both_ways(edition: Edition) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Every link from the record that names another, and every link as the one that is named tells it."""
    names = [entry.reference for entry in entries_of(edition)]
    found = {name: edition.cross_reference(name) for name in names}
    forward = {(str(name), str(target.reference)) for name in names for target in found[name].links_to}
    backward = {(str(source.reference), str(name)) for name in names for source in found[name].linked_from}
    return forward, backward
