"""Whatever JSON can hold comes in; only the documented exceptions come out, and each names its place."""

import json
from collections.abc import Callable, Iterator, Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import cases, proposals
from aiprocure.engine.comparison import Comparison
from aiprocure.engine.exploration import Exploration
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, Option
from aiprocure.model.citation import Citation
from aiprocure.model.dossier import Case
from aiprocure.model.proposal import Proposal
from aiprocure.model.rules import Reading, Rule
from strategies import json_like, spoiled

EDITION = ap.editions.load("2025-05-27")
SHIPPED = ap.encoding.to_data(EDITION)
CASE = {
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
KINDS = [ap.Answers, ap.Edition, Axis, Option, Rule, Reading, Citation, Text, Case, Proposal, Exploration, Comparison]

axis_names = st.sampled_from(["A", "users", "B", "work", "C", "data", "D", "review", "a", "Ａ", "E", ""])
options = json_like | st.sampled_from(["①", "❷", "３", "D2", "reviewed", 1, 2, 3, True, 10**5000])


def places_are_named(error: ap.errors.Invalid, *, everywhere: bool = False) -> None:
    """Every problem has words, a place where there is more than one, and both can be printed anywhere."""
    assert error.problems
    for problem in error.problems:
        assert problem.where or not (everywhere or len(error.problems) > 1)
        assert problem.what
        assert f"{problem.where}{problem.what}".encode()
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
def spoiled_cases(draw: st.DrawFn) -> object:
    return spoiled(CASE, draw)


@given(spoiled_editions())
def test_an_edition_is_sound_or_refused(data: object) -> None:
    try:
        edition = ap.editions.from_data(data)
    except ap.errors.InvalidEdition as error:
        places_are_named(error)
    else:
        assert len({ap.assess(edition, answers).outcome.id for answers in edition.all_answers()}) > 1


@given(json_like | spoiled_cases())
def test_a_case_is_determined_or_refused(data: object) -> None:
    try:
        assessment = cases.determine(cases.from_data(data))
    except ap.errors.InvalidCase as error:
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


@given(json_like | spoiled_cases())
def test_a_trace_is_borne_out_or_refused(data: object) -> None:
    try:
        ap.encoding.retrace(data, EDITION)
    except (ap.errors.InvalidData, ap.errors.InvalidAnswers) as error:
        places_are_named(error)
    else:
        pytest.fail("no trace at all was borne out")


@given(
    st.binary(max_size=200) | json_like.map(lambda data: json.dumps(data).encode()), st.sampled_from([".toml", ".json"])
)
def test_a_file_is_a_case_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    file = tmp_path_factory.getbasetemp() / f"case{suffix}"
    file.write_bytes(content)
    try:
        cases.load(file)
    except ap.errors.InvalidCase as error:
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
    [lambda d: ap.encoding.from_data(d, ap.Answers), ap.editions.from_data, cases.from_data, proposals.from_data],
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
