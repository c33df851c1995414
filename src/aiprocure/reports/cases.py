"""What a case says, as it is told: its project, and each answer with its reason."""

from collections.abc import Iterator, Mapping

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import InvalidAnswers, InvalidArgument
from aiprocure.errors.messages import expect, shown
from aiprocure.model.axes import Axis, Option, OptionId
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section, cited

__all__ = ["answer_item", "project_of", "require_same"]


def project_of(case: Dossier | None, words: Phrases) -> tuple[Section, ...]:
    """Return the title of a case with its details, if there is a case."""
    if case is None:
        return ()
    details = (Item(words.say("detail", key=name, value=value)) for name, value in case.project.details)
    return (Section(words.say("case"), (Item(case.project.title), *details)),)


def require_same(case: Dossier, value: object) -> None:
    """Raise :class:`InvalidArgument` with all that differs unless a case is the one that is told of.

    An assessment tells of every answer of its case; an exploration may know fewer of them, or further ones.
    """
    expect(Dossier, case)
    if isinstance(value, Assessment | Exploration) and (edition := value.edition):
        problems = list(_differences(case, edition, value.answers, complete=isinstance(value, Assessment)))
        if problems:
            raise InvalidArgument(f"expected the case that is told of, not another: {'; '.join(problems)}")


def _differences(case: Dossier, edition: Edition, answers: Mapping[str, OptionId], *, complete: bool) -> Iterator[str]:
    if case.edition != edition.id:
        yield f"it names edition {shown(case.edition)}, not {shown(edition.id)}"
    try:
        written = edition.partial_answers(**case.answers.options)
    except InvalidAnswers as error:
        yield from map(str, error.problems)
        return
    for axis in edition.axes:
        theirs, ours = written.get(axis.id), answers.get(axis.id)
        if theirs != ours and (complete or (theirs and ours)):
            yield f"on axis {axis.id} it answers {theirs or 'nothing'}, not {ours}"


def answer_item(axis: Axis, option: Option, words: Phrases, case: Dossier | None) -> Item:
    """Return the answer on an axis, with the reason given for it."""
    reasons: Mapping[str, str] = case.answers.reasons if case else {}
    reason = reasons.get(axis.id, reasons.get(axis.slug))
    note = [Item(f"* {words.of(axis.note)}")] if axis.note else []
    given = [Item(words.say("reason", reason=reason))] if reason else []
    answer = cited(option.text, option.citation, words, before=f"→ {option.mark} ")
    return Item(words.axis(axis), inside=(answer, *note, *given))
