"""One case, judged: ``assess``."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from aiprocure import editions, encoding
from aiprocure.cli.failures import refusing
from aiprocure.cli.options import show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_page
from aiprocure.cli.pages.report import report_page
from aiprocure.engine.assessment import Assessment, assess
from aiprocure.errors.text import Language
from aiprocure.files import dossiers
from aiprocure.reports import make_report
from aiprocure.reports.phrases import Phrases

__all__ = ["assess_command"]


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
        read = None if case is None else dossiers.load(case)
        assessment = (
            assess_options(edition[0], {axis: written for axis, [written] in given.items()})
            if read is None
            else dossiers.determine(read)
        )
    if as_json:
        print_json(encoding.to_data(assessment))
    else:
        phrases = Phrases(language)
        print_page(report_page(make_report(assessment, phrases, dossier=read), phrases))
    if fail_on_high and assessment.outcome == assessment.edition.outcomes[-1]:
        sys.exit(1)


def assess_options(edition: str, options: Mapping[str, str]) -> Assessment:
    """Return what an edition makes of the answers given as options of the command."""
    chosen = editions.load(edition)
    return assess(chosen, chosen.answers(**options))
