"""Dated versions of a script: every save is one, and old ones are thinned.

All of today stay, of the last thirty days the last one of each day, before that the last one of each week. Versions
that the writer has named stay for ever.
"""

import datetime
import hashlib
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from scriptwriter.domain.errors import Failure
from scriptwriter.services.project import Project
from scriptwriter.services.statistics import count_words

_DAYS = 30
#: Why a version was made; what the window shows for them stands there.
SAVED, AUTOSAVED, BEFORE_RESTORE, OUTSIDE, RECOVERED = "saved", "autosaved", "before restore", "outside", "recovered"
#: Of the automatic saves within so many seconds of each other only the last one stays.
_AUTO_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Version:
    """One version without its text. ``time`` in seconds since 1970; ``name`` is empty unless the writer gave one."""

    number: int
    time: float
    words: int
    reason: str
    name: str


def add(project: Project, text: str, reason: str = SAVED, now: float | None = None) -> None:
    """Keep a text, unless it is what the last version says. Old versions are thinned in the same step."""
    now = time.time() if now is None else now
    data = text.encode("utf-8", "surrogatepass")
    sha, packed, words = hashlib.sha256(data).hexdigest(), zlib.compress(data, 6), count_words(text)
    with project.database.transaction() as connection:
        last = connection.execute("SELECT sha256 FROM versions ORDER BY number DESC LIMIT 1").fetchone()
        if last is None or last[0] != sha:
            connection.execute(
                "INSERT INTO versions (time, sha256, words, reason, name, text) VALUES (?, ?, ?, ?, '', ?)",
                (now, sha, words, reason, packed),
            )
        rows = connection.execute("SELECT number, time, words, reason, name FROM versions").fetchall()
        gone = superfluous([Version(*row) for row in rows], now)
        connection.executemany("DELETE FROM versions WHERE number = ?", [(number,) for number in gone])


def versions(project: Project) -> list[Version]:
    """All versions, newest first."""
    rows = project.database.query("SELECT number, time, words, reason, name FROM versions ORDER BY number DESC")
    return [Version(*row) for row in rows]


def text_of(project: Project, number: int) -> str:
    """A version's text. Raises ``Failure`` when it is gone or damaged."""
    rows = project.database.query("SELECT text, sha256 FROM versions WHERE number = ?", (number,))
    try:
        data = zlib.decompress(rows[0][0])
        if hashlib.sha256(data).hexdigest() != rows[0][1]:
            raise Failure("This version is damaged.")
        return data.decode("utf-8", "surrogatepass")
    except (IndexError, zlib.error, UnicodeDecodeError) as error:
        raise Failure("This version is gone or damaged.") from error


def rename(project: Project, number: int, name: str) -> None:
    """Give a version a name, by which it stays for ever; an empty one takes the name away."""
    with project.database.transaction() as connection:
        connection.execute("UPDATE versions SET name = ? WHERE number = ?", (name.strip(), number))


def superfluous(found: Iterable[Version], now: float) -> list[int]:
    """The numbers of the versions that thinning takes away."""
    today = datetime.datetime.fromtimestamp(now).date()
    newest: dict[tuple, Version] = {}
    gone: list[int] = []
    for version in sorted(found, key=lambda one: (one.time, one.number)):
        if version.name:
            continue
        slot = _slot(version, today)
        if slot in newest:
            gone.append(newest[slot].number)
        newest[slot] = version
    return gone


def _slot(version: Version, today: datetime.date) -> tuple:
    """Versions with the same slot are thinned to the last one of them."""
    day = datetime.datetime.fromtimestamp(version.time).date()
    age = (today - day).days
    if age <= 0:
        return ("auto", version.time // _AUTO_SECONDS) if version.reason == AUTOSAVED else ("one", version.number)
    if age <= _DAYS:
        return ("day", day)
    return ("week", *day.isocalendar()[:2])
