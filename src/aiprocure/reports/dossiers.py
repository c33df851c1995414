"""The report on a dossier, and the parts of it that other reports show: the project, and the reasons for answers."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

import attrs

from aiprocure import editions
from aiprocure.editions.labels import field_texts
from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.errors import Choice, InvalidAnswers, InvalidArgument, Problem, Text
from aiprocure.errors.messages import brief, expect, pointer
from aiprocure.model.axes import Axis, Option, axes_by_name
from aiprocure.model.check_sheets import Clause, Requirement, SheetRow
from aiprocure.model.citation import Citation
from aiprocure.model.dossier import PROJECT_KEYS, Dossier, ItemId, Judgement, Notification, Occurrence, WrittenAnswers
from aiprocure.model.dossier import Item as WrittenItem
from aiprocure.model.edition import Edition
from aiprocure.model.normalization import is_blank
from aiprocure.model.risk_cases import ProcessStepId, RiskCaseId
from aiprocure.model.roles import PartyId
from aiprocure.reports.editions import edition_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Item, Report, Section, Table, keep_filled, tabulate

__all__ = [
    "ListedItem",
    "answer_item",
    "carried_edition",
    "clause_section",
    "field_title",
    "items_by_name",
    "mark_of",
    "name_items",
    "project_details",
    "project_sections",
    "recorded_sections",
    "report_dossier",
    "require_same",
    "requirement_section",
    "stated_values",
    "system_section",
]

_UNSAID: tuple[object, ...] = (None, (), WrittenAnswers({}))
ListedItem: TypeAlias = Requirement | SheetRow | Clause
"""An item of a check sheet, as an edition lists it."""


def report_dossier(dossier: Dossier, phrases: Phrases) -> Report:
    """Return the report on a dossier: all it says, in the words of the edition that it names if that is carried."""
    edition = carried_edition(dossier)
    named = edition_items(edition, phrases) if edition else (Item(phrases.say("edition_id", id=dossier.edition)),)
    answers = tuple(_written_answers(dossier, edition, phrases))
    return Report(
        field_title("dossier.dossier", phrases),
        (Item(dossier.project.title), *named),
        keep_filled(
            *project_sections(dossier, phrases),
            Section(phrases.say("answers_given"), answers),
            system_section(dossier, phrases),
            requirement_section(dossier, edition, phrases),
            *([clause_section(dossier, edition, phrases)] if dossier.clauses else []),
            *recorded_sections(dossier, edition, phrases),
        ),
    )


def carried_edition(dossier: Dossier) -> Edition | None:
    """Return the edition that a dossier names, if it is one of those carried."""
    return editions.load(dossier.edition) if dossier.edition in editions.available() else None


def require_same(dossier: Dossier, value: object) -> None:
    """Raise :class:`InvalidArgument` with all that differs unless a dossier is the one that a value is about.

    An assessment has every answer of its dossier; an exploration may know fewer of them, or further ones.
    """
    expect(Dossier, dossier)
    if isinstance(value, Assessment | Exploration) and (problems := list(_differences(dossier, value))):
        raise InvalidArgument(problems)


def _differences(dossier: Dossier, value: Assessment | Exploration) -> Iterator[Problem]:
    edition = value.edition
    if dossier.edition != edition.id:
        yield Problem.of("other-edition", "/edition", value=dossier.edition, expected=[Choice(edition.id)])
    try:
        written = edition.partial_answers(**dossier.answers.options)
    except InvalidAnswers as error:
        yield from (problem.under("answers") for problem in error.problems)
        return
    for axis in edition.axes:
        theirs, ours = written.get(axis.id), value.answers.get(axis.id)
        if theirs != ours and (isinstance(value, Assessment) or (theirs and ours)):
            expected, given = [Choice(ours)] if ours else [], Text(theirs) if theirs else Text("なし", "nothing")
            yield Problem.of("other-answer", pointer("answers", axis.id), expected=expected, given=given)


def project_sections(dossier: Dossier | None, phrases: Phrases) -> tuple[Section, ...]:
    """Return what a dossier says about its project, or nothing without a dossier."""
    if dossier is None:
        return ()
    items = (Item(phrases.say("detail", key=key, value=value)) for _, key, value in project_details(dossier, phrases))
    return (Section(phrases.say("case"), (Item(dossier.project.title), *items)),)


def project_details(dossier: Dossier, phrases: Phrases) -> list[tuple[str, str, str]]:
    """Return what describes a project but for its title: the name in the dossier, what it is called, and what it is."""
    known = {key: field_title(f"project.{key}", phrases) for key in PROJECT_KEYS}
    details: list[tuple[str, str, str]] = [
        (name, known.get(name, name), each) for name, each in dossier.project.details
    ]
    details += [
        (f"/{name}", field_title(f"dossier.{name}", phrases), _word(value, phrases))
        for name, value in (("on", dossier.on), ("phase", dossier.phase))
        if value is not None
    ]
    return details


def answer_item(axis: Axis, option: Option, phrases: Phrases, dossier: Dossier | None) -> Item:
    """Return the answer on an axis, with the reason that a dossier gives for it."""
    reasons: Mapping[str, str] = dossier.answers.reasons if dossier else {}
    reason = reasons.get(axis.id, reasons.get(axis.slug))
    note = [Item(f"* {phrases.of(axis.note)}")] if axis.note else []
    given = [Item(phrases.say("reason", reason=reason))] if reason else []
    answer = Item(f"→ {option.mark} {phrases.of(option.text)}", phrases.citation(option.citation))
    return Item(phrases.axis(axis), inside=(answer, *note, *given))


def _judgement_section(dossier: Dossier, edition: Edition | None, phrases: Phrases) -> Section:
    """Return who judged the risk, when, and with which answers."""
    judgements = (("planner", dossier.judgements.planner), ("caio", dossier.judgements.caio))
    items = tuple(
        Item(field_title(f"judgements.{name}", phrases), inside=tuple(_judged(judgement, edition, phrases)))
        for name, judgement in judgements
        if judgement != Judgement()
    )
    return Section(field_title("dossier.judgements", phrases), items)


def _judged(judgement: Judgement, edition: Edition | None, phrases: Phrases) -> Iterator[Item]:
    """What a judgement states: its answers in the edition's words, if it is known."""
    stated = stated_values(attrs.evolve(judgement, answers=WrittenAnswers({})), phrases)
    yield from (Item(phrases.say("detail", key=key, value=value)) for key, value in stated)
    axes = axes_by_name(edition.axes) if edition else {}
    for name, answer in judgement.answers.by_axis:
        axis = axes.get(name)
        option = axis.read(answer.option) if axis else None
        value = f"{option.mark} {phrases.of(option.text)}" if option else answer.option
        reason = (Item(phrases.say("reason", reason=answer.reason)),) if answer.reason else ()
        yield Item(phrases.say("detail", key=phrases.axis(axis) if axis else name, value=value), inside=reason)


