"""Files written whole, or not at all."""

import errno
import os
import secrets
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write text (as UTF-8, line ends as they are) or bytes to a file: all of it, or nothing.

    It is written to a file of a random name beside the one meant, which then takes its place and keeps its
    permissions. Raises :class:`OSError` where that cannot be done, and leaves what was there as it was. What is there
    and is no file (a folder, a device, a pipe) is not replaced.
    """
    target = Path(os.path.realpath(path))  # where links lead, and no complaint where they lead in a circle
    data = content.encode() if isinstance(content, str) else content
    if target.exists() and not target.is_file():
        raise FileExistsError(errno.EEXIST, "there is something that is no file", str(target))
    unfinished = target.with_name(f".{secrets.token_hex(8)}.part")
    stream = unfinished.open("xb")
    try:
        with stream:
            stream.write(data)
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
