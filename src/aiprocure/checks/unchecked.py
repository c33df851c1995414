"""Why no check acts on a record, where none does. The reasons are ours.

Which checks act on a record is told by the checks themselves; a reason stands here only while there is none.
"""

from collections.abc import Mapping
from types import MappingProxyType

from aiprocure.errors.text import Text

__all__ = ["WHY_NONE"]

_ACROSS_THE_ORGANISATION = Text(
    "府省庁全体の対応事項である。案件書類は、一つの案件について記載するものである。",
    "It is a duty across the organisation; a dossier is about one project.",
)
_NO_FIELD = Text(
    "実施の有無を記載する欄が、案件書類にない。",
    "The dossier has no field in which to say whether it was done.",
)
_PURPOSE = Text(
    "ガイドラインの目的を述べるものであり、個別の案件に求める事項を含まない。",
    "It states the purpose of the guideline, and asks nothing of a project.",
)
_SUPPORT = Text(
    "アドバイザリーボード、相談窓口等による支援を述べるものであり、個別の案件に求める事項を含まない。",
    "It tells of the support by the Advisory Board, the consultation desk and others, and asks nothing of a project.",
)
_NAMED_ONLY = Text(
    "個別の案件に何を求めるかが、出典に述べられていない。",
    "The source does not say what it asks of a project.",
)

_REASONS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_PURPOSE, ("scope/purpose",)),
    (_SUPPORT, ("consequence/support",)),
    (
        _ACROSS_THE_ORGANISATION,
        (
            *("duty/caio-governance", "duty/caio-state-of-use", "duty/caio-education"),
            *("duty/caio-coordination", "duty/caio-overall-charge", "duty/caio-promotion"),
        ),
    ),
    (_NO_FIELD, ("duty/planner-proposal",)),
    (
        _NAMED_ONLY,
        (
            *("neighbour/common-standards", "neighbour/government-cloud", "neighbour/aisi-evaluation-guide"),
            *("neighbour/iso-iec-42001", "neighbour/mic-ai-security-guideline"),
            *("neighbour/content-production-guidebook", "neighbour/ip-interim-report"),
            "neighbour/digital-society-guidelines",
        ),
    ),
)
WHY_NONE: Mapping[str, Text] = MappingProxyType({name: reason for reason, names in _REASONS for name in names})
"""The reason for each record on which no check acts, by family and id."""
