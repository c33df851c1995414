"""How often an inventory gives each combination of answers, and in which of its rows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from aiprocure.errors.messages import expect
from aiprocure.files.axis_headings import is_title_heading
from aiprocure.frames.extras import require_extra
from aiprocure.frames.inventories.files import inventory_paths, known_encoding, open_inventory
from aiprocure.model.answers import Answers
from aiprocure.model.edition import Edition

if TYPE_CHECKING:
    from aiprocure.frames.inventories.chunk import Chunk

__all__ = ["Case", "count_answers", "find_cases"]


@attrs.frozen
class Case:
    """A row of an inventory: its number from 1, its answers, and its title, empty where the inventory has none."""

    number: int
    answers: Answers
    title: str


def count_answers(
    source: str | Path, edition: Edition, columns: Mapping[str, str] | None = None, *, encoding: str | None = None
) -> dict[Answers, int]:
    """Return how many rows of an inventory give each combination of answers, as :func:`compare` takes them.

    Reads, and refuses, as :func:`assess_table` does.
    """
    expect(Edition, edition)
    codes: Counter[int] = Counter()
    for _, given in _codes_in(source, edition, columns, encoding):
        codes.update(given)
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
) -> tuple[Case, ...]:
    """Return the first rows of an inventory that give one of some combinations of answers.

    Their titles are those of the first column headed as such. Reads, and refuses, as :func:`count_answers` does.
    """
    wanted = {code: each for code, each in enumerate(edition.all_answers()) if each in answers}
    return tuple(islice(_cases_in(_codes_in(source, edition, columns, encoding), wanted), most))


def _cases_in(chunks: "Iterable[tuple[Chunk, list[int]]]", wanted: Mapping[int, Answers]) -> Iterator[Case]:
    before = 0
    for chunk, codes in chunks:
        titles = next((n for n, heading in enumerate(chunk.headings) if is_title_heading(heading)), None)
        for row, code in enumerate(codes):
            if code in wanted:
                title = None if titles is None else chunk.rows.column(titles)[row].as_py()
                yield Case(before + row + 1, wanted[code], "" if title is None else str(title).strip())
        before += len(codes)


def _codes_in(
    source: str | Path, edition: Edition, columns: Mapping[str, str] | None, encoding: str | None
) -> "Iterator[tuple[Chunk, list[int]]]":
    """The rows, chunk by chunk, and the number of the combination that each of them gives."""
    require_extra("tables")
    from aiprocure.frames.inventories.chunks import InventoryReader

    [file] = inventory_paths(source)
    encoding = known_encoding(encoding, file)
    with open_inventory(file) as stream:
        reader = InventoryReader(file, stream, edition, columns, encoding=encoding)
        for chunk, rows in reader.coded_chunks():
            yield chunk, rows.frame.lazy().collect().get_column(rows.code).to_list()
        reader.require_no_bad_values()
