"""The pieces of a table, coded by the combination of answers that each row gives."""

from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path

import attrs

from aiprocure.errors import InvalidArgument, InvalidTable
from aiprocure.errors.messages import shown, shown_path, unworded
from aiprocure.frames.codes import MOST_SHOWN, BadValues, CodedRows, bad_values, code_rows
from aiprocure.frames.columns import match_columns, opened
from aiprocure.frames.inventories.chunks import Piece, file_kind, read_pieces
from aiprocure.model.edition import Edition

__all__ = ["code_pieces", "table_paths"]


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
            first = (*so_far.first, *((text, piece.number_of(position)) for text, position in values.first))
            counted = so_far.rows + values.rows
            bad[values.column.name] = attrs.evolve(so_far, rows=counted, first=first[:MOST_SHOWN], where=piece.where)
        yield piece, rows


def table_paths(*named: object) -> list[Path]:
    """Return the paths of files that are to be tables.

    Raises :class:`InvalidArgument` for what is no path, and :class:`InvalidTable` for files of a kind not known.
    """
    files: list[Path] = []
    for each in named:
        if not isinstance(each, str | PathLike):
            raise InvalidArgument(f"expected the path of a file, not {shown(each)}")
        files.append(Path(each))
    strange = [file for file in files if file_kind(file) not in (".csv", ".parquet")]
    if strange:
        what = "a table ends in .csv or .parquet, not in"
        raise InvalidTable(unworded(shown_path(file), f"{what} {shown(file.suffix)}") for file in strange)
    return files
