"""The rules by which values become plain data. The only module that knows cattrs, imported only to write."""

import datetime
import functools
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Any, cast

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from aiprocure.encoding.forms import exchanged_fields, type_in_pairs
from aiprocure.encoding.plain_data import Data
from aiprocure.model.dossier import Project

__all__ = ["plain", "plain_with_dates"]


def plain(value: object) -> dict[str, Data]:
    """Return a value of the model as plain data."""
    return cast(dict[str, Data], _converter().unstructure(value))


def plain_with_dates(value: object) -> dict[str, object]:
    """Return a value of the model as what TOML can hold: plain data in which a date is a date."""
    return cast(dict[str, object], _converter(keeping_dates=True).unstructure(value))


@functools.cache
def _converter(*, keeping_dates: bool = False) -> Converter:
    made = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    made.register_unstructure_hook(StrEnum, str)
    if not keeping_dates:
        made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_unstructure_hook(frozenset, sorted)
    made.register_unstructure_hook(Fraction, str)
    made.register_unstructure_hook_factory(_holds_more_than_its_value, functools.partial(_value_alone, made))
    made.register_unstructure_hook(Project, lambda project: {"title": project.title, **dict(project.details)})
    made.register_unstructure_hook_func(_keeps_pairs, functools.partial(_pairs_by_key, made))
    return made


def _holds_more_than_its_value(kind: object) -> bool:
    """Whether a class has fields in which equal values may differ: those are not exchanged."""
    return attrs.has(cast(type[object], kind)) and not all(field.eq for field in attrs.fields(cast(Any, kind)))


def _value_alone(made: Converter, kind: type[Any]) -> Callable[[Any], Any]:
    left_out = {field.name: override(omit=True) for field in attrs.fields(kind) if not field.eq}
    made_for: Any = make_dict_unstructure_fn
    return cast(Callable[[Any], Any], made_for(kind, made, _cattrs_omit_if_default=True, **left_out))


def _keeps_pairs(kind: object) -> bool:
    """Whether a value is nothing but pairs in a tuple: it is a table in plain data."""
    declared = cast(type[object], kind)
    return attrs.has(declared) and type_in_pairs(declared) is not None


def _pairs_by_key(made: Converter, value: object) -> dict[str, Data]:
    [field] = exchanged_fields(type(value))
    return cast(dict[str, Data], made.unstructure(dict(getattr(value, field.name))))
