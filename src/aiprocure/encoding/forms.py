"""The form that a class has in plain data: a table of its fields, or of names where it keeps nothing but pairs."""

from typing import Any, get_args

import attrs

__all__ = ["exchanged_fields", "type_in_pairs"]


def exchanged_fields(kind: type[object]) -> "list[attrs.Attribute[object]]":
    """Return the fields that make a value what it is: those in which equal values may differ are not exchanged."""
    declared: Any = kind
    return [field for field in attrs.fields(declared) if field.init and field.eq]


def type_in_pairs(kind: type[object]) -> object:
    """Return what is paired with a name, in a class whose one field is a tuple of such pairs; of any other, None."""
    match [[get_args(item) for item in get_args(field.type)] for field in exchanged_fields(kind)]:
        case [[(_, value), ()]] if value is not Ellipsis:
            paired: object = value
            return paired
    return None
