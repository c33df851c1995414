"""The rows of a frame, numbered by the combination of answers that each of them gives."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from math import prod
from operator import add
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from aiprocure.errors import Choice, InvalidAnswers, Problem, Text
from aiprocure.errors.messages import pointer
from aiprocure.frames.columns import AnswerColumn
from aiprocure.frames.polars_codes import code_expression
from aiprocure.frames.readable_columns import Frame
from aiprocure.model.axes import Axis

__all__ = [
    "MOST_SHOWN",
    "MOST_SPELLINGS",
    "BadValues",
    "CodedRows",
    "Spellings",
    "code_rows",
    "find_bad_values",
    "stack_frames",
    "strides_of",
]

MOST_SPELLINGS = 10_000
MOST_SHOWN = 5
_IN_FRAME = Text("{n}件目", "in row {n}")

Spellings = tuple[Mapping[str, int], ...]
"""For each column, the texts that mean an option, and what each adds to the number of the combination."""


@attrs.frozen
class CodedRows:
    """A frame with a column ``code``: the number of the row's combination, the last axis fastest.

    Where a value means no option it is null in Polars, and below 0 in every other engine: most have no whole numbers
    that may be null.
    """

    frame: Frame
    code: str
    columns: tuple[AnswerColumn, ...]
    spellings: Spellings
    complete: bool
    """Whether every row gives a combination."""

    @property
    def is_bad(self) -> nw.Expr:
        """Whether a row gives no combination."""
        code = nw.col(self.code)
        return code.is_null() if self.frame.implementation.is_polars() else code < 0

    @property
    def read(self) -> tuple[str, ...]:
        """The code and the columns that it comes from, and no others: not every engine can filter all of its types."""
        return self.code, *(column.key for column in self.columns)

    @property
    def helpers(self) -> tuple[str, ...]:
        """The columns that are there for the computation alone."""
        return self.code, *(column.key for column in self.columns if column.key != column.name)


@attrs.frozen
class BadValues:
    """The rows of a column that mean no option of its axis: how many, and the first of them."""

    column: AnswerColumn
    rows: int
    first: tuple[tuple[str, int | None], ...]
    """What they say, and the number of the row; None where the engine keeps rows in no order."""
    counted: Text = _IN_FRAME
    """What the numbers count, from 1: the rows of a frame, or those of a file, its header among them."""

    @property
    def problem(self) -> Problem:
        """The problem for whoever the column belongs to."""
        axis = self.column.axis
        problem = Problem.of(
            "no-option-in-rows",
            pointer(self.column.name),
            expected=[Choice(option.id, option.mark) for option in axis.options],
            axis=axis.id,
            count=self.rows,
            rows=Text(f"{self.rows}件", "1 row" if self.rows == 1 else f"{self.rows} rows"),
            found=self._found(),
        )
        said = (self.column.shown(written) for written, _ in self.first)
        return attrs.evolve(problem, value=next(filter(None, said), ""))  # shown already

    def _found(self) -> Text:
        """Return the first values, and where they are."""
        said = [self._said(written, number) for written, number in self.first[:MOST_SHOWN]]
        more = self.rows > len(said)
        ja, en = "、".join(each.ja for each in said), ", ".join(each.in_language("en") for each in said)
        return Text(f"{ja}など" if more else ja, f"{en}, …" if more else en)

    def _said(self, written: str, number: int | None) -> Text:
        value = self.column.shown(written)
        ja, en = value or "空欄", value or "not answered"
        if number is None:
            return Text(ja, en)
        at_ja, at_en = (self.counted.in_language(language).replace("{n}", str(number)) for language in ("ja", "en"))
        return Text(f"{at_ja}の {ja}" if value else f"{at_ja}の{ja}", f"{en} {at_en}")


def strides_of(axes: tuple[Axis, ...]) -> tuple[int, ...]:
    """Return how far apart, for each axis, the combinations are that differ by one option: the last axis is fastest."""
    return tuple(prod(len(axis.options) for axis in axes[n + 1 :]) for n in range(len(axes)))


def code_rows(frame: Frame, columns: tuple[AnswerColumn, ...]) -> CodedRows:
    """Return a frame's rows, coded.

    The usual spellings are known beforehand. The engine is asked once for the others: the distinct values of the rows
    that the usual spellings leave unread. Nothing else is computed where the engine is lazy.

    Raises :class:`InvalidAnswers` where there are more than :data:`MOST_SPELLINGS` of these: not a column of answers.
    """
    code = nw.generate_temporary_column_name(8, frame.collect_schema().names())
    usual = tuple(_read(column, _usual(column), columns) for column in columns)
    rows = CodedRows(_with_code(frame, code, columns, usual), code, columns, usual, complete=True)
    unread = _unread(rows)
    if not any(unread):
        return rows
    found = [_read(column, texts, columns) for column, texts in zip(columns, unread, strict=True)]
    spellings = tuple({**known, **others} for known, others in zip(usual, found, strict=True))
    complete = all(texts <= known.keys() for texts, known in zip(unread, spellings, strict=True))
    return CodedRows(_with_code(frame, code, columns, spellings), code, columns, spellings, complete=complete)


def _usual(column: AnswerColumn) -> set[str]:
    """Return the texts that a column is likely to hold: a whole number is ``1.0`` where it may have a fraction."""
    options = column.axis.options
    if column.kind == "number":
        return {text for option in options for text in (str(option.number), f"{option.number}.0")}
    return {text for option in options for text in (option.id, str(option.number), option.mark, option.slug)}


def _read(column: AnswerColumn, texts: set[str], columns: tuple[AnswerColumn, ...]) -> dict[str, int]:
    """Return what each text that means an option adds to the code."""
    axes = tuple(other.axis for other in columns)
    stride = strides_of(axes)[axes.index(column.axis)]
    read = ((text, column.read(text)) for text in texts)
    return {text: column.axis.options.index(option) * stride for text, option in read if option}


def _with_code(frame: Frame, code: str, columns: tuple[AnswerColumn, ...], spellings: Spellings) -> Frame:
    if frame.implementation.is_polars():
        native: Any = frame.to_native()
        added: Frame = nw.from_native(native.with_columns(code_expression(native, columns, spellings).alias(code)))
        return added
    bad = -prod(len(column.axis.options) for column in columns)  # whatever is added to it stays below 0
    parts = (
        column.written.replace_strict(list(known), list(known.values()), default=bad, return_dtype=nw.Int64)
        for column, known in zip(columns, spellings, strict=True)
    )
    return frame.with_columns(reduce(add, parts).alias(code))


def _unread(rows: CodedRows) -> list[set[str]]:
    """Return, for each column, what it says in the rows without a code."""
    columns = rows.columns
    if isinstance(rows.frame, nw.DataFrame) and not rows.frame.select(rows.is_bad.any()).item():
        return [set() for _ in columns]
    bad = rows.frame.select(*rows.read).filter(rows.is_bad)
    said_in = (bad.select(n=nw.lit(n, nw.Int64), text=columns[n].blank_or_written) for n in range(len(columns)))
    values = stack_frames(said_in).group_by("n", "text").agg(nw.len())
    said = _rows_of(values.select("n", "text").head(MOST_SPELLINGS + 1))
    if len(said) > MOST_SPELLINGS:
        raise InvalidAnswers(Problem.of("too-many-spellings", "/columns", most=MOST_SPELLINGS))
    return [{text for column, text in said if column == n} for n in range(len(columns))]


def stack_frames(parts: Iterable[Frame]) -> Frame:
    """Return frames with the same columns as one: unpivot of narwhals knows only DuckDB's default connection."""
    frames: list[Any] = list(parts)
    result: Frame = nw.concat(frames)
    return result


