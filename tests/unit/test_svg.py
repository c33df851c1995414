"""The decision tree as SVG."""

from xml.etree import ElementTree

import attrs
import pytest

import aiprocure as ap
from aiprocure.errors import InvalidArgument
from aiprocure.errors.text import Text
from aiprocure.export import to_svg
from aiprocure.export.diagram.text_width import break_evenly, break_lines, is_measured, measure_width
from aiprocure.export.markup import element

SVG = "{http://www.w3.org/2000/svg}"


def assessed(edition: ap.Edition, **choices: object) -> ap.Assessment:
    return ap.assess(edition, edition.answers(**{"A": 1, "B": 2, "C": 3, "D": 2} | choices))


def called(edition: ap.Edition, words: str) -> ap.Edition:
    """The edition with all its axes and outcomes called by some words."""
    axes = (attrs.evolve(axis, text=Text(words)) for axis in edition.axes)
    outcomes = (attrs.evolve(outcome, text=Text(words)) for outcome in edition.outcomes)
    return attrs.evolve(edition, axes=tuple(axes), outcomes=tuple(outcomes))


def lines_in(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_screen_reader_is_told_what_it_is_and_every_way_that_is_open(edition: ap.Edition) -> None:
    root = ElementTree.fromstring(to_svg(assessed(edition), language="en"))
    assert root.attrib["role"] == "img"
    title, description = root[0], root[1]
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert root.attrib["aria-labelledby"] == title.attrib["id"]
    assert root.attrib["aria-describedby"] == description.attrib["id"]
    assert (title.text or "").startswith("Decision tree: DS-920, Guideline on")
    way, superseded = (description.text or "").splitlines()
    assert way == (
        "C Whether confidential or personal information is used for training, stored or handled → "
        "③ No confidentiality-2 or personal information is handled → "
        "B Nature of the work in which generative AI is used → "
        "② Not used in work where an error may have grave effects → A Scope and type of users → "
        "① Use outside government by the public and others → "
        "D Use of the output following judgement by an official → "
        "② The output of the generative-AI system is used after judging whether it is appropriate → Low"
    )
    assert superseded.startswith("Version 2.0, which replaces this edition")
    whole = ElementTree.fromstring(to_svg(edition)).findtext(f"{SVG}desc") or ""
    first = "C 要機密情報や個人情報の学習等の有無 → ① 機密性2情報または個人情報が生成AIシステムに保存または学習される"
    assert whole.splitlines()[0] == f"{first} / ④ 企画時点で未定 → 高"
    assert len(whole.splitlines()) == 11


def test_it_says_which_edition_it_is_of_and_that_it_was_superseded(edition: ap.Edition) -> None:
    said = "".join(lines_in(to_svg(edition)))
    assert "DS-920「行政の進化と革新のための生成AIの調達・利活用に係るガイドライン」（2025-05-27、データ第3版）" in said
    assert "この版に代わる Version 2.0 が令和8年6月12日に承認され" in said
    assert "Version" not in "".join(lines_in(to_svg(attrs.evolve(edition, superseded_by=None))))


def test_it_says_that_its_rows_are_not_those_of_the_guideline(edition: ap.Edition) -> None:
    said = "ガイドラインの定めではない。"
    changed = (attrs.evolve(rule, outcome=edition.outcomes[1].id) for rule in edition.rules)
    assert said not in "".join(lines_in(to_svg(edition)))
    assert said in "".join(lines_in(to_svg(edition.with_rules(changed))))


def test_a_rival_reading_does_not_pass_as_the_official_one(edition: ap.Edition) -> None:
    said = "判定の行は、この版が採る読みのものではない（図の別の読み、又は改める案による）。"
    svg = to_svg(assessed(edition.with_rules(edition.find("rival-1").rules)))  # type: ignore[union-attr]
    assert said in "".join(lines_in(svg))
    assert said in (ElementTree.fromstring(svg).findtext(f"{SVG}desc") or "")
    assert said not in to_svg(assessed(edition))


def test_every_mark_in_the_tree_is_explained(edition: ap.Edition) -> None:
    explored = ap.explore(edition, edition.partial_answers(C=2, A=3))
    for value in (edition, assessed(edition, C=1), explored):
        lines = lines_in(to_svg(value))
        for axis in edition.axes:
            for option in axis.options:
                assert f"{option.axis}{option.mark} {option.text}" in lines


def test_the_line_of_the_path_is_heavier_and_what_is_closed_is_dashed(edition: ap.Edition) -> None:
    root = ElementTree.fromstring(to_svg(ap.explore(edition, edition.partial_answers(C=2))))
    strokes = {
        (group.attrib["data-state"], group[0].attrib["stroke-width"], group[0].get("stroke-dasharray"))
        for group in root.iter(f"{SVG}g")
        if "data-way" in group.attrib
    }
    assert strokes == {("taken", "3.5", None), ("open", "1.25", None), ("closed", "1", "2 4")}
    legend = [line for line in lines_in(to_svg(ap.explore(edition, edition.partial_answers(C=2)))) if "経路" in line]
    assert legend == [
        "回答がたどる経路（下の太字は、回答した選択肢）",
        "まだたどり得る経路",
        "回答により、たどらないことが定まった経路",
    ]


def test_the_options_answered_are_in_bold_and_told_apart_from_those_that_lead_the_same_way(edition: ap.Edition) -> None:
    def in_bold(value: ap.Edition | ap.Assessment | ap.Exploration) -> set[str]:
        texts = ElementTree.fromstring(to_svg(value)).iter(f"{SVG}text")
        return {(text.text or "")[:2] for text in texts if text.get("font-weight") == "bold"} & options

    options = {f"{option.axis}{option.mark}" for axis in edition.axes for option in axis.options}
    assert in_bold(assessed(edition)) == {"A①", "B②", "C③", "D②"}
    assert in_bold(ap.explore(edition, edition.partial_answers(C=2))) == {"C②"}
    assert in_bold(edition) == in_bold(ap.explore(edition, edition.partial_answers())) == set()
    assert to_svg(assessed(edition, A=1)) != to_svg(assessed(edition, A=4))


def test_while_the_first_question_is_open_no_way_is_taken(edition: ap.Edition) -> None:
    for known in (edition.partial_answers(), edition.partial_answers(B=1)):
        assert "taken" not in to_svg(ap.explore(edition, known))


def test_an_outcome_that_nothing_can_change_is_a_tree_of_one_box(edition: ap.Edition) -> None:
    always = attrs.evolve(
        edition, rules=(attrs.evolve(edition.rules[0], when=attrs.evolve(edition.rules[0].when, sets={})),)
    )
    svg = to_svg(assessed(always))
    assert lines_in(svg)[0] == "高"
    assert "data-way" not in svg


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "</text></svg>",
        '" onload="alert(1)',
        "&lt;b&gt; &amp;",
        "]]>",
        "<!--",
        "\ufffe\uffff",
    ],
)
def test_hostile_words_show_as_text(edition: ap.Edition, words: str) -> None:
    svg = to_svg(assessed(called(edition, words)))
    names = [title.text for title in ElementTree.fromstring(svg).iter(f"{SVG}title")]
    assert f"C {words.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})}" in names


