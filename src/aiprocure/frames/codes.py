"""The rows of a frame, numbered by the combination of answers that each of them gives."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from math import prod
from operator import add
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from aiprocure.errors import InvalidAnswers, Problem
from aiprocure.errors.messages import pointer, unworded
from aiprocure.frames.columns import AnswerColumn, Frame
from aiprocure.model.axes import Axis

__all__ = ["MOST_SHOWN", "MOST_SPELLINGS", "BadValues", "CodedRows", "bad_values", "code_rows", "stacked", "strides_of"]

MOST_SPELLINGS = 100_000
MOST_SHOWN = 5


@attrs.frozen
class CodedRows:
    """A frame with a column ``code``: which combination, in the order of ``Grid``; below 0 where a value is bad."""

    frame: Frame
    code: str
    columns: tuple[AnswerColumn, ...]
    spellings: tuple[Mapping[str, int], ...]
    """For each column, the texts that mean an option, and what each adds to the code."""
    complete: bool
    """Whether every row gives a combination."""


@attrs.frozen
class BadValues:
    """The rows of a column that mean no option of its axis: how many, and the first of them."""

    column: AnswerColumn
    rows: int
    first: tuple[tuple[str, int], ...]
    """What they say, and the number of the row: its position, counted from 0, unless ``where`` says otherwise."""
    where: str = "at position"
    """What the numbers count; empty where the engine keeps rows in no order, and they mean nothing."""

    @property
    def problem(self) -> Problem:
        """What to tell someone whose column this is."""
        axis = self.column.axis
        said = [self._said(written, number) for written, number in self.first[:MOST_SHOWN]]
        more = ", …" if self.rows > len(said) else ""
        rows = "1 row means" if self.rows == 1 else f"{self.rows} rows mean"
        offered = ", ".join(map(str, axis.choices))
        what = f"{rows} no option of axis {axis.id}: {', '.join(said)}{more}; choose from {offered}"
        return unworded(pointer(self.column.name), what)

    def _said(self, written: str, number: int) -> str:
        value = self.column.shown(written)
        return f"{value} {self.where} {number}" if self.where else value


def strides_of(axes: tuple[Axis, ...]) -> tuple[int, ...]:
    """Return how far apart, for each axis, the combinations are that differ by one option: the last axis is fastest."""
    return tuple(prod(len(axis.options) for axis in axes[n + 1 :]) for n in range(len(axes)))


def code_rows(frame: Frame, columns: tuple[AnswerColumn, ...]) -> CodedRows:
    """Return a frame's rows, coded.

    The usual spellings are known beforehand. What else is written is asked of the engine, once: the distinct values of
    the rows that the usual spellings leave unread. Nothing else is computed where the engine is lazy.

    Raises :class:`InvalidAnswers` where there are more than :data:`MOST_SPELLINGS` of these: no column of answers.
    """
    code = nw.generate_temporary_column_name(8, frame.collect_schema().names())
    spellings = tuple(_read(column, _usual(column), columns) for column in columns)
    coded = _with_code(frame, code, columns, spellings)
    unread = _unread(coded, code, columns)
    if not any(unread):
        return CodedRows(coded, code, columns, spellings, complete=True)
    found = [_read(column, texts, columns) for column, texts in zip(columns, unread, strict=True)]
    spellings = tuple({**usual, **others} for usual, others in zip(spellings, found, strict=True))
    complete = all(texts <= known.keys() for texts, known in zip(unread, spellings, strict=True))
    return CodedRows(_with_code(frame, code, columns, spellings), code, columns, spellings, complete=complete)


def _usual(column: AnswerColumn) -> set[str]:
    """The texts that a column is likely to hold: a whole number is ``1.0`` where it may have a fraction."""
    options = column.axis.options
    if column.dtype.is_numeric():
        return {text for option in options for text in (str(option.number), f"{option.number}.0")}
    return {text for option in options for text in (option.id, str(option.number), option.mark, option.slug)}


def _read(column: AnswerColumn, texts: set[str], columns: tuple[AnswerColumn, ...]) -> dict[str, int]:
    """Return what each text that means an option adds to the code."""
    axes = tuple(other.axis for other in columns)
    stride = strides_of(axes)[axes.index(column.axis)]
    read = ((text, column.read(text)) for text in texts)
    return {text: column.axis.options.index(option) * stride for text, option in read if option}


def _with_code(
    frame: Frame, code: str, columns: tuple[AnswerColumn, ...], spellings: tuple[Mapping[str, int], ...]
) -> Frame:
    amiss = -prod(len(column.axis.options) for column in columns)  # no sum with this in it comes to 0
    parts = (
        column.written.replace_strict(list(known), list(known.values()), default=amiss, return_dtype=nw.Int64)
        for column, known in zip(columns, spellings, strict=True)
    )
    return frame.with_columns(reduce(add, parts).alias(code))


def _unread(coded: Frame, code: str, columns: tuple[AnswerColumn, ...]) -> list[set[str]]:
    """Return, for each column, what it says in the rows without a code."""
    rows = coded.filter(nw.col(code) < 0)
    said_in = (rows.select(n=nw.lit(n, nw.Int64), text=columns[n].blank_or_written) for n in range(len(columns)))
    values = stacked(said_in).group_by("n", "text").agg(nw.len())
    said = _rows_of(values.select("n", "text").head(MOST_SPELLINGS + 1))
    if len(said) > MOST_SPELLINGS:
        what = f"more than {MOST_SPELLINGS} different values that are no usual answers; name the columns of answers"
        raise InvalidAnswers([unworded("/columns", what)])
    return [{text for column, text in said if column == n} for n in range(len(columns))]


def stacked(parts: Iterable[Frame]) -> Frame:
    """Return frames with the same columns as one: unpivot, as narwhals has it, knows but one connection to DuckDB."""
    frames: list[Any] = list(parts)
    result: Frame = nw.concat(frames)
    return result


def bad_values(rows: CodedRows) -> tuple[BadValues, ...]:
    """Return, for each column that has any, the rows that mean no option. It computes them."""
    position = nw.generate_temporary_column_name(8, rows.frame.collect_schema().names())
    frame, ordered = _numbered(rows.frame, position)
    texts = {f"column{n}": column.blank_or_written for n, column in enumerate(rows.columns)}
    picked = {"position": nw.col(position)} if ordered else {}
    frame = frame.filter(nw.col(rows.code) < 0).select(**texts, **picked)
    return tuple(_bad_values_of(frame, rows, n, ordered=ordered) for n in _amiss(frame, rows))


def _numbered(frame: Frame, position: str) -> tuple[Frame, bool]:
    """Return a frame with the positions of its rows, and whether the engine has any: Polars does even when lazy."""
    if frame.implementation.is_polars():
        native: Any = frame.to_native()
        return nw.from_native(native.with_row_index(position)), True
    if isinstance(frame, nw.DataFrame):
        return frame.with_row_index(position), True
    return frame, False


def _amiss(frame: Frame, rows: CodedRows) -> Iterator[int]:
    """Give the numbers of the columns that hold bad values."""
    some = frame.select(**{f"column{n}": _is_bad(rows, n).any() for n in range(len(rows.columns))})
    [values] = _rows_of(some)
    return (n for n, value in enumerate(values) if value)


def _bad_values_of(frame: Frame, rows: CodedRows, n: int, *, ordered: bool) -> BadValues:
    bad = frame.filter(_is_bad(rows, n))
    [(count,)] = _rows_of(bad.select(nw.len()))
    first = _rows_of(bad.select(f"column{n}", *(["position"] if ordered else [])).head(MOST_SHOWN))
    if not ordered:
        return BadValues(rows.columns[n], count, tuple((written, 0) for (written,) in first), where="")
    return BadValues(rows.columns[n], count, tuple((written, position) for written, position in first))


def _is_bad(rows: CodedRows, n: int) -> nw.Expr:
    return ~nw.col(f"column{n}").is_in(list(rows.spellings[n]))


def _rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    return (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).rows()
