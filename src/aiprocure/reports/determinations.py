"""The reports on a determination: an assessment, or an exploration of the answers that are known."""

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction

from aiprocure.engine.assessment import Assessment, deciding_rule, explain
from aiprocure.engine.counterfactuals import routes
from aiprocure.engine.exploration import Exploration
from aiprocure.engine.readings import is_most_cautious
from aiprocure.engine.reasons import sufficient_reasons
from aiprocure.model.axes import Axis, Option
from aiprocure.model.citation import Citation
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import Reading
from aiprocure.reports.counterfactuals import irrelevant_items, route_items
from aiprocure.reports.dossiers import answer_item, project_sections
from aiprocure.reports.editions import edition_items, source_items
from aiprocure.reports.guidance import guidance_section
from aiprocure.reports.phrases import Phrases, asked_axes, exact_text
from aiprocure.reports.report import Item, Report, Section, cite, keep_filled, tabulate

__all__ = ["certainty_items", "headline", "mitigation_section", "report_assessment", "report_exploration"]


def report_assessment(assessment: Assessment, phrases: Phrases, dossier: Dossier | None = None) -> Report:
    """Return the report on an assessment, with the project and the reasons of the dossier."""
    edition, outcome, lightest = assessment.edition, assessment.outcome, assessment.edition.outcomes[0]
    reasons = (*_reasons(explain(assessment), phrases), *irrelevant_items(assessment, phrases))
    ways = () if outcome == lightest else route_items(routes(assessment, to=lightest.id), lightest, phrases, assessment)
    return Report(
        phrases.say("outcome"),
        (
            Item(headline(assessment, phrases)),
            *_certainty(edition, outcome, _rival_outcomes(assessment), phrases),
            *edition_items(edition, phrases),
        ),
        keep_filled(
            *project_sections(dossier, phrases),
            Section(phrases.say("path"), tuple(_path(assessment, phrases, dossier)), drawing=assessment),
            Section(phrases.say("reasons"), reasons),
            Section(phrases.say("deciding_row"), tuple(_deciding(assessment, phrases))),
            Section(phrases.say("routes_to", outcome=phrases.of(lightest.text)), ways),
            mitigation_section(assessment, phrases, phrases.citation),
            guidance_section(edition, [option.id for option in assessment.chosen], phrases),
            Section(phrases.say("follows"), _consequences(edition, outcome, phrases)),
            Section(phrases.say("sources"), source_items(edition, phrases)),
        ),
    )


def report_exploration(exploration: Exploration, phrases: Phrases, dossier: Dossier | None = None) -> Report:
    """Return the report on an exploration, with the project and the reasons of the dossier."""
    edition, settled = exploration.edition, exploration.possible[0] if exploration.settled else None
    needless = [axis for axis in exploration.irrelevant if settled and axis.id not in exploration.answers]
    others = (axis for axis in exploration.irrelevant if axis not in needless)
    given = tuple(_given(exploration, needless, phrases, dossier))
    return Report(
        phrases.say("outcome"),
        (
            Item(headline(exploration, phrases)),
            *edition_items(edition, phrases),
        ),
        keep_filled(
            *project_sections(dossier, phrases),
            Section(phrases.say("still_possible"), () if settled else tuple(_tallies(exploration, phrases))),
            Section(phrases.say("answers_given"), given, drawing=exploration),
            Section(phrases.say("reasons"), tuple(_settling(exploration, settled, phrases)) if settled else ()),
            Section(phrases.say("ask_next"), tuple(_asked(axis, phrases) for axis in exploration.ask_next)),
            Section(phrases.say("cannot_matter"), tuple(Item(phrases.axis(axis)) for axis in others)),
            Section(phrases.say("rival_readings"), tuple(_disputes(exploration, phrases))),
            guidance_section(edition, [*exploration.answers.values()], phrases),
            Section(phrases.say("follows"), _consequences(edition, settled, phrases) if settled else ()),
            Section(phrases.say("sources"), source_items(edition, phrases)),
        ),
    )


