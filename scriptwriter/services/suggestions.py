"""The retry tree: what was offered at which place of a script, what of it was taken, and where that led.

A *place* is where text was asked for. It is known by the words before it, not by a line number, so that it is found
again after the script has changed elsewhere or was closed in between. At a place there are *rounds*, one for each
request, with their *alternatives*. Taking an alternative leads to another place, which remembers what it came from.

The tree lives in memory, where looking something up costs nothing, and is written behind: into the script's project,
or, as long as the script has no file, nowhere. ``join`` brings both together.
"""

import contextlib
import hashlib
import json
import re
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from scriptwriter.services.project import Project

#: So many alternatives are kept with a script; the oldest go first, and those that were taken last.
LIMIT = 2000
#: More than this before the cursor never counts, however many blank lines there are in it.
TAIL_CHARS = 1600
_KEY_CHARS = 400
_ANCHOR_CHARS = 200


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of a round's texts. ``used``: the keywords in it. ``finish``: why it ended, as a ``Passage`` says it."""

    number: int
    text: str
    used: tuple[str, ...] = ()
    finish: str = "stop"
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One request at a place. ``lead`` is the white space that stood before the cursor then."""

    place: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    time: float = field(default_factory=time.time)
    model: str = ""
    genre: str = ""
    character: str = ""
    keywords: tuple[str, ...] = ()
    lead: str = ""
    alternatives: tuple[Alternative, ...] = ()

    def alternative(self, number: int) -> Alternative | None:
        """The alternative with a number, unless it was thinned out or never finished."""
        return next((one for one in self.alternatives if one.number == number), None)

    @property
    def begins(self) -> str:
        """What to put before its texts to read them: the white space, or a line end where nothing stands before."""
        return "\n" if self.place == key_of("") else self.lead


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """``anchor``: the end of the text before it, to read. ``parent``: the round and the alternative that led here."""

    key: str
    anchor: str
    time: float = field(default_factory=time.time)
    parent: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole tree, or a part of it, that another thread may hold."""

    places: tuple[AskedPlace, ...] = ()
    rounds: tuple[Round, ...] = ()


# -- places ----------------------------------------------------------------------------------------


