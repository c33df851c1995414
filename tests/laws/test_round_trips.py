"""Laws of encoding: there and back again, through JSON, always to the same bytes."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.errors import InvalidData
from aiprocure.model.answers import PartialAnswers
from aiprocure.model.dossier import Detail, Dossier, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import EditionId
from aiprocure.model.proposal import Proposal, ProposedRow, WrittenCondition
from strategies import answers_to, edition_pairs, partial_answers_to, passages, sound_editions

written_answers = st.builds(WrittenAnswer, passages | st.integers(), st.none() | passages)
dossiers = st.builds(
    Dossier,
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
    assert ap.assess(edition, edition.answers(**back)) == ap.assess(edition, answers)


@given(sound_editions(most_axes=3, most_options=3), st.data())
def test_what_if_comes_back_equal(edition: ap.Edition, data: st.DataObject) -> None:
    partial = data.draw(partial_answers_to(edition))
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    for value in (
        partial,
        *ap.what_if(assessment),
        *(route for outcome in edition.outcomes for route in ap.routes(assessment, to=outcome.id)),
    ):
        back = ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(value))), type(value))
        assert (back, hash(back), repr(back), str(back)) == (value, hash(value), repr(value), str(value))
    again = ap.encoding.from_data(ap.encoding.to_data(partial), PartialAnswers)
    assert edition.partial_answers(**again) == partial


@given(sound_editions(most_axes=3), st.data())
def test_an_exploration_is_found_anew_from_its_record(edition: ap.Edition, data: st.DataObject) -> None:
    exploration = ap.explore(edition, data.draw(partial_answers_to(edition)))
    record = json.loads(json.dumps(ap.encoding.to_data(exploration)))
    assert ap.encoding.retrace(record, edition) == exploration
    key = data.draw(st.sampled_from(sorted(record)))
    with pytest.raises(InvalidData):
        ap.encoding.retrace({name: value for name, value in record.items() if name != key}, edition)


@given(edition_pairs(), st.data())
def test_a_comparison_is_written_the_same_every_time(pair: tuple[ap.Edition, ap.Edition], data: st.DataObject) -> None:
    inventory = data.draw(st.lists(answers_to(pair[0]), max_size=3))
    first, second = (json.dumps(ap.encoding.to_data(ap.compare(*pair, inventory=inventory))) for _ in range(2))
    assert first == second
    record = json.loads(first)
    assert (record["before"]["fingerprint"], record["after"]["fingerprint"]) == tuple(
        map(ap.encoding.fingerprint, pair)
    )
    for move in ap.compare(*pair, inventory=inventory).moves:
        assert ap.encoding.to_data(move) in record["moves"]


@given(proposals)
def test_a_proposal_comes_back_equal(proposal: Proposal) -> None:
    assert ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(proposal))), Proposal) == proposal


@given(dossiers)
def test_a_dossier_comes_back_equal(dossier: Dossier) -> None:
    assert ap.encoding.from_data(json.loads(json.dumps(ap.encoding.to_data(dossier))), Dossier) == dossier


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
