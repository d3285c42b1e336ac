"""Whether a passage that a model wrote stands word for word in what it was trained on.

    passage ─► words ─► hashes of k words ─► in the index? ─► runs of hits ─► long enough, sure enough ─► spans

A copied run of words has only hits. Other words have one by chance, so a run is told when its hits together are as
good as impossible without a copy: a small index, whose every hit says much, tells runs from 12 words on; the bundled
model's, in which a hit says little so that 100 million fit into a file that can be shipped, from about 16.
"""

import math
from collections.abc import Sequence

import numpy as np

from scriptwriter.domain.copied import Copied
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.realism.fuse import gram_hashes
from scriptwriter.services.copied_index import Index, open_index
from scriptwriter.services.copied_words import WordHashes, places_of, window_minima

#: Shorter runs are what everybody says.
LEAST_WORDS = 12
#: What the hits of a run must say together: one in 2^16 at each word, some hundred words a passage.
_LEAST_BITS = 16.0


def indexes_for(entry: ModelEntry) -> tuple[Index, ...]:
    """The indexes of what a model was trained on, as far as they are there; none: nothing can be checked.

    Raises ``BadInput`` for one that is damaged.
    """
    return tuple(open_index(path) for path in entry.copied if path.is_file())


def copied_spans(text: str, indexes: Sequence[Index]) -> list[Copied]:
    """The runs of words that were copied, in their order; where two indexes know a place, the longer run.

    Raises ``BadInput`` when an index can no longer be read.
    """
    places = places_of(text)
    words = WordHashes().of(word for word, _, _ in places)
    runs = [run for index in indexes for run in _runs(words, index)]
    told: list[tuple[int, int]] = []
    for first, last in sorted(runs, key=lambda run: run[0] - run[1]):
        # Two that touch may each have some of the other's words, by chance.
        for start, end in told:
            if start <= first < end:
                first = end  # noqa: PLW2901
            if start < last <= end:
                last = start  # noqa: PLW2901
        if last - first >= LEAST_WORDS:
            told.append((first, last))
    return [Copied(places[first][1], places[last - 1][2], last - first) for first, last in sorted(told)]


def _runs(words: np.ndarray, index: Index) -> list[tuple[int, int]]:
    """Copied runs as (first word, the one behind the last)."""
    # What is kept of every window inside a copied run was kept of the original as well.
    minima = window_minima(gram_hashes(words, index.k), index.w)
    hits = np.concatenate([[0], index.contains(minima).astype(np.int8), [0]])
    turns = np.flatnonzero(np.diff(hits))
    needed = math.ceil(_LEAST_BITS / math.log2(index.levels))
    found: list[tuple[int, int]] = []
    for first, last in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
        end = min(last - 1 + index.w + index.k - 1, len(words))
        if end - first >= LEAST_WORDS and len(np.unique(minima[first:last])) >= needed:
            found.append((first, end))
    return found
