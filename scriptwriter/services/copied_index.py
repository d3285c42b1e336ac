"""The memorisation index as a file: which runs of words a model was trained on.

    SWCOPY1\\n | length of the header, four bytes | header, JSON | filters, one behind the other

Every run of k words of the texts is a hash; of w neighbours at least the smallest is kept (winnowing). The kept ones
are dealt out by their highest bits to filters of at most a million hashes. The file holds no text and none can be
read from it. It is mapped, not loaded: a passage touches some hundred of its bytes.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.realism.fuse import Filters, Shape, gram_hashes, make, packed, packed_size, shards_for
from scriptwriter.services import atomic
from scriptwriter.services.copied_words import WordHashes, window_minima, words_of

SUFFIX = ".copied"
#: Measured: shorter runs are too common to say anything, longer ones find fewer copies of 12 to 20 words.
K = 6
#: Measured: to keep every hash at fewer levels finds more than to keep fewer ones at more levels, in the same room.
W = 1
MAX_BYTES = 25_000_000
_MAGIC = b"SWCOPY1\n"
_FORMAT = 1
_MOST_HEADER = 1_000_000
_MOST_SHARDS = 1 << 12
_BLOCK = 1 << 22
#: (levels, up to so many hashes): a small corpus can afford to be sure of each hash.
_LEVELS = ((256, 2_000_000), (16, 8_000_000), (4, 50_000_000), (3, 110_000_000), (2, 1 << 40))


@dataclass(frozen=True, slots=True)
class Index:
    """One file. ``levels``: a hash that is not in it is found once in so many times."""

    path: Path
    k: int
    w: int
    levels: int
    grams: int
    texts: int
    words: int
    about: str
    shapes: tuple[Shape, ...] = field(repr=False)
    start: int = field(repr=False)  # where the filters begin, in bytes

    @property
    def size(self) -> int:
        """Of the whole file, in bytes."""
        return self.start + sum(packed_size(shape.cells, self.levels) for shape in self.shapes)

    def contains(self, hashes: np.ndarray) -> np.ndarray:
        """bool[hashes]. Raises ``BadInput`` when the file is gone or another one by now."""
        if not len(hashes):
            return np.zeros(0, bool)
        try:
            if self.path.stat().st_size != self.size:
                raise _bad(self.path, "its size is not what it says")
            data = np.memmap(self.path, np.uint8, "r")
        except (OSError, ValueError) as error:
            raise _bad(self.path, _why(error)) from error
        return Filters(self.shapes, self.levels, data[self.start :]).contains(hashes)


def _bad(path: Path, why: str) -> BadInput:
    return BadInput(f"{path.name} cannot be read as a memorisation index: {why}.")


def _why(error: Exception) -> str:
    return atomic.reason(error) if isinstance(error, OSError) else "it is damaged"


def open_index(path: Path) -> Index:
    """Read an index's header. Raises ``BadInput`` for a file that is missing, cut off, damaged or no index."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            head = file.read(len(_MAGIC) + 4)
            if head[: len(_MAGIC)] != _MAGIC or len(head) < len(_MAGIC) + 4:
                raise _bad(path, "it is another kind of file")
            length = int.from_bytes(head[len(_MAGIC) :], "little")
            if length > min(size, _MOST_HEADER):
                raise _bad(path, "it is damaged")
            index = _index(path, json.loads(file.read(length)), len(head) + length)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _bad(path, _why(error)) from error
    if index.size != size:
        raise _bad(path, "it is cut off" if size < index.size else "its size is not what it says")
    return index


def _index(path: Path, header: dict[str, Any], start: int) -> Index:
    if header["format"] != _FORMAT:
        raise _bad(path, "it belongs to another version of the program")
    shapes = tuple(Shape(*map(_whole, shape)) for shape in header["filters"])
    numbers = {name: _whole(header[name]) for name in ("k", "w", "levels", "grams", "texts", "words")}
    sound = (
        0 < len(shapes) <= _MOST_SHARDS
        and len(shapes) & (len(shapes) - 1) == 0
        and all(shape.sound for shape in shapes)
        and 1 <= numbers["k"] <= 64
        and 1 <= numbers["w"] <= 64
        and 2 <= numbers["levels"] <= 256
    )
    if not sound:
        raise _bad(path, "it is damaged")
    return Index(path=path, **numbers, about=str(header["about"]), shapes=shapes, start=start)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a whole number")
    return value


# -- building --------------------------------------------------------------------------------------


