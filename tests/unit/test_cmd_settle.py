"""The command that settles a reading, as an officer with the official sheet goes through it."""

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import aiprocure as ap
from aiprocure.cli import aiprocure
from aiprocure.cli.commands.cmd_settle import ask_look_ups
from aiprocure.errors.text import Text
from aiprocure.model.citation import Source, SourceId
from aiprocure.model.outcomes import OutcomeId
from aiprocure.reports.phrases import Phrases
from strategies import one_by_one

ABOUT = ["--source", "別紙1 高リスク判定シート", "--on", "2026-11-20"]


def run(folder: Path, *words: str, typed: tuple[str, ...] = (), output: str = "s.json") -> Result:
    """What the command prints and how it ends, each reply a line."""
    lines = "".join(f"{reply}\n" for reply in typed)
    given = ["settle", "--edition", "2025-05-27", "-o", str(folder / output), *words]
    return CliRunner().invoke(aiprocure, given, input=lines, catch_exceptions=False)


def test_two_look_ups_settle_the_reading(tmp_path: Path) -> None:
    result = run(tmp_path, typed=("別紙1 高リスク判定シート", "2026-11-20", "低", "(2)"))
    assert result.exit_code == 0
    assert "確認1（最大2回）\n「別紙1 高リスク判定シート」で、次の組合せの判定を確認すること。\n  C " in result.stderr
    assert "\n    B① 過失が重大な影響を及ぼす可能性のある業務*において利活用する\n" in result.stderr
    assert "\n  (2) 高  「高リスク」に該当する可能性が高い\n" in result.stderr
    assert "→ 低\n" in result.stderr
    assert "確認2（最大2回）" in result.stderr
    assert f"書き出した：{tmp_path / 's.json'}" in result.stderr
    assert result.stdout.startswith("読みの確定\n  確認した結果と一致する読み2（")
    assert "で確認済みである（確認した組合せ：A①B①C③D②→低、A①B②C②D①→高）。" in result.stdout
    settled = ap.editions.read(tmp_path / "s.json")
    assert settled.readings == ()
    assert ap.encoding.to_data(settled.sources[-1]) == {
        "id": "確認資料",
        "text": {"ja": "別紙1 高リスク判定シート"},
        "consulted": "2026-11-20",
    }
    assert json.loads((tmp_path / "s.json").read_text("utf-8"))["fingerprint"] == ap.encoding.fingerprint(settled)


def test_it_is_there_in_english_and_writes_toml(tmp_path: Path) -> None:
    result = run(tmp_path, *ABOUT, "--lang", "en", typed=("high", "2"), output="s.toml")
    assert result.exit_code == 0
    assert "Look-up 1 of at most 2\n" in result.stderr
    assert "The reading that the edition adopts agrees with what was looked up." in result.stdout
    assert ap.editions.read(tmp_path / "s.toml").readings == ()


def test_back_and_wrong_entries(tmp_path: Path) -> None:
    result = run(tmp_path, typed=("", "別紙1", "2026-13-01", "２０２６-11-20", "戻る", "中", "低", "back", "高", "1"))
    assert result.exit_code == 0
    assert "用いることができない：'' には内容がない。" in result.stderr
    assert "'2026-13-01' という日はない。" in result.stderr
    assert "これより前の質問はない。" in result.stderr
    assert "「中」に当たる判定はない。次から選ぶこと：(1) 低、(2) 高" in result.stderr
    assert "読み1（" in result.stdout


@pytest.mark.parametrize("typed", [("quit",), ("別紙1", "2026-11-20"), ("別紙1", "2026-11-20", "低", "やめる"), ()])
def test_to_quit_or_to_end_the_input_writes_nothing(tmp_path: Path, typed: tuple[str, ...]) -> None:
    result = run(tmp_path, typed=typed)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.endswith("aiprocure: 中断した。何も書き出していない。\n")
    assert not list(tmp_path.iterdir())


def test_what_was_seen_can_be_given_at_once(tmp_path: Path) -> None:
    result = run(tmp_path, *ABOUT, "--seen", "A①B①C③D②=低", "--seen", "D1, C2 B② A① ＝ high")
    assert result.exit_code == 0
    assert "読み2（" in result.stdout
    half = run(tmp_path, *ABOUT, "--seen", "A1 B1 C3 D2=low", output="half.json")
    assert "これと一致する読みは、ほかに1通りある。" in half.stdout
    assert "次に確認する組合せ\n  C " in half.stdout
    assert "図の別の読み\n  読み1：" in half.stdout


def test_a_table_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("A,B,C,D,判定\n1,1,3,2,低\n1,2,2,1,低\n", encoding="utf-8")
    result = run(tmp_path, *ABOUT, "--table", str(tmp_path / "t.csv"))
    assert result.exit_code == 0
    assert "読み3（" in result.stdout


