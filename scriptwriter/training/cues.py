"""From a passage to what the model reads: context, cue, passage, stop.

Drawn anew for each epoch: how much context there is, which fields the cue has, which keywords and in which order. The
draws depend on nothing but (seed, epoch, passage), so that a run that was killed goes on with the same examples.

Passages and their stops are learned; cues are asked, never written. Of the text before a passage, what is new in the
epoch is learned as well (``since``): each token of a document is read once in an epoch, in a window that ends with an
asked passage, as the bundled model was trained. Held-out loss is that of passages alone.
"""

import json
import random
from functools import lru_cache

import numpy as np

from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.generation import ModelFormat, Request
from scriptwriter.engine.compose import Segment, compose, cue_segments
from scriptwriter.training.base import Base
from scriptwriter.training.examples import Table

#: How often a cue has each field, as in the bundled model's training; characters of prose are not known here.
GENRE, SPEAKER, KEYWORDS = 0.6, 0.75, 0.75
MOST_KEYWORDS = 3
#: Contexts: as long as they can be, of a drawn length, none.
_FULL, _PART = 0.75, 0.2
#: A voice learns single speeches. Behind whole contexts a row would hold one or two of them, behind short ones many.
_VOICE_FULL, _VOICE_PART, _VOICE_CONTEXT = 0.05, 0.45, 96
#: How often the writer has typed the name already.
_TYPED_NAME = 0.1
#: Tokens that are kept free for the cue in a window, and how often one ends before it is full.
_CUE_ROOM, _EARLY = 40, 0.15
#: A cut context begins with a line or a word, found within so many tokens.
_SEARCH = 48
IGNORED = -100
#: In place of ``since``: a speech that stands alone after the voice's name, its own or another character's.
OWN, RIVAL = -2, -3
#: So many tokens of such a speech are enough.
_BARE = 96

Example = tuple[np.ndarray, np.ndarray]


