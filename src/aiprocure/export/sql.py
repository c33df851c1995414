"""The determination in SQL: as an expression over columns, and as a table to join."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias, get_args

from aiprocure.encoding import fingerprint
from aiprocure.engine.assessment import assess
from aiprocure.engine.grid import disputes_of
from aiprocure.engine.soundness import require_sound
from aiprocure.errors import Choice, InvalidArgument, InvalidData, Problem
from aiprocure.errors.messages import pointer
from aiprocure.model.axes import AxisId, axes_by_name, no_such_axis
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Rule

__all__ = ["Dialect", "to_sql", "to_sql_table"]

Dialect: TypeAlias = Literal["duckdb", "sqlite", "postgresql", "spark"]
_RESULTS = ("outcome", "rule", "disputed")
_QUOTES: Mapping[Dialect, str] = {"duckdb": '"', "sqlite": "`", "postgresql": '"', "spark": "`"}
"""What stands around a name. SQLite reads what is in double quotes, and no column, as text: a slip would decide."""


def to_sql(edition: Edition, *, dialect: Dialect = "duckdb", columns: Mapping[str, str] | None = None) -> str:
    """Return a ``CASE`` expression that gives the id of the outcome, from columns that hold the ids of options.

    ``columns`` names the column that answers an axis, by the axis's id or slug; any other axis is answered by a column
    of its own id. Where an answer is null, or no option of its axis, the result is NULL. The edition, and what there
    is to know of it, stands in a comment before. The same edition gives the same text.

    Raises :class:`InvalidEdition` for an edition that is not sound, and :class:`InvalidData` for an unknown dialect or
    axis, and for a name that no column has or that two axes share.

    >>> from aiprocure import editions
    >>> print(to_sql(editions.load("2025-05-27"), columns={"users": "利用者"}).splitlines()[-2].strip())
    WHEN "利用者" IN ('A2', 'A3') AND "B" IN ('B2') AND "C" IN ('C3') AND "D" IN ('D1', 'D2', 'D3') THEN 'low' /* R10 */
    """
    named = _read(edition, dialect, columns)
    lines = [*_header(edition), "CASE", *(_row(edition, rule, dialect, named) for rule in edition.rules), "END"]
    return "\n".join(lines)


def to_sql_table(edition: Edition, *, dialect: Dialect = "duckdb", columns: Mapping[str, str] | None = None) -> str:
    """Return a query for every combination of answers: a column for each axis, ``outcome``, ``rule`` and ``disputed``.

    To be joined, or kept as a table or a view. ``disputed`` is true where a rival reading decides otherwise. Arguments
    and errors are those of :func:`to_sql`; no axis may be answered by a column called as one of the results.
    """
    named = _read(edition, dialect, columns, _RESULTS)
    name, text = functools.partial(_name, dialect), functools.partial(_text, dialect)
    rows: list[str] = []
    for answers in edition.all_answers():
        found = assess(edition, answers)
        cells = map(text, (*(answers[axis] for axis in named), found.outcome.id, found.rule.id))
        rows.append(f"    ({', '.join(cells)}, {'TRUE' if found.disputed else 'FALSE'})")
    heads = ", ".join(map(name, (*named.values(), *_RESULTS)))
    lines = [*_header(edition), f"WITH determination ({heads}) AS (", "  VALUES", ",\n".join(rows), ")"]
    return "\n".join([*lines, "SELECT * FROM determination"])


def _read(
    edition: Edition, dialect: Dialect, columns: Mapping[str, str] | None, taken: Iterable[str] = ()
) -> dict[AxisId, str]:
    """The column that answers each axis, once everything is found right."""
    require_sound(edition)
    if dialect not in get_args(Dialect):
        known = map(Choice, get_args(Dialect))
        raise InvalidData(Problem.of("wrong-form", "/dialect", value=dialect, expected=known))
    if columns is not None and not isinstance(columns, Mapping):
        raise InvalidArgument(Problem.of("wrong-type", "/columns", value=columns, expected=[Choice("Mapping")]))
    given = {} if columns is None else columns
    axes = axes_by_name(edition.axes)
    problems = [no_such_axis(name, edition.axes, pointer("columns", name)) for name in given if name not in axes]
    named: dict[AxisId, str] = {axis.id: axis.id for axis in edition.axes}
    for axis, column in given.items():
        if not _is_column(column):
            problems.append(Problem.of("wrong-type", pointer("columns", axis), value=column, expected=[Choice("str")]))
        elif axis in axes:
            named[axes[axis].id] = column
    if problems := problems or list(_clashes(named, dialect, taken)):
        raise InvalidData(problems)
    return named


def _is_column(name: object) -> bool:
    """Whether a column may have a name: any but none at all, and what ends a statement or cannot be encoded."""
    if not isinstance(name, str) or not name:
        return False
    return not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in name)


def _clashes(named: Mapping[AxisId, str], dialect: Dialect, taken: Iterable[str]) -> Iterator[Problem]:
    """Columns that cannot be told apart. But for PostgreSQL, capitals make no difference."""
    fold = str if dialect == "postgresql" else str.casefold
    seen: dict[str, str] = {}
    for axis, column in (*named.items(), *((None, result) for result in taken)):
        if (other := seen.setdefault(fold(column), axis or "")) != (axis or ""):
            where = pointer("columns", axis or other)
            yield Problem.of("column-named-twice", where, value=column, axis=other)


def _header(edition: Edition) -> list[str]:
    """The comment that names the edition, and says what there is to know of it."""
    provenance = sorted({str(rule.citation.provenance) for rule in edition.rules})
    disputes = [f"{id_} ({disputed.bit_count()})" for id_, disputed in edition.once(disputes_of).items()]
    later = edition.superseded_by
    lines = [
        f"aiprocure: {edition.code} {edition.id}, revision {edition.revision}, {fingerprint(edition)}",
        f"rows: {', '.join(provenance)}{', redrawn' if edition.redrawn else ''}",
        f"rival readings, and the combinations that each decides otherwise: {', '.join(disputes) or 'none'}",
        *([f"superseded by {later.version}, approved on {later.approved.isoformat()}"] if later else []),
    ]
    return [f"/* {_comment(line)} */" for line in lines]


def _comment(line: str) -> str:
    """A line that neither ends the comment nor begins one inside it."""
    printable = "".join(character if character.isprintable() else " " for character in line)
    return printable.replace("*", "∗") if "*/" in printable or "/*" in printable else printable


def _row(edition: Edition, rule: Rule, dialect: Dialect, named: Mapping[AxisId, str]) -> str:
    """A row, with every option listed where any would do: a null then meets no row."""
    sets = dict(rule.when.sets)
    conditions = []
    for axis in edition.axes:
        options = [_text(dialect, option.id) for option in axis.options if option.id in sets.get(axis.id, {option.id})]
        conditions.append(f"{_name(dialect, named[axis.id])} IN ({', '.join(options)})")
    return f"  WHEN {' AND '.join(conditions)} THEN {_text(dialect, rule.outcome)} /* {_comment(rule.id)} */"


def _name(dialect: Dialect, name: str) -> str:
    quote = _QUOTES[dialect]
    return f"{quote}{name.replace(quote, quote * 2)}{quote}"


def _text(dialect: Dialect, text: str) -> str:
    """A literal. Ids hold nothing that would have to be escaped; should they ever, it is."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'") if dialect == "spark" else text.replace("'", "''")
    return f"'{escaped}'"
