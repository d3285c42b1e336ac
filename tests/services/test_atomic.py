import errno
import os
import stat
from pathlib import Path

import pytest

from scriptwriter.services.atomic import reason, write_atomically

#: Every system call on the way from the draft to the new file.
CALLS = ["tempfile.mkstemp", "os.fsync", "os.fstat", "os.chmod", "os.replace"]


def fail(error_number: int):
    def call(*_args: object, **_keywords: object) -> None:
        raise OSError(error_number, os.strerror(error_number))

    return call


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error_number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_failure_leaves_the_old_file_and_nothing_else(
    call: str, error_number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "play"
    target.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(f"scriptwriter.services.atomic.{call}", fail(error_number))
        with pytest.raises(OSError, match=os.strerror(error_number)):
            write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_failure_of_a_partial_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "play"
    target.write_bytes(b"old")
    real = os.fdopen

    class FullDisk:
        def __init__(self, descriptor: int) -> None:
            self._file = real(descriptor, "wb")

        def __enter__(self) -> "FullDisk":
            return self

        def __exit__(self, *_error: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> None:
            self._file.write(data[:1])
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("scriptwriter.services.atomic.os.fdopen", lambda descriptor, _mode: FullDisk(descriptor))
        with pytest.raises(OSError, match="No space"):
            write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "play"
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr("scriptwriter.services.atomic.os.fsync", only_files)
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"


def test_permissions_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "play"
    target.touch()
    target.chmod(0o640)
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_new_file_has_the_customary_or_the_asked_permissions(tmp_path: Path) -> None:
    write_atomically(tmp_path / "usual", b"")
    (tmp_path / "made otherwise").touch()
    usual = (tmp_path / "usual").stat().st_mode
    assert usual == (tmp_path / "made otherwise").stat().st_mode
    write_atomically(tmp_path / "private", b"", 0o600)
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


def test_state_is_that_of_the_new_file(tmp_path: Path) -> None:
    state = write_atomically(tmp_path / "play", b"four")
    there = (tmp_path / "play").stat()
    assert (state.st_ino, state.st_size, state.st_mtime_ns) == (there.st_ino, 4, there.st_mtime_ns)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), "the disk is read-only"),
        (OSError(errno.ENOENT, "No such file or directory"), "its folder is gone"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
        (OSError("odd"), "odd"),
    ],
)
def test_reason_in_plain_words(error: OSError, words: str) -> None:
    assert reason(error) == words
