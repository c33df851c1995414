"""The shipped edition's readings told apart and settled, and what is refused."""

import datetime
import itertools
import math

import attrs
import pytest

import aiprocure as ap
from aiprocure.encoding import fingerprint, from_data, retrace, to_data
from aiprocure.engine.identification import MOST_TOLD_APART
from aiprocure.engine.readings import is_most_cautious
from aiprocure.errors import AiprocureError, InvalidArgument, InvalidEdition, InvalidObservations
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_text
from aiprocure.model.citation import Citation, Provenance, Source, SourceId
from aiprocure.model.rules import Condition, Rule, RuleId
from strategies import CITATION, make_axis, one_by_one, with_readings

DAY = datetime.date(2026, 11, 20)
SHEET = Source(SourceId("別紙1"), Text("高リスク判定シート（別紙1）", "Annex 1"), consulted=DAY)
FIRST = {"A": 1, "B": 1, "C": 3, "D": 2}


def seen(edition: ap.Edition, *outcomes: str) -> list[tuple[ap.Answers, str]]:
    """The look-ups one after the other, with these outcomes."""
    found: list[tuple[ap.Answers, str]] = []
    for outcome in outcomes:
        found.append((ap.look_ups(edition, found)[0], outcome))
    return found


def problems(call: object) -> list[str]:
    with pytest.raises(AiprocureError) as caught:
        call()  # type: ignore[operator]  # a function without arguments
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("outcomes", "second", "reading", "high"),
    [
        (("high", "high"), "A1 B2 C3 D1", None, 132),
        (("high", "low"), "A1 B2 C3 D1", "rival-1", 124),
        (("low", "high"), "A1 B2 C2 D1", "rival-2", 112),
        (("low", "low"), "A1 B2 C2 D1", "rival-3", 96),
    ],
)
def test_two_look_ups_settle_the_shipped_edition(
    edition: ap.Edition, outcomes: tuple[str, str], second: str, reading: str | None, high: int
) -> None:
    assert len(ap.look_ups(edition)) == 2
    assert ap.look_ups(edition)[0] == edition.answers(**FIRST)
    looked_up = seen(edition, *outcomes)
    assert " ".join(looked_up[1][0].values()) == second
    assert ap.look_ups(edition, looked_up) == ()
    settled = ap.settle(edition, looked_up, source=SHEET)
    rules = edition.rules if reading is None else next(r.rules for r in edition.readings if r.id == reading)
    assert [(r.id, r.when, r.outcome) for r in settled.rules] == [(r.id, r.when, r.outcome) for r in rules]
    assert settled.readings == ()
    assert sum(ap.assess(settled, answers).outcome.id == "high" for answers in settled.all_answers()) == high
    assert (settled.id, settled.revision, settled.redrawn) == (edition.id, edition.revision, False)
    assert settled.sources == (*edition.sources, SHEET)
    assert fingerprint(settled) != fingerprint(edition)


def test_readings_that_agree_as_well_stay_open(edition: ap.Edition) -> None:
    half = ap.settle(edition, seen(edition, "low"), source=SHEET)
    assert [(reading.id, reading.citation) for reading in half.readings] == [("rival-3", half.rules[0].citation)]
    assert half.rules[0].citation == Citation(SHEET.id, "A①B①C③D②→低", Provenance.CONFIRMED)
    assert sum(bool(ap.assess(half, answers).disputed) for answers in half.all_answers()) == 16
    assert is_most_cautious(half)
    assert len(ap.look_ups(half)) == 1
    whole = ap.settle(half, seen(half, "low"), source=SHEET)
    assert whole.sources == half.sources
    assert whole.readings == ()


def test_what_was_looked_up_is_cited_as_far_as_it_can_be_read(edition: ap.Edition) -> None:
    rules = edition.readings[0].rules
    whole = [
        (answers, next(rule.outcome for rule in rules if rule.when.holds(answers))) for answers in edition.all_answers()
    ]
    assert ap.settle(edition, whole, source=SHEET).rules[0].citation.place == "144通りの組合せ（全144通り中）"
    assert ap.settle(edition, whole[:6], source=SHEET).rules[0].citation.place.count("→高") == 6
    assert ap.settle(edition, whole[:7], source=SHEET).rules[0].citation.place == "7通りの組合せ（全144通り中）"


