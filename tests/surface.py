"""The public surface of the library: every name that a public package exports, with its parameters and fields."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import attrs

import aiprocure as ap

ROOMS = (
    "model",
    "engine",
    "errors",
    "editions",
    "encoding",
    "dossiers",
    "proposals",
    "sheets",
    "frames",
    "tables",
    "export",
)


def surface_lines() -> list[str]:
    """One line for every public name, and under a class one for each field, property and method."""
    rooms: list[tuple[str, ModuleType]] = [("aiprocure", ap)]
    rooms += [(f"aiprocure.{room}", getattr(ap, room, None) or import_module(f"aiprocure.{room}")) for room in ROOMS]
    return [
        line
        for name, room in rooms
        for each in sorted(room.__all__)
        for line in lines_of(f"{name}.{each}", getattr(room, each))
    ]


def lines_of(name: str, value: object) -> Iterator[str]:
    """What is public of a value."""
    if isinstance(value, type):
        yield f"{name} {'value' if attrs.has(value) else 'class'}"
        fields = {field.name for field in attrs.fields(value)} if attrs.has(value) else set[str]()
        if attrs.has(value):
            yield from (
                f"{name}.{field.name}: {written(field.type)}"
                for field in attrs.fields(value)
                if not field.name.startswith("_")
            )
        for member, found in vars(value).items():
            if not member.startswith("_") and member not in fields:
                yield from member_lines(f"{name}.{member}", found)
    elif callable(value):
        yield f"{name}{inspect.signature(value)}"
    else:
        yield f"{name} {'module' if isinstance(value, ModuleType) else 'value'}"


def member_lines(name: str, found: object) -> Iterator[str]:
    """What is public of a member of a class."""
    if isinstance(found, property):
        yield f"{name} property"
    elif inspect.isfunction(found):
        yield f"{name}{inspect.signature(found)}"
    elif isinstance(found, classmethod):
        yield f"{name}{inspect.signature(found.__func__)} classmethod"
    elif isinstance(found, str):
        yield f"{name} = {found!s}"


def written(kind: object) -> str:
    """A type as it is written down, whatever version of Python says so."""
    return (
        getattr(kind, "__name__", str(kind))
        if isinstance(kind, type) and not getattr(kind, "__args__", ())
        else str(kind)
    )
