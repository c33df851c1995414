"""What is worked out is kept beside an edition, and is no part of any value."""

import copy
import json
import pickle
from collections.abc import Callable

import attrs
import pytest
from rich.console import Console
from rich.pretty import pretty_repr

import aiprocure as ap
from aiprocure.engine.reasons import driving_axes


def fresh_edition(edition: ap.Edition) -> ap.Edition:
    """An edition that nothing has been asked of yet."""
    return ap.editions.from_data(ap.encoding.to_data(edition))


def use(edition: ap.Edition) -> ap.Assessment:
    """Ask everything that an edition remembers."""
    assessments = [ap.assess(edition, answers) for answers in edition.all_answers()]
    ap.explore(edition, edition.partial_answers(C=2))
    ap.what_if(assessments[0])
    ap.encoding.fingerprint(edition)
    edition.cross_reference("A")
    return assessments[0]


VIEWS: list[Callable[[ap.Edition], object]] = [
    attrs.asdict,
    repr,
    str,
    pickle.dumps,
    pretty_repr,
    lambda edition: pickle.dumps(copy.copy(edition)),
    lambda edition: attrs.asdict(copy.deepcopy(edition)),
    lambda edition: json.dumps(ap.encoding.to_data(edition)),
]


@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_use_changes_nothing_that_can_be_seen_of_an_edition(
    edition: ap.Edition, view: Callable[[ap.Edition], object]
) -> None:
    fresh = fresh_edition(edition)
    before = view(fresh)
    use(fresh)
    assert view(fresh) == before


def test_a_copy_knows_nothing_yet_and_equals_what_it_was_made_from(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.all_answers()[0])
    for again in (copy.copy(edition), copy.deepcopy(edition), pickle.loads(pickle.dumps(edition))):
        assert again == edition
        anew = ap.assess(again, again.all_answers()[0])
        assert anew == assessment
        assert anew is not assessment


def test_a_pickled_assessment_is_little_more_than_its_edition(edition: ap.Edition) -> None:
    fresh = fresh_edition(edition)
    edition_alone = len(pickle.dumps(fresh))
    assessment = use(fresh)
    assert len(pickle.dumps(assessment)) <= edition_alone + 4096
    again = pickle.loads(pickle.dumps(assessment))
    assert again == assessment
    assert pickle.dumps(assessment) == pickle.dumps(use(fresh))


def test_no_private_function_is_named_in_a_pickle(edition: ap.Edition) -> None:
    assert b"_assess" not in pickle.dumps(use(fresh_edition(edition)))


def test_an_assessment_as_a_dictionary_ends(edition: ap.Edition) -> None:
    fields = attrs.asdict(use(fresh_edition(edition)))
    assert list(fields) == ["edition", "answers", "outcome", "rule", "path", "disputed", "irrelevant"]


def test_rich_prints_the_one_line_repr(edition: ap.Edition) -> None:
    assessment = use(edition)
    values: list[object] = [edition, assessment, assessment.answers, assessment.rule, assessment.path[0]]
    for value in values:
        assert pretty_repr(value, max_width=200) == repr(value)
    console = Console(width=200, force_terminal=False)
    with console.capture() as capture:
        console.print(edition)
    assert capture.get().rstrip() == repr(edition)


def test_asking_again_is_a_look_up(edition: ap.Edition) -> None:
    answers = edition.all_answers()[0]
    assert ap.assess(edition, answers) is ap.assess(edition, edition.answers(**answers))
    assert ap.assess(edition, pickle.loads(pickle.dumps(answers))) is ap.assess(edition, answers)


def test_an_outcome_rests_on_the_axes_of_its_reasons(edition: ap.Edition) -> None:
    high = ap.assess(edition, edition.answers(A=3, B=1, C=1, D=2))
    assert driving_axes(edition, high.chosen, high.outcome) == {"B", "C"}
    low = ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2))
    assert driving_axes(edition, low.chosen, low.outcome) == frozenset()


def test_what_follows_is_what_the_edition_says_of_its_outcome(edition: ap.Edition) -> None:
    followed = ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2)).consequences
    assert followed == tuple(each for each in edition.consequences if "low" in each.outcomes)
    assert len(followed) == 3 < len(edition.consequences)
