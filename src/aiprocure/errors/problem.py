"""One thing wrong, as data: a stable code, the place, the value, what would be right, and words in both languages."""

from collections.abc import Iterable
from typing import NewType, get_args

import attrs

from aiprocure.errors.messages import brief, pointer, shown
from aiprocure.errors.text import Language, Text

__all__ = ["Choice", "Problem", "ProblemCode"]

ProblemCode = NewType("ProblemCode", str)
"""The stable name of a kind of problem, as in ``no-such-option``."""

_BETWEEN: dict[Language, str] = {"ja": "、", "en": ", "}


@attrs.frozen
class Choice:
    """Something that would be right: its id, and its mark or word where it has one.

    >>> str(Choice("A1", "①")), str(Choice("text"))
    ('A1 ①', 'text')
    """

    id: str
    label: str = ""
    text: Text | None = None
    """What a message calls it, where that is neither the id nor the label."""

    def __str__(self) -> str:
        return f"{self.id} {self.label}".rstrip()

    def in_language(self, language: Language) -> str:
        """Return what a message in a language calls it."""
        return str(self) if self.text is None else self.text.in_language(language)


@attrs.frozen
class Problem:
    """One thing wrong with what was given, and what would be right.

    >>> problem = Problem.of("no-such-option", "/answers/D", value=9, expected=[Choice("D1", "①"), Choice("D2", "②")])
    >>> print(problem)
    /answers/D: no option 9; choose from D1 ①, D2 ②
    >>> print(problem.text.ja)
    選択肢 9 はない。D1 ①、D2 ②から選ぶこと。
    """

    code: ProblemCode
    where: str
    """A JSON Pointer (RFC 6901) into what was given; in a workbook the sheet and the cell; empty for the whole."""
    value: str
    """What was given there, in a short printable form; empty where nothing was."""
    expected: tuple[Choice, ...]
    """What would be right, where that can be listed."""
    text: Text
    file: str = attrs.field(default="", kw_only=True)
    """The file that was read, where it was one."""
    line: int | None = attrs.field(default=None, kw_only=True)
    """The line of the file, counted from 1, where that can be told."""
    column: int | None = attrs.field(default=None, kw_only=True)
    """The column in that line, counted from 1."""

    def __str__(self) -> str:
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        places = [part for part in (position, _printable(self.where)) if part]
        return ": ".join((*places, self.text.in_language("en")))

    @classmethod
    def of(
        cls,
        code: str,
        where: str = "",
        *,
        value: object = attrs.NOTHING,
        expected: Iterable[Choice] = (),
        **words: object,
    ) -> "Problem":
        """Return the problem with a code, worded by the catalogue; ``words`` fill the other places of its message.

        A word is a :class:`Text` where the languages differ. What fills a place is never itself read as a template, and
        is shown in a short printable form.
        """
        from aiprocure.errors.catalogue import MESSAGES

        choices = tuple(expected)
        written = "" if value is attrs.NOTHING else shown(value)

        def fill(language: Language) -> str:
            listed = _BETWEEN[language].join(brief(choice.in_language(language)) for choice in choices)
            named = {name: brief(_in_language(word, language)) for name, word in words.items()}
            return MESSAGES[code].in_language(language).format_map({"value": written, "expected": listed, **named})

        ja, en = (fill(language) for language in get_args(Language))
        return cls(ProblemCode(code), where, written, choices, Text(ja, en))

    def under(self, *steps: object) -> "Problem":
        """Return this problem as it stands inside the part that some keys and positions lead to."""
        return attrs.evolve(self, where=f"{pointer(*steps)}{self.where}")


def _in_language(word: object, language: Language) -> str:
    return word.in_language(language) if isinstance(word, Text) else str(word)


def _printable(where: str) -> str:
    return where if where.isprintable() else repr(where)[1:-1]
