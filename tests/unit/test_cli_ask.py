"""The questionnaire, as an officer goes through it."""

import builtins
import io
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import cases
from aiprocure.__main__ import main
from aiprocure.cli import aiprocure
from aiprocure.cli.case_files import to_toml
from aiprocure.cli.commands import cmd_ask as questionnaire
from aiprocure.cli.commands.cmd_ask import ask_axes, case_of
from aiprocure.cli.prompts import read_reply
from aiprocure.model.dossier import Case, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.edition import EditionId
from aiprocure.model.normalization import is_blank, is_plain
from aiprocure.reports.phrases import Phrases
from brute import outcomes_of
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
    assert "rival-1（" in result.stdout
    assert "公式の別紙1" in result.stdout
    assert "アドバイザリーボードに助言を求めるべきか" in result.stdout
    assert "Version 2.0 により改定された" in result.stdout


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
    assert "質問1（最大4問）　残る組合せ：144／144　あり得る判定：低、高\n" in shown
    assert "質問2（最大4問）　残る組合せ：48／144　あり得る判定：低、高\n" in shown
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
    assert "Axes that need no answer, as none would change the outcome: A Range and kind of users, " in result.stdout


@pytest.mark.parametrize("written", ["B2", "2", "②", "❷", "２", "non-critical", " ② "])
def test_an_option_is_written_in_any_way(written: str) -> None:
    assert "→ B② " in ask(OF_IT, written, "1").stderr


@pytest.mark.parametrize("written", ["③", "未定", "企画時点で未定", "Undecided", "undecided at planning"])
def test_an_option_goes_by_its_own_words_as_well(written: str) -> None:
    assert "→ B③ " in ask(OF_IT, written, "1").stderr


def test_a_mark_of_byte_order_before_the_first_reply_is_passed_over() -> None:
    assert "→ B② " in ask(OF_IT, "\ufeff②", "1").stderr


@pytest.mark.parametrize("written", ["", "9", "b2", "A2", "はい", "\x1b[2J", "\u202e2", "x" * 10_000])
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
    assert result.stderr.endswith("\naiprocure: broken off; nothing was written\n")
    assert not list(tmp_path.iterdir())


def test_control_c_ends_it_cleanly_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(questionnaire, "read_reply", interrupted)
    result = ask(OF_IT)
    assert (result.exit_code, result.stdout) == (130, "")


def test_without_an_edition_it_is_asked_for() -> None:
    result = ask(["ask"], "2026", "2025-05-27", "1")
    assert result.exit_code == 0
    assert result.stderr.startswith("適用する版を、番号又は日付で選ぶこと。\n(1)\n  DS-920「行政の進化と")
    assert "「2026」は収録していない。次から選ぶこと：1、2025-05-27\n" in result.stderr
    assert ask(["ask"], "1", "1").stdout == result.stdout


