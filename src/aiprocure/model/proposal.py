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
    """For each axis that matters, by id or slug, its options. Only an edition can say what they mean."""

    sets: tuple[tuple[str, WrittenOptions], ...] = attrs.field(converter=_pairs)


@attrs.frozen
class ProposedRow:
    """A row that replaces the row with its id, or is added where there is none."""

    id: RuleId
    when: WrittenCondition
    outcome: OutcomeId


@attrs.frozen
class Proposal:
    """A change of the rows of an edition, with its title."""

    edition: EditionId
    title: str
    rules: tuple[ProposedRow, ...] = ()
    withdrawn: tuple[RuleId, ...] = ()
    """The rows to remove."""
    reason: str | None = None

    def __str__(self) -> str:
        return self.title
