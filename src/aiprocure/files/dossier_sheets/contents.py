"""All that a workbook says of a dossier: the rows of its parts, and what no cell of theirs can say."""

import json
from collections.abc import Mapping
from typing import cast

import attrs

from aiprocure import encoding
from aiprocure.encoding import Data
from aiprocure.encoding.parsing import parse, source_of
from aiprocure.errors import InvalidData
from aiprocure.errors.messages import pointer
from aiprocure.errors.text import Language
from aiprocure.files.dossier_sheets.parts import Fields, Part, Places, Row, parts_of, same_rows
from aiprocure.model.dossier import Dossier
from aiprocure.model.edition import Edition

__all__ = ["MOST_EXACT", "Contents", "contents_of", "data_in", "read_exact"]

MOST_EXACT = 1_000_000
"""Bytes of the exact data of a part."""


@attrs.frozen
class Contents:
    """The rows of each part by its name, and the exact data of those that do not say it all by their pointers, as JSON.

    The exact data of a part counts only as long as the rows show what they show for it: whoever changes a cell means
    what stands there.
    """

    rows: Mapping[str, tuple[Row, ...]]
    exact: Mapping[str, str] = attrs.field(factory=dict)


def contents_of(dossier: Dossier, edition: Edition, language: Language) -> Contents:
    """Return what a workbook says of a dossier that was read against an edition."""
    document = cast(dict[str, Data], encoding.to_data(dossier))
    data = {name: value for name, value in document.items() if name != "format"}
    rows: dict[str, tuple[Row, ...]] = {}
    exact: dict[str, str] = {}
    parts = parts_of(edition)
    for part in parts:
        written = _data_of(part, data)
        rows[part.name] = part.show(written, language)
        if (written or {}) != (part.read(rows[part.name], {}) or {}):
            exact[pointer(part.name)] = _json(written)
    held = {part.name for part in parts} | {
        field.key for part in parts[:1] if isinstance(part, Fields) for field in part.fields
    }
    exact |= {pointer(name): _json(value) for name, value in data.items() if name not in held}
    return Contents(rows, exact)


def data_in(contents: Contents, edition: Edition, places: Places) -> dict[str, Data]:
    """Return the plain data of a dossier that a workbook means. ``places`` is given the cells that it stands in."""
    data: dict[str, Data] = {}
    exact = dict(contents.exact)
    for part in parts_of(edition):
        rows = contents.rows.get(part.name, ())
        read = part.read(rows, places)
        kept = exact.pop(pointer(part.name), None)
        if kept is not None and (shown := _parsed(kept)) is not None and _shows(part, shown, rows):
            read = shown
        if not part.name and isinstance(read, dict):
            data |= read
        elif read or part.name == "project":
            data[part.name] = read
    return {**{name.removeprefix("/"): _parsed(kept) for name, kept in exact.items()}, **data}


def _shows(part: Part, exact: Data, rows: tuple[Row, ...]) -> bool:
    """Whether rows show what they show for some data, in either language."""
    return any(same_rows(part.show(exact, language), rows) for language in ("ja", "en"))


def _data_of(part: Part, data: Mapping[str, Data]) -> Data:
    if part.name or not isinstance(part, Fields):
        return data.get(part.name)
    return {each.key: data[each.key] for each in part.fields if each.key in data}


def _json(value: Data) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_exact(written: str) -> Data:
    """Return the exact data in JSON. Raises :class:`InvalidData` for what is not JSON, or too long."""
    return cast(Data, parse(source_of(written, form="json", most_bytes=MOST_EXACT)))


def _parsed(written: str) -> Data:
    try:
        return read_exact(written)
    except InvalidData:
        return None
