"""The columns that are added to an inventory, by ids or in words."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

import attrs

from aiprocure.editions.labels import phrases_in
from aiprocure.errors.text import Language
from aiprocure.frames.assessments import names_added
from aiprocure.model.edition import Edition
from aiprocure.model.rules import Condition

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["AddedColumns", "columns_to_add"]


@attrs.frozen
class AddedColumns:
    """The columns added to an inventory: their names, and in a language, what stands there for ids and truth values."""

    ids: tuple[str, str, str]
    headings: tuple[str, ...]
    said: tuple[Mapping[object, str], ...] = ()

    def beside(self, rows: "pa.Table", decided: "pa.Table") -> "pa.Table":
        """Return rows with the columns that are decided by ids."""
        columns = [decided[name] for name in self.ids]
        for heading, by_id, said in zip_longest(self.headings, columns, self.said):
            rows = rows.append_column(heading, by_id if said is None else _in_words(by_id.to_pylist(), said))
        return rows


def _in_words(values: Iterable[object], said: Mapping[object, str]) -> "pa.StringArray":
    import pyarrow as pa

    return pa.array([said.get(value) for value in values], pa.string())


def columns_to_add(edition: Edition, prefix: str, language: Language | None) -> AddedColumns:
    """Return the columns for the outcome, the row that decides it, and whether other readings differ.

    >>> from aiprocure import editions
    >>> columns = columns_to_add(editions.load("2025-05-27"), "", "ja")
    >>> columns.headings, columns.said[0]["high"], columns.said[1]["R9"], columns.said[2][True]
    (('判定', '決めた行', '別の読み'), '高', 'R9：C③かつB②かつA①④かつD②', '異なる')
    """
    ids = names_added(prefix)
    if language is None:
        return AddedColumns(ids, ids)
    phrases = phrases_in(language)
    outcomes: dict[object, str] = {outcome.id: outcome.text.in_language(language) for outcome in edition.outcomes}
    rows: dict[object, str] = {
        rule.id: phrases["detail"].format(key=rule.id, value=_condition(edition, rule.when, phrases))
        for rule in edition.rules
    }
    readings: dict[object, str] = {True: phrases["readings_differ"], False: phrases["readings_agree"]}
    names = ("added_outcome", "added_rule", "added_disputed")
    return AddedColumns(ids, tuple(f"{prefix}{phrases[name]}" for name in names), (outcomes, rows, readings))


def _condition(edition: Edition, when: Condition, phrases: Mapping[str, str]) -> str:
    """Return a condition by its marks, its axes in the order of asking."""
    sets = dict(when.sets)
    axes = [axis for id_ in edition.asking_order.axes for axis in edition.axes if axis.id == id_ and id_ in sets]
    named = (axis.id + "".join(option.mark for option in axis.options if option.id in sets[axis.id]) for axis in axes)
    return phrases["both"].join(named) or phrases["always"]
