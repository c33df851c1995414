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
from aiprocure.checks import CHECKS, Check, advice, find_check, judgements, risk_cases, service, supply_chain
from aiprocure.checks.context import records_by_name
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Text
from aiprocure.model.amendments import SUPPLIED
from aiprocure.model.axes import AxisId
from aiprocure.model.check_sheets import Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.dossier import Dossier, ItemId
from aiprocure.model.edition import EditionId
from aiprocure.model.finding import Finding, Severity
from aiprocure.model.mitigations import MitigationId
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Standing, When

DOCUMENT = Path(__file__).parents[2] / "docs" / "findings.md"
UNSAID = "unsaid"
SOURCE, OWN, REPORTED, POLICY = "原文", "本ライブラリ", "二次情報", "府省庁の方針"
"""Whose words a finding is, as the page on findings has it."""
HEADLINES = [f"requirement/{number}" for number in range(1, 22)]
EVIDENCED = {"requirement/14", "requirement/20"}
COMPLETE: dict[str, Any] = {
    "edition": "2025-05-27",
    "on": "2025-09-01",
    "phase": "procurement",
    "project": {"title": "窓口案内", "purpose": "案内の時間を延ばす", "caio": "官房長"},
    "answers": {
        "users": {"option": 1, "reason": "窓口の案内に用いる"},
        "B": {"option": "②", "reason": "一般的な案内に限る"},
        "C": {"option": "③", "reason": "情報を入力しない"},
        "D": {"option": "②", "reason": "係長が確かめる"},
    },
    "judgements": {"caio": {"by": "官房長", "on": "2025-08-01"}},
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
        "terms_of_use": "初めの画面に示す",
    },
    "products": [{"name": "対話", "risk": False}],
    "requirements": [
        {"id": id_, "words": "書く", **({"evidence": ["資料"]} if id_ in EVIDENCED else {})} for id_ in HEADLINES
    ],
    "clauses": [{"id": "clause/6", "words": "定める"}, {"id": "clause/7", "set_aside": "別の契約で定める"}],
    "advice": {
        "mitigation": "出力を絞る",
        "quality_assurance": "毎月確かめる",
        "sought": True,
        "answer": "出力を検査すること",
        "response": "検査を加えた",
        "reported_on": "2025-08-02",
    },
    "service": {
        "accepted_on": "2025-08-20",
        "acceptance": "想定質問により確かめた",
        "ministry_rules": "生成AI利用要領",
        "system_rules": "窓口案内利用要領",
        "rules_told": "研修で配った",
    },
    "verifications": [{"on": "2025-08-25", "what": "期待品質", "result": "支障なし", "next_on": "2025-11-25"}],
}
HIGH = {"answers.C.option": "①", "system.confidentiality_2": True}
"""What makes the outcome high by axis C alone, and undisputed."""
NCO = {"nco_advice": {"sought": True, "result": "支障がないとの助言を得た"}}
DONE = {"action": "訂正した", "cause": "資料が古い", "prevention": "資料を毎月改める"}
CASE: dict[str, Any] = {"happened": "誤った案内", "reports": [{"to": "情報化係"}, {"to": "ＣＡＩＯ"}], **DONE}
LONE_CASE = {"happened": "誤った案内", "action": "訂正した"}

