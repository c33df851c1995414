"""The plain data that JSON can hold, and the forms in which records leave the library."""

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic takes no other below Python 3.12

from aiprocure.encoding.json_data import Data
from aiprocure.errors.text import Language

__all__ = [
    "ComparisonRecord",
    "Data",
    "DecidedVector",
    "DisputedRow",
    "EditionRecord",
    "ExplorationRecord",
    "RefusedVector",
    "TallyRecord",
    "Trace",
    "TraceStep",
    "Vectors",
]


class EditionRecord(TypedDict):
    """Which edition it was, and its content beyond doubt."""

    id: str
    revision: int
    fingerprint: str


class TraceStep(TypedDict):
    """One answer on the way through the decision tree."""

    axis: str
    option: str
    text: dict[Language, str]
    citation: dict[str, str]


class DisputedRow(TypedDict):
    """A rival reading that decides otherwise, with its row and its outcome."""

    reading: str
    rule: str
    outcome: str


class Trace(TypedDict):
    """An assessment as it is written: ``format`` is ``aiprocure.assessment/1``."""

    format: str
    edition: EditionRecord
    superseded_by: dict[str, Data] | None
    answers: dict[str, str]
    outcome: str
    meaning: dict[Language, str]
    rule: dict[str, Data]
    path: list[TraceStep]
    reasons: list[list[str]]
    disputed: list[DisputedRow]
    irrelevant: list[str]


class TallyRecord(TypedDict):
    """An outcome that is still possible, and how many of the combinations left lead to it."""

    outcome: str
    combinations: int
    supplied_share: NotRequired[str]


class ExplorationRecord(TypedDict):
    """An exploration as it is written: ``format`` is ``aiprocure.exploration/1``."""

    format: str
    edition: EditionRecord
    superseded_by: dict[str, Data] | None
    answers: dict[str, str]
    tallies: list[TallyRecord]
    ask_next: list[str]
    irrelevant: list[str]
    disputed_by: list[str]
    supplied_weights: NotRequired[dict[str, dict[str, str]]]


class ComparisonRecord(TypedDict):
    """A comparison as it is written: ``format`` is ``aiprocure.comparison/1``. It is not read back."""

    format: str
    before: EditionRecord
    after: EditionRecord
    moves: list[dict[str, Data]]
    fewest: bool
    totals: list[dict[str, Data]]
    compared: int
    undetermined: int
    certain: int
    open_moves: list[dict[str, Data]]
    records_added: list[str]
    records_removed: list[str]
    changed_passages: list[dict[str, Data]]
    weight: int
    not_counted: int


class DecidedVector(TypedDict):
    """Complete answers, with what the edition makes of them."""

    answers: dict[str, str]
    outcome: str
    rule: str
    disputed_by: list[str]


class RefusedVector(TypedDict):
    """Answers that have no outcome, with the code and the place of each problem."""

    answers: dict[str, Data]
    problems: list[dict[str, str]]


class Vectors(TypedDict):
    """Test vectors of an edition as they are written: ``format`` is ``aiprocure.vectors/1``."""

    format: str
    edition: EditionRecord
    superseded_by: dict[str, Data] | None
    notes: list[str]
    axes: dict[str, list[str]]
    outcomes: list[str]
    rules: list[dict[str, Data]]
    decided: list[DecidedVector]
    refused: list[RefusedVector]
