"""Every field of an edition, from the model: what it is called, what to write there, and in which form."""

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from aiprocure.editions.labels import edition_field_texts
from aiprocure.encoding.forms import exchanged_fields, type_in_pairs
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation
from aiprocure.model.edition import Edition

__all__ = ["EditionField", "classes_of_edition", "fields_of", "named", "values_of"]

_FORMS: Mapping[object, Text] = {
    str: Text("文字列", "text"),
    int: Text("整数", "whole number"),
    bool: Text("true 又は false", "true or false"),
    datetime.date: Text("日付", "date"),
    Text: Text("日本語（ja）と英語（en）", "text in Japanese (ja) and English (en)"),
    Citation: Text("出典", "citation"),
}
_TABLE = Text("表", "table")
_SEVERAL: Mapping[object, str] = {str: "texts", Text: "texts in Japanese (ja) and English (en)"}
"""What a list holds, where it does not hold tables."""


@attrs.frozen
class EditionField:
    """A field of a class of an edition, explained."""

    name: str
    title: Text
    about: Text
    form: Text
    holds: type[object] | None
    """The class of the tables in it, where it has any that are explained apart."""
    is_list: bool
    optional: bool


def classes_of_edition() -> tuple[type[object], ...]:
    """Return every class that an edition is made of, itself first, each as it is first met.

    >>> [kind.__name__ for kind in classes_of_edition()][:5]
    ['Edition', 'Text', 'Citation', 'Source', 'Outcome']
    """
    return tuple(dict.fromkeys(_classes_in(Edition)))


def fields_of(kind: type[object]) -> tuple[EditionField, ...]:
    """Return the fields of a class of an edition.

    >>> from aiprocure.model.outcomes import Outcome
    >>> [(field.name, str(field.title)) for field in fields_of(Outcome)]
    [('id', '識別子'), ('text', '結果'), ('meaning', '意味'), ('citation', '出典')]
    """
    return tuple(_field(kind, field) for field in exchanged_fields(kind))


def named(kind: type[object], name: str = "") -> tuple[Text, Text]:
    """Return what a class of an edition, or a field of it, is called, and what to write there."""
    texts, own = edition_field_texts(), kind.__name__.lower()
    key = f"{own}.{name or own}"
    if f"{key}.title" not in texts:
        key = f"record.{name}"
    return texts[f"{key}.title"], texts[f"{key}.about"]


def values_of(declared: object) -> tuple[tuple[str, Text], ...]:
    """Return the fixed values of a declared type, with what they mean; none where it has none."""
    texts = edition_field_texts()
    return tuple(
        (str(value), texts[f"{kind.__name__.lower()}.{value}"])
        for kind in _parts(declared)
        if issubclass(kind, StrEnum)
        for value in kind
    )


def _field(kind: type[object], field: "attrs.Attribute[object]") -> EditionField:
    title, about = named(kind, field.name)
    [held] = _parts(field.type) or (str,)
    is_list = any(get_origin(each) is tuple for each in (field.type, *get_args(field.type)))
    apart = attrs.has(held) and held not in (Text, Citation) and type_in_pairs(held) is None
    values = values_of(field.type)
    form = _FORMS.get(held, _TABLE)
    if values:
        listed = [value for value, _ in values]
        form = Text("、".join(listed), ", ".join(listed))
    if is_list:
        several = form.en if values else _SEVERAL.get(held, "tables")
        form = Text(f"{form.ja}の並び", f"list of {several}")
    optional = field.default is not attrs.NOTHING
    return EditionField(field.name, title, about, form, held if apart else None, is_list, optional)


def _classes_in(kind: type[object]) -> Iterator[type[object]]:
    yield kind
    for field in exchanged_fields(kind):
        for held in _parts(field.type):
            if attrs.has(held) and type_in_pairs(held) is None:
                yield from _classes_in(held)


def _parts(declared: Any) -> tuple[type[object], ...]:
    """The classes that a declared type holds, however deep; None left out."""
    declared = getattr(declared, "__supertype__", declared)
    if get_origin(declared) in (Union, UnionType, tuple, frozenset):
        inside = (each for each in get_args(declared) if each not in (NoneType, Ellipsis))
        return tuple(dict.fromkeys(part for each in inside for part in _parts(each)))
    return (declared,)