TABLE: dict[str, tuple[Mapping[str, object], Mapping[str, object], str, str | None, str]] = {
    "other-edition": ({"edition": "2024-01-01"}, {"edition": "2025-05-27"}, "/edition", None, OWN),
    "superseded-edition": ({"on": "2026-09-01"}, {"on": "2026-08-31"}, "/on", None, REPORTED),
    "newer-version-approved": ({"on": "2026-06-12"}, {"on": "2026-06-11"}, "/on", None, REPORTED),
    "edition-not-yet-decided": ({"on": "2025-05-26"}, {"on": "2025-05-27"}, "/on", None, OWN),
    "date-not-stated": ({"on": UNSAID}, {"on": "2025-05-27"}, "", None, OWN),
    "phase-not-stated": ({"phase": UNSAID}, {"phase": "planning"}, "", None, OWN),
    "checks-not-possible": ({"phase": "contract"}, {}, "/edition", None, OWN),
    "state-secrets": (
        {"system.state_secrets": True},
        {"system.state_secrets": UNSAID},
        "/system/state_secrets",
        "scope/sensitive-information",
        SOURCE,
    ),
    "national-security": (
        {"system.national_security": True},
        {"system.national_security": UNSAID},
        "/system/national_security",
        "scope/sensitive-information",
        SOURCE,
    ),
    "scope-not-stated": (
        {"system.state_secrets": UNSAID},
        {"system.national_security": True},
        "/system",
        "scope/sensitive-information",
        OWN,
    ),
    "only-text-covered": (
        {"system.outputs": ["code", "image"]},
        {"system.outputs": ["code", "text"]},
        "/system/outputs",
        "scope/text-and-image-ai",
        SOURCE,
    ),
    "no-text-generated": (
        {"system.outputs": ["audio"]},
        {"system.outputs": ["audio", "text"]},
        "/system/outputs",
        "scope/image-video-agents",
        OWN,
    ),
    "not-on-ismap-list": (
        {"system.cloud": True, "system.confidentiality_2": True, "system.ismap": "not-listed"},
        {"system.ismap": "listed-liu"},
        "/system/ismap",
        "scope/ismap-list",
        SOURCE,
    ),
    "ismap-standing-unknown": (
        {"system.cloud": True, "system.confidentiality_2": True},
        {"system.confidentiality_2": False},
        "/system",
        "scope/ismap-list",
        SOURCE,
    ),
    "ismap-not-enough": (
        {"system.ismap": "listed", "clauses": []},
        {"clauses": COMPLETE["clauses"]},
        "/system/ismap",
        "scope/ismap-not-enough",
        SOURCE,
    ),
    "unknown-answer": ({"answers.B.option": "⑨"}, {"answers.B.option": "②"}, "/answers/B", None, OWN),
    "unanswered-axis": ({"answers.users": UNSAID}, {"answers.A": "①"}, "/answers", "axis/A", SOURCE),
    "answer-without-reason": (
        {"answers.C.reason": "（未記入）"},
        {"answers.C.reason": "情報を入力しない"},
        "/answers/C",
        "option/C3",
        OWN,
    ),
    "undecided-axis": (
        {"answers.users.option": "④"},
        {"answers.users.option": "①"},
        "/answers/users",
        "option/A4",
        OWN,
    ),
    "disputed-outcome": ({"answers.D.option": "①"}, {"answers.D.option": "②"}, "/answers", "outcome/high", SOURCE),
    "users-beyond-ministry": (
        {"answers.users.option": "③", "system.users": ["single-ministry", "cross-ministry"]},
        {"system.users": ["single-ministry"]},
        "/answers/users",
        "option/A3",
        SOURCE,
    ),
    "public-users": (
        {"answers.users.option": "②"},
        {"system.users": ["cross-ministry"]},
        "/answers/users",
        "option/A2",
        SOURCE,
    ),
    "narrower-users": (
        {"system.users": ["cross-ministry"]},
        {"system.users": UNSAID},
        "/answers/users",
        "option/A1",
        SOURCE,
    ),
    "personal-information-handled": (
        {"system.personal_information": True},
        {"answers.C.option": "②"},
        "/answers/C",
        "option/C3",
        SOURCE,
    ),
    "confidential-information-handled": (
        {"system.confidentiality_2": True},
        {"system.confidentiality_2": UNSAID},
        "/answers/C",
        "option/C3",
        SOURCE,
    ),
    "nothing-handled": (
        {"answers.C.option": "①"},
        {"system.personal_information": UNSAID},
        "/answers/C",
        "option/C1",
        SOURCE,
    ),
    "inputs-learned": (
        {"answers.C.option": "②", "system.learns_from_inputs": True},
        {"system.learns_from_inputs": False},
        "/answers/C",
        "option/C2",
        SOURCE,
    ),
    "inputs-stored": (
        {"answers.C.option": "②", "system.stores_inputs": True},
        {"answers.C.option": "①"},
        "/answers/C",
        "option/C2",
        SOURCE,
    ),
    "inputs-not-stated": (
        {"answers.C.option": "②", "system.stores_inputs": False, "system.confidentiality_2": True},
        {"system.learns_from_inputs": False},
        "/answers/C",
        "option/C2",
        OWN,
    ),
    "inputs-not-kept": (
        {"answers.C.option": "①", "system.stores_inputs": False, "system.learns_from_inputs": False},
        {"system.stores_inputs": UNSAID},
        "/answers/C",
        "option/C1",
        SOURCE,
    ),
    "undecided-but-described": (
        {"answers.C.option": "④"},
        {"system.personal_information": UNSAID},
        "/answers/C",
        "option/C4",
        OWN,
    ),
    "no-reviewer": ({"system.reviewer": "　"}, {"system.reviewer": "係長"}, "/answers/D", "option/D2", OWN),
    "reviewer-named": ({"answers.D.option": "①"}, {"system.reviewer": UNSAID}, "/answers/D", "option/D1", OWN),
    "reviewer-answers-to-nobody": (
        {"system.reviewer_answers_to": UNSAID},
        {"system.reviewer": UNSAID},
        "/system/reviewer",
        None,
        OWN,
    ),
    "no-caio-judgement": (
        {"judgements": {}},
        {"judgements.caio": {"on": "2025-09-01"}},
        "",
        "duty/caio-risk-judgement",
        SOURCE,
    ),
    "judgements-differ": (
        {"judgements.planner": {"answers": {"C": "②"}}},
        {"judgements.caio.reason": "学習されないことを確かめた"},
        "/judgements/caio",
        "duty/caio-risk-judgement",
        OWN,
    ),
    "answers-not-as-judged": (
        {"judgements.caio.answers": {"data": "①", "D": "②"}},
        {"judgements.caio.answers": {"data": 3}},
        "/judgements/caio/answers",
        "duty/caio-risk-judgement",
        OWN,
    ),
    "purpose-missing": (
        {**HIGH, "project.purpose": UNSAID},
        {"advice.purpose": "案内の時間を延ばす"},
        "/advice",
        "outcome/high",
        OWN,
    ),
    "mitigation-missing": (
        {**HIGH, "advice.mitigation": ""},
        {"advice.mitigation": "絞る"},
        "/advice/mitigation",
        "outcome/high",
        OWN,
    ),
    "quality-assurance-missing": (
        {**HIGH, "advice": {}},
        {"advice.quality_assurance": "毎月"},
        "",
        "outcome/high",
        OWN,
    ),
    "advice-not-stated": ({**HIGH, "advice.sought": UNSAID}, {"advice.sought": True}, "/advice", "outcome/high", OWN),
    "advice-not-sought": (
        {**HIGH, "advice.sought": False},
        {"advice.reason": "既に同種の助言を得ている"},
        "/advice/sought",
        "outcome/high",
        OWN,
    ),
    "advice-without-answer": (
        {"advice.answer": UNSAID},
        {"advice.sought": False},
        "/advice/sought",
        "report/advice-of-experts",
        OWN,
    ),
    "advice-without-response": (
        {"advice.response": "検討中"},
        {"advice.response": "検査を加えた"},
        "/advice/answer",
        "report/advice-of-experts",
        OWN,
    ),
    "outcome-not-reported": (
        {**HIGH, "advice.reported_on": UNSAID},
        {"advice.reported_on": "2025-09-01"},
        "/advice",
        "outcome/high",
        OWN,
    ),
    "product-risk-not-weighed": (
        {"products": [{"name": "対話", "risk": True}, {"name": "検索"}], **NCO},
        {"products.1.risk": False},
        "/products",
        "scope/nco-risky-products",
        OWN,
    ),
    "nco-advice-not-sought": (
        {"system.special_importance": True},
        {"nco_advice": {"sought": False, "reason": "同じ仕様について既に得ている"}},
        "",
        "scope/nco-important-systems",
        SOURCE,
    ),
    "nco-advice-without-result": (
        {"nco_advice": {"sought": True}},
        {"nco_advice.result": "支障がないとの助言を得た"},
        "/nco_advice/sought",
        "scope/nco-important-systems",
        OWN,
    ),
    "unknown-item": (
        {"clauses.1.id": "clause/99"},
        {"clauses.1.id": "clause/7"},
        "/clauses/1",
        "clause/99",
        OWN,
    ),
    "repeated-item": (
        {"requirements.7.id": "requirement/7"},
        {"requirements.6.id": "requirement/8"},
        "/requirements/7",
        "requirement/7",
        OWN,
    ),
    "open-requirement": (
        {"requirements.0.id": "requirement/2"},
        {"requirements.1.id": "requirement/1"},
        "/requirements",
        "requirement/1",
        OWN,
    ),
    "rows-without-headline": (
        {"phase": "contract"},
        {"requirements.0": {"id": "sheet-row/92", "words": "書く"}},
        "/requirements",
        None,
        OWN,
    ),
    "open-clause": ({"clauses": []}, {"clauses": COMPLETE["clauses"]}, "", "clause/6", OWN),
    "set-aside-without-reason": (
        {"clauses.1.set_aside": " "},
        {"clauses.1.set_aside": "理由"},
        "/clauses/1",
        "clause/7",
        OWN,
    ),
    "set-aside-with-words": ({"clauses.0.set_aside": "理由"}, {"clauses.0.words": ""}, "/clauses/0", "clause/6", OWN),
    "addressed-without-words": (
        {"requirements.9.words": UNSAID},
        {"requirements.9.set_aside": "理由"},
        "/requirements/9",
        "requirement/10",
        OWN,
    ),
    "addressed-without-evidence": (
        {"requirements.13.evidence": ["", " "]},
        {"requirements.0.id": "sheet-row/19", "requirements.0.evidence": ["資料"]},
        "/requirements/13",
        "requirement/14",
        OWN,
    ),
    "no-disclosure": (
        {"system.disclosure": UNSAID},
        {"requirements.0.id": "sheet-row/row-distinguishable-from-human"},
        "/system",
        "sheet-row/row-distinguishable-from-human",
        SOURCE,
    ),
    "no-terms-of-use": (
        {"system.terms_of_use": UNSAID},
        {"system.users": ["single-ministry"], "answers.users.option": "③"},
        "/system",
        "neighbour/ai-business-guidelines",
        OWN,
    ),
    "not-accepted": (
        {"phase": "service", "service.accepted_on": UNSAID},
        {"service.accepted_on": "2025-09-01"},
        "/service",
        "duty/provider-acceptance",
        SOURCE,
    ),
    "rules-not-made": (
        {"phase": "service", "service.system_rules": UNSAID},
        {"service.system_rules": "窓口案内利用要領"},
        "/service",
        "duty/provider-system-rules",
        SOURCE,
    ),
    "rules-not-told": (
        {"phase": "service", "service.rules_told": "後日"},
        {"service.rules_told": "研修で配った"},
        "/service/rules_told",
        "duty/user-knowing-rules",
        OWN,
    ),
    "ministry-rules-not-named": (
        {"phase": "service", "service": {"accepted_on": "2025-08-20", "acceptance": "確かめた"}},
        {"service.ministry_rules": "生成AI利用要領"},
        "/service",
        "duty/user-knowing-rules",
        OWN,
    ),
    "no-verification": (
        {"phase": "service", "verifications": []},
        {"verifications": [{"next_on": "2025-09-01"}]},
        "",
        "consequence/verification-in-operation",
        SOURCE,
    ),
    "verification-overdue": (
        {"phase": "service", "verifications.0.next_on": "2025-08-31"},
        {"verifications.0.next_on": "2025-09-01"},
        "/verifications/0/next_on",
        "consequence/verification-in-operation",
        SOURCE,
    ),
    "risk-case-not-reported": (
        {"risk_cases": [LONE_CASE]},
        {"risk_cases": [CASE]},
        "/risk_cases/0",
        "report/risk-case-to-caio",
        SOURCE,
    ),
    "report-before-risk-case": (
        {"risk_cases": [CASE | {"on": "2025-08-02", "reports": [{"to": "CAIO", "on": "2025-08-01"}, {"to": "CAIO"}]}]},
        {"risk_cases.0.on": "2025-08-01"},
        "/risk_cases/0/reports/0/on",
        None,
        OWN,
    ),
    "risk-case-without-action": (
        {"risk_cases": [CASE | {"action": " "}]},
        {"risk_cases.0.action": "訂正した"},
        "/risk_cases/0",
        "report/provider-response",
        SOURCE,
    ),
    "risk-case-without-cause": (
        {"risk_cases": [CASE | {"cause": "原因調査中"}]},
        {"risk_cases.0.cause": "資料が古い"},
        "/risk_cases/0",
        "duty/provider-risk-cases",
        SOURCE,
    ),
    "risk-case-without-prevention": (
        {"risk_cases": [CASE | {"prevention": ""}]},
        {"risk_cases.0.prevention": "資料を毎月改める"},
        "/risk_cases/0",
        "report/board-prevention",
        OWN,
    ),
    "risk-case-not-reported-to-board": (
        {"risk_cases": [CASE | {"social_impact": True}]},
        {"risk_cases.0.reports.0.to": "先進的AI利活用アドバイザリーボード"},
        "/risk_cases/0",
        "report/board-prevention",
        SOURCE,
    ),
    "unknown-risk-case-kind": (
        {"risk_cases": [CASE | {"kind": "{subject}の停止"}]},
        {"risk_cases.0.kind": "誤情報（ハルシネーション）の出力"},
        "/risk_cases/0/kind",
        None,
        OWN,
    ),
    "unknown-process-step": (
        {"risk_cases": [CASE | {"step": "9"}]},
        {"risk_cases.0.step": "3"},
        "/risk_cases/0/step",
        None,
        OWN,
    ),
    "form-not-stated": ({}, {"project.form": "役務"}, "/project", None, POLICY),
    "open-own-item": ({}, {"requirements.0.id": "sheet-row/101"}, "/requirements", "sheet-row/101", POLICY),
    "required-item-set-aside": (
        {"requirements.9": {"id": "requirement/10", "set_aside": "理由"}},
        {"requirements.9.set_aside": UNSAID},
        "/requirements/9",
        "requirement/10",
        POLICY,
    ),
    "policy-evidence-missing": (
        {},
        {"requirements.10.evidence": ["資料"]},
        "/requirements/10",
        "requirement/11",
        POLICY,
    ),
}
PROFILE = Profile(
    EditionId("2025-05-27"),
    "方針",
    requirements=(
        ItemPolicy(ItemId("requirement/10"), Standing.REQUIRED),
        ItemPolicy(ItemId("requirement/11"), evidence=("認証の写し",)),
        ItemPolicy(ItemId("requirement/12"), Standing.RECOMMENDED, when=When(forms=("請負",))),
    ),
    own_requirements=(OwnItem(101, "国内で処理すること"),),
)
"""The policy that the table's last codes are found by."""
BY_POLICY = ("form-not-stated", "open-own-item", "required-item-set-aside", "policy-evidence-missing")
"""For each code: what to change in a complete dossier to produce it, what to change further to silence it, where it is
found, about which record, and whose words it is."""
TIED = {
    *("open-requirement", "set-aside-without-reason", "set-aside-with-words"),
    *("addressed-without-words", "addressed-without-evidence", "no-disclosure"),
}
"""The codes that are emphasized where the item is tied to an axis on which the outcome rests."""
UNDERMINING = {
    *("state-secrets", "national-security", "unknown-answer", "users-beyond-ministry", "public-users"),
    *("personal-information-handled", "confidential-information-handled", "inputs-learned", "inputs-stored"),
}
"""The codes that say that the system is outside the scope, or that an answer is contradicted or means nothing."""
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