def test_what_was_seen_and_cannot_be_is_refused_with_every_slip(tmp_path: Path) -> None:
    written = ("x=y", "A1B1C3D9=低", "A1A2B1C3D2=低", "A1B1C3=低", "A①B①C③D②=中", "A1B1C3D2")
    result = run(tmp_path, *ABOUT, *(word for each in written for word in ("--seen", each)), "--lang", "en")
    assert result.exit_code == 2
    form = "aiprocure: --seen: expected A①B①C①D①=低, not"
    unanswered = "not answered: D Use of the output following judgement by an official; choose from D1 ①, D2 ②, D3 ③"
    assert result.stderr.splitlines() == [
        *(f"{form} {each}" for each in written[:3]),
        f"aiprocure: --seen: {unanswered}",
        "aiprocure: --seen: no outcome '中'; choose from Low, High",
        f"{form} A1B1C3D2",
    ]
    assert not list(tmp_path.iterdir())


def test_where_no_reading_agrees_everything_is_shown_and_nothing_written(tmp_path: Path) -> None:
    result = run(tmp_path, *ABOUT, "--seen", "A1B1C3D2=低", "--seen", "A1B1C1D1=低")
    assert (result.exit_code, result.stdout) == (2, "")
    first, second, third = result.stderr.splitlines()
    assert first.startswith("aiprocure: 確認した2通りの結果の全てと一致する読みがない。")
    assert second.startswith("aiprocure: 1件目の確認した結果：A①B①C③D② を確認した結果は「低」である。")
    assert third.startswith("aiprocure: 2件目の確認した結果：A①B①C①D① ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--source", "別紙1"], "--on：指定がない。"),
        (["--on", "2026-11-20"], "--source：指定がない。"),
        (["--source", " ", "--on", "明日"], "--source：' ' には内容がない。"),
        (["--source", " ", "--on", "明日"], "--on：'明日' は使えない。"),
        (["--source", "別紙1", "--on", "明日"], "--on：'明日' は使えない。"),
        (["--source", "別\n紙", "--on", "2026-11-20"], "--source：'別\\n紙' には、制御文字"),
        (["--source", "別" * 501, "--on", "2026-11-20"], "--source：500字を超えている。"),
    ],
)
def test_the_source_and_the_day_have_to_be_given_and_right(tmp_path: Path, words: list[str], said: str) -> None:
    result = run(tmp_path, *words, "--seen", "A1B1C3D2=低")
    assert result.exit_code == 2
    assert f"aiprocure: {said}" in result.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_given_and_wrong_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    result = run(tmp_path, "--on", "2026-02-30", typed=("別紙1", "高", "高"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "aiprocure: --on：'2026-02-30' という日はない。暦にある日とすること。\n"


def test_nothing_is_asked_where_the_edition_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text("{}", encoding="utf-8")
    taken = run(tmp_path, *ABOUT)
    assert (taken.exit_code, "既に存在する" in taken.stderr) == (2, True)
    assert "この版のファイル名の末尾に '.txt' は使えない。" in run(tmp_path, *ABOUT, output="s.txt").stderr
    (tmp_path / "t.json").write_text("{}", encoding="utf-8")
    same = run(tmp_path, *ABOUT, "--table", str(tmp_path / "t.json"), "--overwrite", output="t.json")
    assert "読み取るファイルと同じである。" in same.stderr
    over = run(tmp_path, *ABOUT, "--overwrite", typed=("高", "高"))
    assert over.exit_code == 0
    assert ap.editions.read(tmp_path / "s.json").readings == ()


def test_a_settled_edition_is_not_asked_about_again(
    tmp_path: Path, edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = attrs.evolve(edition, readings=(), sources=(*edition.sources, Source(SourceId("確認資料"), Text("控え"))))
    monkeypatch.setattr("aiprocure.editions.load", lambda _: settled)
    result = run(tmp_path, *ABOUT)
    assert result.exit_code == 2
    assert "この版には、確認によって区別すべき別の読みがない。" in result.stderr
    again = run(tmp_path, *ABOUT, "--seen", "A1B1C3D2=高")
    assert again.exit_code == 0
    assert ap.editions.read(tmp_path / "s.json").sources[-1].id == "確認資料-2"


def test_what_leaves_more_than_can_be_told_apart_is_written_all_the_same(
    tmp_path: Path, edition: ap.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiprocure.editions.load", lambda _: one_by_one(edition, 20))
    result = run(tmp_path, *ABOUT, "--seen", "A1B1C1D1=高")
    assert result.exit_code == 0
    assert "次に確認する組合せ" not in result.stdout
    assert len(ap.editions.read(tmp_path / "s.json").readings) == 19
    refused = run(tmp_path, *ABOUT, output="other.json")
    assert (refused.exit_code, "区別すべき読みが21通りあり" in refused.stderr) == (2, True)


def test_the_dialogue_ends_as_soon_as_no_reading_agrees(edition: ap.Edition) -> None:
    third = attrs.evolve(edition.outcomes[0], id=OutcomeId("middle"), text=Text("中", "Middle"))
    odd = attrs.evolve(edition, outcomes=(*edition.outcomes, third))
    with pytest.raises(ap.errors.InvalidObservations, match="no reading agrees"):
        ask_look_ups(Phrases("ja"), odd, edition.sources[0], lambda _: "中")
