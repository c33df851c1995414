"""The questionnaire, as an officer goes through it."""

import builtins
import io
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.__main__ import main
from aiprocure.cli import aiprocure
from aiprocure.cli.commands import cmd_ask
from aiprocure.cli.commands.cmd_ask import ask_axes, dossier_text, with_replies
from aiprocure.cli.prompts import read_reply
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import shown_path
from aiprocure.model.dossier import Dossier, Project
from aiprocure.model.edition import EditionId
from aiprocure.model.normalization import is_plain
from aiprocure.reports.phrases import Phrases
from brute import outcomes_of
from soak import examples
from strategies import sound_editions

EDITION = ap.editions.load("2025-05-27")
PROJECT = ap.encoding.from_data({"title": "x"}, Project)
OF_IT = ["ask", "--edition", "2025-05-27"]


def ask(words: list[str], *replies: str) -> Result:
    """What the questionnaire prints and how it ends, each reply a line."""
    typed = "".join(f"{reply}\n" for reply in replies)
    return CliRunner().invoke(aiprocure, words, input=typed, catch_exceptions=False)


def questions(result: Result) -> list[str]:
    """The axes that were asked, in order."""
    lines = result.stderr.splitlines()
    return [line[0] for line, before in zip(lines[1:], lines, strict=False) if before.startswith(("質問", "判定は「"))]


def test_it_ends_as_soon_as_nothing_more_can_matter() -> None:
    result = ask(OF_IT, "①")
    assert (result.exit_code, questions(result)) == (0, ["B"])
    assert result.stdout.startswith("判定\n  高  ")
    assert "判定が変わらないため、回答の要らない軸：A 利用者の範囲・種別、C " in result.stdout
    assert "  (1)\n    B① " in result.stdout
    assert "読み1" in result.stdout
    assert "公式の判定シート" in result.stdout
    assert "アドバイザリーボードに助言を求めるべきか" in result.stdout
    assert "この版に代わる Version 2.0 が" in result.stdout


def test_what_no_reading_disputes_is_said_to_be_undisputed() -> None:
    result = ask(OF_IT, "2", "1")
    assert questions(result) == ["B", "C"]
    assert "いずれによっても結論は同じ" in result.stdout


def test_where_every_axis_was_asked_it_is_a_determination_like_any_other() -> None:
    asked = ask(OF_IT, "2", "2", "2", "2")
    judged = CliRunner().invoke(aiprocure, ["assess", *OF_IT[1:], *("-A2", "-B2", "-C2", "-D2")])
    assert (asked.exit_code, questions(asked)) == (0, ["B", "C", "A", "D"])
    assert asked.stdout == judged.stdout


def test_progress_and_the_options_are_shown() -> None:
    shown = ask(OF_IT, "2", "1").stderr
    assert "質問1（最大4問）　回答の組合せの残り 144通り（全144通り中）　あり得る判定：低、高\n" in shown
    assert "質問2（最大4問）　回答の組合せの残り 48通り（全144通り中）　あり得る判定：低、高\n" in shown
    assert (
        "\nB 生成AI利活用業務の性格［資料4 高リスクの考え方、リスク判定ロジック・原文］\n  どのような業務目的で"
        in shown
    )
    assert "\n  * 国民の基本的権利や安全に" in shown
    assert "\n  ④ 企画時点で未定\n" in shown


def test_it_is_there_in_english() -> None:
    result = ask([*OF_IT, "--lang", "en"], "9", "critical")
    assert "Question 1 of at most 4; combinations left: 144 of 144; outcomes possible: Low, High\n" in result.stderr
    assert "no option '9'; choose from B1 ①, B2 ②, B3 ③\n" in result.stderr
    assert "→ B① Used in work*" in result.stderr
    assert "Axes that need no answer, as none would change the outcome: A Scope and type of users, " in result.stdout


