"""Whether an edition covers a system, and what stands beside it: scope, and ISMAP."""

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Sighting, seen_if
from aiprocure.errors.text import Text
from aiprocure.model.dossier import Ismap, Output
from aiprocure.model.finding import Severity

__all__ = ["CHECKS"]

_IN_WORDS = {Output.TEXT, Output.CODE}


def _scope_not_stated(it: Examination) -> tuple[Sighting, ...]:
    said = (it.system.state_secrets, it.system.national_security)
    return seen_if(None in said and True not in said, "system")


def _more_than_text(it: Examination) -> tuple[Sighting, ...]:
    outputs = set(it.system.outputs)
    return seen_if(outputs & _IN_WORDS and outputs - _IN_WORDS, "system", "outputs")


def _no_text(it: Examination) -> tuple[Sighting, ...]:
    return seen_if(it.system.outputs and not _IN_WORDS & set(it.system.outputs), "system", "outputs")


def _standing(it: Examination, *standings: Ismap | None) -> tuple[Sighting, ...]:
    """Whether a cloud service handles confidentiality-2 information and has one of some standings."""
    asked = it.system.cloud and it.system.confidentiality_2
    return seen_if(asked and it.system.ismap in standings, "system", "ismap")


def _listed(it: Examination) -> tuple[Sighting, ...]:
    listed = it.system.ismap in {Ismap.LISTED, Ismap.LISTED_LIU}
    return seen_if(listed and it.system.cloud is not False, "system", "ismap")


CHECKS = (
    Check(
        "state-secrets",
        Severity.ERROR,
        Text(
            "特定秘密を扱うシステムは、この版の対象外である。",
            "This edition does not cover systems that handle specially designated secrets.",
        ),
        Text(
            "対象外のシステムとして扱うか、システムの記載（state_secrets）を確かめること。",
            "Treat the system as not covered, or check what is said of it (state_secrets).",
        ),
        lambda it: seen_if(it.system.state_secrets, "system", "state_secrets"),
        rests_on="scope/sensitive-information",
    ),
    Check(
        "national-security",
        Severity.ERROR,
        Text(
            "安全保障等の機微情報を扱うシステムは、この版の対象外である。",
            "This edition does not cover systems that handle sensitive information on national security and the like.",
        ),
        Text(
            "対象外のシステムとして扱うか、システムの記載（national_security）を確かめること。",
            "Treat the system as not covered, or check what is said of it (national_security).",
        ),
        lambda it: seen_if(it.system.national_security, "system", "national_security"),
        rests_on="scope/sensitive-information",
    ),
    Check(
        "scope-not-stated",
        Severity.NOTE,
        Text(
            "特定秘密や安全保障等の機微情報を扱うかが書かれていないため、この版の対象かを点検できない。",
            "It is not said whether the system handles specially designated secrets or sensitive information on "
            "national security and the like, so it cannot be told whether this edition covers it.",
        ),
        Text(
            "扱うかどうかを、システムの記載（state_secrets、national_security）に書くこと。",
            "Say whether it does (state_secrets, national_security).",
        ),
        _scope_not_stated,
        rests_on="scope/sensitive-information",
        ours=True,
    ),
    Check(
        "only-text-covered",
        Severity.NOTE,
        Text(
            "テキスト以外も生成するシステムである。この版が対象とするのは、テキストの生成についてである。",
            "The system generates more than text. This edition covers it for its generation of text.",
        ),
        Text(
            "テキスト以外の生成については、この版によらずに検討すること。",
            "Consider what else it generates apart from this edition.",
        ),
        _more_than_text,
        rests_on="scope/text-and-image-ai",
    ),
    Check(
        "no-text-generated",
        Severity.WARNING,
        Text(
            "テキストを生成しないシステムである。この版は、テキスト生成AIを構成要素とするシステムを対象とし、その他のAIへの拡充は今後検討するものとしている。",
            "The system generates no text. This edition covers systems that have text-generating AI as a component, "
            "and leaves an extension to other AI for consideration.",
        ),
        Text(
            "テキスト生成AIを構成要素とするかを確かめ、対象外であればその旨を、案件書類とは別に記録すること。",
            "Check whether text-generating AI is a component; if none is, record elsewhere that it is not covered.",
        ),
        _no_text,
        rests_on="scope/image-video-agents",
        ours=True,
    ),
    Check(
        "not-on-ismap-list",
        Severity.WARNING,
        Text(
            "機密性2情報を扱うクラウドサービスが、ISMAPのリストにない。要機密情報を取り扱うクラウドサービスは、原則としてISMAPクラウドサービスリスト又は"
            "ISMAP-LIUクラウドサービスリストから選定するものとされている（6.1.1②）。",
            "A cloud service that handles confidentiality-2 information is not on an ISMAP list. A cloud service that "
            "handles confidential information is in principle chosen from the ISMAP or the ISMAP-LIU cloud service "
            "list (6.1.1②).",
        ),
        Text(
            "リストから選定するか、原則によらない理由を、案件書類とは別に記録すること。",
            "Choose from the lists, or record elsewhere why the principle is not followed.",
        ),
        lambda it: _standing(it, Ismap.NOT_LISTED),
        rests_on="scope/ismap-list",
    ),
    Check(
        "ismap-standing-unknown",
        Severity.WARNING,
        Text(
            "機密性2情報を扱うクラウドサービスであるが、ISMAPのリストにあるかが分からない（6.1.1②）。",
            "A cloud service handles confidentiality-2 information, and it is not known whether it is on an ISMAP list "
            "(6.1.1②).",
        ),
        Text(
            "リストを確かめ、システムの記載（ismap）に書くこと。",
            "Look it up in the lists, and say so (ismap).",
        ),
        lambda it: _standing(it, Ismap.UNKNOWN, None),
        at_planning=Severity.NOTE,
        rests_on="scope/ismap-list",
    ),
    Check(
        "ismap-not-enough",
        Severity.NOTE,
        Text(
            "ISMAPのリストから選定したサービスであっても、この版による対応が不要となるものではない（6.1.1②）。",
            "A service chosen from an ISMAP list is not thereby freed from what this edition calls for (6.1.1②).",
        ),
        Text(
            "チェックシートの項目への対応を、別途書くこと。",
            "Say separately how the items of the check sheets are dealt with.",
        ),
        _listed,
        rests_on="scope/ismap-not-enough",
    ),
)
