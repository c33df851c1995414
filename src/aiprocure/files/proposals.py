"""Proposals to redraw the rows of an edition: read with distrust, and put into effect."""

import contextlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from aiprocure import editions
from aiprocure.encoding.formats import PROPOSAL_FORMAT
from aiprocure.encoding.parsing import locating, parse, path_of, read_source
from aiprocure.encoding.reader import first_problems, structured
from aiprocure.encoding.refusals import refusing_as
from aiprocure.engine.soundness import problems_in, require_sound
from aiprocure.errors import Choice, Invalid, InvalidData, InvalidProposal, Problem, Text, UnknownEdition
from aiprocure.errors.messages import brief, expect, pointer, shown_path
from aiprocure.files.named_editions import edition_as_named, edition_named, elsewhere
from aiprocure.files.workbooks.rule_tables import edition_named_in, propose_rows
from aiprocure.files.workbooks.tables import rows_of_text, tables_in
from aiprocure.model.amendments import PROPOSAL
from aiprocure.model.axes import Axis, OptionId, axes_by_name, no_such_axis
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition, WrittenOptions
from aiprocure.model.records import outcomes_by_name
from aiprocure.model.rules import Condition, Rule, RuleId

__all__ = ["MOST_BYTES", "from_csv", "from_data", "load", "propose"]

MOST_BYTES = 65_536
_KIND = Text("改正の案", "a proposal")
_MOST_AXES = 100
_TABLES = (".csv", ".xlsx")
K = TypeVar("K")
T = TypeVar("T")


def __dir__() -> list[str]:
    return list(__all__)


def load(path: "str | os.PathLike[str]", *, edition: Edition | None = None) -> Proposal:
    """Return the proposal that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    A CSV file, or an .xlsx file, holds all rows that there are to be, as :func:`from_csv` reads them: in a column 版 or
    ``edition`` it names their edition, unless one is given; it is called by its name.

    Raises :class:`InvalidProposal` as :func:`from_data` does, or with why the file cannot be read. Every problem has
    its file and, where it can be told, its line and column, or its cell.
    """
    with refusing_as(InvalidProposal):
        if path_of(path).lower().endswith(_TABLES):
            return _load_table(Path(path), edition)
        source = read_source(path, kind=_KIND, most_bytes=MOST_BYTES)
    with locating(source), refusing_as(InvalidProposal):
        return from_data(parse(source), edition=edition)


def from_csv(text: str, *, edition: Edition, title: str) -> Proposal:
    """Return the proposal to put the rows of a table in CSV in place of all rows of an edition.

    One of the first 30 lines names a column for the row (行, row), for each axis (by its id, slug or name) and for the
    outcome (判定, outcome), as ``export.to_csv`` does. The cell of an axis names one option or several (``A1|A2``,
    ``①④``), or says with ``*`` that the axis does not matter. Raises :class:`InvalidProposal` with everything wrong
    and its line and column, and where the rows do not decide every combination exactly one way.

    >>> from aiprocure import export
    >>> edition = editions.load("2025-05-27")
    >>> redrawn = export.to_csv(edition).replace("R6,A3,B2,C2,*,low", "R6,A3,B2,C2,*,high")
    >>> proposal = from_csv(redrawn, edition=edition, title="C②では全て高とする")
    >>> [row.id for row in proposal.rules], proposal.withdrawn
    (['R6'], ())
    """
    expect(str, text)
    require_sound(edition)
    with refusing_as(InvalidProposal):
        return propose_rows([rows_of_text(text)], edition, _required_title(title))


def _load_table(path: Path, edition: Edition | None) -> Proposal:
    """Return the proposal of a table, whose edition is the one given or the one that it names."""
    try:
        against = _edition_of_table(path) if edition is None else edition
        require_sound(against)
        return propose_rows(tables_in(path), against, shown_path(path.name))
    except (Invalid, UnknownEdition) as error:
        raise InvalidProposal(attrs.evolve(problem, file=shown_path(path)) for problem in error.problems) from None


