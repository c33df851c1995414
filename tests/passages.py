"""資料4 passage by passage, as the conformance tests and the page on the source read it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs

import aiprocure as ap
from aiprocure.errors.text import Text
from aiprocure.model.axes import Axis
from aiprocure.model.citation import Provenance
from aiprocure.model.records import entries_of

FILE = Path(__file__).parent / "conformance" / "passages.toml"
SOURCE = "資料4"
REASONS = ("heading", "furniture", "garbled")
"""Why no record carries a passage."""
LABELS = frozenset(
    {"目的", "対象", "なお", "また", "すなわち", "は", "です", "し", "等", "概要", "から抜粋", "ー", "例"}
    | {f"課題{mark}" for mark in "①②③④"}
    | {f"留意事項案{mark}" for mark in "①②"}
)
"""What stands between the words of records: how a line is called, how a sentence goes on, an empty cell."""
MARKS = re.compile(r"[➢・•⚫※〇*“”＜＞【】「」()（）、。：:.–]")


@attrs.frozen
class Passage:
    """A passage of the source, and the records whose words it holds or that were read from it, or why none does."""

    page: int
    text: str
    records: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    none: str | None = None


def passages() -> tuple[Passage, ...]:
    """Every passage of the source, in order."""
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))["passages"]
    return tuple(
        Passage(
            each["page"],
            each["text"],
            tuple(each.get("records", ())),
            tuple(each.get("figure", ())),
            each.get("none"),
        )
        for each in given
    )


def titles() -> dict[int, str]:
    """The title of each page of the source that has one which can be read."""
    return {page["number"]: page["title"] for page in tomllib.loads(FILE.read_text(encoding="utf-8"))["pages"]}


def source_text() -> str:
    """The whole of the source, as its text was extracted."""
    return "".join(passage.text for passage in passages())


def folded(passage: str) -> str:
    """A passage without white space."""
    return re.sub(r"\s", "", passage)


def records_by_name(edition: ap.Edition) -> dict[str, object]:
    """Every record of an edition by family and id, and the edition itself."""
    return {"edition": edition} | {f"{entry.family}/{entry.record.id}": entry.record for entry in entries_of(edition)}


def stated_texts(record: object) -> Iterator[Text]:
    """The passages of a record, and of what it holds that is no record of its own, which 資料4 states."""
    citation = getattr(record, "citation", None)
    if citation is None or (citation.document, citation.provenance) != (SOURCE, Provenance.STATED):
        return
    for field in attrs.fields(type(record)):  # type: ignore[arg-type]  # only records come here
        value = getattr(record, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Text):
                yield each
            elif field.name == "countermeasures":
                yield from stated_texts(each)


def words_of(record: object) -> list[str]:
    """All that a record holds as the source writes it: its passages, and its mark, number, addresses or letter."""
    words = [text.ja for text in stated_texts(record)]
    words += [str(value) for name in ("mark", "number") if (value := getattr(record, name, None)) is not None]
    words += [record.id] if isinstance(record, Axis) else []
    words += [*getattr(record, "addresses", ())]
    return [folded(each) for each in words]


def left_over(passage: str, words: list[str]) -> str:
    """What is left of a passage without the words of its records, the longest first, and without labels and marks."""
    rest = folded(passage)
    for each in sorted(words, key=len, reverse=True):
        rest = rest.replace(each, "\n")
    parts = (MARKS.sub("", part) for part in rest.split("\n"))
    return "".join(part for part in parts if part not in LABELS)