@pytest.mark.parametrize(
    "written",
    ["B2", "2", "②", "❷", "２", "non-critical", " ② ", "(2)", "（２）", "⑵", "2番", "②番", "2.", "２．", "2、", "(B2)"],
)
def test_an_option_is_written_in_any_way(written: str) -> None:
    assert "→ B② " in ask(OF_IT, written, "1").stderr


@pytest.mark.parametrize(
    "written",
    [
        "③",
        "未定",
        "企画時点で未定",
        "Undecided",
        "undecided at the PLANNING stage",
        "③未定",
        "3 未定",
        "3番 企画時点で未定",
    ],
)
def test_an_option_goes_by_its_own_words_as_well(written: str) -> None:
    assert "→ B③ " in ask(OF_IT, written, "1").stderr


def test_a_mark_of_byte_order_before_the_first_reply_is_passed_over() -> None:
    assert "→ B② " in ask(OF_IT, "\ufeff②", "1").stderr


@pytest.mark.parametrize(
    "written", ["", "9", "b2", "A2", "はい", "②未定", "3 はい", "99番", "\x1b[2J", "\u202e2", "x" * 10_000, "1" * 5_000]
)
def test_a_wrong_entry_is_refused_with_what_would_be_right_and_asked_again(written: str) -> None:
    result = ask(OF_IT, written, "1")
    assert (result.exit_code, questions(result)) == (0, ["B"])
    assert "に当たる選択肢はない。次から選ぶこと：B1 ①、B2 ②、B3 ③\n→ B① " in result.stderr.replace("B の回答> \n", "")
    assert is_plain(result.output)
    assert "x" * 100 not in result.output


@pytest.mark.parametrize("back", ["back", "戻る", "ＢＡＣＫ", "Back"])
def test_back_leads_to_the_question_before(back: str) -> None:
    result = ask(OF_IT, back, "2", back, "2", "2", back, "3", "2")
    assert questions(result) == ["B", "B", "C", "B", "C", "A", "C", "A"]
    assert "これより前の質問はない。" in result.stderr


@pytest.mark.parametrize("replies", [["quit"], ["やめる"], ["2", "Quit"], [], ["2", "2"]])
@pytest.mark.parametrize("for_file", [False, True])
def test_to_quit_or_to_end_the_input_ends_it_cleanly(tmp_path: Path, replies: list[str], for_file: bool) -> None:
    file = tmp_path / "case.toml"
    words = [*OF_IT, "-o", str(file), "--title", "案件"] if for_file else OF_IT
    result = ask(words, *replies)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.endswith("\naiprocure: 中断した。何も書き出していない。\n")
    assert not list(tmp_path.iterdir())


def test_control_c_ends_it_cleanly_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(cmd_ask, "read_reply", interrupted)
    result = ask(OF_IT)
    assert (result.exit_code, result.stdout) == (130, "")


TWO = (EDITION, attrs.evolve(EDITION, id=EditionId("2027-01-01")))


def before_next(shown: str) -> str:
    """What is shown before what to do next."""
    told, found, _ = shown.partition("次にすること\n")
    assert found
    return told


