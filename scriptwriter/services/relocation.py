"""Finds marks again in a text that was changed where nobody followed the edits: another program, a restored version.

First what is the same at both ends, then lines, then words in the lines that differ, then lines that have moved.
"""

import difflib
import operator
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from scriptwriter.services.provenance import Mark, joined

#: Text that comes back word for word keeps its marks when it is at least so long.
LEAST_MOVED = 20
#: A comparison of more pairs than this could hold up the typing: lines that stand but once lead the way then.
_MOST_PAIRS = 2_000_000
#: Words that stay in a changed passage count when they are at least so many letters in a row …
LEAST_KEPT = 3
#: … and so much of the passage stays; otherwise it is another passage with some of the same words.
_SHARE_KEPT = 0.4
_MOST_PLACES = 50
_MOST_SEARCHES = 10_000
_CHUNK = 1 << 16
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Run(NamedTuple):
    """``size`` characters at ``old`` of the one text stand at ``new`` of the other."""

    old: int
    new: int
    size: int


def relocate(old: str, new: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks of ``old`` where the same words stand in ``new``."""
    marks = list(marks)
    if not marks or old == new:
        return marks
    head, tail = common_ends(old, new)
    if head + tail < min(len(old), len(new)):
        # Where something was exchanged, and not only put in or taken out, whole lines are compared.
        head = old.rfind("\n", 0, head) + 1
        tail = max(len(old) - old.find("\n", len(old) - tail), 0) if "\n" in old[len(old) - tail :] else 0
    runs = [Run(0, 0, head), Run(len(old) - tail, len(new) - tail, tail)]
    touched = [mark for mark in marks if mark.end > head and mark.start < len(old) - tail]
    if touched:
        inside = _runs(old[head : len(old) - tail], new[head : len(new) - tail])
        runs[1:1] = [Run(run.old + head, run.new + head, run.size) for run in inside]
        runs += _elsewhere(old, new, runs, touched)
    return _placed(marks, runs)


def _placed(marks: Sequence[Mark], runs: Iterable[Run]) -> list[Mark]:
    found: list[Mark] = []
    for run in runs:
        end = run.old + run.size
        at = bisect_left(marks, run.old, key=lambda mark: mark.end)
        while at < len(marks) and marks[at].start < end:
            start, stop = max(marks[at].start, run.old), min(marks[at].end, end)
            found.append(Mark(start + run.new - run.old, stop + run.new - run.old, marks[at].origin))
            at += 1
    return joined(sorted(found, key=lambda mark: mark.start))


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How much of two texts is the same at their beginning, and at their end behind that."""
    head = _common(old, new, min(len(old), len(new)))
    room = min(len(old), len(new)) - head
    tail = _common(old[len(old) - room :], new[len(new) - room :], room, at_end=True)
    return head, tail


def _common(old: str, new: str, most: int, at_end: bool = False) -> int:
    """The length of the common beginning, or end: whole chunks first, then halves of the one that differs."""

    def same(size: int, more: int) -> bool:
        if at_end:
            a, b = len(old) - size - more, len(new) - size - more
            return old[a : a + more] == new[b : b + more]
        return old[size : size + more] == new[size : size + more]

    size, step = 0, _CHUNK
    while step:
        while size + step <= most and same(size, step):
            size += step
        step //= 2
    return size


def common_words(old: str, new: str) -> tuple[int, int]:
    """The common ends, but a word in the place of another one is another word, whatever letters they share."""
    head, tail = common_ends(old, new)
    if head + tail == min(len(old), len(new)):
        return head, tail
    while head and old[head - 1].isalnum() and (old[head].isalnum() or new[head].isalnum()):
        head -= 1
    while tail and old[-tail].isalnum() and (old[-tail - 1].isalnum() or new[-tail - 1].isalnum()):
        tail -= 1
    return head, tail


# -- what is the same in the middle ----------------------------------------------------------------


def _runs(old: str, new: str) -> list[Run]:
    """Stretches that stand in both texts."""
    if not old or not new:
        return []
    a, b = old.split("\n"), new.split("\n")
    places_a, places_b = _places(a), _places(b)
    blocks = _line_blocks(a, b)
    runs = [_block_run(a, b, places_a, places_b, block) for block in blocks]
    left_a: list[range] = []
    left_b: list[range] = []
    for gap_a, gap_b in _gaps(blocks, len(a), len(b)):
        inside = _word_runs("\n".join(a[gap_a.start : gap_a.stop]), "\n".join(b[gap_b.start : gap_b.stop]))
        runs += [Run(r.old + places_a[gap_a.start], r.new + places_b[gap_b.start], r.size) for r in inside]
        if not inside:
            left_a.append(gap_a)
        left_b.append(gap_b)
    moved = _moved_blocks(a, b, left_a, left_b)
    return runs + [_block_run(a, b, places_a, places_b, block) for block in moved]


def _places(lines: Sequence[str]) -> list[int]:
    """Where each line begins."""
    return list(accumulate((len(line) + 1 for line in lines), initial=0))


def _block_run(a: Sequence[str], b: Sequence[str], places_a: list[int], places_b: list[int], block: Run) -> Run:
    """Equal lines as equal characters, with the line end behind them when both have one."""
    size = places_a[block.old + block.size] - places_a[block.old] - 1
    more = block.old + block.size < len(a) and block.new + block.size < len(b)
    return Run(places_a[block.old], places_b[block.new], size + more)


def _gaps(blocks: Sequence[Run], a: int, b: int) -> Iterator[tuple[range, range]]:
    """What lies between equal blocks in both texts."""
    at_a = at_b = 0
    for block in [*blocks, Run(a, b, 0)]:
        if block.old > at_a or block.new > at_b:
            yield range(at_a, block.old), range(at_b, block.new)
        at_a, at_b = block.old + block.size, block.new + block.size


def _line_blocks(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Equal lines in order."""
    if len(a) == len(b):
        same = list(map(operator.eq, a, b))
        if 2 * sum(same) >= len(same):
            return _true_runs(same)
    if len(a) * len(b) <= _MOST_PAIRS:
        return _matched(a, b, _is_blank)
    found: list[Run] = []
    at_a = at_b = 0
    for anchor in [*_anchors(a, b), Run(len(a), len(b), 0)]:
        if 0 < (anchor.old - at_a) * (anchor.new - at_b) <= _MOST_PAIRS:
            inside = _matched(a[at_a : anchor.old], b[at_b : anchor.new], _is_blank)
            found += [Run(run.old + at_a, run.new + at_b, run.size) for run in inside]
        if anchor.size:
            found.append(anchor)
        at_a, at_b = anchor.old + anchor.size, anchor.new + anchor.size
    return _touching_joined(found)


def _true_runs(same: Sequence[bool]) -> list[Run]:
    return _touching_joined(Run(at, at, 1) for at, equal in enumerate(same) if equal)


def _touching_joined(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.old + last.size, last.new + last.size) == run[:2]:
            found[-1] = Run(last.old, last.new, last.size + run.size)
        else:
            found.append(run)
    return found


def _matched(a: Sequence[str], b: Sequence[str], junk: Callable[[str], bool] | None = None) -> list[Run]:
    matcher = difflib.SequenceMatcher(junk, a, b, autojunk=False)
    return [Run(*block) for block in matcher.get_matching_blocks() if block.size]


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Lines that stand once in each text, as many of them as are in the same order in both."""
    once_a, once_b = _once(a), _once(b)
    pairs = [(once_a[line], at) for line, at in once_b.items() if line in once_a]
    pairs.sort()
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        slot = bisect_left(tops, at)
        before.append(ends[slot - 1] if slot else -1)
        if slot == len(tops):
            tops.append(at)
            ends.append(number)
        else:
            tops[slot], ends[slot] = at, number
    found: list[Run] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(Run(*pairs[number], 1))
        number = before[number]
    return found[::-1]


def _is_blank(line: str) -> bool:
    return not line.strip()


def _once(lines: Sequence[str]) -> dict[str, int]:
    counted = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counted[line] == 1}


# -- words, and what has moved ---------------------------------------------------------------------


def _word_runs(old: str, new: str) -> list[Run]:
    """What stays in a changed passage; nothing when it is another passage."""
    if not old or not new:
        return []
    head, tail = common_words(old, new)
    runs = [Run(0, 0, head), Run(len(old) - tail, len(new) - tail, tail)]
    a, b = _TOKEN.findall(old[head : len(old) - tail]), _TOKEN.findall(new[head : len(new) - tail])
    if 0 < len(a) * len(b) <= _MOST_PAIRS:
        starts_a = list(accumulate(map(len, a), initial=head))
        starts_b = list(accumulate(map(len, b), initial=head))
        runs[1:1] = [
            Run(starts_a[run.old], starts_b[run.new], starts_a[run.old + run.size] - starts_a[run.old])
            for run in _matched(a, b)
        ]
    letters = [_letters(old[run.old : run.old + run.size]) for run in runs]
    kept = [run for run, count in zip(runs, letters, strict=True) if count >= LEAST_KEPT]
    share = sum(count for count in letters if count >= LEAST_KEPT)
    return kept if share >= _SHARE_KEPT * min(_letters(old), _letters(new)) else []


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _moved_blocks(
    a: Sequence[str], b: Sequence[str], left_a: Iterable[range], left_b: Iterable[range]
) -> Iterator[Run]:
    """Lines that are gone at one place and stand at another, enough of them in a row to be sure."""
    index: dict[str, list[int]] = defaultdict(list)
    free = {at for gap in left_b for at in gap}
    for at in sorted(free):
        if b[at].strip():
            index[b[at]].append(at)
    for gap in left_a:
        at = gap.start
        while at < gap.stop:
            best = max(
                (_same_lines(a, b, at, gap.stop, place, free) for place in index.get(a[at], ())[:_MOST_PLACES]),
                default=Run(at, 0, 0),
                key=lambda run: run.size,
            )
            if best.size and len("\n".join(a[at : at + best.size])) >= LEAST_MOVED:
                free.difference_update(range(best.new, best.new + best.size))
                yield best
            at += max(best.size, 1)


def _same_lines(a: Sequence[str], b: Sequence[str], at: int, end: int, place: int, free: set[int]) -> Run:
    size = 0
    while at + size < end and place + size in free and a[at + size] == b[place + size]:
        size += 1
    return Run(at, place, size)


def _elsewhere(old: str, new: str, runs: Iterable[Run], marks: Sequence[Mark]) -> Iterator[Run]:
    """Passages that went from one place to another within lines."""
    runs = [run for run in runs if run.size]
    gone = list(_uncovered([(run.old, run.old + run.size) for run in runs], len(old)))
    come = list(_uncovered([(run.new, run.new + run.size) for run in runs], len(new)))
    if len(gone) * len(come) > _MOST_SEARCHES:
        return
    for start, end in gone:
        words = old[start:end].strip()
        at = bisect_left(marks, start, key=lambda mark: mark.end)
        if len(words) < LEAST_MOVED or at == len(marks) or marks[at].start >= end:
            continue
        for first, last in come:
            place = new.find(words, first, last)
            if place >= 0:
                yield Run(old.index(words, start), place, len(words))
                break


def _uncovered(covered: Iterable[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, stop in [*sorted(covered), (end, end)]:
        if start > at:
            yield at, start
        at = max(at, stop)


# -- cut and paste ---------------------------------------------------------------------------------


def recognised(removed: str, marks: Sequence[Mark], added: str) -> list[Mark]:
    """The marks of a text that was taken away, in one that was put in: the same text, or a part of the other."""
    core = removed.strip()
    if len(core) >= LEAST_MOVED and (place := added.find(core)) >= 0:
        return _placed(marks, [Run(len(removed) - len(removed.lstrip()), place, len(core))])
    core = added.strip()
    if len(core) >= LEAST_MOVED and (place := removed.find(core)) >= 0:
        return _placed(marks, [Run(place, len(added) - len(added.lstrip()), len(core))])
    return []
