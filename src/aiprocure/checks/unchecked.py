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
_ONE_SET_OF_ANSWERS = Text(
    "判断を行った者及びその日を記載する欄が案件書類になく、企画者の一次判断とCAIOの判断とを一組の回答が兼ねている。",
    "The dossier has no field for who judged and when; one set of answers stands for the planner's judgement and for "
    "the CAIO's.",
)
_NO_RULES = Text(
    "適用される府省庁内ルール及びシステム利用ルールを記載する欄が、案件書類にない。",
    "The dossier has no field for the ministry's internal rules and the rules for using the system that apply.",
)
_NO_REPORT_TO_BOARD = Text(
    "アドバイザリーボードへの報告を記載する欄が、案件書類にない。",
    "The dossier has no field for a report to the Advisory Board.",
)
_NO_PRODUCTS = Text(
    "利用する製品及びサービス並びにシステムの重要性を記載する欄が、案件書類にない。",
    "The dossier has no field for the products and services used, or for how important the system is.",
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
            *("duty/caio-governance", "duty/caio-state-of-use", "duty/caio-ministry-rules", "duty/caio-education"),
            *("duty/caio-coordination", "duty/caio-overall-charge", "duty/caio-rules-for-users", "duty/caio-promotion"),
        ),
    ),
    (_ONE_SET_OF_ANSWERS, ("duty/caio-risk-judgement",)),
    (
        _NO_FIELD,
        (
            *("duty/caio-plan", "duty/planner-proposal", "duty/provider-acceptance", "duty/provider-system-rules"),
            *("duty/provider-expected-quality", "duty/provider-use-and-leaks", "duty/provider-maintenance"),
            *("duty/planner-verification", "duty/provider-verification", "consequence/verification-in-operation"),
        ),
    ),
    (_NO_RULES, ("duty/user-knowing-rules", "duty/user-keeping-rules")),
    (_NO_REPORT_TO_BOARD, ("report/board-prevention", "report/high-risk-use")),
    (
        _NO_PRODUCTS,
        (
            *("scope/nco-important-systems", "scope/nco-risky-products"),
            *("neighbour/it-procurement-agreement", "neighbour/deepseek-caution"),
        ),
    ),
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
