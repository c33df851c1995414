"""What the command shows of outcomes that move when the rules do."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result
from rich.console import Console

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.cli.commands.cmd_compare import _describe_comparison
from aiprocure.cli.pages.report import report_page
from aiprocure.engine.comparison import Comparison, compare
from aiprocure.errors.text import Text
from aiprocure.frames.inventories import counts, text_rows
from aiprocure.model.axes import OptionId
from aiprocure.model.normalization import is_plain
from aiprocure.model.rules import Condition
from aiprocure.reports.comparisons import report_comparison
from aiprocure.reports.phrases import Phrases
from brute import every_case, rows_for

ROOT = Path(__file__).parents[2]
PROPOSAL = str(ROOT / "examples" / "proposals" / "cross-ministry-as-public.toml")


def run(*words: str) -> Result:
    """What a command prints and how it ends. An exception that is no exit is the test's failure."""
    return CliRunner().invoke(aiprocure, ["compare", *words], catch_exceptions=False)


def page(comparison: Comparison) -> str:
    """What is shown of a comparison."""
    console = Console(width=300, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(report_page(report_comparison(comparison, Phrases("ja"), ("前", "後")), Phrases("ja")))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def test_a_proposal_is_described_in_a_few_lines() -> None:
    result = run("2025-05-27", PROPOSAL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  前：DS-920「行政の進化と革新のための" in result.stdout
    assert (
        "  後：改める案「【架空】複数府省庁での利活用を、国民等による利用と同じに扱う」（2025-05-27 に対するもの）\n"
        in result.stdout
    )
    assert "\n  理由：共通システムの誤りは" in result.stdout
    assert "  回答の組合せ144通りのうち、3通りの判定が変わる。\n  低 → 高（3通り）\n" in result.stdout
    assert "  C②かつB②かつA②かつD②：低 → 高（1通り）\n" in result.stdout
    assert "  C③かつB②かつA②かつD①③：低 → 高（2通り）\n" in result.stdout
    assert "  後にはない記録\n    判定の行：R4、R5\n" in result.stdout
    assert (
        "  判定の行 R3 の内容が変わる。\n    前：R3：C②かつB②かつA①④ → 高\n    後：R3：C②かつB②かつA①②④ → 高\n"
        in result.stdout
    )


@pytest.mark.parametrize("words", [["2025-05-27", "rival-1"], ["2025-05-27", PROPOSAL], [PROPOSAL, "2025-05-27"]])
def test_json_tells_by_ids_what_the_rows_say(edition: ap.Edition, words: list[str]) -> None:
    data = json.loads(run(*words, "--json").stdout)
    assert [data["before"], data["after"]] == words
    sides = [edition.readings[0].rules if word == "rival-1" else edition.rules for word in words]
    if PROPOSAL in words:
        sides[words.index(PROPOSAL)] = ap.proposals.propose(ap.proposals.load(PROPOSAL)).rules
    moves: Counter[tuple[str, str]] = Counter()
    for case in every_case(edition):
        before, after = (rows_for(rules, case)[0].outcome for rules in sides)
        described = {
            (move["before"], move["after"])
            for move in data["moves"]
            if all(case[axis] in options for axis, options in move["when"].items())
        }
        assert described == ({(before, after)} if before != after else set())
        moves[before, after] += before != after
    assert {(t["before"], t["after"]): t["combinations"] for t in data["totals"]} == {
        k: n for k, n in moves.items() if n
    }
    assert (data["compared"], data["changed"], data["undetermined"], data["fewest"]) == (144, moves.total(), 0, True)
    assert "inventory" not in data


def test_no_name_of_a_file_disturbs_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "\u202e案\x1b[2J.toml"
    file.write_bytes(Path(PROPOSAL).read_bytes())
    for words in ([], ["--json"]):
        assert is_plain(run("2025-05-27", str(file), *words).output)
    assert json.loads(run("2025-05-27", str(file), "--json").stdout)["after"] == str(file)
    file.write_text("", encoding="utf-8")
    assert is_plain(run("2025-05-27", str(file)).output)


def test_a_rival_reading_of_the_first_side_can_be_the_other() -> None:
    shown = run("2025-05-27", "rival-1", "--lang", "en").stdout
    assert "  After: Another reading of the figure, reading 1 (Under C③: " in shown
    assert "  Combinations of answers whose outcome changes: 8 of 144.\n  High → Low (combinations: 8)\n" in shown


def test_what_is_the_same_is_said_to_be_the_same() -> None:
    shown = run("2025-05-27", "2025-05-27").stdout
    assert shown.startswith("判定の変化\n  回答の組合せ144通りのうち、判定が変わるものはない。\n\n比較の対象\n")
    assert "判定が変わる組合せ" not in shown
    assert "記録の違い" not in shown


def test_what_is_not_shared_appears_vanishes_or_changes_words_is_shown(edition: ap.Edition) -> None:
    users = edition.axes[0]
    fewer = attrs.evolve(
        users,
        options=users.options[:3],
        risk_order=attrs.evolve(
            users.risk_order, lightest_first=((OptionId("A3"),), (OptionId("A2"),), (OptionId("A1"),))
        ),
    )
    rules = tuple(
        attrs.evolve(rule, when=Condition((a, [o for o in options if o != "A4"]) for a, options in rule.when.sets))
        for rule in edition.rules
    )
    high = attrs.evolve(edition.outcomes[1], text=Text("重", "Grave"))
    axes = (fewer, attrs.evolve(edition.axes[1], note=None), *edition.axes[2:])
    outcomes = (edition.outcomes[0], high)
    after = attrs.evolve(edition, axes=axes, rules=rules, readings=(), topics=(), remarks=(), outcomes=outcomes)
    shown = page(compare(edition, after))
    assert "  前にだけある軸と選択肢\n    選択肢：A4\n" in shown
    gone = shown.partition("  後にはない記録\n")[2]
    assert gone.startswith("    ガイドラインに関する記述：")
    assert "\n    改定の論点候補：" in gone
    assert "  判定の結果 high の文言が変わる。\n    前：高\n    後：重\n" in shown
    assert "    後：（なし）\n" in shown


def test_what_turns_on_an_axis_that_is_not_shared_is_said_to_be_undetermined(edition: ap.Edition) -> None:
    """Without axis D, and C② B② A② high altogether; an inventory of three cases, two of them there."""
    keep = [rule for rule in edition.rules if rule.id not in ("R5", "R9")]
    rules = tuple(
        attrs.evolve(rule, when=Condition((a, options) for a, options in rule.when.sets if a != "D")) for rule in keep
    )
    order = attrs.evolve(edition.asking_order, axes=edition.asking_order.axes[:3])
    mitigations = tuple(mitigation for mitigation in edition.mitigations if mitigation.axis != "D")
    unguided = attrs.evolve(edition, guidance=())
    after = attrs.evolve(
        unguided,
        axes=edition.axes[:3],
        asking_order=order,
        rules=rules,
        readings=(),
        mitigations=mitigations,
        topics=(),
        remarks=(),
    )
    inventory = {edition.answers(A=2, B=2, C=2, D=2): 2, edition.answers(A=3, B=2, C=2, D=2): 1}
    shown = page(compare(edition, after, inventory=inventory))
    assert "  回答の組合せ48通りのうち、判定が変わることの確かなものはない。\n" in shown
    assert "判定が定まらない組合せ：3通り（うち、どう回答しても判定が変わるもの0通り）\n" in shown
    assert (
        "定まらない組合せ\n  C②かつB②かつA②：低又は高 → 高（1通り・2件）\n"
        "    C② 機密性2情報または個人情報を取り扱うが" in shown
    )
    assert (
        "  C③かつB②かつA①④：低又は高 → 高（2通り・0件）\n    C③ 機密性2情報または個人情報を取扱わない\n"
        "    B② 過失が重大な影響を及ぼす可能性のある業務において利活用しない\n"
        "    A① 国民等による府省庁外利用 又は A④ 企画時点で未定\n" in shown
    )
    assert "  案件3件のうち、0件の判定が変わる。\n" in shown
    described = _describe_comparison(compare(edition, after, inventory=inventory), ("a", "b"), counted=True)
    assert (described["undetermined"], described["certain"]) == (3, 0)
    row = {"when": {"A": ["A2"], "B": ["B2"], "C": ["C2"]}, "before": ["low", "high"], "after": ["high"]}
    moves: Any = described["open_moves"]
    assert moves[0] == {**row, "combinations": 1, "items": 2}
    uncounted: Any = _describe_comparison(compare(edition, after), ("a", "b"), counted=False)
    assert uncounted["open_moves"][0] == {**row, "combinations": 1}
    assert "  判定を比べられない案件：2件" in shown
    assert "  前にだけある軸と選択肢\n    判定軸：D\n    選択肢：D1、D2、D3\n" in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["2026", "2025-05-27"], "no edition, rival reading, file (.json, .toml) or folder '2026'; choose from "),
        (["2025-05-27", "rival-9"], "'rival-9'; choose from 2025-05-27, rival-1, rival-2, rival-3, or give"),
        (["rival-1", "2025-05-27"], "'rival-1'; choose from 2025-05-27, or give"),
        ([PROPOSAL, "rival-1"], "'rival-1'; choose from 2025-05-27, or give"),
        (["2025-05-27", "x.toml"], "x.toml: "),
        (["2025-05-27", "\x1b[2J"], "'\\x1b[2J'; choose from "),
        (["2025-05-27"], "aiprocure: AFTER: not given; give it\n"),
        (["2025-05-27", "rival-1", "--column", "A=x"], "aiprocure: --column: give --inventory as well\n"),
        (
            ["2025-05-27", "rival-1", "--inventory", "a.csv", "--inventory", "b.csv"],
            "--inventory: given more than once; ",
        ),
    ],
)
def test_a_slip_is_said_and_exits_with_2(words: list[str], expected: str) -> None:
    result = run(*words, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_a_proposal_that_leaves_a_hole_is_refused_with_every_problem(tmp_path: Path) -> None:
    file = tmp_path / "proposal.toml"
    file.write_text('edition = "2025-05-27"\ntitle = "x"\nwithdrawn = ["R4", "R11"]\n', encoding="utf-8")
    result = run("2025-05-27", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "2件目のwithdrawn：行に 'R11' はない。R1、R2、" in result.stderr
    file.write_text('edition = "2025-05-27"\ntitle = "x"\nwithdrawn = ["R4"]\n', encoding="utf-8")
    assert "no row decides" in run("2025-05-27", str(file), "--lang", "en").stderr


def test_the_cases_of_an_inventory_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "inventory.csv"
    file.write_text("A,B,C,D\n2,2,3,1\n1,1,1,1\n", encoding="utf-8")
    result = run("2025-05-27", "rival-1", "--inventory", str(file), "--json")
    data = json.loads(result.stdout)
    assert (data["format"], data["inventory"], data["not_counted"]) == ("aiprocure.compare/1", 2, 0)
    assert all("items" in total for total in data["totals"])
    file.write_text("A,B,C,D\n", encoding="utf-8")
    empty = run("2025-05-27", "rival-1", "--inventory", str(file))
    assert (empty.exit_code, empty.stderr) == (
        0,
        f"aiprocure: {file}：案件の一覧が空である（0件）。案件を記載すること。\n",
    )


def test_the_cases_that_move_are_named_by_title_or_by_what_they_answer(tmp_path: Path) -> None:
    file = tmp_path / "inventory.csv"
    file.write_text("A,B,C,D,案件名,title\n3,2,3,2,要約,x\n2,2,2,2, 検索\a ,y\n2,2,3,1,,z\n", encoding="utf-8")
    words = ("2025-05-27", PROPOSAL, "--inventory", str(file))
    assert run(*words).stdout.partition("（一覧の順。1000件まで）\n")[2].splitlines()[:6] == [
        "  2件目「検索\\x07」：低 → 高",
        "  3件目：低 → 高",
        "    C③ 機密性2情報または個人情報を取扱わない",
        "    B② 過失が重大な影響を及ぼす可能性のある業務において利活用しない",
        "    A② 政府職員等による府省庁内・複数府省庁横断での利活用（共通システムでの利活用等）",
        "    D① 生成AIシステムの出力結果の適切さを判断せずに利活用する",
    ]
    assert [
        (each["case"], each["title"], each["answers"]["D"])
        for each in json.loads(run(*words, "--json").stdout)["cases"]
    ] == [
        (2, "検索\a", "D2"),
        (3, None, "D1"),
    ]


def test_rows_are_counted_and_named_across_chunks(
    edition: ap.Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_rows, "CHUNK_CELLS", 10)
    file = tmp_path / "inventory.csv"
    file.write_text("A,B,C,D,件名\n" + "".join(f"{n % 2 + 2},2,2,2,案件{n}\n" for n in range(9)), encoding="utf-8")
    wanted = [edition.answers(A=2, B=2, C=2, D=2)]
    found = counts.find_cases(file, edition, wanted, most=3)
    assert [(case.number, case.title) for case in found] == [(1, "案件0"), (3, "案件2"), (5, "案件4")]
