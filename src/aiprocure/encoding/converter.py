"""The rules by which plain data becomes values, and values plain data. The only module that knows cattrs."""

import contextlib
import datetime
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, Union, cast

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from aiprocure.errors import InvalidData, Problem, nearest, place, shown
from aiprocure.model.answers import Answers
from aiprocure.model.axes import OptionId
from aiprocure.model.case import Detail, Project, WrittenAnswer, WrittenAnswers
from aiprocure.model.citation import Provenance
from aiprocure.model.rules import Condition
from aiprocure.model.text import is_plain

__all__ = ["Data", "plain", "read_table", "structured"]

Data: TypeAlias = Union[bool, int, float, str, "list[Data]", "dict[str, Data]", None]
T = TypeVar("T")
Hook: TypeAlias = Callable[[Any, Any], Any]

_LARGEST_DETAIL = 10**18


def plain(value: object) -> dict[str, Data]:
    """Return a value of the model as plain data."""
    return cast(dict[str, Data], _converter(detailed=False).unstructure(value))


def structured(data: object, kind: type[T]) -> T:
    """Return the value of a kind that plain data describes, or raise :class:`InvalidData` with every misfit."""
    with contextlib.suppress(Exception):
        return _converter(detailed=False).structure(data, kind)
    try:
        return _converter(detailed=True).structure(data, kind)
    except Exception as error:  # noqa: BLE001  # whatever cattrs meets in hostile data is a problem of the data
        raise InvalidData(_problems_behind(error)) from None


@functools.cache
def _converter(*, detailed: bool) -> Converter:
    """The converter, strict about types: quick to be made and to read, or complete in its complaints."""
    made = Converter(detailed_validation=detailed, omit_if_default=True, unstruct_collection_overrides={tuple: list})
    for kind, read in _READERS.items():
        made.register_structure_hook(kind, functools.partial(_ignoring_kind, read))
    made.register_structure_hook_factory(attrs.has, functools.partial(_record, made))
    made.register_structure_hook_factory(_is_collection, functools.partial(_collection, made))
    made.register_structure_hook(Project, functools.partial(_project, made))
    made.register_structure_hook(WrittenAnswer, functools.partial(_written_answer, _record(made, WrittenAnswer)))
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_unstructure_hook(Provenance, str)
    made.register_unstructure_hook(frozenset, sorted)
    made.register_unstructure_hook(Project, lambda project: {"title": project.title, **dict(project.details)})
    for kind, values, pairs in _BY_KEY:
        _register_by_key(made, kind, values, pairs)
    return made


def _problems_behind(error: Exception, *steps: object) -> Iterator[Problem]:
    """What cattrs complained of, in our words and each with its place."""
    match error:
        case BaseValidationError():
            for inner in error.exceptions:
                yield from _problems_behind(inner, *steps, *_step_to(inner))
        case ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl) if field.init]
            for key in sorted(error.extra_fields):
                yield Problem(place(*steps, key), f"unknown key{nearest(key, known)}; the keys are {', '.join(known)}")
        case InvalidData():
            yield from (problem.under(place(*steps)) for problem in error.problems)
        case KeyError():
            yield Problem(place(*steps), "missing")
        case _:
            yield Problem(place(*steps), str(error))


def _step_to(error: BaseException) -> tuple[object, ...]:
    """The attribute name, position or key that cattrs noted on an error, where it noted one."""
    return tuple(
        note.name if isinstance(note, AttributeValidationNote) else note.index
        for note in getattr(error, "__notes__", ())
        if isinstance(note, AttributeValidationNote | IterableValidationNote)
    )


def read_table(data: object) -> dict[str, object]:
    """Return data as a table, or raise :class:`InvalidData` where it is none."""
    if not isinstance(data, Mapping):
        raise InvalidData([Problem("", f"expected a table, not {shown(data)}")])
    if strays := [key for key in data if not isinstance(key, str)]:
        raise InvalidData(Problem(place(key), "expected text as a key") for key in strays)
    return dict(data)


