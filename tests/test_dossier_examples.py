"""The example dossiers: facts alone, and what is found in them."""

import json
from collections import Counter
from pathlib import Path

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.model.dossier import Stage, System

EXAMPLES = Path(__file__).parents[1] / "examples"
DOSSIERS = sorted((EXAMPLES / "dossiers").glob("*.toml"))
EXERCISES = sorted((EXAMPLES / "exercises").glob("*.toml"))

PINNED = ("code", "severity", "where", "message", "subject", "raised_by", "reason")
COMMON = {
    *("date-not-stated", "scope-not-stated", "open-requirement", "open-clause", "addressed-without-words"),
    *("purpose-missing", "mitigation-missing", "quality-assurance-missing", "advice-not-stated"),
    *("no-caio-judgement", "outcome-not-reported"),
}
"""Found in all of them: the pages give no day, no words of an item, nothing for the Board; and every outcome is 高."""
EXPECTED = {
    "kobe-specification-authoring.toml": (20, {"undecided-axis", "reviewer-answers-to-nobody"}, {"work", "data"}),
    "kobe-voicebot.toml": (16, {"no-disclosure", "no-terms-of-use"}, set()),
    "obu-city-wide.toml": (18, {"undecided-axis", "reviewer-answers-to-nobody"}, {"work", "data"}),
    "saitama-digital-support.toml": (16, {"undecided-axis", "no-disclosure", "no-terms-of-use"}, {"work", "data"}),
    "sendai-internal-rag.toml": (17, {"undecided-axis", "reviewer-answers-to-nobody"}, {"work", "data"}),
}
"""By hand, from the facts: the headlines still open of the 21, what else is found, and the axes that are 未定."""

TOLD = ["newer-version-approved"]
"""What everyone is told who judges by this edition in August 2026."""
FOUND = {
    "kobe-specification-authoring.toml": [
        *("no-caio-judgement", "product-risk-not-weighed"),
        *("not-accepted", "rules-not-made", "no-verification"),
    ],
    "kobe-voicebot.toml": [*TOLD, "verification-overdue"],
    "obu-city-wide.toml": [*TOLD, "nco-advice-not-sought", "rules-not-told"],
    "saitama-digital-support.toml": [*TOLD, "no-terms-of-use", "risk-case-not-reported-to-board"],
    "sendai-internal-rag.toml": [
        *(*TOLD, "disputed-outcome", "advice-without-response"),
        *("risk-case-without-cause", "risk-case-without-prevention"),
    ],
}
"""By hand, from the course of events that each exercise tells in its fifth line: one finding of each code, no more."""


def test_there_is_a_dossier_and_an_exercise_for_each_of_the_five_procurements() -> None:
    assert {file.name for file in DOSSIERS} == {file.name for file in EXERCISES} == set(EXPECTED) == set(FOUND)


def assert_pinned(file: Path, edition: ap.Edition) -> None:
    """A change detector. Where a change is meant, `make findings` writes them anew."""
    pinned = json.loads(file.with_suffix(".findings.json").read_text(encoding="utf-8"))
    assert pinned["about"].endswith("a change detector, not a proof.")
    assert (pinned["edition"], pinned["revision"]) == (edition.id, edition.revision)
    found = [ap.encoding.to_data(finding) for finding in ap.check(dossiers.load(file), edition)]
    assert pinned["findings"] == [{key: finding[key] for key in PINNED if key in finding} for finding in found]


