"""Drawings and HTML, measured and read in Chromium. The program has to be there: nothing here is skipped."""

from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_html, to_svg
from aiprocure.reports.report import Drawable
from chromium import answer_of
from soak import examples
from strategies import answers_to, sound_editions

HOSTILE = ["<script>window.hacked = 1</script>", '"><img src=x onerror="window.hacked = 1">', "﷽ 𒐫 é Ω я 한국어 🎉 क्षि"]
LATIN = ["MWMWMWMWMW", "internationalization of responsibilities", "@@@@ %%%% WWWW", "ﬁ iIlL1|", "Ⅷ ½ ‰ ™"]

# Everything drawn stands in its box, in the page, and on nothing else. A pixel more is the line of the letters' edges.
MEASURE = """
    const inside = (a, b) =>
        a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    await document.fonts.ready;
    const faults = [];
    let texts = 0;
    for (const svg of document.querySelectorAll('svg')) {
        const page = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll('text')) {
            texts += 1;
            if (!inside(text.getBoundingClientRect(), page)) faults.push(`out of the page: ${text.textContent}`);
        }
        const boxes = [...svg.querySelectorAll('[data-box]')];
        const frames = boxes.map((box) => [box, box.querySelector('rect').getBoundingClientRect()]);
        for (const [box, frame] of frames)
            for (const text of box.querySelectorAll('text'))
                if (!inside(text.getBoundingClientRect(), frame)) faults.push(`out of its box: ${text.textContent}`);
        for (const text of svg.querySelectorAll('[data-way] text'))
            for (const [, frame] of frames)
                if (meet(text.getBoundingClientRect(), frame)) faults.push(`on a box: ${text.textContent}`);
    }
    return {texts, faults};
"""


def test_no_text_leaves_its_place_on_any_path(edition: ap.Edition, tmp_path: Path) -> None:
    languages: tuple[Language, ...] = ("ja", "en")
    values: list[Drawable] = [edition, *(ap.assess(edition, answers) for answers in edition.all_answers())]
    values += [ap.explore(edition, edition.partial_answers(C=option.id)) for option in edition.axes[2].options]
    drawings = {to_svg(value, language=language) for value in values for language in languages}
    measured = answer_of(tmp_path, "".join(sorted(drawings)), MEASURE)
    assert isinstance(measured, dict)
    assert measured["faults"] == []
    assert measured["texts"] > 30 * len(drawings) > 300


def test_no_word_is_too_wide_for_its_place(edition: ap.Edition, tmp_path: Path) -> None:
    drawings = []
    for words in map(Text, [*HOSTILE, *LATIN]):
        axes = tuple(attrs.evolve(axis, text=words) for axis in edition.axes)
        outcomes = tuple(attrs.evolve(outcome, text=words) for outcome in edition.outcomes)
        called = attrs.evolve(edition, text=words, axes=axes, outcomes=outcomes)
        drawings.append(to_svg(ap.assess(called, called.answers(A=1, B=2, C=3, D=2))))
    measured = answer_of(tmp_path, "".join(drawings), MEASURE)
    assert isinstance(measured, dict)
    assert measured["faults"] == []


@settings(max_examples=examples(3), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_no_text_leaves_its_place_in_a_generated_edition(tmp_path: Path, data: st.DataObject) -> None:
    editions = [data.draw(sound_editions()) for _ in range(10)]
    drawings = [to_svg(ap.assess(edition, data.draw(answers_to(edition)))) for edition in editions]
    measured = answer_of(tmp_path, "".join(drawings), MEASURE)
    assert isinstance(measured, dict)
    assert measured["faults"] == []


def test_what_anyone_wrote_shows_as_text_and_runs_nothing(tmp_path: Path) -> None:
    told = []
    for words in HOSTILE:
        answers = {"A": 1, "B": 2, "C": {"option": 3, "reason": words}, "D": 1}
        project = {"title": words, words: words}
        dossier = ap.dossiers.from_data({"edition": "2025-05-27", "project": project, "answers": answers})
        told.append(to_html(ap.dossiers.determine(dossier), dossier=dossier))
    script = "return {text: document.body.innerText, hacked: window.hacked, images: document.images.length}"
    answer = answer_of(tmp_path, "".join(told), script)
    assert isinstance(answer, dict)
    for words in HOSTILE:
        assert f"案件\n{words}\n{words}：{words}\n" in answer["text"]
        assert f"理由：{words}" in answer["text"]
    assert answer["images"] == 0
    assert "hacked" not in answer


def test_a_screen_reader_finds_the_name_of_each_of_several_drawings(edition: ap.Edition, tmp_path: Path) -> None:
    drawings = to_svg(edition) + to_svg(edition, language="en") + to_svg(ap.assess(edition, edition.all_answers()[0]))
    script = """
        return [...document.querySelectorAll('svg')].map((svg) => ({
            titled: document.getElementById(svg.getAttribute('aria-labelledby')) === svg.querySelector('title'),
            described: document.getElementById(svg.getAttribute('aria-describedby')) === svg.querySelector('desc'),
        }))
    """
    assert answer_of(tmp_path, drawings, script) == [{"titled": True, "described": True}] * 3
