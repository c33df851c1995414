"""Columns that narwhals would misread, as columns that it reads right.

A column may have a name that its engine takes for a pattern, a type that narwhals does not know, or values of several
types. Its engine then adds a column that says the same as plain text or numbers, under a name of our own. Everything
else stays as it is.
"""

import re
from typing import Any, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw

from aiprocure.frames.object_columns import holds_objects, text_of_objects
from aiprocure.model.axes import Axis

__all__ = ["Frame", "Kind", "ReadableColumn", "make_readable"]

Frame: TypeAlias = nw.DataFrame[Any] | nw.LazyFrame[Any]
Kind: TypeAlias = Literal["text", "number"]

_NULL_TYPES = ("Null", "null", '"NULL"', "NullType()")
_POLARS_PATTERN = re.compile(r"\*|\^.*\$", re.DOTALL)
_PLAIN_NAME = re.compile(r"\w+")


@attrs.frozen
class ReadableColumn:
    """The name under which a column can be read, and whether it holds text or numbers; or the type that has neither."""

    frame: Frame
    key: str
    kind: Kind | None
    type: str = ""


def make_readable(frame: Frame, name: str, axis: Axis) -> ReadableColumn:
    """Return a frame that can be read for the answers to an axis, with a column added where that is needed."""
    key = nw.generate_temporary_column_name(8, frame.collect_schema().names())
    engine = frame.implementation
    native: Any = frame.to_native()
    if engine.is_polars():
        return _of_polars(frame, native, name, key)
    if engine.is_pyarrow():
        return _of_arrow(frame, native, name, key)
    if engine.is_pandas() or engine.is_dask():
        return _of_pandas(frame, native, name, key, axis)
    return _of_sql(frame, native, name, key)


def _plain(frame: Frame, name: str, key: str, native_type: object) -> ReadableColumn:
    """Return a column by what narwhals knows of its type. A column of nulls alone is taken for text."""
    dtype = frame.collect_schema()[name]
    if dtype in (nw.String, nw.Categorical, nw.Enum) or (dtype == nw.Unknown and str(native_type) in _NULL_TYPES):
        return ReadableColumn(frame, key, "text")
    return ReadableColumn(frame, key, "number" if dtype.is_numeric() else None, str(native_type))


def _of_polars(frame: Frame, native: Any, name: str, key: str) -> ReadableColumn:
    native_type = native.collect_schema()[name]
    if not _POLARS_PATTERN.fullmatch(name):
        return _plain(frame, name, name, native_type)
    import polars as pl

    exact = pl.col(f"^{re.escape(name)}$")  # Polars takes this name for a pattern: a pattern that means the name alone
    return _plain(nw.from_native(native.with_columns(exact.alias(key))), name, key, native_type)


def _of_arrow(frame: Frame, native: Any, name: str, key: str) -> ReadableColumn:
    column = native.column(name)
    kind = _kind_in_arrow(column.type)
    plain = column if kind is None else _plain_arrow(column)
    if plain is column:
        return ReadableColumn(frame, name, kind, str(column.type))
    return ReadableColumn(nw.from_native(native.append_column(key, plain)), key, kind)


def _kind_in_arrow(data_type: Any) -> Kind | None:
    """Return what values of an Arrow type are: what a dictionary or a run-length encoding holds, decoded."""
    import pyarrow.types as kinds

    if kinds.is_dictionary(data_type) or kinds.is_run_end_encoded(data_type):
        return _kind_in_arrow(data_type.value_type)
    if kinds.is_integer(data_type) or kinds.is_floating(data_type) or kinds.is_decimal(data_type):
        return "number"
    is_text = (kinds.is_string, kinds.is_large_string, kinds.is_string_view, kinds.is_null)
    return "text" if any(is_kind(data_type) for is_kind in is_text) else None


def _plain_arrow(column: Any) -> Any:
    """Return a column as types that can be compared and cast to text without loss: the same one where it has such."""
    import pyarrow as pa
    import pyarrow.compute
    import pyarrow.types as kinds

    data_type = column.type
    if kinds.is_dictionary(data_type):
        return _plain_arrow(column.cast(data_type.value_type))
    if kinds.is_run_end_encoded(data_type):
        decoded = [pa.compute.call_function("run_end_decode", [chunk]) for chunk in column.chunks]
        return _plain_arrow(pa.chunked_array(decoded, type=data_type.value_type))
    if kinds.is_decimal(data_type):
        return column.cast(pa.string())
    if kinds.is_float16(data_type):
        return column.cast(pa.float32())
    return column.cast(pa.large_string()) if kinds.is_string_view(data_type) else column


def _of_pandas(frame: Frame, native: Any, name: str, key: str, axis: Axis) -> ReadableColumn:
    column = native[name]
    arrow_type = getattr(column.dtype, "pyarrow_dtype", None)
    if holds_objects(column):
        added = native.assign(**{key: text_of_objects(column, axis)})
        return ReadableColumn(nw.from_native(added), key, "text")
    if arrow_type is None or frame.implementation.is_dask():
        return _plain(frame, name, name, column.dtype)
    import pandas as pd
    import pyarrow as pa

    kind = _kind_in_arrow(arrow_type)
    if kind is None:
        return ReadableColumn(frame, name, None, str(column.dtype))
    values = pa.array(column.array)
    chunked = values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])
    plain = pd.Series(pd.arrays.ArrowExtensionArray(_plain_arrow(chunked)), index=column.index)
    return ReadableColumn(nw.from_native(native.assign(**{key: plain})), key, kind)


def _of_sql(frame: Frame, native: Any, name: str, key: str) -> ReadableColumn:
    """Return a column of DuckDB, Ibis or Spark. ``*``, dots and backticks in a name mean something to some of them."""
    engine = frame.implementation
    if engine.is_duckdb():
        native_type: object = dict(zip(native.columns, native.types, strict=True))[name]
    elif engine.is_spark_like():
        native_type = native.schema[name].dataType
        if not _PLAIN_NAME.fullmatch(name):
            quoted = "`" + name.replace("`", "``") + "`"
            return _plain(nw.from_native(native.withColumn(key, native[quoted])), name, key, native_type)
    else:
        native_type = native.schema()[name] if engine.is_ibis() else frame.collect_schema()[name]
    return _plain(frame, name, name, native_type)
