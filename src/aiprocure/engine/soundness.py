"""Whether an edition means what an edition has to mean: every case decided, exactly one way, with a source."""

import math
from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from aiprocure.engine.grid import Combinations, Grid
from aiprocure.engine.shape import fits, problems_of_shape, values_in
from aiprocure.errors import InvalidEdition, Problem
from aiprocure.errors.messages import expect, nearest, pointer, shown, unworded
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import is_plain, plain_spelling
from aiprocure.model.records import FAMILIES, Record, entries_of, links_of
from aiprocure.model.rules import Condition, Rule

__all__ = ["MOST_AXES", "MOST_COMBINATIONS", "MOST_OPTIONS", "MOST_ROWS", "problems_in", "require_sound"]

MOST_AXES = 10
MOST_COMBINATIONS = 100_000
MOST_OPTIONS = 1_000
MOST_ROWS = 1_000
_MOST_OFFERED = 10
_KINDS: frozenset[type[object]] = frozenset(kind for _, kind in FAMILIES)


def problems_in(edition: Edition) -> tuple[Problem, ...]:
    """Return everything that keeps an edition from being sound, each with its place; nothing if it is sound.

    A sound edition decides every combination of answers by exactly one row, in the adopted reading and in each
    rival one; no row is out of reach; every id is unique, every reference known, every passage worded and every
    record cited to one of the edition's sources. Editions of more than :data:`MOST_AXES` axes,
    :data:`MOST_OPTIONS` options, :data:`MOST_COMBINATIONS` combinations or :data:`MOST_ROWS` rows are not checked, and
    so are not sound.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> problems_in(edition)
    ()
    >>> for problem in problems_in(attrs.evolve(edition, rules=edition.rules[1:])):
    ...     print(problem)
    rules: no row decides A1 B1 C1 D1 (and 71 more of the 144 combinations)
    """
    expect(Edition, edition)
    if not fits(edition, Edition):
        return tuple(problems_of_shape("", edition, Edition))
    records = tuple(values_in("", edition))
    return (
        *_problems_of_records(edition, records),
        *_problems_of_axes(edition.axes),
        *_problems_of_references(edition),
        *_problems_of_links(edition, records),
        *_problems_of_rules(edition),
    )


def require_sound(edition: Edition) -> None:
    """Raise :class:`InvalidEdition` unless an edition is sound. Asked again, it is a look-up."""
    expect(Edition, edition)
    if problems := edition.once(problems_in):
        raise InvalidEdition(problems)


def _problems_of_records(edition: Edition, records: tuple[tuple[str, object], ...]) -> Iterator[Problem]:
    sources = [str(source.id) for source in edition.sources]
    by_kind: dict[type[object], list[tuple[str, str]]] = {kind: [] for _, kind in FAMILIES}
    for where, record in records:
        if type(record) in by_kind:  # far faster than isinstance with as many classes
            by_kind[type(record)].append((f"{where}/id", cast(Record, record).id))
    for ids in by_kind.values():
        yield from _problems_of_ids(ids)
    for where, record in records:
        if isinstance(record, Citation):
            yield from _problems_of_citation(where, record, sources)
        if isinstance(record, Text):
            for language, passage in (("ja", record.ja), ("en", record.en)):
                if passage is not None and not (passage.strip() and is_plain(passage)):
                    yield unworded(f"{where}/{language}", f"{shown(passage)} is no passage; write it in plain text")


def _problems_of_ids(ids: list[tuple[str, str]]) -> Iterator[Problem]:
    yield from _repeated(ids)
    for where, written in ids:
        if not written.translate({ord(mark): "x" for mark in "-._"}).isalnum():
            yield unworded(where, f"{shown(written)} is no id; use letters, digits, hyphens and dots")


def _problems_of_citation(where: str, citation: Citation, sources: list[str]) -> Iterator[Problem]:
    if citation.document not in sources:
        known = ", ".join(sources) or "none"
        yield unworded(f"{where}/document", f"no source {shown(citation.document)}; choose from {known}")
    if not citation.place.strip():
        yield unworded(f"{where}/place", "empty; name the place in the document")


def _problems_of_axes(axes: tuple[Axis, ...]) -> Iterator[Problem]:
    if not axes:
        yield unworded("/axes", "none; name at least one")
    yield from _repeated(
        (f"/axes/{i}/slug", name) for i, axis in enumerate(axes) for name in sorted({axis.id, axis.slug})
    )
    for i, axis in enumerate(axes):
        where = f"/axes/{i}/options"
        yield from _problems_of_name(f"/axes/{i}/slug", axis.slug)
        if len(axis.options) <= 1:
            yield unworded(where, "an axis needs at least two to choose from")
        for j, option in enumerate(axis.options):
            yield from _problems_of_name(f"{where}/{j}/mark", option.mark)
            yield from _problems_of_name(f"{where}/{j}/slug", option.slug)
            if option.number < 1:
                yield unworded(f"{where}/{j}/number", f"{option.number}; options are numbered from 1")
            if option.axis != axis.id:
                yield unworded(f"{where}/{j}/axis", f"{shown(option.axis)}; it stands under {shown(axis.id)}")
        yield from _repeated(
            (f"{where}/{j}", s) for j, option in enumerate(axis.options) for s in sorted(option.spellings)
        )


def _problems_of_name(where: str, name: str) -> Iterator[Problem]:
    if not (plain_spelling(name) and is_plain(name)):
        yield unworded(where, f"{shown(name)} cannot be written as an answer; use a word or a mark")


