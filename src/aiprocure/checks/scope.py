"""Whether an edition covers a system, and what applies beside it: scope, and ISMAP."""

from aiprocure.checks.check_sheets import has_open_items
from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.information import EITHER, name_information
from aiprocure.errors.text import Text
from aiprocure.model.dossier import Ismap, Output
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Meaning

__all__ = ["CHECKS"]

_TEXT_OUTPUTS = {Output.TEXT, Output.CODE}
_OF_CONCERN = (Meaning.DATA_STORED_OR_LEARNED, Meaning.DATA_HANDLED_ONLY)
_EXCLUDED_NAME = Text(
    "特定秘密及び安全保障等の機微情報の取扱い", "whether specially designated secrets or the like are handled"
)
_OUTPUTS_NAME = Text("生成する内容の種類", "the kinds of output")
_ISMAP_NAME = Text("ISMAPの登録状況", "the standing with ISMAP")
_CHANGE_SYSTEM = Text(
    "対象外のシステムとして取り扱うか、システムの記載を確認すること。",
    "Treat the system as not covered, or check what is stated about it.",
)


def _scope_not_stated(context: Context) -> tuple[Match, ...]:
    stated = (context.system.state_secrets, context.system.national_security)
    return match_if(None in stated and True not in stated, "system")


def _more_than_text(context: Context) -> tuple[Match, ...]:
    outputs = set(context.system.outputs)
    return match_if(outputs & _TEXT_OUTPUTS and outputs - _TEXT_OUTPUTS, "system", "outputs")


def _no_text(context: Context) -> tuple[Match, ...]:
    outputs = set(context.system.outputs)
    return match_if(outputs and not outputs & _TEXT_OUTPUTS, "system", "outputs")


def _in_cloud(context: Context, *standings: Ismap | None) -> tuple[Match, ...]:
    """Whether a cloud service that handles information of concern has one of some standings with ISMAP."""
    information, cloud, standing = _information(context), context.system.cloud, context.system.ismap
    is_cloud = cloud if cloud is not None else standing is not None  # a standing is that of a cloud service
    if information is None or not is_cloud or standing not in standings:
        return ()
    return (Match(("system", "ismap"), words={"information": information}),)


def _information(context: Context) -> Text | None:
    """The information of concern that the system handles: by its description, or where that is silent by an answer."""
    system = context.system
    stated = (system.confidentiality, system.confidentiality_2, system.personal_information)
    if any(each is not None for each in stated):
        return name_information(system)
    return EITHER if context.at_least(*_OF_CONCERN) else None


def _listed(context: Context) -> tuple[Match, ...]:
    """A service on a list, while items of the check sheets are open: who deals with them needs no telling."""
    listed = context.system.ismap in {Ismap.LISTED, Ismap.LISTED_LIU} and context.system.cloud is not False
    return match_if(listed and has_open_items(context), "system", "ismap")


