"""Files that people write, in TOML or JSON: read with distrust, into plain data."""

import ast
import json
import re
import tomllib
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from aiprocure.errors import InvalidData
from aiprocure.errors.messages import pointer, shown, shown_path, unworded

__all__ = ["Form", "parse_manuscript", "read_content", "read_manuscript"]

Form: TypeAlias = Literal["toml", "json"]

_DEEPEST = 100
_MOST_DOTS = 20_000
"""Dots in keys, each of which can stand for a table that tomllib takes long to make, and in numbers."""
_TOO_DEEP = f"more than {_DEEPEST} lists and tables in each other"
_TOO_MANY_DIGITS = "a number with more digits than can be read"
_LIMIT_IN_PYTHON = re.compile("Exceeds the limit.*")
_KEY_IN_PYTHON = re.compile(r"""(?P<before>^(?:Cannot|Duplicate) [a-z ]+)(?P<key>\(?['"].*['"],?\)?)""")
"""A key in the words of tomllib: a tuple of names, or a name."""
_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?)"""
"""A bare key, or a key or text in quotes, closed or not: one passed over would be read anew from each quote in it."""
_TOML = re.compile(
    rf"""
    \#[^\n]*+                                             # a comment,
    | "{{3}}(?:[^"\\]|\\.|"{{1,2}}+(?!"))*+"{{0,5}}+           # a text of several lines, closed or not,
    | '{{3}}(?:[^']|'{{1,2}}+(?!'))*+'{{0,5}}+
    | (?P<deep>(?:{_PART}[ \t]*+\.[ \t]*+){{16}})         # a key of more than 16 parts,
    | (?P<huge>-?\d(?:_?\d){{4300,}}+(?![eE]|[\w-]*+[ \t]*[.=]))  # a whole number that Python does not read,
    | {_PART}                                             # anything else that a key or a text in a line can be,
    | (?P<open>[\[{{]) | (?P<close>[\]}}])                  # or where a list or table begins or ends,
    | (?P<dot>\.)                                         # or a dot between parts of a key or in a number
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)  # tomllib takes time with the square of a key's depth
_JSON = re.compile(
    r"""
    (?P<key>"(?:\\.|[^"\\])*+")[ \t\r\n]*+:               # a key,
    | "(?:\\.|[^"\\])*+"?                                 # another text, closed or not,
    | (?P<constant>NaN|-?Infinity)                        # what the parser reads, and JSON does not have,
    | (?P<huge>-?\d{4301,}+(?![.eE])) | \d++              # a number, too long or not,
    | (?P<open>[\[{]) | (?P<close>[\]}])
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)


def read_manuscript(path: str | Path, *, kind: str, most_bytes: int) -> object:
    """Return the plain data that a TOML or JSON file of at most so many bytes holds. No other file is read.

    ``kind`` names what the file should be, as in "a case file". Raises :class:`InvalidData` with the one thing for
    which the file cannot be read.
    """
    content, form = read_content(path, kind=kind, most_bytes=most_bytes)
    return parse_manuscript(content, form=form, kind=kind, most_bytes=most_bytes, name=shown_path(path))


def read_content(path: str | Path, *, kind: str, most_bytes: int) -> tuple[bytes, Form]:
    """Return what such a file holds, unless it is too long, and the form that its name says it is in.

    Raises :class:`InvalidData` with why it cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidData([unworded("path", f"expected the path of a file, not {shown(path)}")])
    file = Path(path)
    try:
        form = _form_of(file, kind)
        return _short_enough(_read_at_most(file, most_bytes + 1), kind, most_bytes), form
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except ValueError as error:
        what = str(error)
    raise InvalidData([unworded(shown_path(path), what)])


def parse_manuscript(content: bytes | str, *, form: Form, kind: str, most_bytes: int, name: str = "") -> object:
    """Return the plain data in a TOML or JSON text, or in its bytes in UTF-8. A byte order mark is no matter.

    ``name`` is where a problem is said to be. Raises :class:`InvalidData` with the one thing for which the text cannot
    be read, at its line and column where that can be told.
    """
    try:
        return _parsed(_text(content, kind, most_bytes), form)
    except RecursionError:
        what = f"nested too deeply to be {kind}"
    except ValueError as error:
        what = _LIMIT_IN_PYTHON.sub(_TOO_MANY_DIGITS, _KEY_IN_PYTHON.sub(_dotted, str(error)))
    raise InvalidData([unworded(name, what)])


def _form_of(file: Path, kind: str) -> Form:
    match file.suffix.lower():
        case ".toml":
            return "toml"
        case ".json":
            return "json"
    raise ValueError(f"{kind} ends in .toml or .json, not in {shown(file.suffix)}")


def _read_at_most(file: Path, size: int) -> bytes:
    if file.exists() and not file.is_file():
        raise ValueError("not a file that can be read to its end")
    with file.open("rb") as stream:
        return stream.read(size)


def _short_enough(content: bytes, kind: str, most_bytes: int) -> bytes:
    if len(content) > most_bytes:
        raise ValueError(f"longer than the {most_bytes} bytes {kind} may have")
    return content


def _text(content: bytes | str, kind: str, most_bytes: int) -> str:
    if not isinstance(content, bytes | str):
        raise ValueError(f"expected text or bytes, not {shown(content)}")
    encoded = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    _short_enough(encoded, kind, most_bytes)
    try:
        return encoded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: {shown(encoded[error.start : error.end])} at byte {error.start}") from None


def _parsed(text: str, form: Form) -> object:
    match form:
        case "toml":
            _refuse_in_toml(text)
            return tomllib.loads(text)
        case "json":
            _refuse_in_json(text)
            return json.loads(text)
    raise ValueError(f"expected {' or '.join(get_args(Form))} as the form, not {shown(form)}")


def _refuse_in_toml(text: str) -> None:
    """Refuse what the parser would take long for."""
    depth = dots = 0
    for token in _TOML.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "dot":
                dots += 1
            case "deep":
                raise ValueError(f"a key of more than 16 parts{_at(text, token)}")
            case "huge":
                raise ValueError(f"{_TOO_MANY_DIGITS}{_at(text, token)}")
        if depth > _DEEPEST:
            raise ValueError(f"{_TOO_DEEP}{_at(text, token)}")
        if dots > _MOST_DOTS:
            raise ValueError(f"more than {_MOST_DOTS} dots in keys and numbers{_at(text, token)}")


def _refuse_in_json(text: str) -> None:
    """Refuse what the parser would take long for, take without a word, or refuse without its place."""
    keys: list[set[str]] = [set()]
    for token in _JSON.finditer(text):
        match token.lastgroup:
            case "open" if len(keys) > _DEEPEST:
                raise ValueError(f"{_TOO_DEEP}{_at(text, token)}")
            case "open":
                keys.append(set())
            case "close":
                keys = keys[:-1] or [set()]
            case "key":
                key = _unquoted(token["key"])
                if key in keys[-1]:
                    raise ValueError(f"the key {shown(key)} stands twice in one table{_at(text, token)}")
                keys[-1].add(key)
            case "huge":
                raise ValueError(f"{_TOO_MANY_DIGITS}{_at(text, token)}")
            case "constant":
                raise ValueError(f"{token[0]} is no number{_at(text, token)}")


def _unquoted(quoted: str) -> str:
    """The key that is meant, or what stands there where the parser will refuse it."""
    try:
        key: str = json.loads(quoted)
    except ValueError:
        return quoted
    return key


def _at(text: str, token: re.Match[str]) -> str:
    """The place of a token, as tomllib words it."""
    start = token.start()
    return f" (at line {text.count(chr(10), 0, start) + 1}, column {start - text.rfind(chr(10), 0, start)})"


def _dotted(written: re.Match[str]) -> str:
    names = ast.literal_eval(written["key"])
    return written["before"] + (pointer(*names) if isinstance(names, tuple) else pointer(names))