@pytest.mark.parametrize("written", ["1", "１", "①", "(1)", "⑴", "1番", "1.", "2025-05-27", "２０２５-05-27"])
def test_of_several_editions_one_is_asked_for(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setattr("aiprocure.editions.available", lambda: tuple(each.id for each in TWO))
    monkeypatch.setattr("aiprocure.editions.load", lambda id_: {str(each.id): each for each in TWO}[id_])
    result = ask(["ask"], "2026", "", written, "1")
    assert result.exit_code == 0
    assert result.stderr.startswith("適用する版を、番号又は日付で選ぶこと。\n(1)\n  DS-920「行政の進化と")
    assert "「2026」は収録していない。次から選ぶこと：1、2025-05-27、2、2027-01-01\n" in result.stderr


def test_the_only_edition_is_not_asked_for() -> None:
    result = ask(["ask"], "1")
    assert (result.exit_code, questions(result)) == (0, ["B"])
    assert before_next(result.stdout) == before_next(ask(OF_IT, "1").stdout)


def test_a_dossier_is_written_as_it_was_answered(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    result = ask(
        [*OF_IT, "-o", str(file)], "", '議事録の"要約"', "1", "影響が大きい", "4", "", "A3", "1", "", "②", "\\"
    )
    dossier = dossiers.load(file)
    assert (dossier.edition, dossier.project.title) == ("2025-05-27", '議事録の"要約"')
    assert dossier.answers.options == {"A": "④", "B": "①", "C": "①", "D": "②"}
    assert dossier.answers.reasons == {"B": "影響が大きい", "D": "\\"}
    assert "#[[requirements]]\n" in file.read_text(encoding="utf-8"), "with templates for all the rest"
    assert result.exit_code == 0
    assert result.stderr.endswith(f"\n書き出した：{file}\n\n")
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]
    assert before_next(CliRunner().invoke(aiprocure, ["assess", str(file)]).stdout) == before_next(result.stdout)
    assert f"(1) ひな形に、案件の事実を記入する：{file}\n" in result.stdout


def test_for_a_dossier_it_goes_on_to_what_cannot_matter_and_says_so(tmp_path: Path) -> None:
    words = [*OF_IT, "-o", str(tmp_path / "case.toml"), "--title", "案件"]
    result = ask(words, "1", "", "3", "", "back", "1", "", "2", "", "2", "")
    assert questions(result) == ["B", "A", "C", "A", "C", "D"]
    assert result.stderr.count("判定は「高」に定まった。次の回答は判定を変えないが、案件書類には") == 5
    assert dict(dossiers.load(tmp_path / "case.toml").answers.options) == {"A": "①", "B": "①", "C": "②", "D": "②"}


@pytest.mark.parametrize("reply", ["\x1b[2J", "\u202e", "長" * 2_001])
def test_what_a_dossier_cannot_hold_is_refused_and_asked_again(tmp_path: Path, reply: str) -> None:
    file = tmp_path / "case.toml"
    result = ask([*OF_IT, "-o", str(file)], reply, "案件", "1", reply, "理由", "1", "", "1", "", "1", "")
    assert result.exit_code == 0
    assert result.stderr.count("案件書類に記載できない：") + result.stderr.count("2000字以内で記載すること。") == 2
    assert dict(dossiers.load(file).answers.reasons) == {"B": "理由"}
    assert is_plain(result.output)


NOT_TEXT = "利用".encode("cp932")


@pytest.mark.parametrize("end", [b"\n", b""])
def test_input_in_another_encoding_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], end: bytes
) -> None:
    file = tmp_path / "case.toml"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("②\n".encode() + NOT_TEXT + end), encoding="utf-8"))
    monkeypatch.setattr(sys, "argv", ["aiprocure", *OF_IT, "--title", "案件", "-o", str(file)])
    with pytest.raises(SystemExit) as caught:
        main()
    said = capsys.readouterr().err.splitlines()[-1]
    assert (caught.value.code, list(tmp_path.iterdir())) == (2, [])
    typed = "\\udc97\\udc98\\udc97p" + ("\\n" if end else "")
    assert said == f"aiprocure: 入力 '{typed}' は、文字コード utf-8 の文字ではない。utf-8 により入力すること。"


