"""What there is to tell about a determination, be it complete, or as far as some answers lead."""

from collections.abc import Collection, Iterable, Iterator

from aiprocure.engine.assessment import Assessment, deciding_rule, explain
from aiprocure.engine.counterfactuals import routes
from aiprocure.engine.exploration import Exploration
from aiprocure.engine.reasons import sufficient_reasons
from aiprocure.model.axes import Axis, Option
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome
from aiprocure.reports.cases import answer_item
from aiprocure.reports.counterfactuals import irrelevance, route_items
from aiprocure.reports.editions import edition_items, source_items
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Account, Item, cited, filled

__all__ = ["assessment_account", "exploration_account"]


def assessment_account(assessment: Assessment, words: Phrases, case: Dossier | None = None) -> Account:
    """Return what there is to tell about an assessment, with the reasons that the case gives."""
    edition, outcome, lightest = assessment.edition, assessment.outcome, assessment.edition.outcomes[0]
    ways = routes(assessment, to=lightest.id)
    return Account(
        words.say("outcome"),
        words.verdict(outcome),
        edition_items(edition, words),
        filled(
            (words.say("path"), _path(assessment, words, case)),
            (words.say("reasons"), (*_reasons(explain(assessment), words), *irrelevance(assessment, words))),
            (words.say("deciding_row"), _deciding(assessment, words)),
            (
                words.say("routes_to", outcome=words.of(lightest.text)),
                () if outcome == lightest else route_items(assessment, ways, lightest, words),
            ),
            (words.say("follows"), _consequences(edition, outcome, words)),
            (words.say("sources"), source_items(edition, words)),
        ),
        drawn=assessment,
    )


def exploration_account(exploration: Exploration, words: Phrases, case: Dossier | None = None) -> Account:
    """Return what there is to tell about an exploration, with the reasons that the case gives."""
    edition, settled = exploration.edition, exploration.possible[0] if exploration.settled else None
    needless = [axis for axis in exploration.irrelevant if settled and axis.id not in exploration.answers]
    others = (axis for axis in exploration.irrelevant if axis not in needless)
    return Account(
        words.say("outcome"),
        words.verdict(settled) if settled else words.say("unsettled"),
        edition_items(edition, words) if edition else (),
        filled(
            (words.say("still_possible"), () if settled else _tallies(exploration, words)),
            (words.say("answers_given"), _given(exploration, needless, words, case)),
            (words.say("reasons"), _settling(exploration, edition, settled, words) if edition and settled else ()),
            (words.say("ask_next"), (_asked(axis, words) for axis in exploration.ask_next)),
            (words.say("cannot_matter"), (Item(words.axis(axis)) for axis in others)),
            (words.say("rival_readings"), _disputes(exploration, edition, words) if edition else ()),
            (words.say("follows"), _consequences(edition, settled, words) if edition and settled else ()),
            (words.say("sources"), source_items(edition, words) if edition else ()),
        ),
        drawn=exploration if edition else None,
    )


def _path(assessment: Assessment, words: Phrases, case: Dossier | None) -> Iterator[Item]:
    asked = [step.axis for step in assessment.path]
    answers = {option.axis: option for option in assessment.chosen}
    for axis in asked:
        yield answer_item(axis, answers[axis.id], words, case)
    if left := [axis for axis in asked_axes(assessment.edition) if axis not in asked]:
        inside = tuple(answer_item(axis, answers[axis.id], words, case) for axis in left)
        yield Item(words.say("not_asked"), inside=inside)


def _reasons(reasons: Collection[tuple[Option, ...]], words: Phrases) -> Iterator[Item]:
    if not all(reasons):  # the empty set of answers settles it
        yield Item(words.say("reasons_none"))
        return
    yield Item(words.say("reasons_one" if len(reasons) == 1 else "reasons_many", count=len(reasons)))
    for number, reason in enumerate(reasons, 1):
        yield Item(f"({number})", inside=tuple(Item(words.option(option)) for option in reason), numbered=True)


def _settling(exploration: Exploration, edition: Edition, settled: Outcome, words: Phrases) -> Iterator[Item]:
    given = tuple(option for axis in edition.axes for option in _options(exploration, axis))
    return _reasons(sufficient_reasons(edition, given, settled.id), words)


def _deciding(assessment: Assessment, words: Phrases) -> Iterator[Item]:
    edition = assessment.edition
    yield Item(words.row(edition, assessment.rule), words.citation(assessment.rule.citation))
    said = []
    for reading in assessment.disputed:
        outcome = words.outcome(edition, deciding_rule(reading.rules, assessment.answers).outcome)
        dispute = words.say("disputed_by", reading=reading.id, outcome=outcome, text=words.of(reading.text))
        said.append(Item(dispute, words.citation(reading.citation), warns=True))
    yield from _readings(edition, said, words)


def _disputes(exploration: Exploration, edition: Edition, words: Phrases) -> Iterator[Item]:
    disputing = (reading for reading in edition.readings if reading.id in exploration.disputed_by)
    said = [
        Item(
            words.say("disputes_some", reading=reading.id, text=words.of(reading.text)),
            words.citation(reading.citation),
            warns=True,
        )
        for reading in disputing
    ]
    return _readings(edition, said, words)


def _readings(edition: Edition, disputes: Collection[Item], words: Phrases) -> Iterator[Item]:
    """What other readings of the figure dispute, and what to do then; or that none of them disputes anything."""
    if disputes:
        yield from disputes
        yield Item(words.say("check_officially"), warns=True)
    elif edition.readings:
        yield Item(words.say("undisputed", count=len(edition.readings)))


def _consequences(edition: Edition, outcome: Outcome, words: Phrases) -> Iterator[Item]:
    follows = (each for each in edition.consequences if outcome.id in each.outcomes)
    return (cited(each.text, each.citation, words) for each in follows)


def _tallies(exploration: Exploration, words: Phrases) -> Iterator[Item]:
    for tally in exploration.tallies:
        count = words.say("count", combinations=tally.combinations)
        yield Item(words.say("detail", key=words.of(tally.outcome.text), value=count))


def _given(exploration: Exploration, needless: Iterable[Axis], words: Phrases, case: Dossier | None) -> Iterator[Item]:
    if not exploration.answers:
        yield Item(words.say("answer_missing"))
    elif exploration.edition:
        for axis in exploration.edition.axes:
            yield from (answer_item(axis, option, words, case) for option in _options(exploration, axis))
    else:
        yield from map(Item, exploration.answers.values())
    if axes := words.listed(words.axis(axis) for axis in needless):
        yield Item(words.say("left_open", axes=axes))


def _options(exploration: Exploration, axis: Axis) -> tuple[Option, ...]:
    """The answer on an axis, if there is one."""
    return tuple(option for option in axis.options if option.id == exploration.answers.get(axis.id))


def _asked(axis: Axis, words: Phrases) -> Item:
    return Item(words.axis(axis), inside=(Item(words.of(axis.question)),))
