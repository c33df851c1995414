"""How a dossier, and a profile, may spell its fixed values: yes and no, the phases, the kinds of output, and so on.

The words are those of ``editions/fields.toml``. Each is read where its meaning is certain, in any width and with its
marks composed or not.
"""

import datetime
import functools
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeAlias, get_args

import attrs

from aiprocure.editions.labels import field_texts
from aiprocure.encoding.reader import MOST_PROBLEMS, stopped_here
from aiprocure.errors import Choice, Problem, Text
from aiprocure.errors.messages import pointer
from aiprocure.model.dossier import (
    Advice,
    Dossier,
    Item,
    Judgement,
    Judgements,
    NcoAdvice,
    Notification,
    Occurrence,
    Product,
    Service,
    System,
    Verification,
)
from aiprocure.model.normalization import LONGEST_SPELLING, plain_spelling
from aiprocure.model.profile import ItemPolicy, OwnItem, Profile, Waiver, Weight, When

__all__ = ["read_values", "spellings_of_kind"]

Value: TypeAlias = "StrEnum | bool"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")
"""Digits and hyphens that a date may be written in."""
_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "あり", "有", "有り", "はい"), True),
    **dict.fromkeys(("false", "なし", "無", "無し", "いいえ"), False),
}
_NOTE = re.compile("（.*）")
_INFORMATION = "情報"
"""What the name of a confidentiality ends with, and may be left out: 機密性2."""
_PARTS = {
    "when": When,
    "system": System,
    "advice": Advice,
    "nco_advice": NcoAdvice,
    "service": Service,
    "judgements": Judgements,
    "planner": Judgement,
    "caio": Judgement,
}
_IN_LISTS = {
    "requirements": Item,
    "clauses": Item,
    "products": Product,
    "verifications": Verification,
    "risk_cases": Occurrence,
    "reports": Notification,
}
_IN_PROFILES = {
    **dict.fromkeys(("requirements", "clauses"), ItemPolicy),
    **dict.fromkeys(("own_requirements", "own_clauses"), OwnItem),
    "weights": Weight,
    "waivers": Waiver,
}


@functools.cache
def spellings_of_kind(kind: type[StrEnum] | type[bool]) -> Mapping[str, Value]:
    """Return the values of a kind, ``bool`` or an enumeration, by each of their spellings, made plain.

    >>> from aiprocure.model.dossier import Stage
    >>> spellings_of_kind(Stage)["調達"], spellings_of_kind(bool)["あり"]
    (<Stage.PROCUREMENT: 'procurement'>, True)
    """
    if issubclass(kind, bool):
        return types.MappingProxyType({plain_spelling(word): truth for word, truth in _TRUTHS.items()})
    named = [(word, value) for value in kind for word in (str(value), *_words_of(value))]
    short = [(word.removesuffix(_INFORMATION), value) for word, value in named]
    return types.MappingProxyType({plain_spelling(word): value for word, value in (*short, *named)})


def read_values(data: object, kind: type[Dossier] | type[Profile] = Dossier) -> tuple[object, list[Problem]]:
    """Return plain data with its fixed values in the spelling that its classes read, and what is wrong.

    A text that means none of the values is reported and left out. Everything else is passed on unchanged.
    """
    if not isinstance(data, Mapping):
        return data, []
    problems: list[Problem] = []
    return _read_table(data, kind, (), problems), problems


def _read_table(
    data: Mapping[Any, object], kind: type, where: tuple[object, ...], problems: list[Problem]
) -> dict[Any, object]:
    """The fixed values of a table read, and those of the tables in it."""
    read = dict(data)
    for name, value_kind, several in _fixed_fields(kind):
        value = read.get(name)
        if several and isinstance(value, list | tuple):
            read[name] = _read_list(value, value_kind, (*where, name), problems)
        elif not several and value is not None:
            one = _read_value(value, value_kind)
            if isinstance(one, Problem):
                problems.append(one.under(*where, name))
                del read[name]
            else:
                read[name] = one
    for name, inner in _tables_of(kind):
        match read.get(name):
            case Mapping() as table if name in _PARTS:
                read[name] = _read_table(table, inner, (*where, name), problems)
            case list() | tuple() as entries if name not in _PARTS:
                read[name] = [
                    _read_table(each, inner, (*where, name, i), problems) if isinstance(each, Mapping) else each
                    for i, each in enumerate(entries)
                ]
    return read


def _tables_of(kind: type) -> list[tuple[str, type]]:
    """The fields of a class that hold tables with fixed values, and the classes of those."""
    names = {field.name for field in attrs.fields(kind)}
    tables = {**_PARTS, **(_IN_PROFILES if kind is Profile else _IN_LISTS)}
    return [(name, inner) for name, inner in tables.items() if name in names]


def _read_list(
    written: Sequence[object], kind: type, where: tuple[object, ...], problems: list[Problem]
) -> list[object]:
    """The values that are meant, as far as they are read: once too much is wrong, the rest does not matter."""
    read: list[object] = []
    for position, each in enumerate(written):
        value = _read_value(each, kind)
        if not isinstance(value, Problem):
            read.append(value)
        elif len(problems) < MOST_PROBLEMS:
            problems.append(value.under(*where, position))
        else:
            problems.append(stopped_here(pointer(*where, position)))
            break
    return read


def _read_value(written: object, kind: type) -> object:
    """The value that a text means, or the problem that it means none; what is not text as it is."""
    if not isinstance(written, str):
        return written
    if kind is datetime.date:
        return written.translate(_FULL_WIDTH)
    plain = plain_spelling(written) if len(written) <= LONGEST_SPELLING else ""
    found = spellings_of_kind(kind).get(plain)
    if found is not None:
        return found if isinstance(found, bool) else str(found)
    choices = _choices_of(kind)
    return Problem.of("no-such-option", value=written, expected=choices)


def _choices_of(kind: type[StrEnum] | type[bool]) -> list[Choice]:
    """The values as a message offers them: by their ids, and in Japanese by a word that may be written as well."""
    if issubclass(kind, bool):
        named = [("true", "あり"), ("false", "なし")]
    else:
        named = [(str(value), next(_words_of(value))) for value in kind]
    return [Choice(id_, word, Text(f"{id_} {word}", id_)) for id_, word in named]


def _words_of(value: StrEnum) -> Iterator[str]:
    """Yield the Japanese words of a value, without the note in brackets, if there is one, and with it."""
    words = field_texts()[f"{type(value).__name__.lower()}.{value}"].ja
    yield _NOTE.sub("", words)
    yield words


@functools.cache
def _fixed_fields(kind: type) -> tuple[tuple[str, type, bool], ...]:
    """The fields of a class that hold fixed values or days: their names, of what kind, and whether several."""
    return tuple(
        (field.name, inner, several)
        for field in attrs.fields(kind)
        for inner, several in [_inner_kind(field.type)]
        if inner in (bool, datetime.date) or (isinstance(inner, type) and issubclass(inner, StrEnum))
    )


def _inner_kind(declared: Any) -> tuple[Any, bool]:
    arguments = get_args(declared)
    several = getattr(declared, "__origin__", None) is tuple
    return (arguments[0] if arguments else declared), several
