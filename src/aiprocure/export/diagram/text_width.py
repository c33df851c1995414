"""The width of text in an unknown font, and where to break its lines.

Widths are in em and err on the wide side: those of the widest of the usual sans-serif fonts.
"""

import re
import unicodedata

from aiprocure.reports.line_breaking import split_pieces

__all__ = ["break_evenly", "break_lines", "is_measured", "measure_width"]

_MEASURED = re.compile("[ -~①-⑳、-〿ぁ-ゖァ-ヿ一-鿿！-～…―]*")
_PHRASES_MEET = re.compile(".*([ぁ-ゖ]\n[^ぁ-ゖ]|[ 、。・]\n.)")
_NARROW, _BROAD = frozenset(" !'()*,-./:;I[]`fijlrt|"), frozenset("%@MWmw")


def is_measured(text: str) -> bool:
    """Return whether the width of every character is known: those of Japanese and English text.

    >>> is_measured("①未定 TBD"), is_measured("ﷺ")
    (True, False)
    """
    return _MEASURED.fullmatch(text) is not None


def measure_width(text: str) -> float:
    """Return the width of a line of text in em.

    >>> round(measure_width("判定: low"), 2)
    5.07
    """
    return sum(map(_measure_character, text))


def _measure_character(character: str) -> float:
    if character in _NARROW:
        return 0.46
    if character in _BROAD or unicodedata.east_asian_width(character) in "WFA":
        return 1.01
    return 0.66 if character.islower() or character.isdecimal() else 0.82


def break_lines(text: str, width: float, *, most: int | None = None) -> tuple[str, ...]:
    """Break text into lines of some width in em, at least 2, where Japanese and English allow it.

    A text that needs more lines than ``most`` is cut, and ends in ….

    >>> break_lines("要機密情報や個人情報の学習等の有無", 7)
    ('要機密情報や', '個人情報の', '学習等の有無')
    >>> break_lines("Nature of the work", 5, most=2)
    ('Nature', 'of the…')
    """
    lines = [""]
    for piece in _join_phrases(text, width):
        if lines[-1] and measure_width(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        for character in piece:  # one by one, as a word may be longer than a line
            if measure_width(lines[-1] + character.strip()) > width:
                lines.append("")
            lines[-1] += character
    kept = [line.strip() for line in lines[:most]]
    if len(kept) < len(lines):
        kept[-1] = _cut(kept[-1], width)
    return tuple(kept)


def break_evenly(text: str, width: float, *, most: int) -> tuple[str, ...]:
    """Break text into as few lines as some width in em, at least 2, allows, and make them as even as possible.

    >>> break_evenly("A 利用者の範囲・種別", 10, most=8)
    ('A 利用者の', '範囲・種別')
    """
    lines = narrower = break_lines(text, width, most=most)
    longest = max((measure_width(piece) for piece in _join_phrases(text, width)), default=width)
    while len(narrower) == len(lines) < most:
        lines, width = narrower, width - 1
        narrower = break_lines(text, width, most=most) if width >= longest else ()
    return lines


def _join_phrases(text: str, width: float) -> list[str]:
    """The pieces best kept on one line where they fit: in Japanese, mostly up to the kana that end a phrase."""
    pieces = [""]
    for piece in split_pieces(" ".join(text.split())):
        joined = pieces[-1] + piece
        if _PHRASES_MEET.match(f"{pieces[-1]}\n{piece}") or measure_width(joined.rstrip()) > width:
            pieces.append(piece)
        else:
            pieces[-1] = joined
    return pieces


def _cut(line: str, width: float) -> str:
    while measure_width(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"
