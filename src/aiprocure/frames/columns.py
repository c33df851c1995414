"""Which column of a frame answers which axis, and how its values are read."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs
import narwhals.stable.v2 as nw

from aiprocure.errors import InvalidAnswers, InvalidArgument, Problem, Text
from aiprocure.errors.messages import did_you_mean, expect, pointer, shown
from aiprocure.files.axis_headings import headings_of_axis
from aiprocure.frames.object_columns import NOT_TEXT
from aiprocure.frames.readable_columns import Frame, Kind, make_readable
from aiprocure.frames.whole_numbers import number_in_cell, whole_number
from aiprocure.model.axes import Axis, Option, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition

__all__ = ["AnswerColumn", "headings_found", "match_columns", "open_frame"]

_LONGEST_SHOWN = 40

Named: TypeAlias = list[tuple[str, str]]
"""The columns that are to answer an axis, each with the place where that is said."""


@attrs.frozen
class AnswerColumn:
    """A column that answers an axis. Its values are compared as the engine writes them as text."""

    axis: Axis
    name: str
    key: str
    """The name under which it can be read: another one where the engine gives the column's own name a meaning."""
    kind: Kind
    typed: bool = True
    """Whether the values have a type. The cells of a CSV file have none."""

    @property
    def written(self) -> nw.Expr:
        """What each row says, as text; null where it says nothing."""
        return nw.col(self.key).cast(nw.String)

    @property
    def blank_or_written(self) -> nw.Expr:
        """What each row says, as text; empty where it says nothing, whatever the engine makes of a null as text."""
        return nw.when(nw.col(self.key).is_null()).then(nw.lit("")).otherwise(self.written)

    def read(self, written: str) -> Option | None:
        """Return the option that a text of this column means, or None where it means none.

        Numbers that may have fractions are read where they are whole: pandas makes such numbers of whole ones beside
        a blank, and writes them so to CSV.
        """
        if self.kind == "number":
            return self.axis.read(whole_number(written))
        option = self.axis.read(written)
        return option if option or self.typed else self.axis.read(number_in_cell(written))

    def shown(self, written: str) -> str:
        """Return what a row says as an error message shows it; empty where it says nothing."""
        if not written or (self.kind == "number" and written.lower() == "nan"):
            return ""
        if self.kind == "number" or written.startswith(NOT_TEXT):
            return written.removeprefix(NOT_TEXT)[:_LONGEST_SHOWN]
        return shown(written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…")


def open_frame(frame: object) -> Frame:
    """Return a frame of any engine as narwhals sees it. Raises :class:`InvalidArgument` for anything else."""
    try:
        known = nw.from_native(frame, pass_through=True)
    except nw.exceptions.NarwhalsError as error:
        raise InvalidAnswers(Problem.of("columns-alike", what=shown(str(error)))) from None
    if not isinstance(known, nw.DataFrame | nw.LazyFrame):
        raise InvalidArgument(Problem.of("not-a-frame", type=type(frame).__qualname__))
    names = known.collect_schema().names()
    if known.implementation.is_duckdb() and "*" in names:  # DuckDB takes it for every column, wherever it is named
        raise InvalidAnswers(Problem.of("column-called-star"))
    if known.implementation.is_ibis() and "" in names:  # its engines have no such names
        raise InvalidAnswers(Problem.of("column-without-name"))
    if any(isinstance(name, tuple) for name in names):
        raise InvalidArgument(Problem.of("columns-of-several-levels"))
    return known


def match_columns(
    frame: Frame,
    edition: Edition,
    columns: Mapping[str, str] | None,
    added: tuple[str, ...] = (),
    *,
    typed: bool = True,
) -> tuple[Frame, tuple[AnswerColumn, ...]]:
    """Return the column that answers each axis, in the order of the axes: the one named for it, or else by its name.

    A column that is named for an axis answers no other. The frame comes back with what is needed to read them.
    Raises :class:`InvalidAnswers` with everything wrong with them, and with names to be added that are taken.
    """
    schema = frame.collect_schema()
    problems = _taken(schema, added)
    named = _named({} if columns is None else columns, edition, problems)
    spare = [name for name in schema if all(name != chosen for names in named.values() for _, chosen in names)]
    named = {axis: names or _found(spare, axis) for axis, names in named.items()}
    answering: dict[str, AnswerColumn] = {}
    for axis, names in named.items():
        if len(names) != 1:
            problems.append(_not_one(axis, names))
            continue
        [(where, asked)] = names
        name = _present(asked, schema)
        if name is None or name in answering:
            problems.append(_unusable(where, asked, schema, answering.get(str(name))))
            continue
        readable = make_readable(frame, name, axis)
        if readable.kind is None:
            problems.append(Problem.of("column-of-another-type", where, value=name, type=readable.type))
            continue
        frame = readable.frame
        answering[name] = AnswerColumn(axis, name, readable.key, readable.kind, typed)
    if problems:
        raise InvalidAnswers(problems)
    return frame, tuple(answering.values())


def _named(columns: Mapping[str, str], edition: Edition, problems: list[Problem]) -> dict[Axis, Named]:
    """Return the columns that the caller named for each axis."""
    expect(Mapping, columns)
    known = axes_by_name(edition.axes)
    named: dict[Axis, Named] = {axis: [] for axis in edition.axes}
    for name, column in columns.items():
        where = pointer("columns", name)
        if axis := known.get(name):
            named[axis].append((where, column))
        else:
            problems.append(no_such_axis(name, edition.axes, where))
    return named


def _found(present: Iterable[object], axis: Axis) -> Named:
    """Return the columns that answer an axis by their headings, each with its place."""
    return [(pointer(name), name) for name in headings_of_axis(present, axis)]


def headings_found(headings: Iterable[object], edition: Edition) -> int:
    """Return how many axes have a column among some headings."""
    present = list(headings)
    return sum(bool(_found(present, axis)) for axis in edition.axes)


def _present(asked: object, schema: Mapping[str, object]) -> str | None:
    """Return the column of a name: exactly that one, or the only one whose characters are composed otherwise."""
    if not isinstance(asked, str):
        return None
    if asked in schema:
        return asked
    composed = unicodedata.normalize("NFC", asked)
    present: Iterable[object] = schema  # pandas calls columns by anything
    names = [name for name in present if isinstance(name, str)]
    alike = [name for name in names if unicodedata.normalize("NFC", name) == composed]
    return alike[0] if len(alike) == 1 else None


def _not_one(axis: Axis, names: Named) -> Problem:
    where = pointer(axis.id)
    if not names:
        return Problem.of("column-missing", where, axis=axis.id, slug=axis.slug, name=axis.text)
    listed = [shown(name) for _, name in names]
    return Problem.of("columns-for-one-axis", where, axis=axis.id, names=Text("、".join(listed), " and ".join(listed)))


def _unusable(where: str, asked: object, schema: Mapping[str, object], answers: AnswerColumn | None) -> Problem:
    """Return why a column that was named cannot answer an axis."""
    if answers is not None:
        return Problem.of("column-named-twice", where, value=asked, axis=answers.axis.id)
    present: Iterable[object] = schema  # pandas calls columns by anything
    names = [name for name in present if isinstance(name, str)]
    return Problem.of("no-such-column", where, value=asked, hint=did_you_mean(asked, names))


def _taken(schema: Mapping[str, object], added: tuple[str, ...]) -> list[Problem]:
    """Return a problem for each name to be added that is there. To some engines ``Rule`` and ``rule`` are one name."""
    new = {name.casefold() for name in added}
    return [Problem.of("column-taken", pointer(name), value=name) for name in schema if str(name).casefold() in new]