@pytest.mark.parametrize(
    ("language", "confirmed", "so_far", "cited"),
    [
        (
            "ja",
            "図の読みは、高リスク判定シート（別紙1）（令和8年11月20日に確認）で確認済みである（確認した組合せ：A①B①C③D②→高、",
            "で確認した組合せ（A①B①C③D②→高）と一致する。これと一致する読みは、ほかに1通りある。",
            "［別紙1 A①B①C③D②→高、A①B②C③D①→高・確認した組合せと一致］",
        ),
        (
            "en",
            "The reading of the figure is confirmed by Annex 1 (looked at on 2026-11-20) (looked up: ",
            (
                "The rows agree with what was looked up in Annex 1 (looked at on 2026-11-20) (A①B①C③D②→高). "
                "Other readings that agree with it: 1."
            ),
            ", agrees with what was looked up]",
        ),
    ],
)
def test_a_determination_says_by_what_it_is_confirmed(
    edition: ap.Edition, language: Language, confirmed: str, so_far: str, cited: str
) -> None:
    looked_up = seen(edition, "high", "high")
    answers = looked_up[1][0]
    before, half, settled = (
        to_text(ap.assess(each, answers), language=language, findings=())
        for each in (
            edition,
            ap.settle(edition, looked_up[:1], source=SHEET),
            ap.settle(edition, looked_up, source=SHEET),
        )
    )
    assert (confirmed in before, confirmed in half, confirmed in settled) == (False, False, True)
    assert (so_far in before, so_far in half, so_far in settled) == (False, True, False)
    assert cited in to_text(ap.assess(ap.settle(edition, looked_up, source=SHEET), answers), language=language)
    cautious = "慎重側" if language == "ja" else "cautious"
    reconstructed = "復元したもの" if language == "ja" else "were reconstructed"
    assert (cautious in before, cautious in half, cautious in settled) == (True, True, False)
    assert (reconstructed in before, reconstructed in settled) == (True, False)


def test_a_trace_says_so_and_belongs_to_the_settled_edition(edition: ap.Edition) -> None:
    looked_up = seen(edition, "high", "high")
    settled = ap.settle(edition, looked_up, source=SHEET)
    trace = to_data(ap.assess(settled, looked_up[1][0]))
    assert trace["disputed"] == []
    assert trace["rule"]["citation"]["provenance"] == "confirmed"  # type: ignore[index,call-overload]  # a table
    assert retrace(trace, settled) == ap.assess(settled, looked_up[1][0])
    with pytest.raises(AiprocureError, match="/edition/fingerprint"):
        retrace(trace, edition)


def test_a_dossier_is_no_longer_disputed(edition: ap.Edition) -> None:
    dossier = ap.dossiers.from_data(
        {"edition": edition.id, "project": {"title": "件名"}, "answers": {"A": 1, "B": 2, "C": 3, "D": 1}}
    )
    settled = ap.settle(edition, seen(edition, "high", "high"), source=SHEET)
    assert "disputed-outcome" in {finding.code for finding in ap.check(dossier, edition)}
    assert "disputed-outcome" not in {finding.code for finding in ap.check(dossier, settled)}


def test_rows_of_another_kind_are_not_called_confirmed(edition: ap.Edition) -> None:
    half = ap.settle(edition, seen(edition, "low"), source=SHEET)
    other = half.with_rules(half.readings[0].rules)
    assert "確認した組合せ（" not in to_text(ap.assess(other, other.answers(**FIRST)))


def test_where_no_reading_agrees_each_observation_is_shown_beside_the_readings(edition: ap.Edition) -> None:
    given = [(edition.answers(**FIRST), "low"), (edition.answers(A=1, B=1, C=1, D=1), "low")]
    with pytest.raises(InvalidObservations) as caught:
        ap.settle(edition, given, source=SHEET)
    first, *rest = caught.value.problems
    assert "確認した2通りの結果の全てと一致する読みがない。" in first.text.ja
    assert "edition.with_rules" in first.text.ja
    assert [problem.text.ja for problem in rest] == [
        "A①B①C③D② を確認した結果は「低」である。読み2・読み3では「低」、採る読み・読み1では「高」である。",
        "A①B①C①D① を確認した結果は「低」である。採る読み・読み1・読み2・読み3では「高」である。",
    ]
    assert str(rest[0]) == (
        "/seen/0: A①B①C③D② was seen to be Low; "
        "it is Low by reading 2 and reading 3; High by the adopted reading and reading 1"
    )


def test_everything_that_cannot_have_been_seen_is_named_at_once(edition: ap.Edition) -> None:
    other = attrs.evolve(edition, axes=tuple(attrs.evolve(axis, slug=f"x{axis.slug}") for axis in edition.axes))
    answers = edition.answers(**FIRST)
    assert problems(
        lambda: ap.look_ups(
            edition,
            [(answers, "high"), (answers, "grave"), 3, (dict(answers), "high"), (answers, "low")],  # type: ignore[list-item]  # wrong
        )
    ) == [
        "/seen/1/1: no outcome 'grave'; choose from Low, High",
        "/seen/2: expected tuple[Answers, str], not 3",
        "/seen/3: expected tuple[Answers, str], not ({'A': 'A1', 'B': 'B1', 'C': 'C3', 'D': 'D2'}, 'high')",
        "/seen/4: A①B①C③D② was seen to be both High and Low; look again, and keep one",
    ]
    [problem] = problems(lambda: ap.look_ups(edition, [(other.answers(**FIRST), "high")]))
    assert problem.startswith("/seen/0: these answers are to other axes or options")


