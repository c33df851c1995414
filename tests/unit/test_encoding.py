"""Plain data, there and back."""

import copy
import datetime
import importlib
import json
import pickle
import pkgutil
import time
from collections.abc import Callable
from typing import Any

import attrs
import cattrs
import pydantic
import pytest

import aiprocure as ap
import aiprocure.errors.text
import aiprocure.model
from aiprocure.encoding.exchanged import DOCUMENTS, EXCHANGED
from aiprocure.encoding.forms import exchanged_fields
from aiprocure.encoding.reader import LONGEST_TEXT
from aiprocure.engine.grid import grid_of
from aiprocure.engine.tree import Branch
from aiprocure.errors import Invalid, InvalidArgument, InvalidData, Text
from aiprocure.model.axes import Option
from aiprocure.model.citation import Source
from aiprocure.model.dossier import Dossier, Project
from aiprocure.model.records import CrossReference, Entry
from aiprocure.model.rules import Condition, Rule

EDITION = ap.editions.load("2025-05-27")
RULE = {
    "id": "R",
    "when": {"A": ["A1"]},
    "outcome": "high",
    "citation": {"document": "資料4", "place": "図", "provenance": "stated"},
}


def problems(data: object, kind: type[object]) -> list[str]:
    """What is wrong with data, as it is printed."""
    with pytest.raises(InvalidData) as caught:
        ap.encoding.from_data(data, kind)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"outcome": 3}, "/outcome: expected text, not 3"),
        (
            {"outcome": datetime.date(2025, 5, 27)},
            "/outcome: put text in quotation marks; 2025-05-27 cannot stand without them",
        ),
        ({"outcome": "\x1b"}, r"/outcome: expected text without control or invisible characters, not '\x1b'"),
        ({"when": [1]}, "/when: expected a table, not [1]"),
        ({"when": {"C": "C1"}}, "/when/C: expected a list, not 'C1'"),
        ({"when": {"C": ["C1", None]}}, "/when/C/1: expected text, not None"),
        ({"when": {"\n": [], 3: []}}, "/when/3: expected text, not 3"),
        ({"citation": 3}, "/citation: expected a table, not 3"),
        (
            {"citation": {**RULE["citation"], "provenance": "guessed"}},  # type: ignore[dict-item]  # a table, above
            (
                "/citation/provenance: no option 'guessed'; "
                "choose from stated, reconstructed, editorial, reported, supplied, confirmed"
            ),
        ),
        (
            {"outcom": "high"},
            "/outcom: unknown key 'outcom'; did you mean 'outcome'?; the keys are id, when, outcome, citation",
        ),
    ],
)
def test_a_misfit_is_named_with_its_place(change: dict[str, object], expected: str) -> None:
    assert problems(RULE | change, Rule) == [expected]


def test_every_misfit_is_said_at_once() -> None:
    assert problems({"id": 1, "when": {"C": [2]}, "citation": {}, "x y": 0}, Rule) == [
        "/id: expected text, not 1",
        "/when/C/0: expected text, not 2",
        "/citation/document: the key document is missing",
        "/citation/place: the key place is missing",
        "/citation/provenance: the key provenance is missing",
        "/outcome: the key outcome is missing",
        "/x y: unknown key 'x y'; the keys are id, when, outcome, citation",
    ]


@pytest.mark.parametrize("issued", ["2025-5-27", "20250527", "2025-02-30", "2025-W22-2", 20250527, True])
def test_a_date_is_a_date(issued: object) -> None:
    data = {"id": "s", "text": {"ja": "出典"}, "issued": issued}
    [problem] = problems(data, Source)
    assert problem.startswith("/issued: ")


def test_a_date_may_be_a_date_already_but_no_moment() -> None:
    data = {"id": "s", "text": {"ja": "出典"}, "issued": datetime.date(2025, 5, 27)}
    assert ap.encoding.from_data(data, Source).issued == datetime.date(2025, 5, 27)
    assert problems({**data, "issued": datetime.datetime(2025, 5, 27, tzinfo=datetime.UTC)}, Source)


def test_numbers_and_truths_are_not_mistaken_for_each_other(edition: ap.Edition) -> None:
    data = ap.encoding.to_data(edition.axes[0].options[0])
    assert problems({**data, "number": True, "undecided": 1}, Option) == [
        "/number: expected a whole number, not true",
        "/undecided: expected true or false, not 1",
    ]


