"""A ministry's own workbooks: ``sheet import``."""

from pathlib import Path

import click

from aiprocure import encoding
from aiprocure.cli.failures import refusing
from aiprocure.cli.options import (
    load_editions,
    of_one_edition,
    overwrite_files,
    read_rows,
)
from aiprocure.cli.output import print_json, require_free, write_json
from aiprocure.encoding import Data
from aiprocure.model.check_sheets import Clause, SheetRow

__all__ = ["sheet_command"]


@click.group("sheet")
def sheet_command() -> None:
    """府省庁が保有するチェックシートのブックを扱う。

    Work with a ministry's own workbooks of the check sheets.
    """


@sheet_command.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="書き出すファイル / File to write.")
@overwrite_files
@of_one_edition
def import_command(workbook: Path, output: Path | None, overwrite: bool, edition: str | None) -> None:
    """WORKBOOK（.xlsx）の行を読み、版に加えられることを確かめ、JSON で書き出す。

    Read the rows of a workbook, make sure that they can stand in an edition, and write them as JSON.
    """
    if output is not None:
        require_free(output, [workbook], overwrite=overwrite)
    with refusing():
        read = read_rows(workbook)
        for each in load_editions(edition):
            each.with_rows(read)
    data: dict[str, Data] = {
        "sheet_rows": [encoding.to_data(row) for row in read if isinstance(row, SheetRow)],
        "clauses": [encoding.to_data(row) for row in read if isinstance(row, Clause)],
    }
    if output is None:
        print_json(data)
    else:
        write_json(output, data)
