"""The decision tree as the text of a Mermaid flowchart."""

from collections.abc import Iterator

from aiprocure.drawing.chart import Drawable, Node, State, chart_of
from aiprocure.engine.tree import Leaf
from aiprocure.model.text import Language
from aiprocure.phrases import Phrases

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
    weight and the dashes of their lines tell apart. Text stands in it with all that could be syntax as a code.

    >>> from aiprocure import editions
    >>> for line in to_mermaid(editions.load("2025-05-27")).splitlines()[2:5]:
    ...     print(line.strip())
    n0["C 要機密情報や個人情報の学習等の有無"]
    n1(["高"])
    n0 -- "①,④" --> n1
    """
    chart, phrases = chart_of(value), Phrases(language)
    lines = [line for node in chart.nodes for line in _lines(node, phrases)]
    for state, style in _STYLES.items():
        if nodes := chart.marked(state):
            ways = ",".join(str(node.number - 1) for node in nodes if node.number)
            lines.append(f"classDef {state} {style}")
            lines.append(f"class {','.join(f'n{node.number}' for node in nodes)} {state}")
            lines += [f"linkStyle {ways} {style}"] if ways else []
    title = _escaped(phrases.say("tree_of", edition=phrases.edition(chart.edition)))
    return "\n    ".join(["flowchart LR", f"accTitle: {title}", *lines]) + "\n"


def _lines(node: Node, phrases: Phrases) -> Iterator[str]:
    opening, closing = ("([", "])") if isinstance(node.tree, Leaf) else ("[", "]")
    yield f'n{node.number}{opening}"{_escaped(node.name(phrases))}"{closing}'
    if node.edge:  # the way to a node is the one before it in number, as the first node has none
        yield f'n{node.parent} -- "{_escaped(str(node.edge))}" --> n{node.number}'


def _escaped(text: str) -> str:
    return "".join(map(_escaped_character, " ".join(text.split())))


def _escaped_character(character: str) -> str:
    if character.isalnum() or character in _PLAIN:
        return character
    return f"#{ord(character) if character.isprintable() else 0xFFFD};"
