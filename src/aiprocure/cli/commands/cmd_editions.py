"""The editions carried: ``editions``."""

from typing import cast

import click

from aiprocure import encoding
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.options import Command, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.records import editions_page
from aiprocure.encoding import Data
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["describe_edition", "editions_command"]

_FORMAT = "aiprocure.editions/1"


@click.command("editions", cls=Command)
@show_in_language
@show_as_json
def editions_command(language: Language, as_json: bool) -> None:
    """収録している版と、その改定の状況、後の版について報じられていることを示す。

    List the editions that are carried, what supersedes them, and what is reported of that.
    """
    carried = load_editions(None)
    if as_json:
        print_json({"format": _FORMAT, "editions": [describe_edition(edition) for edition in carried]})
    else:
        print_page(editions_page(Phrases(language), carried))


def describe_edition(edition: Edition) -> dict[str, Data]:
    """Return what identifies an edition, as plain data."""
    data = cast(dict[str, Data], encoding.to_data(edition))
    told = ("id", "revision", "code", "decided", "text", "superseded_by", "reported")
    return {**{key: data.get(key) for key in told}, "fingerprint": encoding.fingerprint(edition)}
