"""The grammar of ids."""

import re
from collections.abc import Callable

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.model.edition import EditionId
from aiprocure.model.ids import ID_GRAMMAR, LONGEST_ID, is_id
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.records import entries_of
from aiprocure.model.rules import RuleId

pytestmark = pytest.mark.slow

IDS = ["2025-05-27", "A1", "資料4", "DS-920", "rival-1-R2", "v1.0_b", "軸", "カード", "々", "a" * LONGEST_ID]
NOT_IDS = [
    *("", "a/b", "../x", "2.0\n", "２.０", "a b", " a", "-a", "a-", "a--b", ".", "é", "ｱ", "①", "A\u0301", "\u202ea"),
    "a" * 300,
]


@pytest.mark.parametrize("written", IDS)
def test_words_joined_by_single_marks_are_ids(written: str) -> None:
    assert is_id(written)


@pytest.mark.parametrize("written", NOT_IDS)
def test_anything_else_is_not(written: str) -> None:
    assert not is_id(written)


def with_first_rule(edition: ap.Edition, id_: str) -> ap.Edition:
    """The edition with another id for its first row."""
    return attrs.evolve(edition, rules=(attrs.evolve(edition.rules[0], id=RuleId(id_)), *edition.rules[1:]))


def with_outcome(edition: ap.Edition, id_: str) -> ap.Edition:
    """The edition with one more outcome."""
    outcome = attrs.evolve(edition.outcomes[0], id=OutcomeId(id_))
    return attrs.evolve(edition, outcomes=(*edition.outcomes, outcome))


@pytest.mark.parametrize("written", NOT_IDS)
@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda edition, id_: attrs.evolve(edition, id=EditionId(id_)), "/id"),
        (lambda edition, id_: attrs.evolve(edition, code=id_), "/code"),
        (with_first_rule, "/rules/0/id"),
        (with_outcome, "/outcomes/2/id"),
    ],
)
def test_an_edition_with_another_kind_of_id_is_not_sound(
    edition: ap.Edition, change: Callable[[ap.Edition, str], ap.Edition], where: str, written: str
) -> None:
    [problem] = problems_in(change(edition, written))
    assert (problem.code, problem.where) == ("id-invalid", where)


def test_every_id_shipped_is_one_and_every_reference_finds_its_record(edition: ap.Edition) -> None:
    for entry in entries_of(edition):
        assert is_id(entry.record.id)
        assert edition.find(edition.reference(entry.record)) is entry.record


def test_the_stated_grammar_is_the_one_that_is_checked() -> None:
    for written in [*IDS, *NOT_IDS]:
        assert is_id(written) == (len(written) <= LONGEST_ID and re.fullmatch(ID_GRAMMAR, written) is not None)
