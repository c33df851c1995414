"""What is added to a dossier that someone has written. Nothing of theirs is changed, comments included."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Set
from typing import Any

import attrs

from aiprocure.encoding.parsing import Form
from aiprocure.encoding.toml_syntax import toml_key, toml_value
from aiprocure.errors.text import Language
from aiprocure.export.dossier_template import (
    Template,
    Templates,
    describe,
    extend_fitting,
    require_short,
    table_lines,
    templates_for,
)
from aiprocure.export.toml_outline import Edit, Outline, outline_of, with_edits
from aiprocure.model.dossier import Dossier, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.profile import Profile
from aiprocure.reports.phrases import Phrases

__all__ = ["add_answers", "add_templates"]


def add_answers(text: str, answers: WrittenAnswers, *, form: Form = "toml") -> str:
    r"""Return a dossier with answers on axes that it leaves open, in the form that it has.

    The text has been loaded before. In TOML, every line of it is kept, but a template gives way to the answer that it
    is for. In JSON, the data is kept. Raises :class:`InvalidData` where the dossier gets longer than a dossier may be.

    >>> text = 'edition = "2025-05-27"  # adopted\nproject.title = "x"\n\n[answers]\nA = 1\n'
    >>> print(add_answers(text, WrittenAnswers({"C": WrittenAnswer("②", "保存しない")})))
    edition = "2025-05-27"  # adopted
    project.title = "x"
    <BLANKLINE>
    [answers]
    A = 1
    <BLANKLINE>
    [answers.C]
    option = "②"
    reason = "保存しない"
    <BLANKLINE>
    """
    given = {axis: _plain(answer) for axis, answer in answers.by_axis}
    if not given:
        return text
    if form == "json":
        data = json.loads(text)
        grown = {**data, "answers": {**data.get("answers", {}), **given}}
        return require_short(json.dumps(grown, ensure_ascii=False, indent=2) + "\n")
    outline = outline_of(text)
    closing = outline.closings.get("answers")
    if closing is not None:
        return require_short(_with_pairs(text, closing, given))
    return require_short(with_edits(text, (_answer(text, outline, axis, answer) for axis, answer in given.items())))


def add_templates(
    text: str, dossier: Dossier, edition: Edition, *, profile: Profile | None = None, language: Language = "ja"
) -> str:
    """Return the TOML of a dossier with a template, commented out, for everything that it does not say yet.

    The text has been loaded before, as the dossier that is given; it loads as the same dossier afterwards. No template
    is added twice, and none to what TOML cannot continue: a table or list in one place, as ``system = { … }``. Where a
    headline is dealt with, so are its rows, and the other way round. Where a ministry's policy is given, its own items
    are among them, and each item says what the policy decides on it.

    Raises :class:`InvalidData` where the dossier gets longer than a dossier may be.
    """
    words = Phrases(language)
    extended = extend_fitting(edition, profile)
    templates = templates_for(dossier, extended, words, profile)
    written = _Written(text, outline_of(text), tomllib.loads(text), extended, templates, words)
    edits = [
        *_templates_in_tables(written),
        *_templates_of_answers(written),
        *_missing_tables(written),
        *_templates_of_items(written, _settled(dossier, extended)),
    ]
    for name, template in written.templates.lists.items():
        if name not in written.data and f"#[[{name}]]" not in written.outline.commented:
            edits.append(written.at(None, "", *template.all_lines))
    if edits and written.templates.heading[0] not in text:
        edits.insert(0, Edit(0, 0, (*written.templates.heading, "")))
    return require_short(with_edits(text, edits))


@attrs.frozen
class _Written:
    """What someone has written, with the templates for all that could be."""

    text: str
    outline: Outline
    data: Mapping[str, Any]
    edition: Edition
    templates: Templates
    words: Phrases

    def at(self, offset: int | None, *lines: str) -> Edit:
        """Return lines to add at an offset, or where there is none at the end."""
        start = len(self.text) if offset is None else offset
        return Edit(start, start, lines)


def _plain(answer: WrittenAnswer) -> dict[str, object]:
    return {"option": answer.option} if answer.reason is None else {"option": answer.option, "reason": answer.reason}


def _answer(text: str, outline: Outline, axis: str, answer: Mapping[str, object]) -> Edit:
    """An answer in place of its template, or else after the other answers."""
    header = f"[answers.{toml_key(axis)}]"
    lines = (header, *(f"{name} = {toml_value(value)}" for name, value in answer.items()))
    if template := outline.templates.get(header):
        return Edit(template.start, template.end, lines)
    end = outline.end_of("answers") or len(text)
    return Edit(end, end, ("", *lines))


def _with_pairs(text: str, closing: int, pairs: Mapping[str, object]) -> str:
    """The text with pairs added to the table in braces that closes at an offset."""
    before = text[:closing].rstrip()
    written = ", ".join(f"{toml_key(name)} = {toml_value(value)}" for name, value in pairs.items())
    return f"{before}{' ' if before.endswith('{') else ', '}{written} {text[closing:]}"


def _templates_in_tables(written: _Written) -> Iterator[Edit]:
    """Yield the templates of keys, each at the end of the table that it belongs to."""
    outline, data, templates = written.outline, written.data, written.templates
    top = outline.sections[0]
    yield from _keys(top.end, templates.top, data.keys() | top.offered)
    for path, fields in {("project",): templates.project, **templates.tables}.items():
        name, written_there = path[0], _table_at(data, path)
        if section := outline.section(*path):
            yield from _keys(section.end, fields, written_there.keys() | section.offered)
        elif path == (name,) and name in outline.dotted:
            offered = {key.removeprefix(f"{name}.") for key in top.offered if key.startswith(f"{name}.")}
            yield from _keys(top.end, fields, written_there.keys() | offered, f"{name}.")
    for name in data.get("answers", ()):
        if section := outline.section("answers", name):
            reason = {"reason": Template((), ('#reason = ""',))}
            yield from _keys(section.end, reason, data["answers"][name].keys() | section.offered)


def _table_at(data: Mapping[str, Any], path: tuple[str, ...]) -> Mapping[str, Any]:
    """The table at a path; empty where there is none."""
    for key in path:
        data = data.get(key, {})
    return data


def _keys(end: int, templates: Mapping[str, Template], there: Set[str], before: str = "") -> Iterator[Edit]:
    for key, template in templates.items():
        if key not in there:
            yield Edit(end, end, (*template.explanation, *(f"#{before}{line[1:]}" for line in template.lines)))


def _templates_of_answers(written: _Written) -> Iterator[Edit]:
    """Yield a template for each axis that is open, after the answers, or else after the project."""
    outline, answers = written.outline, written.data.get("answers")
    if "answers" in outline.closings:
        return
    end = outline.end_of("answers") or outline.end_of("project")
    intro = () if answers is not None else ("", *describe(written.words, "dossier.answers"))
    for axis in written.edition.axes:
        names = {str(axis.id), axis.slug}
        headers = {f"#[answers.{toml_key(name)}]" for name in names}
        if not names & (answers or {}).keys() and not headers & outline.commented:
            yield written.at(end, *intro, "", *written.templates.answers[axis.id].all_lines)
            intro = ()


def _missing_tables(written: _Written) -> Iterator[Edit]:
    """Yield the tables that are not there at all, with their templates, for the end."""
    for path in written.templates.tables:
        inside = written.data.get(path[0], {})
        open_above = path[0] not in written.outline.closings and path[0] not in written.outline.dotted
        if path[0] not in written.data or (len(path) > 1 and open_above and path[1] not in inside):
            yield written.at(None, "", *table_lines(written.words, path, written.templates))


def _templates_of_items(written: _Written, settled: frozenset[str]) -> Iterator[Edit]:
    """Yield a template for each item that is not settled, after the others of its kind."""
    outline, templates = written.outline, written.templates
    for name, items in (("requirements", templates.requirements), ("clauses", templates.clauses)):
        end = outline.end_of(name)
        intro = describe(written.words, f"dossier.{name}")
        intro = () if intro[0] in written.text else ("", *intro)
        for id_, template in items.items():
            there = f"#id = {toml_value(id_)}" in outline.commented or id_ in settled or name in outline.closings
            if not there:
                yield written.at(end, *intro, "", *template.all_lines)
                intro = ()


def _settled(dossier: Dossier, edition: Edition) -> frozenset[str]:
    """The items that are dealt with: named, or a row of a headline that is named, or a headline of such rows alone."""
    named = frozenset(item.id for item in (*dossier.requirements, *dossier.clauses))
    rows: dict[str, set[str]] = {}
    for row in edition.sheet_rows:
        if row.requirement is not None:
            rows.setdefault(f"requirement/{row.requirement}", set()).add(f"sheet-row/{row.id}")
    under = (rows[headline] for headline in rows if headline in named)
    return named.union(*under, (headline for headline, inside in rows.items() if inside <= named))
