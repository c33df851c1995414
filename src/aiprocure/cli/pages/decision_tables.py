"""The tables that show how an edition decides: its rows, and every combination."""

from rich.table import Table

from aiprocure.engine.assessment import assess
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases, asked_axes, marks_of

__all__ = ["combinations_table", "rules_table"]


def rules_table(phrases: Phrases, edition: Edition) -> Table:
    """Return an edition's rows as a decision table, its axes in the order of asking."""
    table = _table(edition, phrases.say("row"), *(axis.id for axis in asked_axes(edition)), phrases.say("outcome"))
    for rule in edition.rules:
        sets = dict(rule.when.sets)
        cells = (marks_of(axis, sets[axis.id]) if axis.id in sets else "―" for axis in asked_axes(edition))
        table.add_row(rule.id, *cells, phrases.outcome(edition, rule.outcome))
    return table


def combinations_table(phrases: Phrases, edition: Edition) -> Table:
    """Return every combination of answers with its outcome, its row, and the readings that dispute it."""
    table = _table(
        edition,
        *(axis.id for axis in edition.axes),
        phrases.say("outcome"),
        phrases.say("row"),
        phrases.say("disputed"),
    )
    for assessment in (assess(edition, answers) for answers in edition.all_answers()):
        marks = (option.mark for option in assessment.chosen)
        disputed = phrases.readings(edition, (reading.id for reading in assessment.disputed))
        table.add_row(*marks, phrases.of(assessment.outcome.text), assessment.rule.id, disputed)
    return table


def _table(edition: Edition, *headings: str) -> Table:
    table = Table(title=f"{edition.code} {edition.id}", title_style="bold", title_justify="left")
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table
