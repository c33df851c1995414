"""Files written whole, or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["write_whole", "writing_whole"]


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write text (as UTF-8, line ends as they are) or bytes to a file, as :func:`writing_whole` has it written."""
    with writing_whole(path) as stream:
        stream.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def writing_whole(path: str | Path) -> Iterator[BinaryIO]:
    """Give a stream to write to a file: all that is written, or nothing.

    It is written to a file of a random name beside the one meant, which takes its place when all of it is there, and
    keeps its permissions. Raises :class:`OSError` where that cannot be done, and leaves what was there as it was. What
    is there and is no file (a folder, a device, a pipe) is not replaced.
    """
    target = Path(os.path.realpath(path))  # where links lead, and no complaint where they lead in a circle
    _require_replaceable(target)
    unfinished = target.with_name(f".{secrets.token_hex(8)}.part")
    stream = unfinished.open("xb")
    try:
        with stream:
            if target.exists():  # before anything is written that not everybody may read
                unfinished.chmod(target.stat().st_mode)
            yield stream
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _require_replaceable(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if target.exists() and not target.is_file():
        raise FileExistsError(errno.EEXIST, "there is something that is no file", str(target))
