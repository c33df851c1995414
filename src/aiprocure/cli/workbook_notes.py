"""What was read from workbooks, what was passed over, and what differs, as commands say it beside their result."""

from pathlib import Path

from aiprocure.cli.failures import problem_line
from aiprocure.cli.output import print_error
from aiprocure.errors.messages import quotable, shown_path
from aiprocure.errors.text import Language, Text
from aiprocure.files.workbooks import ReadSheet, Workbook
from aiprocure.files.workbooks.cells import place_in
from aiprocure.model.amendments import Difference, find_differences
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["print_differences", "print_notes"]

_READ = Text(
    "{title}：{header}行目を列の見出しとし、{first}行目から{last}行目までの{count}件を読み取った。",
    "{title}: read {count} rows, from row {first} to row {last}, below the headings in row {header}",
)
_NOTHING_READ = Text(
    "{title}：{header}行目を列の見出しとしたが、その下に読み取る行がなかった。",
    "{title}: no rows below the headings in row {header}",
)
_WORDING = Text("文言", "wording")
_DIFFERS = Text(
    "{where}：{record}の{passage}「{after}」が、出典の記載「{before}」と異なる。"
    "府省庁のものを {supplied} として加え、出典のものも残す。",
    "{where}: {record}, {passage}: '{after}' where the source has '{before}'; "
    "added as {supplied}, beside the source's own",
)
_ROW = Text("{title}の{row}行目", "{title}, row {row}")


def print_notes(file: Path, workbook: Workbook, language: Language) -> None:
    """Print on standard error which sheets and rows were read, and a line for each thing that was passed over."""
    words = Phrases(language)
    for sheet in workbook.sheets:
        print_error(words.say("detail", key=shown_path(file), value=_sheet_line(sheet, language)))
    for problem in workbook.passed_over:
        print_error(problem_line(problem, language))


def print_differences(file: Path, edition: Edition, language: Language, *, before: Edition) -> None:
    """Print on standard error where the rows that a workbook added to an edition differ from the source's."""
    words = Phrases(language)
    printed = set(find_differences(before))
    for each in find_differences(edition):
        if each not in printed:
            print_error(words.say("detail", key=shown_path(file), value=_difference_line(each, words)))


def _difference_line(difference: Difference, words: Phrases) -> str:
    family, number = difference.source.split("/")
    return words.of(_DIFFERS).format(
        where=difference.where if difference.field == "text" else _row_of(difference.where, words),
        record=f"{words.family(family)} {number}",
        passage=words.field(difference.field) or words.of(_WORDING),
        before=_quoted(difference.source_text, words),
        after=_quoted(difference.supplied_text, words),
        supplied=difference.supplied,
    )


def _row_of(place: str, words: Phrases) -> str:
    """The row of a cell: only the cell of a row's own text is known."""
    title, _, _ = place.rpartition("!")
    return words.of(_ROW).format(title=title, row=place_in(place)[0])


def _quoted(passage: Text | None, words: Phrases) -> str:
    return words.say("unsaid") if passage is None else quotable(words.of(passage))


def _sheet_line(sheet: ReadSheet, language: Language) -> str:
    words = (_READ if sheet.rows else _NOTHING_READ).in_language(language)
    first, last = (sheet.rows[0], sheet.rows[-1]) if sheet.rows else (0, 0)
    return words.format(title=sheet.title, header=sheet.header, first=first, last=last, count=len(sheet.rows))
