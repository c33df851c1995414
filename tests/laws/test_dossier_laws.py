"""What holds of every dossier that loads, and of the schema that says which do."""

import functools
import json
import math
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Literal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors import InvalidAnswers, InvalidData, InvalidDossier, UnknownRecord
from aiprocure.export import to_json_schema
from aiprocure.files.item_names import find_spelled, spelled_clauses, spelled_requirements
from aiprocure.model.dossier import CLAUSE_FAMILIES, REQUIREMENT_FAMILIES, Dossier
from aiprocure.model.records import find_entry
from soak import examples
from strategies import answers_to, dossier_data_for, dossiers_for, json_like, sound_editions, spoiled

EDITION = ap.editions.load("2025-05-27")
MARKS = "\ufe0f\u20dd\ufe0e"
HOSTILE: st.SearchStrategy[object] = st.sampled_from(
    [
        *(
            "\ud800",
            "\x00",
            "a\u200bb",
            "\u202ea",
            "\r\n",
            "\u2028",
            "\ufeff",
            "\n",
            " ",
            "",
            "　x",
            "x\n",
            "行\n行",
            "\u034f",
            "\U000e0100",
            "葛\U000e0100",
        ),
        *("A1\n", "Ａ１", "❶", "1\ufe0f", "①\u20dd", " public ", "A 1", "A01", "a1", 1.0, 1.5, -1, 10**400, True, None),
        *(
            "⑭",
            "⓮",
            "①④",
            "１４",
            "1\ufe0f4",
            "clause　7",
            "clause / 7",
            "ｃｌａｕｓｅ／⑦",
            "sheet-row\n19",
            "SHEET-ROW 19",
        ),
        *("ds-920/2025-05-27/requirement/14", "ds-920/2025-05-27/clause 7", "requirement/", "/14", "7" + " " * 99),
        *(
            "7" + " " * 100,
            MARKS + " clause" + MARKS + " " + MARKS + "7" + MARKS,
            "content-generation",
            "②",
            "process-step 2",
        ),
        *(
            "2024-02-29",
            "2025-02-29",
            "1900-02-29",
            "2000-02-29",
            "0000-01-01",
            "0004-02-29",
            "2025-04-31",
            "２０２５-01-01",
            "２０２５－０２－２９",
            *(
                "あり",
                "有り",
                "無",
                "いいえ",
                "はい",
                "未定",
                "ｔｒｕｅ",
                "true\n",
                "調達",
                "調達（仕様書の作成）",
                "契約 ",
                "公開",
            ),
            *(
                "国民等",
                "テキスト",
                "フ\u3099ロク\u3099ラムコード",
                "プログラムコード",
                "いずれのリストにもない",
                "unknown",
            ),
        ),
        *(
            "2025-05-27\n",
            "2025-5-27",
            "9999-12-31",
            "2025-13-01",
            10**18,
            -(10**18),
            10**18 - 1,
            1e18,
            0.1,
            [[]],
            [],
            [[1]],
        ),
    ]
)


@functools.cache
def judge_of(kind: type[Dossier] | type[ap.Answers]) -> jsonschema.Draft202012Validator:
    """The schema of a kind, for the shipped edition."""
    schema = to_json_schema(kind, EDITION)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def loads(data: object, edition: ap.Edition = EDITION) -> bool:
    """Whether data is a dossier."""
    try:
        dossiers.from_data(data, edition=edition)
    except InvalidDossier:
        return False
    return True


def answers_all(data: object, edition: ap.Edition = EDITION) -> bool:
    """Whether data answers every axis of an edition, in text."""
    try:
        edition.answers(**ap.encoding.from_data(data, ap.Answers))
    except (InvalidData, InvalidAnswers):
        return False
    return True


def is_json(data: object) -> bool:
    """Whether JSON can hold data: it knows no number that is not one."""
    if isinstance(data, dict):
        return all(map(is_json, data.values()))
    return all(map(is_json, data)) if isinstance(data, list) else not (isinstance(data, float) and math.isnan(data))


@st.composite
def nearly_dossiers(draw: st.DrawFn) -> object:
    """A dossier with one thing changed, somewhere."""
    return spoiled(draw(dossier_data_for(EDITION)), draw, st.one_of(HOSTILE, json_like))


