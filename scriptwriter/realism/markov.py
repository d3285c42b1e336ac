"""Generators that need no network: words drawn after the last few words, as counted in a text.

They are what a judge of writing must know besides language models, and they cost nothing.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from scriptwriter.realism.normal import sentence_ends

_START = "\n"


class Markov:
    """Draws the next word by the last ``order`` words; where those had one continuation only, by fewer of them.

    That keeps it from copying: long contexts mostly occur once.
    """

    def __init__(self, texts: Iterable[str], order: int) -> None:
        self._order = order
        self._next: list[dict[tuple[str, ...], list[str]]] = [defaultdict(list) for _ in range(order + 1)]
        for text in texts:
            self._learn([_START, *text.split()])

    def _learn(self, words: Sequence[str]) -> None:
        for index in range(1, len(words)):
            for length in range(min(self._order, index) + 1):
                self._next[length][tuple(words[index - length : index])].append(words[index])

    def text(self, words: int, draw: random.Random) -> str:
        """About so many words, cut at the end of a sentence; empty when none ended."""
        found = [_START]
        while len(found) <= words:
            found.append(self._word(found, draw))
        whole = " ".join(found[1:])
        ends = sentence_ends(whole)
        return whole[: ends[-1]] if ends else ""

    def _word(self, before: Sequence[str], draw: random.Random) -> str:
        for length in range(min(self._order, len(before)), 0, -1):
            known = self._next[length].get(tuple(before[-length:]), ())
            if len(set(known)) > 1 or (length == 1 and known):
                return draw.choice(known)
        return draw.choice(self._next[0][()])


class CharacterMarkov:
    """The same with single characters: makes words that look like words."""

    def __init__(self, texts: Iterable[str], order: int) -> None:
        self._order = order
        self._next: dict[str, list[str]] = defaultdict(list)
        self._starts: list[str] = []
        for text in texts:
            padded = f" {text} "
            self._starts.append(padded[:order])
            for index in range(order, len(padded)):
                self._next[padded[index - order : index]].append(padded[index])

    def text(self, words: int, draw: random.Random) -> str:
        """About so many words, cut at the end of a sentence; empty when none ended."""
        found = draw.choice(self._starts)
        parts, spaces = [found], 0
        while spaces < words:
            known = self._next.get(found)
            letter = draw.choice(known) if known else draw.choice(self._starts)
            parts.append(letter)
            spaces += letter.count(" ")
            found = (found + letter)[-self._order :]
        whole = "".join(parts).strip()
        ends = sentence_ends(whole)
        return whole[: ends[-1]] if ends else ""
