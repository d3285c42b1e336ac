"""Which words writers use: how many of the training authors used each. Kept as numbers, not as a word list."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scriptwriter.realism.normal import normalise, words_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``keys`` uint32[n], sorted: the words' hashes; ``users`` uint8[n]: by how many authors each was used.

    ``masks`` uint64[n] says by which ones; it is needed for training only and is not shipped.
    """

    keys: np.ndarray
    users: np.ndarray
    masks: np.ndarray | None = None

    def authors(self, words: Sequence[str], without: int = -1) -> np.ndarray:
        """int[len(words)]: how many authors used each word, 0 for unknown ones; ``without`` is not counted."""
        if not words or not len(self.keys):
            return np.zeros(len(words), dtype=int)
        hashes = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint32)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        hit = self.keys[at] == hashes
        count = np.where(hit, self.users[at], 0).astype(int)
        if without >= 0 and self.masks is not None:
            used = (self.masks[at] >> np.uint64(without)) & np.uint64(1)
            count = count - np.where(hit, used, 0).astype(int)
        return count

    def arrays(self) -> dict[str, Any]:
        """What is shipped."""
        return {"lexicon_keys": self.keys, "lexicon_users": self.users}


def count_authors(texts: Iterable[tuple[int, str]]) -> Lexicon:
    """A lexicon of (author's number from 0 to 63, text)."""
    masks: dict[int, int] = {}
    for author, text in texts:
        for word in {word.lower() for word in words_of(normalise(text))}:
            key = zlib.crc32(word.encode())
            masks[key] = masks.get(key, 0) | (1 << author)
    keys = np.array(sorted(masks), dtype=np.uint32)
    found = [masks[key] for key in sorted(masks)]
    return Lexicon(keys, np.array([m.bit_count() for m in found], dtype=np.uint8), np.array(found, dtype=np.uint64))
