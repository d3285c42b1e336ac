"""How usual a passage's wording is, beside a large body of human writing: its words, its pairs and triples of them.

What a language model draws is likely to that model; a small one puts words together that people hardly do, of commoner
words than theirs. Its own likelihoods cannot show that, counts in somebody else's text can. Kept are numbers only: how
often each common word or mark occurs, and a filter of the pairs and triples that occur several times.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from scriptwriter.realism.fuse import Filters, Shape, gram_hashes, make_filters, packed_size
from scriptwriter.realism.normal import normalise

#: What ``Usage.of`` gives: mean and tenth quantile of ln of how often its words occur, and the share of those that are
#: not kept; shares of pairs that are new, of new ones next to each other, the same of triples; and of the triples of
#: known pairs, the share that is new.
FEATURES = (
    "usage_words", "usage_rare", "usage_low", "usage_pairs", "usage_pairs_twice", "usage_triples",
    "usage_triples_twice", "usage_joints",
)  # fmt: skip
#: Rarer words, and rarer pairs and triples, are not kept.
LEAST_WORD, LEAST_RUN = 10, 3
#: A pair that is not kept is taken for one that is, once in so many times.
LEVELS = 6
_STEPS = 10  # to a nat
_UNKNOWN = 1.0  # ln of how often a word that is not kept may occur
_LOW = 0.1
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[.,;:!?—]")
_NAME, _NUMBER = zlib.crc32(b"<name>"), zlib.crc32(b"<number>")
_FIRST_PERSON = frozenset(["I", "I'm", "I'll", "I'd", "I've"])


def token_hashes(text: str) -> np.ndarray:
    """uint64[m]: 32 bits of each word and mark of a normalised text. Names are one word, and so are numbers.

    A capital behind a mark, or at the beginning, is no sign of a name.
    """
    found, before = [], ""
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            found.append(_NUMBER)
        elif before[:1].isalnum() and token[0].isupper() and token not in _FIRST_PERSON:
            found.append(_NAME)
        else:
            found.append(zlib.crc32(token.lower().encode()))
        before = token
    return np.array(found, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Usage:
    """``keys`` uint32[n], sorted: hashes of words and marks; ``logs`` uint8[n]: tenths of ln of how often each occurs;
    ``runs``: the pairs and triples that occur."""

    keys: np.ndarray
    logs: np.ndarray
    runs: Filters

    def of(self, text: str) -> list[float]:
        """``FEATURES`` of a normalised text; all 0 for one of fewer than three words."""
        tokens = token_hashes(text)
        if len(tokens) < 3:
            return [0.0] * len(FEATURES)
        often = self._often(tokens[tokens != _NAME])
        pairs, triples = (~self.runs.contains(gram_hashes(tokens, size)) for size in (2, 3))
        whole = ~(pairs[:-1] | pairs[1:])
        return [
            float(often.mean()) if len(often) else 0.0,
            float((often <= _UNKNOWN).mean()) if len(often) else 0.0,
            float(np.quantile(often, _LOW)) if len(often) else 0.0,
            float(pairs.mean()), float((pairs[:-1] & pairs[1:]).mean()),
            float(triples.mean()), float((triples[:-1] & triples[1:]).mean()) if len(triples) > 1 else 0.0,
            float((triples & whole).sum() / max(whole.sum(), 1)),
        ]  # fmt: skip

    def _often(self, tokens: np.ndarray) -> np.ndarray:
        """float[m]: ln of how often each occurs."""
        if not len(self.keys):
            return np.full(len(tokens), _UNKNOWN)
        at = np.minimum(np.searchsorted(self.keys, tokens.astype(np.uint32)), len(self.keys) - 1)
        return np.where(self.keys[at] == tokens, self.logs[at] / _STEPS, _UNKNOWN)

    def arrays(self) -> dict[str, Any]:
        """What is shipped."""
        shapes = [[shape.seed, shape.segment, shape.segments] for shape in self.runs.shapes]
        return {
            "usage_keys": self.keys,
            "usage_logs": self.logs,
            "usage_shapes": np.array(shapes, dtype=np.int64).reshape(-1, 3),
            "usage_levels": np.array(self.runs.levels),
            "usage_cells": self.runs.data,
        }


def read_usage(arrays: Any) -> Usage:
    """What ``Usage.arrays`` gave. Raises ``KeyError`` or ``ValueError`` for other arrays."""
    shapes = tuple(Shape(*map(int, row)) for row in arrays["usage_shapes"].tolist())
    levels, cells = int(arrays["usage_levels"]), arrays["usage_cells"]
    keys, logs = arrays["usage_keys"], arrays["usage_logs"]
    sound = (
        0 < len(shapes) == 1 << (len(shapes).bit_length() - 1)
        and all(shape.sound for shape in shapes)
        and 2 <= levels <= 256
        and cells.dtype == logs.dtype == np.uint8
        and keys.dtype == np.uint32
        and keys.shape == logs.shape == (len(keys),)
        and cells.shape == (sum(packed_size(shape.cells, levels) for shape in shapes),)
    )
    if not sound:
        raise ValueError("the counts of words are damaged")
    return Usage(keys, logs, Filters(shapes, levels, cells))


def count_usage(texts: Iterable[str], least_word: int = LEAST_WORD, least_run: int = LEAST_RUN) -> Usage:
    """Count a body of writing. Takes tens of bytes of memory for each of its words."""
    parts = [token_hashes(normalise(text)).astype(np.uint32) for text in texts]
    tokens = np.concatenate([np.zeros(0, np.uint32), *parts])
    keys, counts = np.unique(tokens, return_counts=True)
    common = counts >= least_word
    logs = np.minimum(np.round(np.log(counts[common]) * _STEPS), 255).astype(np.uint8)
    runs = np.concatenate([_frequent(gram_hashes(tokens.astype(np.uint64), size), least_run) for size in (2, 3)])
    return Usage(keys[common], logs, make_filters(np.unique(runs), LEVELS))


def _frequent(hashes: np.ndarray, least: int) -> np.ndarray:
    found, counts = np.unique(hashes, return_counts=True)
    return found[counts >= least]
