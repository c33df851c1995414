"""Laws of the drawings, over generated editions: held against the tree and the answers, never against the layout."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from xml.etree import ElementTree

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import aiprocure as ap
from aiprocure.engine.tree import Branch, Tree
from aiprocure.errors.text import Language
from aiprocure.export import to_html, to_mermaid, to_svg, to_text
from aiprocure.model.rules import Condition, Rule, RuleId
from brute import every_case
from soak import examples
from strategies import CITATION, answers_to, sound_editions

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["ja", "en"])
EM = 13
few = settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])


@st.composite
def ragged_editions(draw: st.DrawFn) -> ap.Edition:
    """An edition whose rows are one a combination, and decide it at random: its tree branches wherever it can."""
    edition = draw(sound_editions(most_axes=4, most_options=3))
    chance = Random(draw(st.integers(0, 2**32)))
    rules = (
        Rule(
            RuleId(f"R{number}"), Condition((axis, {option}) for axis, option in answers.choices), outcome.id, CITATION
        )
        for number, answers in enumerate(edition.all_answers())
        for outcome in [chance.choice(edition.outcomes)]
    )
    return attrs.evolve(edition, rules=tuple(rules))


EDITIONS = sound_editions(most_axes=4, most_options=4) | ragged_editions()


def ways_of(tree: Tree) -> Iterator[str]:
    """The marks on every edge of a tree, each branch to its end before the next."""
    for edge in tree.edges if isinstance(tree, Branch) else ():
        yield ",".join(option.mark for option in edge.options)
        yield from ways_of(edge.to)


def names_of(tree: Tree, language: Language) -> Iterator[str]:
    """What every node of a tree is called, in the same order."""
    if isinstance(tree, Branch):
        yield f"{tree.axis.id} {tree.axis.text.in_language(language)}"
        for edge in tree.edges:
            yield from names_of(edge.to, language)
    else:
        yield tree.outcome.text.in_language(language)


def visited(tree: Tree, case: Mapping[str, str]) -> Iterator[int]:
    """The numbers of the nodes that complete answers pass, in the order of the tree."""
    number = 0
    yield number
    while isinstance(tree, Branch):
        number += 1
        for edge in tree.edges:
            if case[tree.axis.id] in [option.id for option in edge.options]:
                tree = edge.to
                break
            number += 1 + sum(1 for _ in ways_of(edge.to))
        yield number


def groups(svg: str, kind: str) -> dict[int, ElementTree.Element]:
    """The ways or the boxes of a drawing, by number."""
    found = (group for group in ElementTree.fromstring(svg).iter(f"{SVG}g") if f"data-{kind}" in group.attrib)
    return {int(group.attrib[f"data-{kind}"]): group for group in found}


def written(group: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in group.iter(f"{SVG}text"))


@few
@given(EDITIONS, LANGUAGES)
def test_a_drawing_has_exactly_the_edges_and_the_nodes_of_the_tree(edition: ap.Edition, language: Language) -> None:
    svg, tree = to_svg(edition, language=language), ap.decision_tree(edition)
    ways, boxes = groups(svg, "way"), groups(svg, "box")
    assert [written(ways[number]) for number in sorted(ways)] == list(ways_of(tree))
    names = [boxes[number].findtext(f"{SVG}title") for number in sorted(boxes)]
    assert names == list(names_of(tree, language))
    for box, name in zip(boxes.values(), names, strict=True):
        assert re.sub(r"\s|…", "", written(box)) in re.sub(r"\s", "", name or "")


@few
@given(st.data(), EDITIONS)
def test_the_ways_that_are_marked_are_those_that_the_answers_take(data: st.DataObject, edition: ap.Edition) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    ways = groups(to_svg(assessment), "way")
    taken = [written(ways[number]) for number in sorted(ways) if ways[number].get("data-state") == "taken"]
    assert len(taken) == len(assessment.path)
    assert all(step.option.mark in marks.split(",") for step, marks in zip(assessment.path, taken, strict=True))
    assert {way.get("data-state") for way in ways.values()} <= {"taken", "closed"}


@few
@given(st.data(), EDITIONS)
def test_an_exploration_marks_what_every_some_or_no_completion_passes(data: st.DataObject, edition: ap.Edition) -> None:
    open_axes = data.draw(st.sets(st.sampled_from([axis.id for axis in edition.axes])))
    known = {axis: option for axis, option in data.draw(answers_to(edition)).items() if axis not in open_axes}
    assert states(edition, known) == expected_states(edition, known)


def test_on_the_shipped_edition_too(edition: ap.Edition) -> None:
    choices = [[None, *(option.id for option in axis.options)] for axis in edition.axes]
    for options in list(product(*choices))[::7]:
        known: dict[str, str] = {axis.id: option for axis, option in zip(edition.axes, options, strict=True) if option}
        assert states(edition, known) == expected_states(edition, known)


def states(edition: ap.Edition, known: Mapping[str, str]) -> dict[int, str | None]:
    """How a drawing marks each way, by number."""
    ways = groups(to_svg(ap.explore(edition, edition.partial_answers(**known))), "way")
    return {number: way.get("data-state") for number, way in ways.items()}


def expected_states(edition: ap.Edition, known: Mapping[str, str]) -> dict[int, str]:
    """How each way should be marked, by every combination that completes some answers."""
    tree, cases = ap.decision_tree(edition), [case for case in every_case(edition) if known.items() <= case.items()]
    passing = Counter(number for case in cases for number in visited(tree, case))
    return {
        number: "closed" if not passing[number] else "taken" if passing[number] == len(cases) else "open"
        for number in range(1, 1 + sum(1 for _ in ways_of(tree)))
    }


@few
@given(EDITIONS, LANGUAGES)
def test_no_text_is_wider_or_higher_than_its_place(edition: ap.Edition, language: Language) -> None:
    svg = to_svg(edition, language=language)
    page = float(ElementTree.fromstring(svg).attrib["width"])
    for box in groups(svg, "box").values():
        [frame] = box.iter(f"{SVG}rect")
        top, height = float(frame.attrib["y"]), float(frame.attrib["height"])
        for line in box.iter(f"{SVG}text"):
            assert width(line) <= float(frame.attrib["width"])
            assert top + EM * 0.8 < float(line.attrib["y"]) < top + height - EM * 0.2
    for line in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        assert width(line) < page


def width(line: ElementTree.Element) -> float:
    """How wide a line is where every letter takes up half of what 漢字 do, or as wide as it is said to be."""
    return float(line.get("textLength", cell_len(line.text or "") / 2 * EM))


@few
@given(EDITIONS)
def test_no_box_and_no_words_lie_on_another(edition: ap.Edition) -> None:
    assert_apart(to_svg(edition))


def test_nor_where_marks_are_words_that_take_several_lines(edition: ap.Edition) -> None:
    axes = tuple(
        attrs.evolve(axis, options=tuple(attrs.evolve(o, mark=f"とても長い選択肢その{o.number}") for o in axis.options))
        for axis in edition.axes
    )
    svg = to_svg(attrs.evolve(edition, axes=axes))
    assert max(len(list(way.iter(f"{SVG}text"))) for way in groups(svg, "way").values()) > 2
    assert_apart(svg)


def assert_apart(svg: str) -> None:
    """No box lies on another box or on the words of a way, and no words on others."""
    boxes = [area(box) for box in groups(svg, "box").values()]
    words = [area_of_text(line) for way in groups(svg, "way").values() for line in way.iter(f"{SVG}text")]
    places = [*boxes, *words]
    assert not [(a, b) for i, a in enumerate(places) for b in places[i + 1 :] if meet(a, b)]


Area = tuple[float, float, float, float]


def area(box: ElementTree.Element) -> Area:
    [frame] = box.iter(f"{SVG}rect")
    x, y, wide, high = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + wide, y + high


def area_of_text(line: ElementTree.Element) -> Area:
    x, y, half = float(line.attrib["x"]), float(line.attrib["y"]), width(line) / 2
    return x - half, y - EM * 0.8, x + half, y


def meet(a: Area, b: Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@few
@given(st.data(), EDITIONS, LANGUAGES)
def test_nothing_that_an_edition_says_is_markup(data: st.DataObject, edition: ap.Edition, language: Language) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    exploration = ap.explore(edition, edition.partial_answers())
    comparison = ap.compare(edition, edition.with_rules(edition.readings[0].rules) if edition.readings else edition)
    page = {f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "rect", "path", "text")}
    page |= {"div", "p", "h3", "h4", "ul", "li", "span", "strong"}
    for value in (edition, assessment, exploration, comparison):
        told = ElementTree.fromstring(to_html(value, language=language))
        assert {element.tag for element in told.iter()} <= page
    assert edition.text.in_language(language) in "".join(
        ElementTree.fromstring(to_html(edition, language=language)).itertext()
    )


@few
@given(st.data(), EDITIONS, LANGUAGES)
def test_plain_text_tells_word_for_word_what_html_tells(
    data: st.DataObject, edition: ap.Edition, language: Language
) -> None:
    """But for the drawing."""
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    comparison = ap.compare(edition, edition.with_rules(edition.readings[0].rules) if edition.readings else edition)
    explored = ap.explore(edition, edition.partial_answers(**dict(list(assessment.answers.items())[:1])))
    for value in (edition, assessment, explored, comparison, ap.what_if(assessment)):
        told = ElementTree.fromstring(to_html(value, language=language))
        for drawing in told.findall("div"):
            told.remove(drawing)
        plain = to_text(value, language=language)
        assert re.sub(r"\s", "", "".join(told.itertext())) == re.sub(r"\s", "", plain)


@few
@given(EDITIONS, LANGUAGES)
def test_an_edition_that_is_equal_is_drawn_by_the_same_bytes(edition: ap.Edition, language: Language) -> None:
    again = ap.encoding.from_data(ap.encoding.to_data(edition), ap.Edition)
    for drawn in (to_svg, to_mermaid, to_html):
        assert drawn(again, language=language).encode() == drawn(edition, language=language).encode()


@few
@given(st.data(), EDITIONS, LANGUAGES)
def test_a_flowchart_has_the_nodes_the_edges_and_the_path(
    data: st.DataObject, edition: ap.Edition, language: Language
) -> None:
    assessment = ap.assess(edition, data.draw(answers_to(edition)))
    tree, chart = ap.decision_tree(edition), to_mermaid(assessment, language=language)
    nodes = re.findall(r'^    n(\d+)(?:\["(.*)"\]|\(\["(.*)"\]\))$', chart, re.MULTILINE)
    assert [decoded(box or rounded) for _, box, rounded in nodes] == [
        " ".join(n.split()) for n in names_of(tree, language)
    ]
    ways = re.findall(r'^    n\d+ -- "(.*)" --> n(\d+)$', chart, re.MULTILINE)
    assert [decoded(marks) for marks, _ in ways] == list(ways_of(tree))
    assert [number for number, *_ in nodes] == ["0", *(number for _, number in ways)]
    taken = re.search(r"^    class (.*) taken$", chart, re.MULTILINE)
    assert taken
    assert taken[1].split(",") == [f"n{number}" for number in visited(tree, assessment.answers)]


def decoded(text: str) -> str:
    assert not re.search(r"[\"`\[\]{}<>|\\%@&*_~!$?=+-]|#(?!\d+;)", text)
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), text)