@pytest.mark.parametrize("kind", [int, dict, str, object, Entry, CrossReference, "Answers", None, [1]])
def test_only_values_of_the_model_are_read(kind: type[object]) -> None:
    with pytest.raises(InvalidData, match=r"is not a kind of value that plain data can become$"):
        ap.encoding.from_data({}, kind)


@pytest.mark.parametrize("value", [None, 3, "A1", {"A": "A1"}, object(), EDITION.cross_reference("19")])
def test_only_values_of_the_library_are_written(value: object) -> None:
    with pytest.raises(
        InvalidData, match="expected a value of the model, an assessment, an exploration or a comparison"
    ):
        ap.encoding.to_data(value)


def test_of_several_values_each_is_written_by_itself() -> None:
    with pytest.raises(InvalidData, match="write its values one by one"):
        ap.encoding.to_data(EDITION.all_answers())


def test_a_trace_holds_what_a_reader_needs(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A="①", B="②", C="③", D="①"))
    trace = ap.encoding.to_data(assessment)
    assert json.loads(json.dumps(trace)) == trace
    assert ap.encoding.retrace(trace, edition) == assessment
    assert trace["format"] == "aiprocure.assessment/1"
    assert trace["edition"] == {"id": "2025-05-27", "revision": 3, "fingerprint": ap.encoding.fingerprint(edition)}
    assert trace["answers"] == {"A": "A1", "B": "B2", "C": "C3", "D": "D1"}
    assert (trace["outcome"], trace["irrelevant"], trace["reasons"]) == ("high", ["B", "C"], [["A1", "D1"]])
    assert trace["rule"] == ap.encoding.to_data(edition.rules[7])
    assert isinstance(trace["path"], list)
    assert trace["path"][0] == {
        "axis": "C",
        "option": "C3",
        "text": ap.encoding.to_data(edition.axes[2].options[2].text),
        "citation": {"document": "資料4", "place": "リスク判定ロジック", "provenance": "stated"},
    }
    assert trace["disputed"] == [
        {"reading": f"rival-{n}", "rule": f"rival-{n}-R7", "outcome": "low"} for n in (1, 2, 3)
    ]
    assert isinstance(trace["superseded_by"], dict)
    assert trace["superseded_by"]["version"] == "Version 2.0"


def test_a_trace_that_was_tampered_with_is_refused_in_every_place(edition: ap.Edition) -> None:
    trace = ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    tampered: dict[str, Any] = copy.deepcopy({**trace})
    tampered["edition"]["revision"] = 4
    tampered["path"][1]["option"] = "B1"
    tampered["reasons"] = []
    tampered["note"] = "ours"
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace(tampered, edition)
    assert [str(problem) for problem in caught.value.problems] == [
        "/edition/revision: 4; the edition gives 3",
        "/path/1/option: 'B1'; the edition gives 'B2'",
        "/reasons: []; the edition gives [['B2', 'C3', 'D2']]",
        "/note: 'ours'; the edition gives nothing",
    ]


def test_a_trace_without_answers_is_refused_with_their_place(edition: ap.Edition) -> None:
    trace = ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    rest = {key: value for key, value in trace.items() if key != "answers"}
    with pytest.raises(InvalidData, match=r"^/answers: expected a table, not None$"):
        ap.encoding.retrace(rest, edition)
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**trace, "answers": {"B": "B1", "C": "C1", "D": "D1"}}, edition)
    assert [problem.where for problem in caught.value.problems] == ["/answers/A"]
    with pytest.raises(InvalidData, match=r"^/zzz: None; the edition gives nothing$"):
        ap.encoding.retrace({**trace, "zzz": None}, edition)
    with pytest.raises(InvalidData, match=r"^/answers: 101 answers; at most 100 are read$"):
        ap.encoding.retrace({**trace, "answers": dict.fromkeys(map(str, range(101)), "A1")}, edition)