def supplied_row(number: int, headline: str | None, text: str | None = None, *, evidence: bool = True) -> SheetRow:
    """A row of the procurement check sheet as a workbook has it."""
    citation = Citation(SUPPLIED.id, f"別紙3!B{number}", Provenance.SUPPLIED)
    example = Text("資料の例") if evidence else None
    return SheetRow(
        id=SheetRowId(str(number)),
        text=Text(text or f"要求{number}"),
        citation=citation,
        number=number,
        requirement=None if headline is None else RequirementId(headline),
        requirement_citation=None if headline is None else citation,
        countermeasures=(Countermeasure(Text("対策"), citation, evidence=example),),
    )


def edition_for(code: str) -> ap.Edition:
    """The edition against which the table produces a finding."""
    edition = ap.editions.load("2025-05-27")
    if code == "rows-without-headline":
        return edition.with_rows([supplied_row(92, None)])
    return attrs.evolve(edition, reporting=(), topics=(), remarks=()) if code == "checks-not-possible" else edition


def produced(code: str, *changes: Mapping[str, object]) -> dict[str, list[Finding]]:
    """What is found where the table's dossier for a code is changed further."""
    profile = PROFILE if code in BY_POLICY else None
    return found(TABLE[code][0], *changes, edition=edition_for(code), profile=profile)


def found(
    *changes: Mapping[str, object], edition: ap.Edition | None = None, profile: Profile | None = None
) -> dict[str, list[Finding]]:
    """What is found in it, by code; the dossier is read without an edition, as one of another edition would be."""
    dossier = ap.encoding.from_data(changed(*changes), Dossier)
    findings: dict[str, list[Finding]] = {}
    for finding in ap.check(dossier, edition or ap.editions.load("2025-05-27"), profile):
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


@pytest.mark.slow
@by_code
def test_it_is_produced_there_and_silenced(check: Check) -> None:
    _, silenced, where, subject, _ = TABLE[check.code]
    assert next((each.where, each.subject) for each in produced(check.code)[check.code]) == (where, subject)
    of_edition_alone = check.code == "checks-not-possible"
    assert check.code not in (found(silenced) if of_edition_alone else produced(check.code, silenced))


@pytest.mark.slow
@by_code
def test_it_says_whose_words_it_is(check: Check) -> None:
    """A judgement of the library's own never passes for the words of the source."""
    for finding in produced(check.code)[check.code]:
        whose = {Provenance.EDITORIAL: OWN, Provenance.REPORTED: REPORTED, Provenance.SUPPLIED: POLICY}
        assert whose.get(finding.citation.provenance, SOURCE) == TABLE[check.code][4]


@by_code
def test_it_says_whether_it_undermines_the_determination_or_is_an_open_item(check: Check) -> None:
    assert find_check(check.code) is check
    assert check.undermines is (check.code in UNDERMINING)
    assert check.opens is (check.code in {"open-requirement", "open-clause", "open-own-item"})


def test_a_code_that_no_check_has_finds_none() -> None:
    assert find_check("open-window") is None


