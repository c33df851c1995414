"""Laws of look-ups and of settling, over generated editions with generated rivals, against every way of looking up."""

import random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.encoding import fingerprint
from aiprocure.engine import problems_in
from aiprocure.errors import InvalidObservations
from aiprocure.errors.text import Text
from aiprocure.model.citation import Provenance, Source, SourceId
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.rules import ReadingId, RuleId
from brute import every_case, fewest_look_ups, rows_for, tables_of
from soak import examples
from strategies import disputed_editions, with_readings

SHEET = Source(SourceId("sheet"), Text("シート", "Sheet"))
Seen = list[tuple[ap.Answers, str]]


def outcome_by(table: tuple[str, ...], edition: ap.Edition, answers: ap.Answers) -> str:
    """What a reading decides there, the reading being given by all that it decides."""
    return table[every_case(edition).index(dict(answers))]


def looked_up(edition: ap.Edition, truth: tuple[str, ...]) -> Seen:
    """All look-ups until none is left, each answered by the truth."""
    seen: Seen = []
    while following := ap.look_ups(edition, seen):
        seen.append((following[0], outcome_by(truth, edition, following[0])))
    return seen


def agreeing(edition: ap.Edition, seen: Seen) -> list[tuple[str, ...]]:
    return [t for t in tables_of(edition) if all(outcome_by(t, edition, answers) == its for answers, its in seen)]


@settings(max_examples=examples(25))
@given(st.data(), disputed_editions())
def test_the_look_ups_are_as_many_as_the_best_way_of_looking_up_needs_at_worst(
    data: st.DataObject, edition: ap.Edition
) -> None:
    tables = tables_of(edition)
    assert len(ap.look_ups(edition)) == fewest_look_ups(tables)
    assert max(len(looked_up(edition, truth)) for truth in tables) == fewest_look_ups(tables)
    truth = data.draw(st.sampled_from(tables))
    seen: Seen = []
    while following := ap.look_ups(edition, seen):
        assert len(following) == fewest_look_ups(agreeing(edition, seen))
        seen.append((following[0], outcome_by(truth, edition, following[0])))


def random_tables(seed: int) -> list[str]:
    """Some readings as what they decide, option by option: few enough options that not every look-up tells much."""
    chosen = random.Random(seed)  # the same every time
    options, share = chosen.randint(3, 6), chosen.choice([0.2, 0.35, 0.5])
    letters = [
        "".join("l" if chosen.random() > share else chosen.choice("hhm") for _ in range(options)) for _ in range(8)
    ]
    return list(dict.fromkeys(letters))


def test_the_look_ups_are_the_fewest_whatever_the_readings_decide() -> None:
    shipped = ap.editions.load("2025-05-27")
    middle = attrs.evolve(shipped.outcomes[0], id=OutcomeId("middle"))
    bare = attrs.evolve(shipped, outcomes=(*shipped.outcomes, middle))
    for seed in range(150):
        tables = random_tables(seed)
        assert len(ap.look_ups(with_readings(bare, tables))) == fewest_look_ups([tuple(each) for each in tables])


@settings(max_examples=examples(25))
@given(st.data(), disputed_editions())
def test_whatever_was_seen_look_ups_are_left_while_readings_differ(data: st.DataObject, edition: ap.Edition) -> None:
    truth = data.draw(st.sampled_from(tables_of(edition)))
    answers = data.draw(st.lists(st.sampled_from(edition.all_answers()), max_size=4))
    seen = [(each, outcome_by(truth, edition, each)) for each in answers]
    left = agreeing(edition, seen)
    assert (ap.look_ups(edition, seen) == ()) == (len(left) == 1)
    assert len(ap.look_ups(edition, seen)) == fewest_look_ups(left)
    settled = ap.settle(edition, seen, source=SHEET)
    assert problems_in(settled) == ()
    assert ap.editions.from_data(ap.encoding.to_data(settled)) == settled
    assert set(tables_of(settled)) == set(left if seen else tables_of(edition))
    if seen:
        assert len(settled.readings) == len(left) - 1
        cited = [rule.citation for rules in (settled.rules, *(r.rules for r in settled.readings)) for rule in rules]
        cited += [reading.citation for reading in settled.readings]
        assert {(each.document, each.provenance) for each in cited} == {("sheet", Provenance.CONFIRMED)}
        assert SHEET in settled.sources
        assert fingerprint(settled) != fingerprint(edition)
    else:
        assert settled is edition


