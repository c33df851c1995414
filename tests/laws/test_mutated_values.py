"""Values and traces with something else in one place.

A value of any kind that is exchanged is then read or refused; a trace is always refused.

The values are those of the shipped edition and of a dossier, and what comes of them.
"""

import random
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers, profiles, proposals
from aiprocure.encoding.exchanged import EXCHANGED
from aiprocure.engine.comparison import OpenMove
from aiprocure.errors import Choice, Problem
from aiprocure.errors.text import Text
from aiprocure.model.amendments import Difference
from aiprocure.model.check_sheets import OwnColumn
from soak import TRACES, VALUES, count, examples
from strategies import answers_to, json_like, partial_answers_to, sound_editions

EDITION = ap.editions.load("2025-05-27")
DOSSIER: dict[str, Any] = {
    "edition": EDITION.id,
    "project": {"title": "議事録の要約", "ministry": ["庁", 1]},
    "on": "2026-04-01",
    "phase": "service",
    "answers": {"A": 3, "B": {"option": "②", "reason": "定型の業務"}, "C": "C2"},
    "system": {"outputs": ["text"], "personal_information": True, "cloud": True, "ismap": "listed"},
    "advice": {"sought": True, "reason": "高リスクのおそれ"},
    "judgements": {"planner": {"by": "課長", "on": "2026-03-01", "answers": {"A": 3}}},
    "products": [{"name": "対話", "risk": True}],
    "nco_advice": {"sought": False, "reason": "リスクがない"},
    "service": {"accepted_on": "2026-04-01"},
    "verifications": [{"on": "2026-05-01", "what": "期待品質"}],
    "requirements": [{"id": "14", "measures": ["確かめる"], "evidence": ["設計書"], "words": "語"}],
    "risk_cases": [{"happened": "漏えい", "on": "2026-05-01", "reports": [{"to": "庁", "on": "2026-05-02"}]}],
}
PROPOSAL: dict[str, Any] = {
    "edition": EDITION.id,
    "title": "案",
    "rules": [{"id": "R4", "when": {"C": "②", "B": "②", "A": "②"}, "outcome": "high"}],
    "withdrawn": ["R5"],
}
PROFILE: dict[str, Any] = {
    "edition": EDITION.id,
    "title": "方針",
    "requirements": [{"id": "14", "standing": "必須", "when": {"phases": ["service"]}}],
    "own_clauses": [{"number": 101, "text": "再委託の承認", "standing": "必須"}],
    "weights": [{"code": "no-terms-of-use", "severity": "warning"}],
    "waivers": [{"code": "no-verification", "reason": "試行", "post": "CAIO", "lapses": "2027-04-01"}],
}
MOST_PLACES, MANY_PLACES, MOST_CHARACTERS = 40, 5_000, 2_000
ODD: st.SearchStrategy[Any] = json_like | st.sampled_from(
    [None, True, 1, 1.0, -1, float("nan"), float("inf"), "", "\ud800", "\0", "\u034f", [], {}, {"ja": ""}]
)
HUGE = st.just(10**5000)


def values_within(value: object) -> Iterator[object]:
    """A value and every exchanged value inside it."""
    if isinstance(value, tuple):
        for inner in value:
            yield from values_within(inner)
    elif attrs.has(type(value)):
        if type(value) in EXCHANGED:
            yield value
        for field in attrs.fields(type(value)):  # type: ignore[arg-type]  # has() has just said so
            yield from values_within(getattr(value, field.name, None))


