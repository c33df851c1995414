"""What is compared as the same is what means the same, against going through every case."""

import random
from collections import Counter

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.correspondence import AxisMatch, find_matches
from aiprocure.model.meanings import Meaning
from soak import examples
from strategies import sound_editions

MEANINGS = list(Meaning)


def with_meanings(edition: ap.Edition, seed: int) -> ap.Edition:
    """An edition whose options mean something, each at random; or nothing, or are undecided."""
    drawn = random.Random(seed)

    def meant(undecided: bool) -> tuple[Meaning, ...]:  # a test's own
        return () if undecided else tuple(drawn.sample(MEANINGS[:5], drawn.choice([0, 1, 1, 1, 2])))

    return attrs.evolve(
        edition,
        axes=tuple(
            attrs.evolve(axis, options=tuple(attrs.evolve(o, means=meant(o.undecided)) for o in axis.options))
            for axis in edition.axes
        ),
    )


small = sound_editions(most_axes=3, most_options=3)
editions = st.builds(with_meanings, small, st.integers(0, 10**6)) | small


@settings(max_examples=examples(60))
@given(editions, editions)
def test_each_axis_is_matched_once_and_by_what_it_means(before: ap.Edition, after: ap.Edition) -> None:
    matches = find_matches(before, after)
    for side in ("before", "after"):
        ids = [getattr(match, side).id for match in matches]
        assert len(ids) == len(set(ids))
    declare = all(any(o.means for axis in edition.axes for o in axis.options) for edition in (before, after))
    for match in matches:
        for one, other in match.options:
            assert set(one.means) <= set(other.means) if declare else one.id == other.id
        meant = [o.means for axis in (match.before, match.after) for o in axis.options if o.means]
        if meant and declare:
            assert any(one.means for one, _ in match.options) or any(
                one.means and set(one.means) <= set(other.means)
                for one in match.before.options
                for other in match.after.options
            )
        else:
            assert match.before.id == match.after.id


@settings(max_examples=examples(60))
@given(editions)
def test_an_edition_corresponds_to_itself(edition: ap.Edition) -> None:
    matches = find_matches(edition, edition)
    assert [(match.before.id, match.after.id) for match in matches] == [(id_, id_) for id_ in sorted(ids_of(edition))]
    assert all(one == other for match in matches for one, other in match.options)
    assert all(len(match.options) == len(match.before.options) for match in matches)
    comparison = ap.compare(edition, edition)
    assert (comparison.unshared, comparison.changed, comparison.undetermined) == ((), 0, 0)


def ids_of(edition: ap.Edition) -> list[str]:
    return [axis.id for axis in edition.axes]


@settings(max_examples=examples(60))
@given(editions, editions)
def test_what_moves_is_what_moves_case_by_case(before: ap.Edition, after: ap.Edition) -> None:
    """Every case of what is shared, in the terms of the earlier side, put to the later one in its own."""
    comparison = ap.compare(before, after)
    matches = [match for match in comparison.matches if match.options]
    totals: Counter[tuple[str, str]] = Counter()
    undetermined = compared = 0
    for case in cases_of(matches):
        earlier = outcomes_at(before, {match.before.id: one for match, (one, _) in zip(matches, case, strict=True)})
        later = outcomes_at(after, {match.after.id: other for match, (_, other) in zip(matches, case, strict=True)})
        compared += 1
        if len(earlier) > 1 or len(later) > 1:
            undetermined += 1
        elif earlier != later:
            totals[min(earlier), min(later)] += 1
    assert (comparison.compared, comparison.undetermined) == (compared, undetermined)
    assert {(total.before.id, total.after.id): total.combinations for total in comparison.totals} == totals


def cases_of(matches: list[AxisMatch]) -> list[tuple[tuple[str, str], ...]]:
    """Every choice of one matched option on each matched axis, as both sides call it."""
    cases: list[tuple[tuple[str, str], ...]] = [()]
    for match in matches:
        cases = [(*case, (one.id, other.id)) for case in cases for one, other in match.options]
    return cases


def outcomes_at(edition: ap.Edition, case: brute.Case) -> set[str]:
    return {outcome for _, outcome in brute.completions(brute.outcomes_of(edition), case)}
