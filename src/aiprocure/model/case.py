"""A case file: one project, and what an officer answers about it, as written."""

from collections.abc import Iterable, Mapping
from typing import NewType

import attrs

from aiprocure.model.edition import EditionId

__all__ = ["LARGEST_DETAIL", "Case", "Detail", "Project", "WrittenAnswer", "WrittenAnswers"]

LARGEST_DETAIL = 10**18
"""A number in a detail is nearer to zero than this."""
Detail = NewType("Detail", str)
"""A text, number, date, truth value, or list of these, as text."""


@attrs.frozen
class Project:
    """What a case is about: its title, and whatever else describes it, in the order of the file."""

    title: Detail
    details: tuple[tuple[str, Detail], ...] = ()

    def __str__(self) -> str:
        return self.title

    def detail(self, name: str) -> Detail | None:
        """Return the detail that has a name, or None where nothing is said."""
        return dict(self.details).get(name)


@attrs.frozen
class WrittenAnswer:
    """An option, in any spelling, and the reason for it where one is given."""

    option: str | int
    reason: str | None = None


def _pairs(
    by_axis: Mapping[str, WrittenAnswer] | Iterable[tuple[str, WrittenAnswer]],
) -> tuple[tuple[str, WrittenAnswer], ...]:
    return tuple(sorted(dict(by_axis).items()))


@attrs.frozen
class WrittenAnswers:
    """Answers as they are written: by the id or slug of an axis. Whether they mean anything, an edition tells."""

    by_axis: tuple[tuple[str, WrittenAnswer], ...] = attrs.field(converter=_pairs)

    @property
    def options(self) -> dict[str, str | int]:
        """The options alone, as :meth:`Edition.answers` takes them."""
        return {axis: answer.option for axis, answer in self.by_axis}

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons alone, for the axes that have one."""
        return {axis: answer.reason for axis, answer in self.by_axis if answer.reason is not None}


@attrs.frozen
class Case:
    """One project, the edition it is judged by, and the answers."""

    edition: EditionId
    project: Project
    answers: WrittenAnswers
