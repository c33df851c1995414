"""The rules by which plain data becomes values, and values plain data. The only module that knows cattrs.

cattrs chooses what reads a type and writes plain data; what reads a table or a list is ours, so that every misfit is
found and named with its place, and so that no code is generated before it is needed.
"""

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar, Union, cast

import attrs
from cattrs import Converter

from aiprocure.errors import InvalidData, Problem
from aiprocure.model.answers import Answers
from aiprocure.model.axes import OptionId
from aiprocure.model.case import Detail, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.citation import Provenance
from aiprocure.model.rules import Condition
from aiprocure.model.scope import ScopeKind
from aiprocure.model.text import is_plain
from aiprocure.wording import nearest, place, shown

__all__ = ["Data", "plain", "read_table", "structured"]

Data: TypeAlias = Union[bool, int, float, str, "list[Data]", "dict[str, Data]", None]
T = TypeVar("T")
K = TypeVar("K")
Hook: TypeAlias = Callable[[Any, Any], Any]

_LARGEST_DETAIL = 10**18


def plain(value: object) -> dict[str, Data]:
    """Return a value of the model as plain data."""
    return cast(dict[str, Data], _converter().unstructure(value))


def structured(data: object, kind: type[T]) -> T:
    """Return the value of a kind that plain data describes, or raise :class:`InvalidData` with every misfit."""
    return _converter().structure(data, kind)


@functools.cache
def _converter() -> Converter:
    """The one converter. What it calls to read data raises nothing but :class:`InvalidData`, for all that is wrong."""
    made = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    for kind, read in _READERS.items():
        made.register_structure_hook(kind, functools.partial(_ignoring_kind, read))
    made.register_structure_hook_factory(attrs.has, functools.partial(_record, made))
    made.register_structure_hook_factory(_is_collection, functools.partial(_collection, made))
    made.register_structure_hook_factory(_is_dictionary, functools.partial(_dictionary, made))
    made.register_structure_hook(Project, functools.partial(_project, made))
    made.register_structure_hook(WrittenAnswer, functools.partial(_written_answer, _record(made, WrittenAnswer)))
    for choice in _CHOICES:
        made.register_structure_hook(choice, _choice(choice))
        made.register_unstructure_hook(choice, str)
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_unstructure_hook(frozenset, sorted)
    made.register_unstructure_hook(Project, lambda project: {"title": project.title, **dict(project.details)})
    for kind, values, pairs in _BY_KEY:
        _register_by_key(made, kind, values, pairs)
    return made


def read_table(data: object) -> dict[str, object]:
    """Return data as a table, or raise :class:`InvalidData` where it is none."""
    if not isinstance(data, Mapping):
        raise _misfit(f"expected a table, not {shown(data)}")
    if strays := [key for key in data if not isinstance(key, str)]:
        raise InvalidData(Problem(place(key), "expected text as a key") for key in strays)
    return dict(data)


def _record(made: Converter, kind: type[Any]) -> Hook:
    """Reads a table into a class: every field by its type, none missing, none unknown."""
    fields = {field.name: field for field in attrs.fields(kind) if field.init and not field.name.startswith("_")}
    hooks = {name: made.get_structure_hook(field.type) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]

    def read(data: object, _: object) -> object:
        table = read_table(data)
        amiss = [Problem(name, "missing") for name in required if name not in table]
        amiss += [
            Problem(place(key), f"unknown key{nearest(key, fields)}; the keys are {', '.join(fields)}")
            for key in table
            if key not in fields
        ]
        given = {name: (hooks[name], fields[name].type, table[name]) for name in fields if name in table}
        return kind(**_read_each(given, amiss))

    return read


def _collection(made: Converter, kind: Any) -> Hook:
    item = kind.__args__[0]
    hook = made.get_structure_hook(item)

    def read(data: object, _: object) -> object:
        if not isinstance(data, list | tuple):
            raise _misfit(f"expected a list, not {shown(data)}")
        return kind.__origin__(_read_each({i: (hook, item, each) for i, each in enumerate(data)}, []).values())

    return read


def _dictionary(made: Converter, kind: Any) -> Hook:
    value = kind.__args__[1]
    hook = made.get_structure_hook(value)

    def read(data: object, _: object) -> object:
        table = read_table(data)
        amiss = [Problem(place(key), "expected a key without control characters") for key in table if not is_plain(key)]
        return _read_each({key: (hook, value, each) for key, each in table.items()}, amiss)

    return read


