"""The decision tree as the text of a Mermaid flowchart."""

from collections.abc import Iterator

from aiprocure.engine.tree import Leaf
from aiprocure.errors.text import Language
from aiprocure.export.diagram.chart import Chart, Node, State, build_chart
from aiprocure.model.axes import Option
from aiprocure.reports.phrases import Phrases
from aiprocure.reports.report import Drawable

__all__ = ["to_mermaid"]

_PLAIN = frozenset(" ,、。・（）「」")
_STYLES = {
    State.TAKEN: "stroke-width:4px",
    State.OPEN: "stroke-width:1px",
    State.CLOSED: "stroke-width:1px,stroke-dasharray:2 4",
}


def to_mermaid(value: Drawable, *, language: Language = "ja") -> str:
    """Return the decision tree of an edition as a Mermaid flowchart, with the path marked where there is one.

    Questions are boxes, outcomes rounded; the nodes are of the classes ``taken``, ``open`` and ``closed``, which the
    weight and the dashes of their lines tell apart. Beside the tree are the edition, with the cautions about it,
    and what the marks mean. Every character that could be syntax is written as a code.

    >>> from aiprocure import editions
    >>> for line in to_mermaid(editions.load("2025-05-27")).splitlines()[4:7]:
    ...     print(line.strip())
    n0["C 要機密情報や個人情報の学習等の有無"]
    n1(["高"])
    n0 -- "①,④" --> n1
    """
    chart, phrases = build_chart(value), Phrases(language)
    lines = [*_write_tree(chart, phrases), *_write_notes(chart, phrases)]
    for state, style in _STYLES.items():
        if nodes := chart.marked(state):
            ways = ",".join(str(node.number - 1) for node in nodes if node.number)
            lines.append(f"classDef {state} {style}")
            lines.append(f"class {','.join(f'n{node.number}' for node in nodes)} {state}")
            lines += [f"linkStyle {ways} {style}"] if ways else []
    title = _escape(phrases.say("tree_of", edition=phrases.edition(chart.edition)))
    return "\n    ".join(["flowchart LR", f"accTitle: {title}", *lines]) + "\n"


def _write_tree(chart: Chart, phrases: Phrases) -> Iterator[str]:
    """A frame around the tree. No edge crosses it, so Mermaid places nothing else among its nodes."""
    yield from ('subgraph tree[" "]', "direction LR")
    for node in chart.nodes:
        yield from _write_node(node, phrases)
    yield from ("end", "style tree fill:none,stroke:none")


def _write_node(node: Node, phrases: Phrases) -> Iterator[str]:
    opening, closing = ("([", "])") if isinstance(node.tree, Leaf) else ("[", "]")
    yield f'n{node.number}{opening}"{_escape(node.name(phrases))}"{closing}'
    if node.edge:  # the way to a node is the one before it in number, as the first node has none
        yield f'n{node.parent} -- "{_escape(str(node.edge))}" --> n{node.number}'


def _write_notes(chart: Chart, phrases: Phrases) -> Iterator[str]:
    """A frame named by the edition, in it side by side the cautions about the edition and what the marks mean."""
    yield from (f'subgraph notes["{_escape(phrases.edition(chart.edition))}"]', "direction TB")
    options = (
        (phrases.axis(axis), *(_mark_option(option, chart, phrases) for option in axis.options)) for axis in chart.axes
    )
    marked = (phrases.say("chosen_marked"),) if chart.chosen else ()
    for number, passages in enumerate(filter(None, ((*marked, *chart.cautions(phrases)), *options))):
        yield f'note{number}["{"<br>".join(map(_escape, passages))}"]:::note'
    yield from ("end", "style notes fill:none,stroke:none", "classDef note text-align:left,fill:none,stroke:none")


def _mark_option(option: Option, chart: Chart, phrases: Phrases) -> str:
    return f"{'● ' if option.id in chart.chosen else ''}{phrases.option(option)}"


def _escape(text: str) -> str:
    return "".join(map(_escape_character, " ".join(text.split())))


def _escape_character(character: str) -> str:
    if character.isalnum() or character in _PLAIN:
        return character
    return f"#{ord(character) if character.isprintable() else 0xFFFD};"
