"""Whether a value has the types that its class declares, and which values stand inside it."""

import functools
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

import attrs

from aiprocure.errors import Problem
from aiprocure.errors.messages import shown, unworded

__all__ = ["fits", "problems_of_shape", "values_in"]


def fits(value: object, kind: object) -> bool:
    """Return whether a value has no :func:`problems_of_shape`: asked first, as it takes no time to name places."""
    kinds, items = _anatomy(kind)
    if type(value) not in kinds:
        return False
    if items:
        inside = enumerate(cast(Iterable[object], value))
        return all(fits(each, items[position % len(items)]) for position, each in inside)
    return all(fits(getattr(value, name), declared) for name, declared in _declared_fields(cast(Any, type(value))))


def problems_of_shape(where: str, value: object, kind: object) -> Iterator[Problem]:
    """Yield what in a value is not of the type it is declared to be: nothing, unless a type checker was not asked."""
    kinds, items = _anatomy(kind)
    if type(value) not in kinds:
        names = " or ".join(each.__name__ for each in kinds)
        yield unworded(where, f"expected a value of type {names}, not {shown(value)}")
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
    """The fields of a class in which other attrs values stand."""
    return tuple(name for name, declared in _declared_fields(kind) if _holds_records(declared))


def _holds_records(declared: Any) -> bool:
    kinds, items = _anatomy(declared)
    return any(map(attrs.has, kinds)) or any(map(_holds_records, items))


def values_in(where: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield every attrs value inside a value, itself included, with its place."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from values_in(f"{where}/{position}", item)
    elif _declared_fields(cast(Any, type(value))):
        yield where, value
        for name in _fields_with_records(cast(Any, type(value))):
            yield from values_in(f"{where}/{name}", getattr(value, name))
