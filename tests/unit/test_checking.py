"""Every finding: what produces it, what silences it, what it says and where."""

import copy
import datetime
import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure.checks import CHECKS, Check
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Text
from aiprocure.model.amendments import SUPPLIED
from aiprocure.model.check_sheets import SheetRowId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding, Severity

DOCUMENT = Path(__file__).parents[2] / "docs" / "findings.md"
UNSAID = "unsaid"
HEADLINES = [f"requirement/{number}" for number in range(1, 22)]
EVIDENCED = {"requirement/14", "requirement/20"}
COMPLETE: dict[str, Any] = {
    "edition": "2025-05-27",
    "on": "2025-09-01",
    "phase": "procurement",
    "project": {"title": "窓口案内", "purpose": "案内の時間を延ばす", "caio": "官房長"},
    "answers": {"users": 1, "B": {"option": "②", "reason": "一般的な案内に限る"}, "C": "③", "D": "②"},
    "system": {
        "outputs": ["text"],
        "users": ["public"],
        "state_secrets": False,
        "national_security": False,
        "confidentiality_2": False,
        "personal_information": False,
        "reviewer": "窓口案内係長",
        "reviewer_answers_to": "市民課長",
        "disclosure": "画面の上部に表示する",
    },
    "requirements": [
        {"id": id_, "words": "書く", **({"evidence": ["資料"]} if id_ in EVIDENCED else {})} for id_ in HEADLINES
    ],
    "clauses": [{"id": "clause/6", "words": "定める"}, {"id": "clause/7", "set_aside": "別の契約で定める"}],
    "advice": {"mitigation": "出力を絞る", "quality_assurance": "毎月確かめる", "sought": True},
}
HIGH = {"answers.C": "①", "system.confidentiality_2": True}
"""What makes the outcome high by axis C alone, and undisputed."""
CASE = {"happened": "誤った案内", "reports": [{"to": "情報化係"}, {"to": "ＣＡＩＯ"}], "action": "訂正した"}
LONE_CASE = {"happened": "誤った案内", "action": "訂正した"}

