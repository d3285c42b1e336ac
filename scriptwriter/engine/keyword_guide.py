"""Keywords into a passage: a rising bias towards the words that are still missing.

After K2T (Pascual et al. 2021, "A Plug-and-Play Method for Controlled Text Generation"): the logits of tokens that
lead to a missing keyword get a bias that grows while the keyword stays away, and the passage may not end before all
are there. Where K2T compares word vectors, the tokens here are those that spell the keyword or another ending of it.

The bias is added to the model's own logits, so the keyword comes where the model finds it least surprising: in the
middle of a word, where one token has all the probability, a small bias changes nothing.
"""

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from scriptwriter.engine.words import WORD, language_of, stems

#: Endings that are tried on a keyword's last word; those that change its stem are left out.
_ENDINGS = ("", "s", "es", "ed", "d", "ing", "e", "en", "n")
_SENTENCE_ENDS = frozenset(["", ".", "!", "?", "…", "\n"])
#: So much of the text before tells which language it is in.
_CONTEXT_CHARS = 2_000
#: With this many words of the passage to go for each missing keyword, the bias is at its height.
_WORDS_A_KEYWORD = 5.0


@dataclass(frozen=True, slots=True)
class BiasSchedule:
    """Biases in logits (nats). Found on held-out passages by ``tests.bench.coverage``.

    ``base`` for a keyword in time, ``slope`` more for each keyword that the passage is behind its plan, which is to
    have all of them after ``plan`` of its words. ``within`` helps a keyword that has been begun to its end.
    ``late`` is added in the last words, ``stop`` when the model would have ended, ``opening`` for the first word of a
    sentence, where almost anything can come. ``whole`` keeps a keyword that is complete from growing into another word.
    """

    base: float = 1.0
    slope: float = 4.0
    plan: float = 0.5
    within: float = 6.0
    late: float = 12.0
    stop: float = 1.0
    opening: float = -2.0
    whole: float = -6.0


@dataclass(slots=True)
class Spelling:
    """The ways to write one keyword, as tokens; ``begun`` leads from the beginning of one to what may come next."""

    keyword: str
    stems: tuple[str, ...]
    last_words: tuple[str, ...]
    inside: set[int] = field(default_factory=set)  # first tokens in the middle of a sentence
    opening: set[int] = field(default_factory=set)  # and at the beginning of one
    begun: dict[tuple[int, ...], set[int]] = field(default_factory=dict)
    longest: int = 0

    def add(self, tokens: tuple[int, ...], *, opens: bool) -> None:
        """One more way to write it."""
        (self.opening if opens else self.inside).update(tokens[:1])
        self.longest = max(self.longest, len(tokens) - 1)
        for at in range(1, len(tokens)):
            self.begun.setdefault(tokens[:at], set()).add(tokens[at])

    def after(self, tokens: Sequence[int]) -> Iterator[int]:
        """What completes a spelling that the tokens end in."""
        for length in range(1, min(self.longest, len(tokens)) + 1):
            yield from self.begun.get(tuple(tokens[-length:]), ())


class KeywordSpellings:
    """What is the same for all alternatives of a request: keywords, their tokens, the language."""

    def __init__(self, keywords: Sequence[str], tokenize: Callable[[str], list[int]], context: str = "") -> None:
        self.language = language_of(" ".join([*keywords, context[-_CONTEXT_CHARS:]]))
        self.all = [_spell(keyword, tokenize, self.language) for keyword in keywords]


