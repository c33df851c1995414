"""Dossiers: what is read, what is refused, and how that is said."""

import datetime
import json
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers, editions
from aiprocure.editions.labels import field_texts
from aiprocure.errors import InvalidArgument, InvalidData, InvalidDossier
from aiprocure.errors.text import Text
from aiprocure.files.item_names import spelled_requirements
from aiprocure.model.amendments import SUPPLIED
from aiprocure.model.check_sheets import SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import (
    Advice,
    Dossier,
    Ismap,
    Item,
    Judgement,
    Judgements,
    NcoAdvice,
    Notification,
    Occurrence,
    Output,
    Product,
    Service,
    Stage,
    System,
    UserScope,
    Verification,
)
from aiprocure.model.edition import EditionId
from aiprocure.model.normalization import is_blank

CASES = sorted((Path(__file__).parents[2] / "examples" / "dossiers").glob("*.toml"))
LEAST = {"edition": "2025-05-27", "project": {"title": "議事録の要約"}}
FULL = """
edition = "2025-05-27"
on = 2025-06-01
phase = "contract"

[project]
title = "議事録の要約"
ministry = "○○省"
"利用者数" = 200
caio = "○○省CAIO"

[answers]
users = "③"
C = { option = 2, reason = "学習も保存もされない" }

[system]
outputs = ["text", "image"]
users = ["single-ministry"]
state_secrets = false
ismap = "listed-liu"
reviewer = "○○課の担当職員"

[[requirements]]
id = "sheet-row １９"
words = "有害なバイアスを抑えること"
measures = ["出力の検査"]

[[requirements]]
id = "⑭"
set_aside = ""

[[clauses]]
id = "⑦"
evidence = ["契約書第7条"]

[advice]
sought = false

[[risk_cases]]
happened = "誤った日付を案内した"
step = "②"
kind = "日付の誤り"

[[risk_cases.reports]]
to = "caio"
on = "2025-07-01"
"""


def problems(data: object, edition: ap.Edition | None = None) -> list[str]:
    """What is said of data that is no dossier."""
    with pytest.raises(InvalidDossier) as caught:
        dossiers.from_data(data, edition=edition)
    return str(caught.value).splitlines()


def test_a_file_that_says_everything_is_read(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text(FULL, encoding="utf-8")
    dossier = dossiers.load(file)
    assert dossier.on == datetime.date(2025, 6, 1)
    assert dossier.phase is Stage.CONTRACT
    assert dossier.project.details == (("ministry", "○○省"), ("利用者数", "200"), ("caio", "○○省CAIO"))
    assert dossier.answers.reasons == {"C": "学習も保存もされない"}
    assert (dossier.project.detail("caio"), dossier.project.detail("planner")) == ("○○省CAIO", None)
    assert dossier.answers.options == {"C": 2, "users": "③"}
    assert dossier.system == System(
        outputs=(Output.TEXT, Output.IMAGE),
        users=(UserScope.SINGLE_MINISTRY,),
        state_secrets=False,
        ismap=Ismap.LISTED_LIU,
        reviewer="○○課の担当職員",
    )
    assert [item.id for item in dossier.requirements] == ["sheet-row/19", "requirement/14"]
    assert dossier.requirements[1].set_aside == ""
    assert dossier.clauses == (Item(dossier.clauses[0].id, evidence=("契約書第7条",)),)
    assert dossier.clauses[0].id == "clause/7"
    assert dossier.risk_cases[0].step == "2"
    assert dossier.risk_cases[0].reports == (Notification("caio", datetime.date(2025, 7, 1)),)


def test_what_is_not_said_is_not_no() -> None:
    dossier = dossiers.from_data(LEAST)
    assert dossier == dossiers.from_data(LEAST | {"on": None, "system": {"cloud": None}, "requirements": []})
    assert dossier.system.cloud is None
    assert dossiers.from_data(LEAST | {"system": {"cloud": False}}).system.cloud is False
    assert dossier.advice.sought is None
    assert ap.encoding.to_data(dossier) == {"format": "aiprocure.dossier/1"} | LEAST


def test_a_dossier_sums_up_in_a_line() -> None:
    dossier = dossiers.from_data(tomllib.loads(FULL))
    assert repr(dossier) == "<Dossier 2025-05-27 議事録の要約: 2 requirements, 1 clauses>"
    assert str(dossier) == "議事録の要約"


ANSWERS = {"A": "③", "B": {"option": "②", "reason": "定型の業務"}, "C": 2, "review": "reviewed"}


def test_a_dossier_is_one_file_from_the_first_answer_on(edition: ap.Edition) -> None:
    """Edition and project are enough; with some of the answers, and with all of them, it is a dossier too."""
    for answers in ({}, {"A": "③"}, ANSWERS):
        assert len(dossiers.from_data(LEAST | {"answers": answers}).answers.options) == len(answers)
    assessment = dossiers.determine(dossiers.from_data(LEAST | {"answers": ANSWERS}))
    assert (assessment.outcome.id, assessment.rule.id, assessment.edition) == ("low", "R6", edition)


def test_a_dossier_is_judged_by_the_edition_at_hand(edition: ap.Edition) -> None:
    own = attrs.evolve(edition, revision=2)
    dossier = dossiers.from_data(LEAST | {"answers": ANSWERS}, edition=own)
    assert dossiers.determine(dossier, own).edition is own
    assert dossiers.determine(dossier, edition=own) == ap.assess(own, own.answers(**dossier.answers.options))
    with pytest.raises(
        InvalidDossier, match=r"^/edition: expected x, the edition it is read against, not '2025-05-27'$"
    ):
        dossiers.determine(dossier, attrs.evolve(edition, id=EditionId("x")))
    with pytest.raises(InvalidArgument):
        dossiers.determine(dossier, "2025-05-27")  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument):
        dossiers.determine(LEAST)  # type: ignore[arg-type]  # the slip this is about