class Examples:
    """Makes examples for one base model. ``voice``: the character whose voice is trained; the cue always names the
    speaker then."""

    def __init__(self, base: Base, table: Table, seed: int, voice: str = "", room: int = 0) -> None:
        self._base = base
        self._table = table
        self._seed = seed
        self._voice = voice
        self._speaker_share = 1.0 if voice else SPEAKER
        self.room = room or base.context
        self._ids = lru_cache(maxsize=50_000)(base.vocabulary.tokenize)

    @property
    def learns_context(self) -> bool:
        """Whether the text before a passage is learned too: notes of plain models stand amid it, voices are one
        character's."""
        return self._base.format is ModelFormat.CUE and not self._voice

    def windows(self, indices: np.ndarray, epoch: int) -> np.ndarray:
        """int64[n, 2]: the passages (among ``indices``, ascending) that are asked for in an epoch, and from which token
        on the text before each is learned; -1: none of it.

        A window takes up as many passages as there is room for; the last one is asked for.
        """
        if not self.learns_context:
            return np.stack([indices, np.full(len(indices), -1)], axis=1)
        table, found = self._table, []
        dice = random.Random(f"{self._seed}:{epoch}:windows")
        room = self.room - _CUE_ROOM
        since = -1
        for at, index in enumerate(indices):
            if since < 0:
                since = int(table.begin[index])
            following = indices[at + 1] if at + 1 < len(indices) else -1
            goes_on = following == index + 1 and table.document[following] == table.document[index]
            if goes_on and table.end[following] - since <= room and dice.random() > _EARLY:
                continue
            found.append((int(index), since))
            since = -1
        return np.array(found, dtype=np.int64).reshape(-1, 2)

    def make(self, index: int, epoch: int, since: int = -1) -> Example:
        """Input ids int32[n] and labels int32[n] (``IGNORED`` where nothing is learned), n at most the context.

        ``labels[i]`` is the token that comes after ``ids[i]``. ``since``: see ``windows``; ``OWN`` and ``RIVAL``.
        """
        if since in (OWN, RIVAL):
            return self._bare(index)
        table = self._table
        dice = random.Random(f"{self._seed}:{epoch}:{index}")
        row = table.rows[int(index)]
        passage = table.tokens[table.begin[index] : table.end[index]]
        before = table.tokens[table.document[index] : table.begin[index]]
        cue = self.cue(row, dice)
        typed: list[int] = []
        if dice.random() < _TYPED_NAME and cue.character and row["text"].startswith(f"\n\n{cue.character}\n"):
            typed = self._ids(f"\n\n{cue.character}")
            passage = np.array(self._ids(row["text"][len(cue.character) + 2 :]), dtype=np.int32)
        wish = self._cue_tokens(cue)
        reserved = len(wish) + len(typed) + 2
        whole = len(passage) <= self.room - reserved
        passage = passage[: self.room - reserved]
        left = self.room - reserved - len(passage)
        if since < 0:
            before = self._cut(before, left, dice)
        else:
            fresh = table.tokens[since : table.begin[index]]
            before = fresh[len(fresh) - left :] if len(fresh) > left else fresh
        prompt = self._prompt(before, typed, cue, wish, row["form"], left)
        ids = np.concatenate([prompt, passage])
        labels = np.full(len(ids), IGNORED, dtype=np.int32)
        if since >= 0 and len(before):
            first = len(prompt) - len(before) - len(typed) - len(wish)
            labels[first : first + len(before) - 1] = before[1:]
        labels[len(prompt) - 1 : -1] = passage
        # A passage that had to be cut does not end where it was cut.
        labels[-1] = self._base.stop if whole else IGNORED
        return ids.astype(np.int32), labels

    def spoken_words(self, index: int) -> int:
        """How many words a speech has without the name."""
        return len(_spoken(self._table.rows[index]["text"]).split())

    def _bare(self, index: int) -> Example:
        """A speech after the voice's name, without context and cue."""
        prompt, speech = self._ids(self._voice), self._ids("\n" + _spoken(self._table.rows[index]["text"]))
        vocabulary = self._base.vocabulary
        if vocabulary.adds_bos and vocabulary.bos >= 0:
            prompt = [vocabulary.bos, *prompt]
        ids = np.array([*prompt, *speech[: min(_BARE, self.room // 2 - len(prompt))]], dtype=np.int32)
        labels = np.full(len(ids), IGNORED, dtype=np.int32)
        labels[len(prompt) - 1 : -1] = ids[len(prompt) :]
        return ids, labels

    def cue(self, row: dict, dice: random.Random) -> Cue:
        """A cue that is true of a passage, with fields left out."""
        genre = row["genre"] if dice.random() < GENRE else ""
        speaker = row["speaker"] if dice.random() < self._speaker_share else ""
        words: list[str] = []
        found = json.loads(row["keywords"])
        if dice.random() < KEYWORDS and found:
            words = dice.sample(found, min(dice.randint(1, MOST_KEYWORDS), len(found)))
        return Cue(genre or None, speaker or None, tuple(words))

    def _cue_tokens(self, cue: Cue) -> list[int]:
        if self._base.format is ModelFormat.CUE:
            return self._tokens(cue_segments(cue))
        # The note before the last paragraph; its exact place is found when the context is known.
        return self._tokens(compose(Request("x", cue), ModelFormat.PLAIN).last)

    def _tokens(self, segments: tuple[Segment, ...]) -> list[int]:
        ids: list[int] = []
        for segment in segments:
            if segment.control:
                ids.append(self._base.cue_ids[segment.text])
            else:
                ids += self._ids(segment.text)
        return ids

    def _prompt(
        self, before: np.ndarray, typed: list[int], cue: Cue, wish: list[int], form: str, left: int
    ) -> np.ndarray:
        if self._base.format is ModelFormat.CUE:
            ids = [*before.tolist(), *typed, *wish]
        else:
            # Chat models learn plain text without their template: it is text that they are to write.
            pieces = b"".join(self._base.vocabulary.piece(token) for token in [*before.tolist(), *typed])
            text = pieces.decode("utf-8", "ignore")
            prompt = compose(Request(text, cue, Form(form)), ModelFormat.PLAIN)
            stable, last = self._ids(prompt.text), self._tokens(prompt.last)
            room = left + len(typed) + len(wish)
            stable = stable[max(0, len(stable) + len(last) - room) :] if len(last) < room else []
            ids = [*stable, *last][-max(room, 1) :]
        vocabulary = self._base.vocabulary
        if (vocabulary.adds_bos or not ids) and vocabulary.bos >= 0:
            ids = [vocabulary.bos, *ids]
        return np.array(ids or [self._base.stop], dtype=np.int32)

    def _cut(self, before: np.ndarray, left: int, dice: random.Random) -> np.ndarray:
        """The end of the text before: as much as fits, a drawn part of that, or nothing."""
        kind, share = dice.random(), dice.random()
        full, part, most = (_VOICE_FULL, _VOICE_PART, _VOICE_CONTEXT) if self._voice else (_FULL, _PART, left)
        room = left if kind < full else int(min(most, left) * share) if kind < full + part else 0
        if len(before) <= room:
            return before
        if room <= 0:
            return before[:0]
        tail = before[-room:]
        return tail[self._start(tail) :]

    def _start(self, tail: np.ndarray) -> int:
        """Where a cut text begins well: after a line break, else with a word. Never leaves less than a half."""
        piece = self._base.vocabulary.piece
        reach = min(_SEARCH, len(tail) // 2)
        pieces = [piece(int(token)) for token in tail[:reach]]
        for mark in (b"\n", b" "):
            for at, text in enumerate(pieces):
                if text[:1] == mark:
                    return next((first for first in range(at, reach) if pieces[first].strip()), reach)
        return 0


def _spoken(text: str) -> str:
    """What is said in a passage of one speech."""
    return text.strip().partition("\n")[2].strip()
