"""Keys of a dossier that were written under the wrong heading, as happens in TOML."""

from collections.abc import Iterator, Mapping

from aiprocure.errors import Problem
from aiprocure.errors.messages import pointer

__all__ = ["put_in_place"]

_TABLES = ("answers", "system", "advice", "nco_advice", "service")
_AT_TOP = {
    "edition": ("project", *_TABLES),
    "on": _TABLES,
    "phase": _TABLES,
}
"""Keys that belong at the top, and the tables in which they can mean nothing else."""
_OF_ITEMS = ("id", "words", "measures", "evidence", "set_aside", "owner", "due")
_NOT_OF_ITEMS = _TABLES
"""Tables that the keys of an item fall into where its heading was left a comment."""


def put_in_place(data: object) -> tuple[object, list[Problem]]:
    """Return plain data of a dossier with its misplaced keys moved to the top or left out, and one problem for each.

    So whatever else is wrong is found as if they had been written in the right place.
    """
    if not isinstance(data, Mapping):
        return data, []
    moved = dict(_misplaced(data))
    problems = [_problem(path, key) for path, key in moved.items()]
    if not moved:
        return data, []
    mended = {
        name: {key: value for key, value in part.items() if (name, key) not in moved}
        if isinstance(part, Mapping)
        else part
        for name, part in data.items()
    }
    for (name, *_), key in moved.items():
        if key in _AT_TOP and isinstance(part := data[name], Mapping):
            mended.setdefault(key, part[key])
    return mended, problems


def _misplaced(data: Mapping[object, object]) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield where each misplaced key stands, and the key."""
    for key, tables in _AT_TOP.items():
        for name in tables if key not in data else ():
            if isinstance(part := data.get(name), Mapping) and key in part:
                yield (name, key), key
    for name in _NOT_OF_ITEMS:
        if isinstance(part := data.get(name), Mapping):
            yield from (((name, key), key) for key in _OF_ITEMS if key in part)


def _problem(path: tuple[object, ...], key: str) -> Problem:
    code = "key-belongs-at-top" if key in _AT_TOP else "key-belongs-to-item"
    return Problem.of(code, pointer(*path), value=key)
