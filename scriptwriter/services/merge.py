"""Differences between two texts, and joining the changes of two hands (diff3, line by line)."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` has the changes of both; where they collide it has mine, and ``conflicts`` counts those places."""

    text: str
    conflicts: int


@dataclass(frozen=True, slots=True)
class Change:
    """Lines ``a`` of the one text stand where lines ``b`` of the other do. ``same`` when they are equal."""

    same: bool
    a: range
    b: range


def changes(one: Sequence[str], other: Sequence[str]) -> list[Change]:
    """Equal and different stretches of two texts, in order, covering both."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    middle_a, middle_b = one[head : len(one) - tail], other[head : len(other) - tail]
    found = [Change(True, range(head), range(head))] if head else []
    # Blank lines are junk: a match should begin where there is something to read.
    matcher = difflib.SequenceMatcher(lambda line: not line.strip(), middle_a, middle_b, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        found.append(Change(tag == "equal", range(head + a1, head + a2), range(head + b1, head + b2)))
    if tail:
        found.append(Change(True, range(len(one) - tail, len(one)), range(len(other) - tail, len(other))))
    return found


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Join two texts that began as ``base``."""
    lines, left, right = base.split("\n"), mine.split("\n"), theirs.split("\n")
    result: list[str] = []
    conflicts = at = in_left = in_right = 0
    for start, end, left_end, right_end in _collisions(lines, left, right):
        result += lines[at:start]
        in_left += start - at
        in_right += start - at
        old, here, there = lines[start:end], left[in_left:left_end], right[in_right:right_end]
        if here == old:
            result += there
        else:
            result += here
            conflicts += there not in (old, here)
        at, in_left, in_right = end, left_end, right_end
    return Merged("\n".join(result + lines[at:]), conflicts)


def _collisions(base: Sequence[str], left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of ``base`` that either side changed: start and end there, and the end on each side."""
    edits = [(c.a.start, c.a.stop, c.b.stop - c.b.start, 0) for c in changes(base, left) if not c.same]
    edits += [(c.a.start, c.a.stop, c.b.stop - c.b.start, 1) for c in changes(base, right) if not c.same]
    edits.sort()
    shift = [0, 0]
    index = 0
    while index < len(edits):
        start, end = edits[index][:2]
        grown = [0, 0]
        while index < len(edits) and edits[index][0] <= end:
            first, last, size, side = edits[index]
            end = max(end, last)
            grown[side] += size - (last - first)
            index += 1
        shift[0] += grown[0]
        shift[1] += grown[1]
        yield start, end, end + shift[0], end + shift[1]
