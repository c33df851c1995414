"""How often an inventory gives each combination of answers, and in which of its rows."""

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from aiprocure.errors.messages import expect
from aiprocure.frames.extras import require_extra
from aiprocure.frames.inventories.files import inventory_paths, known_encoding, open_inventory
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition

__all__ = ["count_answers", "find_cases"]


def count_answers(
    source: str | Path, edition: Edition, columns: Mapping[str, str] | None = None, *, encoding: str | None = None
) -> dict[Answers, int]:
    """Return how many rows of an inventory give each combination of answers, as :func:`compare` takes them.

    Reads, and refuses, as :func:`assess_table` does.
    """
    expect(Edition, edition)
    codes: Counter[int] = Counter()
    for chunk in _codes_in(source, edition, columns, encoding):
        codes.update(chunk)
    combinations = edition.all_answers()
    return {combinations[code]: count for code, count in sorted(codes.items())}


def find_cases(  # noqa: PLR0913  # those of count_answers, and which to find
    source: str | Path,
    edition: Edition,
    answers: Collection[Answers],
    columns: Mapping[str, str] | None = None,
    *,
    most: int,
    encoding: str | None = None,
) -> tuple[tuple[int, Answers], ...]:
    """Return the first rows of an inventory that give one of some combinations of answers, with their numbers from 1.

    Reads, and refuses, as :func:`count_answers` does.
    """
    wanted = {code: each for code, each in enumerate(edition.all_answers()) if each in answers}
    codes = itertools.chain.from_iterable(_codes_in(source, edition, columns, encoding))
    found = ((number, wanted[code]) for number, code in enumerate(codes, 1) if code in wanted)
    return tuple(itertools.islice(found, most))


def _codes_in(
    source: str | Path, edition: Edition, columns: Mapping[str, str] | None, encoding: str | None
) -> Iterator[list[int]]:
    """The number of the combination that each row gives, chunk by chunk."""
    require_extra("tables")
    from aiprocure.frames.inventories.chunks import InventoryReader

    [file] = inventory_paths(source)
    encoding = known_encoding(encoding, file)
    with open_inventory(file) as stream:
        reader = InventoryReader(file, stream, edition, columns, encoding=encoding)
        for _, rows in reader.coded_chunks():
            yield rows.frame.lazy().collect().get_column(rows.code).to_list()
        reader.require_no_bad_values()
