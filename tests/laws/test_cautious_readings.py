"""Laws of the most cautious reading, over generated editions: held against every combination, one by one."""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.engine.readings import is_most_cautious
from aiprocure.export import to_text
from soak import COMPARISONS, count, examples
from strategies import answers_to, sound_editions


def decided(edition: ap.Edition, rules: object, answers: ap.Answers) -> int:
    """How grave the outcome is that some rows decide, 0 for the lightest."""
    [outcome] = [rule.outcome for rule in rules if rule.when.holds(dict(answers))]  # type: ignore[attr-defined]
    return [each.id for each in edition.outcomes].index(outcome)


def is_cautious_by_hand(edition: ap.Edition) -> bool:
    return bool(edition.readings) and all(
        decided(edition, reading.rules, answers) <= decided(edition, edition.rules, answers)
        for reading in edition.readings
        for answers in edition.all_answers()
    )


@st.composite
def cautious_editions(draw: st.DrawFn) -> ap.Edition:
    """Editions whose own rows are the gravest of all, or nearly: chance alone seldom makes one."""
    edition = draw(sound_editions(most_axes=3, most_options=3))
    own = draw(st.sampled_from(edition.outcomes[-2:])).id
    return attrs.evolve(edition, rules=tuple(attrs.evolve(rule, outcome=own) for rule in edition.rules))


@settings(max_examples=examples(60))
@given(sound_editions(most_axes=3, most_options=3) | cautious_editions())
def test_the_most_cautious_reading_is_never_lighter_than_another(edition: ap.Edition) -> None:
    assert is_most_cautious(edition) == is_cautious_by_hand(edition)
    count(COMPARISONS)


@settings(max_examples=examples(40))
@given(st.data(), sound_editions(most_axes=3, most_options=3) | cautious_editions())
def test_a_cautious_side_is_named_only_where_there_is_one(data: st.DataObject, edition: ap.Edition) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    text = to_text(assessment, language="en")
    claims = " by the cautious reading. Another reading of the figure (" in text
    assert claims == (bool(assessment.disputed) and is_cautious_by_hand(edition))
    every = f"  {assessment.outcome.text.in_language('en')} by every reading of the figure." in text
    lightest = assessment.outcome == edition.outcomes[0]
    assert every == (lightest and bool(edition.readings) and not assessment.disputed)
