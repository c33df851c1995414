"""The decision tree, drawn as SVG.

It refers to nothing outside itself. It has a white background of its own, so that it reads the same on a dark page,
and the weight of lines and their dashes tell the path, so that it reads the same without colours.
"""

import hashlib
from collections.abc import Iterator

import attrs

from aiprocure.engine.tree import Leaf
from aiprocure.errors.text import Language
from aiprocure.export.diagram.chart import Chart, Node, State, build_chart
from aiprocure.export.diagram.layout import EM, LINE, PADDING, Box, Layout, arrange_boxes
from aiprocure.export.diagram.text_width import break_lines, is_measured, measure_width
from aiprocure.export.markup import Markup, element
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Drawable

__all__ = ["draw_bare_tree", "draw_tree"]

_FONTS = "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,sans-serif"
_INK, _FAINT, _GROUND, _GRAVEST = "#1a1a1a", "#5c5c5c", (255, 255, 255), (247, 214, 195)
_LEAST_WIDTH, _MARGIN, _SAMPLE, _CORNER = 560, 16, 44, 6
_SMALLEST = 0.8  # a page may shrink it so far; smaller letters could not be read
_STROKES: dict[State, dict[str, object]] = {
    State.TAKEN: {"stroke": _INK, "stroke_width": 3.5},
    State.OPEN: {"stroke": _INK, "stroke_width": 1.25},
    State.CLOSED: {"stroke": _FAINT, "stroke_width": 1, "stroke_dasharray": "2 4"},
}


@attrs.frozen
class _Note:
    """A passage under the tree, behind a sample of the line that it explains, if any."""

    lines: tuple[str, ...]
    sample: State | None = None
    bold: bool = False


def draw_tree(value: Drawable, language: Language) -> Markup:
    """Return the drawing of the decision tree of an edition, assessment or exploration, as an element ``svg``.

    Its ids are made from its content: two figures in a page share them only where they show and say the same.
    """
    chart, phrases = build_chart(value), Phrases(language)
    layout = arrange_boxes(chart, phrases)
    width = max(layout.width, _LEAST_WIDTH)
    notes = tuple(_collect_notes(chart, phrases, (width - _SAMPLE) / EM))
    drawn = element(
        "g",
        *_draw_edges(layout),
        *(_draw_box(box, chart, phrases) for box in layout.boxes),
        *_draw_notes(notes, layout.height + LINE),
        transform=f"translate({_MARGIN} {_MARGIN})",
    )
    height = layout.height + LINE * sum(0.5 + sum(len(note.lines) for note in group) for group in notes)
    title = phrases.say("tree_of", edition=phrases.edition(chart.edition))
    return _frame(drawn, width + 2 * _MARGIN, height + 2 * _MARGIN, title, _describe_paths(chart, phrases))


def draw_bare_tree(edition: Edition, language: Language) -> Markup:
    """Return the decision tree of an edition without words below it, for a page that marks the answers itself.

    Every part carries its number, as in :func:`draw_tree`: ``data-box``, and ``data-way`` for the edge that leads to a
    box. It has no attribute ``style``, which a strict policy of a page would not let be.
    """
    chart, phrases = build_chart(edition), Phrases(language)
    layout = arrange_boxes(chart, phrases)
    boxes = (_draw_box(box, chart, phrases) for box in layout.boxes)
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    return element(
        "svg",
        element("g", element("g", *_draw_edges(layout)), *boxes, transform=f"translate({_MARGIN} {_MARGIN})"),
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width:.10g}",
        height=f"{height:.10g}",
        viewBox=f"0 0 {width:.10g} {height:.10g}",
        role="img",
        aria_label=phrases.say("tree_of", edition=phrases.edition(edition)),
        font_family=_FONTS,
        font_size=EM,
        fill=_INK,
    )


def _frame(drawn: Markup, width: float, height: float, title: str, description: str) -> Markup:
    content = element("g", drawn, title, description).source
    name = f"aiprocure-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        element("rect", width="100%", height="100%", rx=_CORNER, fill=_shade(0)),
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{width:.10g}",
        height=f"{height:.10g}",
        viewBox=f"0 0 {width:.10g} {height:.10g}",
        style=f"max-width:100%;min-width:{width * _SMALLEST:.0f}px;height:auto",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=_FONTS,
        font_size=EM,
        fill=_INK,
    )


def _draw_edges(layout: Layout) -> Iterator[Markup]:
    """The edge to each box but the first; those that the answers take come last, and so lie on top."""
    for state in reversed(State):
        for box in layout.boxes:
            if box.node.parent is not None and box.node.state is state:
                yield _draw_edge(layout.boxes[box.node.parent], box)


