"""The reports on other answers: what each change of a single one leads to, and the routes to an outcome."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.counterfactuals import Change, Route, what_if
from aiprocure.model.axes import AxisId, Option
from aiprocure.model.dossier import Dossier
from aiprocure.model.outcomes import Outcome
from aiprocure.model.rules import ReadingId
from aiprocure.reports.dossiers import project_sections
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases, exact_text
from aiprocure.reports.report import Item, Report, Section, keep_filled

__all__ = ["irrelevant_items", "report_changes", "report_counterfactuals", "report_routes", "route_items"]


def report_counterfactuals(
    assessment: Assessment, ways: Collection[Route], to: Outcome, phrases: Phrases, dossier: Dossier | None = None
) -> Report:
    """Return the report on an assessment's counterfactuals: every change of a single answer, and the routes."""
    disputed = _disputes([reading.id for reading in assessment.disputed], phrases, assessment)
    changes = (*_changes(what_if(assessment), phrases, assessment), *irrelevant_items(assessment, phrases))
    return Report(
        phrases.say("outcome"),
        (Item(phrases.verdict(assessment.outcome)), *disputed, *edition_items(assessment.edition, phrases)),
        keep_filled(
            *project_sections(dossier, phrases),
            Section(phrases.say("single_changes"), changes),
            Section(phrases.say("routes_to", outcome=phrases.of(to.text)), route_items(ways, to, phrases, assessment)),
        ),
    )


def report_changes(changes: Collection[Change], phrases: Phrases) -> Report:
    """Return the report on changes of a single answer, axis by axis."""
    differing = sum(change.differs for change in changes)
    name = "changes_differ" if differing else "changes_none"
    headline = Item(phrases.say(name, changes=len(changes), differing=differing))
    listed = Section(phrases.say("single_changes"), tuple(_changes(changes, phrases)))
    return Report(phrases.say("counterfactuals"), (headline,), (listed,))


def report_routes(ways: Collection[Route], phrases: Phrases) -> Report:
    """Return the report on routes, one at least, to an outcome."""
    to = next(iter(ways)).outcome
    return Report(phrases.say("routes_to", outcome=phrases.of(to.text)), route_items(ways, to, phrases), ())


def route_items(
    ways: Collection[Route], to: Outcome, phrases: Phrases, assessment: Assessment | None = None
) -> tuple[Item, ...]:
    """Return the routes to an outcome, or that there is none, or that none is needed."""
    outcome = phrases.of(to.text)
    if not ways:
        return (Item(phrases.say("no_route", outcome=outcome)),)
    if not all(route.changes for route in ways):
        return (Item(phrases.say("there_already", outcome=outcome)),)
    costed = any(change.supplied_cost is not None for route in ways for change in route.changes)
    return (
        Item(phrases.say("each_route_by_cost" if costed else "each_route", outcome=outcome, count=len(ways))),
        *([Item(phrases.say("supplied_costs"))] if costed else []),
        *(
            Item(
                f"({number}){_cost(route, phrases) if costed else ''}",
                inside=tuple(_steps(route, phrases, assessment)),
                numbered=True,
            )
            for number, route in enumerate(ways, 1)
        ),
    )


def irrelevant_items(assessment: Assessment, phrases: Phrases) -> tuple[Item, ...]:
    """Return the axes on which no change of a single answer matters, if there are any."""
    axes = phrases.listed(axis.id for axis in assessment.irrelevant)
    return (Item(phrases.say("irrelevant", axes=axes)),) if axes else ()


def _steps(route: Route, phrases: Phrases, assessment: Assessment | None) -> Iterator[Item]:
    chosen = _chosen(assessment)
    for change in route.changes:
        now = chosen.get(change.axis.id)
        cost = "" if change.supplied_cost is None else _cost(change, phrases)
        yield Item((f"{change.axis.id}{now.mark} → " if now else "") + phrases.option(change.option) + cost)
    yield from _disputes(route.disputed_by, phrases, assessment)


def _cost(costed: Route | Change, phrases: Phrases) -> str:
    """The cost of a change or of a route as the user's own."""
    cost = costed.supplied_cost
    return phrases.say("supplied_cost_missing") if cost is None else phrases.say("supplied_cost", cost=exact_text(cost))


def _changes(changes: Iterable[Change], phrases: Phrases, assessment: Assessment | None = None) -> Iterator[Item]:
    """Changes axis by axis, under each the answer that was given where it is known."""
    chosen = _chosen(assessment)
    for axis, each in groupby(changes, key=lambda change: change.axis):
        now = chosen.get(axis.id)
        given = [Item(phrases.say("answer_now", mark=now.mark, text=phrases.of(now.text)))] if now else []
        yield Item(phrases.axis(axis), inside=(*given, *(_change(change, phrases, assessment) for change in each)))


def _change(change: Change, phrases: Phrases, assessment: Assessment | None) -> Item:
    differs = phrases.say("differs") if change.differs else ""
    outcome = f"{change.option.mark} → {phrases.of(change.outcome.text)}{differs}"
    disputes = _disputes(change.disputed_by, phrases, assessment)
    return Item(f"{outcome}  {phrases.of(change.option.text)}", inside=disputes, warns=change.differs)


def _chosen(assessment: Assessment | None) -> dict[AxisId, Option]:
    return {option.axis: option for option in assessment.chosen} if assessment else {}


def _disputes(readings: Collection[ReadingId], phrases: Phrases, assessment: Assessment | None) -> tuple[Item, ...]:
    """That rival readings would decide otherwise: which ones, where the edition that numbers them is known."""
    if not readings:
        return ()
    if assessment is None:
        return (Item(phrases.say("disputed_by_some", count=len(readings)), warns=True),)
    named = phrases.readings(assessment.edition, readings)
    return (Item(phrases.say("disputed_then", readings=named), warns=True),)