def test_an_exploration_is_written_and_found_anew(edition: ap.Edition) -> None:
    exploration = ap.explore(edition, edition.partial_answers(C="②"))
    record = ap.encoding.to_data(exploration)
    expected: dict[str, object] = {
        "format": "aiprocure.exploration/1",
        "edition": {"id": "2025-05-27", "revision": 3, "fingerprint": ap.encoding.fingerprint(edition)},
        "superseded_by": record["superseded_by"],
        "answers": {"C": "C2"},
        "tallies": [{"outcome": "low", "combinations": 4}, {"outcome": "high", "combinations": 32}],
        "ask_next": ["B", "A", "D"],
        "irrelevant": [],
        "disputed_by": list(exploration.disputed_by),
    }
    assert record == expected
    again = ap.encoding.retrace(json.loads(json.dumps(record)), edition)
    assert isinstance(again, ap.Exploration)
    assert (again, again.edition) == (exploration, edition)
    spoiled: object = {**record, "ask_next": []}
    with pytest.raises(InvalidData, match=r"^/ask_next: \[\]; the edition gives \['B', 'A', 'D'\]$"):
        ap.encoding.retrace(spoiled, edition)
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**record, "answers": {"C": "C9"}}, edition)
    assert [problem.where for problem in caught.value.problems] == ["/answers/C"]


def test_a_comparison_is_written_and_not_read_back(edition: ap.Edition) -> None:
    comparison = ap.compare(edition, edition)
    record = ap.encoding.to_data(comparison)
    assert json.loads(json.dumps(record)) == record
    assert (record["format"], record["before"], record["moves"]) == (
        "aiprocure.comparison/1",
        {"id": "2025-05-27", "revision": 3, "fingerprint": ap.encoding.fingerprint(edition)},
        [],
    )
    assert record.keys() == ap.encoding.ComparisonRecord.__annotations__.keys()
    with pytest.raises(InvalidData, match="does not hold its two editions and is not read back"):
        ap.encoding.from_data(record, ap.Comparison)
    with pytest.raises(InvalidData, match="does not hold its two editions and is not read back"):
        ap.encoding.retrace(record, edition)


@pytest.mark.parametrize("kind", [ap.Assessment, ap.Exploration])
def test_what_refers_to_an_edition_is_read_by_retrace(kind: type[object]) -> None:
    with pytest.raises(InvalidData, match=r"read it with retrace\(data, edition\)$"):
        ap.encoding.from_data({}, kind)


@pytest.mark.parametrize("data", [{}, {"format": None}, {"format": "aiprocure.assessment/2"}, {"format": ["x"]}])
def test_a_record_of_an_unknown_format_is_refused(data: object, edition: ap.Edition) -> None:
    with pytest.raises(InvalidData, match=r"^/format: unknown format .*; expected one of aiprocure\.assessment/1, "):
        ap.encoding.retrace(data, edition)
    with pytest.raises(InvalidArgument):
        ap.encoding.retrace(data, "2025-05-27")  # type: ignore[call-overload]  # the slip this is about


def test_a_record_has_the_keys_of_its_type(edition: ap.Edition) -> None:
    trace = ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1)))
    weights = {"B": {1: 1, 2: 2, 3: 3}}
    exploration = ap.encoding.to_data(ap.explore(edition, edition.partial_answers(A=1), weights=weights))
    for kind, record in (
        (ap.encoding.Trace, trace),
        (ap.encoding.EditionRecord, trace["edition"]),
        (ap.encoding.TraceStep, trace["path"][0]),
        (ap.encoding.DisputedRow, trace["disputed"][0]),
        (ap.encoding.ExplorationRecord, exploration),
        (ap.encoding.TallyRecord, exploration["tallies"][0]),
    ):
        assert list(record) == list(kind.__annotations__)
    assert pydantic.TypeAdapter(ap.encoding.Trace).validate_python(trace) == trace
    assert pydantic.TypeAdapter(ap.encoding.ExplorationRecord).validate_python(exploration) == exploration
    without = ap.encoding.to_data(ap.explore(edition, edition.partial_answers(A=1)))
    assert pydantic.TypeAdapter(ap.encoding.ExplorationRecord).validate_python(without) == without


def test_pydantic_takes_plain_data() -> None:
    data = {"a": [1, 2.5, None, True, {"b": "c"}]}
    assert pydantic.TypeAdapter(dict[str, ap.encoding.Data]).validate_python(data) == data
    with pytest.raises(pydantic.ValidationError):
        pydantic.TypeAdapter(dict[str, ap.encoding.Data]).validate_python({"a": object()})


