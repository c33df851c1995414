"""What an officer answers."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from aiprocure.errors import InvalidAnswers, Problem
from aiprocure.errors.messages import pointer, unworded
from aiprocure.model.axes import Axis, AxisId, OptionId, axes_by_name, no_such_axis

__all__ = ["Answers", "PartialAnswers", "read_answers", "read_partial_answers"]


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
        return read_answers(_known(self._axes, "answers"), {**_kept(self, self._axes, changes), **changes})


@attrs.frozen(repr=False)
class PartialAnswers(Mapping[str, OptionId]):
    """One option on some of the axes, or on none of them; the others are open. Made by :meth:`Edition.partial_answers`.

    An open axis is not an undecided one: 未定 is an answer.

    >>> from aiprocure import editions
    >>> partial = editions.load("2025-05-27").partial_answers(C=2)
    >>> partial, partial.but(B="②"), partial.without("C")
    (<PartialAnswers C2>, <PartialAnswers B2 C2>, <PartialAnswers none>)
    """

    choices: tuple[tuple[AxisId, OptionId], ...] = attrs.field(converter=_pairs)
    _axes: tuple[Axis, ...] = attrs.field(default=(), eq=False)

    def __getitem__(self, axis: str) -> OptionId:
        return dict[str, OptionId](self.choices)[axis]

    def __iter__(self) -> Iterator[str]:
        return (axis for axis, _ in self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def __repr__(self) -> str:
        return f"<PartialAnswers {' '.join(self.values()) or 'none'}>"

    def but(self, /, **changes: object) -> "PartialAnswers":
        """Return these answers with some of them changed or added. Raises as :meth:`Answers.but` does."""
        return read_partial_answers(
            _known(self._axes, "partial_answers"), {**_kept(self, self._axes, changes), **changes}
        )

    def without(self, *axes: str) -> "PartialAnswers":
        """Return these answers with some axes left open, each named by id or slug.

        Raises :class:`InvalidAnswers` for what names no axis.
        """
        named = axes_by_name(_known(self._axes, "partial_answers"))
        if strays := [axis for axis in axes if axis not in named]:
            raise InvalidAnswers(_no_axis(stray, self._axes) for stray in strays)
        return read_partial_answers(self._axes, _kept(self, self._axes, axes))


def read_answers(axes: tuple[Axis, ...], written: Mapping[str, object]) -> Answers:
    """Return the answers that a mapping from axis (id or slug) to option (any spelling) means.

    Raises :class:`InvalidAnswers` with one problem for each axis that is missing, unknown, answered twice, or
    answered with something that is none of its options.
    """
    choices, problems = _read(axes, written)
    problems += [
        unworded(pointer(axis.id), f"not answered; choose from {axis.choices}")
        for axis in _untouched(axes, written.keys())
    ]
    if problems:
        raise InvalidAnswers(problems)
    return Answers(choices, axes)


def read_partial_answers(axes: tuple[Axis, ...], written: Mapping[str, object]) -> PartialAnswers:
    """Return the partial answers that such a mapping means; axes may be missing. Raises as :func:`read_answers`."""
    choices, problems = _read(axes, written)
    if problems:
        raise InvalidAnswers(problems)
    return PartialAnswers(choices, axes)


def _read(axes: tuple[Axis, ...], written: Mapping[str, object]) -> tuple[dict[AxisId, OptionId], list[Problem]]:
    named = axes_by_name(axes)
    problems: list[Problem] = []
    choices: dict[AxisId, OptionId] = {}
    answered: set[AxisId] = set()
    for name, value in written.items():
        axis = named.get(name)
        if axis is None:
            problems.append(_no_axis(name, axes))
        elif axis.id in answered:
            problems.append(unworded(pointer(name), f"axis {axis.id} is answered twice"))
        elif (option := axis.read(value)) is None:
            problems.append(unworded(pointer(name), axis.refusal(value)))
        else:
            choices[axis.id] = option.id
        if axis is not None:
            answered.add(axis.id)
    return choices, problems


def _no_axis(name: object, axes: tuple[Axis, ...]) -> Problem:
    return unworded(pointer(name), no_such_axis(name, axes))


def _untouched(axes: tuple[Axis, ...], names: Collection[str]) -> list[Axis]:
    return [axis for axis in axes if axis.id not in names and axis.slug not in names]


def _kept(answers: Mapping[str, OptionId], axes: tuple[Axis, ...], names: Collection[str]) -> dict[str, object]:
    return {axis.id: answers[axis.id] for axis in _untouched(axes, names) if axis.id in answers}


def _known(axes: tuple[Axis, ...], maker: str) -> tuple[Axis, ...]:
    if not axes:
        raise InvalidAnswers([unworded("", f"these answers know no edition; begin with edition.{maker}(**answers)")])
    return axes
