"""A new dossier as TOML: a file that explains itself, with a template for everything that is not written yet.

Of the lines that begin with ``#``, those in which no space follows are templates: take away the ``#``, and they are
TOML that loads too. The others are explanations.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, cast, get_args, get_origin

import attrs

from aiprocure import encoding
from aiprocure.checks import CHECKS
from aiprocure.checks.context import examine
from aiprocure.checks.policy import decisions_of
from aiprocure.checks.profiles import require_fitting
from aiprocure.editions.labels import field_texts
from aiprocure.encoding.toml_syntax import toml_key, toml_text
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidData, Problem
from aiprocure.errors.messages import expect
from aiprocure.errors.text import Language, Text
from aiprocure.files.dossiers import MOST_BYTES
from aiprocure.model.axes import Axis, Option
from aiprocure.model.check_sheets import SheetRow
from aiprocure.model.dossier import (
    PROJECT_KEYS,
    Advice,
    Dossier,
    Item,
    Judgement,
    NcoAdvice,
    Occurrence,
    Product,
    Project,
    Service,
    Stage,
    System,
    Verification,
    WrittenAnswer,
    WrittenAnswers,
)
from aiprocure.model.edition import Edition
from aiprocure.model.profile import Profile
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.rulings import word_decision

__all__ = [
    "Template",
    "Templates",
    "describe",
    "extend_fitting",
    "require_short",
    "table_lines",
    "templates_for",
    "to_dossier_template",
]

Lines: TypeAlias = Iterator[str]
Choices: TypeAlias = Iterable[tuple[str, Text]]
_DECIDED = "◆"
"""What stands before that which a ministry's policy decides on an item."""


@attrs.frozen
class Template:
    """What can be written, commented out, with the explanation above it."""

    explanation: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def all_lines(self) -> tuple[str, ...]:
        """The explanation and the lines below it."""
        return self.explanation + self.lines


@attrs.frozen
class Templates:
    """Every template for a dossier, by key, axis or item."""

    heading: tuple[str, ...]
    top: Mapping[str, Template]
    project: Mapping[str, Template]
    answers: Mapping[str, Template]
    """By the id of each axis."""
    tables: Mapping[tuple[str, ...], Mapping[str, Template]]
    """The fields of each other table, by its path: ``("system",)``, ``("judgements", "caio")``."""
    requirements: Mapping[str, Template]
    """By family and id, each headline before its rows."""
    clauses: Mapping[str, Template]
    lists: Mapping[str, Template]
    """An entry of each other list, by its name: ``risk_cases``."""


def to_dossier_template(
    edition: Edition,
    *,
    project: Project | None = None,
    answers: WrittenAnswers | None = None,
    profile: Profile | None = None,
    language: Language = "ja",
) -> str:
    r"""Return the TOML of a dossier that says what is known, explains every part, and has a template for all the rest.

    Nothing is answered that is not given. The items of the check sheets are templates. Once the answers settle the
    outcome, those tied to an axis on which an outcome other than the lightest rests are marked. Where a ministry's
    policy is given, its own items are among them, and each says what the policy decides on it.

    Raises :class:`InvalidAnswers` for answers that mean no option of the edition, :class:`InvalidData` for a project or
    a reason that a dossier cannot hold, and :class:`InvalidProfile` for a policy that does not fit the edition.

    >>> from aiprocure import editions
    >>> from aiprocure.model.dossier import WrittenAnswer
    >>> edition = editions.load("2025-05-27")
    >>> text = to_dossier_template(edition, answers=WrittenAnswers({"D": WrittenAnswer("reviewed", "職員が確かめる")}))
    >>> print(text[text.index("[answers.D]") :].partition("\n\n")[0])
    [answers.D]
    option = "②"
    reason = "職員が確かめる"
    >>> from tomllib import loads
    >>> sorted(loads(text)), loads(text)["project"]  # doctest: +NORMALIZE_WHITESPACE
    (['advice', 'answers', 'edition', 'judgements', 'nco_advice', 'project', 'service', 'system'],
     {'title': '（件名未記入）'})
    """
    words = Phrases(language)
    about = project or encoding.from_data({"title": words.say("template_untitled")}, Project)
    dossier = Dossier(edition.id, about, answers or WrittenAnswers({}))
    encoding.from_data(encoding.to_data(dossier), Dossier)
    extended = extend_fitting(edition, profile)
    templates = templates_for(dossier, extended, words, profile)
    return require_short("\n".join(_lines(dossier, extended, templates, words)))


