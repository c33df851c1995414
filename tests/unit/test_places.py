"""Places and problems as people name them."""

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import Choice, Problem
from aiprocure.errors.text import Language
from aiprocure.reports.dossiers import name_items
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.places import names_in


@pytest.mark.parametrize(
    ("where", "ja", "en"),
    [
        ("", "案件書類の全体", "the whole dossier"),
        ("/answers", "回答", "Answers"),
        ("/answers/C", "回答C", "answer C"),
        ("/answers/C/reason", "回答Cの「理由」", 'answer C, "Reason"'),
        ("/answers/a~1b~0c", "回答a/b~c", "answer a/b~c"),
        ("/risk_cases/1", "2件目のリスクケース", "risk case 2"),
        (
            "/risk_cases/0/reports/2/on",
            "1件目のリスクケースの3件目の報告の「報告日」",
            'risk case 1, report 3, "Day of the report"',
        ),
        ("/requirements/0", "1件目の調達チェックシートの項目", "procurement check sheet, item 1"),
        (
            "/requirements/1/measures/0",
            "2件目の調達チェックシートの項目の1件目の対策",
            "procurement check sheet, item 2, measure 1",
        ),
        (
            "/clauses/2/words",
            "3件目の契約チェックシートの取り決め事項の「文案」",
            'contract check sheet, arrangement 3, "Words as drafted"',
        ),
        ("/advice/mitigation", "助言の欄の「リスク軽減策」", 'the part on advice, "Mitigation"'),
        ("/advice", "助言に係る整理", "What is set out for advice"),
        ("/system/cloud", "システムの「クラウドサービス」", 'System, "Cloud service"'),
        ("/system/outputs/0", "システムの1件目の生成する内容の種類", "System, kind of output 1"),
        (
            "/judgements/caio",
            "リスクの判断の「AI統括責任者（CAIO）のリスク判断」",
            'Judgements of the risk, "The CAIO\'s judgement"',
        ),
        (
            "/judgements/planner/answers/C",
            "リスクの判断の「企画者の一次判断」の「判断に用いた回答」の回答C",
            'Judgements of the risk, "The planner\'s first judgement", "Answers judged by", answer C',
        ),
        (
            "/products/0/risk",
            "1件目の製品・サービスの「利用によって生ずるリスクの有無」",
            'product or service 1, "Whether a risk was found"',
        ),
        ("/nco_advice/sought", "NCOの助言の「助言の求め」", 'Advice of the NCO, "Advice sought"'),
        ("/service/accepted_on", "提供開始時の対応の「受入れの日」", 'Start of service, "Day of acceptance"'),
        ("/verifications/1/next_on", "2件目の検証の「次回の予定日」", 'verification 2, "Day of the next"'),
        ("/project/title", "案件の「件名」", 'Project, "Title"'),
        ("/project/予算", "案件の「予算」", 'Project, "予算"'),
        ("/phase", "フェーズ", "Phase"),
        ("/nothing/3/more", "4件目のnothingの「more」", 'nothing 4, "more"'),
        ("/nothing/more", "「nothing」の「more」", '"nothing", "more"'),
        ("/", "「」", '""'),
        ("/risk_cases/９", "発生したリスクケースの「９」", 'Risk cases that have happened, "９"'),
        ("/x/99999999999", "「x」の「99999999999」", '"x", "99999999999"'),
        ("別紙3!B14", "別紙3!B14", "別紙3!B14"),
        ("/\x1b[2J", "「\\x1b[2J」", '"\\x1b[2J"'),
    ],
)
def test_a_place_is_named_as_people_do(where: str, ja: str, en: str) -> None:
    assert (Phrases("ja").place(where), Phrases("en").place(where)) == (ja, en)


