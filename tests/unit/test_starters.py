"""Dossiers begun: what stands in them, and what cannot."""

import re
import tomllib
from typing import get_args

import attrs
import pytest

import aiprocure as ap
from aiprocure import cases, dossiers, encoding
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidData, InvalidEdition
from aiprocure.errors.text import Language
from aiprocure.export.dossier_template import draft_dossier
from aiprocure.export.toml_syntax import toml_key, toml_text
from aiprocure.model.dossier import Detail, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.records import entries_of
from aiprocure.model.rules import Rule

HOSTILE = [
    '"',
    "\\",
    '"""',
    "'''",
    "#",
    "# x",
    "]",
    "[[x]]",
    'a" = 1\n[system',
    "=",
    "\u00a0x",
    "😀",
    "\\u0041",
    "%s{}",
]


def answered(**options: str) -> WrittenAnswers:
    """Answers without reasons."""
    return WrittenAnswers({axis: WrittenAnswer(option) for axis, option in options.items()})


def marked(text: str) -> list[str]:
    """The items that are said to be tied to what the outcome rests on."""
    return re.findall(r'^# ★.*\n#\[\[requirements\]\]\n#id = "(.*)"', text, re.MULTILINE)


def test_from_nothing_only_the_edition_and_a_title_still_to_come_are_said(edition: ap.Edition) -> None:
    assert tomllib.loads(draft_dossier(edition)) == {
        "edition": "2025-05-27",
        "project": {"title": "（件名未記入）"},
        "answers": {},
        "system": {},
        "advice": {},
    }
    assert tomllib.loads(draft_dossier(edition, language="en"))["project"] == {"title": "(no title yet)"}


def test_what_is_known_of_the_project_is_carried_over(edition: ap.Edition) -> None:
    project = Project(Detail("件名"), ((Detail("caio"), Detail("○○省CAIO")), (Detail("利用者 数"), Detail("200"))))
    text = draft_dossier(edition, project=project)
    assert tomllib.loads(text)["project"] == {"title": "件名", "caio": "○○省CAIO", "利用者 数": "200"}
    assert "#caio" not in text
    assert "#ministry" in text


def test_an_answer_is_written_by_its_mark_with_its_reason_or_a_template_for_one(edition: ap.Edition) -> None:
    given = WrittenAnswers({"users": WrittenAnswer("public", "住民が使う"), "D": WrittenAnswer(2)})
    text = draft_dossier(edition, answers=given)
    assert '[answers.A]\noption = "①"\nreason = "住民が使う"\n' in text
    assert '[answers.D]\noption = "②"\n#reason = ""\n' in text
    assert '#[answers.B]\n#option = "③"\n#reason = ""\n' in text, "the template is 未定: it understates nothing"


def test_an_axis_without_undecided_has_its_gravest_option_as_the_template(edition: ap.Edition) -> None:
    axis = attrs.evolve(
        edition.axes[1], options=tuple(attrs.evolve(o, undecided=False) for o in edition.axes[1].options)
    )
    lightest_last = attrs.evolve(axis.risk_order, lightest_first=tuple(reversed(axis.risk_order.lightest_first)))
    other = attrs.evolve(axis, risk_order=lightest_last)
    changed = attrs.evolve(edition, axes=(edition.axes[0], other, *edition.axes[2:]))
    assert '#[answers.B]\n#option = "②"' in draft_dossier(changed)


def test_items_tied_to_the_axes_that_drive_a_high_outcome_are_marked(edition: ap.Edition) -> None:
    text = draft_dossier(edition, answers=answered(A="③", B="②", C="①", D="②"))
    assert marked(text) == [
        *("requirement/6", "sheet-row/row-data-handling"),
        *("requirement/16", "sheet-row/row-personal-information-ip-privacy"),
    ]
    assert "# ★ 判定「高」を支える軸に関わる項目\n" in text


def test_the_marks_are_told_as_soon_as_the_answers_settle_the_outcome(edition: ap.Edition) -> None:
    assert marked(draft_dossier(edition, answers=answered(C="①")))
    assert not marked(draft_dossier(edition, answers=answered(A="①")))
    assert not marked(draft_dossier(edition, answers=answered(A="③", B="②", C="③", D="②"))), "nothing drives 低"


