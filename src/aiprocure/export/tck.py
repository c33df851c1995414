"""Test cases for DMN engines, in the format of the OMG's conformance kit (TCK)."""

import itertools
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from aiprocure.engine.decisions import decisions_of, first_combinations
from aiprocure.engine.soundness import require_sound
from aiprocure.export.edition_notes import free_name, notes_on
from aiprocure.export.markup import replace_forbidden
from aiprocure.model.axes import Option
from aiprocure.model.edition import Edition

__all__ = ["to_tck"]

_NAMESPACES = {
    "xmlns": "http://www.omg.org/spec/DMN/20160719/testcase",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:xsd": "http://www.w3.org/2001/XMLSchema",
}


def to_tck(edition: Edition, *, model: str | None = None) -> str:
    """Return a test case for each combination of answers, and for each row with one answer missing, as XML.

    ``model`` is the name of the file that holds ``to_dmn(edition)``; without it that is the id of the edition, and
    ``.dmn``. A missing answer has no outcome. Raises :class:`InvalidEdition` where the edition is not sound.

    >>> from aiprocure import editions
    >>> to_tck(editions.load("2025-05-27")).count("<testCase ")
    184
    """
    require_sound(edition)
    decisions = edition.once(decisions_of)
    root = Element("testCases", _NAMESPACES)
    SubElement(root, "modelName").text = replace_forbidden(model or f"{edition.id}.dmn")
    labels = SubElement(root, "labels")
    for note in notes_on(edition):
        SubElement(labels, "label").text = replace_forbidden(note)
    number = itertools.count(1)
    for options, outcome in zip(
        itertools.product(*(axis.options for axis in edition.axes)), decisions.outcomes, strict=True
    ):
        _add_case(root, next(number), edition, options, outcome)
    for options in first_combinations(edition):
        for missing in options:
            _add_case(root, next(number), edition, [option for option in options if option != missing], None)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_case(root: Element, number: int, edition: Edition, options: Iterable[Option], outcome: str | None) -> None:
    answers = {option.axis: option.id for option in options}
    case = SubElement(root, "testCase", {"id": f"{number:03}"})
    for axis in edition.axes:
        _add_value(SubElement(case, "inputNode", {"name": axis.id}), answers.get(axis.id))
    result = SubElement(case, "resultNode", {"name": free_name(edition, "outcome"), "type": "decision"})
    _add_value(SubElement(result, "expected"), outcome)


def _add_value(parent: Element, text: str | None) -> None:
    kind = {"xsi:nil": "true"} if text is None else {"xsi:type": "xsd:string"}
    SubElement(parent, "value", kind).text = text