def test_an_item_is_named_by_its_own_mark_or_number(edition: ap.Edition) -> None:
    about = ap.dossiers.from_data(
        {
            "edition": "2025-05-27",
            "project": {"title": "要約"},
            "requirements": [{"id": "⑭"}, {"id": "sheet-row/19"}],
            "clauses": [{"id": "7"}],
        }
    )
    names = name_items(about, edition)
    assert names == {"/requirements/0": "⑭", "/requirements/1": "#19", "/clauses/0": "#7"}
    assert Phrases("ja").place("/requirements/0/words", names) == "調達チェックシートの項目⑭の「文案」"
    assert Phrases("en").place("/clauses/0", names) == "contract check sheet, arrangement #7"
    assert name_items(about, None) == {}
    unnumbered = attrs.evolve(edition, sheet_rows=tuple(attrs.evolve(r, number=None) for r in edition.sheet_rows))
    assert "/requirements/1" not in name_items(about, unnumbered)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ja",
            (
                "回答D：選択肢 9 はない。D1 ①から選ぶこと。",
                "a.toml：回答D：選択肢 9 はない。D1 ①から選ぶこと。",
                "a.toml 3行目：回答D：選択肢 9 はない。D1 ①から選ぶこと。",
                "a.toml 3行目5文字目：回答D：選択肢 9 はない。D1 ①から選ぶこと。",
            ),
        ),
        (
            "en",
            (
                "answer D: no option 9; choose from D1 ①",
                "a.toml: answer D: no option 9; choose from D1 ①",
                "a.toml, line 3: answer D: no option 9; choose from D1 ①",
                "a.toml, line 3, column 5: answer D: no option 9; choose from D1 ①",
            ),
        ),
    ],
)
def test_a_problem_names_its_file_its_line_and_its_place(language: Language, said: tuple[str, ...]) -> None:
    phrases = Phrases(language)
    problem = Problem.of("no-such-option", "/answers/D", value=9, expected=[Choice("D1", "①")])
    placed = attrs.evolve(problem, file="a.toml")
    problems = (problem, placed, attrs.evolve(placed, line=3), attrs.evolve(placed, line=3, column=5))
    assert tuple(phrases.problem(each) for each in problems) == said


def test_a_problem_with_answers_alone_names_the_answer() -> None:
    problem = Problem.of("no-such-option", "/D", value=9, expected=[Choice("D1", "①")])
    assert Phrases("ja").problem(problem).startswith("回答D：")


def test_a_problem_without_a_place_names_none() -> None:
    problem = Problem.of("missing-extra", extra="docx")
    assert Phrases("ja").problem(problem) == problem.text.ja
    assert Phrases("en").problem(attrs.evolve(problem, file="\x1b.toml")) == f"\\x1b.toml: {problem.text.en}"


def test_a_problem_of_an_item_names_it_as_the_file_does() -> None:
    problem = Problem.of("missing-extra", "/requirements/3/words", extra="x")
    names = {"/requirements/3": "⑭"}
    assert Phrases("ja").problem(problem, names).startswith("調達チェックシートの項目⑭の「文案」：")


@pytest.mark.parametrize("data", [None, 5, [], {}, {"requirements": 5}, {"requirements": [5, None, {}, {"id": None}]}])
def test_data_without_names_name_nothing(data: object) -> None:
    assert names_in(data) == {}


def test_a_name_that_is_too_long_or_not_printable_is_shortened() -> None:
    names = names_in({"clauses": [{"id": "x" * 10_000}, {"id": "\x1b"}]})
    assert len(names["/clauses/0"]) < 100
    assert names["/clauses/1"] == "\\x1b"


def test_a_risk_case_is_named_by_its_id(edition: ap.Edition) -> None:
    cases = [{"happened": "誤った案内", "id": each} for each in ("R8-1", " ")]
    data = {"edition": edition.id, "project": {"title": "x"}, "risk_cases": [*cases, {"happened": "漏洩"}]}
    names = name_items(ap.dossiers.from_data(data), edition)
    places = [Phrases("ja").place(f"/risk_cases/{position}", names) for position in range(3)]
    assert places == ["リスクケースR8-1", "2件目のリスクケース", "3件目のリスクケース"]
