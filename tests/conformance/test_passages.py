"""Every passage of the source is accounted for, and every record that states something is found in it."""

import hashlib
import re

import attrs
import pytest

import aiprocure as ap
from aiprocure.model.citation import Provenance
from aiprocure.model.documents import Remark
from passages import (
    REASONS,
    Passage,
    folded,
    left_over,
    passages,
    records_by_name,
    source_text,
    stated_texts,
    titles,
    words_of,
)

SHA256 = "7cf470ca23053541476d4c2d92d5d569cd6e7e52b5ddc5189cfe5b324b2499f5"
"""Of the source as it was extracted, byte for byte."""
PASSAGES = passages()
CARRIED = [passage for passage in PASSAGES if passage.records]


def called(passage: Passage) -> str:
    """A passage by its page and how it begins."""
    return f"{passage.page}-{folded(passage.text)[:12]}"


def test_the_passages_joined_are_the_source() -> None:
    assert hashlib.sha256(source_text().encode()).hexdigest() == SHA256


def test_the_pages_are_24_in_order() -> None:
    pages = [passage.page for passage in PASSAGES]
    assert pages == sorted(pages)
    assert sorted(set(pages)) == list(range(1, 25))
    printed = [passage for passage in PASSAGES if passage.text.strip().isdigit()]
    assert [int(passage.text) for passage in printed] == [passage.page for passage in printed]
    assert len(printed) == 9


def test_a_title_stands_on_its_page() -> None:
    for page, title in titles().items():
        text = "".join(passage.text for passage in PASSAGES if passage.page == page)
        assert folded(title) in folded(text)


def test_each_passage_is_carried_or_shown_or_neither_for_a_reason() -> None:
    for passage in PASSAGES:
        assert [bool(passage.records), bool(passage.figure), passage.none is not None].count(True) == 1, passage
        assert passage.none in {None, *REASONS}


def test_what_no_record_carries_is_no_sentence() -> None:
    """A heading is a line, and furniture a number, a corner or a row of dots: a sentence is neither."""
    for passage in PASSAGES:
        if passage.none is not None:
            assert "。" not in passage.text
            assert len(folded(passage.text)) <= 61
        if passage.none == "furniture":
            assert re.fullmatch(r"\d+|(・+)?(参考資料)?", folded(passage.text))


@pytest.mark.parametrize("passage", CARRIED, ids=called)
def test_a_passage_is_carried_to_its_last_word(passage: Passage, edition: ap.Edition) -> None:
    """Its records hold all of it but how a line is called and how a sentence goes on, and each holds a part."""
    records = records_by_name(edition)
    words = {name: words_of(records[name]) for name in passage.records}
    assert left_over(passage.text, [word for each in words.values() for word in each]) == ""
    for name, each in words.items():
        assert any(word in folded(passage.text) for word in each), name


def test_a_figure_shows_records_of_the_edition_that_are_not_stated(edition: ap.Edition) -> None:
    records = records_by_name(edition)
    shown = [records[name] for passage in PASSAGES for name in passage.figure]
    assert {getattr(record, "citation", None) is not None for record in shown} == {True}
    assert not any(list(stated_texts(record)) for record in shown)


def test_every_stated_record_is_found_in_a_passage_that_names_it(edition: ap.Edition) -> None:
    naming: dict[str, list[str]] = {}
    for passage in CARRIED:
        for name in passage.records:
            naming.setdefault(name, []).append(folded(passage.text))
    stated = 0
    for name, record in records_by_name(edition).items():
        for text in stated_texts(record):
            assert any(folded(text.ja) in passage for passage in naming.get(name, [])), (name, text.ja)
            stated += 1
    assert stated == 300


def test_a_record_that_is_dropped_or_shortened_is_missed(edition: ap.Edition) -> None:
    """The table can fail: what it holds the edition to is all of its words."""
    [duty] = [duty for duty in edition.duties if duty.id == "caio-education"]
    passage = next(passage for passage in CARRIED if "duty/caio-education" in passage.records)
    assert left_over(passage.text, words_of(duty)) == ""
    assert left_over(passage.text, words_of(attrs.evolve(duty, text=ap.errors.Text("周知")))) == "/教育実施"
    unstated = attrs.evolve(duty.citation, provenance=Provenance.EDITORIAL)
    assert left_over(passage.text, words_of(attrs.evolve(duty, citation=unstated))) == "周知/教育実施"


def test_what_the_source_says_of_itself_and_its_neighbours_is_there(edition: ap.Edition) -> None:
    ismap, iso = edition.find("neighbour/ismap"), edition.find("neighbour/iso-iec-42001")
    assert any("デジタル庁" in str(note) for note in getattr(ismap, "notes", ()))
    assert (str(getattr(iso, "issued", None)), len(getattr(iso, "addresses", ()))) == ("2023-12-18", 1)
    linked = edition.cross_reference("mitigation/A-1").linked_from
    [remark] = [entry.record for entry in linked if isinstance(entry.record, Remark)]
    assert str(remark.text).startswith("ガイドライン上対応関係は明確ではない")
