"""Keys, values and whole documents as TOML writes them."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["to_toml", "toml_key", "toml_text", "toml_value"]

_BARE = re.compile("[A-Za-z0-9_-]+")


def toml_key(name: str) -> str:
    """Return a key, in quotes where TOML wants them.

    >>> toml_key("state_secrets"), toml_key("利用者 数")
    ('state_secrets', '"利用者 数"')
    """
    return name if _BARE.fullmatch(name) else toml_text(name)


def toml_text(passage: str) -> str:
    r"""Return a passage in quotes and on one line, whatever characters it has.

    JSON and TOML escape alike, except for one character that TOML escapes and JSON does not.

    >>> print(toml_text('いわゆる"要約"\n[project]'))
    "いわゆる\"要約\"\n[project]"
    """
    return json.dumps(passage, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_value(value: object) -> str:
    """Return a value on one line: a text, number, date or truth value, or a list or table of values.

    >>> print(toml_value([{"to": "caio", "on": datetime.date(2025, 7, 1)}, True, 3]))
    [{ to = "caio", on = 2025-07-01 }, true, 3]
    """
    match value:
        case str():
            return toml_text(value)
        case bool():
            return "true" if value else "false"
        case Mapping():
            pairs = ", ".join(f"{toml_key(name)} = {toml_value(each)}" for name, each in _said(value))
            return f"{{ {pairs} }}" if pairs else "{}"
        case Sequence():
            return f"[{', '.join(map(toml_value, value))}]"
        case datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)


def to_toml(data: Mapping[str, object]) -> str:
    r"""Return plain data as a TOML document with a header for each table, and for each table inside a table.

    What is None is left out.

    >>> print(to_toml({"on": "2025-07-01", "answers": {"C": {"option": "②", "reason": "学習\n保存なし"}}}))
    on = "2025-07-01"
    <BLANKLINE>
    [answers.C]
    option = "②"
    reason = "学習\n保存なし"
    <BLANKLINE>
    """
    return "\n".join(_table(data, ())).removeprefix("\n") + "\n"


def _table(table: Mapping[str, object], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the pairs of a table, which TOML wants before any header, and then the tables inside it."""
    inside = {name: value for name, value in table.items() if isinstance(value, Mapping)}
    lists = {name: _tables(value) for name, value in table.items() if not path and _tables(value)}
    for name, value in _said(table):
        if name not in inside and name not in lists:
            yield f"{toml_key(name)} = {toml_value(value)}"
    for name, value in inside.items():
        if not value or not all(isinstance(each, Mapping) for each in value.values()):
            yield from ("", f"[{_dotted((*path, name))}]")
        yield from _table(value, (*path, name))
    for name, entries in lists.items():
        for entry in entries:
            yield from ("", f"[[{toml_key(name)}]]")
            yield from (f"{toml_key(key)} = {toml_value(value)}" for key, value in _said(entry))


def _said(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the pairs of a table. TOML has no null: what is None is left out."""
    return ((name, value) for name, value in table.items() if value is not None)


def _tables(value: object) -> list[Mapping[str, object]]:
    """The tables of a list that has nothing else, and none where it has."""
    entries = value if isinstance(value, list | tuple) else ()
    tables = [entry for entry in entries if isinstance(entry, Mapping)]
    return tables if len(tables) == len(entries) else []


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(map(toml_key, path))
