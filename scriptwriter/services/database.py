"""SQLite files that hold what belongs to a script: private, durable, and never a reason to lose the script.

Rollback journal instead of a write-ahead log: it works on network homes, and nothing is left beside the file.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from scriptwriter.domain.errors import Failure

_PRIVATE = 0o600
_BUSY_SECONDS = 5.0


class Database:
    """One SQLite file, usable from several threads, one transaction at a time.

    ``migrations`` are scripts that are run once each, in order; add new ones at the end and never change an old one.
    Raises ``Failure`` with one line when the file cannot be opened; a file that is damaged is put aside as
    ``….broken`` and a new one begun (``put_aside`` tells where it went).
    """

    def __init__(self, file: Path, migrations: Sequence[str]) -> None:
        self.file = file
        self.put_aside: Path | None = None
        self._lock = threading.RLock()
        try:
            self._connection = self._open(migrations)
        except sqlite3.OperationalError as error:
            raise Failure(f"{file} cannot be opened: {error}.") from error
        except sqlite3.DatabaseError:
            self.put_aside = file.with_suffix(file.suffix + ".broken")
            try:
                os.replace(file, self.put_aside)
                self._connection = self._open(migrations)
            except (OSError, sqlite3.Error) as error:
                raise Failure(f"{file} is damaged and cannot be begun anew: {error}.") from error
        except OSError as error:
            raise Failure(f"{file} cannot be opened: {error.strerror or error}.") from error

    def _open(self, migrations: Sequence[str]) -> sqlite3.Connection:
        if not self.file.exists():
            # Made here so that nobody else can read it, not even for a moment.
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, _PRIVATE))
        connection = sqlite3.connect(
            self.file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=32
        )
        try:
            connection.execute("PRAGMA journal_mode=TRUNCATE")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
            done = int(connection.execute("PRAGMA user_version").fetchone()[0])
            for number, script in enumerate(migrations[done:], done + 1):
                connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version={number};\nCOMMIT;")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything in it or nothing. Raises ``Failure`` when the disk refuses."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                with contextlib.suppress(sqlite3.Error):
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                raise Failure(f"{self.file} cannot be written: {error}.") from error

    def query(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple]:
        """The rows of a question. Raises ``Failure`` when the file cannot be read."""
        with self._lock:
            try:
                return self._connection.execute(statement, parameters).fetchall()
            except sqlite3.Error as error:
                raise Failure(f"{self.file} cannot be read: {error}.") from error

    def copy_to(self, target: Path) -> None:
        """A whole copy, also while somebody writes. Raises ``Failure``."""
        with self._lock:
            try:
                os.close(os.open(target, os.O_CREAT | os.O_RDWR | os.O_TRUNC, _PRIVATE))
                other = sqlite3.connect(target)
                try:
                    self._connection.backup(other)
                finally:
                    other.close()
            except (sqlite3.Error, OSError) as error:
                raise Failure(f"{self.file} cannot be copied: {error}.") from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
