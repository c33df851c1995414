"""Laws of deciding, over generated editions."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.soundness import problems_in
from aiprocure.engine.tree import Branch, Leaf, Tree
from aiprocure.errors.text import Text
from aiprocure.model.answers import read_answers
from soak import COMPARISONS, count, examples
from strategies import answers_to, sound_editions


@given(sound_editions())
def test_a_generated_edition_is_sound(edition: ap.Edition) -> None:
    assert problems_in(edition) == ()


@given(sound_editions(most_axes=4, most_options=4))
def test_every_combination_has_exactly_one_row_and_its_outcome(edition: ap.Edition) -> None:
    for answers, case in zip(edition.all_answers(), brute.every_case(edition), strict=True):
        assert dict(answers) == case
        assessment = ap.assess(edition, answers)
        [row] = brute.rows_for(edition.rules, case)
        assert (assessment.rule, assessment.outcome.id) == (row, row.outcome)
        count(COMPARISONS)


@settings(max_examples=examples(10))
@given(sound_editions(most_axes=4, most_options=4))
def test_all_that_is_said_of_every_combination_is_so(edition: ap.Edition) -> None:
    """The law that finds most for the time it takes: hundreds of comparisons an example."""
    everything = brute.Everything(edition)
    for answers in edition.all_answers():
        options = tuple(answers[axis.id] for axis in edition.axes)
        assessment = ap.assess(edition, answers)
        assert assessment.outcome.id == everything.outcome[options]
        assert [edition.readings.index(each) for each in assessment.disputed] == everything.disputing(options)
        assert [edition.axes.index(axis) for axis in assessment.irrelevant] == everything.irrelevant(options)
        assert {frozenset(o.id for o in reason) for reason in ap.explain(assessment)} == everything.reasons(options)
        changes = ap.what_if(assessment)
        for change in changes:
            place = edition.axes.index(change.axis)
            after = (*options[:place], change.option.id, *options[place + 1 :])
            assert change.outcome.id == everything.outcome[after]
            readings = [edition.readings[n].id for n in everything.disputing(after)]
            assert list(change.disputed_by) == readings
        count(COMPARISONS, 4 + 2 * len(changes))


@given(sound_editions(most_axes=4), st.data())
def test_the_order_of_rows_is_irrelevant(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    shuffled = attrs.evolve(edition, rules=tuple(data.draw(st.permutations(edition.rules))))
    assert ap.assess(shuffled, answers).outcome == ap.assess(edition, answers).outcome
    assert ap.decision_tree(shuffled) == ap.decision_tree(edition)


@given(sound_editions(most_axes=4), st.data())
def test_the_order_of_answers_is_irrelevant(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    shuffled = edition.answers(**dict(data.draw(st.permutations(list(answers.items())))))
    assert (shuffled, hash(shuffled)) == (answers, hash(answers))
    assert shuffled is edition.answers(**answers)


@given(sound_editions(most_axes=4, most_options=4))
def test_tree_and_rows_agree(edition: ap.Edition) -> None:
    tree = ap.decision_tree(edition)
    for case, outcome in brute.outcomes_of(edition):
        leaf, asked = walk(tree, case)
        assert leaf.outcome.id == outcome
        path = ap.assess(edition, edition.answers(**case)).path
        assert [(step.axis.id, step.option.id) for step in path] == asked
        count(COMPARISONS)


@given(sound_editions())
def test_a_tree_asks_in_order_and_only_what_matters(edition: ap.Edition) -> None:
    def check(tree: Tree, order: tuple[str, ...]) -> None:
        if isinstance(tree, Branch):
            assert tree.axis.id in order
            assert len(tree.edges) > 1
            assert len({edge.to for edge in tree.edges}) == len(tree.edges)
            assert {o for edge in tree.edges for o in edge.options} == set(tree.axis.options)
            for edge in tree.edges:
                check(edge.to, order[order.index(tree.axis.id) + 1 :])

    check(ap.decision_tree(edition), edition.asking_order.axes)


@given(sound_editions(most_axes=4, most_options=4), st.data())
def test_a_reading_disputes_where_its_own_rows_decide_otherwise(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    assessment = ap.assess(edition, answers)
    expected = [
        reading
        for reading in edition.readings
        if brute.rows_for(reading.rules, dict(answers))[0].outcome != assessment.outcome.id
    ]
    assert list(assessment.disputed) == expected
    count(COMPARISONS)


@given(sound_editions(most_axes=4, most_options=4), st.data())
def test_an_irrelevant_axis_could_not_have_mattered(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    irrelevant = [axis.id for axis in ap.assess(edition, answers).irrelevant]
    assert irrelevant == brute.irrelevant_axes(edition, dict(answers))
    count(COMPARISONS)


def walk(tree: Tree, case: brute.Case) -> tuple[Leaf, list[tuple[str, str]]]:
    """The leaf a case leads to, and what was asked on the way."""
    asked = []
    while isinstance(tree, Branch):
        chosen = case[tree.axis.id]
        asked.append((str(tree.axis.id), chosen))
        [tree] = [edge.to for edge in tree.edges if chosen in [option.id for option in edge.options]]
    return tree, asked


def written_answers(edition: ap.Edition) -> st.SearchStrategy[dict[str, object]]:
    """Answers written in any way, and much that is not an answer."""
    names = [name for axis in edition.axes for name in (axis.id, axis.slug)]
    spellings: list[object] = [
        spelling
        for axis in edition.axes
        for option in axis.options
        for spelling in (option.id, option.number, float(option.number), option.mark, option.slug, option.text.ja)
    ]
    return st.dictionaries(
        st.sampled_from([*names, "unknown"]), st.sampled_from([*spellings, True, None, [], "未定", 1.5]), max_size=7
    )


@given(sound_editions(), st.data())
def test_looking_answers_up_is_reading_them_with_care(edition: ap.Edition, data: st.DataObject) -> None:
    written = data.draw(written_answers(edition))

    def read(reader: Callable[[], ap.Answers]) -> object:
        try:
            return reader()
        except ap.errors.InvalidAnswers as error:
            return error.problems

    careful = read(lambda: read_answers(edition.axes, written))
    assert read(lambda: edition.answers(**written)) == careful
    assert read(lambda: edition.answers(**written)) == careful
    for mapping in edition.all_answers()[:20]:
        assert edition.answers(**mapping) == mapping


@given(sound_editions(), st.data())
def test_answers_are_refused_by_an_edition_whose_words_differ(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    axis, *others = edition.axes
    change: dict[str, Any] = data.draw(st.sampled_from([{"mark": "㋐"}, {"slug": "another"}, {"text": Text("別の語")}]))
    option = attrs.evolve(axis.options[0], **change)
    assume(option != axis.options[0])
    changed = attrs.evolve(edition, axes=(attrs.evolve(axis, options=(option, *axis.options[1:])), *others))
    with pytest.raises(ap.errors.InvalidAnswers):
        ap.assess(changed, answers)
    again = attrs.evolve(edition, axes=tuple(attrs.evolve(axis) for axis in edition.axes))
    assert ap.assess(again, answers) == attrs.evolve(ap.assess(edition, answers), edition=again)
