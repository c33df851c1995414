"""Laws of encoding: there and back again, through JSON, always to the same bytes."""

import json

import attrs
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.engine.comparison import Comparison
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.dossier import Case, Detail, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import EditionId
from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition
from strategies import answers_to, edition_pairs, partial_answers_to, passages, sound_editions

written_answers = st.builds(WrittenAnswer, passages | st.integers(), st.none() | passages)
cases = st.builds(
    Case,
    st.builds(EditionId, passages),
    st.builds(
        Project,
        st.builds(Detail, passages),
        st.dictionaries(passages.filter("title".__ne__), st.builds(Detail, passages)).map(lambda d: tuple(d.items())),
    ),
    st.builds(WrittenAnswers, st.dictionaries(passages, written_answers)),
)
proposals = st.builds(
    Proposal,
    passages,
    passages,
    st.lists(
        st.builds(
            ProposedRow,
            passages,
            st.builds(
                WrittenCondition,
                st.dictionaries(passages, st.lists(passages | st.integers(), max_size=3).map(tuple), max_size=3),
            ),
            passages,
        ),
        max_size=3,
    ).map(tuple),
    st.lists(passages, max_size=3).map(tuple),
    st.none() | passages,
)


def values_within(value: object) -> list[object]:
    """A value and every value of the model inside it."""
    if isinstance(value, tuple):
        return [inner for item in value for inner in values_within(item)]
    if not attrs.has(type(value)):
        return []
    fields = attrs.fields(type(value))  # type: ignore[arg-type]  # has() has just said so
    return [value, *(inner for field in fields if field.init for inner in values_within(getattr(value, field.name)))]


@given(sound_editions(most_axes=3, most_options=3))
def test_every_value_of_an_edition_comes_back_equal(edition: ap.Edition) -> None:
    for value in values_within(edition):
        data = json.loads(json.dumps(ap.encoding.to_data(value)))
        assert ap.encoding.from_data(data, type(value)) == value


@given(sound_editions(most_axes=3), st.data())
def test_answers_come_back_equal(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    back = ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(answers))), ap.Answers)
    assert (back, hash(back)) == (answers, hash(answers))
    assert ap.assess(edition, back) == ap.assess(edition, answers)


@given(sound_editions(most_axes=3, most_options=3), st.data())
def test_what_if_comes_back_equal(edition: ap.Edition, data: st.DataObject) -> None:
    partial = data.draw(partial_answers_to(edition))
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    exploration = ap.explore(edition, partial)
    for value in (
        partial,
        exploration,
        *ap.what_if(assessment),
        *(route for outcome in edition.outcomes for route in ap.routes(assessment, to=outcome.id)),
    ):
        back = ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(value))), type(value))
        assert (back, hash(back), repr(back), str(back)) == (value, hash(value), repr(value), str(value))
    assert ap.explore(edition, ap.encoding.from_data(ap.encoding.to_data(partial), PartialAnswers)) == exploration


@given(edition_pairs(), st.data())
def test_a_comparison_comes_back_equal(pair: tuple[ap.Edition, ap.Edition], data: st.DataObject) -> None:
    comparison = ap.compare(*pair, inventory=data.draw(st.lists(answers_to(pair[0]), max_size=3)))
    back = ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(comparison))), Comparison)
    assert (back, repr(back), str(back), bool(back)) == (
        comparison,
        repr(comparison),
        str(comparison),
        bool(comparison),
    )
    assert (back.changed, back.unshared, hash(back)) == (comparison.changed, comparison.unshared, hash(comparison))


@given(proposals)
def test_a_proposal_comes_back_equal(proposal: Proposal) -> None:
    assert ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(proposal))), Proposal) == proposal


@given(cases)
def test_a_case_comes_back_equal(case: Case) -> None:
    assert ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(case))), Case) == case


@given(sound_editions(most_axes=3), st.data())
def test_a_trace_is_the_same_every_time_and_is_borne_out(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    again = ap.editions.from_data(ap.encoding.to_data(edition))
    first, second = (json.dumps(ap.encoding.to_data(ap.assess(which, answers))) for which in (edition, again))
    assert first == second
    assert ap.encoding.retrace(json.loads(first), again) == ap.assess(edition, answers)


@given(sound_editions(most_axes=3))
def test_a_fingerprint_tells_editions_apart(edition: ap.Edition) -> None:
    other = attrs.evolve(edition, revision=edition.revision + 1)
    assert ap.encoding.fingerprint(edition) != ap.encoding.fingerprint(other)
