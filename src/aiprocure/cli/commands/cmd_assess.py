"""One case, and all of them: ``assess`` and ``table``."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import refusing
from aiprocure.cli.options import load_editions, of_one_edition, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page, print_table
from aiprocure.cli.pages.decision_tables import combinations_table, rules_table
from aiprocure.cli.pages.report import account_page
from aiprocure.encoding import Data
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.files import cases
from aiprocure.model.edition import Edition
from aiprocure.errors.text import Language
from aiprocure.reports import account_of
from aiprocure.reports.phrases import Phrases

__all__ = ["assess_command", "table_command"]


@click.command("assess")
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--edition", metavar="ID", multiple=True, help="適用する版 / Edition to judge by.")
@click.option("-A", "--users", "A", metavar="OPTION", multiple=True, help="利用者の範囲・種別 / Users.")
@click.option("-B", "--work", "B", metavar="OPTION", multiple=True, help="業務の性格 / Work.")
@click.option("-C", "--data", "C", metavar="OPTION", multiple=True, help="要機密情報や個人情報の学習等 / Data.")
@click.option("-D", "--review", "D", metavar="OPTION", multiple=True, help="職員による判断 / Review.")
@click.option("--fail-on-high", is_flag=True, help="「高」なら終了コード1 / Exit with 1 if the outcome is high.")
@show_in_language
@show_as_json
def assess_command(
    case: Path | None,
    edition: tuple[str, ...],
    fail_on_high: bool,
    language: Language,
    as_json: bool,
    **options: tuple[str, ...],
) -> None:
    """CASE（TOML 又は JSON）か、--edition と -A -B -C -D の回答を判定する。

    Judge a case file, or the answers given with -A -B -C -D: each by id (A1), number (1), mark (①) or slug (public).
    """
    given = {axis: written for axis, written in options.items() if written}
    if (case is None) == (not edition) or (case is not None and given):
        carried = ", ".join(editions.available())
        raise click.UsageError(f"give a case file, or --edition with -A -B -C -D; editions carried: {carried}")
    if repeated := [name for name, written in {"--edition": edition, **given}.items() if len(written) > 1]:
        raise click.UsageError(f"given more than once: {', '.join(repeated)}")
    with refusing():
        read = None if case is None else cases.load(case)
        assessment = (
            assess_options(edition[0], {axis: written for axis, [written] in given.items()})
            if read is None
            else cases.determine(read)
        )
    if as_json:
        print_json(encoding.to_data(assessment))
    else:
        print_page(account_page(account_of(assessment, Phrases(language), read)))
    if fail_on_high and assessment.outcome == assessment.edition.outcomes[-1]:
        sys.exit(1)


@click.command("table")
@of_one_edition
@click.option("--all", "all_combinations", is_flag=True, help="全ての回答の組合せ / Every combination of answers.")
@show_in_language
@show_as_json
def table_command(edition: str | None, all_combinations: bool, language: Language, as_json: bool) -> None:
    """判定表の行を示す。--all では全ての回答の組合せを示す。

    Print the rows that decide, or with --all every combination of answers.
    """
    with refusing():
        chosen = load_editions(edition)
    show = combinations_table if all_combinations else rules_table
    if as_json:
        data: list[Data] = [{"edition": e.id, "rows": combinations(e) if all_combinations else rows(e)} for e in chosen]
        print_json(data)
    else:
        for each in chosen:
            print_table(show(Phrases(language), each))


def assess_options(edition: str, options: Mapping[str, str]) -> Assessment:
    """Return what an edition makes of the answers given as options of the command."""
    chosen = editions.load(edition)
    return assess(chosen, chosen.answers(**options))


def rows(edition: Edition) -> list[Data]:
    """Return an edition's rows as plain data."""
    return [encoding.to_data(rule) for rule in edition.rules]


def combinations(edition: Edition) -> list[Data]:
    """Return every combination of answers with what it comes to, as plain data."""
    return [
        {
            "answers": encoding.to_data(assessment.answers),
            "outcome": assessment.outcome.id,
            "rule": assessment.rule.id,
            "disputed": [reading.id for reading in assessment.disputed],
        }
        for assessment in (assess(edition, answers) for answers in edition.all_answers())
    ]