def test_a_long_name_is_cut_in_its_box_and_told_in_full_behind_it(edition: ap.Edition) -> None:
    svg = to_svg(called(edition, "長い名" * 500))
    titles = [title.text for title in ElementTree.fromstring(svg).iter(f"{SVG}title")]
    assert "C " + "長い名" * 500 in titles
    boxes = [group for group in ElementTree.fromstring(svg).iter(f"{SVG}g") if "data-box" in group.attrib]
    assert all(len(list(box.iter(f"{SVG}text"))) <= 8 for box in boxes)
    assert all([text.text for text in box.iter(f"{SVG}text")][-1].endswith("…") for box in boxes)  # type: ignore[union-attr]


def test_letters_of_unknown_width_are_squeezed_into_the_width_set_aside_for_them(edition: ap.Edition) -> None:
    assert "textLength" not in to_svg(edition)
    svg = to_svg(called(edition, "﷽ 𒐫 é"))
    [outcome, *_] = [text for text in ElementTree.fromstring(svg).iter(f"{SVG}text") if text.text == "﷽ 𒐫 é"]
    assert float(outcome.attrib["textLength"]) == pytest.approx(measure_width("﷽ 𒐫 é") * 13, abs=0.1)


@pytest.mark.parametrize("value", [None, "2025-05-27", 3])
def test_what_has_no_tree_is_refused(value: object) -> None:
    with pytest.raises(InvalidArgument, match="expected Edition, Assessment, Exploration, not "):
        to_svg(value)  # type: ignore[arg-type]


def test_an_unknown_language_is_refused(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument, match="expected ja, en, not 'fr'"):
        to_svg(edition, language="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "width", "most", "expected"),
    [
        ("", 5, None, ("",)),
        ("あいうえお", 5.1, None, ("あいうえお",)),
        ("あいうえおか", 5.1, None, ("あいうえお", "か")),
        ("あいうえ。か", 4.1, None, ("あいう", "え。か")),
        ("あいう「かき", 4.1, None, ("あいう", "「かき")),
        ("政府職員による判断を経た", 9.1, None, ("政府職員による", "判断を経た")),
        ("政府職員による、判断を経た", 8.1, None, ("政府職員による、", "判断を経た")),
        ("範囲・種別", 4.1, None, ("範囲・", "種別")),
        ("漢字漢字漢字かな", 5.1, None, ("漢字漢字漢", "字かな")),
        ("a\n b\t c", 9, None, ("a b c",)),
        ("internationalization", 5, None, ("internati", "onalizat", "ion")),
        ("あいうえおかきくけこ", 3.1, 2, ("あいう", "えお…")),
        ("あいうえお。", 2.1, 2, ("あい", "う…")),
    ],
)
def test_text_is_broken_into_lines(text: str, width: float, most: int | None, expected: tuple[str, ...]) -> None:
    assert break_lines(text, width, most=most) == expected


def test_even_lines_are_no_more_and_break_no_word() -> None:
    text = "Whether confidential or personal information is learned from"
    assert len(break_evenly(text, 10, most=8)) == len(break_lines(text, 10))
    assert " ".join(break_evenly(text, 10, most=8)) == text
    assert break_evenly("", 10, most=8) == ("",)


def test_japanese_and_english_are_measured() -> None:
    assert is_measured("A① 利用者の範囲・種別（共通システム）、DS-920「高」～")
    assert not any(map(is_measured, ["é", "﷽", "한", "я", "🎉", "\u3099"]))


def test_an_element_is_closed_and_its_attributes_are_escaped() -> None:
    assert (
        str(element("a", "x", element("b"), class_="y", data_z='"<')) == '<a class="y" data-z="&quot;&lt;">x<b></b></a>'
    )