def test_where_answers_are_missing_each_axis_is_named_and_the_command_that_asks() -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.determine(dossiers.from_data(LEAST | {"answers": {"A": "③", "data": 2}}))
    assert [problem.where for problem in caught.value.problems] == ["/answers/B", "/answers/D"]
    for problem in caught.value.problems:
        assert problem.text.in_language("en").endswith("; `aiprocure ask FILE` asks for it")
        assert problem.text.ja.endswith("未回答の軸は、aiprocure ask FILE により答えられる。")


def test_answers_that_mean_nothing_are_refused_when_determined_too() -> None:
    dossier = ap.encoding.from_data(LEAST | {"answers": {**ANSWERS, "A": "⑨"}}, Dossier)
    with pytest.raises(InvalidDossier) as caught:
        dossiers.determine(dossier)
    assert [problem.where for problem in caught.value.problems] == ["/answers/A"]
    assert "ask FILE" not in str(caught.value)
    with pytest.raises(InvalidDossier, match=r"^/edition: no edition '2026-06-12'; carried: 2025-05-27$"):
        dossiers.determine(ap.encoding.from_data(LEAST | {"edition": "2026-06-12"}, Dossier))


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ({"phase": "調達"}, {"phase": Stage.PROCUREMENT}),
        ({"phase": "調達（仕様書の作成）"}, {"phase": Stage.PROCUREMENT}),
        ({"phase": " 契約　"}, {"phase": Stage.CONTRACT}),
        ({"phase": "提供開始以降"}, {"phase": Stage.SERVICE}),
        ({"phase": "ｐｌａｎｎｉｎｇ"}, {"phase": Stage.PLANNING}),
        ({"on": "２０２５－０６-01"}, {"on": datetime.date(2025, 6, 1)}),
        (
            {"system": {"users": ["国民等", "単一の府省庁"]}},
            {"system": System(users=(UserScope.PUBLIC, UserScope.SINGLE_MINISTRY))},
        ),
        ({"system": {"outputs": ["テキスト", "image"]}}, {"system": System(outputs=(Output.TEXT, Output.IMAGE))}),
        ({"system": {"ismap": "いずれのリストにもない"}}, {"system": System(ismap=Ismap.NOT_LISTED)}),
        *(
            ({"system": {"cloud": yes}}, {"system": System(cloud=True)})
            for yes in ("あり", "はい", "有", "有り", "true", True)
        ),
        *(
            ({"advice": {"sought": no}}, {"advice": Advice(sought=False)})
            for no in ("なし", "いいえ", "無", "無し", "false", False)
        ),
        (
            {
                "risk_cases": [
                    {"happened": "x", "on": "２０２５-06-01", "reports": [{"to": "caio", "on": "2025-06-０２"}]}
                ]
            },
            {
                "risk_cases": (
                    Occurrence(
                        "x", datetime.date(2025, 6, 1), reports=(Notification("caio", datetime.date(2025, 6, 2)),)
                    ),
                )
            },
        ),
    ],
)
def test_what_is_certain_is_read_in_japanese_too(more: dict[str, object], read: dict[str, Any]) -> None:
    assert dossiers.from_data(LEAST | more) == attrs.evolve(dossiers.from_data(LEAST), **read)


