"""Findings as SARIF. Whether it is valid, the validator of its makers says: ``tests/executors``."""

import importlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import CHECKS, check
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.errors.text import Text
from aiprocure.export import to_sarif
from aiprocure.model.finding import Finding, FindingCode, Pointer

sarif = importlib.import_module("aiprocure.export.sarif")
HEAD = '{"edition": "2025-05-27", "project": {"title": "要約"}, "phase": "procurement",\n'
SAID = '"answers": {"A": "③",\r\n "C": "③"}, "system": {"personal_information": true}}\n'


def found_in(text: str) -> tuple[Finding, ...]:
    return check(dossiers.from_data(json.loads(text)), ap.editions.load("2025-05-27"))


def run_of(findings: object, **options: Any) -> dict[str, Any]:
    written = to_sarif(findings, **options)  # type: ignore[arg-type]
    [run] = json.loads(written)["runs"]
    assert isinstance(run, dict)
    return run


def the(run: Mapping[str, Any], code: str) -> dict[str, Any]:
    results = [result for result in run["results"] if result["ruleId"] == code]
    assert isinstance(results[0], dict)
    return results[0]


def test_a_finding_stands_at_its_lines_in_its_file() -> None:
    name = "案件 1/dossier.json"
    run = run_of({"clean.json": (), name: found_in(HEAD + SAID)}, texts={name: HEAD + SAID})
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris == ["clean.json", "%E6%A1%88%E4%BB%B6%201/dossier.json"]
    place = the(run, "personal-information-handled")["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uris[1], "index": 1}
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 10}


def test_what_is_not_written_in_the_file_stands_where_what_is_around_it_is() -> None:
    [finding] = [each for each in found_in(HEAD + SAID) if each.code == "personal-information-handled"]
    unwritten = attrs.evolve(finding, where=Pointer("/answers/C/reason/0"))
    run = run_of({"d.json": [unwritten, attrs.evolve(finding, where=Pointer("x"))]}, texts={"d.json": HEAD + SAID})
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert [(region["startLine"], region["startColumn"]) for region in regions] == [(3, 7), (1, 1)]


def test_without_a_text_or_a_file_the_pointer_is_left() -> None:
    findings = found_in(HEAD + SAID)
    named, nameless = run_of({"d.json": findings}), run_of(findings)
    for run in (named, nameless):
        [location] = the(run, "personal-information-handled")["locations"]
        assert location["logicalLocations"] == [{"fullyQualifiedName": "/answers/C"}]
    assert the(named, "open-clause")["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "d.json", "index": 0}
    }
    assert nameless["artifacts"] == []
    assert "physicalLocation" not in nameless["results"][0]["locations"][0]


def test_every_check_is_a_rule_in_both_languages() -> None:
    run = run_of(found_in(HEAD + SAID), language="en")
    rules, [japanese] = run["tool"]["driver"]["rules"], run["translations"]
    assert [rule["id"] for rule in rules] == [rule["id"] for rule in japanese["rules"]] == [c.code for c in CHECKS]
    assert (run["language"], japanese["language"]) == ("en", "ja")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    open_clause = next(rule for rule in rules if rule["id"] == "open-clause")
    assert open_clause["name"] == "OpenClause"
    assert open_clause["shortDescription"]["text"].endswith("neither addressed nor set aside: ….")
    assert open_clause["defaultConfiguration"] == {"level": "warning"}
    assert "helpUri" not in open_clause


def test_a_finding_tells_what_would_settle_it_in_the_language_asked_for_and_keeps_both() -> None:
    [finding] = [each for each in found_in(HEAD + SAID) if each.code == "personal-information-handled"]
    result = the(run_of([finding], language="en"), finding.code)
    assert result["level"] == "error"
    assert result["message"] == {"text": f"{finding.message.en}\n{finding.remedy.en}"}
    assert result["properties"]["message"] == {"ja": finding.message.ja, "en": finding.message.en}
    assert result["properties"]["subject"] == "option/C3"
    assert result["properties"]["citation"] == str(finding.citation)


def test_a_finding_says_why_it_is_emphasized() -> None:
    [*_, finding] = found_in(HEAD + SAID)
    reason = Text("判定を支える。", "The outcome rests on it.")
    plain, emphasized = run_of([finding, attrs.evolve(finding, reason=reason)], language="en")["results"]
    assert "reason" not in plain["properties"]
    assert emphasized["properties"]["reason"] == {"ja": reason.ja, "en": reason.en}
    assert emphasized["message"]["text"].splitlines()[1] == reason.en


def test_a_finding_of_another_check_has_no_rule() -> None:
    strange = attrs.evolve(found_in(HEAD + SAID)[0], code=FindingCode("of-the-ministry"))
    [result] = run_of([strange])["results"]
    assert result["ruleId"] == "of-the-ministry"
    assert "ruleIndex" not in result


