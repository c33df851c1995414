"""Whether a value has the types that its class declares, and which values it holds."""

import functools
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

import attrs

from aiprocure.errors import Choice, Problem

__all__ = ["LARGEST_NUMBER", "fits", "problems_of_shape", "values_in"]

LARGEST_NUMBER = 10**9
"""No number of an edition is larger. Far larger ones could not even be written in a message."""


def fits(value: object, kind: object) -> bool:
    """Return whether a value has no :func:`problems_of_shape`. Ask this first: it spends no time on naming places."""
    kinds, items = _anatomy(kind)
    if type(value) not in kinds:
        return False
    if type(value) is int:
        return abs(value) <= LARGEST_NUMBER
    if items:
        inside = enumerate(cast(Iterable[object], value))
        return all(fits(each, items[position % len(items)]) for position, each in inside)
    return all(fits(getattr(value, name), declared) for name, declared in _declared_fields(cast(Any, type(value))))


def problems_of_shape(where: str, value: object, kind: object) -> Iterator[Problem]:
    """Yield a problem for each part of a value that is not of its declared type, or is too large a number."""
    kinds, items = _anatomy(kind)
    if type(value) not in kinds:
        yield Problem.of("wrong-type", where, value=value, expected=[Choice(each.__name__) for each in kinds])
    elif type(value) is int:
        if abs(value) > LARGEST_NUMBER:
            yield Problem.of("number-too-large", where, value=value, most=LARGEST_NUMBER)
    elif items:
        for position, each in enumerate(cast(Iterable[object], value)):
            yield from problems_of_shape(f"{where}/{position}", each, items[position % len(items)])
    else:
        for name, declared in _declared_fields(cast(Any, type(value))):
            yield from problems_of_shape(f"{where}/{name}", getattr(value, name), declared)


@functools.cache
def _anatomy(kind: Any) -> tuple[tuple[type[object], ...], tuple[Any, ...]]:
    """The classes that a declared type allows, and of a collection what it holds: one type for any length, or each."""
    kind = getattr(kind, "__supertype__", kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return tuple(each for part in inside for each in _anatomy(part)[0]), ()
    if origin in (tuple, frozenset):
        return (origin,), tuple(item for item in inside if item is not Ellipsis)
    return (kind,), ()


@functools.cache
def _declared_fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields that make a value of a class, with their types; none where it is no class of the model."""
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return tuple((field.name, field.type) for field in fields if field.init)


@functools.cache
def _fields_with_records(kind: Any) -> tuple[str, ...]:
    """The fields of a class that hold other attrs values."""
    return tuple(name for name, declared in _declared_fields(kind) if _holds_records(declared))


def _holds_records(declared: Any) -> bool:
    """Whether a declared type is, or contains, a class of attrs values."""
    kinds, items = _anatomy(declared)
    return any(map(attrs.has, kinds)) or any(map(_holds_records, items))


def values_in(where: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every attrs value inside a value, the value itself included, with its place."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from values_in(f"{where}/{position}", item)
    elif _declared_fields(cast(Any, type(value))):
        yield where, value
        for name in _fields_with_records(cast(Any, type(value))):
            yield from values_in(f"{where}/{name}", getattr(value, name))
