"""An edition as TOML that people read: which file holds what, and how its tables are laid out."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aiprocure.encoding.toml_syntax import toml_key, toml_value

__all__ = ["file_of", "files_of", "to_toml"]

_FILE_OF: Mapping[str, str] = {
    **dict.fromkeys(("id", "revision", "code", "decided", "text", "citation"), "edition"),
    **dict.fromkeys(("sources", "outcomes", "consequences", "superseded_by"), "edition"),
    "asking_order": "rules",
    "requirement_groups": "requirements",
    "themes": "clauses",
    "process_steps": "risk_cases",
    **dict.fromkeys(("phases", "duties", "bodies"), "roles"),
    "remarks": "documents",
    **dict.fromkeys(("standards", "controls", "correspondences"), "crosswalk"),
    "neighbours": "scope",
}
"""The files that hold more than the one part of an edition that they are named for."""


def file_of(part: str) -> str:
    """Return the name of the file in which a part of an edition is written.

    >>> file_of("axes"), file_of("themes"), file_of("decided")
    ('axes.toml', 'clauses.toml', 'edition.toml')
    """
    return f"{_FILE_OF.get(part, part)}.toml"


def files_of(parts: Iterable[str]) -> dict[str, list[str]]:
    """Return parts of an edition by the file in which they are written."""
    files: dict[str, list[str]] = {}
    for part in parts:
        files.setdefault(file_of(part), []).append(part)
    return files


def to_toml(data: Mapping[str, object]) -> str:
    """Return plain data as a TOML document: a header for each table of a list, short tables in line.

    >>> when = {"C": ["C2"], "B": ["B1", "B3"]}
    >>> print(to_toml({"code": "DS-920", "rules": [{"id": "R2", "when": when, "text": {"ja": "二", "en": "Two"}}]}))
    code = "DS-920"
    <BLANKLINE>
    [[rules]]
    id = "R2"
    when = { C = ["C2"], B = ["B1", "B3"] }
    text.ja = "二"
    text.en = "Two"
    <BLANKLINE>
    """
    return "\n".join(_body(data, ())).removeprefix("\n") + "\n"


def _body(table: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the pairs of a table, which TOML wants before any header, and then the tables inside it."""
    inside: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, Mapping) and _is_text(value):
            yield from (f"{toml_key(name)}.{language} = {toml_value(said)}" for language, said in value.items())
        elif _fits_in_line(value):
            yield f"{toml_key(name)} = {toml_value(value)}"
        elif isinstance(value, list) and all(isinstance(each, Mapping) and _is_text(each) for each in value):
            yield from (f"{toml_key(name)} = [", *(f"  {toml_value(each)}," for each in value), "]")
        else:
            inside.append((name, value))
    for name, value in inside:
        header = ".".join(map(toml_key, (*path, name)))
        opening = f"[[{header}]]" if isinstance(value, list) else f"[{header}]"
        for each in value if isinstance(value, list) else [value]:
            yield from ("", opening, *_body(each, (*path, name)))


def _is_text(table: Mapping[str, object]) -> bool:
    """Whether a table is a passage by language."""
    return table.keys() <= {"ja", "en"} and bool(table) and all(isinstance(said, str) for said in table.values())


def _fits_in_line(value: object) -> bool:
    """Whether a value is not a table, or a table of nothing but simple values."""
    if isinstance(value, Mapping):
        return all(map(_is_simple, value.values()))
    return _is_simple(value)


def _is_simple(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_simple, value))
    return isinstance(value, str | int | datetime.date)
