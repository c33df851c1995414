"""Papers drafted from a dossier, as commands print and write them."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure.checks.papers import draft
from aiprocure.cli.dossier_files import read_dossier, read_policy
from aiprocure.cli.failures import about, refusal_at
from aiprocure.cli.named_editions import files_named, name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.options import Command, overwrite_files, show_in_language
from aiprocure.cli.output import print_page, require_free, write_file
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.pages.report import report_page
from aiprocure.cli.sheet_options import name_sheets, supplied_editions
from aiprocure.errors import Choice, InvalidData, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language, Text
from aiprocure.export import to_docx, to_html, to_markdown, to_text
from aiprocure.export.html import whole_page
from aiprocure.model.edition import Edition
from aiprocure.model.papers import Paper, PaperKind
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["paper_command"]


def _page(paper: Paper, language: Language) -> str:
    title = make_report(paper, Phrases(language)).title
    return whole_page(title, to_html(paper, language=language), language) + "\n"


_FORMATS: Mapping[str, Callable[[Paper, Language], str | bytes]] = {
    ".docx": lambda paper, language: to_docx(paper, language=language),
    ".html": _page,
    ".md": lambda paper, language: to_markdown(paper, language=language),
    ".txt": lambda paper, language: to_text(paper, language=language) + "\n",
}
_PAPER = Text("この書類", "this paper")


_OPTIONS = (
    click.argument("dossier", type=Path),
    click.option(
        "-o",
        "--output",
        type=Path,
        help="書き出すファイル（.docx、.md、.html 又は .txt）。省略時は表示する / File to write.",
    ),
    overwrite_files,
    name_sheets("版に加えるチェックシートのブック（.xlsx）。繰り返せる / Workbook of check sheets to add; repeatable."),
    name_policy,
    name_edition("案件書類が示す版 / Edition that the dossier names."),
    show_in_language,
)
"""What every paper is drafted from, and where it goes, in the order of the help."""


def paper_command(kind: PaperKind, help_: str) -> click.Command:
    """Return the command that drafts a paper of a kind: it prints it, or writes it in the form of the file's ending."""
    run: Callable[..., None] = partial(_run, kind)
    for option in reversed(_OPTIONS):
        run = option(run)
    return click.command(kind.value, cls=Command, help=help_)(run)


def _run(
    kind: PaperKind,
    dossier: Path,
    output: Path | None,
    overwrite: bool,  # by its name, as click calls it
    sheets: tuple[Path, ...],
    policy: Path | None,
    edition: Edition | None,
    language: Language,
) -> None:
    if output is None and overwrite:
        raise refusal_at("--overwrite", "needs-option", others="-o")
    if output is not None:
        _require_form(output)
        inputs = (dossier, *sheets, *((policy,) if policy else ()), *files_named())
        require_free(output, inputs, overwrite=overwrite)
    paper, phrases = _draft(kind, dossier, sheets, policy, edition, language), Phrases(language)
    if output is None:
        print_page(report_page(make_report(paper, phrases), phrases))
    else:
        write_file(output, _FORMATS[output.suffix.lower()](paper, language), overwrite=overwrite)
        print_page(Line(Styled(phrases.say("written", file=shown_path(output))), 0), stderr=True)


def _require_form(output: Path) -> None:
    if output.suffix.lower() not in _FORMATS:
        expected = map(Choice, _FORMATS)
        raise InvalidData(
            about(output, Problem.of("unknown-ending", value=output.suffix, expected=expected, kind=_PAPER))
        )


def _draft(
    kind: PaperKind,
    file: Path,
    sheets: tuple[Path, ...],
    policy: Path | None,
    edition: Edition | None,
    language: Language,
) -> Paper:
    """A paper drafted from a file, with the rows of the ministry's workbooks and by its policy."""
    supplied = supplied_editions(sheets, edition, language)
    named = edition and supplied.get(edition.id, edition)
    by_policy = read_policy(policy, named, supplied)
    read = read_dossier(file, named, supplied, by_policy)
    return draft(kind, read.dossier, read.edition, by_policy[0] if by_policy else None)
