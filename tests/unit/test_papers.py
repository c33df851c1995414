"""Papers drafted from a dossier: what they say of each case, in every format, and the commands that write them."""

import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import attrs
import cmarkgfm  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from docx import Document

import aiprocure as ap
from aiprocure import dossiers, profiles
from aiprocure.cli import aiprocure
from aiprocure.errors import InvalidArgument, InvalidDossier
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_docx, to_html, to_markdown, to_text
from aiprocure.model.check_sheets import OwnColumn
from aiprocure.model.dossier import Dossier, Item, ItemId
from aiprocure.model.papers import Paper
from aiprocure.model.rules import Condition
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases
from workbook_files import CONTRACT, PROCUREMENT, Rows, write

EXAMPLES = Path(__file__).parents[2] / "examples"
EDITION = ap.editions.load("2025-05-27")
HIGH = {"A": "①", "B": "②", "C": "①", "D": "①"}
LOW = {"A": "③", "B": "②", "C": "③", "D": "②"}


def dossier(**parts: object) -> Dossier:
    return dossiers.from_data({"edition": EDITION.id, "project": {"title": "要約"}} | parts, edition=EDITION)


def drafted(kind: str, *, language: Language = "ja", edition: ap.Edition = EDITION, **parts: object) -> str:
    return to_text(ap.draft(kind, dossier(**parts), edition), language=language)


def test_a_paper_is_a_value_of_a_kind() -> None:
    paper = ap.draft("brief", dossier(), EDITION)
    assert (repr(paper), str(paper)) == ("<Paper brief 2025-05-27 要約>", "要約")
    assert paper == ap.draft("brief", dossier(), EDITION)
    with pytest.raises(InvalidArgument) as refused:
        ap.draft("report", dossier(), EDITION)
    [problem] = refused.value.problems
    assert [choice.id for choice in problem.expected] == ["brief", "specification", "contract", "pack"]


def test_a_brief_of_a_high_outcome_says_what_is_missing() -> None:
    said = drafted("brief", answers=HIGH)
    missing, case = said.split("\n\n")[1:3]
    assert missing.splitlines() == [
        "この素案に不足している事項",
        "  助言の欄の「案件の目的」を記載すること。［2］",
        "  助言の欄の「リスク軽減策」を記載すること。［2］",
        "  助言の欄の「運用時を含めた品質の確保」を記載すること。［2］",
        "  助言を求めるべきかを府省庁として判断し、助言の欄の「助言の求め」と「その理由」を記載すること。［3］",
    ]
    assert case == "案件\n  要約\n  案件の目的：［記載なし］"
    assert "［助言を求めるか否かの記載なし］\n  ［助言を求める理由又は求めない理由の記載なし］" in said
    assert "(1) 判定を支える判定軸（C、A、D）のリスクに対し、" in said
    assert "有識者からなるアドバイザリーボードから助言［6］" in said
    assert "判定軸C" in said
    assert "⑥ 生成AIシステムへの入出力または処理されるデータの取扱いの適切な管理（残）" in said


def test_a_brief_says_what_is_stated() -> None:
    advice = {"purpose": "早く要約する。", "mitigation": "職員が確かめる。", "quality_assurance": "毎月確かめる。"}
    case = {"happened": "誤った案内をした", "social_impact": True}
    said = drafted(
        "brief",
        project={"title": "要約", "purpose": "別の目的", "ministry": "○○省", "予算": 1000},
        answers={axis: {"option": option, "reason": f"{axis}の理由"} for axis, option in HIGH.items()},
        advice=advice | {"sought": True, "reason": "住民が使うため。", "answer": "得た", "response": "した"},
        judgements={"caio": {"by": "○○官", "reason": "同じ"}},
        system={"cloud": True},
        products=[{"name": "製品甲"}],
        verifications=[{"what": "正しさ"}, {}],
        risk_cases=[case, case | {"happened": "未定"}, case | {"social_impact": False}],
    )
    assert "不足" not in said
    assert "［記載なし］" not in said
    lines = [line.strip() for line in said.splitlines()]
    assert {"案件の目的：早く要約する。", "案件の目的：別の目的", "府省庁：○○省", "予算：1000"} <= set(lines)
    assert "システム：クラウドサービス：あり；利用する製品・サービス：製品甲" in lines
    assert "AI統括責任者（CAIO）のリスク判断：判断した官職：○○官；その理由：同じ" in lines
    assert "Cの理由" in said
    assert {"職員が確かめる。", "毎月確かめる。", "運用開始後の検証：検証したこと：正しさ"} <= set(lines)
    assert {"助言の求め：求める", "その理由：住民が使うため。", "得た助言：得た", "助言への対応：した"} <= set(lines)
    assert "(2) 発生したリスクケースの再発防止策：誤った案内をした" in lines
    assert "(3)" not in said
    assert "有識者からなる" not in said


