"""The guideline's records: found by any name, linked both ways, and cited by a name that stays."""

import json
import pickle
from collections.abc import Callable

import attrs
import pytest

import aiprocure as ap
import brute
from aiprocure.engine.soundness import problems_in
from aiprocure.errors import Choice, UnknownRecord
from aiprocure.model.check_sheets import RequirementId
from aiprocure.model.records import FAMILIES, choices_of_few, entries_of, links_of
from aiprocure.model.rules import Rule


def ids(records: tuple[object, ...]) -> list[str]:
    """The ids of some records."""
    return [str(record.id) for record in records]  # type: ignore[attr-defined]  # every record has one


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("⑭", "requirement/14"),
        ("14", "requirement/14"),
        ("１４", "requirement/14"),
        ("ds-920/2025-05-27/requirement/14", "requirement/14"),
        ("requirement/14", "requirement/14"),
        ("19", "requirement/19"),
        ("sheet-row 19", "sheet-row/19"),
        ("27", "sheet-row/27"),
        ("clause 7", "clause/7"),
        ("clause　⑦", "clause/7"),
        ("A", "axis/A"),
        ("users", "axis/A"),
        ("A1", "option/A1"),
        ("public", "option/A1"),
        ("R9", "rule/R9"),
        ("rival-1", "reading/rival-1"),
        ("high", "outcome/high"),
        ("process-step ③", "process-step/3"),
        ("A-3", "mitigation/A-3"),
        ("caio", "role/caio"),
        ("body board", "body/board"),
        ("資料4", "source/資料4"),
        ("annex-3", "document/annex-3"),
        ("II-4", "topic/II-4"),
    ],
)
def test_a_record_is_found_by_any_of_its_names(edition: ap.Edition, name: str, reference: str) -> None:
    assert edition.reference(edition.find(name)) == f"ds-920/2025-05-27/{reference}"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nope", ""),
        ("", ""),
        ("requirement/99", "did you mean 'requirement"),
        ("ds-920/2099-01-01/requirement/14", ""),
        ("anex-3", "did you mean 'annex-3'?"),
        ("clause 99", ""),
        ("x" * 10_000, ""),
        ("14" + " " * 198 + "and more", ""),
        ("\x1b[2J", ""),
    ],
)
def test_what_is_no_record_is_refused(edition: ap.Edition, name: str, hint: str) -> None:
    with pytest.raises(UnknownRecord, match=r"^no record ") as caught:
        edition.find(name)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300
    if hint.endswith("'?"):
        assert hint in str(caught.value)


@pytest.mark.parametrize("name", [None, 14, ["14"], b"14"])
def test_a_record_is_named_by_text(edition: ap.Edition, name: object) -> None:
    with pytest.raises(UnknownRecord, match=r"^expected str, not "):
        edition.find(name)  # type: ignore[arg-type]  # the slip this is about


@pytest.mark.slow
def test_every_record_is_found_by_its_reference(edition: ap.Edition) -> None:
    entries = entries_of(edition)
    assert len({entry.reference for entry in entries}) == len(entries) == 409
    for entry in entries:
        assert edition.find(entry.reference) is entry.record
        assert edition.find(f"{entry.family}/{entry.record.id}") is entry.record
        assert edition.reference(entry.record) == entry.reference
        assert repr(entry) == f"<Entry {entry.reference}>"


def test_a_record_of_another_edition_has_no_reference_here(edition: ap.Edition) -> None:
    other = attrs.evolve(edition.requirements[0], number=99)
    with pytest.raises(UnknownRecord, match=r"^no record .* in the edition$"):
        edition.reference(other)


def test_every_requirement_is_found_by_its_mark(edition: ap.Edition) -> None:
    for requirement in edition.requirements:
        assert edition.find(requirement.mark) is requirement
        assert edition.find(requirement.slug) is requirement


