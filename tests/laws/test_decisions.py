"""Laws of deciding, over generated editions."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.soundness import problems_in
from aiprocure.engine.tree import Branch, Leaf, Tree
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
    assert (shuffled, hash(shuffled), shuffled.key) == (answers, hash(answers), answers.key)


@given(sound_editions(most_axes=4, most_options=4))
def test_tree_and_rows_agree(edition: ap.Edition) -> None:
    tree = ap.decision_tree(edition)
    for case, outcome in brute.outcomes_of(edition):
        leaf, asked = walk(tree, case)
        assert leaf.outcome.id == outcome
        path = ap.assess(edition, edition.answers(**case)).path
        assert [(step.axis.id, step.option.id) for step in path] == asked


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


@given(sound_editions(most_axes=4, most_options=4), st.data())
def test_an_irrelevant_axis_could_not_have_mattered(edition: ap.Edition, data: st.DataObject) -> None:
    answers = data.draw(answers_to(edition))
    irrelevant = [axis.id for axis in ap.assess(edition, answers).irrelevant]
    assert irrelevant == brute.irrelevant_axes(edition, dict(answers))


def walk(tree: Tree, case: brute.Case) -> tuple[Leaf, list[tuple[str, str]]]:
    """The leaf a case leads to, and what was asked on the way."""
    asked = []
    while isinstance(tree, Branch):
        chosen = case[tree.axis.id]
        asked.append((str(tree.axis.id), chosen))
        [tree] = [edge.to for edge in tree.edges if chosen in [option.id for option in edge.options]]
    return tree, asked
