"""Where the tables of a TOML text begin and end, so that lines can be added and every line of the author is kept.

Only lines are looked at, in time linear in the text. A library that parses a text into a tree that can be edited and
written back takes two seconds for the longest dossier of blank lines alone.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

import attrs

__all__ = ["Edit", "Outline", "Section", "Template", "outline_of", "with_edits"]

_TOKEN = re.compile(
    r"""
    \#[^\n]*+                                    # a comment,
    | "{3}(?:[^"\\]|\\.|"{1,2}+(?!"))*+"{3,5}+   # a text of several lines,
    | '{3}(?:[^']|'{1,2}+(?!'))*+'{3,5}+
    | "(?:[^"\\\n]|\\.)*+"                       # or of one,
    | '[^'\n]*+'
    | (?P<open>[\[{]) | (?P<close>[\]}])         # an end of a list, an inline table or a header,
    | (?P<end>\n)[ \t\r\n]*+                      # an end of a line, with the blank lines below it,
    | [^\#"'\[\]{}\n]++                          # or anything else
    """,
    re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(r"""(?P<name>"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[\w-]+)[ \t]*+(?P<after>[.=])""", re.ASCII)
_TEMPLATE = re.compile(r"#(?:\[\[?(?P<header>[^\]\n]+)\]\]?|(?P<key>[\w.-]+) = .*)", re.ASCII)
"""A header or a pair that is commented out. No space follows its ``#``: a line with one explains something."""


@attrs.frozen
class Template:
    """A header that is commented out, with the lines right below it that are commented out too."""

    start: int
    end: int


@attrs.frozen
class Section:
    """The lines under one header, or those before the first, whose path is empty."""

    path: tuple[str, ...]
    end: int
    """The offset after the last line that is certain to belong to the table: its header, a pair or a template."""
    offered: frozenset[str] = frozenset()
    """The keys of the pairs that are commented out."""


@attrs.frozen
class Outline:
    """The sections of a text in their order, and what else decides where lines can be added."""

    sections: tuple[Section, ...]
    closings: Mapping[str, int]
    """The names at the top that have their whole value in one place, as in ``answers = { … }``, and where it ends."""
    dotted: frozenset[str]
    """The names at the top that are written with a dot, as in ``project.title = "…"``."""
    templates: Mapping[str, Template]
    """The headers that are commented out where a header can stand: no pair follows before the next one."""
    commented: frozenset[str]
    """Every line that is commented out."""

    def section(self, *path: str) -> Section | None:
        """Return the section with a path, or None where no header has it."""
        return next((section for section in self.sections if section.path == path), None)

    def end_of(self, name: str) -> int | None:
        """Return where the last section ends whose path begins with a name, or None where no header has it."""
        return next((section.end for section in reversed(self.sections) if section.path[:1] == (name,)), None)


@attrs.frozen
class Edit:
    """Whole lines that take the place of others, or of none where the two offsets are the same."""

    start: int
    end: int
    lines: tuple[str, ...]


@attrs.frozen
class _Line:
    """A line of a text, or several where a value goes on over them."""

    text: str
    start: int
    end: int
    closing: int
    """The offset of the last bracket that closes something."""
    template: re.Match[str] | None

    @property
    def is_header(self) -> bool:
        return self.text.startswith("[")

    @property
    def is_pair(self) -> bool:
        return bool(self.text) and self.text[0] not in "#["


def outline_of(text: str) -> Outline:
    r"""Return the outline of a TOML text that has been parsed before, so that it is known to be well-formed.

    >>> outline = outline_of('edition = "2025-05-27"\n[answers]\nA = 1\n#B = 2\n')
    >>> [(section.path, section.end, sorted(section.offered)) for section in outline.sections]
    [((), 23, []), (('answers',), 46, ['B'])]
    """
    groups = list(_groups(_lines(text)))
    top = [line for line in groups[0] if line.is_pair]
    names = [(_NAME.match(line.text), line.closing) for line in top]
    return Outline(
        sections=tuple(map(_section, groups)),
        closings={_unquoted(name["name"]): closing for name, closing in names if name and name["after"] == "="},
        dotted=frozenset(_unquoted(name["name"]) for name, _ in names if name and name["after"] == "."),
        templates=dict(template for group in groups for template in _templates(group)),
        commented=frozenset(line.text for group in groups for line in group if line.template),
    )


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    r"""Return a text with some parts replaced, none of which overlap. Lines end as those of the text do.

    >>> with_edits("a\r\nc", [Edit(3, 3, ("b",)), Edit(4, 4, ("d",))])
    'a\r\nb\r\nc\r\nd\r\n'
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        before = text[done : edit.start]
        parts += [before, newline if before and not before.endswith("\n") else ""]
        parts += [f"{line}{newline}" for line in edit.lines]
        done = edit.end
    return "".join((*parts, text[done:]))


def _lines(text: str) -> Iterator[_Line]:
    depth = start = closing = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
                closing = token.start()
            case "end" if not depth:
                yield _line(text[start : token.start()], start, token.start() + 1, closing)
                start = token.end()
    yield _line(text[start:], start, len(text), closing)


def _line(text: str, start: int, end: int, closing: int) -> _Line:
    stripped = text.strip()
    return _Line(stripped, start, end, closing, _TEMPLATE.fullmatch(stripped))


def _groups(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines before the first header, and then each header with the lines below it."""
    group: list[_Line] = []
    for line in lines:
        if line.is_header:
            yield group
            group = []
        group.append(line)
    yield group


def _section(group: list[_Line]) -> Section:
    """The section that a group of lines is. A header that is commented out ends what its templates belong to."""
    path = _path(group[0].text) if group and group[0].is_header else ()
    end = group[0].end if path else 0
    offered: set[str] = set()
    belongs = True
    for line in group:
        template = line.template
        if line.is_pair or (belongs and template and template["key"]):
            end = line.end
        if line.is_pair:
            belongs = True
        elif template and template["header"]:
            belongs = False
        elif template and belongs:
            offered.add(template["key"])
    return Section(path, end, frozenset(offered))


def _templates(group: list[_Line]) -> Iterator[tuple[str, Template]]:
    """Yield the headers of a group that are commented out and that no pair follows."""
    last = max((i for i, line in enumerate(group) if line.is_pair), default=-1)
    found: dict[str, Template] = {}
    header = None
    for line in group[last + 1 :]:
        if line.template and line.template["header"]:
            header = line.text[1:]
            found[header] = Template(line.start, line.end)
        elif header and line.template and line.start == found[header].end:
            found[header] = Template(found[header].start, line.end)
    yield from found.items()


def _path(header: str) -> tuple[str, ...]:
    """The names in a header, whatever quotes and blanks are between them."""
    path: tuple[str, ...] = ()
    table = tomllib.loads(header)
    while table:
        [(name, inner)] = table.items()
        path, table = (*path, name), inner[0] if isinstance(inner, list) else inner
    return path


def _unquoted(name: str) -> str:
    if name[0] not in "\"'":
        return name
    [unquoted] = tomllib.loads(f"{name} = 0")
    return unquoted
