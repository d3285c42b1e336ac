"""Keeps marks and their origins with the script, in its project.

Marks are kept by the hash of the text that they belong to: one set for every version that is kept, and the newest one
with its text, so that they can be found again when the file has been changed elsewhere.
"""

import hashlib
import json
import time
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scriptwriter.services.project import Project
from scriptwriter.services.provenance import Mark, Origin, joined
from scriptwriter.services.relocation import relocate

#: So many sets stay even when no version has their text: the last ones before a crash and before a save.
_LATEST = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a text. ``exact``: the marks were kept for this very text."""

    marks: Sequence[Mark] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    exact: bool = False


def keep(project: Project, text: str, marks: Sequence[Mark], origins: Mapping[str, Origin]) -> None:
    """Keep the marks of a text, in characters; nothing is written for a script that never had one.

    Raises ``Failure`` when the disk refuses.
    """
    data = _bytes(text)
    packed = zlib.compress(json.dumps(_table(marks), separators=(",", ":")).encode(), 6)
    used = {mark.origin for mark in marks}
    with project.database.transaction() as connection:
        if not marks and connection.execute("SELECT 1 FROM marks LIMIT 1").fetchone() is None:
            return
        connection.executemany(
            "INSERT OR REPLACE INTO origins VALUES (?, ?, ?, ?, ?, ?, ?)",
            [_row(origin) for name, origin in origins.items() if name in used],
        )
        connection.execute("UPDATE marks SET text = NULL")
        connection.execute(
            "INSERT OR REPLACE INTO marks (sha256, time, marks, text) VALUES (?, ?, ?, ?)",
            (hashlib.sha256(data).hexdigest(), time.time(), packed, zlib.compress(data, 1)),
        )
        connection.execute(
            "DELETE FROM marks WHERE sha256 NOT IN (SELECT sha256 FROM versions) AND number NOT IN "
            "(SELECT number FROM marks ORDER BY number DESC LIMIT ?)",
            (_LATEST,),
        )


def read(project: Project, text: str) -> Kept:
    """The marks of a text: as they were kept, or those of the newest text found again in it.

    Raises ``Failure`` when the project cannot be read.
    """
    rows = project.database.query("SELECT marks FROM marks WHERE sha256 = ?", (_hash(text),))
    marks = _unpacked(rows[0][0]) if rows else _found_again(project, text)
    origins = _origins(project, {mark.origin for mark in marks})
    end = len(text)
    sound = [mark for mark in marks if 0 <= mark.start < mark.end <= end and mark.origin in origins]
    return Kept(joined(sorted(sound, key=lambda mark: mark.start)), origins, bool(rows))


def _found_again(project: Project, text: str) -> list[Mark]:
    rows = project.database.query("SELECT marks, text FROM marks WHERE text IS NOT NULL ORDER BY number DESC LIMIT 1")
    if not rows:
        return []
    marks = _unpacked(rows[0][0])
    try:
        old = zlib.decompress(rows[0][1]).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return []
    return relocate(old, text, [mark for mark in marks if mark.end <= len(old)])


def _origins(project: Project, wanted: set[str]) -> dict[str, Origin]:
    if not wanted:
        return {}
    rows = project.database.query("SELECT id, model, genre, character, keywords, time, text FROM origins")
    return {row[0]: _origin(row) for row in rows if row[0] in wanted}


def _row(origin: Origin) -> tuple[object, ...]:
    words = json.dumps(origin.keywords, ensure_ascii=False)
    return (origin.id, origin.model, origin.genre, origin.character, words, origin.time, origin.text)


def _origin(row: tuple) -> Origin:
    name, model, genre, character, words, when, text = row
    try:
        keywords = tuple(str(word) for word in json.loads(words))
    except (ValueError, TypeError):
        keywords = ()
    return Origin(name, model, genre, character, keywords, float(when), text)


def _table(marks: Iterable[Mark]) -> dict[str, list]:
    """Each origin's name once, however many marks it has."""
    names = list(dict.fromkeys(mark.origin for mark in marks))
    number = {name: at for at, name in enumerate(names)}
    return {"origins": names, "marks": [[mark.start, mark.end, number[mark.origin]] for mark in marks]}


def _unpacked(packed: bytes) -> list[Mark]:
    try:
        table = json.loads(zlib.decompress(packed))
        names = table["origins"]
        marks = [Mark(int(start), int(end), str(names[number])) for start, end, number in table["marks"]]
    except (zlib.error, ValueError, LookupError, TypeError):
        return []  # damaged: the text counts, and it is not in here
    return marks


def _hash(text: str) -> str:
    return hashlib.sha256(_bytes(text)).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
