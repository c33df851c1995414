"""Whole columns assessed at once: pandas, Polars, PyArrow, DuckDB, Ibis, Dask and PySpark do the work themselves.

``readable_columns`` and ``columns`` find the column that answers each axis, ``codes`` turns each row's answers into the
number of their combination, and ``decisions`` says what an edition makes of every number. What is lazy stays lazy.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from aiprocure.errors import Choice, InvalidAnswers, InvalidArgument, Problem
from aiprocure.errors.messages import expect
from aiprocure.frames.extras import require_extra
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from aiprocure.frames.codes import CodedRows

__all__ = ["assess", "expect_one_of", "names_added", "sensitivity", "table"]

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
    require_extra("frames")
    from aiprocure.frames.decisions import decide

    added = names_added(prefix)
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
    require_extra("frames")
    from aiprocure.frames.decisions import count_moved

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
    require_extra("frames")
    import narwhals.stable.v2 as nw

    expect_one_of(backend, ("pyarrow", "pandas", "polars"))
    expect(Edition, edition)
    answers = edition.all_answers()
    chosen = {str(axis.id): [str(each[axis.id]) for each in answers] for axis in edition.axes}
    return assess(nw.from_dict(chosen, backend=backend).to_native(), edition, prefix=prefix)


def names_added(prefix: str) -> tuple[str, str, str]:
    """Return the names of the columns that are added: the outcome, the rule, and whether that is disputed."""
    expect(str, prefix)
    return f"{prefix}outcome", f"{prefix}rule", f"{prefix}disputed"


def expect_one_of(argument: object, known: tuple[str, ...]) -> None:
    """Raise :class:`InvalidArgument` unless an argument is one of some words."""
    if argument not in known:
        raise InvalidArgument(Problem.of("wrong-type", value=argument, expected=[Choice(repr(word)) for word in known]))


def _coded(
    frame: object,
    edition: Edition,
    columns: Mapping[str, str] | None,
    invalid: str,
    added: tuple[str, ...] = (),
) -> "CodedRows":
    from aiprocure.engine.decisions import decisions_of
    from aiprocure.frames.codes import code_rows, find_bad_values
    from aiprocure.frames.columns import match_columns, open_frame

    expect(Edition, edition)
    expect_one_of(invalid, ("raise", "null"))
    edition.once(decisions_of)
    try:
        rows = code_rows(*match_columns(open_frame(frame), edition, columns, added))
        bad = () if invalid == "null" or rows.complete else find_bad_values(rows)
    except UnicodeError:  # text of another encoding, or lone surrogates: some engines hold them, none can show them
        raise InvalidAnswers(Problem.of("not-unicode", "/columns")) from None
    if bad:
        raise InvalidAnswers(values.problem for values in bad)
    return rows
