"""Dossiers begun: ``new``."""

from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure import editions, encoding
from aiprocure.cli.failures import Refusal, refusing
from aiprocure.cli.options import show_in_language
from aiprocure.cli.output import print_page, write_new
from aiprocure.cli.pages.lines import Line
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.dossier_template import draft_dossier
from aiprocure.files import dossiers
from aiprocure.model.dossier import Project, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["new_command"]


@click.command("new")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="書き出すファイル。省略時は表示する / File to write (.toml).",
)
@click.option("--edition", metavar="ID", help="適用する版。収録が一つだけなら省略できる / Edition to check by.")
@click.option("--title", metavar="TEXT", help="案件の件名 / Title of the project.")
@click.option("-A", "--users", "A", metavar="OPTION", multiple=True, help="利用者の範囲・種別 / Users.")
@click.option("-B", "--work", "B", metavar="OPTION", multiple=True, help="業務の性格 / Work.")
@click.option("-C", "--data", "C", metavar="OPTION", multiple=True, help="要機密情報や個人情報の学習等 / Data.")
@click.option("-D", "--review", "D", metavar="OPTION", multiple=True, help="職員による判断 / Review.")
@click.option(
    "--from", "case", type=click.Path(path_type=Path), help="引き継ぐ案件ファイル / Dossier file to go on from."
)
@show_in_language
def new_command(
    output: Path | None,
    edition: str | None,
    title: str | None,
    case: Path | None,
    language: Language,
    **options: tuple[str, ...],
) -> None:
    """案件書類のひな形を、分かっていることを記入し、全ての項目に説明を付けて書き出す。

    Write a dossier to go on from: with what is known, every part explained, and a template for all the rest.
    """
    given = {axis: written for axis, written in options.items() if written}
    if case is not None and (edition is not None or title is not None or given):
        raise click.UsageError("the case file names the edition, the title and the answers: give --from without these")
    if repeated := [axis for axis, written in given.items() if len(written) > 1]:
        raise click.UsageError(f"given more than once: {', '.join(repeated)}")
    with refusing():
        if case is None:
            text = draft(edition, title, {axis: written for axis, [written] in given.items()}, language)
        else:
            read = dossiers.load(case)
            text = draft_dossier(loaded(read.edition), project=read.project, answers=read.answers, language=language)
    if output is None:
        click.echo(text, nl=False)
    else:
        if output.suffix.lower() != ".toml":
            raise Refusal(f"{shown_path(output)}: a dossier is written as .toml")
        write_new(output, text)
        print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)


def draft(edition: str | None, title: str | None, options: dict[str, str], language: Language) -> str:
    """Return the dossier that begins with what the options of the command say."""
    project = None if title is None else encoding.from_data({"title": title}, Project)
    answers = encoding.from_data(options, WrittenAnswers)
    return draft_dossier(loaded(edition), project=project, answers=answers, language=language)


def loaded(edition: str | None) -> Edition:
    """Return the edition named, or the one there is; where there are several, none is meant unless it is named."""
    carried = editions.available()
    if edition is None and len(carried) > 1:
        raise Refusal(f"several editions are carried; name one with --edition: {', '.join(carried)}")
    return editions.load(carried[0] if edition is None else edition)