def _draw_edge(parent: Box, box: Box) -> Markup:
    start, turn = parent.x + parent.width, parent.x + parent.width + 2 * PADDING
    line = element(
        "path",
        d=f"M{start:.10g} {parent.y:.10g}H{turn:.10g}V{box.y:.10g}H{box.x:.10g}",
        fill="none",
        **_STROKES[box.node.state],
    )
    lowest = box.y - PADDING / 2 - LINE * (len(box.marks) - 1)
    marks = (_draw_text(mark, (turn + box.x) / 2, lowest + LINE * i, box.node) for i, mark in enumerate(box.marks))
    return element("g", line, *marks, data_way=box.node.number, data_state=box.node.state)


def _draw_box(box: Box, chart: Chart, phrases: Phrases) -> Markup:
    """A question as a box with square corners, an outcome as a rounded one, the graver the darker."""
    node, shade, corner = box.node, 0.0, 2.0
    if isinstance(node.tree, Leaf):
        outcomes = chart.edition.outcomes
        shade, corner = outcomes.index(node.tree.outcome) / max(len(outcomes) - 1, 1), box.height / 2
    frame = element(
        "rect",
        x=f"{box.x:.10g}",
        y=f"{box.y - box.height / 2:.10g}",
        width=f"{box.width:.10g}",
        height=f"{box.height:.10g}",
        rx=f"{corner:.10g}",
        fill=_shade(shade),
        **_STROKES[node.state],
    )
    first = box.y + EM * 0.36 - LINE * (len(box.lines) - 1) / 2
    lines = (_draw_text(line, box.x + box.width / 2, first + LINE * i, node) for i, line in enumerate(box.lines))
    return element("g", element("title", node.name(phrases)), frame, *lines, data_box=node.number)


def _draw_text(line: str, x: float, y: float, node: Node | None = None, *, bold: bool = False) -> Markup:
    """A line of text, centred if it belongs to a node; squeezed if its width is a guess."""
    attributes: dict[str, object] = {"x": f"{x:.10g}", "y": f"{y:.10g}"}
    if not is_measured(line):
        attributes |= {"textLength": f"{measure_width(line) * EM:.1f}", "lengthAdjust": "spacingAndGlyphs"}
    if node is not None:
        attributes["text_anchor"] = "middle"
        if node.state is State.CLOSED:
            attributes["fill"] = _FAINT
    if bold or (node is not None and node.state is State.TAKEN):
        attributes["font_weight"] = "bold"
    return element("text", line, **attributes)


def _collect_notes(chart: Chart, phrases: Phrases, width: float) -> Iterator[tuple[_Note, ...]]:
    """What is written under the tree, in groups: what its lines and its marks mean, and which edition it is of."""
    states = [state for state in State if chart.marked(state)]
    if len(states) > 1:
        yield tuple(_Note(break_lines(phrases.say(f"way_{state}"), width), state) for state in states)
    for axis in chart.axes:
        yield tuple(
            _Note(break_lines(phrases.option(option), width), bold=option.id in chart.chosen) for option in axis.options
        )
    said = (phrases.edition(chart.edition), *chart.cautions(phrases))
    yield tuple(_Note(break_lines(passage, width)) for passage in said)


def _draw_notes(groups: tuple[tuple[_Note, ...], ...], y: float) -> Iterator[Markup]:
    for group in groups:
        y += LINE / 2
        for note in group:
            if note.sample:
                yield element("path", d=f"M0 {y - EM * 0.36:.10g}H{_SAMPLE - PADDING}", **_STROKES[note.sample])
            for line in note.lines:
                yield _draw_text(line, _SAMPLE if note.sample else 0, y, bold=note.bold)
                y += LINE


def _describe_paths(chart: Chart, phrases: Phrases) -> str:
    """Every way through the tree that the answers leave open, in words: nothing in the picture itself is read out."""
    ends = (node for node in chart.nodes if isinstance(node.tree, Leaf) and node.state is not State.CLOSED)
    return "\n".join((*(_describe_path(chart, node, phrases) for node in ends), *chart.cautions(phrases)))


def _describe_path(chart: Chart, node: Node, phrases: Phrases) -> str:
    steps = [node.name(phrases)]
    while node.parent is not None and node.edge:
        given = [option for option in node.edge.options if option.id in chart.chosen] or node.edge.options
        options = " / ".join(f"{option.mark} {phrases.of(option.text)}" for option in given)
        node = chart.nodes[node.parent]
        steps = [node.name(phrases), options, *steps]
    return " → ".join(steps)


def _shade(share: float) -> str:
    """The colour of a ground: white for the lightest outcome, and darker by its share for the graver ones."""
    mixed = (round(light + (dark - light) * share) for light, dark in zip(_GROUND, _GRAVEST, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
