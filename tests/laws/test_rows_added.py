"""Laws of adding rows, over generated rows; and of links, over generated editions."""

import contextlib
import time

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import aiprocure as ap
import brute
from aiprocure.engine.soundness import problems_in
from aiprocure.errors.text import Text
from aiprocure.model.amendments import SUPPLIED, find_differences
from aiprocure.model.check_sheets import Clause, ClauseId, Countermeasure, RequirementId, SheetRow, SheetRowId
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.records import entries_of
from strategies import passages, sound_editions

EDITION = ap.editions.load("2025-05-27")
NUMBERED: list[SheetRow | Clause] = [*(row for row in EDITION.sheet_rows if row.number), *EDITION.clauses]


def cited(cell: str) -> Citation:
    """A citation as the reader of workbooks gives it."""
    return Citation(SourceId("supplied"), f"別紙3!{cell}", Provenance.SUPPLIED)


def supplied_as(number: int, line: int, headline: str, text: str = "要求") -> SheetRow:
    """A line of a workbook, with a countermeasure and a headline."""
    citation = cited(f"B{line}")
    measure = Countermeasure(Text(f"対策{line}"), citation)
    return SheetRow(
        SheetRowId(str(number)), Text(text), citation, number, RequirementId(headline), citation, (measure,)
    )


@st.composite
def supplied_rows(draw: st.DrawFn) -> list[SheetRow | Clause]:
    """Rows as a workbook might hold them: a number has one wording, and may have several countermeasures."""
    wording = draw(st.dictionaries(st.integers(28, 60), passages, max_size=5))
    headline = {
        number: draw(st.none() | st.sampled_from([RequirementId(name) for name in ("①", "14", "２１")]))
        for number in wording
    }
    rows: list[SheetRow | Clause] = []
    for number in draw(st.lists(st.sampled_from(sorted(wording)), max_size=8)) if wording else []:
        cell = f"B{len(rows) + 2}"
        measures = draw(st.lists(passages, max_size=1))
        rows.append(
            SheetRow(
                id=SheetRowId(str(number)),
                text=Text(wording[number]),
                citation=cited(cell),
                number=number,
                requirement=headline[number],
                requirement_citation=None if headline[number] is None else cited(cell),
                countermeasures=tuple(Countermeasure(Text(words), cited(cell)) for words in measures),
            )
        )
    for number, words in draw(st.dictionaries(st.integers(8, 12), passages, max_size=3)).items():
        text = Text(words)
        rows.append(Clause(ClauseId(str(number)), number, text, text, text, cited(f"C{number}")))
    return rows


@given(supplied_rows())
def test_no_record_is_ever_lost(rows: list[SheetRow | Clause]) -> None:
    more = EDITION.with_rows(rows)
    before = {entry.reference: entry.record for entry in entries_of(EDITION)}
    after = {entry.reference: entry.record for entry in entries_of(more)}
    assert before.items() <= after.items()
    for row in rows:
        assert row.number in [known.number for known in (more.clauses if isinstance(row, Clause) else more.sheet_rows)]
    known = {m.text for row in more.sheet_rows for m in row.countermeasures}
    assert {m.text for row in rows if isinstance(row, SheetRow) for m in row.countermeasures} <= known


@given(supplied_rows())
def test_adding_twice_is_adding_once(rows: list[SheetRow | Clause]) -> None:
    once = EDITION.with_rows(rows)
    assert once.with_rows(rows) == once
    assert EDITION.with_rows(rows + rows) == once


