"""The answers: understood, settled, explained, and consistent with the system described.

What an answer means is what the edition declares of its options. Where it declares nothing, nothing is said to be
contradicted, and that is said.
"""

from collections.abc import Iterable, Iterator

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.information import name_information
from aiprocure.checks.placeholders import names_nobody, says_nothing
from aiprocure.checks.record_names import name_record
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Text
from aiprocure.model.axes import Option
from aiprocure.model.dossier import UserScope
from aiprocure.model.finding import Severity
from aiprocure.model.meanings import Aspect, Meaning, meanings_on

__all__ = ["CHECKS"]

_USERS = tuple(meanings_on(Aspect.USERS, Meaning))
_DATA = tuple(meanings_on(Aspect.DATA, Meaning))
_WIDEST_FIRST = (
    (UserScope.PUBLIC, Meaning.PUBLIC_USERS),
    (UserScope.CROSS_MINISTRY, Meaning.SEVERAL_MINISTRIES),
    (UserScope.SINGLE_MINISTRY, Meaning.ONE_MINISTRY),
)
_USERS_NAME = Text(
    "利用者の範囲についての回答とシステムの記載の照合", "the answer on the users against the description"
)
_DATA_NAME = Text("情報の取扱いについての回答とシステムの記載の照合", "the answer on the data against the description")
_REVIEW_NAME = Text(
    "出力の判断についての回答とシステムの記載の照合", "the answer on judging the output against the description"
)
_UNDECIDED_NAME = Text("「未定」の回答とシステムの記載の照合", "an undecided answer against the description")
_JUDGEMENT = "duty/planner-first-risk-judgement"
_CHANGE_USERS = Text(
    "回答又はシステムの欄の「利用者の範囲」を改めること。", "Change the answer or the stated range of users."
)
_CHANGE_KEEPING = Text(
    "回答又はシステムの欄の「入力の保存」及び「入力の学習」を改めること。",
    "Change the answer or what is stated about storing and learning from inputs.",
)


def _beside(context: Context, options: Iterable[Option], stated: object, **words: Text) -> tuple[Match, ...]:
    """A match at the answer of each of some options, where something is stated of the system."""
    if not stated:
        return ()
    return tuple(Match(("answers", context.written[o.axis]), f"option/{o.id}", words) for o in options)


def _either(*things: bool | None) -> bool | None:
    """Whether at least one of some things holds; None where that is not stated."""
    if any(things):
        return True
    return None if None in things else False


def _handled(context: Context) -> bool | None:
    return _either(context.system.confidential, context.system.personal_information)


def _kept(context: Context) -> bool | None:
    return _either(context.system.stores_inputs, context.system.learns_from_inputs)


def _kept_nowhere(context: Context) -> tuple[Option, ...]:
    """The options answered that say that what is handled, as they or the description say, is not kept."""
    handled = context.at_least(Meaning.DATA_HANDLED_ONLY)
    return tuple(o for o in context.at_most(Meaning.DATA_HANDLED_ONLY) if o in handled or _handled(context))


def _described(context: Context) -> Iterator[Match]:
    """未定 on an axis on which the system's description already points to an option."""
    undecided = [
        axis for axis in context.edition.axes if axis.id in context.chosen and context.chosen[axis.id].undecided
    ]
    for meaning in (_described_users(context), _described_handling(context)):
        for axis in undecided:
            meant = [option for option in axis.options if meaning in option.means]
            if len(meant) == 1:
                yield from _beside(context, (context.chosen[axis.id],), stated=True, option=name_record(meant[0]))


def _described_users(context: Context) -> Meaning | None:
    """What the description says of the users: the widest range of those stated."""
    return next((meaning for scope, meaning in _WIDEST_FIRST if scope in context.system.users), None)


def _described_handling(context: Context) -> Meaning | None:
    """What the description says of the data."""
    handled, kept = _handled(context), _kept(context)
    if handled is False:
        return Meaning.DATA_NOT_HANDLED
    if not handled or kept is None:
        return None
    return Meaning.DATA_STORED_OR_LEARNED if kept else Meaning.DATA_HANDLED_ONLY


