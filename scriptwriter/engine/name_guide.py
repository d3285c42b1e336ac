"""Names of speakers stay as they are spelled: a block of a script that begins like a name of the cast becomes it.

A small model that meets a name for the first time has to spell it in pieces, and goes astray in the middle of it. So
where the passage's block so far could become a speaker of the text before, only tokens that go on with such a name
may come: in the middle of a word, after two letters of it, always; after one that is no word, or a small letter (the
K of KULIGIN, or of Kitty); else when the model itself holds that likely enough. So "A dark room" stays free where
ALVING speaks, "THE CAPTAIN" where THE KING does, TOM where TOMMY does, and a new name that no other begins like.
"""

import contextlib
from collections.abc import Callable, Sequence

import numpy as np

#: With this probability of going on with a name the model is taken to mean one.
LIKELY = 0.05
_SURE_LETTERS = 2
_WORDS_OF_ONE_LETTER = frozenset("AIO")
_GAP = b"\n\n"
_NONE = np.array([], dtype=np.int64)


class NameSpellings:
    """What is the same for all alternatives of a request: the names, and which tokens go on with one.

    ``small``: the tokens that go on with a word in small letters, asked for when a name's first letter stands alone.
    """

    def __init__(
        self, names: Sequence[str], tokenize: Callable[[str], list[int]], small: Callable[[], np.ndarray]
    ) -> None:
        self._names = tuple(dict.fromkeys(name for name in names if name))
        self._tokenize = tokenize
        self._small = small
        self._known: dict[str, tuple[np.ndarray, float]] = {}

    def after(self, begun: str) -> tuple[np.ndarray, float]:
        """int64[n]: tokens that bring ``begun``, a block so far, nearer to a name, none where nothing is to be spelled;
        and how likely they must be to the model at least for others not to come."""
        if begun not in self._known:
            rests = [name[len(begun) :] for name in self._names if name.startswith(begun)]
            self._known[begun] = self._after(begun.rpartition(" ")[2], rests)
        return self._known[begun]

    def _after(self, word: str, rests: Sequence[str]) -> tuple[np.ndarray, float]:
        if not rests or "" in rests:
            return _NONE, 0.0
        tokens = self._tokens(rests)
        if not (word.isalpha() and all(rest[0].isalpha() for rest in rests)) or word in _WORDS_OF_ONE_LETTER:
            return tokens, LIKELY
        return tokens if len(word) >= _SURE_LETTERS else np.union1d(tokens, self._small()), 0.0

    def _tokens(self, rests: Sequence[str]) -> np.ndarray:
        starts = dict.fromkeys(rest[:length] for rest in rests for length in range(1, len(rest) + 1))
        single = [tokens[0] for start in starts if len(tokens := self._tokenize(start)) == 1]
        return np.array(sorted(single), dtype=np.int64)


class NameGuide:
    """Follows one passage and says which tokens spell on at a name. ``before``: what stands before the passage."""

    def __init__(self, spellings: NameSpellings, before: str) -> None:
        self._spellings = spellings
        self._start = before[-2:].encode() if before.strip() else _GAP
        self._text = self._start

    def feed(self, data: bytes) -> None:
        """More of the passage."""
        text = self._text + data
        # What is further back than the last blank line says nothing about this block.
        self._text = text[max(text.rfind(_GAP), 0) :]

    def restart(self, data: bytes) -> None:
        """The passage went back to this."""
        self._text = self._start
        self.feed(data)

    def tokens(self) -> tuple[np.ndarray, float]:
        """What goes on with the name that the block may be beginning with, as of ``NameSpellings.after``."""
        line = self._text.lstrip(b"\n") if self._text.startswith(_GAP) else b""
        with contextlib.suppress(UnicodeDecodeError):  # in the middle of a letter
            if line and b"\n" not in line:
                return self._spellings.after(line.decode())
        return _NONE, 0.0


def insist(logits: np.ndarray, tokens: np.ndarray, least: float) -> None:
    """Leave only these tokens where they are that likely together. ``logits``: float32[vocabulary], changed."""
    wanted = logits[tokens]
    highest = float(logits.max())
    share = float(np.exp(wanted - highest).sum() / np.exp(logits - highest).sum())
    if share > 0 and share >= least:
        logits[:] = -np.inf
        logits[tokens] = wanted
