"""A ministry's own workbooks: ``sheet import``."""

from collections.abc import Iterable
from pathlib import Path

import click

from aiprocure import encoding
from aiprocure.cli.failures import Refusal, about
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.options import Command, Group, of_one_edition, overwrite_files, show_in_language
from aiprocure.cli.output import print_json, require_free, write_json
from aiprocure.cli.workbook_notes import print_differences, print_notes
from aiprocure.encoding import Data
from aiprocure.errors import InvalidSheet
from aiprocure.errors.text import Language
from aiprocure.files.workbooks import Workbook, read_workbook
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.edition import Edition

__all__ = ["sheet_command"]

_FORMAT = "aiprocure.check-sheet-rows/1"


@click.group("sheet", cls=Group)
def sheet_command() -> None:
    """府省庁が保有するチェックシートのブックを扱う。

    Work with a ministry's own workbooks of the check sheets.
    """


@sheet_command.command("import", cls=Command)
@click.argument("workbook", type=Path)
@click.option("-o", "--output", type=Path, help="書き出すファイル / File to write.")
@overwrite_files
@of_one_edition
@show_in_language
def import_command(
    workbook: Path, output: Path | None, overwrite: bool, edition: Edition | None, language: Language
) -> None:
    """WORKBOOK（.xlsx）の行を読み、版に加えられることを確かめ、JSON で書き出す。

    読み取ったシートと行、読み取らなかったもの（非表示、取消線、注記等）とそのセル、版の記載と異なる行は、標準エラー出力に示す。

    Read the rows of a workbook, check that an edition can take them, and write them as JSON. Standard error says which
    sheets and rows were read, what was passed over, and where rows differ from those of the edition.
    """
    if output is not None:
        require_free(output, [workbook], overwrite=overwrite)
    read = read_workbook(workbook)
    carried = load_editions(edition)
    supplied = _add_rows(workbook, read, carried)
    data: dict[str, Data] = {
        "format": _FORMAT,
        "sheet_rows": [encoding.to_data(row) for row in read.rows if isinstance(row, SheetRow)],
        "clauses": [encoding.to_data(row) for row in read.rows if isinstance(row, Clause)],
    }
    if output is None:
        print_json(data)
    else:
        write_json(output, data, overwrite=overwrite)
    print_notes(workbook, read, language)
    for before, after in zip(carried, supplied, strict=True):
        print_differences(workbook, after, language, before=before)


def _add_rows(file: Path, workbook: Workbook, carried: Iterable[Edition]) -> list[Edition]:
    """Return editions with the rows of a workbook added. Raises :class:`Refusal`, which names the workbook."""
    try:
        return [each.with_rows(workbook.rows) for each in carried]
    except InvalidSheet as error:
        raise Refusal([about(file, problem) for problem in error.problems]) from None
