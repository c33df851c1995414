"""Whether an edition is sound: every case is decided, in exactly one way, and every record has a source."""

import itertools
import math
from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from aiprocure.engine.grid import Combinations, Grid
from aiprocure.engine.shape import fits, problems_of_shape, values_in
from aiprocure.errors import Choice, InvalidEdition, Problem
from aiprocure.errors.messages import did_you_mean, expect, in_words, pointer
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId, Option, no_such_axis
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition
from aiprocure.model.ids import LONGEST_ID, is_id
from aiprocure.model.normalization import is_plain, plain_spelling
from aiprocure.model.records import FAMILIES, Link, Record, links_of
from aiprocure.model.rules import Condition, Rule

__all__ = [
    "MOST_AXES",
    "MOST_COMBINATIONS",
    "MOST_OPTIONS",
    "MOST_PROBLEMS",
    "MOST_ROWS",
    "problems_in",
    "require_sound",
]

MOST_AXES = 10
MOST_COMBINATIONS = 100_000
MOST_OPTIONS = 1_000
MOST_PROBLEMS = 1_000
MOST_ROWS = 1_000
_MOST_OFFERED = 10
_MOST_HINTS = 20
_MOST_COMPARED = 1_000
_FAMILY_OF: dict[type[object], str] = {kind: family for family, kind in FAMILIES}
_IN_JAPANESE = {
    "axis": "判定軸",
    "body": "会議体・窓口",
    "control": "標準等の項目",
    "neighbour": "関連する制度等",
    "option": "選択肢",
    "outcome": "判定の結果",
    "phase": "フェーズ",
    "process-step": "利用のプロセス",
    "requirement": "見出し",
    "requirement-group": "見出しの区分",
    "role": "役割",
    "sheet-row": "要求事項",
    "standard": "標準等",
    "theme": "主題",
}
"""What a record of each family is called whose ids stand alone in links; others stand with their family."""


def problems_in(edition: Edition) -> tuple[Problem, ...]:
    """Return everything that keeps an edition from being sound, each with its place; nothing if it is sound.

    After :data:`MOST_PROBLEMS` the search stops, and the last problem says so.

    A sound edition decides every combination of answers by exactly one row, in the adopted reading and in each
    rival one; no row is out of reach; every id is unique and well-formed, every number of a sheet unique, every
    reference known, no passage empty, and every record cited to one of the edition's sources. Editions of more than
    :data:`MOST_AXES` axes, :data:`MOST_OPTIONS` options, :data:`MOST_COMBINATIONS` combinations or :data:`MOST_ROWS`
    rows are not checked, and so are not sound.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> problems_in(edition)
    ()
    >>> for problem in problems_in(attrs.evolve(edition, rules=edition.rules[1:])):
    ...     print(problem)
    /rules: no row decides A1 B1 C1 D1 (and 71 more of the 144 combinations)
    """
    expect(Edition, edition)
    found = _problems_of_meaning(edition) if fits(edition, Edition) else problems_of_shape("", edition, Edition)
    problems = tuple(itertools.islice(found, MOST_PROBLEMS))
    return problems if len(problems) < MOST_PROBLEMS else (*problems, Problem.of("stopped-here"))


def require_sound(edition: Edition) -> None:
    """Raise :class:`InvalidEdition` unless an edition is sound. Asked again, it is a look-up."""
    expect(Edition, edition)
    if problems := edition.once(problems_in):
        raise InvalidEdition(problems)


def _problems_of_meaning(edition: Edition) -> Iterator[Problem]:
    records = tuple(values_in("", edition))
    yield from _problems_of_records(edition, records)
    yield from _problems_of_axes(edition.axes)
    yield from _problems_of_references(edition)
    yield from _problems_of_links(records)
    yield from _problems_of_rules(edition)


def _problems_of_records(edition: Edition, records: tuple[tuple[str, object], ...]) -> Iterator[Problem]:
    """What is wrong with ids, citations and passages, whatever record they are part of."""
    yield from (_id_problem(name, written) for name, written in _own_ids(edition) if not is_id(written))
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
                    code = "hidden-characters" if passage.strip() else "blank"
                    yield Problem.of(code, f"{where}/{language}", value=passage)


def _problems_of_ids(ids: list[tuple[str, str]]) -> Iterator[Problem]:
    yield from _repeated(ids)
    for where, written in ids:
        if not is_id(written):
            yield _id_problem(where, written)


def _id_problem(where: str, written: str) -> Problem:
    return Problem.of("id-invalid", where, value=written, most=LONGEST_ID)