def _written_answers(dossier: Dossier, edition: Edition | None, phrases: Phrases) -> Iterator[Item]:
    """The answers as they are written; in the edition's words where they mean one of its options."""
    axes = axes_by_name(edition.axes) if edition else {}
    for name, answer in dossier.answers.by_axis:
        axis = axes.get(name)
        option = axis.read(answer.option) if axis else None
        if axis and option:
            yield answer_item(axis, option, phrases, dossier)
        else:
            reason = (Item(phrases.say("reason", reason=answer.reason)),) if answer.reason else ()
            yield Item(phrases.say("detail", key=name, value=answer.option), inside=reason)


def system_section(dossier: Dossier, phrases: Phrases) -> Section:
    """Return what a dossier says of its system, and of the products and services that it uses."""
    title = field_title("dossier.system", phrases)
    system = _tabulate_pairs(stated_values(dossier.system, phrases), phrases)
    return Section(title, tables=(*system, *_tabulate_each(dossier.products, phrases)))


def requirement_section(dossier: Dossier, edition: Edition | None, phrases: Phrases) -> Section:
    """Return how a dossier deals with items of the procurement check sheet."""
    rows = _item_rows(dossier.requirements, edition, phrases)
    tables = tabulate(phrases, {"column_item": 8, "column_dealing": 12}, rows)
    return Section(field_title("dossier.requirements", phrases), tables=tables)


def clause_section(
    dossier: Dossier | None, edition: Edition | None, phrases: Phrases, cite: Callable[[Citation], str] | None = None
) -> Section:
    """Return every arrangement that the edition holds, with what the dossier says of each.

    Without the edition, there is what the dossier says alone. ``cite`` words a citation; else it stands there in full.
    """
    title = field_title("dossier.clauses", phrases)
    if edition is None:
        rows = _item_rows(dossier.clauses if dossier else (), None, phrases)
        return Section(title, tables=tabulate(phrases, {"column_arrangement": 8, "column_dealing": 12}, rows))
    listed = [
        (phrases.caption(clause), phrases.of(clause.content) + (cite or phrases.citation)(clause.citation))
        for clause in edition.clauses
    ]
    widths = {"column_arrangement": 6, "column_content": 7}
    if dossier is None:
        return Section(title, tables=tabulate(phrases, widths, listed))
    written = {item.id: _dealing(item, phrases) for item in dossier.clauses}
    dealings = [written.get(ItemId(f"clause/{each.id}"), phrases.say("unsaid")) for each in edition.clauses]
    columns = {**widths, "column_dealing": 7}
    return Section(
        title, tables=tabulate(phrases, columns, [(*row, each) for row, each in zip(listed, dealings, strict=True)])
    )


def recorded_sections(dossier: Dossier, edition: Edition | None, phrases: Phrases) -> Iterator[Section]:
    """Yield what a dossier records: judgements, advice, the start of service, verifications and risk cases."""
    yield _judgement_section(dossier, edition, phrases)
    for name, part in (("advice", dossier.advice), ("nco_advice", dossier.nco_advice), ("service", dossier.service)):
        yield Section(field_title(f"dossier.{name}", phrases), tables=_tabulate_each([part], phrases))
    verifications = _tabulate_each(dossier.verifications, phrases)
    yield Section(field_title("dossier.verifications", phrases), tables=verifications)
    named = (_name_parts(case, edition, phrases) if edition else case for case in dossier.risk_cases)
    yield Section(field_title("dossier.risk_cases", phrases), tables=_tabulate_each(named, phrases))