CHECKS = (
    Check(
        "state-secrets",
        Severity.ERROR,
        Text(
            "特定秘密を取り扱うシステムは、この版の対象外である。",
            "This edition does not cover systems that handle specially designated secrets.",
        ),
        _CHANGE_SYSTEM,
        lambda context: match_if(context.system.state_secrets, "system", "state_secrets"),
        rests_on=("scope/sensitive-information",),
        name=_EXCLUDED_NAME,
        undermines=True,
    ),
    Check(
        "national-security",
        Severity.ERROR,
        Text(
            "安全保障等の機微情報を取り扱うシステムは、この版の対象外である。",
            "This edition does not cover systems that handle sensitive information on national security and the like.",
        ),
        _CHANGE_SYSTEM,
        lambda context: match_if(context.system.national_security, "system", "national_security"),
        rests_on=("scope/sensitive-information",),
        name=_EXCLUDED_NAME,
        undermines=True,
    ),
    Check(
        "scope-not-stated",
        Severity.NOTE,
        Text(
            "特定秘密又は安全保障等の機微情報の取扱いについて記載がないため、この版の対象であるかを確認できない。",
            "It is not stated whether the system handles specially designated secrets or sensitive information on "
            "national security and the like, so whether this edition covers it cannot be checked.",
        ),
        Text(
            "システムの欄の「特定秘密の取扱い」及び「安全保障等の機微情報の取扱い」を記載すること。",
            "State whether the system handles either.",
        ),
        _scope_not_stated,
        rests_on=("scope/sensitive-information",),
        name=_EXCLUDED_NAME,
        ours=True,
    ),
    Check(
        "only-text-covered",
        Severity.NOTE,
        Text(
            "テキスト以外も生成するシステムである。この版は、テキストの生成について対象とする。",
            "The system generates more than text. This edition covers its generation of text.",
        ),
        Text(
            "テキスト以外の生成については、この版によらずに検討すること。",
            "Consider its other outputs apart from this edition.",
        ),
        _more_than_text,
        rests_on=("scope/text-and-image-ai",),
        name=_OUTPUTS_NAME,
        acts_on=("scope/text-generating-ai",),
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
            "テキスト生成AIを構成要素とするかを確認し、対象外であればその旨を、案件書類とは別に記録すること。",
            "Check whether text-generating AI is a component; if not, record elsewhere that the system is not covered.",
        ),
        _no_text,
        rests_on=("scope/image-video-agents",),
        name=_OUTPUTS_NAME,
        acts_on=("scope/text-generating-ai",),
        ours=True,
    ),
    Check(
        "not-on-ismap-list",
        Severity.WARNING,
        Text(
            "{information}を取り扱うクラウドサービスが、ISMAPのリストにない。要機密情報を取り扱うクラウドサービスは、原則としてISMAPクラウドサービスリスト又は"
            "ISMAP-LIUクラウドサービスリストから選定するものとされている（6.1.1②）。",
            "A cloud service that handles {information} is not on an ISMAP list. A cloud service that handles "
            "confidential information is in principle chosen from the ISMAP or the ISMAP-LIU cloud service list "
            "(6.1.1②).",
        ),
        Text(
            "リストから選定するか、原則によらない理由を、案件書類とは別に記録すること。要機密情報を取り扱わない場合は、システムの欄の「取り扱う情報の機密性」に記載すること。",
            "Choose from the lists, or record elsewhere why the principle is not followed. Where no confidential "
            "information is handled, state so as its confidentiality.",
        ),
        lambda context: _in_cloud(context, Ismap.NOT_LISTED),
        rests_on=("scope/ismap-list",),
        needs=_OF_CONCERN,
        name=_ISMAP_NAME,
        acts_on=("neighbour/ismap",),
    ),
    Check(
        "ismap-standing-unknown",
        Severity.WARNING,
        Text(
            "{information}を取り扱うクラウドサービスについて、ISMAPのリストにあるか否かが明らかでない（6.1.1②）。",
            "It is not known whether a cloud service that handles {information} is on an ISMAP list (6.1.1②).",
        ),
        Text(
            "リストを確認し、システムの欄の「ISMAPの登録状況」を記載すること。",
            "Look the service up in the lists, and state its standing with ISMAP.",
        ),
        lambda context: _in_cloud(context, Ismap.UNKNOWN, None),
        at_planning=Severity.NOTE,
        rests_on=("scope/ismap-list",),
        needs=_OF_CONCERN,
        name=_ISMAP_NAME,
        acts_on=("neighbour/ismap",),
    ),
    Check(
        "ismap-not-enough",
        Severity.NOTE,
        Text(
            "ISMAPのリストから選定したサービスであっても、この版による対応が不要となるものではない（6.1.1②）。",
            "Choosing a service from an ISMAP list does not by itself meet what this edition calls for (6.1.1②).",
        ),
        Text(
            "チェックシートの項目への対応を、別途記載すること。",
            "State separately how the items of the check sheets are addressed.",
        ),
        _listed,
        rests_on=("scope/ismap-not-enough",),
        name=_ISMAP_NAME,
        acts_on=("neighbour/ismap",),
    ),
)