def test_finders_return_what_belongs_together(edition: ap.Edition) -> None:
    assert [len(edition.requirements_of(group=group.id)) for group in edition.requirement_groups] == [5, 6, 10]
    assert [len(edition.mitigations_of(axis=axis)) for axis in ("A", "work", "C", "D")] == [4, 5, 2, 1]
    assert [len(edition.risk_cases_of(step=step)) for step in ("①", "2", "output-check", "④")] == [1, 2, 1, 1]
    assert ids(edition.sheet_rows_of(requirement="⑭")) == ["19"]
    assert ids(edition.clauses_of(theme="incidents")) == ["7"]
    assert len(edition.duties_of()) == 27
    assert len(edition.duties_of(role="planner")) == 6
    assert len(edition.duties_of(phase="service")) == 6
    assert len(edition.duties_of(role="caio", phase="organisation")) == 8
    assert edition.duties_of(role="user", phase="service") == ()


@pytest.mark.parametrize(
    "call",
    [
        lambda e: e.mitigations_of(axis="E"),
        lambda e: e.risk_cases_of(step="5"),
        lambda e: e.duties_of(role="minister"),
        lambda e: e.duties_of(phase="caio"),
        lambda e: e.clauses_of(theme="7"),
        lambda e: e.requirements_of(group="⑭"),
        lambda e: e.sheet_rows_of(requirement="27"),
        lambda e: e.mitigations_of(axis="ds-920/2025-05-27/requirement/14"),
    ],
)
def test_a_finder_refuses_what_is_not_of_its_family(edition: ap.Edition, call: Callable[[ap.Edition], object]) -> None:
    with pytest.raises(UnknownRecord):
        call(edition)


def test_a_cross_reference_shows_both_ends(edition: ap.Edition) -> None:
    found = edition.cross_reference("sheet-row/19")
    assert [entry.reference.split("/", 2)[2] for entry in found.links_to] == ["requirement/14"]
    linked_from = {entry.reference.split("/", 2)[2] for entry in found.linked_from}
    assert linked_from == {"mitigation/A-3", "topic/II-4", "topic/III-2", "remark/procurement-sheet-excerpt"}


@pytest.mark.slow
def test_links_are_symmetric(edition: ap.Edition) -> None:
    forward, backward = brute.links_both_ways(edition)
    assert forward == backward
    assert len(forward) > 250


def test_a_link_to_nothing_is_not_sound(edition: ap.Edition) -> None:
    row = attrs.evolve(edition.sheet_rows[0], requirement=RequirementId("99"))
    topic = attrs.evolve(edition.topics[0], touches=("axis/A", "axis/E", "planet/earth", "nonsense"))
    broken = attrs.evolve(edition, sheet_rows=(row, *edition.sheet_rows[1:]), topics=(topic, *edition.topics[1:]))
    assert [str(problem) for problem in problems_in(broken)] == [
        "/sheet_rows/0/requirement: no requirement '99' in the edition; did you mean '9'?",
        "/topics/0/touches: no axis 'E'; choose from A, B, C, D",
        "/topics/0/touches: no planet 'earth' in the edition",
        "/topics/0/touches: no nonsense '' in the edition",
    ]


def test_ids_have_to_be_unique_in_their_family_only(edition: ap.Edition) -> None:
    assert {"19"} <= set(ids(edition.requirements)) & set(ids(edition.sheet_rows))
    twice = attrs.evolve(edition, roles=(*edition.roles, edition.roles[0]))
    [problem] = problems_in(twice)
    assert str(problem) == "/roles/4/id: 'caio' is also at /roles/0/id; it has to be unique"


def test_mitigations_are_those_of_the_axes_an_outcome_rests_on(edition: ap.Edition) -> None:
    one = ap.assess(edition, edition.answers(A=3, B=3, C=2, D=2))
    assert ids(one.mitigations) == ["B-1", "B-2", "B-3", "B-4", "B-5"]
    two = ap.assess(edition, edition.answers(A=1, B=2, C=1, D=1))
    assert {mitigation.axis for mitigation in two.mitigations} == {"A", "C", "D"}
    low = ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2))
    assert low.mitigations == ()
    assert {m.id for axis in edition.axes for m in edition.mitigations_of(axis=axis.id)} == set(
        ids(edition.mitigations)
    )


