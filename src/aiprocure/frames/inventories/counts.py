"""How often an inventory gives each combination of answers."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from aiprocure.errors.messages import expect
from aiprocure.frames.extras import require_extra
from aiprocure.frames.inventories.files import inventory_paths, open_inventory
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition

__all__ = ["count_answers"]


def count_answers(source: str | Path, edition: Edition, columns: Mapping[str, str] | None = None) -> dict[Answers, int]:
    """Return how many rows of an inventory give each combination of answers, as :func:`compare` takes them.

    Reads, and refuses, as :func:`assess_table` does.
    """
    require_extra("tables")
    from aiprocure.frames.inventories.chunks import InventoryReader

    expect(Edition, edition)
    [file] = inventory_paths(source)
    codes: Counter[int] = Counter()
    with open_inventory(file) as stream:
        reader = InventoryReader(file, stream, edition, columns)
        for _, rows in reader.coded_chunks():
            codes.update(rows.frame.lazy().collect().get_column(rows.code).to_list())
        reader.require_no_bad_values()
    combinations = edition.all_answers()
    return {combinations[code]: count for code, count in sorted(codes.items())}
