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
from aiprocure.cli.output import print_page, print_text
from aiprocure.cli.pages.lines import Line
from aiprocure.encoding.toml_syntax import to_toml
from aiprocure.errors.messages import shown_path
from aiprocure.errors.text import Language
from aiprocure.export.dossier_edits import add_templates
from aiprocure.export.dossier_template import to_dossier_template
from aiprocure.model.dossier import WrittenAnswers
from aiprocure.model.edition import Edition
from aiprocure.model.profile import Profile
from aiprocure.reports.phrases import Phrases

__all__ = ["new_command"]


@click.command("new", cls=AnswerCommand)
@click.option(
    "-o",
    "--output",
    type=Path,
    help="書き出すファイル。省略時は表示する / File to write (.toml).",
)
@overwrite_files
@name_edition("適用する版。収録が一つだけなら省略できる / Edition to check by.")
@name_policy
@click.option("--title", metavar="TEXT", help="案件の件名 / Title of the project.")
@click.option("--from", "source", type=Path, help="引き継ぐ案件書類 / Dossier to add templates to.")
@show_in_language
def new_command(
    output: Path | None,
    overwrite: bool,
    edition: Edition | None,
    policy: Path | None,
    title: str | None,
    source: Path | None,
    language: Language,
    answers: dict[str, str],
) -> None:
    """案件書類のひな形を、分かっていることを記入し、全ての項目に説明を付けて書き出す。

    Write a dossier to fill in: with what is known, every part explained, and a template for all the rest. With --from,
    everything in that dossier is kept. With --profile, what the policy adds is there too, and what it decides.
    """
    if source is not None and (title is not None or answers):
        raise refusal_at("--from", "named-by-dossier", given="--title, --answer")
    if output is None and overwrite:
        raise refusal_at("--overwrite", "needs-option", others="-o")
    if output is not None:
        require_writable(output, "toml", overwrite=overwrite)
    by_policy = read_policy(policy, edition)
    profile = by_policy[0] if by_policy else None
    before = None if source is None else read_dossier(source, edition, policy=by_policy)
    if before:
        chosen, text = before.edition, continued_dossier(before, profile, language)
    else:
        chosen = editions.load(profile.edition) if profile and edition is None else load_edition(edition)
        text = new_dossier(chosen, profile, title, answers, language)
    if output is None:
        print_text(text)
    else:
        write_dossier(output, text, before, overwrite=overwrite)
        print_page(Line(Styled(Phrases(language).say("written", file=shown_path(output))), 0), stderr=True)
    given = before.dossier.answers.options if before else answers
    steps = steps_after_template(output, Phrases(language), answered=len(given) >= len(chosen.axes))
    print_page(next_page(steps, Phrases(language)), stderr=True)


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
