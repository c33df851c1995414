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
_IN_EXCEL = Text("Excelでは、「CSV UTF-8」の形式で保存すること。", "; Excel's format for it is CSV UTF-8")
_SAY_SO = Text(
    "CP932（Shift_JIS）であれば、文字コードを指定すること（コマンドでは --encoding cp932、Pythonでは encoding）。",
    "; if it is CP932 (Shift_JIS), say so (at the shell: --encoding cp932)",
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
    if any(_text_in(line, encoding) is not None for encoding in ("utf-8", "euc_jp")):
        return False
    text = _text_in(line, _CP932)
    return text is not None and _JAPANESE.search(text) is not None and _DOUBTFUL.search(text) is None


def _text_in(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def _not_utf_8(line: bytes, row: int) -> Iterable[Problem]:
    """Return what is wrong with a line in another encoding, and what to do about it."""
    try:
        decode(line)
    except InvalidData as error:
        may_be_cp932 = b"\0" not in line and _text_in(line, _CP932) is not None
        advice = (_IN_EXCEL, _SAY_SO) if may_be_cp932 else (_IN_EXCEL,)
        return [attrs.evolve(_with_advice(problem, *advice), line=row) for problem in error.problems]
    return [attrs.evolve(Problem.of("encodings-mixed"), line=row)]


def _with_advice(problem: Problem, *advice: Text) -> Problem:
    ja, en = ("".join(text.in_language(language) for text in (problem.text, *advice)) for language in ("ja", "en"))
    return attrs.evolve(problem, text=Text(ja, en))