@pytest.mark.parametrize("file", DOSSIERS, ids=lambda file: file.name)
class TestDossier:
    def test_what_is_found_is_what_its_facts_let_expect(self, file: Path, edition: ap.Edition) -> None:
        dossier = dossiers.load(file)
        counts = Counter(str(finding.code) for finding in ap.check(dossier, edition))
        still_open, codes, undecided = EXPECTED[file.name]
        assert set(counts) == COMMON | codes
        assert counts["open-requirement"] == still_open == 21 - len(dossier.requirements)
        assert counts["undecided-axis"] == len(undecided)
        chosen = edition.answers(**dossier.answers.options)
        assert ap.assess(edition, chosen).outcome.id == "high"
        marks = {axis.slug: axis.read(dossier.answers.options[axis.slug]) for axis in edition.axes}
        assert {slug for slug, option in marks.items() if option and option.undecided} == undecided

    def test_the_findings_are_those_pinned_beside_it(self, file: Path, edition: ap.Edition) -> None:
        assert_pinned(file, edition)

    def test_it_gives_its_source_its_reasons_and_that_the_guideline_does_not_bind(self, file: Path) -> None:
        dossier = dossiers.load(file)
        page = dossier.project.detail("出典")
        comments = file.read_text(encoding="utf-8").splitlines()[:4]
        assert comments[1] == f"# 出典: {page}"
        assert "地方公共団体を拘束しない" in comments[2]
        assert "ガイドラインは同" in (dossier.project.detail("注記") or "")
        assert len(dossier.answers.reasons) == 4
        assert dossier.phase == Stage.PROCUREMENT

    def test_it_drafts_no_words_and_says_no_more_of_the_system_than_the_page(self, file: Path) -> None:
        dossier = dossiers.load(file)
        assert all(item.words is item.set_aside is None for item in dossier.requirements)
        assert all(item.measures or item.evidence for item in dossier.requirements)
        assert not dossier.clauses
        assert [dossier.on, dossier.system.state_secrets, dossier.system.confidentiality_2] == [None, None, None]
        assert dossier.system.outputs == (), "no page says that it generates nothing else"
        assert dossier.system.stores_inputs is not False, "no page says that they are stored nowhere"

    def test_it_says_that_what_procures_is_no_ministry(self, file: Path) -> None:
        said = "# ministry に書いたのは、府省庁ではなく、調達を行う地方公共団体である。"
        assert f"{said}\n[project]\n" in file.read_text(encoding="utf-8")

    def test_it_is_judged_as_it_is(self, file: Path, edition: ap.Edition) -> None:
        dossier = dossiers.load(file)
        assert dossiers.determine(dossier) == ap.assess(edition, edition.answers(**dossier.answers.options))


@pytest.mark.parametrize("file", EXERCISES, ids=lambda file: file.name)
class TestExercise:
    """The same procurements in service, made up beyond the public facts."""

    def test_what_is_found_is_what_its_course_of_events_lets_expect(self, file: Path, edition: ap.Edition) -> None:
        dossier = dossiers.load(file)
        assert dossier.phase == Stage.SERVICE
        assert sorted(finding.code for finding in ap.check(dossier, edition)) == sorted(FOUND[file.name])
        assert_pinned(file, edition)

    def test_it_says_that_it_is_made_up_wherever_it_is(self, file: Path) -> None:
        lines = file.read_text(encoding="utf-8").splitlines()
        dossier, facts = dossiers.load(file), dossiers.load(EXAMPLES / "dossiers" / file.name)
        assert "地方公共団体を拘束しない" in lines[2]
        assert "「架空」と記した部分は、全て本ライブラリが考えたもの" in lines[3]
        assert lines[4].startswith("# 経過（架空）：")
        assert dossier.project.title == f"【架空の演習】{facts.project.title}"
        assert "全て架空であり、実際の団体の事実ではない" in (dossier.project.detail("注記") or "")
        assert all(case.happened.startswith("（架空）") for case in dossier.risk_cases)

    def test_it_keeps_every_public_fact(self, file: Path) -> None:
        """The details, the answers that the facts decide, the system, and what was asked of the bidders."""
        dossier, facts = dossiers.load(file), dossiers.load(EXAMPLES / "dossiers" / file.name)
        told = {pair for pair in facts.project.details if pair[0] != "注記"}
        assert told <= set(dossier.project.details)
        undecided = EXPECTED[file.name][2]
        answers = dict(dossier.answers.by_axis)
        assert {name: answers[name] for name, _ in facts.answers.by_axis if name not in undecided} == {
            name: answer for name, answer in facts.answers.by_axis if name not in undecided
        }
        for field in attrs.fields(System):
            stated = getattr(facts.system, field.name)
            assert stated in {None, ()} or getattr(dossier.system, field.name) == stated
        items = {item.id: item for item in dossier.requirements}
        assert all(set(item.measures) <= set(items[item.id].measures) for item in facts.requirements)
        assert all(set(item.evidence) <= set(items[item.id].evidence) for item in facts.requirements)
        assert facts.service.ministry_rules in {None, dossier.service.ministry_rules}
