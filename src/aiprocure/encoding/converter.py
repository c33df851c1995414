"""The rules by which plain data becomes values, and values plain data. The only module that knows cattrs.

cattrs chooses what reads a type, and writes plain data. What reads a table or a list is ours, so that every problem is
found and named with its place, and so that no code is generated before it is needed.
"""

import datetime
import functools
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import islice
from typing import Any, TypeAlias, TypeVar, cast, get_args

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from aiprocure.encoding.plain_data import Data
from aiprocure.errors import Choice, InvalidData, Problem, Text
from aiprocure.errors.messages import did_you_mean, pointer
from aiprocure.model.dossier import LARGEST_DETAIL, Detail, Project, WrittenAnswer
from aiprocure.model.normalization import is_blank, is_plain

__all__ = ["LONGEST_TEXT", "MOST_PROBLEMS", "plain", "read_table", "stopped_here", "structured"]

T = TypeVar("T")
K = TypeVar("K")
Hook: TypeAlias = Callable[[Any, Any], Any]

MOST_PROBLEMS = 1_000
"""Problems of one table or list that are reported; beyond them, hostile data would take long to refuse."""
LONGEST_TEXT = 262_144
"""How long a text may be, in characters."""
_MOST_BITS = 14_000
"""How large a whole number may be: Python writes no more than 4,300 digits."""
_MOST_HINTS = 100

_TABLE = Choice("table", text=Text("表（項目と値の組）", "a table"))
_LIST = Choice("list", text=Text("並び（[ ] で囲んだもの）", "a list"))
_TEXT = Choice("text", text=Text("文字列", "text"))
_INTEGER = Choice("integer", text=Text("整数", "a whole number"))
_TRUTH = Choice("boolean", text=Text("true 又は false", "true or false"))
_DATE = Choice("date", text=Text("2025-05-27 のような日付", "a date such as 2025-05-27"))
_OPTION = Choice(
    "option", text=Text("選択肢の識別子、番号、丸数字又は識別名", "an option by its id, number, mark or slug")
)
_DETAIL = Choice(
    "detail",
    text=Text(
        "一行の文字列、数、日付、真偽又はこれらの並び",
        "a line of text, a number, a date, true or false, or a list of these",
    ),
)


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
    made.register_structure_hook_func(_is_options, functools.partial(_ignoring_kind, _read_options))
    made.register_structure_hook(Project, functools.partial(_project, made))
    made.register_structure_hook(WrittenAnswer, functools.partial(_written_answer, _record(made, WrittenAnswer)))
    made.register_structure_hook(StrEnum, _read_choice)
    made.register_unstructure_hook(StrEnum, str)
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_unstructure_hook(frozenset, sorted)
    made.register_unstructure_hook_factory(_holds_more_than_its_value, functools.partial(_value_alone, made))
    made.register_unstructure_hook(Project, lambda project: {"title": project.title, **dict(project.details)})
    made.register_structure_hook_factory(_keeps_pairs, functools.partial(_by_key, made))
    made.register_unstructure_hook_func(_keeps_pairs, functools.partial(_pairs_by_key, made))
    return made


def read_table(data: object) -> dict[str, object]:
    """Return data as a table, or raise :class:`InvalidData` where it is not one."""
    if not isinstance(data, Mapping):
        raise _wrong_type(_TABLE, data)
    if strays := [key for key in data if not isinstance(key, str)]:
        problems = [
            Problem.of("wrong-type", pointer(key), value=key, expected=[_TEXT]) for key in strays[:MOST_PROBLEMS]
        ]
        raise InvalidData(problems)
    return dict(data)


def _record(made: Converter, kind: type[Any]) -> Hook:
    """Reads a table into a class: every field by its type, none missing, none unknown."""
    fields = {field.name: field for field in _exchanged(kind)}
    hooks = {name: made.get_structure_hook(field.type) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]

    def read(data: object, _: object) -> object:
        table = read_table(data)
        problems = [Problem.of("missing-key", pointer(name), key=name) for name in required if name not in table]
        problems += _problems_of_unknown_keys([key for key in table if key not in fields], list(fields))
        given = {name: (hooks[name], fields[name].type, table[name]) for name in fields if name in table}
        return kind(**_read_each(given, problems))

    return read