TABLE: dict[str, tuple[Mapping[str, object], Mapping[str, object], str, str | None]] = {
    "other-edition": ({"edition": "2024-01-01"}, {"edition": "2025-05-27"}, "/edition", None),
    "superseded-edition": ({"on": "2026-06-12"}, {"on": "2026-06-11"}, "/on", None),
    "edition-not-yet-decided": ({"on": "2025-05-26"}, {"on": "2025-05-27"}, "/on", None),
    "date-not-stated": ({"on": UNSAID}, {"on": "2025-05-27"}, "", None),
    "phase-not-stated": ({"phase": UNSAID}, {"phase": "planning"}, "", None),
    "state-secrets": (
        {"system.state_secrets": True},
        {"system.state_secrets": UNSAID},
        "/system/state_secrets",
        "scope/sensitive-information",
    ),
    "national-security": (
        {"system.national_security": True},
        {"system.national_security": UNSAID},
        "/system/national_security",
        "scope/sensitive-information",
    ),
    "scope-not-stated": (
        {"system.state_secrets": UNSAID},
        {"system.national_security": True},
        "/system",
        "scope/sensitive-information",
    ),
    "only-text-covered": (
        {"system.outputs": ["code", "image"]},
        {"system.outputs": ["code", "text"]},
        "/system/outputs",
        "scope/text-and-image-ai",
    ),
    "no-text-generated": (
        {"system.outputs": ["audio"]},
        {"system.outputs": ["audio", "text"]},
        "/system/outputs",
        "scope/image-video-agents",
    ),
    "not-on-ismap-list": (
        {"system.cloud": True, "system.confidentiality_2": True, "system.ismap": "not-listed"},
        {"system.ismap": "listed-liu"},
        "/system/ismap",
        "scope/ismap-list",
    ),
    "ismap-standing-unknown": (
        {"system.cloud": True, "system.confidentiality_2": True},
        {"system.confidentiality_2": False},
        "/system",
        "scope/ismap-list",
    ),
    "ismap-not-enough": (
        {"system.ismap": "listed"},
        {"system.cloud": False},
        "/system/ismap",
        "scope/ismap-not-enough",
    ),
    "unknown-answer": ({"answers.B": "⑨"}, {"answers.B": "②"}, "/answers/B", None),
    "unanswered-axis": ({"answers.users": UNSAID}, {"answers.A": "①"}, "/answers", "axis/A"),
    "undecided-axis": ({"answers.users": "④"}, {"answers.users": "①"}, "/answers/users", "option/A4"),
    "disputed-outcome": ({"answers.D": "①"}, {"answers.D": "②"}, "/answers", "outcome/high"),
    "users-beyond-ministry": (
        {"answers.users": "③", "system.users": ["single-ministry", "cross-ministry"]},
        {"system.users": ["single-ministry"]},
        "/answers/users",
        "option/A3",
    ),
    "public-users": ({"answers.users": "②"}, {"system.users": ["cross-ministry"]}, "/answers/users", "option/A2"),
    "narrower-users": ({"system.users": ["cross-ministry"]}, {"system.users": UNSAID}, "/answers/users", "option/A1"),
    "personal-information-handled": (
        {"system.personal_information": True},
        {"answers.C": "②"},
        "/answers/C",
        "option/C3",
    ),
    "confidential-information-handled": (
        {"system.confidentiality_2": True},
        {"system.confidentiality_2": UNSAID},
        "/answers/C",
        "option/C3",
    ),
    "nothing-handled": ({"answers.C": "①"}, {"system.personal_information": UNSAID}, "/answers/C", "option/C1"),
    "inputs-learned": (
        {"answers.C": "②", "system.learns_from_inputs": True},
        {"system.learns_from_inputs": False},
        "/answers/C",
        "option/C2",
    ),
    "inputs-stored": (
        {"answers.C": "②", "system.stores_inputs": True},
        {"answers.C": "①"},
        "/answers/C",
        "option/C2",
    ),
    "inputs-not-kept": (
        {"answers.C": "①", "system.stores_inputs": False, "system.learns_from_inputs": False},
        {"system.stores_inputs": UNSAID},
        "/answers/C",
        "option/C1",
    ),
    "undecided-but-described": (
        {"answers.C": "④"},
        {"system.personal_information": UNSAID},
        "/answers/C",
        "option/C4",
    ),
    "no-reviewer": ({"system.reviewer": "　"}, {"system.reviewer": "係長"}, "/answers/D", "option/D2"),
    "reviewer-named": ({"answers.D": "①"}, {"system.reviewer": UNSAID}, "/answers/D", "option/D1"),
    "reviewer-answers-to-nobody": (
        {"system.reviewer_answers_to": UNSAID},
        {"system.reviewer": UNSAID},
        "/system/reviewer",
        None,
    ),
    "purpose-missing": (
        {**HIGH, "project.purpose": UNSAID},
        {"advice.purpose": "案内の時間を延ばす"},
        "/advice",
        "outcome/high",
    ),
    "mitigation-missing": (
        {**HIGH, "advice.mitigation": ""},
        {"advice.mitigation": "絞る"},
        "/advice/mitigation",
        "outcome/high",
    ),
    "quality-assurance-missing": (
        {**HIGH, "advice": {}},
        {"advice.quality_assurance": "毎月"},
        "",
        "outcome/high",
    ),
    "advice-not-stated": ({**HIGH, "advice.sought": UNSAID}, {"advice.sought": True}, "/advice", "outcome/high"),
    "advice-not-sought": (
        {**HIGH, "advice.sought": False},
        {"advice.reason": "既に同種の助言を得ている"},
        "/advice/sought",
        "outcome/high",
    ),
    "unknown-item": (
        {"clauses.1.id": "clause/99"},
        {"clauses.1.id": "clause/7"},
        "/clauses/1",
        "clause/99",
    ),
    "repeated-item": (
        {"requirements.7.id": "requirement/7"},
        {"requirements.6.id": "requirement/8"},
        "/requirements/7",
        "requirement/7",
    ),
    "open-requirement": (
        {"requirements.0.id": "requirement/2"},
        {"requirements.1.id": "requirement/1"},
        "/requirements",
        "requirement/1",
    ),
    "open-clause": ({"clauses": []}, {"clauses": COMPLETE["clauses"]}, "", "clause/6"),
    "set-aside-without-reason": (
        {"clauses.1.set_aside": " "},
        {"clauses.1.set_aside": "理由"},
        "/clauses/1",
        "clause/7",
    ),
    "set-aside-with-words": ({"clauses.0.set_aside": "理由"}, {"clauses.0.words": ""}, "/clauses/0", "clause/6"),
    "addressed-without-words": (
        {"requirements.9.words": UNSAID},
        {"requirements.9.set_aside": "理由"},
        "/requirements/9",
        "requirement/10",
    ),
    "addressed-without-evidence": (
        {"requirements.13.evidence": ["", " "]},
        {"requirements.0.id": "sheet-row/19", "requirements.0.evidence": ["資料"]},
        "/requirements/13",
        "requirement/14",
    ),
    "no-disclosure": (
        {"system.disclosure": UNSAID},
        {"requirements.0.id": "sheet-row/row-distinguishable-from-human"},
        "/system",
        "sheet-row/row-distinguishable-from-human",
    ),
    "risk-case-not-reported": (
        {"risk_cases": [LONE_CASE]},
        {"risk_cases": [CASE]},
        "/risk_cases/0",
        "report/risk-case-to-caio",
    ),
    "risk-case-without-action": (
        {"risk_cases": [CASE | {"action": " "}]},
        {"risk_cases.0.action": "訂正した"},
        "/risk_cases/0",
        "report/provider-response",
    ),
    "unknown-risk-case-kind": (
        {"risk_cases": [CASE | {"kind": "{subject}の停止"}]},
        {"risk_cases.0.kind": "誤情報（ハルシネーション）の出力"},
        "/risk_cases/0/kind",
        None,
    ),
    "unknown-process-step": (
        {"risk_cases": [CASE | {"step": "9"}]},
        {"risk_cases.0.step": "3"},
        "/risk_cases/0/step",
        None,
    ),
}
"""For each code: what to change in a complete dossier to produce it, what to change further to silence it, where it is
found, and about which record."""
TIED = {
    *("open-requirement", "set-aside-without-reason", "set-aside-with-words"),
    *("addressed-without-words", "addressed-without-evidence", "no-disclosure"),
}
"""The codes that weigh a step more where the item is tied to an axis that drives the outcome."""
by_code = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)


