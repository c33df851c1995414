"""How large an inventory, and what it unpacks to, may be."""

__all__ = [
    "CHUNK_BYTES",
    "CHUNK_CELLS",
    "CHUNK_ROWS",
    "LONGEST_CELL",
    "LONGEST_ROW",
    "MOST_BLANK_ROWS",
    "MOST_BYTES_AT_ONCE",
    "MOST_COLUMNS",
    "MOST_RAGGED",
    "MOST_STRINGS",
    "MOST_STRING_CHARACTERS",
    "MOST_TIMES_LARGER",
    "MOST_WORKBOOK_BYTES",
    "MOST_WORKBOOK_ROWS",
    "SPARE_BYTES",
    "SPARE_ELEMENTS",
]

MOST_COLUMNS = 1_000
"""Columns of an inventory."""
LONGEST_ROW = 1_000_000
"""Bytes of a row of a CSV file."""
MOST_RAGGED = 1_000
"""Rows with too few or too many cells that are listed before reading stops."""
MOST_BLANK_ROWS = 200_000
"""Rows that say nothing, in all of a CSV file."""
CHUNK_BYTES = 4_000_000
"""About how many bytes of rows are handled at once,"""
CHUNK_CELLS = 200_000
"""how many cells of a CSV file or a workbook,"""
CHUNK_ROWS = 50_000
"""and how many rows of a Parquet file."""
MOST_BYTES_AT_ONCE = 40_000_000
"""Bytes of a Parquet file that have to be unpacked at the same time: a page and a dictionary of every column."""
MOST_WORKBOOK_BYTES = 100_000_000
"""Bytes of a workbook,"""
MOST_STRINGS = 100_000
"""how many texts its cells may share,"""
MOST_STRING_CHARACTERS = 4_000_000
"""with how many characters,"""
SPARE_ELEMENTS = 400_000
"""how many XML elements it may have that say nothing,"""
SPARE_BYTES = 10_000_000
"""in how many bytes,"""
MOST_TIMES_LARGER = 100
"""and how many times larger a part may become, beyond that, when it is unpacked."""
LONGEST_CELL = 32_767
"""UTF-16 units of a cell of a workbook."""
MOST_WORKBOOK_ROWS = 1_048_576
"""Rows of a sheet of a workbook."""
