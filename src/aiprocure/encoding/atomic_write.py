"""Files and folders written whole, or not at all."""

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows, where an open file cannot be removed, and no lock is needed
    fcntl = None  # type: ignore[assignment]  # a module, or None

__all__ = ["write_folder", "write_whole", "writing_whole"]


def write_folder(path: str | Path, contents: Mapping[str, str]) -> None:
    """Write a folder of texts (as UTF-8), by their names: all of them, or nothing.

    They are written to an unfinished folder beside the target, which takes its name once it is complete. Raises
    :class:`OSError` where that cannot be done, and where anything but an empty folder has that name, even a link.
    """
    _require_path(path)
    target = Path(path)
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    unfinished = target.absolute().with_name(f"{_prefix(target)}{secrets.token_hex(8)}.part")
    unfinished.mkdir()
    try:
        for name, content in contents.items():
            (unfinished / name).write_bytes(content.encode())
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def write_whole(path: str | Path, content: str | bytes, *, replace: bool = True) -> None:
    """Write text (as UTF-8, line ends as they are) or bytes to a file, in the way of :func:`writing_whole`."""
    with writing_whole(path, replace=replace) as stream:
        stream.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def writing_whole(path: str | Path, *, replace: bool = True) -> Iterator[BinaryIO]:
    """Yield a stream to write to a file: all that is written, or nothing.

    It is written to an unfinished file beside the target, ``.<digest>.<random>.part``, which takes the place of the
    target once it is complete, and keeps its permissions. Links are followed. Without ``replace`` the target gets its
    name only if nothing has that name yet, not even a link. What earlier writers of the same target left unfinished
    because they were killed is removed.

    Raises :class:`OSError` where that cannot be done, and leaves what was there as it was. A file that is read-only,
    and whatever is not a regular file (a folder, a device, a pipe), is not replaced.
    """
    _require_path(path)
    if not replace:
        _require_free(path)
    target = Path(os.path.realpath(path) if replace else path)  # realpath does not fail where links lead in a circle
    permissions = _replaceable_permissions(target)
    _remove_abandoned(target)
    with _unfinished_file(target) as unfinished:
        with unfinished.open("r+b") as stream:
            if permissions is not None:  # before anything is written that not everybody may read
                unfinished.chmod(permissions)
            yield stream
        if replace:
            unfinished.replace(target)
        else:
            _link_into_place(unfinished, target)


def _replaceable_permissions(target: Path) -> int | None:
    """Return the permissions of the file that is replaced, if there is one."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not target.exists():
        return None
    if not target.is_file():
        raise FileExistsError(errno.EEXIST, "exists and is not a regular file", str(target))
    permissions = stat.S_IMODE(target.stat().st_mode)
    # The bits are looked at as well: a superuser may write to any file, but did not mean a protected one.
    if not permissions & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return permissions


def _require_path(path: str | Path) -> None:
    """Raise for what no file can be called as for any other file that cannot be written."""
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def _require_free(path: str | Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _link_into_place(unfinished: Path, target: Path) -> None:
    """Give a complete file its name, never that of another file, even where two are written at once."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: whoever creates the name has it. Killed here, an empty file is left.
        target.touch(exist_ok=False)
        unfinished.replace(target)


@contextmanager
def _unfinished_file(target: Path) -> Iterator[Path]:
    """Yield a new file beside the target, locked as long as its writer lives, and removed if it is still there."""
    while True:
        unfinished = target.with_name(f"{_prefix(target)}{secrets.token_hex(8)}.part")
        with unfinished.open("xb") as held:  # the lock lasts as long as this, whatever becomes of the writer's stream
            if not _lock(held, unfinished):
                continue
            try:
                yield unfinished
            finally:
                unfinished.unlink(missing_ok=True)
            return


def _prefix(target: Path) -> str:
    """Return how the names of a target's unfinished files begin: of one length, however long its own name is."""
    return f".{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}."


def _lock(held: BinaryIO, file: Path) -> bool:
    """Lock a new unfinished file, and return whether it is still there: another writer may have removed it before."""
    if fcntl is None:  # pragma: no cover  # Windows, where an open file cannot be replaced either
        held.close()
        return True
    with suppress(OSError):  # a file system without locks: nobody else can lock the file either, so it is left alone
        fcntl.flock(held, fcntl.LOCK_EX)
    return file.exists()


def _remove_abandoned(target: Path) -> None:
    """Remove the target's unfinished files whose writers are gone: nobody holds their locks."""
    with suppress(OSError):
        for file in target.parent.glob(f"{_prefix(target)}*.part"):
            with suppress(OSError):
                _remove_unless_locked(file)


def _remove_unless_locked(file: Path) -> None:
    if fcntl is None:  # pragma: no cover  # Windows
        file.unlink()
        return
    descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.unlink()
    finally:
        os.close(descriptor)
