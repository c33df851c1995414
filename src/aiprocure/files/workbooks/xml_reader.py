"""XML read element by element, within bounds on what that costs.

Names are taken as they are written, and a prefix is cut off: what a prefix stands for is never put in its place, so
that reading costs no more than the part is long. Nothing is declared in a part that gets here, so nothing expands.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, Protocol, TypeAlias
from xml.parsers import expat

import attrs

from aiprocure.files.workbooks.bounds import MOST_CHARACTERS, MOST_ELEMENTS, too_large

__all__ = [
    "Begin",
    "Budget",
    "End",
    "Part",
    "Spending",
    "Take",
    "is_true",
    "local_names",
    "read_xml",
    "read_xml_in_pieces",
]

_MOST_ATTRIBUTES = 50
_DEEPEST = 32
_PIECE = 65_536
_MOST_SILENT = 5  # pieces in which nothing begins or ends: one long comment, or many
_LONGEST_STRETCH = 300_000  # a cell of 32,767 characters, each written as a reference, is less

Begin: TypeAlias = Callable[[int, str, Mapping[str, str]], None]
End: TypeAlias = Callable[[int, str], None]
Take: TypeAlias = Callable[[str], None]


@attrs.frozen
class Part:
    """A part of a package: its name, and its XML."""

    name: str
    xml: bytes


class Spending(Protocol):
    """What reading may cost."""

    def spend_element(self) -> None:
        """Count one element."""

    def spend_characters(self, count: int) -> None:
        """Count characters between the tags."""


@attrs.define
class Budget:
    """What is left of the elements and characters that the parts of one workbook may hold in all."""

    elements: int = MOST_ELEMENTS
    characters: int = MOST_CHARACTERS

    def spend_element(self) -> None:
        """Count one element."""
        self.elements -= 1
        if self.elements < 0:
            raise too_large(MOST_ELEMENTS, "XMLの要素の数", "XML elements")

    def spend_characters(self, count: int) -> None:
        """Count characters between the tags."""
        self.characters -= count
        if self.characters < 0:
            raise too_large(MOST_CHARACTERS, "文字数", "characters of text")


def read_xml(part: Part, budget: Budget, begin: Begin, end: End = lambda *_: None, take: Take = lambda _: None) -> None:
    """Call back for each element of a part in UTF-8, with its depth, local name and attributes, and for each text.

    Raises an exception of any kind for what is malformed, nested deeply, or has an element of many attributes.
    """
    if b"\0" in part.xml or _is_stretched(part.xml):
        raise ValueError
    _parser(budget, begin, end, take).Parse(part.xml, True)  # noqa: FBT003  # it takes no keyword


def read_xml_in_pieces(stream: IO[bytes], budget: Spending, begin: Begin, end: End, take: Take) -> Iterator[int]:
    """Call back as :func:`read_xml` does, and yield after each piece how many bytes it had.

    Raises an exception of any kind for what is malformed.
    """
    silent = 0

    def heard(depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal silent
        silent = 0
        begin(depth, tag, attributes)

    def heard_text(characters: str) -> None:
        nonlocal silent
        silent = 0
        take(characters)

    parser = _parser(budget, heard, end, heard_text)
    while piece := stream.read(_PIECE):
        silent += 1
        if b"\0" in piece or silent > _MOST_SILENT:
            raise ValueError
        parser.Parse(piece, False)  # noqa: FBT003  # it takes no keyword
        yield len(piece)
    parser.Parse(b"", True)  # noqa: FBT003  # it takes no keyword
    yield 0


def _parser(budget: Spending, begin: Begin, end: End, take: Take) -> expat.XMLParserType:
    """Return a parser that calls back within a budget, and refuses what declares anything."""
    parser = expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        budget.spend_element()
        if depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            raise ValueError
        begin(depth, tag.rpartition(":")[2], attributes)

    def finish(tag: str) -> None:
        nonlocal depth
        end(depth, tag.rpartition(":")[2])
        depth -= 1

    def text(characters: str) -> None:
        budget.spend_characters(len(characters))
        take(characters)

    parser.buffer_text = True  # without it, each line break and each reference is a call of its own
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.StartElementHandler = start
    parser.EndElementHandler = finish
    parser.CharacterDataHandler = text
    return parser


def _refuse_declaration(*_: object) -> None:
    raise ValueError


def _is_stretched(part: bytes) -> bool:
    """Return whether there is a long stretch without a tag, in time with the part's length."""
    at = 0
    while 0 <= at < len(part) - _LONGEST_STRETCH:
        at = part.rfind(b"<", at + 1, at + _LONGEST_STRETCH)
    return at < 0


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
        raise ValueError


def local_names(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by their names without a prefix; one without a prefix goes before one with."""
    return {name.rpartition(":")[2]: attributes[name] for name in sorted(attributes, key=lambda name: ":" not in name)}


def is_true(written: str | None) -> bool:
    """Return whether an attribute is present and says true."""
    return written is not None and written.strip().lower() in ("1", "true", "on")
