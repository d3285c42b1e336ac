"""How much was written when: one record for each time that a script was open and changed."""

import datetime
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scriptwriter.domain.script import ElementKind
from scriptwriter.services.project import Project
from scriptwriter.services.statistics import count_words

#: A screenplay page is a minute on the screen.
MINUTES_PER_PAGE = 1


@dataclass(frozen=True, slots=True)
class Session:
    """``started`` and ``ended`` in seconds since 1970; words of the whole script before and after."""

    started: float
    ended: float
    words_before: int
    words_after: int


@dataclass(frozen=True, slots=True)
class ScriptFigures:
    """What there is to count. ``scene_lengths`` in lines of the source, ``inside`` and ``outside`` scenes."""

    words: int
    spoken_words: int
    action_words: int
    scenes: int
    inside: int
    outside: int


def add(project: Project, session: Session) -> None:
    """Keep a session; one in which nothing changed is not worth it."""
    if session.words_before != session.words_after:
        with project.database.transaction() as connection:
            connection.execute(
                "INSERT INTO sessions (started, ended, words_before, words_after) VALUES (?, ?, ?, ?)",
                (session.started, session.ended, session.words_before, session.words_after),
            )


def sessions(project: Project) -> list[Session]:
    """All sessions, oldest first."""
    rows = project.database.query("SELECT started, ended, words_before, words_after FROM sessions ORDER BY started")
    return [Session(*row) for row in rows]


def by_day(found: Iterable[Session], days: int = 30, now: float | None = None) -> list[tuple[datetime.date, int]]:
    """The words written on each of the last days, oldest first; negative where more was cut than written."""
    today = datetime.datetime.fromtimestamp(time.time() if now is None else now).date()
    counts = {today - datetime.timedelta(days=ago): 0 for ago in range(days - 1, -1, -1)}
    for session in found:
        day = datetime.datetime.fromtimestamp(session.ended).date()
        if day in counts:
            counts[day] += session.words_after - session.words_before
    return list(counts.items())


def figures(lines: Sequence[str], kinds: Sequence[ElementKind]) -> ScriptFigures:
    """Count a script; notes, synopses and what is cut out do not count."""
    spoken = told = other = inside = outside = scenes = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind in (ElementKind.DIALOGUE, ElementKind.LYRICS):
            spoken += count_words(line)
        elif kind is ElementKind.ACTION:
            told += count_words(line)
        elif kind is ElementKind.SCENE_HEADING:
            scenes += 1
            start = line.strip().upper().lstrip(".")
            inside += start.startswith(("INT", "INNEN", "I/E"))
            outside += start.startswith(("EXT", "AUSSEN"))
            other += count_words(line)
        elif kind in (ElementKind.CHARACTER, ElementKind.PARENTHETICAL, ElementKind.CENTERED, ElementKind.TRANSITION):
            other += count_words(line)
    return ScriptFigures(spoken + told + other, spoken, told, scenes, inside, outside)
