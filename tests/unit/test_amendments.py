"""Rows added to an edition: what is wrong with them is said with sheet and cell."""

import attrs
import pytest

import aiprocure as ap
from aiprocure.engine.soundness import problems_in
from aiprocure.errors import InvalidArgument, InvalidSheet
from aiprocure.errors.text import Text
from aiprocure.model.amendments import PROPOSAL, Difference, find_differences
from aiprocure.model.check_sheets import (
    Clause,
    ClauseId,
    Countermeasure,
    OwnColumn,
    RequirementId,
    SheetRow,
    SheetRowId,
    ThemeId,
)
from aiprocure.model.citation import Citation, Provenance, SourceId
from aiprocure.model.rules import RuleId


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
        attrs.evolve(row(1, "丁", "別紙3!B17"), number=10**5000),
        row(None, "丙", "別紙3!B18"),
    ) == [
        "別紙3!A15: row 30 is under two headlines, 14 and 15; keep one",
        "別紙3!B16: no requirement; write it",
        f"別紙3!A16: no headline '㉒'; choose from {choices}",
        "別紙3!B17: no row number can be read from <int>; number each row from 1 to 10000, as in 19",
        "別紙3!B18: no number; number the row as the sheet does",
        "別紙3!B15: number 30 has another wording at 別紙3!B14; a number has one wording",
    ]


def test_a_problem_is_data_and_words_in_both_languages(edition: ap.Edition) -> None:
    with pytest.raises(InvalidSheet) as caught:
        edition.with_rows([row(31, "\u034f\ufe0f", "別紙3!B16", headline="㉒")])
    blank, headline = caught.value.problems
    assert (blank.code, blank.where, blank.text.ja) == (
        "nothing-written",
        "別紙3!B16",
        "要求事項の記載がない。記載すること。",
    )
    assert (headline.code, headline.where, headline.value) == ("no-such-record", "別紙3!A16", "'㉒'")
    assert [each.id for each in headline.expected] == [each.id for each in edition.requirements]


