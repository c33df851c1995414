"""A ministry's own copies of the check sheets (別紙3 and 別紙4), read from a workbook with distrust.

``packages``, ``xml_reader``, ``strings`` and ``styles`` take the file apart within ``bounds``; ``worksheets`` holds the
cells as a reader sees them; ``headings`` and ``items`` find the rows, and ``check_sheets`` makes records of them.
"""

from pathlib import Path

import attrs

from aiprocure.errors import InvalidArgument, InvalidSheet, Problem
from aiprocure.errors.messages import shown_path
from aiprocure.files.workbooks.bounds import MOST_BYTES, MOST_ROWS
from aiprocure.files.workbooks.check_sheets import read_check_sheets
from aiprocure.files.workbooks.outcome_tables import read_outcomes
from aiprocure.files.workbooks.packages import read_content
from aiprocure.files.workbooks.results import ReadSheet, Workbook

__all__ = ["MOST_BYTES", "MOST_ROWS", "ReadSheet", "Workbook", "read_outcomes", "read_workbook"]


def read_workbook(path: str | Path) -> Workbook:
    """Return the rows of the check sheets in an .xlsx file, each citing its sheet and cell, and what was passed over.

    A check sheet is known by its columns: 要求事項# and 要求事項, with 対策例, 対策例詳細, 裏付けとなる情報の例 and
    見出し (the headline that a row falls under) where they are given; or 取り決め事項# and 取り決め事項, with
    契約時の項目, 契約書に盛り込む条項内容例 and 補足説明. One of the first 30 rows names them, in any usual spelling
    (要求事項番号, No); other columns are kept with their row. A row with a number and words of its own is an item. What
    is hidden or struck out is not read; that, and every other row, is in ``passed_over``.

    Raises :class:`InvalidSheet` with everything wrong and its cell, or with why the file cannot be read.
    """
    if not isinstance(path, str | Path):
        raise InvalidArgument(Problem.of("not-a-path", value=path))
    file = shown_path(path)
    try:
        workbook = read_check_sheets(read_content(Path(path)))
    except InvalidSheet as error:
        raise InvalidSheet(attrs.evolve(problem, file=file) for problem in error.problems) from None
    return attrs.evolve(
        workbook, passed_over=tuple(attrs.evolve(problem, file=file) for problem in workbook.passed_over)
    )


def __dir__() -> list[str]:
    return list(__all__)