class KeywordGuide:
    """Follows one passage and says which tokens to favour. ``max_words`` as the passage's own limit."""

    def __init__(
        self, spellings: KeywordSpellings, max_words: int, schedule: BiasSchedule, strength: float = 1.0
    ) -> None:
        self._spellings = spellings
        self._asked = len(spellings.all)
        self._max_words = max_words
        self._schedule = schedule
        self._strength = strength
        self._pressure = 0.0
        self._text = _StemmedText(spellings.language)
        self.missing = list(spellings.all)
        self.has_just_come = False
        self._settled = False  # all are there, in words that are complete
        self._first = _FirstTokens(self.missing)

    def feed(self, data: bytes) -> None:
        """More of the passage. A word at its very end counts: should it become another one, it is missing again."""
        if self._settled:
            self.has_just_come = False
            return
        self._text.feed(data)
        self._look()

    def restart(self, data: bytes) -> None:
        """The passage went back to this."""
        self._text, self._settled = _StemmedText(self._spellings.language), False
        self.feed(data)

    def _look(self) -> None:
        done, open_word, before = self._text.stems, self._text.open_word, len(self.missing)
        there = [*done, *stems(open_word, self._spellings.language)]
        missing = [
            entry
            for entry in self._spellings.all
            # "bridg" has the stem of "bridge" and is no word: what is being written must be a spelling as it stands.
            if not _occurs(entry.stems, there if _is_whole(open_word, entry.last_words) else done)
        ]
        self.has_just_come = len(missing) < before
        self._settled = not missing and all(_occurs(entry.stems, done) for entry in self._spellings.all)
        if missing != self.missing:
            self.missing, self._first = missing, _FirstTokens(missing)

    @property
    def whole(self) -> float:
        """The bias for tokens that would go on with the word that is being written."""
        return self._schedule.whole * self._strength if self.has_just_come else 0.0

    def wanted_to_stop(self) -> None:
        """The model would have ended the passage here."""
        self._pressure += self._schedule.stop

    def biases(self, tokens: Sequence[int], words: int) -> list[tuple[np.ndarray, float]]:
        """Token ids and what is to be added to their logits, for the token after ``tokens``.

        ``words`` is how many the passage has.
        """
        if not self.missing or not self._strength:
            return []
        level = self._level(words) * self._strength
        opens = self._text.opens_sentence()
        start = max(level + self._schedule.opening * self._strength, 0.0) if opens else level
        found = [(self._first.opening if opens else self._first.inside, start)]
        following = [token for entry in self.missing for token in entry.after(tokens)]
        if following:
            found.append((np.array(following), level + self._schedule.within * self._strength))
        return found

    def _level(self, words: int) -> float:
        plan, have = self._schedule, self._asked - len(self.missing)
        due = self._asked * min(words / max(self._max_words * plan.plan, 1.0), 1.5)
        behind = max(due - have, 0.0) + self._pressure
        left = (self._max_words - words) / len(self.missing)
        late = plan.late * max(1.0 - left / _WORDS_A_KEYWORD, 0.0) if left < _WORDS_A_KEYWORD else 0.0
        return plan.base + plan.slope * behind + late


class _FirstTokens:
    """With what the missing keywords can begin, each token once."""

    def __init__(self, missing: Sequence[Spelling]) -> None:
        self.inside = _as_array(set().union(*(entry.inside for entry in missing)))
        self.opening = _as_array(set().union(*(entry.opening for entry in missing)))


def _as_array(tokens: set[int]) -> np.ndarray:
    return np.fromiter(tokens, dtype=np.int64, count=len(tokens))


class _StemmedText:
    """The stems of a text that grows; only what came after the last space is looked at again."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")
        self.stems: list[str] = []  # of what is complete
        self.open_word = self._tail = ""

    def feed(self, data: bytes) -> None:
        new = self._decoder.decode(data)
        self._tail = (self._tail + new)[-4:]
        text = self.open_word + new
        cut = max(text.rfind(" "), text.rfind("\n")) + 1
        self.stems += stems(text[:cut], self._language)
        self.open_word = text[cut:]

    def opens_sentence(self) -> bool:
        return self._tail.rstrip(" \"'”’)")[-1:] in _SENTENCE_ENDS


def _is_whole(open_word: str, spellings: tuple[str, ...]) -> bool:
    return not open_word[-1:].isalnum() or open_word.lower().endswith(spellings)


def _occurs(wanted: tuple[str, ...], there: list[str]) -> bool:
    if len(wanted) == 1:
        return wanted[0] in there
    size = len(wanted)
    return size > 0 and any(tuple(there[at : at + size]) == wanted for at in range(len(there) - size + 1))


def _spell(keyword: str, tokenize: Callable[[str], list[int]], language: str) -> Spelling:
    forms = _forms(keyword, language)
    last_words = tuple({words[-1].lower() for form in forms if (words := form.split())})
    entry = Spelling(keyword, tuple(stems(keyword, language)), last_words)
    for form in forms:
        capital = form[:1].upper() + form[1:]
        entry.add(tuple(tokenize(" " + form)), opens=False)
        # After the end of a sentence, or as the first word of a line.
        entry.add(tuple(tokenize(" " + capital)), opens=True)
        entry.add(tuple(tokenize(capital)), opens=True)
    return entry


def _forms(keyword: str, language: str) -> list[str]:
    """The keyword with other endings of its last word that leave the stem as it is."""
    wanted = list(stems(keyword, language))
    plain = " ".join(WORD.findall(keyword)) or keyword
    bases = dict.fromkeys((keyword, plain, keyword.lower()))
    forms = {base + ending: None for base in bases for ending in _ENDINGS}
    return [form for form in forms if form == keyword or list(stems(form, language)) == wanted]
