"""Laws of new dossiers and of additions to old ones, over generated editions: nothing is lost, and all of it loads."""

import re
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.encoding.toml_syntax import to_toml, toml_key, toml_value
from aiprocure.errors.text import Language, Text
from aiprocure.export.dossier_edits import add_answers, add_templates
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.model.dossier import (
    Advice,
    Dossier,
    Judgement,
    NcoAdvice,
    Service,
    System,
    WrittenAnswer,
    WrittenAnswers,
)
from aiprocure.model.edition import Edition
from aiprocure.model.records import entries_of
from soak import examples
from strategies import dossier_data_for, lines, plain_texts, profiles_for, sound_editions, written_answers_for

EDITION = ap.editions.load("2025-05-27")
WORDED = ("requirements", "sheet_rows", "clauses", "process_steps", "risk_cases", "roles", "bodies")


@st.composite
def furnished_editions(draw: st.DrawFn) -> Edition:
    """Generated editions, bare or with the records of the shipped one: in other words, and on the axes there are."""
    edition = draw(sound_editions(most_axes=3, most_options=3))
    if draw(st.booleans()):
        return edition
    words = draw(plain_texts.filter(str.strip))
    worded = {
        name: tuple(attrs.evolve(record, text=Text(words)) for record in getattr(EDITION, name)) for name in WORDED
    }
    axis = draw(st.sampled_from(edition.axes)).id
    groups = {name: getattr(EDITION, name) for name in ("requirement_groups", "themes")}
    furniture: dict[str, Any] = {**groups, **worded}
    return attrs.evolve(
        edition,
        sources=(*edition.sources, *EDITION.sources),
        mitigations=tuple(attrs.evolve(mitigation, axis=axis) for mitigation in EDITION.mitigations),
        **furniture,
    )


@st.composite
def new_dossiers(draw: st.DrawFn) -> tuple[Edition, Dossier, str]:
    """An edition, a dossier by it that may answer nothing, and the template made of that, perhaps by a policy.

    With a policy the edition has its own items.
    """
    edition = draw(furnished_editions())
    answers = draw(written_answers_for(edition))
    details = draw(st.dictionaries(lines | st.sampled_from(["ministry", "caio"]), lines, max_size=3))
    data = {"edition": edition.id, "project": {"title": "件名", **details}, "answers": answers}
    given = dossiers.from_data(data, edition=edition)
    language: Language = draw(st.sampled_from(get_args(Language)))
    profile = draw(st.none() | profiles_for(edition))
    known: dict[str, Any] = {"project": given.project, "answers": given.answers, "language": language}
    text = to_dossier_template(edition, profile=profile, **known)
    return profile.extend(edition) if profile else edition, given, text


