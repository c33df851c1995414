"""What is wrong with a text that is not well-formed TOML or JSON, in words that help to mend it.

The words of the parsers differ between versions of Python. So the cause is found in the text, at the place where the
parser stopped: the usual slips of those who write with a Japanese keyboard first.
"""

import json
import re
import unicodedata
from collections.abc import Iterator

import attrs

from aiprocure.errors import Problem, Text

__all__ = ["explain_json_error", "explain_toml_error", "placed"]

_AT = re.compile(r"\(at line (\d+), column (\d+)\)\Z")
_STAND_INS = {
    **dict.fromkeys("“”„‟〝〞〟「」『』«»", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("【〔", "["),
    **dict.fromkeys("】〕", "]"),
    **dict.fromkeys("、，", ","),
    "。": ".",
}
"""What a Japanese keyboard writes for the marks of TOML and JSON, and NFKC does not tell."""
_QUOTED = re.compile(
    r"""#.*|"{3}.*?"{3}|'{3}.*?'{3}|"(?:[^"\\]|\\.)*+(?:"|(?P<basic>\\?\Z))|'[^']*+(?:'|(?P<literal>\Z))"""
)
"""Within a line: comments, and texts, closed or not."""
_PAIR = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.-]+)[ \t]*=""")
_HEADER = re.compile(r"^[ \t]*(\[\[?[^\]\n]+\]\]?)", re.MULTILINE)
_HEADER_IN_COMMENT = re.compile(r"^[ \t]*#[ \t]*(\[\[?[^\]\n]+\]\]?)[ \t\r]*$", re.MULTILINE)
_NAME = re.compile(r"""[ \t]*(?P<open>\[*)[ \t]*(?P<name>[^\s=.:＝：\[\]"'#]+)""")
_BAD_ESCAPE = re.compile(r"""\\(?![btnfre"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})""")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What TOML would read as a day, were there such a day."""
_WORD = re.compile(r"""[^\s,\[\]{}#"':=]+""")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_TOKEN = re.compile(
    r"""#[^\n]*+|"{3}(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|(?P<text>\Z))|'{3}(?:[^']|'(?!''))*+(?:'{3,5}|(?P<raw>\Z))"""
    r"""|"(?:[^"\\\n]|\\.)*+(?:"|(?P<basic>))|'[^'\n]*+(?:'|(?P<literal>))|(?P<open>[\[{])|(?P<close>[\]}])""",
    re.DOTALL,
)
"""What can be open at the end of a text: a named group says that it is."""


def placed(problem: Problem, text: str, offset: int) -> Problem:
    """Return a problem with the line and column of an offset, columns in code units of UTF-16."""
    start = text.rfind("\n", 0, offset) + 1
    column = len(text[start:offset].encode("utf-16-le", "surrogatepass")) // 2 + 1
    return attrs.evolve(problem, line=text.count("\n", 0, offset) + 1, column=column)


def explain_toml_error(text: str, error: ValueError) -> Problem:
    """Return why a text is not well-formed TOML, from the place where :mod:`tomllib` stopped."""
    text = text.replace("\r\n", "\n")  # as tomllib does
    at = _offset_of(text, error)
    if str(error).startswith(("Cannot", "Duplicate")):
        return _given_twice(text, at)
    slips = (_wrong_character, _bare_value, _bare_key, _wrong_character_in_line, _bad_escape, _unclosed, _no_equals)
    for slip in slips:
        for offset, problem in slip(text, at):
            return placed(problem, text, offset)
    return _not_well_formed(text, at, "TOML")


def explain_json_error(text: str, error: json.JSONDecodeError) -> Problem:
    """Return why a text is not well-formed JSON, from the place where :mod:`json` stopped."""
    at = error.pos
    for slip in (_wrong_character_in_json, _comma_before_end, _bad_escape_in_json, _unclosed_in_json, _bare_word):
        for offset, problem in slip(text, at):
            return placed(problem, text, offset)
    return _not_well_formed(text, at, "JSON")


def _offset_of(text: str, error: ValueError) -> int:
    """Where tomllib stopped: it says so in its message, or that it was the end."""
    if found := _AT.search(str(error)):
        start = 0
        for _ in range(int(found[1]) - 1):
            start = text.find("\n", start) + 1
        return min(start + int(found[2]) - 1, len(text))
    return len(text)


def _line_around(text: str, at: int) -> tuple[int, str]:
    """The line that an offset is in, and where it begins."""
    start = text.rfind("\n", 0, at) + 1
    return start, text[start : (text.find("\n", at) + 1 or len(text) + 1) - 1]


def _without_closed_texts(line: str) -> str:
    """A line with blanks in the place of its comment and of the texts that are closed."""
    return _QUOTED.sub(lambda found: found[0] if found.lastgroup else " " * len(found[0]), line)


def _given_twice(text: str, at: int) -> Problem:
    """The key that was given again, and whether a heading above it is still a comment."""
    start, line = _line_around(text, at)
    header = _HEADER.match(line)
    pairs = [] if header else list(_PAIR.finditer(text[max(0, at - 2_000) : at]))
    name = header[1] if header else pairs[-1][1] if pairs else line.strip()
    above = max((found.end() for found in _HEADER.finditer(text, 0, start)), default=0)
    comments = _HEADER_IN_COMMENT.findall(text[above:start])
    if comments and not header:
        return placed(Problem.of("header-is-comment", value=name, header=comments[-1]), text, start)
    return placed(Problem.of("duplicate-key", value=name), text, at)


def _wrong_character(text: str, at: int, colon: str = "=") -> Iterator[tuple[int, Problem]]:
    """Yield the character where the parser stopped, if it only looks like what belongs there."""
    character = text[at : at + 1]
    name = f"U+{ord(character):04X}" if character else ""
    right = colon if character == "：" else _plain_form(character)
    if character and unicodedata.category(character) == "Zs" and character != " ":
        named = Text(f"全角の空白 {name}", f"full-width, {name}") if character == "\u3000" else name
        yield at, Problem.of("odd-space", name=named)
    elif character and character not in "\n\t" and unicodedata.category(character) in ("Cf", "Cc"):
        yield at, Problem.of("hidden-characters", value=character)
    elif right:
        yield at, Problem.of("wrong-character", value=character, name=name, right=right)


def _plain_form(character: str) -> str:
    """The ASCII character that belongs where another stands, or nothing."""
    plain = _STAND_INS.get(character) or unicodedata.normalize("NFKC", character)
    return plain if plain != character and len(plain) == 1 and plain.isascii() else ""


def _bare_value(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield a value without quotes, or none at all."""
    start, line = _line_around(text, at)
    while start < at and _WORD.match(text, at, at + 1) and _WORD.match(text, at - 1, at):
        at -= 1  # to where the word begins
    before = line[: at - start].rstrip()
    if not before.endswith(("=", "[", ",")) or before.lstrip().startswith("["):
        return
    after = line[at - start :].lstrip()
    if word := _WORD.match(after):
        yield at, Problem.of("no-such-day" if _DAY.fullmatch(word[0]) else "text-needs-quotes", value=word[0])
    elif before.endswith("=") and (not after or after.startswith("#")):
        yield at, Problem.of("value-missing")


def _bare_key(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield a name in Japanese without quotes."""
    start, line = _line_around(text, at)
    found = _NAME.match(line)
    if found and not found["name"].isascii() and found.start("name") <= at - start <= found.end("name"):
        opened = found["open"]
        right = f'{opened}"{found["name"]}"{"]" * len(opened)}' if opened else f'"{found["name"]}" = …'
        yield start + found.start("name"), Problem.of("key-needs-quotes", name=found["name"], right=right)


def _wrong_character_in_line(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield the characters of the line that only look like what belongs there; where a text is open, quotes alone."""
    start, line = _line_around(text, at)
    rest = _without_closed_texts(line)
    is_open = '"' in rest or "'" in rest
    for offset, character in enumerate(rest):
        if not is_open or _plain_form(character) in ('"', "'"):
            yield from _wrong_character(text, start + offset) if not character.isascii() else ()


def _bad_escape(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    start, line = _line_around(text, at)
    if '"' in line and (found := _BAD_ESCAPE.search(line.replace("\\\\", "  "))) and found.start() <= at - start:
        yield start + found.start(), Problem.of("invalid-escape")


def _unclosed(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield the text that does not end in its line or, at the end of all, the list or table that is still open."""
    start, line = _line_around(text, at)
    rest = _without_closed_texts(line)
    quote = min((rest.find(mark) for mark in "\"'" if mark in rest), default=-1)
    if at < len(text) and 0 <= quote < at - start:
        yield start + quote, Problem.of("not-closed", value=line[quote:])
    elif at >= len(text.rstrip()):
        yield from _still_open(text)


def _still_open(text: str) -> Iterator[tuple[int, Problem]]:
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "close":
            opened = opened[:-1]
        elif token.lastgroup:
            opened.append(token.start())
    if opened:
        yield opened[-1], Problem.of("not-closed", value=text[opened[-1] : opened[-1] + 40])


def _no_equals(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    start, line = _line_around(text, at)
    found = re.match(r"""[ \t]*(?:[\w-]+|"[^"]*"|'[^']*')[ \t]*(?!=)""", line)
    if found and "=" not in line[: at - start]:
        yield at, Problem.of("equals-missing")


def _wrong_character_in_json(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    if text[at : at + 1] == "'":
        yield at, Problem.of("wrong-character", value="'", name="U+0027", right='"')
    yield from _wrong_character(text, at, ":")


def _comma_before_end(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield a comma before a closing bracket; versions of Python stop at either of them."""
    comma = at if text[at : at + 1] == "," else len(text[:at].rstrip()) - 1
    if text[comma : comma + 1] == "," and text[comma + 1 :].lstrip()[:1] in ("]", "}"):
        yield comma, Problem.of("comma-before-end")


def _bad_escape_in_json(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    if "\\" in text[max(0, at - 2) : at + 1]:
        yield at, Problem.of("invalid-escape")


def _unclosed_in_json(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    """Yield a text that does not end in its line or, at the end of all, what is still open."""
    if text[at : at + 1] == '"' and not _STRING.match(text, at):
        yield at, Problem.of("not-closed", value=_line_around(text, at)[1][at - _line_around(text, at)[0] :])
    elif text[at : at + 1] == "\n":
        start, line = _line_around(text, at)
        yield start + line.rfind('"'), Problem.of("not-closed", value=line[line.rfind('"') :])
    elif not text[at:].strip():
        yield from _still_open(text)


def _bare_word(text: str, at: int) -> Iterator[tuple[int, Problem]]:
    if word := _WORD.match(text, at):
        yield at, Problem.of("text-needs-quotes", value=word[0])


def _not_well_formed(text: str, at: int, form: str) -> Problem:
    start, line = _line_around(text, at)
    near = line[at - start :] or line or text[:40]
    return placed(Problem.of("not-well-formed", value=near, form=form), text, at)
