"""A set of hashes in little more than its fingerprints: binary fuse filters (Graf and Lemire 2022), made by numpy.

Each hash has four cells, and its fingerprint is their sum. What is in the set is always found; another hash is found
by chance, once in so many times as a fingerprint has levels. Few levels are enough where many hashes in a row have to
be found, so a byte holds as many cells as go into it: 256 levels one, 4 levels four, 3 levels five.
"""

import math
from dataclasses import dataclass, field

import numpy as np

_ARITY = 4
_TRIES = 64
_MOST_SEGMENT = 1 << 15  # a place within a segment is read from 15 bits of a hash
_OTHER = np.uint64(0xD6E8FEB86659FD93)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
#: A filter is made for so many hashes at most: its making takes some hundred bytes for each.
SHARD = 1 << 20


def mixed(hashes: np.ndarray) -> np.ndarray:
    """Every bit of a hash spread over all of it (the finaliser of splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def gram_hashes(words: np.ndarray, k: int) -> np.ndarray:
    """uint64[words - k + 1]: one for every run of k words, of which there are 64 bits each."""
    count = max(len(words) - k + 1, 0)
    found = np.zeros(count, np.uint64)
    for at in range(k):
        found = found * _MULTIPLIER + words[at : at + count]
    return mixed(found)


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a filter's hashes have their cells: ``segments`` of ``segment`` cells, drawn with ``seed``."""

    seed: int
    segment: int
    segments: int

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return self.segment * self.segments

    @property
    def sound(self) -> bool:
        """Whether a filter can have this shape: a file may say anything."""
        power = self.segment > 0 and self.segment & (self.segment - 1) == 0
        return power and self.segment <= _MOST_SEGMENT and _ARITY <= self.segments < 1 << 20 and 0 <= self.seed < _TRIES


def shape_for(hashes: int, seed: int) -> Shape:
    """As the paper found it best for so many hashes with four cells each; each further try gets more room."""
    hashes = max(hashes, 2)
    segment = 1 << max(2, math.floor(math.log(hashes) / math.log(2.91) - 0.5))
    spare = max(1.075, 0.77 + 0.305 * math.log(600_000) / math.log(hashes)) + 0.02 * seed
    segment = min(segment, _MOST_SEGMENT)
    return Shape(seed, segment, max(math.ceil(hashes * spare / segment), _ARITY))


def cells_of(hashes: np.ndarray, shape: Shape) -> np.ndarray:
    """int32[4, hashes]: their cells, in four neighbouring segments."""
    spread = mixed(hashes + np.uint64(shape.seed * 2 + 1))
    first = ((spread >> np.uint64(32)) * np.uint64(shape.segments - _ARITY + 1)) >> np.uint64(32)
    inside = mixed(spread + _MULTIPLIER)
    base = first.astype(np.int32) * np.int32(shape.segment)
    mask = np.uint64(shape.segment - 1)
    rows = [((inside >> np.uint64(15 * row)) & mask).astype(np.int32) for row in range(_ARITY)]
    return np.stack([base + np.int32(row * shape.segment) + inside for row, inside in enumerate(rows)])


def fingerprints(hashes: np.ndarray, seed: int, levels: int) -> np.ndarray:
    """int64[hashes], below ``levels``."""
    spread = mixed((hashes ^ _OTHER) + np.uint64(seed * 2 + 1))
    return (((spread >> np.uint64(32)) * np.uint64(levels)) >> np.uint64(32)).astype(np.int64)


def make(hashes: np.ndarray, levels: int) -> tuple[Shape, np.ndarray]:
    """A filter for hashes that are all different: its shape and its cells, uint8."""
    for seed in range(_TRIES):
        shape = shape_for(len(hashes), seed)
        cells = cells_of(hashes, shape)
        order = _peel(cells, shape.cells)
        if order is not None:
            values = np.zeros(shape.cells, np.int64)
            prints = fingerprints(hashes, seed, levels)
            for keys, own in reversed(order):
                values[own] = (prints[keys] - values[cells[:, keys]].sum(axis=0)) % levels
            return shape, values.astype(np.uint8)
    raise AssertionError("no seed fits: are the hashes different?")