def _problems_of_references(edition: Edition) -> Iterator[Problem]:
    yield from _not_each_once("/asking_order/axes", edition.asking_order.axes, [axis.id for axis in edition.axes])
    for i, axis in enumerate(edition.axes):
        ranked = [option for group in axis.risk_order.lightest_first for option in group]
        options = [option.id for option in axis.options]
        yield from _not_each_once(f"/axes/{i}/risk_order/lightest_first", ranked, options)
    if edition.revision < 1:
        yield unworded("/revision", f"{edition.revision}; revisions are counted from 1")
    if edition.superseded_by and edition.superseded_by.approved <= edition.decided:
        yield unworded(
            "/superseded_by/approved", f"{edition.superseded_by.approved}; it has to come after the decision"
        )
    for i, consequence in enumerate(edition.consequences):
        if not consequence.outcomes:
            yield unworded(f"/consequences/{i}/outcomes", "none; name the outcomes that it follows")


def _problems_of_links(edition: Edition, records: tuple[tuple[str, object], ...]) -> Iterator[Problem]:
    known = {(entry.family, str(entry.record.id)) for entry in entries_of(edition)}
    for where, record in records:
        for link in links_of(cast(Record, record)) if type(record) in _KINDS else ():
            if link.field != "when" and not any((family, link.id) in known for family in link.families):
                choices = sorted(id_ for family, id_ in known if family in link.families)
                few = f"; choose from {', '.join(choices) or 'none'}"
                hint = few if len(choices) <= _MOST_OFFERED else nearest(link.id, choices)
                yield unworded(f"{where}/{link.field}", f"no {' or '.join(link.families)} {shown(link.id)}{hint}")


def _problems_of_rules(edition: Edition) -> Iterator[Problem]:
    options = [option.id for axis in edition.axes for option in axis.options]
    axes = len(edition.axes)
    combinations = math.prod(len(axis.options) for axis in edition.axes)
    rows = sum(len(rows) for _, rows in _row_sets(edition))
    if axes > MOST_AXES:
        yield unworded("/axes", f"{axes} axes; at most {MOST_AXES} can be checked")
    elif len(options) > MOST_OPTIONS:
        yield unworded("/axes", f"{len(options)} options; at most {MOST_OPTIONS} can be checked")
    elif combinations > MOST_COMBINATIONS:
        yield unworded("/axes", f"{combinations} combinations; at most {MOST_COMBINATIONS} can be checked")
    elif rows > MOST_ROWS:
        yield unworded("/rules", f"{rows} rows over all readings; at most {MOST_ROWS} can be checked")
    elif combinations and len(set(options)) == len(options):
        grid = Grid.over(edition.axes)
        for name, row_set in _row_sets(edition):
            yield from _problems_of_row_set(name, row_set, grid)


def _problems_of_row_set(name: str, rows: tuple[Rule, ...], grid: Grid) -> Iterator[Problem]:
    """What is wrong with rows, one by one and laid over the grid. Of a row in error, the legible part is laid."""
    axes = {axis.id: axis for axis in grid.axes}
    decided, perhaps_decided = [0] * len(rows), 0
    for i, rule in enumerate(rows):
        problems = tuple(_problems_of_condition(rule.when, axes))
        yield from (attrs.evolve(problem, where=f"{name}/{i}/when{problem.where}") for problem in problems)
        if problems:
            perhaps_decided |= grid.meeting(_legible_part(rule.when, axes))
            continue
        decided[i] = grid.meeting(rule.when)
        anew = decided[i] & perhaps_decided == 0
        contested = None if anew else next((j for j in range(i) if decided[j] & decided[i]), None)
        if contested is not None:
            both = decided[i] & decided[contested]
            how = (
                "the same way" if rows[contested].outcome == rule.outcome else f"otherwise ({rows[contested].outcome})"
            )
            yield unworded(
                f"{name}/{i}",
                f"also decides {_sample(both, grid)}, which {name}/{contested} decides {how}; exactly one may",
            )
        perhaps_decided |= decided[i]
    if undecided := grid.everything & ~perhaps_decided:
        yield unworded(name, f"no row decides {_sample(undecided, grid)}")


def _problems_of_condition(condition: Condition, axes: dict[AxisId, Axis]) -> Iterator[Problem]:
    for axis_id, options in condition.sets:
        axis = axes.get(axis_id)
        if axis is None:
            yield unworded(pointer(axis_id), f"no such axis; choose from {', '.join(axes) or 'none'}")
        elif not options:
            yield unworded(
                pointer(axis_id), f"no option at all, so no case reaches this row; choose from {axis.choices}"
            )
        else:
            known = {option.id for option in axis.options}
            yield from (unworded(pointer(axis_id), axis.refusal(option)) for option in sorted(options - known))


def _legible_part(condition: Condition, axes: dict[AxisId, Axis]) -> Condition:
    return Condition(
        (axis, options)
        for axis, options in condition.sets
        if options and axis in axes and options <= {option.id for option in axes[axis].options}
    )


def _sample(combinations: Combinations, grid: Grid) -> str:
    sample = " ".join(option.id for option in grid.first(combinations))
    more = combinations.bit_count() - 1
    return f"{sample} (and {more} more of the {grid.everything.bit_length()} combinations)" if more else sample


def _not_each_once(where: str, given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    if sorted(given) != sorted(known):
        yield unworded(where, f"is {', '.join(given) or 'empty'}; name each of {', '.join(known) or 'no'} exactly once")


def _repeated(names: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for where, name in names:
        if name in first:
            yield unworded(where, f"{shown(name)} already stands at {first[name]}; it has to be the only one")
        first.setdefault(name, where)


def _row_sets(edition: Edition) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """The rows of the adopted reading and of each rival one, with their places."""
    rivals = ((f"/readings/{i}/rules", reading.rules) for i, reading in enumerate(edition.readings))
    return (("/rules", edition.rules), *rivals)
