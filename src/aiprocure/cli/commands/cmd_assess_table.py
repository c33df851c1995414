"""Whole inventories: ``assess-table``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from aiprocure import editions
from aiprocure.cli.failures import refusal_at
from aiprocure.cli.named_editions import name_edition
from aiprocure.cli.options import (
    Command,
    name_columns,
    name_encoding,
    overwrite_files,
    read_columns,
    show_as_json,
    show_in_language,
)
from aiprocure.cli.output import print_json, print_page, require_free, writing
from aiprocure.cli.pages.inventory import summary_page
from aiprocure.encoding import Data
from aiprocure.errors import Choice
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.inventory import InventorySummary
from aiprocure.reports.phrases import Phrases

__all__ = ["assess_table_command"]


@click.command("assess-table", cls=Command)
@click.argument("inventory", type=Path)
@click.option(
    "-o",
    "--output",
    required=True,
    type=Path,
    help="書き出すファイル / File to write (.csv, .xlsx, .parquet).",
)
@name_edition("適用する版 / Edition to judge by.")
@name_columns
@name_encoding
@click.option("--ids", is_flag=True, help="加える列を識別子で書く / Write ids into the columns added, not words.")
@click.option(
    "--prefix", metavar="TEXT", default="", help="加える列の名前の前に付ける語 / Begins the names of the columns added."
)
@click.option(
    "--invalid",
    type=click.Choice(["raise", "null"]),
    default="raise",
    help="選択肢に当たらない値の扱い / Refuse values that mean no option, or leave their rows without an outcome.",
)
@overwrite_files
@show_in_language
@show_as_json
def assess_table_command(
    inventory: Path,
    output: Path,
    edition: Edition | None,
    columns: tuple[str, ...],
    encoding: str | None,
    ids: bool,
    prefix: str,
    invalid: Literal["raise", "null"],
    overwrite: bool,
    language: Language,
    as_json: bool,
) -> None:
    """INVENTORY（CSV、Excel 又は Parquet）の全ての行を判定し、結果の列を加えて -o に書き出す。

    Judge every row of an inventory, and write it to another file with the outcomes added.
    """
    require_free(output, [inventory], overwrite=overwrite)
    with progress_of(inventory) as progress:
        from aiprocure.frames.inventories import assess_table

        chosen = require_edition(edition)
        words = None if ids or output.suffix.lower() == ".parquet" else language
        with writing(output):
            summary = assess_table(
                inventory,
                output,
                chosen,
                read_columns(columns),
                prefix=prefix,
                invalid=invalid,
                encoding=encoding,
                language=words,
                progress=progress,
            )
    print_summary(summary, chosen, output, language, as_json=as_json)


def print_summary(
    summary: InventorySummary, edition: Edition, output: Path, language: Language, *, as_json: bool
) -> None:
    """Print the counts of an inventory."""
    if as_json:
        print_json(describe_summary(edition, summary))
    else:
        print_page(summary_page(Phrases(language), edition, summary, shown_path(output)))


def require_edition(edition: Edition | None) -> Edition:
    """Return the edition to judge by, or refuse where none is given: none is taken for granted."""
    if edition is None:
        raise refusal_at("--edition", "edition-required", expected=map(Choice, editions.available()))
    return edition


@contextmanager
def progress_of(inventory: Path) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback that reports progress, done and total; a terminal shows it while the work goes on."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown_progress:
        task = shown_progress.add_task(escape(shown_path(inventory)), total=None)
        yield lambda done, total: shown_progress.update(task, completed=done, total=total)


def describe_summary(edition: Edition, summary: InventorySummary) -> dict[str, Data]:
    """Return the counts of an inventory by ids, with the edition applied."""
    outcomes: dict[str, Data] = {outcome.id: count for outcome, count in summary.outcomes}
    return {
        "format": "aiprocure.inventory/1",
        "edition": edition.id,
        "revision": edition.revision,
        "rows": summary.rows,
        "outcomes": outcomes,
        "disputed": summary.disputed,
        "bad": summary.bad,
    }
