"""A text as hashes of runs of its words: what the memorisation index keeps, and what it is asked for.

Case, punctuation, accents and line ends do not count: a passage that was copied with other commas is a copy.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

import numpy as np

#: Runs of letters and digits; an apostrophe or an accent of its own between them belongs to the word.
_WORD = re.compile("[^\\W_](?:['’\u0300-\u036f]*[^\\W_]+)*")
#: So many spellings are remembered; a corpus of a hundred million words has about a million.
_REMEMBERED = 300_000


class WordHashes(dict[str, int]):
    """A word as it is spelt to 64 bits of its letters and digits."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", word).casefold()))
        digest = hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest()
        self[word] = found = int.from_bytes(digest, "little")
        return found

    def of(self, words: Iterable[str]) -> np.ndarray:
        """uint64[words]."""
        return np.fromiter(map(self.__getitem__, words), np.uint64)


def words_of(text: str) -> list[str]:
    """The words of a text, as they are spelt."""
    return _WORD.findall(text)


def places_of(text: str) -> list[tuple[str, int, int]]:
    """The same words with their first character and the one behind their last."""
    return [(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


def window_minima(grams: np.ndarray, w: int) -> np.ndarray:
    """uint64[grams - w + 1]: the smallest of every w neighbours; of all of them where there are fewer.

    Two texts that share a run of k + w - 1 words share one of these (winnowing: Schleimer, Wilkerson, Aiken 2003).
    """
    w = min(w, len(grams))
    if w == 0:
        return grams
    found = grams[: len(grams) - w + 1].copy()
    for at in range(1, w):
        np.minimum(found, grams[at : at + len(found)], out=found)
    return found