def key_of(before: str) -> str:
    """What a place is known by; only the end of the text before it counts, and no white space."""
    tail = " ".join(before[-TAIL_CHARS:].split())[-_KEY_CHARS:]
    return hashlib.sha256(tail.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def anchor_of(before: str) -> str:
    """The end of the text before a place, in whole words, to show and to search for."""
    tail = before[-_ANCHOR_CHARS:]
    if len(before) > len(tail) and (cut := re.search(r"\s", tail.rstrip())):
        tail = tail[cut.end() :]
    return _storable(tail.strip())


def lead_of(before: str) -> str:
    """The white space at the end of a text, at most a blank line of it."""
    return before[len(before.rstrip()) :][-2:]


def fitted(text: str, lead: str, before: str) -> str:
    """An alternative that was drawn behind the white space ``lead``, for a cursor behind ``before``."""
    whole, present = lead + text, lead_of(before)
    if whole.startswith(present):
        return whole[len(present) :]
    return whole.lstrip()


def where(anchor: str, text: str) -> int | None:
    """Behind which character of a script a place is; None when its words are no longer there."""
    words = [re.escape(word) for word in anchor.split()]
    if not words:
        return 0
    ends = [match.end() for match in re.finditer(r"\s+".join(words), text)]
    return ends[-1] if ends else None


def in_order(places: Iterable[AskedPlace], text: str) -> list[tuple[AskedPlace, bool]]:
    """Places as they stand in the script, each with whether it is still there; those that are gone at the end."""
    whole = " ".join(text.split())
    found = [(whole.rfind(anchor) if anchor else 0, anchor, place) for place, anchor in _squeezed(places)]
    ends = [(at + len(anchor) if at >= 0 else -1, place) for at, anchor, place in found]
    ends.sort(key=lambda entry: (entry[0] < 0, entry[0], entry[1].time))
    return [(place, end >= 0) for end, place in ends]


def _squeezed(places: Iterable[AskedPlace]) -> Iterator[tuple[AskedPlace, str]]:
    for place in places:
        yield place, " ".join(place.anchor.split())


def _storable(text: str) -> str:
    """Half of a character that is written in two halves fits into no database."""
    return text.encode("utf-8", "replace").decode("utf-8")


# -- the tree --------------------------------------------------------------------------------------


class SuggestionTree:
    """The places of one script, bounded. Not for several threads at once; ``snapshot`` is."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._places: dict[str, AskedPlace] = {}
        self._rounds: dict[str, Round] = {}

    def place(self, key: str) -> AskedPlace | None:
        """A place where something was asked for, or that an alternative led to."""
        return self._places.get(key)

    def round(self, identity: str) -> Round | None:
        """A round by its id."""
        return self._rounds.get(identity)

    def rounds_at(self, key: str) -> list[Round]:
        """The rounds of a place, oldest first."""
        return sorted((one for one in self._rounds.values() if one.place == key), key=lambda one: one.time)

    def has_rounds(self) -> bool:
        """Whether there is anything to browse."""
        return bool(self._rounds)

    def add(self, before: str, one: Round, parent: tuple[str, int] | None = None) -> Snapshot:
        """Keep a round that was asked for behind ``before``; what has to be written for it."""
        place = self._reach(before, one.place, parent)
        texts = tuple(replace(item, text=_storable(item.text)) for item in one.alternatives)
        self._rounds[one.id] = replace(one, alternatives=texts)
        self._thin()
        return Snapshot((place,), (self._rounds[one.id],) if one.id in self._rounds else ())

    def take(self, identity: str, number: int) -> Snapshot:
        """Remember that an alternative was taken, or a part of it; what has to be written for that."""
        one = self._rounds.get(identity)
        if one is None:
            return Snapshot()
        marked = [replace(item, taken=True) if item.number == number else item for item in one.alternatives]
        self._rounds[identity] = replace(one, alternatives=tuple(marked))
        return Snapshot((), (self._rounds[identity],))

    def reach(self, before: str, parent: tuple[str, int]) -> Snapshot:
        """An alternative has led to the place behind ``before``; what has to be written for it."""
        return Snapshot((self._reach(before, key_of(before), parent),))

    def _reach(self, before: str, key: str, parent: tuple[str, int] | None) -> AskedPlace:
        place = self._places.get(key) or AskedPlace(key, anchor_of(before))
        origin = self._rounds.get(parent[0]) if parent else None
        if place.parent is None and origin is not None and origin.place != key:
            place = replace(place, parent=parent)
        self._places[key] = place
        return place

    def snapshot(self) -> Snapshot:
        """All of it; places in the order in which they were first asked about."""
        return Snapshot(
            tuple(sorted(self._places.values(), key=lambda place: place.time)),
            tuple(sorted(self._rounds.values(), key=lambda one: one.time)),
        )

    def merge(self, other: Snapshot) -> None:
        """Take in what was kept elsewhere; what is known here already is the newer one."""
        for place in other.places:
            self._places.setdefault(place.key, place)
        for one in other.rounds:
            self._rounds.setdefault(one.id, one)
        self._thin()

    def _thin(self) -> None:
        surplus = sum(len(one.alternatives) for one in self._rounds.values()) - self._limit
        if surplus <= 0:
            return
        every = [
            (item.taken, one.time, one.id, item.number) for one in self._rounds.values() for item in one.alternatives
        ]
        for _taken, _time, identity, number in sorted(every)[:surplus]:
            one = self._rounds[identity]
            left = tuple(item for item in one.alternatives if item.number != number)
            if left:
                self._rounds[identity] = replace(one, alternatives=left)
            else:
                del self._rounds[identity]
        asked = {one.place for one in self._rounds.values()}
        for place in list(self._places.values()):
            if place.key not in asked and (place.parent is None or place.parent[0] not in self._rounds):
                del self._places[place.key]


# -- in the project --------------------------------------------------------------------------------


def keep(project: Project, part: Snapshot, limit: int = LIMIT) -> None:
    """Write a part of a tree into the project. Raises ``Failure`` when the disk refuses."""
    with project.database.transaction() as connection:
        _write(connection, part)
        _thin(connection, limit)


def join(project: Project, memory: Snapshot, limit: int = LIMIT) -> Snapshot:
    """Write what is in memory into the project, and read all that is there. Raises ``Failure``."""
    if memory.places or memory.rounds:
        keep(project, memory, limit)
    return _read(project)


def _write(connection: Any, part: Snapshot) -> None:
    connection.executemany(
        "INSERT INTO suggestion_places (key, anchor, time, parent_round, parent_number) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET parent_round = excluded.parent_round, parent_number = excluded.parent_number "
        "WHERE parent_round IS NULL",
        [(place.key, place.anchor, place.time, *(place.parent or (None, None))) for place in part.places],
    )
    for one in part.rounds:
        connection.execute(
            "INSERT OR REPLACE INTO suggestion_rounds VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (one.id, one.place, one.time, one.model, one.genre, one.character, json.dumps(one.keywords), one.lead),
        )
        connection.executemany(
            "INSERT OR REPLACE INTO suggestions (round, number, text, used, finish, taken) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (one.id, item.number, item.text, json.dumps(item.used), item.finish, int(item.taken))
                for item in one.alternatives
            ],
        )


def _thin(connection: Any, limit: int) -> None:
    surplus = connection.execute("SELECT count(*) FROM suggestions").fetchone()[0] - limit
    if surplus <= 0:
        return
    connection.execute(
        "DELETE FROM suggestions WHERE rowid IN (SELECT suggestions.rowid FROM suggestions "
        "LEFT JOIN suggestion_rounds ON id = round ORDER BY taken, time, round, number LIMIT ?)",
        (surplus,),
    )
    connection.execute("DELETE FROM suggestion_rounds WHERE id NOT IN (SELECT round FROM suggestions)")
    connection.execute(
        "DELETE FROM suggestion_places WHERE key NOT IN (SELECT place FROM suggestion_rounds) "
        "AND (parent_round IS NULL OR parent_round NOT IN (SELECT id FROM suggestion_rounds))"
    )


def _read(project: Project) -> Snapshot:
    query = project.database.query
    texts: dict[str, list[Alternative]] = {}
    for identity, number, text, used, finish, taken in query(
        "SELECT round, number, text, used, finish, taken FROM suggestions ORDER BY round, number"
    ):
        texts.setdefault(identity, []).append(Alternative(number, text, _words(used), finish, bool(taken)))
    rounds = [
        Round(place, identity, at, model, genre, character, _words(keywords), lead, tuple(texts[identity]))
        for identity, place, at, model, genre, character, keywords, lead in query(
            "SELECT id, place, time, model, genre, character, keywords, lead FROM suggestion_rounds ORDER BY time"
        )
        if identity in texts
    ]
    places = [
        AskedPlace(key, anchor, at, None if parent is None else (parent, number))
        for key, anchor, at, parent, number in query(
            "SELECT key, anchor, time, parent_round, parent_number FROM suggestion_places ORDER BY time"
        )
    ]
    return Snapshot(tuple(places), tuple(rounds))


def _words(written: str) -> tuple[str, ...]:
    with contextlib.suppress(ValueError, TypeError):
        return tuple(str(word) for word in json.loads(written))
    return ()
