"""A ministry's own copies of the check sheets (別紙3 and 別紙4), read from a workbook with distrust.

``packages`` takes the file apart within bounds, ``grids`` has openpyxl read the cells, and ``records`` makes records of
them. Needs the extra ``excel``.
"""

from pathlib import Path

import attrs

from aiprocure.errors import InvalidSheet
from aiprocure.errors.messages import shown, shown_path, unworded
from aiprocure.model.check_sheets import Clause, SheetRow

try:
    from aiprocure.files.workbooks.check_sheets import read_records
    from aiprocure.files.workbooks.ooxml import MOST_BYTES, MOST_ROWS, read_content, take_apart
except ImportError as error:
    raise ImportError("reading workbooks needs an extra: pip install 'aiprocure[excel]'") from error

__all__ = ["MOST_BYTES", "MOST_ROWS", "read_workbook"]


def read_workbook(path: str | Path) -> tuple[SheetRow | Clause, ...]:
    """Return the rows of the check sheets that an .xlsx file holds, each with its sheet and cell as its citation.

    The sheets are known by their columns: 要求事項# and 要求事項, with 対策例, 対策例詳細, 裏付けとなる情報の例 and
    見出し (the headline that a row falls under) where they are given; or 取り決め事項# and 取り決め事項, with
    契約時の項目, 契約書に盛り込む条項内容例 and 補足説明. The row that names them stands on any sheet, within its
    first 30 rows. Every cell of a merged range says what its first cell says.

    Raises :class:`InvalidSheet` with everything wrong and its cell, or with why the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidSheet([unworded("path", f"expected the path of a file, not {shown(path)}")])
    file = shown_path(path)
    try:
        return read_records(*take_apart(read_content(Path(path))))
    except InvalidSheet as error:
        problems = error.problems
    raise InvalidSheet(attrs.evolve(problem, where=problem.where or file) for problem in problems)


def __dir__() -> list[str]:
    return list(__all__)
