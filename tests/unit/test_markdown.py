"""The report that an officer hands on, as Markdown."""

import datetime
import re
from collections import Counter
from typing import Any

import attrs
import pytest

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.checks import check
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_markdown
from aiprocure.model.citation import Provenance
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import EditionId

DATA: dict[str, Any] = {
    "edition": "2025-05-27",
    "on": datetime.date(2026, 8, 1),
    "phase": "procurement",
    "project": {"title": "要約", "ministry": "○○省", "予算": 5},
    "system": {"outputs": ["text", "image"], "cloud": True, "ismap": "listed", "learns_from_inputs": False},
    "answers": {"A": {"option": "①", "reason": "国民が使う"}, "B": 2, "C": 3, "D": 1},
    "requirements": [{"id": "⑭", "words": "一行目\n二行目", "measures": ["甲", "乙"]}, {"id": "①", "set_aside": " "}],
    "clauses": [{"id": "7", "words": "報告する"}],
    "advice": {"sought": False, "reason": "軽微"},
    "risk_cases": [
        {"happened": "誤案内", "reports": [{"to": "caio", "on": datetime.date(2026, 7, 1)}, {"to": "課長"}]}
    ],
}


def dossier(**changes: object) -> Dossier:
    return dossiers.from_data({**DATA, **changes})


def report_of(about: Dossier, edition: ap.Edition, language: Language = "ja") -> str:
    answers = edition.partial_answers(**about.answers.options)
    complete = len(answers) == len(edition.axes)
    value = ap.assess(edition, edition.answers(**answers)) if complete else ap.explore(edition, answers)
    return to_markdown(value, about, check(about, edition), language=language)


def headings(written: str) -> list[str]:
    return [line.partition(". ")[2] for line in written.splitlines() if line.startswith("## ")]


def test_a_report_has_all_that_is_to_be_handed_on(edition: ap.Edition) -> None:
    written = report_of(dossier(), edition)
    assert written.startswith("# 案件書類の点検結果：要約\n\n**高  「高リスク」に該当する可能性が高い**\n\n- ")
    told = [re.sub("：?(要是正.*|（.*ない。）)$", "", heading) for heading in headings(written)]
    assert told == [
        *("判断を要する事項", "チェックシートの項目の状況", "点検の結果", "案件"),
        *("判定の経路", "判定を支える理由", "判定が定まった行と、図の別の読み", "「低」に至る変更"),
        *("回答に当たっての留意点", "ガイドラインが示す対応", "リスク軽減策", "システム"),
        *("調達チェックシートの項目", "契約チェックシートの取り決め事項"),
        *("助言に係る整理", "発生したリスクケース", "出典"),
    ]


def test_english_is_english(edition: ap.Edition) -> None:
    counts = Counter(str(finding.severity) for finding in check(dossier(), edition))
    count = f"Findings: error ({counts['error']}), warning ({counts['warning']}), note ({counts['note']})"
    assert headings(report_of(dossier(), edition, "en"))[:4] == [
        "To be decided",
        "Items of the check sheets",
        count,
        "Project",
    ]


def test_the_report_counts_all_findings_and_the_items_by_status(edition: ap.Edition) -> None:
    found = check(dossier(), edition)
    counts = Counter(str(finding.severity) for finding in found)
    written = report_of(dossier(), edition, "en")
    lead = next(line for line in written.splitlines() if line.startswith("- Findings: "))
    assert {name: int(count) for name, count in re.findall(r"(error|warning|note) \((\d+)", lead)} == {
        "error": 0,
        **counts,
    }
    assert "- Procurement check sheet: addressed 0, set aside 0, open 19, to correct 2 (of 21)\n" in written
    assert (
        "| Procurement | ① Compliance with the common guiding principles of the AI Guidelines for Business |" in written
    )
    [number] = re.findall(r"\| ① .* \| to correct \| See finding (\d+)\. \|", written)
    assert f"| {number} | warning | The item is set aside without a reason: ① " in written


def test_what_the_ministry_has_to_decide_is_said_at_once(edition: ap.Edition) -> None:
    def decisions(**changes: object) -> str:
        return report_of(dossier(**changes), edition).partition("## 1. 判断を要する事項\n\n")[2].partition("\n\n##")[0]

    assert "助言を求めるべきかを府省庁として判断し" in decisions(advice={})
    assert "対応するか適用しないかを定めること。" in decisions()
    assert "記載に不備のある項目2件を改めること。" in decisions()
    assert "要是正の指摘1件を是正すること。" in decisions(
        answers={"A": 3, "B": 2, "C": 3, "D": 2}, system={"personal_information": True, "reviewer": "課長"}
    )
    assert "次の判定軸に回答し、判定を定めること：" in decisions(answers={"C": 3})
    disputed = decisions(answers={"A": 2, "B": 3, "C": 3, "D": 1})
    assert "公式の判定シートで確かめること。" in disputed
    alone = to_markdown(ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2)), findings=())
    assert "- 判断を要する事項はない。" in alone


