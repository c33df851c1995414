"""The tables that show how an edition decides: its rows, and every combination.

They line up wherever they are shown. Many terminals in Japan give two columns to characters whose width Unicode calls
ambiguous, such as ① and most of the characters that boxes are drawn with; other terminals give them one. So the cells
have ids where other pages have marks, and every line has the same number of ambiguous characters: its separators.
"""

from rich.box import Box
from rich.table import Table

from aiprocure.engine.assessment import assess
from aiprocure.model.edition import Edition
from aiprocure.reports.phrases import Phrases, asked_axes

__all__ = ["combinations_table", "rules_table"]

_BOX = Box("┏╍┳┓\n┃ ┃┃\n┡╍╇┩\n│ ││\n├╌┼┤\n├╌┼┤\n│ ││\n└╌┴┘\n")
_ANY = "-"


def rules_table(words: Phrases, edition: Edition) -> Table:
    """Return an edition's rows as a decision table, its axes in the order of asking."""
    axes = asked_axes(edition)
    table = _table(edition, words.say("row"), *(axis.id for axis in axes), words.say("outcome"))
    for rule in edition.rules:
        sets = dict(rule.when.sets)
        cells = (" ".join(option.id for option in axis.options if option.id in sets.get(axis.id, ())) for axis in axes)
        table.add_row(rule.id, *(cell or _ANY for cell in cells), words.outcome(edition, rule.outcome))
    return table


def combinations_table(words: Phrases, edition: Edition) -> Table:
    """Return every combination of answers with its outcome, its row, and the readings that dispute it."""
    table = _table(
        edition, *(axis.id for axis in edition.axes), words.say("outcome"), words.say("row"), words.say("disputed")
    )
    for assessment in (assess(edition, answers) for answers in edition.all_answers()):
        chosen = (option.id for option in assessment.chosen)
        disputed = words.listed(reading.id for reading in assessment.disputed)
        table.add_row(*chosen, words.of(assessment.outcome.text), assessment.rule.id, disputed)
    return table


def _table(edition: Edition, *headings: str) -> Table:
    title = f"{edition.code} {edition.id}"
    table = Table(title=title, title_style="bold", title_justify="left", box=_BOX)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table
