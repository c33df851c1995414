"""New dossiers: what they say, and what they cannot hold."""

import re
import tomllib
from typing import get_args

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers, encoding
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidData, InvalidEdition
from aiprocure.errors.text import Language
from aiprocure.export.dossier_template import to_dossier_template
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
    assert tomllib.loads(to_dossier_template(edition)) == {
        "edition": "2025-05-27",
        "project": {"title": "（件名未記入）"},
        "answers": {},
        "system": {},
        "advice": {},
        "judgements": {"planner": {}, "caio": {}},
        "nco_advice": {},
        "service": {},
    }
    assert tomllib.loads(to_dossier_template(edition, language="en"))["project"] == {"title": "(no title yet)"}


def test_what_is_known_of_the_project_is_carried_over(edition: ap.Edition) -> None:
    project = Project(Detail("件名"), ((Detail("caio"), Detail("○○省CAIO")), (Detail("利用者 数"), Detail("200"))))
    text = to_dossier_template(edition, project=project)
    assert tomllib.loads(text)["project"] == {"title": "件名", "caio": "○○省CAIO", "利用者 数": "200"}
    assert "#caio" not in text
    assert "#ministry" in text


def test_an_answer_is_written_by_its_mark_with_its_reason_or_a_template_for_one(edition: ap.Edition) -> None:
    given = WrittenAnswers({"users": WrittenAnswer("public", "住民が使う"), "D": WrittenAnswer(2)})
    text = to_dossier_template(edition, answers=given)
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
    assert '#[answers.B]\n#option = "②"' in to_dossier_template(changed)


def test_items_tied_to_the_axes_that_drive_a_high_outcome_are_marked(edition: ap.Edition) -> None:
    text = to_dossier_template(edition, answers=answered(A="③", B="②", C="①", D="②"))
    assert marked(text) == [
        *("requirement/6", "sheet-row/row-data-handling"),
        *("requirement/16", "sheet-row/row-personal-information-ip-privacy"),
    ]
    assert "# ★ 判定「高」を支える軸に関わる項目\n" in text


def test_the_marks_are_there_as_soon_as_the_answers_settle_the_outcome(edition: ap.Edition) -> None:
    assert marked(to_dossier_template(edition, answers=answered(C="①")))
    assert not marked(to_dossier_template(edition, answers=answered(A="①")))
    assert not marked(to_dossier_template(edition, answers=answered(A="③", B="②", C="③", D="②"))), "nothing drives 低"


@pytest.mark.parametrize("options", [("①", "②", "③", "①"), ("①", "①", "②", "①"), ("④", "③", "④", "③")])
def test_marked_are_the_rows_of_the_mitigations_and_their_headlines(
    edition: ap.Edition, options: tuple[str, ...]
) -> None:
    given = dict(zip("ABCD", options, strict=True))
    mitigations = ap.assess(edition, edition.answers(**given)).mitigations
    rows = [row for row in edition.sheet_rows if any(row.id == each.row for each in mitigations)]
    names = {f"sheet-row/{row.id}" for row in rows} | {f"requirement/{row.requirement}" for row in rows}
    found = marked(to_dossier_template(edition, answers=answered(**given)))
    assert sorted(found) == sorted(names - {"requirement/None"})


def test_every_headline_row_clause_and_option_is_there_in_its_words(edition: ap.Edition) -> None:
    shown = {"requirement", "sheet-row", "clause", "risk-case", "process-step", "role", "axis", "option"}
    for language in get_args(Language):
        text = to_dossier_template(edition, language=language)
        for entry in entries_of(edition):
            if entry.family in shown and not isinstance(entry.record, Rule):
                assert entry.record.text.in_language(language) in text


@pytest.mark.parametrize("passage", HOSTILE)
def test_a_hostile_title_detail_or_reason_stays_what_it_is(edition: ap.Edition, passage: str) -> None:
    title = passage.replace("\n", " ")
    project = encoding.from_data({"title": title, title + ".x": title}, Project)
    text = to_dossier_template(edition, project=project, answers=WrittenAnswers({"A": WrittenAnswer(1, passage)}))
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
        to_dossier_template(edition, project=project, answers=WrittenAnswers({"A": WrittenAnswer(1, "\x00")}))
    assert [problem.where for problem in raised.value.problems] == ["/project/title", "/project/x", "/answers/A/reason"]
    with pytest.raises(InvalidAnswers, match=r"^/A: no option 9;.*\n/E: no axis 'E'"):
        to_dossier_template(edition, answers=WrittenAnswers({"A": WrittenAnswer(9), "E": WrittenAnswer(1)}))
    with pytest.raises(InvalidEdition, match=r"^/rules: no row decides"):
        to_dossier_template(attrs.evolve(edition, rules=edition.rules[1:]))
    with pytest.raises(InvalidArgument, match="expected ja, en, not 'fr'"):
        to_dossier_template(edition, language="fr")  # type: ignore[arg-type]


def test_a_text_longer_than_a_dossier_may_be_is_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidData, match=r"^longer than 262144 bytes$"):
        to_dossier_template(edition, project=Project(Detail('"' * 140_000)))


def test_what_an_item_is_filled_by_is_said_for_headlines_and_rows_and_not_for_clauses(edition: ap.Edition) -> None:
    text = to_dossier_template(edition)
    said = "# 見出しとその下の要求事項は、いずれか一方に記載すれば足りる。"
    assert text.count(said) == 1
    assert text.index(said) < text.index("#[[requirements]]")


@pytest.mark.parametrize("language", get_args(Language))
def test_no_other_word_is_used_for_a_dossier(edition: ap.Edition, language: Language) -> None:
    text = to_dossier_template(edition, language=language)
    assert not [word for word in ("案件ファイル", "case file", "starter") if word in text]


def test_an_edition_without_process_steps_or_a_successor_has_a_template_too(edition: ap.Edition) -> None:
    bare = attrs.evolve(edition, process_steps=(), risk_cases=(), topics=(), remarks=(), superseded_by=None)
    text = to_dossier_template(bare)
    assert "#step = " not in text
    assert "Version 2.0" not in text.partition("edition = ")[0]
