"""Which works are held out: whole ones, about a tenth of the words, the same ones in every run.

Works stand in the order of a hash of their titles. A work that is added later changes little about which ones are held
out, and no work's place depends on what is in it. Where no choice of whole works comes near a tenth (one script, or
two), the end of the largest work is held out as a work of its own.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from scriptwriter.domain.corpus import Split

TARGET, LEAST, MOST = 0.1, 0.05, 0.2
#: A work is taken while it does not lead past this share.
_ROOM = 0.15


@dataclass(frozen=True, slots=True)
class Size:
    """A work as far as it matters here: ``group`` is what is held out evenly of, ``words`` its size."""

    title: str
    group: str
    words: int


@dataclass(frozen=True, slots=True)
class Division:
    """Titles that are held out; or ``cut``: the work whose last ``cut_words`` words or so are."""

    held_out: frozenset[str] = field(default_factory=frozenset[str])
    cut: str = ""
    cut_words: int = 0

    def split_of(self, title: str) -> Split:
        """What a whole work is for."""
        return Split.HELD_OUT if title in self.held_out else Split.TRAIN


def divide(sizes: Sequence[Size], seed: int, chosen: Mapping[str, Split]) -> Division:
    """Hold out between 5 and 20 % of the words, if that can be done; what the user chose stays as it is."""
    held = {size.title for size in sizes if chosen.get(size.title) is Split.HELD_OUT}
    free = sorted((size for size in sizes if size.title not in chosen), key=lambda size: _place(size.title, seed))
    total = sum(size.words for size in sizes)
    if _words(sizes, held) >= LEAST * total and held:
        return Division(frozenset(held))
    for group in sorted({size.group for size in free}):
        held |= _tenth([size for size in free if size.group == group])
    if _words(sizes, held) < LEAST * total:
        held |= _nearest([size for size in free if size.title not in held], _words(sizes, held), total)
    if _words(sizes, held) < LEAST * total and (rest := [size for size in free if size.title not in held]):
        largest = max(rest, key=lambda size: size.words)
        wanted = round(TARGET * total) - _words(sizes, held)
        return Division(frozenset(held), largest.title, min(wanted, largest.words // 2))
    return Division(frozenset(held))


def uncut(division: Division, sizes: Sequence[Size], chosen: Mapping[str, Split]) -> Division:
    """A division whose work cannot be cut: the smallest work is held out instead, if there is another one."""
    free = [size for size in sizes if size.title not in chosen and size.title not in division.held_out]
    smallest = {min(free, key=lambda size: size.words).title} if not division.held_out and len(free) > 1 else set()
    return Division(division.held_out | smallest)


def _place(title: str, seed: int) -> bytes:
    return hashlib.blake2b(f"{seed}\n{title}".encode(), digest_size=8).digest()


def _words(sizes: Iterable[Size], titles: set[str]) -> int:
    return sum(size.words for size in sizes if size.title in titles)


def _tenth(sizes: Sequence[Size]) -> set[str]:
    """Works of one group in their order, until a tenth of its words is there."""
    total = sum(size.words for size in sizes)
    held: set[str] = set()
    words = 0
    for size in sizes:
        if words >= TARGET * total:
            break
        if words + size.words <= _ROOM * total:
            held.add(size.title)
            words += size.words
    return held


def _nearest(sizes: Sequence[Size], held: int, total: int) -> set[str]:
    """The one work that comes nearest to a tenth, if it is not too much."""
    fitting = [size for size in sizes if LEAST * total <= held + size.words <= MOST * total]
    return {min(fitting, key=lambda size: abs(held + size.words - TARGET * total)).title} if fitting else set()


# -- a work's end ----------------------------------------------------------------------------------


def units(documents: Sequence[str]) -> list[str]:
    """What a work is cut between: its documents, or the blocks of its only one."""
    return list(documents) if len(documents) > 1 else [block for block in documents[0].split("\n\n") if block.strip()]


def cut_at(sizes: Sequence[int], words: int) -> int:
    """How many units stay so that about ``words`` are behind them, at least one on each side; 0: it cannot be cut."""
    if len(sizes) < 2:
        return 0
    behind = list(accumulate(reversed(sizes)))
    taken = min(range(1, len(sizes)), key=lambda count: abs(behind[count - 1] - words))
    return len(sizes) - taken


def cut(documents: Sequence[str], words: int) -> tuple[list[str], list[str]]:
    """The documents of a work's beginning and of its end; lines are never mixed, the end may be empty."""
    parts = units(documents)
    at = cut_at([len(part.split()) for part in parts], words)
    if not at:
        return list(documents), []
    if len(documents) > 1:
        return parts[:at], parts[at:]
    return ["\n\n".join(parts[:at])], ["\n\n".join(parts[at:])]


def end_title(title: str, titles: Iterable[str]) -> str:
    """What the held-out end of a work is called: unlike any other work."""
    taken = set(titles)
    found = f"{title} (end)"
    while found in taken:
        found += " (end)"
    return found
