"""Parquet files, read some rows at a time, none of which can unpack to more than a few megabytes."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, BinaryIO

import attrs
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from aiprocure.encoding.regular_files import reason_of
from aiprocure.errors import InvalidTable, Problem, Text
from aiprocure.errors.messages import pointer
from aiprocure.frames.inventories.chunk import Chunk, unique_names
from aiprocure.frames.inventories.limits import CHUNK_BYTES, CHUNK_ROWS, MOST_BYTES_AT_ONCE
from aiprocure.frames.inventories.parquet_footer import read_names, read_row_groups
from aiprocure.frames.inventories.parquet_pages import page_sizes
from aiprocure.frames.inventories.thrift import unreadable

__all__ = ["read_parquet"]

_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
_MOST_NESTED = 16_000_000
"""Bytes that a column of lists or structs may come to in a row group: rows of these cannot be bounded one by one."""
_ROW_BYTES = 256
"""What a row costs at least, in bytes that take as long to handle."""
_UNPACKED_FREE, _UNPACKED_PER_BYTE = 100_000_000, 300
"""What a file may come to, and how much more for each of its own bytes."""
_ROW_GROUP = Text("行グループ", "row group")
_NOT_SUPPORTED = Text("PyArrowが対応していない書き方がされている", "written in a way that PyArrow does not support")
_OTHERWISE = Text("形式に合わない", "it does not follow the format")
_WIDTHS = {"BOOLEAN": 1, "INT32": 4, "INT64": 8, "INT96": 12, "FLOAT": 4, "DOUBLE": 8}
_LIMITS: Any = {"pre_buffer": False, "thrift_string_size_limit": 10_000_000, "thrift_container_size_limit": 100_000}


def read_parquet(stream: BinaryIO) -> Iterator[Chunk]:
    """Yield the rows of a Parquet file, chunk by chunk; the first has none. Rows are counted from 1."""
    try:
        yield from _chunks(stream)
    except pa.ArrowNotImplementedError:
        raise unreadable(_NOT_SUPPORTED) from None
    except OSError as error:  # PyArrow raises one without a number for what is corrupt
        raise unreadable(_OTHERWISE if error.errno is None else reason_of(error)) from None
    except (pa.ArrowException, UnicodeError, OverflowError):
        raise unreadable(_OTHERWISE) from None


def _chunks(stream: BinaryIO) -> Iterator[Chunk]:
    size = os.fstat(stream.fileno()).st_size
    parquet = _open_parquet(stream, size)
    schema, total = _without_views(parquet.schema_arrow), parquet.metadata.num_rows
    _decode_all_names(schema)
    headings = tuple(schema.names)
    names = unique_names(headings)
    row_bytes = _row_bytes(parquet, stream, size)
    budget = _Budget(_UNPACKED_FREE + _UNPACKED_PER_BYTE * size)
    attrs.evolve(budget).spend(total * (row_bytes + _ROW_BYTES))
    yield Chunk(schema.empty_table().rename_columns(names), headings, _row_after(0), 0, total)
    texts = [field.name for field in schema if any(is_kind(field.type) for is_kind in _TEXT)]
    done, step = 0, max(1, min(CHUNK_ROWS, CHUNK_BYTES // max(1, row_bytes)))
    parquet = pq.ParquetFile(stream, read_dictionary=texts, **_LIMITS)  # each text once, however many rows repeat it
    for batch in parquet.iter_batches(step, use_threads=False):
        for part in _parts(pa.Table.from_batches([batch])):
            budget.spend(_unpacked_bytes(part) + len(part) * _ROW_BYTES)
            rows = part.cast(schema)
            _require_valid(rows, names, done)
            begin, done = done, done + len(rows)
            yield Chunk(rows.rename_columns(names), headings, _row_after(begin), done, total)


def _open_parquet(stream: BinaryIO, size: int) -> pq.ParquetFile:
    """Return a Parquet file as PyArrow sees it. Raises :class:`InvalidTable` where a name in it is not UTF-8."""
    try:
        return pq.ParquetFile(stream, **_LIMITS)
    except UnicodeError:
        _require_text([b" ".join(names).decode for names in read_names(stream, size)])
        raise


def _require_text(columns: Sequence[Callable[[], object]]) -> None:
    """Raise :class:`InvalidTable` for each column whose names or time zones are not UTF-8: what reads them says so."""
    problems: list[Problem] = []
    for number, read in enumerate(columns, 1):
        try:
            read()
        except UnicodeError:
            problems.append(Problem.of("parquet-name-not-utf-8", number=number))
    if problems:
        raise InvalidTable(problems)


@attrs.define
class _Budget:
    """How many bytes may still be unpacked."""

    left: int

    def spend(self, count: int) -> None:
        """Raise :class:`InvalidTable` where a file unpacks to more than it may."""
        self.left -= count
        if self.left < 0:
            raise InvalidTable(Problem.of("parquet-unpacks-too-far"))


def _row_bytes(parquet: pq.ParquetFile, stream: BinaryIO, size: int) -> int:
    """Return how many bytes a row takes at most, but for its texts and lists, which are bounded otherwise.

    Raises :class:`InvalidTable` for row groups that cannot be unpacked in little memory.
    """
    leaves = parquet.schema
    problems: dict[str, Problem] = {}
    for group in read_row_groups(stream, size):
        if len(group) != len(leaves):
            raise unreadable(_ROW_GROUP)
        at_once = 0
        for number, chunk in enumerate(group):
            leaf = leaves.column(number)
            sizes = page_sizes(stream, chunk.offset, chunk.length, size)
            at_once += sizes.largest + sizes.dictionary
            if leaf.path != leaf.name or leaf.max_repetition_level:
                width = _width(leaf) or sizes.dictionary
                too_much = sizes.values * (width + 8) + sizes.data > _MOST_NESTED
            else:
                too_much = False
            if too_much or sizes.prefixed > _MOST_NESTED:
                name = leaf.path.partition(".")[0]
                problems[name] = Problem.of("parquet-column-too-large", pointer(name), value=name)
        if at_once > MOST_BYTES_AT_ONCE:
            problems[""] = Problem.of("parquet-too-wide", most=MOST_BYTES_AT_ONCE // 1_000_000)
    if problems:
        raise InvalidTable(problems.values())
    return sum(_width(leaves.column(number)) or 8 for number in range(len(leaves)))


def _width(leaf: Any) -> int:
    """Return how many bytes a value takes; 0 for texts."""
    return int(leaf.length) if leaf.physical_type == "FIXED_LEN_BYTE_ARRAY" else _WIDTHS.get(leaf.physical_type, 0)


def _without_views(schema: Any) -> Any:
    """Return a schema with plain texts for views of texts, of which PyArrow itself cannot take rows."""
    plain = {pa.string_view(): pa.large_string(), pa.binary_view(): pa.large_binary()}
    return pa.schema([field.with_type(plain.get(field.type, field.type)) for field in schema], schema.metadata)


def _decode_all_names(schema: Any) -> None:
    """Raise :class:`InvalidTable` where a name or a time zone at any depth is not UTF-8, before others look at it."""
    _require_text([partial(_decode_names, field) for field in schema])


def _decode_names(field: Any) -> None:
    """Raise :class:`UnicodeError` where a field, or one within it, has a name or a time zone that is not UTF-8."""
    kinds = [field.type]
    while kinds:
        kind = kinds.pop()
        fields = [kind.field(number) for number in range(kind.num_fields)]
        kinds.extend(field.type for field in fields if field.name is not None)
        if pa.types.is_dictionary(kind):
            kinds.append(kind.value_type)
        if pa.types.is_timestamp(kind):
            _ = kind.tz


def _require_valid(rows: pa.Table, names: list[str], done: int) -> None:
    """Raise :class:`InvalidTable` where a value is not what its type says, as a text that is not UTF-8."""
    problems = []
    for name, column in zip(names, rows.columns, strict=True):
        try:
            column.validate(full=True)
        except pa.ArrowInvalid:
            row = _first_not_utf_8(column)
            code = "parquet-value-invalid" if row is None else "parquet-not-utf-8"
            problem = Problem.of(code, pointer(name), value=name)
            problems.append(problem if row is None else attrs.evolve(problem, line=done + row + 1))
    if problems:
        raise InvalidTable(problems)


def _first_not_utf_8(column: Any) -> int | None:
    """Return the position of the first text that is not UTF-8; None in a column that does not hold texts."""
    if not any(is_kind(column.type) for is_kind in _TEXT):
        return None
    contents = (content.as_py() or b"" for content in column.cast(pa.large_binary()))
    return next((row for row, content in enumerate(contents) if not _is_utf_8(content)), None)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeError:
        return False
    return True


def _parts(rows: pa.Table) -> Iterator[pa.Table]:
    """Yield rows in parts that take little memory with each of their texts written out."""
    longest = sum(_longest_text(column) for column in rows.columns)
    step = max(1, CHUNK_BYTES // (longest + 1))
    yield from (rows.slice(begin, step) for begin in range(0, len(rows), step))


def _unpacked_bytes(rows: pa.Table) -> int:
    """Return how many bytes rows take with each of their texts written out."""
    count = rows.nbytes
    for column in rows.columns:
        chunks: list[Any] = column.chunks if _longest_text(column) else []
        for chunk in chunks:
            lengths: Any = pc.binary_length(chunk.dictionary)
            count += pc.sum(lengths.take(chunk.indices).cast(pa.int64())).as_py() or 0
    return count


def _longest_text(column: Any) -> int:
    """Return the most bytes that a text takes in a column whose texts are each there once; 0 in any other."""
    if not pa.types.is_dictionary(column.type) or not any(is_kind(column.type.value_type) for is_kind in _TEXT):
        return 0
    lengths = (pc.max(pc.binary_length(chunk.dictionary)).as_py() for chunk in column.chunks)
    return max((length or 0 for length in lengths), default=0)


def _row_after(begin: int) -> Callable[[int], int]:
    return lambda n: begin + n + 1