@pytest.mark.slow
@by_code
def test_it_speaks_both_languages(check: Check) -> None:
    for text in (check.message, check.remedy):
        assert text.en is not None
        assert placeholders(text.ja) == placeholders(text.en)
        assert text.ja.endswith("。")
        assert not re.search("です|ます|[a-z_]{3}", re.sub(r"\{\w+\}", "", text.ja))
        assert text.en.endswith(".")
    for finding in produced(check.code)[check.code]:
        assert "None" not in f"{finding.message.ja} {finding.message.en}"


def placeholders(template: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(template) if name})


def documented() -> dict[str, list[str]]:
    """The rows of the page on findings, by code."""
    rows = re.findall(r"^\| `([a-z]+-[a-z0-9-]+)` \|(.*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    return {code: [cell.strip() for cell in cells.split(" | ")] for code, cells in rows}


def test_the_page_on_findings_has_every_code_in_order() -> None:
    assert list(documented()) == [check.code for check in CHECKS]


@pytest.mark.slow
@by_code
def test_the_page_on_findings_says_how_much_it_weighs_and_what_it_says(check: Check) -> None:
    meaning, whose, planning, later, silence, message = documented()[check.code]
    words = {"要是正": Severity.ERROR, "要対応": Severity.WARNING, "参考": Severity.NOTE}
    for phase in (UNSAID, "procurement", "contract", "service"):
        weight, _, tied = (planning if phase == UNSAID else later).partition(" ")
        weight, _, only_then = weight.partition("（")
        weight = "なし" if only_then and phase != "service" else weight
        assert only_then in {"", "提供開始以降）"}
        findings = produced(check.code, {"phase": phase}).get(check.code, [])
        assert {finding.severity for finding in findings} == ({words[weight]} if weight in words else set())
        assert (tied == "◎") is (check.code in TIED)
    assert message == check.message.en
    assert whose == TABLE[check.code][4]
    assert meaning.endswith("。")
    assert silence.endswith("。")


def test_what_says_no_phase_is_judged_as_if_at_planning() -> None:
    for code in TABLE:
        unsaid = produced(code, {"phase": UNSAID})
        assert unsaid.pop("phase-not-stated")
        assert unsaid == produced(code, {"phase": "planning"})


class TestAnItemTiedToAnAxisOnWhichTheOutcomeRests:
    """C① alone makes the outcome high; its mitigations stand under the headlines ⑥ and ⑯."""

    C = ("axis/C", "mitigation/C-1")

    def emphasized(self, *changes: Mapping[str, object]) -> dict[str | None, tuple[str, ...]]:
        findings = found({"requirements": []}, *changes)["open-requirement"]
        return {finding.subject: finding.raised_by for finding in findings if finding.raised_by}

    def test_is_emphasized_by_the_axis_and_the_mitigation(self) -> None:
        expected = {"requirement/6": self.C, "requirement/16": ("axis/C", "mitigation/C-2")}
        assert self.emphasized(HIGH) == expected
        assert self.emphasized(HIGH, {"phase": "planning"}) == expected

    def test_weighs_no_more_for_that(self) -> None:
        for phase, weight in (("planning", Severity.NOTE), ("contract", Severity.WARNING)):
            findings = found({"requirements": [], "phase": phase}, HIGH)["open-requirement"]
            assert {finding.severity for finding in findings} == {weight}

    def test_comes_first_under_its_code_and_ranks_first_within_its_severity(self) -> None:
        findings = found({"requirements": []}, HIGH)["open-requirement"]
        subjects = [finding.subject for finding in findings]
        assert subjects[:3] == ["requirement/6", "requirement/16", "requirement/1"]
        assert sorted(findings, key=lambda finding: finding.rank) == findings
        note = attrs.evolve(findings[0], severity=Severity.NOTE)
        assert sorted([note, findings[-1]], key=lambda finding: finding.rank) == [findings[-1], note]

    def test_says_why_in_both_languages(self, edition: ap.Edition) -> None:
        finding = found({"requirements": []}, HIGH)["open-requirement"][0]
        assert finding.reason == Text(
            "この判定を支える判定軸C（要機密情報や個人情報の学習等の有無）について、"
            "リスク軽減策に挙げられている項目である。",
            f"The outcome rests on axis C ({edition.axes[2].text.en}), and the item is among the mitigations for it.",
        )
        assert ap.encoding.from_data(ap.encoding.to_data(finding), Finding) == finding

    def test_names_every_axis_that_it_is_tied_to(self, edition: ap.Edition) -> None:
        again = attrs.evolve(edition.mitigations[9], id=MitigationId("B-9"), axis=AxisId("B"))
        twice = attrs.evolve(edition, mitigations=(*edition.mitigations, again))
        high = {"requirements": [], "answers.B.option": "①", "answers.C.option": "②"}
        findings = found(high, edition=twice)["open-requirement"]
        [finding] = [each for each in findings if each.subject == "requirement/6"]
        assert finding.raised_by == ("axis/C", "axis/B", "mitigation/C-1", "mitigation/B-9")
        assert finding.reason is not None
        assert "判定軸B（生成AI利活用業務の性格）、C（要機密情報" in finding.reason.ja
        assert ") and axis C (" in (finding.reason.en or "")

    def test_is_not_emphasized_where_the_outcome_is_the_lightest_or_open(self) -> None:
        assert self.emphasized() == {}
        assert self.emphasized({"answers.B": UNSAID}) == {}
        findings = found({"requirements": []})["open-requirement"]
        assert {finding.reason for finding in findings} == {None}

    def test_is_emphasized_as_a_row_and_however_it_falls_short(self) -> None:
        row = {"requirements.0": {"id": "sheet-row/row-data-handling"}, "requirements.5": {"id": "requirement/1"}}
        assert found(row, HIGH)["addressed-without-words"][0].raised_by == self.C
        assert found(row)["addressed-without-words"][0].raised_by == ()
        short = {
            "requirements.5": {"id": "requirement/6", "set_aside": " "},
            "requirements.15": {"id": "requirement/16", "words": "書く", "set_aside": "理由"},
        }
        findings = found(short, HIGH)
        for code in ("set-aside-without-reason", "set-aside-with-words"):
            assert findings[code][0].raised_by[0] == "axis/C"
        biased = {"answers.D.option": "①", "system.reviewer": UNSAID, "requirements.13.evidence": []}
        assert found(biased)["addressed-without-evidence"][0].raised_by == ("axis/A", "mitigation/A-3")

    def test_is_emphasized_where_nothing_is_stated_of_telling_output_apart(self) -> None:
        unsaid = {"system.disclosure": UNSAID, "system.reviewer": UNSAID, "answers.D.option": "①"}
        assert found(unsaid)["no-disclosure"][0].raised_by == ("axis/D", "mitigation/D-1")

    def test_is_emphasized_in_the_ministry_s_version_too(self, edition: ap.Edition) -> None:
        supplied = edition.with_rows([supplied_row(19, None, "別の言葉")])
        biased = {"requirements": [], "answers.D.option": "①", "system.reviewer": UNSAID}
        raised = [each.subject for each in found(biased, edition=supplied)["open-requirement"] if each.raised_by]
        assert "sheet-row/19-supplied" in raised
        assert not {"sheet-row/19", "requirement/14"} & set(raised)


def test_only_what_contradicts_or_is_missing_by_the_source_s_own_words_is_an_error() -> None:
    """Beside that stands what the ministry itself requires."""
    errors = {check.code for check in CHECKS if Severity.ERROR in {check.severity, check.at_planning}}
    assert errors == UNDERMINING | {"risk-case-not-reported", "report-before-risk-case", "required-item-set-aside"}


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
        assert ("undecided-but-described" in found({"system": said, "answers.C.option": "④"})) is settled

    @pytest.mark.parametrize(
        ("system", "axis", "words"),
        [
            ({"users": ["single-ministry", "public"]}, "A", "A① 国民等による府省庁外利用"),
            ({"users": ["single-ministry", "cross-ministry"]}, "A", "A② 政府職員等による府省庁内・複数府省庁横断での"),
            ({"users": ["single-ministry"]}, "A", "A③ 政府職員等による府省庁内・単一府省庁での利活用"),
            ({"confidentiality_2": False, "personal_information": False}, "C", "C③ 機密性2情報または個人情報を取扱わ"),
            ({"confidentiality_2": True, "stores_inputs": True}, "C", "C① 機密性2情報または個人情報が"),
            (
                {"personal_information": True, "stores_inputs": False, "learns_from_inputs": False},
                "C",
                "C② 機密性2情報または個人情報を取り扱うが",
            ),
        ],
    )
    def test_point_to_an_option_and_say_which(self, system: dict[str, object], axis: str, words: str) -> None:
        answers = {axis: {"option": "④", "reason": "企画中"}}
        [finding] = found({"answers": answers, "system": system})["undecided-but-described"]
        assert finding.subject == f"option/{axis}4"
        assert f"システムの記載は「{words}" in finding.message.ja

    def test_point_to_no_option_that_the_edition_does_not_have(self, edition: ap.Edition) -> None:
        axis = edition.axes[0]
        options = tuple(attrs.evolve(option, means=()) for option in axis.options[:3])
        other = attrs.evolve(edition, axes=(attrs.evolve(axis, options=(*options, axis.options[3])), *edition.axes[1:]))
        undecided = {"answers": {"A": {"option": "④", "reason": "企画中"}}}
        assert "undecided-but-described" in found(undecided)
        assert "undecided-but-described" not in found(undecided, edition=other)

    @pytest.mark.parametrize(
        ("system", "asked"),
        [
            ({}, True),
            ({"stores_inputs": False}, True),
            ({"learns_from_inputs": False}, True),
            ({"stores_inputs": False, "learns_from_inputs": False}, False),
            ({"stores_inputs": True}, False),
        ],
    )
    def test_are_asked_for_beside_an_answer_that_rests_on_them(self, system: dict[str, bool], asked: bool) -> None:
        said = {"answers.C.option": "②", "system": {"personal_information": True, **system}}
        assert ("inputs-not-stated" in found(said)) is asked
        assert "inputs-not-stated" not in found(said, {"answers.C.option": "①"})

    def test_users_of_one_ministry_are_narrower_than_those_of_several(self) -> None:
        said = {"answers.users.option": "②", "system.users": ["single-ministry"]}
        assert found(said)["narrower-users"][0].subject == "option/A2"

    def test_users_of_several_ministries_are_not_narrower_than_themselves(self) -> None:
        said = {"answers.users.option": "②", "system.users": ["single-ministry", "cross-ministry"]}
        assert "narrower-users" not in found(said)

    def test_a_list_of_cloud_services_is_not_asked_for_where_there_is_no_cloud_service(self) -> None:
        assert "ismap-standing-unknown" not in found({"system.cloud": False, "system.confidentiality_2": True})

    def test_the_public_is_known_by_the_answer_or_by_the_users_named(self) -> None:
        untold = {"system.disclosure": UNSAID}
        assert "no-disclosure" in found(untold, {"system.users": UNSAID})
        assert "no-disclosure" in found(untold, {"answers.users": UNSAID})
        assert "no-disclosure" not in found(untold, {"answers.users.option": "③", "system.users": UNSAID})


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
        "kind",
        [
            *(
                "hallucination",
                "Hallucination",
                "ハルシネーション",
                "誤情報",
                "ハルシネーションによる誤案内",
                "ＨＡＬＬＵＣＩＮＡＴＩＯＮ",
            ),
            *("知的財産権の侵害", "INFRINGEMENT OF INTELLECTUAL PROPERTY RIGHTS", "情報漏洩", "不適切な入力", "偏見"),
            *("差別の出力", "information leak", "prejudice", "攻撃的", "危険なコンテンツの出力"),
        ],
    )
    def test_is_known_by_the_id_or_any_words_of_its_kind(self, kind: str) -> None:
        assert "unknown-risk-case-kind" not in found({"risk_cases": [CASE | {"kind": kind}]})

    @pytest.mark.parametrize("kind", ["出力", "の", "サービスの停止", "or", "output", "of", "侵害", " ", ""])
    def test_is_not_known_by_words_that_name_no_kind(self, kind: str) -> None:
        assert "unknown-risk-case-kind" in found({"risk_cases": [CASE | {"kind": kind}]})

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
        findings = found(named, {"requirements.13.evidence": []}, edition=supplied)
        assert "unknown-item" not in findings
        subjects = {finding.subject for finding in findings["addressed-without-evidence"]}
        assert subjects == {"requirement/14", "sheet-row/90"}


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
    bare = attrs.evolve(
        edition, scope=(), neighbours=(), superseded_by=None, consequences=(), reporting=(), topics=(), remarks=()
    )
    bare = attrs.evolve(bare, standards=(), controls=(), correspondences=())
    changes = {**HIGH, "on": "2026-06-12", "system.state_secrets": True, "system.disclosure": UNSAID, "advice": {}}
    assert set(found(changes, edition=bare)) == {"checks-not-possible"}
    assert set(found(changes, {"risk_cases": [LONE_CASE]}, edition=bare)) == {"checks-not-possible"}


