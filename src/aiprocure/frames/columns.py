"""Which column of a frame answers which axis, and how its values are read."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from aiprocure.errors import InvalidAnswers, InvalidArgument, Problem
from aiprocure.errors.messages import expect, nearest, pointer, shown, unworded
from aiprocure.model.axes import Axis, Option, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition

__all__ = ["AnswerColumn", "Frame", "match_columns", "opened"]

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]

_TEXT = (nw.String, nw.Categorical, nw.Enum, nw.Unknown)  # Unknown: a column of nothing but nulls


@attrs.frozen
class AnswerColumn:
    """A column that answers an axis. Its values are compared as the engine writes them as text."""

    axis: Axis
    name: str
    dtype: nw.dtypes.DType

    @property
    def written(self) -> nw.Expr:
        """What each row says, as text; null where it says nothing."""
        return nw.col(self.name).cast(nw.String)

    @property
    def blank_or_written(self) -> nw.Expr:
        """What each row says, as text; empty where it says nothing, whatever the engine makes text of that."""
        return nw.when(nw.col(self.name).is_null()).then(nw.lit("")).otherwise(self.written)

    def read(self, written: str) -> Option | None:
        """Return the option that a text of this column means, or None where it means none.

        Numbers that may have fractions are read where they are whole: pandas makes such numbers of whole ones beside
        a blank.
        """
        if self.dtype.is_float() or self.dtype.is_decimal():
            number = float(written or "nan")
            return self.axis.read(int(number)) if number.is_integer() else None
        return self.axis.read(written)

    def shown(self, written: str) -> str:
        """Return what a row says as an error message shows it."""
        if not written or (self.dtype.is_float() and written.lower() == "nan"):
            return "not answered"
        return written if self.dtype.is_numeric() else shown(written)


def opened(frame: object) -> Frame:
    """Return a frame of any engine as narwhals sees it, or raise :class:`InvalidArgument` where it is none."""
    try:
        known = nw.from_native(frame, pass_through=True)
    except nw.exceptions.NarwhalsError as error:
        raise InvalidAnswers(
            [unworded("", f"a frame whose columns cannot be told apart: {shown(str(error))}")]
        ) from None
    if isinstance(known, nw.DataFrame | nw.LazyFrame):
        return known
    engines = "pandas, Polars, PyArrow, DuckDB, Ibis, Dask or PySpark"
    raise InvalidArgument(f"expected a frame of {engines}, not a value of type {type(frame).__qualname__}")


def match_columns(
    frame: Frame, edition: Edition, columns: Mapping[str, str] | None, added: tuple[str, ...] = ()
) -> tuple[AnswerColumn, ...]:
    """Return the column that answers each axis, in the order of the axes: the one named for it, or else named like it.

    A column that is named for an axis answers no other.
    Raises :class:`InvalidAnswers` with everything wrong with them, and with names to be added that are taken.
    """
    schema = frame.collect_schema()
    if any(isinstance(name, tuple) for name in schema):
        raise InvalidArgument("a frame whose columns have several levels; give each of them one name")
    problems = _taken(schema, added)
    named = _named({} if columns is None else columns, edition, problems)
    spare = [name for name in schema if all(name != chosen for names in named.values() for _, chosen in names)]
    named = {axis: names or _found(spare, axis) for axis, names in named.items()}
    answering: dict[str, AnswerColumn] = {}
    for axis, names in named.items():
        if len(names) != 1:
            problems.append(_not_one(axis, names))
            continue
        [(where, name)] = names
        if what := _refusal(name, schema, frame, answering):
            problems.append(unworded(where, what))
        else:
            answering[name] = AnswerColumn(axis, name, schema[name])
    if problems:
        raise InvalidAnswers(problems)
    return tuple(answering.values())


def _found(present: list[str], axis: Axis) -> list[tuple[str, str]]:
    return [(pointer(name), name) for name in present if name in (axis.id, axis.slug)]


def _named(columns: Mapping[str, str], edition: Edition, problems: list[Problem]) -> dict[Axis, list[tuple[str, str]]]:
    expect(Mapping, columns)
    known = axes_by_name(edition.axes)
    named: dict[Axis, list[tuple[str, str]]] = {axis: [] for axis in edition.axes}
    for name, column in columns.items():
        where = pointer("columns", name)
        if axis := known.get(name):
            named[axis].append((where, column))
        else:
            problems.append(no_such_axis(name, edition.axes, where))
    return named


def _not_one(axis: Axis, names: list[tuple[str, str]]) -> Problem:
    how = f"in columns (at the shell: --column {axis.id}=...)"
    if names:
        both = " and ".join(shown(name) for _, name in names)
        return unworded(pointer(axis.id), f"two columns, {both}; name the one that answers it {how}")
    return unworded(
        pointer(axis.id), f"no column is called {axis.id} or {axis.slug}; name the one that answers it {how}"
    )


def _refusal(
    name: object, schema: Mapping[str, nw.dtypes.DType], frame: Frame, answering: Mapping[str, AnswerColumn]
) -> str | None:
    """Return why a column cannot answer an axis, or nothing."""
    if not isinstance(name, str) or name not in schema:
        present: Iterable[object] = schema  # pandas calls columns by anything
        return f"no column {shown(name)}{nearest(name, (each for each in present if isinstance(each, str)))}"
    if name in answering:
        return f"the column {shown(name)} answers axis {answering[name].axis.id} already"
    dtype = schema[name]
    mixed = dtype == nw.Object and (frame.implementation.is_pandas_like() or frame.implementation.is_dask())
    if not (dtype in _TEXT or dtype.is_numeric() or mixed):
        return f"the column {shown(name)} is of type {dtype}; expected text or whole numbers"
    return None


def _taken(schema: Mapping[str, nw.dtypes.DType], added: tuple[str, ...]) -> list[Problem]:
    """Some engines do not tell capital letters from small ones, so neither is done here."""
    new = {name.casefold() for name in added}
    what = "a column of this name is there already; give what is added a prefix (at the shell: --prefix)"
    return [unworded(pointer(name), what) for name in schema if str(name).casefold() in new]
