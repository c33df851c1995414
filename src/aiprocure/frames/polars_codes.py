"""Codes and decisions in Polars itself, which has faster ways to look values up than narwhals has words for.

Whole numbers are counted with, text becomes an ``Enum`` whose physical numbers are positions, and what follows from a
code is gathered from a short series.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from aiprocure.frames.columns import AnswerColumn

if TYPE_CHECKING:
    import polars as pl

__all__ = ["code_expression", "looked_up"]


def code_expression(frame: Any, columns: Sequence[AnswerColumn], spellings: Sequence[Mapping[str, int]]) -> "pl.Expr":
    """Return the number of each row's combination; null where a value means no option."""
    schema = frame.collect_schema()
    parts = (
        _from_integers(column, known) if schema[column.key].is_integer() else _from_text(column, known)
        for column, known in zip(columns, spellings, strict=True)
    )
    return reduce(add, parts)


def _from_integers(column: AnswerColumn, known: Mapping[str, int]) -> "pl.Expr":
    """Return what integers add to the code: by counting, where the options are numbered without a gap."""
    import polars as pl

    options = column.axis.options
    first, stride = options[0].number, known[str(options[-1].number)] // (len(options) - 1)
    if [option.number for option in options] != list(range(first, first + len(options))):
        return _from_text(column, known)
    value = pl.col(column.key)
    within = value.is_between(first, first + len(options) - 1)
    return pl.when(within).then((value - first) * stride).cast(pl.UInt32)


def _from_text(column: AnswerColumn, known: Mapping[str, int]) -> "pl.Expr":
    import polars as pl

    spelled = pl.col(column.key).cast(pl.String).cast(pl.Enum(list(known)), strict=False)
    return looked_up(list(known.values()), spelled.to_physical().cast(pl.UInt32), pl.UInt32)


def looked_up(values: Sequence[object], position: "pl.Expr", dtype: Any) -> "pl.Expr":
    """Return the value at each position; null where there is none."""
    import polars as pl

    return pl.lit(pl.Series(values, dtype=dtype)).gather(position)
