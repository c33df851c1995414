"""How often an inventory gives each combination of answers."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from aiprocure.errors import InvalidAnswers
from aiprocure.frames.codes import BadValues
from aiprocure.frames.inventories.coded_chunks import code_pieces, table_paths
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition

__all__ = ["count_answers"]


def count_answers(source: str | Path, edition: Edition, columns: Mapping[str, str] | None = None) -> dict[Answers, int]:
    """Return how many rows of a table give each combination of answers, as :func:`compare` takes an inventory.

    Reads, and refuses, as :func:`assess_table` does.
    """
    [file] = table_paths(source)
    codes: Counter[int] = Counter()
    bad: dict[str, BadValues] = {}
    for _, rows in code_pieces(file, edition, columns, bad):
        codes.update(rows.frame.lazy().collect().get_column(rows.code).to_list())
    if bad:
        raise InvalidAnswers(values.problem for values in bad.values())
    combinations = edition.all_answers()
    return {combinations[code]: count for code, count in sorted(codes.items())}
