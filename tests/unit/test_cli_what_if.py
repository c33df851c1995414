"""What the command shows of other answers."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.reports.counterfactuals import report_counterfactuals
from aiprocure.reports.phrases import Phrases
from brute import every_case, rows_for

EXAMPLES = Path(__file__).parents[2] / "examples" / "dossiers"
KOBE = str(EXAMPLES / "kobe-voicebot.toml")


def run(*words: str) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, ["what-if", *words], catch_exceptions=False)


def case(folder: Path, **answers: int) -> str:
    """A dossier with some answers."""
    file = folder / "dossier.json"
    data = {"edition": "2025-05-27", "project": {"title": "案件"}, "answers": answers}
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


@pytest.fixture
def internal(tmp_path: Path) -> str:
    """A dossier that answers A3 B3 C2 D2, each by slug and with a reason."""
    file = tmp_path / "internal.toml"
    answers = {"users": "③", "work": "③", "data": "②", "review": "②"}
    tables = [f'[answers.{axis}]\noption = "{option}"\nreason = "x"\n' for axis, option in answers.items()]
    project = '[project]\ntitle = "庁内の生成AI"\n"出典" = "https://example.invalid/"\n'
    file.write_text("".join(['edition = "2025-05-27"\n', project, *tables]), encoding="utf-8")
    return str(file)


def test_every_change_of_a_single_answer_is_shown_with_what_it_leads_to(internal: str) -> None:
    result = run(internal)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "判定\n  高  「高リスク」に該当する可能性が高い\n  図の別の読みでは結論が異なる：読み3\n" in result.stdout
    assert "    今の回答：③ 企画時点で未定\n" in result.stdout
    assert "    ② → 低（判定が変わる）  過失が重大な影響を及ぼす可能性のある業務において利活用しない\n" in result.stdout
    assert "    ① → 高  国民等による府省庁外利用\n" in result.stdout
    assert result.stdout.count("判定が変わる）") == 1
    assert (
        "    ③ → 高  機密性2情報または個人情報を取扱わない\n"
        "      図の別の読みでは結論が異なる：読み1、読み2、読み3\n" in result.stdout
    )


def test_it_begins_with_the_outcome_and_the_edition_with_what_superseded_it(internal: str) -> None:
    outcome, case, *_ = run(internal).stdout.split("\n\n")
    assert case.startswith("案件\n  庁内の生成AI\n  出典：https://")
    assert "\n  DS-920「" in outcome
    assert "\n  この版に代わる Version 2.0 が令和8年6月12日に承認され" in outcome


def test_a_change_that_leads_elsewhere_stands_out(edition: ap.Edition) -> None:
    assessment = ap.assess(edition, edition.answers(A=3, B=3, C=2, D=2))
    ways = ap.routes(assessment, to="low")
    changes, _ = report_counterfactuals(assessment, ways, edition.outcomes[0], Phrases("en")).sections
    standing_out = [item.text for axis in changes.items for item in axis.inside if item.warns]
    assert standing_out == [
        "② → Low (another outcome)  Not used in work where an error may have grave effects",
    ]


def test_the_routes_to_the_lightest_outcome_are_shown() -> None:
    shown = run(KOBE).stdout
    assert (
        "「低」に至る変更\n  次のいずれかのとおり改めれば「低」となる（5通り。変更の少ないものから示す。）。\n"
    ) in shown
    assert "  (1)\n    A① → A② 政府職員等による" in shown
    assert "    C① → C③ 機密性2情報または個人情報を取扱わない\n" in shown


def test_routes_can_keep_what_cannot_change_and_leave_out_what_is_undecided(tmp_path: Path) -> None:
    kept = run(KOBE, "--keep", "users", "--keep", "D")
    assert "「低」に至る変更\n  「低」に至る変更はない。\n" in kept.stdout
    low = case(tmp_path, A=3, B=2, C=3, D=2)
    undecided = json.loads(run(low, "--to", "high", "--json").stdout)["routes"]
    decided = json.loads(run(low, "--to", "high", "--json", "--avoid-undecided").stdout)["routes"]
    assert {"C": "C4"} in [route["changes"] for route in undecided]
    assert [route["changes"] for route in decided[:2]] == [{"B": "B1"}, {"C": "C1"}]
    assert not {"A4", "B3", "C4", "D3"} & {option for route in decided for option in route["changes"].values()}


def test_an_outcome_that_is_there_already_needs_no_changes(tmp_path: Path) -> None:
    assert "「低」に至る変更\n  判定は既に「低」である。\n" in run(case(tmp_path, A=3, B=2, C=3, D=2)).stdout
    assert "「高」に至る変更\n  判定は既に「高」である。\n" in run(KOBE, "--to", "high").stdout


@pytest.mark.parametrize("written", ["high", "HIGH", "High", "高", "ｈｉｇｈ", " 高 "])
def test_an_outcome_is_named_by_its_id_or_the_word_for_it(written: str, internal: str) -> None:
    described = json.loads(run(internal, "--to", written, "--json").stdout)
    assert (described["to"], described["irrelevant"]) == ("high", ["A", "C", "D"])


def test_english_is_there_for_the_asking(internal: str) -> None:
    shown = run(internal, "--lang", "en").stdout
    assert "    ② → Low (another outcome)  Not used in work where an error may have grave effects\n" in shown
    assert "Changes that lead to Low\n" in shown


def test_json_tells_by_ids_what_the_rows_say(edition: ap.Edition, internal: str) -> None:
    data = json.loads(run(internal, "--json").stdout)
    assert (data["format"], data["edition"]) == ("aiprocure.what-if/1", "2025-05-27")
    assert (data["answers"], data["outcome"], data["disputed_by"], data["to"]) == (
        {"A": "A3", "B": "B3", "C": "C2", "D": "D2"},
        *("high", ["rival-3"], "low"),
    )
    assert len(data["changes"]) == 10
    for change in data["changes"]:
        [row] = rows_for(edition.rules, {**data["answers"], change["axis"]: change["option"]})
        assert (change["outcome"], change["differs"]) == (row.outcome, row.outcome != "high")
    low = [each for each in every_case(edition) if rows_for(edition.rules, each)[0].outcome == "low"]
    assert [{**data["answers"], **route["changes"]} in low for route in data["routes"]] == [True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["x.toml"], "aiprocure: x.toml: cannot be read: no such file\n"),
        (
            [KOBE, "--to", "hihg"],
            "aiprocure: --to: no outcome 'hihg'; choose from low, high\n",
        ),
        (
            [KOBE, "--keep", "E"],
            "aiprocure: --keep: no axis 'E'; the axes are A users, B work, C data, D review\n",
        ),
        ([KOBE, "--to", "\x1b[2J"], "aiprocure: --to: no outcome '\\x1b[2J'; choose from low, high\n"),
        ([], "aiprocure: DOSSIER: not given; give it\n"),
    ],
)
def test_a_slip_is_said_in_a_line_and_exits_with_2(words: list[str], expected: str) -> None:
    result = run(*words, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_a_case_that_cannot_be_determined_is_refused(tmp_path: Path) -> None:
    file = case(tmp_path, A=9, B=2, C=3)
    result = run(file, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"aiprocure: {file}, line 1, column 82: answer A: no option 9; choose from A1 ①, A2 ②, A3 ③, A4 ④\n"
    )


def test_axes_that_are_not_answered_are_named_with_the_command_that_asks_for_them(tmp_path: Path) -> None:
    file = case(tmp_path, A=3, B=2, C=3)
    result = run(file, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        (
            f"aiprocure: {file}: answer D: not answered: D Use of the output following judgement by an official; "
            "choose from D1 ①, D2 ②, D3 ③"
        ),
        f"aiprocure: some axes are not answered; aiprocure ask {file} -o {file} --overwrite asks for them",
    ]


def open_case(folder: Path) -> str:
    """A dossier that answers C alone."""
    return case(folder, C=2)


def test_costs_of_ones_own_order_the_routes_and_are_called_the_users(tmp_path: Path) -> None:
    words = [case(tmp_path, A=1, B=2, C=3, D=1), "--cost", "A.②=5", "--cost", "users.①→③=1/3", "--cost", "Ｄ．２=0.5"]
    shown = run(*words).stdout
    assert "（3通り。利用者の定めた費用の低いものから示す。）。\n  費用は、利用者の定めたものであり、" in shown
    assert "  (1)（利用者の定めた費用：1/3）\n    A① → A③ " in shown
    assert "  (2)（利用者の定めた費用：0.5）\n    D① → D② " in shown
    data = json.loads(run(*words, "--json").stdout)
    assert [(route["supplied_cost"], route["supplied_costs"]) for route in data["routes"]] == [
        ("1/3", {"A": "1/3"}),
        ("1/2", {"D": "1/2"}),
        ("5", {"A": "5"}),
    ]


def test_a_route_whose_cost_is_not_known_says_so_and_comes_last() -> None:
    data = json.loads(run(KOBE, "--cost", "C.③=1", "--cost", "A.③=9", "--json").stdout)
    assert [route.get("supplied_cost", "none given") for route in data["routes"]] == [
        "10",
        None,
        None,
        None,
        "none given",
    ]
    assert "（利用者の定めた費用：一部の変更について定めがない）" in run(KOBE, "--cost", "C.③=1").stdout
    assert "supplied" not in run(KOBE, "--json").stdout
    assert "user's own cost: 10" in run(KOBE, "--cost", "C.③=1", "--cost", "A.③=9", "--lang", "en").stdout


def test_weights_of_ones_own_give_the_shares_of_what_is_left(tmp_path: Path) -> None:
    words = [open_case(tmp_path), *(word for n in (1, 2, 3, 4) for word in ("--weight", f"A.{n}={n - 1}.5"))]
    shown = run(*words).stdout
    assert "  低：4通り（利用者の定めた重みによる割合：1/8、約12.5%）\n" in shown
    assert "  利用者の定めた重み：A① 0.5、A② 1.5、A③ 2.5、A④ 3.5。割合は、この重みによるものであり、" in shown
    data = json.loads(run(*words, "--json").stdout)
    assert (data["format"], data["tallies"][0]["supplied_share"]) == ("aiprocure.exploration/1", "1/8")
    assert data["supplied_weights"] == {"A": {"A1": "1/2", "A2": "3/2", "A3": "5/2", "A4": "7/2"}}


def test_numbers_come_from_a_file_too_and_keep_every_digit(tmp_path: Path) -> None:
    costs = tmp_path / "costs.toml"
    costs.write_text('[users]\n"②" = 0.1000000000000000055\n"①→③" = "1/3"\n[D]\n2 = 1e1\n', encoding="utf-8")
    words = [case(tmp_path, A=1, B=2, C=3, D=1), "--cost", str(costs), "--json"]
    routes = json.loads(run(*words).stdout)["routes"]
    assert [route["supplied_cost"] for route in routes] == ["200000000000000011/2000000000000000000", "1/3", "10"]
    weights = tmp_path / "weights.json"
    weights.write_text('{"A": {"①": 1, "②": 2.0, "③": "3", "④": 4}}', encoding="utf-8")
    data = json.loads(run(open_case(tmp_path), "--weight", str(weights), "--json").stdout)
    assert data["tallies"][0]["supplied_share"] == "11/90"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--cost", "A.9=1"], "--cost: no option '9'; choose from A1 ①, A2 ②, A3 ③, A4 ④"),
        (["--cost", "A.②=-1"], "--cost: '-1' cannot be a cost or a weight; give a number from 0 to "),
        (["--cost", "E.1=1"], "--cost: no axis 'E'; the axes are A users, B work, C data, D review"),
        (["--cost", "5=1"], "--cost: expected AXIS.OPTION=N, not 5"),
        (["--cost", "A.②"], "--cost: expected AXIS.OPTION=N, not 'A.②'"),
        (["--cost", "A.②=1", "--cost", "A.②=2"], "--cost: given more than once: 'A.②'; give it once"),
        (["--cost", "A.②=1", "--cost", "users.2=2"], "--cost: the number for '2' is given more than once"),
        (
            ["--cost", "x.toml", "--cost", "A.②=2"],
            "--cost: cannot be given with a --cost that names a file; give one of",
        ),
        (["--cost", "x.toml"], "x.toml: --cost: cannot be read: no such file"),
        (
            ["--weight", "A.①=1"],
            "--weight: options without a weight: A2 ②, A3 ③, A4 ④; give each option of the axis one",
        ),
        (
            ["--weight", "A.①=1", "--to", "low", "--keep", "A"],
            "--weight: cannot be given with --to, --keep; give one of",
        ),
    ],
)
def test_a_slip_in_ones_own_numbers_is_said_in_a_line(words: list[str], expected: str) -> None:
    result = run(KOBE, *words, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aiprocure: {expected}")
    assert result.stderr.count("\n") == 1


def test_everything_wrong_in_a_file_of_numbers_is_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "costs.toml"
    file.write_text('[users]\n"②" = nan\n"①→9" = 1\n[E]\n[work]\n5 = true\n', encoding="utf-8")
    lines = run(KOBE, "--cost", str(file), "--lang", "en").stderr.splitlines()
    assert [line.partition(": --cost: ")[0].removeprefix(f"aiprocure: {file}, line ") for line in lines] == [
        "2, column 7",
        "3, column 9",
        "4, column 1",
        "6, column 5",
        "6, column 5",
    ]
    file.write_text("[[users]]\n", encoding="utf-8")
    assert "expected a table of names and values, not " in run(KOBE, "--cost", str(file), "--lang", "en").stderr
    json_file = tmp_path / "costs.json"
    json_file.write_text("[]", encoding="utf-8")
    assert "expected a table, not []" in run(KOBE, "--cost", str(json_file), "--lang", "en").stderr