def test_a_determination_that_what_is_found_undermines_says_so_at_once(edition: ap.Edition) -> None:
    contradicted = "{}と案件書類の記載とが矛盾している。是正するまで、この判定を用いないこと。"
    answers = {"A": 3, "B": 2, "C": 2, "D": 2}
    systems: tuple[dict[str, object], ...] = (
        {},
        {"users": ["single-ministry"]},
        {"state_secrets": True},
        {"users": ["public"]},
        {"learns_from_inputs": True},
    )
    for system in systems[:2]:
        assert "用いないこと。" not in report_of(dossier(answers=answers, system=system), edition)
    warnings = (
        "この版は、案件書類に記載されたシステムを対象としていない。この判定を用いないこと。",
        contradicted.format("回答A"),
        contradicted.format("回答C"),
    )
    for system, warning in zip(systems[2:], warnings, strict=True):
        written = report_of(dossier(answers=answers, system=system), edition)
        assert f"\n**低  「高リスク」に該当する可能性が低い**\n\n- **{warning}**\n" in written


def test_risk_cases_are_told_in_the_words_of_the_edition(edition: ap.Edition) -> None:
    case = {"happened": "誤った案内", "step": "③", "kind": "hallucination"}
    written = report_of(dossier(risk_cases=[case, case | {"kind": "火災"}]), edition)
    assert written.count("| 利用のプロセス | ③ 出力確認・利用判断 |") == 2
    assert "| リスクケースの種類 | 誤情報（ハルシネーション）の出力 |" in written
    assert "| リスクケースの種類 | 火災 |" in written


def test_what_the_dossier_says_is_told_by_the_names_of_its_fields(edition: ap.Edition) -> None:
    written = report_of(dossier(), edition)
    for row in (
        "\n- 府省庁：○○省\n- 予算：5\n- 基準日：令和8年8月1日\n- フェーズ：調達（仕様書の作成）\n",
        "| 生成する内容の種類 | テキスト、画像 |",
        "| クラウドサービス | あり |",
        "| 入力の学習 | なし |",
        "| ISMAPの登録状況 | ISMAPクラウドサービスリストにある |",
        "| 報告 | AI統括責任者（CAIO）（令和8年7月1日）、課長 |",
        "| 助言の求め | 求めない |",
        "文案：一行目<br>二行目<br>対策：甲、乙 |",
        "| 適用しない理由：（なし） |",
        "| 文案：報告する |",
        "（記載なし） |",
    ):
        assert row in written
    assert "  - 理由：国民が使う\n" in written


def test_findings_come_gravest_first_each_kind_once_with_what_it_concerns(edition: ap.Edition) -> None:
    written = report_of(dossier(), edition)
    part = written[written.index(". 点検の結果：要是正（") :]
    rows = [line for line in part[: part.index("\n## ")].splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(row.split()[1]) for row in rows] == list(range(1, len(rows) + 1))
    severities = [row.split(" | ")[1] for row in rows]
    assert severities == sorted(severities, key=["要是正", "要対応", "参考"].index)
    assert any("| 1件目のリスクケース |" in row for row in rows)
    [opened] = [row for row in rows if "調達チェックシートに、対応及び" in row]
    assert "★⑫（判定軸A）、" in opened
    assert "、②、" in opened
    assert "⑭" not in opened


def test_a_citation_stands_once_and_is_referred_to_by_its_number(edition: ap.Edition) -> None:
    written = report_of(dossier(), edition)
    body, _, sources = written.partition(". 出典\n")
    listed = re.findall(r"^- ［(\d+)］(.*)$", sources, re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
    assert len({cited for _, cited in listed}) == len(listed)
    assert {int(number) for number in re.findall(r"［(\d+)］", body)} == {int(number) for number, _ in listed}
    assert "［資料4" not in body


def test_the_report_says_that_the_edition_is_superseded_and_that_rows_are_reconstructed(edition: ap.Edition) -> None:
    written = report_of(dossier(), edition)
    assert "この版に代わる Version 2.0 が" in written
    assert "図に残った文字から復元したものである。" in written
    rules = [attrs.evolve(r, citation=attrs.evolve(r.citation, provenance=Provenance.STATED)) for r in edition.rules]
    stated = attrs.evolve(edition, rules=tuple(rules))
    assert "復元したものである。" not in report_of(dossier(), stated)


def test_where_an_answer_is_missing_it_says_what_is_possible(edition: ap.Edition) -> None:
    written = report_of(dossier(answers={"C": 3}), edition)
    assert "\n**判定はまだ定まらない。**\n" in written
    assert {"あり得る判定", "次に問う軸（判定が最も早く定まる順）"} <= set(headings(written))
    assert "リスク軽減策" not in headings(written)


def test_without_a_dossier_there_is_what_the_edition_says(edition: ap.Edition) -> None:
    written = to_markdown(ap.assess(edition, edition.answers(A=3, B=2, C=3, D=2)), findings=())
    assert "指摘する事項はない。" in written
    assert "| 取り決め事項 | 契約書に盛り込む条項内容例 |\n" in written
    assert not {"案件", "システム", "調達チェックシートの項目"} & set(headings(written))


def test_an_item_that_the_edition_does_not_know_is_called_by_its_id(edition: ap.Edition) -> None:
    about = dossier(requirements=[{"id": "⑭"}])
    fewer = attrs.evolve(edition, requirements=(), sheet_rows=(), mitigations=(), clauses=(), topics=(), remarks=())
    fewer = attrs.evolve(fewer, correspondences=())
    written = to_markdown(ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1)), about, check(about, edition))
    assert "| ⑭ 公平性" in written
    bare = to_markdown(ap.assess(fewer, edition.answers(A=1, B=2, C=3, D=1)), about, check(about, edition))
    assert "| requirement/14 | （記載なし） |" in bare
    assert "調達チェックシートの項目「⑫ 有害情報の出力制御措置」について、対応及び" in bare


