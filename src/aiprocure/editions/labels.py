"""Our own words for officers: phrases, and what the fields of a dossier and of an edition are called."""

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from aiprocure.editions.package_data import read_data
from aiprocure.errors import Choice, InvalidArgument, Problem
from aiprocure.errors.text import Language, Text

__all__ = ["edition_field_texts", "field_texts", "phrases_in"]


@functools.cache
def phrases_in(language: Language) -> Mapping[str, str]:
    """Return our own words for officers in a language: by name, a phrase to be filled with ``str.format``.

    >>> phrases_in("ja")["outcome"], phrases_in("en")["outcome"]
    ('判定', 'Determination')
    """
    if language not in get_args(Language):
        raise InvalidArgument(Problem.of("wrong-type", value=language, expected=map(Choice, get_args(Language))))
    import tomllib

    phrases = tomllib.loads(read_data("labels.toml"))
    return MappingProxyType({name: phrase[language] for name, phrase in phrases.items()})


@functools.cache
def field_texts() -> Mapping[str, Text]:
    """Return what each field of a dossier is called, what to write there, and what its fixed values mean, by name.

    >>> texts = field_texts()
    >>> str(texts["system.ismap.title"]), str(texts["ismap.not-listed"])
    ('ISMAPの登録状況', 'いずれのリストにもない')
    """
    return _named_texts("fields.toml")


@functools.cache
def edition_field_texts() -> Mapping[str, Text]:
    """Return what each field of an edition is called, what to write there, and what its fixed values mean, by name.

    >>> texts = edition_field_texts()
    >>> str(texts["rule.when.title"]), str(texts["provenance.stated"])
    ('条件', '原文に文字で書かれている')
    """
    return _named_texts("edition_fields.toml")


def _named_texts(file: str) -> Mapping[str, Text]:
    import tomllib

    named: dict[str, Text] = {}
    for kind, entries in tomllib.loads(read_data(file)).items():
        for name, entry in entries.items():
            passages = {f".{part}": entry[part] for part in ("title", "about")} if "title" in entry else {"": entry}
            named |= {f"{kind}.{name}{part}": Text(**passage) for part, passage in passages.items()}
    return MappingProxyType(named)
