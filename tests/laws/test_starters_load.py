"""Laws of dossiers begun, over generated editions, projects and answers: they load as written, and uncommented."""

import re
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import cases, dossiers
from aiprocure.errors.text import Language, Text
from aiprocure.export.dossier_template import draft_dossier
from aiprocure.model.dossier import Advice, Case, Dossier, System
from aiprocure.model.edition import Edition
from aiprocure.model.records import entries_of
from strategies import lines, plain_texts, sound_editions, written_answers_for

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
def begun(draw: st.DrawFn) -> tuple[Edition, Case, str]:
    """An edition, a case in it that may answer nothing, and the starter that goes on from it."""
    edition = draw(furnished_editions())
    answers = draw(written_answers_for(edition))
    details = draw(st.dictionaries(lines | st.sampled_from(["ministry", "caio"]), lines, max_size=3))
    case = cases.from_data({"edition": edition.id, "project": {"title": "件名", **details}, "answers": answers})
    language: Language = draw(st.sampled_from(get_args(Language)))
    return edition, case, draft_dossier(edition, project=case.project, answers=case.answers, language=language)


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
    return tmp_path_factory.mktemp("starters")


@given(begun())
@settings(max_examples=50)
def test_a_starter_loads_as_written_and_says_what_was_given_and_nothing_else(
    folder: Path, drawn: tuple[Edition, Case, str]
) -> None:
    edition, case, text = drawn
    dossier = loaded(folder, text, edition)
    assert dossier == Dossier(edition.id, dossier.project, dossier.answers)
    assert dict(dossier.project.details) == dict(case.project.details)
    assert dossier.project.title == case.project.title
    assert edition.partial_answers(**dossier.answers.options) == edition.partial_answers(**case.answers.options)
    assert sorted(dossier.answers.reasons.values()) == sorted(case.answers.reasons.values())


@given(begun())
@settings(max_examples=50)
def test_with_every_template_uncommented_it_loads_and_leaves_no_part_out(
    folder: Path, drawn: tuple[Edition, Case, str]
) -> None:
    edition, case, text = drawn
    dossier = loaded(folder, uncommented(text), edition)
    named = [item.id for item in (*dossier.requirements, *dossier.clauses)]
    entries = [entry for entry in entries_of(edition) if entry.family in {"requirement", "sheet-row", "clause"}]
    assert sorted(named) == sorted(f"{entry.family}/{entry.record.id}" for entry in entries)
    assert len(dossier.answers.options) == len(edition.axes)
    assert edition.partial_answers(**dossier.answers.options).items() >= (
        edition.partial_answers(**case.answers.options).items()
    )
    assert dossier.on == edition.decided
    assert dossier.phase == "planning"
    assert len(dossier.risk_cases) == 1
    assert {key for key, _ in dossier.project.details} >= {"ministry", "purpose", "planner", "provider", "caio"}


@pytest.mark.parametrize("language", get_args(Language))
def test_each_template_loads_by_itself_and_says_something_unless_it_is_an_empty_list(
    folder: Path, language: Language
) -> None:
    text = draft_dossier(EDITION, language=language)
    as_written = loaded(folder, text, EDITION)
    blocks = text.split("\n\n")
    changed = [
        (template, [*blocks[:i], block.replace(template, uncommented(template)), *blocks[i + 1 :]])
        for i, block in enumerate(blocks)
        for template in templates_in(block)
    ]
    for template, each in changed:
        assert (loaded(folder, "\n\n".join(each), EDITION) == as_written) == bool(
            re.fullmatch(r"#\w+ = \[\]", template)
        )
    at_root, of_project, axes, items = 2, 5, 4, 21 + 12 + 2
    assert (
        len(changed) == at_root + of_project + axes + len(attrs.fields(System)) + len(attrs.fields(Advice)) + items + 1
    )


def templates_in(block: str) -> list[str]:
    """The templates of a block of the text: each of its lines, unless they stand under a header that is one too."""
    templates = re.findall(r"^#\S.*", block, re.MULTILINE)
    return [block] if any(template.startswith("#[") for template in templates) else templates


def test_a_line_is_blank_or_explains_or_is_a_template_or_counts() -> None:
    for line in draft_dossier(EDITION).splitlines():
        assert re.fullmatch(r'|# .*|#?\[\[?[\w.]+\]\]?|#?\w+ = ("[^"]*"|\[\]|true|false|2025-05-27)', line), line
