"""What the formats of cells say of their contents: struck out, or a date."""

import re
from collections.abc import Mapping

import attrs

from aiprocure.files.workbooks.xml_reader import Budget, Part, is_true, read_xml

__all__ = ["PLAIN", "Style", "Styles", "read_styles"]

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of the formats of dates and times that a workbook does not spell out, the Japanese ones included."""
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)


@attrs.frozen
class Style:
    """The format of a cell, as far as it matters here."""

    is_struck: bool = False
    is_date: bool = False


PLAIN = Style()


@attrs.frozen
class Styles:
    """The formats of cells by their numbers, and those that a condition may add: whether each strikes out."""

    cells: tuple[Style, ...] = ()
    struck_by_condition: tuple[bool, ...] = ()


@attrs.define
class _Tables:
    """The tables of a part of styles, while it is read."""

    struck_fonts: list[bool] = attrs.Factory(list)
    formats: dict[str, str] = attrs.Factory(dict)
    styles: list[Style] = attrs.Factory(list)
    struck_by_condition: list[bool] = attrs.Factory(list)
    within: str = ""

    def begin(self, depth: int, tag: str, attributes: Mapping[str, str]) -> None:
        match depth, self.within, tag:
            case 2, _, _:
                self.within = tag
            case 3, "fonts", "font":
                self.struck_fonts.append(False)
            case 4, "fonts", "strike":
                self.struck_fonts[-1] = is_true(attributes.get("val", "1"))
            case 3, "dxfs", "dxf":
                self.struck_by_condition.append(False)
            case 5, "dxfs", "strike":
                self.struck_by_condition[-1] = is_true(attributes.get("val", "1"))
            case 3, "numFmts", "numFmt":
                self.formats[attributes["numFmtId"]] = attributes["formatCode"]
            case 3, "cellXfs", "xf":
                self.styles.append(self._style(int(attributes.get("fontId", 0)), attributes.get("numFmtId", "0")))

    def _style(self, font: int, number_format: str) -> Style:
        is_struck = 0 <= font < len(self.struck_fonts) and self.struck_fonts[font]
        code = self.formats.get(number_format)
        return Style(is_struck, int(number_format) in _DATE_FORMATS if code is None else _shows_date(code))


def _shows_date(code: str) -> bool:
    """Return whether a format shows a number as a date or a time: once its literals are left out, it has a y, m, d …"""
    return any(letter in "ymdhs" for letter in _LITERAL.sub("", code).lower().partition(";")[0])


def read_styles(part: Part, budget: Budget) -> Styles:
    """Return the formats that a workbook has."""
    tables = _Tables()
    read_xml(part, budget, tables.begin)
    return Styles(tuple(tables.styles), tuple(tables.struck_by_condition))