@settings(max_examples=examples(25))
@given(st.data(), disputed_editions())
def test_settled_by_the_truth_an_edition_decides_as_the_truth_does(data: st.DataObject, edition: ap.Edition) -> None:
    truth = data.draw(st.sampled_from(tables_of(edition)))
    whole = [(each, outcome_by(truth, edition, each)) for each in edition.all_answers()]
    for seen in (looked_up(edition, truth), whole):
        settled = ap.settle(edition, seen, source=SHEET)
        decided = [rows_for(settled.rules, case)[0].outcome for case in every_case(edition)]
        assert tuple(decided) == truth
        if seen:
            assert not any(ap.assess(settled, answers).disputed for answers in settled.all_answers())
        assert ap.look_ups(settled) == () or not seen


@settings(max_examples=examples(25))
@given(st.data(), disputed_editions())
def test_the_order_in_which_something_was_seen_never_matters(data: st.DataObject, edition: ap.Edition) -> None:
    truth = data.draw(st.sampled_from(tables_of(edition)))
    answers = data.draw(st.lists(st.sampled_from(edition.all_answers()), max_size=9))
    seen = [(each, outcome_by(truth, edition, each)) for each in answers]
    other = data.draw(st.permutations([*seen, *seen[:1]]))
    assert ap.look_ups(edition, seen) == ap.look_ups(edition, other)
    assert ap.settle(edition, seen, source=SHEET) == ap.settle(edition, other, source=SHEET)
    half = ap.settle(edition, seen[:2], source=SHEET)
    assert tables_of(ap.settle(half, seen[2:], source=SHEET))[0] == tables_of(ap.settle(edition, seen, source=SHEET))[0]


@settings(max_examples=examples(25))
@given(st.data(), disputed_editions())
def test_what_no_reading_agrees_with_is_always_refused(data: st.DataObject, edition: ap.Edition) -> None:
    answers = data.draw(st.lists(st.sampled_from(edition.all_answers()), min_size=1, max_size=5, unique=True))
    outcomes = [str(outcome.id) for outcome in edition.outcomes]
    seen = [(each, data.draw(st.sampled_from(outcomes))) for each in answers]
    if agreeing(edition, seen):
        assert tables_of(ap.settle(edition, seen, source=SHEET))[0] == agreeing(edition, seen)[0]
        other = next(each for each in outcomes if each != seen[0][1])
        with pytest.raises(InvalidObservations) as caught:
            ap.look_ups(edition, [*seen, (answers[0], other)])
        assert [problem.code for problem in caught.value.problems] == ["seen-otherwise"]
        return
    for call in (lambda: ap.look_ups(edition, seen), lambda: ap.settle(edition, seen, source=SHEET)):
        with pytest.raises(InvalidObservations) as caught:
            call()
        first, *rest = caught.value.problems
        assert first.code == "no-reading-agrees"
        assert [(each.code, each.where) for each in rest] == [
            ("seen-beside-readings", f"/seen/{n}") for n in range(len(seen))
        ]


@settings(max_examples=examples(15))
@given(disputed_editions())
def test_readings_that_decide_alike_are_one(edition: ap.Edition) -> None:
    twins = tuple(
        attrs.evolve(
            reading,
            id=ReadingId(f"{reading.id}-twin"),
            rules=tuple(attrs.evolve(rule, id=RuleId(f"{rule.id}-twin")) for rule in reading.rules),
        )
        for reading in edition.readings
    )
    doubled = attrs.evolve(edition, readings=(*edition.readings, *twins))
    assert ap.look_ups(doubled) == ap.look_ups(edition)
