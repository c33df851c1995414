"""The words for the fields of an edition: complete, in both languages, and none too many."""

import re
import runpy
from enum import StrEnum
from pathlib import Path
from typing import get_args

import attrs

from aiprocure.editions.fields import classes_of_edition, fields_of, named, values_of
from aiprocure.editions.labels import edition_field_texts
from aiprocure.encoding.exchanged import EXCHANGED
from aiprocure.encoding.forms import exchanged_fields
from aiprocure.engine.shape import values_in
from aiprocure.model.edition import Edition
from aiprocure.model.records import FAMILIES
from aiprocure.model.rules import Condition

ROOT = Path(__file__).parents[2]


def test_every_class_of_an_edition_is_met(edition: Edition) -> None:
    met = set(classes_of_edition())
    assert met >= {kind for _, kind in FAMILIES}
    assert {type(value) for _, value in values_in("", edition)} - {Condition} <= met <= EXCHANGED


def test_every_field_has_its_words_in_both_languages() -> None:
    for kind in classes_of_edition():
        assert {field.name for field in fields_of(kind)} == {field.name for field in exchanged_fields(kind)}
        for passages in (named(kind), *((field.title, field.about) for field in fields_of(kind))):
            for text in passages:
                assert re.search("[ぁ-ヿ一-鿿]", text.ja), (kind, text)
                assert re.search("[a-z]", text.en or ""), (kind, text)
        for field in exchanged_fields(kind):
            assert all(value and text.ja and text.en for value, text in values_of(field.type))


def parts_of(declared: object) -> list[object]:
    """A declared type and all that it is made of."""
    return [declared, *(part for each in get_args(declared) for part in parts_of(each))]


def test_no_word_is_too_many() -> None:
    kinds = classes_of_edition()
    used = {f"{kind.__name__.lower()}.{kind.__name__.lower()}" for kind in kinds}
    own = {f"{kind.__name__.lower()}.{field.name}" for kind in kinds for field in fields_of(kind)}
    shared = {f"record.{field.name}" for kind in kinds for field in fields_of(kind)}
    declared = [part for kind in kinds for field in exchanged_fields(kind) for part in parts_of(field.type)]
    fixed = [kind for kind in declared if isinstance(kind, type) and issubclass(kind, StrEnum)]
    values = {f"{kind.__name__.lower()}.{value}" for kind in fixed for value in kind}
    written = {re.sub(r"\.(title|about)$", "", name) for name in edition_field_texts()}
    assert written <= used | own | shared | values


def test_a_field_says_whether_it_may_be_left_out() -> None:
    for kind in classes_of_edition():
        for field, declared in zip(fields_of(kind), exchanged_fields(kind), strict=True):
            assert field.optional == (declared.default is not attrs.NOTHING)


def test_the_page_of_the_fields_is_newly_made() -> None:
    """It is made by ``make fields``."""
    page = (ROOT / "docs" / "edition-fields.md").read_text("utf-8")
    assert runpy.run_path(str(ROOT / ".ci" / "write_fields.py"))["page"]() == page
    for kind in classes_of_edition():
        assert f"\n## {named(kind)[0].ja} / {named(kind)[0].en}\n" in page
        assert all(f"\n| `{field.name}` | " in page for field in fields_of(kind))
