"""The pages that a terminal shows."""

from functools import partial
from io import StringIO

import attrs
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text as Styled

import aiprocure as ap
from aiprocure.checks import checks_of
from aiprocure.cli import output as printing
from aiprocure.cli.dossier_files import determine_as_far
from aiprocure.cli.pages.decision_tables import combinations_table, rules_table
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.questions import choice_of_editions, question_page
from aiprocure.cli.pages.records import editions_page, overview_page, record_page
from aiprocure.cli.pages.report import report_page
from aiprocure.engine.exploration import explore
from aiprocure.errors.text import Language, Text
from aiprocure.model.check_sheets import OwnColumn
from aiprocure.model.records import entries_of
from aiprocure.reports import Item, Report, Reportable, Section, Table, make_report
from aiprocure.reports.counterfactuals import report_counterfactuals
from aiprocure.reports.findings import report_check_briefly
from aiprocure.reports.phrases import Phrases


def shown(line: Line, width: int) -> list[str]:
    """The lines that a terminal of some width shows."""
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(line)
    return capture.get().splitlines()


def test_a_long_line_breaks_as_japanese_does_and_stays_indented() -> None:
    passage = "公式の別紙1「高リスク判定シート」で、確かめること。Version 2.0 による。"
    for width in range(16, 60):
        lines = shown(Line(Styled(passage), indent=3), width)
        assert all(cell_len(line) <= width for line in lines)
        assert all(line.startswith("   ") and not line.endswith(" ") for line in lines)
        assert "".join(line.strip() for line in lines).replace(" ", "") == passage.replace(" ", "")
        assert not any(line.strip()[0] in "、。」" for line in lines)
        assert not any(line.endswith("「") for line in lines)
        assert "Version" in "\n".join(lines)


