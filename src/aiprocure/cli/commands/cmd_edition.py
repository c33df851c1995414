"""An edition of one's own, from a folder that people write to a file that is judged by: ``edition``."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure import editions, encoding
from aiprocure.cli.check_reports import problems_as_sarif
from aiprocure.cli.commands.cmd_compare import compare_command
from aiprocure.cli.commands.cmd_editions import describe_edition
from aiprocure.cli.failures import REFUSED, Refusal, about, problem_data
from aiprocure.cli.named_editions import read_edition
from aiprocure.cli.options import Command, Group, overwrite_files, show_as_json, show_in_language
from aiprocure.cli.output import (
    print_json,
    print_page,
    print_problems,
    print_text,
    require_free,
    write_file,
    write_new_folder,
)
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.report import report_page
from aiprocure.editions.skeleton import blank_edition, unwritten_in
from aiprocure.editions.written import read_written, to_json
from aiprocure.encoding import Data
from aiprocure.encoding.refusals import refusing_as
from aiprocure.engine.edition_summary import EditionSummary, summarize
from aiprocure.engine.monotonicity import Reversal
from aiprocure.errors import Choice, InvalidEdition, Problem, Text
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.edition_template import to_edition_template
from aiprocure.model.edition import Edition
from aiprocure.model.records import Entry
from aiprocure.reports.edition_summaries import report_edition_summary
from aiprocure.reports.phrases import Phrases

__all__ = ["edition_command"]

_CHECK_FORMAT = "aiprocure.edition-check/1"
_SUMMARY_FORMAT = "aiprocure.edition-summary/1"


@click.group("edition", cls=Group)
def edition_command() -> None:
    """手元の文書から版を作り、確かめ、一つのファイルにする。

    Make an edition of one's own: write it, check it, and build it into one file.
    """


edition_command.add_command(compare_command)


@edition_command.command("new", cls=Command)
@click.option("-o", "--output", type=Path, required=True, help="書き出すフォルダー / Folder to write.")
@click.option("--from", "source", metavar="EDITION", help="基にする版 / Edition to begin from.")
@click.option("--blank", is_flag=True, help="何も書かれていない版から始める / Begin with nothing written.")
@show_in_language
def new_command(output: Path, source: str | None, blank: bool, language: Language) -> None:
    """版のフォルダー（TOML）を、全ての項目に説明を付けて書き出す。

    Write an edition as a folder of TOML files, every field explained.
    """
    if blank == (source is not None):
        raise Refusal(Problem.of("from-or-blank"))
    edition = blank_edition() if source is None else read_edition(source)
    write_new_folder(output, to_edition_template(edition))
    _print_written(output, language)


@edition_command.command("check", cls=Command)
@click.argument("path", metavar="EDITION", type=Path)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="出力の形式 / Form of the output.",
)
@show_in_language
def check_command(path: Path, form: str, language: Language) -> None:
    """版のフォルダー又はファイルを確かめ、誤りの全てと、版の概要を示す。

    Check an edition as it is written, and print every problem at once, or what the edition amounts to.
    """
    problems: tuple[Problem, ...] = ()
    unwritten: tuple[Problem, ...] = ()
    summary = None
    try:
        summary, unwritten = _check(path)
    except InvalidEdition as error:
        problems = tuple(about(path, problem) for problem in error.problems)
    match form:
        case "json":
            print_json(_describe_check(path, problems, summary, unwritten))
        case "sarif":
            print_json(problems_as_sarif(problems, language))
        case _ if summary is not None:
            words = Phrases(language)
            print_page(report_page(report_edition_summary(summary, words, unwritten), words))
    print_problems(problems, language)
    if problems:
        sys.exit(REFUSED)


def _check(path: Path) -> tuple[EditionSummary, tuple[Problem, ...]]:
    """Return what an edition amounts to, and what in it is still to be written."""
    with refusing_as(InvalidEdition):
        written = read_written(path)
    with written.locating():
        edition = editions.from_data(written.data)
    return summarize(edition), written.located(unwritten_in(edition))


@edition_command.command("build", cls=Command)
@click.argument("path", metavar="EDITION", type=Path)
@click.option("-o", "--output", type=Path, help="書き出すファイル。省略時は表示する / File to write (.json).")
@overwrite_files
@show_in_language
def build_command(path: Path, output: Path | None, overwrite: bool, language: Language) -> None:
    """版を、指紋を付けた一つの JSON のファイルにする。

    Build an edition into one JSON file with its fingerprint.
    """
    if output is None:
        print_text(to_json(editions.read(path)))
        return
    if output.suffix.lower() != ".json":
        kind = Text("版のファイル", "a file of an edition")
        problem = Problem.of("unknown-ending", value=output.suffix, expected=[Choice(".json")], kind=kind)
        raise Refusal(about(output, problem))
    require_free(output, [path], overwrite=overwrite)
    write_file(output, to_json(editions.read(path)), overwrite=overwrite)
    _print_written(output, language)


@edition_command.command("show", cls=Command)
@click.argument("edition", metavar="EDITION")
@show_in_language
@show_as_json
def show_command(edition: str, language: Language, as_json: bool) -> None:
    """版の概要を示す。

    Show what an edition amounts to.
    """
    summary = summarize(read_edition(edition))
    if as_json:
        print_json({"format": _SUMMARY_FORMAT, **_describe_summary(summary)})
    else:
        words = Phrases(language)
        print_page(report_page(report_edition_summary(summary, words), words))


def _print_written(output: Path, language: Language) -> None:
    print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)


def _describe_check(
    path: Path, problems: Iterable[Problem], summary: EditionSummary | None, unwritten: Iterable[Problem]
) -> dict[str, Data]:
    return {
        "format": _CHECK_FORMAT,
        "path": str(path),
        "problems": [problem_data(problem) for problem in problems],
        "unwritten": [problem_data(problem) for problem in unwritten],
        "summary": None if summary is None else _describe_summary(summary),
    }


def _describe_summary(summary: EditionSummary) -> dict[str, Data]:
    """Return what an edition amounts to, by ids."""
    edition: Edition = summary.edition
    return {
        "edition": describe_edition(edition),
        "axes": {axis.id: [option.id for option in axis.options] for axis in edition.axes},
        "combinations": summary.combinations,
        "outcomes": {tally.outcome.id: tally.combinations for tally in summary.tallies},
        "disputed": dict(summary.disputed),
        "monotone": not summary.reversals,
        "reversals": [_describe_reversal(reversal) for reversal in summary.reversals],
        "records": dict(summary.records),
        "untranslated": _references(summary.untranslated),
        "uncited": _references(summary.uncited),
    }


def _describe_reversal(reversal: Reversal) -> dict[str, Data]:
    return {
        "axis": reversal.lighter.axis,
        "lighter": reversal.lighter.id,
        "graver": reversal.graver.id,
        "combinations": reversal.cases,
        "sample": encoding.to_data(reversal.sample),
    }


def _references(entries: Iterable[Entry]) -> list[Data]:
    return [entry.reference for entry in entries]
