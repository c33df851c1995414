r"""Regular expressions for what the library reads, the same to ECMA-262 (with its flag ``u``) and to Python.

Each spans a whole text. It ends where no character follows, for ``$`` would let a line end pass in Python.
"""

import functools
import itertools
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from aiprocure.model.ids import ID_GRAMMAR
from aiprocure.model.normalization import HIDDEN_CATEGORIES, INVISIBLE, is_blank, is_plain, plain_spelling

__all__ = ["DATE", "id_pattern", "line_pattern", "name_pattern", "one_of", "plain_pattern", "wide_date_pattern"]

_END = r"(?![\s\S])"
DATE = (
    "^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|(?:[0-9]{{2}}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29){_END}"
)
"""A day of the calendar, from 0001-01-01 to 9999-12-31."""
_TO_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LAST_ESCAPED = 0xFFFF
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_LEFT_OUT = "\ufe0e\ufe0f\u20dd"
"""What :func:`plain_spelling` takes for another character or leaves out: full-width forms, and presentation."""


@functools.cache
def wide_date_pattern() -> str:
    """Return the pattern of days that may have some or all of their characters in full width."""
    return re.sub(r"\{\d+\}|\[[^\]]*\]|\d|-", _widened, DATE)


def _widened(part: re.Match[str]) -> str:
    """A part of the pattern of days that takes full-width digits and hyphens too."""
    written = part[0]
    if written.startswith("{") or written == r"[\s\S]":
        return written
    return "[\\-－]" if written == "-" else f"[{written.strip('[]')}{written.strip('[]').translate(_TO_WIDE)}]"


@functools.cache
def plain_pattern() -> str:
    """Return the pattern of a text that :func:`is_plain`."""
    return f"^[^{_hidden()}]*{_END}"


@functools.cache
def line_pattern() -> str:
    """Return the pattern of a plain text in one line that is not blank."""
    return rf"^[{_blanks()}]*[^{_hidden()}{_blanks()}\n][^{_hidden()}\n]*{_END}"


def id_pattern() -> str:
    """Return the pattern of an id."""
    return f"^{ID_GRAMMAR}{_END}"


def name_pattern(names: str) -> str:
    """Return the pattern of a name among white space, from that of the names there are."""
    around = rf"[{_spaces()}\n{_ignored()}]*"
    return f"^{around}(?:{names}){around}{_END}"


def one_of(words: Iterable[str], *, after: Iterable[str] = ()) -> str:
    """Return the part of a pattern that stands for any of some plain words, however their characters are spelled.

    ``after`` are words any one of which may stand before, with a slash or white space between.
    """
    chosen = "|".join(_word(word) for word in sorted(set(words)))
    before = "|".join(_word(word) for word in after)
    between = rf"[{_ignored()}]*(?:{_spelled('/')}[{_ignored()}]*|[{_spaces()}\n][{_spaces()}\n{_ignored()}]*)"
    return f"(?:(?:{before}){between})?(?:{chosen})" if before else f"(?:{chosen})"


def _word(word: str) -> str:
    """A word is spelled character by character, but for two digits that can be one: ⑭."""
    parts = (_number(part) if part.isdecimal() else _spelled(part) for part in re.findall("[0-9]+|[^0-9]", word))
    return f"[{_ignored()}]*".join(parts)


def _number(digits: str) -> str:
    heads = [digits[:n] for n in (1, 2) if n <= len(digits) and digits[:n] in _spelled_otherwise()]
    spelled = [_spelled(head) for head in heads]
    tails = [f"[{_ignored()}]*{_number(digits[len(head) :])}" if digits[len(head) :] else "" for head in heads]
    return f"(?:{'|'.join(head + tail for head, tail in zip(spelled, tails, strict=True))})"


def _spelled(plain: str) -> str:
    """A character, whatever is read as it, and its decomposed form where that is."""
    characters = _spelled_otherwise().get(plain, "") + (plain if len(plain) == 1 else "")
    one = f"[{''.join(map(_escaped, sorted(characters)))}]"
    decomposed = unicodedata.normalize("NFD", plain)
    if len(decomposed) > len(plain) and plain_spelling(decomposed) == plain:
        return f"(?:{one}|{''.join(map(_spelled, decomposed))})"
    return one


@functools.cache
def _spelled_otherwise() -> Mapping[str, str]:
    """By plain form, the characters that are read as it."""
    every = tuple(_characters())
    composed = functools.partial(unicodedata.is_normalized, "NFC")
    candidates = {*filter(str.isnumeric, every), *filter(str.isspace, every), *_WIDE, *_LEFT_OUT}
    found: dict[str, str] = {}
    for character in sorted(candidates.union(itertools.filterfalse(composed, every))):
        if (plain := plain_spelling(character)) != character:
            found[plain] = found.get(plain, "") + character
    return found


def _characters() -> Iterator[str]:
    """Every character. They are many: what goes through them all is written in C."""
    return map(chr, range(sys.maxunicode + 1))


@functools.cache
def _ignored() -> str:
    """What is left out of a name, wherever it stands."""
    return "".join(_escaped(character) for character in _spelled_otherwise()[""] if not character.isspace())


@functools.cache
def _spaces() -> str:
    """White space within a line."""
    return _class_of(character for character in filter(str.isspace, _characters()) if _fits_a_line(character))


@functools.cache
def _blanks() -> str:
    """White space within a line, and what looks like it."""
    shown_as_nothing = re.sub(rf"[^\s{INVISIBLE}]+", "", "".join(_characters()))
    return _class_of(filter(_fits_a_line, shown_as_nothing))


def _fits_a_line(character: str) -> bool:
    return is_plain(character) and character != "\n"


@functools.cache
def _hidden() -> str:
    is_hidden = map(HIDDEN_CATEGORIES.__contains__, map(unicodedata.category, _characters()))
    return _class_of(itertools.filterfalse(is_plain, itertools.compress(_characters(), is_hidden)))


def _class_of(characters: Iterable[str]) -> str:
    """Some characters, in order, as the ranges of a character class."""
    ranges: list[list[int]] = []
    for code in map(ord, characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    ends = ((_escaped(chr(first)), _escaped(chr(last))) for first, last in ranges)
    return "".join(first if first == last else f"{first}-{last}" for first, last in ends)


def _escaped(character: str) -> str:
    """A character as both dialects write it in a class: those that take more than four digits stand for themselves."""
    stands = character.isalnum() and not is_blank(character)
    return character if stands or ord(character) > _LAST_ESCAPED else f"\\u{ord(character):04x}"
