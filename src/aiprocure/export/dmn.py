"""The determination as a DMN 1.3 decision table, for the engines and editors of that standard (OMG)."""

import re
from collections.abc import Iterable
from typing import get_args
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from aiprocure.encoding import fingerprint
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import InvalidEdition, Problem
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Language, Text
from aiprocure.export.edition_notes import disputes_by_rule, free_name, notes_on
from aiprocure.export.markup import replace_forbidden
from aiprocure.model.axes import Axis
from aiprocure.model.edition import Edition
from aiprocure.model.rules import ReadingId, Rule
from aiprocure.reports.phrases import Phrases

__all__ = ["to_dmn"]

_NAMESPACES = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
_ANNOTATIONS = ("行 / Row", "出典 / Source", "結論の異なる読み / Disputed by")
_RESERVED = (
    "and|between|else|every|external|false|for|function|if|in|instance|not|null|of|or|return|satisfies|some|then|true"
)
_NO_NAME = re.compile(rf"[0-9]|(?:{_RESERVED})(?![^-.])")
"""How no name in FEEL begins, the language of DMN's expressions: with a digit, or with one of its own words."""
_WIDTH, _HEIGHT, _GAP = 200, 80, 40


def to_dmn(edition: Edition) -> str:
    """Return the determination as DMN 1.3: one decision table with hit policy UNIQUE, and its diagram.

    An input is named by the id of its axis and holds the id of an option; the decision ``outcome`` is the id of an
    outcome. Every row lists the options that it takes on every axis, so a missing answer gives no outcome. Labels are
    in both languages. Raises :class:`InvalidEdition` where the edition is not sound, or the id of an axis is not a name
    in FEEL.

    >>> from aiprocure import editions
    >>> text = to_dmn(editions.load("2025-05-27"))
    >>> text.count("<rule "), 'hitPolicy="UNIQUE"' in text
    (10, True)
    """
    require_sound(edition)
    if problems := [
        Problem.of("no-feel-name", pointer("axes", number, "id"), value=axis.id)
        for number, axis in enumerate(edition.axes)
        if _NO_NAME.match(axis.id)
    ]:
        raise InvalidEdition(problems)
    named = _plain(f"{edition.code} {edition.id}")
    root = Element("definitions", _NAMESPACES)
    root.attrib |= {"id": "definitions", "name": named, "namespace": f"urn:{fingerprint(edition)}"}
    _tell(root, "description", "\n".join(notes_on(edition)))
    for number, axis in enumerate(edition.axes, 1):
        _add_input(root, number, axis)
    source = SubElement(root, "knowledgeSource", {"id": "source", "name": named, "label": _both(edition.text)})
    _tell(source, "type", f"{_phrase(edition.citation.provenance)} {edition.citation}")
    _add_decision(root, edition)
    _add_diagram(root, len(edition.axes))
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_input(root: Element, number: int, axis: Axis) -> None:
    data = SubElement(root, "inputData", {"id": f"input-{number}", "name": axis.id, "label": _both(axis.text)})
    options = (f"{option.id} {option.mark} {_both(option.text)}" for option in axis.options)
    _tell(data, "description", "\n".join((_both(axis.question), *options)))
    SubElement(data, "variable", {"name": axis.id, "typeRef": "string"})


def _add_decision(root: Element, edition: Edition) -> None:
    name = free_name(edition, "outcome")
    decision = SubElement(root, "decision", {"id": "decision", "name": name, "label": _phrase("outcome")})
    _tell(decision, "question", _both(edition.text))
    _tell(decision, "allowedAnswers", "\n".join(f"{each.id} {_both(each.text)}" for each in edition.outcomes))
    SubElement(decision, "variable", {"name": name, "typeRef": "string"})
    for number, _ in enumerate(edition.axes, 1):
        required = SubElement(decision, "informationRequirement", {"id": f"requirement-{number}"})
        SubElement(required, "requiredInput", {"href": f"#input-{number}"})
    authority = SubElement(decision, "authorityRequirement", {"id": "authority"})
    SubElement(authority, "requiredAuthority", {"href": "#source"})
    _add_table(decision, edition)


