"""Comparing, by example."""

from collections.abc import Callable

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine import comparison
from aiprocure.engine.grid import Grid
from aiprocure.engine.minimization import Cover, find_fewest_rows
from aiprocure.errors import InvalidAnswers, InvalidArgument, InvalidEdition
from aiprocure.errors.text import Text
from aiprocure.model.amendments import PROPOSAL
from aiprocure.model.axes import AxisId, OptionId, RiskOrder
from aiprocure.model.check_sheets import SheetRow
from aiprocure.model.edition import EditionId
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId
from strategies import with_readings


def rival(edition: ap.Edition, name: str) -> ap.Edition:
    return edition.with_rules(edition.find(name).rules)  # type: ignore[union-attr]  # a reading has rows


def test_a_comparison_reads_as_its_rows(edition: ap.Edition) -> None:
    found = ap.compare(edition, rival(edition, "rival-1"))
    assert repr(found) == "<Comparison: 8 of 144 combinations move, by 2 rows>"
    assert str(found).splitlines() == ["A1|A4 & B2 & C3 & D1|D3: 高 → 低", "A2|A3 & B1|B3 & C3 & D2: 高 → 低"]
    assert repr(found.totals[0]) == "<Total high → low: 8 combinations>"
    assert repr(found.moves[0]) == f"<Move {found.moves[0]}>"
    assert (found.before, found.after) == (edition, rival(edition, "rival-1"))
    assert str(ap.compare(edition, edition)) == "―"


def always(edition: ap.Edition, outcome: str) -> ap.Edition:
    return edition.with_rules([attrs.evolve(edition.rules[0], when=Condition({}), outcome=OutcomeId(outcome))])


def test_a_row_that_names_no_axis_is_always(edition: ap.Edition) -> None:
    found = ap.compare(always(edition, "low"), always(edition, "high"))
    [move], [total] = found.moves, found.totals
    assert (str(move), move.combinations, total.combinations) == ("always: 低 → 高", 144, 144)


def without_axis(edition: ap.Edition, name: str) -> ap.Edition:
    """An edition that does not ask an axis, and decides as if the last option of it were chosen."""
    [axis] = [axis for axis in edition.axes if axis.id == name]
    kept = [
        rule for rule in edition.rules if axis.options[-1].id in dict(rule.when.sets).get(axis.id, axis.options[-1].id)
    ]
    return attrs.evolve(
        edition,
        axes=tuple(other for other in edition.axes if other != axis),
        asking_order=AskingOrder(
            tuple(a for a in edition.asking_order.axes if a != name), edition.asking_order.citation
        ),
        rules=tuple(
            attrs.evolve(rule, when=Condition((a, options) for a, options in rule.when.sets if a != name))
            for rule in kept
        ),
        readings=(),
        guidance=tuple(each for each in edition.guidance if each.axis != name),
        mitigations=tuple(m for m in edition.mitigations if m.axis != name),
        topics=(),
        remarks=(),
    )


def test_what_one_side_does_not_ask_leaves_its_part_undetermined(edition: ap.Edition) -> None:
    found = ap.compare(edition, without_axis(edition, "D"), inventory=edition.all_answers())
    assert found.compared == 48
    assert found.undetermined == 3
    assert found.moves == ()
    assert repr(found) == "<Comparison: 0 of 48 combinations move, by 0 rows; 3 are undetermined>"
    assert str(found).splitlines() == ["A2 & B2 & C2: 低|高 → 高", "A1|A4 & B2 & C3: 低|高 → 高"]
    assert [(move.combinations, move.weight, move.certain) for move in found.open_moves] == [
        (1, 3, False),
        (2, 6, False),
    ]
    assert repr(found.open_moves[0]) == f"<OpenMove {found.open_moves[0]}>"
    assert found.certain == 0
    assert (found.weight, found.not_counted) == (144, 9)
    assert [reference.rpartition("/")[0].rpartition("/")[2] for reference in found.unshared] == [
        "axis",
        *["option"] * 3,
    ]


