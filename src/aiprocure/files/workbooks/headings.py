"""The headings of the check sheets' columns."""

import re
import unicodedata
from difflib import get_close_matches

import attrs

__all__ = [
    "CONTRACT",
    "PROCUREMENT",
    "TABLES",
    "Heading",
    "Table",
    "heading_of",
    "names_check_sheet",
    "nearest_heading",
]

_LONGEST_HEADING = 100
_NUMBER = re.compile("^(?:項目|通し)(?=番号|no(?![a-z])|#)|番号|^[項連通]番|(?<![a-z])no(?![a-z])|#")
_OF_TEXT = re.compile("(?:内容|本文)$")
_JOINERS = str.maketrans("", "", "の()[]「」【】〔〕・:.,、")


@attrs.frozen
class Table:
    """A check sheet as it is known by its columns: the one of its text, the others it may have, and must have."""

    text: str
    others: tuple[str, ...]
    required: tuple[str, ...] = ()

    def has_text_in(self, heading: "Heading") -> bool:
        """Return whether a heading is that of the text: 要求事項, 要求事項の内容."""
        return self.text in (heading.words, _OF_TEXT.sub("", heading.words))


PROCUREMENT = Table("要求事項", ("対策例", "対策例詳細", "裏付けとなる情報の例", "見出し"))
CONTRACT = Table(
    "取り決め事項",
    ("契約時の項目", "契約書に盛り込む条項内容例", "補足説明"),
    required=("契約時の項目", "契約書に盛り込む条項内容例"),
)
TABLES = (PROCUREMENT, CONTRACT)


@attrs.frozen
class Heading:
    """A heading without what does not matter: white space, widths, brackets and の, and the words for a number."""

    words: str
    is_numbered: bool


def heading_of(value: object) -> Heading | None:
    """Return the heading that a cell holds, if it can be one."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_HEADING:
        return None
    plain = "".join(unicodedata.normalize("NFKC", value).casefold().split())
    words, numbers = _NUMBER.subn("", plain)
    return Heading(words.translate(_JOINERS), numbers > 0)


def names_check_sheet(value: object) -> bool:
    """Return whether a cell holds a heading that only a check sheet has."""
    heading = heading_of(value)
    return heading is not None and any(table.has_text_in(heading) for table in TABLES)


def nearest_heading(name: str, table: Table) -> str:
    """Return the heading of a check sheet's column that a heading is most like, or nothing where it is like none."""
    heading = heading_of(name)
    known = {plain.words: each for each in (table.text, *table.others) if (plain := heading_of(each))}
    close = get_close_matches(heading.words, known, n=1) if heading else []
    return known[close[0]] if close else ""
