"""What the report on a dossier tells of judgements, products, service and verification."""

from typing import Any

import aiprocure as ap
from aiprocure.export import to_text
from aiprocure.model.dossier import Dossier

SAID: dict[str, Any] = {
    "edition": "2025-05-27",
    "project": {"title": "窓口案内"},
    "answers": {"C": "②"},
    "judgements": {
        "planner": {"by": "市民課長", "on": "2025-07-01", "answers": {"data": {"option": "①", "reason": "慎重にみた"}}},
        "caio": {"on": "2025-07-08", "reason": "保存されないことを確かめた"},
    },
    "system": {"confidentiality": "confidentiality-2", "terms_of_use": "初めの画面に示す"},
    "products": [{"name": "対話", "provider": "対話社", "risk": False}, {"name": "検索", "risk": True}],
    "nco_advice": {"sought": True, "result": "支障はない"},
    "service": {"accepted_on": "2025-08-01"},
    "verifications": [{"on": "2025-08-25", "what": "期待品質", "next_on": "2025-11-25"}],
    "risk_cases": [{"happened": "誤答", "social_impact": False, "reports": [{"to": "board"}]}],
}


def lines(data: dict[str, Any]) -> list[str]:
    """The lines of the report on a dossier."""
    return [line.strip() for line in to_text(ap.encoding.from_data(data, Dossier)).splitlines()]


def test_everything_that_is_recorded_is_told_in_words() -> None:
    told = lines(SAID)
    for line in (
        "判断した官職：市民課長",
        "判断した日：令和7年7月1日",
        "C 要機密情報や個人情報の学習等の有無：① 機密性2情報または個人情報が生成AIシステムに保存または学習される",
        "理由：慎重にみた",
        "その理由：保存されないことを確かめた",
        "取り扱う情報の機密性：機密性2情報",
        "利用条件・免責事項：初めの画面に示す",
        "提供事業者：対話社",
        "利用によって生ずるリスクの有無：あり",
        "助言の結果：支障はない",
        "受入れの日：令和7年8月1日",
        "次回の予定日：令和7年11月25日",
        "社会的影響：なし",
    ):
        assert line in told
    judged, service, verified = (told.index(each) for each in ("リスクの判断", "提供開始時の対応", "運用開始後の検証"))
    assert judged < service < verified


def test_answers_of_a_judgement_that_mean_nothing_are_told_as_they_are_written() -> None:
    for edition in ("2025-05-27", "2099-01-01"):
        judged = {"caio": {"answers": {"E": "⑨", "data": "九"}}}
        told = lines(SAID | {"edition": edition, "judgements": judged})
        assert "E：⑨" in told
        assert any(line.endswith("：九") for line in told)
        assert "企画者の一次判断" not in told


def test_nothing_is_told_of_what_is_not_recorded() -> None:
    told = lines({"edition": "2025-05-27", "project": {"title": "窓口案内"}})
    assert not {"リスクの判断", "NCOの助言", "提供開始時の対応", "運用開始後の検証"} & set(told)