def test_an_edition_without_the_row_is_silent_about_telling_output_apart(edition: ap.Edition) -> None:
    rows = tuple(row for row in edition.sheet_rows if row.id != "row-distinguishable-from-human")
    mitigations = tuple(mitigation for mitigation in edition.mitigations if mitigation.axis != "D")
    bare = attrs.evolve(edition, sheet_rows=rows, mitigations=mitigations, topics=(), remarks=())
    [note] = found({"system.disclosure": UNSAID}, edition=bare).pop("checks-not-possible")
    assert note.message.ja.endswith("：AIの出力であることの示し方（拠り所となる記録がない）。")


def test_a_plan_that_is_missing_is_found_without_the_topic_that_is_cited_where_it_is(edition: ap.Edition) -> None:
    changes = {**HIGH, "project.purpose": UNSAID}
    [cited], [uncited] = (
        found(changes, edition=each)["purpose-missing"]
        for each in (edition, attrs.evolve(edition, topics=(), remarks=()))
    )
    assert cited.citation.place == edition.find("topic/III-1").citation.place  # type: ignore[union-attr]  # a topic
    assert uncited.citation.place == edition.find("consequence/board-advice").citation.place  # type: ignore[union-attr]  # a consequence


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
    assert "inputs-not-kept" not in found({"answers.C.option": "①"}, said)


def test_the_readings_that_decide_otherwise_are_listed_as_each_language_lists() -> None:
    [finding] = found({"answers": {"A": "①", "B": "①", "C": "③", "D": "②"}})["disputed-outcome"]
    assert "（読み2、読み3）" in finding.message.ja
    assert "(reading 2, reading 3)" in str(finding.message.en)


@pytest.mark.parametrize(
    "code",
    ["advice-not-sought", "advice-not-stated", "open-requirement", "open-clause", "scope-not-stated"],
)
def test_that_something_is_left_unsaid_is_the_library_s_own_judgement(code: str) -> None:
    assert all(each.citation.provenance is Provenance.EDITORIAL for each in found(TABLE[code][0])[code])


