"""Laws of soundness: what breaks an edition is always reported, and nothing unsound ever decides."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.soundness import problems_in
from aiprocure.model.rules import Condition, RuleId
from strategies import answers_to, sound_editions


@given(sound_editions(), st.data())
def test_removing_a_row_is_always_reported(edition: ap.Edition, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(edition.rules))
    broken = attrs.evolve(edition, rules=tuple(rule for rule in edition.rules if rule is not gone))
    [problem] = problems_in(broken)
    assert (problem.where, problem.code) == ("/rules", "undecided-combination")
    with pytest.raises(ap.errors.InvalidEdition):
        ap.assess(broken, data.draw(answers_to(edition)))


@given(sound_editions(), st.data())
def test_adding_a_row_is_always_reported(edition: ap.Edition, data: st.DataObject) -> None:
    """A contrary row contradicts one that is there; one that agrees decides a case twice."""
    answers = data.draw(answers_to(edition))
    outcome = data.draw(st.sampled_from(edition.outcomes)).id
    added = attrs.evolve(
        edition.rules[0],
        id=RuleId("added"),
        outcome=outcome,
        when=Condition((axis, [option]) for axis, option in answers.choices),
    )
    broken = attrs.evolve(edition, rules=(*edition.rules, added))
    [problem] = problems_in(broken)
    assert problem.where == f"/rules/{len(edition.rules)}"
    agrees = brute.rows_for(edition.rules, answers)[0].outcome == outcome
    assert ("the same way" in problem.text.in_language("en")) == agrees
    with pytest.raises(ap.errors.InvalidEdition):
        ap.assess(broken, answers)


@given(sound_editions(), st.data())
def test_a_hole_in_a_rival_reading_is_always_reported(edition: ap.Edition, data: st.DataObject) -> None:
    if edition.readings:
        reading = edition.readings[0]
        gone = data.draw(st.sampled_from(reading.rules))
        kept = tuple(rule for rule in reading.rules if rule is not gone)
        broken = attrs.evolve(edition, readings=(attrs.evolve(reading, rules=kept), *edition.readings[1:]))
        assert [problem.where for problem in problems_in(broken)] == ["/readings/0/rules"]


@given(sound_editions(most_axes=3, most_options=3), st.data())
def test_holes_and_overlaps_are_found_exactly_where_brute_force_finds_them(
    edition: ap.Edition, data: st.DataObject
) -> None:
    rules = data.draw(st.lists(st.sampled_from(edition.rules), max_size=8, unique=True))
    twice = tuple(attrs.evolve(rule, id=RuleId(f"{rule.id}-{i}")) for i, rule in enumerate(rules + rules[:2]))
    counts = [len(brute.rows_for(twice, case)) for case in brute.every_case(edition)]
    problems = problems_in(attrs.evolve(edition, rules=twice))
    assert any(p.code == "undecided-combination" for p in problems) == (0 in counts)
    assert any(p.code == "row-overlaps" for p in problems) == any(count > 1 for count in counts)
