"""Whole columns at once, on whatever dataframe or engine the caller has. Needs the extra ``frames``.

``columns`` finds the column that answers each axis, ``codes`` turns each row's answers into the number of their
combination, and ``decisions`` says what an edition makes of every number. pandas, Polars, PyArrow, DuckDB, Ibis, Dask
and PySpark compute it themselves: what is lazy stays lazy, and no row passes through Python.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from aiprocure.errors import InvalidAnswers, InvalidArgument
from aiprocure.errors.messages import expect, shown, unworded
from aiprocure.model.edition import Edition

try:
    import narwhals.stable.v2 as nw

    from aiprocure.frames.codes import CodedRows, bad_values, code_rows
    from aiprocure.frames.columns import match_columns, opened
    from aiprocure.frames.decisions import count_moved, decide, decisions_of
except ImportError as error:
    raise ImportError("assessing frames needs an extra: pip install 'aiprocure[frames]'") from error

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["assess", "sensitivity", "table"]

T = TypeVar("T")


def assess(
    frame: T,
    edition: Edition,
    columns: Mapping[str, str] | None = None,
    *,
    prefix: str = "",
    invalid: Literal["raise", "null"] = "raise",
) -> T:
    """Return a frame with what an edition makes of each row: the columns ``outcome``, ``rule`` and ``disputed``.

    ``outcome`` and ``rule`` are ids; ``disputed`` is whether a rival reading of the source would decide otherwise.
    ``columns`` names the column that answers an axis (by id or slug); an axis left out is answered by the column named
    like it. They hold options in any way that :meth:`Edition.answers` reads. ``prefix`` begins the names of what is
    added.

    The result is a frame of the same kind; of a lazy one only the distinct spellings that are not the usual ones are
    computed, once, and no more. DuckDB, Ibis and PySpark need PyArrow for that.

    Raises :class:`InvalidAnswers` for columns that do not answer the axes, for names that are taken, and for values
    that mean no option: with each column, the number of its bad rows, and the first five. With ``invalid="null"`` what
    is added is null in those rows instead. Raises :class:`InvalidArgument` for what is no frame.

    >>> import pyarrow as pa
    >>> from aiprocure import editions
    >>> inventory = pa.table({"users": ["①", "❸"], "work": [2, 2], "data": ["C3", "２"], "review": ["D2", "reviewed"]})
    >>> assess(inventory, editions.load("2025-05-27")).select(["outcome", "rule", "disputed"]).to_pylist()
    [{'outcome': 'low', 'rule': 'R9', 'disputed': False}, {'outcome': 'low', 'rule': 'R6', 'disputed': False}]
    """
    added = _added(prefix)
    return cast(T, decide(_coded(frame, edition, columns, invalid, added), edition, *added).to_native())


def sensitivity(
    frame: T,
    edition: Edition,
    columns: Mapping[str, str] | None = None,
    *,
    invalid: Literal["raise", "null"] = "raise",
) -> T:
    """Return how many rows each single answer would move, were it given in place of theirs: a frame of the same kind.

    One row for each option, in the order of the axes: ``axis``, ``option``, ``moved`` (the rows whose outcome would
    change), ``heavier`` and ``lighter`` (those of them whose outcome would be so). The rest as in :func:`assess`.

    >>> import pyarrow as pa
    >>> from aiprocure import editions
    >>> inventory = pa.table({"A": ["①", "③"], "B": [2, 2], "C": [3, 2], "D": [2, 2]})
    >>> sensitivity(inventory, editions.load("2025-05-27")).to_pylist()[4]
    {'axis': 'B', 'option': 'B1', 'moved': 2, 'heavier': 2, 'lighter': 0}
    """
    return cast(T, count_moved(_coded(frame, edition, columns, invalid), edition).to_native())


@overload
def table(edition: Edition, *, backend: Literal["pyarrow"] = ..., prefix: str = ...) -> "pa.Table": ...
@overload
def table(edition: Edition, *, backend: Literal["pandas"], prefix: str = ...) -> "pd.DataFrame": ...
@overload
def table(edition: Edition, *, backend: Literal["polars"], prefix: str = ...) -> "pl.DataFrame": ...
def table(edition: Edition, *, backend: Literal["pyarrow", "pandas", "polars"] = "pyarrow", prefix: str = "") -> object:
    """Return every combination of answers with what an edition makes of it: a table of PyArrow, pandas or Polars.

    One column for each axis, by id, with the ids of options; then the columns that :func:`assess` adds.

    >>> from aiprocure import editions
    >>> table(editions.load("2025-05-27")).slice(141).to_pylist()[0]
    {'A': 'A4', 'B': 'B3', 'C': 'C4', 'D': 'D1', 'outcome': 'high', 'rule': 'R1', 'disputed': False}
    """
    if backend not in ("pyarrow", "pandas", "polars"):
        raise InvalidArgument(f"no backend {shown(backend)}; choose from 'pyarrow', 'pandas', 'polars'")
    expect(Edition, edition)
    answers = edition.all_answers()
    chosen = {str(axis.id): [str(each[axis.id]) for each in answers] for axis in edition.axes}
    return assess(nw.from_dict(chosen, backend=backend).to_native(), edition, prefix=prefix)


def _added(prefix: str) -> tuple[str, str, str]:
    expect(str, prefix)
    return f"{prefix}outcome", f"{prefix}rule", f"{prefix}disputed"


def _coded(
    frame: object,
    edition: Edition,
    columns: Mapping[str, str] | None,
    invalid: str,
    added: tuple[str, ...] = (),
) -> CodedRows:
    expect(Edition, edition)
    if invalid not in ("raise", "null"):
        raise InvalidArgument(f"expected invalid to be 'raise' or 'null', not {shown(invalid)}")
    edition.once(decisions_of)
    known = opened(frame)
    matched = match_columns(known, edition, columns, added)
    try:
        rows = code_rows(known, matched)
    except UnicodeDecodeError:  # pandas has columns of anything, and makes text of them
        raise InvalidAnswers([unworded("/columns", "bytes that are no text; make text of them first")]) from None
    except UnicodeEncodeError:
        what = "text with lone surrogates, which are no characters; read it again in the encoding that it is in"
        raise InvalidAnswers([unworded("/columns", what)]) from None
    if invalid == "raise" and not rows.complete:
        raise InvalidAnswers(values.problem for values in bad_values(rows))
    return rows


def __dir__() -> list[str]:
    return list(__all__)