class TestARowThatAMinistryHasAdapted:
    """It has a number of the source and words of its own: it is the ministry's version, beside the source's row."""

    def test_of_the_procurement_sheet_stands_beside_the_source_s(self, edition: ap.Edition) -> None:
        known = edition.find("sheet-row/19")
        assert isinstance(known, SheetRow)
        measure = Countermeasure(Text("新たな対策"), cited("別紙3!C5"))
        adapted = attrs.evolve(row(19, f"{known.text.ja}。", "別紙3!B5"), countermeasures=(measure,))
        more = edition.with_rows([adapted])
        assert more.find("sheet-row/19") == known
        version = more.find("sheet-row/19-supplied")
        assert version == attrs.evolve(
            adapted,
            id=SheetRowId("19-supplied"),
            requirement=known.requirement,
            requirement_citation=cited("別紙3!B5"),
        )
        assert more.find("#19") == more.find("sheet-row #19") == version
        assert problems_in(more) == ()
        assert ap.editions.from_data(ap.encoding.to_data(more)) == more

    def test_says_what_differs_and_where(self, edition: ap.Edition) -> None:
        known, clause = edition.sheet_rows[2], edition.clauses[0]
        adapted: list[SheetRow | Clause] = [
            row(19, f"{known.text.ja}。", "別紙3!B5"),
            attrs.evolve(clause, note=None, heading=Text("別の項目"), theme=None, citation=cited("別紙4!C9")),
        ]
        sheet_row, heading, note = find_differences(edition.with_rows(adapted))
        assert sheet_row == Difference(
            "sheet-row/19", "sheet-row/19-supplied", "text", known.text, Text(f"{known.text.ja}。"), "別紙3!B5"
        )
        assert (heading.source, heading.supplied) == ("clause/6", "clause/6-supplied")
        assert (heading.field, heading.supplied_text, heading.where) == ("heading", Text("別の項目"), "別紙4!C9")
        assert (note.field, note.source_text, note.supplied_text) == ("note", clause.note, None)

    def test_of_the_contract_sheet_is_what_its_number_means(self, edition: ap.Edition) -> None:
        clause = edition.clauses[0]
        adapted = attrs.evolve(
            clause, note=Text("別の言葉"), theme=None, theme_citation=None, citation=cited("別紙4!C9")
        )
        more = edition.with_rows([adapted])
        version = more.find("clause/6-supplied")
        citation = None if clause.theme is None else cited("別紙4!C9")
        assert version == attrs.evolve(adapted, id=ClauseId("6-supplied"), theme=clause.theme, theme_citation=citation)
        assert (more.find("clause #6"), more.find("clause/6"), more.find("clause 6")) == (version, clause, clause)
        data = {"edition": edition.id, "project": {"title": "件名"}}
        for name, expected in (("6", "6-supplied"), ("#6", "6-supplied"), ("clause/6", "6"), ("clause 6", "6")):
            dossier = ap.dossiers.from_data(data | {"clauses": [{"id": name}]}, edition=more)
            assert dossier.clauses[0].id == f"clause/{expected}"

    def test_may_come_before_or_after_the_source_s_own_words(self, edition: ap.Edition) -> None:
        measure = Countermeasure(Text("新たな対策"), cited("別紙3!C5"))
        same = attrs.evolve(row(19, edition.sheet_rows[2].text.ja, "別紙3!B5"), countermeasures=(measure,))
        adapted = row(19, "別の言葉", "別紙3!B6")
        first = edition.with_rows([same]).with_rows([adapted])
        assert edition.with_rows([adapted]).with_rows([same]) == first
        assert first.with_rows([adapted]) == first

    def test_has_one_wording_of_its_own(self, edition: ap.Edition) -> None:
        one, other = row(19, "別の言葉", "別紙3!B6"), row(19, "また別の言葉", "別紙3!B7")
        expected = ["別紙3!B7: number 19 has another wording at 別紙3!B6; a number has one wording"]
        assert refused(edition, one, other) == expected
        assert refused(edition.with_rows([one]), other) == expected
        known = row(19, edition.sheet_rows[2].text.ja, "別紙3!B5")
        assert refused(edition, known, one) == [
            "別紙3!B6: number 19 has another wording at 別紙3!B5; a number has one wording"
        ]

    def test_has_a_number_of_the_source_s_own_and_not_one_that_a_ministry_gave(self, edition: ap.Edition) -> None:
        more = edition.with_rows([row(23, edition.sheet_rows[0].text.ja, "別紙3!B5")])
        assert refused(more, row(23, "別の言葉", "別紙3!B9")) == [
            f"別紙3!B9: number 23 has another wording at {edition.sheet_rows[0].citation}; a number has one wording"
        ]

    def test_may_stand_under_a_headline_of_its_own_where_the_source_names_none(self, edition: ap.Edition) -> None:
        bare = attrs.evolve(edition.sheet_rows[2], requirement=None, requirement_citation=None)
        alone = attrs.evolve(edition, sheet_rows=(bare,), mitigations=(), topics=(), remarks=())
        found = alone.with_rows([row(19, "別の言葉", "別紙3!B5")]).find("#19")
        linked = alone.with_rows([row(19, "別の言葉", "別紙3!B5", headline="③")]).find("#19")
        assert isinstance(found, SheetRow)
        assert isinstance(linked, SheetRow)
        assert (found.requirement, linked.requirement) == (None, "3")


