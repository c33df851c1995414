"""Dossiers begun: a file that explains itself, and that loads as it is written.

Of the lines that begin with ``#``, those in which no space follows are templates: take away the ``#``, and they are
TOML that loads too. The others are explanations.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, cast, get_args, get_origin

import attrs

from aiprocure import encoding
from aiprocure.checks.context import examine
from aiprocure.editions.labels import field_texts
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import unworded
from aiprocure.errors.text import Language, Text
from aiprocure.export.toml_syntax import toml_key, toml_text
from aiprocure.files.dossiers import MOST_BYTES
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.axes import Axis, Option
from aiprocure.model.check_sheets import SheetRow
from aiprocure.model.dossier import (
    PROJECT_KEYS,
    Advice,
    Dossier,
    Item,
    Occurrence,
    Project,
    Stage,
    System,
    WrittenAnswers,
)
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["draft_dossier"]

Lines: TypeAlias = Iterator[str]
Marks: TypeAlias = Mapping[str, str]
"""What is to be said of some items, by their ids."""
Choices: TypeAlias = Iterable[tuple[str, Text]]


def draft_dossier(
    edition: Edition,
    *,
    project: Project | None = None,
    answers: WrittenAnswers | None = None,
    language: Language = "ja",
) -> str:
    r"""Return the TOML of a dossier that says what is known, explains every part, and has a template for all the rest.

    Nothing is answered that is not given. The items of the check sheets are templates, marked where they are tied to
    an axis on which an outcome other than the lightest rests; this is told once the answers settle the outcome.

    Raises :class:`InvalidAnswers` for answers that mean no options of the edition, and :class:`InvalidData` for a
    project or a reason that could not stand in a dossier.

    >>> from aiprocure.model.dossier import WrittenAnswer
    >>> edition = editions.load("2025-05-27")
    >>> text = draft_dossier(edition, answers=WrittenAnswers({"D": WrittenAnswer("reviewed", "職員が確かめる")}))
    >>> print(text[text.index("[answers.D]") :].partition("\n\n")[0])
    [answers.D]
    option = "②"
    reason = "職員が確かめる"
    >>> from tomllib import loads
    >>> sorted(loads(text)), loads(text)["project"]
    (['advice', 'answers', 'edition', 'project', 'system'], {'title': '（件名未記入）'})
    """
    require_sound(edition)
    words = Phrases(language)
    about = project or encoding.from_data({"title": words.say("starter_untitled")}, Project)
    given = answers or WrittenAnswers({})
    begun = Dossier(edition.id, about, given)
    encoding.from_data(encoding.to_data(begun), Dossier)
    known = edition.partial_answers(**given.options)
    marks = _marks(words, begun, edition)
    sections = (
        _heading(words, edition),
        _project(words, about),
        _answers(words, edition, given, known),
        _section(words, "system", _fields(words, System, {"ismap": '"unknown"'})),
        _requirements(words, edition, marks),
        _clauses(words, edition),
        _section(words, "advice", _fields(words, Advice, {"sought": "false"})),
        _risk_cases(words, edition),
    )
    return _within_limits("\n".join(line for section in sections for line in section))


def _within_limits(text: str) -> str:
    if len(text.encode()) > MOST_BYTES:
        raise InvalidData([unworded("", f"longer than the {MOST_BYTES} bytes a dossier may have")])
    return text


def _heading(words: Phrases, edition: Edition) -> Lines:
    yield from _note(words.say("starter_heading", edition=words.edition(edition)))
    if edition.superseded_by:
        yield from _note(words.of(edition.superseded_by.text))
    yield from ("", *_explained(words, "dossier.edition"), f"edition = {toml_text(edition.id)}", "")
    yield from (*_explained(words, "dossier.on"), f"#on = {edition.decided.isoformat()}", "")
    yield from (*_explained(words, "dossier.phase", _values_of(Stage)), f'#phase = "{Stage.PLANNING}"', "")


def _project(words: Phrases, project: Project) -> Lines:
    details = {"title": project.title, **dict(project.details)}
    yield from (*_explained(words, "dossier.project"), "[project]")
    for name in PROJECT_KEYS:
        yield from _explained(words, f"project.{name}")
        written = details.pop(name, None)
        yield f"#{name} = {toml_text(words.say('starter_unwritten'))}" if written is None else _line(name, written)
    yield from (*(_line(name, written) for name, written in details.items()), "")


def _answers(words: Phrases, edition: Edition, given: WrittenAnswers, known: PartialAnswers) -> Lines:
    written = dict(given.by_axis)
    yield from (*_explained(words, "dossier.answers"), "[answers]", "")
    for axis in edition.axes:
        yield from _note(words.axis(axis))
        yield from _note(words.of(axis.question))
        yield from _listed(words, ((option.mark, option.text) for option in axis.options))
        answer = written.get(axis.id) or written.get(axis.slug)
        if answer is None:
            yield from _template(
                f"[answers.{toml_key(axis.id)}]", _line("option", _undecided(axis).mark), 'reason = ""'
            )
        else:
            chosen = next(option for option in axis.options if option.id == known[axis.id])
            yield from (f"[answers.{toml_key(axis.id)}]", _line("option", chosen.mark))
            yield '#reason = ""' if answer.reason is None else _line("reason", answer.reason)
        yield ""


def _undecided(axis: Axis) -> Option:
    """未定, or else the gravest option: a template that is left as it stands must not understate a risk."""
    gravest = axis.risk_order.lightest_first[-1][-1]
    return next((o for o in axis.options if o.undecided), next(o for o in axis.options if o.id == gravest))


def _requirements(words: Phrases, edition: Edition, marks: Marks) -> Lines:
    yield from _explained(words, "dossier.requirements")
    yield from (*_note(words.say("starter_items")), *_explained_item(words), "")
    for requirement in edition.requirements:
        said = f"{requirement.mark} {words.of(requirement.text)}"
        yield from _item("requirements", f"requirement/{requirement.id}", said, marks)
        for row in edition.sheet_rows:
            if row.requirement == requirement.id:
                yield from _row(words, row, marks)
    for row in edition.sheet_rows:
        if row.requirement is None:
            yield from _row(words, row, marks)


def _row(words: Phrases, row: SheetRow, marks: Marks) -> Lines:
    number = "" if row.number is None else f"#{row.number} "
    evidence = [
        "\n" + words.say("detail", key=words.say("field_evidence"), value=words.of(each.evidence))
        for each in row.countermeasures
        if each.evidence
    ]
    said = f"{number}{words.of(row.text)}{''.join(evidence)}"
    yield from _item("requirements", f"sheet-row/{row.id}", said, marks, "measures = []", "evidence = []")


def _clauses(words: Phrases, edition: Edition) -> Lines:
    yield from (*_explained(words, "dossier.clauses"), *_note(words.say("starter_items")), "")
    for clause in edition.clauses:
        content = words.say("detail", key=words.say("field_content"), value=words.of(clause.content))
        said = f"#{clause.number} {words.of(clause.text)}\n{content}"
        yield from _item("clauses", f"clause/{clause.id}", said, {})


def _item(section: str, id_: str, said: str, marks: Marks, *more: str) -> Lines:
    yield from _note(said)
    if id_ in marks:
        yield from _note(marks[id_])
    yield from (*_template(f"[[{section}]]", _line("id", id_), 'words = ""', *more), "")


def _explained_item(words: Phrases) -> Lines:
    for field in attrs.fields(Item):
        yield from _explained(words, f"item.{field.name}")


def _marks(words: Phrases, dossier: Dossier, edition: Edition) -> Marks:
    """What to say of the items, headlines and rows alike, that are tied to an axis on which the outcome rests."""
    context = examine(dossier, edition)
    if context.outcome is None:
        return {}
    outcome = words.of(context.outcome.text)
    return dict.fromkeys(context.emphasized, words.say("starter_tied", outcome=outcome))


def _risk_cases(words: Phrases, edition: Edition) -> Lines:
    day = edition.decided.isoformat()
    samples = {"on": day, "step": toml_text(edition.process_steps[0].id) if edition.process_steps else None}
    receivers = (*((role.id, role.text) for role in edition.roles), *((body.id, body.text) for body in edition.bodies))
    report = words.say("starter_report", report=f'reports = [{{ to = "caio", on = {day} }}]')
    choices: dict[str, Choices] = {
        "step": [(step.id, step.text) for step in edition.process_steps],
        "kind": [(case.id, case.text) for case in edition.risk_cases],
        "reports": receivers,
    }
    yield from (*_explained(words, "dossier.risk_cases"), *_note(report), "#[[risk_cases]]")
    yield from (*_fields(words, Occurrence, samples, choices), "")


def _section(words: Phrases, name: str, fields: Lines) -> Lines:
    yield from (*_explained(words, f"dossier.{name}"), f"[{name}]", *fields, "")


def _fields(
    words: Phrases,
    kind: type[Any],
    samples: Mapping[str, str | None] = {},
    choices: Mapping[str, Choices] = {},
) -> Lines:
    """An explanation and a template for each field of a class, but for those whose sample is None."""
    for field in attrs.fields(kind):
        sample = samples.get(field.name, _sample(field.type))
        if sample is not None:
            offered = choices.get(field.name, _values_of(field.type))
            yield from _explained(words, f"{kind.__name__.lower()}.{field.name}", offered)
            yield f"#{field.name} = {sample}"


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


def _explained(words: Phrases, name: str, choices: Choices = ()) -> Lines:
    texts = field_texts()
    title, about = (words.of(texts[f"{name}.{part}"]) for part in ("title", "about"))
    yield from (*_note(words.say("detail", key=title, value=about)), *_listed(words, choices))


def _listed(words: Phrases, choices: Choices) -> Lines:
    for value, text in choices:
        yield from _note(f"  {words.say('detail', key=value, value=words.of(text))}")


def _note(passage: str) -> Lines:
    return (f"# {line}".rstrip() for line in passage.splitlines())


def _template(*lines: str) -> Lines:
    return (f"#{line}" for line in lines)


def _line(name: str, passage: str) -> str:
    return f"{toml_key(name)} = {toml_text(passage)}"
