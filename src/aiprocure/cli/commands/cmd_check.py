"""Dossiers, checked: ``check``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, cast

import click
from rich.console import Console
from rich.progress import track
from rich.text import Text as Styled

from aiprocure.checks import check
from aiprocure.cli.check_reports import (
    Checked,
    describe_checked,
    determine_checked,
    markdown_report,
    overview_report,
    sarif_report,
    word_report,
)
from aiprocure.cli.dossier_files import read_dossier, read_profile
from aiprocure.cli.failures import REFUSED, Refusal, problem_data, refusal_at, refusal_of
from aiprocure.cli.named_editions import name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.next_steps import next_page, steps_after_check
from aiprocure.cli.options import Command, overwrite_files, show_in_language
from aiprocure.cli.output import (
    print_json,
    print_overview,
    print_page,
    print_problems,
    print_text,
    require_free,
    write_file,
    write_json,
)
from aiprocure.cli.pages.overview import overview_table
from aiprocure.cli.pages.report import report_page
from aiprocure.cli.sheet_options import name_sheets, supplied_editions
from aiprocure.encoding import CheckRecord, Data
from aiprocure.errors import AiprocureError
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.files.dossier_sheets.reading import is_workbook
from aiprocure.model.edition import Edition
from aiprocure.model.finding import Severity
from aiprocure.reports import make_report
from aiprocure.reports.findings import report_check_briefly
from aiprocure.reports.phrases import Phrases

__all__ = ["check_command"]

_Unreadable: TypeAlias = dict[Path, Refusal]
_Report: TypeAlias = CheckRecord | dict[str, Data] | str | bytes
_FORMAT = "aiprocure.check/1"
_FORMS = ("text", "json", "sarif", "markdown", "docx", "xlsx")
_ONE = ("docx", "xlsx")
"""The forms that hold one dossier, and are no text."""


@click.command("check", cls=Command)
@click.argument("files", metavar="DOSSIER...", nargs=-1, required=True, type=Path)
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="出力の形式 / Form of the output.")
@click.option("-o", "--output", type=Path, help="書き出すファイル / File to write.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    help="この重さ以上の指摘があれば終了コード1 / Exit with 1 if a finding weighs as much.",
)
@name_sheets("版に加えるチェックシートのブック（.xlsx）。繰り返せる / Workbook of check sheets to add; repeatable.")
@click.option(
    "--details", is_flag=True, help="全ての項目、理由及び出典を示す / Show every item, the reasons and the sources."
)
@name_policy
@name_edition("案件書類が示す版 / Edition that the dossiers name.")
@overwrite_files
@show_in_language
def check_command(
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str | None,
    sheets: tuple[Path, ...],
    details: bool,
    policy: Path | None,
    edition: Edition | None,
    overwrite: bool,
    language: Language,
) -> None:
    """案件書類（TOML、JSON 又はブック）を点検し、指摘を示す。いくつでも渡せる。-o の末尾が .xlsx なら、ブックに示す。

    Check dossiers, as many as are given, and print the findings. One that cannot be read is reported, the others are
    checked all the same, and the exit code is 2.
    """
    files, sheets = _distinct(files), _distinct(sheets)
    form = _require_possible(form, files, output)
    if output is not None:
        require_free(output, (*files, *sheets, *((policy,) if policy else ())), overwrite=overwrite)
    checked, unreadable = _check_files(files, sheets, edition, policy, language)
    if form == "text":
        _print_checked(Phrases(language), checked, sheets, details=details)
    else:
        report = _build_report(form, checked, unreadable, language)
        _write_report(report, output, overwrite=overwrite)
        if len(checked) > 1 and _watched():
            _print_summary(Phrases(language), checked, stderr=True)
    for refusal in unreadable.values():
        print_problems(refusal.problems, language, refusal.names)
    if unreadable:
        sys.exit(REFUSED)
    standing = [found for each in checked for found in each.findings if not found.is_set_aside]
    if fail_on and any(found.severity.rank <= Severity(fail_on).rank for found in standing):
        sys.exit(1)


def _require_possible(form: str, files: tuple[Path, ...], output: Path | None) -> str:
    """Return the form to write: a file's name may say that it is a workbook.

    A form that cannot hold so many dossiers, or cannot go where it should, is refused.
    """
    if form == "text" and output is not None and is_workbook(output):
        form = "xlsx"
    if form in _ONE and len(files) > 1:
        raise refusal_at(f"--format {form}", "one-dossier")
    if form in _ONE and output is None:
        raise refusal_at(f"--format {form}", "needs-option", others="-o")
    if form == "text" and output is not None:
        raise refusal_at("--output", "needs-option", others=f"--format {'|'.join(_FORMS[1:])}")
    return form


def _distinct(files: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files in their order, each once, by the first of the names that it is given."""
    first: dict[object, Path] = {}
    for file in files:
        first.setdefault(_identity(file), file)
    return tuple(first.values())


def _identity(file: Path) -> object:
    """Return what is the same whatever a file is called; of one that cannot be looked at, its name."""
    try:
        status = file.stat()
    except OSError:
        return file
    return status.st_dev, status.st_ino


def _by_sheet(error: Refusal, sheets: Sequence[Path]) -> _Unreadable:
    """Why workbooks of check sheets are refused, by their files."""
    found = {sheet: [each for each in error.problems if each.file == str(sheet)] for sheet in sheets}
    return {sheet: Refusal(problems) for sheet, problems in found.items() if problems}


