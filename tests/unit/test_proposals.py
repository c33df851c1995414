"""Proposals to redraw the rows, read with distrust."""

import json
import time
from pathlib import Path

import attrs
import pytest

import aiprocure as ap
from aiprocure import proposals
from aiprocure.errors import InvalidArgument, InvalidProposal
from aiprocure.model.citation import Provenance
from aiprocure.model.edition import EditionId

GOOD = """
edition = "2025-05-27"
title = "複数府省庁での利用を一律に高とする"
withdrawn = ["R5"]
[[rules]]
id = "R4"
when = { C = "②", work = ["②"], A = 2 }
outcome = "high"
"""
GOOD_JSON = {
    "edition": "2025-05-27",
    "title": "複数府省庁での利用を一律に高とする",
    "withdrawn": ["R5"],
    "rules": [{"id": "R4", "when": {"C": ["C2"], "B": 2, "A": ["cross-ministry"]}, "outcome": "high"}],
}


def written(folder: Path, content: str, name: str = "proposal.toml") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def refused(data: object) -> list[str]:
    """What is said of data that can be no proposal, or not be put into effect."""
    with pytest.raises(InvalidProposal) as caught:
        proposals.propose(proposals.from_data(data))
    return str(caught.value).splitlines()


def test_a_proposal_redraws_its_rows_and_no_others(edition: ap.Edition, tmp_path: Path) -> None:
    proposal = proposals.load(written(tmp_path, GOOD))
    assert str(proposal) == "複数府省庁での利用を一律に高とする"
    proposed = proposals.propose(proposal)
    assert [rule.id for rule in proposed.rules] == ["R1", "R2", "R3", "R4", "R6", "R7", "R8", "R9", "R10"]
    changed = [rule for rule in proposed.rules if rule not in edition.rules]
    assert [str(rule) for rule in changed] == ["R4: A2 & B2 & C2 → high"]
    assert (changed[0].citation.document, changed[0].citation.provenance) == ("proposal", Provenance.SUPPLIED)
    comparison = ap.compare(edition, proposed)
    assert [str(move) for move in comparison.moves] == ["A2 & B2 & C2 & D2: 低 → 高"]


def test_toml_and_json_mean_the_same(tmp_path: Path) -> None:
    toml = proposals.load(written(tmp_path, GOOD))
    plain = proposals.load(str(written(tmp_path, json.dumps(GOOD_JSON), "proposal.JSON")))
    assert proposals.propose(toml) == proposals.propose(plain)


def test_a_proposal_of_nothing_is_the_edition_itself(edition: ap.Edition) -> None:
    nothing = proposals.from_data({"edition": "2025-05-27", "title": "何も改めない", "reason": "比べるため"})
    assert proposals.propose(nothing) is edition
    assert nothing.reason == "比べるため"


def test_a_row_of_a_new_id_is_added_at_the_end() -> None:
    data = GOOD_JSON | {
        "withdrawn": ["R5", "R4"],
        "rules": [{"id": "新", "when": {"C": 2, "B": 2, "A": 2}, "outcome": "high"}],
    }
    assert proposals.propose(proposals.from_data(data)).rules[-1].id == "新"


def test_an_outcome_goes_by_its_word_as_well() -> None:
    for written in ("high", "高", "High"):
        row = {"id": "R4", "when": {"C": 2, "B": 2, "A": 2}, "outcome": written}
        assert proposals.propose(proposals.from_data(GOOD_JSON | {"rules": [row]})).rules[3].outcome == "high"


def test_everything_misshapen_is_said_at_once() -> None:
    data = {"titel": "案", "edition": 20250527, "rules": [{"id": "R4", "when": [], "outcome": True}], "withdrawn": "R5"}
    assert refused(data) == [
        "/edition: expected text, not 20250527",
        "/rules/0/when: expected a table, not []",
        "/rules/0/outcome: expected text, not true",
        "/withdrawn: expected a list, not 'R5'",
        "/title: the key title is missing",
        "/titel: unknown key 'titel'; did you mean 'title'?; the keys are edition, title, rules, withdrawn, reason",
    ]
    assert refused([]) == ["expected a table, not []"]
    assert refused(GOOD_JSON | {"rules": [{"id": "R4", "when": {"A": [True, "①", None]}, "outcome": "high"}]}) == [
        "/rules/0/when/A/0: expected an option by its id, number, mark or slug, not true",
        "/rules/0/when/A/2: expected an option by its id, number, mark or slug, not None",
    ]


def test_an_edition_that_is_not_carried_is_refused() -> None:
    assert refused(GOOD_JSON | {"edition": "2026-06-12"}) == ["/edition: no edition '2026-06-12'; carried: 2025-05-27"]


