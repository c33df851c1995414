"""A passage of the guideline, or about it, in Japanese and English."""

from typing import Literal, TypeAlias

import attrs

__all__ = ["Language", "Text"]

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