class _Kept:
    """Hashes on their way into an index, in sorted blocks on the disk."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._waiting: list[np.ndarray] = []
        self._count = 0
        self._bounds: list[np.ndarray] = []  # int64[_MOST_SHARDS + 1] for each block: places in the file
        self.total = 0

    def add(self, hashes: np.ndarray) -> None:
        """Keep these."""
        self._waiting.append(hashes)
        self._count += len(hashes)
        if self._count >= _BLOCK:
            self.flush()

    def flush(self) -> None:
        """Put what waits on the disk."""
        if not self._count:
            return
        block = np.unique(np.concatenate(self._waiting))
        self._waiting, self._count = [], 0
        self._file.write(block.tobytes())
        step = (1 << 64) // _MOST_SHARDS
        ends = np.searchsorted(block, np.arange(1, _MOST_SHARDS, dtype=np.uint64) * np.uint64(step))
        self._bounds.append(self.total + np.concatenate([[0], ends, [len(block)]]))
        self.total += len(block)

    def shard(self, number: int, shards: int) -> np.ndarray:
        """All of one shard, sorted, each once."""
        step = _MOST_SHARDS // shards
        parts = [np.zeros(0, np.uint64)]
        for bounds in self._bounds:
            first, last = int(bounds[number * step]), int(bounds[(number + 1) * step])
            self._file.seek(8 * first)
            parts.append(np.frombuffer(self._file.read(8 * (last - first)), np.uint64))
        return np.unique(np.concatenate(parts))


def build(
    texts: Iterable[str],
    target: Path,
    about: str,
    cancel: CancelToken | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    k: int = K,
    w: int = W,
    levels: int = 0,
) -> Index | None:
    """Write the index of these texts; None when it was cancelled, and nothing has changed then.

    ``progress`` goes from 0 to 1, half of it while the texts are read where their number is known. Some hundred MB
    of memory, and eight bytes of disk a word beside the target while it works. ``levels`` 0: as many as the number
    of hashes allows. Raises ``Failure`` when it cannot be written.
    """
    try:
        with tempfile.TemporaryFile(dir=target.parent) as file:
            kept = _Kept(file)
            counts = _read(texts, kept, cancel, progress, k, w)
            if counts is None:
                return None
            made = _filters(kept, levels, cancel, progress)
            if made is None:
                return None
            levels, grams, shapes, parts = made
            header = {
                "format": _FORMAT,
                "k": k,
                "w": w,
                "levels": levels,
                "grams": grams,
                "texts": counts[0],
                "words": counts[1],
                "about": about,
                "filters": [[shape.seed, shape.segment, shape.segments] for shape in shapes],
            }
            told = json.dumps(header).encode()
            atomic.write_atomically(target, b"".join([_MAGIC, len(told).to_bytes(4, "little"), told, *parts]))
    except OSError as error:
        raise Failure(f"{target.name} cannot be written: {atomic.reason(error)}.") from error
    return open_index(target)


def _stopped(cancel: CancelToken | None) -> bool:
    return cancel is not None and cancel.is_set()


def _read(
    texts: Iterable[str],
    kept: _Kept,
    cancel: CancelToken | None,
    progress: Callable[[float], None] | None,
    k: int,
    w: int,
) -> tuple[int, int] | None:
    """(texts, words); None when it was cancelled."""
    hashes, words, done = WordHashes(), 0, 0
    total = len(texts) if isinstance(texts, Sized) else 0
    for text in texts:
        if _stopped(cancel):
            return None
        found = hashes.of(words_of(text))
        words, done = words + len(found), done + 1
        kept.add(window_minima(gram_hashes(found, k), w))
        if progress is not None and total:
            progress(0.5 * done / total)
    kept.flush()
    return done, words


def _filters(
    kept: _Kept, levels: int, cancel: CancelToken | None, progress: Callable[[float], None] | None
) -> tuple[int, int, list[Shape], list[bytes]] | None:
    """(levels, hashes, shapes, packed cells); None when it was cancelled."""
    shards = min(shards_for(kept.total), _MOST_SHARDS)
    # Counted first: how much the texts have in common decides whether a large corpus fits.
    grams = sum(len(kept.shard(number, shards)) for number in range(shards))
    levels = levels or next(count for count, most in _LEVELS if grams <= most)
    shapes: list[Shape] = []
    parts: list[bytes] = []
    for number in range(shards):
        if _stopped(cancel):
            return None
        shape, cells = make(kept.shard(number, shards), levels)
        shapes.append(shape)
        parts.append(packed(cells, levels).tobytes())
        if progress is not None:
            progress(0.5 + 0.5 * (number + 1) / shards)
    return levels, grams, shapes, parts
