"""What a cell of a dossier's workbook may hold: how a value of each kind is shown in it, and read from it."""

import datetime
import re
import types
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

import attrs

from aiprocure.editions.labels import field_texts, phrases_in
from aiprocure.encoding import Data
from aiprocure.errors.text import Language, Text
from aiprocure.files.workbooks.cells import Value
from aiprocure.files.workbooks.dates import date_of
from aiprocure.model.normalization import plain_spelling

__all__ = ["DAY", "LINES", "WORDS", "Choices", "Kind", "Shown", "alike", "kind_of", "plain_label", "same", "shown_in"]

Shown: TypeAlias = str | datetime.date | None
"""What a cell shows: text, a date, or nothing."""
Choices: TypeAlias = tuple[tuple[Data, Text], ...]
_FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day on which all spreadsheet programs agree how it is counted."""
_SEPARATOR = re.compile("[、，,；;\n]")


@attrs.frozen
class Kind:
    """The kind of value that a cell holds. ``choices`` are its fixed values, each with what it is called."""

    form: Literal["words", "lines", "day", "choice", "several"]
    choices: Choices = ()

    def show(self, value: Data, language: Language) -> Shown:
        """Return what the cell shows for a value of plain data."""
        if value is None:
            return None
        match self.form:
            case "day":
                return _day(value)
            case "choice":
                return self._word(value, language)
            case "several":
                return phrases_in(language)["and"].join(self._word(each, language) for each in _listed(value)) or None
            case "lines":
                return "\n".join(str(each) for each in _listed(value)) or None
            case _:
                return str(value) or None

    def read(self, shown: Shown) -> Data:
        """Return the value of plain data that a cell means, or None where it is blank."""
        text = shown.isoformat() if isinstance(shown, datetime.date) else shown
        if text is None or not text.strip():
            return None
        match self.form:
            case "day":
                return text.strip()
            case "choice":
                return self._meant(text)
            case "several":
                return [self._meant(each) for each in _SEPARATOR.split(text) if each.strip()]
            case "lines":
                return [line for line in text.split("\n") if line.strip()]
            case _:
                return text

    def _word(self, value: Data, language: Language) -> str:
        return next((text.in_language(language) for known, text in self.choices if known == value), str(value))

    def _meant(self, written: str) -> Data:
        plain = plain_label(written)
        for value, text in self.choices:
            if plain in (plain_label(text.ja), plain_label(text.in_language("en"))):
                return value
        return written.strip()


WORDS, LINES, DAY = Kind("words"), Kind("lines"), Kind("day")


def kind_of(declared: object, choices: Mapping[str, Choices], name: str) -> Kind | None:
    """Return the kind of a field of the model, or None for one that no cell can hold: a value with parts.

    ``choices`` are those that an edition offers, by the name of the field.
    """
    several = get_origin(declared) is tuple
    inner: Any = _without_none(get_args(declared)[0] if several else declared)
    inner = getattr(inner, "__supertype__", inner)
    if attrs.has(inner):
        return None
    if inner is bool:
        return Kind("choice", _truths())
    if inner is datetime.date:
        return DAY
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return Kind("several" if several else "choice", _values_of(inner))
    if several:
        return LINES
    return Kind("choice", choices[name]) if name in choices else WORDS


def _without_none(declared: Any) -> Any:
    """A type without the None that may be in its place."""
    if get_origin(declared) not in (Union, types.UnionType):
        return declared
    return next(each for each in get_args(declared) if each is not type(None))


def _truths() -> Choices:
    words = ((name, Text(phrases_in("ja")[name], phrases_in("en")[name])) for name in ("yes", "no"))
    return tuple((name == "yes", text) for name, text in words)


def _values_of(kind: type[StrEnum]) -> Choices:
    texts = field_texts()
    return tuple((str(value), texts[f"{kind.__name__.lower()}.{value}"]) for value in kind)


def _day(value: Data) -> Shown:
    """A date as a date, where a workbook can hold it, or else as text."""
    try:
        day = datetime.date.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return day if day >= _FIRST_DAY else str(value)


def _listed(value: Data) -> Sequence[Data]:
    return value if isinstance(value, list) else [value]


def shown_in(value: Value, kind: Kind, *, since_1904: bool = False) -> Shown:
    """Return what a cell that was read shows, whatever a spreadsheet program has made of it: a day may be a number."""
    match value:
        case str():
            return same(value)
        case bool():
            return str(value).lower()
        case int() | float():
            counted = kind.form == "day"
            return _counted_day(value, since_1904=since_1904) if counted else f"{value:.15g}"
        case datetime.datetime():
            return value.date() if value.time() == datetime.time() else value.isoformat(" ")
        case datetime.date() | None:
            return value
    return value.isoformat()


def _counted_day(days: float, *, since_1904: bool) -> Shown:
    """The day that a number of days leads to, or the number where it leads to none."""
    try:
        day = date_of(float(days), since_1904=since_1904)
    except (ValueError, OverflowError):
        return f"{days:.15g}"
    if isinstance(day, datetime.datetime) or not isinstance(day, datetime.date):
        return f"{days:.15g}"
    return day


def same(text: str) -> str:
    r"""Return text with every line break written as ``\n``: programs differ in how they write them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def alike(one: Shown, other: Shown) -> bool:
    """Return whether two cells show the same."""
    return (one or None) == (other or None)


def plain_label(written: object) -> str:
    """Return a heading or a label without what may differ: width, white space, line breaks, case."""
    return "".join(plain_spelling(str(written)).split()).casefold() if written is not None else ""
