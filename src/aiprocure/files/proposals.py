"""Proposals to redraw the rows of an edition: read with distrust, and put into effect."""

import re
from collections.abc import Iterator
from pathlib import Path

from aiprocure import editions, encoding
from aiprocure.encoding.parsing import read_manuscript
from aiprocure.engine.soundness import problems_in
from aiprocure.errors import InvalidData, InvalidProposal, Problem, UnknownEdition
from aiprocure.errors.messages import expect, nearest, pointer, shown, unworded
from aiprocure.model.amendments import PROPOSAL
from aiprocure.model.axes import Axis, OptionId, axes_by_name, no_such_axis
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.proposal import Proposal, ProposedRow
from aiprocure.model.records import spellings_of
from aiprocure.model.rules import Condition, Rule

__all__ = ["MOST_BYTES", "from_data", "load", "propose"]

MOST_BYTES = 65_536
_NUMBERED = re.compile(r"rules\[\d+\]")


def load(path: str | Path) -> Proposal:
    """Return the proposal that a TOML or JSON file of at most :data:`MOST_BYTES` describes. No other file is read.

    Raises :class:`InvalidProposal` with everything misshapen and its place, or with why the file cannot be read.
    """
    try:
        return from_data(read_manuscript(path, kind="a proposal", most_bytes=MOST_BYTES))
    except InvalidData as error:
        raise InvalidProposal(error.problems) from None


def from_data(data: object) -> Proposal:
    """Return the proposal that plain data describes.

    ``edition`` names an edition; each of ``rules`` has an ``id``, the ``when`` under which it decides (for each axis
    one option or a list of them) and an ``outcome``, by its id or its word; ``withdrawn`` names the rows that are to
    go. Raises :class:`InvalidProposal` with everything misshapen and its place.

    >>> proposal = from_data({
    ...     "edition": "2025-05-27",
    ...     "title": "複数府省庁での利用を一律に高とする",
    ...     "rules": [{"id": "R3", "when": {"C": "②", "B": "②", "A": ["①", "②", "④"]}, "outcome": "high"}],
    ...     "withdrawn": ["R4", "R5"],
    ... })
    >>> propose(proposal)
    <Edition 2025-05-27 revision 1: 4 axes, 8 rules, 0 rival readings>
    """
    try:
        return encoding.from_data(data, Proposal)
    except InvalidData as error:
        raise InvalidProposal(error.problems) from None


def propose(proposal: Proposal) -> Edition:
    """Return the edition that a proposal is about, with its rows redrawn.

    Raises :class:`InvalidProposal` where the edition is not carried, where a row means nothing in it, and where the
    rows no longer decide every combination exactly one way.
    """
    expect(Proposal, proposal)
    try:
        edition = editions.load(proposal.edition)
    except UnknownEdition as error:
        raise InvalidProposal([unworded("/edition", str(error))]) from None
    if problems := tuple(_problems(proposal, edition)):
        raise InvalidProposal(problems)
    proposed = {row.id: _rule(row, edition) for row in proposal.rules}
    kept = [proposed.pop(rule.id, rule) for rule in edition.rules if rule.id not in proposal.withdrawn]
    redrawn = edition.with_rules((*kept, *proposed.values()))
    if problems := problems_in(redrawn):
        raise InvalidProposal(_by_row(problem, redrawn.rules) for problem in problems)
    return redrawn


def _by_row(problem: Problem, rows: tuple[Rule, ...]) -> Problem:
    """A problem of the rows as they would stand, each named by its id: they are numbered in no file."""
    named = {f"rules[{i}]": f"row {row.id}" for i, row in enumerate(rows)}
    where, what = (
        _NUMBERED.sub(lambda found: named[found[0]], text) for text in (problem.where, problem.text.in_language("en"))
    )
    return unworded(where, what)


def _problems(proposal: Proposal, edition: Edition) -> Iterator[Problem]:
    rows = [rule.id for rule in edition.rules]
    outcomes = _outcomes_by_name(edition)
    for i, id_ in enumerate(proposal.withdrawn):
        if id_ not in rows:
            yield unworded(pointer("withdrawn", i), f"no row {shown(id_)}; choose from {', '.join(rows)}")
    for i, row in enumerate(proposal.rules):
        if row.id in proposal.withdrawn or row.id in (other.id for other in proposal.rules[:i]):
            yield unworded(pointer("rules", i, "id"), f"row {shown(row.id)} stands here twice, or is withdrawn as well")
        if row.outcome not in outcomes:
            choices = ", ".join(f"{outcome.id} ({outcome.text})" for outcome in edition.outcomes)
            what = f"no outcome {shown(row.outcome)}{nearest(row.outcome, outcomes)}; choose from {choices}"
            yield unworded(pointer("rules", i, "outcome"), what)
        yield from (problem.under("rules", i, "when") for problem in _problems_of_condition(row, edition))


def _problems_of_condition(row: ProposedRow, edition: Edition) -> Iterator[Problem]:
    axes = axes_by_name(edition.axes)
    for name, options in row.when.sets:
        if name not in axes:
            yield no_such_axis(name, edition.axes, pointer(name))
            continue
        yield from (axes[name].refusal(o, pointer(name)) for o in options if axes[name].read(o) is None)
        if not options:
            yield Problem.of("no-option-chosen", pointer(name), expected=axes[name].choices)
    named = [axes[name].id for name, _ in row.when.sets if name in axes]
    if len(set(named)) < len(named):
        yield unworded("", f"an axis is named twice, by id and by slug: {', '.join(sorted(named))}")


def _rule(row: ProposedRow, edition: Edition) -> Rule:
    axes = axes_by_name(edition.axes)
    sets = {axes[name].id: _read_all(axes[name], options) for name, options in row.when.sets}
    outcome = _outcomes_by_name(edition)[row.outcome]
    return Rule(row.id, Condition(sets), outcome, Citation(PROPOSAL.id, row.id, Provenance.SUPPLIED))


def _outcomes_by_name(edition: Edition) -> dict[str, OutcomeId]:
    return {name: outcome.id for outcome in edition.outcomes for name in spellings_of(outcome)}


def _read_all(axis: Axis, written: tuple[str | int, ...]) -> list[OptionId]:
    return [option.id for option in map(axis.read, written) if option is not None]


def __dir__() -> list[str]:
    return list(__all__)