def _check_files(
    files: tuple[Path, ...], sheets: tuple[Path, ...], edition: Edition | None, policy: Path | None, language: Language
) -> tuple[list[Checked], _Unreadable]:
    """Return what was found in files, and the problems of those that cannot be read.

    A bad workbook or policy stops all.
    """
    unreadable: _Unreadable = {}
    supplied: dict[str, Edition] = {}
    try:
        supplied = supplied_editions(sheets, edition, language)
    except Refusal as error:
        unreadable |= _by_sheet(error, sheets)
    named = supplied.get(edition.id, edition) if edition else None
    profile = None
    if policy is not None and not unreadable:
        try:
            profile, extended = read_profile(policy, named, supplied)
        except (AiprocureError, Refusal) as error:
            unreadable[policy] = refusal_of(policy, error)
        else:
            named, supplied = (extended if named else None), {**supplied, extended.id: extended}
    checked: list[Checked] = []
    for file in () if unreadable else _showing_progress(files, language):
        try:
            read = read_dossier(file, named, supplied)
            found = check(read.dossier, read.edition, profile)
            text = None if read.source is None else read.source.text
            checked.append(Checked(file, text, read.dossier, read.edition, found, read.places))
        except (AiprocureError, Refusal) as error:
            unreadable[file] = refusal_of(file, error)
    return checked, unreadable


def _showing_progress(files: tuple[Path, ...], language: Language) -> Iterator[Path]:
    """Yield files one by one; where there are several and somebody watches, the progress is shown."""
    console = Console(stderr=True)
    shown = console.is_terminal and len(files) > 1
    description = Phrases(language).say("checking")
    return iter(track(files, description=description, console=console, transient=True, disable=not shown))


def _build_report(form: str, checked: list[Checked], unreadable: _Unreadable, language: Language) -> _Report | None:
    """Return a report in a form. A dossier that the form cannot hold moves to the unreadable, and costs no other."""
    try:
        return _render(form, checked, unreadable, language)
    except AiprocureError:
        for each in tuple(checked):
            try:
                _render(form, [each], {}, language)
            except AiprocureError as error:
                checked.remove(each)
                unreadable[each.file] = refusal_of(each.file, error)
        return _render(form, checked, unreadable, language)


def _render(form: str, checked: list[Checked], unreadable: _Unreadable, language: Language) -> _Report | None:
    """Return a report in a form, or nothing where there is no dossier to report on."""
    match form:
        case "json":
            return _describe_all(checked, unreadable)
        case "sarif":
            problems = {file: refusal.problems for file, refusal in unreadable.items()}
            return sarif_report(checked, problems, language)
        case "markdown" if checked:
            return markdown_report(checked, language)
        case "docx" if checked:
            return word_report(checked, language)
        case "xlsx" if checked:
            [each] = checked
            return workbook_bytes(each.dossier, edition=each.edition, findings=each.findings, language=language)
    return None


def _write_report(report: _Report | None, output: Path | None, *, overwrite: bool) -> None:
    """Write a report to a file, or print it where no file is named."""
    if isinstance(report, dict):
        data = cast(dict[str, Data], report)
        if output is None:
            print_json(data)
        else:
            write_json(output, data, overwrite=overwrite)
    elif output is not None and report is not None:
        write_file(output, report, overwrite=overwrite)
    elif isinstance(report, str):
        print_text(report)


def _watched() -> bool:
    """Return whether somebody sees what is printed beside the report."""
    return sys.stderr.isatty()


def _describe_all(checked: list[Checked], unreadable: _Unreadable) -> CheckRecord:
    """Return as plain data what was found in each dossier, what could not be read, and the counts by severity."""
    found = [finding for each in checked for finding in each.findings]
    standing = [finding.severity for finding in found if not finding.is_set_aside]
    counts: dict[str, int] = {severity.value: standing.count(severity) for severity in Severity}
    if len(standing) < len(found):
        counts["set_aside"] = len(found) - len(standing)
    return {
        "format": _FORMAT,
        "dossiers": [describe_checked(each) for each in checked],
        "unreadable": [
            {"file": str(file), "problems": [problem_data(problem) for problem in refusal.problems]}
            for file, refusal in unreadable.items()
        ],
        "summary": counts,
    }


def _print_checked(words: Phrases, checked: list[Checked], sheets: Sequence[Path], *, details: bool) -> None:
    """Print what was found: of one dossier with what to do next, of several beside each other; the whole of it, too."""
    if len(checked) > 1:
        _print_overview(words, checked)
        if not details:
            print_page(Styled(words.say("see_each")))
    for each in checked if details or len(checked) == 1 else ():
        value = determine_checked(each)
        if details:
            report = make_report(value, words, each.dossier, each.findings)
        else:
            title = words.say("dossier", file=shown_path(each.file), title=each.dossier.project.title)
            report = report_check_briefly(value, each.findings, words, each.dossier, title)
        print_page(report_page(report, words))
        print_page(next_page(steps_after_check(each, value, words, sheets), words))


def _print_overview(words: Phrases, checked: list[Checked]) -> None:
    """Print a row for each dossier, and how to see the whole of it."""
    report = overview_report(checked, words)
    [section] = report.sections
    [table] = section.tables
    print_overview(overview_table(table))
    _print_summary(words, checked)


def _print_summary(words: Phrases, checked: list[Checked], *, stderr: bool = False) -> None:
    """Print how much was found over all dossiers."""
    found = [finding for each in checked for finding in each.findings]
    standing = [finding.severity for finding in found if not finding.is_set_aside]
    counts = {severity.value: standing.count(severity) for severity in Severity}
    print_page(Styled(words.say("findings_summary", dossiers=len(checked), **counts), "bold"), stderr=stderr)
    if aside := len(found) - len(standing):
        print_page(Styled(words.say("findings_summary_set_aside", count=aside)), stderr=stderr)
