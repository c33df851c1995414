"""The rows that decide, and every combination: ``table``."""

import click

from aiprocure import encoding
from aiprocure.cli.named_editions import load_editions
from aiprocure.cli.options import Command, of_one_edition, show_as_json, show_in_language
from aiprocure.cli.output import print_json, print_table
from aiprocure.cli.pages.decision_tables import combinations_table, rules_table
from aiprocure.encoding import Data
from aiprocure.engine.assessment import assess
from aiprocure.errors.text import Language
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases

__all__ = ["table_command"]

_FORMAT = "aiprocure.table/1"


@click.command("table", cls=Command)
@of_one_edition
@click.option("--all", "all_combinations", is_flag=True, help="全ての回答の組合せ / Every combination of answers.")
@show_in_language
@show_as_json
def table_command(edition: Edition | None, all_combinations: bool, language: Language, as_json: bool) -> None:
    """判定表の行を示す。--all では全ての回答の組合せを示す。

    Print the rows that decide, or with --all every combination of answers.
    """
    chosen = load_editions(edition)
    show = combinations_table if all_combinations else rules_table
    if as_json:
        describe = _describe_combinations if all_combinations else _describe_rules
        tables: list[Data] = [{"edition": each.id, "rows": describe(each)} for each in chosen]
        print_json({"format": _FORMAT, "editions": tables})
    else:
        for each in chosen:
            print_table(show(Phrases(language), each))


def _describe_rules(edition: Edition) -> list[Data]:
    """Return an edition's rows as plain data."""
    return [encoding.to_data(rule) for rule in edition.rules]


def _describe_combinations(edition: Edition) -> list[Data]:
    """Return every combination of answers with its outcome, as plain data."""
    return [
        {
            "answers": encoding.to_data(assessment.answers),
            "outcome": assessment.outcome.id,
            "rule": assessment.rule.id,
            "disputed": [reading.id for reading in assessment.disputed],
        }
        for assessment in (assess(edition, answers) for answers in edition.all_answers())
    ]
