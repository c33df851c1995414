"""The sheets that only show something: what to do first, the findings, the sources, the lists, and exact values."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from aiprocure.encoding import fingerprint
from aiprocure.export.xlsx.book import Book, Sheet, literal, quoted, wrapped
from aiprocure.export.xlsx.check_sheets import CheckSheet
from aiprocure.export.xlsx.determination import Determination
from aiprocure.export.xlsx.forms import Form
from aiprocure.export.xlsx.item_states import STATES
from aiprocure.files.dossier_sheets.items import items_of
from aiprocure.files.dossier_sheets.layout import Table
from aiprocure.files.workbooks.cells import column_letters
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Finding, Severity
from aiprocure.reports.editions import caution_items
from aiprocure.reports.rulings import word_rulings

__all__ = [
    "PIECE",
    "Parts",
    "write_cover",
    "write_exact",
    "write_findings",
    "write_lists",
    "write_long_texts",
    "write_sources",
]

PIECE = 15_000
"""How many characters of an exact value stand in one cell."""
_LONG = 140
"""The width of the column for long texts."""
_LINES_A_ROW = 20
_LEGEND = ("input", "shown", "grave", "attention", "done", "aside")


@attrs.frozen
class Parts:
    """The sheets that the first one sums up."""

    determination: Determination
    forms: Sequence[Form]
    check_sheets: Sequence[CheckSheet]
    others: Sequence[str]
    """The titles of those for records that are kept as things happen."""


def write_cover(book: Book, parts: Parts, edition: Edition, title: str) -> None:
    """Write what to fill in, in which order, and what is left, on the first sheet."""
    words = book.words
    sheet = book.cover
    sheet.text(0, 0, title, "title")
    sheet.text(1, 0, words.edition(edition), "note")
    row = 2
    for item in caution_items(edition, words):
        sheet.text(row, 0, f"※ {item.text}{item.note}", "note")
        row += 1
    row += 1
    for column, name in enumerate(("book_step", "book_step_sheet", "book_step_what", "book_step_left")):
        sheet.text(row, column, words.say(name), "head")
    for number, (name, what, formula, value) in enumerate(_steps(book, parts), 1):
        row += 1
        sheet.text(row, 0, str(number), "centred")
        sheet.worksheet.write_url(row, 1, f"internal:{quoted(name)}!A1", book.formats["link"], name)
        sheet.text(row, 2, what)
        if formula:
            sheet.formula(row, 3, formula, value, "state")
        else:
            sheet.text(row, 3, "", "shown")
    gravest, lightest = (words.of(outcome.text) for outcome in (edition.outcomes[-1], edition.outcomes[0]))
    marks = {gravest: "grave", lightest: "done", words.say("book_unsettled"): "attention"}
    sheet.mark((row - 12, 3), (row, 3), marks)
    _write_legend(sheet, row + 2)


def _write_legend(sheet: Sheet, row: int) -> None:
    """Write how the workbook is used, and how its cells are told apart."""
    words = sheet.book.words
    sheet.text(row, 0, words.say("book_rules_heading"), "subtitle")
    for line in words.say("book_rules_of_use").split("\n"):
        row += 1
        sheet.text(row, 0, f"・{line}", "note")
    row += 2
    sheet.text(row, 0, words.say("book_legend"), "subtitle")
    for name in _LEGEND:
        row += 1
        sheet.text(row, 1, words.say(f"book_legend_{name}"), name)
        sheet.text(row, 2, words.say(f"book_legend_{name}_about"), "passage")


def _steps(book: Book, parts: Parts) -> Iterator[tuple[str, str, str, str]]:
    """Yield each sheet to fill in, what to do there, and the formula for what is left with its value now."""
    words = book.words
    first, *others = parts.forms
    yield (first.title, words.say("book_step_project"), *_blank(book, first))
    title = words.say("book_sheet_answers")
    found = parts.determination
    unsettled = words.say("book_unsettled")
    yield title, words.say("book_step_answers"), f"={found.cell}", found.outcome or unsettled
    for each, name in zip(parts.check_sheets, ("requirements", "clauses"), strict=False):
        yield (each.title, words.say(f"book_step_{name}"), *_left(book, each))
    for form in others:
        yield (form.title, words.say("book_step_advice"), *_blank(book, form))
    for title in parts.others:
        yield title, words.say("book_step_entries"), "", ""


def _blank(book: Book, form: Form) -> tuple[str, str]:
    before, after = book.words.say("book_blank_count", count="\0").split("\0")
    return f"={literal(before)}&COUNTBLANK({form.inputs})&{literal(after)}", f"{before}{form.blank}{after}"


def _left(book: Book, sheet: CheckSheet) -> tuple[str, str]:
    said, now = [], []
    for name in STATES[:2]:
        state = book.words.say(f"book_state_{name}")
        before, after = book.words.say("book_state_count", state=state, count="\0").split("\0")
        said.append(f"{literal(before)}&COUNTIF({sheet.states},{literal(state)})&{literal(after)}")
        now.append(f"{before}{sheet.counts[name]}{after}")
    return "=" + "&".join(said), "".join(now)


def write_findings(book: Book, table: Table, findings: Sequence[Finding], places: Mapping[str, str]) -> None:
    """Write the findings, the gravest first. ``places`` are the names of the dossier's items, by their pointers."""
    words = book.words
    sheet = book.sheet(words.say("book_sheet_findings"), (8, 10, 70, 60, 32))
    sheet.text(0, 0, words.say("book_findings_title"), "title")
    counts = (
        words.say("tally", words=words.say(f"severity_{each}"), count=sum(f.severity is each for f in findings))
        for each in Severity
    )
    sheet.text(1, 0, words.listed(counts), "subtitle")
    columns = {"finding_number": 0, "severity": 1, "finding": 2, "remedy": 3, "finding_place": 4}
    sheet.head(3, table, columns)
    for number, finding in enumerate(sorted(findings, key=lambda each: each.rank), 1):
        row = 3 + number
        said = words.of(finding.message) + words.citation(finding.citation)
        emphasis = [f"★{words.of(finding.reason)}"] if finding.reason else []
        sheet.text(row, 0, str(number), "centred")
        sheet.text(row, 1, words.say("set_aside" if finding.is_set_aside else f"severity_{finding.severity}"), "state")
        sheet.text(row, 2, "\n".join((said, *emphasis, *word_rulings(finding, words))))
        sheet.text(row, 3, words.of(finding.remedy))
        sheet.text(row, 4, words.place(finding.where, places))
    last = 3 + max(1, len(findings))
    marks = {words.say("severity_error"): "grave", words.say("severity_warning"): "attention"}
    sheet.mark((4, 1), (last, 1), marks)
    sheet.worksheet.freeze_panes(4, 2)
    sheet.worksheet.autofilter(3, 0, last, len(columns) - 1)