def test_plain_data_has_the_promised_shape(edition: ap.Edition) -> None:
    data = ap.encoding.to_data(edition)
    assert json.loads(json.dumps(data)) == data
    assert isinstance(data["requirements"], list)
    requirement = data["requirements"][13]
    assert isinstance(requirement, dict)
    assert requirement["text"] == {
        "ja": "公平性と包摂性の確保（バイアスや差別を含む出力の抑止措置）",
        "en": edition.requirements[13].text.en,
    }
    assert requirement["citation"] == {
        "document": "資料4",
        "place": "別添各シート（高リスク判定シート、調達チェックシート、契約チェックシート）について",
        "provenance": "stated",
    }


def test_every_family_is_carried_and_reads_well(edition: ap.Edition) -> None:
    kinds = {type(entry.record) for entry in entries_of(edition)}
    assert kinds == {kind for _, kind in FAMILIES}
    for entry in entries_of(edition):
        assert str(entry.record).isprintable()
        assert repr(entry.record).startswith(f"<{type(entry.record).__name__} ")
    assert all(links_of(topic) for topic in edition.topics if topic.touches)


@pytest.mark.parametrize(
    ("call", "named", "ja"),
    [
        (
            lambda e: ap.routes(ap.assess(e, e.answers(A=1, B=2, C=3, D=1)), to="x"),
            ("low", "high"),
            "記録に 'x' はない。low、highから選ぶこと。",
        ),
        (lambda e: e.risk_cases_of(step="9"), ("1", "2", "3", "4"), "記録に '9' はない。1、2、3、4から選ぶこと。"),
        (lambda e: e.find("x"), (), "記録に 'x' はない。版にあるものを指定すること。"),
    ],
)
def test_where_none_is_near_all_of_a_few_are_offered(
    edition: ap.Edition, call: Callable[[ap.Edition], object], named: tuple[str, ...], ja: str
) -> None:
    with pytest.raises(UnknownRecord) as caught:
        call(edition)
    [problem] = caught.value.problems
    assert problem.code == ("no-such-record" if named else "record-unknown")
    assert (caught.value.known, problem.expected, problem.text.ja) == (named, tuple(map(Choice, named)), ja)


def test_few_records_of_several_families_are_offered_with_their_families(edition: ap.Edition) -> None:
    few = [edition.once(entries_of)[0], next(e for e in edition.once(entries_of) if e.family == "axis")]
    assert choices_of_few(few) == (Choice("requirement/1"), Choice("axis/A"))
    assert choices_of_few(edition.once(entries_of)[:13]) == ()


def test_an_unknown_name_is_kept_with_the_nearest_names_there_are(edition: ap.Edition) -> None:
    with pytest.raises(LookupError) as caught:
        edition.find("anex-3")
    error = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(error, UnknownRecord)
    [problem] = error.problems
    assert (error.name, error.known[0]) == ("anex-3", "annex-3")
    assert (problem.code, problem.value, problem.expected[0]) == ("record-unknown", "'anex-3'", Choice("annex-3"))
    assert problem.text.ja == "記録に 'anex-3' はない。「annex-3」の誤りではないか。版にあるものを指定すること。"


@pytest.mark.parametrize(
    ("name", "ja", "en"),
    [
        ("A1", "A① 国民等による府省庁外利用", "A① "),
        ("A", "A 利用者の範囲・種別", "A "),
        ("requirement/14", "⑭ 公平性と包摂性の確保", "⑭ "),
        ("sheet-row/19", "#19 ", "#19 "),
        ("sheet-row/row-harmful-information", "", ""),
        ("clause 7", "#7 ", "#7 "),
        ("process-step 3", "③ ", "③ "),
        ("II-4", "II-4 ", "II-4 "),
        ("rival-1", "rival-1 ", "rival-1 "),
        ("caio", "", ""),
    ],
)
def test_a_caption_is_the_words_after_the_mark_number_or_id(edition: ap.Edition, name: str, ja: str, en: str) -> None:
    record = edition.find(name)
    assert not isinstance(record, Rule)
    assert record.captioned("ja").startswith(ja)
    assert record.captioned("ja").endswith(record.text.ja)
    assert record.captioned("en") == f"{en}{record.text.en}"


def test_every_record_but_a_rule_has_a_caption(edition: ap.Edition) -> None:
    for entry in entries_of(edition):
        if not isinstance(entry.record, Rule):
            assert entry.record.text.ja in entry.record.captioned("ja")
