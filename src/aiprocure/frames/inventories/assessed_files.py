"""Inventories assessed from file to file: read with distrust, some rows at a time, and written whole.

``csv_chunks`` and ``parquet_chunks`` read them, ``chunks`` finds the combination that each row gives, and ``writers``
writes them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aiprocure.errors.messages import expect
from aiprocure.errors.text import Language
from aiprocure.frames.assessments import expect_one_of, names_added
from aiprocure.frames.extras import require_extra
from aiprocure.frames.inventories.files import (
    inventory_paths,
    known_encoding,
    open_inventory,
    require_another_file,
)
from aiprocure.frames.inventories.words import AddedWords, added_words
from aiprocure.model.edition import Edition
from aiprocure.model.inventory import InventorySummary

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["assess_table"]


def assess_table(  # noqa: PLR0913  # those of frames.assess, and two files
    source: str | Path,
    target: str | Path,
    edition: Edition,
    columns: Mapping[str, str] | None = None,
    *,
    prefix: str = "",
    invalid: Literal["raise", "null"] = "raise",
    encoding: str | None = None,
    language: Language | None = None,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> InventorySummary:
    """Write an inventory to another file with what an edition makes of each row, and return what came of it.

    Files end in ``.csv`` (with a header, text throughout), ``.xlsx`` (the sheet whose header names the axes) or
    ``.parquet``. ``columns``, ``prefix`` and ``invalid`` are those of :func:`frames.assess`. A CSV file is read as
    UTF-8, or as CP932 where it can be nothing else; ``encoding`` (``"utf-8"``, ``"cp932"``) says so where that is not
    certain. It is written as UTF-8 with a byte order mark, for Excel. With a ``language`` the columns added are
    headed 判定, 決めた行 and 別の読み, or in English, and hold words instead of ids. ``progress`` is called now and
    then with how much of the source has been read, in bytes or rows, and of how much. An inventory of any size takes
    little memory, and the target appears once it is complete.

    Raises :class:`InvalidTable` for a source that cannot be read, and for a target that cannot hold it or is the source
    itself, with the row of everything wrong; :class:`InvalidAnswers` for columns that do not answer the axes and values
    that mean no option; and :class:`OSError` where the target cannot be written.
    """
    require_extra("tables")
    from aiprocure.frames.decisions import decide
    from aiprocure.frames.inventories.chunks import InventoryReader
    from aiprocure.frames.inventories.writers import write_target

    expect(Edition, edition)
    expect_one_of(invalid, ("raise", "null"))
    file, written = inventory_paths(source, target)
    encoding = known_encoding(encoding, file)
    ids = names_added(prefix)
    words = None if language is None else added_words(edition, language)
    added = ids if words is None else tuple(f"{prefix}{heading}" for heading in words.headings)
    tally: Counter[str] = Counter()
    with open_inventory(file) as stream:
        require_another_file(stream, written)
        reader = InventoryReader(file, stream, edition, columns, added, encoding)
        with write_target(written) as result:
            for chunk, rows in reader.coded_chunks():
                decided: pa.Table = decide(rows, edition, *ids).to_native()
                tally += _tally(decided, *ids)
                columns_added = _added(decided, ids, words)
                result.write(_with_columns(chunk.rows, added, columns_added), (*chunk.headings, *added), chunk.cells)
                progress(chunk.done, chunk.total)
            if invalid == "raise":
                reader.require_no_bad_values()
    return _summary(tally, edition)


def _summary(tally: Counter[str], edition: Edition) -> InventorySummary:
    """Return what has been counted, by the outcomes of an edition."""
    outcomes = tuple((each, tally[f"outcome {each.id}"]) for each in edition.outcomes)
    return InventorySummary(tally["rows"], tally["bad"], tally["disputed"], outcomes)


def _added(decided: "pa.Table", ids: tuple[str, ...], words: AddedWords | None) -> list[Any]:
    """Return the columns that are added, in words or by ids."""
    columns = [decided[name] for name in ids]
    if words is None:
        return columns
    import pyarrow as pa

    return [
        pa.array([said.get(value) for value in column.to_pylist()], pa.string())
        for column, said in zip(columns, words.said, strict=True)
    ]


def _with_columns(rows: "pa.Table", names: tuple[str, ...], columns: Sequence[Any]) -> "pa.Table":
    """Return rows with columns added."""
    for name, column in zip(names, columns, strict=True):
        rows = rows.append_column(name, column)
    return rows


def _tally(assessed: Any, outcome: str, _: str, disputed: str) -> Counter[str]:
    """Return how many rows there are of each outcome, without one, and disputed."""
    ids = assessed[outcome].to_pylist()
    tally = Counter(f"outcome {id_}" for id_ in ids if id_ is not None)
    tally.update(rows=len(ids), bad=ids.count(None), disputed=assessed[disputed].to_pylist().count(True))
    return tally
