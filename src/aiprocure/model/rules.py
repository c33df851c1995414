"""The rules that decide, and the readings of the source that would decide otherwise."""

from collections.abc import Iterable, Mapping
from typing import NewType

import attrs

from aiprocure.errors.text import Language, Text
from aiprocure.model.axes import AxisId, OptionId
from aiprocure.model.citation import Citation
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.pairs import sorted_pairs
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary

__all__ = ["AskingOrder", "Condition", "Reading", "ReadingId", "Rule", "RuleId"]

RuleId = NewType("RuleId", str)
ReadingId = NewType("ReadingId", str)


def _sets(
    sets: Mapping[AxisId, Iterable[OptionId]] | Iterable[tuple[AxisId, Iterable[OptionId]]],
) -> tuple[tuple[AxisId, frozenset[OptionId]], ...]:
    return tuple((axis, frozenset(options)) for axis, options in sorted_pairs(sets))


@attrs.frozen(repr=False)
class Condition:
    """A set of options for each axis that matters. It holds where every such axis is answered from its set.

    A condition that names no axis always holds. There is no other logic.

    >>> from aiprocure import editions
    >>> condition = editions.load("2025-05-27").rules[1].when
    >>> print(condition)
    B1|B3 & C2
    >>> condition.holds({"A": "A1", "B": "B1", "C": "C2", "D": "D1"})
    True
    """

    sets: tuple[tuple[AxisId, frozenset[OptionId]], ...] = attrs.field(converter=_sets)

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Condition {self}>"

    def __str__(self) -> str:
        return " & ".join("|".join(sorted(options)) for _, options in self.sets) or "always"

    def holds(self, answers: Mapping[str, OptionId]) -> bool:
        """Return whether every axis named here is answered with one of its options."""
        return all(answers[axis] in options for axis, options in self.sets)


@attrs.frozen(repr=False)
class Rule:
    """A row of the decision table: under this condition, this outcome."""

    id: RuleId
    when: Condition
    outcome: OutcomeId
    citation: Citation

    __rich_repr__ = rich_repr

    def __repr__(self) -> str:
        return f"<Rule {self}>"

    def __str__(self) -> str:
        return f"{self.id}: {self.when} → {self.outcome}"


@attrs.frozen
class AskingOrder:
    """The order in which the guideline's figure asks the axes."""

    axes: tuple[AxisId, ...]
    citation: Citation


@attrs.frozen(repr=False)
class Reading:
    """Another complete set of rows that the source could be read as, and why it was not adopted."""

    id: ReadingId
    text: Text
    not_adopted_because: Text
    rules: tuple[Rule, ...]
    citation: Citation

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the id."""
        return caption(self.id, self.text, language)