def test_a_brief_asks_nothing_where_advice_is_not_sought() -> None:
    said = drafted("brief", answers=HIGH, advice={"sought": False, "reason": "既に得た。"})
    assert "助言の求め：求めない" in said
    assert "助言を求める事項" not in said


def test_a_brief_of_a_low_outcome_says_that_it_is_none_to_decide_on() -> None:
    said = drafted("brief", answers=LOW)
    assert "助言を求めるべきかを判断するのは「高」の場合であり、判定「低」はこれに当たらない。［1］" in said
    assert "不足" not in said
    assert "助言を求める事項（素案。案件に即して改めること。）\n    ［記載なし］" in said
    assert "(1) 上の「リスク軽減策」に記載した措置で足りるか。" in drafted(
        "brief", answers=LOW, advice={"sought": True}
    )


def test_a_brief_of_open_answers_says_which() -> None:
    said = drafted("brief", answers={"A": "①"}, language="en")
    assert said.splitlines()[1] == "  The outcome is not settled yet."
    assert "[no answer that is one of the options]" in said
    assert "[no reason stated]" in said
    assert "What advice is asked for (a draft; adapt it to the project)\n    [nothing stated]" in said
    settled = drafted("brief", answers={"C": "①"})
    assert "(1) 判定を支える判定軸（C）のリスクに対し、" in settled


def test_answers_that_change_nothing_are_no_reason_to_ask_about_their_axes() -> None:
    rule = attrs.evolve(EDITION.rules[0], when=Condition({}), outcome=EDITION.outcomes[-1].id)
    always = EDITION.with_rules([rule])
    assert "(1) 上の「リスク軽減策」に記載した措置で足りるか。" in drafted("brief", answers=HIGH, edition=always)


def test_an_edition_that_does_not_say_when_to_seek_advice_is_followed() -> None:
    bare = attrs.evolve(EDITION, consequences=(), reporting=(), remarks=(), topics=(), revisions=())
    said = drafted("brief", answers=LOW, edition=bare)
    assert "助言を求めるべきかを判断するのは" not in said
    assert "チェックシートの内容の適用項目" not in drafted("specification", edition=bare)


def test_a_specification_has_the_words_and_what_the_bidder_shows() -> None:
    items = [
        {"id": "⑭", "words": "偏りを抑えること。", "measures": ["評価"]},
        {"id": "①", "words": "守ること。", "evidence": ["報告書", "未定"]},
    ]
    said = drafted("specification", requirements=items)
    first = "  ① AI事業者ガイドライン共通の指針の遵守\n    守ること。\n    応札者が示すもの：報告書\n  ②"
    assert first in said
    second = said[said.index("  ⑭") : said.index("  ⑮")].splitlines()
    assert [line.strip() for line in second[1:5]] == [
        "偏りを抑えること。",
        "対策：評価",
        "応札者が示すもの：［記載なし］",
        "チェックシートの記載（参考）",
    ]
    assert second[5].startswith("      裏付けとなる情報の例：特定のグループ")
    assert len(second) == 6


def test_what_is_empty_stands_in_brackets_with_what_the_sheet_offers() -> None:
    said = drafted("specification", requirements=[{"id": "⑳", "measures": ["管理"]}])
    item = said[said.index("  ⑳") : said.index("  ㉑")]
    assert "［文案の記載なし］\n    対策：管理" in item
    labels = [line.strip().partition("：")[0] for line in item.splitlines()][5:]
    assert labels == ["要求事項", "対策例", "対策例詳細", "裏付けとなる情報の例"]
    assert said.count("［文案及び適用しない理由の記載なし］") == 20


