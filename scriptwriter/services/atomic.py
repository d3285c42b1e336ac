"""Writing a file so that a crash or a full disk leaves either the old or the new one, whole."""

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "its folder is gone",
    errno.ENOTDIR: "its folder is gone",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


def reason(error: OSError) -> str:
    """Why the system refused, in plain words, to stand after a colon."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def write_atomically(target: Path, data: bytes, default_mode: int | None = None) -> os.stat_result:
    """Put ``data`` in place of ``target``; the new file's state. ``target`` must not be a symbolic link.

    An existing file's permissions and owner are kept; a new one gets ``default_mode`` (None: the usual).
    Raises ``OSError``, after which the old file is whole and nothing of the new one is left.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".tmp")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            state = os.fstat(file.fileno())
        _keep_permissions(target, draft, default_mode)
        os.replace(draft, target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    sync_folder(target.parent)
    return state


def _keep_permissions(target: Path, draft: Path, default_mode: int | None) -> None:
    try:
        old = target.stat()
    except FileNotFoundError:
        os.chmod(draft, _customary_mode() if default_mode is None else default_mode)
        return
    if hasattr(os, "chown"):
        # Only root may give a file away; for everybody else the new file is simply theirs.
        with contextlib.suppress(OSError):
            os.chown(draft, old.st_uid, old.st_gid)
    os.chmod(draft, stat.S_IMODE(old.st_mode))


def _customary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system can do that."""
    # The new file is in place and whole by now: a folder that cannot be synced (Windows, some network
    # disks) must not be told as a save that failed.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