def changed(*changes: Mapping[str, object]) -> dict[str, Any]:
    """The plain data of the complete dossier, with some of its parts changed or taken out."""
    data = copy.deepcopy(COMPLETE)
    for path, value in (pair for each in changes for pair in each.items()):
        *steps, last = path.split(".")
        part: Any = data
        for step in steps:
            part = part[int(step)] if isinstance(part, list) else part[step]
        if value == UNSAID:
            part.pop(last, None)
        else:
            part[int(last) if isinstance(part, list) else last] = copy.deepcopy(value)
    return data


def found(*changes: Mapping[str, object], edition: ap.Edition | None = None) -> dict[str, list[Finding]]:
    """What is found in it, by code; the dossier is read without an edition, as one of another edition would be."""
    dossier = ap.encoding.from_data(changed(*changes), Dossier)
    findings: dict[str, list[Finding]] = {}
    for finding in ap.check(dossier, edition or ap.editions.load("2025-05-27")):
        findings.setdefault(finding.code, []).append(finding)
    return findings


def test_a_dossier_that_says_all_that_is_asked_has_no_finding(edition: ap.Edition) -> None:
    assert ap.check(ap.dossiers.from_data(COMPLETE), edition) == ()


def test_a_dossier_that_says_next_to_nothing_is_asked_for_everything() -> None:
    data = {"edition": "2025-05-27", "project": {"title": "何か"}, "answers": {}}
    findings = ap.check(ap.dossiers.from_data(data), ap.editions.load("2025-05-27"))
    assert {finding.severity for finding in findings} == {Severity.NOTE}
    counts = {code: [finding.code for finding in findings].count(code) for code in {f.code for f in findings}}
    assert counts == {
        "date-not-stated": 1,
        "phase-not-stated": 1,
        "scope-not-stated": 1,
        "unanswered-axis": 4,
        "open-requirement": 21,
        "open-clause": 2,
    }


