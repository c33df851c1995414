"""The request for the Advisory Board's advice, as far as a dossier goes; what it lacks stands in brackets."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aiprocure.checks import item_statuses
from aiprocure.checks.advice import REQUESTED
from aiprocure.checks.check_sheets import headlines_by_row
from aiprocure.checks.context import examine, versions_of
from aiprocure.checks.placeholders import says_nothing
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.engine.exploration import Exploration, explore
from aiprocure.model.axes import Option
from aiprocure.model.dossier import PROJECT_KEYS, Advice, Dossier, ItemId, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.model.mitigations import Mitigation
from aiprocure.model.outcomes import Outcome
from aiprocure.model.papers import Paper
from aiprocure.reports.determinations import headline
from aiprocure.reports.dossiers import (
    field_title,
    items_by_name,
    project_details,
    stated_values,
)
from aiprocure.reports.editions import applied_edition_items
from aiprocure.reports.passages import empty_item, passage_item
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Item, Report, Section, cite, keep_filled, tabulate
from aiprocure.reports.status_lists import status_word
from aiprocure.reports.verdicts import reasons_of, settled_outcome, undermining_items, verdict_items

__all__ = ["report_brief"]

_BOARD_ADVICE = "board-advice"
"""The consequence by which a ministry decides whether to seek the Board's advice."""
_GIVES_ADVICE = "advice-of-experts"
"""The report that says on what the Board gives advice."""


def report_brief(paper: Paper, phrases: Phrases) -> Report:
    """Return the request for advice: the project, the determination with its reasons, and what advice is asked for.

    It is kept short: what belongs together stands in a line or in a table.
    """
    dossier, edition = paper.dossier, paper.edition
    chosen = examine(dossier, edition).chosen
    value = _determine(edition, chosen)
    advice = dossier.advice
    return Report(
        phrases.say("paper_brief"),
        (
            Item(headline(value, phrases)),
            *undermining_items(paper.findings, phrases),
            *verdict_items(value, phrases),
            *_whether_called_for(edition, settled_outcome(value), phrases),
            Item(phrases.say("drafted_from_dossier")),
            *applied_edition_items(edition, phrases, briefly=True),
        ),
        keep_filled(
            Section(phrases.say("brief_lacks"), tuple(_lacking(paper.findings, phrases))),
            Section(phrases.say("case"), tuple(_project(dossier, phrases))),
            _reasons(edition, chosen, dossier, phrases),
            Section(field_title("advice.mitigation", phrases), tuple(_mitigations(value, paper, phrases))),
            Section(
                field_title("advice.quality_assurance", phrases),
                (passage_item(advice.quality_assurance, "empty_passage", phrases), *_verified(dossier, phrases)),
            ),
            Section(phrases.say("brief_request"), tuple(_request(value, dossier, phrases))),
        ),
    )


def _determine(edition: Edition, chosen: Mapping[str, Option]) -> Assessment | Exploration:
    """What the edition makes of the answers that it can read, as far as they go."""
    answers = {axis: option.id for axis, option in chosen.items()}
    if len(answers) < len(edition.axes):
        return explore(edition, edition.partial_answers(**answers))
    return assess(edition, edition.answers(**answers))


def _whether_called_for(edition: Edition, outcome: Outcome | None, phrases: Phrases) -> Iterator[Item]:
    """When a ministry decides whether to seek advice, as the edition says, and that the outcome is none of these."""
    for consequence in edition.consequences:
        if consequence.id == _BOARD_ADVICE and outcome is not None and outcome.id not in consequence.outcomes:
            named = phrases.listed(phrases.outcome(edition, each) for each in consequence.outcomes)
            said = phrases.say("brief_not_called_for", outcome=phrases.of(outcome.text), outcomes=named)
            yield Item(said, phrases.citation(consequence.citation), warns=True)


def _lacking(findings: Iterable[Finding], phrases: Phrases) -> Iterator[Item]:
    """What is still to be stated for a ministry to decide whether to seek advice."""
    for finding in findings:
        if finding.code in REQUESTED and not finding.is_set_aside:
            yield Item(phrases.of(finding.remedy), phrases.citation(finding.citation), warns=True)


