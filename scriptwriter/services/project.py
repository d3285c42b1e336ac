"""What belongs to a script but not into its file: versions, notes, word list, statistics.

One SQLite file per script, in the writer's data folder. It is found by the script's path; a script that was renamed or
moved is recognised by its content, and a copied one begins with a copy.
"""

import hashlib
import json
import os
import uuid
from pathlib import Path
from typing import Any

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths
from scriptwriter.services.database import Database

_INDEX = (
    """
    CREATE TABLE scripts (id TEXT PRIMARY KEY, path BLOB NOT NULL, sha256 TEXT NOT NULL);
    CREATE INDEX by_path ON scripts (path);
    CREATE INDEX by_content ON scripts (sha256);
    """,
)
_MIGRATIONS = (
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE versions (
        number INTEGER PRIMARY KEY, time REAL NOT NULL, sha256 TEXT NOT NULL, words INTEGER NOT NULL,
        reason TEXT NOT NULL, name TEXT NOT NULL, text BLOB NOT NULL
    );
    CREATE TABLE sessions (
        number INTEGER PRIMARY KEY, started REAL NOT NULL, ended REAL NOT NULL, words_before INTEGER NOT NULL,
        words_after INTEGER NOT NULL
    );
    """,
    """
    CREATE TABLE origins (
        id TEXT PRIMARY KEY, model TEXT NOT NULL, genre TEXT NOT NULL, character TEXT NOT NULL, keywords TEXT NOT NULL,
        time REAL NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE marks (
        number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, time REAL NOT NULL, marks BLOB NOT NULL, text BLOB
    );
    """,
    """
    CREATE TABLE suggestion_places (
        key TEXT PRIMARY KEY, anchor TEXT NOT NULL, time REAL NOT NULL, parent_round TEXT, parent_number INTEGER
    );
    CREATE TABLE suggestion_rounds (
        id TEXT PRIMARY KEY, place TEXT NOT NULL, time REAL NOT NULL, model TEXT NOT NULL, genre TEXT NOT NULL,
        character TEXT NOT NULL, keywords TEXT NOT NULL, lead TEXT NOT NULL
    );
    CREATE TABLE suggestions (
        round TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, used TEXT NOT NULL, finish TEXT NOT NULL,
        taken INTEGER NOT NULL, PRIMARY KEY (round, number)
    );
    """,
)


class Project:
    """One script's own data. Raises ``Failure`` where the disk refuses."""

    def __init__(self, file: Path) -> None:
        self.database = Database(file, _MIGRATIONS)

    def fact(self, name: str, default: Any = None) -> Any:
        """A value that was kept under a name, such as the notes on the characters."""
        rows = self.database.query("SELECT value FROM facts WHERE name = ?", (name,))
        try:
            return json.loads(rows[0][0]) if rows else default
        except ValueError:
            return default

    def set_fact(self, name: str, value: Any) -> None:
        """Keep anything that JSON can say."""
        with self.database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


class Projects:
    """Finds a script's project. ``folder`` is the writer's data folder unless a test says otherwise."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.data_dir() / "projects"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise Failure(f"{self._folder} cannot be made: {error.strerror}.") from error
        self._index = Database(self._folder / "index.sqlite", _INDEX)

    def open(self, path: Path, text: str, original: Path | None = None) -> Project:
        """The project of the script at ``path``, whose text is ``text`` now; a new one if there is none.

        ``original`` is the script that was saved under this name just now: a new project begins as its copy.
        """
        key, content = _key(path), _content(text)
        with self._index.transaction() as connection:
            row = connection.execute("SELECT id FROM scripts WHERE path = ?", (key,)).fetchone()
            if row is None and original is not None:
                old = connection.execute("SELECT id FROM scripts WHERE path = ?", (_key(original),)).fetchone()
                row = self._copied(connection, old[0], key, content) if old else None
            if row is None:
                row = self._recognised(connection, key, content)
            if row is None:
                row = (uuid.uuid4().hex,)
                connection.execute("INSERT INTO scripts VALUES (?, ?, ?)", (*row, key, content))
            connection.execute("UPDATE scripts SET sha256 = ? WHERE id = ?", (content, row[0]))
        return Project(self._file(row[0]))

    def _recognised(self, connection: Any, key: bytes, content: str) -> tuple[str] | None:
        """A script with the same content: moved here when it is gone from its place, copied when it is still there."""
        if content == _content(""):
            return None
        for name, other in connection.execute("SELECT id, path FROM scripts WHERE sha256 = ?", (content,)).fetchall():
            if not os.path.lexists(os.fsdecode(other)):
                connection.execute("UPDATE scripts SET path = ? WHERE id = ?", (key, name))
                return (name,)
            if (copy := self._copied(connection, name, key, content)) is not None:
                return copy
        return None

    def _copied(self, connection: Any, name: str, key: bytes, content: str) -> tuple[str] | None:
        if not self._file(name).exists():
            return None
        new = uuid.uuid4().hex
        original = Project(self._file(name))
        try:
            original.database.copy_to(self._file(new))
        finally:
            original.close()
        connection.execute("INSERT INTO scripts VALUES (?, ?, ?)", (new, key, content))
        return (new,)

    def saved(self, path: Path, text: str) -> None:
        """Remember a script's new content, by which it will be recognised."""
        with self._index.transaction() as connection:
            connection.execute("UPDATE scripts SET sha256 = ? WHERE path = ?", (_content(text), _key(path)))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite"

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()


def _key(path: Path) -> bytes:
    return os.fsencode(os.path.realpath(path))


def _content(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
