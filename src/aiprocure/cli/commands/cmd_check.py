"""Dossiers, checked: ``check``."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import click
from rich.console import Console
from rich.progress import track

from aiprocure import editions, encoding
from aiprocure.checks import check
from aiprocure.cli.check_reports import Checked, markdown_report, sarif_report, word_report
from aiprocure.cli.failures import complain, refusing
from aiprocure.cli.options import overwrite_files, read_rows, show_in_language
from aiprocure.cli.output import print_json, print_page, require_free, write_file, write_json
from aiprocure.cli.pages.findings import findings_page, findings_summary
from aiprocure.encoding import Data
from aiprocure.encoding.parsing import locating, parse, read_source
from aiprocure.errors import InvalidData, InvalidDossier, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language, Text
from aiprocure.files import dossiers
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.reports.phrases import Phrases

__all__ = ["check_command"]

Unreadable: TypeAlias = Mapping[Path, tuple[Problem, ...]]
_FORMS = ("text", "json", "sarif", "markdown", "docx")


@click.command("check")
@click.argument("files", metavar="DOSSIER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="出力の形式 / Form of the output.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="書き出すファイル / File to write.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="この重さ以上の指摘があれば終了コード1 / Exit with 1 if a finding weighs as much.",
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    help="版に加えるチェックシートのブック（.xlsx） / Workbook of check sheets to add to the edition.",
)
@overwrite_files
@show_in_language
def check_command(
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    sheet: Path | None,
    overwrite: bool,
    language: Language,
) -> None:
    """案件書類（TOML 又は JSON）を点検し、指摘を示す。いくつでも渡せる。

    Check dossiers, as many as are given, and print the findings. One that cannot be read is reported, the others are
    checked all the same, and the exit code is 2.
    """
    files = distinct(files)
    require_possible(form, files, output)
    if output is not None:
        require_free(output, (*files, *([sheet] if sheet else [])), overwrite=overwrite)
    with refusing():
        supplied = {} if sheet is None else supplemented_editions(sheet)
        outcomes = {file: check_file(file, supplied) for file in showing_progress(files, language)}
    checked = [outcome for outcome in outcomes.values() if isinstance(outcome, Checked)]
    unreadable = {file: each.problems for file, each in outcomes.items() if isinstance(each, InvalidDossier)}
    if form == "text":
        print_checked(Phrases(language), checked)
    else:
        put_out(form, checked, unreadable, output, language)
    for file, problems in unreadable.items():
        complain("\n".join(f"{shown_path(file)}: {line}" for line in str(InvalidDossier(problems)).splitlines()))
    if unreadable:
        sys.exit(2)
    if fail_on and any(found.severity.rank <= Severity(fail_on).rank for each in checked for found in each.findings):
        sys.exit(1)


def require_possible(form: str, files: tuple[Path, ...], output: Path | None) -> None:
    """Refuse a form that cannot hold so many dossiers, or cannot go where it should."""
    if form == "docx" and (len(files) > 1 or output is None):
        raise click.UsageError("--format docx takes one dossier, and -o")
    if form == "text" and output is not None:
        raise click.UsageError(f"-o takes --format {', '.join(_FORMS[1:])}")


def distinct(files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files in their order, each once, by the first of the names that it is given."""
    first: dict[object, Path] = {}
    for file in files:
        first.setdefault(file_identity(file), file)
    return tuple(first.values())


def file_identity(file: Path) -> object:
    """Return what is the same whatever a file is called; of one that cannot be looked at, its name."""
    try:
        status = file.stat()
    except OSError:
        return file
    return status.st_dev, status.st_ino


def supplemented_editions(workbook: Path) -> dict[str, Edition]:
    """Return every edition carried with the rows of a workbook added, by id."""
    rows = read_rows(workbook)
    return {id_: editions.load(id_).with_rows(rows) for id_ in editions.available()}


def check_file(file: Path, supplied: Mapping[str, Edition]) -> Checked | InvalidDossier:
    """Return what was found in a file, read against a supplied edition where it names one, or why it is no dossier."""
    try:
        source = read_source(file, kind=Text("案件書類", "a dossier"), most_bytes=dossiers.MOST_BYTES)
        data = parse(source)
    except InvalidData as error:
        return InvalidDossier(error.problems)
    named = data.get("edition") if isinstance(data, dict) else None
    given = supplied.get(named) if isinstance(named, str) else None
    try:
        with locating(source):
            dossier = dossiers.from_data(data, edition=given)
    except InvalidDossier as error:
        return error
    edition = given or editions.load(dossier.edition)
    return Checked(file, source.text, dossier, edition, check(dossier, edition))


def showing_progress(files: tuple[Path, ...], language: Language) -> Iterator[Path]:
    """Yield files one by one; where there are several and somebody watches, how far it has come is shown."""
    console = Console(stderr=True)
    shown = console.is_terminal and len(files) > 1
    said = Phrases(language).say("checking")
    return iter(track(files, description=said, console=console, transient=True, disable=not shown))


def put_out(form: str, checked: list[Checked], unreadable: Unreadable, output: Path | None, language: Language) -> None:
    """Write what was found to a file, or print it; how much that is, is told a person who waits for many."""
    if form in ("json", "sarif"):
        data = describe_checked(checked, unreadable) if form == "json" else sarif_report(checked, unreadable, language)
        if output is None:
            print_json(data)
        else:
            write_json(output, data)
    elif checked:
        with refusing():
            content = word_report(checked, language) if form == "docx" else markdown_report(checked, language)
        if output is None:
            click.echo(content, nl=False)
        else:
            write_file(output, content)
    if len(checked) > 1 and watched():
        print_summary(Phrases(language), checked, stderr=True)


def watched() -> bool:
    """Return whether somebody sees what is told beside the output."""
    return sys.stderr.isatty()


def describe_checked(checked: list[Checked], unreadable: Unreadable) -> Data:
    """Return what was found, as plain data: dossier by dossier, what is none, and counted by severity."""
    found = [finding.severity for each in checked for finding in each.findings]
    dossiers_found: list[Data] = [
        {
            "file": str(each.file),
            "edition": each.dossier.edition,
            "findings": [encoding.to_data(finding) for finding in each.findings],
        }
        for each in checked
    ]
    told: list[Data] = [
        {
            "file": str(file),
            "problems": [{"where": problem.where, "what": problem.text.in_language("en")} for problem in problems],
        }
        for file, problems in unreadable.items()
    ]
    counts: dict[str, Data] = {severity.value: found.count(severity) for severity in Severity}
    return {"dossiers": dossiers_found, "unreadable": told, "summary": counts}


def print_checked(words: Phrases, checked: list[Checked]) -> None:
    """Print what was found, dossier by dossier, and counted over all of them."""
    for each in checked:
        print_page(findings_page(words, shown_path(each.file), each.dossier, each.findings))
    if checked:
        print_summary(words, checked)


def print_summary(words: Phrases, checked: list[Checked], *, stderr: bool = False) -> None:
    """Print how much was found over all dossiers."""
    found = [finding for each in checked for finding in each.findings]
    print_page(findings_summary(words, found, dossiers=len(checked)), stderr=stderr)