def test_cattrs_takes_plain_data_once_it_is_told_to_pass_it_through() -> None:
    converter = cattrs.Converter()
    converter.register_structure_hook_func(lambda kind: kind is ap.encoding.Data, lambda data, _: data)
    data = {"a": [1, 2.5, None, True, {"b": "c"}]}
    assert converter.structure(data, dict[str, ap.encoding.Data]) == data


def test_of_a_record_spoiled_in_too_many_places_the_first_are_named(edition: ap.Edition) -> None:
    trace = ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    begin = time.process_time()
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**trace, **dict.fromkeys(map(str, range(100_000)))}, edition)
    assert time.process_time() - begin < 1
    assert len(caught.value.problems) == 1_001
    assert str(caught.value.problems[-1]) == "/1000: too many errors; stopped here"


def test_every_class_of_the_model_is_exchanged_but_its_views() -> None:
    """A view is made anew from an edition or an inventory. Problems are exchanged, so that a service can send them."""
    views = {"Entry", "Link", "CheckReference", "CrossReference", "AnswerTable", "InventorySummary", "Paper"}
    modules = [
        importlib.import_module(f"aiprocure.model.{m.name}") for m in pkgutil.iter_modules(aiprocure.model.__path__)
    ]
    found = {
        kind
        for module in (*modules, aiprocure.errors.text, aiprocure.errors.problem)
        for kind in vars(module).values()
        if isinstance(kind, type)
        and attrs.has(kind)
        and kind.__module__ == module.__name__
        and not kind.__name__.startswith("_")
    }
    results = {"Change", "Move", "OpenMove", "ChangedPassage", "Route", "Tally", "Total"}
    assert {kind.__name__ for kind in found} - views | results == {kind.__name__ for kind in EXCHANGED}
    assert found <= EXCHANGED | {kind for kind in found if kind.__name__ in views}


def test_a_text_and_a_number_are_only_so_long() -> None:
    long = "あ" * LONGEST_TEXT
    assert ap.encoding.from_data({"ja": long}, Text).ja == long
    assert problems({"ja": long + "。"}, Text) == ["/ja: longer than 262144 characters"]
    option = ap.encoding.to_data(EDITION.axes[0].options[0])
    assert problems({**option, "number": 10**5000}, Option) == [
        "/number: a number with more digits than can be read; at most 4,300"
    ]
    assert problems({**option, "number": -(10**5000)}, Option) != []


def test_the_names_of_the_room_are_its_api() -> None:
    for room in (ap.encoding, ap.editions, ap.dossiers, ap.proposals):
        assert dir(room) == room.__all__
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = ap.encoding.nothing


def test_a_problem_is_written_and_read_back() -> None:
    with pytest.raises(ap.errors.InvalidAnswers) as caught:
        EDITION.answers(A=9, B=2, C=3, D=2)
    [problem] = caught.value.problems
    data = ap.encoding.to_data(problem)
    assert (data["code"], data["where"], data["text"]) == (
        "no-such-option",
        "/A",
        {"ja": problem.text.ja, "en": problem.text.en},
    )
    assert data["expected"] == [{"id": f"A{n}", "label": mark} for n, mark in enumerate("①②③④", 1)]
    assert ap.encoding.from_data(json.loads(json.dumps(data)), ap.errors.Problem) == problem
    placed = attrs.evolve(problem, file="案件.toml", line=3, column=7)
    assert ap.encoding.from_data(ap.encoding.to_data(placed), ap.errors.Problem) == placed


def test_a_condition_is_the_same_whatever_order_it_is_written_in() -> None:
    one = ap.encoding.from_data({"C": ["C1", "C4"], "B": ["B1"]}, Condition)
    two = ap.encoding.from_data({"B": ["B1"], "C": ["C4", "C1", "C4"]}, Condition)
    assert one == two
    assert ap.encoding.to_data(two) == {"B": ["B1"], "C": ["C1", "C4"]}
    assert str(Condition({})) == "always"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (200, "200"),
        (0.5, "0.5"),
        (True, "true"),
        (False, "false"),
        (datetime.date(2026, 4, 1), "2026-04-01"),
        (datetime.time(9, 30), "09:30:00"),
        (["窓口", "電話"], "窓口、電話"),
    ],
)
def test_whatever_describes_a_project_is_text(value: object, expected: str) -> None:
    assert ap.encoding.from_data({"title": "案件", "x": value}, Project).details == (("x", expected),)


