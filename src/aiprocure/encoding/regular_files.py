"""Regular files, read whole and within bounds: opened once, never waited for."""

import errno
import os
import stat
from collections.abc import Mapping

import attrs

from aiprocure.errors import InvalidData, Problem, Text
from aiprocure.errors.messages import shown_path

__all__ = ["read_regular_file", "reason_of"]

_FLAGS = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOCTTY", "O_BINARY", "O_CLOEXEC"))
"""A pipe is not waited for, a terminal is not taken over. What a system does not know is left out."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_REASONS: Mapping[int | None, Text] = {
    errno.ENOENT: Text("そのファイルがない", "no such file"),
    errno.ENOTDIR: Text("パスの途中がフォルダーではない", "a part of the path is not a folder"),
    errno.EACCES: Text("読み取る権限がない", "permission denied"),
    errno.EPERM: Text("読み取る権限がない", "permission denied"),
    errno.ENAMETOOLONG: Text("名前が長過ぎる", "the name is too long"),
    errno.ELOOP: Text("リンクが循環している", "the links lead round in a circle"),
}
_OTHER = Text("入出力の誤りがある", "input or output error")
_BAD_NAME = Text("ファイルの名前に使えない文字がある", "the name holds a character that no file name can")


def read_regular_file(path: str, *, most_bytes: int, follow_links: bool = True) -> bytes:
    """Return the content of a regular file of at most so many bytes.

    Raises :class:`InvalidData`, naming the file, for whatever is not regular (a folder, a pipe, a device), for a longer
    file, for one that cannot be read, and, where links are not followed, for a link.
    """
    try:
        content = _read(path, most_bytes + 1, 0 if follow_links else _NO_LINK)
    except (OSError, ValueError) as error:  # a name with NUL, or with a lone surrogate, is a ValueError
        is_link = not follow_links and isinstance(error, OSError) and error.errno == errno.ELOOP
        problem = Problem.of("is-a-link") if is_link else Problem.of("cannot-be-read", why=reason_of(error))
    else:
        if content is not None and len(content) <= most_bytes:
            return content
        long = Problem.of("too-long", most=most_bytes, unit=Text("バイト", " bytes"))
        problem = Problem.of("not-a-file") if content is None else long
    raise InvalidData(attrs.evolve(problem, file=shown_path(path)))


def reason_of(error: OSError | ValueError) -> Text:
    """Return why a file or folder cannot be opened or read, in words."""
    return _REASONS.get(error.errno, _OTHER) if isinstance(error, OSError) else _BAD_NAME


def _read(path: str, size: int, flags: int) -> bytes | None:
    """Return the first bytes of a file, or None where it is not regular."""
    descriptor = os.open(path, _FLAGS | flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        content = bytearray()
        while len(content) < size and (piece := os.read(descriptor, size - len(content))):
            content += piece
        return bytes(content)
    finally:
        os.close(descriptor)
