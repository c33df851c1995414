"""Values of the library as plain data, and back. What only a trace needs is imported when one is made."""

from typing import TYPE_CHECKING, TypeVar

import attrs

from aiprocure.encoding.converter import Data, plain, structured
from aiprocure.encoding.identity import fingerprint
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import shown, unworded
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    from aiprocure.engine.assessment import Assessment

__all__ = ["Data", "fingerprint", "from_data", "retrace", "to_data"]

T = TypeVar("T")

_HOMES = (
    "aiprocure.model.",
    "aiprocure.engine.exploration",
    "aiprocure.engine.counterfactuals",
    "aiprocure.engine.comparison",
    "aiprocure.engine.record_changes",
)
"""Where the values live that are exchanged as they are; an assessment becomes a trace."""
_VIEWS = "aiprocure.model.records"
"""Where views of an edition live: they are made from it anew, and not exchanged."""


def to_data(value: object) -> dict[str, Data]:
    """Return a value of the model, or an assessment, as plain data that ``json.dumps`` takes, always the same.

    An assessment becomes a *trace*: a record of what was decided, by which edition, from which answers and why, that
    can be read without this library and proved again with :func:`retrace`. Raises :class:`InvalidData` for anything
    that is no value of the library.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> to_data(edition.answers(A=1, B=2, C=3, D=2))
    {'A': 'A1', 'B': 'B2', 'C': 'C3', 'D': 'D2'}
    >>> to_data(edition.outcomes[1].text)
    {'ja': '高', 'en': 'High'}
    """
    if _is_model(type(value)):
        return plain(value)

    from aiprocure.encoding.traces import trace
    from aiprocure.engine.assessment import Assessment

    if isinstance(value, Assessment):
        return trace(value)
    each = "; write its values one by one" if isinstance(value, tuple | list) else ""
    raise InvalidData([unworded("", f"expected a value of the model or an assessment, not {shown(value)}{each}")])


def from_data(data: object, kind: type[T]) -> T:
    """Return the value of a kind (``Answers``, ``Edition``, ``Rule`` …) that plain data describes.

    ``from_data(to_data(value), type(value)) == value`` for every value of the model. Raises :class:`InvalidData` with
    every misfit and its place. Only the shape is checked here: whether an edition is sound, ``editions.from_data``
    and every use of it tell. A trace refers to its edition, so it is read with :func:`retrace`.

    >>> from aiprocure import Answers
    >>> from_data({"A": "A1", "B": "B2"}, Answers)
    <Answers A1 B2>
    >>> from_data({"A": 1}, Answers)
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidData: A: expected text, not 1
    """
    if not _is_model(kind):
        what = f"{shown(kind)} is no kind of value in the model; a trace is read with retrace(data, edition)"
        raise InvalidData([unworded("", what)])
    return structured(data, kind)


def retrace(data: object, edition: Edition) -> "Assessment":
    """Return the assessment that a trace records, made anew from its answers.

    Raises :class:`InvalidData` naming every part of the trace that the edition does not bear out, its answers and its
    fingerprint included.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> data = to_data(assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    >>> retrace(data, edition)
    <Assessment low by R9: A1 B2 C3 D2>
    >>> retrace(data | {"outcome": "high"}, edition)
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidData: outcome: 'high'; the edition gives 'low'
    """
    from aiprocure.encoding.traces import assessment_behind

    return assessment_behind(data, edition)


def _is_model(kind: object) -> bool:
    home = kind.__module__ if isinstance(kind, type) and attrs.has(kind) else ""
    return home.startswith(_HOMES) and home != _VIEWS


def __dir__() -> list[str]:
    return list(__all__)