def test_what_moves_whatever_is_answered_is_counted_as_such(edition: ap.Edition) -> None:
    """A later edition with an outcome in between, which an axis of its own tells from the gravest."""
    low, high = edition.outcomes
    mid = attrs.evolve(low, id=OutcomeId("mid"), text=Text("中"))
    also = attrs.evolve(
        edition.axes[3],
        id=AxisId("E"),
        slug="also",
        options=tuple(attrs.evolve(o, id=OptionId(f"E{o.number}"), axis=AxisId("E")) for o in edition.axes[3].options),
        risk_order=RiskOrder(tuple((OptionId(f"E{n}"),) for n in (1, 2, 3)), edition.axes[3].citation),
    )

    def split(rule: Rule) -> list[Rule]:
        if rule.outcome == "high":
            return [rule]
        sets = {"mid": ("E1", "E3"), "high": ("E2",)}
        return [
            attrs.evolve(
                rule,
                id=RuleId(f"{rule.id}-{outcome}"),
                when=Condition([*rule.when.sets, (AxisId("E"), frozenset(map(OptionId, options)))]),
                outcome=OutcomeId(outcome),
            )
            for outcome, options in sets.items()
        ]

    later = attrs.evolve(
        edition,
        id=EditionId("2027-01-01"),
        outcomes=(low, mid, high),
        axes=(*edition.axes, also),
        asking_order=AskingOrder((*edition.asking_order.axes, AxisId("E")), edition.asking_order.citation),
        rules=tuple(part for rule in edition.rules for part in split(rule)),
        readings=(),
    )
    found = ap.compare(edition, later, inventory=[edition.answers(A=2, B=2, C=2, D=2)])
    assert (found.changed, found.undetermined, found.certain, found.compared) == (0, 12, 12, 144)
    assert found
    assert {str(move) for move in found.open_moves} == {
        "A3 & B2 & C2|C3: 低 → 中|高",
        "A2|A3 & B2 & C3: 低 → 中|高",
        "A2|A3 & B2 & C2|C3 & D2: 低 → 中|高",
        "B2 & C3 & D2: 低 → 中|高",
    }
    assert all(move.certain for move in found.open_moves)
    assert ap.compare(later, edition).certain == 12


def test_an_option_of_one_side_alone_is_named_and_not_compared(edition: ap.Edition) -> None:
    users = edition.axes[0]
    fewer = attrs.evolve(
        users,
        options=users.options[:3],
        risk_order=RiskOrder(tuple((option.id,) for option in users.options[:3]), users.citation),
    )
    high = attrs.evolve(always(edition, "high"), axes=(fewer, *edition.axes[1:]))
    found = ap.compare(edition, high, inventory=dict.fromkeys(edition.all_answers(), 2))
    assert found.unshared == ("ds-920/2025-05-27/option/A4",)
    assert (found.compared, found.weight, found.not_counted) == (108, 288, 72)
    assert {str(move.when): move.combinations for move in found.moves} == {
        "A3 & B2 & C2|C3": 6,
        "A2|A3 & B2 & C3": 6,
        "A2|A3 & B2 & C2|C3 & D2": 4,
        "A1|A2|A3 & B2 & C3 & D2": 3,
    }
    assert found.changed == 11


def test_editions_that_share_nothing_have_one_combination_to_compare(edition: ap.Edition) -> None:
    """That of no answers: it moves where both sides always decide, one way each."""
    names = dict(zip("ABCD", "EFGH", strict=True))
    axes = tuple(
        attrs.evolve(
            axis,
            id=AxisId(names[axis.id]),
            slug=f"other-{axis.slug}",
            options=tuple(
                attrs.evolve(o, id=OptionId(f"X{o.id}"), axis=AxisId(names[axis.id]), means=()) for o in axis.options
            ),
            risk_order=RiskOrder(tuple((OptionId(f"X{o.id}"),) for o in axis.options), axis.citation),
        )
        for axis in edition.axes
    )
    high = always(edition, "high")
    other = attrs.evolve(
        high,
        axes=axes,
        asking_order=AskingOrder(tuple(axis.id for axis in axes), edition.asking_order.citation),
        mitigations=(),
        topics=(),
        guidance=(),
        remarks=(),
    )
    assert ap.compare(edition, other).undetermined == ap.compare(edition, other).compared == 1
    found = ap.compare(always(edition, "low"), other)
    assert [str(move) for move in found.moves] == ["always: 低 → 高"]


