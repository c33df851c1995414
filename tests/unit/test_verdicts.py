"""What a dossier's report opens with, and the status of the items that it lists."""

import io

import attrs
import pytest
from rich.table import Table

import aiprocure as ap
from aiprocure.cli.output import print_overview
from aiprocure.export import to_text
from aiprocure.model.item_status import Status
from aiprocure.model.outcomes import OutcomeId
from aiprocure.model.rules import Condition
from aiprocure.reports.verdicts import reasons_of


def test_an_outcome_that_no_answer_changes_rests_on_none(edition: ap.Edition) -> None:
    always = edition.with_rules([attrs.evolve(edition.rules[0], when=Condition({}), outcome=OutcomeId("low"))])
    said = to_text(ap.assess(always, always.answers(A=1, B=1, C=1, D=1)), findings=())
    assert "どう回答しても" in said.split("\n\n")[0]


def test_an_open_determination_rests_on_nothing_yet(edition: ap.Edition) -> None:
    assert reasons_of(ap.explore(edition, edition.partial_answers(C=2))) == ()
    assert reasons_of(ap.explore(edition, edition.partial_answers(C=1))) != ()


def test_a_headline_is_dealt_with_where_all_its_rows_are(edition: ap.Edition) -> None:
    item = {"id": "#27", "words": "学習データの出所を示すこと", "evidence": ["証明書"]}
    data = {"edition": edition.id, "project": {"title": "要約"}, "requirements": [item]}
    dossier = ap.dossiers.from_data(data, edition=edition)
    statuses = {str(each.item): each.status for each in ap.item_statuses(dossier, edition, ap.check(dossier, edition))}
    assert statuses["requirement/20"] is Status.ADDRESSED
    assert statuses["requirement/14"] is Status.OPEN


class Terminal(io.StringIO):
    """A terminal of a few columns."""

    def isatty(self) -> bool:
        return True


def test_an_overview_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "40")
    table = Table("案件")
    table.add_row("庁内の文書を要約する生成AIシステムの調達について" * 3)
    print_overview(table)
    assert len(terminal.getvalue().splitlines()[0]) == 40