def test_what_is_no_series_is_a_slip(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument):
        ap.look_ups(edition, 3)  # type: ignore[arg-type]  # wrong
    with pytest.raises(InvalidArgument):
        ap.settle(edition, (), source="別紙1")  # type: ignore[arg-type]  # wrong
    with pytest.raises(InvalidArgument):
        ap.look_ups("2025-05-27")  # type: ignore[arg-type]  # wrong


def test_too_much_is_not_read_to_its_end(edition: ap.Edition) -> None:
    answers = edition.answers(**FIRST)
    assert problems(lambda: ap.look_ups(edition, itertools.repeat((answers, "high")))) == [
        "/seen: 100001 observations; at most 100000 are read"
    ]
    given = [(answers, "x")] * 1_001
    assert len(problems(lambda: ap.look_ups(edition, given))) == 1_001


def test_where_nothing_was_seen_the_edition_is_as_it_was(edition: ap.Edition) -> None:
    assert ap.settle(edition, (), source=SHEET) is edition


def test_of_readings_that_decide_alike_one_is_kept(edition: ap.Edition) -> None:
    letters = ["hh", "lh", "lh", "ll", "lh", "hh"]
    odd = with_readings(edition, letters)
    first, second = odd.all_answers()
    low = ap.settle(odd, [(first, "low")], source=SHEET)
    assert (low.rules[0].id, [reading.id for reading in low.readings]) == ("r1-X1", ["r3"])
    assert ap.settle(odd, [(first, "high"), (second, "high")], source=SHEET).readings == ()


def test_rows_of_a_proposal_are_not_settled(edition: ap.Edition) -> None:
    redrawn = edition.with_rules(edition.readings[0].rules)
    assert ap.look_ups(redrawn) == ()
    [problem] = problems(lambda: ap.settle(redrawn, [(edition.answers(**FIRST), "high")], source=SHEET))
    assert problem.startswith("/rules: the rows are not those of the reading that the edition adopts")


def test_a_source_has_an_id_of_its_own_and_can_stand_in_an_edition(edition: ap.Edition) -> None:
    given = [(edition.answers(**FIRST), "high")]
    taken = attrs.evolve(SHEET, id=edition.sources[1].id)
    assert problems(lambda: ap.settle(edition, given, source=taken)) == [
        "/source/id: '資料4' is also at /sources/1/id; it has to be unique"
    ]
    with pytest.raises(InvalidEdition, match=rf"/sources/{len(edition.sources)}/text/ja"):
        ap.settle(edition, given, source=attrs.evolve(SHEET, text=Text("")))
    assert from_data(to_data(SHEET), Source) == SHEET


def test_the_even_splits_first_are_not_always_the_best_way(edition: ap.Edition) -> None:
    """Whoever halves the readings as evenly as can be needs four look-ups here; three are enough."""
    odd = with_readings(edition, ["hhhl", "hlll", "lhhl", "llhh", "llhl", "llll"])
    assert len(ap.look_ups(odd)) == 3


def test_more_readings_than_can_be_told_apart_are_refused_until_something_was_seen(edition: ap.Edition) -> None:
    most = one_by_one(edition, MOST_TOLD_APART - 1)
    assert len(ap.look_ups(most)) == MOST_TOLD_APART - 1
    many = one_by_one(edition, MOST_TOLD_APART)
    assert problems(lambda: ap.look_ups(many)) == [
        (
            "/readings: 11 readings to tell apart, more than the 10 for which the look-ups can be worked out; "
            "look up any combination first, and give what was seen"
        )
    ]
    assert len(ap.look_ups(many, [(many.all_answers()[0], "high")])) == MOST_TOLD_APART - 1
    assert ap.look_ups(many, [(many.all_answers()[3], "low")]) == ()
    settled = ap.settle(many, [(many.all_answers()[3], "low")], source=SHEET)
    assert next(rule.id for rule in settled.rules) == "r3-low"


def test_of_very_many_observations_that_no_reading_has_the_first_are_shown(edition: ap.Edition) -> None:
    axes = tuple(make_axis(name, 11, Text("軸")) for name in "PQR")
    sources = (*edition.sources, Source(CITATION.document, Text("出典")))
    whole = (Rule(RuleId("all"), Condition({}), edition.outcomes[1].id, CITATION),)
    order = attrs.evolve(edition.asking_order, axes=tuple(axis.id for axis in axes))
    bare = attrs.evolve(edition, mitigations=(), topics=(), remarks=(), guidance=(), readings=())
    large = attrs.evolve(bare, axes=axes, rules=whole, sources=sources, asking_order=order)
    assert math.prod(len(axis.options) for axis in axes) == 1_331
    found = problems(lambda: ap.look_ups(large, [(answers, "low") for answers in large.all_answers()]))
    assert len(found) == 1_002
    assert found[-1] == "/seen/1000: too many errors; stopped here"
