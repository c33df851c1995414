"""Dossiers as workbooks (.xlsx) to fill in, which are read back as the same dossiers. Needs the extra ``xlsx``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from aiprocure import editions, encoding
from aiprocure.checks import find_check
from aiprocure.encoding.atomic_write import write_whole
from aiprocure.errors import InvalidArgument, InvalidDossier, Problem
from aiprocure.errors.messages import expect, pointer
from aiprocure.errors.text import Language, Text
from aiprocure.export.xlsx.book import LONGEST_TEXT, Book
from aiprocure.export.xlsx.check_sheets import write_check_sheet
from aiprocure.export.xlsx.determination import write_determination
from aiprocure.export.xlsx.entries import write_entries
from aiprocure.export.xlsx.forms import write_form
from aiprocure.export.xlsx.plain_sheets import (
    Parts,
    write_cover,
    write_exact,
    write_findings,
    write_lists,
    write_long_texts,
    write_sources,
)
from aiprocure.files import dossiers
from aiprocure.files.dossier_sheets.contents import Contents, contents_of
from aiprocure.files.dossier_sheets.layout import known_tables
from aiprocure.files.dossier_sheets.parts import Answers, Entries, Fields, Items, ProjectPart, parts_of
from aiprocure.model.dossier import Dossier, Project
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding
from aiprocure.reports.dossiers import name_items
from aiprocure.reports.phrases import Phrases

if TYPE_CHECKING:
    from aiprocure.encoding import Data

__all__ = ["MOST_TEXT", "to_xlsx", "workbook_bytes"]

MOST_TEXT = 500_000
"""Characters of a dossier: written as text and once more as exact values, they are no more than is read back."""
_ADVICE = ("advice", "nco_advice")
"""The parts that a sheet of their own is for."""


def to_xlsx(
    value: Dossier | Edition,
    path: str | Path,
    *,
    edition: Edition | None = None,
    findings: Iterable[Finding] | None = None,
    language: Language = "ja",
) -> None:
    """Write a dossier, or an edition with nothing filled in yet, as a workbook: all of it, or nothing.

    Arguments, exceptions and the rest are those of :func:`workbook_bytes`. Raises :class:`OSError` where the file
    cannot be written.
    """
    if not isinstance(path, str | Path):
        raise InvalidArgument(Problem.of("not-a-path", value=path))
    write_whole(path, workbook_bytes(value, edition=edition, findings=findings, language=language))


def workbook_bytes(
    value: Dossier | Edition,
    *,
    edition: Edition | None = None,
    findings: Iterable[Finding] | None = None,
    language: Language = "ja",
) -> bytes:
    """Return a dossier as a workbook that people fill in, and that ``dossiers.load`` reads back as the same dossier.

    ``edition`` is the one that the dossier names where that is not carried, or has rows of a ministry's own added.
    ``findings`` are shown beside the items that they concern, and on a sheet of their own.

    Outcomes, states and counts are formulas, which stay live. What a user gave is text and never a formula. There are
    no macros and no links to other files; the same arguments give the same bytes. Raises :class:`InvalidDossier` for a
    dossier that means nothing in the edition or that no cell can hold, with every place, and :class:`MissingExtra`
    where XlsxWriter is not installed.
    """
    words = Phrases(language)
    dossier, judged_by = _resolve(value, edition, words)
    found = None if findings is None else tuple(findings)
    contents = contents_of(dossier, judged_by, language)
    _require_fitting(dossier)
    return _write(contents, dossier, judged_by, found, words)


def _resolve(value: Dossier | Edition, edition: Edition | None, words: Phrases) -> tuple[Dossier, Edition]:
    """The dossier to write, which is one that could be read, and the edition that it is read against."""
    if isinstance(value, Edition):
        untitled = encoding.from_data({"title": words.say("template_untitled")}, Project)
        return Dossier(value.id, untitled), value
    expect(Dossier, value)
    if edition is not None:
        expect(Edition, edition)
    read = dossiers.from_data(encoding.to_data(value), edition=edition)
    return read, edition or editions.load(read.edition)


def _require_fitting(dossier: Dossier) -> None:
    """Raise with every text that is longer than a cell may hold, or where they are more than can be read back."""
    texts = list(_texts(cast("Data", encoding.to_data(dossier)), ()))
    too_long = [
        Problem.of("cell-too-long", where, count=length, most=LONGEST_TEXT)
        for where, text in texts
        if (length := len(text.encode("utf-16-le")) // 2) > LONGEST_TEXT
    ]
    if not too_long and sum(len(text) for _, text in texts) > MOST_TEXT:
        what = Text("ブックに書く文字数", "characters of a workbook")
        too_long.append(Problem.of("workbook-too-large", most=MOST_TEXT, what=what))
    if too_long:
        raise InvalidDossier(too_long)


def _texts(data: "Data", path: tuple[object, ...]) -> "Iterator[tuple[str, str]]":
    """Yield what each cell has to hold, with its pointer: lists of texts stand in one cell."""
    match data:
        case dict():
            for name, inner in data.items():
                yield pointer(*path, name), name
                yield from _texts(inner, (*path, name))
        case list() if data and all(isinstance(each, str) for each in data):
            yield pointer(*path), "\n".join(map(str, data))
        case list():
            for position, inner in enumerate(data):
                yield from _texts(inner, (*path, position))
        case str():
            yield pointer(*path), data


def _write(
    contents: Contents, dossier: Dossier, edition: Edition, findings: tuple[Finding, ...] | None, words: Phrases
) -> bytes:
    known = {table.name: table for table in known_tables()}
    title = dossier.project.title
    book = Book.new(words, title=title, created=edition.decided)
    parts = [(part, contents.rows[part.name]) for part in parts_of(edition)]
    every = [(part, rows) for part, rows in parts if isinstance(part, Fields | ProjectPart)]
    apart = [each for each in every if each[0].name in _ADVICE]
    forms = [each for each in every if each not in apart]
    project = write_form(book, known["fields"], words.say("book_sheet_project"), words.say("book_project_title"), forms)
    [answers] = (rows for part, rows in parts if isinstance(part, Answers))
    determination = write_determination(book, known, edition, answers, words.say("book_sheet_answers"))
    by_item = _by_item(findings or (), dossier, words)
    check_sheets = [
        write_check_sheet(book, known[part.name], part, rows, by_item)
        for part, rows in parts
        if isinstance(part, Items)
    ]
    entries = [write_entries(book, known, part, rows, edition) for part, rows in parts if isinstance(part, Entries)]
    advice = write_form(book, known["fields"], words.say("book_sheet_advice"), words.say("book_advice_title"), apart)
    if findings is not None:
        write_findings(book, known["findings"], findings, name_items(dossier, edition))
    write_sources(book, edition)
    write_long_texts(book)
    write_lists(book)
    if contents.exact:
        write_exact(book, known["exact"], contents.exact)
    write_cover(book, Parts(determination, (project, advice), check_sheets, entries), edition, title)
    return book.finish()


def _by_item(findings: Sequence[Finding], dossier: Dossier, words: Phrases) -> Mapping[str, str]:
    """The findings about each item of the check sheets, in words, by its id."""
    items = {"requirements": dossier.requirements, "clauses": dossier.clauses}
    found: dict[str, list[str]] = {}
    for each in sorted(findings, key=lambda finding: finding.rank):
        section, _, rest = each.where[1:].partition("/")
        position = rest.partition("/")[0]
        id_ = items[section][int(position)].id if section in items and position.isdecimal() else each.subject
        if id_:
            found.setdefault(id_, []).append(_said(each, words))
    return {id_: "\n".join(dict.fromkeys(lines)) for id_, lines in found.items()}


def _said(finding: Finding, words: Phrases) -> str:
    """A finding in a line beside its item. That of an open item says no more than that: its item stands there."""
    severity = words.say("set_aside" if finding.is_set_aside else f"severity_{finding.severity}")
    check = find_check(finding.code)
    if check and check.opens:
        return words.say("book_finding_open", severity=severity)
    message, remedy = words.of(finding.message), words.of(finding.remedy)
    return words.say("book_finding_line", severity=severity, message=message, remedy=remedy)
