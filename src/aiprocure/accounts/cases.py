"""What a case says, as it is told: its project, and each answer with its reason."""

from collections.abc import Mapping

from aiprocure.accounts.account import Item, Section, cited
from aiprocure.model.axes import Axis, Option
from aiprocure.model.case import Case
from aiprocure.phrases import Phrases

__all__ = ["answer_item", "project_of"]


def project_of(case: Case | None, words: Phrases) -> tuple[Section, ...]:
    """Return the title of a case with its details, if there is a case."""
    if case is None:
        return ()
    details = (Item(words.say("detail", key=name, value=value)) for name, value in case.project.details)
    return (Section(words.say("case"), (Item(case.project.title), *details)),)


def answer_item(axis: Axis, option: Option, words: Phrases, case: Case | None) -> Item:
    """Return the answer on an axis, with the reason given for it."""
    reasons: Mapping[str, str] = case.answers.reasons if case else {}
    reason = reasons.get(axis.id, reasons.get(axis.slug))
    note = [Item(f"* {words.of(axis.note)}")] if axis.note else []
    given = [Item(words.say("reason", reason=reason))] if reason else []
    answer = cited(option.text, option.citation, words, before=f"→ {option.mark} ")
    return Item(words.axis(axis), inside=(answer, *note, *given))
