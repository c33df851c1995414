"""The editions carried: ``editions``."""

import click

from aiprocure import encoding
from aiprocure.cli.options import (
    load_editions,
    show_as_json,
    show_in_language,
)
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.records import editions_page
from aiprocure.encoding import Data
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["describe_edition", "editions_command"]


@click.command("editions")
@show_in_language
@show_as_json
def editions_command(language: Language, as_json: bool) -> None:
    """収録している版と、その改定の状況を示す。

    List the editions carried, and what superseded them.
    """
    carried = load_editions(None)
    if as_json:
        print_json([describe_edition(edition) for edition in carried])
    else:
        print_page(editions_page(Phrases(language), carried))


def describe_edition(edition: Edition) -> dict[str, Data]:
    """Return what tells one edition from another, as plain data."""
    data = encoding.to_data(edition)
    named = {key: data.get(key) for key in ("id", "revision", "code", "decided", "text", "superseded_by")}
    return {**named, "fingerprint": encoding.fingerprint(edition)}