def _problems_of_unknown_keys(unknown: list[str], known: list[str]) -> list[Problem]:
    """One problem a key, up to the most there may be. The nearest known key is looked for only so many times."""
    expected = [Choice(name) for name in known]
    hints = [did_you_mean(key, known) for key in unknown[:_MOST_HINTS]]
    hints += [Text("", "")] * (len(unknown) - len(hints))
    problems = [
        Problem.of("unknown-key", pointer(key), value=key, expected=expected, hint=hint)
        for key, hint in zip(unknown[:MOST_PROBLEMS], hints, strict=False)
    ]
    return [*problems, *map(stopped_here, map(pointer, unknown[MOST_PROBLEMS : MOST_PROBLEMS + 1]))]


def _holds_more_than_its_value(kind: object) -> bool:
    """Whether a class has fields in which equal values may differ: those are not exchanged."""
    return attrs.has(cast(type[object], kind)) and not all(field.eq for field in attrs.fields(cast(Any, kind)))


def _value_alone(made: Converter, kind: type[Any]) -> Callable[[Any], Any]:
    left_out = {field.name: override(omit=True) for field in attrs.fields(kind) if not field.eq}
    made_for: Any = make_dict_unstructure_fn
    return cast(Callable[[Any], Any], made_for(kind, made, _cattrs_omit_if_default=True, **left_out))


def _collection(made: Converter, kind: Any) -> Hook:
    item = kind.__args__[0]
    hook = made.get_structure_hook(item)

    def read(data: object, _: object) -> object:
        if not isinstance(data, list | tuple):
            raise _wrong_type(_LIST, data)
        return kind.__origin__(_read_each({i: (hook, item, each) for i, each in enumerate(data)}, []).values())

    return read


def _dictionary(made: Converter, kind: Any) -> Hook:
    value = kind.__args__[1]
    hook = made.get_structure_hook(value)

    def read(data: object, _: object) -> object:
        table = read_table(data)
        hidden = [key for key in table if not is_plain(key)]
        problems = [Problem.of("hidden-characters", pointer(key), value=key) for key in hidden[:MOST_PROBLEMS]]
        return _read_each({key: (hook, value, each) for key, each in table.items()}, problems)

    return read


def _read_each(given: Mapping[K, tuple[Hook, Any, object]], problems: list[Problem]) -> dict[K, Any]:
    """Read each piece with its hook. Problems of the pieces are raised at once, before those that are known already."""
    read: dict[K, Any] = {}
    found: list[Problem] = []
    for step, (hook, kind, data) in given.items():
        try:
            read[step] = hook(data, kind)
        except InvalidData as error:
            found += (problem.under(step) for problem in error.problems)
            if len(found) >= MOST_PROBLEMS:
                found.append(stopped_here(pointer(step)))
                break
    if found or problems:
        raise InvalidData(found + problems)
    return read


def _is_collection(kind: object) -> bool:
    return getattr(kind, "__origin__", None) in (tuple, frozenset)


def _is_options(kind: object) -> bool:
    return kind == tuple[str | int, ...]