def test_a_headline_offers_only_rows_that_are_not_dealt_with() -> None:
    said = drafted("specification", requirements=[{"id": "⑭"}, {"id": "#19", "words": "評価すること。"}])
    item = said[said.index("  ⑭") : said.index("  ⑮")]
    assert "要求事項：" not in item
    assert "    #19 生成AIシステムによる出力に有害なバイアス" in item
    assert "      評価すること。" in item


def test_what_does_not_apply_comes_behind_with_its_reason() -> None:
    items = [
        {"id": "⑪", "set_aside": "既存のもの。"},
        {"id": "⑫", "set_aside": "", "words": "文案がある。"},
    ]
    said = drafted("specification", requirements=items)
    part = said[said.index("適用しない項目\n") :].split("\n\n")[0]
    assert part.splitlines() == [
        "適用しない項目",
        "  ⑪ 環境への配慮",
        "    既存のもの。",
        "  ⑫ 有害情報の出力制御措置",
        "    ［理由の記載なし］",
        "    ［適用しないとしているが、次の文案の記載がある］",
        "    文案がある。",
    ]


def test_what_the_sheet_does_not_have_is_not_lost() -> None:
    unknown = (
        Item(ItemId("sheet-row/999"), "知らない行。"),
        Item(ItemId("clause/7"), set_aside="欄が違う。"),
    )
    said = to_text(ap.draft("specification", attrs.evolve(dossier(), requirements=unknown), EDITION))
    part = said[said.index("この版のチェックシートにない項目") :].split("\n\n")[0].splitlines()
    assert part[1:4] == ["  sheet-row/999", "    知らない行。", "    応札者が示すもの：［記載なし］"]
    assert part[4].startswith("  #7 情報セキュリティインシデント")
    assert part[5] == "    欄が違う。"


def test_a_contract_has_the_words_and_offers_the_sheet_s_example_and_note() -> None:
    said = drafted("contract", clauses=[{"id": "6", "words": "甲に帰属する。", "evidence": ["覚書"]}])
    know_how, incidents = said[said.index("基本項目") : said.index("\n\n出典")].split("  #7")
    assert know_how.endswith("\n    甲に帰属する。\n    裏付けとなる情報：覚書\n")
    assert "［文案及び適用しない理由の記載なし］\n    チェックシートの記載（参考）\n" in incidents
    assert "契約書に盛り込む条項内容例：情報セキュリティインシデント" in incidents
    assert "補足説明：事業者において発生した" in incidents
    aside = drafted("contract", clauses=[{"id": "6", "set_aside": "ない。"}, {"id": "7", "set_aside": "ない。"}])
    assert [part.splitlines()[0] for part in aside.split("\n\n")[1:]] == ["適用しない項目", "出典"]


def test_a_ministry_s_policy_decides_and_adds() -> None:
    profile = profiles.load(EXAMPLES / "profiles" / "policy.toml")
    written = dossiers.load(EXAMPLES / "profiles" / "helpdesk.toml", edition=profile.extend(EDITION))
    said = to_text(ap.draft("specification", written, EDITION, profile))
    assert "⑤ 生成AIシステムの開発・運用に従事する者または組織" in said[said.index("適用しない項目") :]
    assert "府省庁の方針による。\n    府省庁全体で一括して対応しているため" in said
    assert "    府省庁の方針では推奨である（方針：架空省 生成AIの調達に関する方針）" in said
    assert "見出しに属さない要求事項\n  #101 入力及び出力を国内のデータセンターで処理すること" in said
    contract = to_text(ap.draft("contract", written, EDITION, profile))
    assert "架空省 生成AIの調達に関する方針\n  #101 再委託に当たり、あらかじめ承認を得ること" in contract
    assert "契約書に盛り込む条項内容例：再委託" not in contract


