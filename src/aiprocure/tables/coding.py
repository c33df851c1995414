"""The pieces of a table, coded by the combination of answers that each row gives."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from aiprocure.errors import InvalidTable, Problem
from aiprocure.frames.codes import BadValues, CodedRows, bad_values, code_rows
from aiprocure.frames.columns import match_columns, opened
from aiprocure.model.edition import Edition
from aiprocure.tables.pieces import Piece, file_kind, read_pieces
from aiprocure.wording import shown, shown_path

__all__ = ["code_pieces", "require_tables"]


def code_pieces(
    file: Path,
    edition: Edition,
    columns: Mapping[str, str] | None,
    bad: dict[str, BadValues],
    added: tuple[str, ...] = (),
) -> Iterator[tuple[Piece, CodedRows]]:
    """Give a table piece by piece, coded. Its bad values are added to those given, by the names of their columns."""
    for piece in read_pieces(file):
        known = opened(piece.rows)
        rows = code_rows(known, match_columns(known, edition, columns, added))
        for values in () if rows.complete else bad_values(rows):
            so_far = bad.get(values.column.name, attrs.evolve(values, rows=0, first=()))
            bad[values.column.name] = attrs.evolve(
                so_far, rows=so_far.rows + values.rows, first=(*so_far.first, *_in_file(values, piece))
            )
        yield piece, rows


def _in_file(values: BadValues, piece: Piece) -> Iterator[tuple[str, str]]:
    """Give the first bad values with their places in the file instead of their positions in the piece."""
    for text, where in values.first:
        yield text, piece.place_of(int(where.rpartition(" ")[2]))


def require_tables(*files: Path) -> None:
    """Raise :class:`InvalidTable` unless files are of a kind that is known."""
    strange = [file for file in files if file_kind(file) not in (".csv", ".parquet")]
    if strange:
        what = "a table ends in .csv or .parquet, not in"
        raise InvalidTable(Problem(shown_path(file), f"{what} {shown(file.suffix)}") for file in strange)