def uncommented(text: str) -> str:
    """The text with every template made to count."""
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def loaded(folder: Path, text: str, edition: Edition) -> Dossier:
    """The dossier that a text is, read from a file."""
    file = folder / "dossier.toml"
    file.write_bytes(text.encode())
    return dossiers.load(file, edition=edition)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where dossiers are written."""
    return tmp_path_factory.mktemp("dossiers")


@given(new_dossiers())
@settings(max_examples=examples(50))
def test_a_template_loads_as_written_and_says_what_was_given_and_nothing_else(
    folder: Path, drawn: tuple[Edition, Dossier, str]
) -> None:
    edition, before, text = drawn
    dossier = loaded(folder, text, edition)
    assert dossier == Dossier(edition.id, dossier.project, dossier.answers)
    assert dict(dossier.project.details) == dict(before.project.details)
    assert dossier.project.title == before.project.title
    assert edition.partial_answers(**dossier.answers.options) == edition.partial_answers(**before.answers.options)
    assert sorted(dossier.answers.reasons.values()) == sorted(before.answers.reasons.values())


@given(new_dossiers())
@settings(max_examples=examples(50))
def test_with_every_template_uncommented_it_loads_and_leaves_no_part_out(
    folder: Path, drawn: tuple[Edition, Dossier, str]
) -> None:
    edition, before, text = drawn
    dossier = loaded(folder, uncommented(text), edition)
    named = [item.id for item in (*dossier.requirements, *dossier.clauses)]
    entries = [entry for entry in entries_of(edition) if entry.family in {"requirement", "sheet-row", "clause"}]
    assert sorted(named) == sorted(f"{entry.family}/{entry.record.id}" for entry in entries)
    assert len(dossier.answers.options) == len(edition.axes)
    assert edition.partial_answers(**dossier.answers.options).items() >= (
        edition.partial_answers(**before.answers.options).items()
    )
    assert dossier.on == edition.decided
    assert dossier.phase == "planning"
    assert [len(each) for each in (dossier.products, dossier.verifications, dossier.risk_cases)] == [1, 1, 1]
    assert {key for key, _ in dossier.project.details} >= {"ministry", "purpose", "planner", "provider", "caio"}


@pytest.mark.parametrize("language", get_args(Language))
def test_each_template_loads_by_itself_and_says_something_unless_it_is_an_empty_list(
    folder: Path, language: Language
) -> None:
    text = to_dossier_template(EDITION, language=language)
    as_written = loaded(folder, text, EDITION)
    blocks = text.split("\n\n")
    changed = [
        (template, [*blocks[:i], block.replace(template, uncommented(template)), *blocks[i + 1 :]])
        for i, block in enumerate(blocks)
        for template in templates_in(block)
    ]
    for template, each in changed:
        assert (loaded(folder, "\n\n".join(each), EDITION) == as_written) == bool(
            re.fullmatch(r"#\w+ = (\[\]|\{\})", template)
        )
    at_root, of_project, axes, items, of_lists = 2, 6, 4, 21 + 12 + 2, 3
    tables = (Judgement, Judgement, System, Advice, NcoAdvice, Service)
    older = 1  # confidentiality_2
    of_tables = sum(len(attrs.fields(kind)) for kind in tables) - older
    assert len(changed) == at_root + of_project + axes + of_tables + items + of_lists


def templates_in(block: str) -> list[str]:
    """The templates of a block of the text: each of its lines, unless they stand under a header that is one too."""
    templates = re.findall(r"^#\S.*", block, re.MULTILINE)
    return [block] if any(template.startswith("#[") for template in templates) else templates


def test_a_line_is_blank_or_explains_or_is_a_template_or_counts() -> None:
    for line in to_dossier_template(EDITION).splitlines():
        assert re.fullmatch(r'|# .*|#?\[\[?[\w.]+\]\]?|#?\w+ = ("[^"]*"|\[\]|\{\}|true|false|2025-05-27)', line), line


@st.composite
def layouts(draw: st.DrawFn, data: dict[str, Any]) -> str:
    """Plain data as TOML in one of many layouts: tables by header, with dots or in braces, comments and blank lines."""
    top, below = [f"edition = {toml_value(data['edition'])}"], list[str]()
    top += [f"{name} = {toml_value(data[name])}" for name in ("on", "phase") if data.get(name) is not None]
    for name, table in data.items():
        pairs = {key: value for key, value in table.items() if value is not None} if isinstance(table, dict) else {}
        written = [f"{toml_key(key)} = {toml_value(value)}" for key, value in pairs.items()]
        match draw(st.sampled_from(["header", "dots", "braces"])) if isinstance(table, dict) else None:
            case "header":
                below.append("\n".join((f"[{name}]", *written)))
            case "dots" if written:
                top += [f"{name}.{pair}" for pair in written]
            case "dots" | "braces":
                top.append(f"{name} = {{ {', '.join(written)} }}")
    in_one_place = draw(st.sampled_from(["", "products", "requirements", "clauses", "verifications", "risk_cases"]))
    lists = {name: value for name, value in data.items() if isinstance(value, list)}
    for name, entries in lists.items():
        if entries and in_one_place != name:
            below.append(to_toml({name: entries}).strip())
        else:
            top.append(f"{name} = {toml_value(entries)}")
    between = st.sampled_from(["", "\n", " # 注\n", "\n\n# [system]\n", "\n#memo\n"])
    text = "".join(f"{part}{draw(between) or chr(10)}" for part in (*draw(st.permutations(top)), *below))
    return draw(st.sampled_from([text, text.rstrip("\n"), text.replace("\n", "\r\n")]))


TEMPLATES_OF_ANSWERS = r"(?m)^#(\[answers\.|option = |reason = ).*$|^answers = \{.*$"


def is_kept(before: str, after: str) -> bool:
    """Whether every line of one text that says something is in another, in its order."""
    rest = iter(after.splitlines())
    return all(line in rest for line in before.splitlines() if line.strip())


@given(st.data())
@settings(max_examples=examples(40))
def test_templates_are_added_to_a_dossier_in_any_layout_and_change_nothing(data: st.DataObject) -> None:
    edition = data.draw(furnished_editions())
    text = data.draw(layouts(data.draw(dossier_data_for(edition))))
    before = dossiers.loads(text, form="toml", edition=edition)
    language: Language = data.draw(st.sampled_from(get_args(Language)))
    profile = data.draw(st.none() | profiles_for(edition))
    after = add_templates(text, before, edition, profile=profile, language=language)
    assert dossiers.loads(after, form="toml", edition=edition) == before
    assert is_kept(text, after)
    assert add_templates(after, before, edition, profile=profile) == after
    extended = profile.extend(edition) if profile else edition
    more = dossiers.loads(uncommented(after.replace("#memo", "# memo")), form="toml", edition=extended)
    assert (
        dict(more.answers.by_axis).items()
        >= {name: answer for name, answer in before.answers.by_axis if answer.reason is not None}.items()
    )
    assert more.requirements[: len(before.requirements)] == before.requirements
    assert more.clauses[: len(before.clauses)] == before.clauses


@given(st.data())
@settings(max_examples=examples(40))
def test_answers_are_added_to_a_dossier_in_any_layout_and_change_nothing_else(data: st.DataObject) -> None:
    edition = data.draw(furnished_editions())
    text = data.draw(layouts(data.draw(dossier_data_for(edition))))
    before = dossiers.loads(text, form="toml", edition=edition)
    if data.draw(st.booleans()):
        text = add_templates(text, before, edition)
    left = [axis for axis in edition.axes if axis.id not in edition.partial_answers(**before.answers.options)]
    reasons = st.none() | plain_texts
    options = {str(axis.id): data.draw(st.sampled_from(axis.options)).mark for axis in left}
    replies = {axis: WrittenAnswer(mark, data.draw(reasons)) for axis, mark in options.items()}
    after = add_answers(text, WrittenAnswers(replies))
    grown = attrs.evolve(before, answers=WrittenAnswers({**dict(before.answers.by_axis), **replies}))
    assert dossiers.loads(after, form="toml", edition=edition) == grown
    assert is_kept(re.sub(TEMPLATES_OF_ANSWERS, "", text), after)


@given(st.data())
@settings(max_examples=examples(50))
def test_a_dossier_in_json_says_the_same_as_toml(data: st.DataObject) -> None:
    edition = data.draw(furnished_editions())
    plain = data.draw(dossier_data_for(edition))
    assert dossiers.loads(to_toml(plain), form="toml", edition=edition) == dossiers.from_data(plain, edition=edition)
