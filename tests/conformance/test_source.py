"""What the edition quotes stands in the source, word for word."""

from collections.abc import Iterator

import attrs

import aiprocure as ap
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation, Provenance
from passages import folded, source_text


def records(value: object) -> Iterator[object]:
    """Every record inside a value that has a citation."""
    if isinstance(value, tuple):
        for item in value:
            yield from records(item)
    elif attrs.has(type(value)):
        if hasattr(value, "citation"):
            yield value
        for field in attrs.fields(type(value)):  # type: ignore[arg-type]  # has() has just said so
            if field.init:
                yield from records(getattr(value, field.name))


def own_texts(record: object) -> list[Text]:
    """The passages that stand on a record itself."""
    fields = attrs.fields(type(record))  # type: ignore[arg-type]  # only records come here
    values = [getattr(record, field.name) for field in fields]
    listed = [item for value in values if isinstance(value, tuple) for item in value]
    return [value for value in (*values, *listed) if isinstance(value, Text)]


def test_every_stated_passage_stands_in_the_source(edition: ap.Edition) -> None:
    source = folded(source_text())
    compared = 0
    for record in records(edition):
        citation: Citation = record.citation  # type: ignore[attr-defined]  # records() yields nothing else
        if citation.provenance is Provenance.STATED:
            for text in own_texts(record):
                assert folded(text.ja) in source
                compared += 1
    assert compared == 300


def test_every_passage_has_an_english_rendering_that_differs(edition: ap.Edition) -> None:
    texts = [text for record in records(edition) for text in own_texts(record)]
    assert len(texts) == 489
    for text in texts:
        assert text.en
        assert text.en != text.ja


def test_every_record_says_where_it_comes_from(edition: ap.Edition) -> None:
    for record in records(edition):
        citation: Citation = record.citation  # type: ignore[attr-defined]  # records() yields nothing else
        assert citation.place.strip()
        assert citation.document in [source.id for source in edition.sources]
        assert citation.provenance is not Provenance.SUPPLIED


def test_the_edition_says_what_it_is_and_what_superseded_it(edition: ap.Edition) -> None:
    assert (edition.code, str(edition.decided)) == ("DS-920", "2025-05-27")
    assert edition.superseded_by is not None
    assert (edition.superseded_by.version, str(edition.superseded_by.approved)) == ("Version 2.0", "2026-06-12")


def test_the_rows_are_not_said_to_be_stated(edition: ap.Edition) -> None:
    rows = [*edition.rules, *(rule for reading in edition.readings for rule in reading.rules)]
    assert {rule.citation.provenance for rule in rows} == {Provenance.RECONSTRUCTED}


FINGERPRINT = "sha256:28a840b1925e0ddf8155515b1b4c44ed8730b1c4ce5651035a54063a481535d5"


def test_the_content_has_not_changed_unnoticed(edition: ap.Edition) -> None:
    """A change detector, nothing more: a change of the data needs a new revision and a line in the changelog."""
    assert (edition.revision, ap.encoding.fingerprint(edition)) == (3, FINGERPRINT)
