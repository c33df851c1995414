"""What an edition holds of the guideline, counted: ``guideline``."""

from collections import Counter

import click

from aiprocure.cli.commands.cmd_editions import describe_edition
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.options import Command, of_one_edition, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.records import overview_page
from aiprocure.encoding import Data
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.records import entries_of
from aiprocure.reports.phrases import Phrases

__all__ = ["guideline_command"]

_FORMAT = "aiprocure.guideline/1"


@click.command("guideline", cls=Command)
@of_one_edition
@show_in_language
@show_as_json
def guideline_command(edition: Edition | None, language: Language, as_json: bool) -> None:
    """収録している内容の概要を示す。

    Show what is carried of the guideline, with counts.
    """
    chosen = load_editions(edition)
    if as_json:
        described: list[Data] = [{**describe_edition(each), "records": _count_records(each)} for each in chosen]
        print_json({"format": _FORMAT, "editions": described})
    else:
        for each in chosen:
            print_page(overview_page(Phrases(language), each))


def _count_records(edition: Edition) -> dict[str, Data]:
    """Return how many records an edition holds, family by family."""
    return dict(Counter(entry.family for entry in edition.once(entries_of)))
