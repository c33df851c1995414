"""The request for the Advisory Board's advice, as far as a dossier goes; what it lacks stands in brackets."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aiprocure.checks import item_statuses
from aiprocure.checks.advice import REQUESTED
from aiprocure.checks.context import examine, versions_of
from aiprocure.checks.placeholders import says_nothing
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.model.axes import Option
from aiprocure.model.dossier import Dossier, ItemId
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.outcomes import Consequence, Outcome
from aiprocure.model.papers import Paper
from aiprocure.reports.citations import number_report
from aiprocure.reports.determinations import headline
from aiprocure.reports.dossiers import (
    answer_item,
    field_title,
    items_by_name,
    judgement_section,
    project_details,
    stated_values,
)
from aiprocure.reports.editions import edition_items
from aiprocure.reports.passages import empty_item, passage_item
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Item, Report, Section, cite, keep_filled
from aiprocure.reports.status_lists import short_name
from aiprocure.reports.verdicts import reasons_of, settled_outcome, undermining_items, verdict_items

__all__ = ["report_brief"]

_BOARD_ADVICE = "board-advice"
"""The consequence by which a ministry decides whether to seek the Board's advice."""
_GIVES_ADVICE = "advice-of-experts"
"""The report that says on what the Board gives advice."""


def report_brief(paper: Paper, phrases: Phrases) -> Report:
    """Return the request for advice: the project, the determination with its reasons, and what advice is asked for."""
    dossier, edition = paper.dossier, paper.edition
    chosen = examine(dossier, edition).chosen
    value = _determine(edition, chosen)
    advice = dossier.advice
    report = Report(
        phrases.say("paper_brief", title=dossier.project.title),
        (
            Item(headline(value, phrases)),
            *undermining_items(paper.findings, phrases),
            *verdict_items(value, phrases),
            *_whether_called_for(edition, settled_outcome(value), phrases),
            Item(phrases.say("drafted_from_dossier")),
            *edition_items(edition, phrases),
        ),
        keep_filled(
            Section(phrases.say("brief_lacks"), tuple(_lacking(paper.findings, phrases))),
            _project_section(dossier, phrases),
            Section(field_title("advice.purpose", phrases), tuple(_purpose(dossier, phrases))),
            Section(phrases.say("brief_answers"), tuple(_answers(edition, chosen, dossier, phrases))),
            judgement_section(dossier, edition, phrases),
            Section(
                field_title("advice.mitigation", phrases),
                (
                    passage_item(advice.mitigation, "empty_passage", phrases),
                    *_mitigations(value, item_statuses(dossier, edition, paper.findings), phrases),
                ),
            ),
            Section(
                field_title("advice.quality_assurance", phrases),
                (passage_item(advice.quality_assurance, "empty_passage", phrases), *_verified(dossier, phrases)),
            ),
            Section(phrases.say("brief_request"), tuple(_request(value, dossier, phrases))),
        ),
    )
    return number_report(report, phrases)


def _determine(edition: Edition, chosen: Mapping[str, Option]) -> Assessment | Exploration:
    """What the edition makes of the answers that it can read, as far as they go."""
    answers = {axis: option.id for axis, option in chosen.items()}
    if len(answers) < len(edition.axes):
        return explore(edition, edition.partial_answers(**answers))
    return assess(edition, edition.answers(**answers))


def _consequence(edition: Edition) -> Consequence | None:
    return next((each for each in edition.consequences if each.id == _BOARD_ADVICE), None)


def _calls_for_advice(edition: Edition, outcome: Outcome | None) -> bool:
    """Whether a ministry is to decide, by an outcome, whether to seek advice."""
    consequence = _consequence(edition)
    return outcome is not None and consequence is not None and outcome.id in consequence.outcomes


def _whether_called_for(edition: Edition, outcome: Outcome | None, phrases: Phrases) -> Iterator[Item]:
    """What the guideline says of seeking advice, and that the outcome is not one of which it says so."""
    consequence = _consequence(edition)
    if consequence is None or outcome is None:
        return
    if not _calls_for_advice(edition, outcome):
        named = phrases.listed(phrases.outcome(edition, each) for each in consequence.outcomes)
        yield Item(phrases.say("brief_not_called_for", outcome=phrases.of(outcome.text), outcomes=named), warns=True)
    yield cite(consequence.text, consequence.citation, phrases)


def _lacking(findings: Iterable[Finding], phrases: Phrases) -> Iterator[Item]:
    """What a ministry needs to decide whether to seek advice, and the dossier does not state."""
    for finding in findings:
        if finding.code in REQUESTED and not finding.is_set_aside:
            remedy = Item(f"→ {phrases.of(finding.remedy)}")
            yield Item(phrases.of(finding.message), phrases.citation(finding.citation), (remedy,), warns=True)


def _project_section(dossier: Dossier, phrases: Phrases) -> Section:
    """The project but for its purpose, and its system in a line."""
    details = [(key, value) for name, key, value in project_details(dossier, phrases) if name != "purpose"]
    if system := stated_values(dossier.system, phrases):
        details.append((field_title("dossier.system", phrases), _in_a_line(system, phrases)))
    if products := phrases.listed(each.name for each in dossier.products):
        details.append((field_title("dossier.products", phrases), products))
    return Section(phrases.say("case"), tuple(_detail(key, value, phrases) for key, value in details))