def _peel(cells: np.ndarray, size: int) -> list[tuple[np.ndarray, np.ndarray]] | None:
    """Hashes in an order in which each has a cell that no later one has: (hashes, cells) by rounds; None: a knot."""
    count = np.bincount(cells.ravel(), minlength=size).astype(np.int32)
    members = np.zeros(size, np.int32)  # the exclusive or of those that have the cell
    numbers = np.arange(cells.shape[1], dtype=np.int32)
    for row in cells:
        np.bitwise_xor.at(members, row, numbers)
    order: list[tuple[np.ndarray, np.ndarray]] = []
    left = len(numbers)
    alone = np.flatnonzero(count == 1)
    while len(alone):
        keys, first = np.unique(members[alone], return_index=True)
        order.append((keys, alone[first]))
        left -= len(keys)
        touched = cells[:, keys]
        for row in touched:
            np.subtract.at(count, row, 1)
            np.bitwise_xor.at(members, row, keys)
        near = touched.ravel()
        alone = np.unique(near[count[near] == 1])
    return order if left == 0 else None


# -- cells in bytes --------------------------------------------------------------------------------


def per_byte(levels: int) -> int:
    """How many cells go into a byte."""
    count = 1
    while levels ** (count + 1) <= 256:
        count += 1
    return count


def packed_size(cells: int, levels: int) -> int:
    """How many bytes so many cells take."""
    return -(-cells // per_byte(levels))


def packed(cells: np.ndarray, levels: int) -> np.ndarray:
    """uint8: the cells, several in a byte."""
    count = per_byte(levels)
    padded = np.zeros(packed_size(len(cells), levels) * count, np.int64)
    padded[: len(cells)] = cells
    return (padded.reshape(-1, count) @ levels ** np.arange(count)).astype(np.uint8)


def contained(hashes: np.ndarray, shape: Shape, data: np.ndarray, levels: int) -> np.ndarray:
    """bool[hashes]: which of them are in the filter whose packed cells these are."""
    count = per_byte(levels)
    cells = cells_of(hashes, shape)
    values = data[cells // count].astype(np.int64) // levels ** (cells % count).astype(np.int64) % levels
    return values.sum(axis=0) % levels == fingerprints(hashes, shape.seed, levels)


# -- many hashes -----------------------------------------------------------------------------------


def shards_for(hashes: int) -> int:
    """Into how many filters so many hashes are dealt out: a power of two."""
    return 1 << max(math.ceil(math.log2(max(hashes, 1) / SHARD)), 0)


def shard_of(hashes: np.ndarray, shards: int) -> np.ndarray:
    """int64[hashes]: each one's filter, by its highest bits."""
    bits = shards.bit_length() - 1
    return (hashes >> np.uint64(64 - bits)).astype(np.int64) if bits else np.zeros(len(hashes), np.int64)


@dataclass(frozen=True, slots=True)
class Filters:
    """Hashes dealt out to several filters; ``data`` uint8 holds their packed cells, one filter behind the other."""

    shapes: tuple[Shape, ...]
    levels: int
    data: np.ndarray = field(repr=False)

    def contains(self, hashes: np.ndarray) -> np.ndarray:
        """bool[hashes]."""
        found = np.zeros(len(hashes), bool)
        number, at = shard_of(hashes, len(self.shapes)), 0
        for shard, shape in enumerate(self.shapes):
            end = at + packed_size(shape.cells, self.levels)
            if len(mine := np.flatnonzero(number == shard)):
                found[mine] = contained(hashes[mine], shape, self.data[at:end], self.levels)
            at = end
        return found


def make_filters(hashes: np.ndarray, levels: int) -> Filters:
    """Filters for hashes that are all different."""
    shards = shards_for(len(hashes))
    number = shard_of(hashes, shards)
    shapes, parts = [], []
    for shard in range(shards):
        shape, cells = make(hashes[number == shard], levels)
        shapes.append(shape)
        parts.append(packed(cells, levels))
    return Filters(tuple(shapes), levels, np.concatenate(parts))
