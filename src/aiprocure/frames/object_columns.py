"""Columns of pandas and Dask whose values are Python objects, or categories of such: each value by its own type."""

from decimal import Decimal
from typing import Any

from aiprocure.errors.messages import shown
from aiprocure.frames.whole_numbers import whole_value
from aiprocure.model.axes import Axis

__all__ = ["NOT_TEXT", "holds_objects", "text_of_objects"]

NOT_TEXT = "\x00"
"""Begins what stands for a value that is no text: it then means no option, whatever it looks like."""


def holds_objects(column: object) -> bool:
    """Return whether a column holds values of more types than text, or categories of them."""
    import pandas as pd

    known: Any = column
    return isinstance(known.dtype, pd.CategoricalDtype) or bool(known.dtype == object)


def text_of_objects(column: object, axis: Axis) -> object:
    """Return a column of text that means the same options: text as it is, and the option's id for other values."""
    import pandas as pd

    if isinstance(column, pd.Series):
        return _text_of(column, axis)
    partitioned: Any = column
    text: object = partitioned.map_partitions(_text_of, axis, meta=(partitioned.name, "string"))
    return text


def _text_of(column: Any, axis: Axis) -> Any:
    import pandas as pd

    if isinstance(column.dtype, pd.CategoricalDtype):
        texts = [*(_text(value, axis) for value in column.cat.categories), None]  # -1, the last, is no category
        written = [texts[code] for code in column.cat.codes]
    elif pd.api.types.infer_dtype(column, skipna=True) == "string":
        written = column
    else:
        written = [_text(value, axis) for value in column]
    return pd.Series(written, index=column.index, dtype="string")


def _text(value: Any, axis: Axis) -> str | None:
    """Return what stands for a value: null for a missing one, and no option for what :meth:`Axis.read` refuses."""
    import numpy as np
    import pandas as pd

    if isinstance(value, str):
        return str(value) if _is_unicode(value) else f"{NOT_TEXT}{shown(value)}"
    signals = isinstance(value, Decimal) and value.is_snan()  # a NaN over which pandas fails
    if not signals and pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    option = axis.read(whole_value(value.item() if isinstance(value, np.generic) else value))
    return option.id if option else f"{NOT_TEXT}{shown(value)}"


def _is_unicode(text: str) -> bool:
    """Return whether a text has no lone surrogates, which no engine but Python itself can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
