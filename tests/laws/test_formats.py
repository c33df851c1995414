"""What an edition is written as in the formats of others says of every combination what the edition says."""

import json
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import proposals
from aiprocure.errors import InvalidAnswers, InvalidProposal, Problem
from aiprocure.export import to_csv, to_dmn, to_tck, to_vectors
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Rule, RuleId
from soak import examples
from strategies import redrawn_pairs, sound_editions

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
TCK = "{http://www.omg.org/spec/DMN/20160719/testcase}"


def failures(edition: Edition, vectors: Mapping[str, list[dict[str, object]]]) -> Iterator[object]:
    """The vectors that the library, with an edition, does not bear out."""
    for vector in (*vectors["decided"], *vectors["refused"]):
        expected = {key: value for key, value in vector.items() if key != "answers"}
        answers = vector["answers"]
        assert isinstance(answers, dict)
        found: dict[str, object]
        try:
            assessment = ap.assess(edition, edition.answers(**answers))
        except InvalidAnswers as error:
            found = {"problems": [{"code": each.code, "where": each.where} for each in error.problems]}
        else:
            disputed = [reading.id for reading in assessment.disputed]
            found = {"outcome": assessment.outcome.id, "rule": assessment.rule.id, "disputed_by": disputed}
        if found != expected:
            yield vector


@given(st.data(), sound_editions(most_axes=3, most_options=3))
@settings(max_examples=examples(25))
def test_vectors_hold_for_their_edition_and_for_no_other_rows(data: st.DataObject, edition: Edition) -> None:
    vectors = json.loads(to_vectors(edition))
    assert list(failures(edition, vectors)) == []
    assert len(vectors["decided"]) == len(edition.all_answers())
    at = data.draw(st.integers(0, len(edition.rules) - 1))
    mutant = attrs.evolve(edition, rules=tuple(data.draw(mutated_rows(edition, at))))
    assert next(failures(mutant, vectors), None) is not None


@st.composite
def mutated_rows(draw: st.DrawFn, edition: Edition, at: int) -> list[Rule]:
    """The rows with another outcome or another id for one of them."""
    rows = list(edition.rules)
    others = [outcome.id for outcome in edition.outcomes if outcome.id != rows[at].outcome]
    changed = st.sampled_from(others).map(lambda outcome: attrs.evolve(rows[at], outcome=outcome))
    rows[at] = draw(changed | st.just(attrs.evolve(rows[at], id=RuleId(f"{rows[at].id}x"))))
    return rows


@given(redrawn_pairs(most_axes=3, most_options=3))
@settings(max_examples=examples(25))
def test_vectors_fail_every_edition_that_decides_otherwise(pair: tuple[Edition, Edition]) -> None:
    edition, other = pair
    decides_alike = all(
        (ap.assess(edition, answers).outcome, ap.assess(edition, answers).disputed)
        == (ap.assess(other, answers).outcome, ap.assess(other, answers).disputed)
        for answers in edition.all_answers()
    )
    fails = next(failures(other, json.loads(to_vectors(edition))), None) is not None
    assert decides_alike or fails


def decided_by_table(table: ElementTree.Element, answers: Mapping[str, str | None]) -> list[str]:
    """What the rows of a decision table come to that take these answers: one outcome, with UNIQUE, or none."""
    names = [each.text for each in table.findall(f"{DMN}input/{DMN}inputExpression/{DMN}text")]
    found: list[str] = []
    for rule in table.findall(f"{DMN}rule"):
        entries = [(each.text or "").split(",") for each in rule.findall(f"{DMN}inputEntry/{DMN}text")]
        if all(f'"{answers.get(name or "")}"' in entry for name, entry in zip(names, entries, strict=True)):
            found.append((rule.findtext(f"{DMN}outputEntry/{DMN}text") or "").strip('"'))
    return found


@given(sound_editions(most_axes=4, most_options=3))
@settings(max_examples=examples(25))
def test_a_decision_table_takes_every_case_once_and_no_open_one(edition: Edition) -> None:
    table = ElementTree.fromstring(to_dmn(edition)).find(f".//{DMN}decisionTable")
    assert table is not None
    for answers in edition.all_answers():
        assert decided_by_table(table, answers) == [ap.assess(edition, answers).outcome.id]
    for axis in edition.axes:
        assert decided_by_table(table, {**edition.all_answers()[0], axis.id: None}) == []


@given(sound_editions(most_axes=3, most_options=3))
@settings(max_examples=examples(25))
def test_the_cases_of_the_conformance_kit_are_what_the_edition_decides(edition: Edition) -> None:
    cases = ElementTree.fromstring(to_tck(edition)).findall(f"{TCK}testCase")
    assert len({case.attrib["id"] for case in cases}) == len(cases)
    for case in cases:
        inputs = {node.attrib["name"]: node.findtext(f"{TCK}value") for node in case.findall(f"{TCK}inputNode")}
        expected = case.findtext(f"{TCK}resultNode/{TCK}expected/{TCK}value")
        if all(inputs.values()):
            assert expected == ap.assess(edition, edition.answers(**inputs)).outcome.id
        else:
            assert not expected


@given(st.data(), redrawn_pairs(most_axes=4, most_options=4))
@settings(max_examples=examples(25))
def test_rows_written_as_a_table_come_back_as_they_were(data: st.DataObject, pair: tuple[Edition, Edition]) -> None:
    edition, other = pair
    text = to_csv(other)
    heading, *lines = text.splitlines(keepends=True)
    shuffled = heading + "".join(data.draw(st.permutations(lines)))
    same = proposals.from_csv(to_csv(edition), edition=edition, title="同じ行")
    assert (same.rules, same.withdrawn) == ((), ())
    proposal = proposals.from_csv(shuffled, edition=edition, title="改める行")
    redrawn = proposals.propose(proposal, edition)
    assert {(r.id, r.when, r.outcome) for r in redrawn.rules} == {(r.id, r.when, r.outcome) for r in other.rules}
    assert not ap.compare(edition.with_rules(other.rules), redrawn).changed


@given(st.data(), sound_editions(most_axes=3, most_options=3))
@settings(max_examples=examples(25))
def test_a_table_with_a_cell_changed_is_another_proposal_or_refused_at_its_line(
    data: st.DataObject, edition: Edition
) -> None:
    lines = [line.split(",") for line in to_csv(edition).splitlines()]
    row, column = data.draw(st.integers(1, len(lines) - 1)), data.draw(st.integers(0, len(edition.axes) + 1))
    cell = data.draw(st.sampled_from(["", "*", "?", "A1", "low", "R1", "A1|A2", "①②", "=1+1"]) | st.text(max_size=5))
    if any(character in cell for character in '",\r\n'):
        return
    lines[row][column] = cell
    text = "\r\n".join(map(",".join, lines))
    problems: tuple[Problem, ...] = ()
    try:
        proposals.propose(proposals.from_csv(text, edition=edition, title="改める行"), edition)
    except InvalidProposal as error:
        problems = error.problems
    assert all(problem.line for problem in problems)
