"""The answers: read, settled, and at one with the system described.

What an answer means is known of this guideline's axes alone, so an option is looked for by the id of its axis and by
its slug, and in an edition that has none such nothing is said to be contradicted.
"""

from aiprocure.checks.context import Examination
from aiprocure.checks.definition import Check, Sighting, seen_if
from aiprocure.errors.messages import quotable
from aiprocure.errors.text import Text
from aiprocure.model.dossier import UserScope
from aiprocure.model.finding import Severity
from aiprocure.model.normalization import is_blank

__all__ = ["CHECKS"]


def _beside(it: Examination, axis: str, *slugs: str, said: object) -> tuple[Sighting, ...]:
    """A sighting at the answer on an axis, where it is one of some and something is said of the system beside it."""
    option = it.chosen.get(axis)
    if option is None or option.slug not in slugs or not said:
        return ()
    return (Sighting(("answers", it.written[axis]), f"option/{option.id}"),)


def _either(*things: bool | None) -> bool | None:
    """Whether at least one of some things holds; None where that is not said."""
    if any(things):
        return True
    return None if None in things else False


def _handled(it: Examination) -> bool | None:
    return _either(it.system.confidentiality_2, it.system.personal_information)


def _kept(it: Examination) -> bool | None:
    return _either(it.system.stores_inputs, it.system.learns_from_inputs)


def _described(it: Examination) -> tuple[Sighting, ...]:
    """未定 on an axis of which the system's description already says what is so."""
    data = _handled(it) is False or (_handled(it) is True and _kept(it) is not None)
    return (
        *_beside(it, "A", "undecided", said=it.system.users),
        *_beside(it, "C", "undecided", said=data),
    )


def _narrower(it: Examination) -> tuple[Sighting, ...]:
    users = set(it.system.users)
    return (
        *_beside(it, "A", "public", said=users and UserScope.PUBLIC not in users),
        *_beside(it, "A", "cross-ministry", said=users == {UserScope.SINGLE_MINISTRY}),
    )


def _unanswered(it: Examination) -> tuple[Sighting, ...]:
    return tuple(Sighting(("answers",), f"axis/{axis.id}") for axis in it.edition.axes if axis.id not in it.chosen)


def _undecided(it: Examination) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(("answers", it.written[axis]), f"option/{option.id}")
        for axis, option in it.chosen.items()
        if option.undecided and it.past_planning
    )


def _disputed(it: Examination) -> tuple[Sighting, ...]:
    readings = it.disputed
    if it.outcome is None or not readings:
        return ()
    names = [reading.id for reading in readings]
    words = {"readings": Text("、".join(names), ", ".join(names))}
    return (Sighting(("answers",), f"outcome/{it.outcome.id}", words, citation=readings[0].citation),)


