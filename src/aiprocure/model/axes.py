"""What is asked, and what can be answered."""

from collections.abc import Iterable
from typing import NewType

import attrs

from aiprocure.errors.messages import nearest, shown
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.model.representation import summary

__all__ = [
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


@attrs.frozen(repr=False)
class Option:
    """One answer that an axis offers. ``undecided`` marks 未定, which is an answer of the guideline itself."""

    id: OptionId
    axis: AxisId
    number: int
    mark: str
    slug: str
    undecided: bool
    text: Text
    citation: Citation

    __repr__ = summary

    def __str__(self) -> str:
        return f"{self.axis}{self.mark} {self.text}"

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

    def __str__(self) -> str:
        return f"{self.id} {self.text}"

    @property
    def choices(self) -> str:
        """The options as an error message offers them.

        >>> from aiprocure import editions
        >>> editions.load("2025-05-27").axes[1].choices
        'B1 ①, B2 ②, B3 ③'
        """
        return ", ".join(f"{option.id} {option.mark}" for option in self.options)

    def read(self, written: object) -> Option | None:
        """Return the option meant by an id, a number, a mark or a slug, or None where it means none.

        Full-width forms and circled digits of any kind are read as the plain ones.

        >>> from aiprocure import editions
        >>> users = editions.load("2025-05-27").axes[0]
        >>> [users.read(written).id for written in ("A2", 2, "②", "❷", "２", "cross-ministry")]
        ['A2', 'A2', 'A2', 'A2', 'A2', 'A2']
        >>> users.read("a2") is users.read(True) is users.read(9) is None
        True
        """
        match written:
            case bool():
                return None
            case int():
                return next((option for option in self.options if option.number == written), None)
            case str() if len(written) <= LONGEST_SPELLING:
                exact = next((option for option in self.options if option.id == written), None)
                plain = None if exact else plain_spelling(written)
                return exact or next((option for option in self.options if plain in option.spellings), None)
            case _:
                return None

    def refusal(self, written: object) -> str:
        """Return what to tell someone whose answer means no option of this axis."""
        return f"no option {shown(written)}; choose from {self.choices}"


def axes_by_name(axes: Iterable[Axis]) -> dict[str, Axis]:
    """Return axes by their ids and by their slugs."""
    return {name: axis for axis in axes for name in (axis.id, axis.slug)}


def no_such_axis(name: object, axes: Iterable[Axis]) -> str:
    """Return what to tell someone whose name means no axis."""
    named = axes_by_name(axes)
    offered = ", ".join(f"{axis.id} ({axis.slug})" for axis in dict.fromkeys(named.values()))
    return f"no such axis{nearest(name, named)}; the axes are {offered}"
