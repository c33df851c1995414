"""The headers of the pages of a Parquet file: what each page unpacks to, before anything is unpacked.

The footer only says what its writer wanted it to say; a reader goes by these headers. They are Thrift structs:
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift (PageHeader).
"""

from collections.abc import Iterator
from typing import BinaryIO

import attrs

from aiprocure.errors import InvalidTable, Problem, Text
from aiprocure.frames.inventories.thrift import INT32, STRUCT, Fields, StructReader, unreadable

__all__ = ["PageSizes", "page_sizes"]

_DICTIONARY_PAGE = 2
_DATA_PAGES = {0: (5, 2), 3: (8, 4)}
"""The fields that describe a page of data, and its encoding in them, by the type of the page."""
_DELTA_BYTE_ARRAY = 7
_FIRST_TRY, _LONGEST_HEADER = 2_048, 1_000_000
_WHAT = Text("ページの見出し", "page header")
_PAGES_FREE, _BYTES_A_PAGE = 20_000, 10_000
"""A file may have so many pages, and beyond them one for each so many bytes."""


@attrs.define
class PageSizes:
    """What the pages of one column in one row group unpack to, in bytes."""

    dictionary: int = 0
    largest: int = 0
    """The largest page together with its compressed form."""
    data: int = 0
    """All pages but the dictionary."""
    values: int = 0
    """How many values the pages hold, by their own headers."""
    prefixed: int = 0
    """The most that values written as a prefix of the one before and a rest can come to."""


def page_sizes(stream: BinaryIO, offset: int, length: int, file_bytes: int) -> PageSizes:
    """Return what the pages in a stretch of a file unpack to.

    Raises :class:`InvalidTable` where they cannot be read, or are too many for the size of the file.
    """
    sizes = PageSizes()
    for number, header in enumerate(_headers(stream, offset, length)):
        if number > _PAGES_FREE + file_bytes // _BYTES_A_PAGE:
            raise InvalidTable(Problem.of("parquet-too-many-pages"))
        unpacked, packed = _number(header, 2), _number(header, 3)
        sizes.largest = max(sizes.largest, unpacked + packed)
        kind = _number(header, 1)
        if kind == _DICTIONARY_PAGE:
            sizes.dictionary = max(sizes.dictionary, unpacked)
        if kind not in _DATA_PAGES:
            continue  # an index page, which readers pass over
        described, encoding = _DATA_PAGES[kind]
        data = header.get((described, STRUCT))
        if not isinstance(data, dict):
            raise unreadable(_WHAT)
        values = _number(data, 1)
        sizes.data += unpacked
        sizes.values += values
        if _number(data, encoding) == _DELTA_BYTE_ARRAY:
            sizes.prefixed += values * unpacked
    return sizes


def _headers(stream: BinaryIO, offset: int, length: int) -> Iterator[Fields]:
    """Yield the headers one after the other."""
    at, end = offset, offset + length
    while 0 <= at < end:
        header, size = _header(stream, at)
        yield header
        at += size + max(0, _number(header, 3))


def _header(stream: BinaryIO, at: int) -> tuple[Fields, int]:
    for most in (_FIRST_TRY, _LONGEST_HEADER):
        stream.seek(at)
        reader = StructReader(stream.read(most), _WHAT)
        try:
            return reader.struct(), reader.at
        except IndexError:
            continue
    raise unreadable(_WHAT)


def _number(fields: Fields, id_: int) -> int:
    """Return a number that a header has to give."""
    number = fields.get((id_, INT32))
    if not isinstance(number, int) or number < 0:
        raise unreadable(_WHAT)
    return number
