"""Where in the text of a TOML or JSON file each of its values stands, by JSON pointer (RFC 6901)."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import count

import attrs

__all__ = ["Region", "Span", "region_of", "spans_in"]

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_QUOTED = r"""'{3}(?:[^']|'(?!''))*+'{3,5}|"{3}(?:[^"\\]|\\.|"(?!""))*+"{3,5}|'[^'\n]*'|"(?:[^"\\\n]|\\.)*+\""""
_KEY = re.compile(rf"""(?:{_QUOTED}|[^\s"'#=:.,\[\]{{}}]+)""", re.DOTALL)
_SCALAR = re.compile(rf"""(?:{_QUOTED}|[^\s"'#,\[\]{{}}]+(?: \d[^\s#,\[\]{{}}]*)?)""", re.DOTALL)
"""A date of TOML may be parted from its time by a blank."""
_DEEPEST = 100
"""Further down the search is given up: pointers get longer with each level, and what was loaded is not that deep."""


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


@attrs.frozen
class _Reader:
    """What is read, how a quoted key of it is understood, and what has been found: spans, and how long lists are."""

    text: str
    unquoted: Callable[[str], str]
    spans: dict[str, Span]
    lengths: dict[str, int] = attrs.field(factory=dict)


@attrs.frozen
class _Container:
    """A list or table that is not closed yet; a list numbers its entries."""

    pointer: str
    start: int
    numbers: Iterator[int] | None


def spans_in(text: str) -> dict[str, Span]:
    r"""Return where the values of a TOML or JSON text, a table at its top, stand.

    A value stands where it is written, and a table with a header at that. A table that is only named on the way, in a
    dotted key, stands where it is first named; a list of tables at the first of their headers; the whole at the very
    beginning. The text is taken to be well-formed, as that of a file that was loaded is: where it is not, what was
    found until then is returned.

    >>> text = '[[clauses]]\nid = 7\nmeasures = ["暗号化"]\n'
    >>> {pointer: text[span.start : span.end] for pointer, span in spans_in(text).items()}
    {'': '', '/clauses': '[[clauses]]', '/clauses/0': '[[clauses]]', '/clauses/0/id': '7',
     '/clauses/0/measures/0': '"暗号化"', '/clauses/0/measures': '["暗号化"]'}
    """
    start = _past_blank(text, 1 if text.startswith("\ufeff") else 0)
    is_json = text.startswith("{", start)
    reader = _Reader(text, json.loads if is_json else _unquoted_of_toml, {"": Span(start, start)})
    try:
        if is_json:
            _read_value(reader, start, "")
            reader.spans[""] = Span(start, start)
        else:
            _read_document(reader, start)
    except ValueError:
        pass
    return reader.spans


def region_of(span: Span, text: str) -> Region:
    r"""Return a span of a text in lines and columns. A byte order mark takes no column, and a line ends with \n.

    >>> region_of(Span(4, 7), "a\n𠮷=123")
    Region(start_line=2, start_column=4, end_line=2, end_column=7)
    """
    return Region(*_line_and_column(span.start, text), *_line_and_column(span.end, text))


def _line_and_column(offset: int, text: str) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset].removeprefix("" if start else "\ufeff")
    return text.count("\n", 0, offset) + 1, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1


def _read_document(reader: _Reader, at: int) -> None:
    """Read a TOML document: its headers, and the pairs under each."""
    table = ""
    while at < len(reader.text):
        if reader.text[at] == "[":
            table, at = _read_header(reader, at)
        else:
            pointer, at = _read_key(reader, at, table)
            at = _read_value(reader, _past(reader.text, at, "="), pointer)
        at = _past_blank(reader.text, at)


def _read_header(reader: _Reader, start: int) -> tuple[str, int]:
    """Read a header, and return the table that it opens, and where it ends."""
    brackets = 2 if reader.text.startswith("[[", start) else 1
    pointer, at = _read_key(reader, _past_blank(reader.text, start + brackets), "")
    span = Span(start, at + brackets)
    if brackets == 1:
        reader.spans[pointer] = span
        return pointer, span.end
    reader.spans.setdefault(pointer, span)
    reader.lengths[pointer] = reader.lengths.get(pointer, 0) + 1
    reader.spans[_latest(reader, pointer)] = span
    return _latest(reader, pointer), span.end


def _read_key(reader: _Reader, at: int, table: str) -> tuple[str, int]:
    """Read a key, which may be dotted, and return what it names, and where the next thing stands."""
    for _ in range(_DEEPEST):
        end = _end_of(_KEY, reader.text, at)
        part = reader.text[at:end]
        name = reader.unquoted(part) if part[0] in "\"'" else part
        pointer = f"{table}/{name.replace('~', '~0').replace('/', '~1')}"
        after = _past_blank(reader.text, end)
        if not reader.text.startswith(".", after):
            return pointer, after
        reader.spans.setdefault(pointer, Span(at, end))
        table, at = _latest(reader, pointer), _past_blank(reader.text, after + 1)
    raise ValueError(f"a key of more than {_DEEPEST} parts")


def _latest(reader: _Reader, pointer: str) -> str:
    """The table that a name means in a header: of a list, the latest."""
    length = reader.lengths.get(pointer)
    return f"{pointer}/{length - 1}" if length else pointer


def _read_value(reader: _Reader, at: int, pointer: str) -> int:
    """Read a value and all that is in it, and return where it ends."""
    text, unclosed = reader.text, list[_Container]()
    while len(unclosed) < _DEEPEST:
        if text.startswith(("[", "{"), at):
            unclosed.append(_Container(pointer, at, count() if text[at] == "[" else None))
            at = _past_blank(text, at + 1)
        else:
            reader.spans[pointer] = Span(at, end := _end_of(_SCALAR, text, at))
            at = end
        at = _close(reader, unclosed, at)
        if not unclosed:
            return at
        pointer, at = _next_entry(reader, unclosed[-1], at)
    raise ValueError(f"more than {_DEEPEST} lists and tables in each other")


def _close(reader: _Reader, unclosed: list[_Container], at: int) -> int:
    """Close what ends here, and return where the next entry of what does not end stands, or where all of it ended."""
    while unclosed:
        at = _past_blank(reader.text, at)
        if reader.text.startswith(",", at):
            at = _past_blank(reader.text, at + 1)
        if not reader.text.startswith(("]", "}"), at):
            return at
        container, at = unclosed.pop(), at + 1
        reader.spans[container.pointer] = Span(container.start, at)
    return at


def _next_entry(reader: _Reader, container: _Container, at: int) -> tuple[str, int]:
    """What the next entry of a list or table is called, and where its value stands."""
    if container.numbers is not None:
        return f"{container.pointer}/{next(container.numbers)}", at
    pointer, at = _read_key(reader, at, container.pointer)
    return pointer, _past(reader.text, at, "=:")


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
