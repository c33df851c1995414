"""What the guideline says: ``editions``, ``guideline``, ``show`` and ``sheet import``."""

from collections import Counter
from pathlib import Path

import click
from rich.console import Group

from aiprocure import encoding
from aiprocure.cli.failures import refusing
from aiprocure.cli.options import (
    load_editions,
    of_one_edition,
    overwrite_files,
    read_rows,
    show_as_json,
    show_in_language,
)
from aiprocure.cli.output import print_json, print_page, require_free, write_json
from aiprocure.cli.pages.records import editions_page, overview_page, record_page
from aiprocure.encoding import Data
from aiprocure.model.check_sheets import Clause, SheetRow
from aiprocure.model.edition import Edition
from aiprocure.model.records import CrossReference, Entry, entries_of
from aiprocure.errors.text import Language
from aiprocure.reports.phrases import Phrases

__all__ = ["editions_command", "guideline_command", "sheet_command", "show_command"]


@click.command("editions")
@show_in_language
@show_as_json
def editions_command(language: Language, as_json: bool) -> None:
    """収録している版と、その改定の状況を示す。

    List the editions carried, and what superseded them.
    """
    carried = load_editions(None)
    if as_json:
        print_json([describe(edition) for edition in carried])
    else:
        print_page(editions_page(Phrases(language), carried))


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
        print_json([{**describe(each), "records": count_records(each)} for each in chosen])
    else:
        for each in chosen:
            print_page(overview_page(Phrases(language), each))


@click.command("show")
@click.argument("name", nargs=-1, required=True)
@of_one_edition
@show_in_language
@show_as_json
def show_command(name: tuple[str, ...], edition: str | None, language: Language, as_json: bool) -> None:
    """記録を、出典と関連する記録とともに示す。例：14、A、clause 7、risk-cases。

    Show a record or a family of records, with citations and links: 14, A, clause 7, risk-cases.
    """
    wanted = " ".join(name)
    with refusing():
        found = [record for each in load_editions(edition) for record in find_records(each, wanted)]
    if as_json:
        print_json([describe_record(record) for record in found])
    else:
        print_page(Group(*(record_page(Phrases(language), record) for record in found)))


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


def find_records(edition: Edition, wanted: str) -> list[CrossReference]:
    """Return the record that a name means in an edition, or those of the family that it means."""
    names = [str(entry.reference) for entry in entries_in(edition, wanted)] or [wanted]
    return [edition.cross_reference(name) for name in names]


def entries_in(edition: Edition, family: str) -> tuple[Entry, ...]:
    """Return the records of a family, named as the field of an edition that holds them: ``risk-cases``."""
    held = getattr(edition, family.replace("-", "_"), None) if family.replace("-", "_").isidentifier() else None
    records = held if isinstance(held, tuple) else ()
    return tuple(entry for entry in edition.once(entries_of) if any(entry.record is record for record in records))


def describe_record(found: CrossReference) -> dict[str, Data]:
    """Return a record with its reference and its links, as plain data."""
    return {
        "reference": found.entry.reference,
        "family": found.entry.family,
        "record": encoding.to_data(found.entry.record),
        "links_to": [entry.reference for entry in found.links_to],
        "linked_from": [entry.reference for entry in found.linked_from],
    }


def describe(edition: Edition) -> dict[str, Data]:
    """Return what tells one edition from another, as plain data."""
    data = encoding.to_data(edition)
    named = {key: data.get(key) for key in ("id", "revision", "code", "decided", "text", "superseded_by")}
    return {**named, "fingerprint": encoding.fingerprint(edition)}


def count_records(edition: Edition) -> dict[str, Data]:
    """Return how many records an edition holds, family by family."""
    return dict(Counter(entry.family for entry in edition.once(entries_of)))
