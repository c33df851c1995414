"""Flowcharts, drawn by Mermaid itself in Chromium. Both have to be there: nothing here is skipped."""

import re
from pathlib import Path

import attrs

import aiprocure as ap
from aiprocure.errors.text import Text
from aiprocure.export import to_mermaid
from chromium import answer_of

MERMAID = Path(__file__).parents[2] / "build" / "npm" / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"

DRAW = """
    mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
    const shown = (all) => [...all].map((each) => each.textContent.trim());
    const drawn = [];
    for (const [number, chart] of data.charts.entries()) {
        await mermaid.parse(chart);
        const place = document.createElement('div');
        document.body.append(place);
        place.innerHTML = (await mermaid.render(`chart${number}`, chart)).svg;
        const ways = [...place.querySelectorAll('.flowchart-link')];
        drawn.push({
            title: place.querySelector('svg > title').textContent,
            nodes: shown(place.querySelectorAll('.node:not(.note)')),
            notes: [...place.querySelectorAll('.node.note p')].map((note) => note.innerHTML.split('<br>')),
            named: shown(place.querySelectorAll('.cluster-label')),
            ways: shown(place.querySelectorAll('.edgeLabels .edgeLabel .label')),
            taken: shown(place.querySelectorAll('.node.taken')),
            heavy: ways.filter((way) => getComputedStyle(way).strokeWidth === '4px').length,
            dashed: ways.filter((way) => getComputedStyle(way).strokeDasharray === '2px, 4px').length,
        });
    }
    return {drawn, hacked: window.hacked ?? null};
"""

HOSTILE = [
    "<script>window.hacked = 1</script>",
    '"quoted" end; a["b"] %%{init: {}}%% #quot; `md` **b** _i_',
    "1. list",
    "- item",
    "end",
    "subgraph x\nend",
    "&lt;b&gt; &amp; \\n $$x^2$$",
    "x--y --> z | a {b} (c) :::d @{shape: x}",
    "http://example.com www.x.y fa:fa-home",
    "🎉 é ñ Ω я 한",
    "# heading",
    "> quote",
    '"><img src=x onerror="window.hacked = 1">',
]


def drawn(folder: Path, charts: list[str]) -> list[dict[str, object]]:
    answer = answer_of(folder, f"<script src='{MERMAID.as_uri()}'></script>", DRAW, charts=charts)
    assert isinstance(answer, dict), answer
    assert answer["hacked"] is None
    found: list[dict[str, object]] = answer["drawn"]
    return found


def test_every_path_is_drawn_as_it_is(edition: ap.Edition, tmp_path: Path) -> None:
    paths = {ap.assess(edition, answers).path: ap.assess(edition, answers) for answers in edition.all_answers()}
    assessments = list(paths.values())
    for assessment, found in zip(assessments, drawn(tmp_path, [to_mermaid(each) for each in assessments]), strict=True):
        asked = [f"{step.axis.id} {step.axis.text}" for step in assessment.path]
        assert found["taken"] == [*asked, str(assessment.outcome)]
        assert found["heavy"] == len(assessment.path)
        assert found["dashed"] == 16 - len(assessment.path)


def test_the_edition_is_named_and_the_marks_are_explained(edition: ap.Edition, tmp_path: Path) -> None:
    redrawn = edition.with_rules(edition.find("rival-1").rules)  # type: ignore[union-attr]
    [found] = drawn(tmp_path, [to_mermaid(redrawn)])
    assert "（2025-05-27、データ第3版）" in str(found["named"])
    assert isinstance(found["notes"], list)
    cautions, *legend = found["notes"]
    assert cautions[0].startswith("判定の行は、この版が採る読みのものではない")
    assert "Version 2.0" in cautions[1]
    told = {line for note in legend for line in note}
    assert {f"{option.axis}{option.mark} {option.text}" for axis in edition.axes for option in axis.options} <= told


def test_a_tree_of_one_outcome_is_drawn_too(edition: ap.Edition, tmp_path: Path) -> None:
    rule = attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={}))
    always = attrs.evolve(edition, rules=(rule,), readings=(), superseded_by=None)
    [found] = drawn(tmp_path, [to_mermaid(always)])
    assert isinstance(found["nodes"], list)
    assert found["nodes"][-1] == "高"


def test_whatever_axes_and_outcomes_are_called_it_shows(edition: ap.Edition, tmp_path: Path) -> None:
    charts = [to_mermaid(called(edition, Text(words))) for words in HOSTILE]
    ways = ["①,④", "②", "①,③", "②", "①,④", "②", "①,③", "②", "③", "③", "①,③", "②", "①,④", "①,③", "②", "②,③"]
    for words, found in zip(HOSTILE, drawn(tmp_path, charts), strict=True):
        shown = " ".join(words.split())
        assert isinstance(found["nodes"], list)
        assert {re.sub("^[ABCD] ", "", name) for name in found["nodes"]} == {shown}
        assert found["ways"] == ways
        assert f"DS-920「{shown}」" in str(found["title"])


def called(edition: ap.Edition, words: Text) -> ap.Edition:
    """The edition with itself, its axes and its outcomes called by some words."""
    axes = tuple(attrs.evolve(axis, text=words) for axis in edition.axes)
    outcomes = tuple(attrs.evolve(outcome, text=words) for outcome in edition.outcomes)
    return attrs.evolve(edition, text=words, axes=axes, outcomes=outcomes)
