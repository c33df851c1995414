"""Whether a value has the types that its class declares, and which values it holds."""

import functools
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, TypeAlias, Union, cast, get_args, get_origin

import attrs

from aiprocure.errors import Choice, Problem

__all__ = ["LARGEST_NUMBER", "fits", "problems_of_shape", "values_in"]

LARGEST_NUMBER = 10**9
"""No number of an edition is larger. Far larger ones could not even be written in a message."""


Anatomy: TypeAlias = tuple[tuple[type[object], ...], tuple["Anatomy", ...]]
"""The classes that a declared type allows, and of a collection what it holds: one anatomy for any length, or each."""


def fits(value: object, kind: object) -> bool:
    """Return whether a value has no :func:`problems_of_shape`. Ask this first: it spends no time on naming places."""
    return _fits(value, _anatomy(kind))


def _fits(value: object, anatomy: Anatomy) -> bool:
    kinds, items = anatomy
    kind = type(value)
    if kind not in kinds:
        return False
    if items:
        inside = enumerate(cast(Iterable[object], value))
        return all(_fits(each, items[position % len(items)]) for position, each in inside)
    if kind is int:
        return abs(cast(int, value)) <= LARGEST_NUMBER
    for name, declared in _declared_fields(cast(Any, kind)):  # noqa: SIM110  # a loop is faster than all()
        if not _fits(getattr(value, name), declared):
            return False
    return True


def problems_of_shape(where: str, value: object, kind: object) -> Iterator[Problem]:
    """Yield a problem for each part of a value that is not of its declared type, or is too large a number."""
    yield from _problems(where, value, _anatomy(kind))


def _problems(where: str, value: object, anatomy: Anatomy) -> Iterator[Problem]:
    kinds, items = anatomy
    if type(value) not in kinds:
        yield Problem.of("wrong-type", where, value=value, expected=[Choice(each.__name__) for each in kinds])
    elif items:
        for position, each in enumerate(cast(Iterable[object], value)):
            yield from _problems(f"{where}/{position}", each, items[position % len(items)])
    elif type(value) is int:
        if abs(value) > LARGEST_NUMBER:
            yield Problem.of("too-large", where, value=value, most=LARGEST_NUMBER)
    else:
        for name, declared in _declared_fields(cast(Any, type(value))):
            yield from _problems(f"{where}/{name}", getattr(value, name), declared)


@functools.cache
def _anatomy(kind: Any) -> Anatomy:
    """The anatomy of a declared type."""
    kind = getattr(kind, "__supertype__", kind)
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return tuple(each for part in inside for each in _anatomy(part)[0]), ()
    if origin in (tuple, frozenset):
        return (origin,), tuple(_anatomy(item) for item in inside if item is not Ellipsis)
    return (kind,), ()


@functools.cache
def _declared_fields(kind: Any) -> tuple[tuple[str, Anatomy], ...]:
    """The fields that make a value of a class, with what they may hold; none for a class outside the model."""
    fields = attrs.fields(kind) if attrs.has(kind) else ()
    return tuple((field.name, _anatomy(field.type)) for field in fields if field.init)


@functools.cache
def _fields_with_records(kind: Any) -> tuple[str, ...]:
    """The fields of a class that hold other attrs values."""
    return tuple(name for name, anatomy in _declared_fields(kind) if _holds_records(anatomy))


def _holds_records(anatomy: Anatomy) -> bool:
    """Whether what a declared type allows is, or contains, attrs values."""
    kinds, items = anatomy
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
