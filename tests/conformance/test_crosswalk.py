"""The crosswalk and what is reported of Version 2.0 are what our reading of the source has, row by row."""

import pytest

import aiprocure as ap
from aiprocure.model.crosswalk import Relation
from aiprocure.model.guidance import Guidance

VIEWPOINTS = """
12 1 有害情報の出力制御 same
13 2 偽誤情報の出力・誘導の防止 same
14 3 公平性と包摂性 same
15 4 ハイリスク利用・目的外利用への対処 broader
16 5 プライバシー保護 narrower
17 6 セキュリティ確保 same
18 7 説明可能性 same
19 8 ロバスト性 same
20 9 データ品質 broader
21 10 検証可能性 same
"""
"""Headline, viewpoint with its title, relation."""
CONTROLS = """
A.2 Policies related to AI: A.2.2 AI policy · A.2.3 Alignment with other organizational policies · A.2.4 Review of the AI policy
A.3 Internal organization: A.3.2 AI roles and responsibilities · A.3.3 Reporting of concerns
A.4 Resources for AI systems: A.4.2 Resource documentation · A.4.3 Data resources · A.4.4 Tooling resources · A.4.5 System and computing resources · A.4.6 Human resources
A.5 Assessing impacts of AI systems: A.5.2 AI system impact assessment process · A.5.3 Documentation of AI system impact assessments · A.5.4 Assessing AI system impact on individuals or groups of individuals · A.5.5 Assessing societal impacts of AI systems
A.6 AI system life cycle: A.6.1.2 Objectives for responsible development of AI system · A.6.1.3 Processes for responsible AI system design and development · A.6.2.2 AI system requirements and specification · A.6.2.3 Documentation of AI system design and development · A.6.2.4 AI system verification and validation · A.6.2.5 AI system deployment · A.6.2.6 AI system operation and monitoring · A.6.2.7 AI system technical documentation · A.6.2.8 AI system recording of event logs
A.7 Data for AI systems: A.7.2 Data for development and enhancement of AI system · A.7.3 Acquisition of data · A.7.4 Quality of data for AI systems · A.7.5 Data provenance · A.7.6 Data preparation
A.8 Information for interested parties: A.8.2 System documentation and information for users · A.8.3 External reporting · A.8.4 Communication of incidents · A.8.5 Information for interested parties
A.9 Use of AI systems: A.9.2 Processes for responsible use of AI systems · A.9.3 Objectives for responsible use of AI system · A.9.4 Intended use of the AI system
A.10 Third-party and customer relationships: A.10.2 Allocating responsibilities · A.10.3 Suppliers · A.10.4 Customers
"""  # noqa: E501  # a line a group
ROWS = """
requirement/2 | A.2.2, A.3.2, A.5.2
requirement/4 | A.3.3, A.8.4
requirement/5 | A.4.6
requirement/6 | A.4.3, A.7.2, A.7.3
requirement/7 | A.6.2.2, A.6.2.4
requirement/9 | A.6.2.6
requirement/11 | A.5.5
requirement/14 | A.5.4, A.7.4
requirement/15 | A.9.4
requirement/16 | A.5.4, A.7.3
requirement/18 | A.8.2
requirement/19 | A.6.2.4
requirement/20 | A.7.4, A.7.5, A.7.6
requirement/21 | A.6.2.7, A.6.2.8
theme/incidents | A.8.4, A.10.2
theme/inputs, theme/outputs | A.10.2, A.10.3
"""
"""Items, and the controls of ISO/IEC 42001 that they are related to."""
WITHOUT = [1, 3, 8, 10, 12, 13, 17]
"""Headlines without a counterpart in ISO/IEC 42001, by title."""
AISI, ISO = "aisi-viewpoints", "iso-iec-42001-annex-a"


def test_the_viewpoints_stand_in_the_order_of_the_headlines(edition: ap.Edition) -> None:
    titles = {control.id: f"{control.mark} {control.text}" for control in edition.controls}
    found = [
        f"{each.items[0].removeprefix('requirement/')} {titles[each.controls[0]]} {each.relation}"
        for each in edition.correspondences
        if each.standard == AISI
    ]
    assert found == VIEWPOINTS.strip().splitlines()


def test_the_controls_are_those_of_annex_a(edition: ap.Edition) -> None:
    controls = [control for control in edition.controls if control.standard == ISO]
    groups = [group for group in controls if group.within is None]
    found = [
        f"{group.mark} {group.text.en}: "
        + " · ".join(f"{each.mark} {each.text.en}" for each in controls if each.within == group.id)
        for group in groups
    ]
    assert found == CONTROLS.strip().splitlines()
    assert [control.id for control in controls] == [control.mark for control in controls]


