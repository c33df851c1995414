"""Wherever a value is said to stand, the text there, read by itself, is that value."""

import json
import re
import tomllib
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from aiprocure.encoding.source_map import regions_of, spans_of
from soak import examples

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=4) | st.sampled_from(
    ["", "a.b", "~", "/", "~1", '"', "'", "\\", "a b", "𠮷", "1.5", "[x]", "#", "=", "\t", "\u2028"]
)
scalars = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x7f"), max_size=6)
    | st.sampled_from(['"', '""', "'''", '"""', "\\", "# no", "[[l]]", "𠮷\nb", "a\n[t]\n", "\n"])
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
)
data = st.dictionaries(
    names,
    st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(names, inner, max_size=3)
            | st.lists(st.dictionaries(names, inner, max_size=2), min_size=1, max_size=3)
        ),
        max_leaves=12,
    ),
    max_size=4,
)
newlines = st.sampled_from(["\n", "\r\n"])
marks = st.sampled_from(["", "\ufeff"])


def numbered(value: object, count: list[int]) -> object:
    """The same data with no two scalars alike, so that what stands elsewhere cannot be taken for one of them."""
    if isinstance(value, dict):
        return {key: numbered(inner, count) for key, inner in value.items()}
    if isinstance(value, list):
        return [numbered(inner, count) for inner in value]
    count[0] += 1
    return f"{value}{count[0]}{value}" if isinstance(value, str) else count[0] * 10