class TestARowAndItsHeadline:
    """They are one matter: what is stated of the one need not be stated of the other."""

    def still_open(self, edition: ap.Edition, *ids: str) -> set[str | None]:
        said = {"requirements": [{"id": id_, "words": "文言", "evidence": ["資料"]} for id_ in ids]}
        return {each.subject for each in found(said, edition=edition).get("open-requirement", [])}

    def test_are_dealt_with_together(self, edition: ap.Edition) -> None:
        headlines = {f"requirement/{n}" for n in range(1, 22)}
        assert self.still_open(edition) == headlines
        assert self.still_open(edition, "requirement/20") == headlines - {"requirement/20"}
        assert self.still_open(edition, "sheet-row/27") == headlines - {"requirement/20"}

    def test_where_a_ministry_has_supplied_rows_they_are_the_items_in_place_of_it(self, edition: ap.Edition) -> None:
        """Rows 90 and 91 under ⑭, beside row 19, which the source holds."""
        supplied = edition.with_rows([supplied_row(90, "14"), supplied_row(91, "14")])
        others = {f"requirement/{n}" for n in range(1, 22) if n != 14}
        of_14 = {"sheet-row/19", "sheet-row/90", "sheet-row/91"}
        assert self.still_open(supplied) == others | of_14
        assert self.still_open(supplied, "sheet-row/90") == others | of_14 - {"sheet-row/90"}
        assert self.still_open(supplied, "requirement/14") == others

    def test_are_not_listed_beside_each_other_where_a_row_has_no_headline(self, edition: ap.Edition) -> None:
        """A workbook that names no headlines adds one finding, not a second list."""
        supplied = edition.with_rows([supplied_row(number, None) for number in range(90, 98)])
        headlines = {f"requirement/{n}" for n in range(1, 22)}
        assert self.still_open(supplied, "sheet-row/91") == headlines
        row = {"requirements.0": {"id": "sheet-row/91", "words": "文言", "evidence": ["資料"]}}
        [finding] = found(row, edition=supplied)["rows-without-headline"]
        assert "（#90、#92、#93、#94、#95、ほか2件）" in finding.message.ja
        assert "(#90, #92, #93, #94, #95 and 2 more)" in (finding.message.en or "")

    def test_of_the_ministry_s_own_version_are_what_is_asked_in_place_of_the_source_s(
        self, edition: ap.Edition
    ) -> None:
        note = attrs.evolve(edition.clauses[0], note=Text("別の補足"), theme=None, theme_citation=None)
        note = attrs.evolve(note, citation=Citation(SUPPLIED.id, "別紙4!C9", Provenance.SUPPLIED))
        supplied = edition.with_rows([supplied_row(19, None, "別の言葉"), note])
        others = {f"requirement/{n}" for n in range(1, 22) if n != 14}
        assert self.still_open(supplied) == others | {"sheet-row/19-supplied"}
        assert self.still_open(supplied, "sheet-row/19") == others | {"sheet-row/19-supplied"}
        assert self.still_open(supplied, "sheet-row/19-supplied") == others
        clauses = {"clauses": [{"id": "clause/7", "words": "定める"}]}
        assert [each.subject for each in found(clauses, edition=supplied)["open-clause"]] == ["clause/6-supplied"]

    @pytest.mark.parametrize(
        ("headline", "row", "lacking"),
        [
            ({}, {"words": "書く"}, []),
            ({"words": "書く"}, {}, []),
            ({}, {"set_aside": "対象外"}, []),
            ({}, {}, ["requirement/20", "sheet-row/27"]),
            ({"set_aside": "対象外"}, {}, ["sheet-row/27"]),
        ],
    )
    def test_need_words_once(self, headline: Mapping[str, str], row: Mapping[str, str], lacking: list[str]) -> None:
        items = [
            {"id": "requirement/20", "evidence": ["資料"], **headline},
            {"id": "sheet-row/27", "evidence": ["資料"], **row},
        ]
        findings = found({"requirements.19": items[0], "requirements.0": items[1]})
        assert [each.subject for each in findings.get("addressed-without-words", [])] == lacking

    def test_need_evidence_once(self) -> None:
        row: Mapping[str, object] = {"id": "sheet-row/27", "words": "書く"}
        bare: Mapping[str, object] = {"requirements.19": {"id": "requirement/20", "words": "書く"}}
        assert "addressed-without-evidence" not in found({"requirements.0": row})
        [finding] = found(bare, {"requirements.0": row})["addressed-without-evidence"]
        assert finding.subject == "sheet-row/27"
        assert "addressed-without-evidence" not in found(bare, {"requirements.0": {**row, "evidence": ["資料"]}})


ALONE: dict[str, object] = {
    **dict.fromkeys(("system.confidentiality_2", "system.personal_information"), UNSAID),
    "answers.C.option": "②",
}
"""An answer that says that information of concern is handled, where nothing is stated of the system."""
VERIFIED = {"what": "期待品質", "result": "支障なし"}
DUE = VERIFIED | {"on": "2025-08-25", "next_on": "2025-08-31"}
NOTHING = ["\u034f", "\ufe0f\ufe0f", "\u17b4", "\u2065", "\U000e0fff", "\u3164", "　", "未定", "（未記入）", "―", "TBD"]
"""What shows nothing, or only holds a place."""


WRONGLY: list[tuple[str, Mapping[str, object]]] = [
    ("no-caio-judgement", {"judgements.caio": {"by": "官房長"}}),
    ("no-caio-judgement", {"judgements.caio": {"by": "官房長", "on": "2025-09-02"}}),
    ("no-caio-judgement", {"judgements.caio": {"by": "（未定）", "on": "2025-08-01"}, "project.caio": "空席"}),
    ("no-caio-judgement", {"judgements.caio": {"by": "未定", "on": "2025-08-01"}, "project.caio": "官房長"}),
    ("no-caio-judgement", {"judgements.planner": {"by": "市民課長", "on": "2025-08-01"}}),
    ("judgements-differ", {"judgements.planner.reason": "学習されないことを確かめた"}),
    ("judgements-differ", {"judgements.caio.answers": {"C": "①"}}),
    ("judgements-differ", {"judgements.planner.answers": {"C": "第二"}}),
    ("answers-not-as-judged", {"judgements.caio.reason": "学習されるおそれがある"}),
    ("answers-not-as-judged", {"judgements.caio.answers": {"C": "第一"}}),
    ("advice-without-answer", {"advice.sought_on": "2025-08-01", "advice.reason": "判断に迷う"}),
    ("advice-without-response", {"advice.response": "検討中", "advice.reported_on": "2025-08-01"}),
    ("outcome-not-reported", {"advice.reported_on": "2025-09-02"}),
    ("outcome-not-reported", {"advice.sought_on": "2025-08-01"}),
    ("product-risk-not-weighed", {"products.1.provider": "検索社", "products.1.judgement": "支障はない"}),
    ("product-risk-not-weighed", {"products": [], "phase": "service"}),
    ("nco-advice-not-sought", {"nco_advice": {"sought": False}}),
    ("nco-advice-not-sought", {"nco_advice": {"sought": False, "reason": "検討中"}}),
    ("nco-advice-not-sought", {"nco_advice": {"reason": "既に得ている"}}),
    ("nco-advice-not-sought", {"nco_advice": {"sought": True, "sought_on": "2025-09-02"}}),
    ("nco-advice-not-sought", {"products": []}),
    ("nco-advice-without-result", {"nco_advice.reason": "重要である"}),
    ("no-terms-of-use", {"system.users": UNSAID}),
    ("not-accepted", {"service.accepted_on": "2025-09-02"}),
    ("not-accepted", {"service.accepted_on": "2025-08-20", "service.acceptance": "未定"}),
    ("rules-not-made", {"service.ministry_rules": "窓口案内利用要領"}),
    ("rules-not-told", {"service.rules_told": "後日", "service.ministry_rules": "生成AI利用要領"}),
    ("ministry-rules-not-named", {"service.system_rules": "窓口案内利用要領"}),
    ("no-verification", {"verifications": [{}]}),
    ("no-verification", {"verifications": [{"on": "2025-08-25", "what": "期待品質"}]}),
    ("no-verification", {"verifications": [{"on": "2025-08-25", "result": "支障なし"}]}),
    ("no-verification", {"verifications": [{"on": "2025-09-02", "what": "期待品質", "result": "支障なし"}]}),
    ("verification-overdue", {"verifications": [{"next_on": "2025-08-31"}]}),
    ("verification-overdue", {"verifications": [DUE, {"on": "2025-08-31", "what": "期待品質"}]}),
    ("verification-overdue", {"verifications": [DUE, VERIFIED | {"on": "2025-09-02"}]}),
    ("verification-overdue", {"verifications": [DUE, VERIFIED | {"on": "2025-08-01"}]}),
    ("risk-case-without-cause", {"risk_cases.0.cause": "原因究明中"}),
    ("risk-case-without-prevention", {"risk_cases.0.prevention": "検討中"}),
    ("risk-case-not-reported-to-board", {"risk_cases.0.reports.0": {"to": "アドバイザリーボード委員の知人"}}),
    (
        "risk-case-not-reported-to-board",
        {"risk_cases.0.reports.0": {"to": "アドバイザリーボード", "on": "2025-09-02"}},
    ),
    ("confidential-information-handled", {"system.confidentiality": "none"}),
]
"""What is written for a finding to be silent, and does not silence it."""
OF_THE_COURSE = {
    each.code
    for each in (*advice.CHECKS[5:], *judgements.CHECKS, *supply_chain.CHECKS, *service.CHECKS, *risk_cases.CHECKS[3:6])
}
"""The findings about what the source asks for beyond the check sheets, from first judgement to last risk case."""


