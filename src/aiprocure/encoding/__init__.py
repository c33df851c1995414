"""Values of the library as plain data, and back. What only a record needs is imported when one is made."""

from typing import TYPE_CHECKING, TypeVar, overload

from aiprocure.encoding.fingerprints import fingerprint
from aiprocure.encoding.reader import structured
from aiprocure.errors import InvalidData, Problem
from aiprocure.errors.messages import expect
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    from aiprocure.encoding.documents import DossierDocument, EditionDocument, ProfileDocument, ProposalDocument
    from aiprocure.encoding.plain_data import (
        CheckedRecord,
        CheckRecord,
        ComparisonRecord,
        Data,
        DecidedVector,
        DeterminationRecord,
        DisputedRow,
        EditionRecord,
        ExplorationRecord,
        FindingRecord,
        ItemStatusRecord,
        KindRecord,
        RefusedVector,
        TallyRecord,
        Trace,
        TraceStep,
        Vectors,
    )
    from aiprocure.engine.assessment import Assessment
    from aiprocure.engine.comparison import Comparison
    from aiprocure.engine.exploration import Exploration
    from aiprocure.model.dossier import Dossier
    from aiprocure.model.profile import Profile
    from aiprocure.model.proposal import Proposal

__all__ = [
    "CheckRecord",
    "CheckedRecord",
    "ComparisonRecord",
    "Data",
    "DecidedVector",
    "DeterminationRecord",
    "DisputedRow",
    "DossierDocument",
    "EditionDocument",
    "EditionRecord",
    "ExplorationRecord",
    "FindingRecord",
    "ItemStatusRecord",
    "KindRecord",
    "ProfileDocument",
    "ProposalDocument",
    "RefusedVector",
    "TallyRecord",
    "Trace",
    "TraceStep",
    "Vectors",
    "fingerprint",
    "from_data",
    "retrace",
    "to_data",
]

_T = TypeVar("_T")


def __getattr__(name: str) -> object:
    """Return a type of plain data: an edition loads without them."""
    if name not in __all__:
        raise AttributeError(f"module 'aiprocure.encoding' has no attribute {name!r}")
    from aiprocure.encoding import documents, plain_data

    value: object = getattr(documents if name in documents.__all__ else plain_data, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)


@overload
def to_data(value: "Assessment") -> "Trace": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a record


@overload
def to_data(value: "Exploration") -> "ExplorationRecord": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a record


@overload
def to_data(value: "Comparison") -> "ComparisonRecord": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a record


@overload
def to_data(value: Edition) -> "EditionDocument": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a document


@overload
def to_data(value: "Dossier") -> "DossierDocument": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a document


@overload
def to_data(value: "Profile") -> "ProfileDocument": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a document


@overload
def to_data(value: "Proposal") -> "ProposalDocument": ...  # type: ignore[overload-overlap]  # an object may be one: then it is a document


@overload
def to_data(value: object) -> "dict[str, Data]": ...


def to_data(value: object) -> object:
    """Return a value of the model, or what was found, as plain data that ``json.dumps`` takes, always the same.

    An assessment becomes a *trace*: a record of what was decided, by which edition, from which answers and why, that
    can be read without this library and proved again with :func:`retrace`. So does an exploration. A comparison is
    written, and not read back. Each of these carries its ``format``, and so does every document that is read back: an
    edition, a dossier, a proposal. What is only a part of a document has its fields alone. Raises :class:`InvalidData`
    for anything that is not a value of the library.

    >>> from aiprocure import editions
    >>> edition = editions.load("2025-05-27")
    >>> to_data(edition.answers(A=1, B=2, C=3, D=2))
    {'A': 'A1', 'B': 'B2', 'C': 'C3', 'D': 'D2'}
    >>> to_data(edition.outcomes[1].text)
    {'ja': '高', 'en': 'High'}
    """
    from aiprocure.encoding.exchanged import DOCUMENTS, is_exchanged

    if is_exchanged(type(value)):
        from aiprocure.encoding.writer import plain

        document = DOCUMENTS.get(type(value))
        return plain(value) if document is None else {"format": document, **plain(value)}

    from aiprocure.encoding.traces import record_assessment, record_comparison, record_exploration
    from aiprocure.engine.assessment import Assessment
    from aiprocure.engine.comparison import Comparison
    from aiprocure.engine.exploration import Exploration

    match value:
        case Assessment():
            return record_assessment(value)
        case Exploration():
            return record_exploration(value)
        case Comparison():
            return record_comparison(value)
        case tuple() | list():
            raise InvalidData(Problem.of("not-one-value", value=value))
    raise InvalidData(Problem.of("not-a-value", value=value))


def from_data(data: object, kind: type[_T]) -> _T:
    """Return the value of a kind (``Answers``, ``Edition``, ``Rule`` …) that plain data describes.

    ``from_data(to_data(value), type(value)) == value`` for every value of the model. Raises :class:`InvalidData` with
    everything misshapen and its place. A document may say its ``format``, which then has to be one that is known. Only
    the shape is checked here: ``editions.from_data``, and every use of an
    edition, check that it is sound. A trace refers to its edition, so it is read with :func:`retrace`; a comparison
    holds too little of its two editions to be read back.

    >>> from aiprocure import Answers
    >>> from_data({"A": "A1", "B": "B2"}, Answers)
    <Answers A1 B2>
    >>> from_data({"A": 1}, Answers)
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidData: /A: expected text, not 1
    """
    from aiprocure.encoding.exchanged import DOCUMENTS, is_exchanged

    if is_exchanged(kind):
        from aiprocure.encoding.free_forms import free_reader_of

        return structured(data, kind, free_reader_of, DOCUMENTS.get(kind))

    from aiprocure.engine.assessment import Assessment
    from aiprocure.engine.comparison import Comparison
    from aiprocure.engine.exploration import Exploration

    code = "not-read-back" if kind is Comparison else "read-by-retrace" if kind in (Assessment, Exploration) else ""
    named: object = getattr(kind, "__name__", kind)
    raise InvalidData(Problem.of(code or "not-a-kind", value=named))


@overload
def retrace(data: "Trace", edition: Edition) -> "Assessment": ...


@overload
def retrace(data: "ExplorationRecord", edition: Edition) -> "Exploration": ...


@overload
def retrace(data: object, edition: Edition) -> "Assessment | Exploration": ...


def retrace(data: object, edition: Edition) -> "Assessment | Exploration":
    """Return the assessment or the exploration that a trace records, made anew from its answers.

    Its ``format`` says which it is. Raises :class:`InvalidData` naming every part of the trace that the edition does
    not bear out, its answers and its fingerprint included.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> data = to_data(assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    >>> retrace(data, edition)
    <Assessment low by R9: A1 B2 C3 D2>
    >>> retrace(data | {"outcome": "high"}, edition)
    Traceback (most recent call last):
        ...
    aiprocure.errors.InvalidData: /outcome: 'high'; the edition gives 'low'
    """
    from aiprocure.encoding.traces import repeat

    expect(Edition, edition)
    return repeat(data, edition)
