"""What is wrong with an edition is said with its place, all at once."""

import datetime
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine import soundness
from aiprocure.engine.grid import Grid
from aiprocure.engine.soundness import MOST_PROBLEMS, MOST_ROWS, problems_in
from aiprocure.errors import Choice, InvalidEdition
from aiprocure.errors.messages import did_you_mean
from aiprocure.errors.text import Text
from aiprocure.model.axes import AxisId, OptionId, RiskOrder
from aiprocure.model.check_sheets import RequirementId, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome, OutcomeId
from aiprocure.model.rules import AskingOrder, Condition, Rule, RuleId
from strategies import CITATION, make_axis


def changed_rule(
    edition: ap.Edition, number: int, *, when: Condition | None = None, outcome: OutcomeId | None = None
) -> ap.Edition:
    """The edition with one row changed."""
    rules = list(edition.rules)
    rule = rules[number]
    rules[number] = attrs.evolve(rule, when=when or rule.when, outcome=outcome or rule.outcome)
    return attrs.evolve(edition, rules=tuple(rules))


def condition(**sets: list[str]) -> Condition:
    """A condition in short."""
    return Condition({AxisId(axis): [OptionId(o) for o in options] for axis, options in sets.items()})


SOURCES = "DS-920, 資料4, 公開報道, KB0011070, AISI, ISO-IEC-42001"
HOW_IDS_ARE_WRITTEN = "write letters and digits joined by single hyphens, dots or underscores, at most 100 characters"


def unchecked(value: Any) -> Any:
    """What no type checker looks at."""
    return value


def row(sets: object) -> Rule:
    """A row of which no type checker has looked at the condition."""
    return Rule(RuleId("R1"), Condition(unchecked(sets)), OutcomeId("low"), CITATION)


def said(edition: ap.Edition) -> list[str]:
    """The problems as they are printed."""
    return [str(problem) for problem in problems_in(edition)]


def test_an_unknown_option_is_named_with_the_row_and_the_axis(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 3, when=condition(C=["9"], B=["B2"], A=["A2"], D=["D1", "D3"]))
    assert said(broken) == ["/rules/3/when/C: no option '9'; choose from C1 ①, C2 ②, C3 ③, C4 ④"]


def test_an_unknown_axis_and_an_empty_set_are_problems(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 0, when=condition(c=["C1"], B=[]))
    assert said(broken) == [
        "/rules/0/when/B: no option at all, so no case reaches this row; choose from B1 ①, B2 ②, B3 ③",
        "/rules/0/when/c: no axis 'c'; the axes are A users, B work, C data, D review",
    ]


def test_a_hole_elsewhere_shows_beside_a_row_in_error(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 0, when=condition(C=["9"], B=["B1"]))
    assert said(broken) == [
        "/rules/0/when/C: no option '9'; choose from C1 ①, C2 ②, C3 ③, C4 ④",
        "/rules: no row decides A1 B2 C1 D1 (and 47 more of the 144 combinations)",
    ]


def test_a_hole_of_one_combination_is_named(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 4, when=condition(C=["C2"], B=["B2"], A=["A2"], D=["D1"]))
    assert said(broken) == [
        "/rules/4: also decides A2 B2 C2 D1, which row R4 decides otherwise (high); exactly one row may",
        "/rules: no row decides A2 B2 C2 D2",
    ]


def test_a_row_that_agrees_with_another_is_one_too_many(edition: ap.Edition) -> None:
    again = attrs.evolve(edition, rules=(*edition.rules, attrs.evolve(edition.rules[0], id=RuleId("R11"))))
    [problem] = said(again)
    assert problem.endswith("which row R1 decides the same way; exactly one row may")


def test_an_unknown_outcome_is_named(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 0, outcome=OutcomeId("hihg"))
    assert said(broken) == ["/rules/0/outcome: no outcome 'hihg'; choose from high, low"]


