"""The shipped edition decides as the source does, by oracles written apart from the engine."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import aiprocure as ap
import brute
from aiprocure.engine.tree import Branch, Leaf, Tree

BY_HAND = Path(__file__).with_name("by_hand.txt")


def written_by_hand() -> dict[tuple[str, str, str, str], str]:
    """The outcomes of by_hand.txt, by the marks of A, B, C and D."""
    table: dict[tuple[str, str, str, str], str] = {}
    b = c = ""
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        if block := re.fullmatch("C(.) B(.)", line):
            c, b = block.groups()
        elif row := re.fullmatch("A(.) (高|低) (高|低) (高|低)", line):
            a, *outcomes = row.groups()
            table |= {(a, b, c, d): outcome for d, outcome in zip("①②③", outcomes, strict=True)}
    return table


def c_is_grave(c: str) -> bool:
    return c in "①④"


def adopted(a: str, b: str, c: str, d: str) -> bool:
    """Whether the adopted reading gives 高, as the branches of the figure say it."""
    if c_is_grave(c):
        return True
    if b in "①③":
        return True
    if c == "②":
        return a in "①④" or (a == "②" and d in "①③")
    return a in "①④" and d in "①③"


def rival_1(a: str, b: str, c: str, d: str) -> bool:
    if c == "③":
        return b in "①③" and (a in "①④" or d in "①③")
    return adopted(a, b, c, d)


def rival_2(a: str, b: str, c: str, d: str) -> bool:
    if c == "③":
        return b in "①③" and a in "①④" and d in "①③"
    return adopted(a, b, c, d)


def rival_3(a: str, b: str, c: str, d: str) -> bool:
    if c == "②":
        return b in "①③" and (a in "①④" or (a == "②" and d in "①③"))
    return rival_2(a, b, c, d)


ALL_MARKS = [(a, b, c, d) for a in "①②③④" for b in "①②③" for c in "①②③④" for d in "①②③"]


def test_every_combination_comes_out_as_written_by_hand(edition: ap.Edition) -> None:
    table = written_by_hand()
    assert sorted(table) == sorted(ALL_MARKS)
    for a, b, c, d in ALL_MARKS:
        assessment = ap.assess(edition, edition.answers(A=a, B=b, C=c, D=d))
        assert str(assessment.outcome) == table[a, b, c, d]


def test_132_are_high_and_12_are_low(edition: ap.Edition) -> None:
    outcomes = Counter(ap.assess(edition, answers).outcome.id for answers in edition.all_answers())
    assert outcomes == {"high": 132, "low": 12}


@pytest.mark.parametrize(
    ("reading", "branches", "high"),
    [("adopted", adopted, 132), ("rival-1", rival_1, 124), ("rival-2", rival_2, 112), ("rival-3", rival_3, 96)],
)
def test_each_reading_is_its_branches(
    edition: ap.Edition, reading: str, branches: Callable[[str, str, str, str], bool], high: int
) -> None:
    rules = next((r.rules for r in edition.readings if r.id == reading), edition.rules)
    counted = 0
    for marks in ALL_MARKS:
        case = dict(edition.answers(**dict(zip("ABCD", marks, strict=True))))
        [row] = brute.rows_for(rules, case)
        assert (row.outcome == "high") == branches(*marks)
        counted += row.outcome == "high"
    assert counted == high


def test_the_low_sets_of_the_readings_are_nested(edition: ap.Edition) -> None:
    """12 ⊂ 20 ⊂ 32 ⊂ 48: where the adopted reading says 低, so do all others. It can only be too cautious."""
    row_sets = [edition.rules, *(reading.rules for reading in edition.readings)]
    lows = [
        {tuple(case.values()) for case in brute.every_case(edition) if brute.rows_for(rules, case)[0].outcome == "low"}
        for rules in row_sets
    ]
    assert [len(low) for low in lows] == [12, 20, 32, 48]
    assert lows[0] < lows[1] < lows[2] < lows[3]


def test_36_combinations_are_disputed(edition: ap.Edition) -> None:
    assert sum(bool(ap.assess(edition, answers).disputed) for answers in edition.all_answers()) == 36


def test_a_graver_answer_never_lightens_the_outcome_in_any_reading(edition: ap.Edition) -> None:
    weight = {outcome.id: position for position, outcome in enumerate(edition.outcomes)}
    compared = 0
    for rules in (edition.rules, *(reading.rules for reading in edition.readings)):
        for case in brute.every_case(edition):
            for axis in edition.axes:
                groups = enumerate(axis.risk_order.lightest_first)
                rank = {str(option): position for position, group in groups for option in group}
                for option in axis.options:
                    before, after = (brute.rows_for(rules, {**case, axis.id: o})[0] for o in (case[axis.id], option.id))
                    if rank[option.id] >= rank[case[axis.id]]:
                        assert weight[after.outcome] >= weight[before.outcome]
                        compared += 1
    assert compared > 4 * 144 * 4


def test_undecided_sits_with_the_gravest_option(edition: ap.Edition) -> None:
    for axis in edition.axes:
        [undecided] = [option.id for option in axis.options if option.undecided]
        assert undecided in axis.risk_order.lightest_first[-1]
        assert len(axis.risk_order.lightest_first[-1]) == 2


def test_the_tree_has_the_edge_labels_of_the_figure(edition: ap.Edition) -> None:
    """What survives of the figure: C ①,④ ② ③; B ①,③ ② twice; A ①,④ ② ③ and ①,④ ②③; D ①,③ ② twice."""
    labels: Counter[tuple[str, frozenset[str]]] = Counter()

    def visit(tree: Tree) -> None:
        if isinstance(tree, Branch):
            labels[tree.axis.id, frozenset(str(edge) for edge in tree.edges)] += 1
            for edge in tree.edges:
                visit(edge.to)

    visit(ap.decision_tree(edition))
    assert labels == {
        ("C", frozenset({"①,④", "②", "③"})): 1,
        ("B", frozenset({"①,③", "②"})): 2,
        ("A", frozenset({"①,④", "②", "③"})): 1,
        ("A", frozenset({"①,④", "②,③"})): 1,
        ("D", frozenset({"①,③", "②"})): 2,
    }


def test_the_tree_begins_with_c_and_ends_in_both_outcomes(edition: ap.Edition) -> None:
    tree = ap.decision_tree(edition)
    assert isinstance(tree, Branch)
    assert tree.axis.id == "C"
    assert tree.edges[0].to == Leaf(edition.outcomes[1])


def test_c1_and_b1_are_two_reasons(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A="③", B="①", C="①", D="②"))
    assert [[str(option.id) for option in reason] for reason in ap.explain(assessment)] == [["B1"], ["C1"]]
    fixed = ap.assess(edition, assessment.answers.but(C="③"))
    assert fixed.outcome.id == "high"
