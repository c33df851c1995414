"""A dossier with templates for all that is not written yet: ``new``."""

import json
from collections.abc import Mapping
from pathlib import Path

import click
from rich.text import Text as Styled

from aiprocure import editions, encoding
from aiprocure.cli.dossier_files import DossierFile, read_dossier, read_policy, require_writable, write_dossier
from aiprocure.cli.failures import refusal_at
from aiprocure.cli.named_editions import load_edition, name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.next_steps import next_page, steps_after_template
from aiprocure.cli.options import AnswerCommand, overwrite_files, read_title, show_in_language
from aiprocure.cli.output import print_page, print_text, require_free, write_file
from aiprocure.cli.pages.lines import Line
from aiprocure.cli.sheet_options import name_sheets, supplied_editions
from aiprocure.encoding.toml_syntax import to_toml
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.dossier_edits import add_templates
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.export.xlsx import workbook_bytes
from aiprocure.files.dossier_sheets.reading import is_workbook
from aiprocure.model.dossier import Detail, Dossier, Project, WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.profile import Profile
from aiprocure.reports.phrases import Phrases

__all__ = ["new_command"]


@click.command("new", cls=AnswerCommand)
@click.option(
    "-o",
    "--output",
    type=Path,
    help="書き出すファイル（.toml 又は .xlsx）。省略時は TOML を表示する / File to write (.toml or .xlsx).",
)
@overwrite_files
@name_edition("適用する版。収録が一つだけなら省略できる / Edition to check by.")
@name_policy
@click.option("--title", metavar="TEXT", help="案件の件名 / Title of the project.")
@click.option("--from", "source", type=Path, help="引き継ぐ案件書類 / Dossier to add templates to.")
@name_sheets("ブックに加えるチェックシート（.xlsx）。繰り返せる / Check sheets whose rows a workbook gets; repeatable.")
@show_in_language
def new_command(
    output: Path | None,
    overwrite: bool,
    edition: Edition | None,
    policy: Path | None,
    title: str | None,
    source: Path | None,
    sheets: tuple[Path, ...],
    language: Language,
    answers: dict[str, str],
) -> None:
    """案件書類のひな形を、分かっていることを記入し、全ての項目に説明を付けて書き出す。末尾が .xlsx なら、ブックとする。

    Write a dossier to fill in: with what is known, every part explained, and a template for all the rest. With --from,
    everything in that dossier is kept. With --profile, what the policy adds is there too, and what it decides. A name
    that ends in .xlsx makes it a workbook.
    """
    if source is not None and (title is not None or answers):
        raise refusal_at("--from", "named-by-dossier", given="--title, --answer")
    if output is None and overwrite:
        raise refusal_at("--overwrite", "needs-option", others="-o")
    _require_possible(output, (source, policy), sheets, overwrite=overwrite)
    supplied = supplied_editions(sheets, edition, language)
    named = edition and supplied.get(edition.id, edition)
    by_policy = read_policy(policy, named, supplied)
    profile = by_policy[0] if by_policy else None
    before = None if source is None else read_dossier(source, named, supplied, by_policy)
    chosen = before.edition if before else _edition_for(profile, named, supplied)
    if output is not None and is_workbook(output):
        dossier = before.dossier if before else begun_dossier(chosen, title, answers, language)
        extended = by_policy[1] if by_policy else chosen
        write_file(output, workbook_bytes(dossier, edition=extended, language=language), overwrite=overwrite)
    elif before:
        _write_text(output, continued_dossier(before, profile, language), before, overwrite=overwrite)
    else:
        _write_text(output, new_dossier(chosen, profile, title, answers, language), overwrite=overwrite)
    given = before.dossier.answers.options if before else answers
    _say_what_next(output, Phrases(language), answered=len(given) >= len(chosen.axes))


def _say_what_next(output: Path | None, phrases: Phrases, *, answered: bool) -> None:
    if output is not None:
        print_page(Line(Styled(phrases.say("written", file=shown_path(output))), 0), stderr=True)
    print_page(next_page(steps_after_template(output, phrases, answered=answered), phrases), stderr=True)


def _edition_for(profile: Profile | None, named: Edition | None, supplied: Mapping[str, Edition]) -> Edition:
    """The edition of a new dossier: the one named, or that of the policy, or the only one, with supplied rows."""
    edition = editions.load(profile.edition) if profile and named is None else load_edition(named)
    return supplied.get(edition.id, edition)


def _require_possible(
    output: Path | None, read: tuple[Path | None, ...], sheets: tuple[Path, ...], *, overwrite: bool
) -> None:
    """Refuse a file that cannot be written, and rows for what cannot hold them."""
    if output is not None and is_workbook(output):
        require_free(output, [*filter(None, read), *sheets], overwrite=overwrite)
    elif sheets:
        raise refusal_at("--sheet", "needs-option", others="-o FILE.xlsx")
    elif output is not None:
        require_writable(output, "toml", overwrite=overwrite)


def _write_text(output: Path | None, text: str, before: DossierFile | None = None, *, overwrite: bool) -> None:
    if output is None:
        print_text(text)
    else:
        write_dossier(output, text, before, overwrite=overwrite)


def begun_dossier(edition: Edition, title: str | None, answers: Mapping[str, str], language: Language) -> Dossier:
    """Return a dossier that says no more than the options of the command."""
    edition.partial_answers(**answers)
    untitled = Project(Detail(Phrases(language).say("template_untitled")))
    project = untitled if title is None else read_title(title)
    return Dossier(edition.id, project, encoding.from_data(dict(answers), WrittenAnswers))


def new_dossier(
    edition: Edition, profile: Profile | None, title: str | None, answers: Mapping[str, str], language: Language
) -> str:
    """Return a new dossier that says what the options of the command say."""
    project = None if title is None else read_title(title)
    given = encoding.from_data(dict(answers), WrittenAnswers)
    return to_dossier_template(edition, project=project, answers=given, profile=profile, language=language)


def continued_dossier(source: DossierFile, profile: Profile | None, language: Language) -> str:
    """Return a dossier with templates for what it does not say; one in JSON is written as TOML first."""
    text = to_toml(json.loads(source.text)) if source.form == "json" else source.text
    return add_templates(text, source.dossier, source.edition, profile=profile, language=language)
