"""Files written whole, or not at all."""

import errno
import fcntl
import io
import os
import secrets
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from aiprocure.encoding import atomic_write
from aiprocure.encoding.atomic_write import write_whole, writing_whole

posix = pytest.mark.skipif(os.name != "posix", reason="links and permissions are things of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("content", "expected"), [("高\n低\r\n", "高\n低\r\n".encode()), (b"\x00\xff\r\n", b"\x00\xff\r\n"), ("", b"")]
)
def test_what_is_given_is_what_stands_there(tmp_path: Path, content: str | bytes, expected: bytes) -> None:
    for path in (tmp_path / "new.txt", str(tmp_path / "new.txt")):
        write_whole(path, content)
        assert (tmp_path / "new.txt").read_bytes() == expected
    assert names(tmp_path) == ["new.txt"]


def test_a_path_without_a_folder_is_one_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_whole("new.txt", "here")
    assert (tmp_path / "new.txt").read_text(encoding="utf-8") == "here"


@pytest.mark.parametrize("failing", ["write", "replace", "interrupt"])
def test_a_disk_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    file = tmp_path / "old.txt"
    file.write_text("old", encoding="utf-8")
    failure = KeyboardInterrupt() if failing == "interrupt" else OSError(28, "No space left on device")

    def fail(*_: object) -> None:
        raise failure

    class Full(io.BytesIO):
        write = fail  # type: ignore[assignment]  # nothing can be written to it

    if failing == "write":
        opened = Path.open
        monkeypatch.setattr(Path, "open", lambda path, mode: Full() if mode == "r+b" else opened(path, mode))
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(failure)):
        write_whole(file, "new")
    monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["old.txt"]


def test_a_folder_is_not_replaced_and_a_missing_one_not_made(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "folder", tmp_path / "missing" / "new.txt", tmp_path / "folder" / ".." / "folder"):
        with pytest.raises(OSError, match=r"."):
            write_whole(path, "new")
    assert names(tmp_path) == ["folder"]
    assert names(tmp_path / "folder") == []


@posix
def test_permissions_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "private.txt"
    file.touch()
    for mode in (0o600, 0o640, 0o200):
        file.chmod(mode)
        write_whole(file, "new")
        assert stat.S_IMODE(file.stat().st_mode) == mode
    file.unlink()
    before = os.umask(0o027)
    try:
        write_whole(file, "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.txt").symlink_to("real/file.txt")
    for content in ("first", "second"):
        write_whole(tmp_path / "link.txt", content)
        assert (tmp_path / "link.txt").is_symlink()
        assert (tmp_path / "real" / "file.txt").read_text(encoding="utf-8") == content
    assert names(tmp_path / "real") == ["file.txt"]
    assert names(tmp_path) == ["link.txt", "real"]


@posix
@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_laid_where_the_unfinished_file_would_be_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dangling: bool
) -> None:
    victim = tmp_path / "victim.txt"
    if not dangling:
        victim.write_text("untouched", encoding="utf-8")
    monkeypatch.setattr(secrets, "token_hex", lambda _: "guessed")
    with writing_whole(tmp_path / "new.txt"):
        [unfinished] = [name for name in names(tmp_path) if name.endswith(".guessed.part")]
    (tmp_path / "new.txt").unlink()
    (tmp_path / unfinished).symlink_to(victim)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "new.txt", "secret")
    assert victim.exists() != dangling
    assert dangling or victim.read_text(encoding="utf-8") == "untouched"
    assert not (tmp_path / "new.txt").exists()
    assert (tmp_path / unfinished).is_symlink()


