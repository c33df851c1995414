"""A passage of the guideline, or about it."""

import unicodedata
from typing import Literal, Protocol, TypeAlias

import attrs

__all__ = ["Language", "Text", "is_blank", "is_plain", "summary"]

Language: TypeAlias = Literal["ja", "en"]

_LONGEST_SUMMARY = 24
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SEEMS_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that show nothing: the fillers of Hangul, and Braille without a dot."""


@attrs.frozen
class Text:
    """One passage: ``ja`` always, and ``en``, our unofficial rendering, where there is one.

    >>> text = Text("高", "High")
    >>> str(text), text.in_language("en")
    ('高', 'High')
    """

    ja: str
    en: str | None = None

    def __str__(self) -> str:
        return self.ja

    def in_language(self, language: Language) -> str:
        """Return the passage in a language, or in Japanese where it has not been rendered."""
        return self.en if language == "en" and self.en is not None else self.ja


class _Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def text(self) -> Text: ...


def summary(record: _Record) -> str:
    """Return a record in a line: what it is, its id, and how it begins.

    >>> from aiprocure import editions
    >>> editions.load("2025-05-27").axes[1].options[0]
    <Option B1 過失が重大な影響を及ぼす可能性のある業務*におい…>
    """
    beginning = record.text.ja if len(record.text.ja) <= _LONGEST_SUMMARY else record.text.ja[:_LONGEST_SUMMARY] + "…"
    return f"<{type(record).__name__} {record.id} {beginning}>"


def is_plain(passage: str) -> bool:
    r"""Return whether a passage is free of control and invisible characters, odd line ends and lone surrogates.

    >>> is_plain("一行目\n二行目"), is_plain("\x1b[2J"), is_plain("\u202e"), is_plain("\ud800")
    (True, False, False, False)
    """
    return passage.isprintable() or all(
        character in "\n\t" or unicodedata.category(character) not in _HIDDEN for character in passage
    )


def is_blank(passage: str | None) -> bool:
    """Return whether a passage says nothing: it was left out, or holds nothing but what looks like white space.

    >>> is_blank(None), is_blank(" 　\u3164"), is_blank("対象外")
    (True, True, False)
    """
    return passage is None or all(character.isspace() or character in _SEEMS_BLANK for character in passage)
