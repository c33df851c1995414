"""An edition in the formats of others: ``export``."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import get_args

import click
from rich.text import Text as Styled

from aiprocure.cli.commands.cmd_schema import KINDS, schema_of
from aiprocure.cli.failures import refusal_at
from aiprocure.cli.named_editions import files_named, load_edition, name_edition
from aiprocure.cli.options import Command, overwrite_files, show_in_language
from aiprocure.cli.output import print_page, print_text, require_free, write_file
from aiprocure.cli.pages.lines import Line
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export import to_csv, to_dmn, to_json, to_sql, to_sql_table, to_tck, to_vectors
from aiprocure.export.sql import Dialect
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["export_command"]

_EXCEL = "\N{BYTE ORDER MARK}"
"""Excel takes a CSV file that does not begin so for Shift_JIS."""


def _schema(kind: str, edition: Edition) -> str:
    return json.dumps(schema_of(kind, edition), ensure_ascii=False, indent=2) + "\n"


_FORMATS: Mapping[str, Callable[[Edition], str]] = {
    "csv": lambda edition: f"{_EXCEL}{to_csv(edition)}",
    "dmn": to_dmn,
    "json": to_json,
    **{f"schema-{kind}": partial(_schema, kind) for kind in KINDS},
    **{f"sql-{dialect}": partial(to_sql, dialect=dialect) for dialect in get_args(Dialect)},
    **{f"sql-table-{dialect}": partial(to_sql_table, dialect=dialect) for dialect in get_args(Dialect)},
    "tck": to_tck,
    "vectors": to_vectors,
}


@click.command(
    "export",
    cls=Command,
    help=f"""版の判定を、ほかの道具で使う形式で書き出す。

    FORMAT: {", ".join(_FORMATS)}

    Write the determination of an edition in a format of other tools.""",
)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(_FORMATS)))
@click.option("-o", "--output", type=Path, help="書き出すファイル。省略時は表示する / File to write.")
@overwrite_files
@name_edition("書き出す版。収録が一つだけなら省略できる / Edition to export.")
@show_in_language
def export_command(
    format_: str, output: Path | None, overwrite: bool, edition: Edition | None, language: Language
) -> None:
    """Write the determination of an edition in a format of other tools."""
    if output is None and overwrite:
        raise refusal_at("--overwrite", "needs-option", others="-o")
    if output is not None:
        require_free(output, files_named(), overwrite=overwrite)
    text = _FORMATS[format_](load_edition(edition))
    if output is None:
        print_text(text)
    else:
        write_file(output, text, overwrite=overwrite)
        print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)
