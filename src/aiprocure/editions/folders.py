"""Folders of TOML files that together describe one edition, one file a concept."""

import os

import attrs

from aiprocure.encoding.parsing import parse, read_source
from aiprocure.encoding.regular_files import reason_of
from aiprocure.errors import InvalidData, Problem, Text
from aiprocure.errors.messages import pointer, shown_path

__all__ = ["read_folder"]

_KIND = Text("版のファイル", "a file of an edition")


def read_folder(folder: "str | os.PathLike[str]", *, most_bytes: int) -> dict[str, object]:
    """Return the plain data in all TOML files of a folder together.

    Raises :class:`InvalidData` for a folder that cannot be read, and for keys that two files give.
    """
    data: dict[str, object] = {}
    given_in: dict[str, str] = {}
    problems: list[Problem] = []
    for path in _files_of(folder):
        name = os.path.basename(path)
        content = parse(read_source(path, kind=_KIND, most_bytes=most_bytes))
        for key, value in content.items() if isinstance(content, dict) else ():
            if key in data:
                problem = Problem.of("given-in-two-files", pointer(key), value=key, first=given_in[key], second=name)
                problems.append(attrs.evolve(problem, file=shown_path(path)))
            data[key], given_in[key] = value, name
    if problems:
        raise InvalidData(problems)
    return data


def _files_of(folder: "str | os.PathLike[str]") -> list[str]:
    try:
        path: object = os.fspath(folder)
    except TypeError:
        path = None
    if not isinstance(path, str):
        raise InvalidData(Problem.of("not-a-path", value=folder))
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith(".toml"))
    except NotADirectoryError:
        problem = Problem.of("not-a-folder")
    except (OSError, ValueError) as error:
        problem = Problem.of("cannot-be-read", why=reason_of(error))
    else:
        if names:
            return [os.path.join(path, name) for name in names]
        problem = Problem.of("folder-without-edition")
    raise InvalidData(attrs.evolve(problem, file=shown_path(path)))