def parts(value: object, pointer: str = "") -> dict[str, object]:
    """Every part of some data, by its pointer."""
    found = {pointer: value}
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            found |= parts(inner, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


class Writer:
    """Writes TOML in every way there is, as it is drawn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.choose: Callable[..., str] = lambda *choices: draw(st.sampled_from(choices))

    def blank(self) -> str:
        return self.choose("", " ", "\t ")

    def gap(self) -> str:
        return self.choose("", " ", "\n", "# [a] = 'x' \"\n", " # 𠮷\n\n")

    def name(self, name: str) -> str:
        ways = [json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f")]
        if "'" not in name and re.fullmatch(r"[^\x00-\x08\x0a-\x1f\x7f]*", name):
            ways.append(f"'{name}'")
        if re.fullmatch(r"[A-Za-z0-9_-]+", name):
            ways.append(name)
        return self.choose(*ways)

    def path(self, names: tuple[str, ...]) -> str:
        return f"{self.blank()}.{self.blank()}".join(map(self.name, names))

    def text(self, text: str) -> str:
        ways = [json.dumps(text, ensure_ascii=False)]
        if re.fullmatch(r"[^\x00-\x08\x0b-\x1f]*", text):
            escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
            ways.append(f'"""\n{escaped}"""')
            if "'''" not in text:
                ways.append(f"'''\n{text}'''")
        return self.choose(*ways)

    def value(self, value: object) -> str:
        if isinstance(value, dict):
            inside = f"{self.blank()},{self.blank()}".join(self.pair((k,), v) for k, v in value.items())
            return f"{{{self.blank()}{inside}{self.blank()}}}"
        if isinstance(value, list):
            inside = "".join(f"{self.gap()}{self.value(v)}{self.gap()}," for v in value)
            return f"[{inside[: -1 if self.choose('', ',') else None]}{self.gap()}]"
        return self.text(value) if isinstance(value, str) else str(value)

    def pair(self, names: tuple[str, ...], value: object) -> str:
        if isinstance(value, dict) and len(value) == 1 and self.choose("dotted", "inline") == "dotted":
            [(name, inner)] = value.items()
            return self.pair((*names, name), inner)
        return f"{self.path(names)}{self.blank()}={self.blank()}{self.value(value)}"

    def table(self, names: tuple[str, ...], table: dict[str, object]) -> str:
        """Pairs, then tables and lists of tables with headers of their own."""
        written, below = "", ""
        for name, value in table.items():
            path = (*names, name)
            tables = isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value)
            if isinstance(value, dict) and self.choose("header", "pair") == "header":
                below += self.header(path, 1, value)
            elif isinstance(value, list) and tables and self.choose("headers", "pair") == "headers":
                below += "".join(self.header(path, 2, entry) for entry in value)
            else:
                written += f"{self.gap().lstrip()}{self.blank()}{self.pair((name,), value)}{self.blank()}# =\n"
        return written + below

    def header(self, names: tuple[str, ...], depth: int, table: dict[str, object]) -> str:
        header = f"{'[' * depth}{self.blank()}{self.path(names)}{self.blank()}{']' * depth}"
        return f"{header}{self.blank()}\n{self.table(names, table)}"


@st.composite
def written_toml(draw: st.DrawFn) -> str:
    table = numbered(draw(data), [0])
    assert isinstance(table, dict)
    return draw(marks) + Writer(draw).table((), table).replace("\n", draw(newlines))


@settings(max_examples=examples(120))
@given(written_toml())
def test_in_toml(text: str) -> None:
    read = parts(tomllib.loads(text.removeprefix("\ufeff")))
    spans = spans_of(text, read)
    within = spans_of(text, [f"{pointer}/no/such" for pointer in read])
    assert within == {f"{pointer}/no/such": span for pointer, span in spans.items()}
    for pointer, value in read.items():
        span = spans[pointer]
        names = [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]
        if not pointer:
            continue
        piece = text[span.start : span.end]
        if re.match(r"\[+[ \t]*(?![ \t\n]*[\]#])", piece) and header_of(piece, names):
            continue
        if isinstance(value, dict) and not piece.startswith("{"):
            assert tomllib.loads(f"{piece} = 0") == {names[-1]: 0}
        else:
            assert tomllib.loads(f"v = {piece}") == {"v": value}


def header_of(piece: str, names: list[str]) -> bool:
    """Whether a piece of TOML is the header of what some names lead to, positions in lists aside."""
    try:
        found = tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        return False
    path = []
    inner: object = found
    while inner:
        inner = inner[0] if isinstance(inner, list) else inner
        if isinstance(inner, dict) and inner:
            [(name, inner)] = inner.items()
            path.append(name)
    return is_within(path, names)


def is_within(path: list[str], names: list[str]) -> bool:
    left = iter(names)
    rest = [name for name in names if name not in path]
    return all(name in left for name in path) and all(name.isdigit() for name in rest)


@given(data, st.sampled_from([None, 1]), st.booleans(), marks, newlines)
def test_in_json(table: dict[str, object], indent: int | None, ascii_only: bool, mark: str, newline: str) -> None:
    value = numbered(table, [0])
    text = mark + json.dumps(value, indent=indent, ensure_ascii=ascii_only).replace("\n", newline)
    read = parts(value)
    spans = spans_of(text, read)
    within = spans_of(text, [f"{pointer}/no/such" for pointer in read])
    assert within == {f"{pointer}/no/such": span for pointer, span in spans.items()}
    for pointer, part in read.items():
        assert not pointer or json.loads(text[spans[pointer].start : spans[pointer].end]) == part


@settings(max_examples=examples(50))
@given(written_toml())
def test_lines_and_columns_lead_to_the_same_place(text: str) -> None:
    """Read as an editor reads it: without the mark, line by line, in units of UTF-16."""
    lines = [line.encode("utf-16-le") for line in text.removeprefix("\ufeff").split("\n")]
    pointers = list(parts(tomllib.loads(text.removeprefix("\ufeff"))))
    regions = regions_of(text, pointers)
    for pointer, span in spans_of(text, pointers).items():
        region = regions[pointer]
        start = sum(len(line) + 2 for line in lines[: region.start_line - 1]) + 2 * (region.start_column - 1)
        end = sum(len(line) + 2 for line in lines[: region.end_line - 1]) + 2 * (region.end_column - 1)
        whole = b"\n\0".join(lines)
        assert whole[start:end].decode("utf-16-le") == text[span.start : span.end]
