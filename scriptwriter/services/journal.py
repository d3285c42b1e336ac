"""Unsaved edits on the disk, at most two seconds behind the typing, so that no crash costs more than that.

Every open document has a journal of its own: the text as it was last saved, and the edits since, line by line. A lock
held by the living process tells a journal in use from one that a crash has left behind.
"""

import contextlib
import os
import threading
import time
import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from scriptwriter.domain.errors import Failure, ScriptwriterError
from scriptwriter.services import paths
from scriptwriter.services.database import Database

_SUFFIX = ".journal"
_MIGRATIONS = (
    """
    CREATE TABLE head (name TEXT NOT NULL, path BLOB, started REAL NOT NULL, pid INTEGER NOT NULL);
    CREATE TABLE base (text BLOB NOT NULL, time REAL NOT NULL);
    CREATE TABLE edits (
        number INTEGER PRIMARY KEY, time REAL NOT NULL, start INTEGER NOT NULL, removed INTEGER NOT NULL,
        added BLOB NOT NULL
    );
    """,
)
#: Stands for no lines at all; an empty text is one empty line. The editor cannot hold the character.
_NOTHING = "\0"
#: After so many edits, or letters in them, the present text becomes the new base.
_COMPACT_EDITS = 3000
_COMPACT_LETTERS = 4_000_000


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a crash has left: ``saved`` is the text at the last save, ``text`` with the edits since. ``time`` is when
    the last edit was written, in seconds since 1970. ``path`` is None for a script that never had a file.
    """

    journal: Path
    name: str
    path: Path | None
    saved: str
    text: str
    time: float


class Journal:
    """The journal of one open document. ``edit`` is cheap and for the typing thread, ``flush`` writes."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._database: Database | None = None
        self._alive: FileLock | None = None
        self._name, self._path = "", None
        self._lines: list[str] = [""]
        self._base: str | None = None  # to be written before the next edits
        self._edits: list[tuple[float, int, int, str]] = []
        self._number = self._letters = 0

    @property
    def file(self) -> Path | None:
        """Where it lies; None before the first edit was written."""
        return self._database.file if self._database else None

    def begin(self, lines: Sequence[str], name: str, path: Path | None) -> None:
        """The document is saved, or new: edits from here on count."""
        with self._lock:
            self._name, self._path = name, path
            self._lines = list(lines) or [""]
            self._base = "\n".join(self._lines)
            self._edits = []

    def edit(self, start: int, removed: int, added: Sequence[str]) -> None:
        """``removed`` lines from ``start`` on were replaced by ``added``."""
        with self._lock:
            self._lines[start : start + removed] = added
            record = (time.time(), start, removed, "\n".join(added) if added else _NOTHING)
            last = self._edits[-1] if self._edits else None
            # Letters typed into one line: only its last state counts.
            if last and removed == 1 == len(added) and last[1:3] == (start, 1) and "\n" not in last[3]:
                self._edits[-1] = record
            else:
                self._edits.append(record)

    def dirty(self) -> bool:
        """Whether there is something that ``flush`` would write, or is writing."""
        with self._lock:
            pending = bool(self._edits) or (self._base is not None and self._database is not None)
            return pending or self._writing.locked()

    def flush(self) -> None:
        """Write what has come since the last time, in one transaction. Raises ``Failure``: it stays to be written."""
        with self._writing:
            with self._lock:
                base, edits = self._base, self._edits
                if not edits and (base is None or self._database is None):
                    return
                if self._number + len(edits) > _COMPACT_EDITS or self._letters > _COMPACT_LETTERS:
                    base, rebased = (base, False) if base is not None else ("\n".join(self._lines), True)
                else:
                    rebased = False
                head = (self._name, os.fsencode(self._path) if self._path else None)
                self._base, self._edits = None, []
            try:
                self._write(base, [] if rebased else edits, head, rebased)
            except BaseException:
                with self._lock:
                    self._restore_pending(None if rebased else base, edits)
                raise

    def _restore_pending(self, base: str | None, edits: list) -> None:
        """A write has failed: what it should have written comes first again, unless a save made it needless."""
        if self._base is None:
            self._base, self._edits = base, edits + self._edits

    def _write(self, base: str | None, edits: list, head: tuple[str, bytes | None], rebased: bool) -> None:
        database = self._open()
        with database.transaction() as connection:
            if base is not None:
                connection.execute("DELETE FROM edits")
                if not rebased:
                    connection.execute("DELETE FROM base")
                    connection.execute("DELETE FROM head")
                    connection.execute("INSERT INTO head VALUES (?, ?, ?, ?)", (*head, time.time(), os.getpid()))
                    connection.execute("INSERT INTO base VALUES (?, ?)", (_packed(base), time.time()))
                else:
                    # The saved text stays as it is, for the comparison; the edits become one.
                    connection.execute("INSERT INTO edits VALUES (1, ?, 0, -1, ?)", (time.time(), _bytes(base)))
            first = 1 if base is not None and not rebased else self._number + 1
            if rebased:
                self._number, self._letters = 1, 0
            elif base is not None:
                self._number = self._letters = 0
            connection.executemany(
                "INSERT INTO edits VALUES (?, ?, ?, ?, ?)",
                [(first + offset, *edit[:3], _bytes(edit[3])) for offset, edit in enumerate(edits)],
            )
        self._number += len(edits)
        self._letters += sum(len(edit[3]) for edit in edits)

    def _open(self) -> Database:
        if self._database is None:
            folder = self._folder or journals_dir()
            file = folder / f"{uuid.uuid4().hex}{_SUFFIX}"
            self._alive = FileLock(str(file.with_suffix(".lock")), thread_local=False)
            try:
                self._alive.acquire(timeout=0)
            except (Timeout, OSError, NotImplementedError) as error:
                raise Failure(f"The unsaved text cannot be kept in {folder}: {error}.") from error
            self._database = Database(file, _MIGRATIONS)
        return self._database

    def discard(self) -> None:
        """The document was closed properly: nothing of it has to be recovered."""
        with self._writing:
            if self._database is not None:
                self._database.close()
                _remove(self._database.file)
                self._database = None
            if self._alive is not None:
                self._alive.release()
                _remove_quietly(Path(self._alive.lock_file))
                self._alive = None