def _purpose(dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """The purpose as it is set out for advice, and as the project has it."""
    stated = (dossier.advice.purpose, dossier.project.detail("purpose"))
    items = dict.fromkeys(passage_item(each, "empty_passage", phrases) for each in stated)
    yield from [item for item in items if not item.warns] or items


def _answers(edition: Edition, chosen: Mapping[str, Option], dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """The answer on each axis in the order of asking, with its reason."""
    reasons = dossier.answers.reasons
    for axis in asked_axes(edition):
        if axis.id not in chosen:
            yield Item(phrases.axis(axis), inside=(empty_item("empty_answer", phrases),))
            continue
        answer = answer_item(axis, chosen[axis.id], phrases, None)
        reason = passage_item(reasons.get(axis.id, reasons.get(axis.slug)), "empty_reason", phrases)
        if not reason.warns:
            reason = Item(phrases.say("reason", reason=reason.text))
        yield attrs.evolve(answer, inside=(*answer.inside, reason))


def _mitigations(value: Assessment | Exploration, paper: Paper, phrases: Phrases) -> Iterator[Item]:
    """What lowers the risk on the axes that the outcome rests on, each with how its item stands in the dossier."""
    if not isinstance(value, Assessment) or not value.mitigations:
        return
    edition = value.edition
    by_item = {each.item: each for each in item_statuses(paper.dossier, edition, paper.findings)}
    items, replaced = edition.once(items_by_name), edition.once(versions_of)
    headlines = {f"sheet-row/{row.id}": f"requirement/{row.requirement}" for row in edition.sheet_rows}
    inside: list[Item] = []
    for mitigation in value.mitigations:
        source = f"sheet-row/{mitigation.row}"
        named = [ItemId(name) for name in (replaced.get(source, source), headlines.get(source, ""))]
        dealing = str(mitigation.axis)
        if standing := next((by_item[name] for name in named if name in by_item), None):
            word = phrases.say(f"status_{standing.status.value.replace('-', '_')}")
            item = short_name(items[standing.item], phrases)
            dealing = phrases.say("mitigation_standing", axis=mitigation.axis, item=item, status=word)
        said = phrases.of(mitigation.text) + phrases.say("aside", words=dealing)
        inside.append(Item(said, phrases.citation(mitigation.citation)))
    yield Item(phrases.say("brief_mitigations"), inside=tuple(inside))


def _verified(dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """What is verified in operation, a line for each."""
    label = field_title("dossier.verifications", phrases)
    for each in dossier.verifications:
        if stated := stated_values(each, phrases):
            yield _detail(label, _in_a_line(stated, phrases), phrases)


def _request(value: Assessment | Exploration, dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """Whether advice is sought and why, on what, and what came of it."""
    advice = dossier.advice
    if advice.sought is None:
        yield empty_item("empty_sought", phrases)
    if says_nothing(advice.reason):
        yield empty_item("empty_sought_reason", phrases)
    reason = None if says_nothing(advice.reason) else advice.reason
    elsewhere = attrs.evolve(advice, purpose=None, mitigation=None, quality_assurance=None, reason=reason)
    yield from (_detail(key, stated, phrases) for key, stated in stated_values(elsewhere, phrases))
    if advice.sought is not False:
        numbered = enumerate(_questions(value, dossier, phrases), 1)
        questions = tuple(Item(f"({number}) {said}", numbered=True) for number, said in numbered)
        yield Item(phrases.say("brief_questions"), inside=questions or (empty_item("empty_questions", phrases),))
    for report in value.edition.reporting:
        if report.id == _GIVES_ADVICE:
            yield cite(report.text, report.citation, phrases)


def _questions(value: Assessment | Exploration, dossier: Dossier, phrases: Phrases) -> Iterator[str]:
    """On what advice could be asked for: what lowers the risk, and what keeps a risk case from happening again."""
    outcome = settled_outcome(value)
    if outcome is not None and outcome != value.edition.outcomes[0]:
        ids = {option.axis for reason in reasons_of(value) for option in reason}
        axes = phrases.listed(axis.id for axis in asked_axes(value.edition) if axis.id in ids)
        yield phrases.say("ask_of_axes", axes=axes) if axes else phrases.say("ask_of_mitigation")
    elif outcome is not None and dossier.advice.sought:
        yield phrases.say("ask_of_mitigation")
    for case in dossier.risk_cases:
        if case.social_impact and not says_nothing(case.happened):
            yield phrases.say("ask_of_case", happened=case.happened)


def _in_a_line(pairs: Iterable[tuple[str, str]], phrases: Phrases) -> str:
    return phrases.say("semicolon").join(phrases.say("detail", key=key, value=value) for key, value in pairs)


def _detail(key: str, value: str, phrases: Phrases) -> Item:
    return Item(phrases.say("detail", key=key, value=value))
