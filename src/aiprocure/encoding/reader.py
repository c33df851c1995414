"""The reader by which plain data becomes values: every problem is found, and named with its place.

What reads a class is made from its fields when it is first asked for. Only what writes needs cattrs, so that an edition
loads without it.
"""

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import islice
from numbers import Rational
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs

from aiprocure.encoding.formats import take_format
from aiprocure.encoding.forms import exchanged_fields, type_in_pairs
from aiprocure.errors import Choice, InvalidData, Problem, Text
from aiprocure.errors.messages import did_you_mean, pointer
from aiprocure.model.normalization import is_plain

__all__ = [
    "LONGEST_TEXT",
    "MOST_PROBLEMS",
    "Read",
    "Word",
    "as_in_files",
    "first_problems",
    "read_each",
    "read_option",
    "read_table",
    "read_text",
    "refusal",
    "stopped_here",
    "structured",
    "wrong_type",
]

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
Read: TypeAlias = Callable[[object], Any]
"""What reads plain data as a value of one kind, and raises nothing but :class:`InvalidData`, for all that is wrong."""

MOST_PROBLEMS = 1_000
"""Problems of one table or list that are reported; beyond them, hostile data would take long to refuse."""
LONGEST_TEXT = 262_144
"""How long a text may be, in characters."""
_MOST_BITS = 14_000
"""How large a whole number may be: Python writes no more than 4,300 digits."""
_MOST_HINTS = 100
_FRACTION = "[0-9]{1,4000}(?:/[1-9][0-9]{0,3999})?"
"""Compiled when it is first needed, as that takes long and no edition holds a fraction."""

_TABLE = Choice("table", text=Text("表（項目と値の組）", "a table"))
_LIST = Choice("list", text=Text("並び（[ ] で囲んだもの）", "a list"))
_TEXT = Choice("text", text=Text("文字列", "text"))
_INTEGER = Choice("integer", text=Text("整数", "a whole number"))
_TRUTH = Choice("boolean", text=Text("true 又は false", "true or false"))
_EXACT = Choice("fraction", text=Text("3 又は 1/3 のような文字列", "text such as 3 or 1/3"))
_DATE = Choice("date", text=Text("2025-05-27 のような日付", "a date such as 2025-05-27"))
_OPTION = Choice(
    "option", text=Text("選択肢の識別子、番号、丸数字又は識別名", "an option by its id, number, mark or slug")
)


def _none(kind: object) -> None:  # what is free of nothing
    """No kind of value is written freely."""


def structured(
    data: object, kind: type[T], free: Callable[[object], Read | None] = _none, document: str | None = None
) -> T:
    """Return the value of a kind that plain data describes, or raise :class:`InvalidData` with every misfit.

    ``free`` returns what reads a kind that is written more freely than its fields say, or None for any other.
    ``document`` is the format that the data may say it has, where it is a whole document.
    """
    declared: Any = kind
    plain, problems = (data, []) if document is None else take_format(data, document)
    try:
        value: T = _reader_of(declared, free)(plain)
    except InvalidData as error:
        raise InvalidData((*problems, *error.problems)) from None
    if problems:
        raise InvalidData(problems)
    return value


@functools.cache
def _reader_of(kind: Any, free: Callable[[object], Read | None]) -> Read:
    """What reads a declared type."""
    kind = getattr(kind, "__supertype__", kind)
    if known := free(kind) or _READERS.get(kind):
        return known
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (tuple, frozenset):
        return _reader_of_items(origin, _reader_of(inside[0], free))
    if origin is UnionType or origin is Union:
        [single] = [each for each in inside if each is not NoneType]
        return _optional(_reader_of(single, free))
    if issubclass(kind, StrEnum | Rational):
        return functools.partial(_read_choice, kind) if issubclass(kind, StrEnum) else _read_fraction
    if (paired := type_in_pairs(kind)) is not None:
        return _reader_of_pairs(kind, _reader_of(paired, free))
    return _reader_of_fields(kind, free)


def _optional(read: Read) -> Read:
    return lambda data: None if data is None else read(data)


def read_table(data: object) -> dict[str, object]:
    """Return data as a table, or raise :class:`InvalidData` where it is not one."""
    if not isinstance(data, Mapping):
        raise wrong_type(_TABLE, data)
    if strays := [key for key in data if not isinstance(key, str)]:
        problems = [
            Problem.of("wrong-type", pointer(key), value=key, expected=[_TEXT]) for key in strays[:MOST_PROBLEMS]
        ]
        raise InvalidData(problems)
    return dict(data)


def _reader_of_fields(kind: type[object], free: Callable[[object], Read | None]) -> Read:
    """What reads a table as a class: every field by its type, none missing, none unknown."""
    fields = {field.name: field for field in exchanged_fields(kind)}
    types: dict[str, Any] = {name: field.type for name, field in fields.items()}
    reads = {name: _reader_of(declared, free) for name, declared in types.items()}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]

    def read(data: object) -> object:
        table = read_table(data)
        problems = [Problem.of("missing-key", pointer(name), key=name) for name in required if name not in table]
        if unknown := [key for key in table if key not in reads]:
            problems += _problems_of_unknown_keys(unknown, list(reads))
        return kind(**read_each(((name, reads[name], table[name]) for name in reads if name in table), problems))

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