def journals_dir() -> Path:
    """Where the journals lie; made when missing. Raises ``Failure``."""
    folder = paths.data_dir() / "journals"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def left_behind(folder: Path | None = None) -> list[Recovered]:
    """What crashes have left that is not in the files, newest first. Journals without anything new are removed."""
    found = []
    for file in sorted((folder or journals_dir()).glob(f"*{_SUFFIX}")):
        if _in_use(file):
            continue
        recovered = read(file)
        if recovered is not None and _is_new(recovered):
            found.append(recovered)
        elif recovered is not None:
            drop(file)
    return sorted(found, key=lambda one: -one.time)


def read(file: Path) -> Recovered | None:
    """One journal; None when there is nothing in it, or when it cannot be read, which leaves it where it is."""
    try:
        database = Database(file, _MIGRATIONS)
        try:
            head = database.query("SELECT name, path FROM head")
            base = database.query("SELECT text, time FROM base")
            edits = database.query("SELECT start, removed, added, time FROM edits ORDER BY number")
        finally:
            database.close()
        if not head or not base:
            return Recovered(file, "", None, "", "", 0.0)
        saved = zlib.decompress(base[0][0]).decode("utf-8", "surrogatepass")
        text = _replayed(saved, edits)
    except (Failure, zlib.error, UnicodeDecodeError):
        return None
    when = edits[-1][3] if edits else base[0][1]
    return Recovered(file, head[0][0], Path(os.fsdecode(head[0][1])) if head[0][1] else None, saved, text, when)


def drop(file: Path) -> None:
    """Remove a journal, for good."""
    _remove(file)
    _remove_quietly(file.with_suffix(".lock"))


def _replayed(saved: str, edits: Sequence[tuple]) -> str:
    lines = saved.split("\n")
    for start, removed, added, _ in edits:
        words = added.decode("utf-8", "surrogatepass")
        new = [] if words == _NOTHING else words.split("\n")
        if removed < 0:
            lines = new
        else:
            lines[start : start + removed] = new
    return "\n".join(lines)


def _is_new(recovered: Recovered) -> bool:
    """Whether there is text that its file does not hold."""
    if recovered.text == recovered.saved:
        return False
    if recovered.path is None:
        return True
    from scriptwriter.services import documents

    try:
        return documents.load(recovered.path).text != recovered.text
    except ScriptwriterError:
        return True


def _in_use(file: Path) -> bool:
    lock = FileLock(str(file.with_suffix(".lock")), thread_local=False)
    try:
        with lock.acquire(timeout=0):
            return False
    except (Timeout, OSError):
        return True


def _bytes(text: str) -> bytes:
    # Qt can hold half a surrogate pair, for as long as an emoji is half typed.
    return text.encode("utf-8", "surrogatepass")


def _packed(text: str) -> bytes:
    return zlib.compress(_bytes(text), 1)


def _remove(file: Path) -> None:
    for name in (file, file.with_name(file.name + "-journal")):
        _remove_quietly(name)


def _remove_quietly(file: Path) -> None:
    # On Windows somebody may still look at it; there is no news in it, and it goes the next time.
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
