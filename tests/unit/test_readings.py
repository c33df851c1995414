"""Whether an edition adopts the most cautious reading, and what is said of it."""

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine.readings import is_most_cautious
from aiprocure.errors.text import Language
from aiprocure.export import to_docx, to_html, to_markdown, to_text

pytestmark = pytest.mark.slow


def swapped(edition: ap.Edition) -> ap.Edition:
    """The edition with its third rival reading adopted, and the adopted one as its only rival."""
    [*_, reading] = edition.readings
    return attrs.evolve(edition, rules=reading.rules, readings=(attrs.evolve(reading, rules=edition.rules),))


def test_the_shipped_edition_adopts_the_most_cautious_reading(edition: ap.Edition) -> None:
    assert is_most_cautious(edition)
    assert not is_most_cautious(swapped(edition))


def test_where_there_is_no_rival_reading_there_is_nothing_to_be_cautious_of(edition: ap.Edition) -> None:
    assert not is_most_cautious(attrs.evolve(edition, readings=()))


@pytest.mark.parametrize(
    ("language", "cautious", "lightest"),
    [
        ("ja", "慎重側の読みによる「高」である。別の読み（読み3）では「低」となる。", "いずれの読みでも「低」である。"),
        (
            "en",
            "High by the cautious reading. Another reading of the figure (reading 3) would decide Low.",
            "Low by every reading of the figure.",
        ),
    ],
)
def test_every_format_says_how_certain_an_outcome_is(
    edition: ap.Edition, language: Language, cautious: str, lightest: str
) -> None:
    disputed = ap.assess(edition, edition.answers(A=3, B=3, C=2, D=2))
    low = ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2))
    certain = ap.assess(edition, edition.answers(A=3, B=2, C=1, D=2))
    for write in (to_text, to_html, to_markdown):
        for findings in (None, ()):
            first, second, third = (
                write(each, findings=findings, language=language) for each in (disputed, low, certain)
            )
            assert (cautious in first, lightest in first) == (True, False)
            assert (cautious in second, lightest in second) == (False, True)
            assert (cautious in third, lightest in third) == (False, False)
    assert to_docx(disputed, language=language) != to_docx(low, language=language)


def test_where_the_adopted_reading_is_not_the_most_cautious_nothing_says_so(edition: ap.Edition) -> None:
    other = swapped(edition)
    for answers in other.all_answers():
        assessment = ap.assess(other, answers)
        _, _, second, *_ = to_text(assessment).splitlines()
        assert "慎重側" not in second
        disputed = f"別の読み（読み1）では「{'高' if assessment.outcome.id == 'low' else '低'}」となる。"
        assert (second.strip() == disputed) == bool(assessment.disputed)
        undisputed_low = assessment.outcome.id == "low" and not assessment.disputed
        assert (second.strip() == "いずれの読みでも「低」である。") == undisputed_low


def test_an_edition_without_rival_readings_says_nothing_of_them(edition: ap.Edition) -> None:
    bare = attrs.evolve(edition, readings=())
    for answers in bare.all_answers()[::7]:
        assert "の読み" not in to_text(ap.assess(bare, answers)).replace("図の別の読み", "")