@given(supplied_rows(), st.data())
def test_the_order_of_rows_is_irrelevant(rows: list[SheetRow | Clause], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert EDITION.with_rows(shuffled) == EDITION.with_rows(rows)


@given(supplied_rows())
def test_what_comes_of_it_is_sound_and_has_its_own_fingerprint(rows: list[SheetRow | Clause]) -> None:
    more = EDITION.with_rows(rows)
    assert problems_in(more) == ()
    same = ap.encoding.fingerprint(more) == ap.encoding.fingerprint(EDITION)
    assert same == (not rows)
    assert (SUPPLIED in more.sources) == bool(rows)
    assert ap.editions.from_data(ap.encoding.to_data(more)) == more


@given(sound_editions(most_axes=3, most_options=3))
def test_links_are_symmetric(edition: ap.Edition) -> None:
    forward, backward = brute.links_both_ways(edition)
    assert forward == backward
    assert forward


@given(supplied_rows())
def test_a_second_wording_is_always_refused(rows: list[SheetRow | Clause]) -> None:
    for row in rows:
        other = attrs.evolve(row, text=Text(row.text.ja + "と異なる"))
        with pytest.raises(ap.errors.InvalidSheet, match=f"number {row.number} has another wording"):
            EDITION.with_rows([*rows, other])


@given(supplied_rows(), st.data())
def test_an_adapted_row_stands_beside_the_source_s_whatever_else_is_added(
    rows: list[SheetRow | Clause], data: st.DataObject
) -> None:
    known: SheetRow | Clause = data.draw(st.sampled_from(NUMBERED))
    words = Text(known.text.ja + data.draw(passages))
    adapted = as_adapted(known, words)
    more = EDITION.with_rows([*rows, adapted])
    family = "clause" if isinstance(known, Clause) else "sheet-row"
    assert more.find(f"{family}/{known.id}") == known
    version = more.find(f"{family}/#{known.number}")
    assert isinstance(version, SheetRow | Clause)
    assert (version.id, version.text) == (f"{known.id}-supplied", words)
    assert [each.supplied for each in find_differences(more)] == [f"{family}/{version.id}"]
    assert problems_in(more) == ()
    assert EDITION.with_rows([adapted]).with_rows(rows) == EDITION.with_rows(rows).with_rows([adapted]) == more


def as_adapted(row: SheetRow | Clause, words: Text) -> SheetRow | Clause:
    """A row of the source with other words, in which nothing is cited to the source."""
    if isinstance(row, Clause):
        return attrs.evolve(row, text=words, citation=cited("B2"), theme=None, theme_citation=None)
    bare = attrs.evolve(row, requirement=None, requirement_citation=None, countermeasures=())
    return attrs.evolve(bare, text=words, citation=cited("B2"))


@given(supplied_rows())
def test_everything_that_is_added_is_supplied_at_every_depth(rows: list[SheetRow | Clause]) -> None:
    more = EDITION.with_rows(rows)
    known = {each for row in EDITION.sheet_rows for each in row.countermeasures}
    shipped: set[SheetRow | Clause] = {*EDITION.sheet_rows, *EDITION.clauses}
    all_rows: tuple[SheetRow | Clause, ...] = (*more.sheet_rows, *more.clauses)
    added = [row for row in all_rows if row not in shipped]
    cited_by = [row.citation for row in added]
    cited_by += [each.citation for row in more.sheet_rows for each in row.countermeasures if each not in known]
    cited_by += [row.requirement_citation for row in added if isinstance(row, SheetRow) and row.requirement_citation]
    assert all(citation.provenance is Provenance.SUPPLIED for citation in cited_by)


@pytest.mark.parametrize(
    "rows",
    [
        [supplied_as(number, number, "14") for number in range(30, 5030)],
        [supplied_as(30, line, "14") for line in range(5000)],
        [supplied_as(30, line, str(line + 100), f"要求{line}") for line in range(1000)],
    ],
    ids=["rows", "countermeasures", "problems"],
)
def test_what_rows_cost_is_bounded(rows: list[SheetRow]) -> None:
    """A second of processor time for thousands of them, whatever is right or wrong with them."""
    begin = time.process_time()
    with contextlib.suppress(ap.errors.InvalidSheet):
        EDITION.with_rows(rows)
    assert time.process_time() - begin < 1
