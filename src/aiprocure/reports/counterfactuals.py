"""What there is to tell about other answers: what each change of a single one leads to, and the way to an outcome."""

from collections.abc import Collection, Iterator
from itertools import groupby

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.counterfactuals import Change, Route, what_if
from aiprocure.model.dossier import Dossier
from aiprocure.model.outcomes import Outcome
from aiprocure.model.rules import ReadingId
from aiprocure.reports.cases import project_of
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Account, Item, filled

__all__ = ["alternatives_account", "irrelevance", "route_items"]


def alternatives_account(
    assessment: Assessment, ways: Collection[Route], to: Outcome, words: Phrases, case: Dossier | None = None
) -> Account:
    """Return where a case stands, what each change of a single answer would make of it, and the routes."""
    disputed = [reading.id for reading in assessment.disputed]
    return Account(
        words.say("outcome"),
        words.verdict(assessment.outcome),
        (*_disputes(disputed, words), *edition_items(assessment.edition, words)),
        filled(
            (words.say("single_changes"), _single_changes(assessment, words)),
            (words.say("routes_to", outcome=words.of(to.text)), route_items(assessment, ways, to, words)),
        ),
        project_of(case, words),
    )


def route_items(assessment: Assessment, ways: Collection[Route], to: Outcome, words: Phrases) -> tuple[Item, ...]:
    """Return the routes to an outcome, or that there is none, or that none is needed."""
    if not ways:
        return (Item(words.say("no_route", outcome=words.of(to.text))),)
    if not all(route.changes for route in ways):
        return (Item(words.say("there_already", outcome=words.of(to.text))),)
    numbered = enumerate(ways, 1)
    return (
        Item(words.say("each_route", outcome=words.of(to.text), count=len(ways))),
        *(Item(f"({n})", inside=tuple(_steps(assessment, route, words)), numbered=True) for n, route in numbered),
    )


def irrelevance(assessment: Assessment, words: Phrases) -> tuple[Item, ...]:
    """Return which axes no change of a single answer matters on, if there are any."""
    axes = words.listed(axis.id for axis in assessment.irrelevant)
    return (Item(words.say("irrelevant", axes=axes)),) if axes else ()


def _steps(assessment: Assessment, route: Route, words: Phrases) -> Iterator[Item]:
    now = {option.axis: option for option in assessment.chosen}
    for change in route.changes:
        yield Item(f"{change.axis.id}{now[change.axis.id].mark} → {words.option(change.option)}")
    yield from _disputes(route.disputed_by, words)


def _single_changes(assessment: Assessment, words: Phrases) -> Iterator[Item]:
    chosen = {option.axis: option for option in assessment.chosen}
    for axis, changes in groupby(what_if(assessment), key=lambda change: change.axis):
        now = words.say("answer_now", mark=chosen[axis.id].mark, text=words.of(chosen[axis.id].text))
        yield Item(words.axis(axis), inside=(Item(now), *(_change(change, words) for change in changes)))
    yield from irrelevance(assessment, words)


def _change(change: Change, words: Phrases) -> Item:
    differs = words.say("differs") if change.differs else ""
    said = f"{change.option.mark} → {words.of(change.outcome.text)}{differs}  {words.of(change.option.text)}"
    return Item(said, inside=_disputes(change.disputed_by, words), warns=change.differs)


def _disputes(readings: Collection[ReadingId], words: Phrases) -> tuple[Item, ...]:
    said = words.say("disputed_then", readings=words.listed(readings))
    return (Item(said, warns=True),) if readings else ()