def extend_fitting(edition: Edition, profile: Profile | None) -> Edition:
    """Return an edition with the own items of a policy, if there is one, or raise where that does not fit it."""
    if profile is None:
        return edition
    expect(Profile, profile)
    require_sound(edition)
    require_fitting(profile, edition, CHECKS)
    return profile.extend(edition)


def require_short(text: str) -> str:
    """Return a text, or raise :class:`InvalidData` where it is longer than a dossier may be."""
    if len(text.encode()) > MOST_BYTES:
        raise InvalidData(Problem.of("too-long", most=MOST_BYTES, unit=Text("バイト", " bytes")))
    return text


def templates_for(dossier: Dossier, edition: Edition, words: Phrases, profile: Profile | None = None) -> Templates:
    """Return every template for a dossier, whether or not its place is filled already."""
    require_sound(edition)
    marks = _marks(dossier, edition, words)
    for name, decided in _decided(profile, edition, words):
        marks[name] = "\n".join((*filter(None, [marks.get(name)]), decided))
    day = edition.decided.isoformat()
    days = dict.fromkeys(("on", "next_on", "sought_on", "reported_on", "accepted_on"), day)
    return Templates(
        heading=tuple(_heading(words, edition)),
        top={
            "on": Template(describe(words, "dossier.on"), (f"#on = {edition.decided.isoformat()}",)),
            "phase": Template(describe(words, "dossier.phase", _values_of(Stage)), (f'#phase = "{Stage.PLANNING}"',)),
        },
        project={
            name: Template(describe(words, f"project.{name}"), (_pair(name, words.say("template_unwritten"), "#"),))
            for name in PROJECT_KEYS
        },
        answers={axis.id: _axis(words, axis) for axis in edition.axes},
        tables=_tables(words, days),
        requirements=dict(_requirements(words, edition, marks)),
        clauses=dict(_clauses(words, edition, marks)),
        lists={
            "products": _entry(
                words, "products", _fields(words, Product, {"name": toml_text(words.say("template_unwritten"))})
            ),
            "verifications": _entry(words, "verifications", _fields(words, Verification, days)),
            "risk_cases": _risk_cases(words, edition),
        },
    )


def describe(words: Phrases, name: str, choices: Choices = ()) -> tuple[str, ...]:
    """Return what a part of a dossier is called and what to write there, as lines of explanation.

    The requirements and the clauses are explained with the fields of an item, and how to fill one.
    """
    texts = field_texts()
    title, about = (words.of(texts[f"{name}.{part}"]) for part in ("title", "about"))
    lines = [*_note(words.say("detail", key=title, value=about)), *_listed(words, choices)]
    if name in {"dossier.requirements", "dossier.clauses"}:
        lines += _note(words.say("template_items"))
        lines += _note(words.say("template_headline_or_row")) if name == "dossier.requirements" else ()
        lines += (line for field in attrs.fields(Item) for line in describe(words, f"item.{field.name}"))
    return tuple(lines)


def _lines(dossier: Dossier, edition: Edition, templates: Templates, words: Phrases) -> Lines:
    """Yield the lines of a new dossier, which has a project and perhaps answers."""
    yield from (*templates.heading, "", *describe(words, "dossier.edition"), _pair("edition", edition.id), "")
    for template in templates.top.values():
        yield from (*template.all_lines, "")
    yield from _project(words, dossier.project, templates.project)
    yield from (*describe(words, "dossier.answers"), "[answers]", "")
    given = dict(dossier.answers.by_axis)
    for axis in edition.axes:
        answer = given.get(axis.id) or given.get(axis.slug)
        template = templates.answers[axis.id]
        yield from template.all_lines if answer is None else (*template.explanation, *_answer(axis, answer))
        yield ""
    for part in (("judgements", "planner"), ("judgements", "caio"), ("system",), "products"):
        yield from _part(words, part, templates)
    for name, items in (("requirements", templates.requirements), ("clauses", templates.clauses)):
        yield from (*describe(words, f"dossier.{name}"), "")
        for template in items.values():
            yield from (*template.all_lines, "")
    for part in (("advice",), ("nco_advice",), ("service",), "verifications", "risk_cases"):
        yield from _part(words, part, templates)


