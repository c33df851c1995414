"""From the start of service on: acceptance, the rules for users, and verification."""

import datetime

from aiprocure.checks.check_sheets import is_public
from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.placeholders import says_nothing
from aiprocure.errors.text import Text
from aiprocure.model.days import day_text
from aiprocure.model.dossier import Verification
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Meaning
from aiprocure.model.revision_topics import Topic

__all__ = ["CHECKS"]

_DISCLAIMERS = "topic/II-2"
"""It proposes model disclaimers for systems that the public uses. Cited where the edition has it."""
_VERIFICATION = "consequence/verification-in-operation"
_VERIFYING = (
    *("duty/planner-verification", "duty/provider-verification", "duty/provider-expected-quality"),
    *("duty/provider-use-and-leaks", "duty/provider-maintenance"),
)
_RULES_NAME = Text("利用者に適用されるルール", "the rules that apply to users")
_VERIFICATION_NAME = Text("運用開始後の検証", "verification in operation")
_TOLD = ("duty/user-knowing-rules", "duty/user-keeping-rules")


def _no_terms(context: Context) -> tuple[Match, ...]:
    lacks = is_public(context) and context.past_planning and says_nothing(context.system.terms_of_use)
    topic = context.records.get(_DISCLAIMERS)
    citation = topic.citation if isinstance(topic, Topic) else None
    return (Match(("system", "terms_of_use"), citation=citation),) if lacks else ()


def _not_accepted(context: Context) -> tuple[Match, ...]:
    service = context.dossier.service
    is_accepted = context.has_come(service.accepted_on) and not says_nothing(service.acceptance)
    return match_if(context.in_service and not is_accepted, "service", "accepted_on")


def _rules_unnamed(context: Context) -> tuple[Match, ...]:
    lacks = context.in_service and says_nothing(context.dossier.service.ministry_rules)
    return match_if(lacks, "service", "ministry_rules")


def _rules_not_made(context: Context) -> tuple[Match, ...]:
    lacks = context.in_service and says_nothing(context.dossier.service.system_rules)
    return match_if(lacks, "service", "system_rules")


def _rules_not_told(context: Context) -> tuple[Match, ...]:
    """Rules were made; while there are none, nothing can be told."""
    service = context.dossier.service
    lacks = context.in_service and not says_nothing(service.system_rules) and says_nothing(service.rules_told)
    return match_if(lacks, "service", "rules_told")


def _is_done(verification: Verification, context: Context) -> bool:
    said = (verification.what, verification.result)
    return context.has_come(verification.on) and not any(map(says_nothing, said))


def _none_verified(context: Context) -> tuple[Match, ...]:
    """None was done, and none is planned: one that is overdue is found as such."""
    found = any(_is_done(each, context) or each.next_on is not None for each in context.dossier.verifications)
    return match_if(context.in_service and not found, "verifications")


def _overdue(context: Context) -> tuple[Match, ...]:
    """The verification that was planned has not followed, though its day is past."""
    verifications, today = context.dossier.verifications, context.dossier.on
    done = [each.on for each in verifications if each.on is not None and _is_done(each, context)]
    latest = max(done, default=datetime.date.min)
    return tuple(
        Match(("verifications", position, "next_on"), words={"due": day_text(each.next_on)})
        for position, each in enumerate(verifications)
        if context.in_service
        and today is not None
        and each.next_on is not None
        and each.next_on < today
        and latest <= (each.on or datetime.date.min)
    )


CHECKS = (
    Check(
        "no-terms-of-use",
        Severity.NOTE,
        Text(
            "国民等が利用するが、利用条件及び免責事項の記載がない。",
            "The public uses the system, but its terms of use and disclaimers are not stated.",
        ),
        Text(
            "国民等の利用者に示す利用条件及び免責事項を、システムの欄の「利用条件・免責事項」に記載すること。",
            "State the terms of use and disclaimers that are shown to users from the public.",
        ),
        _no_terms,
        rests_on=("neighbour/ai-business-guidelines",),
        needs=(Meaning.PUBLIC_USERS,),
        name=Text("利用条件及び免責事項", "terms of use and disclaimers"),
        ours=True,
    ),
    Check(
        "not-accepted",
        Severity.WARNING,
        Text(
            "提供を開始しているが、受入れを行った日又はその方法の記載がない。",
            "Service has started, but the day or the manner of acceptance is not stated.",
        ),
        Text(
            "受入れを行い、提供開始時の対応の欄の「受入れの日」及び「受入れの方法」を記載すること。",
            "Carry out the acceptance, and record its day and how it was done.",
        ),
        _not_accepted,
        rests_on=("duty/provider-acceptance",),
        name=Text("受入れ", "acceptance"),
    ),
    Check(
        "rules-not-made",
        Severity.WARNING,
        Text(
            "提供を開始しているが、システム利用ルールの記載がない。",
            "Service has started, but no rules for using the system are stated.",
        ),
        Text(
            "システム利用ルールを作成し、提供開始時の対応の欄の「システム利用ルール」を記載すること。",
            "Make rules for using the system, and record them.",
        ),
        _rules_not_made,
        rests_on=("duty/provider-system-rules",),
        name=_RULES_NAME,
        acts_on=_TOLD,
    ),
    Check(
        "rules-not-told",
        Severity.WARNING,
        Text(
            "システム利用ルールを利用者に知らせた旨の記載がない。",
            "It is not recorded that the rules for using the system were told to its users.",
        ),
        Text(
            "利用者に知らせ、提供開始時の対応の欄の「ルールの周知」を記載すること。",
            "Tell the users, and record how.",
        ),
        _rules_not_told,
        rests_on=("duty/user-knowing-rules",),
        name=_RULES_NAME,
        acts_on=("duty/user-keeping-rules",),
        ours=True,
    ),
    Check(
        "ministry-rules-not-named",
        Severity.WARNING,
        Text(
            "適用される府省庁内ルールの記載がない。",
            "It is not stated which internal rules of the ministry apply.",
        ),
        Text(
            "提供開始時の対応の欄の「府省庁内ルール」を記載すること。",
            "Name the internal rules of the ministry that apply.",
        ),
        _rules_unnamed,
        rests_on=("duty/user-knowing-rules",),
        name=_RULES_NAME,
        acts_on=("duty/user-keeping-rules", "duty/caio-ministry-rules", "duty/caio-rules-for-users"),
        ours=True,
    ),
    Check(
        "no-verification",
        Severity.WARNING,
        Text(
            "提供を開始しているが、運用開始後の検証の記載がない。",
            "Service has started, but no verification in operation is recorded.",
        ),
        Text(
            "検証を行ってその日、内容及び結果を記載するか、次回の予定日を記載すること。",
            "Verify the system and record the day, what was verified and the result; or state when it will be.",
        ),
        _none_verified,
        rests_on=(_VERIFICATION,),
        name=_VERIFICATION_NAME,
        acts_on=_VERIFYING,
    ),
    Check(
        "verification-overdue",
        Severity.WARNING,
        Text(
            "{due}に予定した検証を行った旨の記載がない。",
            "A verification was due on {due}, and is not recorded as done.",
        ),
        Text(
            "検証を行ってその日、内容及び結果を記載するか、予定日を改めること。",
            "Verify the system and record the day, what was verified and the result; or change the day that it is due.",
        ),
        _overdue,
        rests_on=(_VERIFICATION,),
        name=_VERIFICATION_NAME,
        acts_on=_VERIFYING,
    ),
)
