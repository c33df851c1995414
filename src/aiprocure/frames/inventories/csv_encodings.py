"""The text in the lines of a CSV file: UTF-8, or CP932, which Excel writes as its plain CSV in Japan."""

import re
from collections.abc import Iterable

import attrs

from aiprocure.encoding.text_encodings import decode
from aiprocure.errors import InvalidData, InvalidTable, Problem, Text

__all__ = ["LineDecoder"]

_CP932 = "cp932"
_JAPANESE = re.compile("[ぁ-ヿ一-鿿々]{2}")
_DOUBTFUL = re.compile("[\x80-\xa0｡-ﾟ\ue000-\uf8ff]")
"""What bytes of other encodings turn into when they are read as CP932: half-width kana, and what means nothing."""
_HOW = Text(
    "Excelでは、「CSV UTF-8」の形式で保存すること。CP932（Shift_JIS）であれば、文字コードを指定すること"
    "（コマンドでは --encoding cp932、Pythonでは encoding）。",
    "; Excel's format for it is CSV UTF-8; if it is CP932 (Shift_JIS), say so (at the shell: --encoding cp932)",
)


@attrs.define
class LineDecoder:
    """Decodes lines one after the other. An encoding that is not given is found, or else the line is refused.

    The lines are CP932 where the first that is not ASCII is Japanese in CP932 and is not UTF-8; every other one has to
    be CP932 as well, without a character that bytes of another encoding might have turned into.
    """

    encoding: str | None = None
    _found: bool = False

    def decode(self, line: bytes, row: int) -> str:
        """Return the text of a line. Raises :class:`InvalidTable` for bytes in another encoding."""
        if self.encoding is None and not line.isascii():
            self._found = _is_certain(line)
            self.encoding = _CP932 if self._found else "utf-8"
        try:
            if self.encoding != _CP932:
                return decode(line) if b"\0" in line else line.decode()
            text = line.decode(_CP932)
        except (InvalidData, UnicodeDecodeError):
            raise self._refusal(line, row) from None
        if self._found and _DOUBTFUL.search(text):
            raise self._refusal(line, row)
        return text

    def _refusal(self, line: bytes, row: int) -> InvalidTable:
        if self.encoding == _CP932 and not self._found:
            return InvalidTable(attrs.evolve(Problem.of("not-cp932"), line=row))
        return InvalidTable(_not_utf_8(line, row))


def _is_certain(line: bytes) -> bool:
    """Return whether a line can be nothing but Japanese in CP932."""
    for encoding in ("utf-8", "euc_jp"):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return False
    try:
        text = line.decode(_CP932)
    except UnicodeDecodeError:
        return False
    return _JAPANESE.search(text) is not None and _DOUBTFUL.search(text) is None


def _not_utf_8(line: bytes, row: int) -> Iterable[Problem]:
    """Return what is wrong with a line in another encoding, and what to do about it."""
    try:
        decode(line)
    except InvalidData as error:
        return [attrs.evolve(problem, line=row) for problem in map(_with_advice, error.problems)]
    return [attrs.evolve(Problem.of("encodings-mixed"), line=row)]


def _with_advice(problem: Problem) -> Problem:
    text = Text(f"{problem.text.ja}{_HOW.ja}", f"{problem.text.in_language('en')}{_HOW.en}")
    return attrs.evolve(problem, text=text)
