"""Whatever JSON can hold comes in; only the documented exceptions come out, and each names its place."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers, proposals
from aiprocure.engine.counterfactuals import Route
from aiprocure.engine.exploration import Tally
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, Option
from aiprocure.model.citation import Citation
from aiprocure.model.dossier import Dossier
from aiprocure.model.proposal import Proposal
from aiprocure.model.rules import Reading, Rule
from soak import TRACES as SPOILED
from soak import count
from strategies import json_like, spoiled

EDITION = ap.editions.load("2025-05-27")
SHIPPED = ap.encoding.to_data(EDITION)
DOSSIER = {
    "edition": "2025-05-27",
    "project": {"title": "議事録の要約"},
    "answers": {"A": 3, "B": {"option": "②", "reason": "定型の業務"}, "C": "C2", "D": "reviewed"},
}
PROPOSAL = {
    "edition": "2025-05-27",
    "title": "案",
    "rules": [{"id": "R4", "when": {"C": "②", "work": ["②", 2], "A": 2}, "outcome": "high"}],
    "withdrawn": ["R5"],
}
KINDS = [ap.Answers, ap.Edition, Axis, Option, Rule, Reading, Citation, Text, Dossier, Proposal, Route, Tally]

axis_names = st.sampled_from(["A", "users", "B", "work", "C", "data", "D", "review", "a", "Ａ", "E", ""])
options = json_like | st.sampled_from(["①", "❷", "３", "D2", "reviewed", 1, 2, 3, True, 10**5000])


def places_are_named(error: ap.errors.Invalid, *, everywhere: bool = False) -> None:
    """Every problem has words, a place where there is more than one, and both can be printed anywhere."""
    assert error.problems
    for problem in error.problems:
        assert problem.where or not (everywhere or len(error.problems) > 1)
        assert problem.text.ja
        assert f"{problem}{problem.text.ja}".encode()
        assert len(str(problem)) < 2_000


@given(st.dictionaries(axis_names, options, max_size=5))
def test_answers_are_read_or_refused(written: dict[str, object]) -> None:
    try:
        answers = EDITION.answers(**written)
    except ap.errors.InvalidAnswers as error:
        places_are_named(error, everywhere=True)
    else:
        assert answers in EDITION.all_answers()


@given(options, st.sampled_from(EDITION.axes))
def test_an_option_is_read_only_if_it_belongs_to_its_axis(written: object, axis: Axis) -> None:
    option = axis.read(written)
    assert option is None or option in axis.options


@given(json_like, st.sampled_from(KINDS))
def test_data_becomes_a_value_or_is_refused(data: object, kind: type[object]) -> None:
    try:
        value = ap.encoding.from_data(data, kind)
    except ap.errors.InvalidData as error:
        places_are_named(error)
    else:
        assert isinstance(value, kind)


@st.composite
def spoiled_editions(draw: st.DrawFn) -> object:
    return spoiled(SHIPPED, draw)


@st.composite
def spoiled_dossiers(draw: st.DrawFn) -> object:
    return spoiled(DOSSIER, draw)


@given(spoiled_editions())
def test_an_edition_is_sound_or_refused(data: object) -> None:
    try:
        edition = ap.editions.from_data(data)
    except ap.errors.InvalidEdition as error:
        places_are_named(error)
    else:
        assert len({ap.assess(edition, answers).outcome.id for answers in edition.all_answers()}) > 1


@given(json_like | spoiled_dossiers())
def test_a_dossier_is_determined_or_refused(data: object) -> None:
    try:
        assessment = dossiers.determine(dossiers.from_data(data))
    except ap.errors.InvalidDossier as error:
        places_are_named(error)
    else:
        assert assessment.edition == EDITION


@st.composite
def spoiled_proposals(draw: st.DrawFn) -> object:
    return spoiled(PROPOSAL, draw)


@given(json_like | spoiled_proposals())
def test_a_proposal_is_put_into_effect_or_refused(data: object) -> None:
    try:
        edition = proposals.propose(proposals.from_data(data))
    except ap.errors.InvalidProposal as error:
        places_are_named(error)
    else:
        assert ap.compare(EDITION, edition).compared == 144


@given(st.dictionaries(axis_names, options, max_size=5))
def test_partial_answers_are_explored_or_refused(written: dict[str, object]) -> None:
    try:
        exploration = ap.explore(EDITION, EDITION.partial_answers(**written))
    except ap.errors.InvalidAnswers as error:
        places_are_named(error, everywhere=True)
    else:
        assert exploration.possible


TRACES = [
    ap.encoding.to_data(ap.assess(EDITION, EDITION.answers(A=1, B=2, C=3, D=1))),
    ap.encoding.to_data(ap.assess(EDITION, EDITION.answers(A=3, B=2, C=2, D=2))),
    ap.encoding.to_data(ap.explore(EDITION, EDITION.partial_answers(C=2))),
]


@st.composite
def spoiled_traces(draw: st.DrawFn) -> object:
    return spoiled(draw(st.sampled_from(TRACES)), draw)


def borne_out(data: object) -> ap.Assessment | ap.Exploration | None:
    """What a trace records, where the edition bears it out."""
    try:
        return ap.encoding.retrace(data, EDITION)
    except ap.errors.InvalidData as error:
        places_are_named(error)
        return None


@given(json_like | spoiled_traces() | st.sampled_from(TRACES))
def test_a_trace_is_borne_out_only_where_nothing_in_it_was_changed(data: object) -> None:
    """Types count: true is not 1, and 1.0 is not 1. So the JSON is compared, not the values."""
    found = borne_out(data)
    assert (found is not None) == (
        json.dumps(data, sort_keys=True) in {json.dumps(trace, sort_keys=True) for trace in TRACES}
    )
    assert found is None or ap.encoding.to_data(found) == data
    count(SPOILED, found is None and isinstance(data, dict) and "superseded_by" in data)


def leaves_of(data: object) -> Iterator[tuple[object, ...]]:
    """The way to every value in some data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (key,)
        yield from ((key, *rest) for rest in leaves_of(value))


