"""Keywords: what a text is about, proposed by YAKE, and whether a passage uses a keyword.

Both imports are late: YAKE takes a third of a second, and neither is needed before the first proposal.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scriptwriter.domain.cue import MAX_KEYWORD_CHARS

#: Proposals come from so many last characters, some scenes' worth; YAKE needs 0.15 s for them.
MAX_CHARS = 20_000
_PHRASE_WORDS = 2
#: Candidates asked of YAKE for each proposal wanted; names, headings and repetitions drop out afterwards.
_SPARE = 6
# "drawing-room" is two words here, as "drawing room" is.
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CANDIDATE = re.compile(r"(?=.*[^\W\d_]{3})[\w'’-]+(?: [\w'’-]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
#: Words in front of a name that are no name, so that OLD TOM does not forbid "old bridge".
_NOT_NAMES = frozenset(
    [
        "a",
        "an",
        "the",
        "old",
        "young",
        "little",
        "big",
        "great",
        "first",
        "second",
        "third",
        "mr",
        "mrs",
        "miss",
        "dr",
        "sir",
        "lady",
        "int",
        "ext",
    ]
)
_FUNCTION_WORDS = {
    "english": frozenset(
        [
            "the",
            "and",
            "of",
            "to",
            "a",
            "in",
            "is",
            "it",
            "you",
            "that",
            "he",
            "she",
            "was",
            "for",
            "on",
            "with",
            "his",
            "her",
            "not",
            "but",
            "they",
        ]
    ),
    "german": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ich",
            "ist",
            "nicht",
            "ein",
            "eine",
            "zu",
            "den",
            "mit",
            "sie",
            "er",
            "es",
            "auf",
            "dem",
            "von",
            "sich",
            "war",
        ]
    ),
}
_YAKE_NAMES = {"english": "en", "german": "de"}


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or two-word phrase in lower case. ``score``: the lower, the more telling."""

    text: str
    score: float


def propose(text: str, top: int = 8, exclude: Iterable[str] = ()) -> list[Keyword]:
    """At most ``top`` keywords from the end of ``text``, the most telling first.

    Nothing is proposed that has a word (by its stem) in common with ``exclude``: character names, words of
    scene headings, keywords already chosen.
    """
    import yake

    text = text[-MAX_CHARS:].replace("\0", " ")
    language = _language(text)
    extractor = yake.KeywordExtractor(lan=_YAKE_NAMES[language], n=_PHRASE_WORDS, top=top * _SPARE + 20, dedupLim=0.8)
    taken = {stem for phrase in exclude for stem in _telling_stems(phrase, language)}
    found: list[Keyword] = []
    chosen: list[set[str]] = []
    for phrase, score in extractor.extract_keywords(text):
        keyword = " ".join(phrase.lower().split())
        stems = set(_stems(keyword, language))
        if stems & taken or any(stems <= other or other <= stems for other in chosen):
            continue
        if len(found) < top and _can_be_keyword(keyword):
            found.append(Keyword(keyword, float(score)))
            chosen.append(stems)
    return found


def uses(keyword: str, text: str) -> bool:
    """Whether ``keyword`` stands in ``text`` as whole words; another ending of the same word counts."""
    language = _language(f"{keyword} {text}")
    wanted = tuple(_stems(keyword, language))
    there = tuple(_stems(text, language))
    size = len(wanted)
    return size > 0 and any(there[at : at + size] == wanted for at in range(len(there) - size + 1))


def _can_be_keyword(phrase: str) -> bool:
    return len(phrase) <= MAX_KEYWORD_CHARS and _CANDIDATE.fullmatch(phrase) is not None


def _language(text: str) -> str:
    """The one of the known languages whose small words stand there most often; English when none do."""
    words = [word.lower() for word in _WORD.findall(text)]
    return max(_FUNCTION_WORDS, key=lambda name: sum(word in _FUNCTION_WORDS[name] for word in words))


def _telling_stems(phrase: str, language: str) -> Iterator[str]:
    words = _WORD.findall(phrase)
    telling = [word for word in words if word.lower() not in _NOT_NAMES]
    for word in telling or words:
        yield _stem(word.lower(), language)


def _stems(text: str, language: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield _stem(_POSSESSIVE.sub("", word.lower()), language)


_stemming = threading.Lock()


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    # A stemmer keeps the word it works on in itself, so two threads must not share one at a time.
    with _stemming:
        return _stemmer(language).stemWord(word)


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)