def test_a_ministry_s_own_columns_are_offered() -> None:
    columns = (OwnColumn(Text("担当課"), Text("情報課")),)
    own = attrs.evolve(
        EDITION,
        sheet_rows=tuple(attrs.evolve(each, own_columns=columns) for each in EDITION.sheet_rows),
        clauses=tuple(attrs.evolve(each, own_columns=columns, note=None) for each in EDITION.clauses),
    )
    assert "      担当課：情報課" in drafted("specification", edition=own)
    assert "      担当課：情報課" in drafted("contract", edition=own)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_pack_holds_every_paper_once(language: Language) -> None:
    written = dossiers.load(EXAMPLES / "exercises" / "kobe-voicebot.toml")
    pack = make_report(ap.draft("pack", written, EDITION), Phrases(language))
    headings = [section.heading for section in pack.sections]
    for kind in ("brief", "specification", "contract"):
        paper = make_report(ap.draft(kind, written, EDITION), Phrases(language))
        name = Phrases(language).say(f"paper_{kind}")
        expected = [Phrases(language).say("detail", key=name, value=each.heading) for each in paper.sections[:-1]]
        assert [heading for heading in headings if heading in expected] == expected
        for section, heading in zip(paper.sections, expected, strict=False):
            [same] = [each for each in pack.sections if each.heading == heading]
            assert [item.text for item in same.items] == [item.text for item in section.items]
            assert same.tables == section.tables
    assert headings[-1] == Phrases(language).say("sources")
    applying = next(each for each in EDITION.consequences if each.id == "items-that-apply").text.in_language(language)
    assert to_text(ap.draft("pack", written, EDITION), language=language).count(applying) == 1
    assert len(headings) == len(set(headings))


HOSTILE = [
    "=1+1\n+2\n-3\n@SUM(A1)",
    "長" * 32_767,
    "一行目\n二行目\n\n四行目",
    "_x000D_ _x005F_x000D_",
    "<script>alert(1)</script> &amp; ]]>",
    "# 見出し\n- 箇条\n1. 番号\n| 表 |\n[x](javascript:alert(1)) `c` *b*",
]


def in_word(paper: Paper) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(to_docx(paper))).paragraphs)


def in_html(paper: Paper) -> str:
    return html.unescape(re.sub("<[^>]*>", "", to_html(paper)))


def in_markdown(paper: Paper) -> str:
    page = str(cmarkgfm.github_flavored_markdown_to_html(to_markdown(paper), options=Options.CMARK_OPT_UNSAFE))
    return html.unescape(re.sub("<[^>]*>", "", page.replace("<br>", "\n").replace("<br />", "\n")))


@pytest.mark.parametrize("read", [in_word, in_html, in_markdown])
def test_hostile_words_come_back_as_they_went_in(read: Callable[[Paper], str]) -> None:
    names = ["①", "②", "③", "④", "⑤", "⑥"]
    items = [{"id": name, "words": words} for name, words in zip(names, HOSTILE, strict=True)]
    said = read(ap.draft("specification", dossier(requirements=items), EDITION))
    assert [words for words in HOSTILE if words not in said] == []


@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\x07", "\r", "\ufeff"])
def test_what_cannot_be_seen_is_refused_where_a_dossier_is_read(hidden: str) -> None:
    with pytest.raises(InvalidDossier) as refused:
        dossier(requirements=[{"id": "①", "words": f"文案{hidden}である"}])
    [problem] = refused.value.problems
    assert problem.where == "/requirements/0/words"


def run(*words: str) -> Result:
    return CliRunner().invoke(aiprocure, words, catch_exceptions=False)


VOICEBOT = str(EXAMPLES / "dossiers" / "kobe-voicebot.toml")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("brief", "アドバイザリーボードへの助言依頼（素案）"),
        ("specification", "調達仕様書への記載事項（素案）：神戸市"),
        ("contract", "契約書への記載事項（素案）：神戸市"),
        ("pack", "書類一式（素案）：神戸市"),
    ],
)
def test_a_command_prints_a_paper_or_writes_it_in_the_form_of_the_ending(kind: str, title: str, tmp_path: Path) -> None:
    printed = run(kind, VOICEBOT)
    assert (printed.exit_code, printed.output.startswith(title)) == (0, True)
    read: dict[str, Callable[[Path], str]] = {
        "a.docx": lambda file: Document(str(file)).paragraphs[0].text,
        "a.html": lambda file: file.read_text(encoding="utf-8").partition("<title>")[2],
        "a.md": lambda file: file.read_text(encoding="utf-8").removeprefix("# "),
        "A.TXT": lambda file: file.read_text(encoding="utf-8"),
    }
    for name, begin in read.items():
        file = tmp_path / name
        written = run(kind, VOICEBOT, "-o", str(file))
        assert (written.exit_code, written.stdout, written.stderr) == (0, "", f"書き出した：{file}\n")
        assert begin(file).startswith(title)
    assert (
        run(kind, VOICEBOT, "--lang", "en").output.splitlines()[1].startswith(("  High", "  Procurement", "  Contract"))
    )