class TestSomeoneWhoWantsAFindingSilent:
    """Every way that was thought of to silence a finding without putting anything right."""

    def test_tries_it_with_each_finding_about_the_course_of_a_project(self) -> None:
        assert len(OF_THE_COURSE) == 19
        assert {code for code, _ in WRONGLY} >= OF_THE_COURSE

    @pytest.mark.slow
    @pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
    @pytest.mark.parametrize(
        ("code", "path"),
        [
            ("answer-without-reason", "answers.C.reason"),
            ("no-reviewer", "system.reviewer"),
            ("reviewer-answers-to-nobody", "system.reviewer_answers_to"),
            ("no-disclosure", "system.disclosure"),
            ("purpose-missing", "advice.purpose"),
            ("mitigation-missing", "advice.mitigation"),
            ("quality-assurance-missing", "advice.quality_assurance"),
            ("advice-not-sought", "advice.reason"),
            ("set-aside-without-reason", "clauses.1.set_aside"),
            ("addressed-without-words", "requirements.9.words"),
            ("risk-case-without-action", "risk_cases.0.action"),
            ("risk-case-without-cause", "risk_cases.0.cause"),
            ("risk-case-without-prevention", "risk_cases.0.prevention"),
            ("judgements-differ", "judgements.caio.reason"),
            ("advice-without-answer", "advice.answer"),
            ("advice-without-response", "advice.response"),
            ("nco-advice-without-result", "nco_advice.result"),
            ("no-terms-of-use", "system.terms_of_use"),
            ("rules-not-made", "service.system_rules"),
            ("rules-not-told", "service.rules_told"),
            ("ministry-rules-not-named", "service.ministry_rules"),
        ],
    )
    def test_writes_what_says_nothing(self, code: str, path: str, nothing: str) -> None:
        assert code in produced(code, {path: nothing})

    @pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
    def test_names_evidence_that_says_nothing(self, nothing: str) -> None:
        assert "addressed-without-evidence" in found({"requirements.13.evidence": [nothing]})

    @pytest.mark.parametrize(
        "caio", ["未定", "（未定）", "未定（4月に任命）", "ＴＢＤ", "空席", "該当なし", "―", "未記入"]
    )
    def test_reports_to_a_caio_who_is_nobody(self, caio: str) -> None:
        case = LONE_CASE | {"reports": [{"to": caio}]}
        assert "risk-case-not-reported" in found({"risk_cases": [case], "project.caio": caio})

    @pytest.mark.parametrize(
        ("day", "code"),
        [
            ("1999-01-01", "report-before-risk-case"),
            ("2025-08-01", "report-before-risk-case"),
            ("2025-08-02", None),
            ("2025-09-01", None),
            ("2025-09-02", "risk-case-not-reported"),
            ("9999-12-31", "risk-case-not-reported"),
        ],
    )
    def test_dates_a_report_before_the_case_or_after_the_day_of_the_dossier(self, day: str, code: str | None) -> None:
        case = LONE_CASE | {"on": "2025-08-02", "reports": [{"to": "CAIO", "on": day}]}
        findings = found({"risk_cases": [case]})
        assert (code is None or code in findings) is True
        assert ("risk-case-not-reported" in findings) is (code is not None)

    def test_reports_without_a_day_for_either(self) -> None:
        for case in (
            {"reports": [{"to": "CAIO", "on": "2025-08-01"}]},
            {"on": "2025-08-02", "reports": [{"to": "CAIO"}]},
        ):
            findings = found({"risk_cases": [LONE_CASE | case]})
            assert {"risk-case-not-reported", "report-before-risk-case"}.isdisjoint(findings)

    @pytest.mark.parametrize(
        ("said", "information"),
        [
            ({"system.confidentiality_2": True}, "機密性2情報を取り扱う"),
            (
                {"system.confidentiality_2": UNSAID, "system.personal_information": True},
                "個人情報（要機密情報に当たるか否かの記載がない）を取り扱う",
            ),
            (
                {"system.confidentiality_2": UNSAID, "system.personal_information": UNSAID, "answers.C.option": "②"},
                "要機密情報又は個人情報を取り扱う",
            ),
            ({"system.confidentiality_2": UNSAID, "system.personal_information": UNSAID}, None),
            ({"system.confidentiality_2": UNSAID, "answers.C.option": "②"}, None),
            ({"system.confidentiality_2": False, "system.personal_information": True}, None),
            ({"system.confidentiality": "confidentiality-2"}, "機密性2情報を取り扱う"),
            ({"system.confidentiality": "confidentiality-3"}, "機密性3情報を取り扱う"),
            ({"system.confidentiality": "none", "system.personal_information": True}, None),
            ({"system.confidentiality": "none", "system.confidentiality_2": True}, "機密性2情報を取り扱う"),
            (ALONE | {"system.confidentiality": "none"}, None),
            (ALONE | {"system.confidentiality": "unknown"}, "要機密情報に当たるか否かが明らかでない情報を取り扱う"),
            (ALONE, "要機密情報又は個人情報を取り扱う"),
            (
                {"system.confidentiality": "unknown", "system.personal_information": True},
                "要機密情報に当たるか否かが明らかでない情報を取り扱う",
            ),
        ],
    )
    def test_leaves_out_what_information_a_cloud_service_handles(
        self, said: Mapping[str, object], information: str | None
    ) -> None:
        for cloud in (True, UNSAID):
            for standing, code in (("not-listed", "not-on-ismap-list"), ("unknown", "ismap-standing-unknown")):
                findings = found(said, {"system.cloud": cloud, "system.ismap": standing})
                assert [str(information) in each.message.ja for each in findings.get(code, [])] == (
                    [True] if information else []
                )
                assert code not in found(said, {"system.cloud": False, "system.ismap": standing})

    def test_says_nothing_of_a_cloud_service(self) -> None:
        assert "ismap-standing-unknown" not in found({"system.confidentiality_2": True})

    @pytest.mark.parametrize(("code", "attempt"), WRONGLY, ids=lambda each: each if isinstance(each, str) else "")
    def test_writes_something_else(self, code: str, attempt: Mapping[str, object]) -> None:
        assert code in produced(code, attempt)

    @pytest.mark.parametrize(
        "id_", ["rule/R1", "clause/6", "axis/A", "option/A1", "topic/II-1", "requirement/99", "/", "x"]
    )
    def test_lists_as_an_item_what_is_not_one(self, id_: str) -> None:
        findings = found({"requirements.5": {"id": id_, "words": "書く"}})
        assert [(each.subject, each.where) for each in findings["unknown-item"]] == [(id_, "/requirements/5")]
        assert [each.subject for each in findings["open-requirement"]] == ["requirement/6"]

    def test_lists_a_clause_among_the_requirements(self) -> None:
        moved = {"clauses": [COMPLETE["clauses"][1]], "requirements.0": {"id": "clause/6", "words": "定める"}}
        findings = found(moved)
        assert [each.subject for each in findings["open-clause"]] == ["clause/6"]
        assert "「#6 " in findings["unknown-item"][0].message.ja

    @pytest.mark.slow
    def test_lists_any_record_of_the_edition_as_an_item(self, edition: ap.Edition) -> None:
        for name in records_by_name(edition):
            if not name.startswith(("requirement/", "sheet-row/")):
                findings = found({"requirements.5": {"id": name}})
                assert [each.subject for each in findings["unknown-item"]] == [name]


