"""Files written whole, or not at all."""

import io
import os
import secrets
import stat
from pathlib import Path

import pytest

from aiprocure.encoding.atomic_write import write_whole

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
        monkeypatch.setattr(Path, "open", lambda path, _: (path.touch(), Full())[1])
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
    for mode in (0o600, 0o640, 0o444):
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
    (tmp_path / ".guessed.part").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "new.txt", "secret")
    assert victim.exists() != dangling
    assert dangling or victim.read_text(encoding="utf-8") == "untouched"
    assert not (tmp_path / "new.txt").exists()
    assert (tmp_path / ".guessed.part").is_symlink()


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
        with pytest.raises(FileExistsError, match="there is something that is no file"):
            write_whole(place, "x")
    assert pipe.is_fifo()
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        write_whole(tmp_path, "x")
    assert names(tmp_path) == ["link", "pipe"]
