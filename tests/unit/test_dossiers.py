"""Dossiers: what is read, what is refused, and how that is said."""

import datetime
import inspect
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers, editions
from aiprocure.editions.labels import field_texts
from aiprocure.errors import InvalidArgument, InvalidDossier
from aiprocure.errors.text import Text
from aiprocure.files.item_names import spelled_requirements
from aiprocure.model.amendments import SUPPLIED
from aiprocure.model.check_sheets import SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Dossier, Ismap, Item, Notification, Output, Stage, System, UserScope
from aiprocure.model.normalization import is_blank

CASES = sorted((Path(__file__).parents[2] / "examples" / "dossiers").glob("*.toml"))
LEAST = {"edition": "2025-05-27", "project": {"title": "議事録の要約"}, "answers": {}}
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
    assert ap.encoding.to_data(dossier) == LEAST


def test_a_dossier_sums_up_in_a_line() -> None:
    dossier = dossiers.from_data(tomllib.loads(FULL))
    assert repr(dossier) == "<Dossier 2025-05-27 議事録の要約: 2 requirements, 1 clauses>"
    assert str(dossier) == "議事録の要約"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_case_file_is_a_dossier(file: Path) -> None:
    dossier, case = dossiers.load(file), ap.cases.load(file)
    assert (dossier.project, dossier.answers) == (case.project, case.answers)


def test_details_may_have_the_names_that_a_dossier_knows() -> None:
    project = {"title": "x", "purpose": ["要約", 3], "caio": True, "owners": "○○課"}
    assert dossiers.from_data(LEAST | {"project": project}).project.detail("purpose") == "要約、3"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"sytem": {}},
            "sytem: unknown key; did you mean 'system'?; the keys are edition, project, answers, on, phase, ",
        ),
        ({"phase": "plan"}, "phase: no stage 'plan'; choose from planning, procurement, contract, service"),
        ({"system": {"users": ["all"]}}, "system.users[0]: no user scope 'all'; choose from public, cross-ministry, "),
        ({"system": {"cloud": "yes"}}, "system.cloud: expected true or false, not 'yes'"),
        ({"on": "2025-02-29"}, "on: day is out of range for month: '2025-02-29'"),
        ({"requirements": [{"words": "x"}]}, "requirements[0].id: missing"),
        ({"requirements": [{"id": 14}]}, "requirements[0].id: expected text, not 14"),
        ({"requirements": {"id": "14"}}, "requirements: expected a list, not {'id': '14'}"),
        (
            {"requirements": [{"id": "14"}, {"id": "22"}]},
            "requirements[1].id: no requirement or sheet-row '22' in the edition; did you mean",
        ),
        (
            {"requirements": [{"id": "clause/7"}]},
            "requirements[0].id: no requirement or sheet-row 'clause/7' in the edition",
        ),
        ({"clauses": [{"id": "14"}]}, "clauses[0].id: no clause '14' in the edition"),
        ({"clauses": [{"id": "7" + " " * 100}]}, "clauses[0].id: no clause '7  "),
        ({"risk_cases": [{"step": "1"}]}, "risk_cases[0].happened: missing"),
        ({"risk_cases": [{"happened": "x", "step": ""}]}, "risk_cases[0].step: no process-step ''"),
        ({"answers": {"A": 9}}, "answers.A: no option 9; choose from A1 ①, A2 ②, A3 ③, A4 ④"),
        ({"answers": {"A": 1, "users": 1}}, "answers.users: axis A is answered twice"),
        ({"answers": {str(n): 1 for n in range(101)}}, "answers: 101 answers; edition 2025-05-27 has 4 axes"),
        ({"edition": "2026-06-12"}, "edition: no edition '2026-06-12'; carried: 2025-05-27"),
        (
            {"advice": {"purpose": "a\u202eb"}},
            r"advice.purpose: expected text without control or invisible characters, not 'a\u202eb'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(more: dict[str, object], expected: str) -> None:
    [problem] = problems(LEAST | more)
    assert problem.startswith(expected)


def test_everything_that_means_nothing_is_said_at_once() -> None:
    data = LEAST | {"answers": {"A": 9, "B": "x"}, "requirements": [{"id": "99"}], "clauses": [{"id": "x"}]}
    said = problems(data | {"risk_cases": [{"happened": "x", "step": "9"}]})
    assert [line.split(":")[0] for line in said] == [
        *("answers.A", "answers.B", "requirements[0].id", "clauses[0].id", "risk_cases[0].step")
    ]


def test_an_edition_with_a_ministrys_own_rows_can_be_read_against() -> None:
    row = SheetRow(SheetRowId("50"), Text("独自の要求"), Citation(SUPPLIED.id, "調達!B50", Provenance.SUPPLIED), 50)
    own = editions.load("2025-05-27").with_rows([row])
    data = LEAST | {"requirements": [{"id": "sheet-row 50"}]}
    assert dossiers.from_data(data, edition=own).requirements[0].id == "sheet-row/50"
    assert problems(data)[0].startswith("requirements[0].id: no requirement or sheet-row 'sheet-row 50'")


def test_the_edition_read_against_is_the_one_that_is_named(edition: ap.Edition) -> None:
    other = attrs.evolve(edition, id=editions.load("2025-05-27").id, revision=2)
    assert dossiers.from_data(LEAST, edition=other) == dossiers.from_data(LEAST)
    elsewhere = problems(LEAST | {"edition": "x"}, edition)
    assert elsewhere == ["edition: expected '2025-05-27', which the dossier is read against, not 'x'"]
    with pytest.raises(InvalidArgument, match=r"^expected a value of type Edition, not '2025-05-27'$"):
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
    for kind in (Dossier, System, Item, Notification):
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
        ("{", "json", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("{}", "json", "edition: missing\nproject: missing\nanswers: missing"),
        ("a = '\ud800'", "toml", r"not UTF-8 text: b'\xed' at byte 5"),
        ("あ" * 100_000, "toml", "longer than the 262144 bytes a dossier may have"),
        (5, "toml", "expected text or bytes, not 5"),
        ("", "yaml", "expected toml or json as the form, not 'yaml'"),
    ],
)
def test_a_text_that_is_no_dossier_is_refused(content: Any, form: Any, expected: str) -> None:
    with pytest.raises(InvalidDossier) as caught:
        dossiers.loads(content, form=form)
    assert str(caught.value) == expected


def test_where_little_room_is_left_to_read_in_a_deep_text_is_refused() -> None:
    def read_below(depth: int) -> None:
        if depth:
            read_below(depth - 1)
        else:
            dossiers.loads("x=" + "[" * 99 + "]" * 99, form="toml")

    with pytest.raises(InvalidDossier, match=r"^nested too deeply to be a dossier$"):
        read_below(sys.getrecursionlimit() - len(inspect.stack(0)) - 100)