def test_the_marks_of_kana_may_be_composed_or_not() -> None:
    word = unicodedata.normalize("NFD", "プログラムコード")
    assert dossiers.from_data(LEAST | {"system": {"outputs": [word]}}).system.outputs == (Output.CODE,)


def test_a_dossier_of_too_many_parts_is_refused_where_most_are() -> None:
    assert problems(LEAST | {"requirements": [{"id": "1"}] * 1_001}) == [
        "/requirements: 1001 entries; at most 1000 are read"
    ]
    most = "more than 100000 keys and values in all; give fewer"
    assert problems(LEAST | {"project": {"title": "x", "y": [1] * 100_000}}) == [f"/project: {most}"]
    assert problems(LEAST | {"y": [1] * 100_001}) == [f"/y: {most}"]
    assert problems([[1] * 100_001]) == [most]
    assert problems(5) == ["expected a table, not 5"]


def test_what_is_not_certain_is_refused_with_the_words_there_are() -> None:
    assert problems(LEAST | {"phase": "運用", "system": {"cloud": "未定", "outputs": ["動画", "絵"]}}) == [
        "/phase: no option '運用'; choose from planning, procurement, contract, service",
        "/system/outputs/1: no option '絵'; choose from text, code, image, audio, video, other",
        "/system/cloud: no option '未定'; choose from true, false",
    ]
    said = problems(LEAST | {"system": {"outputs": ["x"] * 2_000}, "advice": 5})
    assert said[-1] == "and 902 more problems"


def test_every_problem_of_a_file_has_its_file_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text(
        FULL.replace('"contract"', '"契約書"').replace('"③"', '"⑨"').replace("[advice]", "[advise]"), encoding="utf-8"
    )
    with pytest.raises(InvalidDossier) as caught:
        dossiers.load(file)
    places = [(problem.where, problem.file, problem.line, problem.column) for problem in caught.value.problems]
    assert places == [
        ("/phase", str(file), 4, 9),
        ("/advise", str(file), 36, 1),
        ("/answers/users", str(file), 13, 9),
    ]
    assert str(caught.value).startswith(f"{file}:4:9: /phase: no option '契約書'; choose from ")
    file.write_text(FULL.replace('"③"', '"⑨"').replace('"⑭"', '"99"'), encoding="utf-8")
    with pytest.raises(InvalidDossier) as caught:
        dossiers.load(file)
    assert [(problem.where, problem.line, problem.column) for problem in caught.value.problems] == [
        ("/answers/users", 13, 9),
        ("/requirements/1/id", 29, 6),
    ]
    with pytest.raises(InvalidDossier) as caught:
        dossiers.loads('{"edition": "2025-05-27",\n "project": {}}', form="json")
    assert [(p.where, p.file, p.line, p.column) for p in caught.value.problems] == [("/project/title", "", 2, 13)]
    file.write_text("edition = “x”", encoding="utf-8")
    with pytest.raises(InvalidDossier) as caught:
        dossiers.load(file)
    assert [(p.code, p.file, p.line, p.column) for p in caught.value.problems] == [
        ("wrong-character", str(file), 1, 11)
    ]
    with pytest.raises(InvalidDossier) as caught:
        dossiers.load(tmp_path / "missing.toml")
    assert [(p.code, p.file) for p in caught.value.problems] == [("cannot-be-read", str(tmp_path / "missing.toml"))]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (
            '[project]\ntitle = "t"\n[answers]\nA = "①"\nedition = "2025-05-27"\n',
            (5, 11),
            "/answers/edition: the key 'edition' belongs at the top; move it above the first [table]",
        ),
        (
            '[project]\ntitle = "t"\nedition = "2025-05-27"\n',
            (3, 11),
            "/project/edition: the key 'edition' belongs at the top; move it above the first [table]",
        ),
        (
            'edition = "2025-05-27"\n[project]\ntitle = "t"\n[system]\ncloud = true\nphase = "調達"\n',
            (6, 9),
            "/system/phase: the key 'phase' belongs at the top; move it above the first [table]",
        ),
        (
            'edition = "2025-05-27"\n[project]\ntitle = "t"\n[system]\ncloud = true\n#[[requirements]]\nid = "⑭"\n',
            (7, 6),
            "/system/id: the key 'id' belongs under [[requirements]] or [[clauses]]; is that heading still a comment?",
        ),
    ],
)
def test_a_key_under_the_wrong_heading_is_said_to_be_so(text: str, place: tuple[int, int], expected: str) -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.loads(text, form="toml")
    [problem] = caught.value.problems
    assert ((problem.line, problem.column), str(problem)) == (place, f"{place[0]}:{place[1]}: {expected}")