def write_sources(book: Book, edition: Edition) -> None:
    """Write the documents that the workbook rests on, and where each of its records stands in them."""
    words = book.words
    sheet = book.sheet(words.say("book_sheet_sources"), (24, 80, 44))
    sheet.text(0, 0, words.say("book_sources_title"), "title")
    sheet.text(1, 0, words.edition(edition), "note")
    sheet.text(2, 0, words.say("book_fingerprint", fingerprint=fingerprint(edition)), "note")
    row = 4
    for column, name in enumerate(("book_source_id", "book_source_words", "book_source_day")):
        sheet.text(row, column, words.say(name), "head")
    for source in edition.sources:
        row += 1
        sheet.text(row, 0, source.id)
        sheet.text(row, 1, words.of(source.text))
        sheet.text(row, 2, str(source.issued or ""))
    row += 2
    for column, name in enumerate(("book_record_kind", "book_record", "book_record_source")):
        sheet.text(row, column, words.say(name), "head")
    sheet.worksheet.repeat_rows(row)
    for kind, record, citation in _records(book, edition):
        row += 1
        sheet.text(row, 0, kind)
        sheet.text(row, 1, record)
        sheet.text(row, 2, words.citation(citation).strip(" ［］[]"))


def _records(book: Book, edition: Edition) -> Iterator[tuple[str, str, Citation]]:
    words = book.words
    for axis in edition.axes:
        yield words.family("axis"), words.axis(axis), axis.citation
        for option in axis.options:
            yield words.family("option"), words.option(option), option.citation
    for rule in edition.rules:
        yield words.family("rule"), words.row(edition, rule), rule.citation
    for reading in edition.readings:
        name = words.readings(edition, [reading.id])
        yield words.family("reading"), words.say("detail", key=name, value=words.of(reading.text)), reading.citation
    for section in ("requirements", "clauses"):
        for item in items_of(edition, section):
            yield words.family(item.id.partition("/")[0]), words.caption(item.record), item.record.citation
    for case in edition.risk_cases:
        yield words.family("risk-case"), words.of(case.text), case.citation


def write_lists(book: Book) -> None:
    """Write the lists that cells choose from."""
    words = book.words
    sheet = book.sheet(book.lists.title, [24] * max(1, len(book.lists.columns)))
    sheet.text(0, 0, words.say("book_lists_title"), "title")
    for column, (heading, listed) in enumerate(book.lists.columns):
        sheet.text(2, column, heading, "head")
        for row, text in enumerate(listed, 3):
            sheet.text(row, column, text)


def write_exact(book: Book, table: Table, exact: Mapping[str, str]) -> None:
    """Write what the cells of other sheets cannot say exactly, each value in pieces that a cell can hold."""
    words = book.words
    pieces = {where: [json[at : at + PIECE] for at in range(0, len(json), PIECE)] for where, json in exact.items()}
    most = max(map(len, pieces.values()))
    sheet = book.sheet(words.say("book_sheet_exact"), (24, *[120 / most] * most))
    sheet.text(0, 0, words.say("book_exact_title"), "title")
    sheet.text(1, 0, words.say("book_exact_note"), "note")
    sheet.head(3, table, {"place": 0})
    for column in range(1, most + 1):
        sheet.text(3, column, f"{words.say('book_json')}{column}", "head")
    for row, (where, its) in enumerate(pieces.items(), 4):
        sheet.text(row, 0, where)
        for column, piece in enumerate(its, 1):
            sheet.text(row, column, piece)


def write_long_texts(book: Book) -> None:
    """Write the texts for which no row is high enough, in as many rows as they need, where there are any."""
    if not book.long_texts:
        return
    words, texts = book.words, tuple(book.long_texts)
    sheet = book.sheet(words.say("book_sheet_long"), (24, _LONG))
    sheet.text(0, 0, words.say("book_long_title"), "title")
    sheet.text(1, 0, words.say("book_long_note"), "note")
    for column, name in enumerate(("book_long_cell", "book_long_text")):
        sheet.text(3, column, words.say(name), "head")
    sheet.worksheet.repeat_rows(3)
    row = 3
    for where, its_row, its_column, text in texts:
        where.worksheet.set_header(f"&L{words.say('book_long_header', sheet=sheet.title)}")
        cell = f"{column_letters(its_column + 1)}{its_row + 1}"
        lines = wrapped(text, _LONG)
        for first in range(0, len(lines), _LINES_A_ROW):
            row += 1
            place = f"internal:{quoted(where.title)}!{cell}"
            sheet.worksheet.write_url(row, 0, place, book.formats["link"], f"{where.title} {cell}")
            sheet.text(row, 1, "\n".join(lines[first : first + _LINES_A_ROW]))
