"""Inventories as files, CSV and Parquet: read with distrust, assessed piece by piece, written whole.

``pieces`` reads them, ``coding`` tells which combination each row gives, and ``targets`` writes them. Needs the extra
``tables``.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

import attrs

from aiprocure.errors import InvalidAnswers, InvalidArgument
from aiprocure.errors.messages import expect, shown
from aiprocure.model.edition import Edition
from aiprocure.model.outcomes import Outcome

try:
    import pyarrow as pa
    import pyarrow.compute as pc

    from aiprocure.frames.codes import BadValues
    from aiprocure.frames.decisions import decide
    from aiprocure.frames.inventories.chunks import MOST_COLUMNS
    from aiprocure.frames.inventories.coded_chunks import code_pieces, table_paths
    from aiprocure.frames.inventories.writers import write_target
except ImportError as error:
    raise ImportError("assessing tables needs an extra: pip install 'aiprocure[tables]'") from error

__all__ = ["MOST_COLUMNS", "TableSummary", "assess_table"]


@attrs.frozen
class TableSummary:
    """What came of a table: how many rows, and how many of them are bad, disputed, or of each outcome."""

    rows: int
    bad: int
    """The rows with a value that means no option; what is added is null there."""
    disputed: int
    outcomes: tuple[tuple[Outcome, int], ...]
    """Lightest first."""


def assess_table(  # noqa: PLR0913  # those of frames.assess, and two files
    source: str | Path,
    target: str | Path,
    edition: Edition,
    columns: Mapping[str, str] | None = None,
    *,
    prefix: str = "",
    invalid: Literal["raise", "null"] = "raise",
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> TableSummary:
    """Write a table to another file with what an edition makes of each row, and return what came of it.

    Files end in ``.csv`` (UTF-8 with a header, text throughout) or ``.parquet``. ``columns``, ``prefix`` and
    ``invalid`` are those of :func:`frames.assess`. ``progress`` is told now and then how much of the source has been
    read, in bytes or rows, and of how much. A table of any size takes little memory, and the target appears once it
    is complete.

    Raises :class:`InvalidTable` for a source that cannot be read or a target that cannot hold it, with the line of
    everything wrong; :class:`InvalidAnswers` for columns that do not answer the axes and values that mean no option;
    and :class:`OSError` where the target cannot be written.
    """
    expect(Edition, edition)
    expect(str, prefix)
    if invalid not in ("raise", "null"):
        raise InvalidArgument(f"expected invalid to be 'raise' or 'null', not {shown(invalid)}")
    read, written = table_paths(source, target)
    outcome, rule, disputed = (f"{prefix}{name}" for name in ("outcome", "rule", "disputed"))
    bad: dict[str, BadValues] = {}
    tally: Counter[str] = Counter()
    with write_target(written) as result:
        for piece, rows in code_pieces(read, edition, columns, bad, (outcome, rule, disputed)):
            assessed: pa.Table = decide(rows, edition, outcome, rule, disputed).to_native()
            tally += _tally(assessed, outcome, disputed)
            result.write(assessed)
            progress(piece.done, piece.total)
        if invalid == "raise" and bad:
            raise InvalidAnswers(values.problem for values in bad.values())
    outcomes = tuple((each, tally[f"outcome {each.id}"]) for each in edition.outcomes)
    return TableSummary(tally["rows"], tally["bad"], tally["disputed"], outcomes)


def _tally(assessed: pa.Table, outcome: str, disputed: str) -> Counter[str]:
    ids = assessed[outcome].to_pylist()
    tally = Counter(f"outcome {id_}" for id_ in ids if id_ is not None)
    tally.update(rows=len(ids), bad=ids.count(None), disputed=pc.sum(assessed[disputed]).as_py() or 0)
    return tally