def test_what_else_is_wrong_is_found_as_if_the_key_were_in_its_place() -> None:
    data = {"project": {"title": "t"}, "answers": {"edition": "2025-05-27", "id": 1, "words": 2}, "sytem": {}}
    assert [(p.partition(":")[0]) for p in problems(data)] == [
        "/answers/edition",
        "/answers/id",
        "/answers/words",
        "/sytem",
    ]
    free = {"title": "t", "phase": "企画", "on": 1, "edition": "初版", "id": 7}
    assert dossiers.from_data(LEAST | {"project": free}).project.detail("phase") == "企画"


def test_details_may_have_the_names_that_a_dossier_knows() -> None:
    project = {"title": "x", "purpose": ["要約", 3], "caio": True, "owners": "○○課"}
    assert dossiers.from_data(LEAST | {"project": project}).project.detail("purpose") == "要約、3"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"sytem": {}},
            "/sytem: unknown key 'sytem'; did you mean 'system'?; the keys are edition, project, answers, on, phase, ",
        ),
        ({"phase": "plan"}, "/phase: no option 'plan'; choose from planning, procurement, "),
        (
            {"system": {"users": ["all"]}},
            "/system/users/0: no option 'all'; choose from public, cross-ministry, ",
        ),
        ({"system": {"cloud": "yes"}}, "/system/cloud: no option 'yes'; choose from true, false"),
        ({"on": "2025-02-29"}, "/on: there is no day '2025-02-29' in the calendar"),
        ({"requirements": [{"words": "x"}]}, "/requirements/0/id: the key id is missing"),
        ({"requirements": [{"id": 14}]}, "/requirements/0/id: expected text, not 14"),
        ({"requirements": {"id": "14"}}, "/requirements: expected a list, not {'id': '14'}"),
        (
            {"requirements": [{"id": "14"}, {"id": "22"}]},
            "/requirements/1/id: no requirement or sheet-row '22' in the edition; did you mean",
        ),
        (
            {"requirements": [{"id": "clause/7"}]},
            "/requirements/0/id: no requirement or sheet-row 'clause/7' in the edition",
        ),
        ({"clauses": [{"id": "14"}]}, "/clauses/0/id: no clause '14'; choose from 6, 7"),
        ({"clauses": [{"id": "7" + " " * 100}]}, "/clauses/0/id: no clause '7  "),
        ({"risk_cases": [{"step": "1"}]}, "/risk_cases/0/happened: the key happened is missing"),
        ({"risk_cases": [{"happened": "x", "step": ""}]}, "/risk_cases/0/step: no process-step ''"),
        (
            {"risk_cases": [{"happened": "x", "step": "9"}]},
            "/risk_cases/0/step: no process-step '9'; choose from 1, 2, 3, 4",
        ),
        ({"answers": {"A": 9}}, "/answers/A: no option 9; choose from A1 ①, A2 ②, A3 ③, A4 ④"),
        ({"answers": {"A": 1, "users": 1}}, "/answers/users: "),
        ({"answers": {str(n): 1 for n in range(101)}}, "/answers: 101 answers; at most 100 are read"),
        ({"edition": "2026-06-12"}, "/edition: no edition '2026-06-12'; carried: 2025-05-27"),
        (
            {"advice": {"purpose": "a\u202eb"}},
            r"/advice/purpose: expected text without control or invisible characters, not 'a\u202eb'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(more: dict[str, object], expected: str) -> None:
    [problem] = problems(LEAST | more)
    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *((1.5, "1.5"), (float("nan"), "nan"), (float("inf"), "inf"), (True, "true"), (False, "false"), (None, "None")),
        *((datetime.date(2025, 5, 27), "2025-05-27"), (datetime.time(9, 30), "datetime.time(9, 30)")),
    ],
)
def test_a_value_of_a_type_that_no_option_has_is_refused_with_the_choices(written: object, shown: str) -> None:
    for answer in (written, {"option": written, "reason": "保存しない"}):
        with pytest.raises(InvalidDossier) as caught:
            dossiers.from_data(LEAST | {"answers": ANSWERS | {"A": answer}})
        [problem] = caught.value.problems
        assert (problem.code, problem.where, problem.value) == ("no-such-option", "/answers/A", shown)
        assert [choice.id for choice in problem.expected] == ["A1", "A2", "A3", "A4"]
        assert str(problem).startswith(f"/answers/A: no option {shown}; choose from A1 ①")