def _edition_of_table(path: Path) -> Edition:
    named = edition_named_in(tables_in(path))
    if not named:
        raise InvalidProposal(Problem.of("table-without-edition"))
    return editions.load(named)


def _required_title(title: object) -> str:
    try:
        return structured(title, str)
    except InvalidData as error:
        raise InvalidProposal(problem.under("title") for problem in error.problems) from None


def from_data(data: object, *, edition: Edition | None = None) -> Proposal:
    """Return the proposal that plain data describes.

    ``edition`` names an edition; each of ``rules`` has an ``id``, the ``when`` under which it decides (for each axis
    one option or a list of them) and an ``outcome``, by its id or its word; ``withdrawn`` names the rows that are to
    go. Where an ``edition`` is given, it has to be the one that is named, and the rows have to fit it. Raises
    :class:`InvalidProposal` with everything wrong and its place.

    >>> proposal = from_data({
    ...     "edition": "2025-05-27",
    ...     "title": "複数府省庁での利用を一律に高とする",
    ...     "rules": [{"id": "R3", "when": {"C": "②", "B": "②", "A": ["①", "②", "④"]}, "outcome": "high"}],
    ...     "withdrawn": ["R4", "R5"],
    ... })
    >>> propose(proposal)
    <Edition 2025-05-27 revision 3: 4 axes, 8 rules, 0 rival readings>
    """
    if edition is not None:
        expect(Edition, edition)
    try:
        proposal = structured(data, Proposal, document=PROPOSAL_FORMAT)
    except InvalidData as error:
        raise InvalidProposal((*error.problems, *_problems_besides(data, edition, error.problems))) from None
    if edition is not None:
        propose(proposal, edition)
    return proposal


def propose(proposal: Proposal, edition: Edition | None = None) -> Edition:
    """Return the edition that a proposal is about, or ``edition`` of that name, with its rows redrawn.

    Raises :class:`InvalidProposal` where the edition is not carried, where a row means nothing in it, and where the
    rows no longer decide every combination exactly one way.
    """
    expect(Proposal, proposal)
    if edition is not None:
        expect(Edition, edition)
    with refusing_as(InvalidProposal):
        redrawn_from = edition_named(proposal.edition, edition)
    rules, withdrawn_at = dict(enumerate(proposal.rules)), dict(enumerate(proposal.withdrawn))
    if found := first_problems(_problems(rules, withdrawn_at, redrawn_from)):
        raise InvalidProposal(found)
    proposed = {row.id: _rule(row, redrawn_from) for row in proposal.rules}
    withdrawn = frozenset(proposal.withdrawn)
    kept = [proposed.pop(rule.id, rule) for rule in redrawn_from.rules if rule.id not in withdrawn]
    redrawn = redrawn_from.with_rules((*kept, *proposed.values()))
    if problems := problems_in(redrawn):
        rows = {row.id: position for position, row in enumerate(proposal.rules)}
        raise InvalidProposal(_in_proposal(problem, redrawn.rules, rows) for problem in problems)
    return redrawn


def _problems_besides(data: object, given: Edition | None, misshapen: Sequence[Problem]) -> list[Problem]:
    """What means nothing in the edition, as far as that can be told, in places where nothing is misshapen."""
    if not isinstance(data, Mapping):
        return []
    edition, found = edition_as_named(data, given)
    if edition is not None:
        rows = {i: _readable_row(row) for i, row in _entries(data, "rules") if isinstance(row, Mapping)}
        withdrawn = _readable(_entries(data, "withdrawn"), RuleId)
        found += first_problems(_problems(rows, withdrawn, edition))
    return elsewhere(found, misshapen)


def _entries(data: Mapping[object, object], name: str) -> Iterable[tuple[int, object]]:
    """The entries of a list, with their positions; none where it is not a list."""
    entries = data.get(name)
    return enumerate(entries if isinstance(entries, list | tuple) else ())