def headline(value: Assessment | Exploration, phrases: Phrases) -> str:
    """Return the outcome with what it means, or that there is none yet."""
    if isinstance(value, Assessment):
        return phrases.verdict(value.outcome)
    return phrases.verdict(value.possible[0]) if value.settled else phrases.say("unsettled")


def certainty_items(value: Assessment | Exploration, phrases: Phrases) -> tuple[Item, ...]:
    """Return how sure a determination is: whether the rival readings of the figure share it."""
    if isinstance(value, Exploration):
        return _disputes_left(value, phrases)
    said = tuple(_certainty(value.edition, value.outcome, _rival_outcomes(value), phrases))
    return said or tuple(_readings(value.edition, (), phrases))


def _disputes_left(exploration: Exploration, phrases: Phrases) -> tuple[Item, ...]:
    """That rival readings would decide some of the combinations left otherwise, in a line."""
    if not exploration.disputed_by:
        return tuple(_readings(exploration.edition, (), phrases))
    named = phrases.readings(exploration.edition, exploration.disputed_by)
    return (Item(phrases.say("disputes_left", readings=named), warns=True),)


def mitigation_section(value: Assessment | Exploration, phrases: Phrases, cite_: Callable[[Citation], str]) -> Section:
    """Return what lowers the risk on the axes that an outcome rests on, numbered through; none of the lightest."""
    axes = {axis.id: phrases.axis(axis) for axis in value.edition.axes}
    mitigations = value.mitigations if isinstance(value, Assessment) else ()
    rows = [
        (str(number), phrases.of(each.text) + cite_(each.citation), axes[each.axis])
        for number, each in enumerate(mitigations, 1)
    ]
    columns = {"column_number": 2, "column_mitigation": 12, "column_axis": 6}
    return Section(phrases.family("mitigation"), tables=tabulate(phrases, columns, rows))


def _path(assessment: Assessment, phrases: Phrases, dossier: Dossier | None) -> Iterator[Item]:
    asked = [step.axis for step in assessment.path]
    answers = {option.axis: option for option in assessment.chosen}
    for axis in asked:
        yield answer_item(axis, answers[axis.id], phrases, dossier)
    if left := [axis for axis in asked_axes(assessment.edition) if axis not in asked]:
        inside = tuple(answer_item(axis, answers[axis.id], phrases, dossier) for axis in left)
        yield Item(phrases.say("not_asked"), inside=inside)


def _reasons(reasons: Collection[tuple[Option, ...]], phrases: Phrases) -> Iterator[Item]:
    if not all(reasons):  # the empty set of answers settles it
        yield Item(phrases.say("reasons_none"))
        return
    yield Item(phrases.say("reasons_one" if len(reasons) == 1 else "reasons_many", count=len(reasons)))
    for number, reason in enumerate(reasons, 1):
        yield Item(f"({number})", inside=tuple(Item(phrases.option(option)) for option in reason), numbered=True)


def _settling(exploration: Exploration, settled: Outcome, phrases: Phrases) -> Iterator[Item]:
    edition = exploration.edition
    given = tuple(option for axis in edition.axes for option in _options(exploration, axis))
    return _reasons(sufficient_reasons(edition, given, settled.id), phrases)


def _rival_outcomes(assessment: Assessment) -> dict[Reading, OutcomeId]:
    """What each rival reading that disputes an assessment would decide."""
    answers = assessment.answers
    return {reading: deciding_rule(reading.rules, answers).outcome for reading in assessment.disputed}


def _certainty(
    edition: Edition, outcome: Outcome, rivals: dict[Reading, OutcomeId], phrases: Phrases
) -> Iterator[Item]:
    """How an outcome relates to the rival readings: all of them share it, or it is that of the cautious side."""
    word = phrases.of(outcome.text)
    if not rivals:
        if edition.readings and outcome == edition.outcomes[0]:
            yield Item(phrases.say("undisputed_lightest", outcome=word))
        return
    said = phrases.say("cautious_side", outcome=word) if edition.once(is_most_cautious) else ""
    for other in dict.fromkeys(rivals.values()):
        named = phrases.readings(edition, (reading.id for reading, decided in rivals.items() if decided == other))
        said += phrases.say("rival_side", readings=named, outcome=phrases.outcome(edition, other))
    yield Item(said, warns=True)


