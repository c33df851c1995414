"""An edition in the formats of others: ``export``."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure import export
from aiprocure.cli.failures import refusal_at
from aiprocure.cli.options import Command, find_edition, load_edition, overwrite_files, show_in_language
from aiprocure.cli.output import print_page, print_text, require_free, write_file
from aiprocure.cli.pages.lines import Line
from aiprocure.encoding import Vectors
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.model.answers import Answers
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition
from aiprocure.model.proposal import Proposal
from aiprocure.reports.phrases import Phrases

__all__ = ["export_command"]

_FORMATS: Mapping[str, Callable[[Edition], str]] = {
    "csv": lambda edition: (
        f"\N{BYTE ORDER MARK}{export.to_csv(edition)}"
    ),  # Excel takes a file without it for Shift_JIS
    "dmn": lambda edition: export.to_dmn(edition),
    "json": lambda edition: export.to_json(edition),
    "schema-answers": lambda edition: _written(export.to_json_schema(Answers, edition)),
    "schema-dossier": lambda edition: _written(export.to_json_schema(Dossier, edition)),
    "schema-edition": lambda _: _written(export.to_json_schema(Edition)),
    "schema-proposal": lambda edition: _written(export.to_json_schema(Proposal, edition)),
    "schema-vectors": lambda edition: _written(export.to_json_schema(Vectors, edition)),
    "tck": lambda edition: export.to_tck(edition),
    "vectors": lambda edition: export.to_vectors(edition),
}


@click.command("export", cls=Command)
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(_FORMATS)))
@click.option("-o", "--output", type=Path, help="書き出すファイル。省略時は表示する / File to write.")
@overwrite_files
@click.option(
    "--edition", metavar="EDITION", help="書き出す版。収録が一つだけなら省略できる / Edition (id, folder or file)."
)
@show_in_language
def export_command(format_: str, output: Path | None, overwrite: bool, edition: str | None, language: Language) -> None:
    """版の判定を、ほかの道具で使う形式（FORMAT）で書き出す。

    Write the determination of an edition in a format of other tools.

    \b
    FORMAT: csv, dmn, json, schema-answers, schema-dossier, schema-edition, schema-proposal, schema-vectors, tck,
    vectors
    """
    if output is None and overwrite:
        raise refusal_at("--overwrite", "needs-option", others="-o")
    if output is not None:
        require_free(output, [] if edition is None else [Path(edition)], overwrite=overwrite)
    text = _FORMATS[format_](load_edition(None) if edition is None else find_edition(edition))
    if output is None:
        print_text(text)
    else:
        write_file(output, text, overwrite=overwrite)
        print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)


def _written(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