@pytest.mark.parametrize("written", [1.5, float("nan"), True, None, datetime.date(2025, 5, 27)])
def test_without_an_edition_such_a_value_is_no_answer_at_all(written: object) -> None:
    for answer in (written, {"option": written}):
        with pytest.raises(InvalidData, match="expected an option by its id, number, mark or slug"):
            ap.encoding.from_data(LEAST | {"answers": {"A": answer}}, Dossier)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("answers.A = true", "/answers/A: no option true; choose from A1 ①, A2 ②, A3 ③, A4 ④"),
        ("phase = false", "/phase: no option false; choose from planning, procurement, contract, service"),
        ("requirements = true", "/requirements: expected a list, not true"),
    ],
)
def test_a_truth_value_is_shown_as_the_file_writes_it(content: str, expected: str) -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.loads(f'edition = "2025-05-27"\nproject.title = "x"\n{content}\n', form="toml")
    [problem] = caught.value.problems
    assert str(problem).partition(": ")[2] == expected
    assert problem.line == 3


def test_everything_that_means_nothing_is_said_at_once() -> None:
    data = LEAST | {"answers": {"A": 9, "B": "x"}, "requirements": [{"id": "99"}], "clauses": [{"id": "x"}]}
    said = problems(data | {"risk_cases": [{"happened": "x", "step": "9"}]})
    assert [line.split(":")[0] for line in said] == [
        *("/answers/A", "/answers/B", "/requirements/0/id", "/clauses/0/id", "/risk_cases/0/step")
    ]


def test_an_edition_with_a_ministrys_own_rows_can_be_read_against() -> None:
    row = SheetRow(SheetRowId("50"), Text("独自の要求"), Citation(SUPPLIED.id, "調達!B50", Provenance.SUPPLIED), 50)
    own = editions.load("2025-05-27").with_rows([row])
    data = LEAST | {"requirements": [{"id": "sheet-row 50"}]}
    assert dossiers.from_data(data, edition=own).requirements[0].id == "sheet-row/50"
    assert problems(data)[0].startswith("/requirements/0/id: no requirement or sheet-row 'sheet-row 50'")


@pytest.mark.parametrize("written", ["２０２５-０５-２７", "２０２５－０５－２７", " 2025-05-27"])
def test_an_edition_may_be_named_in_full_width(written: str, edition: ap.Edition) -> None:
    assert editions.load(written) is editions.load("2025-05-27")
    for given in (None, edition):
        dossier = dossiers.from_data(LEAST | {"edition": written}, edition=given)
        assert (dossier.edition, dossier) == ("2025-05-27", dossiers.from_data(LEAST))


def test_the_edition_read_against_is_the_one_that_is_named(edition: ap.Edition) -> None:
    other = attrs.evolve(edition, id=editions.load("2025-05-27").id, revision=2)
    assert dossiers.from_data(LEAST, edition=other) == dossiers.from_data(LEAST)
    elsewhere = problems(LEAST | {"edition": "x"}, edition)
    assert elsewhere == ["/edition: expected 2025-05-27, the edition it is read against, not 'x'"]
    with pytest.raises(InvalidArgument, match=r"^expected Edition, not '2025-05-27'$"):
        dossiers.from_data(LEAST, edition="2025-05-27")  # type: ignore[arg-type]  # the slip this is about


def test_a_bare_number_is_that_of_a_headline(edition: ap.Edition) -> None:
    spelled = spelled_requirements(edition)
    assert spelled["19"].family == "requirement"
    assert spelled["sheet-row/19"].family == "sheet-row"
    assert spelled["ds-920/2025-05-27/sheet-row/19"] is spelled["sheet-row/19"]