def _is_dictionary(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is dict


def _keeps_pairs(kind: object) -> bool:
    """Whether a value is nothing but pairs in a tuple: it is a table in plain data."""
    return attrs.has(cast(type[object], kind)) and _type_in_pairs(kind) is not None


def _type_in_pairs(kind: Any) -> Any:
    """What is paired with a name, in a class whose one field is a tuple of such pairs."""
    match [[get_args(item) for item in get_args(field.type)] for field in _exchanged(kind)]:
        case [[(_, value), ()]] if value is not Ellipsis:
            return value
    return None


def _exchanged(kind: Any) -> list[Any]:
    """The fields that make a value what it is: those in which equal values may differ are not exchanged."""
    return [field for field in attrs.fields(kind) if field.init and field.eq]


def _by_key(made: Converter, kind: type[Any]) -> Hook:
    table = cast(Any, dict)[str, _type_in_pairs(kind)]
    structure = made.get_structure_hook(table)
    return lambda data, _: kind(structure(data, table))


def _pairs_by_key(made: Converter, value: object) -> dict[str, Data]:
    [field] = _exchanged(type(value))
    return cast(dict[str, Data], made.unstructure(dict(getattr(value, field.name))))


def _project(made: Converter, data: object, _: object) -> Project:
    table = read_table(data)
    hook = made.get_structure_hook(Detail)
    problems = [] if "title" in table else [Problem.of("missing-key", "/title", key="title")]
    wrong = ((name, problem) for name in table for problem in _problems_of_line(name))
    problems += [problem.under(name) for name, problem in islice(wrong, MOST_PROBLEMS)]
    details = _read_each({name: (hook, Detail, value) for name, value in table.items()}, problems)
    return Project(details.pop("title"), tuple(details.items()))


def _problems_of_line(passage: str) -> tuple[Problem, ...]:
    """Why a passage is not a line of text."""
    try:
        _read_line(passage)
    except InvalidData as error:
        return error.problems
    return ()


def stopped_here(where: str) -> Problem:
    """Return the problem that stands for all that were not looked for."""
    return Problem.of("stopped-here", where)


def _wrong_type(expected: Choice, data: object) -> InvalidData:
    return InvalidData(Problem.of("wrong-type", value=data, expected=[expected]))


def _refused(code: str, data: object) -> InvalidData:
    return InvalidData(Problem.of(code, value=data))


def _written_answer(fill: Hook, data: object, kind: object) -> object:
    return fill(data, kind) if isinstance(data, Mapping) else WrittenAnswer(_read_option(data))


def _ignoring_kind(read: Callable[[object], object], data: object, _: object) -> object:
    return read(data)


def _read_text(data: object) -> str:
    if isinstance(data, datetime.date):
        raise _refused("text-needs-quotes", data)
    if not isinstance(data, str):
        raise _wrong_type(_TEXT, data)
    if len(data) > LONGEST_TEXT:
        raise InvalidData(Problem.of("too-long", most=LONGEST_TEXT, unit=Text("字", " characters")))
    if not is_plain(data):
        raise _refused("hidden-characters", data)
    return data


def _read_number(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise _wrong_type(_INTEGER, data)
    if data.bit_length() > _MOST_BITS:
        raise _refused("too-many-digits", data)
    return data


def _read_truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise _wrong_type(_TRUTH, data)
    return data


def _read_date(data: object) -> datetime.date:
    match data:
        case datetime.date() if not isinstance(data, datetime.datetime):
            return data
        case str() if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            try:
                return datetime.date.fromisoformat(data)
            except ValueError:
                raise _refused("no-such-day", data) from None
    raise _wrong_type(_DATE, data)


def _read_choice(data: object, kind: type[StrEnum]) -> StrEnum:
    if isinstance(data, str) and data in tuple(kind):
        return kind(data)
    raise InvalidData(Problem.of("no-such-option", value=data, expected=[Choice(choice.value) for choice in kind]))


def _read_option(data: object) -> str | int:
    if isinstance(data, str):
        return _read_text(data)
    if isinstance(data, float) and data.is_integer():  # 3.0 and 3 are one number in JSON
        return int(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise _wrong_type(_OPTION, data)
    return _read_number(data)


def _read_options(data: object) -> tuple[str | int, ...]:
    if not isinstance(data, list | tuple):
        return (_read_option(data),)
    hook = functools.partial(_ignoring_kind, _read_option)
    return tuple(_read_each({i: (hook, None, each) for i, each in enumerate(data)}, []).values())


def _read_line(data: str) -> str:
    if is_blank(data):
        raise _refused("blank", data)
    if "\n" in data:
        raise _refused("not-one-line", data)
    return _read_text(data)


def _read_detail(data: object) -> str:
    match data:
        case str():
            return _read_line(data)
        case bool():
            return "true" if data else "false"
        case int() | float() if -LARGEST_DETAIL < data < LARGEST_DETAIL:
            return str(data)
        case datetime.date() | datetime.time():
            return data.isoformat()
        case list() if data and not any(isinstance(item, list) for item in data):
            return "、".join(_read_detail(item) for item in data)
        case int() | float():
            raise InvalidData(Problem.of("too-large", value=data, most=LARGEST_DETAIL - 1))
    raise _wrong_type(_DETAIL, data)


_READERS: Mapping[Any, Callable[[object], object]] = {
    str: _read_text,
    int: _read_number,
    bool: _read_truth,
    datetime.date: _read_date,
    Detail: _read_detail,
    str | int: _read_option,
}