def test_every_kind_of_slip_is_said_at_once(edition: ap.Edition) -> None:
    a, *others = edition.axes
    twice = attrs.evolve(a.options[1], id=a.options[0].id, mark="①", axis=AxisId("Z"))
    broken = attrs.evolve(
        edition,
        text=Text(" ", "\t"),
        citation=Citation(SourceId("nowhere"), " ", Provenance.STATED),
        axes=(attrs.evolve(a, options=(a.options[0], twice, *a.options[2:])), *others),
        asking_order=AskingOrder((AxisId("A"), AxisId("A")), CITATION),
        outcomes=(*edition.outcomes, attrs.evolve(edition.outcomes[0], id=OutcomeId("no id"))),
        consequences=(attrs.evolve(edition.consequences[0], outcomes=(OutcomeId("none"),)),),
        readings=(attrs.evolve(edition.readings[0], rules=edition.readings[0].rules[1:]),),
    )
    assert said(broken) == [
        "/axes/0/options/1/id: 'A1' is also at /axes/0/options/0/id; it has to be unique",
        f"/outcomes/2/id: 'no id' is not a valid id; {HOW_IDS_ARE_WRITTEN}",
        "/text/ja: expected text that says something, not ' '",
        r"/text/en: expected text that says something, not '\t'",
        f"/citation/document: no source 'nowhere'; choose from {SOURCES}",
        "/citation/place: empty; name the place in the document",
        f"/asking_order/citation/document: no source 'source'; choose from {SOURCES}",
        "/axes/0/options/1/axis: 'Z'; the option is listed under axis A",
        "/axes/0/options/1/mark: '1' is also at /axes/0/options/0/mark; it has to be unique",
        "/axes/0/options/1/id: 'A1' is also at /axes/0/options/0/id; it has to be unique",
        "/asking_order/axes: A, A; name each of A, B, C, D exactly once",
        "/axes/0/risk_order/lightest_first: A3, A2, A1, A4; name each of A1, A1, A3, A4 exactly once",
        "/axes/0/options/1/axis: no axis 'Z'; choose from A, B, C, D",
        "/consequences/0/outcomes: no outcome 'none'; choose from high, low, no id",
    ]


def test_a_hole_in_a_rival_reading_is_a_problem_of_the_edition(edition: ap.Edition) -> None:
    broken = attrs.evolve(
        edition, readings=(edition.readings[0], attrs.evolve(edition.readings[1], rules=edition.readings[1].rules[1:]))
    )
    assert said(broken) == ["/readings/1/rules: no row decides A1 B1 C1 D1 (and 71 more of the 144 combinations)"]


def test_axes_that_cannot_be_asked_are_problems(edition: ap.Edition) -> None:
    a, b, *rest = edition.axes
    lonely = attrs.evolve(a, options=a.options[:1], risk_order=RiskOrder(((a.options[0].id,),), CITATION))
    named_alike = attrs.evolve(b, slug="A")
    broken = attrs.evolve(edition, axes=(lonely, named_alike, *rest))
    assert "/axes/0/options: too few options; an axis needs at least two" in said(broken)
    assert "/axes/1/slug: 'A' is also at /axes/0/slug; it has to be unique" in said(broken)
    empty = attrs.evolve(edition, axes=(), asking_order=AskingOrder((), CITATION))
    assert "/axes: no axes; name at least one" in said(empty)


def test_an_edition_without_outcomes_has_none_to_choose_from(edition: ap.Edition) -> None:
    assert "/rules/0/outcome: no outcome 'high' in the edition" in said(attrs.evolve(edition, outcomes=()))