def test_a_page_of_html_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    assert run("contract", VOICEBOT, "-o", str(file), "--lang", "en").exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>What the contract')
    assert page.endswith("</body></html>\n")


def test_a_file_is_written_over_only_where_that_is_asked_for(tmp_path: Path) -> None:
    file, given = tmp_path / "a.md", tmp_path / "d.toml"
    given.write_bytes(Path(VOICEBOT).read_bytes())
    assert run("brief", VOICEBOT, "-o", str(file)).exit_code == 0
    assert run("brief", VOICEBOT, "-o", str(file)).exit_code == 2
    assert run("brief", VOICEBOT, "-o", str(file), "--overwrite").exit_code == 0
    assert "-o の指定がない。併せて指定すること。" in run("brief", VOICEBOT, "--overwrite").output
    refused = run("brief", str(given), "-o", str(tmp_path / "d.pdf"))
    assert refused.exit_code == 2
    assert "この書類のファイル名の末尾に '.pdf' は使えない。" in refused.output
    assert "使える末尾（.docx、.html、.md、.txt）に改めること。" in refused.output
    linked = tmp_path / "linked.txt"
    linked.symlink_to(given)
    assert run("brief", str(linked), "-o", str(linked), "--overwrite").exit_code == 2


def test_a_ministry_s_workbook_and_policy_are_drafted_by(tmp_path: Path) -> None:
    rows: Rows = [PROCUREMENT, [301, "記録を残すこと", "記録の機能", None, "記録の見本", "④"]]
    rows += [[303, "見直すこと", "年に一度見直す", None, None, "④"]]
    book = write(tmp_path, rows, more={"別紙4": [CONTRACT, [302, "基本項目", "再委託", "承認の条項", "注意点"]]})
    policy, helpdesk = str(EXAMPLES / "profiles" / "policy.toml"), str(EXAMPLES / "profiles" / "helpdesk.toml")
    own = run("specification", helpdesk, "--sheet", str(book), "--profile", policy)
    assert own.exit_code == 0
    assert "  ④ 情報セキュリティインシデント" in own.stdout
    assert "    #301 記録を残すこと\n      ［文案及び適用しない理由の記載なし］" in own.stdout
    assert "        対策例：記録の機能［" in own.stdout
    assert "        裏付けとなる情報の例：記録の見本［" in own.stdout
    assert own.stdout.count("裏付けとなる情報の例：") == 2
    assert "#101 入力及び出力を国内" in own.stdout
    words = ("--edition", "2025-05-27", "--sheet", str(book))
    contract = run("contract", helpdesk, *words, "--profile", policy)
    assert "  #302 再委託\n" in contract.stdout
    assert "契約書に盛り込む条項内容例：承認の条項" in contract.stdout
    assert "補足説明：注意点" in contract.stdout
    assert run("contract", helpdesk, *words).exit_code == 2  # its items are the policy's


def test_what_cannot_be_read_is_refused_with_its_file(tmp_path: Path) -> None:
    broken = tmp_path / "d.json"
    broken.write_text(json.dumps({"edition": "2025-05-27"}), encoding="utf-8")
    refused = run("brief", str(broken), "-o", str(tmp_path / "a.md"))
    assert refused.exit_code == 2
    assert f"{broken}" in refused.output
    assert not (tmp_path / "a.md").exists()
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    assert f"{tmp_path}/b.xlsx" in run("brief", VOICEBOT, "--sheet", str(tmp_path / "b.xlsx")).output