def items_by_name(edition: Edition) -> Mapping[str, ListedItem]:
    """Return the items of the check sheets, by family and id."""
    families: dict[str, tuple[ListedItem, ...]]
    families = {"requirement": edition.requirements, "sheet-row": edition.sheet_rows, "clause": edition.clauses}
    return {f"{family}/{listed.id}": listed for family, items in families.items() for listed in items}


def name_items(dossier: Dossier, edition: Edition | None) -> dict[str, str]:
    """Return the marks and numbers of the items in a dossier, and the ids of its risk cases, by their pointers."""
    records = edition.once(items_by_name) if edition else {}
    written = (
        (f"/{field}/{position}", records.get(item.id))
        for field, items in (("requirements", dossier.requirements), ("clauses", dossier.clauses))
        for position, item in enumerate(items)
    )
    cases = ((f"/risk_cases/{position}", case.id) for position, case in enumerate(dossier.risk_cases))
    called = {where: brief(id_) for where, id_ in cases if id_ is not None and not is_blank(id_)}
    return called | {where: mark_of(record) for where, record in written if record and mark_of(record)}


def mark_of(record: ListedItem) -> str:
    """Return the mark or number of an item, or nothing where it has neither."""
    if isinstance(record, Requirement):
        return record.mark
    return "" if record.number is None else f"#{record.number}"


def field_title(name: str, phrases: Phrases) -> str:
    """Return what a field of a dossier is called, as ``system.cloud``."""
    return phrases.of(field_texts()[f"{name}.title"])


def _item_rows(items: tuple[WrittenItem, ...], edition: Edition | None, phrases: Phrases) -> list[tuple[str, str]]:
    """The items of a check sheet that a dossier deals with, each with how; by its id where no caption is known."""
    records = edition.once(items_by_name) if edition else {}
    captioned = ((item, records.get(item.id)) for item in items)
    return [(phrases.caption(record) if record else item.id, _dealing(item, phrases)) for item, record in captioned]


def _dealing(item: WrittenItem, phrases: Phrases) -> str:
    _id, *stated = stated_values(item, phrases)
    lines = (phrases.say("detail", key=key, value=value) for key, value in stated)
    return "\n".join(lines) or phrases.say("unsaid")


def _name_parts(case: Occurrence, edition: Edition, phrases: Phrases) -> Occurrence:
    """A risk case with the words of the edition's records in place of their ids."""
    parties = {PartyId(role.id): phrases.of(role.text) for role in edition.roles}
    parties |= {PartyId(body.id): phrases.of(body.text) for body in edition.bodies}
    kinds = {kind.id: phrases.of(kind.text) for kind in edition.risk_cases}
    steps = {step.id: ProcessStepId(f"{step.mark} {phrases.of(step.text)}") for step in edition.process_steps}
    return attrs.evolve(
        case,
        step=case.step and steps.get(case.step, case.step),
        kind=case.kind and kinds.get(RiskCaseId(case.kind), case.kind),
        reports=tuple(attrs.evolve(each, to=parties.get(PartyId(each.to), each.to)) for each in case.reports),
    )


def stated_values(part: attrs.AttrsInstance, phrases: Phrases) -> list[tuple[str, str]]:
    """Return what a part of a dossier states, by what each of its fields is called."""
    kind, values = type(part).__name__.lower(), attrs.asdict(part, recurse=False)
    stated = ((name, value) for name, value in values.items() if value not in _UNSAID)
    return [(field_title(f"{kind}.{name}", phrases), _word(value, phrases, name)) for name, value in stated]


def _word(value: object, phrases: Phrases, name: str = "") -> str:
    """A value of a dossier in words."""
    if isinstance(value, bool):
        yes, no = ("sought", "not_sought") if name == "sought" else ("yes", "no")
        return phrases.say(yes if value else no)
    if isinstance(value, StrEnum):
        return phrases.of(field_texts()[f"{type(value).__name__.lower()}.{value}"])
    if isinstance(value, tuple):
        return phrases.listed(_word(each, phrases) for each in value)
    if isinstance(value, Notification):
        return value.to + (phrases.say("aside", words=phrases.day(value.on)) if value.on else "")
    if isinstance(value, datetime.date):
        return phrases.day(value)
    return str(value).strip() or phrases.say("no_passage")


def _tabulate_each(parts: Iterable[attrs.AttrsInstance], phrases: Phrases) -> tuple[Table, ...]:
    """A table for each part of a dossier that states something."""
    return tuple(table for part in parts for table in _tabulate_pairs(stated_values(part, phrases), phrases))


def _tabulate_pairs(pairs: list[tuple[str, str]], phrases: Phrases) -> tuple[Table, ...]:
    return tabulate(phrases, {"column_item": 5, "column_what_is_said": 15}, pairs)