@pytest.mark.parametrize("options", [("①", "②", "③", "①"), ("①", "①", "②", "①"), ("④", "③", "④", "③")])
def test_marked_are_the_rows_of_the_mitigations_and_their_headlines(
    edition: ap.Edition, options: tuple[str, ...]
) -> None:
    given = dict(zip("ABCD", options, strict=True))
    mitigations = ap.assess(edition, edition.answers(**given)).mitigations
    rows = [row for row in edition.sheet_rows if any(row.id == each.row for each in mitigations)]
    names = {f"sheet-row/{row.id}" for row in rows} | {f"requirement/{row.requirement}" for row in rows}
    found = marked(draft_dossier(edition, answers=answered(**given)))
    assert sorted(found) == sorted(names - {"requirement/None"})


def test_every_headline_row_clause_and_option_is_there_in_its_words(edition: ap.Edition) -> None:
    shown = {"requirement", "sheet-row", "clause", "risk-case", "process-step", "role", "axis", "option"}
    for language in get_args(Language):
        text = draft_dossier(edition, language=language)
        for entry in entries_of(edition):
            if entry.family in shown and not isinstance(entry.record, Rule):
                assert entry.record.text.in_language(language) in text


@pytest.mark.parametrize("passage", HOSTILE)
def test_a_hostile_title_detail_or_reason_stays_what_it_is(edition: ap.Edition, passage: str) -> None:
    title = passage.replace("\n", " ")
    project = encoding.from_data({"title": title, title + ".x": title}, Project)
    text = draft_dossier(edition, project=project, answers=WrittenAnswers({"A": WrittenAnswer(1, passage)}))
    dossier = dossiers.from_data(tomllib.loads(text))
    assert dossier.project == project
    assert dossier.answers.reasons == {"A": passage}
    assert dossier == dossiers.from_data(
        {
            "edition": edition.id,
            "project": encoding.to_data(project),
            "answers": {"A": {"option": "①", "reason": passage}},
        }
    )


def test_what_cannot_stand_in_a_dossier_is_refused_all_at_once(edition: ap.Edition) -> None:
    project = Project(Detail("\u202e"), ((Detail("x"), Detail("\ud800")),))
    with pytest.raises(InvalidData) as raised:
        draft_dossier(edition, project=project, answers=WrittenAnswers({"A": WrittenAnswer(1, "\x00")}))
    assert [problem.where for problem in raised.value.problems] == ["project.title", "project.x", "answers.A.reason"]
    with pytest.raises(InvalidAnswers, match=r"^A: no option 9;.*\nE: no such axis"):
        draft_dossier(edition, answers=WrittenAnswers({"A": WrittenAnswer(9), "E": WrittenAnswer(1)}))
    with pytest.raises(InvalidEdition, match=r"^rules: no row decides"):
        draft_dossier(attrs.evolve(edition, rules=edition.rules[1:]))
    with pytest.raises(InvalidArgument, match="no labels in 'fr'"):
        draft_dossier(edition, language="fr")  # type: ignore[arg-type]


def test_a_text_longer_than_a_dossier_may_be_is_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidData, match=r"^longer than the 262144 bytes a dossier may have$"):
        draft_dossier(edition, project=Project(Detail('"' * 140_000)))


def test_the_longest_case_file_there_can_be_goes_on_as_a_dossier(edition: ap.Edition) -> None:
    rest = 'edition="2025-05-27"\nproject.title="x"\nanswers.A.option=1\nanswers.A.reason=\'\''
    content = rest[:-1] + '"' * (cases.MOST_BYTES - len(rest)) + "'"
    case = cases.from_data(tomllib.loads(content))
    assert len(content) == cases.MOST_BYTES
    assert len(draft_dossier(edition, answers=case.answers).encode()) < dossiers.MOST_BYTES


@pytest.mark.parametrize("passage", [*HOSTILE, "\x7f", "\x00\x1f\t\n", "", "\u2028"])
def test_keys_and_texts_are_read_back_by_toml(passage: str) -> None:
    assert tomllib.loads(f"{toml_key(passage)} = {toml_text(passage)}") == {passage: passage}
    assert "\n" not in toml_key(passage) + toml_text(passage)
