"""The determination sheet as a page that works offline: ``page``."""

from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure.cli.failures import refusal_at
from aiprocure.cli.named_editions import load_edition, name_edition
from aiprocure.cli.options import Command, overwrite_files, show_in_language
from aiprocure.cli.output import print_page, print_text, require_free, write_file
from aiprocure.cli.pages.lines import Line
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export import to_page
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["page_command"]


@click.command("page", cls=Command)
@click.option("-o", "--output", type=Path, help="書き出すファイル。省略時は表示する / File to write (.html).")
@overwrite_files
@name_edition("判定する版。収録が一つだけなら省略できる / Edition to judge by.")
@show_in_language
def page_command(output: Path | None, overwrite: bool, edition: Edition | None, language: Language) -> None:
    """回答しながら判定できる一つの HTML の画面を書き出す。通信を行わず、オフラインで使える。

    Write a page of HTML that judges while it is filled in: one file, which works offline.
    """
    if output is None:
        if overwrite:
            raise refusal_at("--overwrite", "needs-option", others="-o")
        print_text(to_page(load_edition(edition), language=language))
        return
    require_free(output, [], overwrite=overwrite)
    write_file(output, to_page(load_edition(edition), language=language), overwrite=overwrite)
    print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)
