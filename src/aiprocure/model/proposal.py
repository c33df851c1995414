"""A proposed change of an edition's rows, as written."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from aiprocure.model.edition import EditionId
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.rules import RuleId

__all__ = ["Proposal", "ProposedRow", "WrittenCondition", "WrittenOptions"]


WrittenOptions: TypeAlias = tuple[str | int, ...]
"""Options of an axis, each in any spelling. In plain data one alone needs no list around it."""


def _pairs(
    sets: Mapping[str, WrittenOptions] | Iterable[tuple[str, WrittenOptions]],
) -> tuple[tuple[str, WrittenOptions], ...]:
    return tuple(sorted(dict(sets).items()))


@attrs.frozen
class WrittenCondition:
    """For each axis that matters, by id or slug, its options. Whether they mean anything, an edition tells."""

    sets: tuple[tuple[str, WrittenOptions], ...] = attrs.field(converter=_pairs)


@attrs.frozen
class ProposedRow:
    """A row to take the place of the row with its id or, where there is none, to be added."""

    id: RuleId
    when: WrittenCondition
    outcome: OutcomeId


@attrs.frozen
class Proposal:
    """What is to change in the rows of an edition, and under which title."""

    edition: EditionId
    title: str
    rules: tuple[ProposedRow, ...] = ()
    withdrawn: tuple[RuleId, ...] = ()
    """The rows that are to go."""
    reason: str | None = None

    def __str__(self) -> str:
        return self.title