def test_an_edition_that_nothing_superseded_is_listed_in_one_line(edition: ap.Edition) -> None:
    console = Console(file=StringIO(), width=200, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(editions_page(Phrases("ja"), [attrs.evolve(edition, superseded_by=None)]))
    assert len(capture.get().strip().splitlines()) == 2


def test_a_report_begins_with_its_headline_and_a_warning_is_told_from_a_note() -> None:
    items = (Item("passage", " [note]", inside=(Item("warning", warns=True),)),)
    table = Table(("No.", "What"), (("one", "1"),), (1, 1))
    report = Report("title", (Item("headline"), *items), (Section("after", items, (table,)),))
    console = Console(file=StringIO(), width=80, force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(report_page(report, Phrases("en")))
    lines = "  passage\x1b[2m [note]\x1b[0m\n    \x1b[33mwarning\x1b[0m\n"
    title, after = (f"\x1b[1;36m{name}\x1b[0m\n" for name in ("title", "after"))
    assert capture.get() == f"{title}  \x1b[1mheadline\x1b[0m\n{lines}\n{after}{lines}  one: 1\n\n"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_terminal_tells_what_plain_text_tells(edition: ap.Edition, language: Language) -> None:
    console = Console(file=StringIO(), width=2000, force_terminal=True, color_system=None)
    explored = explore(edition, edition.partial_answers(C=2))
    redrawn = ap.compare(edition, edition.with_rules(edition.readings[0].rules))
    assessments = [ap.assess(edition, each) for each in edition.all_answers()[::9]]
    about = ap.dossiers.from_data(
        {
            "edition": edition.id,
            "project": {"title": "要約"},
            "answers": {"A": 9 - 8},
            "clauses": [{"id": "7", "words": "x"}],
        }
    )
    found = ap.check(about, edition)
    values: list[Reportable] = [edition, explored, redrawn, about, found, ap.what_if(assessments[0]), *assessments]
    for value in values:
        with console.capture() as capture:
            console.print(report_page(make_report(value, Phrases(language)), Phrases(language)))
        assert capture.get() == ap.export.to_text(value, language=language) + "\n\n"


def test_a_word_longer_than_a_line_is_shown_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "Console", partial(Console, width=20, force_terminal=True, color_system=None))
    printing.print_page(Line(Styled("出典：https://example.go.jp/long/path.html")))
    assert capsys.readouterr().out == "  出典：\n  https://example.go.jp/long/path.html\n"


@pytest.mark.slow
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_a_determination_is_wider_than_the_terminal(edition: ap.Edition, width: int) -> None:
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    for answers in edition.all_answers()[::7]:
        for language in ("ja", "en"):
            with console.capture() as capture:
                report = make_report(ap.assess(edition, answers), Phrases(language))
                console.print(report_page(report, Phrases(language)))
            assert max(map(cell_len, capture.get().splitlines())) <= width


def test_only_the_readings_that_dispute_an_answer_left_open_are_named(edition: ap.Edition) -> None:
    console = Console(file=StringIO(), width=300, color_system=None)
    with console.capture() as capture:
        explored = explore(edition, edition.partial_answers(B=1, C=2))
        console.print(report_page(make_report(explored, Phrases("ja")), Phrases("ja")))
    assert "別の読み3（" in capture.get()
    assert "別の読み1" not in capture.get()


def page_of(report: Report) -> list[str]:
    console = Console(file=StringIO(), width=2000, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(report_page(report, Phrases("ja")))
    return [line.strip() for line in capture.get().splitlines()]


def test_what_if_names_the_axes_on_which_no_change_of_one_answer_matters(edition: ap.Edition) -> None:
    for answers in edition.all_answers()[::7]:
        assessment = ap.assess(edition, answers)
        report = report_counterfactuals(assessment, (), edition.outcomes[0], Phrases("ja"))
        outcomes = {
            axis.id: {ap.assess(edition, answers.but(**{axis.id: option.id})).outcome for option in axis.options}
            for axis in edition.axes
        }
        alike = [axis for axis, reached in outcomes.items() if len(reached) == 1]
        said = f"その軸の回答だけを変えても判定が変わらない軸：{'、'.join(alike)}"
        assert [line for line in page_of(report) if line.startswith("その軸の")] == ([said] if alike else [])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_rival_reading_does_not_pass_as_the_official_one(edition: ap.Edition, language: Language) -> None:
    said = {"ja": "判定の行は、この版が採る読みのものではない", "en": "The rows are not those of the reading that"}
    adopted = edition.with_rules(edition.find("rival-1").rules)  # type: ignore[union-attr]
    for rows, warned in ((edition, False), (adopted, True)):
        assessment, words = ap.assess(rows, edition.all_answers()[0]), Phrases(language)
        reports = (make_report(assessment, words), report_counterfactuals(assessment, (), edition.outcomes[0], words))
        for report in reports:
            assert any(line.startswith(said[language]) for line in page_of(report)) == warned


@pytest.mark.parametrize("width", [40, 60, 120])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_of_a_question_is_wider_than_the_terminal(edition: ap.Edition, width: int, language: Language) -> None:
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    exploration = explore(edition, edition.partial_answers())
    with console.capture() as capture:
        console.print(choice_of_editions(Phrases(language), [edition]))
        for axis in edition.axes:
            console.print(question_page(Phrases(language), edition, exploration, axis))
    assert max(map(cell_len, capture.get().splitlines())) <= width


def briefly(about: ap.Dossier, found: tuple[ap.Finding, ...], edition: ap.Edition) -> list[str]:
    value = determine_as_far(edition, edition.partial_answers(**about.answers.options))
    return page(report_page(report_check_briefly(value, found, Phrases("ja"), about, "a.toml"), Phrases("ja")))


def test_the_page_of_findings_says_each_kind_once_and_names_what_it_concerns(edition: ap.Edition) -> None:
    about = ap.dossiers.from_data(
        {
            "edition": "2025-05-27",
            "project": {"title": "要約"},
            "answers": {"A": 3, "B": 2, "C": 3, "D": 2},
            "system": {"personal_information": True},
            "requirements": [{"id": "⑭"}, {"id": "⑬", "words": "防止すること。"}],
        }
    )
    first, *others = ap.check(about, edition)
    lines = briefly(about, (attrs.evolve(first, raised_by=("axis/A",)), *others), edition)
    assert lines[:2] == ["a.toml", "低  「高リスク」に該当する可能性が低い"]
    assert lines[2] == "回答Cと案件書類の記載とが矛盾している。是正するまで、この判定を用いないこと。"
    [error] = [line for line in lines if line.startswith("要是正")]
    assert "（回答C）" in error
    assert lines[lines.index(error) + 1].startswith("→ ")
    opened = next(line for line in lines if "調達チェックシートに、対応" in line)
    assert "（19件：①、②、③、" in opened
    assert "調達チェックシート：対応済1件、適用しない0件、残19件、要修正1件（全21件）" in lines
    assert "要修正：⑭ 公平性と包摂性の確保（…" in lines
    assert [line for line in lines if line.startswith("★：")]
    assert not any("/answers" in line for line in lines)


def test_nothing_found_is_said(edition: ap.Edition) -> None:
    about = ap.dossiers.from_data({"edition": "2025-05-27", "project": {"title": "要約"}})
    assert "指摘する事項はない。" in briefly(about, (), edition)


def page(renderable: RenderableType) -> list[str]:
    console = Console(file=StringIO(), width=2000, force_terminal=True, color_system=None)
    with console.capture() as capture:
        console.print(renderable)
    return [line.strip() for line in capture.get().splitlines()]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("│").split("│")]


def test_the_rows_are_a_decision_table_in_the_order_of_asking(edition: ap.Edition) -> None:
    lines = page(rules_table(Phrases("ja"), edition))
    assert lines[0] == "DS-920 2025-05-27"
    assert ["R9", "C3", "B2", "A1 A4", "D2", "低"] in [cells(line) for line in lines]
    assert ["R1", "C1 C4", "-", "-", "-", "高"] in [cells(line) for line in lines]


def test_every_combination_has_a_line(edition: ap.Edition) -> None:
    rows = [cells(line) for line in page(combinations_table(Phrases("en"), edition))]
    assert ["A3", "B3", "C2", "D2", "High", "R2"] in [row[:6] for row in rows]
    assert sum(len(row) == 7 and row[0] in {"A1", "A2", "A3", "A4"} for row in rows) == 144


def test_an_overview_counts_the_records_of_every_family(edition: ap.Edition) -> None:
    lines = page(overview_page(Phrases("ja"), edition))
    assert lines[0] == "版"
    assert "収録している記録" in lines
    assert "判定軸：4" in lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("axis/A", ["① 国民等による府省庁外利用", "この記録を指すもの"]),
        ("sheet-row/19", ["関連付けの出典：", "この記録が指すもの"]),
        ("rule/R9", ["引用のための識別子：ds-920/2025-05-27/rule/R9"]),
        ("clause/7", ["契約書に盛り込む条項内容例："]),
        ("topic/I-1", ["現行の位置づけ：", "論点候補案："]),
        ("report/risk-case-to-caio", ["この記録に係る点検", "risk-case-not-reported"]),
        ("duty/caio-education", ["なし：府省庁全体の対応事項である。"]),
        ("neighbour/iso-iec-42001", ["発行日：2023-12-18", "掲載場所：https://"]),
    ],
)
def test_a_record_shows_its_passages_its_citations_and_its_links(
    edition: ap.Edition, name: str, lines: list[str]
) -> None:
    entries = {f"{entry.family}/{entry.record.id}": entry for entry in edition.once(entries_of)}
    shown_lines = page(record_page(Phrases("ja"), edition, edition.cross_reference(name), checks_of(edition, name)))
    assert shown_lines[0].endswith(str(entries[name].record.id))
    for line in lines:
        assert any(each.startswith(line) for each in shown_lines)


