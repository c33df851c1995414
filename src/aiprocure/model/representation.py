"""How a record shows itself: in a line, for a developer; and by its mark and words, for an official."""

from collections.abc import Iterator
from typing import Protocol

from aiprocure.errors.text import Language, Text

__all__ = ["caption", "in_both_languages", "in_japanese", "rich_repr", "summary", "words"]

_LONGEST_SUMMARY = 24


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> Text: ...


class _Captioned(Protocol):
    def captioned(self, language: Language, /) -> str: ...


class _Bare:
    """Something whose repr is a passage as it is, without quotation marks."""

    def __init__(self, passage: str) -> None:
        self._passage = passage

    def __repr__(self) -> str:
        return self._passage


def summary(record: _Record) -> str:
    """Return a record in a line: what it is, its id, and how it begins.

    >>> from aiprocure import editions
    >>> editions.load("2025-05-27").axes[1].options[0]
    <Option B1 過失が重大な影響を及ぼす可能性のある業務*におい…>
    """
    beginning = record.text.ja if len(record.text.ja) <= _LONGEST_SUMMARY else record.text.ja[:_LONGEST_SUMMARY] + "…"
    return f"<{type(record).__name__} {record.id} {beginning}>"


def rich_repr(value: object) -> Iterator[object]:
    """Yield what rich puts between the angle brackets, so that it prints the one-line repr and not every field."""
    yield _Bare(repr(value).removeprefix(f"<{type(value).__name__}").strip().removesuffix(">"))


rich_repr.__dict__["angular"] = True  # how rich is told to use angle brackets


def words(record: _Record, language: Language) -> str:
    """Return the words of a record that bears neither mark nor number: its caption."""
    return record.text.in_language(language)


def caption(label: object, text: Text, language: Language) -> str:
    """Return a passage after its mark, number or id.

    >>> caption("⑭", Text("出力", "Output"), "en")
    '⑭ Output'
    """
    return f"{label} {text.in_language(language)}"


def in_japanese(record: _Captioned) -> str:
    """Return a record as people read it, in the language of the texts that are normative."""
    return record.captioned("ja")


def in_both_languages(record: _Captioned) -> Text:
    """Return a record as people read it, in Japanese and in English."""
    return Text(record.captioned("ja"), record.captioned("en"))
