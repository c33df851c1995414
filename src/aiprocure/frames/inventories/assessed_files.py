"""Inventories assessed from file to file: read with distrust, some rows at a time, and written whole.

``csv_chunks`` and ``parquet_chunks`` read them, ``chunks`` finds the combination that each row gives, and ``writers``
writes them.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from aiprocure.errors.messages import expect
from aiprocure.errors.text import Language
from aiprocure.frames.assessments import expect_one_of
from aiprocure.frames.extras import require_extra
from aiprocure.frames.inventories.added_columns import AddedColumns, columns_to_add
from aiprocure.frames.inventories.files import (
    inventory_paths,
    known_encoding,
    open_inventory,
    require_another_file,
)
from aiprocure.model.edition import Edition
from aiprocure.model.inventory import InventorySummary

if TYPE_CHECKING:
    import pyarrow as pa

    from aiprocure.frames.inventories.chunks import InventoryReader

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
    from aiprocure.frames.inventories.chunks import InventoryReader

    expect(Edition, edition)
    expect_one_of(invalid, ("raise", "null"))
    file, written = inventory_paths(source, target)
    encoding = known_encoding(encoding, file)
    added = columns_to_add(edition, prefix, language)
    with open_inventory(file) as stream:
        require_another_file(stream, written)
        reader = InventoryReader(file, stream, edition, columns, added.headings, encoding)
        tally = _write(reader, written, added, progress, take_bad=invalid == "null")
    return _summary(tally, edition)


def _write(
    reader: "InventoryReader",
    target: Path,
    added: AddedColumns,
    progress: Callable[[int, int], object],
    *,
    take_bad: bool,
) -> Counter[str]:
    """Write an inventory with what comes of it, and return how many rows there are of each kind."""
    from aiprocure.frames.decisions import decide
    from aiprocure.frames.inventories.writers import write_target

    tally: Counter[str] = Counter()
    with write_target(target) as result:
        for chunk, rows in reader.coded_chunks():
            decided: pa.Table = decide(rows, reader.edition, *added.ids).to_native()
            tally += _tally(decided, *added.ids)
            result.write(added.beside(chunk.rows, decided), (*chunk.headings, *added.headings), chunk.cells)
            progress(chunk.done, chunk.total)
        if not take_bad:
            reader.require_no_bad_values()
    return tally


def _summary(tally: Counter[str], edition: Edition) -> InventorySummary:
    """Return what has been counted, by the outcomes of an edition."""
    outcomes = tuple((each, tally[f"outcome {each.id}"]) for each in edition.outcomes)
    return InventorySummary(tally["rows"], tally["bad"], tally["disputed"], outcomes)


def _tally(assessed: Any, outcome: str, _: str, disputed: str) -> Counter[str]:
    """Return how many rows there are of each outcome, without one, and disputed."""
    ids = assessed[outcome].to_pylist()
    tally = Counter(f"outcome {id_}" for id_ in ids if id_ is not None)
    tally.update(rows=len(ids), bad=ids.count(None), disputed=assessed[disputed].to_pylist().count(True))
    return tally