def test_an_axis_none_of_whose_options_is_shared_is_not_compared(edition: ap.Edition) -> None:
    before = with_readings(edition, ["lh"])
    [axis] = before.axes
    options = tuple(attrs.evolve(option, id=OptionId(f"{option.id}-new")) for option in axis.options)
    order = RiskOrder(tuple((option.id,) for option in options), axis.risk_order.citation)
    rows = zip(before.rules, options, strict=True)
    after = attrs.evolve(
        before,
        axes=(attrs.evolve(axis, options=options, risk_order=order),),
        rules=tuple(attrs.evolve(rule, when=Condition({axis.id: [option.id]})) for rule, option in rows),
    )
    assert (ap.compare(before, after).compared, len(ap.compare(before, after).unshared)) == (1, 4)


def test_words_that_change_are_told_passage_by_passage(edition: ap.Edition) -> None:
    mitigation = edition.mitigations[0]
    term = edition.glossary[0]
    later = attrs.evolve(
        edition,
        id=EditionId("2027-01-01"),
        mitigations=(attrs.evolve(mitigation, text=Text("別の文")), *edition.mitigations[1:]),
        glossary=edition.glossary[1:],
    )
    found = ap.compare(edition, later)
    assert found
    assert found.moves == ()
    assert found.records_removed == (edition.reference(term),)
    [rewording] = found.changed_passages
    assert rewording.reference == f"ds-920/2027-01-01/mitigation/{mitigation.id}"
    assert (rewording.passage, rewording.before, rewording.after) == ("text", mitigation.text, Text("別の文"))
    assert repr(rewording) == f"<ChangedPassage of ds-920/2027-01-01/mitigation/{mitigation.id}: text>"


def test_a_passage_that_stands_on_one_side_only_is_none_on_the_other(edition: ap.Edition) -> None:
    noted = attrs.evolve(edition.axes[0], note=Text("注"), text=Text("別の軸"))
    found = ap.compare(edition, attrs.evolve(edition, axes=(noted, *edition.axes[1:])))
    assert [(r.passage, r.before and str(r.before), r.after and str(r.after)) for r in found.changed_passages] == [
        ("text", str(edition.axes[0].text), "別の軸"),
        ("note", edition.axes[0].note and str(edition.axes[0].note), "注"),
    ]


def test_a_passage_that_is_gone_is_told_too(edition: ap.Edition) -> None:
    noted = attrs.evolve(edition, axes=(attrs.evolve(edition.axes[0], note=Text("注")), *edition.axes[1:]))
    plain = attrs.evolve(edition, axes=(attrs.evolve(edition.axes[0], note=None), *edition.axes[1:]))
    [rewording] = ap.compare(noted, plain).changed_passages
    assert (rewording.passage, rewording.before, rewording.after) == ("note", Text("注"), None)


def test_passages_inside_a_record_have_their_place(edition: ap.Edition) -> None:
    row = next(r for r in edition.sheet_rows if r.countermeasures)
    [first, *rest] = row.countermeasures
    other = attrs.evolve(row, countermeasures=(attrs.evolve(first, text=Text("別の対策")), *rest))
    rows: tuple[SheetRow, ...] = tuple(other if r == row else r for r in edition.sheet_rows)
    [rewording] = ap.compare(edition, attrs.evolve(edition, sheet_rows=rows)).changed_passages
    assert rewording.passage == "countermeasures[0].text"


def test_a_row_redrawn_without_moving_anything_still_differs(edition: ap.Edition) -> None:
    row = edition.rules[0]
    halves = [
        attrs.evolve(row, id=RuleId(f"{row.id}{half}"), when=Condition({AxisId("C"): [OptionId(option)]}))
        for half, option in (("a", "C1"), ("b", "C4"))
    ]
    found = ap.compare(edition, edition.with_rules([*halves, *edition.rules[1:]]))
    assert found
    assert (found.moves, found.changed) == ((), 0)
    assert [reference.rpartition("/")[2] for reference in found.records_removed] == ["R1"]
    assert [reference.rpartition("/")[2] for reference in found.records_added] == ["R1a", "R1b"]