def find_bad_values(rows: CodedRows) -> tuple[BadValues, ...]:
    """Return, for each column that has any, the rows that mean no option. It computes them."""
    position = nw.generate_temporary_column_name(8, rows.frame.collect_schema().names())
    frame, ordered = _numbered(rows.frame, position)
    texts = {f"column{n}": column.blank_or_written for n, column in enumerate(rows.columns)}
    picked = {"position": nw.col(position)} if ordered else {}
    frame = frame.select(*rows.read, *picked.values()).filter(rows.is_bad).select(**texts, **picked)
    return tuple(_bad_values_of(frame, rows, n, ordered=ordered) for n in _columns_with_bad_values(frame, rows))


def _numbered(frame: Frame, position: str) -> tuple[Frame, bool]:
    """Return a frame with the positions of its rows, and whether the engine has any: Polars does even when lazy."""
    if frame.implementation.is_polars():
        native: Any = frame.to_native()
        return nw.from_native(native.with_row_index(position)), True
    if isinstance(frame, nw.DataFrame):
        return frame.with_row_index(position), True
    return frame, False


def _columns_with_bad_values(frame: Frame, rows: CodedRows) -> Iterator[int]:
    """Yield the numbers of the columns that hold bad values."""
    some = frame.select(**{f"column{n}": _is_bad(rows, n).any() for n in range(len(rows.columns))})
    [values] = _rows_of(some)
    return (n for n, value in enumerate(values) if value)


def _bad_values_of(frame: Frame, rows: CodedRows, n: int, *, ordered: bool) -> BadValues:
    bad = frame.filter(_is_bad(rows, n))
    [(count,)] = _rows_of(bad.select(nw.len()))
    first = _rows_of(bad.select(f"column{n}", *(["position"] if ordered else [])).head(MOST_SHOWN))
    return BadValues(rows.columns[n], count, tuple((row[0], row[1] + 1 if ordered else None) for row in first))


def _is_bad(rows: CodedRows, n: int) -> nw.Expr:
    return ~nw.col(f"column{n}").is_in(list(rows.spellings[n]))


def _rows_of(frame: Frame) -> list[tuple[Any, ...]]:
    return (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).rows()
