"""The decision table in the engine of Apache KIE: it decides as ``assess`` does, and finds neither gap nor overlap."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidEdition
from aiprocure.export import to_dmn, to_tck
from aiprocure.model.axes import AxisId
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Condition
from executed import EDITIONS, Comparing, states_of
from hostile import hostile
from kie import Kie, running_kie

MADE_UP = Path(__file__).parents[1] / "editions"
STYLE = {"DECISION_TABLE_2NDNFVIOLATION", "DECISION_TABLE_CONTRACTION_RULE"}
"""That a row might be written shorter: with "-" for every option, which a missing answer would match, or as one."""
TCK = "{http://www.omg.org/spec/DMN/20160719/testcase}"


@pytest.fixture(scope="module")
def kie() -> Iterator[Kie]:
    with running_kie() as engine:
        yield engine


@pytest.fixture(params=EDITIONS)
def decided(request: pytest.FixtureRequest) -> Edition:
    return EDITIONS[request.param]


def test_every_combination_and_every_partial_state_is_decided_alike(
    kie: Kie, decided: Edition, compare: Comparing
) -> None:
    model, axes = to_dmn(decided), [str(axis.id) for axis in decided.axes]
    states = states_of(decided)
    outcomes = (kie.decide(model, dict(zip(axes, state, strict=True))) for state in states)
    compare(f"Apache KIE {kie.version}", decided, states, outcomes)


def test_the_cases_of_the_conformance_kit_hold(kie: Kie, decided: Edition) -> None:
    model = to_dmn(decided)
    cases = ElementTree.fromstring(to_tck(decided)).findall(f"{TCK}testCase")
    assert len(cases) == len(decided.all_answers()) + len(decided.rules) * len(decided.axes)
    for case in cases:
        inputs = {node.attrib["name"]: node.findtext(f"{TCK}value") or None for node in case.findall(f"{TCK}inputNode")}
        expected = case.findtext(f"{TCK}resultNode/{TCK}expected/{TCK}value") or None
        assert kie.decide(model, inputs) == expected, case.attrib["id"]


def test_a_word_that_is_no_option_has_no_outcome(kie: Kie, edition: Edition) -> None:
    for written in ("A9", "a1", "", "1", "①"):
        assert kie.decide(to_dmn(edition), {"A": written, "B": "B1", "C": "C1", "D": "D1"}) is None


def test_the_analysis_finds_neither_gap_nor_overlap(kie: Kie, decided: Edition) -> None:
    assert set(kie.messages(to_dmn(decided))) <= STYLE
    assert set(kie.messages(to_dmn(hostile(decided)))) <= STYLE


def test_the_analysis_would_find_a_gap_and_an_overlap(kie: Kie, edition: Edition) -> None:
    model = to_dmn(edition)
    start, end = model.index('<rule id="rule-1"'), model.index('<rule id="rule-2"')
    row = model[start:end]
    assert "DECISION_TABLE_GAP" in kie.messages(model.replace(row, ""))
    assert kie.messages(model.replace(row, row + row.replace('"rule-1"', '"rule-0"'))) != kie.messages(model)
    assert any("OVERLAP" in each for each in kie.messages(model.replace(row, row + row.replace("rule-1", "rule-0"))))


@pytest.mark.parametrize("name", ["if", "in-house", "null.a", "1", "9-a", "not"])
def test_the_names_that_are_refused_are_none_to_the_engine(kie: Kie, name: str) -> None:
    renamed = of_axis(name)
    with pytest.raises(InvalidEdition, match="is not a name in FEEL"):
        to_dmn(renamed)
    model = to_dmn(of_axis("placeholder")).replace("placeholder", name)
    assert "INVALID_NAME" in kie.messages(model)


@pytest.mark.parametrize("name", ["outcome", "date", "inner", "information", "a-in-b", "軸", "Q-1", "A.1", "々"])
def test_every_other_name_is_one(kie: Kie, name: str) -> None:
    renamed = of_axis(name)
    model = to_dmn(renamed)
    assert "INVALID_NAME" not in kie.messages(model)
    for answers in renamed.all_answers():
        assert kie.decide(model, answers) == ap.assess(renamed, answers).outcome.id


def of_axis(name: str) -> Edition:
    """The smallest edition, its axis under another id."""
    smallest = ap.editions.read(MADE_UP / "smallest")
    [axis] = smallest.axes
    options = tuple(attrs.evolve(option, axis=AxisId(name)) for option in axis.options)
    renamed = attrs.evolve(axis, id=AxisId(name), slug=f"slug-{name}", options=options)
    rules = (
        attrs.evolve(rule, when=Condition((renamed.id, ids) for _, ids in rule.when.sets)) for rule in smallest.rules
    )
    order = attrs.evolve(smallest.asking_order, axes=(renamed.id,))
    return attrs.evolve(smallest, axes=(renamed,), asking_order=order, rules=tuple(rules))
