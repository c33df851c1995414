"""Laws of editions of one's own, over generated editions: nothing is lost, and the schema agrees with the reader."""

import itertools
import json
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import editions, proposals
from aiprocure.editions.skeleton import blank_edition, unwritten_in
from aiprocure.encoding import from_data, to_data
from aiprocure.engine.edition_summary import summarize
from aiprocure.engine.monotonicity import reversals
from aiprocure.engine.shape import fits, values_in
from aiprocure.errors import InvalidData, InvalidEdition, InvalidProposal
from aiprocure.errors.text import Text
from aiprocure.export import to_json_schema
from aiprocure.export.edition_template import to_edition_template
from aiprocure.model.axes import Axis, OptionId, RiskOrder
from aiprocure.model.check_sheets import Countermeasure, OwnColumn, SheetRow, SheetRowId
from aiprocure.model.edition import Edition
from aiprocure.model.proposal import Proposal
from soak import examples
from strategies import CITATION, plain_texts, sound_editions, spoiled

SHIPPED = ap.editions.load("2025-05-27")
SCHEMA = jsonschema.Draft202012Validator(to_json_schema(Edition))
visible = plain_texts.filter(str.strip)


@st.composite
def editions_with_rows(draw: st.DrawFn) -> Edition:
    """Editions with words of any kind, and rows that have others inside them."""
    edition = draw(sound_editions(most_axes=3, most_options=3))
    text = Text(draw(visible), draw(st.none() | visible))
    row = SheetRow(
        SheetRowId("row"),
        text,
        CITATION,
        countermeasures=tuple(Countermeasure(text, CITATION, detail=text) for _ in range(draw(st.integers(0, 2)))),
        own_columns=tuple(OwnColumn(text, text) for _ in range(draw(st.integers(0, 2)))),
    )
    return attrs.evolve(edition, text=text, sheet_rows=(row,) if draw(st.booleans()) else ())


@settings(max_examples=examples(25))
@given(editions_with_rows(), st.sampled_from(["v2", "v2.json", "v2.toml"]))
def test_an_edition_comes_back_as_it_was_written_and_again(edition: Edition, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder, name), Path(folder, f"again-{name}")
        editions.write(edition, first)
        read = editions.read(first)
        assert read == edition
        editions.write(read, second)
        assert editions.read(second) == edition
        assert contents(first) == contents(second)


def contents(path: Path) -> dict[str, bytes]:
    if path.is_file():
        return {"": path.read_bytes()}
    return {file.name: file.read_bytes() for file in path.iterdir()}


def write_all(files: dict[str, str], folder: str) -> None:
    for name, text in files.items():
        Path(folder, name).write_text(text, "utf-8")


@settings(max_examples=examples(10))
@given(editions_with_rows() | st.just(blank_edition()) | st.just(SHIPPED))
def test_a_template_loads_as_the_edition_it_was_made_of(edition: Edition) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_all(to_edition_template(edition), folder)
        assert editions.read(folder) == edition


def every_part() -> dict[str, Any]:
    """An edition in which every class has a record, as plain data: a new one with every ``#`` of a template gone."""
    data: dict[str, Any] = {}
    for text in to_edition_template(blank_edition()).values():
        lines = (line[1:] if line[:1] == "#" and line[1:2] not in ("", " ") else line for line in text.splitlines())
        data |= tomllib.loads("\n".join(lines))
    return data


def test_the_templates_of_a_template_have_the_form_of_an_edition() -> None:
    whole = from_data(every_part(), Edition)
    assert all(getattr(whole, field.name) for field in attrs.fields(Edition) if field.init)
    assert len(unwritten_in(whole)) > len(unwritten_in(blank_edition())) > 10


def is_formed(document: object) -> bool:
    """Whether data has the form of an edition to the reader."""
    try:
        return fits(from_data(document, Edition), Edition)
    except InvalidData:
        return False


def test_the_schema_and_the_reader_agree_on_every_key_of_every_class() -> None:
    """Each is left out, or has a value of another type; and each table has one key too many."""
    whole = json.loads(json.dumps(to_data(from_data(every_part(), Edition))))
    wrong: list[object] = [3, "x", None, [], {}, True, [3], "2025-02-30"]
    others = itertools.cycle(wrong)
    tried: list[bool] = []
    for table in {tuple(table): table for table in first_tables(whole)}.values():  # one of each class
        kept = dict(table)
        for changed in (
            {**kept, "x-unknown": 1},
            *({name: value for name, value in kept.items() if name != left_out} for left_out in kept),
            *({**kept, name: next(others)} for name in kept),
        ):
            table.clear()
            table.update(changed)
            tried.append(is_formed(whole))
            assert SCHEMA.is_valid(whole) == tried[-1], (kept, changed)
        table.clear()
        table.update(kept)
    assert tried.count(True) > 50 < tried.count(False)


def first_tables(data: Any) -> list[dict[str, Any]]:
    """Every table in plain data, of a list that in its first place."""
    if isinstance(data, list):
        return first_tables(data[0]) if data else []
    if isinstance(data, dict):
        return [data, *(table for value in data.values() for table in first_tables(value))]
    return []


