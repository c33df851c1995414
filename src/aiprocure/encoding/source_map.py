"""Where in the text of a TOML or JSON file its values stand, by JSON Pointer (RFC 6901).

The values that are asked for make a tree of keys, which is followed as the text is read. So memory grows with the text
and with what is asked for, and not with their product.
"""

import json
import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import count

import attrs

from aiprocure.errors.messages import pointer

__all__ = ["Region", "Span", "regions_of", "spans_of"]

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_QUOTED = r"""'{3}(?:[^']|'(?!''))*+'{3,5}|"{3}(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'[^'\n]*'|"(?:[^"\\\n]|\\.)*+\""""
_KEY = re.compile(rf"""(?:{_QUOTED}|[^\s"'#=:.,\[\]{{}}]+)""", re.DOTALL)
_SCALAR = re.compile(rf"""(?:{_QUOTED}|[^\s"'#,\[\]{{}}]+(?: \d[^\s#,\[\]{{}}]*)?)""", re.DOTALL)
"""A blank may part a date of TOML from its time."""
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_DEEPEST = 100
"""The search stops at this depth: what was loaded is not that deep."""


@attrs.frozen
class Span:
    """The part of a text from one offset to another, which it does not include."""

    start: int
    end: int


@attrs.frozen
class Region:
    """A span in lines and columns, both counted from 1, columns in code units of UTF-16; the end is not included."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


@attrs.define
class _Node:
    """A value that is asked for, or that holds one: what is asked for inside it, and what has been found of it."""

    inner: dict[str, "_Node"] = attrs.field(factory=dict)
    span: Span | None = None
    headers: int = 0
    """How many ``[[headers]]`` a list of tables has had so far."""


@attrs.frozen
class _Reader:
    """A text, and how a quoted key of it is decoded."""

    text: str
    unquoted: Callable[[str], str]


@attrs.frozen
class _Container:
    """A list or table that is not closed yet. A list numbers its entries."""

    node: _Node | None
    start: int
    numbers: Iterator[int] | None


def spans_of(text: str, pointers: Iterable[str]) -> dict[str, Span]:
    r"""Return where values of a TOML or JSON text, a table at its top, stand: by the pointers that lead to them.

    A value stands where it is written, and a table with a header at that. A table that is only named on the way, in a
    dotted key, stands where it is first named; a list of tables at the first of their headers; the whole at the very
    beginning. What is not in the text stands where the nearest value around it does. The text is taken to be
    well-formed, as that of a file that was loaded is: where it is not, the search ends.

    >>> text = '[[clauses]]\nid = 7\nmeasures = ["暗号化"]\n'
    >>> spans = spans_of(text, ["/clauses/0/id", "/clauses/0/measures/0", "/clauses/0/words"])
    >>> [text[span.start : span.end] for span in spans.values()]
    ['7', '"暗号化"', '[[clauses]]']
    """
    asked = tuple(dict.fromkeys(pointers))
    start = _past_blank(text, 1 if text.startswith("\ufeff") else 0)
    top = _tree_of(asked)
    _read_text(text, start, top)
    top.span = Span(start, start)
    return {each: _nearest(top, each, top.span) for each in asked}


def regions_of(text: str, pointers: Iterable[str]) -> dict[str, Region]:
    r"""Return the same in lines and columns. A byte order mark takes no column, and a line ends with \n.

    >>> regions_of("a = 1\n'𠮷' = [1, 23]", ["/𠮷/1"])
    {'/𠮷/1': Region(start_line=2, start_column=12, end_line=2, end_column=14)}
    """
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    wide = [found.start() for found in _BEYOND_BMP.finditer(text)]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(lines, offset) - 1
        start = lines[line]
        first = 1 if line == 0 and offset and text.startswith("\ufeff") else 0
        units = bisect_left(wide, offset) - bisect_left(wide, start)
        return line + 1, offset - start - first + units + 1

    return {each: Region(*place(span.start), *place(span.end)) for each, span in spans_of(text, pointers).items()}


def _tree_of(pointers: Iterable[str]) -> _Node:
    top = _Node()
    for each in pointers:
        node = top
        for step in each.split("/")[1:]:
            node = node.inner.setdefault(step, _Node())
    return top


def _nearest(top: _Node, asked: str, span: Span) -> Span:
    """The span of the last node on the way to a value that was found."""
    node = top
    for step in asked.split("/")[1:]:
        node = node.inner[step]
        span = node.span or span
    return span


def _read_text(text: str, start: int, top: _Node) -> None:
    is_json = text.startswith("{", start)
    reader = _Reader(text, json.loads if is_json else _unquoted_of_toml)
    try:
        if is_json:
            _read_value(reader, start, top)
        else:
            _read_document(reader, start, top)
    except ValueError:  # not well-formed
        pass


def _read_document(reader: _Reader, at: int, top: _Node) -> None:
    """Read a TOML document: its headers, and the pairs under each."""
    table: _Node | None = top
    while at < len(reader.text):
        if reader.text[at] == "[":
            table, at = _read_header(reader, at, top)
        else:
            node, at = _read_key(reader, at, table)
            at = _read_value(reader, _past(reader.text, at, "="), node)
        at = _past_blank(reader.text, at)


def _read_header(reader: _Reader, start: int, top: _Node) -> tuple[_Node | None, int]:
    """Read a header, and return the table that it opens, and where it ends."""
    brackets = 2 if reader.text.startswith("[[", start) else 1
    node, at = _read_key(reader, _past_blank(reader.text, start + brackets), top)
    span = Span(start, at + brackets)
    if node is not None and brackets > 1:
        node.span = node.span or span
        node.headers += 1
        node = _latest(node)
    if node is not None:
        node.span = span
    return node, span.end


def _read_key(reader: _Reader, at: int, table: _Node | None) -> tuple[_Node | None, int]:
    """Read a key, which may be dotted, and return the node that it names, and where the next thing stands."""
    for _ in range(_DEEPEST):
        end = _end_of(_KEY, reader.text, at)
        node = _step(reader, table, reader.text[at:end])
        after = _past_blank(reader.text, end)
        if not reader.text.startswith(".", after):
            return node, after
        if node is not None:
            node.span = node.span or Span(at, end)
        table, at = _latest(node), _past_blank(reader.text, after + 1)
    raise ValueError(f"a key of more than {_DEEPEST} parts")


def _step(reader: _Reader, table: _Node | None, written: str) -> _Node | None:
    """The node that a key leads to, or None where nothing there is asked for."""
    if table is None or not table.inner:
        return None
    name = reader.unquoted(written) if written[0] in "\"'" else written
    return table.inner.get(pointer(name)[1:])


def _latest(node: _Node | None) -> _Node | None:
    """The table that a name means in a header: of a list, the latest."""
    return node.inner.get(str(node.headers - 1)) if node is not None and node.headers else node


def _read_value(reader: _Reader, at: int, node: _Node | None) -> int:
    """Read a value and all that is in it, and return where it ends."""
    text, unclosed = reader.text, list[_Container]()
    while len(unclosed) < _DEEPEST:
        if text.startswith(("[", "{"), at):
            unclosed.append(_Container(node, at, count() if text[at] == "[" else None))
            at = _past_blank(text, at + 1)
        else:
            end = _end_of(_SCALAR, text, at)
            if node is not None:
                node.span = Span(at, end)
            at = end
        at = _close(reader, unclosed, at)
        if not unclosed:
            return at
        node, at = _next_entry(reader, unclosed[-1], at)
    raise ValueError(f"nested more than {_DEEPEST} levels deep")


def _close(reader: _Reader, unclosed: list[_Container], at: int) -> int:
    """Close what ends here, and return where the next entry of what does not end stands, or where all of it ended."""
    while unclosed:
        at = _past_blank(reader.text, at)
        if reader.text.startswith(",", at):
            at = _past_blank(reader.text, at + 1)
        if not reader.text.startswith(("]", "}"), at):
            return at
        container, at = unclosed.pop(), at + 1
        if container.node is not None:
            container.node.span = Span(container.start, at)
    return at


def _next_entry(reader: _Reader, container: _Container, at: int) -> tuple[_Node | None, int]:
    """The node of the next entry of a list or table, and where its value stands."""
    if container.numbers is not None:
        number = next(container.numbers)
        return container.node.inner.get(str(number)) if container.node is not None else None, at
    node, at = _read_key(reader, at, container.node)
    return node, _past(reader.text, at, "=:")


def _past(text: str, at: int, marks: str) -> int:
    if text[at : at + 1] not in tuple(marks):
        raise ValueError(f"expected one of {marks} at {at}")
    return _past_blank(text, at + 1)


def _past_blank(text: str, at: int) -> int:
    return _end_of(_BLANK, text, at)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    if found := pattern.match(text, at):
        return found.end()
    raise ValueError(f"not well-formed at {at}")


def _unquoted_of_toml(quoted: str) -> str:
    unquoted: str = tomllib.loads(f"key = {quoted}")["key"]
    return unquoted