def test_everything_that_means_nothing_is_said_at_once() -> None:
    rows = [
        {"id": "R4", "when": {"C": ["②", "⑨"], "wrok": 1, "D": 9}, "outcome": "hihg"},
        {"id": "R4", "when": {"A": 1, "users": 1}, "outcome": "low"},
        {"id": "R5", "when": {}, "outcome": "low"},
    ]
    said = refused(GOOD_JSON | {"rules": rows, "withdrawn": ["R5", "R99"]})
    assert [line.partition(": ")[0] for line in said] == [
        "/withdrawn/1",
        "/rules/0/outcome",
        "/rules/0/when/C",
        "/rules/0/when/D",
        "/rules/0/when/wrok",
        "/rules/1/id",
        "/rules/1/when",
        "/rules/2/id",
    ]
    assert said[:3] == [
        "/withdrawn/1: no row 'R99'; choose from R1, R2, R3, R4, R5, R6, R7, R8, R9, R10",
        "/rules/0/outcome: no outcome 'hihg'; choose from low, high",
        "/rules/0/when/C: no option '⑨'; choose from C1 ①, C2 ②, C3 ③, C4 ④",
    ]
    assert said[5:] == [
        "/rules/1/id: row 'R4' is given more than once, or is withdrawn as well",
        "/rules/1/when: an axis is named twice, by id and by slug: A",
        "/rules/2/id: row 'R5' is given more than once, or is withdrawn as well",
    ]


def test_rows_that_do_not_decide_everything_once_are_refused() -> None:
    [undecided] = refused(GOOD_JSON | {"rules": []})
    assert undecided.startswith("/rules: ")
    assert "A2 B2 C2 D2" in undecided
    empty = [{"id": "R4", "when": {"A": []}, "outcome": "high"}]
    assert refused(GOOD_JSON | {"rules": empty, "withdrawn": []})[0] == (
        "/rules/0/when/A: no option at all, so no case reaches this row; choose from A1 ①, A2 ②, A3 ③, A4 ④"
    )


def test_a_row_of_the_edition_that_a_proposal_collides_with_is_named() -> None:
    """It stands nowhere in the proposal, so the problem stands at its rows as a whole."""
    [collision] = refused(GOOD_JSON | {"withdrawn": []})
    assert collision.startswith("/rules: row R5: ")


@pytest.mark.parametrize("hostile", ["rules[99]", "rules[0]", "/rules/0", "{where}", "R 4", "\u2028x", "x" * 60_000])
def test_a_row_with_a_hostile_id_is_blamed_itself(hostile: str) -> None:
    rows = [
        {"id": "R4", "when": {"C": 2, "B": 2, "A": 2}, "outcome": "high"},
        {"id": hostile, "when": {"C": 1}, "outcome": "low"},
    ]
    with pytest.raises(InvalidProposal) as caught:
        proposals.propose(proposals.from_data(GOOD_JSON | {"rules": rows}))
    where = {problem.where for problem in caught.value.problems}
    assert any(place.startswith("/rules/1") for place in where)
    assert not any(place.startswith(("/rules/0", "/rules/99")) for place in where)
    assert all(len(str(problem)) < 1_000 and str(problem).isprintable() for problem in caught.value.problems)


def test_everything_is_read_against_the_edition_at_hand(edition: ap.Edition, tmp_path: Path) -> None:
    own = attrs.evolve(edition, revision=2)
    for proposal in (
        proposals.from_data(GOOD_JSON, edition=own),
        proposals.load(written(tmp_path, GOOD), edition=own),
    ):
        assert proposals.propose(proposal, own).revision == proposals.propose(proposal, edition=own).revision
    with pytest.raises(
        InvalidProposal, match=r"^/edition: expected x, the edition it is read against, not '2025-05-27'$"
    ):
        proposals.from_data(GOOD_JSON, edition=attrs.evolve(edition, id=EditionId("x")))
    for slip in ("2025-05-27", 5):
        with pytest.raises(InvalidArgument):
            proposals.from_data(GOOD_JSON, edition=slip)  # type: ignore[arg-type]  # the slip this is about
        with pytest.raises(InvalidArgument):
            proposals.propose(proposals.from_data(GOOD_JSON), slip)  # type: ignore[arg-type]  # the slip this is about