CHECKS = (
    Check(
        "unknown-answer",
        Severity.ERROR,
        Text(
            "{axis} への回答は、点検した版の軸又は選択肢に当たらないか、同じ軸への二つ目の回答である。",
            "The answer on {axis} is no option of an axis of the edition checked against, or the second on its axis.",
        ),
        Text("点検した版の軸と選択肢から選ぶこと。", "Choose from the axes and options of that edition."),
        lambda it: tuple(Sighting(("answers", name), words={"axis": quotable(name)}) for name in it.misread),
    ),
    Check(
        "unanswered-axis",
        Severity.WARNING,
        Text("判定軸「{subject}」への回答がない。", "There is no answer on the axis: {subject}."),
        Text(
            "選択肢から選び、回答（answers）に書くこと。企画時点で決まっていなければ「未定」を選ぶ。",
            "Choose an option, and give it under answers; what is not decided at planning is answered 未定.",
        ),
        _unanswered,
        at_planning=Severity.NOTE,
    ),
    Check(
        "undecided-axis",
        Severity.WARNING,
        Text(
            "企画時を過ぎても「{subject}」のままである。",
            "Planning is over, and the answer still is: {subject}.",
        ),
        Text(
            "決まった内容に合わせて回答を改め、改めて判定すること。",
            "Answer by what has been decided, and judge again.",
        ),
        _undecided,
        ours=True,
    ),
    Check(
        "disputed-outcome",
        Severity.WARNING,
        Text(
            "判定は「{subject}」であるが、図の別の読み（{readings}）では結論が異なるか、異なり得る。",
            "The outcome is {subject}, but other readings of the figure ({readings}) decide otherwise, or may.",
        ),
        Text(
            "公式の別紙1（高リスク判定シート）で確かめること。",
            "Check the official annex 1 (the high-risk determination sheet).",
        ),
        _disputed,
    ),
    Check(
        "users-beyond-ministry",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、その府省庁の外にも利用者がいるとされている。",
            "The answer is: {subject}. Yet the system is said to have users outside the ministry.",
        ),
        Text("回答か、利用者の記載（users）を改めること。", "Change the answer, or what is said of the users (users)."),
        lambda it: _beside(it, "A", "single-ministry", said=set(it.system.users) - {UserScope.SINGLE_MINISTRY}),
    ),
    Check(
        "public-users",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、国民等も利用するとされている。",
            "The answer is: {subject}. Yet the public is said to use the system.",
        ),
        Text("回答か、利用者の記載（users）を改めること。", "Change the answer, or what is said of the users (users)."),
        lambda it: _beside(it, "A", "cross-ministry", said=UserScope.PUBLIC in it.system.users),
    ),
    Check(
        "narrower-users",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、書かれている利用者の範囲はそれより狭い。",
            "The answer is: {subject}. The users that are named are fewer.",
        ),
        Text("回答か、利用者の記載（users）を改めること。", "Change the answer, or what is said of the users (users)."),
        _narrower,
    ),
    Check(
        "personal-information-handled",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、個人情報を扱うとされている。",
            "The answer is: {subject}. Yet the system is said to handle personal information.",
        ),
        Text(
            "回答か、システムの記載（personal_information）を改めること。",
            "Change the answer, or what is said of the system (personal_information).",
        ),
        lambda it: _beside(it, "C", "not-handled", said=it.system.personal_information),
    ),
    Check(
        "confidential-information-handled",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、機密性2情報を扱うとされている。",
            "The answer is: {subject}. Yet the system is said to handle confidentiality-2 information.",
        ),
        Text(
            "回答か、システムの記載（confidentiality_2）を改めること。",
            "Change the answer, or what is said of the system (confidentiality_2).",
        ),
        lambda it: _beside(it, "C", "not-handled", said=it.system.confidentiality_2),
    ),
    Check(
        "nothing-handled",
        Severity.WARNING,
        Text(
            "「{subject}」と回答しているが、機密性2情報も個人情報も扱わないとされている。",
            "The answer is: {subject}. Yet the system is said to handle neither confidentiality-2 nor personal "
            "information.",
        ),
        Text(
            "回答か、システムの記載（confidentiality_2、personal_information）を改めること。",
            "Change the answer, or what is said of the system (confidentiality_2, personal_information).",
        ),
        lambda it: _beside(it, "C", "stored-or-learned", "handled-only", said=_handled(it) is False),
    ),
    Check(
        "inputs-learned",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、入力を学習するとされている。",
            "The answer is: {subject}. Yet the system is said to learn from its inputs.",
        ),
        Text(
            "回答か、システムの記載（learns_from_inputs）を改めること。",
            "Change the answer, or what is said of the system (learns_from_inputs).",
        ),
        lambda it: _beside(it, "C", "handled-only", said=it.system.learns_from_inputs),
    ),
    Check(
        "inputs-stored",
        Severity.ERROR,
        Text(
            "「{subject}」と回答しているが、入力を保存するとされている。",
            "The answer is: {subject}. Yet the system is said to store its inputs.",
        ),
        Text(
            "回答か、システムの記載（stores_inputs）を改めること。",
            "Change the answer, or what is said of the system (stores_inputs).",
        ),
        lambda it: _beside(it, "C", "handled-only", said=it.system.stores_inputs),
    ),
    Check(
        "inputs-not-kept",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、入力を保存も学習もしないとされている。",
            "The answer is: {subject}. Yet the system is said neither to store nor to learn from its inputs.",
        ),
        Text(
            "回答か、システムの記載（stores_inputs、learns_from_inputs）を改めること。",
            "Change the answer, or what is said of the system (stores_inputs, learns_from_inputs).",
        ),
        lambda it: _beside(it, "C", "stored-or-learned", said=_kept(it) is False),
    ),
    Check(
        "undecided-but-described",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、システムの記載からは既に定まっている。",
            "The answer is: {subject}. What is said of the system already settles it.",
        ),
        Text(
            "システムの記載に合わせて回答を改めること。",
            "Answer by what is said of the system.",
        ),
        _described,
        ours=True,
    ),
    Check(
        "no-reviewer",
        Severity.WARNING,
        Text(
            "「{subject}」と回答しているが、誰が判断するかが書かれていない。",
            "The answer is: {subject}. Yet no reviewer is named.",
        ),
        Text(
            "出力結果の適切さを判断する職を、システムの記載（reviewer）に書くこと。",
            "Name the post that judges whether the output is suitable (reviewer).",
        ),
        lambda it: _beside(it, "D", "reviewed", said=is_blank(it.system.reviewer)),
        ours=True,
    ),
    Check(
        "reviewer-named",
        Severity.NOTE,
        Text(
            "「{subject}」と回答しているが、判断する職が書かれている。",
            "The answer is: {subject}. Yet a post is named that judges it.",
        ),
        Text("回答か、システムの記載（reviewer）を改めること。", "Change the answer, or what is said of the reviewer."),
        lambda it: _beside(it, "D", "unreviewed", said=not is_blank(it.system.reviewer)),
        ours=True,
    ),
    Check(
        "reviewer-answers-to-nobody",
        Severity.NOTE,
        Text(
            "出力結果を判断する職が、誰に対して責任を負うかが書かれていない。",
            "It is not said to whom the post that judges the output answers.",
        ),
        Text(
            "責任を負う相手の職を、システムの記載（reviewer_answers_to）に書くこと。",
            "Name the post that it answers to (reviewer_answers_to).",
        ),
        lambda it: seen_if(
            not is_blank(it.system.reviewer) and is_blank(it.system.reviewer_answers_to), "system", "reviewer"
        ),
    ),
)
