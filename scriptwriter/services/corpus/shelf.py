"""Texts sorted by work without holding them in memory: rows of one work may lie anywhere in a table."""

import contextlib
import sqlite3
from collections.abc import Iterator
from types import TracebackType

from scriptwriter.domain.errors import Failure


class Shelf:
    """Puts texts away under a name, and gives them back name by name, in the order in which they came.

    A database without a name: SQLite keeps it in memory while it is small, then in a temporary file that nobody else
    sees and that is gone when it is closed. Raises ``Failure`` when the disk refuses.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("CREATE TABLE texts (work INTEGER, text TEXT, name TEXT)")

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._database.close()

    def put(self, work: str, text: str, name: str = "") -> None:
        """Put one text away; ``name`` is something short that belongs to it."""
        number = self._numbers.setdefault(work, len(self._numbers))
        with _disk():
            self._database.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, text, name))

    def works(self, ordered: bool = False) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Every work with its (text, name) pairs; by their names if ``ordered``."""
        with _disk():
            self._database.execute("CREATE INDEX IF NOT EXISTS by_work ON texts (work)")
        for work in sorted(self._numbers) if ordered else list(self._numbers):
            query = "SELECT text, name FROM texts WHERE work = ? ORDER BY rowid"
            with _disk():
                found = self._database.execute(query, (self._numbers[work],)).fetchall()
            yield work, found


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        full = "the disk is full" if "full" in str(error) else str(error)
        raise Failure(f"The table could not be sorted: {full}.") from error
