"""What is held of the guideline, counted: ``guideline``."""

from collections import Counter

import click

from aiprocure.cli.commands.cmd_editions import describe_edition
from aiprocure.cli.failures import refusing
from aiprocure.cli.options import (
    load_editions,
    of_one_edition,
    show_as_json,
    show_in_language,
)
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.records import overview_page
from aiprocure.encoding import Data
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.records import entries_of
from aiprocure.reports.phrases import Phrases

__all__ = ["guideline_command"]


@click.command("guideline")
@of_one_edition
@show_in_language
@show_as_json
def guideline_command(edition: str | None, language: Language, as_json: bool) -> None:
    """収録している内容の概要を示す。

    Show what is held of the guideline, with counts.
    """
    with refusing():
        chosen = load_editions(edition)
    if as_json:
        print_json([{**describe_edition(each), "records": count_records(each)} for each in chosen])
    else:
        for each in chosen:
            print_page(overview_page(Phrases(language), each))


def count_records(edition: Edition) -> dict[str, Data]:
    """Return how many records an edition holds, family by family."""
    return dict(Counter(entry.family for entry in edition.once(entries_of)))
