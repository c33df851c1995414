"""Laws of sufficient reasons, over generated editions."""

from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
import brute
from soak import COMPARISONS, count
from strategies import answers_to, sound_editions


@given(sound_editions(most_axes=4), st.data())
def test_reasons_are_sufficient_minimal_and_complete(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    reasons = ap.explain(ap.assess(edition, answers))
    found = {frozenset(str(option.id) for option in reason) for reason in reasons}
    assert len(found) == len(reasons)
    assert found == brute.sufficient_reasons(edition, dict(answers))
    count(COMPARISONS)


@given(sound_editions(), st.data())
def test_a_reason_holds_given_answers_only_in_the_order_of_the_axes(edition: ap.Edition, data: st.DataObject) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    for reason in ap.explain(assessment):
        assert list(reason) == [option for option in assessment.chosen if option in reason]


@given(sound_editions(), st.data())
def test_changing_answers_outside_a_reason_changes_nothing(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment = ap.assess(edition, answers)
    reason = data.draw(st.sampled_from(ap.explain(assessment)))
    changed = data.draw(answers_to(edition)).but(**{option.axis: option.id for option in reason})
    assert ap.assess(edition, changed).outcome == assessment.outcome