def test_a_judgement_of_the_library_s_own_says_so() -> None:
    own = found({"edition": "2024-01-01"})["other-edition"][0].citation
    inferred = found({"system.reviewer": UNSAID})["no-reviewer"][0].citation
    stated = found({"system.state_secrets": True})["state-secrets"][0].citation
    superseded = found({"on": "2026-09-01"})["superseded-edition"][0].citation
    assert own.provenance is inferred.provenance is Provenance.EDITORIAL
    assert (stated.provenance, superseded.provenance) == (Provenance.STATED, Provenance.REPORTED)
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
        with pytest.raises(InvalidArgument, match=r"expected (Dossier|Edition), not"):
            ap.check(*slip)


def test_the_day_is_the_dossier_s_own(edition: ap.Edition) -> None:
    dossier = ap.encoding.from_data(COMPLETE, Dossier)
    assert ap.check(attrs.evolve(dossier, on=datetime.date(9999, 12, 31)), edition)[0].code == "superseded-edition"


@pytest.mark.parametrize("later", [{"on": "2025-08-31"}, {"on": "2025-09-01", "next_on": "2025-12-01"}])
def test_a_verification_that_followed_is_not_overdue(later: Mapping[str, str]) -> None:
    followed = {"phase": "service", "verifications": [DUE, {**VERIFIED, **later}]}
    assert "verification-overdue" not in found(followed)
    assert "verification-overdue" not in found({"phase": "service", "verifications": [DUE], "on": UNSAID})


def test_each_verification_that_is_overdue_is_named_by_its_day() -> None:
    planned = {"phase": "service", "verifications": [{"next_on": "2025-08-02"}, {"next_on": "2025-08-01"}]}
    findings = found(planned)
    assert [each.where for each in findings["verification-overdue"]] == [
        *("/verifications/0/next_on", "/verifications/1/next_on")
    ]
    assert "令和7年8月2日" in findings["verification-overdue"][0].message.ja
    assert "no-verification" not in findings


def test_the_axes_on_which_judgements_differ_are_named_together() -> None:
    said = {"judgements.planner": {"answers": {"C": "②", "users": "③", "nothing": "①"}}}
    [finding] = found(said)["judgements-differ"]
    assert "判定軸「A 利用者の範囲・種別」「C 要機密情報や個人情報の学習等の有無」への回答" in finding.message.ja
    [other] = found({"judgements.caio.answers": {"C": "①"}})["answers-not-as-judged"]
    assert other.citation.provenance is Provenance.EDITORIAL


def test_an_answer_that_is_open_is_not_said_to_differ_from_the_caio_s() -> None:
    opened = {"answers.C": UNSAID, "judgements.caio.answers": {"C": "①"}}
    assert "answers-not-as-judged" not in found(opened)
    assert "judgements-differ" not in found(opened)


def test_judgements_that_agree_in_the_same_answers_do_not_differ() -> None:
    said = {"judgements.planner": {"answers": {"C": "①"}}, "judgements.caio.answers": {"C": "①"}}
    assert "judgements-differ" not in found(said)


def test_products_are_named_up_to_a_number() -> None:
    products = [{"name": f"製品{number}"} for number in range(1, 8)]
    [finding] = found({"products": products})["product-risk-not-weighed"]
    assert finding.message.ja.startswith("「製品1」「製品2」「製品3」「製品4」「製品5」ほか2件について、")
    assert "'製品5' and 2 more" in (finding.message.en or "")


def test_a_product_with_a_risk_calls_for_the_advice_too(edition: ap.Edition) -> None:
    risky = {"products": [{"name": "対話", "risk": True}]}
    [finding] = found(risky)["nco-advice-not-sought"]
    assert finding.subject == "scope/nco-risky-products"
    assert finding.message.ja.startswith("「対話」の利用にリスクを認めたが、")
    [both] = found(risky, {"system.special_importance": True})["nco-advice-not-sought"]
    assert both.subject == "scope/nco-important-systems"
    rules = tuple(rule for rule in edition.scope if rule.id != "nco-risky-products")
    bare = attrs.evolve(edition, scope=rules, topics=(), remarks=())
    assert "nco-advice-not-sought" not in found(risky, edition=bare)


def test_a_report_to_nobody_is_none() -> None:
    """What is asked for after the report of a risk case is not asked for before there is one."""
    case = {"happened": "誤った案内", "on": "2025-08-20", "social_impact": False, "reports": [{"to": "未定"}]}
    assert [code for code in found({"risk_cases": [case]}) if code.startswith("risk-case")] == [
        "risk-case-not-reported"
    ]


def test_what_starts_with_service_is_asked_for_from_then_on() -> None:
    bare = {"service": {}, "verifications": [], "products": [], "judgements": {}, "system.terms_of_use": UNSAID}
    at_service = {"not-accepted", "rules-not-made", "ministry-rules-not-named", "no-verification"}
    for phase, expected in (
        ("planning", set[str]()),
        ("procurement", {"no-caio-judgement", "no-terms-of-use"}),
        ("contract", {"no-caio-judgement", "no-terms-of-use"}),
        ("service", {"no-caio-judgement", "no-terms-of-use", "product-risk-not-weighed", *at_service}),
    ):
        assert set(found(bare, {"phase": phase})) == expected


def test_a_confidentiality_is_written_without_the_word_for_information_too() -> None:
    for short, value in (("機密性2", "confidentiality-2"), ("機密性３", "confidentiality-3")):
        system = {"confidentiality": short}
        dossier = ap.dossiers.from_data({"edition": "2025-05-27", "project": {"title": "x"}, "system": system})
        assert dossier.system.confidentiality == value


def test_a_confidentiality_of_3_is_confidential_too() -> None:
    [finding] = found({"system.confidentiality": "confidentiality-3"})["confidential-information-handled"]
    assert "機密性3情報を取り扱う" in finding.message.ja
    assert "nothing-handled" in found({"answers.C.option": "①", "system.confidentiality": "none"})
    unknown = {"answers.C.option": "①", "system.confidentiality": "unknown", "system.confidentiality_2": UNSAID}
    assert "nothing-handled" not in found(unknown)
