"""Guidance on answers, correspondences to standards, and reports on a later version, where people meet them."""

import attrs
import pytest
from click.testing import CliRunner

import aiprocure as ap
from aiprocure import editions
from aiprocure.cli import aiprocure
from aiprocure.export import to_text
from aiprocure.model.crosswalk import Relation

OURS = "・本ライブラリによる］"


def said(*words: str, reply: str | None = None) -> str:
    """What the command says, in a wide terminal."""
    result = CliRunner(env={"COLUMNS": "2000"}).invoke(aiprocure, words, input=reply)
    assert result.exit_code in {0, 130}, result.output
    return result.output


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading, up to the next."""
    lines = text.splitlines()
    rest = lines[next(n for n, line in enumerate(lines) if line.startswith(heading)) + 1 :]
    return [line for line in rest[: next((n for n, line in enumerate(rest) if line and line[0] != " "), None)] if line]


def test_an_option_shows_its_guidance_with_examples_as_ours() -> None:
    lines = section(said("show", "C1"), "回答に当たっての留意点（ガイドラインの定めではない。）")
    assert [line.endswith(OURS) for line in lines if not line.startswith("    例：")] == [True] * 3
    assert sum(line.startswith("    例：") for line in lines) == 5
    assert "回答に当たっての留意点" not in said("show", "A1")


def test_a_question_shows_the_guidance_on_its_axis() -> None:
    asked = said("ask", "--edition", "2025-05-27", reply="2\n")
    work, _, data = asked.partition("C 要機密情報や個人情報の学習等の有無")
    assert "回答に当たっての留意点（ガイドラインの定めではない。）" in data
    assert data.count(OURS) == 3
    assert data.count("例：") == 5
    assert "留意点" not in work


def test_an_assessment_shows_the_guidance_on_what_was_answered(edition: ap.Edition) -> None:
    assessed = ap.assess(edition, edition.answers(A=3, B=2, C=2, D=3))
    lines = section(to_text(assessed, language="ja"), "回答に当たっての留意点")
    assert lines[0].strip().endswith("C 要機密情報や個人情報の学習等の有無")
    assert len([line for line in lines if line.endswith(OURS)]) == 3
    explored = ap.explore(edition, edition.partial_answers(D=2))
    assert "一つ一つの出力の適切さを判断する" in to_text(explored, language="ja")
    undecided = ap.assess(edition, edition.answers(A=4, B=3, C=4, D=3))
    assert "回答に当たっての留意点" not in to_text(undecided, language="ja")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("14", ["3 公平性と包摂性（同じ）", "A.7.4 AIシステムのためのデータの品質（関連）：個人及び集団への影響と"]),
        ("15", ["4 ハイリスク利用・目的外利用への対処（規格等の方が広い）", "A.9.4"]),
        ("16", ["5 プライバシー保護（規格等の方が狭い）", "A.5.4"]),
        (
            "17",
            [
                "6 セキュリティ確保（同じ）",
                "対応するものなし：標題からは、対応するものがない。セキュリティは ISO/IEC 27001",
            ],
        ),
        ("theme inputs", ["A.10.2 責任の割当て、A.10.3 供給者（関連）"]),
        ("control A.10.3", ["生成AIシステムに係るアウトプットの取り決め", "A.10.3 供給者（関連）"]),
    ],
)
def test_an_item_and_a_control_show_what_corresponds_and_that_it_is_our_reading(name: str, parts: list[str]) -> None:
    lines = section(said("show", *name.split()), "ほかの規格等との対応")
    *compared, serves = lines
    assert all(line.endswith(OURS) for line in compared)
    assert all(any(part in line for line in compared) for part in parts)
    assert "裏付けとなり得る" in serves


def test_without_a_counterpart_nothing_is_said_to_serve_as_evidence() -> None:
    [line] = section(said("show", "3"), "ほかの規格等との対応")
    assert "対応するものなし" in line
    assert "ほかの規格等との対応" not in said("show", "A")


def evidence_missing(edition: ap.Edition, item: str) -> ap.Finding:
    """The finding on an item for which no evidence is stated."""
    data = {
        "edition": edition.id,
        "project": {"title": "例"},
        "answers": {},
        "requirements": [{"id": item, "words": "書く"}],
    }
    dossier = ap.dossiers.from_data(data, edition=edition)
    [found] = [each for each in ap.check(dossier, edition) if each.code == "addressed-without-evidence"]
    return found


@pytest.mark.parametrize("item", ["⑭", "sheet-row/19"])
def test_where_evidence_is_missing_what_may_serve_is_named(edition: ap.Edition, item: str) -> None:
    remedy = evidence_missing(edition, item).remedy
    assert remedy.ja == (
        "「裏付けとなる情報」を記載すること。AISI「AIセーフティに関する評価観点ガイド」（3 公平性と包摂性）又は"
        "ISO/IEC 42001:2023 附属書A（A.5.4 個人又は個人の集団へのAIシステムの影響の評価、"
        "A.7.4 AIシステムのためのデータの品質）に係る認証又は評価結果が、裏付けとなり得る。"
        "ただし、それのみでこの項目への対応に代わるものではない。"
    )
    assert remedy.en is not None
    assert "(A.5.4 Assessing AI system impact on individuals or groups of individuals, A.7.4 Quality" in remedy.en
    assert remedy.en.endswith("may serve as evidence; it does not settle the item by itself.")


def test_a_ministry_s_own_crosswalk_comes_in_by_its_edition(edition: ap.Edition) -> None:
    """As data: another standard, with a control that a row of the sheet corresponds to."""
    data = ap.encoding.to_data(edition)
    cited = {"document": "資料4", "place": "当省の対応表", "provenance": "supplied"}
    own = {"id": "own", "text": {"ja": "当省基準", "en": "Our standard"}, "citation": cited}
    control = {**own, "id": "own-1", "mark": "1", "standard": "own", "text": {"ja": "品質", "en": "Quality"}}
    relation = {**own, "id": "own-19", "items": ["sheet-row/19"], "standard": "own", "relation": "broader"}
    ours = editions.from_data(
        data | {"standards": [own], "controls": [control], "correspondences": [{**relation, "controls": ["own-1"]}]}
    )
    assert "当省基準（1 品質）に係る認証又は評価結果" in evidence_missing(ours, "sheet-row/19").remedy.ja
    assert ours.find("correspondence own-19") in [
        entry.record for entry in ours.cross_reference("control own-1").linked_from
    ]
    bare = attrs.evolve(edition, correspondences=())
    assert evidence_missing(bare, "⑭").remedy.ja == "「裏付けとなる情報」を記載すること。"
    unrelated = tuple(each for each in edition.correspondences if each.relation is Relation.NONE)
    assert evidence_missing(attrs.evolve(edition, correspondences=unrelated), "⑭").remedy.ja == (
        "「裏付けとなる情報」を記載すること。"
    )


def test_the_editions_are_listed_with_what_is_reported_of_the_next_version(edition: ap.Edition) -> None:
    heading = "Version 2.0 について報じられていること（二次情報。判定及び点検には用いない。）"
    lines = section(said("editions"), heading)
    assert [line.partition("［")[0].strip() for line in lines[:2]] == ["承認：令和8年6月12日", "施行：令和8年9月1日"]
    assert len(lines) == 2 + len(edition.reported)
    assert all(line.endswith("・二次情報］") for line in lines)
    assert section(to_text(edition, language="ja"), heading)
    assert edition.superseded_by is not None
    open_day = attrs.evolve(edition, superseded_by=attrs.evolve(edition.superseded_by, effective=None))
    assert "施行：施行日不明" in to_text(open_day, language="ja")
    assert heading not in to_text(attrs.evolve(edition, superseded_by=None), language="ja")


def test_the_editions_as_json_hold_what_is_reported() -> None:
    import json

    [listed] = json.loads(said("editions", "--json"))["editions"]
    assert [fact["citation"]["provenance"] for fact in listed["reported"]] == ["reported"] * 6
    assert listed["superseded_by"]["effective_citation"]["provenance"] == "reported"