def make_edition(axes: int, options: int, *, like: ap.Edition) -> ap.Edition:
    """An edition that asks one axis only, however many it has."""
    asked = tuple(make_axis(f"X{n}", options, Text("問い")) for n in range(axes))
    rules = tuple(
        Rule(RuleId(f"R{n}"), Condition({asked[0].id: [option.id]}), OutcomeId("low"), CITATION)
        for n, option in enumerate(asked[0].options)
    )
    return Edition(
        id=like.id,
        revision=like.revision,
        code=like.code,
        decided=like.decided,
        text=like.text,
        axes=asked,
        asking_order=AskingOrder(tuple(axis.id for axis in asked), CITATION),
        outcomes=(Outcome(OutcomeId("low"), Text("低"), Text("低"), CITATION),),
        rules=rules,
        citation=CITATION,
        sources=(attrs.evolve(like.sources[0], id=SourceId("source"), issued=datetime.date(2025, 1, 1)),),
    )


def test_what_is_too_large_to_check_is_not_sound(edition: ap.Edition) -> None:
    assert said(make_edition(6, 5, like=edition)) == []
    assert said(make_edition(8, 5, like=edition)) == ["/axes: 390625 combinations; at most 100000 are read"]
    assert said(make_edition(2, 501, like=edition))[-1] == "/axes: 1002 options; at most 1000 are read"
    many = attrs.evolve(
        edition, rules=tuple(attrs.evolve(edition.rules[0], id=RuleId(f"R{n}")) for n in range(MOST_ROWS + 1))
    )
    assert said(many)[-1] == "/rules: 1031 rows over all readings; at most 1000 are read"


def test_six_axes_of_five_options_are_checked(edition: ap.Edition) -> None:
    """15,625 combinations, each decided by a row of its own axis pair."""
    large = make_edition(6, 5, like=edition)
    first, second = large.axes[:2]
    rules = tuple(
        Rule(RuleId(f"R{a.id}-{b.id}"), Condition({first.id: [a.id], second.id: [b.id]}), OutcomeId("low"), CITATION)
        for a in first.options
        for b in second.options
    )
    assert said(attrs.evolve(large, rules=rules)) == []


def test_require_sound_raises_with_every_problem(edition: ap.Edition) -> None:
    broken = attrs.evolve(edition, rules=())
    with pytest.raises(InvalidEdition, match=r"no row decides A1 B1 C1 D1 \(and 143 more"):
        ap.decision_tree(broken)


def test_a_grid_numbers_every_combination(edition: ap.Edition) -> None:
    grid = Grid.over(edition.axes)
    assert grid.everything.bit_count() == 144
    combinations = [tuple(option.id for option in grid.first(1 << number)) for number in range(144)]
    assert combinations == [tuple(answers.values()) for answers in edition.all_answers()]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"rules": None}, "/rules: expected tuple, not None"),
        ({"axes": (None,)}, "/axes/0: expected Axis, not None"),
        ({"id": 5}, "/id: expected str, not 5"),
        ({"revision": True}, "/revision: expected int, not True"),
        ({"text": None}, "/text: expected Text, not None"),
        ({"citation": None}, "/citation: expected Citation, not None"),
        ({"decided": "x"}, "/decided: expected date, not 'x'"),
        ({"superseded_by": 5}, "/superseded_by: expected Supersession, NoneType, not 5"),
        ({"asking_order": ()}, "/asking_order: expected AskingOrder, not ()"),
        ({"revision": 0}, "/revision: 0; numbers begin with 1"),
        (
            {"asking_order": AskingOrder(unchecked((1, "A")), CITATION)},
            "/asking_order/axes/0: expected str, not 1",
        ),
        ({"rules": (row({1: ["A1"]}),)}, "/rules/0/when/sets/0/0: expected str, not 1"),
        ({"rules": (row({"A": [None]}),)}, "/rules/0/when/sets/0/1/0: expected str, not None"),
    ],
)
def test_what_no_type_checker_saw_never_decides(edition: ap.Edition, changes: dict[str, Any], expected: str) -> None:
    broken = attrs.evolve(edition, **changes)
    assert said(broken) == [expected]
    with pytest.raises(InvalidEdition):
        ap.assess(broken, edition.all_answers()[0])