def _tables(words: Phrases, days: Mapping[str, str]) -> dict[tuple[str, ...], Mapping[str, Template]]:
    judged = {**days, "answers": "{}"}
    unknown = {"confidentiality": '"unknown"', "ismap": '"unknown"', "confidentiality_2": None}
    not_sought = {**days, "sought": "false"}
    return {
        ("judgements", "planner"): _fields(words, Judgement, judged),
        ("judgements", "caio"): _fields(words, Judgement, judged),
        ("system",): _fields(words, System, unknown),
        ("advice",): _fields(words, Advice, not_sought),
        ("nco_advice",): _fields(words, NcoAdvice, not_sought),
        ("service",): _fields(words, Service, days),
    }


def _heading(words: Phrases, edition: Edition) -> Lines:
    yield from _note(words.say("template_heading", edition=words.edition(edition)))
    if edition.superseded_by:
        yield from _note(words.of(edition.superseded_by.text))


def _project(words: Phrases, project: Project, templates: Mapping[str, Template]) -> Lines:
    """Yield the project: what is written, a template for what it is asked for, and any other detail."""
    details = {"title": project.title, **dict(project.details)}
    yield from (*describe(words, "dossier.project"), "[project]")
    for name, template in templates.items():
        written = details.pop(name, None)
        yield from template.all_lines if written is None else (*template.explanation, _pair(name, written))
    yield from (*(_pair(name, written) for name, written in details.items()), "")


def _part(words: Phrases, part: tuple[str, ...] | str, templates: Templates) -> Lines:
    """Yield a table by its path, or the entry of a list by its name."""
    yield from templates.lists[part].all_lines if isinstance(part, str) else table_lines(words, part, templates)
    yield ""


def table_lines(words: Phrases, path: tuple[str, ...], templates: Templates) -> Lines:
    """Yield the lines of a table that says nothing yet: its explanation, its header and the templates of its fields."""
    inside = f"{path[0]}.{path[1]}" if len(path) > 1 else f"dossier.{path[0]}"
    yield from (*describe(words, inside), f"[{'.'.join(path)}]")
    yield from (line for template in templates.tables[path].values() for line in template.all_lines)


def _axis(words: Phrases, axis: Axis) -> Template:
    """The template for an answer. Left as it is, it must not understate a risk."""
    options = _listed(words, ((option.mark, option.text) for option in axis.options))
    explanation = (*_note(words.axis(axis)), *_note(words.of(axis.question)), *options)
    header = f"#[answers.{toml_key(axis.id)}]"
    return Template(explanation, (header, _pair("option", _cautious(axis).mark, "#"), '#reason = ""'))


def _answer(axis: Axis, answer: WrittenAnswer) -> Lines:
    """Yield an answer by the mark of its option, and its reason or a template for one."""
    chosen = axis.read(answer.option)
    yield from (f"[answers.{toml_key(axis.id)}]", _pair("option", chosen.mark if chosen else str(answer.option)))
    yield '#reason = ""' if answer.reason is None else _pair("reason", answer.reason)


def _cautious(axis: Axis) -> Option:
    """The option 未定, or the gravest where an axis does not offer it."""
    gravest = axis.risk_order.lightest_first[-1][-1]
    return next((o for o in axis.options if o.undecided), next(o for o in axis.options if o.id == gravest))


def _requirements(words: Phrases, edition: Edition, marks: Mapping[str, str]) -> Iterator[tuple[str, Template]]:
    """Yield each headline with the rows under it, and then the rows that have no headline."""
    for requirement in edition.requirements:
        yield _item("requirements", f"requirement/{requirement.id}", words.caption(requirement), marks)
        yield from (_row(words, row, marks) for row in edition.sheet_rows if row.requirement == requirement.id)
    yield from (_row(words, row, marks) for row in edition.sheet_rows if row.requirement is None)


def _row(words: Phrases, row: SheetRow, marks: Mapping[str, str]) -> tuple[str, Template]:
    evidence = [
        "\n" + words.say("detail", key=words.say("field_evidence"), value=words.of(each.evidence))
        for each in row.countermeasures
        if each.evidence
    ]
    said = f"{words.caption(row)}{''.join(evidence)}"
    return _item("requirements", f"sheet-row/{row.id}", said, marks, "#measures = []", "#evidence = []")


