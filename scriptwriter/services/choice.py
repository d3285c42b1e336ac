"""The best of several passages: those with all the asked words first, then those that read best."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scriptwriter.domain.generation import Begun, Chunk
from scriptwriter.domain.passage import Passage

Update = Begun | Chunk | Passage

#: Passages that say so much of themselves again are chosen last, however likely the model finds them.
_MUCH_REPEATED = 0.1
_WORD = re.compile(r"\w+")


def choose(updates: Iterable[Update], n: int) -> Iterator[Update]:
    """Wait for all passages and give the best ``n``, numbered anew from the best on."""
    passages: list[Passage] = []
    for update in updates:
        if isinstance(update, Begun):
            yield update
        elif isinstance(update, Passage):
            passages.append(update)
    for index, passage in enumerate(ranked(passages)[:n]):
        yield Chunk(index, passage.text)
        yield replace(passage, index=index)


def ranked(passages: Sequence[Passage]) -> list[Passage]:
    """Best first: more keywords, whole, not repeating itself, less surprising to the model."""
    return sorted(passages, key=_rank)


def repeated(text: str, size: int = 4) -> float:
    """rep-n (Welleck et al. 2020): the share of word n-grams that stand there before. 0 for a text that is short."""
    words = [word.lower() for word in _WORD.findall(text)]
    grams = Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    total = sum(grams.values())
    return 1 - len(grams) / total if total else 0.0


def _rank(passage: Passage) -> tuple[float, ...]:
    missing = len(passage.keywords_asked) - len(passage.keywords_used)
    cut = passage.finish != "stop"
    return (not passage.text.strip(), missing, repeated(passage.text) > _MUCH_REPEATED, cut, passage.loss or 0.0)
