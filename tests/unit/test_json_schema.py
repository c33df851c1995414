"""The JSON Schema of dossiers and of answers: its form, its words, and the patterns in it."""

import calendar
import re
import unicodedata
from collections.abc import Iterator

import jsonschema
import pytest

import aiprocure as ap
from aiprocure import export
from aiprocure.errors import InvalidArgument
from aiprocure.export.patterns import (
    DATE,
    name_pattern,
    one_of,
    wide_date_pattern,
)
from aiprocure.model.dossier import Dossier
from aiprocure.model.profile import Profile
from aiprocure.model.proposal import Proposal

KINDS = [Dossier, ap.Answers, Profile, Proposal]


def tables_of(schema: object) -> Iterator[dict[str, object]]:
    """Every table in a schema."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from tables_of(part)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_of_draft_2020_12_for_one_edition(kind: type, edition: ap.Edition) -> None:
    schema = export.to_json_schema(kind, edition)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ap.encoding.fingerprint(edition) in str(schema["$comment"])
    assert "Superseded by Version 2.0, approved on 2026-06-12." in str(schema["$comment"])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == export.to_json_schema(kind, edition)


def test_a_schema_of_anything_else_is_refused(edition: ap.Edition) -> None:
    known = "Dossier, Answers, Profile, Proposal, Vectors, Edition"
    with pytest.raises(InvalidArgument, match=rf"^expected {known}, not <class 'int'>$"):
        export.to_json_schema(int, edition)  # type: ignore[arg-type]  # the slip this is about
    with pytest.raises(InvalidArgument, match=r"^expected Edition, not '2025-05-27'$"):
        export.to_json_schema(Dossier, "2025-05-27")  # type: ignore[call-overload]  # the slip this is about


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_has_a_title_and_a_description_in_both_languages(kind: type, edition: ap.Edition) -> None:
    schema = export.to_json_schema(kind, edition)
    described = [table["properties"] for table in tables_of(schema) if isinstance(table.get("properties"), dict)]
    assert described
    for properties in described:
        assert isinstance(properties, dict)
        for name, each in properties.items():
            assert re.search("[ぁ-ヿ一-鿿].* / .*[A-Za-z]", each["title"]), name
            assert re.search("[ぁ-ヿ一-鿿].*\n.*[A-Za-z]", each["description"]), name


def test_the_ids_of_the_edition_are_offered_with_their_words(edition: ap.Edition) -> None:
    schema = export.to_json_schema(Dossier, edition)
    offered = {table["const"]: table.get("title") for table in tables_of(schema) if "const" in table}
    named = {str(option.id) for axis in edition.axes for option in axis.options}
    named |= {f"requirement/{each.id}" for each in edition.requirements}
    named |= {f"sheet-row/{each.id}" for each in edition.sheet_rows} | {f"clause/{each.id}" for each in edition.clauses}
    assert named | {"2025-05-27", "listed-liu", "planning", "code", "4"} <= offered.keys()
    assert str(offered["requirement/11"]) == "⑪ 環境への配慮 / Consideration for the environment"
    assert offered["planning"] == "企画 / Planning"


def test_an_edition_without_check_sheets_offers_no_item(edition: ap.Edition) -> None:
    from attrs import evolve

    bare = evolve(edition, requirements=(), sheet_rows=(), mitigations=(), clauses=())
    judge = jsonschema.Draft202012Validator(export.to_json_schema(Dossier, bare))
    data = {"edition": edition.id, "project": {"title": "x"}, "answers": {}, "clauses": []}
    assert judge.is_valid(data)
    assert not judge.is_valid(data | {"clauses": [{"id": "7"}]})
    assert not judge.is_valid(data | {"requirements": [{"id": ""}]})


def test_a_pattern_of_days_knows_the_calendar() -> None:
    for year in (1, 4, 100, 400, 1900, 2000, 2023, 2024, 9996, 9999):
        for month in range(14):
            for day in range(33):
                written = f"{year:04}-{month:02}-{day:02}"
                there = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
                assert bool(re.search(DATE, written)) == there, written
    for written in (
        "0000-01-01",
        "0000-02-29",
        "2025-05-27\n",
        " 2025-05-27",
        "２025-05-27",
        "2025-05-27T",
    ):
        assert not re.search(DATE, written)


def test_a_pattern_of_names_takes_composed_and_decomposed_characters() -> None:
    word = "プログラムコード"
    pattern = re.compile(name_pattern(one_of([word])))
    for form in ("NFC", "NFD"):
        assert pattern.search(unicodedata.normalize(form, word))
    assert not pattern.search("フロクラムコート")
    assert not pattern.search(unicodedata.normalize("NFD", word).replace("\u3099", "\ufe0f\u3099"))


def test_a_pattern_of_days_in_full_width_knows_the_calendar_too() -> None:
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    for written in ("2024-02-29", "2023-02-29", "0000-01-01", "9999-12-31", "2025-04-31", "2025-5-1"):
        for each in (written, written.translate(wide), written[:5] + written[5:].translate(wide)):
            assert bool(re.search(wide_date_pattern(), each)) == bool(re.search(DATE, written)), each
    assert not re.search(wide_date_pattern(), "2025/05/27")


@pytest.mark.parametrize(
    "hostile", ["7" + "\ufe0f" * 50_000 + "x", " " * 50_000 + "x", "clause" + " " * 50_000 + "!", "1" * 50_000]
)
def test_no_text_makes_a_pattern_take_long(hostile: str, edition: ap.Edition) -> None:
    schema = export.to_json_schema(Dossier, edition)
    for table in tables_of(schema):
        if isinstance(table.get("pattern"), str):
            re.search(str(table["pattern"]), hostile)