def test_a_record_shows_what_a_ministry_wrote_in_its_own_columns(edition: ap.Edition) -> None:
    own = OwnColumn(Text("適用の要否"), Text("要"))
    more = attrs.evolve(edition, sheet_rows=(attrs.evolve(edition.sheet_rows[2], own_columns=(own,)),))
    name = "sheet-row/19"
    shown_lines = page(record_page(Phrases("ja"), more, more.cross_reference(name), checks_of(more, name)))
    assert any("適用の要否：要" in line for line in shown_lines)


def test_a_question_that_cannot_change_the_outcome_says_so(edition: ap.Edition) -> None:
    exploration = explore(edition, edition.partial_answers(C=1))
    lines = page(question_page(Phrases("ja"), edition, exploration, edition.axes[0]))
    assert any(line.startswith("判定は「高」に定まった。") for line in lines)
    open_still = explore(edition, edition.partial_answers(C=2))
    lines = page(question_page(Phrases("ja"), edition, open_still, edition.axes[0]))
    assert "質問2（最大4問）　回答の組合せの残り 36通り（全144通り中）　あり得る判定：低、高" in lines


@pytest.mark.parametrize(
    "passage",
    ["", "一行", "公式の別紙1「高リスク判定シート」で、\nVersion 2.0\tによる。", "末尾\n", "a\n\nb"],
)
def test_a_line_is_broken_alike_with_and_without_a_style(passage: str) -> None:
    for width in (16, 30, 200):
        assert shown(Line(Styled(passage)), width) == shown(Line(Styled(passage, "yellow")), width)