class TestWhatIsAdded:
    """It is cited as supplied at every depth, so that nothing passes for the source's words."""

    STATED = Citation(SourceId("資料4"), "調達チェックシート", Provenance.STATED)

    def test_is_no_countermeasure_cited_to_the_source(self, edition: ap.Edition) -> None:
        words = Countermeasure(Text("何もしなくてよい"), self.STATED)
        for number, text in ((19, edition.sheet_rows[2].text.ja), (19, "別の言葉"), (40, "要求")):
            given = attrs.evolve(row(number, text, "別紙3!B5"), countermeasures=(words,))
            assert refused(edition, given) == [
                "調達チェックシート: not cited as supplied; cite the cell that it comes from"
            ]

    def test_is_no_countermeasure_that_says_nothing(self, edition: ap.Edition) -> None:
        given = attrs.evolve(
            row(40, "要求", "別紙3!B5"), countermeasures=(Countermeasure(Text(" "), cited("別紙3!C5")),)
        )
        assert refused(edition, given) == ["別紙3!C5: no countermeasure; write it"]

    def test_is_no_link_cited_to_the_source(self, edition: ap.Edition) -> None:
        sentence = edition.find("sheet-row/row-distinguishable-from-human")
        assert isinstance(sentence, SheetRow)
        for number, text in ((40, "要求"), (41, sentence.text.ja)):
            given = attrs.evolve(row(number, text, "別紙3!B5", headline="③"), requirement_citation=self.STATED)
            assert refused(edition, given) == [
                "調達チェックシート: not cited as supplied; cite the cell that it comes from"
            ]
        theme = edition.themes[0].id
        clause = attrs.evolve(edition.clauses[0], number=9, citation=cited("別紙4!C9"), theme=theme)
        assert refused(edition, attrs.evolve(clause, theme_citation=self.STATED)) == [
            "調達チェックシート: not cited as supplied; cite the cell that it comes from"
        ]

    def test_is_no_link_without_a_citation(self, edition: ap.Edition) -> None:
        given = attrs.evolve(row(40, "要求", "別紙3!B5", headline="③"), requirement_citation=None)
        added = edition.with_rows([given]).sheet_rows[-1]
        assert added.requirement_citation == cited("別紙3!B5")
        clause = attrs.evolve(edition.clauses[0], number=9, citation=cited("別紙4!C9"), theme_citation=None)
        clause = attrs.evolve(clause, theme=edition.themes[0].id)
        assert edition.with_rows([clause]).clauses[-1].theme_citation == cited("別紙4!C9")

    def test_is_not_what_the_source_s_row_holds_already(self, edition: ap.Edition) -> None:
        given = attrs.evolve(edition.sheet_rows[2], citation=cited("別紙3!B5"))
        assert edition.with_rows([given]) is edition
        assert edition.with_rows([*edition.clauses, edition.sheet_rows[2]]) is edition


def test_a_clause_has_to_say_something_and_to_come_from_somewhere(edition: ap.Edition) -> None:
    clause = attrs.evolve(edition.clauses[1], number=9, citation=cited("別紙4!C9"), theme_citation=cited("別紙4!C9"))
    assert refused(edition, attrs.evolve(clause, theme=ThemeId("nope"))) == [
        "別紙4!C9: no theme 'nope'; choose from inputs, outputs, incidents"
    ]
    assert refused(edition, attrs.evolve(clause, content=Text(" "))) == ["別紙4!C9: no example of a clause; write it"]
    assert refused(edition, attrs.evolve(clause, number=0)) == [
        "別紙4!C9: no row number can be read from 0; number each row from 1 to 10000, as in 19"
    ]
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
    assert [source.id for source in more.sources] == [*(source.id for source in edition.sources), "supplied"]


def test_a_row_gains_the_headline_that_a_later_line_gives(edition: ap.Edition) -> None:
    more = edition.with_rows([row(40, "要求", "別紙3!B5"), row(40, "要求", "別紙3!B6", headline="③")])
    assert more.sheet_rows[-1].requirement == "3"


def test_assessments_go_on_as_before(edition: ap.Edition) -> None:
    more = edition.with_rows([row(40, "要求", "別紙3!B5")])
    answers = edition.answers(A=1, B=2, C=3, D=2)
    assert ap.assess(more, answers).outcome == ap.assess(edition, answers).outcome
    assert ap.assess(more, answers) != ap.assess(edition, answers)


def test_only_rows_are_added(edition: ap.Edition) -> None:
    with pytest.raises(InvalidArgument, match="expected SheetRow, Clause, not 'x'"):
        edition.with_rows(["x"])  # type: ignore[list-item]  # the slip this is about
    with pytest.raises(InvalidArgument, match="expected SheetRow, Clause, not None"):
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


