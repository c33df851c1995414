"""The reading of an edition settled by what a user saw in the official sheet."""

from collections.abc import Sequence

import attrs

from aiprocure.engine.grid import grid_of, grounds_of_readings
from aiprocure.engine.observations import Observation, Seen, marks, read_observations, require_agreeing
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidObservations, Problem
from aiprocure.errors.messages import expect, in_words, pointer
from aiprocure.model.citation import Citation, Provenance, Source
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Rule

__all__ = ["settle"]

_MOST_LISTED = 6


def settle(edition: Edition, seen: Seen, *, source: Source) -> Edition:
    """Return the edition as what was seen in the official sheet settles it: the reading that agrees is adopted.

    ``seen`` are pairs of answers and the id of the outcome that the sheet gives them, in any order; ``source`` is the
    sheet that was looked into, and becomes one of the edition's sources. Of the readings that agree with everything
    seen, the first is adopted, the edition's own before its rivals; its rows become ``rules``. Those that decide
    otherwise in some other combination stay as rival readings, and so go on being named; the rest are gone. The rows
    and readings kept are cited to the source as ``confirmed``, with the combinations seen. The id and the revision
    stay, for they are the government's and ours; the fingerprint is another. Where nothing was seen, the edition is
    returned as it is.

    Raises :class:`InvalidObservations` where no reading agrees, with each observation beside what the readings decide
    there, for what cannot have been seen, for an edition whose rows are a proposal, and for a source whose id another
    one has; :class:`InvalidEdition` for an edition that is not sound, or would not be with that source.

    >>> from aiprocure import editions
    >>> from aiprocure.model import Source, SourceId, Text
    >>> edition = editions.load("2025-05-27")
    >>> sheet = Source(SourceId("別紙1"), Text("高リスク判定シート", "The high-risk determination sheet"))
    >>> seen = [(edition.answers(A=1, B=1, C=3, D=2), "high"), (edition.answers(A=1, B=2, C=3, D=1), "high")]
    >>> settled = settle(edition, seen, source=sheet)
    >>> settled
    <Edition 2025-05-27 revision 3: 4 axes, 10 rules, 0 rival readings>
    >>> settled.rules[0].citation
    <Citation 別紙1 A①B①C③D②→高、A①B②C③D①→高, confirmed>
    """
    observations = read_observations(edition, seen)
    expect(Source, source)
    if edition.redrawn:
        raise InvalidObservations(Problem.of("rows-of-a-proposal", "/rules"))
    adopted, *others = require_agreeing(edition, observations)
    if not observations:
        return edition
    citation = Citation(source.id, _place(edition, observations), Provenance.CONFIRMED)
    kept = _distinct(edition, adopted, others)
    settled = attrs.evolve(
        edition,
        sources=_with_source(edition, source),
        rules=_cited((edition.rules, *(each.rules for each in edition.readings))[adopted], citation),
        readings=tuple(
            attrs.evolve(each, citation=citation, rules=_cited(each.rules, citation))
            for each in (edition.readings[number - 1] for number in kept)
        ),
    )
    require_sound(settled)
    return settled


def _distinct(edition: Edition, adopted: int, others: Sequence[int]) -> list[int]:
    """The rival readings that decide otherwise than the one adopted, one of those that decide alike."""
    grounds = edition.once(grounds_of_readings)
    known = [grounds[adopted]]
    kept: list[int] = []
    for number in others:
        if grounds[number] not in known:
            known.append(grounds[number])
            kept.append(number)
    return kept


def _cited(rules: tuple[Rule, ...], citation: Citation) -> tuple[Rule, ...]:
    return tuple(attrs.evolve(rule, citation=citation) for rule in rules)


def _with_source(edition: Edition, source: Source) -> tuple[Source, ...]:
    if source in edition.sources:
        return edition.sources
    for position, other in enumerate(edition.sources):
        if other.id == source.id:
            first = in_words(pointer("sources", position, "id"))
            raise InvalidObservations(Problem.of("id-repeated", "/source/id", value=source.id, first=first))
    return (*edition.sources, source)


def _place(edition: Edition, observations: Sequence[Observation]) -> str:
    """What was looked up: each combination with its outcome or, where they are many, how many."""
    if len(observations) > _MOST_LISTED:
        return f"{len(observations)}通りの組合せ（全{edition.once(grid_of).everything.bit_length()}通り中）"
    return "、".join(f"{marks(edition, each.answers)}→{each.outcome.text.ja}" for each in observations)
