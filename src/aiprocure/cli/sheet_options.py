"""The editions carried with the rows of a ministry's own check sheets added, as commands are given them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from aiprocure.cli.failures import Refusal, refusal_of
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.workbook_notes import print_differences, print_notes
from aiprocure.errors import InvalidSheet, Problem
from aiprocure.errors.text import Language
from aiprocure.files.workbooks import read_workbook
from aiprocure.model.edition import Edition

__all__ = ["name_sheets", "supplied_editions"]

_FunctionOrCommand = TypeVar("_FunctionOrCommand", bound=Callable[..., object] | click.Command)


def name_sheets(help_: str) -> Callable[[_FunctionOrCommand], _FunctionOrCommand]:
    """Return what gives a command the option ``--sheet``."""
    return click.option("--sheet", "sheets", multiple=True, type=Path, help=help_)


def supplied_editions(sheets: Sequence[Path], edition: Edition | None, language: Language) -> dict[str, Edition]:
    """Return the edition given, or every one carried, with the rows of workbooks added, by id; nothing without any.

    The rows are added one workbook after the other, and what was read, passed over and differs is printed. Raises
    :class:`Refusal` with everything for which that cannot be done, each with its file.
    """
    supplied: dict[str, Edition] = {each.id: each for each in load_editions(edition)} if sheets else {}
    problems: list[Problem] = []
    for sheet in sheets:
        try:
            workbook = read_workbook(sheet)
            added = {id_: each.with_rows(workbook.rows) for id_, each in supplied.items()}
        except InvalidSheet as error:
            problems += refusal_of(sheet, error).problems
        else:
            print_notes(sheet, workbook, language)
            for id_, after in added.items():
                print_differences(sheet, after, language, before=supplied[id_])
            supplied = added
    if problems:
        raise Refusal(problems)
    return supplied