def test_an_empty_spelling_is_never_an_answer(edition: ap.Edition) -> None:
    a, *others = edition.axes
    for change in ({"slug": ""}, {"slug": " "}, {"mark": ""}, {"mark": "\u202e"}, {"slug": "\x1b"}, {"number": 0}):
        options = (attrs.evolve(a.options[0], **change), *a.options[1:])
        broken = attrs.evolve(edition, axes=(attrs.evolve(a, options=options), *others))
        [problem] = said(broken)
        assert problem.startswith(f"/axes/0/options/0/{next(iter(change))}: ")


def test_consequences_and_supersession_have_to_make_sense(edition: ap.Edition) -> None:
    assert edition.superseded_by is not None
    early = attrs.evolve(edition.superseded_by, approved=edition.decided, effective=datetime.date(2025, 5, 26))
    idle = attrs.evolve(edition.consequences[0], outcomes=())
    assert said(attrs.evolve(edition, superseded_by=early, consequences=(idle,))) == [
        "/superseded_by/approved: 2025-05-27; it has to come after the decision",
        "/superseded_by/effective: 2025-05-26; it cannot come before the approval on 2025-05-27",
        "/consequences/0/outcomes: none; name the outcomes that it follows",
    ]


def test_too_many_axes_are_not_sound(edition: ap.Edition) -> None:
    assert said(make_edition(11, 2, like=edition)) == ["/axes: 11 axes; at most 10 are read"]


def test_numbers_beyond_all_measure_are_problems_and_nothing_else(edition: ap.Edition) -> None:
    huge = 10**5_000
    axis, *others = edition.axes
    option = attrs.evolve(axis.options[0], number=-huge)
    broken = attrs.evolve(
        edition, revision=huge, axes=(attrs.evolve(axis, options=(option, *axis.options[1:])), *others)
    )
    assert [(problem.code, str(problem)) for problem in problems_in(broken)] == [
        ("too-large", "/revision: <int> is too large; write at most 1000000000"),
        ("too-large", "/axes/0/options/0/number: <int> is too large; write at most 1000000000"),
    ]


