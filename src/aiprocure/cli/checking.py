"""Dossiers, checked: ``check``."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from aiprocure import dossiers, editions, encoding
from aiprocure.cli.options import show_in_language
from aiprocure.cli.printing import print_json, print_page, write_file
from aiprocure.cli.refusals import complain, refusing
from aiprocure.cli.reports import Checked, markdown_report, sarif_report, word_report
from aiprocure.encoding import Data
from aiprocure.engine.checking import check
from aiprocure.errors import InvalidDossier
from aiprocure.model.finding import Severity
from aiprocure.model.text import Language
from aiprocure.phrases import Phrases
from aiprocure.terminal.findings import findings_page, findings_summary
from aiprocure.wording import shown_path

__all__ = ["check_command"]

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
@show_in_language
def check_command(
    files: tuple[Path, ...], form: str, output: Path | None, fail_on: str | None, language: Language
) -> None:
    """案件書類（TOML 又は JSON）を点検し、指摘を示す。いくつでも渡せる。

    Check dossiers, as many as are given, and print the findings. One that cannot be read is reported, the others are
    checked all the same, and the exit code is 2.
    """
    if form == "docx" and (len(files) > 1 or output is None):
        raise click.UsageError("--format docx takes one dossier, and -o")
    if form == "text" and output is not None:
        raise click.UsageError(f"-o takes --format {', '.join(_FORMS[1:])}")
    with refusing():
        outcomes = [check_file(file) for file in showing_progress(files)]
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    if form == "text":
        print_checked(Phrases(language), checked)
    elif checked:
        put_out(form, checked, output, language)
    for file, outcome in zip(files, outcomes, strict=True):
        if isinstance(outcome, InvalidDossier):
            complain("\n".join(located(shown_path(file), line) for line in str(outcome).splitlines()))
    if len(checked) < len(files):
        sys.exit(2)
    weights = list(Severity)
    if fail_on and any(
        weights.index(f.severity) <= weights.index(Severity(fail_on)) for c in checked for f in c.findings
    ):
        sys.exit(1)


def check_file(file: Path) -> Checked | InvalidDossier:
    """Return what was found in a file, or why it is no dossier."""
    try:
        dossier = dossiers.load(file)
    except InvalidDossier as error:
        return error
    return Checked(file, dossier, check(dossier, editions.load(dossier.edition)))


def located(file: str, problem: str) -> str:
    """Return a problem with the file that it is in, unless it names the file already."""
    return problem if problem.startswith(f"{file}: ") else f"{file}: {problem}"


def showing_progress(files: tuple[Path, ...]) -> Iterator[Path]:
    """Yield files one by one; where there are several and somebody watches, how far it has come is shown."""
    console = Console(stderr=True)
    shown = console.is_terminal and len(files) > 1
    return iter(track(files, console=console, transient=True, disable=not shown))


def put_out(form: str, checked: list[Checked], output: Path | None, language: Language) -> None:
    """Write what was found to a file, or print it; how much that is, is told a person who waits for many."""
    with refusing():
        content = written(form, checked, language)
    if output is not None:
        write_file(output, content)
    elif form == "markdown":
        click.echo(content, nl=False)
    else:
        print_json(json.loads(content))
    if len(checked) > 1 and watched():
        print_summary(Phrases(language), checked, stderr=True)


def watched() -> bool:
    """Return whether somebody sees what is told beside the output."""
    return sys.stderr.isatty()


def written(form: str, checked: list[Checked], language: Language) -> str | bytes:
    """Return what was found in one of the forms but text."""
    if form == "json":
        return json.dumps(report(checked), ensure_ascii=False, indent=2) + "\n"
    if form == "docx":
        return word_report(checked, language)
    return sarif_report(checked, language) if form == "sarif" else markdown_report(checked, language)


def report(checked: list[Checked]) -> Data:
    """Return what was found, as plain data: dossier by dossier, and counted by severity."""
    found = [finding.severity for each in checked for finding in each.findings]
    dossiers_found: list[Data] = [
        {
            "file": str(each.file),
            "edition": each.dossier.edition,
            "findings": [encoding.to_data(finding) for finding in each.findings],
        }
        for each in checked
    ]
    return {"dossiers": dossiers_found, "summary": {severity.value: found.count(severity) for severity in Severity}}


def print_checked(words: Phrases, checked: list[Checked]) -> None:
    """Print what was found, dossier by dossier, and where there are several, counted over all of them."""
    for each in checked:
        print_page(findings_page(words, shown_path(each.file), each.dossier, each.findings))
    if len(checked) > 1:
        print_summary(words, checked)


def print_summary(words: Phrases, checked: list[Checked], *, stderr: bool = False) -> None:
    """Print how much was found over all dossiers."""
    found = [finding for each in checked for finding in each.findings]
    print_page(findings_summary(words, found, dossiers=len(checked)), stderr=stderr)
