"""The states in a dossier's workbook are those that ``item_statuses`` tells, however an item is written of."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aiprocure as ap
from aiprocure import dossiers
from aiprocure.errors.text import Text
from aiprocure.export.xlsx.item_states import ItemStates
from aiprocure.files.dossier_sheets.contents import contents_of
from aiprocure.files.dossier_sheets.items import items_of
from aiprocure.files.dossier_sheets.layout import known_tables
from aiprocure.files.dossier_sheets.parts import Items, parts_of
from aiprocure.files.workbooks.cells import column_letters
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.edition import Edition
from aiprocure.model.item_status import Status
from aiprocure.reports.phrases import Phrases
from soak import examples

SHIPPED = ap.editions.load("2025-05-27")
CITATION = Citation(SourceId("supplied"), "別紙3!B2", Provenance.SUPPLIED)
WORDS = Phrases("ja")
STATUSES = {
    WORDS.say("book_state_left"): Status.OPEN,
    WORDS.say("book_state_amend"): Status.TO_CORRECT,
    WORDS.say("book_state_done"): Status.ADDRESSED,
    WORDS.say("book_state_aside"): Status.SET_ASIDE,
}


def row(number: int, under: str | None = None, *, evidence: bool = False) -> SheetRow:
    measure = Countermeasure(Text("対策例"), CITATION, evidence=Text("試験の記録") if evidence else None)
    headline = None if under is None else RequirementId(under)
    return SheetRow(
        SheetRowId(str(number)), Text(f"要求{number}"), CITATION, number, headline, countermeasures=(measure,)
    )


def ministry() -> Edition:
    """The shipped edition with a ministry's rows: under two headlines, under none, and in place of the source's."""
    clause = Clause(ClauseId("7"), 7, Text("府省庁の項目"), Text("取り決め"), Text("条項の例"), CITATION)
    rows = [row(101, "14", evidence=True), row(102, "14"), row(103, "2"), row(104), row(19, "14", evidence=True)]
    return SHIPPED.with_rows([*rows, clause])


said: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "words": st.just("文案である。"),
        "measures": st.just(["試験を行う。"]),
        "evidence": st.just(["試験の記録"]),
        "set_aside": st.sampled_from(["", "当たらないため"]),
        "owner": st.just("企画課"),
        "due": st.just("2025-12-26"),
    },
)


in_order: st.SearchStrategy[dict[str, object]] = st.sampled_from(
    [{"words": "文案である。", "evidence": ["試験の記録"]}, {"set_aside": "当たらないため"}]
)


def states_of(edition: Edition, dossier: ap.Dossier) -> dict[str, str]:
    """The state of each line, by the name of its item."""
    tables = {table.name: table for table in known_tables()}
    shown: dict[str, str] = {}
    contents = contents_of(dossier, edition, "ja")
    for part in parts_of(edition):
        if isinstance(part, Items):
            columns = {column.name: column_letters(n) for n, column in enumerate(tables[part.name].columns, 1)}
            rows = contents.rows[part.name]
            states = ItemStates(part, rows, columns, 5, WORDS)
            shown |= {each.key: states.of(n).now for n, each in enumerate(rows)}
    return shown


@pytest.mark.parametrize("edition", [SHIPPED, ministry()], ids=["shipped", "with rows of a ministry"])
@settings(max_examples=examples(60))
@given(st.data())
def test_the_states_are_the_statuses_of_the_items(edition: Edition, data: st.DataObject) -> None:
    listed = [(section, item.id) for section in ("requirements", "clauses") for item in items_of(edition, section)]
    kinds = data.draw(st.lists(st.none() | in_order | said, min_size=len(listed), max_size=len(listed)))
    written = [
        (section, {"id": id_, **kind}) for (section, id_), kind in zip(listed, kinds, strict=True) if kind is not None
    ]
    items = {name: [item for section, item in written if section == name] for name in ("requirements", "clauses")}
    content = {"edition": edition.id, "project": {"title": "件名"}, **items}
    dossier = dossiers.from_data(content, edition=edition)
    shown = states_of(edition, dossier)
    statuses = ap.item_statuses(dossier, edition, ap.check(dossier, edition))
    assert {each.item: each.status for each in statuses} == {each.item: STATUSES[shown[each.item]] for each in statuses}
    counted = Counter(state for state in shown.values() if not state.startswith(("（", "―")))
    assert counted.total() == len(statuses)