@pytest.mark.slow
def test_hints_are_sought_for_a_few_of_ten_thousand_links_to_nothing(
    edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hint compares a name with every other one, and so takes nearly all of the time there is."""
    sought: list[str] = []

    def count_hints(word: str, known: list[str]) -> Text:
        sought.extend(known)
        return did_you_mean(word, known)

    monkeypatch.setattr(soundness, "did_you_mean", count_hints)
    row = attrs.evolve(edition.sheet_rows[0], number=None)
    rows = tuple(
        attrs.evolve(row, id=SheetRowId(f"row-{n}"), requirement=RequirementId(f"none-{n}")) for n in range(10_000)
    )
    problems = problems_in(attrs.evolve(edition, sheet_rows=rows))
    assert len(problems) == MOST_PROBLEMS + 1
    assert (problems[-1].code, str(problems[-1])) == ("stopped-here", "too many errors; stopped here")
    assert len(sought) == 20 * len(edition.requirements)


def test_links_among_very_many_records_are_refused_without_a_hint(edition: ap.Edition) -> None:
    requirements = tuple(
        attrs.evolve(edition.requirements[0], id=RequirementId(f"r-{n}"), number=n) for n in range(1, 2_001)
    )
    row = attrs.evolve(edition.sheet_rows[0], requirement=RequirementId("r-x"))
    bare = attrs.evolve(edition, mitigations=(), topics=(), remarks=(), correspondences=())
    broken = attrs.evolve(bare, requirements=requirements, sheet_rows=(row,))
    assert [str(problem) for problem in problems_in(broken)] == [
        "/sheet_rows/0/requirement: no requirement 'r-x' in the edition"
    ]


def test_a_code_of_five_megabytes_is_said_briefly_and_once(edition: ap.Edition) -> None:
    [problem] = problems_in(attrs.evolve(edition, code="x" * 5_000_000))
    assert problem.where == "/code"
    assert len(str(problem)) < 300


def test_every_problem_is_said_in_japanese_as_well(edition: ap.Edition) -> None:
    broken = changed_rule(edition, 4, when=condition(C=["C2"], B=["B2"], A=["A2"], D=["D1"]))
    assert [problem.text.ja for problem in problems_in(broken)] == [
        "A2 B2 C2 D1 の判定が、行 R4 によっても別の結果（high）に定まる。一つの行だけで定まるようにすること。",
        "A2 B2 C2 D2 の判定を定める行がない。この組合せに当たる行を加えること。",
    ]


CODES: dict[str, Callable[[ap.Edition], ap.Edition]] = {
    "wrong-type": lambda e: attrs.evolve(e, rules=unchecked(None)),
    "too-large": lambda e: attrs.evolve(e, revision=10**10),
    "id-invalid": lambda e: attrs.evolve(e, code=""),
    "id-repeated": lambda e: attrs.evolve(e, sources=(*e.sources, e.sources[0])),
    "blank": lambda e: attrs.evolve(e, text=Text(" ")),
    "no-such-record": lambda e: attrs.evolve(e, citation=CITATION),
    "place-missing": lambda e: attrs.evolve(e, citation=attrs.evolve(e.citation, place=" ")),
    "axes-missing": lambda e: attrs.evolve(e, axes=()),
    "too-few-options": lambda e: attrs.evolve(e, axes=(make_axis("X", 1, Text("軸")),)),
    "number-not-positive": lambda e: attrs.evolve(e, revision=0),
    "option-misplaced": lambda e: attrs.evolve(e, axes=(attrs.evolve(e.axes[0], id=AxisId("X")),)),
    "name-invalid": lambda e: attrs.evolve(e, axes=(attrs.evolve(e.axes[0], slug=""), *e.axes[1:])),
    "undecided-means": lambda e: attrs.evolve(
        e,
        axes=(
            attrs.evolve(e.axes[0], options=tuple(attrs.evolve(o, undecided=True) for o in e.axes[0].options)),
            *e.axes[1:],
        ),
    ),
    "not-each-once": lambda e: attrs.evolve(e, asking_order=AskingOrder((), CITATION)),
    "superseded-too-early": lambda e: attrs.evolve(e, decided=datetime.date(2030, 1, 1)),
    "effective-before-approved": lambda e: attrs.evolve(
        e, superseded_by=e.superseded_by and attrs.evolve(e.superseded_by, effective=datetime.date(2026, 6, 11))
    ),
    "outcomes-missing": lambda e: attrs.evolve(e, consequences=(attrs.evolve(e.consequences[0], outcomes=()),)),
    "record-unknown": lambda e: attrs.evolve(e, outcomes=()),
    "too-many": lambda e: attrs.evolve(e, axes=make_edition(11, 2, like=e).axes),
    "axis-unknown": lambda e: changed_rule(e, 0, when=condition(X=["X1"])),
    "no-option-chosen": lambda e: changed_rule(e, 0, when=condition(A=[])),
    "no-such-option": lambda e: changed_rule(e, 0, when=condition(A=["X1"])),
    "row-overlaps": lambda e: changed_rule(e, 0, when=condition()),
    "undecided-combination": lambda e: attrs.evolve(e, rules=e.rules[1:]),
}


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_produced_by_a_fault_and_not_by_the_shipped_edition(edition: ap.Edition, code: str) -> None:
    assert problems_in(edition) == ()
    found = [problem for problem in problems_in(CODES[code](edition)) if problem.code == code]
    assert found
    assert all(problem.text.ja and problem.text.en for problem in found)


def test_what_would_be_right_is_data(edition: ap.Edition) -> None:
    [problem] = problems_in(changed_rule(edition, 0, outcome=OutcomeId("x")))
    assert problem.expected == (Choice("high"), Choice("low"))
