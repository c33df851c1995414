"""One edition of the guideline, as one value."""

import datetime
import itertools
from collections.abc import Callable
from typing import Any, NewType, TypeVar, cast

import attrs

from aiprocure.model.answers import Answers, read_answers
from aiprocure.model.axes import Axis
from aiprocure.model.citation import Citation, Source
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.rules import AskingOrder, Reading, Rule
from aiprocure.model.text import Text

__all__ = ["Edition", "EditionId", "Supersession"]

EditionId = NewType("EditionId", str)
T = TypeVar("T")


@attrs.frozen(repr=False)
class Supersession:
    """What took an edition's place, and when."""

    version: str
    approved: datetime.date
    text: Text
    citation: Citation

    def __repr__(self) -> str:
        return f"<Supersession by {self.version}, approved {self.approved}>"

    def __str__(self) -> str:
        return str(self.text)


@attrs.frozen(repr=False)
class Edition:
    """The guideline as decided on one date. ``id`` is that date; ``revision`` counts our corrections of the data.

    >>> from aiprocure import editions
    >>> editions.load("2025-05-27")
    <Edition 2025-05-27 revision 1: 4 axes, 10 rules, 3 rival readings>
    """

    id: EditionId
    revision: int
    code: str
    decided: datetime.date
    text: Text
    citation: Citation
    sources: tuple[Source, ...]
    outcomes: tuple[Outcome, ...]
    """Lightest first."""
    axes: tuple[Axis, ...]
    asking_order: AskingOrder
    rules: tuple[Rule, ...]
    readings: tuple[Reading, ...] = ()
    """The rivals of the reading that ``rules`` adopts."""
    consequences: tuple[Consequence, ...] = ()
    superseded_by: Supersession | None = None
    _known: dict[Any, Any] = attrs.field(factory=dict, init=False, eq=False)
    """What the engine has worked out already. No part of the value, and empty in a copy with changes."""

    def __repr__(self) -> str:
        counts = f"{len(self.axes)} axes, {len(self.rules)} rules, {len(self.readings)} rival readings"
        return f"<Edition {self.id} revision {self.revision}: {counts}>"

    def __str__(self) -> str:
        return f"{self.code} {self.text} ({self.id})"

    def answers(self, /, **choices: object) -> Answers:
        """Return the answers that choose one option on every axis.

        Each keyword is an axis, by id or slug; each value an option of it, by id (``"A1"``), number (``1``), mark
        (``"①"``) or slug. Raises :class:`InvalidAnswers` with one problem for everything else.

        >>> from aiprocure import editions
        >>> editions.load("2025-05-27").answers(users="public", work=2, data="③", D="D2")
        <Answers A1 B2 C3 D2>
        """
        return read_answers(self.axes, choices)

    def all_answers(self) -> tuple[Answers, ...]:
        """Return every complete set of answers, in the order of the axes and their options."""
        return tuple(
            Answers({option.axis: option.id for option in options}, self.axes)
            for options in itertools.product(*(axis.options for axis in self.axes))
        )

    def once(self, question: Callable[["Edition"], T]) -> T:
        """Return ``question(self)``, worked out the first time only: an edition never changes."""
        try:
            return cast(T, self._known[question])
        except KeyError:
            return cast(T, self._known.setdefault(question, question(self)))