def _add_table(decision: Element, edition: Edition) -> None:
    titled = {"outputLabel": _phrase("outcome")}
    table = SubElement(decision, "decisionTable", {"id": "table", "hitPolicy": "UNIQUE"} | titled)
    for number, axis in enumerate(edition.axes, 1):
        clause = SubElement(table, "input", {"id": f"clause-{number}", "label": f"{axis.id} {_both(axis.text)}"})
        expression = SubElement(clause, "inputExpression", {"id": f"expression-{number}", "typeRef": "string"})
        _tell(expression, "text", axis.id)
        _tell(SubElement(clause, "inputValues"), "text", _literals(option.id for option in axis.options))
    output = SubElement(table, "output", {"id": "output", "label": _phrase("outcome")})
    _tell(SubElement(output, "outputValues"), "text", _literals(outcome.id for outcome in edition.outcomes))
    for name in _ANNOTATIONS:
        SubElement(table, "annotation", {"name": name})
    disputes = disputes_by_rule(edition)
    for number, rule in enumerate(edition.rules, 1):
        _add_rule(table, number, rule, edition.axes, disputes[rule.id])


def _add_rule(table: Element, number: int, rule: Rule, axes: Iterable[Axis], disputed: Iterable[ReadingId]) -> None:
    row = SubElement(table, "rule", {"id": f"rule-{number}"})
    sets = dict(rule.when.sets)
    for axis in axes:
        chosen = [option.id for option in axis.options if option.id in sets.get(axis.id, {option.id})]
        _tell(SubElement(row, "inputEntry"), "text", _literals(chosen))
    _tell(SubElement(row, "outputEntry"), "text", _literals([rule.outcome]))
    for said in (rule.id, f"{rule.citation} ({_phrase(rule.citation.provenance)})", " ".join(disputed)):
        _tell(SubElement(row, "annotationEntry"), "text", said)


def _add_diagram(root: Element, axes: int) -> None:
    """The decision in the middle above, the inputs in a row below it, and the source to its right."""
    diagram = SubElement(SubElement(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", {"id": "diagram"})
    middle = (axes - 1) * (_WIDTH + _GAP) // 2
    _add_shape(diagram, "decision", middle, 0)
    _add_shape(diagram, "source", middle + _WIDTH + 2 * _GAP, 0)
    for number in range(1, axes + 1):
        left = (number - 1) * (_WIDTH + _GAP)
        _add_shape(diagram, f"input-{number}", left, 2 * _HEIGHT)
        _add_edge(diagram, f"requirement-{number}", (left + _WIDTH // 2, 2 * _HEIGHT), (middle + _WIDTH // 2, _HEIGHT))
    right = middle + _WIDTH
    _add_edge(diagram, "authority", (right + 2 * _GAP, _HEIGHT // 2), (right, _HEIGHT // 2))


def _add_shape(diagram: Element, of: str, x: int, y: int) -> None:
    shape = SubElement(diagram, "dmndi:DMNShape", {"id": f"shape-{of}", "dmnElementRef": of})
    SubElement(shape, "dc:Bounds", {"x": str(x), "y": str(y), "width": str(_WIDTH), "height": str(_HEIGHT)})


def _add_edge(diagram: Element, of: str, *points: tuple[int, int]) -> None:
    edge = SubElement(diagram, "dmndi:DMNEdge", {"id": f"edge-{of}", "dmnElementRef": of})
    for x, y in points:
        SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})


def _tell(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _plain(text)


def _plain(text: str) -> str:
    return replace_forbidden(text)


def _literals(ids: Iterable[str]) -> str:
    return ",".join(f'"{id_}"' for id_ in ids)


def _both(text: Text) -> str:
    """A passage in Japanese and, where there is one, in English."""
    return _plain(text.ja if text.en is None else f"{text.ja} / {text.en}")


def _phrase(name: str) -> str:
    return " / ".join(Phrases(language).say(name) for language in get_args(Language))
