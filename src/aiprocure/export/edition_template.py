"""An edition as a folder of TOML files that explain themselves, in Japanese and in English.

Of the lines that begin with ``#``, those in which no space follows are templates: take away the ``#``, and they are
TOML. The others are explanations.
"""

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from aiprocure.editions.fields import EditionField, fields_of, named, values_of
from aiprocure.editions.skeleton import UNWRITTEN
from aiprocure.editions.toml_files import files_of, to_toml
from aiprocure.encoding.forms import exchanged_fields, type_in_pairs
from aiprocure.encoding.writer import plain_with_dates
from aiprocure.engine.soundness import require_sound
from aiprocure.errors.text import Text
from aiprocure.model.citation import Citation, Provenance
from aiprocure.model.edition import Edition

__all__ = ["to_edition_template"]


def to_edition_template(edition: Edition) -> dict[str, str]:
    """Return the files of an edition, by their names: one a concept, every field of it explained.

    A part that the edition does not have is there as a template. Together the files load as the edition that they were
    made of. Raises :class:`InvalidEdition` for one that is not sound.

    >>> from aiprocure import editions
    >>> files = to_edition_template(editions.load("2025-05-27"))
    >>> print(files["rules.toml"][files["rules.toml"].index("#   when") :].partition("outcome")[0])
    #   when  条件（表）：判定軸ごとに、当てはまる選択肢の識別子を並べる。書かない軸は、どの回答でもよい。
    #     Condition (table): For each axis, the ids of the options that meet it. An axis left out may have any answer.
    #
    """
    require_sound(edition)
    data = plain_with_dates(edition)
    fields = {field.name: field for field in fields_of(Edition)}
    return {
        file: "\n".join(_file([fields[part] for part in parts], data, edition)).rstrip("\n") + "\n"
        for file, parts in files_of(fields).items()
    }


def _file(fields: list[EditionField], data: dict[str, object], edition: Edition) -> Iterator[str]:
    """Yield the lines of a file: its simple parts, which TOML wants first, and then its tables."""
    simple = [field for field in fields if field.holds is None]
    if simple:
        yield from (*_words_of_records(), "")
    for field in simple:
        yield from (*_explained(field), *_written(field, data, edition), "")
    for field in fields:
        if field.holds is not None:
            yield from (*_described(field, field.holds), "", *_written(field, data, edition), "")


def _words_of_records() -> Iterator[str]:
    """Yield the explanation of what every record has: its words and its citation."""
    yield from _note("各ファイルに共通の書き方 / Common to all files")
    yield from _note("# で始まる行は説明です。# の直後に空白のない行は、# を取れば記載になります。", "  ")
    yield from _note(
        "A line that begins with # explains; one without a space after # becomes content without it.", "  "
    )
    for kind in (Text, Citation):
        title, about = named(kind)
        yield from ("#", *_note(f"{title.ja} / {title.en}"), *_note(about.ja, "  "), *_note(about.en or "", "  "))
        yield from (line for field in fields_of(kind) for line in _explained(field, "  "))
        yield from (
            line
            for field in exchanged_fields(kind)
            for value, text in values_of(field.type)
            for line in _note(f"{value}  {text.ja} / {text.en}", "      ")
        )


def _described(field: EditionField, kind: type[Any]) -> Iterator[str]:
    """Yield what a part is, and the fields of its tables and of the tables in them."""
    yield from _note(f"{field.name}：{field.title.ja} / {field.title.en}")
    yield from (*_note(field.about.ja, "  "), *_note(field.about.en or "", "  "))
    yield from _fields_described(field, kind, field.name)


def _fields_described(field: EditionField, kind: type[Any], path: str) -> Iterator[str]:
    yield from ("#", *_note(f"[[{path}]]" if field.is_list else f"[{path}]"))
    types = {each.name: each.type for each in exchanged_fields(kind)}
    for each in fields_of(kind):
        yield from _explained(each, "  ")
        for value, text in values_of(types[each.name]):
            yield from _note(f"{value}  {text.ja} / {text.en}", "      ")
    for each in fields_of(kind):
        if each.holds is not None:
            yield from _fields_described(each, each.holds, f"{path}.{each.name}")


def _explained(field: EditionField, indent: str = "") -> Iterator[str]:
    """Yield what a field is called and what to write there."""
    ja, en = ("、任意", ", optional") if field.optional else ("", "")
    yield from _note(f"{field.name}  {field.title.ja}（{field.form.ja}{ja}）：{field.about.ja}", indent)
    yield from _note(f"  {field.title.en} ({field.form.en}{en}): {field.about.en}", indent)


def _written(field: EditionField, data: dict[str, object], edition: Edition) -> Iterable[str]:
    """Return what an edition says in a part, or a template for it."""
    if field.name in data:
        return to_toml({field.name: data[field.name]}).splitlines()
    lines = to_toml({field.name: _sample_of(Edition, edition, field.name)}).splitlines()
    return [f"#{line}" if line else "" for line in lines]


def _sample_of(kind: type[Any], edition: Edition, name: str) -> object:
    """A value of a field that says nothing yet."""
    return next(_sample(field.type, edition) for field in exchanged_fields(kind) if field.name == name)


def _sample(declared: Any, edition: Edition) -> object:
    """A value of a declared type that says nothing yet."""
    declared = getattr(declared, "__supertype__", declared)
    if get_origin(declared) is tuple:
        item = get_args(declared)[0]
        return [_sample(item, edition)] if attrs.has(item) and item is not Text else []
    if inside := [each for each in get_args(declared) if each is not NoneType]:
        return _sample(inside[0], edition)
    if attrs.has(declared):
        return _sample_table(declared, edition)
    if issubclass(declared, StrEnum):
        return str(next(iter(declared)))
    return {bool: False, int: 1, datetime.date: edition.decided}.get(declared, "")


def _sample_table(kind: type[Any], edition: Edition) -> dict[str, object]:
    """A table of a class with every field of it, as TOML holds it."""
    if kind is Text:
        return {"ja": UNWRITTEN}
    if kind is Citation:
        return {"document": str(edition.sources[0].id), "place": UNWRITTEN, "provenance": str(Provenance.STATED)}
    fields = () if type_in_pairs(kind) is not None else exchanged_fields(kind)
    return {field.name: _sample(field.type, edition) for field in fields}


def _note(passage: str, indent: str = "") -> Iterator[str]:
    return (f"# {indent}{line}".rstrip() for line in passage.splitlines())