@pytest.mark.parametrize(
    ("inventory", "expected"),
    [
        (5, "/inventory: expected Iterable[Answers], Mapping[Answers, int], not 5"),
        (None, "/inventory: expected Iterable[Answers], Mapping[Answers, int], not None"),
        ([{"A": 1}], "/inventory: expected Iterable[Answers], Mapping[Answers, int], not [{'A': 1}]"),
    ],
)
def test_what_is_no_inventory_is_refused(edition: ap.Edition, inventory: object, expected: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        ap.compare(edition, edition, inventory=inventory)  # type: ignore[arg-type]  # the slip this is about
    assert str(caught.value) == expected


def test_everything_wrong_in_an_inventory_is_said_at_once(edition: ap.Edition) -> None:
    first, second, third, fourth, *_ = edition.all_answers()
    inventory = {first: -1, second: True, third: 1.5, "x": 1, fourth: 2, ap.Answers({"A": "A1"}): 1}  # type: ignore[arg-type]
    with pytest.raises(InvalidAnswers) as caught:
        ap.compare(edition, edition, inventory=inventory)  # type: ignore[arg-type]  # the slip this is about
    assert [str(problem) for problem in caught.value.problems] == [
        "/inventory/<Answers A1 B1 C1 D1>: expected int ≥ 0, not -1",
        "/inventory/<Answers A1 B1 C1 D2>: expected int ≥ 0, not True",
        "/inventory/<Answers A1 B1 C1 D3>: expected int ≥ 0, not 1.5",
        "/inventory/'x': expected Answers, not 'x'",
        "/inventory/<Answers A1>: these answers know no edition; begin with edition.answers(**answers)",
    ]


def test_answers_alone_are_no_inventory(edition: ap.Edition) -> None:
    with pytest.raises(InvalidAnswers, match=r"^/inventory/'A': expected Answers, not 'A'"):
        ap.compare(edition, edition, inventory=edition.all_answers()[0])  # type: ignore[arg-type]  # likewise


@pytest.mark.parametrize("sides", [lambda e: (e, "x"), lambda e: (None, e)])
def test_what_is_no_edition_is_refused(
    edition: ap.Edition, sides: Callable[[ap.Edition], tuple[ap.Edition, ap.Edition]]
) -> None:
    with pytest.raises(InvalidArgument, match="Edition"):
        ap.compare(*sides(edition))


def test_only_sound_editions_are_compared(edition: ap.Edition) -> None:
    broken = edition.with_rules(edition.rules[1:])
    for sides in ((edition, broken), (broken, edition)):
        with pytest.raises(InvalidEdition):
            ap.compare(*sides)


@pytest.mark.parametrize("rows", [5, None, ["R1"], [None]])
def test_what_is_no_row_is_refused(edition: ap.Edition, rows: list[object]) -> None:
    with pytest.raises(InvalidArgument, match=r"^expected Rule, not "):
        edition.with_rules(rows)  # type: ignore[arg-type]  # the slip this is about


def test_rows_of_a_reading_stay_as_they_were_cited(edition: ap.Edition) -> None:
    adopted = rival(edition, "rival-2")
    assert adopted.rules == edition.readings[1].rules
    assert (edition.redrawn, adopted.redrawn) == (False, True)
    assert adopted.sources == (*edition.sources, PROPOSAL)
    again = adopted.with_rules(edition.rules)
    assert {str(rule.citation.provenance) for rule in again.rules} == {"supplied"}
    assert again.with_rules(adopted.rules).sources == again.sources


def test_the_same_rows_in_another_order_change_nothing_else(edition: ap.Edition) -> None:
    reordered = edition.with_rules(reversed(edition.rules))
    assert reordered.rules == edition.rules[::-1]
    assert (reordered.readings, reordered.redrawn) == (edition.readings, False)
    assert not ap.compare(edition, reordered)


def test_rows_are_the_fewest_only_where_all_of_them_are(edition: ap.Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"low": OutcomeId("high"), "high": OutcomeId("low")}
    turned = edition.with_rules([attrs.evolve(rule, outcome=other[rule.outcome]) for rule in edition.rules])
    assert ap.compare(edition, turned).fewest
    found = iter([True, False])

    def found_or_not(grid: Grid, chosen: int, **_: object) -> Cover:
        return attrs.evolve(find_fewest_rows(grid, chosen), fewest=next(found))

    monkeypatch.setattr(comparison, "find_fewest_rows", found_or_not)
    assert not ap.compare(edition, turned).fewest
