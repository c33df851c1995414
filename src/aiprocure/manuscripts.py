"""Files that people write, in TOML or JSON: read with distrust, into plain data."""

import ast
import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from aiprocure.errors import InvalidData, Problem
from aiprocure.wording import place, shown, shown_path

__all__ = ["Form", "parse_manuscript", "read_content", "read_manuscript"]

Form: TypeAlias = Literal["toml", "json"]

_DEEPEST = 100
_TOO_MANY_DIGITS = "a number with more digits than can be read"
_LIMIT_IN_PYTHON = re.compile("Exceeds the limit.*")
_KEY_IN_PYTHON = re.compile(r"""(?P<before>^(?:Cannot|Duplicate) [a-z ]+)(?P<key>\(?['"].*['"],?\)?)""")
"""A key in the words of tomllib: a tuple of names, or a name."""
_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+')"""
_TOML = re.compile(
    rf"""
    \#[^\n]*+                                             # a comment,
    | "{{3}}(?:\\.|[^\\])*?"{{3,5}}+ | '{{3}}.*?'{{3,5}}+   # a text of several lines,
    | (?P<deep>(?:{_PART}[ \t]*+\.[ \t]*+){{16}})         # a key of more than 16 parts,
    | (?P<huge>-?\d(?:_?\d){{4300,}}+(?![eE]|[\w-]*+[ \t]*[.=]))  # a whole number that Python does not read,
    | {_PART}                                             # anything else that a key or a text in a line can be,
    | (?P<open>[\[{{]) | (?P<close>[\]}}])                  # or where a list or table begins or ends
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)  # tomllib takes time with the square of a key's depth
_JSON = re.compile(
    r"""
    "(?:\\.|[^"\\])*+"?                                   # a text, closed or not,
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
        raise InvalidData([Problem("path", f"expected the path of a file, not {shown(path)}")])
    file = Path(path)
    try:
        form = _form_of(file, kind)
        return _short_enough(_read_at_most(file, most_bytes + 1), kind, most_bytes), form
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except ValueError as error:
        what = str(error)
    raise InvalidData([Problem(shown_path(path), what)])


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
    raise InvalidData([Problem(name, what)])


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
    if form not in get_args(Form):
        raise ValueError(f"expected {' or '.join(get_args(Form))} as the form, not {shown(form)}")
    _refuse_tokens(text, _JSON if form == "json" else _TOML)
    return json.loads(text, object_pairs_hook=_unrepeated) if form == "json" else tomllib.loads(text)


def _refuse_tokens(text: str, tokens: re.Pattern[str]) -> None:
    """Refuse what a parser would take long for, or would refuse without its place."""
    depth = 0
    for token in tokens.finditer(text):
        match token.lastgroup:
            case "open" if depth == _DEEPEST:
                raise ValueError(f"more than {_DEEPEST} lists and tables in each other{_at(text, token)}")
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "deep":
                raise ValueError(f"a key of more than 16 parts{_at(text, token)}")
            case "huge":
                raise ValueError(f"{_TOO_MANY_DIGITS}{_at(text, token)}")
            case "constant":
                raise ValueError(f"{token[0]} is no number{_at(text, token)}")


def _at(text: str, token: re.Match[str]) -> str:
    """The place of a token, as tomllib words it."""
    start = token.start()
    return f" (at line {text.count(chr(10), 0, start) + 1}, column {start - text.rfind(chr(10), 0, start)})"


def _dotted(written: re.Match[str]) -> str:
    names = ast.literal_eval(written["key"])
    return written["before"] + (place(*names) if isinstance(names, tuple) else place(names))


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {shown(repeated)} stands twice in one table")
    return table
