"""The costs and weights that people write in a file, a table for each axis: read with distrust, and exactly."""

import os
from collections.abc import Callable
from typing import cast

from aiprocure.encoding.parsing import locating, parse, read_source
from aiprocure.encoding.reader import read_table
from aiprocure.engine.supplied_numbers import Numbers
from aiprocure.errors import Text
from aiprocure.model.edition import Edition

__all__ = ["MOST_BYTES", "load"]

MOST_BYTES = 65_536


def load(path: "str | os.PathLike[str]", edition: Edition, read: Callable[[Edition, object], object]) -> Numbers:
    """Return the numbers in a TOML or JSON file of at most :data:`MOST_BYTES`, which ``read`` can read.

    What is written with a point is kept as text, so that no digit is lost. Raises :class:`InvalidData` with everything
    wrong, each with its file and, where it can be told, its line and column.
    """
    source = read_source(path, kind=Text("費用又は重みの表", "a table of costs or weights"), most_bytes=MOST_BYTES)
    with locating(source):
        data = read_table(parse(source, read_float=str))
        read(edition, data)
    return cast(Numbers, data)
