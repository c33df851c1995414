"""What was read from a workbook and what was passed over, as commands say it beside their result."""

import click

from aiprocure.errors.text import Language, Text
from aiprocure.files.workbooks import ReadSheet, Workbook

__all__ = ["print_notes"]

_READ = Text(
    "{title}：{header}行目を列の見出しとし、{first}行目から{last}行目までの{count}件を読み取った。",
    "{title}: read {count} rows, from row {first} to row {last}, below the headings in row {header}",
)
_NOTHING_READ = Text(
    "{title}：{header}行目を列の見出しとしたが、その下に読み取る行がなかった。",
    "{title}: no rows below the headings in row {header}",
)


def print_notes(workbook: Workbook, language: Language) -> None:
    """Print on standard error which sheets and rows were read, and a line for each thing that was passed over."""
    lines = [_sheet_line(sheet, language) for sheet in workbook.sheets]
    for problem in workbook.passed_over:
        words = problem.text.in_language(language)
        lines.append(f"{problem.where}: {words}" if problem.where else words)
    for line in lines:
        click.echo(f"aiprocure: {line}", err=True)


def _sheet_line(sheet: ReadSheet, language: Language) -> str:
    words = (_READ if sheet.rows else _NOTHING_READ).in_language(language)
    first, last = (sheet.rows[0], sheet.rows[-1]) if sheet.rows else (0, 0)
    return words.format(title=sheet.title, header=sheet.header, first=first, last=last, count=len(sheet.rows))