def test_json_is_read_as_toml_is(tmp_path: Path) -> None:
    file = tmp_path / "dossier.JSON"
    file.write_text(json.dumps(tomllib.loads(FULL), default=str), encoding="utf-8")
    assert dossiers.load(str(file)) == dossiers.from_data(tomllib.loads(FULL))


def test_every_field_and_every_fixed_value_is_described() -> None:
    texts = field_texts()
    assert all(text.en and text.en != text.ja for text in texts.values())
    for kind in (Dossier, Judgements, Judgement, System, Product, Item, NcoAdvice, Service, Verification, Notification):
        for field in attrs.fields(kind):
            assert {f"{kind.__name__.lower()}.{field.name}.{part}" for part in ("title", "about")} <= texts.keys()


def test_white_space_says_nothing() -> None:
    assert [is_blank(passage) for passage in (None, "", "\n　", "\u3164\u2800", "なし")] == [
        *(True, True, True, True, False)
    ]


def test_a_text_is_read_as_a_file_is(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text(f"\ufeff{FULL}", encoding="utf-8")
    for content in (FULL, FULL.encode(), f"\ufeff{FULL}", file.read_bytes()):
        assert dossiers.loads(content, form="toml") == dossiers.load(file)
    said = json.dumps(LEAST, default=str)
    assert dossiers.loads(said, form="json", edition=editions.load("2025-05-27")) == dossiers.from_data(LEAST)


@pytest.mark.parametrize(
    ("content", "form", "expected"),
    [
        ("{", "json", "1:1: what begins with '{' is not closed"),
        ("{}", "json", "1:1: /edition: the key edition is missing\n1:1: /project: the key project is missing"),
        (
            "a = '\ud800'",
            "toml",
            "1: not UTF-8 text; in the editor's Save As, choose the encoding UTF-8, and save it again",
        ),
        ("あ" * 100_000, "toml", "longer than 262144 bytes"),
        (5, "toml", "expected text or bytes, not 5"),
        ("", "yaml", "expected toml, json as the form, not 'yaml'"),
    ],
)
def test_a_text_that_is_no_dossier_is_refused(content: Any, form: Any, expected: str) -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.loads(content, form=form)
    assert str(caught.value) == expected


MISSHAPEN: list[tuple[dict[str, object], str]] = [
    ({"phase": 3}, "/phase"),
    ({"nothing": 1}, "/nothing"),
    ({"system": {"cloud": "未定"}}, "/system/cloud"),
    ({"system": {"on": "2025-06-01"}}, "/system/on"),
    ({"project": {}}, "/project/title"),
    ({"advice": {"sought": "2025-02-30"}}, "/advice/sought"),
]
MEANINGLESS: list[tuple[dict[str, object], str]] = [
    ({"edition": "2001-01-01"}, "/edition"),
    ({"answers": {"A": "⑨"}}, "/answers/A"),
    ({"answers": {"Z": {"option": "①"}}}, "/answers/Z"),
    ({"requirements": [{"id": "⑭"}, {"id": "⑨⑨"}]}, "/requirements/1/id"),
    ({"clauses": [{"id": "clause/99"}]}, "/clauses/0/id"),
    ({"risk_cases": [{"case": "x", "step": "nowhere"}]}, "/risk_cases/0/step"),
]


@pytest.mark.slow
@pytest.mark.parametrize("given", [None, editions.load("2025-05-27")], ids=["named", "given"])
@pytest.mark.parametrize(("meaningless", "there"), MEANINGLESS, ids=[where for _, where in MEANINGLESS])
@pytest.mark.parametrize(("misshapen", "here"), MISSHAPEN, ids=[where for _, where in MISSHAPEN])
def test_what_is_misshapen_and_what_means_nothing_are_said_together(
    misshapen: dict[str, object], here: str, meaningless: dict[str, object], there: str, given: ap.Edition | None
) -> None:
    apart = [set(problems(LEAST | part, given)) for part in (misshapen, meaningless)]
    together = problems(LEAST | misshapen | meaningless, given)
    assert set(together) == set.union(*apart)
    assert len(together) == len(set(together))
    assert any(line.startswith(f"{here}: ") for line in together)
    assert any(line.startswith(f"{there}: ") for line in together)


def test_what_is_misshapen_in_one_part_hides_nothing_in_the_same_part() -> None:
    data = LEAST | {
        "answers": {"A": {"option": "⑨", "reason": 3}, "B": [1], "C": "②", 4: "①"},
        "requirements": [{"id": 3}, {"id": "⑨⑨", "words": 5}, "⑭", {}],
        "clauses": "none",
    }
    assert [line.partition(": ")[0] for line in problems(data)] == [
        "/answers/4",
        "/requirements/0/id",
        "/requirements/1/words",
        "/requirements/2",
        "/requirements/3/id",
        "/clauses",
        "/answers/A",
        "/requirements/1/id",
    ]


def test_without_a_name_the_edition_that_is_given_judges() -> None:
    data: dict[str, object] = {"project": {"title": "x"}, "answers": {"A": 9}}
    assert [line.partition(": ")[0] for line in problems(data)] == ["/edition"]
    assert [line.partition(": ")[0] for line in problems(data, editions.load("2025-05-27"))] == [
        "/edition",
        "/answers/A",
    ]
    assert [line.partition(": ")[0] for line in problems([], editions.load("2025-05-27"))] == [
        "expected a table, not []"
    ]


def test_answers_of_a_judgement_mean_something_in_the_edition_too() -> None:
    judged = {"planner": {"answers": {"A": "⑨", "E": 1}}, "caio": {"answers": {"data": "③", "C": "②"}}}
    found = problems(LEAST | {"answers": {"B": 9}, "judgements": judged})
    assert [line.partition(": ")[0] for line in found] == [
        *("/answers/B", "/judgements/planner/answers/A", "/judgements/planner/answers/E"),
        "/judgements/caio/answers/data",
    ]
    beside = problems(LEAST | {"phase": "x", "judgements": {"caio": {"on": "x", "answers": {"A": 9}}, "planner": []}})
    assert sorted(line.partition(": ")[0] for line in beside) == [
        *("/judgements/caio/answers/A", "/judgements/caio/on", "/judgements/planner", "/phase")
    ]


@pytest.mark.parametrize("name", ["products", "requirements", "clauses", "verifications", "risk_cases"])
def test_each_list_has_at_most_so_many_entries(name: str) -> None:
    assert problems(LEAST | {name: [{}] * (dossiers.MOST_ENTRIES + 1)}) == [
        f"/{name}: 1001 entries; at most 1000 are read"
    ]


def test_the_new_fixed_values_are_read_in_the_words_of_officials() -> None:
    said = {
        "system": {"confidentiality": "機密性３情報", "special_importance": "なし"},
        "judgements": {"caio": {"on": "２０２５－０７－０１"}},
        "products": [{"name": "対話", "risk": "あり"}],
        "nco_advice": {"sought": "はい"},
        "service": {"accepted_on": "２０２５－０７－０２"},
        "verifications": [{"next_on": "２０２５－０７－０３"}],
        "risk_cases": [{"happened": "誤答", "social_impact": "有"}],
    }
    dossier = dossiers.from_data(LEAST | said)
    assert (dossier.system.confidentiality, dossier.system.special_importance) == ("confidentiality-3", False)
    assert (dossier.products[0].risk, dossier.nco_advice.sought, dossier.risk_cases[0].social_impact) == (
        *(True, True, True),
    )
    days = (dossier.judgements.caio.on, dossier.service.accepted_on, dossier.verifications[0].next_on)
    assert days == tuple(datetime.date(2025, 7, day) for day in (1, 2, 3))


@pytest.mark.parametrize("table", ["nco_advice", "service"])
def test_a_key_of_the_top_under_a_later_table_is_said_to_belong_there(table: str) -> None:
    [problem] = problems(LEAST | {table: {"phase": "service"}})
    assert problem.startswith(f"/{table}/phase: ")


@pytest.mark.parametrize(
    ("said", "confidential"),
    [
        ({}, None),
        ({"confidentiality": "unknown"}, None),
        ({"confidentiality": "unknown", "confidentiality_2": False}, None),
        ({"confidentiality": "none"}, False),
        ({"confidentiality_2": False}, False),
        ({"confidentiality_2": True}, True),
        ({"confidentiality": "none", "confidentiality_2": True}, True),
        ({"confidentiality": "confidentiality-2"}, True),
        ({"confidentiality": "confidentiality-3", "confidentiality_2": False}, True),
    ],
)
def test_whether_confidential_information_is_handled(said: dict[str, object], confidential: bool | None) -> None:
    assert dossiers.from_data(LEAST | {"system": said}).system.confidential is confidential
