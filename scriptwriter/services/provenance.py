"""Which words of a script came from suggestions, and from which: marks beside the text, never in it.

A mark covers a stretch of the text and names its origin. The writer's own words inside a mark split it, and what is
deleted shrinks it: what is marked is always, letter by letter, what a suggestion said.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_VERSIONS = itertools.count()
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """One suggestion: the model and the cue that it was asked with, when, and the text as it was accepted.

    ``time`` in seconds since 1970. Parts of the cue that were not given are empty.
    """

    id: str
    model: str
    genre: str = ""
    character: str = ""
    keywords: tuple[str, ...] = ()
    time: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of the text are from the suggestion ``origin``."""

    start: int
    end: int
    origin: str


class Marks:
    """The marks of a text, in order, none over another; never changed, so that an undo step can keep them.

    Those behind the last edit stand in ``_right`` as they were, with one number to shift them all by: typing costs
    the same in front of a thousand marks as in front of none.
    """

    __slots__ = ("_left", "_right", "_shift", "_version")

    def __init__(
        self, left: Iterable[Mark] = (), right: tuple[Mark, ...] = (), shift: int = 0, version: int | None = None
    ) -> None:
        self._left, self._right, self._shift = tuple(left), right, shift
        self._version = next(_VERSIONS) if version is None else version

    def __len__(self) -> int:
        return len(self._left) + len(self._right)

    def __getitem__(self, at: int) -> Mark:
        if at < len(self._left):
            return self._left[at]
        return _moved(self._right[at - len(self._left)], self._shift)

    def __iter__(self) -> Iterator[Mark]:
        yield from self._left
        for mark in self._right:
            yield _moved(mark, self._shift)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def only_moved(self, other: "Marks") -> bool:
        """Whether they are what the other ones are, at most shifted by what was written before them."""
        return self._version == other._version

    # -- asking ------------------------------------------------------------------------------------

    def between(self, start: int, end: int) -> list[Mark]:
        """Those that cover anything from ``start`` to ``end``."""
        found = []
        for at in range(self._first_behind(start), len(self)):
            mark = self[at]
            if mark.start >= end:
                break
            found.append(mark)
        return found

    def at(self, position: int) -> Mark | None:
        """The one that covers the character behind a position."""
        return next(iter(self.between(position, position + 1)), None)

    def piece(self, start: int, end: int) -> tuple[Mark, ...]:
        """What covers ``start`` to ``end``, cut off there and counted from ``start``."""
        return tuple(
            Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.origin)
            for mark in self.between(start, end)
        )

    def _first_behind(self, position: int) -> int:
        """The number of the first mark that does not end at or before a position."""
        if not self._left or self._left[-1].end <= position:
            size, wanted = len(self._left), position - self._shift
            return size + bisect_right(self._right, wanted, key=lambda mark: mark.end)
        return bisect_right(self._left, position, key=lambda mark: mark.end)

    def _first_from(self, position: int) -> int:
        """The number of the first mark that begins at a position or behind it."""
        if not self._left or self._left[-1].start < position:
            size, wanted = len(self._left), position - self._shift
            return size + bisect_left(self._right, wanted, key=lambda mark: mark.start)
        return bisect_left(self._left, position, key=lambda mark: mark.start)

    # -- changing ----------------------------------------------------------------------------------

    def edited(self, position: int, removed: int, added: int, pieces: Iterable[Mark] = ()) -> "Marks":
        """The marks after ``removed`` characters at ``position`` gave way to ``added`` ones.

        What is added is the writer's own, but for ``pieces``, which count from ``position``.
        """
        end, pieces = position + removed, tuple(pieces)
        first = self._first_behind(position)
        last = max(first, self._first_from(end))
        inside = [Mark(m.start, position, m.origin) for m in self._run(first, last) if m.start < position]
        inside += [_moved(piece, position) for piece in pieces]
        rest = [m for m in self._run(first, last) if m.end > end]
        inside += [Mark(position + added, m.end + added - removed, m.origin) for m in rest]
        left, (right, shift) = self._until(first), self._since(last)
        shift += added - removed
        version = None if inside or first != last else self._version
        if right and _adjoin((*left[-1:], *inside)[-1:], _moved(right[0], shift)):
            inside.append(_moved(right[0], shift))
            right, version = right[1:], None
        if inside:
            left = left[:-1] + tuple(joined([*left[-1:], *inside]))
        return Marks(left, right, shift, version)

    def marked(self, start: int, end: int, origin: str) -> "Marks":
        """With one more mark, in the place of what was there."""
        return self.edited(start, end - start, end - start, (Mark(0, end - start, origin),))

    def unmarked(self, start: int, end: int) -> "Marks":
        """Without any mark from ``start`` to ``end``: these words are the writer's."""
        return self.edited(start, end - start, end - start)

    def _run(self, first: int, last: int) -> list[Mark]:
        return [self[at] for at in range(first, last)]

    def _until(self, number: int) -> tuple[Mark, ...]:
        more = number - len(self._left)
        if more <= 0:
            return self._left[:number]
        return self._left + tuple(_moved(mark, self._shift) for mark in self._right[:more])

    def _since(self, number: int) -> tuple[tuple[Mark, ...], int]:
        behind = number - len(self._left)
        if not self._right:
            return self._left[number:], 0
        if behind >= 0:
            return self._right[behind:], self._shift
        return tuple(_moved(mark, -self._shift) for mark in self._left[number:]) + self._right, self._shift


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(mark.start + by, mark.end + by, mark.origin) if by else mark


def _adjoin(before: Sequence[Mark], mark: Mark) -> bool:
    return bool(before) and before[0].end == mark.start and before[0].origin == mark.origin


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """Marks in order, those of one origin that touch as one; empty ones and what lies over another left out."""
    found: list[Mark] = []
    for mark in marks:
        start = max(mark.start, found[-1].end) if found else mark.start
        if start >= mark.end:
            continue
        if found and found[-1].end == start and found[-1].origin == mark.origin:
            found[-1] = Mark(found[-1].start, mark.end, mark.origin)
        else:
            found.append(Mark(start, mark.end, mark.origin))
    return found


# -- Qt's way of counting --------------------------------------------------------------------------


def to_units(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks in UTF-16 units, in which characters beyond U+FFFF count twice."""
    beyond = _beyond(text)
    if not beyond:
        return list(marks)

    def unit(place: int) -> int:
        return place + bisect_left(beyond, place)

    return [Mark(unit(mark.start), unit(mark.end), mark.origin) for mark in marks]


def from_units(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """Marks in characters; ``marks`` count UTF-16 units."""
    units = [place + before for before, place in enumerate(_beyond(text))]
    if not units:
        return list(marks)

    def character(place: int) -> int:
        return place - bisect_left(units, place)

    return [Mark(character(mark.start), character(mark.end), mark.origin) for mark in marks]


def _beyond(text: str) -> list[int]:
    """Where the characters stand that count twice."""
    return [] if text.isascii() else [match.start() for match in _BEYOND.finditer(text)]
