"""A record or a family of records: ``show``."""

import click
from rich.console import Group

from aiprocure import encoding
from aiprocure.checks import checks_of
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.options import Command, of_one_edition, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.records import record_page
from aiprocure.encoding import Data
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.model.records import CheckReference, CrossReference, Entry, entries_of
from aiprocure.reports.phrases import Phrases

__all__ = ["show_command"]

_FORMAT = "aiprocure.records/1"


@click.command("show", cls=Command)
@click.argument("name", nargs=-1, required=True)
@of_one_edition
@show_in_language
@show_as_json
def show_command(name: tuple[str, ...], edition: Edition | None, language: Language, as_json: bool) -> None:
    """記録を、出典と関連する記録とともに示す。例：14、A、clause 7、risk-cases。

    Show a record or a family of records, with citations and links: 14, A, clause 7, risk-cases.
    """
    wanted = " ".join(name)
    found = [(each, record) for each in load_editions(edition) for record in _find_records(each, wanted)]
    if as_json:
        print_json({"format": _FORMAT, "records": [_describe_record(*record) for _, record in found]})
    else:
        print_page(Group(*(record_page(Phrases(language), each, *record) for each, record in found)))


def _find_records(edition: Edition, wanted: str) -> list[tuple[CrossReference, CheckReference]]:
    """Return the record that a name means in an edition, or those of the family that it means."""
    names = [str(entry.reference) for entry in _entries_in(edition, wanted)] or [wanted]
    return [(edition.cross_reference(name), checks_of(edition, name)) for name in names]


def _entries_in(edition: Edition, family: str) -> tuple[Entry, ...]:
    """Return the records of a family, named as the field of an edition that holds them: ``risk-cases``."""
    held = getattr(edition, family.replace("-", "_"), None) if family.replace("-", "_").isidentifier() else None
    records = held if isinstance(held, tuple) else ()
    return tuple(entry for entry in edition.once(entries_of) if any(entry.record is record for record in records))


def _describe_record(found: CrossReference, checked: CheckReference) -> dict[str, Data]:
    """Return a record with its reference, its links and the checks that act on it, as plain data."""
    return {
        "reference": found.entry.reference,
        "family": found.entry.family,
        "record": encoding.to_data(found.entry.record),
        "links_to": [entry.reference for entry in found.links_to],
        "linked_from": [entry.reference for entry in found.linked_from],
        "checks": list(checked.checks),
        "why_no_check": None if checked.why_none is None else encoding.to_data(checked.why_none),
    }