@settings(max_examples=examples(25))
@given(st.data())
def test_the_schema_of_editions_accepts_what_has_the_form_of_one(data: st.DataObject) -> None:
    edition = data.draw(editions_with_rows())
    document = json.loads(json.dumps(spoiled(to_data(edition), data.draw)))  # type: ignore[arg-type]  # a composite's draw
    if any(isinstance(leaf, float) and leaf.is_integer() for leaf in leaves(document)):
        return  # 3.0 is a whole number to JSON Schema, and not to the reader
    formed = is_formed(document)
    assert SCHEMA.is_valid(document) == formed
    if not formed:
        with pytest.raises(InvalidEdition):
            editions.from_data(document)


def leaves(data: object) -> list[object]:
    if isinstance(data, dict):
        data = list(data.values())
    return [leaf for each in data for leaf in leaves(each)] if isinstance(data, list) else [data]


def test_the_schema_of_editions_accepts_those_that_are_carried_and_built() -> None:
    document = json.loads(json.dumps(to_data(SHIPPED)))
    SCHEMA.validate(document)
    SCHEMA.validate(document | {"format": "aiprocure.edition/1", "fingerprint": "sha256:0"})
    assert not SCHEMA.is_valid(document | {"format": "aiprocure.edition/2"})


PROPOSAL: dict[str, object] = {
    "edition": "2025-05-27",
    "title": "案",
    "rules": [{"id": "R4", "when": {"C": "②", "B": [2], "users": ["A2"]}, "outcome": "高"}],
    "withdrawn": ["R5"],
    "reason": None,
}
WORDS = st.sampled_from(
    ["A1", "①", "A", "users", 2, 3.0, 9, "R5", "R99", "low", "2025－05－27", [], ["B2", 1], "x y", ""]
)
BEYOND = {"row-given-twice", "undecided-combination", "row-overlaps", "id-repeated"}


@settings(max_examples=examples(25))
@given(st.data())
def test_the_schema_of_proposals_accepts_what_means_something_in_the_edition(data: st.DataObject) -> None:
    schema = jsonschema.Draft202012Validator(to_json_schema(Proposal, SHIPPED))
    document = spoiled(PROPOSAL, data.draw, WORDS)  # type: ignore[arg-type]  # a composite's draw
    try:
        proposals.from_data(document, edition=SHIPPED)
        codes = set[str]()
    except InvalidProposal as error:
        codes = {problem.code for problem in error.problems}
    assert schema.is_valid(document) == (codes <= BEYOND)


def decided(edition: Edition, answers: ap.Answers) -> int:
    [outcome] = [rule.outcome for rule in edition.rules if rule.when.holds(dict(answers))]
    return [each.id for each in edition.outcomes].index(outcome)


@settings(max_examples=examples(40))
@given(st.data())
def test_an_edition_is_monotone_where_no_graver_answer_is_lighter(data: st.DataObject) -> None:
    """By hand: every two combinations that differ on one axis, of which one answer is at least as grave."""
    edition = data.draw(sound_editions(most_axes=3, most_options=3))
    axes = tuple(attrs.evolve(axis, risk_order=data.draw(orders(axis))) for axis in edition.axes)
    edition = attrs.evolve(edition, axes=axes)
    ranks = {id_: rank for axis in axes for rank, group in enumerate(axis.risk_order.lightest_first) for id_ in group}
    reversed_pairs: Counter[tuple[str, str]] = Counter()
    for one, other in itertools.permutations(edition.all_answers(), 2):
        differing = [axis for axis in one if one[axis] != other[axis]]
        if len(differing) == 1 and ranks[one[differing[0]]] <= ranks[other[differing[0]]]:
            reversed_pairs[one[differing[0]], other[differing[0]]] += decided(edition, one) > decided(edition, other)
    found = reversals(edition)
    assert bool(found) == bool(+reversed_pairs)
    for each in found:
        assert each.cases == reversed_pairs[each.lighter.id, each.graver.id]
        lighter = decided(edition, each.sample.but(**{each.graver.axis: each.graver.id}))
        assert each.sample[each.lighter.axis] == each.lighter.id
        assert lighter < decided(edition, each.sample)


@st.composite
def orders(draw: st.DrawFn, axis: Axis) -> RiskOrder:
    """Any order of an axis's options, some of equal risk."""
    groups: list[tuple[OptionId, ...]] = []
    for option in draw(st.permutations(axis.options)):
        joins: bool = draw(st.booleans())
        if groups and joins:
            groups[-1] += (option.id,)
        else:
            groups.append((option.id,))
    return RiskOrder(tuple(groups), CITATION)


@settings(max_examples=examples(20))
@given(sound_editions(most_axes=3, most_options=3))
def test_a_summary_counts_what_every_combination_comes_to(edition: Edition) -> None:
    summary = summarize(edition)
    counts = Counter(decided(edition, answers) for answers in edition.all_answers())
    assert [tally.combinations for tally in summary.tallies] == [counts[n] for n in range(len(edition.outcomes))]
    assert summary.combinations == counts.total()
    assert [reading for reading, _ in summary.disputed] == [reading.id for reading in edition.readings]
    assert {entry.record for entry in summary.untranslated} >= set(edition.axes if edition.text.en is None else ())
    for entry in summary.untranslated:
        assert any(isinstance(each, Text) and each.en is None for _, each in values_in("", entry.record))
