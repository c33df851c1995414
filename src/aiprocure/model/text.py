"""A passage of the guideline, or about it."""

import unicodedata
from typing import Literal, TypeAlias

import attrs

__all__ = ["Language", "Text", "is_plain"]

Language: TypeAlias = Literal["ja", "en"]


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


def is_plain(passage: str) -> bool:
    r"""Return whether a passage is free of control and invisible formatting characters and of lone surrogates.

    >>> is_plain("一行目\n二行目"), is_plain("\x1b[2J"), is_plain("\u202e"), is_plain("\ud800")
    (True, False, False, False)
    """
    return passage.isprintable() or all(
        character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in passage
    )