def _project(dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """The project with its purpose; in a line each, what is asked of every project, what else is said, the system."""
    yield Item(dossier.project.title)
    purposes = [dossier.advice.purpose, dossier.project.detail("purpose")]
    stated = list(dict.fromkeys(each for each in purposes if not says_nothing(each)))
    for purpose in stated or [None]:
        said = passage_item(purpose, "empty_passage", phrases)
        purpose_is = phrases.say("detail", key=field_title("advice.purpose", phrases), value=said.text)
        yield attrs.evolve(said, text=purpose_is)
    details = [each for each in project_details(dossier, phrases) if each[0] != "purpose"]
    asked = [(key, value) for name, key, value in details if name in PROJECT_KEYS or name.startswith("/")]
    others = [(key, value) for name, key, value in details if name not in PROJECT_KEYS and not name.startswith("/")]
    yield from (Item(_in_a_line(pairs, phrases)) for pairs in (asked, others) if pairs)
    system = stated_values(dossier.system, phrases)
    if products := phrases.listed(each.name for each in dossier.products):
        system.append((field_title("dossier.products", phrases), products))
    if system:
        yield _detail(field_title("dossier.system", phrases), _in_a_line(system, phrases), phrases)


def _reasons(edition: Edition, chosen: Mapping[str, Option], dossier: Dossier, phrases: Phrases) -> Section:
    """The answer on each axis in the order of asking, with its reason, and who judged by them."""
    reasons, rows = dossier.answers.reasons, []
    axes_by_citation: dict[str, list[str]] = {}
    for axis in asked_axes(edition):
        if option := chosen.get(axis.id):
            answer = f"{option.mark} {phrases.of(option.text)}"
            reason = passage_item(reasons.get(axis.id, reasons.get(axis.slug)), "empty_reason", phrases).text
            axes_by_citation.setdefault(phrases.citation(option.citation), []).append(axis.id)
        else:
            answer, reason = empty_item("empty_answer", phrases).text, ""
        rows.append((phrases.say("detail", key=phrases.axis(axis), value=answer), reason))
    quoted = (
        Item(phrases.say("answers_quoted", axes=phrases.listed(axes)), citation)
        for citation, axes in axes_by_citation.items()
    )
    columns = {"column_answer": 10, "column_reason": 10}
    return Section(
        phrases.say("brief_answers"), (*_judged(dossier, phrases), *quoted), tabulate(phrases, columns, rows)
    )


def _judged(dossier: Dossier, phrases: Phrases) -> Iterator[Item]:
    """Who judged the risk, when and why, each judgement in a line."""
    for name, judgement in (("planner", dossier.judgements.planner), ("caio", dossier.judgements.caio)):
        if stated := stated_values(attrs.evolve(judgement, answers=WrittenAnswers({})), phrases):
            yield _detail(field_title(f"judgements.{name}", phrases), _in_a_line(stated, phrases), phrases)


def _mitigations(value: Assessment | Exploration, paper: Paper, phrases: Phrases) -> Iterator[Item]:
    """The mitigation as stated; then, by axis, the items that lower the risk, and how each stands."""
    yield passage_item(paper.dossier.advice.mitigation, "empty_passage", phrases)
    mitigations = value.mitigations if isinstance(value, Assessment) else ()
    edition = value.edition
    statuses = {each.item: each.status for each in item_statuses(paper.dossier, edition, paper.findings)}
    captions = edition.once(items_by_name)
    by_axis: dict[tuple[str, str], list[str]] = {}
    for mitigation in mitigations:
        name = next((each for each in _items_of(mitigation, edition) if each in statuses), None)
        item = phrases.of(mitigation.text)
        if name is not None:
            standing = phrases.say("aside", words=status_word(statuses[name], phrases))
            item = f"{phrases.caption(captions[name])}{standing}"
        by_axis.setdefault((mitigation.axis, phrases.citation(mitigation.citation)), []).append(item)
    for (axis, citation), items in by_axis.items():
        label = phrases.say("brief_mitigations", axis=axis)
        yield Item(phrases.say("detail", key=label, value=phrases.listed(items)), citation)


def _items_of(mitigation: Mitigation, edition: Edition) -> tuple[ItemId, ...]:
    """The item of a mitigation: its row, in the ministry's version if there is one, or else the headline above."""
    source = f"sheet-row/{mitigation.row}"
    row = edition.once(versions_of).get(source, source)
    return ItemId(row), ItemId(edition.once(headlines_by_row).get(source, ""))


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
    dated = Advice(sought=advice.sought, sought_on=advice.sought_on)
    if stated := stated_values(dated, phrases):
        yield Item(_in_a_line(stated, phrases))
    if says_nothing(advice.reason):
        yield empty_item("empty_sought_reason", phrases)
    told = Advice(reason=None if says_nothing(advice.reason) else advice.reason)
    for part in (told, Advice(answer=advice.answer), Advice(response=advice.response)):
        yield from (_detail(key, value, phrases) for key, value in stated_values(part, phrases))
    if advice.sought is not False:
        numbered = enumerate(_questions(value, dossier, phrases), 1)
        questions = tuple(Item(f"({number}) {said}", numbered=True) for number, said in numbered)
        yield Item(phrases.say("brief_questions"), inside=questions or (empty_item("empty_passage", phrases),))
    for report in value.edition.reporting:
        if report.id == _GIVES_ADVICE and advice.sought is None:  # it helps to decide, and is decided then
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
