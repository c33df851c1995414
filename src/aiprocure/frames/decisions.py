"""What an edition makes of coded rows, and what single answers would change."""

from collections.abc import Iterable
from typing import Any

import attrs
import narwhals.stable.v2 as nw

from aiprocure.engine.decisions import Decisions, decisions_of
from aiprocure.frames.codes import CodedRows, stack_frames, strides_of
from aiprocure.frames.polars_codes import looked_up
from aiprocure.frames.readable_columns import Frame
from aiprocure.model.axes import Option
from aiprocure.model.edition import Edition

__all__ = ["Movement", "count_moved", "decide", "movements_of"]


@attrs.frozen
class Movement:
    """What one single answer would change: the combinations that it would make heavier, and lighter."""

    option: Option
    heavier: tuple[int, ...]
    lighter: tuple[int, ...]


def movements_of(edition: Edition) -> tuple[Movement, ...]:
    """Return what each option would change, in the order of the axes and their options."""
    weights: dict[str, int] = {outcome.id: weight for weight, outcome in enumerate(edition.outcomes)}
    weighed = [weights[outcome] for outcome in edition.once(decisions_of).outcomes]
    movements: list[Movement] = []
    for axis, stride in zip(edition.axes, strides_of(edition.axes), strict=True):
        for position, option in enumerate(axis.options):
            moved = [
                weighed[code + (position - code // stride % len(axis.options)) * stride] - weight
                for code, weight in enumerate(weighed)
            ]
            heavier, lighter = (tuple(c for c, by in enumerate(moved) if by * sign > 0) for sign in (1, -1))
            movements.append(Movement(option, heavier, lighter))
    return tuple(movements)


def decide(rows: CodedRows, edition: Edition, outcome: str, rule: str, disputed: str) -> Frame:
    """Return coded rows with what an edition makes of them, under these names; null where there is no combination."""
    decisions = edition.once(decisions_of)
    if rows.frame.implementation.is_polars():
        return _decide_in_polars(rows, decisions, outcome, rule, disputed)
    code, codes = nw.col(rows.code), range(len(decisions.rules))
    decided = {
        outcome: _texts(code, codes, decisions.outcomes),
        rule: _texts(code, codes, decisions.rules),
        disputed: nw.when(code >= 0).then(code.is_in(list(decisions.disputed))),
    }
    result = rows.frame.with_columns(**decided).drop(*rows.helpers)
    engine = result.implementation
    if rows.complete or not (engine.is_pandas() or engine.is_dask()):
        return result
    native: Any = result.to_native()  # pandas has made objects of truth values beside nulls, which no query takes
    nullable: Frame = nw.from_native(native.astype({disputed: "boolean"}))
    return nullable


def _decide_in_polars(rows: CodedRows, decisions: Decisions, outcome: str, rule: str, disputed: str) -> Frame:
    import polars as pl

    native: Any = rows.frame.to_native()
    code = pl.col(rows.code)
    is_disputed = [number in decisions.disputed for number in range(len(decisions.rules))]
    decided = {
        outcome: looked_up(decisions.outcomes, code, pl.String),
        rule: looked_up(decisions.rules, code, pl.String),
        disputed: looked_up(is_disputed, code, pl.Boolean),
    }
    result: Frame = nw.from_native(native.with_columns(**decided).drop(rows.helpers))
    return result


def _texts(key: nw.Expr, keys: Iterable[object], texts: Iterable[str]) -> nw.Expr:
    return key.replace_strict(list(keys), list(texts), default=None, return_dtype=nw.String)


def count_moved(rows: CodedRows, edition: Edition) -> Frame:
    """Return, for each option, how many coded rows it would move if it were their answer, one option a row."""
    movements = edition.once(movements_of)
    heavier = {f"heavier{n}": movement.heavier for n, movement in enumerate(movements)}
    lighter = {f"lighter{n}": movement.lighter for n, movement in enumerate(movements)}
    nowhere = len(edition.once(decisions_of).rules)  # no combination's number: not every engine takes an empty list
    moved = {name: nw.col(rows.code).is_in([*codes, nowhere]) for name, codes in (heavier | lighter).items()}
    sums = rows.frame.select(**{name: is_moved.cast(nw.Int64).sum() for name, is_moved in moved.items()})
    counts = stack_frames(_count_of(sums, n, movement.option) for n, movement in enumerate(movements))
    return counts.sort("place").drop("place")


def _count_of(sums: Frame, n: int, option: Option) -> Frame:
    """Return the row of an option, with its place in the order. A sum over no rows is null to SQL."""
    heavier, lighter = (nw.col(f"{way}{n}").fill_null(0).cast(nw.Int64) for way in ("heavier", "lighter"))
    return sums.select(
        place=nw.lit(n, nw.Int64),
        axis=nw.lit(str(option.axis), nw.String),
        option=nw.lit(str(option.id), nw.String),
        moved=heavier + lighter,
        heavier=heavier,
        lighter=lighter,
    )
