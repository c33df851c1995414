"""The public surface of the library: every name that a public package exports, with its parameters and fields."""

import inspect
import re
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
    "testing",
)
MODULE = re.compile(r"\b(?:[a-z_][a-z0-9_]*\.)+(?=_?[A-Z])")
"""The modules before the name of a class: which of them defines it is no part of the surface."""
ADDRESS = re.compile(" at 0x[0-9a-f]+")


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
        fields = [field for field in attrs.fields(value) if field.init] if attrs.has(value) else []
        yield from (f"{name}.{field.name}: {written(field.type)}" for field in fields)
        keys = getattr(value, "__required_keys__", frozenset[str]())  # of a table in plain data
        yield from (f"{name}[{key!r}]" for key in sorted(keys))
        members = vars(value).keys() - {field.name for field in fields}
        for member in sorted(each for each in members if not each.startswith("_")):
            stored = inspect.getattr_static(value, member)
            yield from member_lines(f"{name}.{member}", getattr(value, member), stored)
    elif inspect.isfunction(value):
        yield f"{name}{signature_of(value)}"
    elif hasattr(value, "__supertype__"):
        yield f"{name} is a {value.__supertype__.__name__}"
    else:
        yield f"{name} {'module' if isinstance(value, ModuleType) else 'value'}"


def member_lines(name: str, found: object, stored: object) -> Iterator[str]:
    """What is public of a member of a class, as it is found there and as it is stored."""
    if isinstance(found, str):
        yield f"{name} = {str(found)!r}"
    elif isinstance(stored, classmethod):
        yield f"{name}{signature_of(found)} classmethod"
    elif inspect.isfunction(found):
        yield f"{name}{signature_of(found)}"
    else:
        yield f"{name} property"


def signature_of(function: object) -> str:
    """The parameters of a function and what it returns, as every version of Python writes them."""
    return plain(str(inspect.signature(function)))  # type: ignore[arg-type]  # what is called is callable


def written(kind: object) -> str:
    """A type as every version of Python writes it."""
    if isinstance(kind, type) and not getattr(kind, "__args__", ()):
        return kind.__name__
    return plain(str(kind))


def plain(words: str) -> str:
    """Words without what differs from one version, or one run, to the next."""
    return ADDRESS.sub("", MODULE.sub("", words))
