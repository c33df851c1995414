"""The footer of a Parquet file: the names of its columns, and where these lie in its row groups.

PyArrow reads footers too, but it cannot be asked about a column whose description contradicts itself: the exception
that its C++ part raises then ends the process. So what is needed is read here.
"""

from typing import BinaryIO

import attrs

from aiprocure.errors import InvalidTable, Problem, Text
from aiprocure.frames.inventories.thrift import (
    BINARY,
    INT32,
    INT64,
    LIST,
    STRUCT,
    Field,
    Fields,
    StructReader,
    unreadable,
)

__all__ = ["ColumnChunk", "read_names", "read_row_groups"]

_WHAT = Text("フッター", "footer")
_TAIL = 8
"""Bytes after the footer: its length, and what every Parquet file ends in."""
_BYTES_FREE, _PART_OF_FILE = 1_000_000, 10
"""A footer may be so long, and beyond that one part in so many of the file."""
_SCHEMA, _NAME, _CHILDREN = (2, LIST), (4, BINARY), (5, INT32)
_ROW_GROUPS, _COLUMNS, _META_DATA = (4, LIST), (1, LIST), (3, STRUCT)
_LENGTH, _DATA_OFFSET, _DICTIONARY_OFFSET = (7, INT64), (9, INT64), (11, INT64)
_LISTS = {
    (2,): STRUCT,  # schema
    (4,): STRUCT,  # row_groups
    (4, 1): STRUCT,  # columns
    (4, 1, 3, 2): INT32,  # encodings
    (4, 1, 3, 3): BINARY,  # path_in_schema
    (4, 1, 3, 8): STRUCT,  # key_value_metadata
    (4, 1, 3, 13): STRUCT,  # encoding_stats
    (4, 1, 3, 16, 2): INT64,  # repetition_level_histogram
    (4, 1, 3, 16, 3): INT64,  # definition_level_histogram
    (4, 1, 3, 17, 2): INT32,  # geospatial_types
    (4, 4): STRUCT,  # sorting_columns
    (5,): STRUCT,  # key_value_metadata
    (7,): STRUCT,  # column_orders
}
"""The lists of the struct FileMetaData, by the ids of the fields that lead to them."""


@attrs.frozen
class ColumnChunk:
    """Where one column of a row group lies in a file."""

    offset: int
    length: int


def read_row_groups(stream: BinaryIO, file_bytes: int) -> list[list[ColumnChunk]]:
    """Return the columns of each row group. Raises :class:`InvalidTable` where the footer cannot be read."""
    footer = _read_footer(stream, file_bytes)
    return [[_column_chunk(column) for column in _structs(group, _COLUMNS)] for group in _structs(footer, _ROW_GROUPS)]


def read_names(stream: BinaryIO, file_bytes: int) -> list[list[bytes]]:
    """Return the names in each column: its own, and those of what it holds.

    Raises :class:`InvalidTable` where the footer cannot be read.
    """
    columns: list[list[bytes]] = []
    left = 0  # of what the last column holds, to come
    for element in _structs(_read_footer(stream, file_bytes), _SCHEMA)[1:]:
        name, children = element.get(_NAME, b""), element.get(_CHILDREN, 0)
        if not left:
            columns.append([])
            left = 1
        columns[-1].append(name if isinstance(name, bytes) else b"")
        left += (children if isinstance(children, int) else 0) - 1
    return columns


def _read_footer(stream: BinaryIO, file_bytes: int) -> Fields:
    stream.seek(max(0, file_bytes - _TAIL))
    length = int.from_bytes(stream.read(4), "little")
    if length > _BYTES_FREE + file_bytes // _PART_OF_FILE:
        raise InvalidTable(Problem.of("parquet-too-many-pages"))
    stream.seek(max(0, file_bytes - _TAIL - length))
    try:
        return StructReader(stream.read(length), _WHAT, _LISTS).struct()
    except IndexError:
        raise unreadable(_WHAT) from None


def _structs(fields: Field, key: tuple[int, int]) -> list[Fields]:
    """Return the structs that a field of another struct holds."""
    elements = fields.get(key) if isinstance(fields, dict) else None
    return [each for each in elements if isinstance(each, dict)] if isinstance(elements, list) else []


def _column_chunk(column: Fields) -> ColumnChunk:
    described = column.get(_META_DATA)
    if not isinstance(described, dict):
        raise unreadable(_WHAT)
    starts = [described.get(key, 0) for key in (_DATA_OFFSET, _DICTIONARY_OFFSET)]
    length = described.get(_LENGTH)
    if not isinstance(length, int) or length < 0:
        raise unreadable(_WHAT)
    return ColumnChunk(min((at for at in starts if isinstance(at, int) and at > 0), default=0), length)