def _clauses(words: Phrases, edition: Edition, marks: Mapping[str, str]) -> Iterator[tuple[str, Template]]:
    for clause in edition.clauses:
        content = words.say("detail", key=words.say("field_content"), value=words.of(clause.content))
        yield _item("clauses", f"clause/{clause.id}", f"{words.caption(clause)}\n{content}", marks)


def _item(section: str, id_: str, said: str, marks: Mapping[str, str], *more: str) -> tuple[str, Template]:
    explanation = (*_note(said), *(_note(marks[id_]) if id_ in marks else ()))
    return id_, Template(explanation, (f"#[[{section}]]", _pair("id", id_, "#"), '#words = ""', *more))


def _decided(profile: Profile | None, edition: Edition, words: Phrases) -> Iterator[tuple[str, str]]:
    """Yield each item on which a policy decides, with what it decides and under which conditions."""
    if profile is None:
        return
    for name, decision in decisions_of(profile):
        if decision.standing is not None or decision.evidence:
            yield name, f"{_DECIDED} {word_decision(decision, profile, edition, words)}"


def _marks(dossier: Dossier, edition: Edition, words: Phrases) -> dict[str, str]:
    """What to say of the items, headlines and rows alike, that are tied to an axis on which the outcome rests."""
    edition.partial_answers(**dossier.answers.options)
    context = examine(dossier, edition)
    if context.outcome is None:
        return {}
    return dict.fromkeys(context.emphasized, words.say("template_tied", outcome=words.of(context.outcome.text)))


def _risk_cases(words: Phrases, edition: Edition) -> Template:
    day = edition.decided.isoformat()
    samples = {"on": day, "step": toml_text(edition.process_steps[0].id) if edition.process_steps else None}
    receivers = (*((role.id, role.text) for role in edition.roles), *((body.id, body.text) for body in edition.bodies))
    report = words.say("template_report", report=f'reports = [{{ to = "caio", on = {day} }}]')
    choices: dict[str, Choices] = {
        "step": [(step.id, step.text) for step in edition.process_steps],
        "kind": [(case.id, case.text) for case in edition.risk_cases],
        "reports": receivers,
    }
    return _entry(words, "risk_cases", _fields(words, Occurrence, samples, choices), _note(report))


def _entry(words: Phrases, name: str, fields: Mapping[str, Template], notes: Iterable[str] = ()) -> Template:
    """A template for an entry of a list."""
    lines = (f"#[[{name}]]", *(line for field in fields.values() for line in field.all_lines))
    return Template((*describe(words, f"dossier.{name}"), *notes), lines)


def _fields(
    words: Phrases,
    kind: type[Any],
    samples: Mapping[str, str | None] = {},
    choices: Mapping[str, Choices] = {},
) -> dict[str, Template]:
    """A template for each field of a class, except for those whose sample is None."""
    templates: dict[str, Template] = {}
    for field in attrs.fields(kind):
        sample = samples.get(field.name, _sample(field.type))
        if sample is not None:
            offered = choices.get(field.name, _values_of(field.type))
            explanation = describe(words, f"{kind.__name__.lower()}.{field.name}", offered)
            templates[field.name] = Template(explanation, (f"#{field.name} = {sample}",))
    return templates


def _sample(kind: object) -> str:
    """A value of a type that says nothing, or, where there is none, the one that says more."""
    if get_origin(kind) is tuple:
        return "[]"
    return "true" if bool in get_args(kind) else '""'


def _values_of(kind: object) -> Choices:
    """The fixed values of a type, with what they mean."""
    for each in (kind, *get_args(kind)):
        if isinstance(each, type) and issubclass(each, StrEnum):
            texts = field_texts()
            return [(value, texts[f"{each.__name__.lower()}.{value}"]) for value in cast(Iterable[StrEnum], each)]
    return ()


def _listed(words: Phrases, choices: Choices) -> Lines:
    for value, text in choices:
        yield from _note(f"  {words.say('detail', key=value, value=words.of(text))}")


def _note(passage: str) -> Lines:
    return (f"# {line}".rstrip() for line in passage.splitlines())


def _pair(name: str, passage: str, before: str = "") -> str:
    return f"{before}{toml_key(name)} = {toml_text(passage)}"