def _readable_row(row: Mapping[object, object]) -> ProposedRow:
    """A row as far as it can be read. Where the rest is blank a problem is known already."""
    when = row.get("when")
    named = _readable(((name, row[name]) for name in ("id", "outcome") if name in row), str)
    sets = _readable(when.items() if isinstance(when, Mapping) else (), WrittenOptions)
    return ProposedRow(
        id=RuleId(named.get("id", "")),
        when=WrittenCondition({name: options for name, options in sets.items() if isinstance(name, str)}),
        outcome=OutcomeId(named.get("outcome", "")),
    )


def _readable(pieces: Iterable[tuple[K, object]], kind: type[T]) -> dict[K, T]:
    """Those of some pieces that can be read as a kind of value."""
    readable: dict[K, T] = {}
    for place, piece in pieces:
        with contextlib.suppress(InvalidData):
            readable[place] = structured(piece, kind)
    return readable


def _in_proposal(problem: Problem, rules: tuple[Rule, ...], rows: dict[RuleId, int]) -> Problem:
    """A problem of the redrawn rows where the proposal has the row, or at its rows as a whole, with the id of the row.

    The rows of the redrawn edition are numbered in no file.
    """
    _, family, number, *rest = f"{problem.where}///".split("/")
    if family != "rules" or not number.isdecimal():
        return problem
    id_ = rules[int(number)].id
    where = pointer("rules", rows[id_], *filter(None, rest)) if id_ in rows else "/rules"
    text = Text(f"行 {brief(id_)} について、{problem.text.ja}", f"row {brief(id_)}: {problem.text.in_language('en')}")
    return attrs.evolve(problem, where=where, text=text)


def _problems(rows: Mapping[int, ProposedRow], withdrawn: Mapping[int, str], edition: Edition) -> Iterator[Problem]:
    """What means nothing in an edition: rows and names by their positions."""
    ids = [rule.id for rule in edition.rules]
    known = frozenset(ids)
    for i, id_ in withdrawn.items():
        if id_ not in known:
            yield Problem.of(
                "no-such-record", pointer("withdrawn", i), value=id_, expected=map(Choice, ids), kind=Text("行", "row")
            )
    outcomes = outcomes_by_name(edition.outcomes)
    choices = [outcome.choice for outcome in edition.outcomes]
    seen = Counter(withdrawn.values())
    for i, row in rows.items():
        if row.id in seen:
            yield Problem.of("row-given-twice", pointer("rules", i, "id"), value=row.id)
        seen[row.id] += 1
        if row.outcome not in outcomes:
            where = pointer("rules", i, "outcome")
            yield Problem.of("no-such-record", where, value=row.outcome, expected=choices, kind=Text("結果", "outcome"))
        yield from (problem.under("rules", i, "when") for problem in _problems_of_condition(row, edition))


def _problems_of_condition(row: ProposedRow, edition: Edition) -> Iterator[Problem]:
    axes = axes_by_name(edition.axes)
    if len(row.when.sets) > _MOST_AXES:
        what = Text("判定軸", "axes")
        yield Problem.of("too-many", count=len(row.when.sets), most=_MOST_AXES, what=what)
        return
    for name, options in row.when.sets:
        if name not in axes:
            yield no_such_axis(name, edition.axes, pointer(name))
            continue
        yield from (axes[name].refusal(o, pointer(name)) for o in options if axes[name].read(o) is None)
        if not options:
            yield Problem.of("no-option-chosen", pointer(name), expected=axes[name].choices)
    named = [axes[name].id for name, _ in row.when.sets if name in axes]
    if twice := sorted(id_ for id_, times in Counter(named).items() if times > 1):
        yield Problem.of("axis-named-twice", axes=", ".join(twice))


def _rule(row: ProposedRow, edition: Edition) -> Rule:
    axes = axes_by_name(edition.axes)
    sets = {axes[name].id: _read_all(axes[name], options) for name, options in row.when.sets}
    outcome = outcomes_by_name(edition.outcomes)[row.outcome]
    return Rule(row.id, Condition(sets), outcome.id, Citation(PROPOSAL.id, row.id, Provenance.SUPPLIED))


def _read_all(axis: Axis, written: tuple[str | int, ...]) -> list[OptionId]:
    return [option.id for option in map(axis.read, written) if option is not None]