@pytest.mark.parametrize(
    ("passage", "why"),
    [
        *(("a\u202eb", "without control or invisible characters"), ("\u200b", "that says something")),
        *(("a\0", "without control or invisible characters"), ("a\nb", "in one line"), ("", "that says something")),
        *((" \n", "that says something"), ("\u3164", "that says something"), ("\u2800 ", "that says something")),
    ],
)
def test_a_title_that_is_no_line_of_text_is_refused_with_why(passage: str, why: str) -> None:
    assert problems({"title": passage}, Project) == [f"/title: expected text {why}, not {passage!r}"]


@pytest.mark.parametrize(
    "value", ["", " ", "a\nb", [], None, float("nan"), float("inf"), 10**18, {"a": 1}, [[1]], [None], b"x"]
)
def test_what_describes_nothing_is_refused(value: object) -> None:
    assert [p.partition(": ")[0] for p in problems({"title": value, "x": value}, Project)] == ["/title", "/x"]


def test_the_names_of_details_are_lines_of_text() -> None:
    assert problems({"title": "x", "": 1, "a\nb": 2, "a\u200b": 3}, Project) == [
        "/: expected text that says something, not ''",
        r"/a\nb: expected text in one line, not 'a\nb'",
        r"/a\u200b: expected text without control or invisible characters, not 'a\u200b'",
    ]


def test_reading_stops_where_too_much_is_wrong() -> None:
    data = {"id": "x", "text": {"ja": "x"}, "issued": "2025-05-27"}
    assert problems(data | dict.fromkeys(map(str, range(2_000))), Source)[-1] == "/1000: too many errors; stopped here"
    sets = {str(n): [1, 2] for n in range(2_000)}
    assert problems(RULE | {"when": sets}, Rule)[-2:] == [
        "/when/499: too many errors; stopped here",
        "/when: too many errors; stopped here",
    ]
    assert len(problems(dict.fromkeys(range(2000), 1), Source)) == 1_000


def test_an_answer_may_be_written_short() -> None:
    data = {"edition": "2025-05-27", "project": {"title": "案件"}, "answers": {"A": "①", "B": {"option": 2}}}
    dossier = ap.encoding.from_data(data, Dossier)
    assert dossier.answers.options == {"A": "①", "B": 2}
    assert ap.encoding.from_data(data | {"answers": {"A": 3.0}}, Dossier).answers.options == {"A": 3}
    assert problems(data | {"answers": {"A": True, "B": {}, "C": {"option": 1, "why": "x"}, "D": 1.5}}, Dossier) == [
        "/answers/A: expected an option by its id, number, mark or slug, not true",
        "/answers/B/option: the key option is missing",
        "/answers/C/why: unknown key 'why'; the keys are option, reason",
        "/answers/D: expected an option by its id, number, mark or slug, not 1.5",
    ]


def test_values_survive_pickling_and_copying(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2))
    for again in (pickle.loads(pickle.dumps(assessment)), copy.deepcopy(assessment), copy.copy(assessment)):
        assert again == assessment
        assert hash(again) == hash(assessment)
        assert ap.explain(again) == ap.explain(assessment)


def test_values_cannot_be_changed(edition: ap.Edition) -> None:
    for value in (edition, edition.rules[0], edition.text, edition.all_answers()[0], edition.rules[0].when):
        for field in ("id", "ja", "choices", "sets", "new"):
            with pytest.raises(AttributeError):
                setattr(value, field, "other")