@pytest.mark.parametrize("end", ["", "。"])
def test_a_row_of_the_source_under_another_headline_is_the_ministrys_version(edition: ap.Edition, end: str) -> None:
    known = edition.sheet_rows[2]
    moved = row(19, f"{known.text.ja}{end}", "別紙3!B5", headline="⑫")
    more = edition.with_rows([moved])
    version = attrs.evolve(moved, id=SheetRowId("19-supplied"), requirement=RequirementId("12"))
    assert (more.find("#19"), more.find("sheet-row/19"), more.with_rows([moved])) == (version, known, more)
    fourteen, twelve = (edition.find(f"requirement/{number}") for number in (14, 12))
    assert [
        (each.source, each.supplied, each.where, str(each.source_text), str(each.supplied_text))
        for each in find_differences(more)
        if each.field == "requirement"
    ] == [("sheet-row/19", "sheet-row/19-supplied", "別紙3!B5", str(fourteen), str(twelve))]


def test_two_headlines_that_a_ministry_gives_a_row_are_refused(edition: ap.Edition) -> None:
    text = edition.sheet_rows[2].text.ja
    said = ["別紙3!A6: row 19 is under two headlines, 12 and 13; keep one"]
    first, second = row(19, text, "別紙3!B5", headline="⑫"), row(19, text, "別紙3!B6", headline="⑬")
    assert refused(edition, first, second) == said
    assert refused(edition.with_rows([first]), second) == said


def test_a_ministrys_own_columns_are_kept_with_the_source_s_row(edition: ap.Edition) -> None:
    own, other = (OwnColumn(Text("適用の要否"), Text(words)) for words in ("要", "否"))
    rows = [
        attrs.evolve(row(number, known.text.ja, f"別紙3!B{number}"), own_columns=(own,))
        for number, known in ((19, edition.sheet_rows[2]), (23, edition.sheet_rows[0]))
    ]
    clause = attrs.evolve(edition.clauses[0], citation=cited("別紙4!C9"), own_columns=(own,))
    more = edition.with_rows([*rows, clause])
    assert (len(more.sheet_rows), len(more.clauses)) == (len(edition.sheet_rows), len(edition.clauses))
    assert more.find("#19") == attrs.evolve(edition.sheet_rows[2], own_columns=(own,))
    assert more.find("#23") == attrs.evolve(edition.sheet_rows[0], number=23, own_columns=(own,))
    assert more.find("clause/6") == attrs.evolve(edition.clauses[0], own_columns=(own,))
    assert more.with_rows([*rows, clause]) == more
    both = (own, other)
    changed: list[SheetRow | Clause] = [
        *(attrs.evolve(each, own_columns=both) for each in rows),
        attrs.evolve(clause, own_columns=both),
    ]
    again = more.with_rows(changed)
    held: list[SheetRow | Clause] = [*again.sheet_rows, *again.clauses]
    kept = [each.own_columns for each in held if each.own_columns]
    assert kept == [both] * 3
    assert ap.editions.from_data(ap.encoding.to_data(again)) == again


class TestOtherRules:
    """They stand in place of the edition's own, and are marked where they are neither its own nor a reading's."""

    def test_are_supplied_and_cited_to_the_proposal_whoever_made_them(self, edition: ap.Edition) -> None:
        changed = attrs.evolve(edition.rules[0], outcome=edition.rules[1].outcome, id=RuleId("mine"))
        more = edition.with_rules([changed, *edition.rules[1:]])
        assert more.rules[0].citation == Citation(PROPOSAL.id, "mine", Provenance.SUPPLIED)
        assert more.rules[1:] == edition.rules[1:]
        assert (more.redrawn, more.readings) == (True, ())
        assert more.with_rules(more.rules) is more

    def test_keep_their_citation_where_they_are_the_edition_s_own_in_another_order(self, edition: ap.Edition) -> None:
        turned = edition.with_rules(reversed(edition.rules))
        assert turned.rules == edition.rules[::-1]
        assert not turned.redrawn

    def test_are_rules(self, edition: ap.Edition) -> None:
        for slip in (None, ["x"]):
            with pytest.raises(InvalidArgument, match="expected Rule, not"):
                edition.with_rules(slip)  # type: ignore[arg-type]  # the slip this is about
