"""What an officer answers."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from aiprocure.errors import InvalidAnswers, Problem
from aiprocure.model.axes import Axis, AxisId, OptionId
from aiprocure.wording import nearest, place

__all__ = ["Answers", "read_answers"]


def _pairs(
    choices: Mapping[AxisId, OptionId] | Iterable[tuple[AxisId, OptionId]],
) -> tuple[tuple[AxisId, OptionId], ...]:
    return tuple(sorted((AxisId(str(axis)), OptionId(str(option))) for axis, option in dict(choices).items()))


@attrs.frozen(repr=False)
class Answers(Mapping[str, OptionId]):
    """One option on every axis, as a mapping from axis id to option id. Made by :meth:`Edition.answers`.

    >>> from aiprocure import editions
    >>> answers = editions.load("2025-05-27").answers(A="①", B=2, C="not-handled", D="D2")
    >>> answers
    <Answers A1 B2 C3 D2>
    >>> answers["C"], answers.but(C="①")["C"]
    ('C3', 'C1')
    """

    choices: tuple[tuple[AxisId, OptionId], ...] = attrs.field(converter=_pairs)
    _axes: tuple[Axis, ...] = attrs.field(default=(), eq=False)
    key: str = attrs.field(init=False, eq=False)
    """These answers as one word that no other answers share: a dictionary finds it fast."""

    @key.default
    def _key(self) -> str:
        return repr(self.choices)

    def __getitem__(self, axis: str) -> OptionId:
        return dict[str, OptionId](self.choices)[axis]

    def __iter__(self) -> Iterator[str]:
        return (axis for axis, _ in self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def __repr__(self) -> str:
        return f"<Answers {' '.join(self.values())}>"

    def but(self, /, **changes: object) -> "Answers":
        """Return these answers with some of them changed, written in any way that :meth:`Edition.answers` reads.

        Raises :class:`InvalidAnswers` where a change means no option, and where the answers came from plain data
        and so know no options yet: ``edition.answers(**answers)`` gives them theirs.
        """
        if not self._axes:
            raise InvalidAnswers([Problem("", "these answers know no edition; begin with edition.answers(**answers)")])
        kept: dict[str, object] = {
            axis.id: self[axis.id] for axis in self._axes if not {axis.id, axis.slug} & changes.keys()
        }
        return read_answers(self._axes, {**kept, **changes})


def read_answers(axes: tuple[Axis, ...], written: Mapping[str, object]) -> Answers:
    """Return the answers that a mapping from axis (id or slug) to option (any spelling) means.

    Raises :class:`InvalidAnswers` with one problem for each axis that is missing, unknown, answered twice, or
    answered with something that is none of its options.
    """
    named = {name: axis for axis in axes for name in (axis.id, axis.slug)}
    offered = ", ".join(f"{axis.id} ({axis.slug})" for axis in axes)
    problems: list[Problem] = []
    choices: dict[AxisId, OptionId] = {}
    answered: set[AxisId] = set()
    for name, value in written.items():
        axis = named.get(name)
        if axis is None:
            problems.append(Problem(place(name), f"no such axis{nearest(name, named)}; the axes are {offered}"))
        elif axis.id in answered:
            problems.append(Problem(place(name), f"axis {axis.id} is answered twice"))
        elif (option := axis.read(value)) is None:
            problems.append(Problem(place(name), axis.refusal(value)))
        else:
            choices[axis.id] = option.id
        if axis is not None:
            answered.add(axis.id)
    problems += [
        Problem(axis.id, f"not answered; choose from {axis.choices}") for axis in axes if axis.id not in answered
    ]
    if problems:
        raise InvalidAnswers(problems)
    return Answers(choices, axes)