def test_the_items_are_related_to_controls_row_by_row(edition: ap.Edition) -> None:
    rows = [each for each in edition.correspondences if each.standard == ISO and each.controls]
    assert [f"{', '.join(each.items)} | {', '.join(each.controls)}" for each in rows] == ROWS.strip().splitlines()
    assert {each.relation for each in rows} == {Relation.RELATED}
    assert all(each.text.ja and each.text.en for each in rows)


def test_a_headline_without_a_counterpart_says_so(edition: ap.Edition) -> None:
    without = [each for each in edition.correspondences if each.relation is Relation.NONE]
    assert [(each.items, each.controls) for each in without] == [((f"requirement/{n}",), ()) for n in WITHOUT]
    assert ["27001" in each.text.ja for each in without] == [n == 17 for n in WITHOUT]
    compared = {item for each in edition.correspondences if each.standard == ISO for item in each.items}
    assert compared >= {f"requirement/{number}" for number in range(1, 22)}


def test_all_of_it_is_ours_but_what_is_reported_of_the_newer_guide(edition: ap.Edition) -> None:
    citations = [each.citation for each in edition.standards]
    citations += [each.citation for each in edition.controls]
    citations += [each.citation for each in edition.correspondences]
    assert {citation.provenance.value for citation in citations} == {"editorial"}
    notes = [(each.note_citation.provenance.value, str(each.note)) for each in edition.standards if each.note_citation]
    assert notes == [
        ("reported", "第1.10版では、マルチモーダルのモデルに関する事項が、観点1、3、5、6、8及び9に加えられている。")
    ]


@pytest.mark.parametrize(
    ("name", "to", "back"),
    [
        ("requirement/14", "correspondence/14-aisi", "control/viewpoint-3"),
        ("requirement/14", "correspondence/14-iso-iec-42001", "control/A.5.4"),
        ("theme/inputs", "correspondence/inputs-and-outputs-iso-iec-42001", "control/A.10.3"),
        ("neighbour/iso-iec-42001", f"standard/{ISO}", "control/A.5"),
        ("requirement/17", "correspondence/17-iso-iec-42001", f"standard/{ISO}"),
    ],
)
def test_the_crosswalk_is_followed_both_ways(edition: ap.Edition, name: str, to: str, back: str) -> None:
    middle = edition.find(to)
    assert middle in [entry.record for entry in edition.cross_reference(name).linked_from]
    found = edition.cross_reference(back)
    assert middle in [entry.record for entry in (*found.linked_from, *found.links_to)]


REPORTED = {
    "version-2-replaces-may-2025": "dig.watch、cadeproject.org",
    "version-2-caio-and-board": "dig.watch、cadeproject.org",
    "version-2-voice-and-image": "発表を読んだとする公開の記事（1件）",
    "version-2-logs-and-agents": "公開の記事（1件）",
    "version-2-sheets-remain": "公開の記事（2件）",
    "version-2-local-governments": "公開の記事（2件）",
}
"""Each thing reported of Version 2.0, and by whom."""


def test_what_is_reported_of_the_next_version_says_by_whom(edition: ap.Edition) -> None:
    assert {fact.id: fact.citation.place for fact in edition.reported} == REPORTED
    after = edition.superseded_by
    assert after is not None
    assert after.effective_citation is not None
    cited = [after.citation, after.effective_citation, *(fact.citation for fact in edition.reported)]
    assert {(each.document, each.provenance.value) for each in cited} == {("公開報道", "reported")}
    [source] = [source for source in edition.sources if source.id == "公開報道"]
    page = "digital.go.jp/news/decb64eb-f26e-41cb-8d37-f3dd173108b8"
    assert all(name in source.text.ja for name in ("dig.watch", "cadeproject.org", page, "公開の記事"))


def test_guidance_is_ours_and_stands_at_the_options_that_it_tells_apart(edition: ap.Edition) -> None:
    assert [(each.axis, each.options) for each in edition.guidance] == [("C", ("C1", "C2"))] * 3 + [
        ("D", ("D1", "D2"))
    ] * 3
    assert {each.citation.provenance.value for each in edition.guidance} == {"editorial"}
    assert all(each.examples for each in edition.guidance)
    for name in ("option/C1", "option/C2", "axis/C"):
        guiding = [e.record for e in edition.cross_reference(name).linked_from if isinstance(e.record, Guidance)]
        assert guiding == list(edition.guidance[:3])


def test_the_note_of_ismap_is_a_neighbour_of_its_own_source(edition: ap.Edition) -> None:
    note = edition.neighbours[-1]
    source = next(source for source in edition.sources if source.id == note.citation.document)
    assert (source.id, str(source.issued), note.citation.provenance.value) == ("KB0011070", "2026-01-09", "editorial")
    assert "SaaS" in str(note.purpose)