def test_the_table_has_every_code_once() -> None:
    assert list(TABLE) == [check.code for check in CHECKS]


@by_code
def test_it_is_produced_there_and_silenced(check: Check) -> None:
    produced, silenced, where, subject = TABLE[check.code]
    assert next((each.where, each.subject) for each in found(produced)[check.code]) == (where, subject)
    assert check.code not in found(produced, silenced)


@by_code
def test_it_speaks_both_languages(check: Check) -> None:
    for text in (check.message, check.remedy):
        assert text.en is not None
        assert placeholders(text.ja) == placeholders(text.en)
        assert text.ja.endswith("。")
        assert not re.search("です|ます", text.ja)
        assert text.en.endswith(".")
    for finding in found(TABLE[check.code][0])[check.code]:
        assert "None" not in f"{finding.message.ja} {finding.message.en}"


def placeholders(template: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name})


def documented() -> dict[str, list[str]]:
    """The rows of the page on findings, by code."""
    rows = re.findall(r"^\| `([a-z]+-[a-z0-9-]+)` \|(.*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: [cell.strip() for cell in cells.split(" | ")] for code, cells in rows}


def test_the_page_on_findings_has_every_code_in_order() -> None:
    assert list(documented()) == [check.code for check in CHECKS]


@by_code
def test_the_page_on_findings_says_how_much_it_weighs_and_what_it_says(check: Check) -> None:
    meaning, planning, later, silence, message = documented()[check.code]
    words = {"要是正": Severity.ERROR, "要対応": Severity.WARNING, "参考": Severity.NOTE}
    for phase in (UNSAID, "procurement", "contract", "service"):
        weight, _, tied = (planning if phase == UNSAID else later).partition(" ")
        findings = found(TABLE[check.code][0], {"phase": phase}).get(check.code, [])
        assert {finding.severity for finding in findings} == ({words[weight]} if weight in words else set())
        assert (tied == "◎") is (check.code in TIED)
    assert message == check.message.en
    assert meaning.endswith("。")
    assert silence.endswith("。")


def test_what_says_no_phase_is_judged_as_if_at_planning() -> None:
    for produced, *_ in TABLE.values():
        unsaid = found(produced, {"phase": UNSAID})
        assert unsaid.pop("phase-not-stated")
        assert unsaid == found(produced, {"phase": "planning"})


class TestAnItemTiedToAnAxisThatDrivesTheOutcome:
    """C① alone makes the outcome high; its mitigations stand under the headlines ⑥ and ⑯."""

    def weights(self, *changes: Mapping[str, object]) -> dict[str | None, str]:
        findings = found({"requirements": []}, *changes)
        return {finding.subject: finding.severity.value for finding in findings["open-requirement"]}

    def test_weighs_a_step_more(self) -> None:
        weights = self.weights(HIGH)
        assert {name for name, weight in weights.items() if weight == "error"} == {"requirement/6", "requirement/16"}
        assert set(weights.values()) == {"error", "warning"}
        assert set(self.weights(HIGH, {"phase": "planning"}).values()) == {"warning", "note"}

    def test_weighs_no_more_where_the_outcome_is_the_lightest(self) -> None:
        assert set(self.weights().values()) == {"warning"}

    def test_weighs_no_more_while_the_outcome_is_open(self) -> None:
        assert set(self.weights({"answers.C": "②", "answers.B": UNSAID, "answers.D": UNSAID}).values()) == {
            "error",
            "warning",
        }
        assert set(self.weights({"answers.B": UNSAID}).values()) == {"warning"}

    def test_weighs_a_step_more_as_a_row_too(self) -> None:
        row = {"requirements.0": {"id": "sheet-row/row-data-handling"}}
        assert [each.severity for each in found(row, HIGH)["addressed-without-words"]] == ["error"]
        assert [each.severity for each in found(row)["addressed-without-words"]] == ["warning"]

    def test_weighs_a_step_more_however_it_falls_short(self) -> None:
        short = {
            "requirements.5": {"id": "requirement/6", "set_aside": "", "words": "書く"},
            "requirements.15.words": " ",
        }
        findings = found(short, HIGH)
        codes = ("set-aside-without-reason", "set-aside-with-words", "addressed-without-words")
        assert [findings[code][0].severity.value for code in codes] == ["error"] * 3
        biased = {"answers.D": "①", "system.reviewer": UNSAID, "requirements.13.evidence": []}
        assert found(biased)["addressed-without-evidence"][0].severity == "error"

    def test_weighs_a_step_more_where_nothing_is_said_of_telling_output_apart(self) -> None:
        said = {"system.disclosure": UNSAID, "system.reviewer": UNSAID, "answers.D": "①"}
        assert found(said)["no-disclosure"][0].severity == "error"


class TestWhatIsSaidOfUsersAndData:
    """What the system is said to be, beside 未定 and beside a graver answer."""

    @pytest.mark.parametrize(
        ("said", "settled"),
        [
            ({"confidentiality_2": False, "personal_information": False}, True),
            ({"confidentiality_2": True}, False),
            ({"confidentiality_2": True, "learns_from_inputs": True}, True),
            ({"personal_information": True, "learns_from_inputs": False}, False),
            ({"personal_information": True, "learns_from_inputs": False, "stores_inputs": False}, True),
            ({"personal_information": False}, False),
            ({}, False),
        ],
    )
    def test_settle_what_is_answered_undecided_or_not(self, said: dict[str, bool], settled: bool) -> None:
        assert ("undecided-but-described" in found({"system": said, "answers.C": "④"})) is settled

    def test_users_that_are_named_settle_axis_a(self) -> None:
        assert found({"answers.users": "④"})["undecided-but-described"][0].subject == "option/A4"

    def test_users_of_one_ministry_are_narrower_than_those_of_several(self) -> None:
        said = {"answers.users": "②", "system.users": ["single-ministry"]}
        assert found(said)["narrower-users"][0].subject == "option/A2"

    def test_users_of_several_ministries_are_not_narrower_than_themselves(self) -> None:
        said = {"answers.users": "②", "system.users": ["single-ministry", "cross-ministry"]}
        assert "narrower-users" not in found(said)

    def test_a_list_of_cloud_services_is_not_asked_for_where_there_is_no_cloud_service(self) -> None:
        assert "ismap-standing-unknown" not in found({"system.cloud": False, "system.confidentiality_2": True})

    def test_the_public_is_known_by_the_answer_or_by_the_users_named(self) -> None:
        untold = {"system.disclosure": UNSAID}
        assert "no-disclosure" in found(untold, {"system.users": UNSAID})
        assert "no-disclosure" in found(untold, {"answers.users": UNSAID})
        assert "no-disclosure" not in found(untold, {"answers.users": "③", "system.users": UNSAID})


class TestARiskCase:
    """Whom it was reported to, and what it is."""

    @staticmethod
    def reported(to: str, **project: object) -> bool:
        """Whether a report to this receiver is taken for one to the CAIO."""
        case = {"happened": "何か", "action": "何か", "reports": [{"to": "情報化係"}, {"to": to}]}
        changes = {f"project.{name}": value for name, value in project.items()}
        return "risk-case-not-reported" not in found({"risk_cases": [case]}, changes)

    @pytest.mark.parametrize(
        "to",
        [
            *(
                "caio",
                "CAIO",
                " Caio ",
                "ＣＡＩＯ",
                "AI統括責任者",
                "AI 統括責任者 (CAIO)",
                "ＡＩ統括責任者（ＣＡＩＯ）",
            ),
            *("CAIO（AI統括責任者）", "CAIO (Chief AI Officer)", "chief AI officer", "官房長", "官房長　"),
        ],
    )
    def test_is_reported_to_the_caio_however_the_post_is_named(self, to: str) -> None:
        assert self.reported(to)

    @pytest.mark.parametrize(
        "to",
        [
            *(
                "CAIO以外の関係者",
                "CAIO補佐官",
                "CAIOに未報告",
                "AI統括責任者代理",
                "AI統括責任者（CAIO）代理",
                "副CAIO",
            ),
            *(
                "非CAIO",
                "元○○省CAIO",
                "CAIO以外",
                "未報告：○○省CAIO",
                "○○省CAIO室",
                "CAIO、官房長",
                "官房長補佐",
                "省CAIO",
            ),
            *("前総務省CAIO", "CAIOでない省のCAIO", "他省のCAIO", "候補省CAIO", "総務省CAIO", "caio(caio)", "", " "),
        ],
    )
    def test_is_not_reported_to_the_caio_by_a_report_to_what_only_looks_like_it(self, to: str) -> None:
        assert not self.reported(to)

    def test_is_reported_to_the_caio_of_the_project_s_own_ministry(self) -> None:
        for to in ("総務省CAIO", "総務省 AI統括責任者", "総務省のＣＡＩＯ", "総務省AI統括責任者（CAIO）", "caio"):
            assert self.reported(to, ministry="総務省")
        assert self.reported("神戸市CAIO", ministry="神戸市")
        assert not self.reported("財務省CAIO", ministry="総務省")
        assert not self.reported("総務省CAIO", ministry="総務省自治行政局")
        assert not self.reported("総CAIO", ministry="総務省")
        assert not self.reported("神戸市CAIO")

    def test_is_not_reported_by_naming_nobody(self) -> None:
        assert not self.reported(" ", caio=UNSAID)

    def test_is_not_reported_to_the_caio_by_a_report_to_another(self) -> None:
        case = {"happened": "何か", "action": "何か", "reports": [{"to": "官房長"}]}
        assert "risk-case-not-reported" in found({"risk_cases": [case], "project.caio": UNSAID})

    @pytest.mark.parametrize(
        "kind", ["hallucination", "知的財産権の侵害", "INFRINGEMENT OF INTELLECTUAL PROPERTY RIGHTS"]
    )
    def test_is_known_by_the_id_or_the_words_of_its_kind(self, kind: str) -> None:
        assert "unknown-risk-case-kind" not in found({"risk_cases": [CASE | {"kind": kind}]})

    def test_that_was_not_reported_is_not_yet_asked_for_an_action(self) -> None:
        findings = found({"risk_cases": [{"happened": "何か"}]})
        assert [finding.code for each in findings.values() for finding in each] == ["risk-case-not-reported"]

    def test_of_a_kind_that_looks_like_a_template_is_quoted_as_it_is(self) -> None:
        [finding] = found({"risk_cases": [CASE | {"kind": "{subject}"}]})["unknown-risk-case-kind"]
        assert "「{subject}」は" in str(finding)
        assert (finding.message.en or "").startswith("'{subject}' is not")

    def test_of_a_kind_that_goes_on_and_on_is_quoted_in_part(self) -> None:
        [finding] = found({"risk_cases": [CASE | {"kind": "火" * 1000}]})["unknown-risk-case-kind"]
        assert len(str(finding)) < 200


class TestAnswersOfAnotherEdition:
    """They mean nothing, and stop nothing."""

    def test_an_axis_answered_twice_keeps_the_first_answer_read(self) -> None:
        [finding] = found({"answers.A": "②"})["unknown-answer"]
        assert finding.where == "/answers/users"

    def test_an_axis_that_is_none_is_escaped_in_the_pointer(self) -> None:
        [finding] = found({"answers.~a/b": "②"})["unknown-answer"]
        assert finding.where == "/answers/~0a~1b"

    def test_a_row_that_a_ministry_added_is_known_to_the_edition_with_rows(self, edition: ap.Edition) -> None:
        row = attrs.evolve(edition.sheet_rows[2], id=SheetRowId("90"), number=90)
        supplied = attrs.evolve(edition, sheet_rows=(*edition.sheet_rows, row))
        named = {"requirements.0": {"id": "sheet-row/90", "words": "書く"}}
        assert found(named)["unknown-item"][0].subject == "sheet-row/90"
        findings = found(named, edition=supplied)
        assert "unknown-item" not in findings
        assert findings["addressed-without-evidence"][0].subject == "sheet-row/90"


def test_a_headline_needs_evidence_while_any_of_its_rows_that_names_some_is_unnamed(edition: ap.Edition) -> None:
    row = attrs.evolve(edition.sheet_rows[2], id=SheetRowId("90"), number=90)
    supplied = attrs.evolve(edition, sheet_rows=(*edition.sheet_rows, row))
    bare: dict[str, object] = {"requirements.13.evidence": []}
    for names, lacking in ((["19"], True), (["90"], True), (["19", "90"], False)):
        rows = [{"id": f"sheet-row/{name}", "words": "書く", "evidence": ["資料"]} for name in names]
        findings = found(bare, {f"requirements.{n}": each for n, each in enumerate(rows)}, edition=supplied)
        assert ("addressed-without-evidence" in findings) is lacking


def test_nothing_is_asked_about_advice_while_the_outcome_does_not_call_for_it() -> None:
    assert found({"advice": {}, "project.purpose": UNSAID}) == {}


def test_an_edition_without_a_record_is_silent_about_what_rests_on_it(edition: ap.Edition) -> None:
    bare = attrs.evolve(edition, scope=(), neighbours=(), superseded_by=None, consequences=(), reporting=(), topics=())
    changes = {**HIGH, "on": "2026-06-12", "system.state_secrets": True, "system.disclosure": UNSAID, "advice": {}}
    assert found(changes, edition=bare) == {}
    assert found(changes, {"risk_cases": [LONE_CASE]}, edition=bare) == {}


def test_an_edition_without_the_row_is_silent_about_telling_output_apart(edition: ap.Edition) -> None:
    rows = tuple(row for row in edition.sheet_rows if row.id != "row-distinguishable-from-human")
    mitigations = tuple(mitigation for mitigation in edition.mitigations if mitigation.axis != "D")
    bare = attrs.evolve(edition, sheet_rows=rows, mitigations=mitigations, topics=())
    assert found({"system.disclosure": UNSAID}, edition=bare) == {}


@pytest.mark.parametrize("text", [UNSAID, "", "　"])
def test_a_row_on_telling_output_apart_settles_it_only_by_words_or_a_reason(text: str) -> None:
    """A row that merely stands there, or is set aside without a reason, silences nothing."""
    row = {"requirements.0": {"id": "sheet-row/row-distinguishable-from-human"}, "system.disclosure": UNSAID}
    assert "no-disclosure" in found(row, {"requirements.0.words": text})
    assert "no-disclosure" in found(row, {"requirements.0.set_aside": text})
    assert "no-disclosure" not in found(row, {"requirements.0.words": "区別できるように表示すること。"})
    assert "no-disclosure" not in found(row, {"requirements.0.set_aside": "別の画面で示す"})
    assert "no-disclosure" in found({"system.disclosure": UNSAID}, {"requirements.0.words": "書く"})


@pytest.mark.parametrize(("said", "contradicts"), [(["出力の検査"], True), (["", " "], False), ([], False)])
@pytest.mark.parametrize("part", ["measures", "evidence"])
def test_what_is_set_aside_has_no_measures_or_evidence_either(part: str, said: list[str], contradicts: bool) -> None:
    item = {"clauses.1": {"id": "clause/7", "set_aside": "別の契約で定める", part: said}}
    assert ("set-aside-with-words" in found(item)) is contradicts


@pytest.mark.parametrize(
    "said",
    [
        {"system.stores_inputs": False},
        {"system.learns_from_inputs": False},
        {"system.stores_inputs": False, "system.learns_from_inputs": True},
    ],
)
def test_inputs_of_which_one_thing_may_be_kept_are_not_said_to_be_kept_at_all(said: Mapping[str, object]) -> None:
    assert "inputs-not-kept" not in found({"answers.C": "①"}, said)


def test_the_readings_that_decide_otherwise_are_listed_as_each_language_lists() -> None:
    [finding] = found({"answers": {"A": "①", "B": "①", "C": "③", "D": "②"}})["disputed-outcome"]
    assert "（rival-2、rival-3）" in finding.message.ja
    assert "(rival-2, rival-3)" in str(finding.message.en)


@pytest.mark.parametrize(
    "code",
    ["advice-not-sought", "advice-not-stated", "open-requirement", "open-clause", "scope-not-stated"],
)
def test_that_something_is_left_unsaid_is_the_library_s_own_judgement(code: str) -> None:
    assert all(each.citation.provenance is Provenance.EDITORIAL for each in found(TABLE[code][0])[code])


def test_where_a_ministry_has_supplied_rows_they_are_the_items_in_place_of_their_headline(edition: ap.Edition) -> None:
    """Rows 90 and 91 under ⑭, beside row 19, which the source holds; and row 92 under no headline."""
    given = edition.sheet_rows[2]
    assert given.requirement == "14"
    rows = [
        attrs.evolve(
            given,
            id=SheetRowId(str(number)),
            number=number,
            text=Text(f"要求{number}"),
            requirement=headline,
            requirement_citation=None,
            citation=Citation(SUPPLIED.id, f"別紙3!B{number}", Provenance.SUPPLIED),
        )
        for number, headline in ((90, given.requirement), (91, given.requirement), (92, None))
    ]
    supplied = edition.with_rows(rows)

    def open_items(*ids: str) -> set[str | None]:
        said = {"requirements": [{"id": id_, "words": "文言"} for id_ in ids]}
        return {each.subject for each in found(said, edition=supplied).get("open-requirement", [])}

    others = {f"requirement/{n}" for n in range(1, 22) if n != 14}
    of_14 = {"sheet-row/19", "sheet-row/90", "sheet-row/91"}
    assert open_items() == others | of_14 | {"sheet-row/92"}
    assert open_items("sheet-row/90", "requirement/2") == others - {"requirement/2"} | of_14 - {"sheet-row/90"} | {
        "sheet-row/92"
    }
    assert open_items("requirement/14", "sheet-row/92") == others


def test_a_judgement_of_the_library_s_own_says_so() -> None:
    own = found({"edition": "2024-01-01"})["other-edition"][0].citation
    inferred = found({"system.reviewer": UNSAID})["no-reviewer"][0].citation
    stated = found({"system.state_secrets": True})["state-secrets"][0].citation
    superseded = found({"on": "2026-06-12"})["superseded-edition"][0].citation
    assert own.provenance is inferred.provenance is superseded.provenance is Provenance.EDITORIAL
    assert stated.provenance is Provenance.STATED
    assert (stated.place, superseded.document) == ("ガイドライン（５月27日決定）のポイント", "公開報道")


def test_a_finding_names_the_record_in_both_languages() -> None:
    [finding] = found({"requirements.0.id": "requirement/2"})["open-requirement"]
    assert "①AI事業者" in str(finding).replace(" ", "")
    assert finding.message.en
    assert finding.message.en.endswith(
        "① Compliance with the common guiding principles of the AI Guidelines for Business."
    )
    [clause] = found({"clauses": [COMPLETE["clauses"][1]]})["open-clause"]
    assert "「#6 生成AIシステムに係るノウハウの取り決め」" in str(clause)


def test_a_finding_sums_up_and_is_exchanged_as_plain_data() -> None:
    [finding] = found({"phase": UNSAID})["phase-not-stated"]
    assert repr(finding) == "<Finding note phase-not-stated at />"
    data = ap.encoding.to_data(finding)
    assert (data["severity"], data["where"]) == ("note", "")
    assert ap.encoding.from_data(data, Finding) == finding


def test_nothing_but_a_dossier_and_an_edition_is_taken(edition: ap.Edition) -> None:
    dossier = ap.encoding.from_data(COMPLETE, Dossier)
    for slip in ((COMPLETE, edition), (dossier, "2025-05-27")):
        with pytest.raises(InvalidArgument, match="expected a value of type"):
            ap.check(*slip)


def test_the_day_is_the_dossier_s_own(edition: ap.Edition) -> None:
    dossier = ap.encoding.from_data(COMPLETE, Dossier)
    assert ap.check(attrs.evolve(dossier, on=datetime.date(9999, 12, 31)), edition)[0].code == "superseded-edition"
