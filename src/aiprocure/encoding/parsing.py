"""Texts that people write, in TOML or JSON: parsed with distrust, into plain data."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias, get_args

import attrs

from aiprocure.encoding.regular_files import read_regular_file
from aiprocure.encoding.source_map import Region, regions_of
from aiprocure.encoding.syntax_errors import explain_json_error, explain_toml_error, placed
from aiprocure.encoding.text_encodings import decode
from aiprocure.errors import Choice, Invalid, InvalidData, Problem, Text
from aiprocure.errors.messages import shown_path

__all__ = ["Form", "Source", "located", "locating", "parse", "path_of", "read_source", "source_of"]

Form: TypeAlias = Literal["toml", "json"]

_DEEPEST = 100
_MOST_PARTS = 16
_MOST_DOTS = 20_000
"""Dots in keys, each of which can stand for a table that tomllib takes long to make, and in numbers."""
_PART = r"""(?:[\w-]++|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?)"""
"""A bare key, or a key or text in quotes, closed or not: one passed over would be read anew from each quote in it."""
_TOML = re.compile(
    rf"""
    \#[^\n]*+                                             # a comment,
    | "{{3}}(?:[^"\\]|\\.|"{{1,2}}+(?!"))*+"{{0,5}}+           # a text of several lines, closed or not,
    | '{{3}}(?:[^']|'{{1,2}}+(?!'))*+'{{0,5}}+
    | (?P<deep>(?:{_PART}[ \t]*+\.[ \t]*+){{{_MOST_PARTS}}})      # a key of too many parts,
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


@attrs.frozen
class Source:
    """A text, the form it is in, and the file that it was read from, where it was one."""

    text: str
    form: Form
    file: str = ""


def read_source(path: "str | os.PathLike[str]", *, kind: Text, most_bytes: int, follow_links: bool = True) -> Source:
    """Return the text of a TOML or JSON file of at most so many bytes, in the form that its name says it is in.

    ``kind`` names what the file should be, as in "a dossier". No other file is read. Raises :class:`InvalidData` with
    the one thing for which the file cannot be read.
    """
    name = path_of(path)
    ending = os.path.splitext(name)[1]  # noqa: PTH122  # Path would refuse some names
    form = next((form for form in get_args(Form) if ending.lower() == f".{form}"), None)
    if form is None:
        endings = [Choice(f".{form}") for form in get_args(Form)]
        problem = Problem.of("unknown-ending", value=ending, expected=endings, kind=kind)
        raise InvalidData(attrs.evolve(problem, file=shown_path(name)))
    content = read_regular_file(name, most_bytes=most_bytes, follow_links=follow_links)
    return source_of(content, form=form, most_bytes=most_bytes, file=shown_path(name))


def source_of(content: bytes | str, *, form: Form, most_bytes: int, file: str = "") -> Source:
    """Return a text of at most so many bytes, or its bytes in UTF-8, as a source. A byte order mark is ignored.

    Raises :class:`InvalidData` with the one thing for which it cannot be read.
    """
    if form not in get_args(Form):
        raise InvalidData(Problem.of("wrong-form", value=form, expected=map(Choice, get_args(Form))))
    if not isinstance(content, bytes | str):
        expected = [Choice("text", text=Text("文字列又はバイト列", "text or bytes"))]
        raise InvalidData(Problem.of("wrong-type", value=content, expected=expected))
    encoded = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    if len(encoded) > most_bytes:
        problem = Problem.of("too-long", most=most_bytes, unit=Text("バイト", " bytes"))
        raise InvalidData(attrs.evolve(problem, file=file))
    return Source(decode(encoded, file), form, file)


def parse(source: Source, *, read_float: Callable[[str], object] = float) -> object:
    """Return the plain data in a source. ``read_float`` makes a value of what is written with a point or an exponent.

    Raises :class:`InvalidData` with the one thing for which it cannot be parsed, at its file, line and column.
    """
    try:
        if source.form == "toml":
            _refuse_in_toml(source)
            return tomllib.loads(source.text, parse_float=read_float)
        _refuse_in_json(source)
        return json.loads(source.text, parse_float=read_float)
    except InvalidData:
        raise
    except RecursionError:
        problem = Problem.of("cannot-be-read", why=Text("入れ子が深過ぎる", "nested too deeply"))
    except json.JSONDecodeError as error:
        problem = explain_json_error(source.text, error)
    except tomllib.TOMLDecodeError as error:
        problem = explain_toml_error(source.text, error)
    except ValueError:  # from int, which says neither where nor which
        problem = Problem.of("too-many-digits")
    raise InvalidData(attrs.evolve(problem, file=source.file))


@contextmanager
def locating(source: Source) -> Iterator[None]:
    """Give the problems that are raised inside the block their file, and the line and column of their part of it."""
    try:
        yield
    except Invalid as error:
        raise type(error)(located(error.problems, source)) from None


def located(problems: Collection[Problem], source: Source) -> list[Problem]:
    """Return the problems with a source, each with the file, and with the line and column of its part of it."""
    regions = regions_of(source.text, (problem.where for problem in problems))
    return [_located(problem, source, regions[problem.where]) for problem in problems]


def _located(problem: Problem, source: Source, region: Region) -> Problem:
    if problem.line is not None or not problem.where:
        return attrs.evolve(problem, file=source.file)
    return attrs.evolve(problem, file=source.file, line=region.start_line, column=region.start_column)


def path_of(path: object) -> str:
    """Return a path as text, or raise :class:`InvalidData` for what is not one."""
    try:
        name: object = os.fspath(path)  # type: ignore[call-overload]  # anything else raises TypeError
    except TypeError:
        name = None
    if not isinstance(name, str):
        raise InvalidData(Problem.of("not-a-path", value=path))
    return name


def _refuse_in_toml(source: Source) -> None:
    """Refuse what the parser would take long for."""
    depth = dots = 0
    for token in _TOML.finditer(source.text):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
            case "dot":
                dots += 1
            case "deep":
                raise _refused(source, token, "key-too-deep", most=_MOST_PARTS)
            case "huge":
                raise _refused(source, token, "too-many-digits")
        if depth > _DEEPEST:
            raise _refused(source, token, "too-deep", most=_DEEPEST)
        if dots > _MOST_DOTS:
            raise _refused(source, token, "too-many-dots", most=_MOST_DOTS)


def _refuse_in_json(source: Source) -> None:
    """Refuse what the parser would take long for, accept silently, or refuse without its place."""
    keys: list[set[str]] = [set()]
    for token in _JSON.finditer(source.text):
        match token.lastgroup:
            case "open" if len(keys) > _DEEPEST:
                raise _refused(source, token, "too-deep", most=_DEEPEST)
            case "open":
                keys.append(set())
            case "close":
                keys = keys[:-1] or [set()]
            case "key":
                key = _unquoted(token["key"])
                if key in keys[-1]:
                    raise _refused(source, token, "duplicate-key", value=key)
                keys[-1].add(key)
            case "huge":
                raise _refused(source, token, "too-many-digits")
            case "constant":
                raise _refused(source, token, "not-a-json-number", value=token[0])


def _refused(source: Source, token: re.Match[str], code: str, **words: object) -> InvalidData:
    problem = placed(Problem.of(code, **words), source.text, token.start())  # type: ignore[arg-type]  # value, or words
    return InvalidData(attrs.evolve(problem, file=source.file))


def _unquoted(quoted: str) -> str:
    """The key that is meant, or what stands there where the parser will refuse it."""
    try:
        key: str = json.loads(quoted)
    except ValueError:
        return quoted
    return key
