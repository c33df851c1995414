"""Exploring, by example."""

import pytest

import aiprocure as ap
from aiprocure.engine.exploration import Tally
from aiprocure.engine.relevance import relevance_of
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidEdition
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.axes import AxisId, OptionId


def ids(records: tuple[object, ...]) -> str:
    return "".join(record.id for record in records)  # type: ignore[attr-defined]  # every record has one


def test_nothing_is_known_at_first(edition: ap.Edition) -> None:
    exploration = ap.explore(edition, edition.partial_answers())
    assert exploration.counts == {"low": 12, "high": 132}
    assert ids(exploration.ask_next) == "BCAD"
    assert (exploration.settled, exploration.irrelevant) == (False, ())
    assert exploration.disputed_by == ("rival-1", "rival-2", "rival-3")
    assert exploration.edition is edition
    assert repr(exploration) == "<Exploration of nothing: low 12, high 132>"
    assert str(exploration) == "低 12通り、高 132通り"


def test_one_answer_can_settle_it_and_says_what_does_not_matter_any_more(edition: ap.Edition) -> None:
    exploration = ap.explore(edition, edition.partial_answers(C="①"))
    assert exploration.settled
    assert exploration.tallies == (Tally(edition.outcomes[1], 36),)
    assert exploration.ask_next == ()
    assert ids(exploration.irrelevant) == "ABD"
    assert exploration.disputed_by == ()


def test_an_answered_axis_can_be_irrelevant_too(edition: ap.Edition) -> None:
    exploration = ap.explore(edition, edition.partial_answers(A=3, B=2, C=2))
    assert ids(exploration.irrelevant) == "D"
    assert ids(ap.explore(edition, exploration.answers.but(D=1)).irrelevant) == "D"


def test_what_settles_more_is_asked_first(edition: ap.Edition) -> None:
    """After B ② and C ③, A first is 12 + 6 questions over the 12 combinations, D first is 12 + 8."""
    assert ids(ap.explore(edition, edition.partial_answers(B=2, C=3)).ask_next) == "AD"
    assert ids(ap.explore(edition, edition.partial_answers(B=2, C=3, A=1)).ask_next) == "D"


def test_partial_answers_from_plain_data_are_refused_until_an_edition_has_read_them(edition: ap.Edition) -> None:
    partial = PartialAnswers({AxisId("C"): OptionId("C1")})
    with pytest.raises(InvalidAnswers, match=r"begin with edition\.partial_answers\(\*\*answers\)"):
        ap.explore(edition, partial)
    explored = ap.explore(edition, edition.partial_answers(**partial))
    assert explored.answers.but(B="②") == edition.partial_answers(B=2, C=1)


@pytest.mark.parametrize("partial", [{"C": "C1"}, None, "C1", 5])
def test_what_only_looks_like_partial_answers_is_refused(edition: ap.Edition, partial: object) -> None:
    with pytest.raises(InvalidAnswers, match=r"^expected PartialAnswers, not "):
        ap.explore(edition, partial)  # type: ignore[arg-type]  # the slip this is about


def test_complete_answers_are_explored_as_partial_ones_are(edition: ap.Edition) -> None:
    answers = edition.all_answers()[0]
    with pytest.raises(InvalidAnswers):
        ap.explore(edition, answers)  # type: ignore[arg-type]  # the slip this is about
    assert ap.explore(edition, edition.partial_answers(**answers)).settled


def test_only_a_sound_edition_is_explored(edition: ap.Edition) -> None:
    with pytest.raises(InvalidEdition):
        ap.explore(edition.with_rules(edition.rules[1:]), edition.partial_answers())
    with pytest.raises(InvalidArgument):
        ap.explore("x", edition.partial_answers())  # type: ignore[arg-type]  # the slip this is about


def test_what_is_remembered_sums_itself_up(edition: ap.Edition) -> None:
    assert repr(relevance_of(edition)) == "<Relevance of 4 axes>"