def test_values_sum_up_in_a_line(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2))
    assert repr(edition) == "<Edition 2025-05-27 revision 3: 4 axes, 10 rules, 3 rival readings>"
    assert repr(assessment) == "<Assessment low by R9: A1 B2 C3 D2>"
    assert repr(edition.axes[0]) == "<Axis A 利用者の範囲・種別>"
    assert repr(edition.rules[0].citation) == "<Citation 資料4 リスク判定ロジック（図）, reconstructed>"
    assert repr(edition.rules[1]) == "<Rule R2: B1|B3 & C2 → high>"
    assert repr(edition.rules[1].when) == "<Condition B1|B3 & C2>"
    assert repr(edition.superseded_by) == "<Supersession by Version 2.0, approved 2026-06-12, effective 2026-09-01>"
    assert repr(assessment.path[0]) == "<Step C③ 機密性2情報または個人情報を取扱わない>"
    tree = ap.decision_tree(edition)
    assert isinstance(tree, Branch)
    assert (repr(tree), repr(tree.edges)) == ("<Branch C: 3 edges>", "(<Edge ①,④>, <Edge ②>, <Edge ③>)")
    assert repr(tree.edges[0].to) == "<Leaf high>"
    assert repr(grid_of(edition)) == "<Grid of 144 combinations>"
    assert str(edition.sources[2]).startswith("Version 2.0 に関する公開報道：dig.watch")
    assert str(assessment) == "低（「高リスク」に該当する可能性が低い）"
    assert str(edition).startswith("DS-920 行政の進化と革新のための")
    assert str(edition.axes[0]) == "A 利用者の範囲・種別"
    assert str(edition.rules[1]) == "R2: B1|B3 & C2 → high"
    assert str(edition.readings[0]).startswith("rival-1 C③の枝で")
    assert str(edition.outcomes[0]) == "低"
    assert str(edition.superseded_by).startswith("この版に代わる Version 2.0")
    assert str(edition.rules[0].citation) == "資料4 リスク判定ロジック（図）"
    assert str(edition.consequences[0]).startswith("４つの観点")
    assert str(Project(ap.encoding.from_data({"title": "案件"}, Project).title)) == "案件"


PROPOSAL = {"edition": "2025-05-27", "title": "x", "withdrawn": ["R4"]}
DOSSIER = {"edition": "2025-05-27", "project": {"title": "x"}}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("document", "name", "read"),
    [
        (ap.editions.load("2025-05-27"), "aiprocure.edition/1", ap.editions.from_data),
        (ap.dossiers.from_data(DOSSIER), "aiprocure.dossier/1", ap.dossiers.from_data),
        (ap.proposals.from_data(PROPOSAL), "aiprocure.proposal/1", ap.proposals.from_data),
    ],
)
def test_a_document_carries_its_format_and_is_read_with_it_without_it_and_with_no_other(
    document: object, name: str, read: Callable[[object], object]
) -> None:
    data = ap.encoding.to_data(document)
    assert next(iter(data.items())) == ("format", name)
    bare = {key: value for key, value in data.items() if key != "format"}
    for each in (data, bare):
        assert ap.encoding.from_data(each, type(document)) == read(each) == document
    for other in (f"{name}0", name.replace("/1", "/2"), 1, None, [name]):
        for reading in (read, lambda wrong: ap.encoding.from_data(wrong, type(document))):
            with pytest.raises(Invalid) as caught:
                reading(bare | {"format": other, "nothing": 1})
            unknown, stray = caught.value.problems
            assert (unknown.code, unknown.where, [choice.id for choice in unknown.expected]) == (
                "unknown-format",
                "/format",
                [name],
            )
            assert stray.where == "/nothing"
            with pytest.raises(Invalid):
                reading(bare | {"format": other})


def test_a_part_of_a_document_carries_no_format() -> None:
    edition = ap.editions.load("2025-05-27")
    assert "format" not in ap.encoding.to_data(edition.answers(A=1, B=1, C=1, D=1))
    for part in (edition.rules[0], edition.text):
        assert "format" not in ap.encoding.to_data(part)
        with pytest.raises(InvalidData):
            ap.encoding.from_data(ap.encoding.to_data(part) | {"format": "aiprocure.rule/1"}, type(part))


def test_a_correction_of_the_data_is_told_and_read_by_what_it_changed(edition: ap.Edition) -> None:
    revision = edition.revisions[0]
    counts = f"{len(revision.added)} added, {len(revision.changed)} changed, {len(revision.removed)} removed"
    assert (repr(revision), str(revision)) == (f"<Revision 2: {counts}>", revision.text.ja)


@pytest.mark.parametrize("named", [None, {"id": "2025-05-27", "revision": "1"}, {"id": "other", "revision": 1}])
def test_a_record_that_names_no_earlier_revision_is_told_of_none(edition: ap.Edition, named: object) -> None:
    record = ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**record, "edition": named, "outcome": "high"}, edition)
    assert "revised-since" not in {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_the_form_of_a_document_has_the_fields_of_its_class(kind: type) -> None:
    form = getattr(ap.encoding, f"{kind.__name__}Document")
    fields = {field.name: field.default is attrs.NOTHING for field in exchanged_fields(kind)}
    assert form.__annotations__.keys() == {"format", *fields}
    assert form.__required_keys__ == {"format", *(name for name, required in fields.items() if required)}
