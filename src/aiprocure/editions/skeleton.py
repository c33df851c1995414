"""The smallest sound edition, in which everything is still to be written."""

import datetime
from collections.abc import Iterator

from aiprocure.engine.shape import values_in
from aiprocure.errors import Problem
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId, Option, OptionId, RiskOrder
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.edition import Edition, EditionId
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId

__all__ = ["NO_DAY", "UNWRITTEN", "UNWRITTEN_ID", "blank_edition", "unwritten_in"]

UNWRITTEN = "（未記入）"
"""What stands for words that are still to be written."""
UNWRITTEN_ID = "unwritten"
"""What stands for an id that is still to be written."""
NO_DAY = datetime.date.min
"""What stands for a day that is still to be written."""
_WORDS = Text(UNWRITTEN)
_SOURCE = SourceId("source-1")
_CITATION = Citation(_SOURCE, UNWRITTEN, Provenance.STATED)
_AXIS = AxisId("A")
_OUTCOMES = ("low", "high")


def blank_edition() -> Edition:
    """Return an edition of one axis with two options and two outcomes, sound, and not written yet.

    >>> blank_edition()
    <Edition unwritten revision 1: 1 axes, 2 rules, 0 rival readings>
    """
    options = tuple(
        Option(OptionId(f"A{n}"), _AXIS, n, mark, f"option-{n}", undecided=False, text=_WORDS, citation=_CITATION)
        for n, mark in enumerate("①②", 1)
    )
    order = RiskOrder(tuple((option.id,) for option in options), _CITATION)
    return Edition(
        id=EditionId(UNWRITTEN_ID),
        revision=1,
        code=UNWRITTEN_ID,
        decided=NO_DAY,
        text=_WORDS,
        citation=_CITATION,
        sources=(Source(_SOURCE, _WORDS),),
        outcomes=tuple(Outcome(OutcomeId(id_), _WORDS, _WORDS, _CITATION) for id_ in _OUTCOMES),
        axes=(Axis(_AXIS, "axis-a", _WORDS, _WORDS, options, order, _CITATION),),
        asking_order=AskingOrder((_AXIS,), _CITATION),
        rules=tuple(
            Rule(RuleId(f"R{n}"), Condition({_AXIS: [option.id]}), OutcomeId(outcome), _CITATION)
            for n, (option, outcome) in enumerate(zip(options, _OUTCOMES, strict=True), 1)
        ),
    )


def unwritten_in(edition: Edition) -> tuple[Problem, ...]:
    """Return everything in an edition that is still as in a new one, with its place.

    >>> [problem.where for problem in unwritten_in(blank_edition())][:3]
    ['/id', '/code', '/decided']
    """
    return tuple(Problem.of("unwritten", where) for where in _unwritten(edition))


def _unwritten(edition: Edition) -> Iterator[str]:
    own = {"/id": edition.id, "/code": edition.code}
    yield from (where for where, id_ in own.items() if id_ == UNWRITTEN_ID)
    if edition.decided == NO_DAY:
        yield "/decided"
    for where, value in values_in("", edition):
        if isinstance(value, Text) and value.ja == UNWRITTEN:
            yield f"{where}/ja"
        elif isinstance(value, Citation) and value.place == UNWRITTEN:
            yield f"{where}/place"
