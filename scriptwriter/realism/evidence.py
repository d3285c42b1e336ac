"""Evidence of words and letters: one weight for each hashed n-gram, summed over a passage.

Names are made alike before, so that the weights learn style rather than which book this is.
"""

import zlib
from dataclasses import dataclass

import numpy as np

BITS = 17
SIZE = 1 << BITS
#: Lengths of runs of letters.
LETTERS = (3, 4, 5)
_PRIME = np.uint64(0x9E3779B97F4A7C15)


def word_slots(text: str) -> np.ndarray:
    """int[m]: the slots of single words and pairs of a normalised text."""
    words = [_plain(word, index) for index, word in enumerate(text.split())]
    single = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    pairs = single[:-1] * np.uint64(31) + single[1:] * np.uint64(17) + np.uint64(7)
    return _slots(np.concatenate([single, pairs]))


def letter_slots(text: str) -> np.ndarray:
    """int[m]: the slots of runs of three to five letters."""
    codes = np.frombuffer(
        " ".join(_plain(w, i) for i, w in enumerate(text.split())).encode("utf-32-le"), dtype=np.uint32
    )
    codes = codes.astype(np.uint64)
    found = []
    for length in LETTERS:
        if len(codes) >= length:
            value = np.zeros(len(codes) - length + 1, dtype=np.uint64) + np.uint64(length)
            for offset in range(length):
                value = value * np.uint64(1000003) + codes[offset : offset + len(value)]
            found.append(value)
    return _slots(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _plain(word: str, index: int) -> str:
    """A word in small letters; a capitalised one becomes its first letter's class, because it may be a name."""
    if word[:1].isupper() and index and word not in ("I", "I'm", "I'll", "I'd", "I've"):
        return "Name" + "".join(c for c in word if not c.isalnum())
    return word.lower()


def _slots(values: np.ndarray) -> np.ndarray:
    return ((values * _PRIME) >> np.uint64(64 - BITS)).astype(np.int64)


def weighed(slots: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Different slots and their values: 1 + log of the count, as a vector of length 1."""
    found, counts = np.unique(slots, return_counts=True)
    values = 1.0 + np.log(counts)
    return found, values / max(float(np.sqrt((values**2).sum())), 1e-9)


@dataclass(frozen=True, slots=True)
class Evidence:
    """float[SIZE] weights of words and of letters, with the constant of each. Above 0: human."""

    words: np.ndarray
    letters: np.ndarray
    constants: tuple[float, float]

    def of(self, text: str) -> list[float]:
        """The features of ``features.EVIDENCE``: two sums, in nats of log odds."""
        found = []
        for slots, weights, constant in (
            (word_slots(text), self.words, self.constants[0]),
            (letter_slots(text), self.letters, self.constants[1]),
        ):
            which, values = weighed(slots)
            found.append(float((weights[which].astype(float) * values).sum()) + constant)
        return found
