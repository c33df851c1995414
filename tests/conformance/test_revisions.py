"""What each revision of the shipped edition says it changed is what it changed."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import brief
from digests import digests

REVISIONS = Path(__file__).parent / "revisions"


def held(edition: ap.Edition, number: int) -> dict[str, str]:
    """What a revision holds, record by record, in digests."""
    if number == edition.revision:
        return digests(edition)
    file = REVISIONS / f"{edition.id}.{number}.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_a_revision_names_all_that_it_changed_and_nothing_else(edition: ap.Edition) -> None:
    """Where it does not, the lists in ``revisions.toml`` are to be put right."""
    assert [each.number for each in edition.revisions] == list(range(2, edition.revision + 1))
    for each in edition.revisions:
        before, after = held(edition, each.number - 1), held(edition, each.number)
        assert sorted(each.added) == sorted(after.keys() - before.keys())
        assert sorted(each.removed) == sorted(before.keys() - after.keys())
        assert sorted(each.changed) == sorted(n for n in before.keys() & after.keys() if before[n] != after[n])


def test_no_revision_changed_a_row_or_an_outcome_unsaid(edition: ap.Edition) -> None:
    decides = ("rule/", "outcome/", "asking_order")
    named = [name for each in edition.revisions for name in (*each.added, *each.changed, *each.removed)]
    assert [name for name in named if name.startswith(decides)] == []


def trace_of(edition: ap.Edition, number: int, fingerprint: str) -> dict[str, Any]:
    """A trace as an earlier revision wrote it, but for the words that it changed."""
    trace: dict[str, Any] = {**ap.encoding.to_data(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=2)))}
    return trace | {"edition": {"id": edition.id, "revision": number, "fingerprint": fingerprint}}


@pytest.mark.parametrize("number", [1, 2])
def test_a_trace_of_an_earlier_revision_is_told_what_changed_since(edition: ap.Edition, number: int) -> None:
    since = edition.revisions[number - 1 :]
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace(trace_of(edition, number, since[0].replaces), edition)
    problems = caught.value.problems
    assert [(problem.code, problem.where, problem.value) for problem in problems] == [
        ("revised-since", "/edition/revision", str(each.number)) for each in since
    ]
    for problem, each in zip(problems, since, strict=True):
        assert each.text.ja in problem.text.ja
        assert f"records added: {len(each.added)}, changed: {len(each.changed)}" in str(problem)


def test_what_differs_in_the_trace_itself_is_named_as_well(edition: ap.Edition) -> None:
    trace = trace_of(edition, 2, edition.revisions[-1].replaces)
    trace["superseded_by"] = {"version": "Version 2.0"}
    trace["outcome"] = "high"
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace(trace, edition)
    wheres = [problem.where for problem in caught.value.problems]
    assert wheres[0] == "/edition/revision"
    assert {"/superseded_by/effective", "/outcome"} <= set(wheres)


@pytest.mark.parametrize(
    ("named", "wheres"),
    [
        ({"revision": 2, "fingerprint": "sha256:0"}, ["/edition/revision"] * 2 + ["/edition/fingerprint"]),
        ({"revision": 0}, ["/edition/revision"]),
        ({"revision": True}, ["/edition/revision"]),
        ({"revision": 4}, ["/edition/revision"]),
        ({"id": "2024-01-01", "revision": 1}, ["/edition/id", "/edition/revision"]),
    ],
)
def test_a_revision_that_is_none_of_the_edition_s_explains_nothing(
    edition: ap.Edition, named: dict[str, object], wheres: list[str]
) -> None:
    trace = trace_of(edition, 3, ap.encoding.fingerprint(edition))
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace({**trace, "edition": trace["edition"] | named}, edition)
    assert [problem.where for problem in caught.value.problems] == wheres


def test_an_edition_without_revisions_says_only_what_differs(edition: ap.Edition) -> None:
    bare = attrs.evolve(edition, revisions=())
    with pytest.raises(InvalidData) as caught:
        ap.encoding.retrace(trace_of(edition, 2, "sha256:0"), bare)
    assert {problem.code for problem in caught.value.problems} == {"record-differs"}


def test_what_a_revision_says_fits_into_a_message(edition: ap.Edition) -> None:
    for each in edition.revisions:
        for passage in (each.text.ja, each.text.in_language("en")):
            assert brief(passage) == passage
    assert repr(edition.revisions[0]) == "<Revision 2: 1 added, 125 changed, 1 removed>"
    assert str(edition.revisions[0]) == edition.revisions[0].text.ja