def test_findings_go_with_a_determination_alone(edition: ap.Edition) -> None:
    for value in (edition, ap.compare(edition, edition), dossier(), (), None):
        with pytest.raises(InvalidArgument, match=r"^expected Assessment, Exploration, not "):
            to_markdown(value, findings=())  # type: ignore[arg-type]
    assessment = ap.assess(edition, edition.answers(A=1, B=2, C=3, D=1))
    findings: object
    for findings in (5, "x", [None], {}):
        with pytest.raises(InvalidArgument, match=r"^expected .*Finding.*, not "):
            to_markdown(assessment, findings=findings)  # type: ignore[arg-type]


def test_why_a_finding_is_emphasized_is_said_and_it_comes_first_among_equals(edition: ap.Edition) -> None:
    about = dossier()
    reason = Text("判定を支える軸 A に関わる。", "It bears on axis A.")
    found = tuple(attrs.evolve(each, raised_by=(), reason=None) for each in check(about, edition))
    emphasized = [attrs.evolve(each, raised_by=("axis/A",), reason=reason) for each in found[-1:]]
    value = ap.assess(edition, edition.answers(**about.answers.options))
    plain, marked = (
        to_markdown(value, about, found),
        to_markdown(value, about, (*found[:-1], *emphasized)),
    )
    assert "★" not in plain
    assert "（判定軸A） |" in marked
    assert "- ★：判定を支える判定軸について、" in marked
    of_one_weight = [each for each in found if each.severity is found[-1].severity]
    assert len(of_one_weight) > 1
    ranked = sorted((*found[:-1], *emphasized), key=lambda finding: finding.rank)
    assert next(each for each in ranked if each.severity is found[-1].severity) == emphasized[0]


def test_findings_stand_alone_with_their_dossier_or_without(edition: ap.Edition) -> None:
    about = dossier()
    found = check(about, edition)
    alone, with_dossier = to_markdown(found), to_markdown(found, dossier=about)
    assert alone.startswith("# 案件書類の点検結果\n\n**要是正（")
    assert with_dossier.startswith("# 案件書類の点検結果：要約\n\n**要是正（")
    assert {"案件", "システム"} <= set(headings(with_dossier)) - set(headings(alone))
    assert "| 1件目のリスクケース |" in alone
    assert to_markdown(()).startswith("# 案件書類の点検結果\n\n**要是正（0件）、要対応（0件）、参考（0件）**\n")
    contradicted = dossier(answers={"A": 3, "B": 2, "C": 2, "D": 2}, system={"users": ["public"]})
    assert to_markdown(check(contradicted, edition)).count("用いないこと。") == 1


def test_a_dossier_of_an_edition_that_is_not_carried_is_shown_by_its_ids(edition: ap.Edition) -> None:
    later = attrs.evolve(edition, id=EditionId("2030-01-01"))
    about = dossiers.from_data({**DATA, "edition": "2030-01-01"}, edition=later)
    written = to_markdown(about)
    assert written.startswith("# 案件書類\n\n**要約**\n\n- 適用する版：2030-01-01\n")
    assert "\n- A：①\n  - 理由：国民が使う\n- B：2\n" in written
    assert "| requirement/14 | 文案：一行目<br>二行目<br>対策：甲、乙 |" in written
    assert "| clause/7 | 文案：報告する |" in written
    assert "報告 | caio（令和8年7月1日）、課長 |" in written


def test_a_dossier_of_a_carried_edition_is_shown_in_its_words() -> None:
    written = to_markdown(dossier())
    assert "- DS-920「" in written
    assert "  - → ① 国民等による府省庁外利用［" in written
    assert "  - 理由：国民が使う\n" in written
    assert "| ⑭ 公平性" in written
    assert headings(to_markdown(dossier(clauses=[])))[-1] == "発生したリスクケース"
    assert "契約チェックシートの取り決め事項" not in headings(to_markdown(dossier(clauses=[])))


def test_sources_read_as_text_too() -> None:
    """What needs no escape has none: the source itself can be read."""
    edition = ap.editions.load("2025-05-27")
    about = dossier(project={"title": "2.0版 (案) a-b +1 50% 1/2 3.14 ver.2 担当@課"})
    assert "# 案件書類の点検結果：2.0版 (案) a-b +1 50% 1/2 3.14 ver.2 担当<!-- -->@課\n" in report_of(about, edition)
