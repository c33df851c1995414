"""The verdict on a procurement: the determination, what it rests on and how sure it is; and what is to be decided."""

from collections.abc import Iterator, Sequence

from aiprocure.checks import Kind, find_check
from aiprocure.engine.assessment import Assessment, explain
from aiprocure.engine.exploration import Exploration
from aiprocure.engine.reasons import sufficient_reasons
from aiprocure.model.axes import Option
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.item_status import ItemStatus
from aiprocure.reports.determinations import certainty_items
from aiprocure.reports.item_statuses import count_left
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section

__all__ = ["decision_section", "undermining_items", "verdict_items"]


def verdict_items(value: Assessment | Exploration, phrases: Phrases) -> tuple[Item, ...]:
    """Return what a determination rests on, in a line, and how sure it is."""
    return (Item(_basis(value, phrases)), *certainty_items(value, phrases))


def undermining_items(findings: Sequence[Finding], phrases: Phrases) -> Iterator[Item]:
    """Yield why the determination must not be used, where a finding says so."""
    undermining = [finding for finding in findings if _undermines(finding)]
    contradicted = dict.fromkeys(
        phrases.place("/".join(finding.where.split("/")[:3]))
        for finding in undermining
        if finding.where.startswith("/answers/")
    )
    if contradicted:
        yield Item(phrases.say("answers_contradicted", answers=phrases.listed(contradicted)), warns=True)
    if any(not finding.where.startswith("/answers/") for finding in undermining):
        yield Item(phrases.say("out_of_scope"), warns=True)


def decision_section(
    value: Assessment | Exploration, kinds: Sequence[Kind], statuses: Sequence[ItemStatus], phrases: Phrases
) -> Section:
    """Return what the ministry has to decide before going on, or that there is nothing of the kind."""
    items = tuple(Item(said) for said in _decisions(value, kinds, statuses, phrases))
    return Section(phrases.say("to_decide"), items or (Item(phrases.say("nothing_to_decide")),))


def _decisions(
    value: Assessment | Exploration, kinds: Sequence[Kind], statuses: Sequence[ItemStatus], phrases: Phrases
) -> Iterator[str]:
    if isinstance(value, Exploration) and value.ask_next:
        axes = phrases.listed(phrases.axis(axis) for axis in value.ask_next)
        yield phrases.say("decide_answers", axes=axes)
    if isinstance(value, Assessment) and value.disputed:
        yield phrases.say("check_officially")
    if errors := sum(len(kind.findings) for kind in kinds if kind.severity is Severity.ERROR):
        yield phrases.say("decide_errors", count=errors)
    for kind in kinds:
        check = find_check(kind.code)
        if check is not None and check.decides:
            yield from map(phrases.of, kind.remedies)
    still_open, to_correct = count_left(statuses)
    if still_open:
        yield phrases.say("decide_open", count=still_open)
    if to_correct:
        yield phrases.say("decide_to_correct", count=to_correct)


def _basis(value: Assessment | Exploration, phrases: Phrases) -> str:
    """The answers that settle the outcome, each minimal set of them; or what has to be answered to settle it."""
    if isinstance(value, Assessment):
        return _settled_by(explain(value), phrases)
    if not value.settled:
        return phrases.say("basis_open", axes=phrases.listed(phrases.axis(axis) for axis in value.ask_next))
    chosen = tuple(
        option for axis in value.edition.axes for option in axis.options if option.id == value.answers.get(axis.id)
    )
    return _settled_by(sufficient_reasons(value.edition, chosen, value.possible[0].id), phrases)


def _settled_by(reasons: tuple[tuple[Option, ...], ...], phrases: Phrases) -> str:
    if not all(reasons):  # the empty set of answers settles it
        return phrases.say("reasons_none")
    marks = (phrases.say("both").join(f"{option.axis}{option.mark}" for option in reason) for reason in reasons)
    name = "basis_one" if len(reasons) == 1 else "basis_many"
    return phrases.say(name, answers=phrases.say("or_else").join(marks), count=len(reasons))


def _undermines(finding: Finding) -> bool:
    """Whether the determination cannot be relied on before the finding is put right, as its check says."""
    check = find_check(finding.code)
    return check is not None and check.undermines