def _deciding(assessment: Assessment, phrases: Phrases) -> Iterator[Item]:
    edition = assessment.edition
    yield Item(phrases.row(edition, assessment.rule), phrases.citation(assessment.rule.citation))
    disputes = [
        _dispute("disputed_by", edition, reading, phrases, outcome=phrases.outcome(edition, outcome))
        for reading, outcome in _rival_outcomes(assessment).items()
    ]
    yield from _readings(edition, disputes, phrases)


def _disputes(exploration: Exploration, phrases: Phrases) -> Iterator[Item]:
    edition = exploration.edition
    disputing = (reading for reading in edition.readings if reading.id in exploration.disputed_by)
    return _readings(edition, [_dispute("disputes_some", edition, each, phrases) for each in disputing], phrases)


def _dispute(name: str, edition: Edition, reading: Reading, phrases: Phrases, **values: str) -> Item:
    numbered = phrases.readings(edition, [reading.id])
    said = phrases.say(name, reading=numbered, text=phrases.of(reading.text), **values)
    return Item(said, phrases.citation(reading.citation), warns=True)


def _readings(edition: Edition, disputes: Collection[Item], phrases: Phrases) -> Iterator[Item]:
    """What other readings of the figure dispute, and what to do then; or that none of them disputes anything."""
    if disputes:
        yield from disputes
        yield Item(phrases.say("check_officially"), warns=True)
    elif edition.readings:
        yield Item(phrases.say("undisputed", count=len(edition.readings)))


def _consequences(edition: Edition, outcome: Outcome, phrases: Phrases) -> tuple[Item, ...]:
    follows = (each for each in edition.consequences if outcome.id in each.outcomes)
    return tuple(cite(each.text, each.citation, phrases) for each in follows)


def _tallies(exploration: Exploration, phrases: Phrases) -> Iterator[Item]:
    for tally in exploration.tallies:
        count = phrases.say("count", combinations=tally.combinations)
        share = "" if tally.supplied_share is None else _share(tally.supplied_share, phrases)
        yield Item(phrases.say("detail", key=phrases.of(tally.outcome.text), value=f"{count}{share}"))
    if exploration.supplied_weights:
        marks = {option.id: f"{axis.id}{option.mark}" for axis in exploration.edition.axes for option in axis.options}
        weights = (f"{marks[option]} {exact_text(weight)}" for option, weight in exploration.supplied_weights)
        yield Item(phrases.say("supplied_weights", weights=phrases.listed(weights)))


def _share(share: Fraction, phrases: Phrases) -> str:
    """A share by the user's own weights, exactly and to a tenth of a percent."""
    whole, tenths = divmod(round(share * 1000), 10)
    return phrases.say("supplied_share", share=share, percent=f"{whole}.{tenths}")


def _given(
    exploration: Exploration, needless: Iterable[Axis], phrases: Phrases, dossier: Dossier | None
) -> Iterator[Item]:
    """The answers given, each with the dossier's reason, and the axes that need no answer any more."""
    if not exploration.answers:
        yield Item(phrases.say("answer_missing"))
    for axis in exploration.edition.axes:
        yield from (answer_item(axis, option, phrases, dossier) for option in _options(exploration, axis))
    if axes := phrases.listed(phrases.axis(axis) for axis in needless):
        yield Item(phrases.say("left_open", axes=axes))


def _options(exploration: Exploration, axis: Axis) -> tuple[Option, ...]:
    """The answer on an axis, if there is one."""
    return tuple(option for option in axis.options if option.id == exploration.answers.get(axis.id))


def _asked(axis: Axis, phrases: Phrases) -> Item:
    return Item(phrases.axis(axis), inside=(Item(phrases.of(axis.question)),))
