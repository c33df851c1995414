"""Files that people write, in TOML or JSON: read with distrust, into plain data."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

from aiprocure.errors import InvalidData, Problem
from aiprocure.wording import shown, shown_path

__all__ = ["read_manuscript"]

_IN_PYTHON = re.compile("Exceeds the limit.*")
_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"|'[^'\n]*+')"""
_DEEP_KEYS = re.compile(
    rf"""
    \#[^\n]*+                                             # a comment,
    | "{{3}}(?:\\.|[^\\])*?"{{3,5}}+ | '{{3}}.*?'{{3,5}}+   # a text of several lines,
    | (?P<deep>(?:{_PART}[ \t]*+\.[ \t]*+){{16}})         # a key of more than 16 parts,
    | {_PART}                                             # or anything else that a key or a text in a line can be
    """,
    re.ASCII | re.DOTALL | re.VERBOSE,
)  # tomllib takes time with the square of a key's depth


def read_manuscript(path: str | Path, *, kind: str, most_bytes: int) -> object:
    """Return the plain data that a TOML or JSON file of at most so many bytes holds. No other file is read.

    ``kind`` names what the file should be, as in "a case file". Raises :class:`InvalidData` with the one thing for
    which the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidData([Problem("path", f"expected the path of a file, not {shown(path)}")])
    file = Path(path)
    try:
        return _parsed(_content(file, kind, most_bytes), file.suffix)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
    except RecursionError:
        what = f"nested too deeply to be {kind}"
    except ValueError as error:
        what = _IN_PYTHON.sub("a number with more digits than can be read", str(error))
    raise InvalidData([Problem(shown_path(path), what)])


def _content(file: Path, kind: str, most_bytes: int) -> str:
    if file.suffix.lower() not in (".toml", ".json"):
        raise ValueError(f"{kind} ends in .toml or .json, not in {shown(file.suffix)}")
    if file.exists() and not file.is_file():
        raise ValueError("not a file that can be read to its end")
    with file.open("rb") as stream:
        content = stream.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise ValueError(f"longer than the {most_bytes} bytes {kind} may have")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text: {shown(content[error.start : error.end])} at byte {error.start}") from None


def _parsed(content: str, suffix: str) -> object:
    if suffix.lower() == ".json":
        return json.loads(content, object_pairs_hook=_unrepeated, parse_constant=_refuse_constant)
    if deep := next((token for token in _DEEP_KEYS.finditer(content) if token["deep"]), None):
        line = content.count("\n", 0, deep.start()) + 1
        raise ValueError(f"a key of more than 16 parts (at line {line})")
    return tomllib.loads(content)


def _unrepeated(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {shown(repeated)} stands twice in one table")
    return table


def _refuse_constant(constant: str) -> object:
    raise ValueError(f"{constant} is no number")
