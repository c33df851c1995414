"""How long a check takes, as a ratio: it and what it is measured against run in turn, in one run."""

from time import perf_counter
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

import aiprocure as ap
from aiprocure.model.dossier import Dossier


def complete_dossier(edition: ap.Edition) -> dict[str, Any]:
    """The plain data of a dossier that says all it is asked, of every headline, row and clause."""
    items = [f"requirement/{each.id}" for each in edition.requirements]
    items += [f"sheet-row/{each.id}" for each in edition.sheet_rows]
    said = {"words": "仕様書に盛り込む。", "measures": ["対策"], "evidence": ["裏付け"]}
    system = {"outputs": ["text"], "users": ["single-ministry"], "state_secrets": False, "national_security": False}
    system |= {"confidentiality_2": True, "personal_information": True, "cloud": True, "ismap": "listed"}
    system |= {"stores_inputs": True, "learns_from_inputs": False}
    system |= {"reviewer": "課長", "reviewer_answers_to": "局長", "disclosure": "画面に表示する"}
    case = {"happened": "誤った案内", "on": "2025-08-01", "step": "3", "kind": "hallucination"}
    learned = {"cause": "古い資料", "prevention": "資料を改めた"}
    return {
        "edition": edition.id,
        "on": "2025-09-01",
        "phase": "contract",
        "project": {"title": "議事録の要約", "purpose": "議事録を早く作る", "caio": "官房長"},
        "answers": {
            axis: {"option": mark, "reason": "定型の業務に用いる"}
            for axis, mark in (("A", "③"), ("B", "②"), ("C", "①"), ("D", "②"))
        },
        "system": system,
        "requirements": [{"id": item, **said} for item in items],
        "clauses": [{"id": f"clause/{each.id}", **said} for each in edition.clauses],
        "advice": {"mitigation": "保存期間を限る", "quality_assurance": "毎月確かめる", "sought": True}
        | {"answer": "支障はない", "response": "対応した", "reported_on": "2025-08-05"},
        "judgements": {"caio": {"by": "官房長", "on": "2025-08-01"}},
        "risk_cases": [case | {"reports": [{"to": "CAIO", "on": "2025-08-02"}], "action": "訂正した"} | learned],
    }


def test_a_check_takes_at_most_1_4_times_structuring_the_same_dossier(
    benchmark: BenchmarkFixture, edition: ap.Edition
) -> None:
    data = complete_dossier(edition)
    dossier = ap.encoding.from_data(data, Dossier)
    assert ap.check(dossier, edition) == ()
    times: dict[str, list[float]] = {"structuring": [], "check": []}

    def structure() -> None:
        begin = perf_counter()
        ap.encoding.from_data(data, Dossier)
        times["structuring"].append(perf_counter() - begin)

    def check() -> None:
        begin = perf_counter()
        ap.check(dossier, edition)
        times["check"].append(perf_counter() - begin)

    def in_turn() -> None:
        for _ in range(100):
            structure()
            check()

    measured: Any = benchmark
    measured.pedantic(in_turn, rounds=1)
    benchmark.extra_info["ratio"] = ratio = min(times["check"]) / min(times["structuring"])
    assert ratio <= 1.4  # 18 of the 77 checks came after it took no longer
