"""The pack about one procurement as Markdown: CommonMark with the tables of GitHub's dialect."""

import re
from collections.abc import Iterable, Iterator

from aiprocure.errors.text import Language
from aiprocure.model.dossier import Dossier
from aiprocure.model.finding import Finding
from aiprocure.reports import Item
from aiprocure.reports.dossiers import Chapter, Determination, Table, lines_of, pack_of

__all__ = ["to_markdown"]

_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>&|~\#$^{}]                  # what marks anything up, wherever it stands
        |(?<=[:/])/ | (?<=\w)\.(?=[^\W\d_])     # what makes an address of http://example.com, or of www.example.com
        |^[-+=:]                                # what begins a list or a rule""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_AT = "<!-- -->@"
"""No backslash keeps GitHub from making a link of an address of mail; what stands between its parts does."""


def to_markdown(
    determination: Determination,
    findings: Iterable[Finding],
    *,
    language: Language = "ja",
    dossier: Dossier | None = None,
) -> str:
    """Return the pack that an officer hands on about one procurement, as Markdown.

    It tells the determination, how it came about and what would change it, the findings and the open items, the
    mitigations, the arrangements for the contract, and the sources. With the dossier, it tells what that says too.
    Where answers are missing, an exploration stands in for the assessment. Whatever anyone wrote shows as text: it
    makes no heading, link, picture or table, and no HTML. Lines of a passage are parted by ``<br>``.

    >>> from aiprocure import assess, editions
    >>> edition = editions.load("2025-05-27")
    >>> pack = to_markdown(assess(edition, edition.answers(A=1, B=2, C=3, D=1)), (), language="en")
    >>> [line for line in pack.splitlines() if line.startswith("#")][:3]
    ["# A procurement's dossier, checked", '## 1. Determination', '## 2. Path through the questions']
    """
    pack = pack_of(determination, findings, language, dossier)
    blocks = [f"# {_escaped(pack.title)}"]
    if subject := _escaped(pack.subject):
        blocks.append(f"**{subject}**")
    for number, chapter in enumerate(pack.chapters, 1):
        blocks += [f"## {number}. {_escaped(chapter.heading)}", *_blocks(chapter)]
    return "\n\n".join(blocks) + "\n"


def _blocks(chapter: Chapter) -> Iterator[str]:
    if chapter.items:
        yield "\n".join(line for item in chapter.items for line in _item(item, ""))
    yield from map(_table, chapter.tables)


def _item(item: Item, indent: str) -> Iterator[str]:
    text, gap = _escaped(item.text), " " if item.note.startswith(" ") else ""
    yield f"{indent}- {f'**{text}**' if item.warns else text}{gap}{_escaped(item.note)}"
    for inner in item.inside:
        yield from _item(inner, indent + "  ")


def _table(table: Table) -> str:
    rows = ([_escaped(cell) for cell in row] for row in (table.headings, *table.rows))
    heading, *written = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((heading, "|" + " --- |" * len(table.headings), *written))


def _escaped(passage: str) -> str:
    """A passage as text alone, on one line of the source."""
    lines = (_SPECIAL.sub(r"\\\g<0>", line) for line in lines_of(passage))
    return "<br>".join(_NUMBERED.sub(r"\1\\\2", line).replace("@", _AT) for line in lines)