def _narrower(context: Context) -> tuple[Match, ...]:
    users = set(context.system.users)
    return (
        *_beside(context, context.at_least(Meaning.PUBLIC_USERS), users and UserScope.PUBLIC not in users),
        *_beside(context, context.at_least(Meaning.SEVERAL_MINISTRIES), users == {UserScope.SINGLE_MINISTRY}),
    )


def _unanswered(context: Context) -> tuple[Match, ...]:
    open_axes = (axis for axis in context.edition.axes if axis.id not in context.chosen)
    return tuple(Match(("answers",), f"axis/{axis.id}") for axis in open_axes)


def _unexplained(context: Context) -> tuple[Match, ...]:
    reasons = context.dossier.answers.reasons
    return tuple(
        Match(("answers", context.written[axis]), f"option/{option.id}")
        for axis, option in context.chosen.items()
        if says_nothing(reasons.get(context.written[axis]))
    )


def _undecided(context: Context) -> tuple[Match, ...]:
    return tuple(
        Match(("answers", context.written[axis]), f"option/{option.id}")
        for axis, option in context.chosen.items()
        if option.undecided and context.past_planning
    )


def _disputed(context: Context) -> tuple[Match, ...]:
    readings = context.disputed
    if context.outcome is None or not readings:
        return ()
    numbers = [context.edition.readings.index(reading) + 1 for reading in readings]
    words = {"readings": Text("、".join(f"読み{n}" for n in numbers), ", ".join(f"reading {n}" for n in numbers))}
    return (Match(("answers",), f"outcome/{context.outcome.id}", words, citation=readings[0].citation),)


def _confidential(context: Context) -> tuple[Match, ...]:
    information = name_information(context.system)
    if information is None:
        return ()
    options = context.at_most(Meaning.DATA_NOT_HANDLED)
    return _beside(context, options, context.system.confidential, information=information)


def _keeping_unstated(context: Context) -> tuple[Match, ...]:
    keeping = (context.system.stores_inputs, context.system.learns_from_inputs)
    return _beside(context, _kept_nowhere(context), None in keeping and True not in keeping)


def _without_superior(context: Context) -> tuple[Match, ...]:
    reviewer, superior = context.system.reviewer, context.system.reviewer_answers_to
    return match_if(not names_nobody(reviewer) and names_nobody(superior), "system", "reviewer")


