"""Footers of Parquet files that are no footers."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aiprocure.errors import InvalidTable
from aiprocure.frames.inventories.parquet_footer import ColumnChunk, read_names, read_row_groups

BEGIN = bytes([0x49, 0x1C, 0x19, 0x1C])  # row_groups of one, columns of one


def read(footer: bytes, length: int | None = None) -> list[list[ColumnChunk]]:
    content = footer + (len(footer) if length is None else length).to_bytes(4, "little") + b"PAR1"
    return read_row_groups(io.BytesIO(content), len(content))


def test_a_column_is_found_where_it_lies() -> None:
    footer = BEGIN + bytes([0x3C, 0x76, 20, 0x26, 8, 0, 0, 0, 0])
    assert read(footer) == [[ColumnChunk(4, 10)]]


@pytest.mark.parametrize(
    "footer",
    [
        b"",
        BEGIN,
        BEGIN + bytes([0, 0, 0]),  # a column without a description
        BEGIN + bytes([0x3C, 0, 0, 0, 0]),  # one without a length
        BEGIN + bytes([0x3C, 0x76, 1, 0, 0, 0, 0]),  # one with a negative length
        bytes([0x49, 0xFC, 0x7F]),  # a list longer than what is left
        bytes([0x1A, 0]),  # a set
        bytes([0x49, 0x15, 2, 0]),  # a number in the place of a row group
    ],
)
def test_what_is_malformed_is_refused(footer: bytes) -> None:
    with pytest.raises(InvalidTable, match="not a Parquet file that can be read: footer"):
        read(footer)


def test_a_footer_out_of_proportion_is_refused() -> None:
    with pytest.raises(InvalidTable, match="in too many small pages"):
        read(b"", 2_000_000)


def test_the_names_in_a_column_are_its_own_and_those_of_what_it_holds() -> None:
    inner = pa.struct([("x", pa.int8()), ("y", pa.struct([("z", pa.int8())]))])
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": pa.nulls(1, inner), "b": ["1"]}), stream)
    assert read_names(stream, len(stream.getvalue())) == [[b"a", b"x", b"y", b"z"], [b"b"]]