def parts_of(data: object) -> Iterator[tuple[dict[str, object], str]]:
    """Every key of every table."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield data, key
            yield from parts_of(value)
    if isinstance(data, list):
        for value in data:
            yield from parts_of(value)


@given(dossiers_for(EDITION))
def test_a_dossier_is_the_same_after_a_journey_through_json(dossier: Dossier) -> None:
    data = ap.encoding.to_data(dossier)
    assert dossiers.from_data(json.loads(json.dumps(data))) == dossier
    assert ap.encoding.to_data(dossiers.from_data(data)) == data


@given(dossier_data_for(EDITION))
def test_lists_keep_their_order(data: dict[str, list[dict[str, object]]]) -> None:
    dossier = dossiers.from_data(data)
    words = [item.get("words") for item in data.get("requirements", [])]
    assert [item.words for item in dossier.requirements] == words
    assert [case.happened for case in dossier.risk_cases] == [case["happened"] for case in data.get("risk_cases", [])]


@given(sound_editions().flatmap(lambda edition: st.tuples(st.just(edition), dossier_data_for(edition))))
@settings(max_examples=examples(30))
def test_any_edition_can_be_read_against(drawn: tuple[ap.Edition, dict[str, object]]) -> None:
    edition, data = drawn
    dossier = dossiers.from_data(data, edition=edition)
    assert len(edition.partial_answers(**dossier.answers.options)) == len(dossier.answers.options)
    jsonschema.Draft202012Validator(to_json_schema(Dossier, edition)).validate(data)


@given(dossier_data_for(EDITION))
def test_a_dossier_is_determined_where_every_axis_is_answered(data: dict[str, object]) -> None:
    dossier = dossiers.from_data(data)
    options = dossier.answers.options
    if len(options) == len(EDITION.axes):
        assert dossiers.determine(dossier) == ap.assess(EDITION, EDITION.answers(**options))
        return
    with pytest.raises(InvalidDossier) as caught:
        dossiers.determine(dossier)
    missing = [axis.id for axis in EDITION.axes if axis.id not in options and axis.slug not in options]
    assert [problem.where for problem in caught.value.problems] == [f"/answers/{axis}" for axis in missing]


@given(dossier_data_for(EDITION), st.sampled_from(["edition", "project"]))
def test_edition_and_project_are_enough(data: dict[str, object], name: str) -> None:
    least = {key: data[key] for key in ("edition", "project")}
    assert loads(least)
    assert judge_of(Dossier).is_valid(least)
    less = {key: value for key, value in data.items() if key != name}
    assert not loads(less)
    assert not judge_of(Dossier).is_valid(less)


@given(st.text() | HOSTILE)
def test_an_item_is_named_as_find_reads_it(name: object) -> None:
    for families, spelled in ((REQUIREMENT_FAMILIES, spelled_requirements), (CLAUSE_FAMILIES, spelled_clauses)):
        try:
            expected = find_entry(EDITION, name, families)
        except UnknownRecord:
            continue
        if len(str(name)) <= 100 and expected.family in families:
            assert find_spelled(str(name), spelled(EDITION)) == expected


@given(dossier_data_for(EDITION))
@settings(max_examples=examples(50))
def test_the_schema_accepts_what_loads(data: object) -> None:
    assert loads(data)
    judge_of(Dossier).validate(data)


@given(nearly_dossiers())
@settings(max_examples=examples(150))
def test_the_schema_and_the_reader_agree_on_what_nearly_loads(data: object) -> None:
    if is_json(data):
        assert judge_of(Dossier).is_valid(data) == loads(data)


@given(dossier_data_for(EDITION), HOSTILE, st.randoms(use_true_random=False))
@settings(max_examples=examples(150))
def test_the_schema_and_the_reader_agree_on_any_value_anywhere(data: object, value: object, random: Random) -> None:
    table, key = random.choice(list(parts_of(data)))
    table[key] = value
    assert judge_of(Dossier).is_valid(data) == loads(data)


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ({"edition": "２０２５-０５-２７"}, True),
        ({"edition": "２０２５－０５－２７"}, True),
        ({"edition": "　2025-05-②7\n"}, True),
        ({"edition": "2025-05-27" + " " * 90}, True),
        ({"edition": "2025-05-27" + " " * 91}, False),
        ({"edition": "2025-05-27\x1c"}, False),
        ({"edition": "２０２５-０５-２８"}, False),
        ({"edition": "2025−05−27"}, False),
        ({"edition": "2025-5-27"}, False),
        ({"edition": ""}, False),
        ({"edition": None}, False),
        ({"clauses": [{"id": "7" + " " * 99}]}, True),
        ({"clauses": [{"id": "7" + " " * 100}]}, False),
        ({"clauses": [{"id": "7", "words": None}]}, True),
        ({"clauses": [{"id": "7", "measures": None}]}, False),
        ({"clauses": [{"id": "sheet-row 19"}]}, False),
        ({"requirements": [{"id": "clause 7"}]}, False),
        ({"project": {"title": "x", "y": []}}, False),
        ({"project": {"title": "x", "y": [[1]]}}, False),
        ({"project": {"title": "x", "y": [1, "a", True]}}, True),
        ({"project": {"title": "x", "": 1}}, False),
        ({"project": {"title": "x", "a\nb": 1}}, False),
        ({"project": {"title": "x", "a\u200b": 1}}, False),
        ({"project": {"title": 10**18 - 1}}, True),
        ({"project": {"title": 10**18}}, False),
        ({"answers": {"A": 1, "users": 1}}, False),
        ({"answers": {"A": 1.0, "work": "⑴"}}, False),
        ({"answers": {"A": 1.0, "work": "❶"}}, True),
        ({"risk_cases": [{"happened": "", "step": None}]}, True),
        ({"risk_cases": [{"happened": "", "step": ""}]}, False),
        ({"on": None, "phase": None}, True),
        ({"on": "２０２５－０５－２７", "phase": "調達", "system": {"cloud": "あり", "outputs": ["画像"]}}, True),
        ({"on": "２０２５－０２－２９"}, False),
        ({"system": {"cloud": "未定"}}, False),
        ({"advice": {"sought": "いいえ", "reason": "x" * 262_144}}, True),
        ({"advice": {"reason": "x" * 262_145}}, False),
        ({"project": {"title": "x" * 262_145}}, False),
    ],
)
def test_the_schema_and_the_reader_agree_at_the_edges(more: dict[str, object], good: bool) -> None:
    data = {"edition": EDITION.id, "project": {"title": "x"}, "answers": {}} | more
    assert judge_of(Dossier).is_valid(data) == loads(data) == good


@given(answers_to(EDITION), st.sampled_from([*"ABCD", "users", "work", "a", ""]), HOSTILE | st.text(max_size=3))
def test_the_schema_and_the_edition_agree_on_answers(answers: ap.Answers, name: str, value: object) -> None:
    judge_of(ap.Answers).validate(dict(answers))
    data = {**answers, name: value}
    assert judge_of(ap.Answers).is_valid(data) == answers_all(data)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_schemas_and_the_readers_agree_on_an_options_own_words(form: Literal["NFC", "NFD"]) -> None:
    answers = {axis.id: axis.options[0].id for axis in EDITION.axes}
    for axis in EDITION.axes:
        passages = [passage for option in axis.options for passage in (option.text.ja, option.text.en or "", "未定")]
        for passage in {unicodedata.normalize(form, passage) for passage in passages}:
            for written in (passage, f"　{passage}\n", passage[:-1], passage + "。", passage.upper()):
                data = answers | {axis.id: written}
                assert judge_of(ap.Answers).is_valid(data) == answers_all(data), written
                dossier = {"edition": EDITION.id, "project": {"title": "x"}, "answers": data}
                assert judge_of(Dossier).is_valid(dossier) == loads(dossier) == answers_all(data), written
    assert answers_all(answers | {"A": "未定"})


@given(json_like)
def test_the_schemas_and_the_readers_agree_on_anything(data: object) -> None:
    if is_json(data):
        assert judge_of(Dossier).is_valid(data) == loads(data)
        assert judge_of(ap.Answers).is_valid(data) == answers_all(data)


@pytest.mark.parametrize("name", ["１４", "ｒｅｑｕｉｒｅｍｅｎｔ　⑭", "fairness-and-inclusion", "requirement/14"])
def test_every_spelling_of_an_item_is_the_same_item(name: str) -> None:
    data = {"edition": EDITION.id, "project": {"title": "x"}, "answers": {}, "requirements": [{"id": name}]}
    assert dossiers.from_data(data).requirements[0].id == "requirement/14"