def test_every_problem_of_a_file_has_its_file_line_and_column(tmp_path: Path, edition: ap.Edition) -> None:
    file = written(tmp_path, GOOD.replace("withdrawn", "withdrawm").replace('title = "', 'titel = "'))
    with pytest.raises(InvalidProposal) as caught:
        proposals.load(file)
    assert [(p.where, p.file, p.line, p.column) for p in caught.value.problems] == [
        ("/title", str(file), 2, 1),
        ("/titel", str(file), 3, 9),
        ("/withdrawm", str(file), 4, 13),
    ]
    file = written(tmp_path, GOOD.replace("A = 2", "A = 9"))
    with pytest.raises(InvalidProposal) as caught:
        proposals.load(file, edition=edition)
    assert [(p.where, p.line, p.column) for p in caught.value.problems] == [("/rules/0/when/A", 7, 37)]


def test_a_row_names_only_so_many_axes() -> None:
    many = {f"x{n}": 1 for n in range(101)}
    said = refused(GOOD_JSON | {"rules": [{"id": "R4", "when": many, "outcome": "high"}]})
    assert said == ["/rules/0/when: 101 axes; at most 100 are read"]


@pytest.mark.slow
def test_a_proposal_with_too_much_wrong_is_soon_refused() -> None:
    many: dict[str, object] = {f"x{n}": 1 for n in range(10_000)}
    rows = [{"id": f"N{n}", "when": {"C": ["⑨"] * 50}, "outcome": "hihg"} for n in range(1_000)]
    for rules, withdrawn, last in (
        ([{"id": "R4", "when": many, "outcome": "high"}], [], "/rules/0/when: 10000 axes; at most 100 are read"),
        (rows, [], "and 901 more problems"),
        ([], [f"R{n}" for n in range(100, 10_100)], "and 901 more problems"),
        ([{"id": "R", "when": {}, "outcome": "high"}] * 5_000, [], "and 901 more problems"),
    ):
        begin = time.process_time()
        assert refused(GOOD_JSON | {"rules": rules, "withdrawn": withdrawn})[-1] == last
        assert time.process_time() - begin < 1


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("", "proposal.txt", "the name of a proposal ends in .toml, .json, not in '.txt'"),
        ("title = ", "proposal.toml", "there is no value after ="),
        ("[" * 60_000, "proposal.json", "nested more than 100 levels deep"),
        ("#" * (proposals.MOST_BYTES + 1), "proposal.toml", "longer than 65536 bytes"),
        ("", "proposal.toml", "1:1: /edition: the key edition is missing"),
    ],
)
def test_a_file_that_cannot_be_a_proposal_is_refused(tmp_path: Path, content: str, name: str, expected: str) -> None:
    with pytest.raises(InvalidProposal, match=expected.replace(".", r"\.")):
        proposals.load(written(tmp_path, content, name))


def test_a_file_that_is_not_there_and_a_path_that_is_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidProposal, match="cannot be read: no such file"):
        proposals.load(tmp_path / "missing.toml")
    with pytest.raises(InvalidProposal, match="expected the path of a file, not 5"):
        proposals.load(5)  # type: ignore[arg-type]  # the slip this is about


def test_what_is_no_proposal_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="expected Proposal, not "):
        proposals.propose(GOOD_JSON)  # type: ignore[arg-type]  # the slip this is about


def test_what_is_misshapen_and_what_means_nothing_are_said_together() -> None:
    rows = [
        {"id": "R3", "when": {"Z": 1}, "outcome": "high"},
        {"id": "R4", "when": {"A": 9, "B": True, 5: 1}},
        {"when": {}, "outcome": "hihg"},
        {"id": "R6", "when": 3, "outcome": "hihg"},
        4,
    ]
    data = {"edition": "2025-05-27", "rules": rows, "withdrawn": ["R99", 3]}
    misshapen = [
        *("/rules/1/when/5", "/rules/1/outcome", "/rules/2/id", "/rules/3/when", "/rules/4"),
        *("/withdrawn/1", "/title"),
    ]
    meaningless = ["/withdrawn/0", "/rules/0/when/Z", "/rules/1/when/A", "/rules/2/outcome", "/rules/3/outcome"]
    places = [*misshapen, *meaningless]
    for edition in (None, ap.editions.load("2025-05-27")):
        with pytest.raises(InvalidProposal) as caught:
            proposals.from_data(data, edition=edition)
        assert [problem.where for problem in caught.value.problems] == places


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ([], [""]),
        ({"edition": 3}, ["/edition", "/title"]),
        ({"edition": "2001-01-01"}, ["/title", "/edition"]),
        ({"edition": "2025-05-27", "rules": 3, "withdrawn": "R1"}, ["/rules", "/withdrawn", "/title"]),
    ],
)
def test_what_is_misshapen_is_said_where_no_edition_can_judge(data: object, places: list[str]) -> None:
    with pytest.raises(InvalidProposal) as caught:
        proposals.from_data(data)
    assert [problem.where for problem in caught.value.problems] == places