def test_a_fingerprint_outlives_moves_and_tells_findings_apart() -> None:
    [*_, finding] = found_in(HEAD + SAID)
    at = [attrs.evolve(finding, where=Pointer(where)) for where in ("/a/1/b", "/a/7/b", "/a/1/c", "/a/1")]
    prints = [result["partialFingerprints"]["findingIdentity/v1"] for result in run_of(at)["results"]]
    assert len(set(prints)) == 4
    moved = [result["partialFingerprints"]["findingIdentity/v1"] for result in run_of(at[1:] + at[:1])["results"]]
    assert set(prints) == set(moved)
    assert prints[0] == moved[0]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("[x](http://evil.example)", "\\[x\\](http://evil.example)"),
        ("[x] \\ (y)", "[x] \\ (y)"),
        ("\\[x](1)", "\\\\\\[x\\](1)"),
        ("\ud800{0}", "?{{0}}"),
    ],
)
def test_no_words_make_a_link_or_a_placeholder(words: str, shown: str) -> None:
    [*_, finding] = found_in(HEAD + SAID)
    [result] = run_of([attrs.evolve(finding, message=Text(words), remedy=Text("x"))])["results"]
    assert result["message"]["text"] == f"{shown}\nx"


@pytest.mark.parametrize("name", ["/home/x/d.toml", "../d.toml", "a/../../d.toml", "//h/d", "."])
def test_a_path_that_tells_where_files_lie_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match="is not the relative path of a file"):
        to_sarif({name: ()})


def test_what_is_no_finding_is_refused() -> None:
    for findings in ([1], {"a": [None]}):
        with pytest.raises(InvalidArgument, match=r"^expected Finding, not "):
            to_sarif(findings)  # type: ignore[arg-type]  # the slip this is about


def test_a_finding_about_no_record_has_no_subject() -> None:
    bare = attrs.evolve(found_in(HEAD + SAID)[0], subject=None)
    [result] = run_of([bare])["results"]
    assert "subject" not in result["properties"]


def test_the_same_findings_are_the_same_bytes() -> None:
    findings = found_in(HEAD + SAID)
    assert to_sarif({"a": findings}) == to_sarif({"a": iter(findings)})
    assert to_sarif({"a\udcff:b": findings}).count('"uri": "a%ED%B3%BF%3Ab"') == len(findings) + 1


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a:b.toml", "a%3Ab.toml"),
        ("C:/d.toml", "C%3A/d.toml"),
        ("dossiers\\x.toml", "dossiers%5Cx.toml"),
        ("..\\x.toml", "..%5Cx.toml"),
        ("a b/#%?.toml", "a%20b/%23%25%3F.toml"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="names are judged by the system they live on")
def test_a_name_is_judged_by_the_system_it_lives_on(name: str, uri: str) -> None:
    run = run_of({name: found_in(HEAD + SAID)}, problems={name: [Problem.of("missing-extra", extra="x")]})
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == [uri]
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    for each in (run["results"][0], notification):
        assert each["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "index": 0}


def test_every_rule_is_described_in_full() -> None:
    run = run_of((), language="en")
    for rule in (*run["tool"]["driver"]["rules"], *run["translations"][0]["rules"]):
        assert rule["fullDescription"]["text"] == f"{rule['shortDescription']['text']}\n{rule['help']['text']}"


@pytest.mark.parametrize(("language", "said"), [("ja", "回答D：選択肢 9 はない。"), ("en", "answer D: no option 9;")])
def test_problems_are_notifications_of_their_file(language: str, said: str) -> None:
    problem = Problem.of("no-such-option", "/answers/D", value=9, expected=[Choice("D1", "①")])
    placed = attrs.evolve(problem, file="bad.toml", line=3, column=5)
    lined = attrs.evolve(problem, file="bad.toml", line=4)
    problems = {"bad.toml": [placed, lined, Problem.of("missing-extra", extra="[x](http://evil.example)")]}
    run = run_of({"good.toml": ()}, problems=problems, language=language)
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["good.toml", "bad.toml"]
    [invocation] = run["invocations"]
    first, second, last = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert first["message"]["text"].startswith(said)
    assert (first["level"], first["descriptor"]) == ("error", {"id": "no-such-option"})
    assert first["locations"] == [
        {
            "logicalLocations": [{"fullyQualifiedName": "/answers/D"}],
            "physicalLocation": {
                "artifactLocation": {"uri": "bad.toml", "index": 1},
                "region": {"startLine": 3, "startColumn": 5},
            },
        }
    ]
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 4}
    assert "region" not in last["locations"][0]["physicalLocation"]
    assert "\\[x\\](http" in last["message"]["text"]
    nameless = run_of((), problems={"": [problem]})
    assert "physicalLocation" not in nameless["invocations"][0]["toolExecutionNotifications"][0]["locations"][0]


def test_without_problems_a_run_succeeded_and_unless_they_are_asked_for_it_says_nothing_of_them() -> None:
    succeeded = [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert run_of((), problems={})["invocations"] == succeeded
    assert "invocations" not in run_of(())


@pytest.mark.parametrize(
    "arguments",
    [
        {"findings": 5},
        {"findings": None},
        {"findings": (), "texts": 5},
        {"findings": (), "problems": 5},
        {"findings": (), "problems": {"a": 5}},
        {"findings": (), "problems": {"a": ["x"]}},
        {"findings": {"a": 5}},
        {"findings": {5: ()}},
        {"findings": {"a": ()}, "texts": {"a": 5}},
        {"findings": (), "language": ["ja"]},
    ],
)
def test_wrong_types_are_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument):
        to_sarif(**arguments)


def test_it_needs_no_metadata_of_the_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "version" in run_of(())["tool"]["driver"]

    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(sarif, "version", missing)
    assert "version" not in run_of(())["tool"]["driver"]