def test_at_a_terminal_a_reply_that_is_no_text_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_text = NOT_TEXT.decode(errors="surrogateescape")
    typed = iter([no_text, "案件", no_text, "1", no_text, "理由", *["1", ""] * 3])
    monkeypatch.setattr(cmd_ask, "read_reply", lambda _: next(typed))
    result = ask([*OF_IT, "-o", str(tmp_path / "case.toml")])
    assert result.stderr.count("案件書類に記載できない：") == 2
    assert result.stderr.count("に当たる選択肢はない。") == 1
    assert dict(dossiers.load(tmp_path / "case.toml").answers.reasons) == {"B": "理由"}


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("there.toml", "there.toml：既に存在する。置き換えるときは --overwrite を指定すること。"),
        ("dangling.toml", "dangling.toml：既に存在する。置き換えるときは --overwrite を指定すること。"),
        (
            "case.json",
            "case.json：この案件書類のファイル名の末尾に '.json' は使えない。使える末尾（.toml）に改めること。",
        ),
        ("case", "case：この案件書類のファイル名の末尾に '' は使えない。使える末尾（.toml）に改めること。"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.toml").write_text("mine", encoding="utf-8")
    Path("dangling.toml").symlink_to("nowhere")
    result = ask([*OF_IT, "-o", output])
    assert (result.exit_code, result.output) == (2, f"aiprocure: {expected}\n")
    assert Path("there.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ask", "--title", "案件"], "give -o as well"),
        (["ask", "--overwrite"], "give -o as well"),
        (["ask", "x.toml", "--title", "案件"], "the dossier says so itself: give it without --title"),
        (["ask", "x.toml"], "x.toml: cannot be read: no such file"),
        (["ask", "--edition", "latest"], "no edition 'latest'; carried: 2025-05-27"),
        ([*OF_IT, "-o", "x.toml", "--title", "a\nb"], "--title: expected text in one line, not 'a\\nb'"),
        ([*OF_IT, "-o", "x.toml", "--title", "長" * 2_001], "--title: longer than 2000 characters"),
    ],
)
def test_a_slip_on_the_command_line_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ask([*words, "--lang", "en"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_what_cannot_be_written_after_all_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "case.toml"

    def reply(prompt: str) -> str:
        file.write_text("another's", encoding="utf-8")
        return "1" if prompt.endswith("回答> ") else ""

    monkeypatch.setattr(cmd_ask, "read_reply", reply)
    result = ask([*OF_IT, "-o", str(file), "--title", "案件"])
    assert result.exit_code == 2
    assert dossiers.loads(result.stdout, form="toml").answers.options == dict.fromkeys("ABCD", "①")
    assert file.read_text(encoding="utf-8") == "another's"


OPEN = """# 手書きの注
edition = "2025-05-27"  # 版
[project]
title = "要約"   # 仮称
"利用者 数" = 200

[answers]
A = "③"   # 職員だけ
work = { option = 2, reason = "定型" }

[[requirements]]
id = "⑭"
"""


def test_of_a_dossier_only_what_it_leaves_open_is_asked_and_all_it_has_is_kept(tmp_path: Path) -> None:
    source, file = tmp_path / "source.toml", tmp_path / "grown.toml"
    source.write_text(OPEN, encoding="utf-8")
    result = ask(["ask", str(source), "-o", str(file)], "3", "扱わない", "back", "2", "", "2", "見る")
    assert (result.exit_code, questions(result)) == (0, ["C", "D", "C", "D"])
    added = '\n[answers.C]\noption = "②"\n\n[answers.D]\noption = "②"\nreason = "見る"\n'
    assert file.read_text(encoding="utf-8") == OPEN.replace("\n[[requirements]]", f"{added}\n[[requirements]]")
    assert source.read_text(encoding="utf-8") == OPEN
    assert result.stdout.startswith("判定\n  低  ")
    assert "\n\n案件\n  要約\n  利用者 数：200\n\n" in result.stdout
    assert "理由：定型" in result.stdout
    assert before_next(CliRunner().invoke(aiprocure, ["assess", str(file)]).stdout) == before_next(result.stdout)


def test_without_a_file_to_write_only_what_matters_is_asked(tmp_path: Path) -> None:
    source = tmp_path / "source.toml"
    source.write_text(OPEN, encoding="utf-8")
    result = ask(["ask", str(source)], "3")
    assert (result.exit_code, questions(result)) == (0, ["C"])
    assert "\n\n案件\n  要約\n  利用者 数：200\n\n" in result.stdout
    assert "判定が変わらないため、回答の要らない軸：D " in result.stdout


def test_where_nothing_is_open_it_is_judged_at_once(tmp_path: Path) -> None:
    file = tmp_path / "copy.toml"
    source = Path(__file__).parents[2] / "examples" / "dossiers" / "kobe-voicebot.toml"
    result = ask(["ask", str(source), "-o", str(file)])
    assert (result.exit_code, questions(result)) == (0, [])
    assert result.stderr.startswith("尋ねる質問は残っていない。\n")
    assert file.read_bytes() == source.read_bytes()
    assert before_next(result.stdout) == before_next(CliRunner().invoke(aiprocure, ["assess", str(source)]).stdout)


def test_a_dossier_in_json_stays_json(tmp_path: Path) -> None:
    source, file = tmp_path / "source.json", tmp_path / "grown.json"
    data = {"project": {"title": "要約", "n": 3}, "edition": "2025-05-27", "answers": {"A": 1, "B": 1, "C": 1}}
    source.write_text(json.dumps(data), encoding="utf-8")
    result = ask(["ask", str(source), "-o", str(tmp_path / "grown.toml")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "grown.toml：この案件書類のファイル名の末尾に '.toml' は使えない。使える末尾（.json）に改めること。\n"
        in result.stderr
    )
    assert ask(["ask", str(source), "-o", str(file)], "④未定", "③未定", "検討中").exit_code == 0
    answers = {**data["answers"], "D": {"option": "③", "reason": "検討中"}}  # type: ignore[dict-item]
    assert json.loads(file.read_text(encoding="utf-8")) == {**data, "answers": answers}


def test_a_dossier_is_grown_in_its_place_only_where_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text(OPEN, encoding="utf-8")
    assert ask(["ask", str(file), "-o", str(file)], "3", "", "2", "").exit_code == 2
    assert file.read_text(encoding="utf-8") == OPEN
    assert ask(["ask", str(file), "-o", str(file), "--overwrite"], "3", "", "2", "").exit_code == 0
    assert dossiers.load(file).answers.options == {"A": "③", "work": 2, "C": "③", "D": "②"}
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.toml"]


def test_what_someone_else_changes_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "dossier.toml"
    file.write_text(OPEN, encoding="utf-8")

    def reply(prompt: str) -> str:
        file.write_text(f"{OPEN}words = 'theirs'\n", encoding="utf-8")
        return "1" if prompt.endswith("回答> ") else ""

    monkeypatch.setattr(cmd_ask, "read_reply", reply)
    result = ask(["ask", str(file), "-o", str(file), "--overwrite"])
    assert result.exit_code == 2
    assert "dossier.toml：質問の間に内容が変わったため、書き出していない。" in result.stderr
    assert dossiers.loads(result.stdout, form="toml").answers.options["C"] == "①"
    assert "theirs" in file.read_text(encoding="utf-8")


def test_another_file_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    source, file = tmp_path / "source.toml", tmp_path / "other.toml"
    source.write_text(OPEN, encoding="utf-8")
    file.write_text("old", encoding="utf-8")
    assert ask(["ask", str(source), "-o", str(file), "--overwrite"], "3", "", "2", "").exit_code == 0
    assert dossiers.load(file).answers.options["C"] == "③"


@pytest.mark.parametrize("name", ["x" * 300 + ".toml", "no/case.toml", "file/case.toml", "\x1b[2J.toml/x.toml"])
def test_a_name_that_cannot_be_written_to_is_said_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("", encoding="utf-8")
    result = ask([*OF_IT, "-o", name])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"aiprocure: {shown_path(name)}：書き出せない（")


def test_a_line_without_end_is_refused_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.TextIOBase):
        encoding = "utf-8"
        read_in_all = 0

        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            assert size is not None
            assert 0 < size <= 65_537
            return "x" * size

    monkeypatch.setattr(sys, "stdin", Endless())
    with pytest.raises(InvalidData, match=r"^longer than 65536 characters in a line of the input$"):
        read_reply("回答> ")


def test_a_long_line_is_a_wrong_reply_and_costs_little(tmp_path: Path) -> None:
    before = time.process_time()
    result = ask([*OF_IT, "-o", str(tmp_path / "case.toml"), "--title", "x"], "あ" * 65_000, "1", "理" * 65_000, "quit")
    assert time.process_time() - before < 1
    assert result.exit_code == 130
    assert "2000字以内で記載すること。" in result.stderr


def test_enter_takes_the_only_choice() -> None:
    axis = attrs.evolve(EDITION.axes[1], options=EDITION.axes[1].options[:1])
    reply = cmd_ask.ask_axis(Phrases("ja"), axis, lambda _: "", with_reason=False)
    assert reply is not None
    assert reply.option.id == "B1"


def test_at_a_terminal_the_line_can_be_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    prompts: list[str] = []

    def typed(prompt: str) -> str:
        prompts.append(prompt)
        return " ② "

    monkeypatch.setattr(builtins, "input", typed)
    monkeypatch.setitem(sys.modules, "readline", None)
    assert read_reply("回答> ") == "②"
    assert prompts == ["回答> "]


def test_a_module_of_our_own_that_is_not_there_is_not_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "aiprocure.cli", None)
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 70
    assert "ModuleNotFoundError" in capsys.readouterr().err