def _own_ids(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The ids of the edition itself, with their places."""
    return ("/id", edition.id), ("/code", edition.code)


def _problems_of_citation(where: str, citation: Citation, sources: list[str]) -> Iterator[Problem]:
    if citation.document not in sources:
        choices = [Choice(source) for source in sources[:_MOST_OFFERED]]
        kind = Text("出典", "source")
        yield Problem.of("no-such-record", f"{where}/document", value=citation.document, expected=choices, kind=kind)
    if not citation.place.strip():
        yield Problem.of("place-missing", f"{where}/place")


def _problems_of_axes(axes: tuple[Axis, ...]) -> Iterator[Problem]:
    if not axes:
        yield Problem.of("axes-missing", "/axes")
    yield from _repeated(
        (f"/axes/{i}/slug", name) for i, axis in enumerate(axes) for name in sorted({axis.id, axis.slug})
    )
    for i, axis in enumerate(axes):
        where = f"/axes/{i}/options"
        yield from _problems_of_name(f"/axes/{i}/slug", axis.slug)
        if len(axis.options) <= 1:
            yield Problem.of("too-few-options", where)
        for j, option in enumerate(axis.options):
            yield from _problems_of_name(f"{where}/{j}/mark", option.mark)
            yield from _problems_of_name(f"{where}/{j}/slug", option.slug)
            if option.number < 1:
                yield Problem.of("number-not-positive", f"{where}/{j}/number", value=option.number)
            if option.axis != axis.id:
                yield Problem.of("option-misplaced", f"{where}/{j}/axis", value=option.axis, axis=axis.id)
            yield from _problems_of_meanings(f"{where}/{j}/means", option)
        yield from _repeated(
            (f"{where}/{j}/{field}", spelling)
            for j, option in enumerate(axis.options)
            for spelling, field in _spelled(option).items()
        )


def _spelled(option: Option) -> dict[str, str]:
    """Every way to write an option, with the field that it comes from: of several, the first of these."""
    fields = ("id", "slug", "mark", "number")
    return {plain_spelling(str(getattr(option, field))): field for field in reversed(fields)}


def _problems_of_meanings(where: str, option: Option) -> Iterator[Problem]:
    """What is declared twice of an option, or of one that is undecided."""
    yield from _repeated((f"{where}/{k}", str(meaning)) for k, meaning in enumerate(option.means))
    if option.undecided and option.means:
        yield Problem.of("undecided-means", where, value=str(option.means[0]))


def _problems_of_name(where: str, name: str) -> Iterator[Problem]:
    if not (plain_spelling(name) and is_plain(name)):
        yield Problem.of("name-invalid", where, value=name)


def _problems_of_references(edition: Edition) -> Iterator[Problem]:
    yield from _not_each_once("/asking_order/axes", edition.asking_order.axes, [axis.id for axis in edition.axes])
    for i, axis in enumerate(edition.axes):
        ranked = [option for group in axis.risk_order.lightest_first for option in group]
        options = [option.id for option in axis.options]
        yield from _not_each_once(f"/axes/{i}/risk_order/lightest_first", ranked, options)
    for name in ("requirements", "sheet_rows", "clauses", "process_steps"):
        yield from _repeated(
            (f"/{name}/{i}/number", record.number)
            for i, record in enumerate(getattr(edition, name))
            if record.number is not None and record.citation.provenance is not Provenance.SUPPLIED
        )
    if edition.revision < 1:
        yield Problem.of("number-not-positive", "/revision", value=edition.revision)
    yield from _problems_of_supersession(edition)
    for i, consequence in enumerate(edition.consequences):
        if not consequence.outcomes:
            yield Problem.of("outcomes-missing", f"/consequences/{i}/outcomes")


def _problems_of_supersession(edition: Edition) -> Iterator[Problem]:
    after = edition.superseded_by
    if after is None:
        return
    if after.approved <= edition.decided:
        yield Problem.of("superseded-too-early", "/superseded_by/approved", value=after.approved)
    if after.effective is not None and after.effective < after.approved:
        where = "/superseded_by/effective"
        yield Problem.of("effective-before-approved", where, value=after.effective, approved=after.approved)


def _problems_of_links(records: tuple[tuple[str, object], ...]) -> Iterator[Problem]:
    """A problem for each link to a record that the edition does not have."""
    known: dict[str, set[str]] = {family: set() for family, _ in FAMILIES}
    for _, record in records:
        if type(record) in _FAMILY_OF:
            known[_FAMILY_OF[type(record)]].add(cast(Record, record).id)
    hints = itertools.count(1)
    for where, record in records:
        for link in links_of(cast(Record, record)) if type(record) in _FAMILY_OF else ():
            ids = [known.get(family, set()) for family in link.families]
            if link.field != "when" and not any(link.id in each for each in ids):
                yield _unknown_link(f"{where}/{link.field}", link, ids, hints)


def _unknown_link(where: str, link: Link, ids: list[set[str]], hints: Iterator[int]) -> Problem:
    """The problem with a link. To find a hint takes time, so only the first links among not too many ids get one."""
    kinds = Text("又は".join(_IN_JAPANESE.get(family, "記録") for family in link.families), " or ".join(link.families))
    count = sum(map(len, ids))
    if 0 < count <= _MOST_OFFERED:
        offered = [Choice(id_) for id_ in sorted(set().union(*ids))]
        return Problem.of("no-such-record", where, value=link.id, expected=offered, kind=kinds)
    sought = count <= _MOST_COMPARED and next(hints) <= _MOST_HINTS
    hint = did_you_mean(link.id, sorted(set().union(*ids)) if sought else ())
    return Problem.of("record-unknown", where, value=link.id, kind=kinds, hint=hint)


def _problems_of_rules(edition: Edition) -> Iterator[Problem]:
    options = [option.id for axis in edition.axes for option in axis.options]
    axes = len(edition.axes)
    combinations = math.prod(len(axis.options) for axis in edition.axes)
    rows = sum(len(rows) for _, rows in _row_sets(edition))
    if axes > MOST_AXES:
        yield _too_many("/axes", Text("判定軸", "axes"), axes, MOST_AXES)
    elif len(options) > MOST_OPTIONS:
        yield _too_many("/axes", Text("選択肢", "options"), len(options), MOST_OPTIONS)
    elif combinations > MOST_COMBINATIONS:
        yield _too_many("/axes", Text("組合せ", "combinations"), combinations, MOST_COMBINATIONS)
    elif rows > MOST_ROWS:
        yield _too_many("/rules", Text("行", "rows over all readings"), rows, MOST_ROWS)
    elif combinations and len(set(options)) == len(options):
        grid = Grid.over(edition.axes)
        for name, row_set in _row_sets(edition):
            yield from _problems_of_row_set(name, row_set, grid)


def _too_many(where: str, what: Text, count: int, most: int) -> Problem:
    return Problem.of("too-many", where, what=what, count=count, most=most)


def _problems_of_row_set(name: str, rows: tuple[Rule, ...], grid: Grid) -> Iterator[Problem]:
    """Problems of rows one by one, and of all together on the grid.

    Of a row in error the part that can be read counts as decided, so that one slip is not reported twice.
    """
    axes = {axis.id: axis for axis in grid.axes}
    decided, perhaps_decided = [0] * len(rows), 0
    for i, rule in enumerate(rows):
        problems = tuple(_problems_of_condition(rule.when, axes))
        yield from (attrs.evolve(problem, where=f"{name}/{i}/when{problem.where}") for problem in problems)
        if problems:
            perhaps_decided |= grid.meeting(_legible_part(rule.when, axes))
            continue
        decided[i] = grid.meeting(rule.when)
        if decided[i] & perhaps_decided:
            contested = next((j for j in range(i) if decided[j] & decided[i]), None)
            if contested is not None:
                sample = _sample(decided[i] & decided[contested], grid)
                yield _overlap(f"{name}/{i}", rule, rows[contested], sample)
        perhaps_decided |= decided[i]
    if undecided := grid.everything & ~perhaps_decided:
        yield Problem.of("undecided-combination", name, sample=_sample(undecided, grid))


def _overlap(where: str, rule: Rule, contested: Rule, sample: Text) -> Problem:
    """The problem with a row that decides what another one does already."""
    how = Text("同じ結果に", "the same way")
    if contested.outcome != rule.outcome:
        how = Text(f"別の結果（{contested.outcome}）に", f"otherwise ({contested.outcome})")
    return Problem.of(
        "row-overlaps", where, sample=sample, other=Text(f"行 {contested.id}", f"row {contested.id}"), how=how
    )


def _problems_of_condition(condition: Condition, axes: dict[AxisId, Axis]) -> Iterator[Problem]:
    for axis_id, options in condition.sets:
        axis = axes.get(axis_id)
        if axis is None:
            yield no_such_axis(axis_id, axes.values(), pointer(axis_id))
        elif not options:
            yield Problem.of("no-option-chosen", pointer(axis_id), expected=axis.choices)
        else:
            known = {option.id for option in axis.options}
            yield from (axis.refusal(option, pointer(axis_id)) for option in sorted(options - known))


def _legible_part(condition: Condition, axes: dict[AxisId, Axis]) -> Condition:
    return Condition(
        (axis, options)
        for axis, options in condition.sets
        if options and axis in axes and options <= {option.id for option in axes[axis].options}
    )


def _sample(combinations: Combinations, grid: Grid) -> Text:
    """The first of some combinations, and how many more there are."""
    sample = " ".join(option.id for option in grid.first(combinations))
    more, everything = combinations.bit_count() - 1, grid.everything.bit_length()
    if not more:
        return Text(sample, sample)
    return Text(
        f"{sample}（ほか {everything} 通り中 {more} 通り）",
        f"{sample} (and {more} more of the {everything} combinations)",
    )


def _not_each_once(where: str, given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """A problem where a list does not name each of some ids exactly once."""
    if sorted(given) != sorted(known):
        listed = Text("、".join(given) or "何もない", ", ".join(given) or "empty")
        yield Problem.of("not-each-once", where, listed=listed, expected=[Choice(id_) for id_ in known])


def _repeated(names: Iterable[tuple[str, str | int]]) -> Iterator[Problem]:
    """A problem for each name or number that another one had before."""
    first: dict[str | int, str] = {}
    for where, name in names:
        if name in first:
            yield Problem.of("id-repeated", where, value=name, first=in_words(first[name]))
        first.setdefault(name, where)


def _row_sets(edition: Edition) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """The rows of the adopted reading and of each rival one, with their places."""
    rivals = ((f"/readings/{i}/rules", reading.rules) for i, reading in enumerate(edition.readings))
    return (("/rules", edition.rules), *rivals)
