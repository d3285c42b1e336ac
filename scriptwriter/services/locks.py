"""One window a file: who has it open, on this machine and on others that share the folder.

On this machine a lock of the operating system tells, which no crash leaves behind. For other machines a small file
``.~lock.NAME#`` beside the script names the owner, as office programs do; it is renewed while the script is open and
counts for nothing when it has not been for a quarter of an hour.
"""

import contextlib
import getpass
import hashlib
import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths

_STALE_SECONDS = 15 * 60
#: So often ``FileOwnership.renew`` wants to be called.
RENEW_SECONDS = 5 * 60
_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a file open; ``since`` in seconds since 1970."""

    user: str
    host: str
    pid: int
    since: float

    def __str__(self) -> str:
        return f"{self.user} on {self.host}"


class OpenElsewhere(Failure):
    """Somebody has the file open; ``owner`` says who, as far as it is known."""

    def __init__(self, path: Path, owner: Owner | None) -> None:
        who = f"by {owner}" if owner else "in another window"
        super().__init__(f"{path.name} is open {who}.")
        self.owner = owner
        #: On another machine, where it can only be known by what that machine has written.
        self.elsewhere = owner is not None and owner.host != _host()


class FileOwnership:
    """Holds a file from construction to ``release``. Raises ``OpenElsewhere``.

    ``take_over`` ignores what another machine says, never a living window on this one.
    """

    def __init__(self, path: Path, take_over: bool = False) -> None:
        self._real = Path(os.path.realpath(path))
        self._beside = self._real.with_name(f".~lock.{self._real.name}#")
        self._card = _locks_dir() / (hashlib.sha256(os.fsencode(self._real)).hexdigest()[:32] + ".json")
        self._lock = FileLock(str(self._card.with_suffix(".lock")), thread_local=False)
        self._owner = Owner(_user(), _host(), os.getpid(), time.time())
        try:
            self._lock.acquire(timeout=0)
        except OSError as error:
            # Anything but a lock in use is a home folder without locks, which must keep nobody from writing.
            if isinstance(error, Timeout):
                raise OpenElsewhere(path, _read(self._card)) from None
        other = _read(self._beside)
        if other is not None and not take_over and other.host != self._owner.host and _is_fresh(self._beside):
            self._lock.release()
            raise OpenElsewhere(path, other)
        _write(self._card, self._owner)
        self.renew()

    def holds(self, path: Path) -> bool:
        """Whether this is the file at ``path``."""
        return self._real == Path(os.path.realpath(path))

    def renew(self) -> None:
        """Say again that the file is in use."""
        _write(self._beside, self._owner)

    def release(self) -> None:
        """Let others have it."""
        mine = _read(self._beside)
        if mine is not None and (mine.host, mine.pid) == (self._owner.host, self._owner.pid):
            _remove(self._beside)
        _remove(self._card)
        self._lock.release()


def _locks_dir() -> Path:
    folder = paths.data_dir() / "locks"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def _host() -> str:
    return platform.node() or "this machine"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _read(file: Path) -> Owner | None:
    try:
        table = json.loads(file.read_text(encoding="utf-8"))
        return Owner(str(table["user"]), str(table["host"]), int(table["pid"]), float(table["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_fresh(file: Path) -> bool:
    try:
        return time.time() - file.stat().st_mtime < _STALE_SECONDS
    except OSError:
        return False


def _write(file: Path, owner: Owner) -> None:
    # A folder that cannot be written: nobody else can write the script there either.
    with contextlib.suppress(OSError):
        descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644 if file.name[0] == "." else _PRIVATE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(asdict(owner), stream)


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