def test_a_case_file_is_written_as_it_was_answered(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    result = ask(
        [*OF_IT, "-o", str(file)], "", '議事録の"要約"', "1", "影響が大きい", "4", "", "A3", "1", "", "②", "\\"
    )
    assert file.read_text(encoding="utf-8") == (
        'edition = "2025-05-27"\n\n[project]\ntitle = "議事録の\\"要約\\""\n\n'
        '[answers]\nA = "④"\nB = { option = "①", reason = "影響が大きい" }\n'
        'C = "①"\nD = { option = "②", reason = "\\\\" }\n'
    )
    assert result.exit_code == 0
    assert result.stderr.endswith(f"\n書き出した：{file}\n\n")
    assert [path.name for path in tmp_path.iterdir()] == ["case.toml"]
    assert CliRunner().invoke(aiprocure, ["assess", str(file)]).stdout == result.stdout


def test_for_a_case_file_it_goes_on_to_what_cannot_matter_and_says_so(tmp_path: Path) -> None:
    words = [*OF_IT, "-o", str(tmp_path / "case.toml"), "--title", "案件"]
    result = ask(words, "1", "", "3", "", "back", "1", "", "2", "", "2", "")
    assert questions(result) == ["B", "A", "C", "A", "C", "D"]
    assert result.stderr.count("判定は「高」に定まった。次の回答は判定を変えないが、案件ファイルには") == 5
    assert dict(cases.load(tmp_path / "case.toml").answers.options) == {"A": "①", "B": "①", "C": "②", "D": "②"}


@pytest.mark.parametrize("reply", ["\x1b[2J", "\u202e", "長" * 2_001])
def test_what_cannot_stand_in_a_case_file_is_refused_and_asked_again(tmp_path: Path, reply: str) -> None:
    file = tmp_path / "case.toml"
    result = ask([*OF_IT, "-o", str(file)], reply, "案件", "1", reply, "理由", "1", "", "1", "", "1", "")
    assert result.exit_code == 0
    assert result.stderr.count("案件ファイルに書けない（") + result.stderr.count("2000字までで書くこと。") == 2
    assert dict(cases.load(file).answers.reasons) == {"B": "理由"}
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
    assert said.startswith("aiprocure: the input is no utf-8 text: '\\udc97\\udc98")


def test_at_a_terminal_a_reply_that_is_no_text_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_text = NOT_TEXT.decode(errors="surrogateescape")
    typed = iter([no_text, "案件", no_text, "1", no_text, "理由", *["1", ""] * 3])
    monkeypatch.setattr(questionnaire, "read_reply", lambda _: next(typed))
    result = ask([*OF_IT, "-o", str(tmp_path / "case.toml")])
    assert result.stderr.count("案件ファイルに書けない（") == 2
    assert result.stderr.count("に当たる選択肢はない。") == 1
    assert dict(cases.load(tmp_path / "case.toml").answers.reasons) == {"B": "理由"}


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("there.toml", "there.toml: is there already, and is not overwritten"),
        ("dangling.toml", "dangling.toml: is there already, and is not overwritten"),
        ("case.json", "case.json: a case file is written as .toml"),
        ("case", "case: a case file is written as .toml"),
        ("no/case.toml", "no/case.toml: no such folder to write to"),
        ("\x1b[2J.toml/x.toml", "\\x1b[2J.toml/x.toml: no such folder to write to"),
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
        (["ask", "--title", "案件"], "--title is for the case file: give -o as well"),
        (["ask", "--edition", "latest"], "no edition 'latest'; carried: 2025-05-27"),
        ([*OF_IT, "-o", "x.toml", "--title", "a\nb"], "title: expected text in one line, not 'a\\nb'"),
        ([*OF_IT, "-o", "x.toml", "--title", "長" * 2_001], "--title: at most 2000 characters"),
    ],
)
def test_a_slip_on_the_command_line_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ask(words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


def test_what_cannot_be_written_after_all_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "case.toml"

    def reply(prompt: str) -> str:
        file.write_text("another's", encoding="utf-8")
        return "1" if prompt.endswith("回答> ") else ""

    monkeypatch.setattr(questionnaire, "read_reply", reply)
    result = ask([*OF_IT, "-o", str(file), "--title", "案件"])
    assert result.exit_code == 2
    assert 'title = "案件"\n\n[answers]\nA = "①"\n' in result.stdout
    assert file.read_text(encoding="utf-8") == "another's"


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


def test_a_module_of_our_own_that_is_not_there_is_no_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiprocure.cli", None)
    with pytest.raises(ModuleNotFoundError):
        main()


def test_where_there_is_no_input_at_all_it_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(EOFError):
        read_reply("回答> ")


@settings(max_examples=40)
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


@settings(max_examples=50)
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

    case = case_of(EDITION, PROJECT, ask_axes(Phrases("ja"), EDITION, reply, every=True))
    read = cases.from_data(tomllib.loads(to_toml(case)))
    answers = EDITION.answers(**{axis: option for axis, (option, _) in given.items()})
    assert cases.determine(read) == ap.assess(EDITION, answers)
    assert dict(read.answers.reasons) == {axis: reason for axis, (_, reason) in given.items() if reason}


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = texts.filter(is_plain)
lines = plain.filter(lambda text: not is_blank(text) and "\n" not in text)


@settings(max_examples=100)
@given(
    lines, st.dictionaries(lines.filter("title".__ne__), lines, max_size=3), st.dictionaries(plain, plain, max_size=4)
)
def test_every_case_is_written_as_the_toml_that_reads_back_as_it(
    title: str, details: dict[str, str], reasons: dict[str, str]
) -> None:
    project = ap.encoding.from_data({"title": title, **details}, Project)
    answers = {axis: WrittenAnswer(option, reason) for axis, reason in reasons.items() for option in (reason, 3)}
    case = Case(EditionId("2025-05-27"), project, WrittenAnswers(answers))
    assert cases.from_data(tomllib.loads(to_toml(case))) == case


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_can_be_written(text: str) -> None:
    case = Case(EditionId(text), PROJECT, WrittenAnswers({}))
    assert tomllib.loads(to_toml(case))["edition"] == text
