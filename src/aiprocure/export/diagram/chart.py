"""The decision tree as a list of nodes, and how each of them relates to the answers."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from aiprocure.engine.assessment import Assessment
from aiprocure.engine.exploration import Exploration
from aiprocure.engine.tree import Branch, Edge, Leaf, Tree, decision_tree
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.model.axes import Axis, OptionId
from aiprocure.model.edition import Edition
from aiprocure.reports.editions import caution_items
from aiprocure.reports.phrases import Phrases, asked_axes
from aiprocure.reports.report import Drawable

__all__ = ["Chart", "Node", "State", "build_chart"]


class State(StrEnum):
    """How a part of the tree relates to the answers."""

    TAKEN = "taken"
    """The answers lead through it."""
    OPEN = "open"
    """Further answers may lead through it."""
    CLOSED = "closed"
    """No further answer leads through it."""


@attrs.frozen
class Node:
    """A question or an outcome, with the edge that leads to it; its number is its place in the chart."""

    number: int
    tree: Tree
    state: State
    parent: int | None = None
    edge: Edge | None = None

    def name(self, phrases: Phrases) -> str:
        """Return the name of the axis or the outcome."""
        if isinstance(self.tree, Leaf):
            return phrases.of(self.tree.outcome.text)
        return phrases.axis(self.tree.axis)


@attrs.frozen
class Chart:
    """The decision tree of an edition, every node after its parent, and the answers marked in it."""

    edition: Edition
    nodes: tuple[Node, ...]
    """From the first question on, each branch to its end before the next."""
    chosen: frozenset[OptionId] = frozenset()
    """The options answered."""

    @property
    def axes(self) -> tuple[Axis, ...]:
        """The axes that the tree asks, in the order of asking."""
        asked = {node.tree.axis.id for node in self.nodes if isinstance(node.tree, Branch)}
        return tuple(axis for axis in asked_axes(self.edition) if axis.id in asked)

    def marked(self, state: State) -> tuple[Node, ...]:
        """Return the nodes in a state."""
        return tuple(node for node in self.nodes if node.state is state)

    def cautions(self, phrases: Phrases) -> tuple[str, ...]:
        """Return the cautions about the edition, without their citations."""
        return tuple(item.text for item in caution_items(self.edition, phrases))


def build_chart(value: Drawable) -> Chart:
    """Return the tree of an edition, or that of an assessment or exploration with its answers marked.

    Raises :class:`InvalidArgument` for anything else.
    """
    answers: Mapping[str, OptionId]
    match value:
        case Edition():
            edition, answers, state = value, {}, State.OPEN
        case Assessment() | Exploration():
            edition, answers, state = value.edition, value.answers, State.TAKEN
        case _:
            kinds = map(Choice, ("Edition", "Assessment", "Exploration"))
            raise InvalidArgument(Problem.of("wrong-type", value=value, expected=kinds))
    tree, nodes = decision_tree(edition), list[Node]()
    if isinstance(tree, Branch) and tree.axis.id not in answers:
        state = State.OPEN
    _add(nodes, Node(0, tree, state), answers)
    return Chart(edition, tuple(nodes), frozenset(answers.values()))


def _add(nodes: list[Node], node: Node, answers: Mapping[str, OptionId]) -> None:
    nodes.append(node)
    if isinstance(node.tree, Branch):
        for edge in node.tree.edges:
            state = _state(node, edge, answers.get(node.tree.axis.id))
            _add(nodes, Node(len(nodes), edge.to, state, node.number, edge), answers)


def _state(parent: Node, edge: Edge, answer: OptionId | None) -> State:
    if parent.state is State.CLOSED:
        return State.CLOSED
    if answer is None:
        return State.OPEN
    return parent.state if answer in {option.id for option in edge.options} else State.CLOSED
