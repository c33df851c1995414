"""Rows added to an edition: what is wrong with them is said with sheet and cell."""

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.errors import InvalidArgument, InvalidSheet
from aiprocure.errors.text import Text
from aiprocure.model.check_sheets import (
    Clause,
    ClauseId,
    Countermeasure,
    RequirementId,
    SheetRow,
    SheetRowId,
    ThemeId,
)
from aiprocure.model.citation import Citation, Provenance, SourceId


def cited(cell: str) -> Citation:
    """A citation as the reader of workbooks gives it."""
    return Citation(SourceId("supplied"), cell, Provenance.SUPPLIED)


def row(number: int | None, text: str, cell: str, *, headline: str | None = None) -> SheetRow:
    """A row of the procurement check sheet as a workbook has it."""
    link = None if headline is None else RequirementId(headline)
    return SheetRow(SheetRowId(str(number)), Text(text), cited(cell), number, link, cited(cell.replace("B", "A")))


def refused(edition: ap.Edition, *rows: SheetRow | Clause) -> list[str]:
    """What is said of rows that cannot stand in an edition."""
    with pytest.raises(InvalidSheet) as caught:
        edition.with_rows(rows)
    return [str(problem) for problem in caught.value.problems]


def test_everything_wrong_is_said_at_once_with_its_cell(edition: ap.Edition) -> None:
    choices = ", ".join(f"{each.id} {each.mark}" for each in edition.requirements)
    assert refused(
        edition,
        row(30, "甲", "別紙3!B14", headline="⑭"),
        row(30, "乙", "別紙3!B15", headline="⑮"),
        row(31, " ", "別紙3!B16", headline="㉒"),
        row(19, "別の言葉", "別紙3!B17"),
        row(None, "丙", "別紙3!B18"),
    ) == [
        "別紙3!A15: row 30 under two headlines, 14 and 15",
        "別紙3!B16: an empty requirement; write what is demanded",
        f"別紙3!A16: no headline '㉒'; choose from {choices}",
        "別紙3!B18: a row without a number; number it as the sheet does",
        "別紙3!B15: number 30 has other words at 別紙3!B14; a number has one wording",
        "別紙3!B17: number 19 has other words at 資料4 別紙３ 調達チェックシート; a number has one wording",
    ]


def test_a_clause_with_other_words_is_refused(edition: ap.Edition) -> None:
    clause = attrs.evolve(edition.clauses[0], note=Text("別の言葉"), citation=cited("別紙4!C9"))
    assert refused(edition, clause) == [
        "別紙4!C9: number 6 has other words at 資料4 別紙4 契約チェックシート; a number has one wording"
    ]


def test_a_clause_has_to_say_something_and_to_come_from_somewhere(edition: ap.Edition) -> None:
    clause = attrs.evolve(edition.clauses[1], number=9, citation=cited("別紙4!C9"))
    assert refused(edition, attrs.evolve(clause, theme=ThemeId("nope"))) == [
        "別紙4!C9: no theme 'nope'; choose from inputs, outputs, incidents"
    ]
    assert refused(edition, attrs.evolve(clause, content=Text(" "))) == [
        "別紙4!C9: an empty arrangement, heading or content; write what is to be settled"
    ]
    assert refused(edition, attrs.evolve(clause, number=0)) == ["別紙4!C9: numbered 0; number it as the sheet does"]
    assert refused(edition, attrs.evolve(clause, citation=edition.clauses[1].citation)) == [
        "別紙4 契約チェックシート: not cited as supplied; cite the cell that it comes from"
    ]
    more = edition.with_rows([clause])
    assert more.find("clause 9") == attrs.evolve(clause, id=ClauseId("9"))
    assert problems_in(more) == ()


def test_white_space_and_width_are_no_other_words(edition: ap.Edition) -> None:
    known = edition.sheet_rows[2]
    spaced = row(19, "\n".join(known.text.ja).replace("AI", "ＡＩ"), "別紙3!B5")
    assert edition.with_rows([spaced]) is edition


def test_a_known_row_gains_countermeasures_and_a_new_one_its_headline(edition: ap.Edition) -> None:
    measure = Countermeasure(Text("新たな対策"), cited("別紙3!C5"))
    known = attrs.evolve(row(19, edition.sheet_rows[2].text.ja, "別紙3!B5"), countermeasures=(measure,))
    more = edition.with_rows([known, row(2, "新たな要求", "別紙3!B6", headline="②"), row(1, "別の要求", "別紙3!B7")])
    assert [each.id for each in more.sheet_rows[-2:]] == ["1", "2"]
    assert more.sheet_rows_of(requirement="②")[0].text == Text("新たな要求")
    assert more.sheet_rows[2].countermeasures == (*edition.sheet_rows[2].countermeasures, measure)
    assert more.sheet_rows[2].citation == edition.sheet_rows[2].citation
    assert more.cross_reference("sheet-row/2").links_to[0].record is more.requirements[1]
    assert ap.encoding.fingerprint(more) != ap.encoding.fingerprint(edition)
    assert [source.id for source in more.sources] == ["DS-920", "資料4", "公開報道", "supplied"]


def test_a_row_gains_the_headline_that_a_later_line_gives(edition: ap.Edition) -> None:
    more = edition.with_rows([row(40, "要求", "別紙3!B5"), row(40, "要求", "別紙3!B6", headline="③")])
    assert more.sheet_rows[-1].requirement == "3"


def test_assessments_go_on_as_before(edition: ap.Edition) -> None:
    more = edition.with_rows([row(40, "要求", "別紙3!B5")])
    answers = edition.answers(A=1, B=2, C=3, D=2)
    assert ap.assess(more, answers).outcome == ap.assess(edition, answers).outcome
    assert ap.assess(more, answers) != ap.assess(edition, answers)


def test_only_rows_are_added(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument, match="expected rows of a check sheet, not 'x'"):
        edition.with_rows(["x"])  # type: ignore[list-item]  # the slip this is about
    with pytest.raises(InvalidArgument, match="expected rows of a check sheet, not None"):
        edition.with_rows(None)  # type: ignore[arg-type]  # the slip this is about


def test_a_sentence_without_a_number_gains_that_of_the_row_it_is(edition: ap.Edition) -> None:
    sentence = edition.sheet_rows[0]
    measure = Countermeasure(Text("対策"), cited("別紙3!C5"))
    supplied = attrs.evolve(row(23, sentence.text.ja, "別紙3!B5"), countermeasures=(measure,))
    more = edition.with_rows([supplied])
    assert more.find("sheet-row 23") == attrs.evolve(sentence, number=23, countermeasures=(measure,))
    assert len(more.sheet_rows) == len(edition.sheet_rows)
    assert more.with_rows([supplied]) == more
    linked_from = [entry.family for entry in more.cross_reference("sheet-row 23").linked_from]
    assert "mitigation" in linked_from


def test_the_order_of_additions_is_irrelevant(edition: ap.Edition) -> None:
    one, two = [row(41, "甲", "別紙3!B5")], [row(40, "乙", "別紙3!B6", headline="③")]
    assert edition.with_rows(one).with_rows(two) == edition.with_rows(two).with_rows(one)


def test_a_headline_that_contradicts_a_known_one_is_refused(edition: ap.Edition) -> None:
    known = row(19, edition.sheet_rows[2].text.ja, "別紙3!B5", headline="⑫")
    assert refused(edition, known) == ["別紙3!A5: row 19 under two headlines, 14 and 12"]
