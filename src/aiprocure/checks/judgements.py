"""Who judged the risk: the planner first, the CAIO after, each with answers of its own."""

from collections.abc import Iterator, Mapping

from aiprocure.checks.context import Context
from aiprocure.checks.definition import Check, Match, match_if
from aiprocure.checks.placeholders import names_nobody, says_nothing
from aiprocure.checks.record_names import name_record
from aiprocure.errors.text import Text
from aiprocure.model.axes import Option, axes_by_name
from aiprocure.model.dossier import Judgement
from aiprocure.model.finding import Severity

__all__ = ["CHECKS"]

_CAIO = "duty/caio-risk-judgement"
_PLANNER = "duty/planner-first-risk-judgement"
_NAME = Text("企画者とAI統括責任者（CAIO）の判断", "the judgements of the planner and the CAIO")


def _judged(context: Context, judgement: Judgement) -> Mapping[str, Option | None]:
    """The options that a judgement names, by the id of their axis; None for what is not an option."""
    axes = axes_by_name(context.edition.axes)
    written = ((axes.get(name), answer.option) for name, answer in judgement.answers.by_axis)
    return {axis.id: axis.read(option) for axis, option in written if axis is not None}


def _no_judgement(context: Context) -> tuple[Match, ...]:
    """Past planning, no judgement of a post that is named, on a day that has come."""
    caio = context.dossier.judgements.caio
    post = context.dossier.project.detail("caio") if caio.by is None else caio.by
    is_made = not names_nobody(post) and context.has_come(caio.on)
    return match_if(context.past_planning and not is_made, "judgements", "caio")


def _differing(context: Context) -> Iterator[Match]:
    """The CAIO judged otherwise than the planner, and does not say why."""
    planner, caio = context.dossier.judgements.planner, context.dossier.judgements.caio
    if Judgement() in {planner, caio} or not says_nothing(caio.reason):
        return
    ours, theirs = ({**context.chosen, **_judged(context, each)} for each in (planner, caio))
    differ = [axis for axis in {**ours, **theirs} if ours.get(axis) != theirs.get(axis)]
    if differ:
        yield Match(("judgements", "caio"), words={"axes": _name_axes(context, differ)})


def _not_as_judged(context: Context) -> Iterator[Match]:
    """The answers that are determined by are not those of the CAIO's judgement."""
    judged = _judged(context, context.dossier.judgements.caio)
    differ = [axis for axis, option in judged.items() if axis in context.chosen and context.chosen[axis] != option]
    if differ:
        yield Match(("judgements", "caio", "answers"), words={"axes": _name_axes(context, differ)})


def _name_axes(context: Context, ids: list[str]) -> Text:
    names = [name_record(axis) for axis in context.edition.axes if axis.id in ids]
    return Text("".join(f"「{name.ja}」" for name in names), " and ".join(name.in_language("en") for name in names))


CHECKS = (
    Check(
        "no-caio-judgement",
        Severity.WARNING,
        Text(
            "AI統括責任者（CAIO）のリスク判断（官職及び判断日）の記載がない。",
            "No judgement of the risk by the CAIO is recorded, with the post and the day.",
        ),
        Text(
            "AI統括責任者（CAIO）の判断を得て、リスクの判断の欄に官職及び判断日を記載すること。",
            "Obtain the CAIO's judgement, and record its post and day.",
        ),
        _no_judgement,
        rests_on=(_CAIO,),
        name=_NAME,
        acts_on=("duty/caio-plan",),
    ),
    Check(
        "judgements-differ",
        Severity.WARNING,
        Text(
            "企画者の一次判断とAI統括責任者（CAIO）のリスク判断とで、判定軸{axes}への回答が異なり、その理由の記載がない。",
            "The planner and the CAIO judged by different answers on {axes}, and no reason is given.",
        ),
        Text(
            "AI統括責任者（CAIO）のリスク判断の「その理由」を記載すること。",
            "Give the reason with the CAIO's judgement.",
        ),
        _differing,
        at_planning=Severity.NOTE,
        rests_on=(_CAIO,),
        name=_NAME,
        acts_on=(_PLANNER,),
        ours=True,
    ),
    Check(
        "answers-not-as-judged",
        Severity.WARNING,
        Text(
            "AI統括責任者（CAIO）のリスク判断に用いた回答が、判定軸{axes}について、案件書類の回答と異なる。",
            "The CAIO judged by other answers than those of the dossier on {axes}.",
        ),
        Text(
            "回答を改めるか、改めてAI統括責任者（CAIO）の判断を得ること。",
            "Change the answers, or obtain the CAIO's judgement again.",
        ),
        _not_as_judged,
        rests_on=(_CAIO,),
        name=_NAME,
        ours=True,
    ),
)