def _read_each(given: Mapping[K, tuple[Hook, Any, object]], amiss: list[Problem]) -> dict[K, Any]:
    """Read each piece with its hook; where anything is amiss, in a piece or already, raise all of it at once."""
    read: dict[K, Any] = {}
    found: list[Problem] = []
    for step, (hook, kind, data) in given.items():
        try:
            read[step] = hook(data, kind)
        except InvalidData as error:
            found += (problem.under(place(step)) for problem in error.problems)
    if found or amiss:
        raise InvalidData(found + amiss)
    return read


def _is_collection(kind: object) -> bool:
    return getattr(kind, "__origin__", None) in (tuple, frozenset)


def _is_dictionary(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is dict


def _register_by_key(made: Converter, kind: type[Any], values: Any, pairs: str) -> None:
    """A value that keeps pairs in a tuple, and is a table in plain data."""
    table: Any = dict[str, values]
    structure = made.get_structure_hook(table)
    made.register_structure_hook(kind, lambda data, _: kind(structure(data, table)))
    made.register_unstructure_hook(kind, lambda value: made.unstructure(dict(getattr(value, pairs))))


def _project(made: Converter, data: object, _: object) -> Project:
    table = read_table(data)
    hook = made.get_structure_hook(Detail)
    amiss = [] if "title" in table else [Problem("title", "missing")]
    amiss += [Problem(place(name), "expected a name in one line") for name in table if not _is_line(name)]
    details = _read_each({name: (hook, Detail, value) for name, value in table.items()}, amiss)
    return Project(details.pop("title"), tuple(details.items()))


def _is_line(passage: str) -> bool:
    return bool(passage.strip()) and is_plain(passage) and "\n" not in passage


def _misfit(what: str) -> InvalidData:
    return InvalidData([Problem("", what)])


def _written_answer(fill: Hook, data: object, kind: object) -> object:
    return fill(data, kind) if isinstance(data, Mapping) else WrittenAnswer(_read_option(data))


def _ignoring_kind(read: Callable[[object], object], data: object, _: object) -> object:
    return read(data)


def _read_text(data: object) -> str:
    if not isinstance(data, str):
        quoted = "; put it in quotes" if isinstance(data, datetime.date) else ""
        raise _misfit(f"expected text, not {shown(data)}{quoted}")
    if not is_plain(data):
        raise _misfit(f"expected text without control or invisible characters, not {shown(data)}")
    return data


def _read_number(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise _misfit(f"expected a whole number, not {shown(data)}")
    return data


def _read_truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise _misfit(f"expected true or false, not {shown(data)}")
    return data


def _read_date(data: object) -> datetime.date:
    match data:
        case datetime.date() if not isinstance(data, datetime.datetime):
            return data
        case str() if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            try:
                return datetime.date.fromisoformat(data)
            except ValueError as error:
                raise _misfit(f"{error}: {shown(data)}") from None
    raise _misfit(f"expected a date such as 2025-05-27, not {shown(data)}")


def _choice(kind: type[StrEnum]) -> Hook:
    def read(data: object, _: object) -> StrEnum:
        if isinstance(data, str) and data in tuple(kind):
            return kind(data)
        raise _misfit(f"no {kind.__name__.lower()} {shown(data)}; choose from {', '.join(kind)}")

    return read


def _read_option(data: object) -> str | int:
    if isinstance(data, str):
        return _read_text(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise _misfit(f"expected an option by its id, number, mark or slug, not {shown(data)}")
    return data


def _read_detail(data: object) -> str:
    match data:
        case str() if _is_line(data):
            return data
        case bool():
            return "true" if data else "false"
        case int() | float() if -_LARGEST_DETAIL < data < _LARGEST_DETAIL:
            return str(data)
        case datetime.date() | datetime.time():
            return data.isoformat()
        case list() if data and not any(isinstance(item, list) for item in data):
            return "、".join(_read_detail(item) for item in data)
    raise _misfit(f"expected a line of text, a number, a date, true or false, or a list of these, not {shown(data)}")


_READERS: Mapping[Any, Callable[[object], object]] = {
    str: _read_text,
    int: _read_number,
    bool: _read_truth,
    datetime.date: _read_date,
    Detail: _read_detail,
    str | int: _read_option,
}
_CHOICES: tuple[type[StrEnum], ...] = (Provenance, ScopeKind)
_BY_KEY: tuple[tuple[type[Any], Any, str], ...] = (
    (Answers, OptionId, "choices"),
    (Condition, frozenset[OptionId], "sets"),
    (WrittenAnswers, WrittenAnswer, "by_axis"),
)