def _reader_of_items(collection: Callable[[Iterable[object]], object], read_item: Read) -> Read:
    def read(data: object) -> object:
        if not isinstance(data, list | tuple):
            raise wrong_type(_LIST, data)
        return collection(read_each(((i, read_item, each) for i, each in enumerate(data)), []).values())

    return read


def _reader_of_pairs(kind: Callable[[dict[str, object]], object], read_value: Read) -> Read:
    def read(data: object) -> object:
        table = read_table(data)
        hidden = [key for key in table if not is_plain(key)]
        problems = [Problem.of("hidden-characters", pointer(key), value=key) for key in hidden[:MOST_PROBLEMS]]
        return kind(read_each(((key, read_value, each) for key, each in table.items()), problems))

    return read


def read_each(pieces: Iterable[tuple[K, Callable[[object], V], object]], problems: list[Problem]) -> dict[K, V]:
    """Return each piece as what reads it returns it, by its key or position.

    Raises the problems of all pieces at once, and after them those that are known already.
    """
    values: dict[K, V] = {}
    found: list[Problem] = []
    for step, read, data in pieces:
        try:
            values[step] = read(data)
        except InvalidData as error:
            found += (problem.under(step) for problem in error.problems)
            if len(found) >= MOST_PROBLEMS:
                found.append(stopped_here(pointer(step)))
                break
    if found or problems:
        raise InvalidData(found + problems)
    return values


def first_problems(found: Iterable[Problem]) -> list[Problem]:
    """Return the first of some problems, as many as are reported; where there are more, the last says so."""
    first = list(islice(found, MOST_PROBLEMS + 1))
    if len(first) > MOST_PROBLEMS:
        first[-1] = stopped_here(first[-1].where)
    return first


def stopped_here(where: str) -> Problem:
    """Return the problem that stands for all that were not looked for."""
    return Problem.of("stopped-here", where)


def wrong_type(expected: Choice, data: object) -> InvalidData:
    """Return the refusal of data that is not what was expected."""
    return InvalidData(Problem.of("wrong-type", value=as_in_files(data), expected=[expected]))


@attrs.frozen(repr=False)
class Word:
    """A word that a message shows without quotation marks."""

    word: str

    def __repr__(self) -> str:
        return self.word


def as_in_files(data: object) -> object:
    """Return what a message shows for data: a truth value as TOML and JSON write it, all else as it is."""
    return Word("true" if data else "false") if isinstance(data, bool) else data


def refusal(code: str, data: object) -> InvalidData:
    """Return the refusal of data for the reason that a code stands for."""
    return InvalidData(Problem.of(code, value=data))


def read_text(data: object) -> str:
    """Return data as a text that shows all it holds, or raise :class:`InvalidData`."""
    if isinstance(data, datetime.date):
        raise refusal("text-needs-quotes", data)
    if not isinstance(data, str):
        raise wrong_type(_TEXT, data)
    if len(data) > LONGEST_TEXT:
        raise InvalidData(Problem.of("too-long", most=LONGEST_TEXT, unit=Text("字", " characters")))
    if not is_plain(data):
        raise refusal("hidden-characters", data)
    return data


def _read_number(data: object) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise wrong_type(_INTEGER, data)
    if data.bit_length() > _MOST_BITS:
        raise refusal("too-many-digits", data)
    return data


def _read_fraction(data: object) -> Rational:
    from fractions import Fraction  # only what was supplied to a search holds one

    if isinstance(data, str) and re.fullmatch(_FRACTION, data):
        return Fraction(data)
    raise wrong_type(_EXACT, data)


def _read_truth(data: object) -> bool:
    if not isinstance(data, bool):
        raise wrong_type(_TRUTH, data)
    return data


def _read_date(data: object) -> datetime.date:
    match data:
        case datetime.date() if not isinstance(data, datetime.datetime):
            return data
        case str() if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
            try:
                return datetime.date.fromisoformat(data)
            except ValueError:
                raise refusal("no-such-day", data) from None
    raise wrong_type(_DATE, data)


def _read_choice(kind: type[StrEnum], data: object) -> StrEnum:
    if isinstance(data, str) and data in tuple(kind):
        return kind(data)
    choices = [Choice(choice.value) for choice in kind]
    raise InvalidData(Problem.of("no-such-option", value=as_in_files(data), expected=choices))


def read_option(data: object) -> str | int:
    """Return data as a spelling of an option, or raise :class:`InvalidData` where it cannot be one."""
    if isinstance(data, str):
        return read_text(data)
    if isinstance(data, float) and data.is_integer():  # 3.0 and 3 are one number in JSON
        return int(data)
    if isinstance(data, bool) or not isinstance(data, int):
        raise wrong_type(_OPTION, data)
    return _read_number(data)


def _read_options(data: object) -> tuple[str | int, ...]:
    if not isinstance(data, list | tuple):
        return (read_option(data),)
    return tuple(read_each(((i, read_option, each) for i, each in enumerate(data)), []).values())


_READERS: Mapping[Any, Read] = {
    str: read_text,
    int: _read_number,
    bool: _read_truth,
    datetime.date: _read_date,
    str | int: read_option,
    tuple[str | int, ...]: _read_options,
}