@posix
def test_a_link_that_leads_in_a_circle_gives_way(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    write_whole(tmp_path / "one", "new")
    assert (tmp_path / "one").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["one", "other"]


@posix
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "link"
    link.symlink_to(pipe)
    for place in (pipe, link):
        with pytest.raises(FileExistsError, match="exists and is not a regular file"):
            write_whole(place, "x")
    assert pipe.is_fifo()
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        write_whole(tmp_path, "x")
    assert names(tmp_path) == ["link", "pipe"]


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "official.txt"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["official.txt"]


def test_a_file_that_only_others_may_write_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "theirs.txt"
    file.touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_whole(file, "new")


@posix
@pytest.mark.parametrize("laid", ["file", "folder", "dangling", "loop"])
def test_without_replace_only_a_free_name_is_taken(tmp_path: Path, laid: str) -> None:
    place = tmp_path / "place"
    match laid:
        case "file":
            place.write_text("old", encoding="utf-8")
        case "folder":
            place.mkdir()
        case "dangling":
            place.symlink_to(tmp_path / "elsewhere")
        case "loop":
            place.symlink_to(place)
    with pytest.raises(FileExistsError):
        write_whole(place, "new", replace=False)
    assert names(tmp_path) == ["place"]
    write_whole(tmp_path / "free", "new", replace=False)
    assert (tmp_path / "free").read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == ["free", "place"]


@posix
@pytest.mark.parametrize("links", [True, False])
def test_without_replace_a_name_taken_meanwhile_is_left_to_who_took_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "new.txt"
    with pytest.raises(FileExistsError), writing_whole(file, replace=False) as stream:  # noqa: PT012  # both are needed
        stream.write(b"mine")
        file.write_text("theirs", encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "theirs"
    write_whole(tmp_path / "other.txt", "mine", replace=False)
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["new.txt", "other.txt"]


@posix
@pytest.mark.parametrize("replace", [True, False])
def test_until_all_of_it_is_there_nothing_has_the_name(tmp_path: Path, replace: bool) -> None:
    file = tmp_path / "new.txt"
    with writing_whole(file, replace=replace) as stream:
        stream.write(b"half")
        stream.flush()
        assert not file.exists()
    assert file.read_bytes() == b"half"


WRITER = """
import sys
from aiprocure.encoding.atomic_write import writing_whole
with writing_whole(sys.argv[1]) as stream:
    stream.write(b"half"), stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


@posix
def test_what_a_killed_writer_left_is_removed_by_the_next_one_and_what_another_is_writing_is_not(
    tmp_path: Path,
) -> None:
    file = tmp_path / ("長" * 84)  # as long a name as there can be
    words = [sys.executable, "-c", WRITER, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        write_whole(file, "mine")
        [unfinished] = [name for name in names(tmp_path) if name != file.name]
        writer.send_signal(signal.SIGKILL)
    assert names(tmp_path) == [unfinished, file.name]
    write_whole(tmp_path / "another", "leaves it alone")
    assert unfinished in names(tmp_path)
    write_whole(file, "mine again")
    assert names(tmp_path) == ["another", file.name]


@posix
def test_what_only_looks_like_an_unfinished_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _: "x")
    with writing_whole(tmp_path / "new.txt"):
        [unfinished] = names(tmp_path)
    (tmp_path / "victim").touch()
    (tmp_path / unfinished.replace(".x.", ".y.")).symlink_to(tmp_path / "victim")
    os.mkfifo(tmp_path / unfinished.replace(".x.", ".z."))
    before = names(tmp_path)
    write_whole(tmp_path / "new.txt", "new")
    assert names(tmp_path) == before


@posix
def test_a_writer_whose_file_was_taken_for_abandoned_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = fcntl.flock
    removed: list[Path] = []

    def lock(descriptor: int, flags: int) -> None:
        if not removed:
            removed.extend(tmp_path.glob(".*.part"))
            removed[0].unlink()
        locked(descriptor, flags)

    monkeypatch.setattr(fcntl, "flock", lock)
    write_whole(tmp_path / "new.txt", "new")
    assert len(removed) == 1
    assert names(tmp_path) == ["new.txt"]


def test_where_there_are_no_locks_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda _: "x")
    with writing_whole(tmp_path / "new.txt"):
        [unfinished] = names(tmp_path)
    monkeypatch.setattr(atomic_write, "fcntl", None)
    monkeypatch.setattr(secrets, "token_hex", lambda _: "y")
    (tmp_path / unfinished).touch()
    write_whole(tmp_path / "new.txt", "new")
    assert names(tmp_path) == ["new.txt"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_what_no_file_can_be_called_cannot_be_written(tmp_path: Path, name: str) -> None:
    for replace in (True, False):
        with pytest.raises(OSError, match="Invalid argument"):
            write_whole(f"{tmp_path}/{name}", "new", replace=replace)
    assert names(tmp_path) == []
