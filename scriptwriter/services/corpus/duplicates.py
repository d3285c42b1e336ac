"""Texts that are there twice, word for word or nearly. Only hashes are kept of what was seen.

Exact: the same words in the same order, whatever their capitals, spaces and punctuation. Near: MinHash. A text is the
set of its runs of five words; the share of 64 hash functions whose smallest value two texts have in common estimates
how much of those sets they share (Jaccard). Texts that agree in one of 16 bands of four are compared.
"""

import hashlib
import re

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
#: Shorter texts are like each other by chance ("I don't know what to say"), so only exact copies count.
_LEAST_WORDS = 8
_SHINGLE = 5
_HASHES = 64
_BANDS = 16
_ALIKE = 0.8
#: Shingles that are hashed at a time: 64 numbers of eight bytes each.
_CHUNK = 8192
_MIX = np.random.default_rng(20_240_229)
_FACTORS = _MIX.integers(1, 2**63, _HASHES, dtype=np.uint64) | np.uint64(1)
_ADDED = _MIX.integers(0, 2**63, _HASHES, dtype=np.uint64)
_HIGH = np.uint64(32)

Signature = NDArray[np.uint32]


class Seen:
    """What has been read so far. Takes about two kilobytes a text of eight words or more."""

    def __init__(self) -> None:
        self._exact: set[bytes] = set()
        self._signatures: list[Signature] = []
        self._bands: dict[bytes, int] = {}

    def is_copy(self, text: str) -> bool:
        """Whether such a text came before; if not, it is kept in mind."""
        words = _WORD.findall(text.casefold())
        digest = hashlib.blake2b(" ".join(words).encode(), digest_size=12).digest()
        if digest in self._exact:
            return True
        self._exact.add(digest)
        return len(words) >= _LEAST_WORDS and self._is_near(signature(words))

    def _is_near(self, new: Signature) -> bool:
        keys = [bytes([band]) + part.tobytes() for band, part in enumerate(new.reshape(_BANDS, -1))]
        known = {self._bands[key] for key in keys if key in self._bands}
        if any(similarity(self._signatures[at], new) >= _ALIKE for at in known):
            return True
        for key in keys:
            self._bands.setdefault(key, len(self._signatures))
        self._signatures.append(new)
        return False


def signature(words: list[str]) -> Signature:
    """The smallest values of 64 hash functions over the runs of five words: 64 numbers of 32 bits."""
    # Python's own hash of a string is another one in every process; this one is not, and there are fewer words.
    numbers = {word: hashlib.blake2b(word.encode(), digest_size=8).digest() for word in set(words)}
    each = np.frombuffer(b"".join(numbers[word] for word in words), dtype="<u8").astype(np.uint64)
    count = max(len(words) - _SHINGLE + 1, 1)
    runs = np.zeros(count, dtype=np.uint64)
    for at in range(min(_SHINGLE, len(words))):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + each[at : at + count]
        runs ^= runs >> np.uint64(29)
    smallest = np.full(_HASHES, 2**32 - 1, dtype=np.uint32)
    for start in range(0, count, _CHUNK):
        mixed = (runs[start : start + _CHUNK, None] * _FACTORS + _ADDED) >> _HIGH
        np.minimum(smallest, mixed.min(axis=0).astype(np.uint32), out=smallest)
    return smallest


def similarity(one: Signature, other: Signature) -> float:
    """The estimated share of runs of words that two texts have in common, from 0 to 1."""
    return float(np.mean(one == other))