def values_of_every_kind() -> dict[str, list[object]]:
    """Values by the names of their kinds."""
    dossier, proposal = dossiers.from_data(DOSSIER), proposals.from_data(PROPOSAL)
    profile = profiles.from_data(PROFILE)
    assessment = ap.assess(EDITION, EDITION.answers(A=3, B=2, C=2, D=2))
    proposed = proposals.propose(proposal)
    comparison = ap.compare(EDITION, proposed, inventory=[EDITION.answers(A=2, B=2, C=2, D=1)])
    sources: list[object] = [
        ap.item_statuses(dossier, EDITION, ap.check(dossier, EDITION)),
        *(EDITION, dossier, profile, proposal, comparison, ap.explore(EDITION, EDITION.partial_answers(A=3))),
        *(
            EDITION.partial_answers(A=1),
            assessment.answers,
            ap.what_if(assessment),
            ap.check(dossier, EDITION, profile),
        ),
        *(ap.routes(assessment, to=outcome.id) for outcome in EDITION.outcomes),
        Problem.of("not-given", "/A", expected=[Choice("A1", "①")]),
        OpenMove(EDITION.rules[0].when, EDITION.outcomes, EDITION.outcomes[:1], 1, 0),
        OwnColumn(Text("備考"), Text("語")),
        Difference("sheet-row/19", "sheet-row/19-supplied", "text", Text("語"), None, "表 B2"),
    ]
    found: dict[str, list[object]] = {}
    for source in sources:
        for value in values_within(source):
            found.setdefault(type(value).__name__, []).append(value)
    return found


KINDS = values_of_every_kind()


def test_there_is_a_value_of_every_kind() -> None:
    assert set(KINDS) == {kind.__name__ for kind in EXCHANGED}


@settings(max_examples=examples(60))
@given(st.sampled_from(sorted(KINDS)), ODD | HUGE, st.randoms(use_true_random=False))
def test_a_value_with_something_else_in_one_place_is_read_or_refused(
    kind: str, other: object, random: random.Random
) -> None:
    value = random.choice(KINDS[kind])
    data = ap.encoding.to_data(value)
    places = list(ways_within(data))
    tried = random.sample(places, 1 if len(places) > MANY_PLACES else min(len(places), MOST_PLACES))
    for place in tried:
        is_read_or_refused(changed_at(data, place, other), type(value))
    count(VALUES, len(tried))


@settings(max_examples=examples(15))
@given(sound_editions(most_axes=3, most_options=3), st.data(), ODD, st.randoms(use_true_random=False))
def test_a_trace_with_something_else_in_one_place_is_noticed(
    edition: ap.Edition, data: st.DataObject, other: object, random: random.Random
) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    exploration = ap.explore(edition, data.draw(partial_answers_to(edition)))
    for value in (assessment, exploration):
        trace = ap.encoding.to_data(value)
        assert ap.encoding.retrace(trace, edition) == value
        places = list(ways_within(trace))
        for place in random.sample(places, min(len(places), MOST_PLACES)):
            for spoiled in (changed_at(trace, place, other), without(trace, place)):
                is_noticed(spoiled, trace, edition)


def is_noticed(spoiled: object, trace: object, edition: ap.Edition) -> None:
    """Types count: true is not 1, and 1.0 is not 1. So what is written is compared, not the values."""
    if repr(spoiled) != repr(trace):
        with pytest.raises(ap.errors.InvalidData) as caught:
            ap.encoding.retrace(spoiled, edition)
        places_are_named(caught.value.problems)
        count(TRACES)


def is_read_or_refused(data: object, kind: type[object]) -> None:
    """What is read is the same after a journey through plain data; what is refused is refused with its place."""
    try:
        read = ap.encoding.from_data(data, kind)
    except ap.errors.InvalidData as error:
        places_are_named(error.problems)
    else:
        assert ap.encoding.from_data(ap.encoding.to_data(read), kind) == read


def places_are_named(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.where or len(problems) == 1
        assert f"{problem}{problem.text.ja}".encode()
        assert len(str(problem)) < MOST_CHARACTERS


def ways_within(data: object) -> Iterator[tuple[Any, ...]]:
    """The way to every value in some data."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield (key,)
        yield from ((key, *rest) for rest in ways_within(value))


def without(data: Any, way: tuple[Any, ...]) -> object:
    """The same data without one place."""
    less = dict(data) if isinstance(data, dict) else list(data)
    if way[1:]:
        less[way[0]] = without(data[way[0]], way[1:])
    else:
        del less[way[0]]
    return less


def changed_at(data: Any, way: tuple[Any, ...], value: object) -> object:
    """The same data with another value in one place."""
    changed = dict(data) if isinstance(data, dict) else list(data)
    changed[way[0]] = changed_at(data[way[0]], way[1:], value) if way[1:] else value
    return changed
