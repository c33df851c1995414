"""Text as workbooks store it: in runs, some struck out, with readings beside it and characters written in letters."""

import re
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from aiprocure.files.workbooks.xml_reader import Budget, Part, is_true, read_xml

__all__ = ["Run", "StringBuilder", "StringItem", "decoded", "read_strings"]

_LETTERS = re.compile("_x([0-9A-Fa-f]{4})_")

Run: TypeAlias = tuple[str, bool | None]
"""Characters, and whether they are struck out; None where the format of the cell decides."""
StringItem: TypeAlias = str | tuple[Run, ...]
"""A text, or its runs where a run has a format of its own."""


def decoded(written: str) -> str:
    r"""Return text with the characters that it writes as ``_x0009_`` put in their places (ECMA-376 part 1, 22.9.2.19).

    >>> decoded("a_x0009_b"), decoded("_x005F_x0009_")
    ('a\tb', '_x0009_')
    """
    text = _LETTERS.sub(lambda found: chr(int(found.group(1), 16)), written)
    if text == written:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # joins surrogate pairs


@attrs.define
class StringBuilder:
    """Puts a text together from the elements inside ``si`` or ``is``; the readings (``rPh``) are left out."""

    _runs: list[Run] = attrs.Factory(list)
    _pieces: list[str] = attrs.Factory(list)
    _in_text: bool = False
    _in_reading: bool = False
    _struck: bool | None = None

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        match tag:
            case "t":
                self._in_text = not self._in_reading
            case "rPh":
                self._in_reading = True
            case "r":
                self._finish_run()
            case "rPr":
                self._struck = False
            case "strike":
                self._struck = is_true(attributes.get("val", "1"))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        match tag:
            case "t":
                self._in_text = False
            case "rPh":
                self._in_reading = False
            case "r":
                self._finish_run()

    def take(self, characters: str) -> None:
        """Take characters."""
        if self._in_text:
            self._pieces.append(characters)

    def finish(self) -> StringItem:
        """Return the text, and begin another."""
        self._finish_run()
        runs, self._runs = tuple(self._runs), []
        return "".join(text for text, _ in runs) if all(struck is None for _, struck in runs) else runs

    def _finish_run(self) -> None:
        if self._pieces:
            self._runs.append((decoded("".join(self._pieces)), self._struck))
        self._pieces, self._struck = [], None


def read_strings(part: Part, budget: Budget) -> list[StringItem]:
    """Return the strings that the cells of a workbook share."""
    strings: list[StringItem] = []
    builder = StringBuilder()

    def begin(_depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "si":
            builder.begin(tag, attributes)

    def end(_depth: int, tag: str) -> None:
        if tag == "si":
            strings.append(builder.finish())
        else:
            builder.end(tag)

    read_xml(part, budget, begin, end, builder.take)
    return strings
