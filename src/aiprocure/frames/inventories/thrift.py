"""Thrift's compact protocol, in which Parquet files describe themselves, read as strictly as it can be.

A reader in C++ passes over what it does not expect, and cuts numbers to the width that it expects. So that nothing is
read differently here, a field is known by its id and its kind, and what only one of two readers might accept is
refused.
"""

from collections.abc import Mapping
from typing import TypeAlias

import attrs

from aiprocure.errors import InvalidTable, Problem, Text

__all__ = ["BINARY", "INT32", "INT64", "LIST", "STRUCT", "Field", "Fields", "StructReader", "unreadable"]

INT16, INT32, INT64, DOUBLE, BINARY, LIST, STRUCT = 4, 5, 6, 7, 8, 9, 12
_BITS = {INT16: 16, INT32: 32, INT64: 64}
_DEEPEST, _MOST_BITS, _DOUBLE_BYTES, _LONG_LIST, _LARGEST_ID = 12, 63, 8, 15, 2**15 - 1

Field: TypeAlias = "int | bytes | list[Field] | Fields"
Fields: TypeAlias = "dict[tuple[int, int], Field]"
"""The fields of a struct by their id and their kind."""


def unreadable(what: Text) -> InvalidTable:
    """Return the exception for what cannot be read; the caller raises it."""
    return InvalidTable(Problem.of("parquet-unreadable", what=what))


@attrs.define
class StructReader:
    """A reader of structs. Raises :class:`IndexError` where the bytes end too soon."""

    content: bytes
    what: Text
    """What is read, for those who are told that it cannot be."""
    lists: Mapping[tuple[int, ...], int] = attrs.field(factory=dict)
    """The kinds of the elements of each list that may be there, by the ids that lead to it."""
    at: int = 0

    def struct(self, place: tuple[int, ...] = ()) -> Fields:
        """Return the fields of a struct; ``place`` is the ids that lead to it."""
        if len(place) > _DEEPEST:
            raise unreadable(self.what)
        fields: Fields = {}
        seen: set[int] = set()
        id_ = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            id_ = id_ + step if step else self._signed(INT16)
            if id_ in seen or not 0 <= id_ <= _LARGEST_ID:
                raise unreadable(self.what)
            seen.add(id_)
            fields[id_, kind] = self._value(kind, (*place, id_))
        return fields

    def _value(self, kind: int, place: tuple[int, ...]) -> Field:
        match kind:
            case 1 | 2:  # a truth value, which is in the kind itself
                return 2 - kind
            case 3:
                return self._byte()
            case 4 | 5 | 6:
                return self._signed(kind)
            case 7 | 8:  # a double, or bytes
                return self._bytes(_DOUBLE_BYTES if kind == DOUBLE else self._varint())
            case 9:
                return self._list(place)
            case 12:
                return self.struct(place)
            case _:  # sets and maps, which Parquet does not have
                raise unreadable(self.what)

    def _list(self, place: tuple[int, ...]) -> list[Field]:
        head = self._byte()
        count, kind = head >> 4, head & 15
        if kind != self.lists.get(place):
            raise unreadable(self.what)
        if count == _LONG_LIST:
            count = self._varint()
        if count > len(self.content) - self.at:
            raise IndexError
        return [self._value(kind, place) for _ in range(count)]

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
                raise unreadable(self.what)
        return number | byte << shift

    def _signed(self, kind: int) -> int:
        number = self._varint()
        if number >> _BITS[kind]:
            raise unreadable(self.what)
        return (number >> 1) ^ -(number & 1)
