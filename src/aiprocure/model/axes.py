"""The axes of a determination, and the options to choose from."""

import functools
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NewType

import attrs

from aiprocure.errors.messages import did_you_mean
from aiprocure.errors.problem import Choice, Problem
from aiprocure.errors.text import Language, Text
from aiprocure.model.citation import Citation
from aiprocure.model.meanings import Meaning
from aiprocure.model.normalization import plain_spelling
from aiprocure.model.representation import caption, in_japanese, rich_repr, summary

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_WORDS",
    "Axis",
    "AxisId",
    "Option",
    "OptionId",
    "RiskOrder",
    "axes_by_name",
    "no_such_axis",
]

AxisId = NewType("AxisId", str)
OptionId = NewType("OptionId", str)

LONGEST_WORDS = 400
"""How long an option's own words may be, in characters, to be read as an answer."""
LONGEST_ANSWER = 3 * LONGEST_WORDS
"""A decomposed spelling is at most three times as long as the composed one."""


@attrs.frozen(repr=False)
class Option:
    """One answer that an axis offers. ``undecided`` marks 未定, which is an answer of the guideline itself.

    ``means`` is what checks know of it. They go by no id, slug or mark; where nothing is declared, they cannot tell.
    """

    id: OptionId
    axis: AxisId
    number: int
    mark: str
    slug: str
    undecided: bool
    text: Text
    citation: Citation
    means: tuple[Meaning, ...] = ()

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the mark."""
        return caption(f"{self.axis}{self.mark}", self.text, language)

    @property
    def spellings(self) -> frozenset[str]:
        """Every way to write this option, once full-width forms and circled digits are made plain."""
        return frozenset(plain_spelling(written) for written in (self.id, str(self.number), self.mark, self.slug))


@attrs.frozen
class RiskOrder:
    """An axis's options by how grave they are: groups of equal risk, the lightest first."""

    lightest_first: tuple[tuple[OptionId, ...], ...]
    citation: Citation


@attrs.frozen(repr=False)
class Axis:
    """One of the viewpoints from which a use of generative AI is judged, with the options to choose from."""

    id: AxisId
    slug: str
    text: Text
    question: Text
    options: tuple[Option, ...]
    risk_order: RiskOrder
    citation: Citation
    note: Text | None = None

    __repr__ = summary
    __rich_repr__ = rich_repr
    __str__ = in_japanese

    def captioned(self, language: Language) -> str:
        """Return the words after the id."""
        return caption(self.id, self.text, language)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The options as a problem offers them: id and mark.

        >>> from aiprocure import editions
        >>> print(*editions.load("2025-05-27").axes[1].choices, sep=", ")
        B1 ①, B2 ②, B3 ③
        """
        return tuple(Choice(option.id, option.mark) for option in self.options)

    @functools.cached_property
    def spellings(self) -> Mapping[str, Option]:
        """The options by every plain spelling that means one of them, and no other.

        An option's id, number, mark and slug come first. Its own words in either language, and 未定, mean it where
        they can mean nothing else.
        """
        worded: dict[str, list[Option]] = {}
        for option in self.options:
            for spelling in _words(option):
                worded.setdefault(spelling, []).append(option)
        certain = {spelling: meant[0] for spelling, meant in worded.items() if len(meant) == 1}
        return certain | {spelling: option for option in self.options for spelling in option.spellings}

    def read(self, written: object) -> Option | None:
        """Return the option meant by an id, a number, a mark, a slug or an option's own words, or None.

        Full-width forms and circled digits of any kind are read as the plain ones, composed and decomposed characters
        as the same. A whole number is one of whatever type: 1, 1.0, ``Decimal(1)``. A truth value is not a number.

        >>> from aiprocure import editions
        >>> users = editions.load("2025-05-27").axes[0]
        >>> [users.read(written).id for written in ("A2", 2, 2.0, "②", "❷", "２", "cross-ministry")]
        ['A2', 'A2', 'A2', 'A2', 'A2', 'A2', 'A2']
        >>> users.read("未定").id, users.read("国民等による府省庁外利用").id
        ('A4', 'A1')
        >>> users.read("a2") is users.read(True) is users.read(9) is users.read(1.5) is None
        True
        """
        match written:
            case bool():
                return None
            case str() if len(written) <= LONGEST_ANSWER:
                exact = next((option for option in self.options if option.id == written), None)
                return exact or self.spellings.get(plain_spelling(unicodedata.normalize("NFC", written)))
            case str():
                return None
            case _:
                return next((option for option in self.options if _is_number(written, option.number)), None)

    def refusal(self, written: object, where: str = "") -> Problem:
        """Return the problem with an answer that means no option of this axis."""
        return Problem.of("no-such-option", where, value=written, expected=self.choices)


def _words(option: Option) -> set[str]:
    """What else means an option where it can mean no other: its own words, and 未定 for what is undecided."""
    passages = [option.text.ja, option.text.en or "", *(("未定",) if option.undecided else ())]
    short = (unicodedata.normalize("NFC", passage) for passage in passages if len(passage) <= LONGEST_WORDS)
    return {plain for passage in short if (plain := plain_spelling(passage))}


def _is_number(written: object, number: int) -> bool:
    """Whether something is exactly this number, compared exactly: neither rounded nor read as a truth value."""
    from numbers import Number

    if not issubclass(type(written), Number) or isinstance(written, complex):
        return False
    try:
        return bool(written == number)
    except ArithmeticError:  # a signalling NaN cannot be compared
        return False


def axes_by_name(axes: Iterable[Axis]) -> dict[str, Axis]:
    """Return axes by their ids and by their slugs."""
    return {name: axis for axis in axes for name in (axis.id, axis.slug)}


def no_such_axis(name: object, axes: Iterable[Axis], where: str = "") -> Problem:
    """Return the problem with a name that means no axis."""
    named = axes_by_name(axes)
    offered = [Choice(axis.id, axis.slug) for axis in dict.fromkeys(named.values())]
    return Problem.of("axis-unknown", where, value=name, expected=offered, hint=did_you_mean(name, named))
