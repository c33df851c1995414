"""Bytes as text. Only UTF-8 is read; of anything else, the encoding that it seems to be in is named."""

import codecs

import attrs

from aiprocure.errors import InvalidData, Problem, Text

__all__ = ["decode"]

_LEGACY = {"cp932": "Shift_JIS (CP932)", "euc_jp": "EUC-JP"}
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 64
_HOW = Text(
    "エディターの「名前を付けて保存」で、文字コードにUTF-8を選び、保存し直すこと。",
    "in the editor's Save As, choose the encoding UTF-8, and save it again",
)


def decode(content: bytes, file: str = "") -> str:
    """Return the text that bytes in UTF-8 hold, without a byte order mark.

    Raises :class:`InvalidData` for other bytes, naming the encoding that they seem to be in, and the line.
    """
    if not _seems_utf_16(content):
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            problem = Problem.of("not-utf-8", value=content[error.start : error.end], seems=_seems(content), how=_HOW)
            problem = attrs.evolve(problem, line=content.count(b"\n", 0, error.start) + 1)
    else:
        problem = Problem.of("not-utf-8", value=content[:2], seems=_hint("UTF-16"), how=_HOW)
    raise InvalidData(attrs.evolve(problem, file=file))


def _seems_utf_16(content: bytes) -> bool:
    """Whether a mark says so, or every other byte at the beginning is NUL."""
    head = content[:_HEAD]
    zeros = [sum(byte == 0 for byte in half) * 2 > len(half) > 1 for half in (head[::2], head[1::2])]
    return content.startswith(_MARKS) or zeros[0] != zeros[1]


def _seems(content: bytes) -> Text | str:
    """A hint at the Japanese encoding in which the bytes make most Japanese, if any."""
    scores = {name: _japanese_in(content, codec) for codec, name in _LEGACY.items()}
    best = max(scores, key=scores.__getitem__)
    return _hint(best) if scores[best] > 1 else ""


def _hint(encoding: str) -> Text:
    return Text(f"（{encoding}と思われる）", f"; it seems to be {encoding}")


def _japanese_in(content: bytes, codec: str) -> int:
    """How many kana and kanji the bytes hold; half-width kana, into which anything can be decoded, count against."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return 0
    return sum("\u3040" <= character <= "\u9fff" for character in text) - sum(
        "\uff61" <= character <= "\uff9f" for character in text
    )