def changed_at(data: Any, way: tuple[Any, ...], value: object) -> object:
    """The same data with another value in one place."""
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[way[0]] = changed_at(data[way[0]], way[1:], value) if way[1:] else value
    return changed


@pytest.mark.parametrize("trace", TRACES)
def test_no_value_of_a_trace_can_be_changed_unnoticed(trace: object) -> None:
    assert borne_out(trace) is not None
    for way in leaves_of(trace):
        assert borne_out(changed_at(trace, way, "something else")) is None, way
        count(SPOILED)


@given(
    st.binary(max_size=200) | json_like.map(lambda data: json.dumps(data).encode()), st.sampled_from([".toml", ".json"])
)
def test_a_file_is_a_dossier_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    file = tmp_path_factory.getbasetemp() / f"case{suffix}"
    file.write_bytes(content)
    try:
        dossiers.load(file)
    except ap.errors.InvalidDossier as error:
        places_are_named(error)


class Unsuited(Mapping[object, object]):
    """A table whose keys are no text."""

    def __getitem__(self, key: object) -> object:
        return self

    def __iter__(self) -> Iterator[object]:
        return iter([1, None, (2,), "A"])

    def __len__(self) -> int:
        return 4


@pytest.mark.parametrize(
    "read",
    [lambda d: ap.encoding.from_data(d, ap.Answers), ap.editions.from_data, dossiers.from_data, proposals.from_data],
)
def test_keys_that_are_no_text_are_refused(read: Callable[[object], object]) -> None:
    with pytest.raises(ap.errors.Invalid) as caught:
        read(Unsuited())
    places_are_named(caught.value)


def nested(depth: int) -> object:
    """A list in a list in a list …"""
    data: object = []
    for _ in range(depth):
        data = [data]
    return data


@pytest.mark.parametrize("kind", KINDS)
def test_depth_and_length_do_no_harm(kind: type[object]) -> None:
    for data in (nested(100_000), "x" * 10_000_000, dict.fromkeys(map(str, range(100_000))), 10**100_000):
        with pytest.raises(ap.errors.InvalidData) as caught:
            ap.encoding.from_data(data, kind)
        assert len(str(caught.value)) < 100_000
        with pytest.raises(ap.errors.InvalidAnswers):
            EDITION.answers(A=data, B=1, C=1, D=1)


def test_only_a_sound_edition_comes_of_attrs_evolve_too() -> None:
    for rules in (
        (),
        EDITION.rules[:-1],
        (*EDITION.rules, attrs.evolve(EDITION.rules[0], outcome=EDITION.outcomes[0].id)),
    ):
        broken = attrs.evolve(EDITION, rules=rules)
        for answers in EDITION.all_answers():
            with pytest.raises(ap.errors.InvalidEdition):
                ap.assess(broken, answers)
