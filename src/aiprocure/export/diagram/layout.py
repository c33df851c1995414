"""The place of every part of a drawn tree: a column for each axis, the first one asked at the left."""

import attrs

from aiprocure.engine.tree import Branch, Leaf
from aiprocure.export.diagram.chart import Chart, Node
from aiprocure.export.diagram.text_width import break_evenly, break_lines, measure_width
from aiprocure.reports.phrases import Phrases

__all__ = ["EM", "LINE", "PADDING", "Box", "Layout", "arrange_boxes"]

EM = 13
"""The size of the letters in pixels, as all lengths here."""
LINE = 18
"""From one line of text to the next."""
PADDING = 10

_AXIS_WIDTH, _OUTCOME_WIDTH, _MARKS_WIDTH, _LEAST_WIDTH, _MOST_LINES = 140, 104, 78, 24, 8


@attrs.frozen
class Box:
    """A node in its place: ``x`` is its left edge, ``y`` its middle."""

    node: Node
    lines: tuple[str, ...]
    """Its name."""
    marks: tuple[str, ...]
    """The options that lead here, written above the line that ends at its left edge."""
    width: float
    x: float = 0
    y: float = 0

    @property
    def height(self) -> int:
        """The height of the box itself."""
        return len(self.lines) * LINE + PADDING

    @property
    def band(self) -> int:
        """The height that the box takes up, with the marks before it."""
        return PADDING + max(self.height, 2 * len(self.marks) * LINE)


@attrs.frozen
class Layout:
    """A drawn tree: its boxes in the order of the chart, and its size."""

    boxes: tuple[Box, ...]
    width: float
    height: float


def arrange_boxes(chart: Chart, phrases: Phrases) -> Layout:
    """Return the layout of a chart: wide enough for every word, and no higher than needed."""
    boxes = _place_in_columns(chart, [_make_box(node, phrases) for node in chart.nodes])
    tops, bands = _stack_bands(chart.nodes, [box.band for box in boxes])
    placed = tuple(attrs.evolve(box, y=top + band / 2) for box, top, band in zip(boxes, tops, bands, strict=True))
    return Layout(placed, max(box.x + box.width for box in placed), bands[0])


def _make_box(node: Node, phrases: Phrases) -> Box:
    width: float = _AXIS_WIDTH if isinstance(node.tree, Branch) else _OUTCOME_WIDTH
    lines = break_evenly(node.name(phrases), width / EM, most=_MOST_LINES)
    marks = break_lines(str(node.edge), _MARKS_WIDTH / EM) if node.edge else ()
    if isinstance(node.tree, Leaf):
        width = max(_LEAST_WIDTH, *(measure_width(line) * EM for line in lines))
    return Box(node, lines, marks, round(width + 2 * PADDING))


def _place_in_columns(chart: Chart, boxes: list[Box]) -> list[Box]:
    """The boxes, each as far to the right as its axis is asked, an outcome right after the axis that leads to it."""
    order = [axis.id for axis in chart.axes]
    marks = max((measure_width(line) * EM for box in boxes for line in box.marks), default=0)
    step = round(_AXIS_WIDTH + 2 * PADDING + marks + 4 * PADDING)
    columns: list[int] = []
    for node in chart.nodes:
        if isinstance(node.tree, Branch):
            columns.append(order.index(node.tree.axis.id))
        else:
            columns.append(0 if node.parent is None else columns[node.parent] + 1)
    return [attrs.evolve(box, x=step * column) for box, column in zip(boxes, columns, strict=True)]


def _stack_bands(nodes: tuple[Node, ...], least: list[int]) -> tuple[list[float], list[int]]:
    """The band of height that each node has to itself and its branches: where it begins, and how high it is."""
    bands, children = list(least), [list[int]() for _ in nodes]
    for node in nodes:
        if node.parent is not None:
            children[node.parent].append(node.number)
    for node in reversed(nodes):
        bands[node.number] = max(least[node.number], sum(bands[child] for child in children[node.number]))
    tops: list[float] = [0] * len(nodes)
    for node in nodes:
        below = [bands[child] for child in children[node.number]]
        top = tops[node.number] + (bands[node.number] - sum(below)) / 2
        for child, band in zip(children[node.number], below, strict=True):
            tops[child], top = top, top + band
    return tops, bands
