"""The verdict on a procurement: the determination, what it rests on and how sure it is; and what is to be decided."""

from collections.abc import Iterable, Iterator, Sequence

from aiprocure.checks import Kind, find_check
from aiprocure.engine.assessment import Assessment, explain
from aiprocure.engine.exploration import Exploration
from aiprocure.engine.reasons import sufficient_reasons
from aiprocure.model.axes import Option
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.item_status import ItemStatus
from aiprocure.model.outcomes import Outcome
from aiprocure.reports.determinations import certainty_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Section
from aiprocure.reports.status_lists import count_left

__all__ = ["decision_section", "is_undermined", "reasons_of", "settled_outcome", "undermining_items", "verdict_items"]


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


def is_undermined(findings: Iterable[Finding]) -> bool:
    """Return whether the determination must not be used before something is put right."""
    return any(map(_undermines, findings))


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
    if errors := sum(len(kind.findings) for kind in kinds if kind.severity is Severity.ERROR and not kind.set_aside):
        yield phrases.say("decide_errors", count=errors)
    for kind in kinds:
        check = find_check(kind.code)
        if check is not None and check.decides and not kind.set_aside:
            yield from map(phrases.of, kind.remedies)
    still_open, to_correct = count_left(statuses)
    if still_open:
        yield phrases.say("decide_open", count=still_open)
    if to_correct:
        yield phrases.say("decide_to_correct", count=to_correct)


def settled_outcome(value: Assessment | Exploration) -> Outcome | None:
    """Return the outcome of a determination, or None while more than one is possible."""
    if isinstance(value, Assessment):
        return value.outcome
    return value.possible[0] if value.settled else None


def reasons_of(value: Assessment | Exploration) -> tuple[tuple[Option, ...], ...]:
    """Return each minimal set of the options answered that settles the outcome; none while it is open."""
    if isinstance(value, Assessment):
        return explain(value)
    if not value.settled:
        return ()
    options = (option for axis in value.edition.axes for option in axis.options)
    chosen = tuple(option for option in options if option.id == value.answers.get(option.axis))
    return sufficient_reasons(value.edition, chosen, value.possible[0].id)


def _basis(value: Assessment | Exploration, phrases: Phrases) -> str:
    """The answers that settle the outcome, each minimal set of them; or what has to be answered to settle it."""
    if settled_outcome(value) is not None:
        return _settled_by(reasons_of(value), phrases)
    axes = value.ask_next if isinstance(value, Exploration) else ()
    return phrases.say("basis_open", axes=phrases.listed(phrases.axis(axis) for axis in axes))


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