CHECKS = (
    Check(
        "unknown-answer",
        Severity.ERROR,
        Text(
            "「{axis}」への回答は、点検した版の判定軸若しくは選択肢に当たらないか、又は同じ軸への二つ目の回答である。",
            "The answer on '{axis}' is not an option in the edition checked against, or a second answer on its axis.",
        ),
        Text("点検した版の判定軸と選択肢から回答すること。", "Choose from the axes and options of that edition."),
        lambda context: tuple(Match(("answers", name), words={"axis": quotable(name)}) for name in context.misread),
        acts_on=(_JUDGEMENT,),
        undermines=True,
    ),
    Check(
        "unanswered-axis",
        Severity.WARNING,
        Text("判定軸「{subject}」への回答がない。", "There is no answer on the axis {subject}."),
        Text(
            "選択肢から回答すること。企画時点で決まっていない場合は、「未定」と回答すること。",
            "Choose an option; answer 未定 (undecided) where it is not decided at planning.",
        ),
        _unanswered,
        acts_on=("axis", _JUDGEMENT),
        at_planning=Severity.NOTE,
        of_several=Text("回答のない判定軸がある。", "Axes are not answered."),
    ),
    Check(
        "answer-without-reason",
        Severity.NOTE,
        Text("「{subject}」と回答した理由の記載がない。", "No reason is given for the answer {subject}."),
        Text("回答の「理由」を記載すること。", "Give the reason for the answer."),
        _unexplained,
        acts_on=(_JUDGEMENT,),
        ours=True,
        of_several=Text("理由の記載がない回答がある。", "Answers are given without a reason."),
    ),
    Check(
        "undecided-axis",
        Severity.WARNING,
        Text(
            "企画時を過ぎているが、回答が「{subject}」のままである。",
            "Planning is over, but the answer is still {subject}.",
        ),
        Text(
            "決まった内容により回答を改め、改めて判定すること。",
            "Answer by what has been decided, and assess again.",
        ),
        _undecided,
        acts_on=(_JUDGEMENT,),
        ours=True,
    ),
    Check(
        "disputed-outcome",
        Severity.WARNING,
        Text(
            "判定は「{subject}」であるが、図の別の読み（{readings}）では結論が異なるか、又は異なり得る。",
            "The outcome is {subject}, but other readings of the figure ({readings}) decide otherwise, or may.",
        ),
        Text(
            "公式の判定シートにより確認すること。",
            "Check the official determination sheet.",
        ),
        _disputed,
        acts_on=(_JUDGEMENT,),
    ),
    Check(
        "users-beyond-ministry",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、その府省庁の外にも利用者がいる。",
            "The answer is {subject}, but the system has users outside the ministry.",
        ),
        _CHANGE_USERS,
        lambda context: _beside(
            context,
            context.at_most(Meaning.ONE_MINISTRY),
            set(context.system.users) - {UserScope.SINGLE_MINISTRY},
        ),
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.ONE_MINISTRY,),
        name=_USERS_NAME,
    ),
    Check(
        "public-users",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、国民等も利用する。",
            "The answer is {subject}, but the public uses the system.",
        ),
        _CHANGE_USERS,
        lambda context: _beside(
            context, context.at_most(Meaning.SEVERAL_MINISTRIES), UserScope.PUBLIC in context.system.users
        ),
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.SEVERAL_MINISTRIES,),
        name=_USERS_NAME,
    ),
    Check(
        "narrower-users",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、システムの記載では、利用者の範囲がそれより狭い。",
            "The answer is {subject}, but the stated range of users is narrower.",
        ),
        _CHANGE_USERS,
        _narrower,
        needs=(Meaning.PUBLIC_USERS, Meaning.SEVERAL_MINISTRIES),
        name=_USERS_NAME,
        acts_on=(_JUDGEMENT,),
    ),
    Check(
        "personal-information-handled",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、個人情報を取り扱う。",
            "The answer is {subject}, but the system handles personal information.",
        ),
        Text(
            "回答又はシステムの欄の「個人情報の取扱い」を改めること。",
            "Change the answer or what is stated about personal information.",
        ),
        lambda context: _beside(
            context, context.at_most(Meaning.DATA_NOT_HANDLED), context.system.personal_information
        ),
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.DATA_NOT_HANDLED,),
        name=_DATA_NAME,
    ),
    Check(
        "confidential-information-handled",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、{information}を取り扱う。",
            "The answer is {subject}, but the system handles {information}.",
        ),
        Text(
            "回答又はシステムの欄の「取り扱う情報の機密性」を改めること。",
            "Change the answer or what is stated about the confidentiality of the information.",
        ),
        _confidential,
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.DATA_NOT_HANDLED,),
        name=_DATA_NAME,
    ),
    Check(
        "nothing-handled",
        Severity.WARNING,
        Text(
            "「{subject}」と回答しているが、システムの記載では、機密性2情報も個人情報も取り扱わない。",
            "The answer is {subject}, but the system handles neither confidentiality-2 nor personal information.",
        ),
        Text(
            "回答又はシステムの欄の「取り扱う情報の機密性」及び「個人情報の取扱い」を改めること。",
            "Change the answer or what is stated about confidential and personal information.",
        ),
        lambda context: _beside(
            context,
            context.at_least(Meaning.DATA_STORED_OR_LEARNED, Meaning.DATA_HANDLED_ONLY),
            _handled(context) is False,
        ),
        needs=(Meaning.DATA_STORED_OR_LEARNED, Meaning.DATA_HANDLED_ONLY),
        name=_DATA_NAME,
        acts_on=(_JUDGEMENT,),
    ),
    Check(
        "inputs-learned",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、入力が学習される。",
            "The answer is {subject}, but the system learns from its inputs.",
        ),
        Text(
            "回答又はシステムの欄の「入力の学習」を改めること。",
            "Change the answer or what is stated about learning from inputs.",
        ),
        lambda context: _beside(context, _kept_nowhere(context), context.system.learns_from_inputs),
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.DATA_HANDLED_ONLY,),
        name=_DATA_NAME,
    ),
    Check(
        "inputs-stored",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、システムの記載では、入力が保存される。",
            "The answer is {subject}, but the system stores its inputs.",
        ),
        Text(
            "回答又はシステムの欄の「入力の保存」を改めること。",
            "Change the answer or what is stated about storing inputs.",
        ),
        lambda context: _beside(context, _kept_nowhere(context), context.system.stores_inputs),
        acts_on=(_JUDGEMENT,),
        undermines=True,
        needs=(Meaning.DATA_HANDLED_ONLY,),
        name=_DATA_NAME,
    ),
    Check(
        "inputs-not-stated",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、入力の保存と学習のいずれか又は両方について記載がない。",
            "The answer is {subject}, but it is not stated whether the system stores its inputs and learns from them.",
        ),
        Text(
            "保存及び学習の有無を確認し、システムの欄の「入力の保存」及び「入力の学習」を記載すること。",
            "Find out whether inputs are stored or learned from, and state both for the system.",
        ),
        _keeping_unstated,
        acts_on=(_JUDGEMENT,),
        ours=True,
        needs=(Meaning.DATA_HANDLED_ONLY,),
        name=_DATA_NAME,
    ),
    Check(
        "inputs-not-kept",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、システムの記載では、入力が保存も学習もされない。",
            "The answer is {subject}, but the system neither stores its inputs nor learns from them.",
        ),
        _CHANGE_KEEPING,
        lambda context: _beside(context, context.at_least(Meaning.DATA_STORED_OR_LEARNED), _kept(context) is False),
        needs=(Meaning.DATA_STORED_OR_LEARNED,),
        name=_DATA_NAME,
        acts_on=(_JUDGEMENT,),
    ),
    Check(
        "undecided-but-described",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、システムの記載は「{option}」に当たる。",
            "The answer is {subject}, but what is stated about the system points to {option}.",
        ),
        Text(
            "システムの記載のとおりであることを確認し、回答を改めること。",
            "Confirm what is stated about the system, and answer accordingly.",
        ),
        _described,
        acts_on=(_JUDGEMENT,),
        ours=True,
        needs=(*_USERS, *_DATA),
        name=_UNDECIDED_NAME,
    ),
    Check(
        "no-reviewer",
        Severity.WARNING,
        Text(
            "「{subject}」と回答しているが、判断を行う者の記載がない。",
            "The answer is {subject}, but no reviewer is named.",
        ),
        Text(
            "出力結果の適切さを判断する官職を、システムの欄の「出力を判断する官職」に記載すること。",
            "Name the post that judges whether the output is suitable, as the system's reviewer.",
        ),
        lambda context: _beside(context, context.at_most(Meaning.OUTPUT_JUDGED), names_nobody(context.system.reviewer)),
        acts_on=(_JUDGEMENT,),
        ours=True,
        needs=(Meaning.OUTPUT_JUDGED,),
        name=_REVIEW_NAME,
    ),
    Check(
        "reviewer-named",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、判断を行う官職の記載がある。",
            "The answer is {subject}, but a reviewer is named.",
        ),
        Text("回答又はシステムの欄の「出力を判断する官職」を改めること。", "Change the answer or the stated reviewer."),
        lambda context: _beside(
            context, context.at_least(Meaning.OUTPUT_NOT_JUDGED), not names_nobody(context.system.reviewer)
        ),
        acts_on=(_JUDGEMENT,),
        ours=True,
        needs=(Meaning.OUTPUT_NOT_JUDGED,),
        name=_REVIEW_NAME,
    ),
    Check(
        "reviewer-answers-to-nobody",
        Severity.NOTE,
        Text(
            "出力結果を判断する官職が、誰に対して責任を負うかの記載がない。",
            "It is not stated to whom the reviewer answers.",
        ),
        Text(
            "責任を負う相手の官職を、システムの欄の「判断の責任者」に記載すること。",
            "Name the post that the reviewer answers to.",
        ),
        _without_superior,
    ),
)
