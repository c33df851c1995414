"""The answers of an officer: all of them, or those known so far."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import attrs

from aiprocure.errors import Choice, InvalidAnswers, Problem
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis, AxisId, Option, OptionId, axes_by_name, no_such_axis
from aiprocure.model.pairs import sorted_pairs
from aiprocure.model.representation import in_both_languages, rich_repr

__all__ = [
    "MOST_ANSWERS",
    "AnswerTable",
    "Answers",
    "PartialAnswers",
    "read_answers",
    "read_partial_answers",
    "require_answers_to",
]

MOST_ANSWERS = 1_000
"""How many axes may be named at once: far more than any edition has."""


def _choices(
    choices: Mapping[AxisId, OptionId] | Iterable[tuple[AxisId, OptionId]],
) -> tuple[tuple[AxisId, OptionId], ...]:
    return tuple((AxisId(str(axis)), OptionId(str(option))) for axis, option in sorted_pairs(choices))


@attrs.frozen(repr=False, eq=False)
class _Chosen(Mapping[str, OptionId]):
    """Options by the axes that they answer. Equal to every mapping with the same items."""

    choices: tuple[tuple[AxisId, OptionId], ...] = attrs.field(converter=_choices)
    axes: tuple[Axis, ...] = attrs.field(default=(), eq=False)
    """The axes that these are answers to; empty where they were read from plain data, and so know no edition."""

    def __getitem__(self, axis: str) -> OptionId:
        return dict[str, OptionId](self.choices)[axis]

    def __iter__(self) -> Iterator[str]:
        return (axis for axis, _ in self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def __eq__(self, other: object) -> bool:
        """Return whether a mapping has the same items: a dictionary can be equal, as to every other mapping."""
        if isinstance(other, _Chosen):
            return self.choices == other.choices
        return Mapping.__eq__(self, other)

    def __hash__(self) -> int:
        return hash(self.choices)

    __rich_repr__ = rich_repr


@attrs.frozen(repr=False, eq=False)
class Answers(_Chosen):
    """One option on every axis, as a mapping from axis id to option id. Made by :meth:`Edition.answers`.

    Equal to every mapping with the same items, a dictionary too; as a key, found by other answers only.

    >>> from aiprocure import editions
    >>> answers = editions.load("2025-05-27").answers(A="①", B=2, C="not-handled", D="D2")
    >>> answers
    <Answers A1 B2 C3 D2>
    >>> answers["C"], answers.but(C="①")["C"]
    ('C3', 'C1')
    """

    def __repr__(self) -> str:
        return f"<Answers {' '.join(self.values())}>"

    def but(self, /, **changes: object) -> "Answers":
        """Return these answers with some of them changed, written in any way that :meth:`Edition.answers` reads.

        Raises :class:`InvalidAnswers` where a change means no option, and where the answers were read from plain data
        and so know no edition: begin with ``edition.answers(**answers)``.
        """
        return read_answers(_required(self.axes, "answers"), {**_kept(self, self.axes, changes), **changes})


@attrs.frozen(repr=False, eq=False)
class PartialAnswers(_Chosen):
    """One option on some of the axes, or on none of them; the others are open. Made by :meth:`Edition.partial_answers`.

    An open axis is not an undecided one: 未定 is an answer.

    >>> from aiprocure import editions
    >>> partial = editions.load("2025-05-27").partial_answers(C=2)
    >>> partial, partial.but(B="②"), partial.without("C")
    (<PartialAnswers C2>, <PartialAnswers B2 C2>, <PartialAnswers none>)
    """

    def __repr__(self) -> str:
        return f"<PartialAnswers {' '.join(self.values()) or 'none'}>"

    def but(self, /, **changes: object) -> "PartialAnswers":
        """Return these answers with some of them changed or added. Raises as :meth:`Answers.but` does."""
        return read_partial_answers(
            _required(self.axes, "partial_answers"), {**_kept(self, self.axes, changes), **changes}
        )

    def without(self, *axes: str) -> "PartialAnswers":
        """Return these answers with some axes left open, each named by id or slug.

        Raises :class:`InvalidAnswers` for what names no axis.
        """
        named = axes_by_name(_required(self.axes, "partial_answers"))
        if strays := [axis for axis in axes if axis not in named]:
            raise InvalidAnswers(no_such_axis(stray, self.axes, pointer(stray)) for stray in strays)
        return read_partial_answers(self.axes, _kept(self, self.axes, axes))


@attrs.frozen(eq=False)
class AnswerTable:
    """The answers that some axes can be given, each made once, and found by how they are usually written.

    Each option weighs differently, each axis in digits of its own, so that the sum of what was chosen tells all of it:
    a look-up for each answer, and one for their sum. What is not found so is read with care.
    """

    axes: tuple[Axis, ...]
    weights: Mapping[str, Mapping[type, Mapping[object, int]]]
    """By the name of an axis, the type of what is written, and what is written. So True is not 1, nor is 1.0."""
    made: dict[int, Answers]
    """The answers made so far, by the sum of their weights."""

    @classmethod
    def over(cls, axes: tuple[Axis, ...]) -> "AnswerTable":
        """Return the table of the answers to some axes, with none made yet."""
        # Wide enough for two options of one axis, which may be named by its id and by its slug.
        digits = (2 * max((len(axis.options) for axis in axes), default=0)).bit_length()
        weights: dict[str, Mapping[type, Mapping[object, int]]] = {}
        for place, axis in enumerate(axes):
            ranks = {option.id: rank << digits * place for rank, option in enumerate(axis.options, 1)}
            meant = {word: axis.read(word) for word in _usual_words(axis)}
            words: dict[object, int] = {word: ranks[option.id] for word, option in meant.items() if option}
            words |= {option.id: ranks[option.id] for option in axis.options}
            numbers: dict[object, int] = {option.number: ranks[option.id] for option in axis.options}
            weights |= {name: {str: words, int: numbers} for name in (axis.id, axis.slug)}
        return cls(axes, weights, {})

    def read(self, written: Mapping[str, object]) -> Answers:
        """Return what :func:`read_answers` does, the same object for the same answers."""
        weights, total = self.weights, 0
        try:
            for name, option in written.items():
                total += weights[name][type(option)][option]
            # A name too many would be a sum of two options of one axis: it could be any sum.
            if len(written) == len(self.axes):
                return self.made[total]
        except (KeyError, TypeError):  # an unusual spelling, something that cannot be a key, or the first time
            pass
        answers = read_answers(self.axes, written)
        total = sum(weights[axis][str][option] for axis, option in answers.choices)
        return self.made.setdefault(total, answers)


def _usual_words(axis: Axis) -> Iterator[str]:
    """Yield the plain spellings of every option, and what a form or a document shows of it."""
    yield from axis.spellings
    for option in axis.options:
        yield from (f"{axis.id}{option.mark}", option.mark, option.slug, option.text.ja, option.text.en or "")


def read_answers(axes: tuple[Axis, ...], written: Mapping[str, object]) -> Answers:
    """Return the answers that a mapping from axis (id or slug) to option (any spelling) means.

    Raises :class:`InvalidAnswers` with one problem for each axis that is missing, unknown, answered twice, or
    answered with something that is none of its options.
    """
    choices, problems = _read(axes, written)
    problems += [
        Problem.of("axis-missing", pointer(axis.id), expected=axis.choices, axis=in_both_languages(axis))
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


def require_answers_to(axes: tuple[Axis, ...], answers: object, kind: type[Answers | PartialAnswers]) -> None:
    """Raise :class:`InvalidAnswers` unless answers were made for these axes, or for ones that mean the same.

    Axes mean the same where they, and their options, have the same ids, marks, slugs and Japanese words.
    """
    if not isinstance(answers, kind):
        raise InvalidAnswers(Problem.of("wrong-type", value=answers, expected=[Choice(kind.__name__)]))
    if answers.axes is axes:
        return
    method = "answers" if kind is Answers else "partial_answers"
    if _meaning(_required(answers.axes, method)) != _meaning(axes):
        raise InvalidAnswers(Problem.of("answers-of-another-edition", method=method))


def _meaning(axes: tuple[Axis, ...]) -> list[object]:
    """What answers to some axes are understood by."""
    return [
        (axis.id, axis.slug, axis.text.ja, [(o.id, o.mark, o.slug, o.text.ja) for o in axis.options]) for axis in axes
    ]


def _read(axes: tuple[Axis, ...], written: Mapping[str, object]) -> tuple[dict[AxisId, OptionId], list[Problem]]:
    """The options chosen, by axis, and every problem but for axes that are missing."""
    if len(written) > MOST_ANSWERS:
        what = Text("回答", "answers")
        raise InvalidAnswers(Problem.of("too-many", what=what, count=len(written), most=MOST_ANSWERS))
    named = axes_by_name(axes)
    problems: list[Problem] = []
    chosen: dict[AxisId, Option | None] = {}
    for name, value in written.items():
        axis = named.get(name)
        if axis is None:
            problems.append(no_such_axis(name, axes, pointer(name)))
        elif axis.id in chosen:
            twice = Problem.of("answered-twice", pointer(name), value=value, axis=in_both_languages(axis), id=axis.id)
            problems.append(twice)
        else:
            chosen[axis.id] = option = axis.read(value)
            if option is None:
                problems.append(axis.refusal(value, pointer(name)))
    return {axis: option.id for axis, option in chosen.items() if option}, problems


def _untouched(axes: tuple[Axis, ...], names: Collection[str]) -> list[Axis]:
    return [axis for axis in axes if axis.id not in names and axis.slug not in names]


def _kept(answers: Mapping[str, OptionId], axes: tuple[Axis, ...], names: Collection[str]) -> dict[str, object]:
    """The answers on the axes that are not named."""
    return {axis.id: answers[axis.id] for axis in _untouched(axes, names) if axis.id in answers}


def _required(axes: tuple[Axis, ...], method: str) -> tuple[Axis, ...]:
    """The axes that answers know, or a refusal that says how they come to know them."""
    if not axes:
        raise InvalidAnswers(Problem.of("answers-without-edition", method=method))
    return axes