def _record(made: Converter, kind: type[Any]) -> Hook:
    fill = make_dict_structure_fn(
        kind, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=made.detailed_validation
    )
    return lambda data, _: fill(read_table(data), kind)


def _is_collection(kind: object) -> bool:
    return getattr(kind, "__origin__", None) in (tuple, frozenset)


def _collection(made: Converter, kind: Any) -> Hook:
    items: Any = list[kind.__args__[0]]
    structure = made.get_structure_hook(items)
    return lambda data, _: kind.__origin__(structure(_read_list(data), items))


def _register_by_key(made: Converter, kind: type[Any], values: Any, pairs: str) -> None:
    """A value that keeps pairs in a tuple, and is a table in plain data."""
    table: Any = dict[str, values]
    structure = made.get_structure_hook(table)
    made.register_structure_hook(kind, lambda data, _: kind(structure(read_table(data), table)))
    made.register_unstructure_hook(kind, lambda value: made.unstructure(dict(getattr(value, pairs))))


def _project(made: Converter, data: object, _: object) -> Project:
    details = made.structure({"title": None, **read_table(data)}, dict[str, Detail])
    return Project(details.pop("title"), tuple(details.items()))


def _written_answer(fill: Hook, data: object, kind: object) -> object:
    return fill(data if isinstance(data, Mapping) else {"option": data}, kind)


def _ignoring_kind(read: Callable[[object], object], data: object, _: object) -> object:
    return read(data)


def _read_list(data: object) -> list[object]:
    if not isinstance(data, list | tuple):
        raise ValueError(f"expected a list, not {shown(data)}")
    return list(data)


def _read_text(data: object) -> str:
    if not isinstance(data, str):
        raise ValueError(f"expected text, not {shown(data)}")
    if not is_plain(data):
        raise ValueError(f"expected text without control or invisible characters, not {shown(data)}")
    return data


def _read_number(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise ValueError(f"expected a whole number, not {shown(data)}")
    return data


def _read_truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise ValueError(f"expected true or false, not {shown(data)}")
    return data


def _read_date(data: object) -> datetime.date:
    match data:
        case datetime.date() if not isinstance(data, datetime.datetime):
            return data
        case str() if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            try:
                return datetime.date.fromisoformat(data)
            except ValueError as error:
                raise ValueError(f"{error}: {shown(data)}") from None
    raise ValueError(f"expected a date such as 2025-05-27, not {shown(data)}")


def _read_provenance(data: object) -> Provenance:
    if isinstance(data, str) and data in tuple(Provenance):
        return Provenance(data)
    raise ValueError(f"no provenance {shown(data)}; choose from {', '.join(Provenance)}")


def _read_option(data: object) -> str | int:
    if isinstance(data, str):
        return _read_text(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise ValueError(f"expected an option by its id, number, mark or slug, not {shown(data)}")
    return data


def _read_detail(data: object) -> str:
    match data:
        case str() if data.strip():
            return _read_text(data)
        case bool():
            return "true" if data else "false"
        case int() | float() if -_LARGEST_DETAIL < data < _LARGEST_DETAIL:
            return str(data)
        case datetime.date() | datetime.time():
            return data.isoformat()
        case list() if not any(isinstance(item, list) for item in data):
            return "、".join(_read_detail(item) for item in data)
    raise ValueError(f"expected text, a number, a date, true or false, or a list of these, not {shown(data)}")


_READERS: Mapping[Any, Callable[[object], object]] = {
    str: _read_text,
    int: _read_number,
    bool: _read_truth,
    datetime.date: _read_date,
    Provenance: _read_provenance,
    Detail: _read_detail,
    str | int: _read_option,
}
_BY_KEY: tuple[tuple[type[Any], Any, str], ...] = (
    (Answers, OptionId, "choices"),
    (Condition, frozenset[OptionId], "sets"),
    (WrittenAnswers, WrittenAnswer, "by_axis"),
)
