"""Revisions as productions have them: what has changed since a draft is marked, each revision in its colour.

A revision remembers the text at its beginning. Nothing of it is in the script's file: it lies in the project.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.services import versions
from scriptwriter.services.merge import changes
from scriptwriter.services.project import Project

_FACT = "revisions"
#: The order in which productions use coloured paper.
COLORS = ("blue", "pink", "yellow", "green", "goldenrod", "buff", "salmon", "cherry", "tan")


@dataclass(frozen=True, slots=True)
class Revision:
    """``color`` is one of ``COLORS``; ``day`` an ISO date; ``version`` the number of the text that it began with."""

    color: str
    day: str
    version: int


def revisions(project: Project) -> list[Revision]:
    """All revisions, oldest first."""
    found = project.fact(_FACT, [])
    return [Revision(str(color), str(day), int(version)) for color, day, version in found]


def begin(project: Project, text: str, today: datetime.date | None = None) -> Revision:
    """Begin the next revision with this text; it stays among the versions for ever."""
    old = revisions(project)
    color = COLORS[len(old) % len(COLORS)]
    day = (today or datetime.date.today()).isoformat()
    versions.add(project, text)
    number = versions.versions(project)[0].number
    versions.rename(project, number, f"Before the {color} revision")
    revision = Revision(color, day, number)
    project.set_fact(_FACT, [[one.color, one.day, one.version] for one in [*old, revision]])
    return revision


def end(project: Project) -> None:
    """Forget all revisions: the script is as if it were new. The versions stay."""
    project.set_fact(_FACT, [])


def changed_lines(base: str, lines: Sequence[str]) -> frozenset[int]:
    """The lines that are not as they were in ``base``; where only something went, the line that stands there now."""
    found: set[int] = set()
    for change in changes(base.split("\n"), lines):
        if not change.same:
            found |= {at for at in change.b if lines[at].strip()} or _neighbour(lines, change.b.start)
    return frozenset(found)


def _neighbour(lines: Sequence[str], at: int) -> set[int]:
    """Where something only went: the line with text above the place, or else below it."""
    above = (line for line in range(at - 1, -1, -1) if lines[line].strip())
    below = (line for line in range(at, len(lines)) if lines[line].strip())
    nearest = next(above, next(below, None))
    return set() if nearest is None else {nearest}
