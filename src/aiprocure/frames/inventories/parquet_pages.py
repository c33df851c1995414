"""The headers of the pages of a Parquet file: what each page unpacks to, before anything is unpacked.

The footer only says what its writer wanted it to say; a reader goes by these headers. They are Thrift structs in the
compact protocol: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift (PageHeader).
"""

from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

import attrs

from aiprocure.errors import InvalidTable, Problem

__all__ = ["PageSizes", "page_sizes"]

_DICTIONARY_PAGE = 2
_DATA, _DATA_V2, _ENCODING, _ENCODING_V2 = 5, 8, 2, 4
_DELTA_BYTE_ARRAY = 7
_FIRST_TRY, _LONGEST_HEADER = 2_048, 1_000_000
_DEEPEST, _MOST_BITS = 8, 63
_PAGES_FREE, _BYTES_A_PAGE = 20_000, 10_000
"""A file may have so many pages, and beyond them one for each so many bytes."""

Field: TypeAlias = "int | bytes | dict[int, Field] | None"


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
        if _number(header, 1) == _DICTIONARY_PAGE:
            sizes.dictionary = max(sizes.dictionary, unpacked)
            continue
        data = header.get(_DATA) or header.get(_DATA_V2)
        if not isinstance(data, dict):
            continue  # an index page, which readers pass over
        values = _number(data, 1)
        sizes.data += unpacked
        sizes.values += values
        if _number(data, _ENCODING if _DATA in header else _ENCODING_V2) == _DELTA_BYTE_ARRAY:
            sizes.prefixed += values * unpacked
    return sizes


def _headers(stream: BinaryIO, offset: int, length: int) -> Iterator[dict[int, Field]]:
    """Yield the headers one after the other."""
    at, end = offset, offset + length
    while 0 <= at < end:
        header, size = _header(stream, at)
        yield header
        at += size + max(0, _number(header, 3))


def _header(stream: BinaryIO, at: int) -> tuple[dict[int, Field], int]:
    for most in (_FIRST_TRY, _LONGEST_HEADER):
        stream.seek(at)
        reader = _Thrift(stream.read(most))
        try:
            return reader.struct(), reader.at
        except IndexError:
            continue
    raise InvalidTable(Problem.of("parquet-unreadable", what="page header"))


def _number(fields: dict[int, Field], id_: int) -> int:
    """Return a number that a header has to give."""
    number = fields.get(id_)
    if not isinstance(number, int) or number < 0:
        raise InvalidTable(Problem.of("parquet-unreadable", what="page header"))
    return number


@attrs.define
class _Thrift:
    """A reader of structs in Thrift's compact protocol. Raises :class:`IndexError` where the bytes end too soon."""

    content: bytes
    at: int = 0

    def struct(self, depth: int = 0) -> dict[int, Field]:
        """Return the fields of a struct by their ids."""
        if depth > _DEEPEST:
            raise InvalidTable(Problem.of("parquet-unreadable", what="page header"))
        fields: dict[int, Field] = {}
        id_ = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            id_ = id_ + step if step else self._signed()
            fields[id_] = self._value(kind, depth)
        return fields

    def _value(self, kind: int, depth: int) -> Field:
        match kind:
            case 1 | 2:  # a truth value, which is in the kind itself
                return 2 - kind
            case 3:
                return self._byte()
            case 4 | 5 | 6:
                return self._signed()
            case 8:
                return self._bytes(self._varint())
            case 12:
                return self.struct(depth + 1)
            case _:  # doubles, lists and maps, which headers of pages do not have
                raise InvalidTable(Problem.of("parquet-unreadable", what="page header"))

    def _byte(self) -> int:
        byte = self.content[self.at]
        self.at += 1
        return byte

    def _bytes(self, count: int) -> bytes:
        if count > len(self.content) - self.at:
            raise IndexError
        self.at += count
        return self.content[self.at - count : self.at]

    def _varint(self) -> int:
        number = shift = 0
        while (byte := self._byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
            if shift > _MOST_BITS:
                raise InvalidTable(Problem.of("parquet-unreadable", what="page header"))
        return number | byte << shift

    def _signed(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)
