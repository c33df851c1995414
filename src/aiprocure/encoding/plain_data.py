"""The plain data that JSON can hold, and the forms in which records leave the library."""

from typing import NotRequired

from typing_extensions import TypedDict

from aiprocure.encoding.json_data import Data
from aiprocure.errors.text import Language

__all__ = [
    "CheckRecord",
    "CheckedRecord",
    "ComparisonRecord",
    "Data",
    "DecidedVector",
    "DeterminationRecord",
    "DisputedRow",
    "EditionRecord",
    "ExplorationRecord",
    "FindingRecord",
    "ItemStatusRecord",
    "KindRecord",
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


class DeterminationRecord(TypedDict):
    """A determination as checking shows it: the outcome, none while it is open, what it rests on and how sure it is."""

    outcome: str | None
    meaning: dict[Language, str] | None
    possible: list[str]
    reasons: list[list[str]]
    """Each minimal set of the options answered that settles the outcome."""
    disputed_by: list[str]
    """The rival readings that would, or with the axes still open could, decide otherwise."""
    ask_next: list[str]
    undermined: bool
    """Whether a finding says that the determination must not be used."""


class ItemStatusRecord(TypedDict):
    """An item of a check sheet with its status; what is empty is left out."""

    item: str
    status: str
    where: NotRequired[list[str]]
    reasons: NotRequired[list[str]]
    found: NotRequired[list[str]]
    by_policy: NotRequired[bool]


class FindingRecord(TypedDict):
    """A finding as it is written; what is empty is left out."""

    code: str
    severity: str
    where: str
    message: dict[Language, str]
    remedy: dict[Language, str]
    citation: dict[str, str]
    subject: NotRequired[str]
    raised_by: NotRequired[list[str]]
    reason: NotRequired[dict[Language, str]]
    rulings: NotRequired[list[dict[str, Data]]]


class KindRecord(TypedDict):
    """Findings of one code and severity, with what is said of all of them."""

    code: str
    severity: str
    set_aside: bool
    """Whether the ministry's policy sets them aside."""
    messages: list[dict[Language, str]]
    remedies: list[dict[Language, str]]
    findings: list[int]
    """Their positions among the findings of the dossier."""


class CheckedRecord(TypedDict):
    """One dossier that was checked: the determination first, then all items, then the findings by kind, and each."""

    file: str
    edition: str
    title: str
    determination: DeterminationRecord
    counts: dict[str, dict[str, int]]
    """How many items have which status, by check sheet: ``procurement`` and ``contract``."""
    items: list[ItemStatusRecord]
    kinds: list[KindRecord]
    findings: list[FindingRecord]


class CheckRecord(TypedDict):
    """What ``check --format json`` writes: ``format`` is ``aiprocure.check/1``. It is not read back."""

    format: str
    dossiers: list[CheckedRecord]
    unreadable: list[dict[str, Data]]
    summary: dict[str, int]
    """How many findings there are of each severity."""


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