def test_where_there_is_no_input_at_all_it_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(EOFError):
        read_reply("回答> ")


@pytest.mark.slow
@settings(max_examples=examples(40))
@given(st.data())
def test_no_axis_is_asked_that_cannot_matter_by_then(data: st.DataObject) -> None:
    edition = data.draw(sound_editions(most_axes=3, most_options=3))
    chosen = {str(axis.id): data.draw(st.sampled_from(axis.options)).id for axis in edition.axes}
    asked: list[str] = []

    def left() -> list[tuple[Mapping[str, str], str]]:
        return [(case, o) for case, o in outcomes_of(edition) if all(case[axis] == chosen[axis] for axis in asked)]

    def reply(prompt: str) -> str:
        asks = prompt.removesuffix(" の回答> ")
        completions = left()
        assert any(
            outcome != its and all(case[axis] == other[axis] for axis in case if axis != asks)
            for case, outcome in completions
            for other, its in completions
        )
        asked.append(asks)
        return chosen[asks]

    said = ask_axes(Phrases("ja"), edition, reply)
    assert [(each.axis.id, each.option.id) for each in said] == [(axis, chosen[axis]) for axis in asked]
    assert len({outcome for _, outcome in left()}) == 1


replies = st.fixed_dictionaries(
    {
        axis.id: st.tuples(
            st.sampled_from([w for option in axis.options for w in (option.id, option.mark, option.slug)]),
            st.sampled_from(["", "学習されない", '"', "\\", "a = { b }", "'''", "#", "[x]"]),
        )
        for axis in EDITION.axes
    }
)


@settings(max_examples=examples(50))
@given(replies, st.lists(st.booleans(), max_size=8))
def test_the_file_written_is_determined_as_the_answers_given_are(
    given: dict[str, tuple[str, str]], backs: list[bool]
) -> None:
    """Whatever is answered, in any spelling, however often someone goes back on the way."""
    left = iter(backs)

    def reply(prompt: str) -> str:
        if next(left, False):
            return "back"
        option, reason = given[prompt[0]]
        return option if prompt.endswith(" の回答> ") else reason

    said = ask_axes(Phrases("ja"), EDITION, reply, every=True)
    dossier = with_replies(Dossier(EDITION.id, PROJECT), said)
    read = dossiers.loads(dossier_text(Phrases("ja"), EDITION, dossier, said, None), form="toml")
    answers = EDITION.answers(**{axis: option for axis, (option, _) in given.items()})
    assert dossiers.determine(read) == ap.assess(EDITION, answers)
    assert dict(read.answers.reasons) == {axis: reason for axis, (_, reason) in given.items() if reason}
