"""One procurement, judged: ``assess``."""

import sys
from pathlib import Path

import click

from aiprocure import editions, encoding
from aiprocure.cli.dossier_files import determine_dossier, read_policy
from aiprocure.cli.failures import Refusal, refusal_at
from aiprocure.cli.named_editions import load_edition, name_edition
from aiprocure.cli.named_policies import name_policy
from aiprocure.cli.next_steps import next_page, steps_after_answers, steps_after_dossier
from aiprocure.cli.options import AnswerCommand, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.report import report_page
from aiprocure.engine.assessment import assess
from aiprocure.errors import Choice, Problem
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["assess_command"]


@click.command("assess", cls=AnswerCommand)
@click.argument("dossier", required=False, type=Path)
@name_edition("適用する版。案件書類には省略できる / Edition to judge by; a dossier names its own.")
@click.option("--fail-on-high", is_flag=True, help="最も重い結果なら終了コード1 / Exit with 1 if it is the gravest.")
@name_policy
@show_in_language
@show_as_json
def assess_command(
    dossier: Path | None,
    edition: Edition | None,
    fail_on_high: bool,
    policy: Path | None,
    language: Language,
    as_json: bool,
    answers: dict[str, str],
) -> None:
    """案件書類 DOSSIER（TOML、JSON 又は Excel のブック）か、--edition と各軸の回答を判定する。

    Judge a dossier, or answers given with --edition: each by id (A1), number (1), mark (①) or slug (public).
    """
    if (dossier is None and edition is None) or (dossier is not None and answers):
        raise Refusal(Problem.of("dossier-or-answers", expected=map(Choice, editions.available())))
    if dossier is None and policy is not None:
        raise refusal_at("--profile", "needs-option", others="DOSSIER")
    if dossier is not None:
        written, assessment = determine_dossier(dossier, edition, read_policy(policy, edition))
    else:
        chosen = load_edition(edition)
        written, assessment = None, assess(chosen, chosen.answers(**answers))
    if as_json:
        print_json(encoding.to_data(assessment))
    else:
        phrases = Phrases(language)
        print_page(report_page(make_report(assessment, phrases, dossier=written), phrases))
        steps = (
            steps_after_dossier(dossier, assessment, phrases) if dossier else steps_after_answers(assessment, phrases)
        )
        print_page(next_page(steps, phrases))
    if fail_on_high and assessment.outcome == assessment.edition.outcomes[-1]:
        sys.exit(1)
