"""Mappings as sorted pairs: how a frozen value keeps one and can still be hashed."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

__all__ = ["sorted_pairs"]

K = TypeVar("K", bound=str)
V = TypeVar("V")


def sorted_pairs(mapping: Mapping[K, V] | Iterable[tuple[K, V]]) -> tuple[tuple[K, V], ...]:
    """Return a mapping, or the pairs of one, as pairs in the order of its keys. Of a key given twice the last counts.

    >>> sorted_pairs({"B": 2, "A": 1})
    (('A', 1), ('B', 2))
    """
    return tuple(sorted(dict(mapping).items(), key=lambda pair: pair[0]))
