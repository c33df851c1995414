"""Codes and decisions in Polars itself, which has faster ways to look values up than narwhals has words for.

Whole numbers are counted with, text becomes an ``Enum`` whose physical numbers are positions, and what follows from a
code is gathered from a short series.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add, and_
from typing import TYPE_CHECKING

from aiprocure.frames.columns import AnswerColumn

if TYPE_CHECKING:
    import polars as pl

__all__ = ["code_expression", "looked_up"]


def code_expression(
    frame: "pl.DataFrame | pl.LazyFrame", columns: Sequence[AnswerColumn], spellings: Sequence[Mapping[str, int]]
) -> "pl.Expr":
    """Return the number of each row's combination; null where a value means no option."""
    import polars as pl

    schema = frame.collect_schema()
    parts: list[pl.Expr] = []
    within: list[pl.Expr] = []
    for column, known in zip(columns, spellings, strict=True):
        numbers = [option.number for option in column.axis.options]
        if schema[column.key].is_integer() and numbers == list(range(numbers[0], numbers[-1] + 1)):
            number = pl.col(column.key).cast(pl.Int64, strict=False)  # a number too large for it means no option
            stride = known[str(numbers[1])]
            parts.append(number * stride - numbers[0] * stride)
            within.append(number.is_between(numbers[0], numbers[-1]))
        else:
            parts.append(_from_text(column, known))
    code = reduce(add, parts)
    return pl.when(reduce(and_, within)).then(code) if within else code


def _from_text(column: AnswerColumn, known: Mapping[str, int]) -> "pl.Expr":
    import polars as pl

    spelled = pl.col(column.key).cast(pl.String).cast(pl.Enum(list(known)), strict=False)
    return looked_up(list(known.values()), spelled.to_physical().cast(pl.UInt32), pl.UInt32)


def looked_up(values: Sequence[object], position: "pl.Expr", dtype: "type[pl.DataType] | None") -> "pl.Expr":
    """Return the value at each position; null where there is none."""
    import polars as pl

    return pl.lit(pl.Series(values, dtype=dtype)).gather(position)
